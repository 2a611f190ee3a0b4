"""Shares with their uncertainty."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

_Z = 1.959964
_DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `cases` with its 95 % interval; `value` is None when there are no cases."""

    right: int
    cases: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        """The share itself."""
        return self.right / self.cases if self.cases else None


def wilson(right: int, cases: int) -> Share:
    """A share whose cases are independent, with the interval of Wilson (1927)."""
    if not cases:
        return Share(0, 0, 0.0, 1.0)
    share, spread = right / cases, _Z * _Z / cases
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt((share * (1 - share) + spread / 4) / cases) / (1 + spread)
    return Share(right, cases, max(0.0, middle - half), min(1.0, middle + half))


def clustered(counts: Sequence[tuple[int, int]], seed: int = 1) -> Share:
    """A share whose cases come in clusters (the figures of one report err together).

    `counts` are (right, cases) of each cluster. The interval holds the middle 95 % of shares of clusters drawn with
    replacement (Efron 1979), and is never narrower than Wilson's of the pooled cases.
    """
    right, cases = sum(one for one, _ in counts), sum(of for _, of in counts)
    pooled = wilson(right, cases)
    if len(counts) < 2 or not cases:
        return pooled
    chance = random.Random(seed)
    drawn = []
    for _ in range(_DRAWS):
        sample = chance.choices(counts, k=len(counts))
        total = sum(of for _, of in sample)
        if total:
            drawn.append(sum(one for one, _ in sample) / total)
    drawn.sort()
    low, high = drawn[int(0.025 * len(drawn))], drawn[min(len(drawn) - 1, int(0.975 * len(drawn)))]
    return Share(right, cases, min(low, pooled.low), max(high, pooled.high))
