"""Whether every number of an answer stands in the place that it cites, or follows from numbers that do.

A number is looked for in what the mark behind it cites ("246 hồ sơ [1]"), on a line without marks in all that the
answer cites. Differences, relative changes, sums and pooled rates are worked out anew from the figures shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from qa_cchc.archive.store import Archive
from qa_cchc.records import Answer, Figure, Report, Window
from qa_cchc.vietnamese.dates import find_dates
from qa_cchc.vietnamese.numbers import parse_number
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.unicode import fold

_MARK = re.compile(r"\[(\d+)\]")
_MARKS = re.compile(r"(?:\[\d+\]\s?)+")
_NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?![\w/])|(?<![\w.,])\d+(?:[.,]\d+)*(?=%| ?-|/)")
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")
_ITEM = re.compile(r"^\s*(?:[-•]\s*)?\d{1,3}[.)]\s")
# What an answer counts itself: reports, places, periods it covers.
_OWN_COUNT = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:báo cáo|đơn vị|địa phương|nơi|kỳ|cơ quan|số liệu|chỗ|xã|phường|huyện|tỉnh|sở|dòng|mục"
    r"|lĩnh vực)"
)
_NAME = re.compile(r"“[^”]*”")
_MOST_SUMMED = 150
_MOST_RATES = 200
_ROUNDED = 0.0501


@dataclass(frozen=True, slots=True)
class Unfounded:
    """A number that stands in no place its answer cites, with the line it is said in."""

    number: str
    line: str


def unfounded(answer: Answer, archive: Archive) -> list[Unfounded]:
    """The numbers of the answer's text that neither stand where it cites nor follow from its figures."""
    held = _held(answer, archive)
    everywhere = set().union(*held.values()) if held else set()
    everywhere |= _digits(answer.question.asked) | _digits(answer.question.text)
    worked_out = tuple(_worked_out(answer.figures))
    found = []
    for line in answer.answer.splitlines():
        # An answer that gives none may name figures that there are ("Bộ chỉ số 766"), or repeat what was asked.
        names = [match.span() for match in _NAME.finditer(line)] if answer.status == "not_found" else []
        for start, end in _numbers(line):
            if any(first <= start and end <= last for first, last in names):
                continue
            number = line[start:end]
            # Marks that stand together are of one number: any of them may hold it.
            cited = _next_marks(line, end) or [int(mark) for mark in _MARK.findall(line)]
            known = set().union(*(held.get(mark, set()) for mark in cited)) if cited else everywhere
            if _plain(number) in known or _follows(number, worked_out) or _counted(line[end:], number, answer, archive):
                continue
            found.append(Unfounded(number, line.strip()))
    return found


def _next_marks(line: str, behind: int) -> list[int]:
    """The next mark behind a number, with those that follow it at once ("[1][2]")."""
    match = _MARKS.search(line, behind)
    return [int(number) for number in _MARK.findall(match.group())] if match else []


def _held(answer: Answer, archive: Archive) -> dict[int, set[str]]:
    """For each citation the digits of every number that stands in what it cites."""
    held: dict[int, set[str]] = defaultdict(set)
    asked = _digits(answer.question.asked)
    for figure, mark in zip(answer.figures, answer.figure_citations, strict=True):
        held[mark] |= _digits(" ".join(_of_figure(figure))) | asked
    for found, mark in zip(answer.passages, answer.passage_citations, strict=True):
        held[mark] |= _digits(f"{found.passage.text} {found.passage.section}") | asked
    reports = {report.file: report for report in archive.reports()}
    for citation in answer.citations:
        held[citation.id] |= _digits(citation.memo) | asked
        if citation.file in reports:
            held[citation.id] |= _digits(" ".join(_of_report(reports[citation.file], citation.page)))
    return held


def _of_figure(figure: Figure) -> Iterator[str]:
    yield from (figure.quote, figure.text, figure.indicator, figure.place or "", figure.scope or "", figure.note or "")
    yield from (figure.change or "", figure.code or "", figure.unit or "")
    # "đúng hạn" is a zero that is written in words.
    yield "0" if figure.value == 0 else ""
    yield from _days(figure.window)


def _days(window: Window | None) -> Iterator[str]:
    days = (window.start, window.end) if window else ()
    yield from (f"{day:%d %m %Y}" for day in days if day is not None)


def _of_report(report: Report, page: int) -> Iterator[str]:
    yield from (report.number or "", report.title or "", report.agency or "", report.signer or "", report.file)
    if report.date:
        yield f"{report.date:%d %m %Y}"
    yield from _days(report.window)
    yield from (f"{document.quote} {document.number or ''}" for document in report.cited if document.page == page)


def _numbers(line: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand that say how much: no marks, periods, dates with a year, or numbers of list items."""
    silent = [match.span() for match in _MARK.finditer(line)]
    silent += [(mention.start, mention.end) for mention in find_periods(line)]
    silent += [(start, end) for start, end, _ in find_dates(line)]
    if item := _ITEM.match(line):
        silent.append(item.span())
    for match in _NUMBER.finditer(line):
        if not any(start < match.end() and match.start() < end for start, end in silent):
            yield match.span()


def _worked_out(figures: Sequence[Figure]) -> Iterator[float]:
    values = [figure for figure in figures if figure.value is not None]
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for figure in values:
        by_unit[fold(figure.unit or "")].append(figure)
    for unit, group in by_unit.items():
        numbers = [float(figure.value) for figure in group if figure.value is not None]
        for one, other in permutations(numbers[:_MOST_SUMMED], 2):
            yield one - other
            if other and unit != "%":
                yield 100 * (one - other) / other
                yield 100 * one / other
                yield one / other
        if unit != "%":
            yield from _sums(group)
    yield from _pooled(values)
    rates = _rates(values)
    yield from (one - other for one, other in permutations(rates, 2))


def _rates(values: Sequence[Figure]) -> list[float]:
    """Rates as printed, and those of two counts of one report, unrounded."""
    printed = [float(one.value or 0) for one in values if one.unit == "%"]
    counts = [one for one in values if one.unit != "%" and one.value]
    made = [
        100 * float(part.value or 0) / float(whole.value or 1)
        for part, whole in permutations(counts[:_MOST_SUMMED], 2)
        if part.report.id == whole.report.id and (part.value or 0) <= (whole.value or 0)
    ]
    return [*printed[:_MOST_SUMMED], *made[:_MOST_RATES]]


def _sums(group: Sequence[Figure]) -> Iterator[float]:
    """Sums over all of one unit, over those of each indicator, period, place, and over pairs of them."""
    groups: dict[tuple[object, ...], float] = defaultdict(float)
    for figure in group:
        period = figure.period.id if figure.period else None
        parts = (figure.indicator_id or figure.indicator, period, figure.place, figure.scope)
        for kept in ((), (0,), (0, 1), (0, 2), (0, 3), (0, 1, 2), (0, 1, 3), (0, 2, 3)):
            groups[tuple((at, parts[at]) for at in kept)] += float(figure.value or 0)
    yield from groups.values()
    yield from (one - other for one, other in permutations(list(groups.values())[:_MOST_SUMMED], 2))
    yield from (float(a.value or 0) + float(b.value or 0) for a, b in combinations(group[:_MOST_SUMMED], 2))


def _pooled(values: Sequence[Figure]) -> Iterator[float]:
    rates = [one for one in values if one.numerator is not None and one.denominator]
    by_indicator: dict[str, list[Figure]] = defaultdict(list)
    for figure in rates:
        by_indicator[figure.indicator_id or figure.indicator].append(figure)
    for group in (rates, *by_indicator.values()):
        above, below = sum(one.numerator or 0 for one in group), sum(one.denominator or 0 for one in group)
        if below:
            yield from (above, below, 100 * above / below)
    sums = list(_sums([one for one in values if one.unit != "%"]))[:_MOST_SUMMED]
    yield from (100 * one / other for one, other in permutations(sums, 2) if other)


def _follows(number: str, worked_out: Iterable[float]) -> bool:
    read = parse_number(number)
    if read is None:
        return False
    decimals = len(number.rsplit(",", 1)[1]) if "," in number else 0
    near = 0.5001 * 10**-decimals if decimals != 1 else _ROUNDED
    return any(abs(abs(one) - read.value) <= near for one in worked_out)


def _counted(behind: str, number: str, answer: Answer, archive: Archive) -> bool:
    """Whether the answer counts its own sources: never more of them than there are."""
    if not number.isdigit() or not _OWN_COUNT.match(behind.lower()):
        return number.isdigit() and int(number) <= len(answer.figures) and behind.startswith("/")
    return int(number) <= max(len(answer.figures), len(archive.reports()))


def _digits(text: str) -> set[str]:
    found = {_plain(number) for number in _DIGITS.findall(text)}
    return found | {_plain(part) for number in _DIGITS.findall(text) for part in re.split(r"[.,]", number) if part}


def _plain(number: str) -> str:
    return re.sub(r"\D", "", number).lstrip("0") or "0"
