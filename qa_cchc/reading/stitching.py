"""Tables that page breaks cut in two made one: between rows, within a row, within or under their header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa_cchc.reading.blocks import Block, Grid, GridCell, Note
from qa_cchc.reading.cut_rows import is_rest, whole
from qa_cchc.reading.form_columns import read_caption
from qa_cchc.reading.tables import goes_on_header, header_depth, is_full_width, looks_like_header, plain
from qa_cchc.vietnamese.unicode import fold

_TALLEST_HEADER = 4
_SHORTEST = 6
_LONG = 8


def stitch(blocks: list[Block]) -> list[Block]:
    """The blocks with tables that go on over a page break made one; footnotes between them come after."""
    stitched: list[Block] = []
    for block in blocks:
        if not isinstance(block, Grid) or not block.rows:
            stitched.append(block)
            continue
        # The header at a page's foot is made whole first, then the whole may go on with an earlier table.
        current, at = block, len(stitched)
        while (before := _table_before(stitched, at)) is not None:
            earlier = stitched[before]
            joined = _continued(earlier, current) if isinstance(earlier, Grid) else None
            if joined is None:
                break
            current, at = joined, before
        if at == len(stitched):
            stitched.append(current)
        else:
            stitched[at:] = [current, *(other for other in stitched[at:] if isinstance(other, Note))]
    return stitched


def _table_before(blocks: Sequence[Block], at: int) -> int | None:
    """Index of the table before `at`, with nothing but footnotes between."""
    at -= 1
    while at >= 0 and isinstance(blocks[at], Note):
        at -= 1
    return at if at >= 0 and isinstance(blocks[at], Grid) else None


def _continued(first: Grid, second: Grid) -> Grid | None:
    """One table out of two, None when the second stands for itself."""
    if first.width != second.width:
        return None
    repeated = same_header(first, second)
    if repeated:
        # A header alone stays, to be followed: what comes after it has its columns.
        return _joined(first, second.rows[repeated:] or second.rows)
    same = _same_columns(first, second)
    if same and is_rest(first.rows, second.rows[0]):
        return _joined(first, second.rows)
    turned = second.page > first.rows[-1][0].page
    if is_full_width(second.rows[0]):
        value = second.rows[0][0].text.value
        return _joined(first, second.rows) if same and turned and _is_group(value) else None
    if same and turned and _ends_in_header(first) and goes_on_header(first.rows[-1], second.rows[0]):
        return _joined(first, second.rows)
    only_header = len(first.rows) <= _TALLEST_HEADER and all(map(looks_like_header, first.rows))
    if _names_columns(second.rows[0]) or not (same or _touches(first, second)) or (only_header and not turned):
        return None
    return _joined(first, second.rows)


def _is_group(value: str) -> bool:
    """Whether a merged row at the top of a page heads a group of rows, as against a table of its own."""
    return bool(value) and read_caption(value) is None and len(value) < 120 and not value.isupper()


def _joined(first: Grid, rows: Sequence[tuple[GridCell, ...]]) -> Grid:
    kept = list(first.rows)
    if rows and is_rest(kept, rows[0]):
        kept[-1] = whole(kept[-1], rows[0])
        rows = rows[1:]
    return replace(first, rows=(*kept, *rows))


def _names_columns(row: Sequence[GridCell]) -> bool:
    """Whether the row is a header; one filled cell alone is the rest of a row rather."""
    return looks_like_header(row) and len({id(cell) for cell in row if cell.text.value}) > 1


def _touches(first: Grid, second: Grid) -> bool:
    """Whether the second table stands on the first one's foot without a gap, its columns moved."""
    upper, lower = first.rows[-1][0], second.rows[0][0]
    box = upper.rest[-1] if upper.rest else upper.box
    return box is not None and lower.box is not None and box.page == lower.box.page and abs(lower.box.y0 - box.y1) < 3


def _ends_in_header(grid: Grid) -> bool:
    """Whether the last row is the first one of a header: the table's only row, or a repetition of its first row."""
    last = grid.rows[-1]
    if len(grid.rows) == 1:
        return looks_like_header(last)
    return header_depth(grid) > 0 and [plain(cell) for cell in last] == [plain(cell) for cell in grid.rows[0]]


def same_header(first: Grid, second: Grid) -> int:
    """Number of rows of the second table that repeat the header of the first, 0 when it does not."""
    depth = header_depth(first)
    if depth == 0 or first.width != second.width:
        return 0
    if second.header_rows and second.header_rows != depth:
        # One of them lost the heading over several columns; those of the columns themselves tell.
        upper, lower = first.rows[depth - 1], second.rows[second.header_rows - 1]
        return second.header_rows if _alike(upper, lower) else 0
    if len(second.rows) < depth:
        return 0
    for upper, lower in zip(first.rows[:depth], second.rows[:depth], strict=True):
        if not _alike(upper, lower):
            return 1 if _alike(first.rows[0], second.rows[0]) else 0
    return depth


def _alike(upper: Sequence[GridCell], lower: Sequence[GridCell]) -> bool:
    """Whether two header rows say the same; a repeated heading may be cut off where its row is too low for it."""
    return all(
        one == other
        or (min(len(one), len(other)) > _SHORTEST and (one.startswith(other) or other.startswith(one)))
        or _misread(cell.text.value, below.text.value)
        for cell, below in zip(upper, lower, strict=True)
        for one, other in [(plain(cell), plain(below))]
    )


def _misread(one: str, other: str) -> bool:
    """Whether two long headings differ by a letter in few of their words, as the same heading on two scanned pages."""
    words, others = fold(one).split(), fold(other).split()
    if len(words) != len(others) or len(words) < _LONG:
        return False
    pairs = [(word, twin) for word, twin in zip(words, others, strict=True) if word != twin]
    return len(pairs) <= len(words) // 4 and all(
        len(word) == len(twin) > 1
        and not any(map(str.isdigit, word + twin))
        and sum(a != b for a, b in zip(word, twin, strict=True)) == 1
        for word, twin in pairs
    )


def _same_columns(first: Grid, second: Grid) -> bool:
    """Whether the columns stand at the same places, where the format knows places."""
    for upper, lower in zip(first.rows[-1], second.rows[0], strict=True):
        if upper.box and lower.box and (abs(upper.box.x0 - lower.box.x0) > 6 or abs(upper.box.x1 - lower.box.x1) > 6):
            return False
    return True
