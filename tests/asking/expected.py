"""Compares answers with the rows of expected answers."""

from __future__ import annotations

import re
from typing import Any

from qa_cchc.evaluation.asked import holds
from qa_cchc.records import Answer
from qa_cchc.vietnamese.unicode import fold

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_MARKUP = re.compile(r"</?[a-z]+>|[¹²³⁴⁵⁶⁷⁸⁹⁰]")


def plain(text: str) -> str:
    """Text without markup, footnote calls, case, marks and runs of white space."""
    return " ".join(fold(_MARKUP.sub("", text)).split())


def is_right(answer: Answer, row: dict[str, Any], within: int = 3) -> bool:
    """Whether an answer is the expected one: its value among the first figures, or its quote among what is shown."""
    if not row["answerable"]:
        return answer.status != "answered"
    if answer.status != "answered":
        return False
    value = str(row["value"] or "")
    if _NUMBER.search(value):
        return any(
            holds(figure, accepted) for figure in answer.figures[:within] for accepted in [value, *row["also_accept"]]
        )
    shown = [
        answer.answer,
        *(figure.quote for figure in answer.figures[:within]),
        *(f.passage.text for f in answer.passages[:3]),
    ]
    wanted = plain(value) if value else plain(row["quote"])[:60]
    return any(wanted in plain(text) for text in shown)
