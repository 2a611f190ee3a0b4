"""Pages laid straight: how a page is turned, and by how much it is skewed."""

from __future__ import annotations

import cv2
import numpy as np

from qa_cchc.reading.ocr.picture import Picture

_WIDEST = 6.0
_MOST_POINTS = 60_000
_MOST_LETTERS = 1200


def lies(ink: np.ndarray, dpi: float) -> bool:
    """Whether a page lies on its side: the letter nearest to most letters stands above or below, not beside."""
    _, _, stats, middles = cv2.connectedComponentsWithStats(ink, connectivity=8)
    sizes = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    letters = (sizes > 0.04 * dpi) & (sizes < 0.35 * dpi)
    letters[0] = False
    if letters.sum() < 8:
        return False
    # Marks stand over their letters on every page: only what is about as large as most letters counts.
    letters &= sizes > 0.7 * np.median(sizes[letters])
    places = middles[letters].astype(np.float32)
    if len(places) > _MOST_LETTERS:
        places = places[:_MOST_LETTERS]
    apart = places[:, None, :] - places[None, :, :]
    far = (apart**2).sum(axis=2)
    np.fill_diagonal(far, np.inf)
    nearest = apart[np.arange(len(places)), far.argmin(axis=1)]
    return bool((np.abs(nearest[:, 1]) > np.abs(nearest[:, 0])).mean() > 0.5)


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
