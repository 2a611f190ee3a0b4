"""Headings of another period than the report's, left over from the report before; documents cited out of their time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from qa_cchc.records import CitedDocument, Finding, Period, Report, ReportRef
from qa_cchc.vietnamese.periods import find_periods

# What a heading of results says; plans and comparisons name other periods by right.
_OF_RESULTS = re.compile(
    r"số liệu|thống kê|biểu tổng hợp|tổng hợp (?:kết quả|số liệu)|kết quả|tình hình|báo cáo|biểu mẫu|phụ lục|bảng",
    re.IGNORECASE,
)
_OF_ANOTHER_TIME = re.compile(
    r"so với|so sánh|cùng kỳ|kế hoạch|nhiệm vụ|phương hướng|dự kiến|giai đoạn|lộ trình|phấn đấu|mục tiêu|tồn tại"
    r"|(?:từ|đến|sau|trước|kể từ)\s+(?:quý|năm|tháng)",
    re.IGNORECASE,
)
# Indexes and surveys of a year are made known in the next one, and studied then.
_OF_THE_YEAR_BEFORE = re.compile(
    r"chỉ số|par\s*index|sipas|papi|\bdti\b|\bddci\b|xếp hạng|xếp loại|phân loại|đánh giá|khảo sát|hài lòng"
    r"|khắc phục|kiểm tra|kết luận",
    re.IGNORECASE,
)
_YEAR_OF_NUMBER = re.compile(r"/((?:19|20|21)\d\d)/")
# The oldest documents still cited are of the first years of the state.
_FIRST_YEAR = 1945


def check_periods(report: Report) -> Iterator[Finding]:
    """Titles of appendices, forms and tables of results that name a period apart from the report's; cited documents
    dated after the report or in a year that cannot be."""
    if report.period is not None and report.kind in (None, "báo cáo"):
        yield from _headings(report, report.period)
    yield from _cited(report)


def _headings(report: Report, period: Period) -> Iterator[Finding]:
    told: set[str] = set()
    for title, page in _titles(report):
        if title in told or not _OF_RESULTS.search(title) or _OF_ANOTHER_TIME.search(title):
            continue
        told.add(title)
        mentions = [mention.resolve(period.end.year) for mention in find_periods(title)]
        named = [one for one in mentions if one is not None]
        if not named or any(_meet(one, period) for one in named) or len(named) < len(mentions):
            continue
        other = named[0]
        if _OF_THE_YEAR_BEFORE.search(title) and other.end < period.start:
            continue
        message = f"Tiêu đề “{title}” ghi {other.label}, trong khi báo cáo là của {period.label}."
        yield _finding(report, "warning", "heading", message, other.label, period.label, page, title)


def _titles(report: Report) -> Iterator[tuple[str, int]]:
    """The report's own title and those of its appendices, forms and tables, with their pages."""
    for section in report.sections:
        if section.part == "appendix" and section.title:
            yield section.title, section.page
    for form in report.forms:
        for title in (form.title, form.appendix):
            if title:
                yield title, form.page
    for table in report.tables:
        if table.caption:
            yield table.caption, table.page


def _meet(one: Period, other: Period) -> bool:
    return one.start <= other.end and other.start <= one.end


def _cited(report: Report) -> Iterator[Finding]:
    told: set[tuple[str | None, date | None]] = set()
    for document in report.cited:
        if (document.number, document.date) in told:
            continue
        told.add((document.number, document.date))
        name = _name(document)
        if document.date is not None and report.date is not None and document.date > report.date:
            message = (
                f"{name} ghi ngày {document.date:%d/%m/%Y}, sau ngày của chính báo cáo ({report.date:%d/%m/%Y})."
            )
            stated, expected = f"{document.date:%d/%m/%Y}", f"≤ {report.date:%d/%m/%Y}"
        else:
            year = _impossible_year(document, report)
            if year is None:
                continue
            message = f"{name} ghi năm {year}, là năm không thể có đối với văn bản được dẫn trong báo cáo này."
            stated, expected = str(year), ""
        yield _finding(report, "note", "cited", message, stated, expected, document.page, document.quote)


def _impossible_year(document: CitedDocument, report: Report) -> int | None:
    """The year of a document's date or number that is before the state's first or after the report's."""
    last = report.date.year if report.date else report.period.end.year if report.period else None
    years = [document.date.year] if document.date else []
    in_number = _YEAR_OF_NUMBER.search(document.number or "")
    if in_number:
        years.append(int(in_number.group(1)))
    return next((year for year in years if year < _FIRST_YEAR or (last is not None and year > last)), None)


def _name(document: CitedDocument) -> str:
    kind = (document.kind or "văn bản").capitalize()
    return f"{kind} số {document.number}" if document.number else kind


def _finding(
    report: Report, severity: str, check: str, message: str, stated: str, expected: str, page: int, quote: str
) -> Finding:
    reference = ReportRef(report.id, report.number, report.date, report.agency)
    quotes = ((report.file, page, quote),)
    return Finding("period", severity, message, stated, expected, quotes, reference, (), check)  # type: ignore[arg-type]
