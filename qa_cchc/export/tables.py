"""What is written as rows: figures, cells of a comparison, passages, sources. For CSV, XLSX and data frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from qa_cchc.export.grid import grid_of
from qa_cchc.export.words import ORIGINS, STATES, quote, yes_no
from qa_cchc.records import Answer, Citation, Figure, Found

Kind = Literal["text", "number", "whole", "date"]
Value = str | float | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading as a person reads it, name for programs, kind of its values, width in characters."""

    heading: str
    name: str
    kind: Kind = "text"
    width: int = 16


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; a value that is not there is None."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


_Reader = Callable[[Figure, "Citation | None"], Value]
_FIGURE: tuple[tuple[Column, _Reader], ...] = (
    (Column("Chỉ tiêu", "indicator", width=48), lambda one, _: one.indicator),
    (Column("Giá trị", "value", "number", 14), lambda one, _: one.value if one.state == "value" else None),
    (Column("Đơn vị", "unit", width=12), lambda one, _: one.unit),
    (Column("Như báo cáo ghi", "text", width=18), lambda one, _: one.text),
    (Column("Tình trạng", "state", width=16), lambda one, _: STATES[one.state]),
    (Column("Kỳ", "period", width=18), lambda one, _: one.period.label if one.period else None),
    (Column("Mã kỳ", "period_id", width=10), lambda one, _: one.period.id if one.period else None),
    (Column("Nơi", "place", width=24), lambda one, _: one.place),
    (Column("Của ai", "scope", width=28), lambda one, _: one.scope),
    (Column("Tử số", "numerator", "number", 12), lambda one, _: one.numerator),
    (Column("Mẫu số", "denominator", "number", 12), lambda one, _: one.denominator),
    (Column("Lũy kế", "cumulative", width=9), lambda one, _: yes_no(one.cumulative)),
    (Column("Gần đúng", "approximate", width=10), lambda one, _: yes_no(one.approximate)),
    (Column("So với", "change", width=18), lambda one, _: one.change),
    (Column("Số liệu từ ngày", "window_start", "date", 13), lambda one, _: one.window.start if one.window else None),
    (Column("Số liệu đến ngày", "window_end", "date", 13), lambda one, _: one.window.end if one.window else None),
    (Column("Trích dẫn", "citation", width=60), lambda one, cited: cited.memo if cited else None),
    (Column("Số báo cáo", "report_number", width=16), lambda one, _: one.report.number),
    (Column("Ngày báo cáo", "report_date", "date", 13), lambda one, _: one.report.date),
    (Column("Cơ quan", "agency", width=28), lambda one, _: one.report.agency),
    (Column("Mục", "section", width=30), lambda one, _: one.section or None),
    (Column("Trang", "page", "whole", 8), lambda one, cited: one.page if cited is None or cited.paged else None),
    (Column("Trang tính", "sheet", width=12), lambda one, cited: cited.sheet if cited else None),
    (Column("Dòng", "line", "whole", 8), lambda one, _: one.line),
    (Column("Biểu mẫu", "form", width=10), lambda one, _: one.form),
    (Column("Mã dòng", "code", width=10), lambda one, _: one.code),
    (Column("Đọc từ", "origin", width=12), lambda one, _: ORIGINS[one.origin]),
    (Column("Nguyên văn", "quote", width=60), lambda one, _: quote(one.quote, 2000)),
    (Column("Ghi chú của báo cáo", "note", width=24), lambda one, _: one.note),
    (Column("Tệp", "file", width=36), lambda one, _: one.file),
    (Column("Mã chỉ tiêu", "indicator_id", width=24), lambda one, _: one.indicator_id),
    (Column("Mã số liệu", "id", width=20), lambda one, _: one.id),
)


def figure_table(answer: Answer) -> Table:
    """One row for each figure, with everything needed to sign under it."""
    cited = {citation.id: citation for citation in answer.citations}
    rows = tuple(
        tuple(read(figure, cited.get(number)) for _, read in _FIGURE)
        for figure, number in zip(answer.figures, answer.figure_citations, strict=True)
    )
    return Table("Số liệu", tuple(column for column, _ in _FIGURE), rows)


_CELL = (
    Column("Dòng", "row", width=30), Column("Cột", "column", width=22), Column("Giá trị", "value", "number", 14),
    Column("Đơn vị", "unit", width=12), Column("Như hiển thị", "text", width=18),
    Column("Tình trạng", "state", width=18), Column("Cách tính", "formula", width=30),
    Column("Trích dẫn", "citation", width=70),
    Column("Nguyên văn", "quote", width=60), Column("Tệp", "file", width=36),
)


def cell_table(answer: Answer) -> Table:
    """One row for each cell of the comparison, gaps included. Raises ValueError where there is none."""
    if answer.comparison is None:
        raise ValueError("no comparison")
    grid = grid_of(answer)
    cited = {citation.id: citation for citation in answer.citations}
    rows: list[tuple[Value, ...]] = []
    for row in grid.rows:
        for heading, cell in zip(grid.headings, row.cells, strict=True):
            sources = [cited[number] for number in cell.sources if number in cited]
            rows.append((
                row.label, heading, cell.value, cell.unit if cell.value is not None else None, cell.text, cell.state,
                cell.formula or None, "; ".join(one.memo for one in sources) or None,
                quote(cell.figure.quote, 2000) if cell.figure else None,
                "; ".join(dict.fromkeys(one.file for one in sources)) or None,
            ))
    return Table("Số liệu so sánh", _CELL, tuple(rows))


_PASSAGE = (
    Column("Đoạn trích", "text", width=90), Column("Trích dẫn", "citation", width=60),
    Column("Mục", "section", width=36), Column("Trang", "page", "whole", 8), Column("Tệp", "file", width=36),
    Column("Điểm", "score", "number", 8),
)


def passage_table(answer: Answer) -> Table:
    """One row for each passage shown with the answer."""
    cited = {citation.id: citation for citation in answer.citations}

    def row(found: Found, number: int) -> tuple[Value, ...]:
        one, citation = found.passage, cited.get(number)
        page = one.page if citation is None or citation.paged else None
        memo = citation.memo if citation else None
        return one.text.replace("\t", " | "), memo, one.section or None, page, one.file, round(found.score, 4)

    pairs = zip(answer.passages, answer.passage_citations, strict=True)
    return Table("Đoạn trích", _PASSAGE, tuple(row(found, number) for found, number in pairs))


_SOURCE = (
    Column("Số", "id", "whole", 6), Column("Trích dẫn", "memo", width=80), Column("Loại văn bản", "kind", width=14),
    Column("Số báo cáo", "report_number", width=16), Column("Ngày", "report_date", "date", 13),
    Column("Cơ quan", "agency", width=30), Column("Mục", "section", width=36), Column("Dòng của biểu", "row", width=12),
    Column("Trang", "page", "whole", 8), Column("Trang tính", "sheet", width=14), Column("Dòng", "line", "whole", 8),
    Column("Tệp", "file", width=40),
)


def source_table(citations: Sequence[Citation]) -> Table:
    """One row for each citation."""

    def row(one: Citation) -> tuple[Value, ...]:
        report = one.report
        return (
            one.id, one.memo, one.kind, report.number if report else None, report.date if report else None,
            report.agency if report else None, one.section or None, one.row, one.page if one.paged else None,
            one.sheet, one.line, one.file,
        )

    return Table("Nguồn", _SOURCE, tuple(map(row, citations)))


def main_table(answer: Answer) -> Table:
    """The rows an answer is about: its comparison's cells, else its figures, else its passages."""
    if answer.comparison is not None:
        return cell_table(answer)
    return figure_table(answer) if answer.figures else passage_table(answer)


def records(table: Table) -> list[dict[str, Any]]:
    """The rows by the columns' names, as data frames take them."""
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]
