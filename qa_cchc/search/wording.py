"""What a question searches for: its units in one spelling, abbreviations opened, words that only ask left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qa_cchc.search.units import BREAK, units
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.diacritics import restore

# Words that ask or join; in bare typing they are recognised after restoration.
_ASKING_WORDS = """
    bao nhiêu mấy là gì nào sao thế hãy cho biết xin hỏi vui lòng tôi em anh chị mình ạ nhé à hả vậy thì mà ai đâu này
    đó kia của và các những về với ở tại trong trên được bị đã đang sẽ có không như hay hoặc rồi để
"""
_ASKING = frozenset(_ASKING_WORDS.split())


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as search reads it: `text` opened and restored, `units` without asking words, breaks kept."""

    text: str
    units: tuple[str, ...]


def understand(question: str, glossary: Path | None = None) -> Wording:
    """The wording of a question. A question of asking words alone keeps them all."""
    text = restore(expand(question, glossary))
    found = units(text)
    kept = [BREAK if unit in _ASKING else unit for unit in found]
    if not any(unit != BREAK for unit in kept):
        kept = found
    return Wording(text, tuple(kept))
