"""Which reports and which figures a set of filters admits. All conditions must hold; an empty one always does.

| condition | a report (and its passages) | a figure |
|---|---|---|
| period | the report's period, or one its title names beside it | the figure's own period, else its report's |
| place | the report's place or its department | the figure's own place or its report's |
| level | the report's level | the figure's own level, else its report's |
| number | the report's number | its report's number |
| scope | – | whose it is, however that is written (see `figures.holders`) |
| origin, state, cumulative | – | the figure's own; not cumulative are those of the period alone |
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

from qa_cchc.figures.clock import told_periods
from qa_cchc.figures.holders import holder
from qa_cchc.records import Filters, Report
from qa_cchc.vietnamese.places import same_place
from qa_cchc.vietnamese.unicode import fold, repair

_BEFORE_NUMBER = re.compile(r"^(?:bao cao\b)?\s*(?:so\b)?\s*:?\s*")


def same_number(asked: str, number: str | None) -> bool:
    """Whether a report's number is the one asked for: "102", "102/BC-UBND", "số 102/bc-ubnd" are 102/BC-UBND.

    Hyphens do not count: conversions lose them ("118/BCUBND").
    """
    if not number:
        return False
    wanted, parts = _number_parts(asked), _number_parts(number)
    return wanted == parts[: len(wanted)] and bool(wanted[0])


@lru_cache(maxsize=65536)
def _number_parts(number: str) -> list[str]:
    """The parts of a number between slashes, as they are compared."""
    parts = _BEFORE_NUMBER.sub("", fold(repair(number)).strip()).split("/")
    return [re.sub(r"[\s–-]+", "", part).lstrip("0") for part in parts]


def is_place(asked: Iterable[str], place: str | None) -> bool:
    """Whether the place is one of those asked for, however they are written."""
    return place is not None and any(same_place(one, place) for one in asked)


def _reports_for(asked: Iterable[str], agency: str | None) -> bool:
    """Whether a department asked for wrote the report, be it for its province ("Sở Nội vụ" of "Sở Nội vụ tỉnh X")."""
    departments = [place for place in asked if place.startswith(("Sở ", "Ban ", "Bộ "))]
    return agency is not None and any(fold(agency).startswith(fold(each)) for each in departments)


def admitted(reports: Iterable[Report], filters: Filters) -> list[Report]:
    """The reports that the filters admit."""
    return [
        report for report in reports
        if (not filters.periods or not told_periods(report).isdisjoint(filters.periods))
        and (
            not filters.places
            or is_place(filters.places, report.place)
            or _reports_for(filters.places, report.agency)
        )
        and (not filters.levels or report.level in filters.levels)
        and (not filters.report_number or same_number(filters.report_number, report.number))
    ]


def _of_holder(scope: str, reports: Sequence[Report], among: Callable[[str, Iterable[Any]], str]) -> str:
    """The condition that a figure is that holder's: "thị xã" is the office itself in a town's report, not elsewhere."""
    meant: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        meant[holder(scope, report.place, report.level, report.agency)].append(report.id)
    if len(meant) == 1:
        return among("holder", meant)
    # The group that most reports are in needs no list of them.
    most = max(meant, key=lambda key: len(meant[key]))
    parts = [f"({among('holder', [key])} AND {among('report_id', meant[key])})" for key in meant if key != most]
    others = [identity for key, identities in meant.items() if key != most for identity in identities]
    own = f"({among('holder', [most])} AND NOT {among('report_id', others)})"
    return f"({' OR '.join([*parts, own])})"


def figure_condition(
    reports: Sequence[Report], own_places: Iterable[str], filters: Filters, indicator_ids: Sequence[str] | None,
    mixed: Collection[str],
) -> tuple[str, list[Any]]:
    """The SQL condition ("" or "WHERE …") and its values for the figures that the filters and indicators admit.

    `reports` are all reports of the archive, `own_places` all places that figures name, `mixed` the ids of the reports
    whose figures do not all have the report's place, and a period and a level where the report has them: for the others
    the figures' own columns decide, which the indexes are made for.
    """
    conditions: list[str] = []
    values: list[Any] = []

    def among(column: str, admitted: Iterable[Any]) -> str:
        found = list(admitted)
        values.extend(found)
        return f"{column} IN ({', '.join('?' * len(found))})"

    def own_or_of_report(column: str, wanted: Iterable[Any], unless: str, found: Sequence[Report]) -> str:
        own = among(column, wanted)
        return f"({own} OR ({unless}{among('report_id', (report.id for report in found))}))" if found else own

    if indicator_ids is not None:
        conditions.append(among("indicator_id", indicator_ids))
    if filters.periods:
        found = [one for one in admitted(reports, Filters(periods=filters.periods)) if one.id in mixed]
        conditions.append(own_or_of_report("period_id", filters.periods, "period_id IS NULL AND ", found))
    if filters.places:
        found = [
            one for one in admitted(reports, Filters(places=filters.places))
            if one.id in mixed or not is_place(filters.places, one.place)
        ]
        own = (place for place in own_places if is_place(filters.places, place))
        conditions.append(own_or_of_report("place", own, "", found))
    if filters.levels:
        found = [one for one in admitted(reports, Filters(levels=filters.levels)) if one.id in mixed]
        conditions.append(own_or_of_report("level", filters.levels, "level IS NULL AND ", found))
    if filters.report_number:
        found = admitted(reports, Filters(report_number=filters.report_number))
        conditions.append(among("report_id", (one.id for one in found)))
    if filters.scope:
        conditions.append(_of_holder(filters.scope, reports, among))
    if filters.origins:
        conditions.append(among("origin", filters.origins))
    if filters.states:
        conditions.append(among("state", filters.states))
    if filters.cumulative is not None:
        conditions.append("cumulative = 1" if filters.cumulative else "cumulative IS NOT 1")
    return ("WHERE " + " AND ".join(conditions) if conditions else ""), values
