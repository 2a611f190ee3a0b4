"""Figures a page at a time, in an order of one's own, with how many there are of each period, place, level, origin and
state under the other conditions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from qa_cchc.archive.catalogue import Rows
from qa_cchc.records import Figure, Filters
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.terms import terms

Order = Literal["read", "indicator", "value", "period", "place"]
Condition = Callable[[Filters], tuple[str, list[Any]]]

# Facet → (the column counted, its label, the order of its values, the filters without the facet's own condition).
_FACETS: dict[str, tuple[str, str, str, Callable[[Filters], Filters]]] = {
    "period": ("period_id", "max(period_label)", "max(period_end) DESC, min(period_start) DESC",
               lambda given: replace(given, periods=())),
    "place": ("place", "place", "count(*) DESC, place", lambda given: replace(given, places=())),
    "level": ("level", "level", "count(*) DESC", lambda given: replace(given, levels=())),
    "origin": ("origin", "origin", "count(*) DESC", lambda given: replace(given, origins=())),
    "state": ("state", "state", "count(*) DESC", lambda given: replace(given, states=())),
}  # fmt: skip
_ORDERS: dict[Order, str] = {
    "read": "ordinal {way}",
    "indicator": "indicator {way}, ordinal",
    "value": "value IS NULL, value {way}, ordinal",
    "period": "period_end IS NULL, period_end {way}, period_start {way}, ordinal",
    "place": "place IS NULL, place {way}, ordinal",
}
ORDERS = tuple(_ORDERS)


@dataclass(frozen=True, slots=True)
class Counted:
    """One value of a facet, how a person reads it, and how many figures have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Browsed:
    """A page of figures: `total` is how many there are on all pages; `facets` are by name."""

    figures: tuple[Figure, ...]
    total: int
    facets: dict[str, tuple[Counted, ...]]


def browse(
    connection: sqlite3.Connection, rows: Rows, condition: Condition, filters: Filters, words: str, order: Order,
    descending: bool, start: int, size: int,
) -> Browsed:
    """The figures `start` to `start + size` that the filters admit and that hold all of `words`.

    `condition` turns filters into SQL (see `selection.figure_condition`).
    """
    where, values = _and_words(*condition(filters), words)
    (total,) = connection.execute(f"SELECT count(*) FROM figures {where}", values).fetchone()
    ordered = _ORDERS[order].format(way="DESC" if descending else "ASC")
    query = f"SELECT ordinal FROM figures {where} ORDER BY {ordered} LIMIT ? OFFSET ?"
    ordinals = [ordinal for (ordinal,) in connection.execute(query, (*values, size, start))]
    facets = {}
    for name, (column, label, by, without) in _FACETS.items():
        where, values = _and_words(*condition(without(filters)), words)
        joined = f"{where} AND" if where else "WHERE"
        query = (
            f"SELECT {column}, {label}, count(*) FROM figures {joined} {column} IS NOT NULL "
            f"GROUP BY {column} ORDER BY {by}"
        )
        facets[name] = tuple(Counted(*row) for row in connection.execute(query, values))
    return Browsed(tuple(rows.at(connection, ordinals)), total, facets)


def _and_words(where: str, values: Sequence[Any], words: str) -> tuple[str, list[Any]]:
    """The condition, and that each of the words stands in what the figure is found by."""
    wanted = terms(expand(words))
    if not wanted:
        # Words that say nothing to look for ("của các") leave all figures; others must not be passed over.
        return where, list(values)
    match = " AND ".join(f'"{term}"' for term in wanted)
    found = "ordinal IN (SELECT rowid FROM figure_terms WHERE figure_terms MATCH ?)"
    return (f"{where} AND {found}" if where else f"WHERE {found}"), [*values, match]
