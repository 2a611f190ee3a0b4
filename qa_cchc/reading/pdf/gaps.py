"""Tables drawn without vertical lines, or without any: columns by the gaps all rows share, rows by the room between.

Only a table with a recognisable header ("STT … Nội dung … Đơn vị …") is taken, and only where rows and columns can be
told for certain; else its lines stay text, and the page says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa_cchc.reading.blocks import Grid, GridCell
from qa_cchc.reading.form_columns import read_caption, read_roles
from qa_cchc.reading.pdf.gap_columns import (
    CODE,
    GLUED,
    NUMBERING,
    Cells,
    Columns,
    Stretch,
    chunks,
    columns_of,
    folded,
    numbering_apart,
)
from qa_cchc.reading.pdf.gap_rows import rows_of
from qa_cchc.reading.pdf.glyphs import Line, Word, text_of
from qa_cchc.reading.pdf.page_parts import PageParts
from qa_cchc.reading.pdf.rulings import Rect
from qa_cchc.reading.spans import SUPERSCRIPTS
from qa_cchc.reading.tables import header_paths, heads_column, looks_like_header
from qa_cchc.records import Box, Text
from qa_cchc.vietnamese.unicode import fold

_INDEX = re.compile(r"\(?\d{1,2}\)?|\(?[A-E]\)?")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s*[^\W\d_]")
_AFTER = re.compile(r"(?:noi nhan|bieu (?:mau|so)|phu luc|mau so|tm\.|kt\.)\b")
_PART_OF_HEADING = re.compile(
    r"(?:tinh|lieu|chu|ke|thong ke|chi tieu|bao cao|don|vi|so|ghi|ket|qua|thu|tu|hien|\(.*|.*\))"
)
_NUMBERS = re.compile(r"[-–+]?\d[\d.,]*%?(?: [\d.,%]+)+")
_NOTE = re.compile(rf"[{SUPERSCRIPTS}]|\d{{1,3}}\s")
_MOST_HEADER_LINES = 14
_LONGEST_HEADING = 4
"""Words of a heading, at most, where only its words tell that it is one."""
_TIGHT = 1.25


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


def heads_table(line: Line) -> bool:
    """Whether the line reads like one of a table's header, which may be repeated on every page."""
    line = numbering_apart(line)
    names = _numbering(line) is not None or any(heads_column(folded(part)) for part in chunks(line))
    return names and _headings(line)


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
    number = _numbering(lines[at])
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
    while start > 0 and _heads(lines[start - 1], lines[start:body], number, page):
        start -= 1
    starts = _starts(lines, (start, at, body), page)
    sure = min(starts, key=lambda index: (starts[index], index))
    columns = columns_of([line for line in lines[start:sure] if not _is_index(line)], number, lines[at].base)
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
    return replace(rest, end=rest.end + size, box=(rest.box[0], _top(lines[0]), *rest.box[2:]))


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


def _numbering(line: Line) -> list[Word] | None:
    return next((chunk for chunk in chunks(line) if NUMBERING.fullmatch(folded(chunk))), None)


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


def _starts(lines: Sequence[Line], span: tuple[int, int, int], page: PageParts) -> dict[int, float]:
    """The lines that the first row may begin with, each with what speaks against it.

    `span` are the first line of the header, the one with "STT", and the first one with a code. The lines between the
    last two are of the header or of the first row, whose code may stand in its middle or at its foot; or they are the
    rest of a row of the page before.
    """
    start, at, body = span
    left, right = lines[at].x0, max(line.x1 for line in lines[start:body])
    wide = [y for y, x0, x1 in page.across if min(x1, right) - max(x0, left) > 0.9 * (right - left)]
    ruled = {
        index
        for index in range(at + 1, body + 1)
        if any(
            lines[index - 1].base - 0.3 * lines[index - 1].size <= y < lines[index].base - 0.3 * lines[index].size
            for y in wide
        )
    }
    heading = [_headings(line) for line in lines[: body + 1]]
    starts: dict[int, float] = {}
    for index in range(at + 1, body + 1):
        if index < len(lines) and lines[index].base - lines[index - 1].base < 0.8 * lines[index].size:
            continue
        cost = sum(0.0 if of_header else 0.4 for of_header in heading[at + 1 : index])
        cost += sum(3.0 for of_header in heading[index:body] if of_header)
        first = min(ruled, default=index)
        cost += 4.0 * (index < first) + 1.0 * (index > first)
        starts[index] = cost
    return starts or {body: 0.0}


def _is_index(line: Line) -> bool:
    """Whether a line numbers the columns."""
    parts = [folded(chunk) for chunk in chunks(line)]
    return len(parts) > 2 and all(_INDEX.fullmatch(part) for part in parts)


def _headings(line: Line) -> bool:
    """Whether the parts of a line read like headings of columns, or like parts of them."""
    if _is_index(line):
        return True
    parts = [folded(chunk) for chunk in chunks(line)]
    known = sum(
        _PART_OF_HEADING.fullmatch(part) is not None or (heads_column(part) and len(part.split()) <= _LONGEST_HEADING)
        for part in parts
    )
    return known * 2 > len(parts)


def _heads(above: Line, header: Sequence[Line], number: Sequence[Word], page: PageParts) -> bool:
    """Whether the line above a header belongs to it: close by, or a heading over columns at the right."""
    line = header[0]
    distance = line.base - above.base
    if distance <= _TIGHT * line.size or (distance < 2 * line.size and len(chunks(above)) > 1 and _headings(above)):
        return True
    if above.x0 <= number[-1].box.x1 or distance > 2 * line.size:
        return False
    middle = (above.x0 + above.x1) / 2
    if abs(middle - page.width / 2) > 0.06 * page.width:
        return True
    # In the middle of the page a title may stand; a heading stands in the middle of one below it, or of two.
    below = sorted((chunk[0].box.x0 + chunk[-1].box.x1) / 2 for part in header[:3] for chunk in chunks(part))
    alike = any(abs(middle - other) < 3 for other in below)
    between = any(abs(middle - (one + other) / 2) < 6 for one, other in pairwise(below) if other - one > 2 * line.size)
    return distance <= 1.45 * line.size and (alike or between)


def _end(lines: list[Line], start: int, columns: Columns, page: PageParts) -> int:
    """Index of the first line from `start` on that is no line of the table; narrows the gaps by those before it."""
    at = start
    while at < len(lines):
        line = lines[at]
        far = at > start and line.base - lines[at - 1].base > 3.2 * line.size
        other = abs(line.size - lines[start].size) > 0.12 * line.size and columns.begins_with_code(line)
        if far or other or _is_after(line) or _is_note(line, page) or _numbering(line) or columns.strays(line):
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
    made = _header(table[:first], columns, edges, page) if first else []
    if first and not _heads_all(made):
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
                _cell(words, (edges[column], top, edges[column + 1], bottom), page, widths[column])
                for column, words in enumerate(columns.cells(band))
            )
        )
    coded = sum(CODE.fullmatch(row[columns.code].text.value) is not None for row in made[heads:])
    if not coded or not all(_tells_code(row, columns.code) for row in made[heads:]):
        return None
    box = (edges[0], _top(table[0]), edges[-1], max(word.box.y1 for word in table[-1].words))
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


def _heads_all(header: Sequence[Sequence[GridCell]]) -> bool:
    """Whether every column has a heading, and they read like headings."""
    return looks_like_header(header[-1]) and all(cell.text.value for cell in header[-1])


def _header(lines: Sequence[Line], columns: Columns, edges: Sequence[float], page: int) -> list[tuple[GridCell, ...]]:
    """One row of headings, with a row above it where headings span columns.

    The second line of a heading that spans two columns may look like the heading of one of them, and a short one may
    stand over one of them alone: then the reading that gives every column its own is right.
    """
    made = [_headed(lines, columns, edges, page, ways) for ways in ((True, False), (False, False), (False, True))]
    whole = [header for header in made if _heads_all(header)]
    return next((header for header in whole if _heads_form(header)), (whole or made)[0])


def _heads_form(header: Sequence[tuple[GridCell, ...]]) -> bool:
    """Whether the headings are those of a standard form."""
    return read_roles(header_paths(Grid(tuple(header), 0), len(header)), captioned=False) is not None


def _headed(
    lines: Sequence[Line], columns: Columns, edges: Sequence[float], page: int, ways: tuple[bool, bool]
) -> list[tuple[GridCell, ...]]:
    """The header, headings that span columns joined over lines or not, short ones told from those below or not."""
    joining, parting = ways
    own: Cells = [[] for _ in columns.cores]
    spanning: list[tuple[range, list[Word]]] = []
    top, bottom = _top(lines[0]), max(word.box.y1 for line in lines for word in line.words)
    for line in lines:
        pieces = chunks(line)
        if _is_index(line):
            continue
        at = [columns.column((piece[0].box.x0 + piece[-1].box.x1) / 2) for piece in pieces]
        for piece, column in zip(pieces, at, strict=True):
            over = columns.spanned(piece)
            begun = next(
                (
                    words
                    for span, words in spanning
                    if joining and sum(other in span for other in at) == 1 and _goes_on(piece, words, span, own)
                ),
                None,
            )
            if begun is not None:
                begun += piece
            elif over:
                spanning.append((over, list(piece)))
            elif parting and _stands_over(line, column, columns, lines):
                spanning.append((range(column, column + 2), list(piece)))
            else:
                own[column].extend(piece)
    leaves = tuple(_cell(words, (edges[n], top, edges[n + 1], bottom), page) for n, words in enumerate(own))
    if not spanning:
        return [leaves]
    above = list(leaves)
    for span, words in spanning:
        cell = _cell(words, (edges[span[0]], top, edges[span[-1] + 1], max(word.box.y1 for word in words)), page)
        for column in span:
            above[column] = cell
    return [tuple(above), leaves]


def _stands_over(line: Line, column: int, columns: Columns, lines: Sequence[Line]) -> bool:
    """Whether a piece in one column, and above everything in the next, may span both; not so for the last column."""
    if column <= columns.code + 1 or column + 2 >= len(columns.cores):
        return False
    below = [columns.cells([other]) for other in lines if other.base > line.base]
    beside = [cells[column + 1] for cells in below]
    return columns.cells([line])[column + 1] == [] and any(beside) and any(cells[column] for cells in below)


def _goes_on(piece: Sequence[Word], words: Sequence[Word], span: range, own: Cells) -> bool:
    """Whether a piece of a header is the next line of a heading that spans columns, none of which is headed yet."""
    middle = piece[0].box.x0 + piece[-1].box.x1
    first = [word for word in words if word.box.y0 == words[0].box.y0]
    return abs(middle - first[0].box.x0 - first[-1].box.x1) < 8 and not any(own[column] for column in span)


def _top(line: Line) -> float:
    return min(word.box.y0 for word in line.words)


def _cell(words: Sequence[Word], rect: Rect, page: int, width: Stretch | None = None) -> GridCell:
    """The cell with those words; `width` is what the words of its column fill, for want of which one may be torn.

    Numbers below each other that make no whole one cannot be told: is it two, or one torn?
    """
    shown = [word for word in words if any(map(str.isalnum, word.text))]
    text = text_of(words, _edge(words, width)) if words else Text("")
    return GridCell(
        text,
        bool(shown) and all(word.bold for word in shown),
        bool(shown) and all(word.italic for word in shown),
        page,
        None,
        Box(page, *(round(side, 2) for side in rect)),
        unreadable=width is not None and _NUMBERS.fullmatch(text.value) is not None,
    )


def _edge(words: Sequence[Word], width: Stretch | None) -> float | None:
    """Where words of a cell are torn, if one of them fills the column's width; None if none does."""
    if width is None:
        return None
    room = (1.3 * (word.box.x1 - word.box.x0) / len(word.text) for word in words)
    filled = (word.box.x1 - word.box.x0 > width[1] - width[0] - more for word, more in zip(words, room, strict=True))
    return width[1] if any(filled) else None
