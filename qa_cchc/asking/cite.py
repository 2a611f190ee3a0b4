"""Citations as civil servants write them, built from the very span that was read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from qa_cchc.records import Citation, CitedDocument, Figure, Passage, Report

_LABEL = re.compile(r"^((?:[IVXLC]+|\d{1,2}|[A-Za-zđĐ])(?:\.(?:\d{1,2}|[a-zđ]|[IVXLC]+|\*))*)\.\s")
_FOOTNOTE = re.compile(r",?\s*(chú thích \S+)$")


def vietnamese_date(day: date) -> str:
    """A date as Nghị định 30/2020/NĐ-CP has it: 0 before days under 10 and before January and February (03/3/2023)."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day.month < 3 else f"{day.day:02d}/{day.month}/{day.year}"


def document_name(report: Report) -> str:
    """ "Báo cáo số 102/BC-UBND ngày 03/3/2023 của UBND thị xã Duyên Hải", without what the report does not state."""
    kind = report.kind or "văn bản"
    parts = [kind[:1].upper() + kind[1:]]
    if report.number:
        parts.append(f"số {report.number}")
    if report.date:
        parts.append(f"ngày {vietnamese_date(report.date)}")
    if report.agency:
        parts.append(f"của {report.agency}")
    if not report.number and not report.date:
        parts.append(f"(tệp {report.file})")
    return " ".join(parts)


def cited_name(document: CitedDocument) -> str:
    """ "Kế hoạch số 97/KH-UBND ngày 30/12/2022 của UBND tỉnh X về …", without what the citing report does not state."""
    kind = (document.kind or "văn bản").capitalize()
    number = ""
    if document.number:
        whole = any(letter.isalpha() for letter in document.number)
        number = f" số {document.number}" if whole else f" {document.number}"
    day = f" ngày {vietnamese_date(document.date)}" if document.date else ""
    issuer = f" của {document.issuer}" if document.issuer else ""
    about = f" {document.title}" if document.title else ""
    if document.kind in ("luật", "bộ luật"):
        return f"{kind}{about}{number}{day}{issuer}"
    return f"{kind}{number}{day}{issuer}{about}"


def _where(section: str) -> str:
    if not section or section.startswith(("Phụ lục", "Biểu", "Bảng", "Mẫu")):
        return section
    note = _FOOTNOTE.search(section)
    tail = f", {note.group(1)}" if note else ""
    body = _FOOTNOTE.sub("", section)
    label = _LABEL.match(body + " ")
    if label:
        return f"mục {label.group(1)}{tail}"
    return f"mục “{body}”{tail}" if body else tail.lstrip(", ")


def memo(report: Report, section: str, page: int, line: int | None, row: str | None = None) -> str:
    """The whole citation: document, section or form row, then the page, the sheet and row, or the line of a file."""
    parts = [document_name(report), _where(section)]
    if row:
        parts.append(f"dòng {row}")
    if report.paged:
        parts.append(f"trang {page}")
    elif 0 < page <= len(report.sheets):
        parts += [f"trang tính “{report.sheets[page - 1]}”", f"hàng {line}" if line is not None else ""]
    elif line is not None:
        parts.append(f"dòng {line} của tệp {report.file}")
    return ", ".join(part for part in parts if part)


class Citations:
    """Numbers the citations of one answer; one place cited twice keeps its number."""

    def __init__(self, report_of: Callable[[str], Report]):
        self._report_of = report_of
        self._numbers: dict[tuple[str, str], int] = {}
        self.items: list[Citation] = []

    def of_figure(self, figure: Figure) -> int:
        """The citation number of a figure."""
        row = figure.code if figure.origin == "form" else None
        return self._number(figure.report.id, figure.section, figure.page, figure.line, figure.file, row)

    def of_passage(self, passage: Passage) -> int:
        """The citation number of a passage."""
        return self._number(passage.report.id, passage.section, passage.page, passage.line, passage.file, None)

    def of_document(self, report: Report, document: CitedDocument) -> int:
        """The citation number of the place where a report refers to a document."""
        return self._number(report.id, document.section, document.page, document.line, report.file, None)

    def of_report(self, report: Report) -> int:
        """The citation number of a report as a whole (its first page)."""
        return self._number(report.id, "", 1, None, report.file, None)

    def _number(self, report_id: str, section: str, page: int, line: int | None, file: str, row: str | None) -> int:
        text = memo(self._report_of(report_id), section, page, line, row)
        key = (report_id, text)
        if key not in self._numbers:
            self._numbers[key] = len(self.items) + 1
            self.items.append(Citation(len(self.items) + 1, text, file, page))
        return self._numbers[key]
