"""The map of places and periods: what the archive has reports of, and where the holes are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlencode

from qa_cchc.archive.store import Archive
from qa_cchc.records import Period, Report
from qa_cchc.vietnamese.period_ids import period as period_of
from qa_cchc.vietnamese.unicode import fold
from qa_cchc.web import markup, shown
from qa_cchc.web.panes.query import Query
from qa_cchc.web.texts import text

START = "tu"
_ROWS = 100
_LEVELS = ("bộ", "tỉnh", "sở", "huyện", "xã")
_KINDS = ("quarter", "half", "year", "month", "other")
# Quarters between the first and the last that nobody has reported are holes too, unless that is an age.
_MOST_QUARTERS = 24


def table(archive: Archive, query: Query) -> str:
    """The HTML of the map."""
    reports = [report for report in archive.reports() if report.status != "failed"]
    placed = [report for report in reports if report.place and report.period]
    counts = Counter((_place(report), _period(report).id) for report in placed)
    groups = _columns(_period(report) for report in placed)
    columns = [period for _, periods in groups for period in periods]
    places = _places(placed)
    start = min(query.number(START), max(0, len(places) - 1) // _ROWS * _ROWS)
    rows = [
        (place, [_cell(place, period, counts[place, period.id], query.path) for period in columns])
        for place in places[start : start + _ROWS]
    ]
    return markup.render(
        "panes/library_map.html",
        groups=[(text(f"map_kind_{kind}"), len(periods)) for kind, periods in groups],
        columns=[(period, _short(period), _starts(period, groups)) for period in columns],
        rows=rows,
        total=text("map_total", held=shown.number(len(counts)), cells=shown.number(len(places) * len(columns))),
        unplaced=len(reports) - len(placed),
        previous=query.address(**{START: str(start - _ROWS) if start > _ROWS else None}) if start else None,
        following=query.address(**{START: str(start + _ROWS)}) if start + _ROWS < len(places) else None,
    )


def _place(report: Report) -> str:
    return report.place or ""


def _period(report: Report) -> Period:
    assert report.period is not None
    return report.period


def _kind(period: Period) -> str:
    tail = period.id[4:]
    if not tail:
        return "year"
    if tail.startswith("-Q"):
        return "quarter"
    if tail.startswith("-H"):
        return "half"
    return "month" if len(tail) == 3 and tail[1:].isdigit() else "other"


def _columns(periods: Iterable[Period]) -> list[tuple[str, list[Period]]]:
    """The periods by kind, each kind in order of time, quarters without a gap."""
    by_kind: dict[str, dict[str, Period]] = {}
    for period in periods:
        by_kind.setdefault(_kind(period), {})[period.id] = period
    quarters = by_kind.get("quarter", {})
    between = _quarters(quarters.values()) if quarters else []
    if len(between) <= _MOST_QUARTERS:
        quarters.update({period.id: period for period in between})
    return [
        (kind, sorted(by_kind[kind].values(), key=lambda period: (period.start, period.end)))
        for kind in _KINDS if kind in by_kind
    ]  # fmt: skip


def _quarters(held: Iterable[Period]) -> list[Period]:
    ordered = sorted(held, key=lambda period: period.start)
    first, last = ordered[0].start, ordered[-1].start
    count = (last.year - first.year) * 4 + (last.month - first.month) // 3 + 1
    months = [first.month - 1 + 3 * step for step in range(count)]
    return [period_of(f"{first.year + month // 12}-Q{month % 12 // 3 + 1}") for month in months]


def _short(period: Period) -> str:
    """A period in a narrow column head: "I/2024", "6T 2024", "2024"."""
    kind, year = _kind(period), period.id[:4]
    if kind == "quarter":
        return f"{('I', 'II', 'III', 'IV')[int(period.id[-1]) - 1]}/{year}"
    if kind == "half":
        return f"{'đầu' if period.id.endswith('1') else 'cuối'} {year}"
    if kind == "month":
        return f"{int(period.id[-2:])}/{year}"
    if kind == "year":
        return year
    tail = period.id[5:]
    return f"{tail.removesuffix('M')} tháng {year}" if tail.endswith("M") else period.label


def _starts(period: Period, groups: Sequence[tuple[str, list[Period]]]) -> bool:
    return any(periods[0] is period for _, periods in groups)


def _places(reports: Sequence[Report]) -> list[str]:
    """The places, from ministries down to communes, alphabetically in each level."""
    levels = {_place(report): report.level for report in reports}

    def rank(place: str) -> tuple[int, str]:
        level = levels[place]
        return (_LEVELS.index(level) if level in _LEVELS else len(_LEVELS), fold(place))

    return sorted(levels, key=rank)


def _cell(place: str, period: Period, count: int, path: str) -> dict[str, object]:
    words = "map_cell" if count else "map_cell_hole"
    return {
        "count": count,
        "said": text(words, count=count, place=place, period=period.label) if count else text(
            words, place=place, period=period.label
        ),
        "address": f"{path}?{urlencode({'noi': place, 'ky': period.id})}",
        "future": period.end >= date.today(),
    }  # fmt: skip
