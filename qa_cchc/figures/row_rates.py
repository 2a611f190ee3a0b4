"""Rates whose row names only the rows they are made of: "Tỷ lệ % (4)/(2)", "Tỷ lệ đạt", "Tỷ lệ đã khắc phục".

A rate is told by what it is a share of and what share it is, and both stand in rows of their own nearby.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa_cchc.figures.catalogue import Catalogue
from qa_cchc.figures.indicator import Indicator
from qa_cchc.figures.likeness import prepare
from qa_cchc.figures.name_index import RowName, unit_kind
from qa_cchc.vietnamese.unicode import fold

_REFERENCE = r"(?:muc |dong |cot |chi tieu )?(?:\d{1,4}(?:\.\d{1,3}){0,4}[a-z]?|[a-z])"
_SUM = rf"{_REFERENCE}(?:\s*[)\]]?\s*\+\s*[(\[]?\s*{_REFERENCE})*"
_SHARE = re.compile(rf"[(\[=]\s*(?P<over>{_SUM})\s*[)\]]*\s*[/:]\s*[(\[]*\s*(?P<under>{_SUM})\s*(?:[)\]]|x|\*|$)")
_ONE = re.compile(r"\d{1,4}(?:\.\d{1,3}){0,4}[a-z]?|\b[a-z]\b")
_RATE = re.compile(r"^[-+*•. ]*(?:(?:trong do|dat)[: ]*)?(?:ty le|ti le|%)")
# Words of a rate's name that do not say of what it is one.
_FORMAL = frozenset(
    "ty ti le % phan tram dat muc do so voi tren tong ke hoach duoc da giao chi tieu x trong do luong cua cac dang va "
    "the la bang viec".split()
)
_REACH = 8
# What a rate and the row that it is of say alike.
_ALIKE = ("deadline", "channel", "online", "given")
_RATES = frozenset({"ratio"})


@dataclass(frozen=True, slots=True)
class RateRow:
    """A row as rates see it: its name, what it is matched to, its path, and the position of the row above it."""

    name: RowName
    indicator: Indicator | None
    path: str = ""
    above: int | None = None


def with_rates(catalogue: Catalogue, rows: Sequence[RateRow]) -> list[Indicator | None]:
    """What the rows mean, with the rates that other rows tell; a rate beside whose row none of its parts stands gives
    way to one whose parts do."""
    found = [row.indicator for row in rows]
    for position, row in enumerate(rows):
        if not _is_rate(row.name):
            continue
        own = found[position]
        # A rate that stands beside one of its own parts is right.
        around = {one.id for one in _around(rows, found, position)}
        if own is not None and around & {own.numerator, own.denominator}:
            continue
        share = _SHARE.search(fold(row.name.name))
        words = _words(row.name.name)
        made = None
        if share is not None and (own is None or not words):
            made = _referred(catalogue, rows, found, position, share)
        if made is None and (own is None or words):
            made = _worded(catalogue, rows, found, position, words)
        known = {one.id for one in found if one is not None}
        if made is not None and (own is None or own.kind in _RATES) and made.id not in known:
            found[position] = made
    return found


def _is_rate(name: RowName) -> bool:
    if name.unit:
        return unit_kind(name.unit) == "rate"
    return _RATE.match(fold(name.name)) is not None


def _words(name: str) -> frozenset[str]:
    """The words of a rate's name that say of what it is one."""
    bare = _SHARE.sub(" ", fold(name))
    return frozenset(token for token in prepare(bare).tokens if token not in _FORMAL and not token.isdigit())


def _around(rows: Sequence[RateRow], found: Sequence[Indicator | None], position: int) -> list[Indicator]:
    return [one for at in _beside(rows, position) if (one := found[at]) is not None]


def _beside(rows: Sequence[RateRow], position: int) -> Iterator[int]:
    """The rows before one of which it may be a rate, nearest first: those of the same row above, and that row."""
    parents = rows[position].name.parents
    for at in range(position - 1, max(-1, position - 1 - 3 * _REACH), -1):
        other = rows[at].name.parents
        near = position - at <= _REACH
        if (other == parents and (parents or near)) or (near and other[: len(parents)] == parents):
            yield at
        elif at == rows[position].above:
            yield at
            return


def _referred(
    catalogue: Catalogue,
    rows: Sequence[RateRow],
    found: Sequence[Indicator | None],
    position: int,
    share: re.Match[str],
) -> Indicator | None:
    """The rate of the rows whose codes a name gives; where rows bear other codes, of the nearest as far apart."""
    over, under = _ONE.findall(share["over"]), _ONE.findall(share["under"])
    places = [_coded(rows, position, code) for code in (*over, *under)]
    if None not in places and (made := _of(catalogue, found, places, len(over), told=True)) is not None:
        return made
    if not all(code.isdigit() for code in (*over, *under)):
        return None
    numbers = [int(code) for code in (*over, *under)]
    nearest = position - 1 - max(numbers)
    for shift in range(nearest, nearest - _REACH, -1):
        at = [number + shift for number in numbers]
        if min(at) >= 0 and (made := _of(catalogue, found, at, len(over))) is not None:
            return made
    return None


def _coded(rows: Sequence[RateRow], position: int, code: str) -> int | None:
    """The row with a code, nearest to the one at `position`, those under the same row first."""
    parents = rows[position].name.parents
    having = [at for at, row in enumerate(rows) if at != position and fold(row.path).rsplit("/", 1)[-1] == code]
    return min(
        having,
        key=lambda at: (rows[at].name.parents[:1] != parents[:1], at > position, abs(at - position)),
        default=None,
    )


def _of(
    catalogue: Catalogue, found: Sequence[Indicator | None], places: Sequence[int | None], over: int, told: bool = False
) -> Indicator | None:
    """The rate that the rows at the first `over` places make of those at the others; None where none is known. `told`:
    the form itself says that these rows are divided."""
    meant = [found[at] for at in places if at is not None]
    if None in meant or len(meant) < 2:
        return None
    parts = [one for one in meant if one is not None]
    whole = _sum(catalogue, parts[:over])
    base = _sum(catalogue, parts[over:])
    return _rate(catalogue, whole, (base,), told) if whole is not None and base is not None else None


def _sum(catalogue: Catalogue, parts: Sequence[Indicator]) -> Indicator | None:
    if len(parts) == 1:
        return parts[0]
    ids = {part.id for part in parts}
    return next((one for one in catalogue.indicators if one.parts and set(one.parts) == ids), None)


def _rate(
    catalogue: Catalogue, over: Indicator, wholes: Sequence[Indicator], told: bool = False
) -> Indicator | None:
    """The rate with `over` above the line and below it one of `wholes`: what the catalogue divides by, at one level or
    with more in it. Where the form is `told` to divide by another, any of the same unit that is no such part."""
    rates = _by_numerator(catalogue)
    for identifier in (over.id, over.general):
        rate = rates.get(identifier or "")
        if rate is None or not rate.denominator:
            continue
        for whole in wholes:
            if whole.id == over.id:
                continue
            of_that = rates.get(rate.denominator)
            wider = of_that is not None and of_that.denominator in (whole.id, whole.general)
            if wider or rate.denominator in (whole.id, whole.general, *whole.parts):
                return rate
            if told and whole.unit == over.unit and whole.id not in rates:
                return rate
    return None


@lru_cache(maxsize=4)
def _by_numerator(catalogue: Catalogue) -> Mapping[str, Indicator]:
    return {one.numerator: one for one in catalogue.indicators if one.numerator and one.kind in _RATES}


def _worded(
    catalogue: Catalogue,
    rows: Sequence[RateRow],
    found: Sequence[Indicator | None],
    position: int,
    words: frozenset[str],
) -> Indicator | None:
    """The rate of the row beside it that a name repeats; without words of its own, of the nearest that has one."""
    beside = [at for at in _beside(rows, position) if found[at] is not None]
    wholes = [one for at in beside if (one := found[at]) is not None and one.kind not in _RATES]
    features = prepare(rows[position].name.name).features
    options: list[tuple[int, Indicator]] = []
    for at in beside:
        indicator = found[at]
        if indicator is None or indicator.kind in _RATES:
            continue
        name = prepare(rows[at].name.name)
        # One wording for what offices word differently may fit only the longer name.
        said = name.tokens | frozenset(fold(rows[at].name.name).split())
        if words and (not words <= said or any(name.features.get(g) != features.get(g) for g in _ALIKE)):
            continue
        rate = _rate(catalogue, indicator, [one for one in wholes if one.id != indicator.id])
        if rate is not None:
            options.append((len(said - words) if words else position - at, rate))
    if not options:
        return None
    best = min(options, key=lambda option: option[0])[1]
    if words or len({rate.id for _, rate in options}) == 1 or options[0][0] == 1 == len(_bare(rows, position)) - 1:
        return best
    # "Tỷ lệ đạt" is of what is aimed at.
    aimed = [rate for _, rate in options if rate.higher_is_better]
    return aimed[0] if len({rate.id for rate in aimed}) == 1 else None


def _bare(rows: Sequence[RateRow], position: int) -> list[int]:
    """The rates without words under the same row above."""
    return [
        at
        for at, row in enumerate(rows)
        if row.name.parents == rows[position].name.parents and _is_rate(row.name) and not _words(row.name.name)
    ]
