"""An archive under questions whose answers are known: which passages it finds, what it answers, what it declines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from qa_cchc.archive.store import Archive
from qa_cchc.asking import ask
from qa_cchc.asking.errors import BadQuestion
from qa_cchc.evaluation.questions import AskedQuestion, PassageFinder
from qa_cchc.evaluation.ranking import MEASURES, Mean, mean
from qa_cchc.records import Answer, Figure, Passage, Question
from qa_cchc.vietnamese.unicode import fold

_DEPTH = 10
_FIRST = 3
_MARK = re.compile(r"\[(\d+)\]")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question brought. `measures` are those of `ranking.MEASURES` over the passages that `ask` shows and,
    with "search " before their names, over those of a bare search; empty for a question without an answer."""

    question: AskedQuestion
    status: str
    right: bool
    measures: dict[str, float]


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """One group of questions (`tag`, "all" for every one): their measures, how many answers are right."""

    tag: str
    cases: int
    measures: dict[str, Mean]
    right: Mean


@dataclass(frozen=True, slots=True)
class Declined:
    """How well questions without an answer are told from those with one (the former are what is looked for)."""

    precision: Mean
    recall: Mean
    f1: float | None


def outcomes(archive: Archive, questions: Sequence[AskedQuestion]) -> Iterator[Outcome]:
    """Asks every question. Raises GoldError where the archive does not hold a place that a question names."""
    finder = PassageFinder(archive.passages())
    for question in questions:
        relevant = finder.relevant(question)
        try:
            answer = ask(archive, question.question, k=_DEPTH)
        except BadQuestion:
            # What cannot be understood is not answered.
            answer = Answer(Question(question.question, question.question, "figure"), "not_found", "")
        measures: dict[str, float] = {}
        if relevant:
            shown = [found.passage.id for found in answer.passages]
            searched = [found.passage.id for found in archive.search(question.question, k=_DEPTH)]
            for name, measure in MEASURES.items():
                measures[name] = measure(shown, relevant)
                measures[f"search {name}"] = measure(searched, relevant)
        yield Outcome(question, answer.status, _is_right(question, answer, relevant, archive), measures)


def scores(found: Sequence[Outcome]) -> list[QuestionScore]:
    """All answerable questions, then those of each tag, in alphabetical order."""
    answerable = [outcome for outcome in found if outcome.question.answerable]
    tags = sorted({tag for outcome in answerable for tag in outcome.question.tags})
    groups = [("all", answerable)] + [(tag, [o for o in answerable if tag in o.question.tags]) for tag in tags]
    return [
        QuestionScore(
            tag,
            len(group),
            {name: mean([one.measures[name] for one in group]) for name in (group[0].measures if group else ())},
            mean([float(outcome.right) for outcome in group]),
        )
        for tag, group in groups
    ]


class Asked(Protocol):
    """A question and what became of it."""

    @property
    def question(self) -> Answerable:
        """The question."""
        ...

    @property
    def status(self) -> str:
        """The answer's status."""
        ...


class Answerable(Protocol):
    """A question of which it is known whether it has an answer."""

    @property
    def answerable(self) -> bool:
        """Whether the archive answers it."""
        ...


def declined(found: Sequence[Asked]) -> Declined:
    """Precision, recall and F1 of saying that there is no answer."""
    said = [float(not outcome.question.answerable) for outcome in found if outcome.status != "answered"]
    asked = [float(outcome.status != "answered") for outcome in found if not outcome.question.answerable]
    precision, recall = mean(said), mean(asked)
    right = sum(asked)
    f1 = 2 * right / (len(said) + len(asked)) if said or asked else None
    return Declined(precision, recall, f1)


def _is_right(question: AskedQuestion, answer: Answer, relevant: Sequence[set[str]], archive: Archive) -> bool:
    """A number must be the value and come from a report that states it; words must be cited from a passage that
    answers."""
    if not question.answerable:
        return answer.status != "answered"
    if answer.status != "answered":
        return False
    passages = archive.passages_by_id(sorted(set().union(*relevant)))
    cited = {int(number) for number in _MARK.findall(answer.answer)}
    wanted = {passage.id for passage in passages}
    shown = zip(answer.passages, answer.passage_citations, strict=True)
    from_there = any(number in cited and found.passage.id in wanted for found, number in shown)
    if question.value and _NUMBER.search(question.value):
        files = {passage.file for passage in passages}
        if any(figure.file in files and holds(figure, question.value) for figure in answer.figures[:_FIRST]):
            return True
        said = {digits(number) for number in _NUMBER.findall(answer.answer)}
        return from_there and not answer.figures and bool(said & {digits(n) for n in _NUMBER.findall(question.value)})
    return from_there or any(_stands_in(figure, passages) for figure in answer.figures[:_FIRST])


def digits(text: str) -> str:
    """The digits of a number as printed, leading zeros left out: one number however an office writes it."""
    return re.sub(r"\D", "", text).lstrip("0") or "0"


def holds(figure: Figure, value: str) -> bool:
    """Whether the figure is the value, or is built on it ("07/36" is 7 out of 36)."""
    wanted = {digits(number) for number in _NUMBER.findall(value)}
    printed = {digits(number) for number in _NUMBER.findall(figure.text)}
    return bool(wanted & printed) or (figure.value == 0 and wanted == {"0"})


def _stands_in(figure: Figure, passages: Sequence[Passage]) -> bool:
    quote = " ".join(fold(figure.quote).split())
    return any(
        passage.file == figure.file and quote in " ".join(fold(passage.text).split()) for passage in passages
    )
