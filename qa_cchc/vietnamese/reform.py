"""The units of before 01/7/2025 and those that took their place, by the map that underthesea ships (no network).

Districts ended on that day; provinces and communes were merged, divided or renamed. A name alone may mean two units:
"xã Long Hữu" is one commune before and another one, made of two, after. So units are told apart by province and by day.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from qa_cchc.vietnamese.place_words import split_name
from qa_cchc.vietnamese.unicode import fold

REFORM = date(2025, 7, 1)
Change = Literal["unchanged", "renamed", "merged", "divided", "dissolved"]
Row = dict[str, str]
_Rows = defaultdict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit: its name with the word of level ("xã Long Hữu"), and what it lies in, nearest first."""

    name: str
    within: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        """ "xã Long Hữu, thị xã Duyên Hải, tỉnh Trà Vinh"."""
        return ", ".join((self.name, *self.within))


@dataclass(frozen=True, slots=True)
class Succession:
    """An old unit and one that took its place. `change` says how: "unchanged" and "renamed" keep the territory,
    "merged" adds others' to it, "divided" gives parts of it away, "dissolved" is a district whose communes went on."""

    old: Unit
    new: Unit
    change: Change


def successors(place: str, province: str | None) -> tuple[Succession, ...]:
    """What took the place of an old unit; empty for a name that the map lacks, or has more than once there."""
    key = _asked(place)
    communes, districts, _ = _rows()
    found = [one for one in _provinces() if _key(one.old.name) == key]
    found += [_of_commune(row) for row in communes.get(key, ())] + [_of_district(row) for row in districts.get(key, ())]
    return _of(found, lambda one: one.old, province)


def predecessors(place: str, province: str | None) -> tuple[Succession, ...]:
    """The old units that a new one was made of; empty for a name that the map lacks, or has more than once there."""
    key = _asked(place)
    found = [one for one in _provinces() if _key(one.new.name) == key]
    for row in _rows()[2].get(key, ()):
        found += [_of_commune(row), _of_district(row)]
    return _of(found, lambda one: one.new, province)


def is_another_unit_since(place: str, province: str | None) -> bool:
    """Whether a name that stayed means another territory since the reform."""
    before, after = successors(place, province), predecessors(place, province)
    if not before or not after:
        return False
    stayed = [one for one in before if _key(one.new.name) == _asked(place)]
    return bool(stayed) and (len(after) > 1 or any(one.change not in ("unchanged", "renamed") for one in stayed))


def _of(
    found: Iterable[Succession], side: Callable[[Succession], Unit], province: str | None
) -> tuple[Succession, ...]:
    """The successions of the one unit that they can be of, none where there are several.

    A unit may be named with the province it lay in then, or with the one that its land lies in now.
    """
    units: dict[Unit, list[Succession]] = {}
    for one in dict.fromkeys(found):
        units.setdefault(side(one), []).append(one)
    if province is not None:
        asked = _asked(province)
        there = {unit: ones for unit, ones in units.items() if not unit.within or _key(unit.within[-1]) == asked}
        units = there or {unit: ones for unit, ones in units.items() if asked in map(_key, _provinces_of(ones))}
    return tuple(next(iter(units.values()))) if len(units) == 1 else ()


def _provinces_of(found: Iterable[Succession]) -> set[str]:
    return {unit.within[-1] for one in found for unit in (one.old, one.new) if unit.within}


def _asked(place: str) -> str:
    """The key of a place as people write it ("TX. Duyen Hai"): words of level written out, no zero before a number."""
    kind, name = split_name(place)
    return _key(f"{kind} {name.lstrip('0')}")


def _key(name: str) -> str:
    """Folded, without blanks, i for y; "thị xã Duyên Hải" and "huyện Duyên Hải" have two keys."""
    return _like(re.sub("[^a-z0-9]", "", fold(name)))


def _like(folded: str) -> str:
    return folded.replace("y", "i")


@cache
def _table() -> dict[str, Any]:
    """The map. The package that ships it is not imported, which would take seconds."""
    spec = find_spec("underthesea")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("underthesea is not installed", name="underthesea")
    path = Path(spec.origin).parent / "address" / "data" / "mapping.json"
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def _rows() -> tuple[_Rows, _Rows, _Rows]:
    """The rows of the map by old commune, by old district, by new commune."""
    communes, districts, news = _Rows(list), _Rows(list), _Rows(list)
    for row in _table()["ward_mapping"]:
        communes[_like(row["old_ward_key"])].append(row)
        districts[_like(row["old_district_key"])].append(row)
        news[_like(row["new_ward_key"])].append(row)
    return communes, districts, news


@cache
def _provinces() -> tuple[Succession, ...]:
    table = _table()
    made_of: dict[str, list[str]] = defaultdict(list)
    for old, new in table["province_mapping"].items():
        made_of[new].append(old)
    found: list[Succession] = []
    for new, olds in made_of.items():
        unit = Unit(_shown(table["province_names"][new]["name"]))
        for old in olds:
            before = Unit(_shown(table["old_province_names"][old]["name"]))
            alone: Change = "unchanged" if before == unit else "renamed"
            found.append(Succession(before, unit, "merged" if len(olds) > 1 else alone))
    return tuple(found)


def _of_commune(row: Row) -> Succession:
    change: Change = row["mapping_type"]  # type: ignore[assignment]
    within = (_shown(row["old_district"]), _shown(row["old_province"]))
    return Succession(Unit(_shown(row["old_ward"]), within), _new(row), change)


def _of_district(row: Row) -> Succession:
    return Succession(Unit(_shown(row["old_district"]), (_shown(row["old_province"]),)), _new(row), "dissolved")


def _new(row: Row) -> Unit:
    return Unit(_shown(row["new_ward"]), (_shown(row["new_province"]),))


def _shown(name: str) -> str:
    """A name as reports write it: the word of level small before a name, "Phường 2" before a number."""
    return name if name[-1:].isdigit() or name == "Thành phố Hồ Chí Minh" else name[:1].lower() + name[1:]
