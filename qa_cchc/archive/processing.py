"""One file → everything the archive keeps of it, and many files at once in processes of their own.

A file is read in a child process wherever that is cheap, so that a reader which crashes takes one file with it, not the
build. Nothing is returned but plain records: the whole report comes back packed, as the catalogue stores it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from pathlib import Path

from qa_cchc.archive.catalogue import packed_document
from qa_cchc.records import Figure, Passage, Report

# Below this many files a spawned process costs more than it saves; forked ones cost nothing.
_WORTH_SPAWNING = 6


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: `name` is its path below the corpus folder `root`, with "/"."""

    path: Path
    root: Path
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Processed:
    """What one file gave. `report` is without its contents, which are in `document`."""

    report: Report
    document: bytes
    passages: tuple[Passage, ...] = ()
    figures: tuple[Figure, ...] = ()


def process(source: SourceFile) -> Processed:
    """Reads one file through all rooms. A fault in any of them makes a report whose status is "failed"."""
    from qa_cchc.figures.extract import extract_figures
    from qa_cchc.reading.report import read_report
    from qa_cchc.search.passages import split_passages

    try:
        report = read_report(source.path, source.root)
        if report.status == "failed":
            return Processed(bare(report), packed_document(bare(report)))
        return Processed(bare(report), packed_document(report), split_passages(report), extract_figures(report))
    except Exception as error:
        return failed(source, f"Không xử lý được tệp {source.name} ({type(error).__name__}: {error}).")


def bare(report: Report) -> Report:
    """The report without its contents."""
    return replace(report, sections=(), footnotes=(), forms=(), tables=())


def failed(source: SourceFile, warning: str) -> Processed:
    """What stands for a file that could not be read."""
    report = Report(source.sha256[:12], source.name, source.sha256, status="failed", warnings=(warning,))
    return Processed(report, packed_document(report))


class _NoProcesses(Exception):
    """No child process can be started here: the program's main module cannot be loaded a second time."""


def process_all(sources: Sequence[SourceFile], workers: int) -> Iterator[tuple[SourceFile, Processed]]:
    """Processes the files, in any order, in at most `workers` processes (0: as many as there are cores)."""
    context = _context()
    workers = min(workers or os.cpu_count() or 1, len(sources))
    if context.get_start_method() == "spawn" and len(sources) < _WORTH_SPAWNING:
        yield from ((source, process(source)) for source in sources)
        return
    if context.get_start_method() == "fork":
        _import_rooms()
    unfinished = list(sources)
    try:
        for source, result in _pooled(sources, workers, context):
            unfinished.remove(source)
            yield source, result
    except _NoProcesses:
        yield from ((source, process(source)) for source in sources)
        return
    # A crash takes the whole pool down and does not tell which file did it: the rest go one by one.
    for source in unfinished:
        alone = dict(_pooled([source], 1, context))
        yield source, alone.get(source) or failed(
            source, f"Chương trình đọc tệp dừng đột ngột khi đọc {source.name}; tệp này được bỏ qua."
        )


def _pooled(
    sources: Sequence[SourceFile], workers: int, context: multiprocessing.context.BaseContext
) -> Iterator[tuple[SourceFile, Processed]]:
    if not sources:
        return
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_tie_to_parent) as pool:
        try:
            pool.submit(os.getpid).result()
        except BrokenProcessPool:
            raise _NoProcesses from None
        waiting: dict[Future[Processed], SourceFile] = {pool.submit(process, source): source for source in sources}
        try:
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        except BrokenProcessPool:
            return
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _context() -> multiprocessing.context.BaseContext:
    # Forking is quick, but only safe while no other thread may hold a lock, and not among macOS frameworks.
    may_fork = sys.platform.startswith("linux") and threading.active_count() == 1
    return multiprocessing.get_context("fork" if may_fork else "spawn")


def _import_rooms() -> None:
    """Loads in the parent what every forked child would load again, and the parent too when it makes the index."""
    import qa_cchc.figures.extract
    import qa_cchc.reading.report
    import qa_cchc.search.passages  # noqa: F401
    from qa_cchc.vietnamese.segmentation import words

    words("hồ sơ")


def _tie_to_parent() -> None:
    """Ties a child to its parent: it ends when the parent does, and leaves Ctrl+C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    if parent is not None:
        threading.Thread(target=watch, daemon=True).start()
