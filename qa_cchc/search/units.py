"""The units that search counts: syllables and numbers in one spelling, and pairs of neighbouring syllables.

One spelling means NFC, lower case, one tone placement ("hoà" → "hòa") and y for a final lone i ("tỉ lệ" → "tỷ lệ"):
offices use both. Numbers keep their inner separators ("2.401", "13,5").
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from qa_cchc.vietnamese.unicode import fold, lower_keeping_length, place_tones, repair

_UNIT = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]")
_LONE_I = re.compile(r"\b((?:qu|[hklmst]))([iíìỉĩị])\b")
_Y = dict(zip("iíìỉĩị", "yýỳỷỹỵ", strict=True))
_SUPERSCRIPTS = str.maketrans(dict.fromkeys("¹²³⁰⁴⁵⁶⁷⁸⁹", " "))
BREAK = "|"


def one_spelling(text: str) -> str:
    """`text` in lower case, NFC, one tone placement, one spelling of final i/y, marks of footnotes as spaces.

    The length holds where `text` is repaired already.
    """
    lower = lower_keeping_length(place_tones(repair(text)).translate(_SUPERSCRIPTS))
    return _LONE_I.sub(lambda match: match.group(1) + _Y[match.group(2)], lower)


def units(text: str) -> list[str]:
    """Syllables and numbers of `text` in one spelling, `BREAK` where punctuation parts them."""
    found = _UNIT.findall(one_spelling(text))
    return [unit if unit[0].isalnum() else BREAK for unit in found]


def pairs(found: Sequence[str]) -> list[str]:
    """Neighbouring syllables joined by "_"; none over a break and none with a number in it."""
    return [f"{one}_{two}" for one, two in itertools.pairwise(found) if one.isalpha() and two.isalpha()]


def singles(found: Iterable[str]) -> list[str]:
    """The units without the breaks."""
    return [unit for unit in found if unit != BREAK]


def folded(found: Iterable[str]) -> list[str]:
    """The units without diacritics, breaks kept."""
    return [_bare(unit) for unit in found]


# A language has some thousand syllables: folding one anew costs more than looking it up.
_bare = lru_cache(maxsize=1 << 14)(fold)
