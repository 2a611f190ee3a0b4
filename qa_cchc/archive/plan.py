"""What a build will publish: the files there are, what is taken over from the version in use, what is read anew."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qa_cchc.archive import catalogue, layout, manifest
from qa_cchc.archive.errors import ArchiveError, NoReports
from qa_cchc.archive.processing import Processed, SourceFile, failed, process_all
from qa_cchc.archive.rows import Entry
from qa_cchc.settings import Settings

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Old:
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
class Plan:
    """What the new version will hold: entries in order, and what was newly read for them, by report id."""

    entries: list[Entry] = field(default_factory=list)
    fresh: dict[str, Processed] = field(default_factory=dict)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def newly_read(self) -> list[Entry]:
        """The entries that were read now and not taken over."""
        return [entry for entry in self.entries if entry.report.id in self.fresh and entry.report.status != "failed"]


def find(corpora: Sequence[Path]) -> tuple[list[SourceFile], list[tuple[SourceFile, str]]]:
    """The files to read, and those whose bytes cannot be had, with the reason. Raises NoReports."""
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
            source = SourceFile(path, root, _shown(path.relative_to(root)), "")
            # Without its bytes a file is told apart by its path alone.
            stand_in = replace(source, sha256=hashlib.sha256(os.fsencode(path)).hexdigest())
            if source.name != path.relative_to(root).as_posix():
                unreadable.append((stand_in, f"Tên tệp {source.name} không phải UTF-8; hãy đổi tên tệp rồi chạy lại."))
                continue
            try:
                sources.append(replace(source, sha256=layout.sha256_of(path)))
            except OSError as error:
                unreadable.append((stand_in, f"Không mở được tệp {source.name} ({layout.reason(error)})."))
    if not sources and not unreadable:
        raise NoReports("Không tìm thấy báo cáo nào trong " + ", ".join(map(str, corpora)))
    return sources, unreadable


def _shown(path: Path) -> str:
    """A path as text that can be written anywhere: bytes that are no UTF-8 become "\ufffd"."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def open_old(index: Path) -> Old:
    """The version in use, empty where it is missing, damaged or of another program."""
    try:
        folder = layout.current_version(index)
        said = manifest.read(index, folder)
    except ArchiveError:
        # Missing, damaged or of another program: everything is read anew, which is what mends it.
        return Old()
    if manifest.checksums(folder) != said.files:
        return Old()
    connection = catalogue.open_read_only(folder / catalogue.FILE)
    try:
        return Old(folder, said, tuple(catalogue.entries(connection)))
    finally:
        connection.close()


def make_plan(
    sources: Sequence[SourceFile], unreadable: Sequence[tuple[SourceFile, str]], old: Old, settings: Settings,
    progress: Progress,
) -> Plan:
    """Reads what must be read and decides what stands in the new version."""
    plan = Plan()
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


def _settle(plan: Plan, source: SourceFile, outcome: Processed, earlier: Entry | None, notes: tuple[str, ...]) -> None:
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


def _note_twins(plan: Plan) -> None:
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
