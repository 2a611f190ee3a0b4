"""The sentences of the passages found, weighed by how well each speaks of what was asked.

Words alone miss what is said in other words, vectors alone miss names and numbers: a line is weighed by its passage's
rank, by its vector's cosine to the question and to the question in official words, and by the words shared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from qa_cchc.records import Found
from qa_cchc.search.embedder import StaticEmbedder
from qa_cchc.search.kinds import KINDS, kind_of
from qa_cchc.search.units import BREAK, singles, units
from qa_cchc.search.wording import Wording
from qa_cchc.vietnamese.sentences import sentences

# Found on the development questions: where a right line ranks among those of the first six passages.
_PASSAGE, _OWN, _AROUND, _WORDS = 0.5, 0.125, 0.25, 0.125
_CAUSE = 0.06
# What a second line of one passage loses against one of another.
_AGAIN = 0.05
_LIKE, _SHARED = 0.05, 0.15
_RUN_IN = 6
_READ = 6
_CAUSES = re.compile(
    r"(?<!\w)(?:do(?! (?:đó|vậy|UBND|Ủy ban|tỉnh|huyện|thị xã|Nhà nước|địa phương))|vì|nguyên nhân|bởi|lý do"
    r"|xuất phát từ|vướng)(?!\w)",
    re.IGNORECASE,
)


# A sentence that gives the reason of what the one before it told.
_GIVES_REASON = re.compile(
    r"\s*(?:[-+*•]\s*)?(?:lý do|nguyên nhân|do(?! (?:đó|vậy))|vì(?! vậy)|bởi)(?!\w)", re.IGNORECASE
)
# Whom a letter is for, and what an opening paragraph only announces.
_ADDRESSES = re.compile(r"\s*(?:kính gửi|nơi nhận|biểu|phụ lục|lưu:)", re.IGNORECASE)
_ANNOUNCES = re.compile(r"(?:như sau|sau đây)\s*[:.]?\s*$|^\s*(?:thực hiện|căn cứ|tiếp theo)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence at `start:end` of a passage, with the run-in heading before it.

    `score` weighs lines of one question against each other; `likeness` is the cosine to the question in [0, 1],
    `shared` the share of the question's words that stand in the line or around it: these compare across questions.
    """

    found: Found
    rank: int
    start: int
    end: int
    text: str
    score: float
    likeness: float
    shared: float


@lru_cache(maxsize=1)
def _vectors() -> StaticEmbedder:
    # Some dozen lines a question: a larger model, set for passages, would be too slow for them.
    return StaticEmbedder()


def in_words(found: Sequence[Found]) -> list[Found]:
    """The passages that tell in sentences: no rows, signatures or recipients, and of what opens a report only what
    tells of the office itself ("Phường X được thành lập từ …")."""
    kinds = [(one, KINDS[kind_of(one.passage)]) for one in found]
    return [one for one, kind in kinds if kind in ("prose", "footnote") or (kind == "frame" and _introduces(one))]


def _introduces(one: Found) -> bool:
    text = one.passage.text.strip()
    return text.endswith(".") and not (_ADDRESSES.match(text) or _ANNOUNCES.search(text))


def read_lines(found: Sequence[Found], wording: Wording, why: bool = False) -> list[Line]:
    """The lines of the first passages, the best first; `why` prefers those that give a reason."""
    found = list(found)[:_READ]
    spans = [(rank, start, end) for rank, one in enumerate(found) for start, end in _lines(one.passage.text)]
    if not spans:
        return []
    texts = [found[rank].passage.text[start:end] for rank, start, end in spans]
    around = [found[rank].passage.context for rank, _, _ in spans]
    if why:
        said = [
            f"{texts[number - 1]} {text}"
            if number and spans[number - 1][0] == spans[number][0] and _GIVES_REASON.match(text)
            else text
            for number, text in enumerate(texts)
        ]
    else:
        said = texts
    asked = _vectors().encode_queries([wording.content, wording.official or wording.content])
    own = (_vectors().encode_passages(said) @ asked.T).max(axis=1)
    together = [f"{context} . {text}" for context, text in zip(around, said, strict=True)]
    whole = (_vectors().encode_passages(together) @ asked.T).max(axis=1)
    best = max(one.score for one in found) or 1.0
    contexts = {text: frozenset(singles(units(text))) for text in set(around)}
    lines = []
    for number, (rank, start, end) in enumerate(spans):
        shared = _shared(wording, frozenset(singles(units(said[number]))), contexts[around[number]])
        score = _PASSAGE * found[rank].score / best + _OWN * own[number] + _AROUND * whole[number] + _WORDS * shared
        if why and _CAUSES.search(texts[number]):
            score += _CAUSE
        likeness = float(np.clip(max(own[number], whole[number]), 0, 1))
        lines.append(Line(found[rank], rank, start, end, texts[number], float(score), likeness, shared))
    return sorted(lines, key=lambda line: -line.score)


def _lines(text: str) -> list[tuple[int, int]]:
    """Spans of sentences; one of a few words ("Dữ liệu ít dùng lại.") heads the next."""
    spans: list[tuple[int, int]] = []
    for start, end in sentences(text):
        if spans and len(text[slice(*spans[-1])].split()) < _RUN_IN and "\n" not in text[spans[-1][0] : start]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _shared(wording: Wording, have: frozenset[str], around: frozenset[str]) -> float:
    """The share of the question's words, or of official phrases for its everyday ones, that a line holds."""
    asked = [unit for unit in dict.fromkeys(wording.plain or wording.units) if unit not in (BREAK, *wording.light)]
    total = len(asked) + len(wording.alternatives)
    if not total:
        return 0.0
    held = sum(1.0 if unit in have else 0.5 if unit in around else 0.0 for unit in asked)
    for phrases in wording.alternatives:
        held += max((sum(unit in have for unit in phrase) / len(phrase) for phrase in phrases), default=0.0)
    return held / total


def likeness(wording: Wording, texts: Sequence[str]) -> list[float]:
    """The cosines of texts to a question, in its own or in official words."""
    if not texts:
        return []
    asked = _vectors().encode_queries([wording.content, wording.official or wording.content])
    return [float(one) for one in (_vectors().encode_passages(list(texts)) @ asked.T).max(axis=1)]


def best_lines(lines: Sequence[Line], most: int = 4, near: float = 0.74) -> list[Line]:
    """The best line and those nearly as good, those of other passages first, in the order of the passages."""
    chosen: list[Line] = []
    pool = list(lines[: 4 * most])
    while pool and len(chosen) < most:
        taken = [line.rank for line in chosen]
        best = max(pool, key=lambda line: line.score - _AGAIN * taken.count(line.rank))
        if best.score - _AGAIN * taken.count(best.rank) < near * lines[0].score:
            break
        pool.remove(best)
        chosen.append(best)
    return sorted(chosen, key=lambda line: (line.rank, line.start))


def is_enough(lines: Sequence[Line]) -> bool:
    """Whether the best of the lines speaks of what was asked at all."""
    best = max(lines, key=lambda line: line.score)
    return best.likeness >= _LIKE or best.shared >= _SHARED
