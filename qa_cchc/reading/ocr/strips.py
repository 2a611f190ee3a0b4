"""Lines cut out as pictures, many read at once, their words put back at their places on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from qa_cchc.reading.ocr.prose import Printed
from qa_cchc.reading.ocr.rows import Field, Row, picture_of_row, rows_of
from qa_cchc.reading.ocr.tesseract import Pass, read_pictures

LINE = Pass(mode=7)
_PAD = 0.06
_DPI = 300.0


@dataclass(frozen=True, slots=True)
class Strip:
    """A line alone on white: its picture, which begins at (left, top) of the page, and its row of print."""

    picture: np.ndarray
    left: int
    top: int
    row: Row
    field: Field

    def scaled(self, dpi: float, share: float = 1.0, blur: float = 0.0) -> np.ndarray:
        """The picture with a white margin, brought to `share` of 300 dpi; `blur` in pixels of the result."""
        pad = round(_PAD * dpi)
        made = cv2.copyMakeBorder(self.picture, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=255)
        factor = factor_of(dpi, share)
        if factor != 1.0:
            way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
            made = cv2.resize(made, None, fx=factor, fy=factor, interpolation=way)
        return cv2.GaussianBlur(made, (0, 0), blur) if blur else made


def factor_of(dpi: float, share: float) -> float:
    """By how much a picture is enlarged for reading."""
    factor = _DPI / dpi * share
    return 1.0 if abs(factor - 1) < 0.04 else factor


def strips_of(field: Field, clean: np.ndarray, dpi: float) -> list[Strip]:
    """The lines of a part of the page."""
    return [Strip(*picture_of_row(row, field, clean), row, field) for row in rows_of(field, dpi)]


def read_strips(
    strips: Sequence[Strip], dpi: float, limit: float, way: Pass = LINE, share: float = 1.0, blur: float = 0.0
) -> list[list[Printed]]:
    """The words of each line, from left to right."""
    factor, pad = factor_of(dpi, share), round(_PAD * dpi)
    read = read_pictures([strip.scaled(dpi, share, blur) for strip in strips], way, limit)
    made = []
    for strip, seen in zip(strips, read, strict=True):
        left, top = strip.left - pad, strip.top - pad
        words = [
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
        made.append(sorted(words, key=lambda word: word.x0))
    return made
