"""Measures the shipped model, each view of the lexical search and their fusion; prints a table (Markdown).

Sets: questions on the real report (../shared/seed, its own and ours in training/evaluation, asked as typed and without
diacritics) and the held-out sets of ../shared/train/test. None of them is trained on. Run: python training/evaluate.py
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from corpora import ROOT, SHARED, read_lines, test_set

from qa_cchc.reading.report import find_files, read_report
from qa_cchc.search.embedder import StaticEmbedder
from qa_cchc.search.features import LIKENESS, shipped
from qa_cchc.search.index import places_of
from qa_cchc.search.lexical import LexicalIndex, passage_folded, passage_words, share, word_terms
from qa_cchc.search.nearness import Nearness
from qa_cchc.search.passages import split_passages
from qa_cchc.search.preparing import searched
from qa_cchc.search.wording import understand
from qa_cchc.vietnamese.unicode import fold

OTHERS = 4000


@dataclass
class Set:
    """Passages (context, text), questions with the ordinals that answer, where each may look (None: anywhere)."""

    name: str
    passages: list[tuple[str, str]]
    questions: list[tuple[str, set[int]]]
    allowed: list[set[int]] | None = None
    places: tuple[str, ...] = ()

    def bare(self) -> Set:
        """The same questions typed without diacritics."""
        return Set(
            f"{self.name}, no diacritics",
            self.passages,
            [(fold(q), gold) for q, gold in self.questions],
            self.allowed,
            self.places,
        )


def plain(text: str) -> str:
    """Text without the marks of OCR's markdown and without odd spaces."""
    return " ".join(re.sub(r"</?i>|\*\*", "", text).split())


def report_sets() -> list[Set]:
    """The real report under the questions that came with it and under ours, whose gold is lines of the file."""
    path = SHARED / "seed" / "bao-cao-102-BC-UBND.txt"
    passages = split_passages(read_report(path, path.parent))
    texts = [searched(passage.context, passage.text) for passage in passages]

    given = []
    for record in read_lines(path.parent / "questions.jsonl"):
        if record["quote"]:
            said = plain(record["quote"])
            given.append((record["question"], {n for n, one in enumerate(passages) if said in plain(one.text)}))
    lines = path.read_text(encoding="utf-8").splitlines()
    ours = []
    for record in read_lines(ROOT / "training" / "evaluation" / "questions.jsonl"):
        gold: set[int] = set()
        for line in record["lines"]:
            start = plain(lines[line - 1]).lstrip("-¹²³⁴⁵ ")
            start = re.sub(r"^(?:[\d.]+|[a-z]\)) ", "", start)[:60]
            gold |= {n for n, one in enumerate(passages) if start in plain(one.text)}
        ours.append((record["question"], gold))
    for question, gold in given + ours:
        if not gold:
            sys.stderr.write(f"no passage for: {question}\n")
    return [Set("report, given", texts, given), Set("report, ours", texts, ours)]


def held_out(name: str) -> Set:
    """A held-out set; of a large one all answers and as many other passages as OTHERS."""
    passages, questions = test_set(name)
    if len(passages) > 2 * OTHERS:
        needed = {number for _, gold in questions for number in gold}
        rest = [number for number in range(len(passages)) if number not in needed]
        kept = sorted(needed | set(random.Random(1).sample(rest, OTHERS)))
        place = {number: n for n, number in enumerate(kept)}
        passages = [passages[number] for number in kept]
        questions = [(question, {place[number] for number in gold}) for question, gold in questions]
    return Set(name, [("", text) for text in passages], questions)


def sample_sets() -> list[Set]:
    """The invented archive of corpus/ under its own questions: among all passages, and those of the right file."""
    path = ROOT / "tests" / "data" / "sample_expected.jsonl"
    passages = [
        passage
        for file in find_files([ROOT / "corpus"])
        for passage in split_passages(read_report(file, ROOT / "corpus"))
    ]
    questions, allowed = [], []
    for record in read_lines(path):
        said = plain(record["quote"] or "")
        here = {n for n, one in enumerate(passages) if one.file == record["file"]}
        gold = {n for n in here if said and said in plain(passages[n].text)}
        if gold:
            questions.append((record["question"], gold))
            allowed.append(here)
    texts = [searched(passage.context, passage.text) for passage in passages]
    places = tuple(places_of(passages))
    return [
        Set("sample archive", texts, questions, None, places),
        Set("sample, right file", texts, questions, allowed, places),
    ]


@dataclass
class Scores:
    """All scores of one set, [LIKENESS, questions, passages]."""

    likeness: np.ndarray


def score(
    one: Set, embedder: StaticEmbedder, lexical: LexicalIndex, nearness: Nearness, vectors: np.ndarray
) -> Scores:
    rows: list[tuple[np.ndarray, ...]] = []
    every = np.arange(len(one.passages))
    for question, _ in one.questions:
        wording = understand(question, known=one.places)
        dense, widened = (vectors @ embedder.encode_queries([wording.content, wording.official or wording.content]).T).T
        near = nearness.of(word_terms(wording.content), every)
        rows.append((*(share(*scored) for scored in lexical.scores(wording)), dense, widened, near))
    scores = Scores(np.array([np.array(column) for column in zip(*rows, strict=True)]))
    for row, allowed in enumerate(one.allowed or ()):
        outside = [number for number in range(len(one.passages)) if number not in allowed]
        scores.likeness[:, row, outside] = -1
    return scores


def figures(fused: np.ndarray, questions: Sequence[tuple[str, set[int]]]) -> tuple[float, float, float]:
    """R@1, R@10, MRR."""
    ranks = []
    for scores, (_, gold) in zip(fused, questions, strict=True):
        order = np.argsort(-scores, kind="stable")
        ranks.append(next((rank for rank, n in enumerate(order.tolist(), 1) if n in gold), 10**9))
    found = np.array(ranks)
    return float((found == 1).mean()), float((found <= 10).mean()), float((1 / found).mean())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--weights", action="append", default=[], help=f"{','.join(LIKENESS)} to try beside the shipped ones"
    )
    options.add_argument("--sets", default="report,sample,alqac,legal-qa,xquad-vi")
    given = options.parse_args()
    embedder = StaticEmbedder()
    one = np.eye(len(LIKENESS))
    mixes = dict(zip(LIKENESS, one, strict=True)) | {"fused": shipped().weights[: len(LIKENESS)]}
    for weights in given.weights:
        mixes[weights] = np.array([float(weight) for weight in weights.split(",")])
    wanted = given.sets.split(",")
    made = {"report": report_sets, "sample": sample_sets}
    sets = [one for name in wanted for one in (made[name]() if name in made else [held_out(name)])]
    out = sys.stdout.write
    out(f"| set (questions) | {' | '.join(mixes)} |\n|---{'|---' * len(mixes)}|\n")
    for one in sets:
        vectors = embedder.encode_passages(["\n".join(part) for part in one.passages])
        with tempfile.TemporaryDirectory() as folder:
            terms = [(passage_words(*part), passage_folded(*part)) for part in one.passages]
            LexicalIndex.build(terms, Path(folder))
            lexical = LexicalIndex(Path(folder))
            nearness = Nearness(Path(folder) / "words", embedder.model)
            for asked in (one, one.bare()):
                scores = score(asked, embedder, lexical, nearness, vectors)
                cells = []
                for weights in mixes.values():
                    fused = np.tensordot(weights, scores.likeness, 1)
                    cells.append("/".join(f"{value:.2f}".lstrip("0") for value in figures(fused, asked.questions)))
                out(f"| {asked.name} ({len(asked.questions)}) | " + " | ".join(cells) + " |\n")


if __name__ == "__main__":
    main()
