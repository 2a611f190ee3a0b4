"""Cells of ruled tables: what is inked in each, cut out and read many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from qa_cchc.reading.ocr.ink import Piece, around, pieces
from qa_cchc.reading.ocr.prose import Printed
from qa_cchc.reading.ocr.tesseract import Pass, Seen, read_pictures
from qa_cchc.reading.rulings import Lattice, Rect

_EDGE = 0.012
_PAD = 0.05
_ONE_LINE = 0.27
_BLOCK = Pass(mode=6)
_LINE = Pass(mode=7)


@dataclass(frozen=True, slots=True)
class Crop:
    """The print of one cell: `rect` in points, its pieces and the box around them in pixels of the page."""

    rect: Rect
    found: tuple[Piece, ...]
    box: tuple[int, int, int, int]

    def one_line(self, dpi: float) -> bool:
        """Whether it is no higher than one line."""
        return self.box[3] - self.box[1] < _ONE_LINE * dpi


def cut_cells(lattice: Lattice, ink: np.ndarray, dpi: float) -> list[Crop]:
    """The cells of a table that hold print."""
    scale, edge = dpi / 72.0, round(_EDGE * dpi)
    crops = []
    for rect in dict.fromkeys(rect for row in lattice.cells for rect in row):
        x0, y0, x1, y1 = (round(side * scale) for side in rect)
        x0, y0, x1, y1 = max(0, x0 + edge), max(0, y0 + edge), x1 - edge, y1 - edge
        if x1 - x0 < 4 or y1 - y0 < 4:
            continue
        found = [
            Piece(piece.x0 + x0, piece.y0 + y0, piece.x1 + x0, piece.y1 + y0, piece.area)
            for piece in pieces(ink[y0:y1, x0:x1], dpi)
        ]
        box = around(found)
        if box is not None:
            crops.append(Crop(rect, tuple(found), box))
    return crops


def picture_of(crop: Crop, clean: np.ndarray, dpi: float, factor: float) -> np.ndarray:
    """The cell's print on white with a margin, scaled by `factor`."""
    x0, y0, x1, y1 = crop.box
    one = max(1, round(0.006 * dpi))
    part = clean[max(0, y0 - one) : y1 + one, max(0, x0 - one) : x1 + one]
    pad = round(_PAD * dpi)
    part = cv2.copyMakeBorder(part, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=255)
    return cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC) if factor != 1 else part


def placed(seen: Sequence[Seen], crop: Crop, dpi: float, factor: float) -> list[Printed]:
    """Words seen in a cell's picture at their place on the page."""
    one, pad = max(1, round(0.006 * dpi)), round(_PAD * dpi)
    left, top = max(0, crop.box[0] - one) - pad, max(0, crop.box[1] - one) - pad
    return [
        Printed(
            word.text,
            word.confidence,
            left + word.x0 / factor,
            top + word.y0 / factor,
            left + word.x1 / factor,
            top + word.y1 / factor,
        )
        for word in seen
    ]


def read_cells(crops: Sequence[Crop], clean: np.ndarray, dpi: float, limit: float) -> list[list[Printed]]:
    """The words of each cell by the general reading."""
    factor = 300.0 / dpi
    words: list[list[Printed]] = [[] for _ in crops]
    for way, one_line in ((_LINE, True), (_BLOCK, False)):
        chosen = [index for index, crop in enumerate(crops) if crop.one_line(dpi) is one_line]
        pictures = [picture_of(crops[index], clean, dpi, factor) for index in chosen]
        for index, seen in zip(chosen, read_pictures(pictures, way, limit), strict=True):
            words[index] = placed(seen, crops[index], dpi, factor)
    return words
