"""What recognition makes of a page's picture, as plain data that can be kept on disk and given back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from qa_cchc.reading.pdf.glyphs import Line, Word
from qa_cchc.reading.pdf.page_parts import CellWords, PageParts, grid_of, note_rule
from qa_cchc.reading.pdf.rulings import Lattice, Rect
from qa_cchc.reading.shown import Map
from qa_cchc.records import Box


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word in points of the straightened page. `sure`: both readings of it agree and are as sure as they ever are."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool = False
    italic: bool = False
    doubtful: bool = False
    sure: bool = False

    def on(self, page: int) -> Word:
        """The word as the flow of pages takes it."""
        box = Box(page, round(self.x0, 2), round(self.y0, 2), round(self.x1, 2), round(self.y1, 2))
        return Word(self.text, box, self.size, self.bold, self.italic, self.doubtful)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """Words on one baseline."""

    words: tuple[ReadWord, ...]
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class ReadCell:
    """What stands in a cell with print. `rect` is the cell's."""

    rect: Rect
    words: tuple[ReadWord, ...]
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A ruled table: the rectangle at each row and column, and the cells with print."""

    box: Rect
    cells: tuple[tuple[Rect, ...], ...]
    held: tuple[ReadCell, ...]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page recognised. All places are points of the straightened page (`size`: width, height).

    `to_page` leads to the page as shown: nine numbers, as `shown.Map`.
    `rules` are the lines across outside tables as (y, x0, x1). `unread_lines` counts the lines of print outside tables
    of which nothing could be read.
    """

    size: tuple[float, float]
    to_page: Map
    lines: tuple[ReadLine, ...]
    tables: tuple[ReadTable, ...]
    rules: tuple[tuple[float, float, float], ...]
    unread_lines: int = 0

    @property
    def unreadable(self) -> int:
        """How many cells hold print that could not be read with confidence."""
        return sum(cell.unreadable for table in self.tables for cell in table.held)

    @property
    def doubtful(self) -> int:
        """How many words outside tables could not be read with confidence."""
        return sum(word.doubtful for line in self.lines for word in line.words)

    def parts(self, page: int) -> PageParts:
        """The page as the flow of pages takes it."""
        lines = [Line(tuple(word.on(page) for word in line.words), line.base, line.size) for line in self.lines]
        grids = []
        for table in self.tables:
            held = {
                cell.rect: CellWords(tuple(word.on(page) for word in cell.words), cell.unreadable)
                for cell in table.held
            }
            grids.append((table.box, grid_of(Lattice(table.box, table.cells), held, page)))
        boxes = [table.box for table in self.tables]
        rule = note_rule(self.rules, self.size, boxes)
        return PageParts(page, *self.size, lines, grids, rule, read_by="ocr")

    def as_json(self) -> dict[str, Any]:
        """Plain data for a file."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ReadPage:
        """The page that `as_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        lines = tuple(
            ReadLine(tuple(ReadWord(**word) for word in line["words"]), float(line["base"]), float(line["size"]))
            for line in data["lines"]
        )
        tables = tuple(
            ReadTable(
                _rect(table["box"]),
                tuple(tuple(_rect(rect) for rect in row) for row in table["cells"]),
                tuple(
                    ReadCell(
                        _rect(cell["rect"]), tuple(ReadWord(**word) for word in cell["words"]), bool(cell["unreadable"])
                    )
                    for cell in table["held"]
                ),
            )
            for table in data["tables"]
        )
        width, height = map(float, data["size"])
        to_page = tuple(map(float, data["to_page"]))
        if len(to_page) != 9:
            raise ValueError("no map of a page")
        rules = tuple((float(y), float(x0), float(x1)) for y, x0, x1 in data["rules"])
        return cls((width, height), to_page, lines, tables, rules, int(data["unread_lines"]))


def _rect(sides: Any) -> Rect:
    x0, y0, x1, y1 = map(float, sides)
    return x0, y0, x1, y1
