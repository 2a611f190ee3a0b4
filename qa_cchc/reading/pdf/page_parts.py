"""A page taken apart, whether its words came from the file's text or from its picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from qa_cchc.reading.blocks import Grid, GridCell
from qa_cchc.reading.pdf.glyphs import Line, Word, text_of
from qa_cchc.reading.pdf.rulings import Lattice, Rect
from qa_cchc.records import Box

_MOST_PADDING = 6.0


@dataclass(slots=True)
class PageParts:
    """A page: lines outside tables, tables with their boxes, height of the short rule above footnotes (points).

    `number` counts from 1. `read_by` is "text" (the file's own text) or "ocr" (its picture). `across` are the
    horizontal lines drawn on the page, as (y, x0, x1).
    """

    number: int
    width: float
    height: float
    lines: list[Line]
    grids: list[tuple[Rect, Grid]]
    note_rule: float | None
    notes: list[Line] = field(default_factory=list)
    read_by: str = "text"
    across: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class CellWords:
    """What stands in a cell. `unreadable`: there is ink in it that could not be read with confidence."""

    words: tuple[Word, ...] = ()
    unreadable: bool = False


def cell_at(lattice: Lattice, x: float, y: float) -> Rect:
    """The cell of a table that holds a point of it."""
    for row in lattice.cells:
        for rect in row:
            if rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]:
                return rect
    return lattice.cells[-1][-1]


def cell_finder(lattice: Lattice) -> Callable[[float, float], Rect]:
    """What `cell_at` says of the places of one table, for many of them."""
    rows = [(min(rect[1] for rect in row), max(rect[3] for rect in row), row) for row in lattice.cells]

    def found(x: float, y: float) -> Rect:
        for top, bottom, row in rows:
            if top <= y <= bottom:
                for rect in row:
                    if rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]:
                        return rect
        return lattice.cells[-1][-1]

    return found


def grid_of(lattice: Lattice, inside: dict[Rect, CellWords], page: int) -> Grid:
    """A table with the words of each cell; a merged cell is one object at every place it covers."""
    made: dict[Rect, GridCell] = {}
    for row in lattice.cells:
        for rect in row:
            if rect not in made:
                made[rect] = _cell(rect, inside.get(rect, CellWords()), page)
    rows = [tuple(made[rect] for rect in row) for row in lattice.cells]
    # Lines of a frame, or borders drawn on to the edge of the page, make rows that hold nothing.
    first = next((index for index, row in enumerate(rows) if _holds(row)), 0)
    return Grid(tuple(rows[first:]), page)


def _holds(row: Sequence[GridCell]) -> bool:
    return any(cell.text.value or cell.unreadable for cell in row)


def _cell(rect: Rect, held: CellWords, page: int) -> GridCell:
    shown = [word for word in held.words if any(map(str.isalnum, word.text))]
    padding = min((word.box.x0 for word in held.words), default=rect[0]) - rect[0]
    return GridCell(
        text_of(held.words, rect[2] - max(0.0, min(padding, _MOST_PADDING))),
        bool(shown) and all(word.bold for word in shown),
        bool(shown) and all(word.italic for word in shown),
        page,
        None,
        Box(page, *(round(side, 2) for side in rect)),
        unreadable=held.unreadable,
    )


def words_of(lines: Iterable[Line]) -> tuple[Word, ...]:
    """The words of lines, in reading order."""
    return tuple(word for line in lines for word in line.words)


def doubted(parts: PageParts) -> PageParts:
    """The page with every number in doubt: words of digits doubtful, cells with digits unreadable."""

    def has_digit(text: str) -> bool:
        return any(map(str.isdigit, text))

    def grid(old: Grid) -> Grid:
        cells = {id(cell): cell for row in old.rows for cell in row}
        made = {key: replace(cell, unreadable=has_digit(cell.text.value)) for key, cell in cells.items()}
        return replace(old, rows=tuple(tuple(made[id(cell)] for cell in row) for row in old.rows))

    lines = [
        replace(line, words=tuple(replace(word, doubtful=has_digit(word.text)) for word in line.words))
        for line in parts.lines
    ]
    return replace(parts, lines=lines, grids=[(box, grid(old)) for box, old in parts.grids])


def note_rule(
    rules: Sequence[tuple[float, float, float]], size: tuple[float, float], tables: Sequence[Rect]
) -> float | None:
    """Height of the short line at the left that parts footnotes from the text, None without one.

    `rules` are horizontal lines as (y, x0, x1), `size` the page's width and height, all in points.
    """
    width, height = size
    found = [
        y
        for y, x0, x1 in rules
        if 0.12 * width < x1 - x0 < 0.45 * width
        and x0 < 0.3 * width
        and y > 0.3 * height
        and not any(box[1] - 4 <= y <= box[3] + 4 for box in tables)
    ]
    return max(found, default=None)
