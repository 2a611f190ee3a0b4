"""The record of a comparison, a table with what stands behind each cell; `records` gives it on to all others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """What stands behind one cell of a comparison: its value as a number in `unit`, None where there is none, and then
    `gap` says why. `figure` is the id of the figure shown and `citation` its number; a number worked out has neither,
    but a `formula` over numbers that have."""

    value: float | int | None = None
    unit: str | None = None
    figure: str | None = None
    citation: int | None = None
    gap: str | None = None
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """A number worked out: `text` shows how ("48,84 − 40,78 = 8,06"), `figures` are the ids of what went into it."""

    label: str
    value: float | int
    unit: str | None
    text: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures over periods and places as a table of words: `rows` are parallel to `columns`, the label of a row first,
    a gap "–". `differences` are sentences, `order` places or ids of periods, best or first first.

    `cells` are parallel to `rows`, None for labels. `kind` is "comparison", "trend", "ranking" or "total"; `periods`
    are ids, `places` the names of the lines, `indicators` catalogue ids; `unit` is that of all values where there is
    one.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    differences: tuple[str, ...]
    order: tuple[str, ...]
    cells: tuple[tuple[ComparedCell | None, ...], ...] = ()
    kind: str = "comparison"
    title: str = ""
    unit: str | None = None
    periods: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    formulas: tuple[Formula, ...] = ()
