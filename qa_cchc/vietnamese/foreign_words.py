"""Words that stand in questions as they are though offices hardly write them, foreign or everyday; and signs that a
text is no Vietnamese.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from qa_cchc.vietnamese.unicode import fold

_FILE = Path(__file__).with_name("foreign_words.txt")
_EVERYDAY = Path(__file__).with_name("everyday_syllables.txt")
_WORD = re.compile(r"[^\W_]+")
# Words that join an English sentence. Those that look like a Vietnamese syllable or like one in Telex and are common
# there ("the", "do", "to", "as") are left out.
_JOINING = frozenset(
    """what which how many much is are was were of for by with did does have has had please show when where who why and
    from that this would could should will can tell between until each every there their its been about after before
    please than then into your you my we our they he she it""".split()
)
_LEAST = 2


def _listed(file: Path) -> frozenset[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def foreign_words() -> frozenset[str]:
    """Foreign words in use, in lower case."""
    return _listed(_FILE)


@lru_cache(maxsize=1)
def everyday_syllables() -> frozenset[str]:
    """Syllables of everyday speech that office text hardly holds, in lower case with their marks."""
    return _listed(_EVERYDAY)


def reads_as_english(text: str) -> bool:
    """Whether a text without any mark holds the joining words of English sentences."""
    words = [word.lower() for word in _WORD.findall(text)]
    if any(word != fold(word) for word in words):
        return False
    joining = sum(1 for word in words if word in _JOINING)
    return joining >= _LEAST and joining * 6 >= len(words)
