"""Tables drawn without vertical lines, or without any: columns by the gaps all rows share, rows by the room between.

Only a table with a recognisable header ("STT … Nội dung … Đơn vị …") is taken, and only where rows and columns can be
told for certain; else its lines stay text, which the report says (`lost_rows`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa_cchc.reading.blocks import Grid, GridCell
from qa_cchc.reading.form_columns import read_caption
from qa_cchc.reading.pdf.gap_cells import cell_of, top_of
from qa_cchc.reading.pdf.gap_columns import CODE, GLUED, Columns, Stretch, columns_of, numbering_apart
from qa_cchc.reading.pdf.gap_heads import belongs_above, header_of, heads_all, is_index, numbering_in, possible_starts
from qa_cchc.reading.pdf.gap_rows import rows_of
from qa_cchc.reading.pdf.glyphs import Line, Word
from qa_cchc.reading.pdf.page_parts import PageParts
from qa_cchc.reading.pdf.rulings import Rect
from qa_cchc.reading.spans import SUPERSCRIPTS
from qa_cchc.vietnamese.unicode import fold

_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s*[^\W\d_]")
_AFTER = re.compile(r"(?:noi nhan|bieu (?:mau|so)|phu luc|mau so|tm\.|kt\.)\b")
_NOTE = re.compile(rf"[{SUPERSCRIPTS}]|\d{{1,3}}\s")
_MOST_HEADER_LINES = 14


@dataclass(frozen=True, slots=True)
class Open:
    """A table that reached the foot of its page, and may go on with the same columns on the next.

    `heading` are the lines of its header as text, `edges` the borders of its columns.
    """

    columns: Columns
    page: int
    heading: tuple[str, ...]
    edges: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A table: its lines `start:end` of the page, with its columns, its header as text, and its place."""

    start: int
    end: int
    columns: Columns
    heading: tuple[str, ...]
    edges: tuple[float, ...]
    grid: Grid
    box: Rect


def take_gap_tables(page: PageParts, before: Open | None) -> Open | None:
    """Move the lines of tables without vertical lines from the page's lines to its tables.

    `before` is what an earlier call said of the page before; returned is the same of this page.
    """
    lines = [numbering_apart(line) for line in sorted(page.lines, key=lambda line: line.base)]
    taken: set[int] = set()
    left_open: Open | None = None
    before = before if before and before.page + 1 == page.number else None
    at = 0
    while at < len(lines):
        found = _table_at(lines, at, page, before) or (_rest_at(lines, page, before) if before and at == 0 else None)
        if found is None:
            at += 1
            continue
        page.grids.append((found.box, found.grid))
        taken.update(map(id, lines[found.start : found.end]))
        last = found.end == len(lines) or _is_note(lines[found.end], page)
        left_open = Open(found.columns, page.number, found.heading, found.edges) if last else None
        at = found.end
    if taken:
        page.lines = [line for line in lines if id(line) not in taken]
        page.grids.sort(key=lambda item: item[0][1])
    return left_open


def _table_at(lines: list[Line], at: int, page: PageParts, before: Open | None) -> _Found | None:
    """The table whose header line with "STT" is at `at`."""
    number = numbering_in(lines[at])
    if number is None:
        return None
    if before is not None and (found := _again(lines, at, page, before)):
        return found
    limit = min(len(lines), at + _MOST_HEADER_LINES)
    below = range(at + 1, next((n for n in range(at + 1, limit) if _is_after(lines[n])), limit))
    body = next((index for index in below if _code_under(number, lines[index])), None)
    if body is None:
        return None
    start = at
    while start > 0 and belongs_above(lines[start - 1], lines[start:body], number, page):
        start -= 1
    starts = possible_starts(lines, (start, at, body), page)
    sure = min(starts, key=lambda index: (starts[index], index))
    columns = columns_of([line for line in lines[start:sure] if not is_index(line)], number, lines[at].base)
    if columns is None:
        return None
    end = _end(lines, sure, columns, page)
    if end <= body:
        return None
    table = lines[start:end]
    rows = _rows(table, columns, page, {index - start: cost for index, cost in starts.items()})
    if rows is None:
        return None
    return _made(table, start, rows, columns, None, page.number)


def _again(lines: list[Line], at: int, page: PageParts, before: Open) -> _Found | None:
    """The rest of a table of the page before under a header that says the same: its rows alone, in the same columns."""
    size = len(before.heading)
    if at >= size or _words(lines[:size]) != before.heading:
        return None
    rest = _rest_at(lines[size:], page, before)
    if rest is None:
        return None
    return replace(rest, end=rest.end + size, box=(rest.box[0], top_of(lines[0]), *rest.box[2:]))


def _rest_at(lines: list[Line], page: PageParts, before: Open) -> _Found | None:
    """The rest of a table of the page before, which goes on at the top of this page without its header."""
    columns = replace(before.columns)
    lines = list(lines)
    end = _end(lines, 0, columns, page)
    if not end:
        return None
    table = lines[:end]
    if not any(columns.code_of(line) for line in table):
        return None
    rows = _rows(table, columns, page, {0: 0.0})
    return _made(table, 0, rows, columns, before, page.number) if rows else None


def _rows(
    table: list[Line], columns: Columns, page: PageParts, starts: dict[int, float]
) -> list[tuple[int, int]] | None:
    """The rows as stretches of the table's lines."""
    if not columns.settle(table[min(starts) :]):
        return None
    return rows_of(table, columns, _walls(table, columns, page), starts)


def _walls(lines: Sequence[Line], columns: Columns, page: PageParts) -> list[bool]:
    """For each line whether one is drawn across the whole table above it."""
    width = columns.right - columns.left
    drawn = [y for y, x0, x1 in page.across if min(x1, columns.right) - max(x0, columns.left) > 0.9 * width]
    tops = [line.base - 0.3 * line.size for line in lines]
    return [False, *(any(above <= y < top for y in drawn) for above, top in pairwise(tops))]


def _words(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(fold(line.value) for line in lines)


def _is_after(line: Line) -> bool:
    """Whether a line begins what stands below a table: a caption, the recipients, a signature."""
    return _AFTER.match(fold(line.value)) is not None or read_caption(line.value) is not None


def _is_note(line: Line, page: PageParts) -> bool:
    """Whether a line begins the footnotes, below their rule."""
    return page.note_rule is not None and line.base > page.note_rule and _NOTE.match(line.value) is not None


def _code_under(number: Sequence[Word], line: Line) -> bool:
    """Whether the line has a row's code under the heading of the column of codes."""
    low, high = number[0].box.x0 - 8, number[-1].box.x1 + 8
    first = line.words[0]
    if GLUED.fullmatch(first.text):
        return low < first.box.x0 < high
    return CODE.fullmatch(first.text) is not None and low < (first.box.x0 + first.box.x1) / 2 < high


def _end(lines: list[Line], start: int, columns: Columns, page: PageParts) -> int:
    """Index of the first line from `start` on that is no line of the table; narrows the gaps by those before it."""
    at = start
    while at < len(lines):
        line = lines[at]
        far = at > start and line.base - lines[at - 1].base > 3.2 * line.size
        other = abs(line.size - lines[start].size) > 0.12 * line.size and columns.begins_with_code(line)
        if far or other or _is_after(line) or _is_note(line, page) or numbering_in(line) or columns.strays(line):
            break
        taken = columns.take(line)
        if taken is None:
            break
        lines[at] = taken
        at += 1
    return at


def _made(
    table: Sequence[Line],
    start: int,
    rows: Sequence[tuple[int, int]],
    columns: Columns,
    before: Open | None,
    page: int,
) -> _Found | None:
    """The table of those lines; `before` is what it goes on, in whose columns it is told."""
    edges = before.edges if before else tuple(columns.edges)
    first = rows[0][0]
    made = header_of(table[:first], columns, edges, page) if first else []
    if first and not heads_all(made):
        return None
    heads = len(made)
    widths = columns.widths(table[first:])
    if made:
        widths = [_wider(width, cell) for width, cell in zip(widths, made[-1], strict=True)]
    for low, high in rows:
        band = table[low:high]
        top = min(word.box.y0 for line in band for word in line.words)
        bottom = max(word.box.y1 for line in band for word in line.words)
        made.append(
            tuple(
                cell_of(words, (edges[column], top, edges[column + 1], bottom), page, widths[column])
                for column, words in enumerate(columns.cells(band))
            )
        )
    coded = sum(CODE.fullmatch(row[columns.code].text.value) is not None for row in made[heads:])
    if not coded or not all(_tells_code(row, columns.code) for row in made[heads:]):
        return None
    box = (edges[0], top_of(table[0]), edges[-1], max(word.box.y1 for word in table[-1].words))
    heading = before.heading if before else _words(table[:first])
    return _Found(start, start + len(table), columns, heading, edges, Grid(tuple(made), page, heads), box)


def _wider(width: Stretch, head: GridCell) -> Stretch:
    """What a column's words fill, its heading among them: a column is no narrower than that."""
    boxes = [spot.box for spot in head.text.spots if spot.box]
    return (min([width[0], *(box.x0 for box in boxes)]), max([width[1], *(box.x1 for box in boxes)]))


def _tells_code(row: Sequence[GridCell], column: int) -> bool:
    """Whether the row's number stands alone in its column, or the row has none."""
    code = row[column].text.value
    beside = row[column + 1].text.value if column + 1 < len(row) else ""
    return CODE.fullmatch(code) is not None if code else _NUMBERED.match(beside) is None
