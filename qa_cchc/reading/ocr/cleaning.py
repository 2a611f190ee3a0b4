"""Paper made white and ink left alone: coloured stamps taken off, shadows divided out, noise smoothed."""

from __future__ import annotations

import cv2
import numpy as np

_STAMP_COLOUR = 60
_STAMP_LIGHT = 110
_DARKEST_STAMP, _LIGHTEST_PRINT = 0.5, 0.75


def grey_of(pixels: np.ndarray) -> np.ndarray:
    """Grey of a grey or blue-green-red picture; ink of a stamp or a pen is lifted to the paper, black print stays.

    The brightest channel of a pixel tells red or blue ink (one channel stays bright) from black (none does).
    """
    if pixels.ndim == 2:
        return pixels
    smooth = cv2.GaussianBlur(pixels, (0, 0), 0.8)
    brightest, darkest = smooth.max(axis=2), smooth.min(axis=2)
    coloured = cv2.subtract(brightest, darkest) > _STAMP_COLOUR
    if coloured.mean() < 1e-4:
        return cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    grey = pixels.max(axis=2)
    # Print under the stamp is dark in every channel; what is bright in one is the stamp's own ink.
    ink = cv2.dilate((coloured & (brightest > _STAMP_LIGHT)).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    paper = background(grey)
    share = grey.astype(np.float32) / np.maximum(paper, 1)
    # Darker than any stamp stays as it is; between, it fades into the paper, so that strokes keep their soft edges.
    faded = np.clip((share - _DARKEST_STAMP) / (_LIGHTEST_PRINT - _DARKEST_STAMP), 0, 1)
    lifted = (share + (np.maximum(share, 1) - share) * faded) * paper
    grey[ink] = np.clip(lifted[ink], 0, 255).astype(np.uint8)
    return grey


def background(grey: np.ndarray) -> np.ndarray:
    """The paper's brightness under the print, smooth over the page."""
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(small, np.ones((5, 5), np.uint8))
    paper = cv2.medianBlur(paper, 21) if min(paper.shape) > 21 else paper
    paper = cv2.GaussianBlur(paper, (0, 0), 5)
    return cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)


def evened(grey: np.ndarray) -> np.ndarray:
    """The picture on even white paper: divided by its background, print stretched to black."""
    paper = np.maximum(background(grey), 40)
    even = cv2.divide(grey, paper, scale=255)
    sample = cv2.GaussianBlur(even, (0, 0), 0.7)
    dark = float(np.percentile(sample[sample < 160], 20)) if (sample < 160).any() else 0.0
    # Paper between 235 and 255 is noise; the darkest fifth of the print is black.
    levels = np.clip((np.arange(256) - dark) * 255.0 / max(235.0 - dark, 60.0), 0, 255).astype(np.uint8)
    return cv2.LUT(even, levels)


def ink_of(even: np.ndarray, dpi: float) -> np.ndarray:
    """Mask (0 or 1) of the print of an evened picture."""
    smooth = cv2.GaussianBlur(even, (0, 0), 0.35 * dpi / 100)
    return (smooth < 150).astype(np.uint8)


def without_grey_stamp(even: np.ndarray, dpi: float) -> np.ndarray:
    """An evened picture with the stamp of a grey scan lifted: ink of one middle grey over a patch of the page.

    Print is black at its core wherever it is thicker than a hair; a stamp never is. Only inside the patch that the
    stamp covers is everything lighter than its ink made white.
    """
    middle = ((even > 60) & (even < 165)).astype(np.uint8)
    near_print = cv2.dilate((even < 45).astype(np.uint8), np.ones((5, 5), np.uint8))
    alone = cv2.medianBlur(middle & (1 - near_print), 3)
    # Ruling lines and hairs of letters may be grey too: what stays is thick.
    thick = cv2.morphologyEx(alone, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    if thick.sum() < (0.12 * dpi) ** 2:
        return even
    reach = round(0.12 * dpi)
    small = cv2.resize(thick, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    small = cv2.dilate((small > 0).astype(np.uint8), np.ones((reach // 4 * 2 + 1,) * 2, np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(small, connectivity=8)
    made = even
    for label in range(1, count):
        x, y, width, height = (int(side) * 4 for side in stats[label][:4])
        if min(width, height) < 0.45 * dpi or max(width, height) > 3 * dpi:
            continue
        part = slice(y, y + height), slice(x, x + width)
        inside = thick[part] > 0
        if inside.sum() < (0.12 * dpi) ** 2:
            continue
        shade = even[part][inside]
        level, spread = float(np.median(shade)), float(shade.std())
        high = max(45.0, level - 1.6 * spread)
        lift = np.clip(np.arange(256) * 255.0 / high, 0, 255)
        patch = cv2.resize((labels == label).astype(np.uint8), even.shape[::-1], interpolation=cv2.INTER_NEAREST)[part]
        lifted = cv2.LUT(even[part], lift.astype(np.uint8))
        made = made.copy() if made is even else made
        made[part] = np.where(patch > 0, lifted, made[part])
    return made
