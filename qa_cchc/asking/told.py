"""Numbers told in the lines found, where no figure is known by the question's own words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from qa_cchc.archive.store import Archive
from qa_cchc.asking.evidence import Line, likeness
from qa_cchc.asking.match import is_coded
from qa_cchc.asking.question import Understood
from qa_cchc.records import Figure, Filters
from qa_cchc.search.units import BREAK, pairs, units
from qa_cchc.search.wording import Wording
from qa_cchc.vietnamese.dates import find_dates
from qa_cchc.vietnamese.documents import find_documents
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.terms import terms
from qa_cchc.vietnamese.unicode import fold

_NUMBER = re.compile(r"(?<![\w/.,])\d+(?:[.,]\d+)*(?![\w/])|(?<![\w/.,])\d+(?:[.,]\d+)*(?=%)")
_RATE = re.compile(r"\d\s*%|phần trăm|\d\s*/\s*\d", re.IGNORECASE)
_MONEY = re.compile(r"(?:tỷ|tỉ|triệu|nghìn|ngàn|\d)\s*đồng|\d\s*(?:tỷ|tỉ|triệu)(?!\w)", re.IGNORECASE)
_ASKS_MONEY = re.compile(
    r"(?:bao nhiêu|mấy|nhiêu)\s+(?:tiền|đồng|tỷ|tỉ|triệu|vốn|kinh phí|ngân sách)|kinh phí|hết bao nhiêu|thưởng|lì xì"
    r"|phạt tiền",
    re.IGNORECASE,
)
_ASKS_RATE = re.compile(r"phần trăm|%|tỷ lệ|tỉ lệ|mấy phần|bao nhiêu phần", re.IGNORECASE)
_ASKED_NOUN = re.compile(r"(?:bao nhiêu|mấy|nhiêu)\s+([^\W\d_]+(?:\s+[^\W\d_]+)?)", re.IGNORECASE)
_LABEL = re.compile(r"(?:bảng|biểu|biểu mẫu|phụ lục|mục|điều|khoản|mẫu|hình)\s+(?:số\s+)?\d+", re.IGNORECASE)
_FITS, _NOUN = 0.1, 0.05
_CLEAR = 0.06
# Below this a figure's name has nothing to do with the question: then the sentence is given, not the figure.
_NAMED = 0.2
# A line of a passage far behind the best answers only where it is much like the question itself.
_BEHIND, _MUCH_LIKE = 0.85, 0.45
_ENOUGH_LIKE, _FEW = 0.4, 0.03
_MOST_TERMS = 32


def asks_money(text: str) -> bool:
    """Whether a question asks for an amount of money."""
    return _ASKS_MONEY.search(text) is not None


def near_the_best(lines: Sequence[Line], best: float) -> list[Line]:
    """The lines of passages nearly as good as the best (of that score), and those much like the question."""
    return [line for line in lines if line.found.score >= _BEHIND * best or line.likeness >= _MUCH_LIKE]


def speaks_of_it(archive: Archive, line: Line, wording: Wording) -> bool:
    """Whether a line is about what is asked: much like the question, or holding a phrase of it, in its own or in
    official words, that few figures hold ("vỉa hè" of a question that says "lề đường")."""
    if line.likeness >= _ENOUGH_LIKE:
        return True
    asked = [unit if unit not in wording.light else BREAK for unit in wording.plain or wording.units]
    phrases = [tuple(pair.split("_")) for pair in pairs(asked)]
    official = [phrase for phrases in wording.alternatives for phrase in phrases if len(phrase) > 1]
    phrases += [*official, *(phrase[:2] for phrase in official if len(phrase) > 2)]
    told = f" {' '.join(units(line.text))} "
    held = [phrase for phrase in phrases if f" {' '.join(phrase)} " in told]
    keys = {phrase: ["_".join(map(fold, pair)) for pair in itertools.pairwise(phrase)] for phrase in held}
    if not keys:
        return False
    frequency = archive.term_frequencies([key for joined in keys.values() for key in joined])
    few = _FEW * archive.manifest.figures
    return any(min(frequency.get(key, 0) for key in joined) <= few for joined in keys.values())


def with_numbers(lines: Sequence[Line], understood: Understood) -> list[Line]:
    """The lines that hold a number of the kind asked for, the best first: no dates, periods or document numbers."""
    text = understood.question.text
    rate, money = understood.wants.rate or bool(_ASKS_RATE.search(text)), asks_money(text)
    noun = _ASKED_NOUN.search(text)
    wanted = frozenset(terms(noun.group(1))) if noun else frozenset()
    weighed: list[tuple[float, Line]] = []
    for line in lines:
        if not _has_number(line.text):
            continue
        score = line.score
        if rate and not understood.wants.count:
            score += _FITS if _RATE.search(line.text) else -_FITS
        elif money:
            score += _FITS if _MONEY.search(line.text) else -_FITS
        elif wanted & frozenset(terms(line.text)):
            score += _NOUN
        weighed.append((score, line))
    weighed.sort(key=lambda item: -item[0])
    return [line for _, line in weighed]


def _has_number(text: str) -> bool:
    silent = [(start, end) for start, end, _ in find_dates(text)]
    silent += [(mention.start, mention.end) for mention in find_periods(text)]
    silent += [(mention.start, mention.end) for mention in find_documents(text)]
    silent += [match.span() for match in _LABEL.finditer(text)]
    code = re.match(r"\s*[\dIVX]+(?:[.,]\d+)*\.?\t", text)
    if code:
        silent.append(code.span())
    return any(
        not any(start < match.end() and match.start() < end for start, end in silent)
        for match in _NUMBER.finditer(text)
    )


def figures_of(archive: Archive, line: Line) -> list[Figure]:
    """The figures read from a line, in the order of their words."""
    report = archive.report(line.found.passage.report.id)
    within = Filters(report_number=report.number, places=(report.place,) if report.place else ())
    told = _plain(line.text)
    found = [
        figure
        for figure, _, _ in archive.figure_candidates(terms(line.text)[:_MOST_TERMS], within)
        if figure.report.id == report.id and _within(_plain(figure.quote), told)
    ]
    return sorted(found, key=lambda figure: figure.mark or (0, 0))


def _within(quote: str, told: str) -> bool:
    return bool(quote) and (quote in told or (told in quote and len(told) > 10))


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def clear_figures(figures: Sequence[Figure], understood: Understood, wording: Wording) -> list[Figure]:
    """The figures of a line that answer beyond doubt: of the unit asked for, and either alone or clearly the likest."""
    text = understood.question.text
    rate, money = understood.wants.rate or bool(_ASKS_RATE.search(text)), asks_money(text)
    noun = _ASKED_NOUN.search(text)
    wanted = frozenset(terms(noun.group(1))) if noun else frozenset()
    fitting = [one for one in figures if (not one.change or understood.wants.change) and not is_coded(one)]
    if rate and not understood.wants.count:
        fitting = [figure for figure in fitting if figure.unit == "%"]
    elif money:
        fitting = [figure for figure in fitting if "đồng" in fold_unit(figure)]
    else:
        fitting = [figure for figure in fitting if figure.unit != "%"]
        named = [figure for figure in fitting if wanted & frozenset(terms(figure.unit or ""))]
        fitting = named or fitting
    likes = likeness(wording, [f"{figure.indicator} {figure.scope or ''} {figure.about}" for figure in fitting])
    ranked = sorted(zip(likes, range(len(fitting)), strict=True), reverse=True)
    if not ranked or ranked[0][0] < _NAMED or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEAR):
        return []
    return [fitting[ranked[0][1]]]


def fold_unit(figure: Figure) -> str:
    """The unit in lower case, empty where there is none."""
    return (figure.unit or "").lower()
