"""Which characters of a passage speak of what the question asks."""

from __future__ import annotations

import re
from pathlib import Path

from qa_cchc.search.units import BREAK, one_spelling, units
from qa_cchc.search.wording import understand
from qa_cchc.vietnamese.abbreviations import occurrences
from qa_cchc.vietnamese.unicode import fold

_UNIT = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")


def highlights(passage_text: str, question: str, glossary: Path | None = None) -> tuple[tuple[int, int], ...]:
    """Spans (start, end) of `passage_text` that match the question's content words, in order, neighbours joined.

    Syllables with different marks do not match ("dương" is not "đường"), one without marks matches any of its kind; an
    abbreviation matches when the question holds all it stands for. Offsets are right for NFC text.
    """
    asked = {unit for unit in understand(question, glossary).units if unit != BREAK}
    if not asked:
        return ()
    bare_asked = {unit for unit in asked if unit == fold(unit)}
    asked_folded = {fold(unit) for unit in asked}
    spans: list[tuple[int, int]] = []
    for match in _UNIT.finditer(one_spelling(passage_text)):
        unit, bare = match.group(), fold(match.group())
        if unit in asked or bare in bare_asked or (unit == bare and unit.isalpha() and unit in asked_folded):
            spans.append(match.span())
    for start, end, means in occurrences(passage_text, glossary):
        if {unit for unit in units(means) if unit != BREAK} <= asked:
            spans.append((start, end))
    return _joined(sorted(spans), passage_text)


def _joined(spans: list[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Overlapping spans, and those with nothing but spaces between them, made one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and (start <= joined[-1][1] or not text[joined[-1][1] : start].strip()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
