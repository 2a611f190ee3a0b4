"""Folders of reports → a new version of the index, published in one step.

What has not changed since the version in use is taken over as it stands; what is gone is dropped; a changed file that
cannot be read keeps its older reading, openly marked. The version in use is never written to: whatever stops a build,
the archive stays as it was.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING

from qa_cchc import __version__
from qa_cchc.archive import catalogue, layout, manifest
from qa_cchc.archive.errors import ArchiveError, CannotWrite, NoReports
from qa_cchc.archive.processing import Processed, SourceFile, failed, process_all
from qa_cchc.archive.rows import Entry
from qa_cchc.settings import Settings

if TYPE_CHECKING:
    from qa_cchc.search.embedder import Embedder

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did. Files are named by their path below their corpus folder.

    `read`, `kept` and `removed` are files newly read, taken over and dropped; `failed` files that could not be read,
    with the reason; `warnings` everything else a person should know. `published` is false when nothing had changed.
    """

    version: str
    published: bool
    reports: int
    passages: int
    figures: int
    seconds: float
    read: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Old:
    """The version in use, as far as it can be taken over."""

    folder: Path | None = None
    manifest: manifest.Manifest | None = None
    entries: tuple[Entry, ...] = ()

    def by_content(self) -> dict[tuple[str, str], Entry]:
        """Readings that are still good, by the content and the suffix of their file."""
        if self.manifest is None or self.manifest.reader != manifest.reader_version():
            return {}
        good = (entry for entry in self.entries if entry.report.status != "failed")
        return {(entry.report.sha256, Path(entry.report.file).suffix.lower()): entry for entry in good}


@dataclass(slots=True)
class _Plan:
    """What the new version will hold: entries in order, and what was newly read for them, by report id."""

    entries: list[Entry] = field(default_factory=list)
    fresh: dict[str, Processed] = field(default_factory=dict)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def newly_read(self) -> list[Entry]:
        """The entries that were read now and not taken over."""
        return [entry for entry in self.entries if entry.report.id in self.fresh and entry.report.status != "failed"]


def build_index(
    corpora: Sequence[Path], index: Path, settings: Settings | None = None, progress: Progress | None = None
) -> BuildResult:
    """Builds `index` so that it holds exactly the reports that lie in the folders `corpora`.

    `progress` is called with the stage (in Vietnamese), how much of it is done, and how much there is to do.
    Raises an ArchiveError (NoReports, CannotWrite, IndexBusy) or ModelUnavailable; the index is then as it was.
    """
    started = time.perf_counter()
    settings = settings or Settings.load()
    report_progress = progress or (lambda stage, done, total: None)
    sources, unreadable = _find(corpora)
    with layout.building(index):
        old = _open_old(index)
        plan = _plan(sources, unreadable, old, settings, report_progress)
        if all(entry.report.status == "failed" for entry in plan.entries):
            named = ", ".join(file for file, _ in plan.failed[:3]) + (", …" if len(plan.failed) > 3 else "")
            raise NoReports(f"Không đọc được tệp nào trong {len(plan.failed)} tệp ({named})", plan.failed)
        from qa_cchc.search.embedder import load_embedder

        embedder = load_embedder(settings)
        made_with = (embedder.name, embedder.fingerprint, embedder.dimension)
        same_model = old.manifest is not None and made_with == (
            old.manifest.model_name, old.manifest.model_fingerprint, old.manifest.model_dimension
        )
        unchanged = same_model and not plan.newly_read() and tuple(plan.entries) == old.entries
        if not unchanged:
            _publish(index, corpora, settings, embedder, plan, old, report_progress)
        current = layout.current_version(index)
        written = manifest.read(index, current)
    return _result(current, written, plan, old, not unchanged, time.perf_counter() - started)


def _find(corpora: Sequence[Path]) -> tuple[list[SourceFile], list[tuple[SourceFile, str]]]:
    """The files to read, and those whose bytes cannot be had, with the reason."""
    from qa_cchc.reading.report import find_files

    sources: list[SourceFile] = []
    unreadable: list[tuple[SourceFile, str]] = []
    seen: set[Path] = set()
    for corpus in corpora:
        if not corpus.exists():
            raise NoReports(f"Không có thư mục {corpus}")
        root = (corpus if corpus.is_dir() else corpus.parent).resolve()
        for path in find_files([corpus.resolve()]):
            if path in seen:
                continue
            seen.add(path)
            source = SourceFile(path, root, path.relative_to(root).as_posix(), "")
            try:
                sources.append(replace(source, sha256=layout.sha256_of(path)))
            except OSError as error:
                # Without its bytes a file is told apart by its name alone.
                stand_in = replace(source, sha256=hashlib.sha256(str(path).encode()).hexdigest())
                unreadable.append((stand_in, f"Không mở được tệp {source.name} ({layout.reason(error)})."))
    if not sources and not unreadable:
        raise NoReports("Không tìm thấy báo cáo nào trong " + ", ".join(map(str, corpora)))
    return sources, unreadable


def _open_old(index: Path) -> _Old:
    try:
        folder = layout.current_version(index)
        said = manifest.read(index, folder)
    except ArchiveError:
        # Missing, damaged or of another program: everything is read anew, which is what mends it.
        return _Old()
    if manifest.checksums(folder) != said.files:
        return _Old()
    connection = catalogue.open_read_only(folder / catalogue.FILE)
    try:
        return _Old(folder, said, tuple(catalogue.entries(connection)))
    finally:
        connection.close()


def _plan(
    sources: Sequence[SourceFile], unreadable: Sequence[tuple[SourceFile, str]], old: _Old, settings: Settings,
    progress: Progress,
) -> _Plan:
    plan = _Plan()
    reusable = old.by_content()
    before = {(entry.root, entry.report.file): entry for entry in old.entries}
    known = {(entry.root, entry.report.file) for entry in old.entries}
    # Of several copies the one indexed before stays, else the first by name.
    ordered = sorted(sources, key=lambda source: ((str(source.root), source.name) not in known, source.name))
    by_content: dict[str, list[SourceFile]] = {}
    for source in ordered:
        by_content.setdefault(source.sha256, []).append(source)
    to_read: list[SourceFile] = []
    for first, *copies in by_content.values():
        notes = tuple(f"Tệp {copy.name} giống hệt tệp này nên không đọc lại." for copy in copies)
        entry = reusable.get((first.sha256, first.path.suffix.lower()))
        if entry is not None:
            report = replace(entry.report, file=first.name)
            plan.entries.append(Entry(report, str(first.root), first.sha256, notes))
        else:
            to_read.append(first)
    outcomes = [(source, failed(source, why)) for source, why in unreadable]
    for done, outcome in enumerate(process_all(to_read, settings.workers), 1):
        progress("Đọc báo cáo", done, len(to_read))
        outcomes.append(outcome)
    for source, outcome in outcomes:
        copies = by_content.get(source.sha256, [source])[1:]
        notes = tuple(f"Tệp {copy.name} giống hệt tệp này nên không đọc lại." for copy in copies)
        _settle(plan, source, outcome, before.get((str(source.root), source.name)), notes)
    plan.entries.sort(key=lambda entry: (entry.report.file, entry.root))
    _note_twins(plan)
    return plan


def _settle(plan: _Plan, source: SourceFile, outcome: Processed, earlier: Entry | None, notes: tuple[str, ...]) -> None:
    """Takes what was read; where reading failed, the earlier reading of the same file if there is one."""
    report, root = outcome.report, str(source.root)
    taken = {entry.report.id for entry in plan.entries}
    if report.id in taken:
        plan.failed.append((source.name, f"Tệp {source.name} đã đổi nội dung trong khi đọc; hãy lập chỉ mục lại."))
        return
    if report.status == "failed":
        why = " ".join(report.warnings) or f"Không đọc được tệp {source.name}."
        plan.failed.append((source.name, why))
        if earlier is not None and earlier.report.status != "failed" and earlier.report.id not in taken:
            note = f"Bản mới của tệp này không đọc được nên kho vẫn dùng bản đã đọc trước đó: {why}"
            plan.entries.append(Entry(earlier.report, root, source.sha256, (note,)))
            return
    plan.fresh[report.id] = outcome
    plan.entries.append(Entry(report, root, report.sha256, notes))


def _note_twins(plan: _Plan) -> None:
    """Marks reports of one number, day and agency that lie in files of different content: both are kept."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for position, entry in enumerate(plan.entries):
        report = entry.report
        if report.number and report.date and report.status != "failed":
            groups.setdefault((report.number, report.date, report.agency), []).append(position)
    for positions in groups.values():
        for position in positions:
            others = [plan.entries[other].report.file for other in positions if other != position]
            if others:
                entry = plan.entries[position]
                note = f"Cùng số, ngày và cơ quan với tệp {', '.join(others)} nhưng nội dung tệp khác nhau."
                plan.entries[position] = replace(entry, notes=(*entry.notes, note))


def _publish(
    index: Path, corpora: Sequence[Path], settings: Settings, embedder: Embedder, plan: _Plan, old: _Old,
    progress: Progress,
) -> None:
    try:
        folder = layout.start_version(index)
        try:
            _write(folder, corpora, settings, embedder, plan, old, progress)
            layout.publish(folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        layout.remove_old_versions(index)
    except OSError as error:
        raise CannotWrite(index, layout.reason(error)) from error
    except sqlite3.OperationalError as error:
        raise CannotWrite(index, str(error)) from error


def _write(
    folder: Path, corpora: Sequence[Path], settings: Settings, embedder: Embedder, plan: _Plan, old: _Old,
    progress: Progress,
) -> None:
    from qa_cchc.search.index import SearchIndex

    connection = catalogue.create(folder / catalogue.FILE)
    if old.folder is not None:
        catalogue.attach(connection, old.folder / catalogue.FILE)
    for entry in plan.entries:
        fresh = plan.fresh.get(entry.report.id)
        if fresh is None:
            catalogue.copy(connection, entry)
        else:
            catalogue.add(connection, entry, fresh.document, fresh.passages, fresh.figures)
    rows = catalogue.Rows({entry.report.id: entry.shown() for entry in plan.entries})
    passages = [passage for _, passage in rows.passages(connection)]
    (figures,) = connection.execute("SELECT count(*) FROM main.figures").fetchone()
    catalogue.finish(connection)
    SearchIndex.build(
        passages, embedder, folder / layout.SEARCH, old.folder / layout.SEARCH if old.folder else None,
        settings.glossary_file(), lambda done, total: progress("Lập chỉ mục tìm kiếm", done, total),
    )
    manifest.Manifest(
        format=manifest.FORMAT,
        records=manifest.records_shape(),
        reader=manifest.reader_version(),
        program=__version__,
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        corpora=[str(corpus.resolve()) for corpus in corpora],
        model=settings.model,
        model_name=embedder.name,
        model_fingerprint=embedder.fingerprint,
        model_dimension=embedder.dimension,
        segmenter=f"underthesea {version_of('underthesea')}",
        reports=len(plan.entries),
        passages=len(passages),
        figures=figures,
        files=manifest.checksums(folder),
    ).write(folder)


def _result(
    current: Path, written: manifest.Manifest, plan: _Plan, old: _Old, published: bool, seconds: float
) -> BuildResult:
    read = plan.newly_read()
    kept = [entry for entry in plan.entries if entry.report.id not in plan.fresh]
    staying = {(entry.root, entry.report.file) for entry in plan.entries}
    contents = {entry.report.id for entry in plan.entries}
    removed = [
        entry.report.file for entry in old.entries
        if (entry.root, entry.report.file) not in staying and entry.report.id not in contents
    ]
    failing = {name for name, _ in plan.failed}
    warnings = [
        warning if entry.report.file in warning else f"{entry.report.file}: {warning}"
        for entry in plan.entries if entry.report.file not in failing for warning in entry.shown().warnings
    ]
    return BuildResult(
        current.name, published, written.reports, written.passages, written.figures, seconds,
        tuple(entry.report.file for entry in read), tuple(entry.report.file for entry in kept), tuple(removed),
        tuple(plan.failed), tuple(warnings),
    )
