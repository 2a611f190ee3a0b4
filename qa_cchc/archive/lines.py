"""The series of a published catalogue: which figures belong to them, and what a reader must know of each."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from qa_cchc.archive.catalogue import Rows
from qa_cchc.archive.rows import PlaceLink
from qa_cchc.figures.catalogue import load
from qa_cchc.figures.series import Series, points
from qa_cchc.records import Figure, Report
from qa_cchc.vietnamese.places import same_place

_HOW = {
    "unchanged": "giữ nguyên địa giới",
    "renamed": "đổi tên, giữ nguyên địa giới",
    "merged": "nhập vào cùng đơn vị khác",
    "divided": "chia cho nhiều đơn vị mới",
    "dissolved": "kết thúc hoạt động cấp huyện, các xã, phường được sắp xếp lại",
}


def series_of(
    connection: sqlite3.Connection, rows: Rows, reports: Mapping[str, Report], where: str, values: Sequence[Any],
    indicator_ids: Sequence[str] | None, links: Sequence[PlaceLink],
) -> list[Series]:
    """The series with figures that the SQL condition on figures admits, in order of their names."""
    condition, wanted = where, list(values)
    if indicator_ids is not None:
        general = sorted(_general(indicator_ids))
        marks = ", ".join("?" * len(general))
        ids = f"series IN (SELECT id FROM series WHERE indicator_id IN ({marks}))"
        condition = f"{where} AND {ids}" if where else f"WHERE {ids}"
        wanted += general
    condition = f"{condition} AND" if condition else "WHERE"
    found = rows.figures(connection, f"{condition} series IS NOT NULL AND state = 'value'", wanted)
    of_series: dict[str, list[Figure]] = defaultdict(list)
    for figure in found:
        of_series[str(figure.series)].append(figure)
    described = _described(connection, list(of_series))
    made = [
        _made(key, name, span, of_series[key], reports, links)
        for key, (name, span) in described.items()
    ]
    return sorted(made, key=lambda one: one.name)


def _general(indicator_ids: Iterable[str]) -> set[str]:
    catalogue = load()
    known = ((identity, catalogue.get(identity)) for identity in indicator_ids)
    return {(indicator.general or identity) if indicator else identity for identity, indicator in known}


def _described(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for start in range(0, len(keys), 500):
        batch = keys[start : start + 500]
        query = f'SELECT "key", name, span FROM series WHERE "key" IN ({", ".join("?" * len(batch))})'
        found |= {key: (name, span) for key, name, span in connection.execute(query, batch)}
    return found


def _made(
    key: str, name: str, span: str, figures: Sequence[Figure], reports: Mapping[str, Report],
    links: Sequence[PlaceLink],
) -> Series:
    line = points(figures, reports)
    last = line[-1]
    notes = (*_corrections(line, figures), *_reform(last.place, links))
    return Series(key, name, last.unit, last.place, last.scope, span, line, notes)


def _corrections(line: Sequence[Figure], figures: Sequence[Figure]) -> Iterator[str]:
    by_id = {figure.id: figure for figure in figures}
    for figure in line:
        earlier = [by_id[identity] for identity in figure.corrects if identity in by_id]
        said = list(dict.fromkeys(one.text for one in earlier if one.report != figure.report))
        if said and figure.period:
            newer = f"Báo cáo số {figure.report.number}" if figure.report.number else f"tệp {figure.file}"
            yield (
                f"Số liệu {figure.period.label}: dùng {figure.text} theo {newer}, thay cho {', '.join(said)} của báo "
                "cáo trước."
            )


def _reform(place: str | None, links: Sequence[PlaceLink]) -> Iterator[str]:
    """How the place of a series is linked with the places asked for."""
    for link in links:
        if place is not None and (same_place(place, link.old) or same_place(place, link.new)):
            yield (
                f"Từ 01/7/2025: {link.old} ({link.old_within or 'cấp tỉnh'}) → {link.new} "
                f"({link.new_within or 'cấp tỉnh'}): {_HOW[link.kind]}; số liệu trước và sau không cùng phạm vi."
                if link.kind in ("merged", "divided", "dissolved")
                else f"Từ 01/7/2025: {link.old} → {link.new}: {_HOW[link.kind]}."
            )
