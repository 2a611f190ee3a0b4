"""Asterisks that stand for footnotes, told by their shape beside that of daggers, quotes, tones and figures."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import cv2
import numpy as np
import pymupdf

_SIGNS = "*"
_OTHERS = "†‡§0123456789’”“\"'°()^´`-.,:;®lI"
_FONTS = ("tiro", "tibo", "tiit", "helv", "hebo", "cour", "cjk")
_SIZES = (0.22, 0.35, 0.7)
_SIDE = 20
_BROADER = 1.45
_BLUR = 0.6
_ALIKE, _CLEARER = 0.72, 0.03


def sign_of(picture: np.ndarray) -> str:
    """The signs in a picture (grey, dark on white) that holds nothing else, "" where they are not told for certain.

    Asterisks may touch: a picture as wide as two or three of them is read in parts.
    """
    dark = _dark(picture)
    if dark is None:
        return ""
    height, width = dark.shape
    parts = max(1, round(width / (1.05 * height))) if width > 1.5 * height else 1
    edges = [round(width * at / parts) for at in range(parts + 1)]
    told = [_told(dark[:, left:right]) for left, right in pairwise(edges)]
    return "".join(told) if all(told) and (parts == 1 or set(told) == {"*"}) else ""


def _told(dark: np.ndarray) -> str:
    own = _normal(dark)
    if own is None:
        return ""
    width = dark.shape[1] / dark.shape[0]
    alike: dict[str, float] = {}
    for sign, broad, shape in _shapes():
        if width / _BROADER < broad < width * _BROADER:
            alike[sign] = max(alike.get(sign, 0.0), float((own * shape).sum()))
    first, second = ([*sorted(alike, key=alike.__getitem__, reverse=True), "", ""])[:2]
    sure = alike.get(first, 0.0) >= _ALIKE and alike[first] - alike.get(second, 0.0) >= _CLEARER
    return first if sure and first in _SIGNS else ""


@cache
def _shapes() -> tuple[tuple[str, float, np.ndarray], ...]:
    """Signs and what may be taken for them in the letters that the PDF reader brings along, sharp and blurred.

    Each with its width as a share of its height.
    """
    made: list[tuple[str, float, np.ndarray]] = []
    with pymupdf.open() as document:
        for name in _FONTS:
            font = pymupdf.Font(name)
            for sign in _SIGNS + _OTHERS:
                if not font.has_glyph(ord(sign)):
                    continue
                page = document.new_page(width=120, height=120)
                writer = pymupdf.TextWriter(page.rect)
                writer.append((40, 80), sign, font=font, fontsize=60)
                writer.write_text(page)
                drawn = page.get_pixmap(colorspace="gray")
                picture = np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width)
                for small in _SIZES:
                    seen = cv2.resize(picture, None, fx=small, fy=small, interpolation=cv2.INTER_AREA)
                    dark = _dark(cv2.GaussianBlur(seen, (0, 0), 0.7))
                    shape = None if dark is None else _normal(dark)
                    if dark is not None and shape is not None:
                        made.append((sign, dark.shape[1] / dark.shape[0], shape))
    return tuple(made)


def _dark(picture: np.ndarray) -> np.ndarray | None:
    """How dark each pixel is (0..1), without the white around."""
    dark = 1.0 - picture.astype(np.float32) / 255.0
    if dark.size == 0 or dark.max() < 0.2:
        return None
    inked = dark > 0.4 * dark.max()
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    return np.clip(dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] / dark.max(), 0, 1)


def _normal(dark: np.ndarray) -> np.ndarray | None:
    """The shape in a square of one size, its proportions kept, for comparison."""
    factor = (_SIDE - 4) / max(dark.shape)
    height, width = (max(1, round(side * factor)) for side in dark.shape)
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    square = np.zeros((_SIDE, _SIDE), np.float32)
    top, left = (_SIDE - height) // 2, (_SIDE - width) // 2
    square[top : top + height, left : left + width] = cv2.resize(dark, (width, height), interpolation=how)
    square = cv2.GaussianBlur(square, (0, 0), _BLUR)
    square -= square.mean()
    size = float(np.sqrt((square**2).sum()))
    return square / size if size > 1e-6 else None
