"""BM25 in two views: underthesea words as written, and syllables with their pairs without diacritics.

bm25s computes and stores the scores when an index is built. Asking only sums columns of what it stored, which plain
numpy does in microseconds; importing bm25s (it brings scipy) would cost a cold start more than the search.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from qa_cchc.search.units import BREAK, folded, one_spelling, pairs, singles, units
from qa_cchc.search.wording import Wording
from qa_cchc.vietnamese.segmentation import words

K1 = 1.2
B = 0.75
Scores = tuple[np.ndarray, float]
"""Scores of all passages, float32 [passages], and the most that a question's terms could reach in any."""


def word_terms(text: str) -> list[str]:
    """Terms of the view with diacritics: underthesea words in one spelling, punctuation left out."""
    return [one_spelling(word) for word in words(text) if any(character.isalnum() for character in word)]


def folded_terms(found: Sequence[str]) -> list[str]:
    """Terms of the view without diacritics, from a text's units: syllables, numbers and pairs of syllables."""
    bare = folded(found)
    return [*singles(bare), *pairs(bare)]


def passage_words(context: str, text: str) -> list[str]:
    """Terms of the view of words for a passage; what it says itself counts twice, what stands around it once."""
    said = word_terms(text)
    return [*(term for line in context.splitlines() for term in word_terms(line)), *said, *said]


def passage_folded(context: str, text: str) -> list[str]:
    """Terms of the folded view for a passage, weighted in the same way."""
    said = folded_terms(units(text))
    return [*folded_terms(units(context)), *said, *said]


class View:
    """One BM25 view over all passages: a column of scores for each term."""

    def __init__(self, folder: Path) -> None:
        def load(name: str) -> np.ndarray:
            return np.load(folder / f"{name}.csc.index.npy", mmap_mode="r", allow_pickle=False)

        self._scores, self._passages, self._starts = load("data"), load("indices"), load("indptr")
        self._numbers: dict[str, int] = json.loads((folder / "vocab.index.json").read_text(encoding="utf-8"))
        self.size = int(json.loads((folder / "params.index.json").read_text(encoding="utf-8"))["num_docs"])

    @staticmethod
    def build(terms: Sequence[Sequence[str]], folder: Path) -> None:
        """Computes the view of passages given by their terms and writes bm25s's files into `folder`."""
        import bm25s  # only for building: see the module's docstring

        # bm25s cannot make an index of nothing; a term that no question holds stands for emptiness.
        listed = [list(one) or [BREAK] for one in terms]
        retriever = bm25s.BM25(k1=K1, b=B, method="lucene")
        retriever.index(listed, show_progress=False)
        retriever.save(str(folder), show_progress=False)

    def scores(self, terms: Iterable[str], weight: Callable[[str], float]) -> tuple[np.ndarray, float]:
        """Weighted BM25 of every passage, float32 [passages], and the most that these terms could reach in any."""
        scores = np.zeros(self.size, dtype=np.float32)
        most = 0.0
        for term in dict.fromkeys(terms):
            share = weight(term)
            number = self._numbers.get(term)
            held = 0
            if number is not None:
                start, end = int(self._starts[number]), int(self._starts[number + 1])
                scores[self._passages[start:end]] += np.float32(share) * self._scores[start:end]
                held = end - start
            most += share * float(np.log1p((self.size - held + 0.5) / (held + 0.5)))
        return scores, most


class LexicalIndex:
    """Both views of one index."""

    def __init__(self, folder: Path) -> None:
        self._words = View(folder / "words")
        self._folded = View(folder / "folded")
        self.size = self._words.size

    @staticmethod
    def build(terms: Sequence[tuple[Sequence[str], Sequence[str]]], folder: Path) -> None:
        """Writes both views of passages given by their terms (`terms_of`)."""
        for number, name in enumerate(("words", "folded")):
            (folder / name).mkdir(parents=True, exist_ok=True)
            View.build([one[number] for one in terms], folder / name)

    def scores(self, wording: Wording) -> tuple[Scores, Scores, Scores]:
        """(scores, bound) of the view of words, of the folded view, and of the folded view for the question in official
        words (where it has no everyday ones, that of the question as it is)."""
        kept = set(wording.units)
        found = [term for term in word_terms(wording.text) if any(part in kept for part in term.split("_"))]
        folded_view = self._folded.scores(folded_terms(wording.units), wording.weight)
        return self._words.scores(found, wording.weight), folded_view, self._widened(wording, folded_view)

    def _widened(self, wording: Wording, as_asked: Scores) -> Scores:
        if not wording.alternatives:
            return as_asked[0].copy(), as_asked[1]
        scores, most = self._folded.scores(folded_terms(wording.plain), wording.weight)
        for phrases in wording.alternatives:
            # Of several official phrases one must do; the best counts as much as the rarest of them could.
            told = [self._folded.scores(folded_terms(phrase), _whole) for phrase in phrases]
            best = np.max([share(one, bound) for one, bound in told], axis=0)
            weight = max(bound for _, bound in told)
            scores += np.float32(weight) * best
            most += weight
        return scores, most


def share(scores: np.ndarray, bound: float) -> np.ndarray:
    """BM25 scores as shares, in [0, 1], of `bound`, the most that the question's terms could reach.

    A share of that, not of the best score reached: it ranks as well and keeps a poor best hit poor, so that scores of
    different questions compare.
    """
    return scores / bound if bound > 0 else np.zeros_like(scores)


def _whole(_: str) -> float:
    return 1.0
