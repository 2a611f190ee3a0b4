"""Rates of a table with the counts of its own rows that they are shares of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from qa_cchc.figures.catalogue import load
from qa_cchc.figures.printed import agreement, decimals, percent
from qa_cchc.records import Figure
from qa_cchc.vietnamese.numbers import Value

# Wholes that offices take a share of, where the catalogue's own does not fit.
_WHOLES = ("files_resolved", "files_received", "files_to_resolve", "survey_forms", "survey_forms_valid")


def with_parts(items: list[tuple[Figure, str]]) -> Iterator[Figure]:
    """The figures, rates with the counts of their own row (or column) that they are shares of."""
    counts: dict[str, dict[tuple[object, ...], Value]] = defaultdict(dict)
    twice: set[tuple[object, ...]] = set()
    for figure, key in items:
        if figure.indicator_id and figure.value is not None and figure.unit != "%" and not figure.change:
            what = (figure.indicator_id, figure.scope, figure.period)
            if counts[key].setdefault(what, figure.value) != figure.value:
                twice.add((key, *what))
    for key, *what in twice:
        # Two counts of one thing: no one knows which one a share is made of.
        del counts[str(key)][tuple(what)]
    for figure, key in items:
        yield _share(figure, counts[key]) if figure.unit == "%" and figure.numerator is None else figure


def _share(figure: Figure, counts: Mapping[tuple[object, ...], Value]) -> Figure:
    """A rate with its numerator and denominator: the whole is the catalogue's, or another that the rate agrees with."""
    indicator = load().get(figure.indicator_id) if figure.indicator_id else None
    if indicator is None or indicator.kind != "ratio" or figure.change or figure.value is None:
        return figure
    over = counts.get((indicator.numerator, figure.scope, figure.period))
    wholes = [
        whole
        for identifier in dict.fromkeys((indicator.denominator, *_WHOLES))
        if (whole := counts.get((identifier, figure.scope, figure.period))) is not None
    ]
    if over is None or not wholes:
        return figure
    early = counts.get(("files_early", figure.scope, figure.period))
    if indicator.id == "files_on_time_rate" and early is not None:
        wider = load().get("files_early_or_on_time_rate")
        for whole in wholes:
            if wider and whole > 0 and _agrees(figure, over + early, whole):
                # The rate holds the early files too, as its numbers say.
                return replace(figure, indicator=wider.name, indicator_id=wider.id, facets=wider.facets)
    own = counts.get((indicator.denominator, figure.scope, figure.period))
    for whole in wholes:
        if whole <= 0 or over < 0:
            continue
        if _agrees(figure, over, whole):
            return replace(figure, numerator=over, denominator=whole)
    return replace(figure, numerator=over, denominator=own) if own is not None else figure


def _agrees(figure: Figure, over: Value, whole: Value) -> bool:
    return agreement(figure.value, percent(over, whole), decimals(figure.value, figure.text)) != "off"  # type: ignore[arg-type]
