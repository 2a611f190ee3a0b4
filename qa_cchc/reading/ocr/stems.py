"""Stems of letters that stand in one line with a table's border: taken off the border again.

A heading close over a table may have a letter right above one of its borders. The border then seems to begin there,
and the heading would be a row of the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

import numpy as np

_WHITE = 0.03  # inches, as are the others: what parts a letter from the border
_LONGEST = 0.33
_REACH = 0.045
_BESIDE = 0.02

_Line = tuple[float, float, float]


def without_stems(lines: Sequence[_Line], crossing: Sequence[_Line], seen: np.ndarray, dpi: float) -> list[_Line]:
    """The lines across, as (y, x0, x1) in pixels, each without the stems at its ends or between two tables.

    `seen` is the mask they were found in. A stem is a short piece parted by white from the last line of `crossing`
    (x, y0, y1), where no other line goes on: the borders of a table open at a side all go on there.
    """
    return [part for line in lines for part in _parts(line, lines, crossing, seen, dpi)]


def _parts(
    line: _Line, lines: Sequence[_Line], crossing: Sequence[_Line], seen: np.ndarray, dpi: float
) -> Iterator[_Line]:
    at, low, high = line
    reach = _REACH * dpi
    met = sorted(
        other[0]
        for other in crossing
        if other[1] - reach <= at <= other[2] + reach and low - reach <= other[0] <= high + reach
    )
    if not met:
        yield line
        return
    begin = low
    for first, last in pairwise([-inf, *met, inf]):
        if max(first, low) + reach < min(last, high) and _is_stem(line, (first, last), lines, seen, dpi):
            if first > begin:
                yield at, begin, first
            begin = last
    if begin < high:
        yield at, begin, high


def _is_stem(
    line: _Line, between: tuple[float, float], lines: Sequence[_Line], seen: np.ndarray, dpi: float
) -> bool:
    """Whether a line runs from one crossing line towards the next only by a piece that touches neither."""
    at, low, high = line
    first, last = between
    edge, least = _BESIDE * dpi, _WHITE * dpi
    start, end = round(max(low, first + edge)), round(min(high, last - edge))
    if any(other is not line and min(other[2], end) - max(other[1], start) > least for other in lines):
        return False
    half = max(1, round(0.01 * dpi))
    band = seen[max(0, round(at) - half) : round(at) + half + 1, start:end]
    inked = np.flatnonzero(band.any(axis=0)) if band.size else np.zeros(0, int)
    if not len(inked):
        return False
    parted = (first == -inf or inked[0] >= least) and (last == inf or end - start - 1 - inked[-1] >= least)
    return bool(parted and inked[-1] - inked[0] < _LONGEST * dpi)
