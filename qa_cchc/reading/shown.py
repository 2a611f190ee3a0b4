"""Places on pages laid upright → places on the pages as shown, once everything has been understood of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from qa_cchc.records import Box

Affine = tuple[float, float, float, float, float, float]
"""x' = a·x + b·y + c, y' = d·x + e·y + f: from a point of the page as it was read to one of the page as shown."""

Map = tuple[float, ...]
"""An `Affine`, or the nine numbers of a homography row by row: with w = g·x + h·y + i, x' and y' are divided by w."""

T = TypeVar("T")


def on_shown_pages(record: T, maps: Mapping[int, Map]) -> T:
    """The record with every box in it led by the map of its page; pages without a map stay."""
    return _moved(record, maps) if maps else record


def _moved(value: Any, maps: Mapping[int, Map]) -> Any:
    if isinstance(value, Box):
        return _box(value, maps[value.page]) if value.page in maps else value
    if isinstance(value, tuple):
        moved = [_moved(part, maps) for part in value]
        return tuple(moved) if any(new is not old for new, old in zip(moved, value, strict=True)) else value
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for field in fields(value):
        old = getattr(value, field.name)
        new = _moved(old, maps)
        if new is not old:
            changed[field.name] = new
    return replace(value, **changed) if changed else value


def shown_at(way: Map, x: float, y: float) -> tuple[float, float]:
    """A point of the page as it was read, on the page as shown."""
    a, b, c, d, e, f, g, h, i = way if len(way) == 9 else (*way, 0.0, 0.0, 1.0)
    w = g * x + h * y + i
    return (a * x + b * y + c) / w, (d * x + e * y + f) / w


def _box(box: Box, way: Map) -> Box:
    """The box around the same place on the shown page."""
    corners = [shown_at(way, x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(box.page, *(round(side, 2) for side in (min(xs), min(ys), max(xs), max(ys))))
