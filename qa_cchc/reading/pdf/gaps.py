"""Tables drawn without vertical lines, or without any: columns by the gaps all rows share, rows by the room between.

Only a table with a recognisable header ("STT … Nội dung … Đơn vị …") is taken, and only where rows and columns can be
told for certain; else its lines stay text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from qa_cchc.reading.blocks import Grid, GridCell
from qa_cchc.reading.pdf.glyphs import Line, Word, text_of
from qa_cchc.reading.pdf.page_parts import PageParts
from qa_cchc.reading.pdf.rulings import Rect
from qa_cchc.reading.tables import looks_like_header
from qa_cchc.records import Box, Text
from qa_cchc.vietnamese.unicode import fold

_NUMBERING = re.compile(r"(?:so\s+)?tt|stt|so thu tu|ma so")
_CODE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,4}|[A-H]|[a-hđ])[.)]?")
_INDEX = re.compile(r"\(?\d{1,2}\)?|\(?[A-E]\)?")
_NUMBER = re.compile(r"[-–+]?\d[\d.,]*%?")
_GLUED = re.compile(r"(\d{1,2}(?:\.\d{1,2})+\.)([^\W\d_]\S*)")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s*[^\W\d_]")
_AFTER = re.compile(r"(?:noi nhan|bieu (?:mau|so)|phu luc|mau so|tm\.|kt\.)\b")
_MOST_HEADER_LINES = 14
_SPACE = 0.36
"""Share of the font size from which room between two words is more than a space."""
_TIGHT = 1.25
_FEWEST_ROWS = 2

Cells = list[list[Word]]
"""The words of a row by column."""


@dataclass(slots=True)
class _Columns:
    """The columns of a table: where their headings stand, and what stays free between them.

    `free[n]` are the stretches between headings n and n + 1 that no line so far has touched.
    """

    cores: list[tuple[float, float]]
    free: list[list[tuple[float, float]]]
    code: int
    left: float
    right: float

    def without(self, line: Line) -> list[list[tuple[float, float]]] | None:
        """What a further line leaves free, None when nothing stays free between two columns."""
        chunks = [(chunk[0].box.x0, chunk[-1].box.x1) for chunk in _chunks(line)]
        words = [(word.box.x0, word.box.x1) for word in line.words]
        left: list[list[tuple[float, float]]] = []
        for stretches in self.free:
            # Where columns stand so near that the room between is no more than a space, words are parted there.
            stay = _outside(stretches, chunks, 0.2 * line.size) or _outside(stretches, words, 0.08 * line.size)
            if not stay:
                return None
            left.append(stay)
        return left

    @property
    def edges(self) -> list[float]:
        """The borders of the columns, the outer ones included; each column but the last needs one free stretch."""
        inner = [(low + high) / 2 for ((low, high), *_) in self.free]
        return [self.left - 2, *inner, self.right + 2]

    def column(self, x: float) -> int:
        """Index of the column at a place."""
        return sum(edge < x for edge in self.edges[1:-1])

    def cells(self, lines: Sequence[Line]) -> Cells:
        """The words of lines by column."""
        cells: Cells = [[] for _ in self.cores]
        edges = self.edges[1:-1]
        for line in lines:
            for word in line.words:
                middle = (word.box.x0 + word.box.x1) / 2
                cells[sum(edge < middle for edge in edges)].append(word)
        return cells

    def settle(self, bands: Sequence[Sequence[Line]]) -> bool:
        """Choose between stretches that stay free in one gap; False where rows do not tell whose the words between are.

        Words between two headings are of the right column where the left one's stand on the same line, and so on.
        """
        for gap, stretches in enumerate(self.free):
            while len(stretches) > 1:
                (_, low), (high, _) = stretches[:2]
                mine = [self._sides(band, gap, low, high) for band in bands]
                left, right = any(side[0] for side in mine), any(side[1] for side in mine)
                if left == right:
                    return False
                stretches.pop(1 if right else 0)
        return True

    def _sides(self, band: Sequence[Line], gap: int, low: float, high: float) -> tuple[bool, bool]:
        """Whether the words at `low:high` of a row seem to be of the left column, and of the right one."""
        here = [line for line in band if any(self._within(chunk, low, high) for chunk in _chunks(line))]
        if not here:
            return False, False
        for lines in (here, band):
            chunks = [chunk for line in lines for chunk in _chunks(line)]
            with_left, with_right = (any(self._at_core(chunk, column) for chunk in chunks) for column in (gap, gap + 1))
            if with_left != with_right:
                return with_right, with_left
        return False, False

    def _within(self, chunk: Sequence[Word], low: float, high: float) -> bool:
        return chunk[0].box.x0 >= low - 0.1 and chunk[-1].box.x1 <= high + 0.1

    def _at_core(self, chunk: Sequence[Word], column: int) -> bool:
        low, high = self.cores[column]
        return chunk[0].box.x0 < high and chunk[-1].box.x1 > low


@dataclass(frozen=True, slots=True)
class Open:
    """A table that reached the foot of its page, and may go on with the same columns on the next."""

    columns: _Columns
    page: int


def take_gap_tables(page: PageParts, before: Open | None) -> Open | None:
    """Move the lines of tables without vertical lines from the page's lines to its tables.

    `before` is what an earlier call said of the page before; returned is the same of this page.
    """
    lines = sorted(page.lines, key=lambda line: line.base)
    taken: set[int] = set()
    left_open: Open | None = None
    at = 0
    while at < len(lines):
        carried = before.columns if before and at == 0 and before.page + 1 == page.number else None
        found = _table_at(lines, at, page) or (_rest_at(lines, page, carried) if carried else None)
        if found is None:
            at += 1
            continue
        start, end, columns, grid, box = found
        page.grids.append((box, grid))
        taken.update(map(id, lines[start:end]))
        left_open = Open(columns, page.number) if end == len(lines) else None
        at = end
    if taken:
        page.lines = [line for line in lines if id(line) not in taken]
        page.grids.sort(key=lambda item: item[0][1])
    return left_open


_Found = tuple[int, int, _Columns, Grid, Rect]


def _table_at(lines: list[Line], at: int, page: PageParts) -> _Found | None:
    """The table whose header line with "STT" is at `at`: first line, end, columns, table and its place."""
    number = next((chunk for chunk in _chunks(lines[at]) if _NUMBERING.fullmatch(_folded(chunk))), None)
    if number is None:
        return None
    below = range(at + 1, min(len(lines), at + _MOST_HEADER_LINES))
    body = next((index for index in below if _code_under(number, lines[index])), None)
    if body is None:
        return None
    start = at
    while start > 0 and _heads(lines[start - 1], lines[start:body], number, page):
        start -= 1
    columns = _columns_of(lines[start:body], number)
    if columns is None:
        return None
    end = _end(lines, body, columns)
    bands = _bands(lines[start:end], columns, page)
    if bands is None:
        return None
    first = next((index for index, band in enumerate(bands) if _codes(band, columns)), 0)
    if not columns.settle(bands[first:]):
        return None
    if first == 0 or sum(bool(_codes(band, columns)) for band in bands) < _FEWEST_ROWS:
        return None
    return _made(lines, (start, end), bands, first, columns, page.number)


def _rest_at(lines: list[Line], page: PageParts, columns: _Columns) -> _Found | None:
    """The rest of a table of the page before, which goes on at the top of this page without its header."""
    columns = replace(columns)
    end = _end(lines, 0, columns)
    bands = _bands(lines[:end], columns, page) if end else None
    if not bands or not _codes(bands[0], columns) or not columns.settle(bands):
        return None
    return _made(lines, (0, end), bands, 0, columns, page.number)


def _parted(line: Line, columns: _Columns) -> Line:
    """The line with a code that touches the name beside it ("3.3.1.Số") as a word of its own."""
    first = line.words[0]
    glued = _GLUED.fullmatch(first.text)
    low, high = columns.free[columns.code][0] if columns.code < len(columns.free) else (0.0, 0.0)
    if glued is None:
        return line
    if high - low > 3:  # what is free there is not narrowed down yet: by the usual widths of letters
        widths = [_width(part) for part in glued.groups()]
        low = first.box.x0 + (first.box.x1 - first.box.x0) * widths[0] / sum(widths) - 0.7
        high = low + 1.4
    if not first.box.x0 < low <= high < first.box.x1:
        return line
    code = replace(first, text=glued.group(1), box=replace(first.box, x1=low))
    name = replace(first, text=glued.group(2), box=replace(first.box, x0=high))
    return replace(line, words=(code, name, *line.words[1:]))


def _width(text: str) -> float:
    """Width of a text in ems, nearly."""
    return sum(0.25 if letter == "." else 0.5 if letter.isdigit() or letter.islower() else 0.67 for letter in text)


def _folded(words: Sequence[Word]) -> str:
    return fold(" ".join(word.text for word in words)).strip(" .:")


def _chunks(line: Line) -> list[list[Word]]:
    """The words of a line, parted where the gap is wider than a space."""
    chunks: list[list[Word]] = []
    for word in line.words:
        headed = chunks and _NUMBERING.fullmatch(fold(chunks[-1][-1].text))
        if chunks and not headed and word.box.x0 - chunks[-1][-1].box.x1 < _SPACE * line.size:
            chunks[-1].append(word)
        else:
            chunks.append([word])
    return chunks


def _code_under(number: Sequence[Word], line: Line) -> bool:
    """Whether the line has a row's code under the heading of the column of codes."""
    low, high = number[0].box.x0 - 8, number[-1].box.x1 + 8
    first = line.words[0]
    return _CODE.fullmatch(first.text) is not None and low < (first.box.x0 + first.box.x1) / 2 < high


def _heads(above: Line, header: Sequence[Line], number: Sequence[Word], page: PageParts) -> bool:
    """Whether the line above a header belongs to it: close by, or a heading over columns at the right."""
    line = header[0]
    distance = line.base - above.base
    if distance <= _TIGHT * line.size:
        return True
    if above.x0 <= number[-1].box.x1 or distance > 2 * line.size:
        return False
    middle = (above.x0 + above.x1) / 2
    if abs(middle - page.width / 2) > 0.06 * page.width:
        return True
    # In the middle of the page a title may stand; a heading stands in the middle of one below it, or of two.
    below = sorted((chunk[0].box.x0 + chunk[-1].box.x1) / 2 for part in header[:3] for chunk in _chunks(part))
    alike = any(abs(middle - other) < 3 for other in below)
    between = any(abs(middle - (one + other) / 2) < 6 for one, other in pairwise(below) if other - one > 2 * line.size)
    return distance <= 1.45 * line.size and (alike or between)


def _columns_of(header: Sequence[Line], number: Sequence[Word]) -> _Columns | None:
    """The columns that the lines of a header head; None when they are fewer than three."""
    spans = [(chunk[0].box.x0, chunk[-1].box.x1, line.base) for line in header for chunk in _chunks(line)]
    over = [span for span in spans if _spans_two(span, spans)]
    # A heading that spans columns may go on below, in the middle of them.
    leaves = [span[:2] for span in spans if span not in over and not any(_goes_on(span, other) for other in over)]
    columns: list[tuple[float, float]] = []
    for low, high in sorted(leaves):
        if columns and low < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(high, columns[-1][1]))
        else:
            columns.append((low, high))
    if len(columns) < 3:
        return None
    free = [[(before[1], after[0])] for before, after in pairwise(columns)]
    code = next(index for index, (low, high) in enumerate(columns) if low <= number[0].box.x0 <= high)
    return _Columns(columns, free, code, columns[0][0], columns[-1][1])


def _outside(
    stretches: Sequence[tuple[float, float]], taken: Sequence[tuple[float, float]], least: float
) -> list[tuple[float, float]]:
    """What `taken` leaves of the stretches, pieces narrower than `least` left out."""
    parts = list(stretches)
    for x0, x1 in taken:
        parts = [
            part
            for low, high in parts
            for part in ([(low, high)] if x1 <= low or x0 >= high else [(low, x0), (x1, high)])
            if part[1] - part[0] >= least
        ]
    return parts


_Span = tuple[float, float, float]
"""Left and right end of a heading, and its baseline."""


def _spans_two(span: _Span, spans: Sequence[_Span]) -> bool:
    """Whether a heading stands over two others that stand side by side."""
    under = [other for other in spans if other[2] > span[2] and other[0] < span[1] and other[1] > span[0]]
    return bool(under) and max(low for low, *_ in under) > min(high for _, high, _ in under)


def _goes_on(span: _Span, over: _Span) -> bool:
    return span[2] > over[2] and abs(sum(span[:2]) - sum(over[:2])) < 8


def _end(lines: list[Line], start: int, columns: _Columns) -> int:
    """Index of the first line from `start` on that is no line of the table; narrows the gaps by those before it."""
    at = start
    while at < len(lines):
        line = lines[at] = _parted(lines[at], columns)
        far = at > start and line.base - lines[at - 1].base > 3.2 * line.size
        free = columns.without(line)
        if far or free is None or _AFTER.match(fold(line.value)):
            break
        columns.free = free
        columns.left = min(columns.left, line.x0)
        columns.right = max(columns.right, line.x1)
        at += 1
    return at


def _bands(lines: Sequence[Line], columns: _Columns, page: PageParts) -> list[list[Line]] | None:
    """The lines by row, the header's among them; None where rows cannot be told for certain."""
    ways = [lambda: _ruled(lines, columns, page), lambda: _spaced(lines, columns), lambda: _coded(lines, columns)]
    # Lines of plain text all stand equally far apart.
    for way in reversed(ways) if page.read_by == "plain" else ways:
        bands = way()
        if bands is not None and all(len(_codes(band, columns)) <= 1 for band in bands):
            return bands
    return None


def _codes(band: Sequence[Line], columns: _Columns) -> list[Word]:
    """The codes in the column of codes, which has nothing else in it."""
    low, high = columns.cores[columns.code]
    low, high = (columns.free[columns.code - 1][0][0] if columns.code else 0.0), max(high, low + 8)
    right = columns.free[columns.code][0][0]
    first = [line.words[0] for line in band if low <= line.words[0].box.x0 <= max(high, right)]
    return [word for word in first if _CODE.fullmatch(word.text)]


def _ruled(lines: Sequence[Line], columns: _Columns, page: PageParts) -> list[list[Line]] | None:
    """Rows by the lines drawn across the whole table."""
    width = columns.right - columns.left
    top, bottom = lines[0].base, lines[-1].base
    inside = [
        y
        for y, x0, x1 in page.across
        if top < y < bottom and min(x1, columns.right) - max(x0, columns.left) > 0.9 * width
    ]
    if not inside:
        return None
    edges = sorted(inside)
    bands: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for line in lines:
        bands[sum(edge < line.base - 0.3 * line.size for edge in edges)].append(line)
    return [band for band in bands if band]


def _spaced(lines: Sequence[Line], columns: _Columns) -> list[list[Line]] | None:
    """Rows by the room between them, where it is clearly more than between the lines of one."""
    ordered = sorted(lines, key=lambda line: line.base)
    gaps = [after.base - 0.8 * after.size - (before.base + 0.22 * before.size) for before, after in pairwise(ordered)]
    coded = [index for index, line in enumerate(ordered) if _codes([line], columns)]
    if len(coded) < 2:
        return None
    least = min(max(gaps[low:high]) for low, high in pairwise(coded))
    breaks = [gap for gap in gaps if gap >= least - 0.6]
    within = [gap for gap in gaps if gap < least - 0.6]
    if within and max(within) > min(breaks) - 1.5:
        return None
    bands: list[list[Line]] = [[ordered[0]]]
    for gap, line in zip(gaps, ordered[1:], strict=True):
        if gap >= least - 0.6:
            bands.append([])
        bands[-1].append(line)
    return bands


def _coded(lines: Sequence[Line], columns: _Columns) -> list[list[Line]] | None:
    """Rows that begin at their codes, where every code stands beside the first line of its row."""
    bands: list[list[Line]] = [[]]
    for line in lines:
        cells = columns.cells([line])
        name = cells[columns.code + 1]
        filled = sum(map(bool, cells))
        if _codes([line], columns):
            if not name or name[0].text[:1].islower():
                return None
            bands.append([])
        elif len(bands) > 1 and name and name[0].text[:1] in "-–+" and filled > 1:
            bands.append([])
        elif len(bands) > 1 and any(_NUMBER.fullmatch(word.text) for word in chain(*cells[columns.code + 2 :])):
            return None
        bands[-1].append(line)
    return bands


def _made(
    lines: Sequence[Line], span: tuple[int, int], bands: Sequence[list[Line]], first: int, columns: _Columns, page: int
) -> _Found | None:
    start, end = span
    edges = columns.edges
    rows = _header([line for band in bands[:first] for line in band], columns, edges, page) if first else []
    if first and (not looks_like_header(rows[-1]) or not all(cell.text.value for cell in rows[-1])):
        return None
    heads = len(rows)
    for band in bands[first:]:
        top = min(word.box.y0 for line in band for word in line.words)
        bottom = max(word.box.y1 for line in band for word in line.words)
        rows.append(
            tuple(
                _cell(words, (edges[column], top, edges[column + 1], bottom), page)
                for column, words in enumerate(columns.cells(band))
            )
        )
    if not all(_tells_code(row, columns.code) for row in rows[heads:]):
        return None
    box = (edges[0], _top(lines[start]), edges[-1], max(word.box.y1 for word in lines[end - 1].words))
    return start, end, columns, Grid(tuple(rows), page, heads), box


def _tells_code(row: Sequence[GridCell], column: int) -> bool:
    """Whether the row's number stands alone in its column, or the row has none."""
    code = row[column].text.value
    beside = row[column + 1].text.value if column + 1 < len(row) else ""
    return _CODE.fullmatch(code) is not None if code else _NUMBERED.match(beside) is None


def _header(
    lines: Sequence[Line], columns: _Columns, edges: Sequence[float], page: int
) -> list[tuple[GridCell, ...]]:
    """One row of headings, with a row above it where headings span columns."""
    own: Cells = [[] for _ in columns.cores]
    over: dict[int, GridCell] = {}
    spanned: dict[int, list[Word]] = {}
    wide: list[tuple[float, float]] = []
    top, bottom = _top(lines[0]), max(word.box.y1 for line in lines for word in line.words)
    for line in lines:
        chunks = _chunks(line)
        if len(chunks) > 2 and all(_INDEX.fullmatch(_folded(chunk)) for chunk in chunks):
            continue
        for chunk in chunks:
            x0, x1 = chunk[0].box.x0, chunk[-1].box.x1
            covered = [column for column in range(len(own)) if edges[column] < x1 and edges[column + 1] > x0]
            under = sum(x0 < high and x1 > low for low, high in columns.cores)
            if under > 1 or any(abs(x0 + x1 - sum(span)) < 8 for span in wide):
                wide.append((x0, x1))
                if covered[0] in over:
                    chunk = [*spanned[covered[0]], *chunk]
                    covered = [column for column in over if over[column] is over[covered[0]]]
                spanned[covered[0]] = chunk
                cell = _cell(chunk, (edges[covered[0]], top, edges[covered[-1] + 1], line.base), page)
                over.update(dict.fromkeys(covered, cell))
            else:
                own[columns.column((x0 + x1) / 2)].extend(chunk)
    leaves = tuple(_cell(words, (edges[n], top, edges[n + 1], bottom), page) for n, words in enumerate(own))
    if not over:
        return [leaves]
    return [tuple(over.get(column, cell) for column, cell in enumerate(leaves)), leaves]


def _top(line: Line) -> float:
    return min(word.box.y0 for word in line.words)


def _cell(words: Sequence[Word], rect: Rect, page: int) -> GridCell:
    shown = [word for word in words if any(map(str.isalnum, word.text))]
    return GridCell(
        text_of(words) if words else Text(""),
        bool(shown) and all(word.bold for word in shown),
        bool(shown) and all(word.italic for word in shown),
        page,
        None,
        Box(page, *(round(side, 2) for side in rect)),
    )
