"""One file → everything the archive keeps of it, and many files at once in processes of their own.

Every file is read in a child process with limits, so that one which hangs, swells or crashes the reader is named and
passed over. Nothing is returned but plain records: the whole report comes back packed, as the catalogue stores it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from qa_cchc.archive import corrections
from qa_cchc.archive.catalogue import packed_document
from qa_cchc.reading import sandbox
from qa_cchc.reading.progress import alive
from qa_cchc.reading.refusals import not_understood, stopped
from qa_cchc.records import Figure, Finding, Passage, Report
from qa_cchc.settings import Settings

_ROOMS = "qa_cchc.archive.rooms"

@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: `name` is its path below the corpus folder `root`, with "/"; `corrected` the fields that a person
    has put right in what is read of it."""

    path: Path
    root: Path
    name: str
    sha256: str
    corrected: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Processed:
    """What one file gave. `report` is as `bare` leaves it, its contents are in `document`."""

    report: Report
    document: bytes
    passages: tuple[Passage, ...] = ()
    figures: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()


def process(source: SourceFile, settings: Settings | None = None) -> Processed:
    """Reads one file through all rooms. A fault in any of them makes a report whose status is "failed".

    Raises MemoryError alone: whoever runs this must then be able to do without the process it ran in.
    """
    from qa_cchc.figures import own_indicators
    from qa_cchc.figures.checks.run import check_report
    from qa_cchc.figures.extract import extract_figures
    from qa_cchc.reading.report import read_report
    from qa_cchc.search.passages import split_passages

    settings = settings or Settings.load()
    try:
        own_indicators.use(settings.indicators_file())
        report = read_report(source.path, source.root, settings)
        if report.status == "failed":
            return Processed(bare(report), packed_document(bare(report)))
        report = corrections.apply(report, dict(source.corrected))
        alive("đoạn trích")
        passages = split_passages(report)
        alive("số liệu")
        figures = extract_figures(report)
        alive("đối chiếu")
        findings = check_report(report, figures)
        alive("đóng gói")
        return Processed(bare(report), packed_document(report), passages, figures, findings)
    except MemoryError:
        raise
    except Exception as error:
        return failed(source, not_understood(source.name, error))


def bare(report: Report) -> Report:
    """The report without its contents; the documents it refers to stay, the catalogue has a table of them."""
    return replace(report, sections=(), footnotes=(), forms=(), tables=())


def failed(source: SourceFile, warning: str) -> Processed:
    """What stands for a file that could not be read."""
    report = Report(source.sha256[:12], source.name, source.sha256, status="failed", warnings=(warning,))
    return Processed(report, packed_document(report))


def process_all(sources: Sequence[SourceFile], settings: Settings) -> Iterator[tuple[SourceFile, Processed]]:
    """Processes the files, in any order, within the limits that the settings name and in as many processes."""
    if not sources:
        return
    context = sandbox.start_method([_ROOMS])
    if context.get_start_method() == "fork":
        # Every forked child would load it again, and the parent needs it too when it makes the index.
        from qa_cchc.archive import rooms  # noqa: F401
    limits = sandbox.Limits.of(settings)
    # The longest first, so that the cores are done together.
    ordered = sorted(sources, key=_size, reverse=True)
    unfinished = dict.fromkeys(ordered)
    work = partial(process, settings=settings)
    try:
        for source, outcome in sandbox.run_all(work, ordered, limits, settings.workers, context):
            del unfinished[source]
            if outcome.result is not None:
                yield source, outcome.result
            else:
                yield source, failed(source, stopped(source.name, outcome.end, outcome.detail, limits))
    except sandbox.CannotStart:
        if len(unfinished) == len(ordered):
            warnings.warn(
                "the files are read without limits: no child process can be started, because the main module cannot "
                'be imported a second time (does it lack `if __name__ == "__main__":`?)',
                RuntimeWarning, stacklevel=2,
            )
        for source in unfinished:
            yield source, work(source)


def _size(source: SourceFile) -> int:
    try:
        return source.path.stat().st_size
    except OSError:
        # Gone since it was found; reading it will say so.
        return 0
