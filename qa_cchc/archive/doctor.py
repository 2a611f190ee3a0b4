"""Is an index whole: checksums, the catalogue's own integrity, counts that must agree, the model, the files it was
made from. Nothing is changed; each fault names what mends it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Literal

from qa_cchc.archive import catalogue, layout, manifest
from qa_cchc.archive.errors import ArchiveError
from qa_cchc.archive.rows import Entry
from qa_cchc.settings import Settings

Status = Literal["ok", "note", "warning", "error"]
_NAMED = 5
# Rows of one table that must each have one of another: (what is wrong with those that have none, query).
_ORPHANS = (
    ("đoạn trích không thuộc báo cáo nào",
     "SELECT count(*) FROM passages WHERE report_id NOT IN (SELECT id FROM reports)"),
    ("số liệu không thuộc báo cáo nào",
     "SELECT count(*) FROM figures WHERE report_id NOT IN (SELECT id FROM reports)"),
    ("số liệu thuộc chuỗi không có",
     "SELECT count(*) FROM figures WHERE series IS NOT NULL AND series NOT IN (SELECT id FROM series)"),
    ("điểm đối chiếu không thuộc báo cáo nào",
     "SELECT count(*) FROM findings WHERE report_id NOT IN (SELECT id FROM reports)"),
    ("số liệu không tìm được bằng chữ",
     "SELECT abs((SELECT count(*) FROM figures) - (SELECT count(*) FROM figure_terms_docsize))"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `name` is fixed, in English; `message` one Vietnamese sentence; `mend` the command that
    mends it, None where nothing must be done."""

    name: str
    status: Status
    message: str
    mend: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All that was looked at in one index."""

    version: str | None
    checks: tuple[Check, ...]

    @property
    def healthy(self) -> bool:
        """Whether the index may be trusted as it is; notes and warnings do not speak against it."""
        return not any(check.status == "error" for check in self.checks)


def examine(index: Path, settings: Settings) -> Diagnosis:
    """Looks at every part of an index. Raises IndexMissing where there is none."""
    try:
        version = layout.current_version(index)
    except ArchiveError as error:
        if not any(index.glob("v*")):
            raise
        return Diagnosis(None, (Check("pointer", "error", str(error), _build(index)), *_left_behind(index)))
    try:
        said = manifest.read(index, version)
    except ArchiveError as error:
        return Diagnosis(version.name, (Check("manifest", "error", str(error), _build(index)), *_left_behind(index)))
    build = _build(index, said.corpora)
    checks = [Check("version", "ok", f"Đang dùng phiên bản {version.name}, lập lúc {said.built}: {said.reports} báo "
                    f"cáo, {said.passages} đoạn, {said.figures} số liệu.")]  # fmt: skip
    checks += _files(version, said, build)
    if not any(check.status == "error" for check in checks):
        checks += _catalogue(version, said, build)
        checks += _search(version, said, settings, build)
    checks += _program(said, settings, build)
    checks += _originals(version, build)
    checks += _left_behind(index)
    return Diagnosis(version.name, tuple(checks))


def _build(index: Path, corpora: list[str] | None = None) -> str:
    named = " ".join(f'"{corpus}"' if " " in corpus else corpus for corpus in corpora or ["THƯ_MỤC_BÁO_CÁO"])
    return f"qa-cchc build {named} --index {index}"


def _files(version: Path, said: manifest.Manifest, build: str) -> Iterator[Check]:
    """Every byte of the version, against the checksums of its manifest."""
    wrong = []
    for name, (_, digest) in said.files.items():
        try:
            if layout.sha256_of(version / name) != digest:
                wrong.append(f"{name} (nội dung đã khác lúc lập)")
        except OSError as error:
            wrong.append(f"{name} ({layout.reason(error)})")
    strangers = sorted(set(manifest.checksums(version)) - set(said.files))
    if wrong:
        yield Check("checksums", "error", f"Tệp của chỉ mục bị hỏng: {_listed(wrong)}.", build)
    else:
        yield Check("checksums", "ok", f"{len(said.files)} tệp của chỉ mục đúng như lúc lập.")
    if strangers:
        yield Check("strangers", "note", f"Trong thư mục {version.name} có tệp lạ: {_listed(strangers)}.")


def _catalogue(version: Path, said: manifest.Manifest, build: str) -> Iterator[Check]:
    """SQLite's own checks, rows that point nowhere, and the counts of the manifest."""
    faults: list[str] = []
    try:
        connection = catalogue.open_read_only(version / catalogue.FILE)
        try:
            (sound,) = connection.execute("PRAGMA integrity_check(3)").fetchone()
            faults += [] if sound == "ok" else [f"SQLite báo “{sound}”"]
            for what, query in _ORPHANS:
                (count,) = connection.execute(query).fetchone()
                faults += [f"{count} {what}"] if count else []
            for table, wanted in (("reports", said.reports), ("passages", said.passages), ("figures", said.figures)):
                (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
                faults += [f"bảng {table} có {count} dòng, bản kê ghi {wanted}"] if count != wanted else []
        finally:
            connection.close()
    except sqlite3.Error as error:
        faults.append(f"không đọc được {catalogue.FILE}: {error}")
    if faults:
        yield Check("catalogue", "error", f"Danh mục không nguyên vẹn: {_listed(faults)}.", build)
    else:
        yield Check("catalogue", "ok", "Danh mục nguyên vẹn, số dòng khớp bản kê.")


def _search(version: Path, said: manifest.Manifest, settings: Settings, build: str) -> Iterator[Check]:
    """The search index opens with the model that is set, and holds as many passages as the catalogue."""
    from qa_cchc.search.embedder import ModelUnavailable, load_embedder
    from qa_cchc.search.index import OtherModel, SearchIndex, SearchIndexError

    try:
        embedder = load_embedder(settings)
    except ModelUnavailable as error:
        yield Check("model", "error", str(error))
        return
    try:
        index = SearchIndex.open(version / layout.SEARCH, embedder, settings.glossary_file())
    except OtherModel as error:
        yield Check("model", "error", str(error), build)
        return
    except SearchIndexError as error:
        yield Check("search", "error", str(error), build)
        return
    yield Check("model", "ok", f"Mô hình nhúng {embedder.name} đúng là mô hình đã lập chỉ mục.")
    if index.size != said.passages:
        message = f"Chỉ mục tìm kiếm có {index.size} đoạn, danh mục có {said.passages}."
        yield Check("search", "error", message, build)
    else:
        yield Check("search", "ok", f"Chỉ mục tìm kiếm có đủ {index.size} đoạn.")


def _program(said: manifest.Manifest, settings: Settings, build: str) -> Iterator[Check]:
    """Whether today's program would read the files, or part them into words, in another way."""
    changed = []
    if said.reader != manifest.reader_version(settings.indicators_file()):
        changed.append(f"cách đọc báo cáo (chỉ mục do phiên bản {said.program} lập)")
    segmenter = f"underthesea {version_of('underthesea')}"
    if said.segmenter != segmenter:
        changed.append(f"bộ tách từ ({said.segmenter}, nay là {segmenter})")
    if changed:
        message = f"Chương trình đã đổi {_listed(changed)}; lập lại để các báo cáo được đọc theo cách mới."
        yield Check("program", "warning", message, build)
    else:
        yield Check("program", "ok", "Chỉ mục do chính chương trình này lập.")


def _originals(version: Path, build: str) -> Iterator[Check]:
    """The files that the reports were read from: the page pictures of citations are drawn from them."""
    try:
        connection = catalogue.open_read_only(version / catalogue.FILE)
        try:
            entries = list(catalogue.entries(connection))
        finally:
            connection.close()
    except (sqlite3.Error, ValueError):
        # Said by the check of the catalogue.
        return
    missing, changed, failed = [], [], []
    for entry in entries:
        state = _state_of(entry)
        (missing if state == "missing" else changed if state == "changed" else []).append(entry.report.file)
        if entry.report.status == "failed":
            failed.append(entry.report.file)
    if missing:
        message = f"{len(missing)} tệp báo cáo không còn ở chỗ cũ: {_listed(missing)}."
        yield Check("originals", "warning", message, build)
    if changed:
        message = f"{len(changed)} tệp báo cáo đã đổi nội dung sau khi lập chỉ mục: {_listed(changed)}."
        yield Check("originals", "warning", message, build)
    if failed:
        yield Check("unread", "warning", f"{len(failed)} tệp không đọc được: {_listed(failed)}.", "qa-cchc reports")
    if not missing and not changed:
        yield Check("originals", "ok", f"{len(entries)} tệp báo cáo gốc còn nguyên.")


def _state_of(entry: Entry) -> str:
    path = Path(entry.root) / entry.report.file
    try:
        return "same" if layout.sha256_of(path) == entry.file_sha256 else "changed"
    except OSError:
        return "missing" if not path.exists() else "changed"


def _left_behind(index: Path) -> Iterator[Check]:
    """What a build that was stopped left; the next one removes it."""
    left = sorted(path.name for path in index.iterdir() if path.name.endswith(".tmp"))
    if left and not layout.is_being_built(index):
        message = f"Một lần lập chỉ mục đã bị dừng giữa chừng, còn để lại {_listed(left)}; lần lập sau sẽ tự dọn."
        yield Check("left_behind", "note", message)
    if not os.access(index, os.W_OK):
        yield Check("writable", "note", f"Thư mục {index} chỉ cho đọc: hỏi được nhưng không lập lại được.")


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    return f"{shown} và {len(names) - _NAMED} mục khác" if len(names) > _NAMED else shown
