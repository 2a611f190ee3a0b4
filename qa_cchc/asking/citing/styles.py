"""The citation styles that are one line of text: memo, short, footnote."""

from __future__ import annotations

import re

from qa_cchc.asking.citing.agencies import agency_name
from qa_cchc.records import Citation
from qa_cchc.vietnamese.written import written_date

_LABEL = re.compile(r"^((?:[IVXLC]+|\d{1,2}|[A-Za-zđĐ])(?:\.(?:\d{1,2}|[a-zđ]|[IVXLC]+|\*))*)\.\s")
_FOOTNOTE = re.compile(r",?\s*(chú thích \S+)$")
_NO_SECTION = ("Phụ lục", "Biểu", "Bảng", "Mẫu")


def memo(citation: Citation, names: str = "printed") -> str:
    """As a memo cites: "Báo cáo số 102/BC-UBND ngày 03/3/2023 của UBND thị xã Duyên Hải, mục II.6, tr. 8"."""
    return _joined(document(citation, names), where(citation))


def short(citation: Citation, names: str = "printed") -> str:
    """As short as stays clear: "102/BC-UBND (UBND thị xã Duyên Hải, 2023), mục II.6, tr. 8"."""
    report = citation.report
    name = report.number if report and report.number else _kind(citation)
    known = [agency_name(report.agency, names) if report and report.agency else "", _year(citation)]
    issued = ", ".join(part for part in known if part)
    if not (report and (report.number or report.agency)):
        issued = ", ".join(part for part in (f"tệp {citation.file}", issued) if part)
    return _joined(f"{name} ({issued})" if issued else name, where(citation))


def footnote(citation: Citation, names: str = "printed") -> str:
    """As a study has it: "UBND thị xã Duyên Hải (2023), Báo cáo số 102/BC-UBND ngày 03/3/2023: Kết quả …, tr. 8."."""
    report = citation.report
    agency = agency_name(report.agency, names) if report and report.agency else ""
    year = f"({_year(citation)})" if _year(citation) else ""
    head = " ".join(part for part in (agency, year) if part) if agency else ""
    title = f": {citation.title}" if citation.title else ""
    return _joined(head, document(citation, names, agency=False) + title, where(citation)) + "."


_STYLES = {"memo": memo, "short": short, "footnote": footnote}


def cited_in(style: str, citation: Citation, names: str = "printed") -> str:
    """A citation in a style of one line; KeyError for a style that has none (see `bibliography`)."""
    return _STYLES[style](citation, names)


def document(citation: Citation, names: str = "printed", agency: bool = True) -> str:
    """The cited document, without what it does not state: "Báo cáo số 102/BC-UBND ngày 03/3/2023 của UBND …"."""
    report = citation.report
    parts = [_kind(citation)]
    if report and report.number:
        parts.append(f"số {report.number}")
    if report and report.date:
        parts.append(f"ngày {written_date(report.date)}")
    if agency and report and report.agency:
        parts.append(f"của {agency_name(report.agency, names)}")
    if not (report and (report.number or report.date)):
        parts.append(f"(tệp {citation.file})")
    return " ".join(parts)


def where(citation: Citation) -> str:
    """The place within the document: section or form, row, then page, sheet and row, or line of a file."""
    parts = [_section(citation.section)]
    if citation.row:
        parts.append(f"dòng {citation.row}")
    if citation.paged:
        parts.append(f"tr. {citation.page}")
    elif citation.sheet is not None:
        parts += [f"trang tính “{citation.sheet}”", f"hàng {citation.line}" if citation.line is not None else ""]
    elif citation.line is not None:
        parts.append(f"dòng {citation.line} của tệp {citation.file}")
    return _joined(*parts)


def _section(section: str) -> str:
    if not section or section.startswith(_NO_SECTION):
        return section
    note = _FOOTNOTE.search(section)
    tail = f", {note.group(1)}" if note else ""
    body = _FOOTNOTE.sub("", section)
    label = _LABEL.match(body + " ")
    if label:
        return f"mục {label.group(1)}{tail}"
    return f"mục “{body}”{tail}" if body else tail.lstrip(", ")


def _kind(citation: Citation) -> str:
    kind = citation.kind or "văn bản"
    return kind[:1].upper() + kind[1:]


def _year(citation: Citation) -> str:
    return str(citation.report.date.year) if citation.report and citation.report.date else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
