"""Places on pages laid upright → places on the pages as shown, once everything has been understood of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from qa_cchc.records import Box

Affine = tuple[float, float, float, float, float, float]
"""x' = a·x + b·y + c, y' = d·x + e·y + f: from a point of the page as it was read to one of the page as shown."""

T = TypeVar("T")


def on_shown_pages(record: T, maps: Mapping[int, Affine]) -> T:
    """The record with every box in it led by the map of its page; pages without a map stay."""
    return _moved(record, maps) if maps else record


def _moved(value: Any, maps: Mapping[int, Affine]) -> Any:
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


def _box(box: Box, affine: Affine) -> Box:
    """The box around the same place on the shown page."""
    a, b, c, d, e, f = affine
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    width, height = box.x1 - box.x0, box.y1 - box.y0
    middle_x, middle_y = a * x + b * y + c, d * x + e * y + f
    half_x = (abs(a) * width + abs(b) * height) / 2
    half_y = (abs(d) * width + abs(e) * height) / 2
    sides = (middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y)
    return Box(box.page, *(round(side, 2) for side in sides))
