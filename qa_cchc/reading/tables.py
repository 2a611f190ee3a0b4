"""Tables: which rows are header, the path of headings of each column, the table as a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qa_cchc.reading.blocks import Grid, GridCell
from qa_cchc.reading.spans import SUPERSCRIPTS
from qa_cchc.records import Box, Cell, Table
from qa_cchc.vietnamese.unicode import fold

_HEADER_WORD = re.compile(
    r"^(?:stt|tt|so tt|so thu tu|ma so|ma)$|chi tieu|noi dung|tieu chi|don vi|\bdvt\b|so lieu|ket qua|ghi chu|so luong|"
    r"tong so|tong cong|^ten |linh vuc|ty le|trong do|ke hoach|thuc hien|truoc han|dung han|qua han|tre han|tiep nhan|"
    r"giai quyet|luy ke|ky truoc|ky nay|nhiem vu|thoi gian|dien giai|so ho so|diem|xep hang|nam \d{4}|quy [iv\d]"
)
_INDEX = re.compile(r"\(?\d{1,2}\)?(?:\s*=\s*[\d()+\-*/:%\s]+)?|\(?[A-E]\)?")
_NUMBER = re.compile(r"[-–+]?\d[\d.,]*\s*%?")


def plain(cell: GridCell) -> str:
    """The cell's text for comparison: folded letters and digits only."""
    return re.sub(rf"[\W_{SUPERSCRIPTS}]+", "", fold(cell.text.value))


def is_blank(row: Sequence[GridCell]) -> bool:
    """Whether no cell of the row holds anything."""
    return not any(cell.text.value for cell in row)


def is_full_width(row: Sequence[GridCell]) -> bool:
    """Whether the row is one merged cell (of a table of at least two columns)."""
    return len(row) > 1 and all(cell is row[0] for cell in row)


def is_repeated(above: Sequence[GridCell], row: Sequence[GridCell]) -> bool:
    """Whether all that the row holds are cells merged down from the row above (a line drawn in one empty cell)."""
    filled = [(cell, upper) for cell, upper in zip(row, above, strict=True) if cell.text.value]
    return bool(filled) and all(cell is upper for cell, upper in filled)


def is_index_row(row: Sequence[GridCell]) -> bool:
    """Whether the row numbers the columns: "(1) (2) (3)", "A B 1 2"."""
    values = [cell.text.value for cell in row if cell.text.value]
    if len(values) < 3 or len(values) < len(row) - 1 or not all(_INDEX.fullmatch(value) for value in values):
        return False
    digits = [int(re.sub(r"\D", "", value.split("=")[0])) for value in values if not value.strip("()").isalpha()]
    return all(after == before + 1 for before, after in pairwise(digits)) and len(digits) >= 2


def heads_column(text: str) -> bool:
    """Whether a folded text has words that name a column."""
    return _HEADER_WORD.search(text) is not None


def looks_like_header(row: Sequence[GridCell]) -> bool:
    """Whether the row names columns: two header words at least, and no number among its cells."""
    cells = list({id(cell): cell for cell in row if cell.text.value}.values())
    words = sum(_HEADER_WORD.search(fold(cell.text.value)) is not None for cell in cells)
    return words >= min(2, len(cells)) > 0 and not any(_NUMBER.fullmatch(cell.text.value) for cell in cells)


def header_depth(grid: Grid) -> int:
    """How many rows at the top name the columns, the row of column numbers included."""
    rows = grid.rows
    if not rows:
        return 0
    depth = min(grid.header_rows, len(rows) - 1)
    if depth == 0:
        if not looks_like_header(rows[0]) and not _may_head(rows):
            return 0
        depth = 1
    while depth < len(rows) - 1 and goes_on_header(rows[depth - 1], rows[depth]):
        depth += 1
    if depth < len(rows) and is_index_row(rows[depth]):
        depth += 1
    return depth


def _may_head(rows: Sequence[Sequence[GridCell]]) -> bool:
    """A first row without numbers above rows that hold some is a header, whatever its words."""
    first = [cell.text.value for cell in rows[0]]
    if sum(map(bool, first)) < 2 or any(_NUMBER.fullmatch(value) for value in first):
        return False
    numbers = [sum(_NUMBER.fullmatch(cell.text.value) is not None for cell in row[1:]) for row in rows[1:]]
    return bool(numbers) and sum(map(bool, numbers)) * 2 >= len(numbers)


def goes_on_header(above: Sequence[GridCell], row: Sequence[GridCell]) -> bool:
    """Whether the row under a header row is part of the header too: it fills what merged or blank headings leave."""
    if any(_NUMBER.fullmatch(cell.text.value) for cell in row) or is_full_width(row):
        return False
    if any(cell is upper and cell.text.value for cell, upper in zip(row, above, strict=True)):
        return True
    if row[0].text.value:
        return False
    # Without merged cells: a heading that spans columns leaves blanks to its right, which the next row fills.
    blanks = [not cell.text.value for cell in above]
    fills = [blank and bool(cell.text.value) for blank, cell in zip(blanks, row, strict=True)]
    return any(fills)


def header_paths(grid: Grid, depth: int) -> tuple[tuple[str, ...], ...]:
    """For each column its headings from the outermost in, without repetitions."""
    rows = [row for row in grid.rows[:depth] if not is_index_row(row)]
    paths: list[tuple[str, ...]] = []
    for column in range(grid.width):
        path: list[str] = []
        for level, row in enumerate(rows):
            cell = row[column]
            if not cell.text.value and level + 1 < len(rows) and rows[level + 1][column].text.value:
                cell = _spanning(row, column, rows[level + 1])
            value = " ".join(re.sub(rf"[{SUPERSCRIPTS}]", "", cell.text.value).split())
            if value and (not path or path[-1] != value):
                path.append(value)
        paths.append(tuple(path))
    return tuple(paths)


def _spanning(row: Sequence[GridCell], column: int, below: Sequence[GridCell]) -> GridCell:
    """The heading to the left that a blank heading cell belongs to, if the columns between have sub-headings too."""
    left = column
    while left > 0 and not row[left].text.value and below[left].text.value:
        left -= 1
    return row[left] if below[left].text.value else row[column]


def row_boxes(cells: Sequence[GridCell]) -> tuple[Box, ...]:
    """One box for each page that the cells stand on."""
    pages: dict[int, list[Box]] = {}
    for cell in cells:
        for box in (cell.box, *cell.rest):
            if box:
                pages.setdefault(box.page, []).append(box)
    return tuple(
        Box(
            page, min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes)
        )
        for page, boxes in sorted(pages.items())
    )


def cell_boxes(cell: GridCell) -> tuple[Box, ...]:
    """Boxes of the cell's words; of the cell itself when it is empty."""
    boxes = cell.text.boxes(0, len(cell.text.value))
    return boxes or ((cell.box,) if cell.box else ())


def make_table(grid: Grid, caption: str, section: int | None) -> Table:
    """The table as a record; rows that repeat the header and empty rows are left out."""
    depth = header_depth(grid)
    heads = [[plain(cell) for cell in row] for row in grid.rows[:depth]]
    rows: list[tuple[Cell, ...]] = []
    for index, row in enumerate(grid.rows[depth:], start=depth):
        if (
            is_blank(row)
            or [plain(cell) for cell in row] in heads
            or (index and is_repeated(grid.rows[index - 1], row))
        ):
            continue
        cells = tuple(_cell(cell, row[at - 1] if at else None) for at, cell in enumerate(row))
        if rows and not is_full_width(row) and _is_rest(rows[-1], cells):
            rows[-1] = tuple(map(_whole, rows[-1], cells))
        else:
            rows.append(cells)
    return Table(caption, section, header_paths(grid, depth), tuple(rows), grid.page)


def _cell(cell: GridCell, left: GridCell | None) -> Cell:
    # One stand-in may fill all places of a row that ends early: what holds nothing is merged with nothing.
    reached = cell is left and bool(cell.text.value or cell.unreadable)
    return Cell(cell.text.value, cell.page, cell_boxes(cell), cell.line, cell.unreadable, reached)


def _is_rest(before: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Whether a row at the top of a page is the rest of the row cut by the end of the page before."""
    if cells[0].text or not before[0].text or cells[0].page == before[0].page:
        return False
    filled = [cell.text for cell in cells if cell.text]
    return not any(_NUMBER.fullmatch(text) for text in filled) and not filled[0].endswith(":")


def _whole(first: Cell, rest: Cell) -> Cell:
    text = f"{first.text} {rest.text}".strip()
    boxes = first.boxes + rest.boxes if rest.text else first.boxes
    return Cell(text, first.page, boxes, first.line, first.unreadable or rest.unreadable, first.reached)
