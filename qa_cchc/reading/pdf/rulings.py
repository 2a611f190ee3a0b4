"""Ruling lines of a PDF page → tables as rectangles of cells, merged cells included."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pymupdf

from qa_cchc.reading.pdf.turns import Rect, laid

_THIN = 3.2
_SNAP = 2.5
_REACH = 3.5
_NEAR = 6.0
_DOT_GAP = 6.5
_FEWEST_DOTS = 5
_FRAME = 12.0


@dataclass(slots=True, order=True)
class _Rule:
    """A straight line: `at` is its y (or x), `low` and `high` its ends along the other axis.

    `drawn` is where it was drawn, when it was moved into one line with others.
    """

    at: float
    low: float
    high: float
    drawn: float | None = None


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table: `cells[row][column]` is the rectangle there; a merged cell's rectangle stands at every place."""

    box: Rect
    cells: tuple[tuple[Rect, ...], ...]


@dataclass(slots=True)
class _Rules:
    across: list[_Rule] = field(default_factory=list)
    down: list[_Rule] = field(default_factory=list)


def page_rules(page: pymupdf.Page) -> _Rules:
    """Horizontal and vertical lines drawn on a page, whether stroked, or filled as thin rectangles."""
    rules = _Rules()
    dots: list[tuple[float, float]] = []
    width, height = page.rect.width, page.rect.height
    for drawing in page.get_cdrawings():
        stroked = "s" in drawing["type"]
        left, top, right, bottom = drawing["rect"]
        if right - left <= _THIN and bottom - top <= _THIN:
            dots.append(((left + right) / 2, (top + bottom) / 2))
            continue
        for item in drawing["items"]:
            for side in _sides(item, stroked):
                # A frame that goes on over pages is drawn beyond the edges of each.
                x0, x1 = (min(max(x, 0.0), width) for x in side[::2])
                y0, y1 = (min(max(y, 0.0), height) for y in side[1::2])
                if abs(y1 - y0) <= _THIN and abs(x1 - x0) > _THIN:
                    rules.across.append(_Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
                elif abs(x1 - x0) <= _THIN and abs(y1 - y0) > _THIN:
                    rules.down.append(_Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
                else:
                    dots.append(((x0 + x1) / 2, (y0 + y1) / 2))
    rules.across += _dotted((y, x) for x, y in dots)
    rules.down += _dotted(dots)
    return _Rules(_joined(rules.across), _joined(rules.down))


def laid_rules(rules: _Rules, turn: int, size: tuple[float, float]) -> _Rules:
    """The lines of a page of that size (points) on the page laid so that text of that turn stands upright."""
    laid_as = [laid((rule.low, rule.at, rule.high, rule.at), turn, size) for rule in rules.across]
    laid_as += [laid((rule.at, rule.low, rule.at, rule.high), turn, size) for rule in rules.down]
    across = sorted(_Rule(y0, x0, x1) for x0, y0, x1, y1 in laid_as if y0 == y1)
    down = sorted(_Rule(x0, y0, y1) for x0, y0, x1, y1 in laid_as if y0 != y1)
    return _Rules(across, down)


def _dotted(dots: Iterable[tuple[float, float]]) -> list[_Rule]:
    """Lines drawn as a row of dots or dashes, each dot as (place across the line, place along it)."""
    levels: list[list[tuple[float, float]]] = []
    for dot in sorted(dots):
        if levels and dot[0] - levels[-1][0][0] <= 1.0:
            levels[-1].append(dot)
        else:
            levels.append([dot])
    rules: list[_Rule] = []
    for level in levels:
        run: list[float] = []
        for along in [*sorted(along for _, along in level), float("inf")]:
            if run and along - run[-1] > _DOT_GAP:
                if len(run) >= _FEWEST_DOTS and run[-1] - run[0] > 2 * _THIN:
                    rules.append(_Rule(level[0][0], run[0], run[-1]))
                run = []
            run.append(along)
    return rules


def rules_from(across: Iterable[tuple[float, float, float]], down: Iterable[tuple[float, float, float]]) -> _Rules:
    """Lines found in a picture: each as (y, x0, x1) or (x, y0, y1), in points."""
    return _Rules(_joined([_Rule(*line) for line in across]), _joined([_Rule(*line) for line in down]))


def _sides(item: Sequence[Any], stroked: bool) -> Iterator[Rect]:
    kind = item[0]
    if kind == "l":
        yield (*item[1], *item[2])
    elif kind in ("re", "qu"):
        if kind == "re":
            x0, y0, x1, y1 = item[1]
        else:
            xs, ys = [point[0] for point in item[1]], [point[1] for point in item[1]]
            x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        if min(abs(x1 - x0), abs(y1 - y0)) <= _THIN:
            yield x0, y0, x1, y1
        elif stroked:
            yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))


def _joined(rules: list[_Rule]) -> list[_Rule]:
    """Lines on one level that touch made one."""
    levels: list[list[_Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if levels and rule.at - levels[-1][0].at <= _SNAP:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    joined: list[_Rule] = []
    for level in levels:
        at = sum(rule.at for rule in level) / len(level)
        current: _Rule | None = None
        for rule in sorted(level, key=lambda rule: rule.low):
            if current is not None and rule.low <= current.high + _REACH:
                current.high = max(current.high, rule.high)
            else:
                current = _Rule(at, rule.low, rule.high)
                joined.append(current)
    return joined


def find_lattices(rules: _Rules) -> list[Lattice]:
    """Tables on the page, from top to bottom: groups of crossing lines that enclose two cells at least."""
    groups = [part for group in _groups(rules) for part in _stacked(group)]
    lattices = [lattice for group in groups if (lattice := _lattice(_aligned(_unframed(group)))) is not None]
    kept = [lattice for lattice in lattices if not _only_frames(lattice, lattices)]
    return sorted(kept, key=lambda lattice: (lattice.box[1], lattice.box[0]))


def _only_frames(lattice: Lattice, lattices: Sequence[Lattice]) -> bool:
    """Whether a table of one column is nothing but a frame drawn around another table."""
    x0, y0, x1, y1 = lattice.box
    return len(lattice.cells[0]) == 1 and any(
        other is not lattice and x0 <= other.box[0] and y0 <= other.box[1] and other.box[2] <= x1 and other.box[3] <= y1
        for other in lattices
    )


def _groups(rules: _Rules) -> Iterable[_Rules]:
    parent = list(range(len(rules.across) + len(rules.down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    offset = len(rules.across)
    for a, across in enumerate(rules.across):
        for d, down in enumerate(rules.down):
            crosses = (
                across.low - _REACH <= down.at <= across.high + _REACH
                and down.low - _REACH <= across.at <= down.high + _REACH
            )
            if crosses:
                parent[root(a)] = root(offset + d)
    groups: dict[int, _Rules] = {}
    for index in range(len(parent)):
        group = groups.setdefault(root(index), _Rules())
        if index < offset:
            group.across.append(rules.across[index])
        else:
            group.down.append(rules.down[index - offset])
    return [group for group in groups.values() if group.across and group.down]


def _stacked(group: _Rules) -> list[_Rules]:
    """Tables that stand on one another without a gap, parted where one's columns end and another's begin."""
    cuts = [level for level in _levels(rule.at for rule in group.across) if _ends_table(group, level)]
    if not cuts:
        return [group]
    parts = []
    for top, bottom in itertools.pairwise([float("-inf"), *cuts, float("inf")]):
        down = [
            _Rule(rule.at, max(rule.low, top), min(rule.high, bottom))
            for rule in group.down
            if min(rule.high, bottom) - max(rule.low, top) > _SNAP
        ]
        across = [rule for rule in group.across if top - _SNAP <= rule.at <= bottom + _SNAP]
        if across and down:
            parts.append(_Rules(_own(across, down, top, bottom), down))
    return parts


def _unframed(group: _Rules) -> _Rules:
    """The group without a frame drawn close around the table, which would else be a row or column of its own."""
    down, across = (sorted(part, key=lambda rule: rule.at) for part in (group.down, group.across))
    xs, ys = _levels(rule.at for rule in down), _levels(rule.at for rule in across)
    framed = [len(levels) > 3 and levels[1] - levels[0] < _FRAME > levels[-1] - levels[-2] for levels in (xs, ys)]
    if not framed[0]:
        return group
    left, right = xs[1] - _SNAP, xs[-2] + _SNAP
    low, high = (ys[1] - _SNAP, ys[-2] + _SNAP) if framed[1] else (ys[0] - _SNAP, ys[-1] + _SNAP)
    return _Rules(
        [
            _Rule(rule.at, max(rule.low, xs[1]), min(rule.high, xs[-2]))
            for rule in across
            if low <= rule.at <= high and rule.low < right and rule.high > left
        ],
        [
            _Rule(rule.at, max(rule.low, low), min(rule.high, high))
            for rule in down
            if left <= rule.at <= right and rule.low < high and rule.high > low
        ],
    )


def _ends_table(group: _Rules, level: float) -> bool:
    """Whether one table ends and another begins at the height of a line: other columns stand above than below."""
    above = [rule.at for rule in group.down if abs(rule.high - level) <= _SNAP]
    below = [rule.at for rule in group.down if abs(rule.low - level) <= _SNAP]
    through = [rule.at for rule in group.down if rule.low + _SNAP < level < rule.high - _SNAP]
    # Borders moved by less are those of one table, drawn by hand.
    moved = [at for at in below if all(abs(at - other) > _NEAR for other in above)]
    if not above or not moved:
        return False
    ends = (*above, *below, *through)
    left, right = min(ends), max(ends)
    inner = [sum(left + _REACH < at < right - _REACH for at in part) for part in (above, below, through)]
    if inner[2] < min(inner[:2]):
        return True
    # Some borders may stand in one line by chance; then as many columns go on below as end above.
    whole = any(abs(rule.at - level) <= _SNAP and rule.high - rule.low > 0.98 * (right - left) for rule in group.across)
    return whole and len(above) == len(below)


def _own(across: list[_Rule], down: list[_Rule], top: float, bottom: float) -> list[_Rule]:
    """The lines across of one of two tables; the line that both share reaches no further than the table's others."""
    shared = [rule for rule in across if min(abs(rule.at - top), abs(rule.at - bottom)) <= _SNAP]
    kept = [rule for rule in across if rule not in shared]
    low = min([rule.at for rule in down] + [rule.low for rule in kept])
    high = max([rule.at for rule in down] + [rule.high for rule in kept])
    clipped = [_Rule(rule.at, max(rule.low, low), min(rule.high, high)) for rule in shared]
    return sorted([*kept, *clipped], key=lambda rule: rule.at)


def _aligned(group: _Rules) -> _Rules:
    """The group with the borders of one column at one place, where tables drawn by hand have them not quite so.

    Borders are of one column when they stand near each other and none stands beside another. Each keeps where it was
    drawn.
    """
    columns: list[list[_Rule]] = []
    for rule in sorted(group.down, key=lambda rule: rule.at):
        column = columns[-1] if columns else []
        near = bool(column) and rule.at - column[0].at <= _NEAR
        if near and not any(min(rule.high, other.high) - max(rule.low, other.low) > _SNAP for other in column):
            column.append(rule)
        else:
            columns.append([rule])
    down: list[_Rule] = []
    for column in columns:
        at = max(column, key=lambda rule: rule.high - rule.low).at
        down.extend(_Rule(at, rule.low, rule.high, rule.at) for rule in column)
    return _Rules(group.across, down)


def _levels(values: Iterable[float]) -> list[float]:
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > _SNAP:
            levels.append(value)
    return levels


def _lattice(group: _Rules) -> Lattice | None:
    # A table open at a side ends where the lines that run there end.
    ys = _levels(
        [*(rule.at for rule in group.across), *(end for rule in group.down for end in _ends(rule, group.across))]
    )
    xs = _levels(
        [*(rule.at for rule in group.down), *(end for rule in group.across for end in _ends(rule, group.down))]
    )
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2:
        return None
    parent = list(range(rows * columns))

    def root(index: int) -> int:
        while parent[index] != index:
            index = parent[index]
        return index

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not _covered(group.down, xs[column + 1], ys[row], ys[row + 1]):
                parent[root(here)] = root(here + 1)
            if row + 1 < rows and not _covered(group.across, ys[row + 1], xs[column], xs[column + 1]):
                parent[root(here)] = root(here + columns)
    members: dict[int, list[int]] = {}
    for index in range(rows * columns):
        members.setdefault(root(index), []).append(index)
    if len(members) < 2:
        return None
    rects: list[Rect] = [(0.0, 0.0, 0.0, 0.0)] * (rows * columns)
    for indexes in members.values():
        top, bottom = min(i // columns for i in indexes), max(i // columns for i in indexes)
        left, right = min(i % columns for i in indexes), max(i % columns for i in indexes)
        sides = [_drawn(group.down, xs[x], ys[top], ys[bottom + 1]) for x in (left, right + 1)]
        rect = (sides[0], ys[top], sides[1], ys[bottom + 1])
        for index in indexes:
            rects[index] = rect
    cells = tuple(tuple(rects[row * columns : (row + 1) * columns]) for row in range(rows))
    return Lattice((xs[0], ys[0], xs[-1], ys[-1]), cells)


def _ends(rule: _Rule, crossing: list[_Rule]) -> Iterator[float]:
    """Ends of a line that reach clearly beyond the outermost line crossing it."""
    crossed = [other.at for other in crossing if rule.low - _REACH <= other.at <= rule.high + _REACH]
    if crossed:
        if min(crossed) - rule.low > 3 * _SNAP:
            yield rule.low
        if rule.high - max(crossed) > 3 * _SNAP:
            yield rule.high


def _drawn(rules: list[_Rule], at: float, low: float, high: float) -> float:
    """Where the line at `at` was drawn along `low:high`; `at` itself when none was."""
    for rule in rules:
        if abs(rule.at - at) <= _SNAP and rule.drawn is not None and rule.low - _SNAP <= (low + high) / 2 <= rule.high:
            return rule.drawn
    return at


def _covered(rules: list[_Rule], at: float, low: float, high: float) -> bool:
    """Whether a line at `at` runs along most of `low:high`."""
    for rule in rules:
        if abs(rule.at - at) <= _SNAP and min(rule.high, high) - max(rule.low, low) >= 0.6 * (high - low):
            return True
    return False
