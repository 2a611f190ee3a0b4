"""Text drawn at a right angle to the page: laying it upright, and the way back to the page as shown."""

from __future__ import annotations

from collections.abc import Sequence

from qa_cchc.reading.shown import Affine

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom (points)."""

UP, OVER, DOWN = 90, 180, 270
"""How far text is turned from upright: it reads from the bottom up, upside down, from the top down."""


def turn_of(direction: Sequence[float]) -> int | None:
    """The turn of a line of text by its direction (cosine, sine, y downwards); 0 upright, None at another angle."""
    along, down = direction
    if abs(down) <= 0.1:
        return 0 if along > 0 else OVER
    if abs(along) <= 0.1:
        return UP if down < 0 else DOWN
    return None


def laid(rect: Rect, turn: int, size: tuple[float, float]) -> Rect:
    """A rectangle of a page of that size (points) on the page laid so that text of that turn stands upright."""
    x0, y0, x1, y1 = rect
    width, height = size
    if turn == UP:
        return height - y1, x0, height - y0, x1
    if turn == DOWN:
        return y0, width - x1, y1, width - x0
    if turn == OVER:
        return width - x1, height - y1, width - x0, height - y0
    return rect


def laid_size(turn: int, size: tuple[float, float]) -> tuple[float, float]:
    """Width and height of the page once laid."""
    return (size[1], size[0]) if turn in (UP, DOWN) else size


def to_shown(turn: int, size: tuple[float, float]) -> Affine:
    """The map from the page as laid to the page of that size as shown."""
    width, height = size
    if turn == UP:
        return 0.0, 1.0, 0.0, -1.0, 0.0, height
    if turn == DOWN:
        return 0.0, -1.0, width, 1.0, 0.0, 0.0
    if turn == OVER:
        return -1.0, 0.0, width, 0.0, -1.0, height
    return 1.0, 0.0, 0.0, 0.0, 1.0, 0.0
