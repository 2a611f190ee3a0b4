"""Which periods a comparison is of: those said, those said relatively, those compared with, or those held."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from qa_cchc.asking.comparing.words import Asked
from qa_cchc.asking.question import Understood
from qa_cchc.asking.relative_periods import basis_mentions, between, previous, relative_periods, year_before
from qa_cchc.figures.series import span
from qa_cchc.records import Period
from qa_cchc.vietnamese.periods import PeriodMention, find_periods, period
from qa_cchc.vietnamese.unicode import fold

_BETWEEN_YEARS = 6
_GRAINS = (("quý", r"qu[yi]|qui"), ("năm", r"nam"), ("6 tháng", r"6 thang|sau thang|nua nam"), ("tháng", r"thang"))


@dataclass(frozen=True, slots=True)
class When:
    """`periods` are those to show (empty: those that the archive has figures of), in order; `said` that the question
    named them itself; `pairs` (period, the earlier one that it is compared with); `grain` the length of period that is
    spoken of ("quý"), if any; `notes` say what relative words were taken for."""

    periods: tuple[Period, ...] = ()
    said: bool = False
    pairs: tuple[tuple[Period, Period], ...] = ()
    grain: str | None = None
    notes: tuple[str, ...] = ()


def when(understood: Understood, asked: Asked, held: Sequence[Period], loose: Sequence[Period] = ()) -> When:
    """The periods of a question; `held` are those of the reports of its places, `loose` those it says loosely."""
    text = understood.question.text
    held = _ordered(held)
    relative = relative_periods(text, held)
    basis = basis_mentions(text)
    own = [
        one for one in find_periods(text)
        if not any(each.start <= one.start < each.end for each in relative)
        and (one not in basis or (not asked.bases and asked.kind == "trend"))
    ]
    years = held[-1].end.year if held else None
    periods = _said(own, [one for each in relative for one in each.periods], held, years)
    # "6 tháng đầu năm 2024": what is told exactly is not told loosely as well.
    exact = [one for each in (*own, *basis) if (one := _resolved(each)) is not None]
    loose = [one for one in loose if not any(each.start <= one.start and one.end <= each.end for each in exact)]
    periods += [one for one in loose if one.id not in {each.id for each in periods} and not relative]
    periods = _held_around([*periods, *_around_days(understood, asked, held), *_of_year_report(text, held)], held)
    periods += [one for one in _more_years(text, own) if one.id not in {each.id for each in periods}]
    grain = _grain(text, asked)
    if asked.kind in ("trend", "ranking", "total") and (asked.kind == "trend" or asked.over == "periods"):
        periods = _opened(periods, held, grain)
    notes = tuple(
        f"“{one.text}” được hiểu là {_listed(one.periods)}, tính từ kỳ báo cáo mới nhất trong kho ({held[-1].label})."
        for one in relative
        if one.periods
    )
    said = bool(periods)
    if asked.kind == "comparison" and not periods and held:
        periods = [held[-1]] if asked.bases or basis else []
        if periods:
            notes += (f"Câu hỏi không nêu kỳ nên lấy kỳ báo cáo mới nhất có trong kho: {held[-1].label}.",)
    pairs = _pairs(periods, asked, basis, text, {one.id for one in held})
    shown = _ordered({one.id: one for one in [*periods, *(base for _, base in pairs)]}.values())
    return When(tuple(shown), said, tuple(pairs), grain, notes)


def _ordered(periods: Iterable[Period]) -> list[Period]:
    unique = {one.id: one for one in periods}
    return sorted(unique.values(), key=lambda one: (one.end, -one.start.toordinal()))


def _said(
    own: Sequence[PeriodMention], relative: Sequence[Period], held: Sequence[Period], newest: int | None
) -> list[Period]:
    """The periods named; those without a year are meant in each year that is named beside, or else in all held."""
    own = _of_one_kind(own)
    whole = [one for one in own if one.kind == "year" and one.year is not None]
    open_ones = [one for one in own if one.year is None]
    dated = [one for one in own if one.year is not None and one not in whole]
    if not open_ones:
        found = [resolved for one in [*dated, *whole] if (resolved := _resolved(one)) is not None]
        return [*found, *relative]
    years = sorted({int(one.year) for one in whole if one.year} | {one.end.year for one in relative})
    if not years and dated:
        years = sorted({int(one.year) for one in dated if one.year})
    if not years:
        # Nobody names a year: each one held where the other words do not choose, the newest of each first.
        ids = {one.id for one in held}
        years = sorted({one.end.year for one in held})
        resolved = [one.resolve(year) for year in years for one in open_ones]
        there = [one for one in resolved if one is not None and one.id in ids]
        return there or ([one for each in open_ones if newest and (one := each.resolve(newest)) is not None])
    found = [one.resolve(year) for year in years for one in open_ones]
    return [one for one in found if one is not None] + [one for each in dated if (one := _resolved(each)) is not None]


def _of_one_kind(own: Sequence[PeriodMention]) -> list[PeriodMention]:
    """Bare years that follow a shorter period mean it in each of them ("6 tháng đầu năm 2022, 2023, 2024")."""
    found: list[PeriodMention] = []
    for one in own:
        before = found[-1] if found else None
        follows = before is not None and before.kind not in ("year", "range") and before.year is not None
        if one.kind == "year" and follows and one.text.isdigit() and one.start - before.end <= _BETWEEN_YEARS:  # type: ignore[union-attr]
            one = replace(before, start=one.start, end=one.end, year=one.year)  # type: ignore[type-var]
        found.append(one)
    return found


def _held_around(periods: Sequence[Period], held: Sequence[Period]) -> list[Period]:
    """Months that no report is on, as the shortest period held that they lie in."""
    ids = {one.id for one in held}
    found = []
    for one in periods:
        around = [each for each in held if each.start <= one.start and one.end <= each.end]
        found.append(around[0] if span(one) == "tháng" and one.id not in ids and around else one)
    return found


def _around_days(understood: Understood, asked: Asked, held: Sequence[Period]) -> list[Period]:
    """The shortest period held around each day named ("tại thời điểm 15/9/2025"); for a ranking or a total of units
    those too that end with it, of which the table of units may be."""
    found = []
    for day in understood.days:
        around = sorted((one for one in held if one.start <= day <= one.end), key=lambda one: one.end - one.start)
        wide = asked.kind in ("ranking", "total") and asked.over == "units"
        found += [one for one in around[:1] + around[1:] * wide if one.end == around[0].end]
    return found


def _of_year_report(text: str, held: Sequence[Period]) -> list[Period]:
    """The newest year that a report is on, for "báo cáo năm" without a number."""
    if re.search(r"(?<!\w)bao cao (?:tong ket |ca )?nam(?! (?:\d|ngoai|truoc|nay))(?!\w)", fold(text)):
        return [one for one in held if span(one) == "năm"][-1:]
    return []


def _more_years(text: str, own: Sequence[PeriodMention]) -> list[Period]:
    """Years that follow others in a list ("năm 2022, 2023 rồi 2024")."""
    if not any(one.kind == "year" for one in own):
        return []
    years = re.findall(r"(?:rồi(?: đến| tới)?|tới|đến|và|,|sang)\s+(20\d\d)(?![\d/.,]?\d)", text)
    named = {one.year for one in own}
    return [period(year) for year in years if int(year) not in named]


def _resolved(mention: PeriodMention) -> Period | None:
    return mention.resolve() if mention.kind != "range" else None


def _grain(text: str, asked: Asked) -> str | None:
    """The length of period that a question counts in ("từng quý", "quý nào", "qua các năm")."""
    folded = fold(text)
    for length, words in _GRAINS:
        many = r"(?:\d{1,2}|hai|ba|bon|nam|cac|tung|moi|qua|theo|hang)"
        if re.search(rf"(?<!\w){many} (?:{words})(?!\w)|(?<!\w)(?:{words}) (?:\w+ )?nao(?!\w)", folded):
            if length == "năm" and re.search(r"(?:6|sau|9|chin) thang|nua nam", folded):
                continue
            return length
    return None


def _opened(periods: Sequence[Period], held: Sequence[Period], grain: str | None) -> list[Period]:
    """Years opened into the shorter periods spoken of or, where no report is of the whole year, into those held."""
    found: list[Period] = []
    ids = {one.id for one in held}
    for one in periods:
        inside = [each for each in held if one.start <= each.start and each.end <= one.end and each.id != one.id]
        lengths = {span(each) for each in inside}
        if span(one) != "năm" or (grain is None and one.id in ids) or grain == "năm" or not inside:
            found.append(one)
        elif grain in lengths or (grain is None and len(lengths) == 1):
            found += between(one, one, grain or lengths.pop())
        else:
            found += inside
    return _ordered(found)


def _pairs(
    periods: Sequence[Period], asked: Asked, basis: Sequence[PeriodMention], text: str, held: Collection[str]
) -> list[tuple[Period, Period]]:
    """Each period with the earlier one it is to be compared with."""
    found: list[tuple[Period, Period]] = []
    same_period = re.search(r"cung ky", fold(text)) is not None
    for one in periods:
        named = [_basis_of(one, each, same_period, held) for each in basis]
        for base in named:
            if base is not None and base.id != one.id:
                found.append((one, base))
        if "year_before" in asked.bases and not (same_period and any(named)):
            found.append((one, year_before(one)))
        if "previous" in asked.bases:
            found.append((one, previous(one)))
    ids = [one.id for one in periods]
    # "Quý II so với quý I": both were named; the pair stands, whichever was meant as the first.
    return [pair for pair in found if not (pair[1].id in ids and len(ids) > 2)] if len(periods) <= 3 else []


def _basis_of(one: Period, mention: PeriodMention, same_period: bool, held: Collection[str]) -> Period | None:
    if mention.kind == "year" and mention.year is not None and same_period:
        return _in_year(one, mention.year)
    if mention.kind == "year" and mention.year is not None and span(one) == "năm":
        return mention.resolve()
    if mention.kind == "year" and mention.year is not None:
        alike = _in_year(one, mention.year)
        return mention.resolve() if alike.id not in held and str(mention.year) in held else alike
    return mention.resolve(one.end.year)


def _in_year(one: Period, year: int) -> Period:
    found = one
    while found.end.year > year:
        found = year_before(found)
    return found


def _listed(periods: Sequence[Period]) -> str:
    labels = [one.label for one in _ordered(periods)]
    return ", ".join(labels) if len(labels) <= 6 else f"{len(labels)} kỳ từ {labels[0]} đến {labels[-1]}"
