"""Old encodings in a PDF: which of a page's fonts hold them, and their letters in Unicode, word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qa_cchc.vietnamese.decoding import find_old, fits, in_unicode
from qa_cchc.vietnamese.encodings import FontCoding, coding_of_font, pieces

if TYPE_CHECKING:
    from qa_cchc.reading.pdf_glyphs import Glyph

# Signs that stand inside a word only as codes of letters.
_CODES_IN_WORDS = re.compile(r"[^\W\d_][\xa8-\xb0\xb5-\xb9\xbb-\xbe][^\W\d_]?")
_LEAST_CODES = 5


def codings_of(texts: Mapping[str, str]) -> dict[str, FontCoding]:
    """The fonts of a page that hold an old encoding, by the fonts' names and the text set in each."""
    found: dict[str, FontCoding] = {}
    unnamed: list[str] = []
    for font, text in texts.items():
        coding = coding_of_font(font)
        if coding is None:
            unnamed.append(font)
        elif fits([text], coding)[0]:
            found[font] = coding
    # On a page of Unicode a font without Vietnamese letters gets only part of each word: that proves nothing.
    if in_unicode("".join(texts.values())):
        unnamed = [font for font in unnamed if len(_CODES_IN_WORDS.findall(texts[font])) >= _LEAST_CODES]
    for font, key in zip(unnamed, find_old([texts[font] for font in unnamed]), strict=True):
        if key:
            found[font] = FontCoding(key)
    return found


def decoded(groups: Sequence[list[tuple[Glyph, bool]]]) -> Sequence[list[tuple[Glyph, bool]]]:
    """The words of a line with the glyphs of old encodings in Unicode. A letter of two glyphs goes into the first."""
    codings = {glyph.coding for group in groups for glyph, _ in group if glyph.coding}
    if not codings:
        return groups
    made = [list(group) for group in groups]
    for coding in codings:
        places: list[tuple[int, int] | None] = []
        text = ""
        for row, group in enumerate(groups):
            for column, (glyph, _) in enumerate(group):
                own = glyph.coding == coding
                text += glyph.text if own else " "
                places += [(row, column)] * len(glyph.text) if own else [None]
            text += " "
            places.append(None)
        _rewrite(made, places, text, coding)
    return [[(glyph, up) for glyph, up in group if glyph.text] for group in made]


def _rewrite(
    made: list[list[tuple[Glyph, bool]]], places: list[tuple[int, int] | None], text: str, coding: FontCoding
) -> None:
    letters = list(text)
    for start, end, new in pieces(text, coding, opens=False):
        letters[start:end] = [new, *[""] * (end - start - 1)]
    whole: dict[tuple[int, int], str] = {}
    for place, letter in zip(places, letters, strict=True):
        if place is not None:
            whole[place] = whole.get(place, "") + letter
    for (row, column), new in whole.items():
        glyph, up = made[row][column]
        made[row][column] = (replace(glyph, text=new), up)
