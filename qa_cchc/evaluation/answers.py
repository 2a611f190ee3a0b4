"""Answers of every kind held against all that a right one must say: values with unit, period, place and a citation that
holds them, what was to be worked out, the order asked for, the gaps; and no number without a foundation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_cchc.archive.store import Archive
from qa_cchc.asking import ask
from qa_cchc.asking.errors import BadQuestion
from qa_cchc.evaluation.asked import digits
from qa_cchc.evaluation.expected import ExpectedAnswer, ExpectedValue
from qa_cchc.evaluation.grounded import Unfounded, unfounded
from qa_cchc.evaluation.intervals import Share, wilson
from qa_cchc.evaluation.questions import Place
from qa_cchc.records import Answer, Figure, Question
from qa_cchc.vietnamese.numbers import find_numbers, parse_number
from qa_cchc.vietnamese.unicode import fold

# A single figure must be among the first shown; tables may show many.
_FIRST = 3
_MARK = re.compile(r"\[(\d+)\]")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_IN_WORDS = ("explanation", "document", "yes_no")


@dataclass(frozen=True, slots=True)
class AnswerOutcome:
    """What one question brought. `faults` says in Vietnamese what is wanting, empty for a right answer."""

    question: ExpectedAnswer
    status: str
    faults: tuple[str, ...]
    unfounded: tuple[Unfounded, ...]
    elapsed_ms: float

    @property
    def right(self) -> bool:
        """Whether nothing is wanting."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class KindScore:
    """How many answers of one kind of question (or tag, or "all") are right."""

    group: str
    right: Share


def answer_outcomes(archive: Archive, questions: Sequence[ExpectedAnswer]) -> Iterator[AnswerOutcome]:
    """Asks every question."""
    for question in questions:
        try:
            answer = ask(archive, question.question)
        except BadQuestion:
            # What cannot be understood is not answered.
            answer = Answer(Question(question.question, question.question, "figure"), "not_found", "")
        faults = tuple(_faults(question, answer))
        yield AnswerOutcome(question, answer.status, faults, tuple(unfounded(answer, archive)), answer.elapsed_ms)


def kind_scores(found: Sequence[AnswerOutcome]) -> list[KindScore]:
    """All questions with an answer, then each kind, then each tag of theirs."""
    answerable = [one for one in found if one.question.answerable]
    groups = [("all", answerable)]
    groups += [(kind, [one for one in answerable if one.question.kind == kind])
               for kind in dict.fromkeys(one.question.kind for one in answerable)]  # fmt: skip
    groups += [(tag, [one for one in answerable if tag in one.question.tags])
               for tag in sorted({tag for one in answerable for tag in one.question.tags})]  # fmt: skip
    return [KindScore(name, wilson(sum(one.right for one in group), len(group))) for name, group in groups]


def _faults(question: ExpectedAnswer, answer: Answer) -> Iterator[str]:
    if not question.answerable:
        if answer.status == "answered":
            yield "trả lời câu không có câu trả lời"
        return
    if answer.status != "answered":
        yield "không trả lời"
        return
    shown = answer.figures[:_FIRST] if question.kind == "figure" else answer.figures
    for value in question.values:
        wrong = _missing(value, shown, answer)
        if wrong:
            yield f"{value.printed[0]} ({value.place or '–'}, {value.period or '–'}): {wrong}"
    said = _said(answer)
    for computed in question.computed:
        if not _is_said(computed.value, said):
            yield f"không tính ra {computed.value} {computed.unit or ''} ({computed.of})"
    if question.order and not _in_order(question.order, answer):
        yield f"thứ tự không phải {', '.join(question.order)}"
    for place, period in question.gaps:
        if any(_of_place(figure, place) and _of_period(figure, period) and _is_asked(figure, question)
               for figure in answer.figures):  # fmt: skip
            yield f"có số cho {place or ''} {period or ''} mà kho không có"
    if question.quotes and not _tells(question, answer):
        yield f"không dẫn “{question.quotes[0].quote}”"


def _missing(value: ExpectedValue, shown: Sequence[Figure], answer: Answer) -> str:
    """What is wrong with the nearest figure shown; empty when one is right."""
    wrong = "không thấy"
    for figure in shown:
        if not _holds(figure, value):
            continue
        faults = [
            name
            for name, fits in (
                ("đơn vị", _same_unit(figure.unit, value.unit)),
                ("kỳ", value.period is None or _of_period(figure, value.period)),
                ("nơi", _of_place(figure, value.place)),
                ("trích dẫn", _quote_holds(figure)),
            )
            if not fits
        ]
        if not faults:
            return ""
        wrong = "sai " + ", ".join(faults)
    if not answer.figures and any(_is_said(printed, answer.answer) for printed in value.printed):
        # A sentence of the report that holds the number, cited, answers too.
        cited = {int(mark) for mark in _MARK.findall(answer.answer)}
        for found, mark in zip(answer.passages, answer.passage_citations, strict=True):
            same_file = found.passage.file.endswith(value.file) or value.file.endswith(found.passage.file)
            if mark in cited and same_file and _plain(value.quote) in _plain(found.passage.text):
                return ""
    return wrong


def _holds(figure: Figure, value: ExpectedValue) -> bool:
    printed = {digits(number) for number in _NUMBER.findall(figure.text)}
    return any(
        {digits(number) for number in _NUMBER.findall(one)} & printed
        or (figure.value == 0 and one.strip("0 ,.%") == "")
        or (not _NUMBER.search(one) and fold(one) in fold(f"{figure.text} {figure.quote}"))
        for one in value.printed
    )


def _same_unit(one: str | None, other: str | None) -> bool:
    if other is None:
        return True
    one, other = fold(one or ""), fold(other)
    return one == other or bool(one and (one in other or other in one)) or (not one and other != "%")


def _of_period(figure: Figure, period: str | None) -> bool:
    return period is None or (figure.period is not None and figure.period.id == period)


def _of_place(figure: Figure, place: str | None) -> bool:
    """Whether the figure says that it is of the place: as its place or its scope."""
    if place is None:
        return True
    words = fold(f"{figure.scope or ''} | {figure.place or ''} | {figure.report.agency or ''}")
    return fold(place) in words or fold(figure.place or "-") == fold(place)


def _is_asked(figure: Figure, question: ExpectedAnswer) -> bool:
    """Whether the figure is of the unit of those asked for."""
    return any(_same_unit(figure.unit, value.unit) for value in question.values)


def _quote_holds(figure: Figure) -> bool:
    wanted = {digits(number) for number in _NUMBER.findall(figure.text)}
    return not wanted or bool(wanted & {digits(number) for number in _NUMBER.findall(figure.quote)})


def _said(answer: Answer) -> str:
    compared = answer.comparison
    if compared is None:
        return answer.answer
    rows = [" ".join(str(cell) for cell in row) for row in (*compared.rows, compared.differences)]
    return "\n".join((answer.answer, *rows))


def _is_said(value: str, said: str) -> bool:
    """Whether a text says the number, however it is rounded to the decimals given."""
    wanted = parse_number(value.lstrip("+-−– "))
    if wanted is None:
        return fold(value) in fold(said)
    decimals = len(value.rsplit(",", 1)[1]) if "," in value else 0
    near = 0.51 * 10**-decimals if decimals else 0.0
    return any(
        abs(abs(one) - wanted.value) <= near
        for number in find_numbers(said)
        for one in (number.value, number.numerator, number.denominator)
        if one is not None
    )


def _in_order(order: Sequence[str], answer: Answer) -> bool:
    said = list(answer.comparison.order) if answer.comparison else []
    if len(said) < len(order):
        # Without a table the names must come in that order in the words.
        text, at = fold(answer.answer), 0
        for name in order:
            at = text.find(fold(name), at)
            if at < 0:
                return False
        return True
    return all(fold(wanted) in fold(name) or fold(name) in fold(wanted)
               for wanted, name in zip(order, said, strict=False))  # fmt: skip


def _tells(question: ExpectedAnswer, answer: Answer) -> bool:
    """Whether the answer cites a passage that holds one of the quotes, or says what the quote says."""
    cited = {int(mark) for mark in _MARK.findall(answer.answer)}
    sources = [
        (found.passage.file, found.passage.text)
        for found, mark in zip(answer.passages, answer.passage_citations, strict=True)
        if mark in cited
    ]
    sources += [(figure.file, figure.quote) for figure in answer.figures[:_FIRST]]
    if question.kind == "document":
        sources += [(citation.file, answer.answer) for citation in answer.citations]
    return any(_matches(quote, file, text, question.kind) for quote in question.quotes for file, text in sources)


def _matches(quote: Place, file: str, text: str, kind: str) -> bool:
    if not (file == quote.file or file.endswith(f"/{quote.file}")):
        return False
    wanted, said = _plain(quote.quote), _plain(text)
    if wanted in said or (len(said) > 15 and said in wanted):
        return True
    # Facts of a document are told in the program's words: its numbers and dates must all be there.
    numbers = {digits(number) for number in _NUMBER.findall(quote.quote)}
    return kind == "document" and bool(numbers) and numbers <= {digits(number) for number in _NUMBER.findall(text)}


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
