"""Cells of a table without vertical lines: their words as text, torn ones made whole or left unread."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_cchc.reading.blocks import GridCell
from qa_cchc.reading.pdf.gap_columns import Stretch
from qa_cchc.reading.pdf.glyphs import Line, Word, text_of
from qa_cchc.reading.pdf.rulings import Rect
from qa_cchc.records import Box, Text

_NUMBERS = re.compile(r"[-–+]?\d[\d.,]*%?(?: [\d.,%]+)+")


def top_of(line: Line) -> float:
    """The highest point of a line's words, in points from the page's top."""
    return min(word.box.y0 for word in line.words)


def cell_of(words: Sequence[Word], rect: Rect, page: int, width: Stretch | None = None) -> GridCell:
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
