"""One score out of three: words as written, folded syllables, vectors.

Weighted sums of normalised scores beat reciprocal rank fusion on Vietnamese retrieval (measured: docs of training).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Weights:
    """Shares of the three scores; they sum to one."""

    words: float
    folded: float
    dense: float


WEIGHTS = Weights(words=0.25, folded=0.25, dense=0.5)


def normalised(scores: np.ndarray, bound: float) -> np.ndarray:
    """BM25 scores in [0, 1]: by the best score reached, so that the views can be added up."""
    best = float(scores.max(initial=0.0))
    return scores / best if best > 0 else np.zeros_like(scores)


def fuse(words: np.ndarray, folded: np.ndarray, dense: np.ndarray, weights: Weights = WEIGHTS) -> np.ndarray:
    """Fused scores in [0, 1] of candidates, from their three normalised scores (arrays of one length)."""
    return weights.words * words + weights.folded * folded + weights.dense * np.clip(dense, 0.0, 1.0)
