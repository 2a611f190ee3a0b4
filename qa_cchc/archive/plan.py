"""What a build will publish: the files there are, what is taken over from the version in use, what is read anew."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qa_cchc.archive import catalogue, corrections, layout, manifest
from qa_cchc.archive.corrections import Correction
from qa_cchc.archive.errors import ArchiveError, NoReports
from qa_cchc.archive.processing import Processed, SourceFile, failed, process_all
from qa_cchc.archive.rows import Entry
from qa_cchc.reading.refusals import not_opened, too_large
from qa_cchc.settings import Settings

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Old:
    """The version in use, as far as it can be taken over."""

    folder: Path | None = None
    manifest: manifest.Manifest | None = None
    entries: tuple[Entry, ...] = ()
    corrected: corrections.Applied = field(default_factory=dict)

    def by_content(
        self, settings: Settings, wanted: corrections.Applied | None = None
    ) -> dict[tuple[str, str], Entry]:
        """Readings that are still good, by the content and the suffix of their file; `wanted` is what people have put
        right in them by now."""
        if self.manifest is None or self.manifest.reader != manifest.reader_version(settings.indicators_file()):
            return {}
        wanted = wanted or {}
        good = [
            entry for entry in self.entries
            if entry.report.status != "failed"
            and wanted.get(entry.report.sha256, {}) == self.corrected.get(entry.report.sha256, {})
        ]
        # What a limit left unread may be read now that it is another.
        whole = [entry for entry in good if entry.report.status != "partial"]
        if len(whole) < len(good) and self.manifest.limits != manifest.limits_of(settings):
            good = whole
        return {(entry.report.sha256, Path(entry.report.file).suffix.lower()): entry for entry in good}


@dataclass(slots=True)
class Plan:
    """What the new version will hold: entries in order, and what was newly read for them, by report id."""

    entries: list[Entry] = field(default_factory=list)
    fresh: dict[str, Processed] = field(default_factory=dict)
    failed: list[tuple[str, str]] = field(default_factory=list)
    corrected: corrections.Applied = field(default_factory=dict)

    def newly_read(self) -> list[Entry]:
        """The entries that were read now and not taken over."""
        return [entry for entry in self.entries if entry.report.id in self.fresh and entry.report.status != "failed"]


def find(corpora: Sequence[Path], settings: Settings) -> tuple[list[SourceFile], list[tuple[SourceFile, str]]]:
    """The files to read, and those whose bytes cannot be had or are not wanted, with a sentence. Raises NoReports."""
    from qa_cchc.reading import finding
    from qa_cchc.reading.report import KNOWN_SUFFIXES

    sources: list[SourceFile] = []
    unreadable: list[tuple[SourceFile, str]] = []
    seen: set[Path] = set()
    for corpus in corpora:
        if not corpus.exists():
            raise NoReports(f"Không có thư mục {corpus}")
        root = (corpus if corpus.is_dir() else corpus.parent).resolve()
        found = finding.find([corpus.resolve()], KNOWN_SUFFIXES)
        for path, why in [*((path, None) for path in found.files), *found.refused]:
            if path in seen:
                continue
            seen.add(path)
            name = path.relative_to(root).as_posix()
            # Without its bytes a file is told apart by its path alone.
            source = SourceFile(path, root, _shown(name), hashlib.sha256(os.fsencode(path)).hexdigest())
            why = f"{source.name}: {why}." if why else _bad_name(name, source.name)
            if why is None:
                try:
                    size = path.stat().st_size
                    if size > settings.file_mb * 1_000_000:
                        why = too_large(source.name, size, settings.file_mb)
                    else:
                        sources.append(replace(source, sha256=layout.sha256_of(path)))
                except OSError as error:
                    why = not_opened(source.name, error)
            if why is not None:
                unreadable.append((source, why))
    if not sources and not unreadable:
        raise NoReports("Không tìm thấy báo cáo nào trong " + ", ".join(map(str, corpora)))
    return sources, unreadable


def _shown(name: str) -> str:
    """A name as text that can stand anywhere, on one line: what is no UTF-8 or a control character is "\ufffd"."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join("\ufffd" if unicodedata.category(letter) in _NO_LETTER else letter for letter in text)


_NO_LETTER = frozenset({"Cc", "Cs", "Zl", "Zp"})


def _bad_name(name: str, shown: str) -> str | None:
    """Why a file of this name is not read, None where the name can be shown as it is."""
    if name == shown:
        return None
    what = "không phải UTF-8" if any("\ud800" <= letter <= "\udfff" for letter in name) else "có ký tự điều khiển"
    return f"{shown}: tên tệp {what}; hãy đổi tên tệp rồi chạy lại."


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
        return Old(folder, said, tuple(catalogue.entries(connection)), corrections.applied(folder))
    finally:
        connection.close()


def make_plan(
    sources: Sequence[SourceFile], unreadable: Sequence[tuple[SourceFile, str]], old: Old, settings: Settings,
    progress: Progress, corrected: Mapping[str, Sequence[Correction]] | None = None,
    ready: Mapping[str, Processed] | None = None, again: Collection[str] = (),
) -> Plan:
    """Reads what must be read and decides what stands in the new version.

    `corrected` is what people have put right, `ready` what has just been read elsewhere, by the sha256 of the file;
    files of the contents `again` are read anew though nothing has changed.
    """
    told, ready = corrected or {}, ready or {}
    wanted = corrections.wanted(told)
    plan = Plan()
    reusable = old.by_content(settings, wanted)
    before = {(entry.root, entry.report.file): entry for entry in old.entries}
    known = {(entry.root, entry.report.file) for entry in old.entries}
    # Of several copies the one indexed before stays, else the first by name.
    ordered = sorted(sources, key=lambda source: ((str(source.root), source.name) not in known, source.name))
    by_content: dict[str, list[SourceFile]] = {}
    for source in ordered:
        by_content.setdefault(source.sha256, []).append(source)
    to_read: list[list[SourceFile]] = []
    for first, *copies in by_content.values():
        entry = reusable.get((first.sha256, first.path.suffix.lower()))
        made = ready.get(first.sha256)
        if made is not None and made.report.file == first.name:
            _settle(plan, [first, *copies], made, before)
        elif entry is not None and first.sha256 not in again:
            report = replace(entry.report, file=first.name)
            plan.entries.append(Entry(report, str(first.root), first.sha256, _copied(copies)))
        else:
            fields = tuple(sorted(wanted.get(first.sha256, {}).items()))
            to_read.append([replace(source, corrected=fields) for source in (first, *copies)])
    for source, why in unreadable:
        _settle(plan, [source], failed(source, why), before)
    for group, outcome in _read(to_read, settings, progress):
        _settle(plan, group, outcome, before)
    plan.entries.sort(key=lambda entry: (entry.report.file, entry.root))
    _note_corrections(plan, told)
    _note_twins(plan)
    held = {entry.report.sha256 for entry in plan.entries}
    plan.corrected = {sha256: fields for sha256, fields in wanted.items() if sha256 in held}
    return plan


def _copied(copies: Sequence[SourceFile]) -> tuple[str, ...]:
    return tuple(f"Tệp {copy.name} giống hệt tệp này nên không đọc lại." for copy in copies)


def _read(
    groups: Sequence[list[SourceFile]], settings: Settings, progress: Progress
) -> list[tuple[list[SourceFile], Processed]]:
    """Groups of files of one content, each with what reading its first file gave.

    A suffix may decide how a file is read: where the first cannot be read, a copy of another suffix takes its place.
    """
    outcomes: list[tuple[list[SourceFile], Processed]] = []
    tried: set[tuple[str, str]] = set()
    at_first: dict[str, tuple[list[SourceFile], Processed]] = {}
    waiting = list(groups)
    while waiting:
        by_source = {group[0]: group for group in waiting}
        waiting = []
        for source, outcome in process_all(list(by_source), settings):
            group = by_source[source]
            tried.add(_kind(source))
            other = next((copy for copy in group if _kind(copy) not in tried), None)
            if outcome.report.status == "failed":
                at_first.setdefault(source.sha256, (group, outcome))
                if other is not None:
                    waiting.append([other, *(copy for copy in group if copy is not other)])
                    continue
                group, outcome = at_first[source.sha256]
            outcomes.append((group, outcome))
            progress("Đọc báo cáo", len(outcomes), len(groups))
    return outcomes


def _kind(source: SourceFile) -> tuple[str, str]:
    return source.sha256, source.path.suffix.lower()


def _settle(
    plan: Plan, group: Sequence[SourceFile], outcome: Processed, before: Mapping[tuple[str, str], Entry]
) -> None:
    """Takes what was read of files of one content; where that failed, the earlier readings of them if there are any."""
    source, *copies = group
    report, root = outcome.report, str(source.root)
    taken = {entry.report.id for entry in plan.entries}
    if report.status != "failed":
        if report.id in taken:
            plan.failed.append((source.name, f"Tệp {source.name} đã đổi nội dung trong khi đọc; hãy lập chỉ mục lại."))
            return
        plan.fresh[report.id] = outcome
        plan.entries.append(Entry(report, root, report.sha256, _copied(copies)))
        return
    why = " ".join(report.warnings) or f"{source.name}: không đọc được tệp."
    plan.failed.append((source.name, why))
    plan.failed += [(copy.name, f"{copy.name}: giống hệt tệp {source.name}, cũng không đọc được.") for copy in copies]
    kept = False
    for one in group:
        earlier = before.get((str(one.root), one.name))
        if earlier is not None and earlier.report.status != "failed" and earlier.report.id not in taken:
            note = f"Bản mới của tệp này không đọc được nên kho vẫn dùng bản đã đọc trước đó: {why}"
            plan.entries.append(Entry(earlier.report, str(one.root), one.sha256, (note,)))
            taken.add(earlier.report.id)
            kept = True
    if not kept and report.id not in taken:
        plan.fresh[report.id] = outcome
        plan.entries.append(Entry(report, root, report.sha256))


def _note_corrections(plan: Plan, corrected: Mapping[str, Sequence[Correction]]) -> None:
    for position, entry in enumerate(plan.entries):
        told = tuple(one.told() for one in corrected.get(entry.report.sha256, ()))
        if told and entry.report.status != "failed":
            plan.entries[position] = replace(entry, notes=(*entry.notes, *told))


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
