"""What fusion.calibrated rests on: a logistic curve fitted over best hits' fused scores, beside the shipped middle.

Questions the invented archive and the real report answer, against questions about other matters
(evaluation/elsewhere.txt).
Run: python training/calibrate.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
from corpora import ROOT
from evaluate import Set, report_sets, sample_sets, score

from qa_cchc.search.embedder import StaticEmbedder
from qa_cchc.search.fusion import calibrated, fuse
from qa_cchc.search.lexical import LexicalIndex, passage_folded, passage_words


def best_hits(one: Set) -> np.ndarray:
    """Fused score of the best hit of each question."""
    embedder = StaticEmbedder()
    with tempfile.TemporaryDirectory() as folder:
        LexicalIndex.build([(passage_words(*part), passage_folded(*part)) for part in one.passages], Path(folder))
        vectors = embedder.encode_passages(["\n".join(part) for part in one.passages])
        scores = score(one, embedder, LexicalIndex(Path(folder)), vectors)
    return fuse(scores.words, scores.folded, scores.dense).max(axis=1)


def fit(answered: np.ndarray, others: np.ndarray) -> tuple[float, float]:
    """Middle and slope of the logistic curve by Newton's method, both sides given the same weight."""
    scores = np.concatenate([answered, others])
    target = np.concatenate([np.ones(len(answered)), np.zeros(len(others))])
    weight = np.concatenate([np.full(len(answered), 0.5 / len(answered)), np.full(len(others), 0.5 / len(others))])
    design = np.stack([np.ones_like(scores), scores], axis=1)
    beta = np.zeros(2)
    for _ in range(100):
        likely = 1 / (1 + np.exp(-design @ beta))
        # A little pull to zero: both sides may be perfectly apart.
        gradient = design.T @ (weight * (likely - target)) + 1e-5 * beta
        curvature = (design * (weight * likely * (1 - likely))[:, None]).T @ design + 1e-5 * np.eye(2)
        beta -= np.linalg.solve(curvature, gradient)
    return float(-beta[0] / beta[1]), float(beta[1])


def shipped_middle() -> float:
    """The fused score that the package calls 0.5."""
    steps = np.linspace(0, 1, 1001)
    return float(steps[np.searchsorted(calibrated(steps), 0.5)])


def main() -> None:
    lines = (ROOT / "training" / "evaluation" / "elsewhere.txt").read_text(encoding="utf-8").splitlines()
    strange = [(line, set()) for line in lines if line.strip()]
    answered, others = [], []
    for one in (sample_sets()[0], *report_sets()):
        answered.append(best_hits(one))
        others.append(best_hits(Set(one.name, one.passages, strange, None, one.places)))
    yes, no = np.concatenate(answered), np.concatenate(others)
    middle, slope = fit(yes, no)
    shown = [
        f"{name} {float((yes > at).mean()):.3f} and {float((no < at).mean()):.3f}"
        for name, at in (("fitted middle", middle), ("shipped middle", shipped_middle()))
    ]
    ranks = float((yes[:, None] > no[None, :]).mean())
    sys.stdout.write(f"_MIDDLE = {middle:.3f}\n_SLOPE = {slope:.1f}\n")
    sys.stdout.write(f"answered above and others below: {'; '.join(shown)}; area under curve {ranks:.3f}\n")


if __name__ == "__main__":
    main()
