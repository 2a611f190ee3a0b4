"""Questions written by people over a known archive, as JSON Lines, with every place that answers them.

A line is `{"id", "need", "question", "answerable", "gold": [{"file", "quote"}], "value", "unit", "tags", "reason",
"split"}`. `gold` names each passage that answers: the report's file and a stretch of one passage's text. Questions of
one `need` (the same thing asked in other words) always fall in the same half; where a line names no `split`, a digest
of its need decides.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa_cchc.evaluation.gold import GoldError
from qa_cchc.records import Passage
from qa_cchc.vietnamese.unicode import fold

HALVES = ("dev", "test")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands: a report's file (as the archive names it, or the end of that) and words of a passage."""

    file: str
    quote: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question. `gold` is empty where nothing in the archive answers it; `value` is the number as printed."""

    id: str
    need: str
    question: str
    answerable: bool
    gold: tuple[Place, ...]
    value: str | None
    unit: str | None
    tags: tuple[str, ...]
    split: str
    reason: str | None = None


def is_questions(file: Path) -> bool:
    """Whether a file of JSON Lines holds questions."""
    with file.open(encoding="utf-8") as lines:
        return '"question"' in next(lines, "")


def read_questions(files: Iterable[Path], split: str | None = None) -> list[AskedQuestion]:
    """The questions of one half (None: of both). Raises GoldError naming file and line."""
    found = [question for file in files for question in _read(file)]
    return [question for question in found if split is None or question.split == split]


def _read(file: Path) -> Iterable[AskedQuestion]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield _question(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{file}, dòng {number}: không phải câu hỏi hợp lệ: {error}") from error


def _question(row: dict[str, Any]) -> AskedQuestion:
    gold = tuple(Place(place["file"], place["quote"]) for place in row.get("gold", ()))
    if bool(row["answerable"]) != bool(gold):
        raise ValueError("câu trả lời được phải có nơi trả lời, câu không trả lời được thì không")
    need = row.get("need") or row["id"]
    split = row.get("split") or half(need)
    return AskedQuestion(
        row["id"], need, row["question"], bool(row["answerable"]), gold, row.get("value"), row.get("unit"),
        tuple(row.get("tags", ())), split, row.get("reason"),
    )  # fmt: skip


def half(need: str) -> str:
    """The half that the questions of a need fall in."""
    return HALVES[hashlib.sha256(need.encode()).digest()[0] % 2]


class PassageFinder:
    """Finds the passages that a question's gold names."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._by_file: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for passage in passages:
            self._by_file[_file(passage.file)].append((passage.id, _plain(passage.text)))

    def relevant(self, question: AskedQuestion) -> list[set[str]]:
        """For each gold place the ids of the passages that hold it: a passage repeated in a form and in its table is
        one place twice. Raises GoldError for a place that no passage holds."""
        return [self._holding(place, question) for place in question.gold]

    def _holding(self, place: Place, question: AskedQuestion) -> set[str]:
        wanted = _plain(place.quote)
        asked = _file(place.file)
        for file, passages in self._by_file.items():
            if file == asked or file.endswith(f"/{asked}"):
                found = {identifier for identifier, text in passages if wanted in text}
                if found:
                    return found
        raise GoldError(f"Câu hỏi {question.id}: không đoạn nào của {place.file} có “{place.quote}”.")


def _file(name: str) -> str:
    return fold(name.replace("\\", "/"))


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
