"""Puts back the letter "ư" where a program has dropped it from text in TCVN3.

The code of "ư" (AD) is a soft hyphen elsewhere; some programs print none, so that "chương" comes as "chơng" and "như"
as "nh". Where each word may have lost one, the likeliest row of words is taken.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qa_cchc.vietnamese.abbreviations import code_spans
from qa_cchc.vietnamese.likelihood import following, single
from qa_cchc.vietnamese.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
_UNKNOWN = 15.0
_BROKEN = 40.0
_VOWELS = frozenset("aăâeêioôơuưy")


@lru_cache(maxsize=16384)
def _candidates(word: str) -> tuple[tuple[str, int | None], ...]:
    """What a word may have been, with the place of the lost letter (None: nothing lost)."""
    low = word.lower()
    made: list[tuple[str, int | None]] = [(low, None)]
    # Capitals without a vowel are an abbreviation.
    if "ư" not in low and not (word.isupper() and len(word) > 1 and low.isascii() and not _VOWELS & set(low)):
        wholes = ((low[:at] + "ư" + low[at:], at) for at in range(len(low) + 1))
        made += [(whole, at) for whole, at in wholes if is_syllable(whole)]
    return tuple(made)


def lost_places(text: str) -> list[int]:
    """Where in a line of text (NFC) an "ư" has to be put in."""
    words = list(_WORD.finditer(text))
    if not words:
        return []
    codes = code_spans(text)
    rows = [
        ((match.group().lower(), None),) if _in_code(text, match, codes) else _candidates(match.group())
        for match in words
    ]
    totals: list[float] = [0.0]
    before: list[str] = [""]
    backs: list[list[int]] = []
    for row, match in zip(rows, words, strict=True):
        new_totals: list[float] = []
        back: list[int] = []
        for whole, _ in row:
            if not is_syllable(whole):
                own = _UNKNOWN if match.group().isascii() and len(match.group()) > 2 else _BROKEN
                costs = [total + own for total in totals]
            else:
                costs = [
                    total + (following(last, whole) if last else single(whole))
                    for total, last in zip(totals, before, strict=True)
                ]
            best = min(range(len(costs)), key=costs.__getitem__)
            new_totals.append(costs[best])
            back.append(best)
        totals = new_totals
        before = [whole if is_syllable(whole) else "" for whole, _ in row]
        backs.append(back)
    at = min(range(len(totals)), key=totals.__getitem__)
    places: list[int] = []
    for row, back, match in zip(reversed(rows), reversed(backs), reversed(words), strict=True):
        lost = row[at][1]
        if lost is not None:
            places.append(match.start() + lost)
        at = back[at]
    return places[::-1]


def _in_code(text: str, match: re.Match[str], codes: list[tuple[int, int]]) -> bool:
    """Whether letters belong to a document number, an address, or a mark of an item ("b/c", "QĐ-UBND", "a)")."""
    start, end = match.span()
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    short = end - start <= 2 and any(one in "/-–&@.)" for one in beside)
    return short or any(begin < end and start < stop for begin, stop in codes)


def restored(text: str) -> str:
    """The text with the letter put back, a capital among capitals."""
    made = list(text)
    for place in reversed(lost_places(text)):
        made.insert(place, letter_at(text, place))
    return "".join(made)


def letter_at(text: str, place: int) -> str:
    """ "ư", or "Ư" where the letters on either side of a place are capitals."""
    around = text[max(0, place - 1) : place + 1]
    return "Ư" if around.strip() and all(one.isupper() or not one.isalpha() for one in around) else "ư"
