"""Pages laid straight: how a page is turned, and by how much it is skewed."""

from __future__ import annotations

import cv2
import numpy as np

from qa_cchc.reading.ocr.picture import Picture

_WIDEST = 6.0
_MOST_POINTS = 60_000


def sideways(ink: np.ndarray) -> float:
    """How much more the print stands in columns than in rows: above 1 for a page that lies on its side.

    Lines of text leave white between them; across the lines there is none. Long ruling lines are left out.
    """
    small = cv2.resize(ink * 255, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    mask = (small > 100).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    letter = (wide < 60) & (high < 60) & (stats[:, cv2.CC_STAT_AREA] > 4)
    letter[0] = False
    if letter.sum() < 20:
        return 0.0
    kept = letter[labels].astype(np.float32)
    return _roughness(kept.sum(axis=0)) / max(_roughness(kept.sum(axis=1)), 1e-6)


def _roughness(profile: np.ndarray) -> float:
    """How sharply a profile of ink rises and falls, free of the amount of ink."""
    return float(np.abs(np.diff(profile)).sum() / max(profile.sum(), 1.0))


def skew(ink: np.ndarray) -> float:
    """The angle in degrees by which lines fall to the right; 0 for a page without print."""
    ys, xs = np.nonzero(ink)
    if len(xs) < 200:
        return 0.0
    if len(xs) > _MOST_POINTS:
        chosen = np.random.default_rng(0).choice(len(xs), _MOST_POINTS, replace=False)
        ys, xs = ys[chosen], xs[chosen]
    points = xs.astype(np.float32), ys.astype(np.float32)
    best, span = 0.0, _WIDEST
    for step, grain in ((0.25, 3.0), (0.05, 1.5), (0.01, 1.0)):
        angles = np.arange(best - span, best + span + step / 2, step)
        sharp = [_sharpness(points, float(angle), grain) for angle in angles]
        best, span = float(angles[int(np.argmax(sharp))]), step * 1.5
    return best


def _sharpness(points: tuple[np.ndarray, np.ndarray], angle: float, grain: float) -> float:
    """How clearly the ink falls into rows when the page is turned by the angle."""
    xs, ys = points
    rows = (ys - xs * np.float32(np.tan(np.radians(angle)))) / grain
    rows -= rows.min()
    counts = np.bincount(rows.astype(np.int32)).astype(np.float64)
    return float((np.diff(counts) ** 2).sum())


def straightened(picture: Picture, angle: float) -> Picture:
    """The picture turned back by the angle (degrees, as `skew` gives it)."""
    if abs(angle) < 0.02:
        return picture
    height, width = picture.pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return picture.warped(matrix, (width, height))
