"""The conditions that were understood, each with the address of the same question without it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from qa_cchc.figures import catalogue
from qa_cchc.records import Question
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.places import find_places
from qa_cchc.vietnamese.unicode import fold
from qa_cchc.web import shown
from qa_cchc.web.texts import text

# What only joins a condition to what is asked.
_JOINING = re.compile(r"(?:\b(?:của|ở|tại|trong|cho|thuộc|vào|kỳ)\s*|[,;(]\s*)+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: what it is, its words, and where the question stands without it (None: it cannot be left out)."""

    kind: str
    words: str
    address: str | None


def conditions(question: Question, given: Mapping[str, str]) -> list[Condition]:
    """The conditions of a question; `given` are the parameters of the page's address, empty where there are none."""

    def condition(kind: str, words: str, name: str, spans: Iterable[tuple[int, int]]) -> Condition:
        address = None
        if given.get(name):
            address = _address({**given, name: ""})
        elif given and (rest := _without(question.text, spans)) is not None:
            address = _address({**given, "hoi": rest})
        return Condition(text(kind), words, address)

    periods = [(mention.start, mention.end) for mention in find_periods(question.text)]
    found = [condition("chip_period", words, "ky", periods) for words in shown.periods(question.periods)]
    for place in question.places:
        spans = [(mention.start, mention.end) for mention in find_places(question.text, [place], typed=True)]
        found.append(condition("chip_place", place, "noi", spans or _spans(place, question.text)))
    found += [Condition(text("chip_level"), level, None) for level in question.levels]
    if question.scope and question.scope not in question.places:
        found.append(condition("chip_scope", question.scope, "", _spans(question.scope, question.text)))
    found += [Condition(text("chip_indicator"), name, None) for name in _indicator_names(question)]
    if question.report_number:
        number = _spans(question.report_number, question.text)
        found.append(condition("chip_report", question.report_number, "bc", number))
    return found


def _spans(words: str, within: str) -> list[tuple[int, int]]:
    at = fold(within).find(fold(words))
    return [(at, at + len(words))] if at >= 0 and len(fold(within)) == len(within) else []


def _without(words: str, spans: Iterable[tuple[int, int]]) -> str | None:
    """The question without these stretches and what joined them to it; None where nothing would change or be left."""
    rest = words
    for start, end in sorted(spans, reverse=True):
        rest = f"{_JOINING.sub(' ', rest[:start])} {rest[end:]}"
    rest = re.sub(r"\s+([?.,;])", r"\1", " ".join(rest.split())).strip(" ,;")
    return rest if rest != words and re.search(r"\w", rest) else None


def _address(given: Mapping[str, str]) -> str:
    return "/?" + urlencode([(name, value) for name, value in given.items() if value])


def _indicator_names(question: Question) -> list[str]:
    known = (catalogue.load().get(identifier) for identifier in question.indicators[:1])
    return [indicator.short or indicator.name for indicator in known if indicator is not None]
