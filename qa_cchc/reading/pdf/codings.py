"""Old encodings in a PDF: which of a page's fonts hold them, and their letters in Unicode, word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa_cchc.reading.pdf.glyph import Glyph
from qa_cchc.vietnamese.decoding import find_old, fits, in_unicode
from qa_cchc.vietnamese.encodings import FontCoding, coding_of_font, convert, pieces
from qa_cchc.vietnamese.horned_u import letter_at, lost_places, restored
from qa_cchc.vietnamese.likelihood import surprise

# Signs that stand inside a word only as codes of letters.
_CODES_IN_WORDS = re.compile(r"[^\W\d_][\xa8-\xb0\xb5-\xb9\xbb-\xbe][^\W\d_]?")
_LEAST_CODES = 5
# Letters put back on a page, and bits gained by it, from which it is certain that they were lost.
_LEAST_LOST = 2
_LOST_BITS = 16.0


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
    old = {font: coding for font, coding in found.items() if coding.key == "tcvn3"}
    if old and _has_lost_u(texts, old):
        found |= {font: replace(coding, lost_u=True) for font, coding in old.items()}
    return found


def _has_lost_u(texts: Mapping[str, str], old: Mapping[str, FontCoding]) -> bool:
    """Whether a page in TCVN3 holds not one code of "ư" and becomes far likelier with the letter put back."""
    if any("\xad" in texts[font] for font in old):
        return False
    read = " ".join(convert(texts[font], coding, opens=False) for font, coding in old.items())
    whole = restored(read)
    return len(whole) - len(read) >= _LEAST_LOST and surprise(read) - surprise(whole) > _LOST_BITS


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
    return [_without_marks(group) for group in made]


def _without_marks(group: Sequence[tuple[Glyph, bool]]) -> list[tuple[Glyph, bool]]:
    """The glyphs without those whose codes went into the letter before; that letter takes their room."""
    kept: list[tuple[Glyph, bool]] = []
    for glyph, up in group:
        if glyph.text or not kept:
            kept.append((glyph, up))
        else:
            letter, raised = kept[-1]
            kept[-1] = (replace(letter, x1=max(letter.x1, glyph.x1)), raised)
    return [part for part in kept if part[0].text]


def _rewrite(
    made: list[list[tuple[Glyph, bool]]], places: list[tuple[int, int] | None], text: str, coding: FontCoding
) -> None:
    letters = list(text)
    for start, end, new in pieces(text, coding, opens=False):
        letters[start:end] = [new, *[""] * (end - start - 1)]
    whole: dict[tuple[int, int], str] = {}
    if coding.lost_u:
        _put_back(letters, places)
    for place, letter in zip(places, letters, strict=True):
        if place is not None:
            whole[place] = whole.get(place, "") + letter
    for (row, column), new in whole.items():
        glyph, up = made[row][column]
        made[row][column] = (replace(glyph, text=new), up)


def _put_back(letters: list[str], places: Sequence[tuple[int, int] | None]) -> None:
    """Puts the letters that the file has dropped beside those they stood by."""
    text = "".join(letters)
    where = [index for index, letter in enumerate(letters) for _ in letter]
    for place in lost_places(text):
        if not text[:place].strip() and text[place : place + 1] not in ("a", "u"):
            continue  # the line before ended in a hyphen, which is this letter ("n-" over "ớc")
        lost = letter_at(text, place)
        index = where[place] if place < len(where) else len(letters)
        if index < len(letters) and places[index] is not None and letters[index].strip():
            letters[index] = lost + letters[index]
        elif place and places[where[place - 1]] is not None:
            letters[where[place - 1]] += lost
