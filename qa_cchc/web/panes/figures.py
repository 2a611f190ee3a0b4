"""The tab "Số liệu": every figure of the archive, found by words, narrowed by facets, sorted, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from qa_cchc.archive.browse import ORDERS, Browsed, Counted, Order
from qa_cchc.archive.store import Archive
from qa_cchc.records import Figure, Filters
from qa_cchc.web import export_links, links, markup, render, shown
from qa_cchc.web.panes.query import Query
from qa_cchc.web.texts import text

PATH = "/so-lieu"
TAB = "so-lieu"
WORDS, START, ORDER = "tim", "tu", "xep"
_SIZE = 50
# How many values of a facet are shown before the others fold away.
_OPEN = 6
# Facet → (its name in the address, its heading).
_FACETS = {
    "period": ("ky", "filter_period"),
    "place": ("noi", "filter_place"),
    "level": ("cap", "chip_level"),
    "origin": ("goc", "facet_origin"),
    "state": ("tt", "column_state"),
}
# Heading → the order that pressing it brings.
_COLUMNS: tuple[tuple[str, Order | None], ...] = (
    ("column_indicator", "indicator"), ("column_value", "value"), ("column_unit", None), ("column_period", "period"),
    ("column_whose", "place"), ("column_state", None), ("column_source", None),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Value:
    """One value of a facet as the page shows it: pressing it goes to `address`."""

    label: str
    count: str
    chosen: bool
    address: str


def pane(archive: Archive, query: Query) -> str:
    """The HTML of the tab for what the address asks."""
    found = browse(archive, query)
    start = min(query.number(START), max(0, found.total - 1) // _SIZE * _SIZE)
    if start != query.number(START):
        found = browse(archive, query, start)
    return markup.render(
        "panes/figures.html",
        query=query,
        words=query.one(WORDS),
        kept=[(name, value) for name, value in query.pairs if name not in (WORDS, START)],
        rows=[_row(figure) for figure in found.figures],
        total=found.total,
        first=start + 1,
        last=start + len(found.figures),
        facets=_facets(found, query),
        chosen=_chosen(found, query),
        columns=_columns(query),
        exports=export_links.choices(export_links.FIGURES, list(query.pairs), "xlsx", "csv"),
        previous=query.address(**{START: str(start - _SIZE) if start > _SIZE else None}) if start else None,
        following=query.address(**{START: str(start + _SIZE)}) if start + _SIZE < found.total else None,
    )


def browse(archive: Archive, query: Query, start: int | None = None, size: int = _SIZE) -> Browsed:
    """The figures that the address asks for."""
    order, descending = _order(query)
    return archive.browse(
        filters(query), query.one(WORDS), order, descending, query.number(START) if start is None else start, size
    )


def filters(query: Query) -> Filters:
    """The conditions that the address names."""
    chosen = {facet: query.all(name) for facet, (name, _) in _FACETS.items()}
    return Filters(
        periods=chosen["period"], places=chosen["place"], levels=chosen["level"], origins=chosen["origin"],
        states=chosen["state"],
    )  # fmt: skip


def _order(query: Query) -> tuple[Order, bool]:
    wanted = query.one(ORDER)
    name = wanted.lstrip("-")
    return next((order for order in ORDERS if order == name), "read"), wanted.startswith("-")


def _columns(query: Query) -> list[dict[str, str | None]]:
    """The heads of the table; those that sort lead to the same figures sorted by them, then the other way round."""
    order, descending = _order(query)
    columns: list[dict[str, str | None]] = []
    for label, sorts in _COLUMNS:
        now = order == sorts
        turned = f"-{sorts}" if now and not descending else sorts
        columns.append({
            "label": text(label),
            "kind": "numeric" if label == "column_value" else "",
            "sort": ("descending" if descending else "ascending") if now else "none" if sorts else None,
            "address": query.address(**{ORDER: turned, START: None}) if sorts else None,
        })
    return columns


def _facets(found: Browsed, query: Query) -> list[dict[str, object]]:
    shown_facets: list[dict[str, object]] = []
    for facet, (name, heading) in _FACETS.items():
        chosen = query.all(name)
        values = [
            _Value(
                _label(facet, value), shown.number(value.count), value.value in chosen,
                query.address(**query.toggled(name, value.value, START)),
            )
            for value in found.facets[facet]
        ]  # fmt: skip
        values.sort(key=lambda value: not value.chosen)
        if len(values) > 1 or any(value.chosen for value in values):
            fold = max(_OPEN, sum(value.chosen for value in values))
            shown_facets.append({"heading": text(heading), "values": values[:fold], "more": values[fold:]})
    return shown_facets


def _chosen(found: Browsed, query: Query) -> list[_Value]:
    """The conditions in force, each with the address without it."""
    values = []
    for facet, (name, _) in _FACETS.items():
        labels = {value.value: _label(facet, value) for value in found.facets[facet]}
        for value in query.all(name):
            address = query.address(**query.toggled(name, value, START))
            values.append(_Value(labels.get(value, value), "", True, address))
    return values


def _label(facet: str, value: Counted) -> str:
    if facet == "origin":
        return text(f"read_in_{value.value}")
    return text(f"state_{value.value}") if facet == "state" else value.label


def _row(figure: Figure) -> dict[str, object]:
    return {**render.figure_row(figure), "source": links.source(figure.report.id, [figure.id])}
