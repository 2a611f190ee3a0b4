"""The texts that training reads: ../shared/train (see its README for sources and licences) and pairs written by us."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TRAIN = SHARED / "train"
PAIRS = ROOT / "training" / "pairs"
WORK = ROOT / "build" / "training"
THESAURUS = ROOT / "qa_cchc" / "vietnamese" / "thesaurus"
OWN = ("composed", "catalogue", "paraphrases", "thesaurus")


def read_lines(path: Path) -> Iterator[dict]:
    """Records of a JSON Lines file, plain or xz-compressed."""
    opening = lzma.open if path.suffix == ".xz" else open
    with opening(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def legal_pairs() -> Iterator[tuple[str, str]]:
    """(heading of an article and its document, a passage of it)."""
    for record in read_lines(TRAIN / "phapdien.jsonl.xz"):
        yield record["q"], record["p"]


def procedure_pairs() -> Iterator[tuple[str, str]]:
    """(name of an administrative procedure, a passage of it)."""
    for record in read_lines(TRAIN / "tthc.jsonl.xz"):
        yield record["q"], record["p"]


def test_set(name: str) -> tuple[list[str], list[tuple[str, set[int]]]]:
    """A held-out set: its passages in order and its questions with the numbers of the passages that answer them."""
    passages: list[str] = []
    questions: list[tuple[str, set[int]]] = []
    for record in read_lines(TRAIN / "test" / f"{name}.jsonl.xz"):
        if "passage" in record:
            passages.append(record["text"])
        else:
            gold = record["gold"]
            questions.append((record["question"], set(gold) if isinstance(gold, list) else {gold}))
    return passages, questions


@dataclass(frozen=True)
class OwnPair:
    """A pair written by us: the subject the question is about, and the one the passage tells of, both as paths."""

    question: str
    passage: str
    subject: str
    told: str


def own_pairs(name: str) -> Iterator[OwnPair]:
    """The pairs of one of the sources `OWN`."""
    if name == "thesaurus":
        yield from _thesaurus_pairs()
    elif name == "paraphrases":
        # Each was written for itself: its subject is the passage. Some stand under a heading, as in reports.
        for file in sorted(PAIRS.glob("paraphrases-*.jsonl")):
            for record in read_lines(file):
                passage = "\n".join(filter(None, (record.get("h"), record["p"])))
                yield OwnPair(record["q"], passage, record["p"], record["p"])
    else:
        for record in read_lines(PAIRS / f"{name}.jsonl"):
            yield OwnPair(record["q"], record["p"], record["s"], record["t"])


def _thesaurus_pairs() -> Iterator[OwnPair]:
    """An everyday phrase and the official ones of its group."""
    for file in sorted(THESAURUS.glob("*.yaml")):
        for number, group in enumerate(yaml.safe_load(file.read_text(encoding="utf-8"))):
            official, subject = ", ".join(group["official"]), f"{file.stem}-{number}"
            for phrase in group["everyday"]:
                yield OwnPair(phrase, official, subject, subject)
