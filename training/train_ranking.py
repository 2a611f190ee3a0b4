"""Learns the weights of the ranking (`qa_cchc/search/ranking.json`) from the development half of our questions and from
those that are for this alone (`evaluation/ranking.jsonl`), each as typed and without diacritics.

For each question the passages worth ranking are gathered as the program gathers them; the weights make the passages
that answer likelier than the others (a softmax over the candidates, L2, weights of likeness not below zero). The curve
that tells how sure the best hit is, is fitted on questions with and without an answer.
Run: python training/train_ranking.py [--write]; without --write it prints what cross-validation gives.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from corpora import ROOT, SHARED
from scipy.optimize import minimize

from qa_cchc.archive.build import build_index
from qa_cchc.archive.store import Archive
from qa_cchc.evaluation.questions import AskedQuestion, PassageFinder, read_questions
from qa_cchc.records import Passage
from qa_cchc.search import features as feature_names
from qa_cchc.search.features import FEATURES, LIKENESS
from qa_cchc.vietnamese.unicode import fold, place_tones, repair

POOL = 100
FOLDS = 5
PULL = 0.01
# More of these never speaks against a passage.
NOT_BELOW_ZERO = ("words", "folded", "widened", "dense", "dense_widened", "near", "place", "period", "number", "wanted")

# Who signed stands in the signature and nowhere else, however much other passages name the report.
FLOOR = {"wanted": 14.0}


@dataclass
class Case:
    """Candidates of one question: features, and which of them answer; `answerable` where any passage does at all."""

    need: str
    features: np.ndarray
    right: np.ndarray
    answerable: bool
    origin: str


def development_questions() -> list[AskedQuestion]:
    """The development half of the questions of several writers. Those that come with the sample archive name only one
    of the passages that answer, and would teach that the others do not."""
    return read_questions(sorted((ROOT / "tests" / "data" / "questions").glob("*.jsonl")), "dev")


def ranking_questions() -> list[AskedQuestion]:
    """Questions written for this alone, each from one passage; where the same number stands elsewhere in its report,
    that place may answer as well and counts for nothing."""
    return read_questions([ROOT / "training" / "evaluation" / "ranking.jsonl"])


def cases(sets: Mapping[str, Sequence[AskedQuestion]]) -> list[Case]:
    """The candidates of every question over the sample archive with the real report beside it, as typed and, under the
    name of the set with ", bare", without diacritics."""
    found: list[Case] = []
    with tempfile.TemporaryDirectory() as folder:
        build_index([ROOT / "corpus", SHARED / "seed"], Path(folder))
        archive = Archive.open(Path(folder))
        passages = archive.passages()
        finder, search = PassageFinder(passages), archive.search_index()
        for name, questions in sets.items():
            for question in questions:
                relevant = set().union(*finder.relevant(question)) if question.answerable else set()
                bare = fold(place_tones(repair(question.question))).lower()
                for origin, text in ((name, question.question), (f"{name}, bare", bare)):
                    ordinals, features = search.candidates(text, POOL)
                    right = np.array([passages[n].id in relevant for n in ordinals.tolist()], dtype=bool)
                    if name == "ranking":
                        kept = right | ~np.array([_as_well(passages[n], question) for n in ordinals.tolist()])
                        features, right = features[kept], right[kept]
                    found.append(Case(question.need, features, right, question.answerable, origin))
        archive.close()
    return found


def _as_well(passage: Passage, question: AskedQuestion) -> bool:
    """Whether a passage of the report that answers holds the number too."""
    return bool(question.value) and question.value in passage.text and passage.file == question.gold[0].file


def fit(chosen: Sequence[Case]) -> np.ndarray:
    """Weights, float64 [FEATURES]."""
    usable = [case for case in chosen if case.right.any() and not case.right.all()]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, gradient = PULL * len(usable) * float(weights @ weights) / 2, PULL * len(usable) * weights
        for case in usable:
            scores = case.features @ weights
            scores -= scores.max()
            likely = np.exp(scores)
            likely /= likely.sum()
            mass = likely[case.right].sum()
            total -= float(np.log(mass + 1e-12))
            meant = np.where(case.right, likely, 0) / (mass + 1e-12)
            gradient = gradient + case.features.T @ (likely - meant)
        return total, gradient

    bounds = [(FLOOR.get(name, 0.0), None) if name in NOT_BELOW_ZERO else (None, None) for name in FEATURES]
    start = np.array([max(1.0, FLOOR.get(name, 0.0)) for name in FEATURES])
    return minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x


def sureness(chosen: Sequence[Case], weights: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights of likeness [LIKENESS] and the doubt: logistic regression, over the best hits of all questions, of
    whether one of the first three answers. Both sides weigh alike."""
    best, marks = [], []
    for case in chosen:
        if len(case.features):
            order = np.argsort(-(case.features @ weights), kind="stable")
            best.append(case.features[order[0], : len(LIKENESS)])
            marks.append(float(case.right[order[:3]].any()))
    likeness, right = np.array(best), np.array(marks)
    weight = np.where(right > 0, 0.5 / right.sum(), 0.5 / (1 - right).sum())

    def loss(at: np.ndarray) -> float:
        likely = 1 / (1 + np.exp(-(likeness @ at[:-1] - at[-1])))
        fitted = (weight * (right * np.log(likely + 1e-9) + (1 - right) * np.log(1 - likely + 1e-9))).sum()
        return -float(fitted) + 0.002 * float(at[:-1] @ at[:-1])

    bounds = [(0, None)] * len(LIKENESS) + [(None, None)]
    found = minimize(loss, np.ones(len(LIKENESS) + 1), bounds=bounds, method="L-BFGS-B").x
    return found[:-1], float(found[-1])


def measured(chosen: Sequence[Case], weights: Sequence[np.ndarray]) -> tuple[float, float, float]:
    """R@1, R@10, MRR@10 of answerable questions, under one set of weights or each under its own."""
    ranks = []
    for number, case in enumerate(chosen):
        order = np.argsort(-(case.features @ weights[number % len(weights)]), kind="stable")
        hits = np.flatnonzero(case.right[order])
        ranks.append(int(hits[0]) + 1 if len(hits) else 10**9)
    found = np.array(ranks)
    return float((found == 1).mean()), float((found <= 10).mean()), float(np.where(found <= 10, 1 / found, 0).mean())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="write qa_cchc/search/ranking.json")
    given = options.parse_args()
    gathered = cases({"dev": development_questions(), "ranking": ranking_questions()})
    answerable = [case for case in gathered if case.answerable]
    out = sys.stdout.write
    out(f"{len(gathered)} questions, of {len(answerable)} answerable "
        f"{sum(case.right.any() for case in answerable)} have an answer among their candidates\n")  # fmt: skip
    told = "R@1 {:.3f}  R@10 {:.3f}  MRR@10 {:.3f}\n"
    needs = sorted({case.need for case in gathered})
    fold_of = {need: number % FOLDS for number, need in enumerate(np.random.default_rng(1).permutation(needs).tolist())}
    fitted = [fit([case for case in gathered if fold_of[case.need] != fold]) for fold in range(FOLDS)]
    for origin in dict.fromkeys(case.origin for case in gathered):
        chosen = [case for case in gathered if case.origin == origin and case.answerable]
        out(f"{origin:14} shipped weights  " + told.format(*measured(chosen, [feature_names.shipped().weights])))
        results = measured(chosen, [fitted[fold_of[case.need]] for case in chosen])
        out(f"{origin:14} cross-validated  " + told.format(*results))
    weights = fit(gathered)
    # How sure a hit is was written down for the development half alone: it holds questions without an answer.
    sure, doubt = sureness([case for case in gathered if case.origin == "dev"], weights)
    for name, weight in zip(FEATURES, weights, strict=True):
        out(f"  {name:15} {weight:7.3f}\n")
    out(f"  sure {np.round(sure, 2)}, doubt {doubt:.3f}\n")
    if given.write:
        data = {
            "weights": {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)},
            "sure": {name: round(float(weight), 4) for name, weight in zip(LIKENESS, sure, strict=True)},
            "doubt": round(doubt, 4),
        }
        file = ROOT / "qa_cchc" / "search" / "ranking.json"
        file.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
