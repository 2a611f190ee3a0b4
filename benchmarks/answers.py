"""Measures how many questions over the sample archive are answered right; prints a table for docs/benchmarks.md.

    python benchmarks/answers.py [--wrong]

An answer is right when the expected value is among its first three figures (the strict count: when it is the first),
or, where the answer is words, when they are among what is shown; an unanswerable question must not be answered.
Intervals are Wilson's, 95 %. `--wrong` names the questions of the half used for tuning that are answered wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qa_cchc.archive.build import build_index  # noqa: E402
from qa_cchc.archive.store import Archive  # noqa: E402
from qa_cchc.asking import ask  # noqa: E402
from qa_cchc.evaluation.intervals import wilson  # noqa: E402
from tests.asking.expected import is_right  # noqa: E402

ROWS = ROOT / "tests" / "data" / "sample_expected.jsonl"
HALVES = {"dev": "used for tuning", "test": "set aside"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        build_index([ROOT / "corpus"], Path(folder))
        archive = Archive.open(Path(folder))
        answers = [(row, ask(archive, row["question"])) for row in rows]
    print("| half | questions | right | share (95 %) | value is the first figure |\n|---|---|---|---|---|")
    for half, meaning in HALVES.items():
        for answerable in (True, False):
            chosen = [(r, a) for r, a in answers if r["split"] == half and r["answerable"] == answerable]
            right = sum(is_right(answer, row) for row, answer in chosen)
            first = sum(is_right(answer, row, within=1) for row, answer in chosen) if answerable else ""
            told = wilson(right, len(chosen))
            what = "answerable" if answerable else "not answerable"
            share = f"{right / len(chosen):.2f} ({told.low:.2f}–{told.high:.2f})"
            print(f"| {meaning} | {len(chosen)} {what} | {right} | {share} | {first} |")
    if arguments.wrong:
        for row, answer in answers:
            if row["split"] == "dev" and not is_right(answer, row):
                print(f"\n{row['question']}\n  expected: {row['value']}\n  answered: {answer.answer}")


if __name__ == "__main__":
    main()
