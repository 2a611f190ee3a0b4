"""What the ranking of passages goes by: one row of numbers for each candidate of a question."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

FEATURES = (
    "words",  # BM25 over words as written, as a share of the most the question could reach
    "folded",  # the same over syllables and pairs without diacritics
    "widened",  # the same with official phrases in place of everyday ones
    "dense",  # cosine of the vectors
    "dense_widened",  # the same for the question in official phrases
    "near",  # how near the question's words are to the passage's, word by word
    "place",  # agreement of the report with what the question names, from -1 to 1
    "period",
    "number",
    "frame",  # 1 for an opening, an appendix head, a signature, a list of recipients
    "wanted",  # 1 where that is what the question is about
    "form",  # 1 for a row of a form or table where a number is asked for
    "form_unasked",  # the same where none is
    "empty",  # 1 for a row that gives no number where one is asked for
    "planned",  # 1 for what a report says is yet to be done, where that is not asked about
    "short",  # 1 for ten words or fewer, down to 0 for eighty and more
)
LIKENESS = FEATURES[:6]
# The difference of scores at which a hit is e times less likely than another.
_FALL = 4.0
_FILE = Path(__file__).with_name("ranking.json")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Weights of the features, and those of likeness alone that tell how sure the best hit is
    (training/train_ranking.py)."""

    weights: np.ndarray
    sure: np.ndarray
    doubt: float

    def scores(self, features: np.ndarray) -> np.ndarray:
        """Weighted sums, float32 [candidates], of features [candidates, len(FEATURES)]."""
        return features @ self.weights

    def likely(self, scores: np.ndarray, features: np.ndarray) -> np.ndarray:
        """How likely each candidate answers, in (0, 1), in the order of `scores`.

        That of the best is told by how much it is like the question, whatever report it is of; 0.5 is where the archive
        is as likely to hold an answer as not. The others follow at the distance of their scores.
        """
        if not len(scores):
            return scores
        best = int(scores.argmax())
        sure = 1.0 / (1.0 + np.exp(-float(features[best, : len(self.sure)] @ self.sure - self.doubt)))
        return sure * np.exp((scores - scores[best]) / _FALL)


@lru_cache(maxsize=1)
def shipped() -> Ranking:
    """The ranking that comes with the package. Raises ValueError when its file names other features."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    if set(data["weights"]) != set(FEATURES):
        raise ValueError(f"{_FILE.name} không khớp các đặc trưng của chương trình.")
    weights = np.array([data["weights"][name] for name in FEATURES], dtype=np.float32)
    sure = np.array([data["sure"][name] for name in LIKENESS], dtype=np.float32)
    return Ranking(weights, sure, float(data["doubt"]))


def shortness(words: np.ndarray) -> np.ndarray:
    """The feature "short" of passages of so many words."""
    return np.clip((80.0 - words) / 70.0, 0.0, 1.0).astype(np.float32)
