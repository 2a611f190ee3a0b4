"""Stretches of a page set in two columns (letterhead, recipients and signature), to be read column by column.

A reader of whole pages takes a line of the one column and a line of the other, a little higher, for one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa_cchc.reading.ocr.ink import Piece

_GUTTER = 0.28
_LEAST_BAND = 0.085
_INNER = (0.2, 0.8)

Area = tuple[int, int, int, int]


@dataclass(slots=True)
class _Band:
    """Pieces between two white rows; `gutter` is the white column in its middle, None without one."""

    found: list[Piece]
    y0: int
    y1: int
    gutter: tuple[int, int] | None = None


def two_columns(found: Sequence[Piece], width: int, dpi: float) -> list[Area]:
    """The columns (x0, y0, x1, y1) of all stretches in two columns, left before right, from top to bottom."""
    least = _GUTTER * dpi
    bands = _with_marks(_bands(found), dpi)
    for band in bands:
        band.gutter = _gutter(band.found, width, least)
    areas: list[Area] = []
    open_: list[_Band] = []
    for band in [*bands, None]:
        if band is not None and band.gutter is not None:
            if open_ and not _shared([*open_, band], least):
                areas += _columns(open_, width)
                open_ = []
            open_.append(band)
            continue
        if open_:
            areas += _columns(open_, width)
            open_ = []
    return areas


def _bands(found: Sequence[Piece]) -> list[_Band]:
    bands: list[_Band] = []
    for piece in sorted(found, key=lambda piece: piece.y0):
        if bands and piece.y0 <= bands[-1].y1:
            bands[-1].found.append(piece)
            bands[-1].y1 = max(bands[-1].y1, piece.y1)
        else:
            bands.append(_Band([piece], piece.y0, piece.y1))
    return bands


def _with_marks(bands: Sequence[_Band], dpi: float) -> list[_Band]:
    """Marks that stand clear over or under the letters put with them: they are no band of their own."""
    least = _LEAST_BAND * dpi
    made: list[_Band] = []
    for index, band in enumerate(bands):
        low = band.y1 - band.y0 < least
        before = made[-1] if made else None
        after = bands[index + 1] if index + 1 < len(bands) else None
        room = band.y0 - before.y1 if before else least
        nearer = before is not None and (after is None or room <= after.y0 - band.y1)
        if before is not None and room < least and ((low and nearer) or before.y1 - before.y0 < least):
            before.found.extend(band.found)
            before.y0, before.y1 = min(before.y0, band.y0), band.y1
        else:
            made.append(band)
    return made


def _gutter(found: Sequence[Piece], width: int, least: float) -> tuple[int, int] | None:
    """The widest white column that lies in the inner part of the page and has print on both sides."""
    low, high = _INNER[0] * width, _INNER[1] * width
    best: tuple[int, int] | None = None
    reached: int | None = None
    for piece in sorted(found, key=lambda piece: piece.x0):
        if reached is not None and piece.x0 - reached >= least:
            inside = reached < high and piece.x0 > low
            if inside and (best is None or piece.x0 - reached > best[1] - best[0]):
                best = reached, piece.x0
        reached = piece.x1 if reached is None else max(reached, piece.x1)
    return best


def _shared(bands: Sequence[_Band], least: float) -> bool:
    gutters = [band.gutter for band in bands if band.gutter is not None]
    return min(right for _, right in gutters) - max(left for left, _ in gutters) >= least


def _columns(bands: Sequence[_Band], width: int) -> list[Area]:
    gutters = [band.gutter for band in bands if band.gutter is not None]
    middle = (max(left for left, _ in gutters) + min(right for _, right in gutters)) // 2
    y0, y1 = min(band.y0 for band in bands), max(band.y1 for band in bands)
    return [(0, y0, middle, y1), (middle, y0, width, y1)]
