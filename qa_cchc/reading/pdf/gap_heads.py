"""The headings of a table without vertical lines: which lines they are, and which column each stands over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qa_cchc.reading.blocks import Grid, GridCell
from qa_cchc.reading.form_columns import read_roles
from qa_cchc.reading.pdf.gap_cells import cell_of, top_of
from qa_cchc.reading.pdf.gap_columns import NUMBERING, Cells, Columns, chunks, folded, numbering_apart
from qa_cchc.reading.pdf.glyphs import Line, Word
from qa_cchc.reading.pdf.page_parts import PageParts
from qa_cchc.reading.tables import header_paths, heads_column, looks_like_header
from qa_cchc.vietnamese.unicode import fold

_INDEX = re.compile(r"\(?\d{1,2}\)?|\(?[A-E]\)?")
_PART_OF_HEADING = re.compile(
    r"(?:tinh|lieu|chu|ke|thong ke|chi tieu|bao cao|don|vi|so|ghi|ket|qua|thu|tu|hien|\(.*|.*\))"
)
_TWO_IN_ONE = re.compile(r"ket qua.* (?:dvt|don vi)")
_LONGEST_HEADING = 4
"""Words of a heading, at most, where only its words tell that it is one."""
_TIGHT = 1.25


def heads_table(line: Line) -> bool:
    """Whether the line reads like one of a table's header, which may be repeated on every page."""
    line = numbering_apart(line)
    names = numbering_in(line) is not None or any(heads_column(folded(part)) for part in chunks(line))
    return names and reads_like_headings(line)


def numbering_in(line: Line) -> list[Word] | None:
    """The words of a line which number the rows ("STT", "TT"), None when none do."""
    return next((chunk for chunk in chunks(line) if NUMBERING.fullmatch(folded(chunk))), None)


def possible_starts(lines: Sequence[Line], span: tuple[int, int, int], page: PageParts) -> dict[int, float]:
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
    heading = [reads_like_headings(line) for line in lines[: body + 1]]
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


def is_index(line: Line) -> bool:
    """Whether a line numbers the columns."""
    parts = [folded(chunk) for chunk in chunks(line)]
    return len(parts) > 2 and all(_INDEX.fullmatch(part) for part in parts)


def reads_like_headings(line: Line) -> bool:
    """Whether the parts of a line read like headings of columns, or like parts of them."""
    if is_index(line):
        return True
    parts = [folded(chunk) for chunk in chunks(line)]
    known = sum(
        _PART_OF_HEADING.fullmatch(part) is not None or (heads_column(part) and len(part.split()) <= _LONGEST_HEADING)
        for part in parts
    )
    return known * 2 > len(parts)


def belongs_above(above: Line, header: Sequence[Line], number: Sequence[Word], page: PageParts) -> bool:
    """Whether the line above a header belongs to it: close by, or a heading over columns at the right."""
    line = header[0]
    distance = line.base - above.base
    if distance <= _TIGHT * line.size or (
        distance < 2 * line.size and len(chunks(above)) > 1 and reads_like_headings(above)
    ):
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


def heads_all(header: Sequence[Sequence[GridCell]]) -> bool:
    """Whether every column has a heading, and they read like headings."""
    return looks_like_header(header[-1]) and all(cell.text.value for cell in header[-1])


def header_of(lines: Sequence[Line], columns: Columns, edges: Sequence[float], page: int) -> list[tuple[GridCell, ...]]:
    """One row of headings, with a row above it where headings span columns.

    The second line of a heading that spans two columns may look like the heading of one of them, and a short one may
    stand over one of them alone: then the reading that gives every column its own is right.
    """
    made = [_headed(lines, columns, edges, page, ways) for ways in ((True, False), (False, False), (False, True))]
    whole = [header for header in made if heads_all(header)]
    return next((header for header in whole if _heads_form(header)), (whole or made)[0])


def _heads_form(header: Sequence[tuple[GridCell, ...]]) -> bool:
    """Whether the headings are those of a standard form, none of two lines that belong to two headings."""
    if any(_TWO_IN_ONE.fullmatch(fold(cell.text.value)) for cell in header[-1]):
        return False
    return read_roles(header_paths(Grid(tuple(header), 0), len(header)), captioned=False) is not None


def _headed(
    lines: Sequence[Line], columns: Columns, edges: Sequence[float], page: int, ways: tuple[bool, bool]
) -> list[tuple[GridCell, ...]]:
    """The header, headings that span columns joined over lines or not, short ones told from those below or not."""
    joining, parting = ways
    own: Cells = [[] for _ in columns.cores]
    spanning: list[tuple[range, list[Word]]] = []
    top, bottom = top_of(lines[0]), max(word.box.y1 for line in lines for word in line.words)
    for line in lines:
        pieces = chunks(line)
        if is_index(line):
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
    leaves = tuple(cell_of(words, (edges[n], top, edges[n + 1], bottom), page) for n, words in enumerate(own))
    if not spanning:
        return [leaves]
    above = list(leaves)
    for span, words in spanning:
        cell = cell_of(words, (edges[span[0]], top, edges[span[-1] + 1], max(word.box.y1 for word in words)), page)
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
