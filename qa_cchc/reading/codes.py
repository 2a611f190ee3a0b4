"""Full codes of a form's rows, where printed codes restart at "1." under each parent.

Whether a "3." goes on a restarted list or is the next top-level row is often decided only rows later (by a "3.1."), so
all readings of the column are followed side by side and the one that breaks the fewest rules of numbering wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa_cchc.vietnamese.unicode import fold

_NUMERIC = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}")
_LETTERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?([a-zđ])")
_LETTER = re.compile(r"[a-zđ]")
_GROUP = re.compile(r"[IVX]{1,5}|[A-HĐ]")
_BULLET = re.compile(r"[-–—+*•●]")
_KEPT = 48


@dataclass(frozen=True, slots=True)
class CodedRow:
    """What numbering is read from: the printed code, the name, and whether the row is italic and has a unit."""

    code: str
    name: str
    italic: bool = False
    unit: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its full code and the indexes of the rows above it, outermost first."""

    path: str
    parents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    cost: float = 0.0
    last: tuple[int, ...] = ()
    group_start: bool = False
    nested: tuple[int, ...] | None = None
    nested_last: int = 0
    nested_count: int = 0
    nested_italic: bool = False
    under_ratio: bool = False
    levels: tuple[tuple[tuple[int, ...] | None, tuple[int, ...]], ...] = ()


def normal_code(printed: str) -> str:
    """ "3.3.1." → "3.3.1", "a)" → "a", " 1 .1" → "1.1"."""
    return re.sub(r"\s+", "", printed).strip(".():/;,").replace(",", ".")


def place_rows(rows: Sequence[CodedRow]) -> list[Place]:
    """The full code and the parents of every row, in order."""
    codes = [normal_code(row.code) for row in rows]
    numeric = iter(_numbering(rows, codes))
    places: list[Place] = []
    group: int | None = None
    main: dict[tuple[int, ...], int] = {}
    coded: int | None = None  # the last row with a number
    lettered: int | None = None
    unnumbered: dict[str, int] = {}

    def under(index: int | None) -> tuple[int, ...]:
        return () if index is None else (*places[index].parents, index)

    for index, code in enumerate(codes):
        prefix = f"{places[group].path}/" if group is not None else ""
        if _NUMERIC.fullmatch(code):
            nested, numbers = next(numeric)
            lettered = None
            if nested is None:
                known = [main[numbers[:size]] for size in range(1, len(numbers)) if numbers[:size] in main]
                parents = (() if group is None else (group,)) + tuple(known)
                places.append(Place(prefix + code, parents))
                main[numbers] = coded = index
            else:
                above = main[nested]
                places.append(Place(f"{places[above].path}/{code}", under(above)))
                coded = index
        elif _GROUP.fullmatch(code):
            group, main, coded, lettered = index, {}, None, None
            places.append(Place(code, ()))
        elif match := _LETTERED.fullmatch(code):
            above = main.get(tuple(map(int, match.group(1).split("."))), coded)
            places.append(Place(prefix + code, under(above if above is not None else group)))
            lettered = index
        elif _LETTER.fullmatch(code):
            above = coded if coded is not None else group
            places.append(Place(f"{places[above].path}/{code}" if above is not None else code, under(above)))
            lettered = index
        else:
            above = lettered if lettered is not None else coded if coded is not None else group
            base = places[above].path if above is not None else ""
            unnumbered[base] = unnumbered.get(base, 0) + 1
            own = code if code and not _BULLET.fullmatch(code) else f"-{unnumbered[base]}"
            places.append(Place(f"{base}/{own}" if base else own, under(above)))
    return places


def _numbering(rows: Sequence[CodedRow], codes: Sequence[str]) -> list[tuple[tuple[int, ...] | None, tuple[int, ...]]]:
    """For every numeric code: the main code it is nested under (None when it is one itself), and its numbers."""
    readings = [_Reading()]
    names: dict[tuple[int, ...], str] = {}
    for row, code in zip(rows, codes, strict=True):
        if _NUMERIC.fullmatch(code):
            numbers = tuple(map(int, code.split(".")))
            readings = [after for reading in readings for after in _steps(reading, row, numbers, names)]
            names[numbers] = fold(row.name)
            best: dict[tuple[object, ...], _Reading] = {}
            for reading in sorted(readings, key=lambda reading: reading.cost):
                best.setdefault((reading.last, reading.nested, reading.nested_last), reading)
            readings = list(best.values())[:_KEPT]
        elif _GROUP.fullmatch(code) and (len(code) > 1 or code.isalpha()):
            readings = [replace(_closed(reading), group_start=True) for reading in readings]
    return list(min((_closed(reading) for reading in readings), key=lambda reading: reading.cost).levels)


def _closed(reading: _Reading) -> _Reading:
    """The reading with its restarted list ended; a list of one item is unlikely."""
    lonely = 0.4 if reading.nested is not None and reading.nested_count == 1 else 0.0
    return replace(reading, cost=reading.cost + lonely, nested=None, nested_last=0, nested_count=0)


def _steps(
    reading: _Reading, row: CodedRow, numbers: tuple[int, ...], names: dict[tuple[int, ...], str]
) -> list[_Reading]:
    steps: list[_Reading] = []
    closed = _closed(reading)
    doubt = 0.4 if len(numbers) == 1 and row.italic else 0.0
    if reading.nested is not None and numbers == (reading.nested_last + 1,):
        doubt += 0.1  # where nothing else tells, the list just begun goes on
    steps.append(
        replace(
            closed,
            cost=closed.cost + _main_cost(reading, numbers) + doubt,
            last=numbers,
            group_start=False,
            levels=(*reading.levels, (None, numbers)),
        )
    )
    if len(numbers) > 1:
        return steps
    number = numbers[0]
    if reading.nested is not None:
        cost = (0.0 if number == reading.nested_last + 1 else 3.0) + (
            0.3 if row.italic != reading.nested_italic else 0.0
        )
        cost += (0.0 if row.unit else 0.3) + (0.3 if reading.under_ratio and reading.nested_count >= 2 else 0.0)
        steps.append(
            replace(
                reading,
                cost=reading.cost + cost,
                nested_last=number,
                nested_count=reading.nested_count + 1,
                levels=(*reading.levels, (reading.nested, numbers)),
            )
        )
    if reading.last and not reading.group_start:
        opened = replace(
            closed,
            cost=closed.cost + (0.5 if number == 1 else 3.5) + (0.0 if row.unit else 0.2),
            nested=reading.last,
            nested_last=number,
            nested_count=1,
            nested_italic=row.italic,
            under_ratio=names.get(reading.last, "").startswith(("ty le", "ti le")),
            levels=(*reading.levels, (reading.last, numbers)),
        )
        steps.append(opened)
    return steps


def _main_cost(reading: _Reading, numbers: tuple[int, ...]) -> float:
    last = reading.last
    if not last or (reading.group_start and numbers[0] == 1):
        return 0.0 if numbers == (1,) else 0.5 if set(numbers) == {1} else 1.0
    if numbers == (*last, 1):
        return 0.0
    for size in range(1, len(last) + 1):
        if numbers == (*last[: size - 1], last[size - 1] + 1):
            return 0.0
    if numbers <= last:
        return 6.0
    # A jump ("6." → "6.4."): the parent is there, numbers are left out.
    return 1.0 if numbers[:-1] == last[: len(numbers) - 1] else 2.5
