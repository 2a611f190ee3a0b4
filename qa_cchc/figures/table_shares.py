"""Rates of a table with the counts of its own rows that they are shares of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qa_cchc.figures.catalogue import load
from qa_cchc.figures.printed import agreement, decimals, percent
from qa_cchc.records import Figure
from qa_cchc.vietnamese.numbers import Value

# Wholes that offices take a share of, where the catalogue's own does not fit.
_WHOLES = ("files_resolved", "files_received", "files_to_resolve", "survey_forms", "survey_forms_valid")

# Rates whose headings ("Tỷ lệ", "Tỷ lệ đúng hạn") may mean all files resolved early or on time.
_MOST = 0.7
_MAYBE_TIMELY = ("files_on_time_rate", "files_resolved_rate")


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
    timely = _timely_columns(items, counts)
    wider = load().get("files_early_or_on_time_rate")
    for figure, key in items:
        if wider and _column(figure) in timely and figure.indicator_id in _MAYBE_TIMELY:
            figure = replace(figure, indicator=wider.name, indicator_id=wider.id, facets=wider.facets)
        yield _share(figure, counts[key]) if figure.unit == "%" and figure.numerator is None else figure


def _column(figure: Figure) -> str:
    """The column of its table that a figure stands in."""
    return figure.id.rsplit(":", 1)[-1]


def _timely_columns(
    items: Sequence[tuple[Figure, str]], counts: Mapping[str, Mapping[tuple[object, ...], Value]]
) -> set[str]:
    """The columns of rates that are of all files resolved early or on time, as the numbers of most of their rows say
    and the plain reading of their headings does not."""
    told: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for figure, key in items:
        indicator = load().get(figure.indicator_id) if figure.indicator_id in _MAYBE_TIMELY else None
        if indicator is None or figure.change or figure.unit != "%" or figure.numerator is not None:
            continue
        row = counts[key]
        timely, over = _timely(figure, row), row.get((indicator.numerator, figure.scope, figure.period))
        done = [row.get((one, figure.scope, figure.period)) for one in _WHOLES[:3]]
        wholes = [whole for whole in done if whole is not None and whole > 0]
        if timely is not None and wholes:
            plain = over is not None and any(_agrees(figure, over, whole) for whole in wholes)
            told[_column(figure)].append((any(_agrees(figure, timely, whole) for whole in wholes), plain))
    return {
        column
        for column, rows in told.items()
        if sum(wide for wide, _ in rows) > _MOST * len(rows) and not all(plain for _, plain in rows)
    }


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
    own = counts.get((indicator.denominator, figure.scope, figure.period))
    for whole in wholes:
        if whole <= 0 or over < 0:
            continue
        if _agrees(figure, over, whole):
            return replace(figure, numerator=over, denominator=whole)
    return replace(figure, numerator=over, denominator=own) if own is not None else figure


def _timely(figure: Figure, counts: Mapping[tuple[object, ...], Value]) -> Value | None:
    """The files resolved early or on time in the row of a rate."""
    both = counts.get(("files_early_or_on_time", figure.scope, figure.period))
    parts = [counts.get((one, figure.scope, figure.period)) for one in ("files_early", "files_on_time")]
    return both if both is not None else sum(parts) if None not in parts else None  # type: ignore[arg-type]


def _agrees(figure: Figure, over: Value, whole: Value) -> bool:
    return agreement(figure.value, percent(over, whole), decimals(figure.value, figure.text)) != "off"  # type: ignore[arg-type]
