"""Marks that a PDF prints as glyphs of their own, put back on the letters they stand over or under."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace

from qa_cchc.reading.pdf.glyph import Glyph

# Accents that take room of their own; they are marks only where they overlap a letter.
_SPACING = {
    "\u00b4": "\u0301", "\u02ca": "\u0301", "\u0060": "\u0300", "\u02cb": "\u0300", "\u02c6": "\u0302", "^": "\u0302",
    "\u02dc": "\u0303", "~": "\u0303", "\u02d8": "\u0306", "\u02c9": "\u0304", "\u02d9": "\u0307", "\u02bb": "\u0309",
}  # fmt: skip
_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
_MARK_LIKE = _MARKS | frozenset(_SPACING)
_ROW = 4.0


def _as_marks(text: str) -> str | None:
    """The combining marks a glyph stands for; None for a letter."""
    marks = "".join(_SPACING.get(one, one) for one in text.strip())
    return marks if marks and set(marks) <= _MARKS else None


def merge_marks(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs with separate marks taken into the letters under or over which they stand.

    A mark that has no letter stays a glyph of its own.
    """
    places = [index for index, glyph in enumerate(glyphs) if glyph.text[:1] in _MARK_LIKE and _as_marks(glyph.text)]
    if not places:
        return glyphs
    made = list(glyphs)
    taken = set()
    letters = _by_row(glyphs, set(places))
    for index in places:
        mark = glyphs[index]
        near = _letter_under(mark, glyphs, letters)
        if near is None:
            continue
        marks = _as_marks(mark.text) or ""
        whole = unicodedata.normalize("NFC", made[near].text + marks)
        # A spacing accent counts only where it makes one letter with what it stands on.
        if len(whole) > len(made[near].text) and mark.text.strip() in _SPACING:
            continue
        made[near] = replace(made[near], text=whole)
        taken.add(index)
    return [glyph for index, glyph in enumerate(made) if index not in taken]


def _by_row(glyphs: list[Glyph], marks: set[int]) -> dict[int, list[tuple[float, int]]]:
    rows: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for index, glyph in enumerate(glyphs):
        if index not in marks and glyph.text[-1:].isalpha():
            rows[int(glyph.base // _ROW)].append((glyph.x0, index))
    for row in rows.values():
        row.sort()
    return rows


def _letter_under(mark: Glyph, glyphs: list[Glyph], rows: dict[int, list[tuple[float, int]]]) -> int | None:
    """The letter whose body the mark's middle stands in, on the same line or a little off it."""
    # A mark without width stands where its letter ends, or begins.
    flat = mark.x1 - mark.x0 < 0.02 * mark.size
    middle = (mark.x0 + mark.x1) / 2
    best: tuple[float, int] | None = None
    here = int(mark.base // _ROW)
    reach = max(1, int(0.4 * mark.size // _ROW) + 1)
    for row in range(here - reach, here + reach + 1):
        found = rows.get(row, [])
        at = bisect_left(found, (middle, -1))
        for x0, index in found[max(0, at - 3) : at + 2]:
            letter = glyphs[index]
            slack = (0.12 if flat else 0.05) * letter.size
            if abs(letter.base - mark.base) > 0.4 * letter.size or not x0 - slack <= middle <= letter.x1 + slack:
                continue
            # Where two letters meet under a mark without width, it is that of the letter printed before it.
            distance = abs(letter.x1 - middle) if flat else abs((x0 + letter.x1) / 2 - middle)
            if best is None or distance < best[0]:
                best = (distance, index)
    return best[1] if best else None
