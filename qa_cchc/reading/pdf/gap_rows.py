"""Rows of a table drawn without lines between all of its cells: which of its lines belong together.

The tallest cell of a row fills it from top to bottom, the others stand at its top, in its middle or at its foot, all in
the same way. So every stretch of lines with at most one code may be a row; what speaks against each is counted, and the
partition of the table with the least against it wins. Where another one would put a number beside another code and has
hardly more against it, nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from qa_cchc.reading.pdf.gap_columns import Columns
from qa_cchc.reading.pdf.glyphs import Line, whole_number

_NUMBER = re.compile(r"[-–+]?\d[\d.,]*%?")
_TALLEST = 48
"""Lines of a row, at most."""
_LEVELS = ((0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 0), (2, 0))
"""Where the codes and the other cells stand in their rows: at the top, in the middle, at the foot."""
_NEVER = float("inf")
_CLEAR = 1.0
"""By how much the partition chosen must be better than any that puts a number elsewhere."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line of the table by what tells rows apart: for each column its words as one text, "" where it has none."""

    base: float
    size: float
    coded: bool
    texts: tuple[str, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The columns in which nothing but a number stands."""
        return tuple(column for column, text in enumerate(self.texts) if text and _NUMBER.fullmatch(text))


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines `start:end` as one row: what speaks against it, and the levels at which each cell does not stand."""

    start: int
    end: int
    code: int | None
    cost: float
    astray: tuple[tuple[int, bool, bool, bool], ...]

    def against(self, code_level: int, level: int, code: int, name: int) -> float:
        """What speaks against it where codes and other cells stand at those levels."""
        cost = self.cost
        for column, *off in self.astray:
            if column == code:
                cost += 2.0 * off[code_level]
            elif column == name:
                cost += 1.0 * (off[level] and off[code_level])
            else:
                cost += 2.0 * off[level]
        return cost


@dataclass(frozen=True, slots=True)
class Rooms:
    """The room between baselines: `pitch` between the lines of a cell, `least` between rows where `clear`."""

    pitch: float
    least: float
    clear: bool


def rows_of(
    lines: Sequence[Line], columns: Columns, walls: Sequence[bool], starts: dict[int, float]
) -> list[tuple[int, int]] | None:
    """The rows of a table as stretches of its lines from the top, None where they cannot be told for certain.

    `walls[n]` says whether a line is drawn across the table above line n. `starts` are the lines that the first row may
    begin with, each with what speaks against it (the lines above are the header).
    """
    seen = _whole_codes([_seen(line, columns) for line in lines], columns.code)
    rooms = _rooms(seen, columns.code + 1, min(starts))
    parts = list(_parts(seen, walls, rooms, columns.code, starts))
    if not parts:
        return None
    best: tuple[float, list[float], list[float], list[float]] | None = None
    for code_level, level in _LEVELS:
        costs = [part.against(code_level, level, columns.code, columns.code + 1) for part in parts]
        ahead, behind = _ways(parts, costs, starts, len(lines))
        total = ahead[len(lines)]
        if total < _NEVER and (best is None or total < best[0] - 0.01):
            best = (total, costs, ahead, behind)
    return _chosen(parts, seen, starts, best) if best else None


def _seen(line: Line, columns: Columns) -> _Seen:
    texts = tuple(" ".join(word.text for word in words) for words in columns.cells([line]))
    return _Seen(line.base, line.size, columns.code_of(line) is not None, texts)


def _whole_codes(seen: Sequence[_Seen], code: int) -> list[_Seen]:
    """The lines, those with the rest of a code torn for want of room ("3.3." over "1.") no longer taken for coded."""
    whole: list[_Seen] = []
    for line in seen:
        before = whole[-1] if whole else None
        if before is not None and before.coded and line.coded and line.base - before.base < 1.6 * line.size:
            first, rest, name = before.texts[code], line.texts[code], line.texts[code + 1]
            if first.endswith(".") and whole_number(first, rest) and (not name or name[0].islower()):
                line = replace(line, coded=False)
        whole.append(line)
    return whole


def _rooms(seen: Sequence[_Seen], name: int, first: int) -> Rooms:
    body = seen[first:]
    named = [line for line in body if line.texts[name]]
    steps = [(after.base - before.base, after) for before, after in pairwise(named)]
    steps = [(step, after) for step, after in steps if step > 0.9 * after.size]
    within = [step for step, after in steps if after.texts[name][:1].islower() and step < 2.2 * after.size]
    low = min((step for step, _ in steps), default=1.2 * body[0].size)
    pitch = median(within) if within else min(low, 1.25 * body[0].size)
    gaps = [after.base - before.base for before, after in pairwise(body)]
    coded = [index for index, line in enumerate(body) if line.coded]
    least = min((max(gaps[low:high]) for low, high in pairwise(coded)), default=0.0)
    return Rooms(pitch, least, least > 1.06 * pitch + 0.8)


def _parts(
    seen: Sequence[_Seen], walls: Sequence[bool], rooms: Rooms, code: int, starts: dict[int, float]
) -> Iterator[_Part]:
    """Every stretch of lines that may be a row."""
    gaps = [after.base - before.base for before, after in pairwise(seen)]
    coded = [index for index, line in enumerate(seen) if line.coded]
    ruled = sum(any(walls[low + 1 : high + 1]) for low, high in pairwise(coded)) >= 0.8 * (len(coded) - 1) > 0

    def may_end(at: int) -> bool:
        if at == len(seen) or walls[at]:
            return True
        return gaps[at - 1] >= (rooms.least - 0.6 if rooms.clear else 0.85 * rooms.pitch)

    for start in range(min(starts), len(seen)):
        if start not in starts and not may_end(start):
            continue
        codes: list[int] = []
        wide = 0
        for end in range(start + 1, min(len(seen), start + _TALLEST) + 1):
            last = end - 1
            if last > start:
                gap = gaps[last - 1]
                if walls[last] or gap > (2.2 if rooms.clear else 1.9) * rooms.pitch:
                    break
                wide += gap > (rooms.least - 0.6 if rooms.clear else 1.35 * rooms.pitch)
            if seen[last].coded:
                codes.append(last)
            if len(codes) > 1:
                break
            if may_end(end):
                bare = ruled and end < len(seen) and not walls[end]
                row = seen[start:end]
                cost = 3.0 * wide + 4.0 * bare + _against(row, code, bool(codes), start in starts)
                yield _Part(start, end, codes[0] if codes else None, cost, _astray(row))


def _against(row: Sequence[_Seen], code: int, coded: bool, first: bool) -> float:
    """What speaks against lines being one row, whatever the levels."""
    name = code + 1
    texts = [[line.texts[column] for line in row if line.texts[column]] for column in range(len(row[0].texts))]
    named = texts[name][0] if texts[name] else ""
    cost = 0.0
    if not coded:
        bulleted = named[:1] in ("-", "–", "+", "*", "•") or bool(texts[code])
        cost += 0.3 if bulleted else 0.8 if first else 2.5
    elif not named:
        cost += 2.0
    if named and (named[0].islower() or named[0] in "),;"):
        cost += 0.2 if first and not coded else 1.5
    for column, parts in enumerate(texts):
        if column in (code, name) or not parts:
            continue
        if parts[0][0].islower() or parts[0][0] in "=),;":
            cost += 0.2 if first and not coded else 1.0
        numbers = all(_NUMBER.fullmatch(part) for part in parts)
        if numbers and len(parts) > 1:
            cost += 0.3 if len(parts) == 2 and whole_number(*parts) else 3.0
        if numbers and not coded and not named:
            cost += 2.0
    return cost


def _astray(row: Sequence[_Seen]) -> tuple[tuple[int, bool, bool, bool], ...]:
    """For each cell that does not fill the row, whether it stands off the row's top, its middle, its foot."""
    top, foot = row[0].base, row[-1].base
    if top == foot:
        return ()
    off = []
    for column in range(len(row[0].texts)):
        bases = [(line.base, line.size) for line in row if line.texts[column]]
        if bases:
            high, low, near = bases[0][0], bases[-1][0], 0.25 * bases[0][1]
            stray = (high - top > near, abs(high + low - top - foot) > 2 * near, foot - low > near)
            if any(stray):
                off.append((column, *stray))
    return tuple(off)


def _ways(
    parts: Sequence[_Part], costs: Sequence[float], starts: dict[int, float], count: int
) -> tuple[list[float], list[float]]:
    """For each line the least against any partition of the lines before it, and of those from it on."""
    ahead, behind = [_NEVER] * (count + 1), [_NEVER] * (count + 1)
    for start, cost in starts.items():
        ahead[start] = cost
    for part, cost in sorted(zip(parts, costs, strict=True), key=lambda pair: pair[0].start):
        ahead[part.end] = min(ahead[part.end], ahead[part.start] + cost)
    behind[count] = 0.0
    for part, cost in sorted(zip(parts, costs, strict=True), key=lambda pair: -pair[0].end):
        behind[part.start] = min(behind[part.start], behind[part.end] + cost)
    return ahead, behind


def _chosen(
    parts: Sequence[_Part],
    seen: Sequence[_Seen],
    starts: dict[int, float],
    best: tuple[float, list[float], list[float], list[float]],
) -> list[tuple[int, int]] | None:
    """The partition with the least against it; None where a number may as well belong to another code."""
    total, costs, ahead, behind = best
    chosen: list[_Part] = []
    at = len(seen)
    while abs(starts.get(at, _NEVER) - ahead[at]) > 1e-9:
        part = next(
            part
            for part, cost in zip(parts, costs, strict=True)
            if part.end == at and abs(ahead[part.start] + cost - ahead[at]) < 1e-9
        )
        chosen.append(part)
        at = part.start
    chosen.reverse()
    mine = {line: part.code for part in chosen for line in range(part.start, part.end)}
    for part, cost in zip(parts, costs, strict=True):
        if ahead[part.start] + cost + behind[part.end] - total < _CLEAR:
            for line in range(part.start, part.end):
                if seen[line].numbers and line in mine and mine[line] != part.code:
                    return None
    return [(part.start, part.end) for part in chosen]
