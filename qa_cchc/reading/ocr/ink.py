"""What stands in a part of the page by its ink alone: pieces of print, specks left out; the measures of a line."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

_SPECK = 0.0125  # inches; a full stop of 8 points is about that wide


@dataclass(frozen=True, slots=True)
class Piece:
    """A connected piece of print: box in pixels (ends excluded) and number of pixels."""

    x0: int
    y0: int
    x1: int
    y1: int
    area: int

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.y1 - self.y0


def pieces(ink: np.ndarray, dpi: float) -> list[Piece]:
    """The pieces of print in a mask, from left to right, without specks of dust."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    least = _SPECK * dpi
    found = [
        Piece(int(x), int(y), int(x + width), int(y + height), int(area))
        for x, y, width, height, area in stats[1:count]
        if area >= 0.6 * least * least and max(width, height) >= least
    ]
    return sorted(found, key=lambda piece: piece.x0)


def around(found: list[Piece]) -> tuple[int, int, int, int] | None:
    """The box around all pieces, None without any."""
    if not found:
        return None
    return (
        min(piece.x0 for piece in found),
        min(piece.y0 for piece in found),
        max(piece.x1 for piece in found),
        max(piece.y1 for piece in found),
    )


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of print: its baseline and the height of the body of its letters (x-height, of capitals their height)."""

    base: float
    body: float


def measure(ink: np.ndarray) -> Measure | None:
    """The measures of one line from its mask (rows × columns); None for too little print. `base` from the top row.

    The ink of a line rises steeply where the letters' bodies begin and falls steeply at the baseline.
    """
    profile = ink.sum(axis=1).astype(np.float64)
    if profile.sum() < 20 or len(profile) < 6:
        return None
    profile = cv2.GaussianBlur(profile.reshape(-1, 1), (1, 3), 0.8).ravel()
    steps = np.diff(profile)
    middle = float((np.arange(len(profile)) * profile).sum() / profile.sum())
    lower, upper = int(middle), max(1, int(np.ceil(middle)))
    if lower >= len(steps) or upper > len(steps):
        return None
    base = _edge(-steps, lower, len(steps))
    top = _edge(steps, 0, upper)
    return Measure(base, max(base - top, 1.0))


def _edge(steps: np.ndarray, low: int, high: int) -> float:
    """Where the steps are greatest within `low:high`, to parts of a pixel."""
    at = low + int(np.argmax(steps[low:high]))
    near = slice(max(low, at - 1), min(high, at + 2))
    weights = np.maximum(steps[near], 0)
    if weights.sum() <= 0:
        return at + 1.0
    return float((np.arange(near.start, near.stop) * weights).sum() / weights.sum()) + 1.0
