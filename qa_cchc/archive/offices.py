"""One key for the office that a report is of, so that the reports of one office meet and those of two never do.

The office is a place and its province; for departments the department. A name that means another territory since the
reform of 01/7/2025 is two offices. Reports that do not say their province take it from those of the same place that do,
where these agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from qa_cchc.records import Report
from qa_cchc.vietnamese import reform
from qa_cchc.vietnamese.place_words import name_key, split_name

_SINCE = "từ 01/7/2025"


def offices(reports: Iterable[Report]) -> dict[str, str]:
    """The key of the office of each report, by report id: "thị xã Lam Khê, tỉnh Hoài Giang".

    Reports without a place and an agency are each their own.
    """
    reports = list(reports)
    provinces = _provinces(reports)
    shown: dict[tuple[object, ...], str] = {}
    found: dict[str, str] = {}
    for report in reports:
        name = _name(report)
        if name is None:
            found[report.id] = report.id
            continue
        province = report.province or provinces.get(_key(name))
        anew = _is_since_reform(report) and reform.is_another_unit_since(name, province)
        parts = [name]
        if province and _key(province) != _key(name):
            parts.append(province)
        if anew:
            parts.append(_SINCE)
        found[report.id] = shown.setdefault((_key(name), _key(province or ""), anew), ", ".join(parts))
    return found


def place_links(reports: Sequence[Report]) -> list[tuple[str, str, str, str, str]]:
    """(old, where the old one lay, new, where the new one lies, how) of every succession that an archive's places have
    a part in: those of places in reports of before the reform on, those of places in reports since then back."""
    provinces = _provinces(reports)
    links: dict[tuple[str, str, str, str, str], None] = {}
    asked: set[tuple[str, str | None, bool]] = set()
    for report in reports:
        if report.place is None or report.level in ("sở", "bộ"):
            continue
        province = report.province or provinces.get(_key(report.place))
        since = _is_since_reform(report)
        if (report.place, province, since) in asked:
            continue
        asked.add((report.place, province, since))
        find = reform.predecessors if since else reform.successors
        for one in find(report.place, province):
            within = (", ".join(one.old.within), ", ".join(one.new.within))
            links[one.old.name, within[0], one.new.name, within[1], one.change] = None
    return list(links)


def _name(report: Report) -> str | None:
    return report.agency if report.level in ("sở", "bộ") and report.agency else report.place or report.agency


def _is_since_reform(report: Report) -> bool:
    day = report.period.end if report.period else report.date
    return day is not None and day >= reform.REFORM


def _key(name: str) -> tuple[str, str]:
    kind, rest = split_name(name)
    return kind, name_key(rest)


def _provinces(reports: Iterable[Report]) -> dict[tuple[str, str], str]:
    """The province of each place, where the reports that say it agree."""
    said: dict[tuple[str, str], dict[tuple[str, str], str]] = defaultdict(dict)
    for report in reports:
        name = _name(report)
        if name is not None and report.province:
            said[_key(name)].setdefault(_key(report.province), report.province)
    return {place: next(iter(found.values())) for place, found in said.items() if len(found) == 1}
