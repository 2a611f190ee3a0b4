"""Questions of every kind with all that a right answer must say, as JSON Lines.

A line is `{"id", "need", "question", "kind", "answerable", "values": [{"value", "also", "unit", "period", "place",
"scope", "file", "quote"}], "computed": [{"value", "unit", "of"}], "order": [str], "gaps": [{"place", "period"}],
"quotes": [{"file", "quote"}], "tags", "reason", "split"}`. Periods are ids ("2023-Q1"). Halves as in `questions`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa_cchc.evaluation.gold import GoldError
from qa_cchc.evaluation.questions import Place, half

KINDS = (
    "figure", "several", "yes_no", "document", "explanation", "comparison", "trend", "ranking", "count", "total",
    "not_found",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExpectedValue:
    """A figure that a right answer shows: `printed` are the ways the archive prints it, any of which will do."""

    printed: tuple[str, ...]
    unit: str | None
    period: str | None
    place: str | None
    scope: str | None
    file: str
    quote: str


@dataclass(frozen=True, slots=True)
class Computed:
    """A number that no report prints and a right answer works out; `of` says what it is, in words."""

    value: str
    unit: str | None
    of: str


@dataclass(frozen=True, slots=True)
class ExpectedAnswer:
    """One question. `order` are the places or periods asked for, the first first; `gaps` (place, period) without a
    figure in the archive; `quotes` passages one of which a right answer in words cites."""

    id: str
    need: str
    question: str
    kind: str
    answerable: bool
    values: tuple[ExpectedValue, ...]
    computed: tuple[Computed, ...]
    order: tuple[str, ...]
    gaps: tuple[tuple[str | None, str | None], ...]
    quotes: tuple[Place, ...]
    tags: tuple[str, ...]
    split: str
    reason: str | None = None


def is_expected(file: Path) -> bool:
    """Whether a file of JSON Lines holds expected answers."""
    with file.open(encoding="utf-8") as lines:
        return '"computed"' in next(lines, "")


def read_expected(files: Iterable[Path], split: str | None = None) -> list[ExpectedAnswer]:
    """The questions of one half (None: of both). Raises GoldError naming file and line."""
    found = [question for file in files for question in _read(file)]
    return [question for question in found if split is None or question.split == split]


def _read(file: Path) -> Iterable[ExpectedAnswer]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield _question(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{file}, dòng {number}: không phải câu hỏi hợp lệ: {error}") from error


def _question(row: dict[str, Any]) -> ExpectedAnswer:
    if row["kind"] not in KINDS:
        raise ValueError(f"không có loại câu hỏi “{row['kind']}”")
    stated = any(row.get(part) for part in ("values", "computed", "order", "quotes"))
    if bool(row["answerable"]) != stated:
        raise ValueError("câu trả lời được phải có đáp án, câu không trả lời được thì không")
    need = row.get("need") or row["id"]
    return ExpectedAnswer(
        row["id"], need, row["question"], row["kind"], bool(row["answerable"]),
        tuple(_value(value) for value in row.get("values") or ()),
        tuple(Computed(str(one["value"]), one.get("unit"), one.get("of", "")) for one in row.get("computed") or ()),
        tuple(row.get("order") or ()),
        tuple((gap.get("place"), gap.get("period")) for gap in row.get("gaps") or ()),
        tuple(Place(one["file"], one["quote"]) for one in row.get("quotes") or ()),
        tuple(row.get("tags") or ()), row.get("split") or half(need), row.get("reason"),
    )  # fmt: skip


def _value(row: dict[str, Any]) -> ExpectedValue:
    printed = (str(row["value"]), *(str(also) for also in row.get("also") or ()))
    return ExpectedValue(
        printed, row.get("unit"), row.get("period"), row.get("place"), row.get("scope"), row["file"], row["quote"]
    )
