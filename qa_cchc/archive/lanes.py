"""The series of a published catalogue as lanes to look along: which there are of an indicator, and their figures."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

_COLUMNS = 'id, "key", office, indicator_id, holder, kind, span'


@dataclass(frozen=True, slots=True)
class Lane:
    """One series without its figures: who reports (`office`), of what (the general indicator), whose figure it is
    (`holder`, a key of `figures.holders`), the kind of unit ("số", "%", "đồng") and the length of its periods."""

    id: int
    key: str
    office: str
    indicator_id: str
    holder: str
    kind: str
    span: str


def lanes(
    connection: sqlite3.Connection, indicator_ids: Sequence[str] | None, offices: Sequence[str] | None = None,
    holders: Sequence[str] | None = None,
) -> list[Lane]:
    """The series of these general indicators, offices and holders (None: of all), in the order made."""
    conditions, values = ["1"], []
    for column, wanted in (("indicator_id", indicator_ids), ("office", offices), ("holder", holders)):
        if wanted is not None:
            conditions.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values += wanted
    query = f"SELECT {_COLUMNS} FROM series WHERE {' AND '.join(conditions)} ORDER BY id"
    return [Lane(*row) for row in connection.execute(query, values)]


def figures_condition(found: Sequence[Lane], periods: Sequence[str] | None = None) -> tuple[str, list[str]]:
    """The SQL condition for the figures of the lanes, of the periods named (None: of all)."""
    # Ids are whole numbers of the catalogue's own: there may be more than a statement takes values.
    where = f"WHERE series IN ({', '.join(str(lane.id) for lane in found)})"
    values: list[str] = []
    if periods is not None:
        where += f" AND period_id IN ({', '.join('?' * len(periods))})"
        values += periods
    return where, values


def held_periods(connection: sqlite3.Connection, found: Sequence[Lane]) -> list[tuple[str, str, int]]:
    """(span, period id, number of lanes that state a value of it) over the lanes."""
    ids = ", ".join(str(lane.id) for lane in found)
    query = (
        "SELECT series.span, period_id, count(DISTINCT figures.series) FROM figures JOIN series "
        f"ON series.id = figures.series WHERE figures.series IN ({ids}) AND state = 'value' AND period_id IS NOT NULL "
        "GROUP BY 1, 2"
    )
    return [tuple(row) for row in connection.execute(query)]
