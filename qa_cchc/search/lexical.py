"""BM25 in two views: underthesea words as written, and syllables with their pairs without diacritics."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from qa_cchc.search.postings import Postings, TermCounts
from qa_cchc.search.units import folded, one_spelling, pairs, singles, units
from qa_cchc.search.wording import Wording
from qa_cchc.vietnamese.segmentation import words

# A cell of a row that is a number and nothing else.
_NUMBER_CELL = re.compile(r"(?<=\t)\s*\d[\d.,/]*\s*(?=\t|$)")
_ANY_NUMBER = "12"
Scores = tuple[np.ndarray, float]
"""Scores of all passages, float32 [passages], and the most that a question's terms could reach in any."""


def word_terms(text: str) -> list[str]:
    """Terms of the view with diacritics: underthesea words in one spelling, punctuation left out."""
    found = words(text)
    spelt = one_spelling("\n".join(found)).split("\n")
    if len(spelt) != len(found):
        spelt = [one_spelling(word) for word in found]
    return [word for word in spelt if any(character.isalnum() for character in word)]


def folded_terms(found: Sequence[str]) -> list[str]:
    """Terms of the view without diacritics, from a text's units: syllables, numbers and pairs of syllables."""
    bare = folded(found)
    return [*singles(bare), *pairs(bare)]


@lru_cache(maxsize=1 << 13)
def _line_terms(line: str) -> tuple[str, ...]:
    return tuple(word_terms(line))


def _said_terms(text: str) -> list[str]:
    """Terms of what a passage says. Rows of forms differ in their numbers alone: such a row is segmented once."""
    found: list[str] = []
    for line in text.splitlines():
        numbers = [match.group().strip().rstrip(".,/") for match in _NUMBER_CELL.finditer(line)]
        terms = _line_terms(_NUMBER_CELL.sub(_ANY_NUMBER, line)) if numbers else ()
        places = [place for place, term in enumerate(terms) if term == _ANY_NUMBER][-len(numbers) :]
        if len(places) == len(numbers) > 0:
            row = list(terms)
            for place, number in zip(places, numbers, strict=True):
                row[place] = number
            found += row
        else:
            found += _line_terms(line)
    return found


def passage_words(context: str, text: str) -> list[str]:
    """Terms of the view of words for a passage; what it says itself counts twice, what stands around it once."""
    said = _said_terms(text)
    return [*(term for line in context.splitlines() for term in _line_terms(line)), *said, *said]


@lru_cache(maxsize=1 << 12)
def _folded_text(text: str) -> tuple[str, ...]:
    return tuple(folded_terms(units(text)))


def passage_folded(context: str, text: str) -> list[str]:
    """Terms of the folded view for a passage, weighted in the same way."""
    said = folded_terms(units(text))
    return [*_folded_text(context), *said, *said]


class LexicalIndex:
    """Both views of one index."""

    def __init__(self, folder: Path) -> None:
        self._words = Postings(folder / "words")
        self._folded = Postings(folder / "folded")
        self.size = self._words.size
        if self._folded.size != self.size:
            raise ValueError("hai bảng điểm từ không cùng số đoạn")

    @staticmethod
    def build(terms: Sequence[tuple[Sequence[str], Sequence[str]]], folder: Path) -> None:
        """Writes both views of passages given by their terms (`passage_words`, `passage_folded`)."""
        words, bare = (TermCounts.of(one[number] for one in terms) for number in (0, 1))
        LexicalIndex.build_counted(words, bare, folder)

    @staticmethod
    def build_counted(words: TermCounts, bare: TermCounts, folder: Path) -> None:
        """Writes both views of passages whose terms are counted already."""
        Postings.build(words, folder / "words")
        Postings.build(bare, folder / "folded")

    def scores(self, wording: Wording) -> tuple[Scores, Scores, Scores]:
        """(scores, bound) of the view of words, of the folded view, and of the folded view for the question in official
        words (where it has no everyday ones, that of the question as it is)."""
        kept = set(wording.units)
        found = [term for term in word_terms(wording.text) if any(part in kept for part in term.split("_"))]
        asked = dict.fromkeys(folded_terms(wording.units))
        if not wording.alternatives:
            folded_view = _sum(self._folded, asked, wording.weight)
            widened = folded_view
        else:
            plain = dict.fromkeys(folded_terms(wording.plain))
            scores, most = _sum(self._folded, plain, wording.weight)
            # The question as it is holds all these terms, and those of its everyday phrases.
            more = _sum(self._folded, (one for one in asked if one not in plain), wording.weight, scores.copy())
            folded_view = (more[0], most + more[1])
            widened = self._widened(wording, scores, most)
        return _sum(self._words, dict.fromkeys(found), wording.weight), folded_view, widened

    def _widened(self, wording: Wording, scores: np.ndarray, most: float) -> Scores:
        for phrases in wording.alternatives:
            # Of several official phrases one must do; the best counts as much as the rarest of them could.
            told = [_sum(self._folded, dict.fromkeys(folded_terms(phrase)), _whole) for phrase in phrases]
            best = share(*told[0])
            for one in told[1:]:
                np.maximum(best, share(*one), out=best)
            weight = max(bound for _, bound in told)
            scores += np.float32(weight) * best
            most += weight
        return scores, most


def _sum(
    view: Postings, terms: Iterable[str], weight: Callable[[str], float], onto: np.ndarray | None = None
) -> Scores:
    """Weighted BM25 of every passage, float32 [passages], added to `onto` where given, and the most that these terms
    could add to any."""
    scores = np.zeros(view.size, dtype=np.float32) if onto is None else onto
    return scores, sum((view.add(term, weight(term), scores) for term in terms), 0.0)


def share(scores: np.ndarray, bound: float) -> np.ndarray:
    """BM25 scores as shares, in [0, 1], of `bound`, the most that the question's terms could reach.

    A share of that, not of the best score reached: it ranks as well and keeps a poor best hit poor, so that scores of
    different questions compare.
    """
    return scores / bound if bound > 0 else np.zeros_like(scores)


def _whole(_: str) -> float:
    return 1.0
