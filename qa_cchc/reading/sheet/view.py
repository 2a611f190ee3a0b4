"""A sheet as a person sees it: visible rows and columns, merged cells as one object at every place they cover."""

from __future__ import annotations

from collections.abc import Sequence

from qa_cchc.reading.blocks import GridCell, Unreadable
from qa_cchc.reading.sheet.book import Sheet, SheetCell
from qa_cchc.reading.spans import text_at
from qa_cchc.records import Text

_MOST_PLACES = 3_000_000

Row = dict[int, GridCell]
"""The filled cells of a row by column."""


class View:
    """What is visible of a sheet. Row and column numbers are those of the sheet, from 1."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._of: dict[int, tuple[GridCell, SheetCell, int]] = {}
        self._rows: dict[int, Row] = {}
        self._bordered: dict[int, set[int]] = {}
        self._merged_away: set[tuple[int, int]] = set()
        self.wide: set[int] = set()
        self._places = 0
        self._read_cells()

    @property
    def rows(self) -> list[int]:
        """Numbers of the visible rows that hold something or have borders."""
        return sorted(set(self._rows) | set(self._bordered))

    def row(self, number: int) -> Row:
        """The filled visible cells of a row; {} for a blank one."""
        return self._rows.get(number, {})

    def bordered(self, number: int) -> set[int]:
        """Columns of the row's cells that have a line around them."""
        return self._bordered.get(number, set())

    def sheet_cell(self, cell: GridCell) -> SheetCell | None:
        """What the workbook holds for a cell of the view, None for a blank one."""
        held = self._of.get(id(cell))
        return held[1] if held else None

    def column(self, cell: GridCell) -> int:
        """The sheet's column where a filled cell begins."""
        return self._of[id(cell)][2]

    def blank(self, row: int) -> GridCell:
        """An empty cell of the row."""
        return GridCell(Text(""), page=self.sheet.index, line=self.sheet.line(row))

    def _read_cells(self) -> None:
        sheet = self.sheet
        bottom = max((row for row, _ in sheet.cells), default=0)
        right = max((column for _, column in sheet.cells), default=0)
        covered: dict[tuple[int, int], tuple[int, int]] = {}
        for area in sheet.merged:
            last_row, last_column = min(area.bottom, bottom), min(area.right, right)
            self._spend((last_row - area.top + 1) * (last_column - area.left + 1))
            for row in range(area.top, last_row + 1):
                for column in range(area.left, last_column + 1):
                    covered[row, column] = (area.top, area.left)
        hidden = {column for column in range(1, right + 1) if sheet.column_hidden(column)}
        made: dict[tuple[int, int], GridCell] = {}
        for place in sorted(set(sheet.cells) | set(covered)):
            row, column = place
            anchor = covered.get(place, place)
            held = sheet.cells.get(anchor)
            own = sheet.cells.get(place)
            if row in sheet.hidden_rows or column in hidden:
                continue
            if own is not None and own.bordered:
                self._bordered.setdefault(row, set()).add(column)
            if held is None or not (held.text or held.problem):
                continue
            if anchor not in made:
                made[anchor] = self._made(held, row)
                self._of[id(made[anchor])] = (made[anchor], held, column)
            cell = made[anchor]
            self._rows.setdefault(row, {})[column] = cell
            if column - anchor[1] > 1:
                self.wide.add(id(cell))

    def _made(self, held: SheetCell, row: int) -> GridCell:
        page, line = self.sheet.index, self.sheet.line(row)
        text = text_at("" if held.problem else held.text, page, line)
        return GridCell(text, held.bold, held.italic, page, line, unreadable=bool(held.problem))

    def _spend(self, places: int) -> None:
        self._places += max(0, places)
        if self._places > _MOST_PLACES:
            raise Unreadable(f"trang tính “{self.sheet.name}” có vùng ô gộp quá lớn nên không đọc")


def distinct(row: Row) -> list[GridCell]:
    """The filled cells of a row in order, a merged one once."""
    return list({id(cell): cell for _, cell in sorted(row.items())}.values())


def within(row: Row, columns: Sequence[int] | set[int]) -> Row:
    """The part of a row that stands in the columns."""
    wanted = set(columns)
    return {column: cell for column, cell in row.items() if column in wanted}
