"""A syllable as its keys make it: letters with their own marks, and one tone that stands wherever it was struck."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}
SIGNS = {name: sign for sign, name in TONES.items()}
LEVEL = "ngang"
VOWELS = frozenset("aăâeêioôơuưy")
_MARKED = frozenset("ăâêôơư")


@dataclass(frozen=True, slots=True)
class Spelling:
    """Lower-case `letters` without tone ("điêm"), and the name of the `tone` ("hỏi"; "ngang" for none)."""

    letters: str
    tone: str = LEVEL


def take_apart(word: str) -> Spelling | None:
    """The letters and the tone of a word wherever the tone stands; None where it bears several."""
    plain = unicodedata.normalize("NFD", word.lower())
    tones = {TONES[sign] for sign in plain if sign in TONES}
    if len(tones) > 1:
        return None
    letters = unicodedata.normalize("NFC", "".join(sign for sign in plain if sign not in TONES))
    return Spelling(letters, tones.pop() if tones else LEVEL)


def put_together(spelling: Spelling) -> str:
    """The word with its tone on the letter where it belongs ("hai" + hỏi → "hải"); without a vowel, without tone."""
    letters = spelling.letters
    if spelling.tone == LEVEL:
        return letters
    place = _toned_letter(letters)
    if place is None:
        return letters
    return unicodedata.normalize("NFC", letters[: place + 1] + SIGNS[spelling.tone] + letters[place + 1 :])


def _toned_letter(letters: str) -> int | None:
    onset = 2 if len(letters) > 2 and letters[:2] in ("qu", "gi") and letters[2] in VOWELS else 0
    vowels = [place for place in range(onset, len(letters)) if letters[place] in VOWELS]
    if not vowels:
        return None
    marked = [place for place in vowels if letters[place] in _MARKED]
    if marked:
        return marked[-1]
    closed = vowels[-1] < len(letters) - 1
    return vowels[1] if len(vowels) > 2 or (closed and len(vowels) == 2) else vowels[0]
