"""The rows of a form matched together: each by its own words and by the company it keeps.

Rows of one form follow the order of the standard form. So a row whose words leave it open which indicator it is may be
told by its neighbours: of all ways to match the rows, the one is taken whose likeness, with what the order of the rows
adds, is greatest (dynamic programming over the last matched row). A row that nothing fits stays without an indicator.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qa_cchc.figures.catalogue import SURE, SURE_OF_HEADING, Catalogue
from qa_cchc.figures.indicator import Indicator
from qa_cchc.figures.likeness import prepare
from qa_cchc.figures.name_index import RowName, unit_kind
from qa_cchc.figures.row_meaning import holds, said_by
from qa_cchc.figures.row_rates import RateRow, with_rates

# What a row right behind the one before it in the standard form gains, and what is left of it for each row between.
_NEXT = 0.1
_FADING = 0.85
_FARTHEST = 8
_BACKWARDS = -0.02
_TWICE = -0.6
_SAME_CODE = 0.03
# A row this sure by its own words is not moved by its neighbours, save between names as sure.
_PLAIN = 0.95
_MARGIN = 0.12
_SURE_ALONE = 0.08
# What the concepts of a row's words add to the indicator they mean, and what it is worth by them alone.
_MEANT_TOO = 0.1
_MEANT = 0.14
# How many rows without an indicator may stand between two that speak for each other.
_REACH = 4
# Files resolved in time with those resolved early, and those in time alone.
_MIXED = "files_early_or_on_time"
_ON_TIME_ALONE = {"count": "files_on_time", "ratio": "files_on_time_rate"}
_RECEIVED, _CARRIED, _TO_RESOLVE = "files_received", "files_carried_over", "files_to_resolve"
# What is late: behind which of those under way it is under way too, and then what.
_UNDER_WAY: Mapping[str, tuple[frozenset[str], str]] = {
    "files_late": (frozenset({"files_pending", "files_pending_in_time"}), "files_pending_overdue"),
    "assigned_tasks_late": (frozenset({"assigned_tasks_pending"}), "assigned_tasks_overdue"),
}
_NUMBER = re.compile(r"\d+|[a-zđ]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OrderedRow:
    """A row of a form: what is matched, its path, and the position of the row above it (None for none).

    `heading` is a row without unit and value: it bears an indicator's very name or none."""

    name: RowName
    path: str = ""
    above: int | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to match the rows so far: what it is worth, the last matched row and its indicator, and the way before."""

    worth: float
    row: int
    indicator: Indicator | None
    before: _Way | None


def match_rows(catalogue: Catalogue, rows: Sequence[OrderedRow]) -> list[Indicator | None]:
    """The indicator of each row, None where none is near enough."""
    options = _options(catalogue, rows)
    order = _order(catalogue)
    ways = [_Way(0.0, -1, None, None)]
    for position in range(len(rows)):
        made: dict[tuple[int, str], _Way] = {}
        for indicator, score in options[position]:
            best = max(
                (
                    _Way(
                        way.worth + score + _beside(order, way.indicator, indicator, _apart(rows, way.row, position)),
                        position,
                        indicator,
                        way,
                    )
                    for way in ways
                ),
                key=lambda way: way.worth,
            )
            made[position, indicator.id] = best
        kept = [way for way in ways if way.row >= position - _REACH or way.row == -1]
        # Someone has to go on where all have grown old.
        oldest = max(ways, key=lambda way: way.worth)
        ways = [*made.values(), *kept] if oldest in kept else [*made.values(), *kept, oldest]
    found: list[Indicator | None] = [None] * len(rows)
    way: _Way | None = max(ways, key=lambda way: way.worth)
    while way is not None and way.row >= 0:
        found[way.row] = way.indicator
        way = way.before
    # What is sure by itself stays, in whatever order the office prints its rows.
    used = {indicator.id for indicator in found if indicator is not None}
    for position, some in enumerate(options):
        if found[position] is None and some and some[0][1] > _SURE_ALONE and some[0][0].id not in used:
            found[position] = some[0][0]
            used.add(some[0][0].id)
    kept = _each_once(rows, _beside_parts(catalogue, rows, _with_wholes(catalogue, rows, found, options)), options)
    return with_rates(
        catalogue, [RateRow(row.name, one, row.path, row.above) for row, one in zip(rows, kept, strict=True)]
    )


def _beside_parts(
    catalogue: Catalogue, rows: Sequence[OrderedRow], found: Sequence[Indicator | None]
) -> list[Indicator | None]:
    """What rows mean beside the other parts of their whole: "đúng hạn" beside "trước hạn" holds no early ones, and
    "quá hạn" behind what is under way is under way itself."""
    made = list(found)
    said = [prepare(row.name.name).features for row in rows]
    deadlines = [features.get("deadline", frozenset()) for features in said]
    says_stage = ["stage" in features for features in said]
    for position, indicator in enumerate(found):
        if indicator is None:
            continue
        beside = [at for at, row in enumerate(rows) if row.name.parents == rows[position].name.parents]
        other = None
        if indicator.id.startswith(_MIXED) and deadlines[position] == {"on_time"}:
            early = any(deadlines[at] == {"early"} for at in beside)
            other = _ON_TIME_ALONE.get(indicator.kind) if early else None
        elif (going := _UNDER_WAY.get(indicator.id)) is not None and not says_stage[position]:
            before = found[position - 1] if position - 1 in beside else None
            other = going[1] if before is not None and before.id in going[0] else None
        if other is not None and not any(one is not None and one.id == other for one in found):
            made[position] = catalogue.get(other) or indicator
    return made


def _with_wholes(
    catalogue: Catalogue,
    rows: Sequence[OrderedRow],
    found: Sequence[Indicator | None],
    options: Sequence[Sequence[tuple[Indicator, float]]],
) -> list[Indicator | None]:
    """Files "received" of which those newly received, or carried over, are a part are all that must be resolved."""
    whole = catalogue.get(_TO_RESOLVE)
    return [
        whole
        if whole is not None
        and whole not in found
        and next(((indicator or best[0]).id for best in options[position][:1]), "") == _RECEIVED
        and _opens(rows, found, position)
        else indicator
        for position, indicator in enumerate(found)
    ]


def _opens(rows: Sequence[OrderedRow], found: Sequence[Indicator | None], position: int) -> bool:
    """Whether the files of a row are parted below it into those newly received and those carried over."""
    path = (*rows[position].name.parents, rows[position].name.name)
    below = [
        one.id
        for row, one in zip(rows[position + 1 :], found[position + 1 :], strict=True)
        if one is not None and row.name.parents == path
    ]
    return _RECEIVED in below or _CARRIED in below


def _options(catalogue: Catalogue, rows: Sequence[OrderedRow]) -> list[list[tuple[Indicator, float]]]:
    """For each row the indicators it may be, with what each is worth: above 0 when sure by itself."""
    options: list[list[tuple[Indicator, float]]] = []
    for row in rows:
        above = options[row.above][0] if row.above is not None and options[row.above] else None
        name = replace(row.name, above=above[0].id if above and above[1] > 0 else None)
        found = catalogue.candidates(name, least=SURE_OF_HEADING if row.heading else 0.45)
        if found and found[0][1] >= _PLAIN:
            found = [(indicator, score) for indicator, score in found if score > found[0][1] - _MARGIN]
        elif not row.heading and not catalogue.begins(row.name.name):
            found = _with_meaning(catalogue, row, name.above, found)
        found = _under_way(catalogue, row, options[-1] if options else (), found)
        options.append([
            (indicator, score - SURE + (_SAME_CODE if _has_code(indicator, row) else 0.0)) for indicator, score in found
        ])
    return options


def _under_way(
    catalogue: Catalogue,
    row: OrderedRow,
    before: Sequence[tuple[Indicator, float]],
    found: list[tuple[Indicator, float]],
) -> list[tuple[Indicator, float]]:
    """What is late right behind what is under way and in time is most likely under way too ("Đã quá hạn")."""
    going = _UNDER_WAY.get(found[0][0].id) if found else None
    if going is None or not before or before[0][0].id not in going[0] or "stage" in prepare(row.name.name).features:
        return found
    overdue = catalogue.get(going[1])
    return found if overdue is None else [(overdue, found[0][1] + 0.02), *(one for one in found if one[0] != overdue)]


def _with_meaning(
    catalogue: Catalogue, row: OrderedRow, above: str | None, found: list[tuple[Indicator, float]]
) -> list[tuple[Indicator, float]]:
    """What the names of the catalogue say of a row together with what its concepts do; `above` is the indicator of the
    row above it, of which a row that does not say itself what it counts is a part."""
    said = said_by(row.name.name, row.name.parents, row.name.unit or "")
    meant = catalogue.get(said.indicator_id) if said is not None else None
    if said is None or meant is None or meant.id == above:
        return found
    if meant.general is not None and len(prepare(row.name.name).features.get("level", ())) > 1:
        # Counted at several levels together.
        meant = catalogue.get(meant.general) or meant
    if above is not None and not said.itself and not (catalogue.kin(above, meant.id) or holds(above, meant.id)):
        return found
    meant = _of_all_deadlines(row, meant, found)
    levelled = unit_kind(meant.unit) == "offices" and "level" in prepare(row.name.name).features
    if levelled and _by_levels(catalogue, meant):
        # Offices of one level are none of those of all levels.
        return found
    scores = {indicator.id: score for indicator, score in found}
    if any(indicator.general == meant.id and score >= SURE for indicator, score in found):
        # The same at one level, which only the rows above tell.
        return found
    worth = max(scores.get(meant.id, 0.0) + _MEANT_TOO, SURE + _MEANT)
    others = [(indicator, score) for indicator, score in found if indicator.id != meant.id]
    return sorted([*others, (meant, worth)], key=lambda item: -item[1])


def _of_all_deadlines(
    row: OrderedRow, meant: Indicator, found: Sequence[tuple[Indicator, float]]
) -> Indicator:
    """What a row means that names more deadlines than the indicator: of those like it the one of them all."""
    said = prepare(row.name.name).features.get("deadline", frozenset())
    if len(said) < 2 or not said - prepare(meant.name).features.get("deadline", said):
        return meant
    alike = (one for one, _ in found if one.unit == meant.unit)
    return next((one for one in alike if prepare(one.name).features.get("deadline") == said), meant)


def _by_levels(catalogue: Catalogue, indicator: Indicator) -> bool:
    return any(one.general == indicator.id for one in catalogue.indicators)


def _has_code(indicator: Indicator, row: OrderedRow) -> bool:
    return bool(row.path) and f"{row.name.form}:{row.path}" in indicator.codes.values()


def _each_once(
    rows: Sequence[OrderedRow],
    found: list[Indicator | None],
    options: Sequence[Sequence[tuple[Indicator, float]]],
) -> list[Indicator | None]:
    """Of two rows with one indicator the one that it fits clearly better keeps it, save where they stand under
    different rows: the files of the departments, and those of the districts."""
    worth = {
        (position, indicator.id): score for position, some in enumerate(options) for indicator, score in some
    }
    bearing: dict[str, list[int]] = {}
    for position, indicator in enumerate(found):
        if indicator is not None:
            bearing.setdefault(indicator.id, []).append(position)

    def better(position: int, indicator: Indicator) -> bool:
        own = worth.get((position, indicator.id), 0.0)
        return any(
            other != position
            and worth.get((other, indicator.id), 0.0) > own + 0.1
            and not _apart(rows, other, position)
            for other in bearing[indicator.id]
        )

    return [
        None if indicator is not None and better(position, indicator) else indicator
        for position, indicator in enumerate(found)
    ]


Order = Mapping[str, tuple[tuple[str, str, int], ...]]


def _apart(rows: Sequence[OrderedRow], one: int, other: int) -> bool:
    """Whether two rows stand under different ones, neither under the other, so that both may give one indicator."""
    if one < 0:
        return True
    first, second = rows[one].name.parents, rows[other].name.parents
    return bool(first and second) and first != second[: len(first)] and second != first[: len(second)]


def _beside(order: Order, one: Indicator | None, other: Indicator, apart: bool) -> float:
    """What it says for `other` that `one` is the matched row before it; `apart` see `_apart`."""
    if one is None:
        return 0.0
    if one.id == other.id:
        return 0.0 if apart else _TWICE
    best = None
    for version, form, place in order.get(one.id, ()):
        for version_2, form_2, place_2 in order.get(other.id, ()):
            if version == version_2 and form == form_2:
                steps = place_2 - place
                worth = _BACKWARDS if steps < 0 else _NEXT * _FADING ** min(max(steps, 1) - 1, _FARTHEST)
                best = worth if best is None else max(best, worth)
    return best or 0.0


@lru_cache(maxsize=4)
def _order(catalogue: Catalogue) -> Order:
    """Indicator id → where it stands: version of the forms, number of the form, place among its rows."""
    forms: dict[tuple[str, str], set[str]] = {}
    for indicator in catalogue.indicators:
        for version, code in indicator.codes.items():
            if ":" in code:
                number, path = code.split(":", 1)
                forms.setdefault((version[:4], number), set()).add(path)
    places = {
        (version, number, path): place
        for (version, number), paths in forms.items()
        for place, path in enumerate(sorted(paths, key=_sorted))
    }
    return {
        indicator.id: tuple(
            (version[:4], code.split(":", 1)[0], places[version[:4], *code.split(":", 1)])
            for version, code in indicator.codes.items()
            if ":" in code
        )
        for indicator in catalogue.indicators
    }


def _sorted(path: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in _NUMBER.findall(path)]
