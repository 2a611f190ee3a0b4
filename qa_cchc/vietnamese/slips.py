"""Slips of character recognition that leave no Vietnamese syllable, mended for matching only ("Bru điện" → "Bưu điện").

Length is kept, so that an offset in the mended text holds in the printed one; what is quoted stays as printed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qa_cchc.vietnamese.syllables import is_syllable

_SUSPECT = re.compile(r"(?<![^\W_])[^\W\d_]r[uơớờởỡợUƠỚỜỞỠỢ][^\W\d_]*(?![^\W_])", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    if is_syllable(word):
        return word
    # "ư" loses its horn and hook and is read as "r".
    mended = word[0] + ("Ư" if word[1].isupper() else "ư") + word[2:]
    return mended if is_syllable(mended) else word


def mend(text: str) -> str:
    """`text` with such words mended; a word that is a syllable already, or would not become one, stays."""
    return _SUSPECT.sub(lambda match: _mended(match.group()), text)
