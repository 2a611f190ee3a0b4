"""What reports of one office say of one thing in several periods: corrections, sums of quarters, counts since January
that shrink, sudden jumps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import cache
from statistics import median

from qa_cchc.figures.catalogue import load
from qa_cchc.figures.checks.conflicts import alike_units, is_slip
from qa_cchc.figures.checks.facts import is_number
from qa_cchc.figures.checks.told import finding, named, number, printed
from qa_cchc.figures.indicator import Indicator
from qa_cchc.figures.linking import agree
from qa_cchc.figures.printed import decimals, in_dong
from qa_cchc.figures.series import points, settled, span
from qa_cchc.records import Figure, Finding, Period, Report
from qa_cchc.vietnamese.reform import REFORM

# Months (first, last) of a year, and the shorter periods that make them up.
_Months = tuple[int, int]
_QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))
_MADE_OF: tuple[tuple[_Months, tuple[_Months, ...]], ...] = (
    ((1, 6), _QUARTERS[:2]),
    ((1, 9), _QUARTERS[:3]),
    ((1, 9), ((1, 6), (7, 9))),
    ((1, 12), _QUARTERS),
    ((1, 12), ((1, 6), (7, 12))),
    ((1, 12), ((1, 6), (7, 9), (10, 12))),
    ((1, 12), ((1, 9), (10, 12))),
)
_LATE = timedelta(days=31)
_JUMP = 10
_SMALL = 20
_FEWEST = 3
# Counts that differ by this much count two things, not one that shrank.
_OTHER_THING = 4


def check_subject(
    indicator: Indicator | None, figures: Sequence[Figure], reports: Mapping[str, Report]
) -> Iterator[Finding]:
    """Findings about the figures of one indicator, one holder and one office, of all periods and reports.

    `figures` bear what is known of corrections; `reports` are theirs, by id.
    """
    if indicator is None:
        return
    spans: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.period is not None and is_number(figure):
            spans[span(figure.period)].append(figure)
    lines = {length: points(_settled(of_span), reports) for length, of_span in spans.items()}
    standing = {
        (line.period.start.year, _months(line.period)): line  # type: ignore[union-attr]
        for of_span in lines.values()
        for line in of_span
        if _is_whole(line, reports)
    }
    if indicator.monotone:
        shrunk = list(_shrinking(standing))
        yield from shrunk
        if not shrunk:
            yield from _sums(indicator, standing)
    if indicator.kind in ("count", "amount"):
        for line in lines.values():
            yield from _jumps(line)


def check_correction(earlier: Figure, later: Figure) -> Finding:
    """What a report says of an earlier period, against what the report of that time said."""
    period = later.period.label if later.period else "kỳ trước"
    message = (
        f"{named(later)} {period} được ghi {printed(later)} ở {_report(later)}, khác với {printed(earlier)} ở "
        f"{_report(earlier)}; số của báo cáo sau được dùng."
    )
    return finding("conflict", "warning", "correction", message, earlier.text, later.text, [later, earlier])


def _is_whole(figure: Figure, reports: Mapping[str, Report]) -> bool:
    """Whether a figure surely counts its whole period, and that within one year.

    The days counted, where they are stated, begin near the period's first. A commune of 2025 was made on 01/7: what it
    counts for a period around that day may begin there.
    """
    period, report = figure.period, reports.get(figure.report.id)
    if period is None or period.start.year != period.end.year:
        return False
    if figure.level in ("xã", "tỉnh") and period.start < REFORM <= period.end:
        return False
    window = figure.window or (report.window if report and report.period == period else None)
    return window is None or window.start is None or window.start <= period.start + _LATE


def _settled(figures: Sequence[Figure]) -> list[Figure]:
    """The statements that still stand, one for each report and period; none of a report whose statements differ."""
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.period is not None and figure.corrected_by is None:
            groups[figure.report.id, figure.period.id].append(figure)
    said = (next((one for one in group if one.corrects), None) or settled(group) for group in groups.values())
    return [figure for figure in said if figure is not None]


def _months(period: Period) -> _Months:
    return period.start.month, period.end.month


def _shrinking(standing: Mapping[tuple[int, _Months], Figure]) -> Iterator[Finding]:
    """Counts since January that are below an earlier one of the same year."""
    years: dict[int, list[Figure]] = defaultdict(list)
    for (year, (first, _)), figure in standing.items():
        if first == 1:
            years[year].append(figure)
    for figures in years.values():
        ordered = sorted(figures, key=lambda figure: figure.period.end)  # type: ignore[union-attr]
        for position, later in enumerate(ordered):
            above = [
                earlier
                for earlier in ordered[:position]
                if _amount(earlier) > _amount(later) and not agree(earlier, later) and alike_units(earlier, later)
            ]
            if above and _amount(above[-1]) < _OTHER_THING * _amount(later):
                yield _shrunk(above[-1], later)
                break


def _shrunk(earlier: Figure, later: Figure) -> Finding:
    message = (
        f"{named(later)} {_label(later)} ghi {printed(later)} ở {_report(later)}, thấp hơn {printed(earlier)} của "
        f"{_label(earlier)} ở {_report(earlier)}, trong khi số tính từ đầu năm không thể giảm."
    )
    return finding("conflict", "warning", "cumulative", message, later.text, f"≥ {earlier.text}", [later, earlier])


def _sums(indicator: Indicator, standing: Mapping[tuple[int, _Months], Figure]) -> Iterator[Finding]:
    """Periods against the shorter ones that make them up; the first way of dividing that does not come out is told."""
    told: set[str] = set()
    for year in {year for year, _ in standing}:
        for months, divided in _MADE_OF:
            whole = standing.get((year, months))
            parts = [standing[year, part] for part in divided if (year, part) in standing]
            if whole is None or whole.id in told or len(parts) < len(divided):
                continue
            made, stated = sum(map(_amount, parts), Decimal(0)), _amount(whole)
            if abs(made - stated) <= _slack([whole, *parts]) or not _divide_the_time(whole, parts):
                continue
            if not all(alike_units(whole, part) for part in parts):
                continue
            if (_is_carried_over(indicator.id) and stated < made) or not is_slip(float(stated), float(made)):
                continue
            told.add(whole.id)
            yield _not_the_sum(whole, parts, made)


def _not_the_sum(whole: Figure, parts: Sequence[Figure], made: Decimal) -> Finding:
    unit = in_dong(1, whole.unit) or Decimal(1)
    sum_shown = number(made / unit)
    listed = ", ".join(f"{_label(part)} {printed(part)}" for part in parts)
    message = (
        f"{named(whole)} {_label(whole)} ghi {printed(whole)} ở {_report(whole)}, nhưng {listed} cộng lại được "
        f"{sum_shown}."
    )
    return finding("sum", "warning", "periods", message, whole.text, sum_shown, [whole, *parts])


def _divide_the_time(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the days counted, where they are stated, follow on one another and fill the whole."""
    windows = [figure.window for figure in (whole, *parts)]
    if any(window is None or window.start is None or window.end is None for window in windows):
        return True
    starts = [window.start for window in windows]  # type: ignore[union-attr]
    ends = [window.end for window in windows]  # type: ignore[union-attr]
    follows = all(0 < (start - end).days <= 1 for end, start in zip(ends[1:], starts[2:], strict=False))  # type: ignore[operator]
    return follows and starts[0] == starts[1] and ends[0] == ends[-1]


@cache
def _is_carried_over(indicator_id: str) -> bool:
    """Whether an indicator counts what was left from before, so that its quarters may count one thing twice."""
    catalogue = load()
    return any(
        not part.monotone
        for identity in catalogue.identities
        if identity.whole == indicator_id
        for part in filter(None, map(catalogue.get, identity.parts))
    )


def _slack(figures: Sequence[Figure]) -> Decimal:
    """Half of the last printed digit of every figure printed with decimals, or in millions and more."""
    slack = Decimal(0)
    for figure in figures:
        unit = in_dong(1, figure.unit) or Decimal(1)
        places = decimals(figure.value, figure.text)  # type: ignore[arg-type]
        if places or unit > 1:
            slack += unit.scaleb(-places) / 2
    return slack


def _jumps(line: Sequence[Figure]) -> Iterator[Finding]:
    """Points that are ten times their neighbours or a tenth of them. Small counts jump by nature."""
    if len(line) < _FEWEST:
        return
    values = [_amount(figure) for figure in line]
    for position, value in enumerate(values):
        around = [at for at in range(max(0, position - 2), min(len(line), position + 3)) if at != position]
        near = [values[at] for at in around]
        beside = [values[at] for at in around if abs(at - position) == 1] + [Decimal(median(near))]
        if not (value >= _JUMP * max(beside) or min(beside) >= _JUMP * value):
            continue
        figure, least = line[position], min(value, *beside)
        if least <= 0 or _size(figure, least) < _SMALL or not all(alike_units(figure, line[at]) for at in around):
            continue
        yield _jumped(figure, line[1 if position == 0 else position - 1])


def _jumped(figure: Figure, beside: Figure) -> Finding:
    message = (
        f"{named(figure)} {_label(figure)} ghi {printed(figure)} ở {_report(figure)}, trong khi {_label(beside)} là "
        f"{printed(beside)}: chênh nhau từ 10 lần trở lên, nên xem lại số hoặc đơn vị tính."
    )
    return finding("conflict", "note", "jump", message, figure.text, beside.text, [figure, beside])


def _size(figure: Figure, amount: Decimal) -> Decimal:
    """An amount in the unit it was printed in."""
    return amount / (in_dong(1, figure.unit) or Decimal(1))


def _amount(figure: Figure) -> Decimal:
    """The value, money in đồng."""
    assert figure.value is not None
    return in_dong(figure.value, figure.unit) or Decimal(repr(figure.value))


def _label(figure: Figure) -> str:
    return figure.period.label if figure.period else "kỳ báo cáo"


def _report(figure: Figure) -> str:
    """The report by its number, else by its file, with the page."""
    name = f"Báo cáo số {figure.report.number}" if figure.report.number else f"tệp {figure.file}"
    return f"{name}, trang {figure.page}"
