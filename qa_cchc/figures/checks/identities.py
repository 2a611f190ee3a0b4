"""Sums and limits that the catalogue knows of ("resolved = early + on time + late"), in one form, row or paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from qa_cchc.figures.catalogue import AtMost, Identity, load
from qa_cchc.figures.checks.facts import Facts, holder_of, is_number
from qa_cchc.figures.checks.told import finding, named, number, printed, where
from qa_cchc.figures.printed import decimals
from qa_cchc.records import Figure, Finding

_Context = tuple[object, ...]
_IN_TABLE = re.compile(r":t\d+:c?\d+$")
_FEW_ROWS = 2
_HELD_BY = {"files_early": "files_on_time"}


def check_identities(facts: Facts) -> Iterator[Finding]:
    """Identities and limits of the catalogue wherever all their terms are stated side by side for one holder."""
    catalogue = load()
    identities = [
        *(Identity(one.id, one.parts) for one in catalogue.indicators if len(one.parts) > 1),
        *catalogue.identities,
    ]
    of_whole: dict[str, list[Identity]] = defaultdict(list)
    limits: dict[str, list[AtMost]] = defaultdict(list)
    for one in identities:
        of_whole[one.whole].append(one)
    for limit in catalogue.at_most:
        limits[limit.less].append(limit)
    stated: dict[tuple[str, Identity], list[Finding | None]] = defaultdict(list)
    for context, terms in _contexts(facts).items():
        for identity in (each for whole in terms for each in of_whole.get(whole, ())):
            found = list(_sum(identity, terms))
            table = _table_of(context)
            if table is None:
                yield from found
            elif _is_stated(identity, terms):
                stated[table, identity].append(found[0] if found else None)
        for limit in (each for less in terms for each in limits.get(less, ())):
            yield from _limit(terms.get(limit.less), terms.get(limit.more))
    for (_, identity), rows in stated.items():
        yield from _of_table(identity, rows)


def _of_table(identity: Identity, rows: Sequence[Finding | None]) -> Iterator[Finding]:
    """The rows of a table in which an identity fails, where the others bear it out.

    A table in which it fails throughout counts otherwise than the catalogue: files carried over go unsaid, "đúng hạn"
    means something else. In a table of one or two rows the whole must be told with all its parts.
    """
    failed = [found for found in rows if found is not None]
    held = len(rows) - len(failed)
    if held >= len(failed) or (not held and len(rows) <= _FEW_ROWS and not identity.unless):
        yield from failed


def _table_of(context: _Context) -> str | None:
    """The table that a context stands in, None for forms and sentences."""
    place = str(context[0])
    return place.rsplit(":", 1)[0] if _IN_TABLE.search(place) else None


def _is_stated(identity: Identity, terms: Mapping[str, Figure]) -> bool:
    """Whether a row tells the whole and all parts, not every one of them 0."""
    wanted = [terms.get(identifier) for identifier in (identity.whole, *identity.parts)]
    return all(one is not None for one in wanted) and any(one.value for one in wanted if one is not None)


def _contexts(facts: Facts) -> dict[_Context, dict[str, Figure]]:
    """What is stated side by side: the rows of one form, the cells of one table row, the sentences of one paragraph.

    An indicator that is stated with two values there stands for neither.
    """
    found: dict[_Context, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in facts.figures:
        if figure.indicator_id is None or not is_number(figure) or figure.unit == "%":
            continue
        for context in _contexts_of(figure):
            found[context][figure.indicator_id].append(figure)
    return {
        context: {identifier: figures[0] for identifier, figures in terms.items() if _one_value(figures)}
        for context, terms in found.items()
        if len(terms) > 1
    }


def _contexts_of(figure: Figure) -> list[_Context]:
    """The contexts a figure stands in; of a table its row, and its column where rows name what is counted."""
    period = figure.period.id if figure.period else None
    place = figure.id.rsplit(":", 1)[0]
    if figure.origin == "form":
        return [("form", figure.form, period, figure.cumulative)]
    told = (holder_of(figure), period, figure.cumulative)
    if figure.origin == "table":
        table, _, column = figure.id.rsplit(":", 2)
        return [(place, *told), (f"{table}:c{column}", *told)]
    return [(place, *told)]


def _one_value(figures: Sequence[Figure]) -> bool:
    return len({figure.value for figure in figures}) == 1


def _sum(identity: Identity, terms: Mapping[str, Figure]) -> Iterator[Finding]:
    whole = terms.get(identity.whole)
    parts = [terms[part] for part in identity.parts if part in terms]
    if whole is None or len(parts) < len(identity.parts) or any(other in terms for other in identity.unless):
        return
    optional = [terms[part] for part in identity.optional if part in terms]
    total = Decimal(repr(whole.value))
    made = _added(parts)
    # "Đúng hạn" may hold the early files as well.
    within = [terms[part] for part, holding in _HELD_BY.items() if part in identity.parts and holding in identity.parts]
    sums = (made, made + _added(optional), made - _added(within))
    if any(abs(total - each) <= _slack([whole, *parts]) for each in sums):
        return
    all_parts = [*parts, *optional]
    expected = made + _added(optional)
    if expected < total and optional != [] and len(optional) < len(identity.optional):
        return
    message = (
        f"{named(whole)} ghi {printed(whole)}, nhưng {', '.join(_short(part) for part in all_parts)} "
        f"cộng lại được {number(expected)} ({where(whole)})."
    )
    yield finding("sum", "error", "identity", message, whole.text, number(expected), [whole, *all_parts])


def _limit(less: Figure | None, more: Figure | None) -> Iterator[Finding]:
    if less is None or more is None or less.value is None or more.value is None or less.value <= more.value:
        return
    message = f"{named(less)} ({printed(less)}) lớn hơn {_lower(more.indicator)} ({printed(more)}); {where(less)}."
    yield finding("sum", "error", "limit", message, less.text, f"≤ {more.text}", [less, more])


def _added(figures: Sequence[Figure]) -> Decimal:
    return sum((Decimal(repr(figure.value)) for figure in figures), Decimal(0))


def _slack(figures: Sequence[Figure]) -> Decimal:
    """Half of the last printed digit for every term that is printed with decimals; whole numbers are exact."""
    places = [decimals(figure.value, figure.text) for figure in figures]  # type: ignore[arg-type]
    return sum((Decimal(1).scaleb(-each) / 2 for each in places if each), Decimal(0))


def _short(figure: Figure) -> str:
    return f"{_lower(figure.indicator)} {figure.text}"


def _lower(name: str) -> str:
    return name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"
