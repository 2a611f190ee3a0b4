"""How well a ranking serves its question, and whether one ranker beats another.

Each measure is a number in [0, 1] for one question; sets are told by their mean with a bootstrap interval, and two runs
over the same questions by a paired randomisation test (Smucker, Allan, Carterette 2007).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

_DRAWS = 10_000


@dataclass(frozen=True, slots=True)
class Mean:
    """Mean of `cases` numbers with its 95 % interval; `value` is None when there are none."""

    value: float | None
    low: float
    high: float
    cases: int


def recall_at(ranked: Sequence[str], relevant: Sequence[set[str]], k: int) -> float:
    """1 when one of the places that answer is among the first `k`, as a person needs only one; else 0."""
    wanted = set().union(*relevant)
    return float(any(identifier in wanted for identifier in ranked[:k]))


def reciprocal_rank(ranked: Sequence[str], relevant: Sequence[set[str]], k: int = 10) -> float:
    """1 / rank of the first passage that answers, 0 when none is among the first `k`."""
    wanted = set().union(*relevant)
    return next((1.0 / rank for rank, identifier in enumerate(ranked[:k], 1) if identifier in wanted), 0.0)


def ndcg(ranked: Sequence[str], relevant: Sequence[set[str]], k: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin, Kekäläinen 2002) of `k` hits; every place that answers gains
    once, by the first of its passages."""
    left = list(relevant)
    gained = 0.0
    for rank, identifier in enumerate(ranked[:k], 1):
        place = next((one for one in left if identifier in one), None)
        if place is not None:
            left.remove(place)
            gained += 1 / np.log2(rank + 1)
    most = sum(1 / np.log2(rank + 1) for rank in range(1, min(len(relevant), k) + 1))
    return float(gained / most) if most else 0.0


MEASURES: dict[str, Callable[[Sequence[str], Sequence[set[str]]], float]] = {
    "R@1": lambda ranked, relevant: recall_at(ranked, relevant, 1),
    "R@10": lambda ranked, relevant: recall_at(ranked, relevant, 10),
    "MRR@10": reciprocal_rank,
    "nDCG@10": ndcg,
}


def mean(values: Sequence[float], seed: int = 1) -> Mean:
    """The mean with the middle 95 % of means of questions drawn with replacement."""
    if not values:
        return Mean(None, 0.0, 1.0, 0)
    numbers = np.asarray(values, dtype=float)
    drawn = _drawn_means(numbers, seed)
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Mean(float(numbers.mean()), float(low), float(high), len(numbers))


def _drawn_means(numbers: np.ndarray, seed: int) -> np.ndarray:
    chance = np.random.default_rng(seed)
    return np.array([numbers[chance.integers(0, len(numbers), len(numbers))].mean() for _ in range(_DRAWS // 5)])


def paired_p(one: Sequence[float], other: Sequence[float], seed: int = 1) -> float:
    """How likely a difference of means as great as this one is when the two runs do not differ (two-sided).

    `one` and `other` are numbers of the same questions in the same order. Signs of the differences are drawn at random.
    """
    differences = np.asarray(one, dtype=float) - np.asarray(other, dtype=float)
    moved = differences[differences != 0]
    if not len(moved):
        return 1.0
    chance = np.random.default_rng(seed)
    signs = chance.integers(0, 2, (_DRAWS, len(moved))) * 2 - 1
    as_great = np.abs(signs @ moved) >= abs(moved.sum()) - 1e-12
    return float((as_great.sum() + 1) / (_DRAWS + 1))
