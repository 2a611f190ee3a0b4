"""Sums and limits that the catalogue knows of ("resolved = early + on time + late"), in one form, row or paragraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from qa_cchc.figures.catalogue import Identity, load
from qa_cchc.figures.checks.facts import Facts, holder_of, is_number
from qa_cchc.figures.checks.told import finding, named, number, printed, where
from qa_cchc.figures.printed import decimals
from qa_cchc.records import Figure, Finding

_Context = tuple[object, ...]


def check_identities(facts: Facts) -> Iterator[Finding]:
    """Identities and limits of the catalogue wherever all their terms are stated side by side for one holder."""
    catalogue = load()
    identities = [
        *(Identity(one.id, one.parts) for one in catalogue.indicators if len(one.parts) > 1),
        *catalogue.identities,
    ]
    for terms in _contexts(facts).values():
        for identity in identities:
            yield from _sum(identity, terms)
        for limit in catalogue.at_most:
            yield from _limit(terms.get(limit.less), terms.get(limit.more))


def _contexts(facts: Facts) -> dict[_Context, dict[str, Figure]]:
    """What is stated side by side: the rows of one form, the cells of one table row, the sentences of one paragraph.

    An indicator that is stated with two values there stands for neither.
    """
    found: dict[_Context, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in facts.figures:
        if figure.indicator_id is None or not is_number(figure) or figure.unit == "%":
            continue
        context = _context(figure)
        if context is not None:
            found[context][figure.indicator_id].append(figure)
    return {
        context: {identifier: figures[0] for identifier, figures in terms.items() if _one_value(figures)}
        for context, terms in found.items()
    }


def _context(figure: Figure) -> _Context | None:
    period = figure.period.id if figure.period else None
    place = figure.id.rsplit(":", 1)[0]
    if figure.origin == "form":
        return ("form", figure.form, period, figure.cumulative)
    return (place, holder_of(figure), period, figure.cumulative)


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
    if any(abs(total - each) <= _slack([whole, *parts]) for each in (made, made + _added(optional))):
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
