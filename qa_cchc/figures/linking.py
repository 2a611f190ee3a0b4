"""Figures that state one thing in several places of a report: the same again, or something else.

Two figures are statements of one thing when indicator, holder, period, data window and kind of count are the same. A
rate of one decimal and of two agree when one is the other rounded or cut off; amounts agree across units of money.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from qa_cchc.figures.catalogue import load
from qa_cchc.figures.holders import COMMUNES, DEPARTMENTS, DISTRICTS, OWN, PROVINCE, holder
from qa_cchc.figures.printed import agreement, decimals, in_dong
from qa_cchc.records import Figure

_GROUP_AT = {"tỉnh": PROVINCE, "huyện": DISTRICTS, "xã": COMMUNES, "sở": DEPARTMENTS}
Key = tuple[str, str, str | None, bool, str]

_MOST = 40
"""Statements of one thing in one report, at most. More are rows of a list that its words do not tell apart; pairs of
thousands of them would take minutes and tell nothing."""


def identity(figure: Figure) -> Key | None:
    """Indicator (the general one), holder, period, whether cumulative, kind of unit; None without an indicator."""
    indicator = load().get(figure.indicator_id) if figure.indicator_id else None
    if indicator is None:
        return None
    whose = holder(figure.scope, figure.place, figure.level, figure.report.agency)
    if indicator.at and whose == OWN and indicator.at != figure.level:
        whose = _GROUP_AT.get(indicator.at, indicator.at)
    kind = "%" if figure.unit == "%" else "đồng" if in_dong(1, figure.unit) is not None else "số"
    return (
        indicator.general or indicator.id,
        whose,
        figure.period.id if figure.period else None,
        bool(figure.cumulative) and not _since_january(figure),
        kind,
    )


def _since_january(figure: Figure) -> bool:
    """Whether the period itself begins with the year: then counting from its start adds nothing."""
    return figure.period is not None and (figure.period.start.month, figure.period.start.day) == (1, 1)


def is_stated(figure: Figure) -> bool:
    """Whether a figure states its indicator itself: a number read for certain, no change against another time."""
    return figure.state == "value" and figure.value is not None and figure.change is None


def agree(one: Figure, other: Figure) -> bool:
    """Whether two statements of one thing say the same, as exactly as each was printed."""
    if one.value is None or other.value is None:
        return False
    if one.value == other.value and one.unit == other.unit:
        return True
    first, second = in_dong(one.value, one.unit), in_dong(other.value, other.unit)
    if first is not None and second is not None:
        return _amounts_agree(one, first, other, second)
    exact, rough = sorted((one, other), key=lambda figure: -decimals(figure.value, figure.text))  # type: ignore[arg-type]
    places = decimals(rough.value, rough.text)  # type: ignore[arg-type]
    if one.approximate or other.approximate:
        return abs(one.value - other.value) <= 0.1 * max(abs(one.value), abs(other.value))
    # "19,44%" and "20%" differ: a rate without decimals may be rounded, not raised.
    return agreement(rough.value, Decimal(repr(exact.value)), places) in ("rounded", "truncated")  # type: ignore[arg-type]


def _amounts_agree(one: Figure, first: Decimal, other: Figure, second: Decimal) -> bool:
    """Amounts agree within half of the last digit that the rougher of them was printed with."""
    steps = [
        (in_dong(1, figure.unit) or Decimal(1)).scaleb(-decimals(figure.value, figure.text))  # type: ignore[arg-type]
        for figure in (one, other)
    ]
    return abs(first - second) < max(steps)


def statements(figures: Iterable[Figure]) -> Iterator[list[Figure]]:
    """The figures that state one thing, where there are several (and at most 40), in reading order."""
    found: dict[Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        if is_stated(figure):
            key = identity(figure)
            if key is not None:
                found[key].append(figure)
    for group in found.values():
        # A part that its words tell from its whole no further ("38 người, trong đó 31 …") states nothing of its own.
        ids = {figure.id for figure in group}
        stated = [figure for figure in group if figure.whole not in ids]
        if 1 < len(stated) <= _MOST:
            yield stated


def may_be_one(one: Figure, other: Figure) -> bool:
    """Whether two figures of one identity can be statements of one thing: neither is a part of the other, their data
    windows are not two different ones, and they are not two of a list."""
    if one.window is not None and other.window is not None and one.window != other.window:
        return False
    if other.whole == one.id or one.whole == other.id:
        return False
    if _is_all(one) != _is_all(other) and one.scope and other.scope:
        # "toàn huyện" takes in its communes, "UBND huyện" does not.
        return False
    if one.origin == other.origin == "table" and one.id.rsplit(":", 2)[0] == other.id.rsplit(":", 2)[0]:
        # Cells of one table: rows or columns that its headings do not tell apart, never the same thing twice.
        return False
    together = one.id.rsplit(":", 1)[0] == other.id.rsplit(":", 1)[0] and one.origin != "form"
    return not (together or (one.whole and one.whole == other.whole))


def _is_all(figure: Figure) -> bool:
    return (figure.scope or "").lower().startswith(("toàn ", "cả "))


def link(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures with `same` and `differs` filled in."""
    same: dict[str, list[str]] = defaultdict(list)
    differs: dict[str, list[str]] = defaultdict(list)
    for group in statements(figures):
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                if may_be_one(one, other):
                    links = same if agree(one, other) else differs
                    links[one.id].append(other.id)
                    links[other.id].append(one.id)
    if not same and not differs:
        return tuple(figures)
    return tuple(
        replace(figure, same=tuple(same.get(figure.id, ())), differs=tuple(differs.get(figure.id, ())))
        if figure.id in same or figure.id in differs
        else figure
        for figure in figures
    )
