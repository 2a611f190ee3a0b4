"""Rows that the end of a page cuts in two: telling the rest at the top of the next page from a row of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa_cchc.reading.blocks import GridCell
from qa_cchc.reading.pdf.glyphs import whole_number
from qa_cchc.reading.spans import concat, squeeze
from qa_cchc.records import Box
from qa_cchc.vietnamese.unicode import fold

Row = Sequence[GridCell]

_CODE = re.compile(r"(?:\d{1,3}|[IVXLC]{1,5}|[A-ZĐ])(?:\.\d{1,2}){0,5}[.)]?")
_NUMBER = re.compile(r"[-–+]?\d[\d.,/\s]*%?")
_CHOICE = re.compile(r".*=\s*\d+\W*")
# What a cell's text cannot end with, so that the sentence goes on.
_HANGING = re.compile(
    r"(?:[,;(/–-]|\b(?:cua|va|cac|nhung|tai|theo|ve|voi|cho|do|tu|den|trong|duoc|hoac|thuoc|so|tong|don))$"
)
_CLOSING = tuple(").,;:")
_SHORT = 24
_PADDING = 12.0
"""Points that the left and right padding of a cell take together, at most."""


def is_rest(rows: Sequence[Row], row: Row) -> bool:
    """Whether `row`, at the top of a page, is the rest of the last of `rows`, at the foot of the page before.

    Only for formats that know where cells stand; a row of a text file is never told by this.
    """
    above = rows[-1]
    if len(above) != len(row) or any(cell.box is None for cell in (*above, *row)):
        return False
    if _pages(above)[-1] + 1 != _pages(row)[0] or _spans(above) != _spans(row):
        return False
    filled = [column for column, cell in enumerate(row) if cell.text.value]
    if not filled:
        return False
    both = [column for column in filled if above[column].text.value]
    new = [column for column in filled if not above[column].text.value]
    coded = _coded(rows, row)
    texts = [column for column in both if column or not coded]
    if any(not _may_go_on(above[column], row[column], coded and column == 1) for column in texts):
        return False
    if coded and _torn_code(above, row):
        return True
    if coded:
        return not row[0].text.value and bool(above[0].text.value) and _rest_of_coded(above, row, both, new)
    low = any(_starts_low(row[column]) or _hangs(above[column]) for column in both)
    return low and not any(_NUMBER.fullmatch(row[column].text.value) for column in filled)


def whole(above: Row, row: Row) -> tuple[GridCell, ...]:
    """The row out of its two parts, cell by cell; merged cells stay one object."""
    made: dict[tuple[int, int], GridCell] = {}
    joined: list[GridCell] = []
    for upper, lower in zip(above, row, strict=True):
        key = (id(upper), id(lower))
        if key not in made:
            made[key] = _whole_cell(upper, lower)
        joined.append(made[key])
    return tuple(joined)


def _whole_cell(upper: GridCell, lower: GridCell) -> GridCell:
    first, second = upper.text, lower.text
    torn = whole_number(first.value, second.value) and not _has_room(upper, lower)
    space = "" if torn or second.value[:1] in _CLOSING else " "
    text = squeeze(concat([first, space, second])) if first.value and second.value else first if first.value else second
    boxes: tuple[Box, ...] = (*upper.rest, *([lower.box] if lower.box else []), *lower.rest)
    bold, italic = (upper, lower) if first.value and second.value else (upper,) * 2 if first.value else (lower,) * 2
    unreadable = upper.unreadable or lower.unreadable
    style = {"bold": bold.bold and italic.bold, "italic": bold.italic and italic.italic}
    return replace(upper, text=text, rest=boxes, unreadable=unreadable, **style)


def _pages(row: Row) -> tuple[int, int]:
    """First and last page of the row."""
    pages = [box.page for cell in row for box in ((cell.box, *cell.rest) if cell.box else cell.rest)]
    return min(pages), max(pages)


def _spans(row: Row) -> list[int]:
    """For each column the first column of its cell: equal for rows merged alike."""
    return [next(index for index, other in enumerate(row) if other is cell) for cell in row]


def _coded(rows: Sequence[Row], row: Row) -> bool:
    """Whether the first column numbers the rows, so that one without a number is suspect."""
    first = [cells[0].text.value for cells in (*rows[-30:], row)]
    return sum(_CODE.fullmatch(text) is not None for text in first) * 2 >= len(first) - 2 > 0 and bool(first[-2])


def _rest_of_coded(above: Row, row: Row, both: Sequence[int], new: Sequence[int]) -> bool:
    """Whether a row without a code under a row with one goes on with it."""
    label = next((column for column in range(1, len(row)) if column in both or column in new), 1)
    value = row[label].text.value
    if label == 1 and not above[1].text.value:
        return True  # a row with a code has a name, which did not fit on the page before
    if value.endswith(":") or (row[label].bold and not above[label].bold):
        return False
    if re.match(r"[-–+*•]\s", value) and len(both) + len(new) > 1:
        return False
    if not new:
        return True
    if label != 1:
        return not any(_NUMBER.fullmatch(row[column].text.value) for column in new)
    goes_on = _starts_low(row[label]) or _hangs(above[label]) or not _has_room(above[label], row[label])
    return label in both and goes_on


def _torn_code(above: Row, row: Row) -> bool:
    """Whether the page's end tears the row's own number ("6.8." from "1."), as its name goes on within the sentence."""
    upper, lower = above[0], row[0]
    if lower.text.value in (".", ")") and _CODE.fullmatch(upper.text.value):
        return True
    if not upper.text.value.endswith(".") or not whole_number(upper.text.value, lower.text.value):
        return False
    return _starts_low(row[1]) and bool(above[1].text.value) and not _has_room(upper, lower)


def _may_go_on(upper: GridCell, lower: GridCell, named: bool) -> bool:
    """Whether the text of the lower cell can be the rest of the text of the upper one; `named` for names of rows."""
    first, second = upper.text.value, lower.text.value
    if _NUMBER.fullmatch(first):
        torn = re.fullmatch(r"\d{1,3}%?", second) is not None and whole_number(first, second)
        return torn and not _has_room(upper, lower)
    if fold(first) == fold(second):
        return False
    if _CHOICE.fullmatch(first) and _CHOICE.fullmatch(second):
        return True
    if len(first) < _SHORT and not named and not _hangs(upper):
        # A unit, a state: cut only where no room was left, and never before a new one.
        return not _has_room(upper, lower) and _starts_low(lower)
    return _starts_low(lower) or _hangs(upper) or not _has_room(upper, lower)


def _starts_low(cell: GridCell) -> bool:
    value = cell.text.value.lstrip("“\"'‘")
    return value[:1].islower() or value[:1] in "(),;%/="


def _hangs(cell: GridCell) -> bool:
    value = cell.text.value
    return _HANGING.search(fold(value)) is not None or value.count("(") > value.count(")")


def _has_room(upper: GridCell, lower: GridCell) -> bool:
    """Whether the first word of the lower cell would have fitted at the end of the upper one's last line."""
    if upper.box is None or lower.box is None:
        return False
    lines = upper.text.boxes(0, len(upper.text.value))
    words = lower.text.boxes(0, len(lower.text.value.split(" ", 1)[0]))
    if not lines or not words:
        return False
    last = lines[-1]
    space = 0.25 * (last.y1 - last.y0)
    room = (upper.box.x1 - upper.box.x0 - _PADDING) - (last.x1 - last.x0) - space
    return words[0].x1 - words[0].x0 < room
