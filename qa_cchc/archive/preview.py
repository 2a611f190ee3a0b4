"""What a build would do, and why, without doing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qa_cchc.archive import corrections, manifest
from qa_cchc.archive.plan import Old, find, open_old
from qa_cchc.archive.processing import SourceFile
from qa_cchc.archive.rows import Entry
from qa_cchc.settings import Settings

Fate = Literal["new", "changed", "reread", "renamed", "kept", "copy", "removed", "unreadable"]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would become of one file; `why` is a Vietnamese sentence."""

    file: str
    fate: Fate
    why: str


def preview(corpora: Sequence[Path], index: Path, settings: Settings) -> list[Foreseen]:
    """What a build of these folders would do with every file, in order of their names. Nothing is written.

    Raises NoReports, and CatalogueError for a bad file of one's own indicators.
    """
    sources, unreadable = find(corpora, settings)
    old = open_old(index)
    before = {(entry.root, entry.report.file): entry for entry in old.entries}
    wanted = corrections.wanted(corrections.of(index))
    reusable = old.by_content(settings, wanted)
    held = {entry.report.sha256: entry for entry in old.entries}
    first_of: dict[str, SourceFile] = {}
    found = [Foreseen(source.name, "unreadable", why) for source, why in unreadable]
    ordered = sorted(sources, key=lambda source: ((str(source.root), source.name) not in before, source.name))
    for source in ordered:
        first = first_of.setdefault(source.sha256, source)
        if first is not source:
            found.append(Foreseen(source.name, "copy", f"Giống hệt tệp {first.name}, không đọc lại."))
            continue
        reading = reusable.get((source.sha256, source.path.suffix.lower()))
        earlier = before.get((str(source.root), source.name))
        if reading is None and wanted.get(source.sha256, {}) != old.corrected.get(source.sha256, {}):
            found.append(Foreseen(source.name, "reread", "Có người đã sửa thông tin báo cáo, sẽ đọc lại theo đó."))
            continue
        found.append(_fate(source, earlier, reading, held.get(source.sha256), old, settings))
    staying = {(str(source.root), source.name) for source in [*sources, *(source for source, _ in unreadable)]}
    contents = {source.sha256 for source in sources}
    for entry in old.entries:
        if (entry.root, entry.report.file) not in staying and entry.report.sha256 not in contents:
            found.append(Foreseen(entry.report.file, "removed", "Không còn trong thư mục báo cáo, sẽ bỏ khỏi kho."))
    return sorted(found, key=lambda one: one.file)


def _fate(
    source: SourceFile, earlier: Entry | None, reading: Entry | None, held: Entry | None, old: Old,
    settings: Settings,
) -> Foreseen:
    if reading is not None and earlier is not None:
        return Foreseen(source.name, "kept", "Không đổi, giữ nguyên kết quả đã đọc.")
    if reading is not None:
        return Foreseen(source.name, "renamed", f"Chính là tệp {reading.report.file} đổi tên hoặc chuyển chỗ, "
                        "không đọc lại.")  # fmt: skip
    if held is None and earlier is None:
        return Foreseen(source.name, "new", "Tệp mới, sẽ đọc.")
    if held is None:
        return Foreseen(source.name, "changed", "Nội dung tệp đã đổi, sẽ đọc lại.")
    return Foreseen(source.name, "reread", _why_again(held, old, settings))


def _why_again(held: Entry, old: Old, settings: Settings) -> str:
    if old.manifest is not None and old.manifest.reader != manifest.reader_version(settings.indicators_file()):
        return "Chương trình hoặc danh mục chỉ tiêu riêng đã đổi cách đọc, sẽ đọc lại."
    if held.report.status == "failed":
        return "Lần trước không đọc được, sẽ thử lại."
    if held.report.status == "partial":
        return "Lần trước chỉ đọc được một phần và giới hạn đọc nay đã khác, sẽ đọc lại."
    return "Đuôi tệp đã đổi, sẽ đọc lại theo định dạng mới."
