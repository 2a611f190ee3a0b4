"""An answer as a workbook: the answer in words, its comparison with a native chart, its figures, its sources.

Numbers are numbers, dates are dates, texts never become formulas; headings stay in view and can be filtered by.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from qa_cchc.export.charts.description import Chart, chart_of
from qa_cchc.export.charts.native import Cells, alternative, native_chart
from qa_cchc.export.grid import Grid, GridCell, grid_of
from qa_cchc.export.tables import Table, cell_table, figure_table, passage_table, source_table
from qa_cchc.export.words import clean, finding_line
from qa_cchc.records import Answer

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MOST_TEXT = 32_767
_CUT = " … (cắt bớt vì ô tính không chứa hết)"
_MOST_NOTE = 1000
# Characters that still can be read when a sheet is shrunk to the width of a page.
_PAGE_WIDTH = 320
_SHEET = "So sánh"


def workbook_bytes(answer: Answer, made: date | None = None) -> bytes:
    """The workbook, as of the day `made` (today when left out)."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    settings = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False,
        "nan_inf_to_errors": True, "default_date_format": "dd/mm/yyyy",
    }
    with Workbook(content, settings) as book:
        day = made or date.today()
        book.set_properties({
            "title": clean(answer.question.asked)[:250], "author": "", "comments": "Lập bằng qa-cchc",
            "created": datetime(day.year, day.month, day.day),
        })
        _Writer(book).write(answer, day)
    return content.getvalue()


class _Writer:
    """Writes one workbook."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        self.base = base
        self.heading = book.add_format(
            base | {"bold": True, "text_wrap": True, "bg_color": "#E3ECF5", "border": 1, "valign": "vcenter"}
        )
        self.line = book.add_format(base)
        self.strong = book.add_format(base | {"bold": True, "text_wrap": True})
        self.text = book.add_format(base | {"text_wrap": True})
        self.whole = book.add_format(base | {"num_format": "0"})
        self.day = book.add_format(base | {"num_format": "dd/mm/yyyy", "align": "left"})
        self.gap = book.add_format(base | {"bg_color": "#E6E6E6"})
        self.title = book.add_format(base | {"bold": True, "font_size": 13})
        self._numbers: dict[int, Format] = {}

    def write(self, answer: Answer, made: date) -> None:
        """All sheets of an answer."""
        if answer.answer:
            self._words(answer, made)
        if answer.comparison is not None:
            self._comparison(answer)
            self._table(cell_table(answer))
        if answer.figures or not answer.answer:
            self._table(figure_table(answer))
        if answer.passages:
            self._table(passage_table(answer))
        self._table(source_table(answer.citations))

    def _words(self, answer: Answer, made: date) -> None:
        sheet = self.book.add_worksheet("Trả lời")
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 110)
        lines = [("Câu hỏi", answer.question.asked), ("Trả lời", answer.answer)]
        if answer.rephrased:
            lines.append(("Câu trả lời gốc", answer.rephrased.built))
        lines += [("Lưu ý", note) for note in answer.notes]
        lines += [("Đối chiếu", finding_line(finding)) for finding in answer.findings]
        for row, (name, text) in enumerate(lines):
            self._put(sheet, row, 0, name, self.strong)
            self._put(sheet, row, 1, text, self.text)
            sheet.set_row(row, _height([(text, 110)]))
        self._put(sheet, len(lines), 0, "Ngày lập", self.strong)
        sheet.write_datetime(len(lines), 1, datetime(made.year, made.month, made.day), self.day)
        _set_page(sheet)

    def _comparison(self, answer: Answer) -> None:
        """The table as it is shown, numbers as numbers, and the chart under it."""
        grid = grid_of(answer)
        sheet = self.book.add_worksheet(_SHEET)
        self._put(sheet, 0, 0, grid.title or answer.question.asked, self.title)
        units = grid.units()
        self._put(sheet, 1, 0, f"Đơn vị: {', '.join(units)}" if units else "", self.line)
        top, width = 3, 34
        for column, heading in enumerate((grid.label_heading, *grid.headings)):
            self._put(sheet, top, column, heading, self.heading)
            sheet.set_column(column, column, max(14, min(24, len(heading) + 4)) if column else width)
        sheet.set_row(top, 34)
        for place, row in enumerate(grid.rows, top + 1):
            self._put(sheet, place, 0, row.label, self.text)
            sheet.set_row(place, _height([(row.label, width)]))
            for column, cell in enumerate(row.cells, 1):
                self._cell(sheet, place, column, cell)
        bottom = top + len(grid.rows)
        if grid.rows:
            sheet.autofilter(top, 0, bottom, len(grid.headings))
        sheet.freeze_panes(top + 1, 1)
        below = [*answer.comparison.differences, *answer.notes]  # type: ignore[union-attr]
        if any(cell.why for row in grid.rows for cell in row.cells):
            below.append("Ô tô xám là chỗ không có số liệu; lý do ở ghi chú của ô và ở trang “Số liệu so sánh”.")
        for place, text in enumerate(below, bottom + 2):
            self._put(sheet, place, 0, text, self.line)
        chart = chart_of(grid)
        if chart is not None:
            self._chart(sheet, chart, grid, top, bottom + len(below) + 3)
        _set_page(sheet)

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: GridCell) -> None:
        """A number, or an empty cell with a note: a chart would take any text for a zero."""
        if cell.value is not None:
            sheet.write_number(row, column, cell.value, self._number(cell.value))
            if cell.formula:
                sheet.write_comment(row, column, clean(f"Tính ra: {cell.formula}")[:_MOST_NOTE])
        elif cell.why:
            sheet.write_blank(row, column, None, self.gap)
            sheet.write_comment(row, column, clean(cell.why)[:_MOST_NOTE])

    def _chart(self, sheet: Worksheet, chart: Chart, grid: Grid, top: int, below: int) -> None:
        """The native chart, over the cells of the table where its series stand in rows or columns of it."""
        name = sheet.get_name()
        columns = {heading: 1 + index for index, heading in enumerate(grid.headings)}
        if chart.series[0].name in columns:
            last = top + len(chart.categories)
            categories: Cells = (name, top + 1, 0, last, 0)
            cells: list[Cells] = [(name, top + 1, columns[one.name], last, columns[one.name]) for one in chart.series]
        else:
            drawn = [columns[one] for one in chart.categories]
            rows = {row.label: top + 1 + index for index, row in enumerate(grid.rows)}
            categories = _along(name, top, drawn)
            cells = [_along(name, rows[one.name], drawn) for one in chart.series]
        form = '#,##0.##"%"' if chart.unit == "%" else "#,##0"
        whole = all(value is None or value == int(value) for one in chart.series for value in one.values)
        if chart.unit == "%" and whole:
            form = '0"%"'
        picture = native_chart(self.book, chart, categories, cells, form)
        sheet.insert_chart(below, 0, picture, {"description": alternative(chart), "object_position": 2})

    def _table(self, table: Table) -> None:
        from xlsxwriter.utility import xl_range

        sheet = self.book.add_worksheet(table.title)
        for column, about in enumerate(table.columns):
            self._put(sheet, 0, column, about.heading, self.heading)
            sheet.set_column(column, column, about.width)
        for place, row in enumerate(table.rows, 1):
            for column, (value, about) in enumerate(zip(row, table.columns, strict=True)):
                if value is None or value == "":
                    continue
                if isinstance(value, str):
                    self._put(sheet, place, column, value, self.text)
                elif isinstance(value, date):
                    sheet.write_datetime(place, column, datetime(value.year, value.month, value.day), self.day)
                else:
                    form = self.whole if about.kind == "whole" else self._number(value)
                    sheet.write_number(place, column, value, form)
            texts = [(one, about.width) for one, about in zip(row, table.columns, strict=True) if isinstance(one, str)]
            sheet.set_row(place, _height(texts))
        # Texts such as "07" are texts on purpose: as printed.
        sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, len(table.rows), len(table.columns) - 1)})
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        if sum(column.width for column in table.columns) <= _PAGE_WIDTH:
            sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _put(self, sheet: Worksheet, row: int, column: int, text: str, form: Format) -> None:
        # A carriage return would be shown as "_x000D_" by programs other than Excel.
        text = clean(text).replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > _MOST_TEXT:
            text = text[: _MOST_TEXT - len(_CUT)] + _CUT
        sheet.write_string(row, column, text, form)

    def _number(self, value: float | int) -> Format:
        """A format with as many decimals as the number has, so that 41,8 is not shown as 41,80."""
        decimals = 0
        if isinstance(value, float) and not value.is_integer():
            decimals = min(6, len(f"{value:.6f}".rstrip("0").partition(".")[2]))
        if decimals not in self._numbers:
            form = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self.book.add_format(self.base | {"num_format": form, "align": "right"})
        return self._numbers[decimals]


def _set_page(sheet: Worksheet) -> None:
    """A4, landscape, as wide as one page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _height(texts: Sequence[tuple[str, int]]) -> float:
    """The height of a row in points that shows its wrapped texts in columns of so many characters, at most a third of a
    screen."""
    lines = max(
        (sum(-(-max(1, len(line)) // max(1, width)) for line in text.splitlines()) for text, width in texts), default=1
    )
    return min(20 * 15.75, 15.75 * max(1, lines))


def _along(sheet: str, row: int, columns: list[int]) -> Cells:
    """The cells of one row, as a formula where columns of differences lie between them."""
    from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

    if columns == list(range(columns[0], columns[-1] + 1)):
        return sheet, row, columns[0], row, columns[-1]
    named = quote_sheetname(sheet)
    return "=(" + ",".join(f"{named}!{xl_rowcol_to_cell(row, one, True, True)}" for one in columns) + ")"
