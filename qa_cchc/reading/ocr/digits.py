"""Pictures of cells → the number printed in them, with a confidence for every character.

A second reader of numbers beside Tesseract. It was made for this one thing and knows no words, so that it neither
"corrects" a figure nor drops a lone digit or a comma, which is where a reader of running text fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import cv2
import numpy as np

from qa_cchc.reading.ocr.network import HEIGHT, STEP, Arrays, log_probabilities

OTHER = "?"
"""Stands for any run of characters that no number is made of."""
ALPHABET = "0123456789.,%/-+()" + OTHER
"""Every character in the order of the outputs, from 1 on; output 0 is the blank between characters."""

_WEIGHTS = "digits.npz"
_LEAST_CONTRAST = 30.0
_WIDEST = 1600
_SPECK = 0.12


@dataclass(frozen=True, slots=True)
class NumericReading:
    """What a cell says. For each character of `text`: its probability and the columns of the crop it covers."""

    text: str
    chances: tuple[float, ...]
    spans: tuple[tuple[float, float], ...]

    @property
    def confidence(self) -> float:
        """Probability of the least certain character, between 0 and 1; 0 when nothing was read."""
        return min(self.chances, default=0.0)


def read_numeric(crop: np.ndarray) -> NumericReading:
    """Reads a grey picture (uint8, dark on light) of one line of a cell, without ruling lines.

    Text that is no number comes back as "?" in place of its letters.
    """
    ink, left, scale = prepare(crop)
    if ink is None:
        return NumericReading("", (), ())
    return _decoded(np.exp(log_probabilities(ink, _arrays())), left, scale)


def prepare(crop: np.ndarray) -> tuple[np.ndarray | None, float, float]:
    """The cell as the network takes it, columns cut off at the left, and its pixels per pixel of the crop.

    (HEIGHT, a multiple of STEP) float32 with ink 1 and paper 0, cut near the ink; None where nothing is printed.
    """
    if crop.size == 0 or min(crop.shape) < 3:
        return None, 0.0, 1.0
    ink = normalised(crop)
    if ink is None:
        return None, 0.0, 1.0
    rows, columns = _extent(ink)
    tall = rows[1] - rows[0]
    side = max(1, round(0.12 * tall))
    top, bottom = rows[0] - side, rows[1] + side
    left, right = columns[0] - 3 * side, columns[1] + 3 * side
    padded = np.pad(ink, ((max(0, -top), max(0, bottom - ink.shape[0])), (max(0, -left), max(0, right - ink.shape[1]))))
    cut = padded[max(0, top) :, max(0, left) :][: bottom - top, : right - left]
    scale = HEIGHT / cut.shape[0]
    width = round(cut.shape[1] * scale)
    if not STEP <= width <= _WIDEST:
        return None, 0.0, scale
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    made = cv2.resize(cut, (width, HEIGHT), interpolation=way)
    return np.pad(made, ((0, 0), (0, -width % STEP))), float(left), scale


def normalised(pixels: np.ndarray) -> np.ndarray | None:
    """Grey values → float32 with paper 0 and the darkest ink 1; None for a picture without contrast."""
    dark, light = map(float, np.percentile(pixels, (0.3, 75)))
    if light - dark < _LEAST_CONTRAST:
        return None
    return np.clip((light - pixels.astype(np.float32)) / (light - dark), 0.0, 1.0)


def _extent(ink: np.ndarray) -> tuple[tuple[int, int], tuple[int, int]]:
    """Rows and columns between which the ink stands, specks left out."""
    count, _, stats, _ = cv2.connectedComponentsWithStats((ink > 0.45).astype(np.uint8), connectivity=8)
    heights = stats[1:, cv2.CC_STAT_HEIGHT]
    if count < 2:
        return (0, ink.shape[0]), (0, ink.shape[1])
    kept = stats[1:][np.maximum(heights, stats[1:, cv2.CC_STAT_WIDTH]) >= _SPECK * heights.max()]
    x, y = kept[:, cv2.CC_STAT_LEFT], kept[:, cv2.CC_STAT_TOP]
    right, bottom = x + kept[:, cv2.CC_STAT_WIDTH], y + kept[:, cv2.CC_STAT_HEIGHT]
    return (int(y.min()), int(bottom.max())), (int(x.min()), int(right.max()))


@cache
def _arrays() -> Arrays:
    with files(__package__).joinpath(_WEIGHTS).open("rb") as stored, np.load(stored) as arrays:
        return {name: arrays[name].astype(np.float32) for name in arrays.files}


def _decoded(chances: np.ndarray, left: float, scale: float) -> NumericReading:
    """The best character of each run of outputs; output 0 is the blank between characters."""
    best = chances.argmax(axis=1)
    text: list[str] = []
    sure: list[float] = []
    spans: list[tuple[float, float]] = []
    start = 0
    for end in range(1, len(best) + 1):
        if end < len(best) and best[end] == best[start]:
            continue
        if best[start]:
            text.append(ALPHABET[best[start] - 1])
            sure.append(float(chances[start:end, best[start]].max()))
            spans.append((left + start * STEP / scale, left + end * STEP / scale))
        start = end
    return NumericReading("".join(text), tuple(sure), tuple(spans))
