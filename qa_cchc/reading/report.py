"""One file → one `Report`: read by its format, then understood the same way whatever the format was."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from pathlib import Path

from qa_cchc.reading import agency as agencies
from qa_cchc.reading import closing, dating, formats
from qa_cchc.reading.blocks import Block, Draft, Grid, Note, Para, Unreadable
from qa_cchc.reading.bounds import bounded
from qa_cchc.reading.cited import cited_documents
from qa_cchc.reading.finding import find
from qa_cchc.reading.footnotes import called_in_tables, lift_marks, tie
from qa_cchc.reading.form_columns import read_caption
from qa_cchc.reading.forms import FormBlock, collect_forms
from qa_cchc.reading.joining import mend
from qa_cchc.reading.labels import read_labels
from qa_cchc.reading.layout import lay_out
from qa_cchc.reading.letterhead import Head, issued_with, read_head, stated_date
from qa_cchc.reading.lost_rows import losses
from qa_cchc.reading.markers import appendix_label, find_marker
from qa_cchc.reading.outline import Outline
from qa_cchc.reading.refusals import not_opened, not_understood, too_large
from qa_cchc.reading.respaced_blocks import respaced_blocks
from qa_cchc.reading.shown import on_shown_pages
from qa_cchc.reading.stitching import stitch
from qa_cchc.reading.tables import make_table
from qa_cchc.records import Form, Period, Report, Section, Table
from qa_cchc.settings import Settings
from qa_cchc.vietnamese.unicode import fold

SUFFIXES: frozenset[str] = formats.READ_SUFFIXES
"""Suffixes (lower case) of files that are read."""

KNOWN_SUFFIXES: frozenset[str] = SUFFIXES
"""Suffixes of files that are looked at: those that cannot be read come back as failed, by name, and are not skipped."""

_LABELLED_LINES = 30
_STATES_UNIT = re.compile(
    r"(?:don vi(?: tinh| do)|dvt|d\.v\.t)\b|don vi\s*:\s*(?:1[.,]?000|%|(?:trieu|ty|nghin|ngan|dong|ho so|nguoi|luot"
    r"|van ban|thu tuc|tthc|phieu|diem)\b)"
)
_TABLE_TITLE = re.compile(r"bang\b(?! kien)|bieu\b|thong ke\b|tong hop\b|so lieu\b|danh sach\b")
# "Biểu số II.06/VPCP/KSTT", "Biểu 2a" below a signature.
_TABLE_NUMBER = re.compile(r"(?:phu )?(?:bieu|mau|bang)(?: mau| so)?\s*(?:so)?\s*[:.]?\s*(?:[ivx]+\b|\d)")
_LONGEST_NUMBER = 160
_CONCLUSION_START = re.compile(r"tren day la|tren day, ")


def find_files(folders: Sequence[Path]) -> list[Path]:
    """Documents in the folders and below, in the order of their names; what is passed over: see `finding.find`."""
    return find(folders, KNOWN_SUFFIXES).files


def read_report(path: Path, root: Path, settings: Settings | None = None) -> Report:
    """The report in a file under `root`. What cannot be read has status "failed" and says why.

    Raises MemoryError alone; against code that hangs or crashes only `sandbox` helps.
    """
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    settings = settings or Settings.load()
    try:
        data = _bytes_of(path, settings.file_mb)
    except OSError as problem:
        return _refused(file, not_opened(file, problem))
    if isinstance(data, int):
        return _refused(file, too_large(file, data, settings.file_mb))
    digest = hashlib.sha256(data).hexdigest()
    empty = Report(digest[:12], file, digest)
    try:
        if not data:
            raise Unreadable("tệp rỗng, không có nội dung")
        draft = formats.reader_of(data, path.suffix)(data, settings)
        return understand(bounded(draft, settings), empty)
    except Unreadable as problem:
        return replace(empty, status="failed", warnings=(f"{file}: {problem}.",))
    except MemoryError:
        raise
    except Exception as problem:  # a hostile or broken file must not stop the others; its name and error are reported
        return replace(empty, status="failed", warnings=(not_understood(file, problem),))


def _bytes_of(path: Path, most: int) -> bytes | int:
    """The bytes of a file; its size where that is over `most` MB. Raises OSError, also for what is no plain file."""
    # Without O_NONBLOCK a pipe that has come into the file's place would be waited for.
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb") as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
        return state.st_size if state.st_size > most * 1_000_000 else file.read()


def _refused(file: str, why: str) -> Report:
    """Stands for a file whose bytes are not known: its name tells it apart."""
    digest = hashlib.sha256(os.fsencode(file)).hexdigest()
    return Report(digest[:12], file, digest, status="failed", warnings=(why,))


def understand(draft: Draft, empty: Report) -> Report:
    """The report that the blocks of a draft make, with the identity (id, file, sha256) of `empty`."""
    spaced, respacings = respaced_blocks(draft.blocks)
    head, rest = read_head(stitch(mend(lift_marks(lay_out(spaced)))))
    notes = [block for block in rest if isinstance(block, Note)]
    blocks = [block for block in rest if not isinstance(block, Note)]
    warnings = [*draft.warnings, *draft.notes, *respacings]
    when = _when(head, [block.text.value for block in blocks if isinstance(block, Para)], warnings)
    flow = collect_forms(blocks, warnings, when.period)
    body, lost = _Body(flow), losses(flow)
    sections, footnotes = tie(body.outline.sections(), notes, called_in_tables(rest))
    report = _identified(
        replace(
            empty,
            pages=draft.pages,
            paged=draft.paged,
            sheets=draft.sheets,
            sections=sections,
            footnotes=footnotes,
            kind=head.kind,
            forms=tuple(body.forms),
            tables=tuple(body.tables),
            number=when.number,
            date=when.issued,
            period=when.period,
        ),
        head,
        body,
        when.agency,
    )
    warnings += [loss.said(draft.paged) for loss in lost]
    warnings += _doubts(report)
    dropped = draft.unread_pages or draft.warnings or any(loss.dropped for loss in lost)
    status = "partial" if dropped else "ok"
    report = on_shown_pages(replace(report, cited=cited_documents(report)), draft.to_shown)
    return replace(report, status=status, warnings=tuple(f"{empty.file}: {text}" for text in dict.fromkeys(warnings)))


@dataclass(frozen=True, slots=True)
class _When:
    """Number, date of issue, reporting period, and the agency that a label names."""

    number: str | None
    issued: date | None
    period: Period | None
    agency: str | None


def _when(head: Head, texts: Sequence[str], warnings: list[str]) -> _When:
    """Number, date and period from the head, else from the caption of an appendix or a digital signature."""
    number, day = issued_with(texts)
    stated = read_labels([*head.lines, *texts[:_LABELLED_LINES]])
    issued = head.date or day or stated.day or stated_date([*head.lines, *texts])
    opening = list(takewhile(lambda text: find_marker(text) is None, texts[:8]))
    conclusion = [text for text in texts if closing.opens_conclusion(text)]
    period = dating.find_period(head.title, [*head.lines, *texts], [*opening, *conclusion], issued, head.year, warnings)
    return _When(head.number or number or stated.number, issued, period, stated.agency)


class _Body:
    """Sections, forms and tables built from the blocks after the head, and the paragraphs of the closing."""

    def __init__(self, flow: Sequence[Block | FormBlock]) -> None:
        self.outline = Outline()
        self.forms: list[Form] = []
        self.tables: list[Table] = []
        self.closing: list[Para] = []
        self.appended: list[str] = []
        self._caption: Para | None = None
        for index, block in enumerate(flow):
            if isinstance(block, FormBlock):
                self._leave_closing()
                for stray in block.strays:
                    self._paragraph(stray, ())
                self.outline.hold()
                self.forms.append(block.form)
                if block.grid is not None:
                    self.tables.append(make_table(block.grid, _form_name(block.form), self.outline.index))
                self._caption = None
            elif isinstance(block, Grid):
                self._leave_closing()
                caption = self._caption.text.value if self._caption else ""
                unit = _unit_line(flow[index - 1]) if index else ""
                if unit and unit != caption:
                    caption = f"{caption} ({unit})".strip()
                self.outline.hold()
                self.tables.append(make_table(block, caption, self.outline.index))
                self._caption = None
            elif isinstance(block, Para):
                self._paragraph(block, flow[index + 1 : index + 3])

    def _paragraph(self, para: Para, following: Sequence[Block | FormBlock]) -> None:
        if closing.opens_closing(para) and self.outline.part == "body":
            conclusion = self.outline.take_last_if(_CONCLUSION_START)
            self.outline.start("closing")
            self.outline.put(conclusion)
        elif self.outline.part == "closing" and not appendix_label(para.text.value) and self._starts_appendix(para):
            self.outline.start("appendix")
        if self.outline.part == "closing":
            self.closing.append(para)
        before_table = any(isinstance(block, Grid) for block in following[:1]) or (
            len(following) > 1 and isinstance(following[1], Grid) and _is_aside(following[0])
        )
        if before_table and _TABLE_TITLE.match(fold(para.text.value)) and self.outline.part == "body":
            self.outline.add_caption(para)
        else:
            self.outline.add(para)
        if self.outline.part == "appendix":
            self.appended.append(para.text.value)
        if before_table and _is_caption(para):
            self._caption = para

    def _starts_appendix(self, para: Para) -> bool:
        value = para.text.value
        folded = fold(value)
        if read_caption(value) is not None:
            return True
        words = re.search(r"bieu|danh muc|danh sach|bang|thong ke|tong hop|so lieu", folded)
        named = bool(value.isupper() and words and not closing.opens_closing(para)) or (
            _TABLE_NUMBER.match(folded) is not None and value[:1].isupper() and len(value) < _LONGEST_NUMBER
        )
        return named and closing.find_signer(self.closing) is not None

    def _leave_closing(self) -> None:
        if self.outline.part == "closing":
            self.outline.start("appendix")


def _is_caption(para: Para) -> bool:
    value = para.text.value
    named = re.match(r"bang|bieu|mau|phu luc|danh muc|danh sach", fold(value)) is not None
    return len(value) < 400 and (named or para.bold or para.centred or value.endswith(":"))


def _is_aside(block: Block | FormBlock) -> bool:
    return (
        isinstance(block, Para)
        and len(block.text.value) < 60
        and fold(block.text.value).lstrip("( ").startswith(("don vi", "dvt"))
    )


def _unit_line(block: Block | FormBlock) -> str:
    """The unit that a line above a table states for it ("Đơn vị tính: triệu đồng"), without brackets; "" for none."""
    if not _is_aside(block) or not isinstance(block, Para):
        return ""
    text = block.text.value.strip().strip("()").strip()
    return text if _STATES_UNIT.match(fold(text)) else ""


def _form_name(form: Form) -> str:
    return " ".join(part for part in (f"Biểu mẫu {form.number}" if form.number else "", form.title) if part)


def _identified(report: Report, head: Head, body: _Body, labelled: str | None) -> Report:
    """The report with agency, place, window and signer, each from the first place that states it."""
    tail = [para.text.value for para in body.closing] + body.appended
    texts = [text for section in report.sections if section.part == "body" for text in _texts(section)]
    preamble = list(_texts(report.sections[0]))
    conclusion = [
        text
        for section in report.sections
        if section.part == "closing"
        for text in _texts(section)
        if closing.opens_conclusion(text)
    ]
    found = agencies.from_letterhead(head.agency_lines)
    if found.name is None and labelled:
        found = agencies.from_name(labelled)
    if found.name is None:
        signed = closing.signature_lines(body.closing)
        stated = agencies.from_words(head.title or "", [*preamble, *conclusion], signed, tail, head.dateline)
        found = replace(stated, province=stated.province or found.province)
    found = agencies.with_province(found, [*head.agency_lines, head.title or "", *preamble[:3]], [*texts, *tail])
    found = agencies.on_behalf_of_province(found, head.title or "")
    window = dating.find_window(head.title, [*preamble, *conclusion], [*body.appended, *texts], report.period)
    return replace(
        report,
        title=head.title,
        agency=found.name,
        place=found.place,
        level=found.level,
        province=found.province,
        window=window,
        signer=closing.find_signer(body.closing),
    )


def _texts(section: Section) -> Iterator[str]:
    return (paragraph.text.value for paragraph in section.paragraphs)


def _doubts(report: Report) -> Iterator[str]:
    """What a reader must know of a report that was read but does not say all of itself."""
    if report.kind is not None and report.kind != "báo cáo":
        yield f"văn bản là {report.kind}, không phải báo cáo."
    missing = [
        name
        for name, value in (
            ("số", report.number),
            ("ngày ban hành", report.date),
            ("cơ quan ban hành", report.agency),
            ("kỳ báo cáo", report.period),
            ("tiêu đề", report.title),
        )
        if value is None
    ]
    if missing:
        yield f"không tìm thấy {', '.join(missing)} trong văn bản."
