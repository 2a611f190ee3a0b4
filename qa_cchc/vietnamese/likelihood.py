"""How likely a text is Vietnamese as it stands: bits of surprise by counts of syllables and of their pairs.

The counts are those the diacritics are restored with. A lower number of bits is a likelier reading; readings of the
same text can be compared, those of different texts cannot.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from qa_cchc.vietnamese.diacritics import pair_count, syllable_count, syllable_total
from qa_cchc.vietnamese.syllables import is_syllable
from qa_cchc.vietnamese.unicode import place_tones

RARE = 18.0
_PAIR_SHARE = 0.75
_FOREIGN = 13.0
_GIBBERISH = 22.0
_WORD = re.compile(r"[^\W\d_]+")
# Signs that no text has inside a word, and those it seldom has anywhere.
_INSIDE = re.compile(r"(?<=[^\W\d_])[^\w\s.,;:/()'’\"“”&+\-–@\[\]⁰-⁹¹²³]+(?=[^\W\d_])")
_ODD = re.compile(r"[\x7f-\x9f\u0300-\u036f¡¢£¤¥¦¨©ª«¬\xad®¯´¶¸¹º»¼½¾¿×÷ªº\ufffd\ue000-\uf8ff]")


@lru_cache(maxsize=65536)
def single(syllable: str) -> float:
    """Bits of one syllable (lower case), whatever stands before it."""
    count = syllable_count(place_tones(syllable))
    return min(math.log2(syllable_total() / count), RARE) if count else RARE


@lru_cache(maxsize=65536)
def following(before: str, syllable: str) -> float:
    """Bits of a syllable after another (both in lower case)."""
    first, second = place_tones(before), place_tones(syllable)
    count = syllable_count(first)
    share = min(pair_count(first, second) / count, 1.0) if count else 0.0
    return -math.log2(_PAIR_SHARE * share + (1 - _PAIR_SHARE) * 2.0 ** -single(syllable))


@lru_cache(maxsize=65536)
def _word_bits(word: str) -> float:
    low = word.lower()
    if low.isascii():
        return min(single(low), _FOREIGN) if is_syllable(low) else _FOREIGN
    if not is_syllable(low):
        return _GIBBERISH + len(low)
    # Capitals behind a small letter: the case of no word.
    odd = word[1:] != low[1:] and not word.isupper()
    return single(low) + (6.0 if odd else 0.0)


def surprise(text: str) -> float:
    """Bits of surprise of a text (NFC): of its words one by one, and of signs that do not belong in text."""
    words = sum(map(_word_bits, _WORD.findall(text)))
    return words + 20.0 * len(_INSIDE.findall(text)) + 10.0 * len(_ODD.findall(text))
