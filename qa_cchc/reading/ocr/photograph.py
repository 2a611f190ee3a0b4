"""A photograph of a sheet on a darker ground: its four corners are found and the sheet is laid flat, as if scanned."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from qa_cchc.reading.ocr.picture import Picture, after

_LOOK_AT = 900
_LEAST_SHARE, _MOST_SHARE = 0.3, 0.96
_LEAST_SOLID = 0.94
_LEAST_STEP = 22
_SURE = 0.8
_MOST_OUTSIDE = 0.04
_MOST_BRIGHT_OUTSIDE = 0.06
_MOST_STROKES_OUTSIDE = 0.005
_A4 = 297.0 / 210.0
_A4_WIDTH = 8.27
_LIKE_A4 = 1.13
_MOST_DPI = 300.0


def laid_flat(picture: Picture) -> Picture:
    """The sheet that a photograph shows, without the ground around it; the picture itself where it shows none."""
    corners = sheet_corners(picture.pixels)
    if corners is None:
        return picture
    top, right, bottom, left = (float(np.linalg.norm(corners[at] - corners[(at + 1) % 4])) for at in range(4))
    across, down = max(top, bottom), max(left, right)
    # The shorter of two sides is the farther one; the paper of offices is A4 unless it plainly is not.
    ratio = max(across, down) / min(across, down)
    ratio = _A4 if _A4 / _LIKE_A4 < ratio < _A4 * _LIKE_A4 else ratio
    short = min(across, down)
    dpi = min(short / _A4_WIDTH, _MOST_DPI)
    short = round(dpi * _A4_WIDTH)
    width, height = (round(short * ratio), short) if across > down else (short, round(short * ratio))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), flat)
    pixels = cv2.warpPerspective(picture.pixels, matrix, (width, height), flags=cv2.INTER_CUBIC)
    return replace(picture, pixels=pixels, dpi=dpi, to_page=after(picture.to_page, np.linalg.inv(matrix)))


def sheet_corners(pixels: np.ndarray) -> np.ndarray | None:
    """Corners (4x2, pixels; clockwise from the upper left) of the sheet in a photograph; None where it is not plain.

    Plain is a bright shape of four straight sides that takes up much of the picture and is brighter than the ground
    along every side; one corner may lie a little outside. Scans fill their picture and are left alone.
    """
    grey = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    factor = min(1.0, _LOOK_AT / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else grey
    if min(small.shape) < 100:
        return None
    smooth = cv2.medianBlur(small, 5)
    # The ground shows at the frame of the picture: where that is as bright as paper, this is a scan.
    frame = np.concatenate([smooth[:3].ravel(), smooth[-3:].ravel(), smooth[:, :3].ravel(), smooth[:, -3:].ravel()])
    paper = float(np.percentile(smooth, 90))
    if float(np.percentile(frame, 75)) > 0.8 * paper:
        return None
    for level in _levels(smooth, frame, paper):
        corners = _four_sided((smooth > level).astype(np.uint8))
        if corners is not None and _stands_out(smooth, corners):
            return (corners + 0.5) / factor - 0.5
    return None


def _levels(smooth: np.ndarray, frame: np.ndarray, paper: float) -> list[float]:
    """Brightnesses that may part the sheet from the ground, the likeliest first."""
    otsu, _ = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ground = float(np.median(frame))
    return [float(otsu), *(ground + share * (paper - ground) for share in (0.35, 0.5, 0.25, 0.65))]


def _four_sided(bright: np.ndarray) -> np.ndarray | None:
    """Corners of the largest bright shape, None where it is not four-sided or goes on beyond the picture."""
    height, width = bright.shape
    # Print and ruling lines are closed, so that the sheet is one shape.
    closed = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    closed = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not outlines:
        return None
    outline = max(outlines, key=cv2.contourArea)
    area = cv2.contourArea(outline)
    if not _LEAST_SHARE < area / (height * width) < _MOST_SHARE:
        return None
    hull = cv2.convexHull(outline)
    around = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.05):
        rough = cv2.approxPolyDP(hull, share * around, True).reshape(-1, 2).astype(np.float64)
        rough = _with_cut_corner(rough, width, height)
        if len(rough) <= 4:
            break
    if len(rough) != 4 or area < _LEAST_SOLID * cv2.contourArea(rough.astype(np.float32)):
        return None
    corners = _sharpened(outline.reshape(-1, 2).astype(np.float32), _clockwise(rough))
    if corners is None:
        return None
    out = np.maximum(np.maximum(-corners, corners - (width - 1, height - 1)), 0).max(axis=1)
    return corners if (out > 0).sum() <= 1 and out.max() < _MOST_OUTSIDE * max(width, height) else None


def _with_cut_corner(rough: np.ndarray, width: int, height: int) -> np.ndarray:
    """Five corners as four where the picture's edge cuts one off: it lies where the sides beside the cut meet."""
    if len(rough) != 5:
        return rough
    for at in range(5):
        start, end = rough[at], rough[(at + 1) % 5]
        on_edge = any(
            abs(start[axis] - edge) <= 3 and abs(end[axis] - edge) <= 3
            for axis, edge in ((0, 0), (0, width - 1), (1, 0), (1, height - 1))
        )
        if on_edge and np.linalg.norm(end - start) < 0.2 * max(width, height):
            before, behind = rough[at - 1], rough[(at + 2) % 5]
            first = np.cross((*before, 1.0), (*start, 1.0))
            x, y, w = np.cross(first, np.cross((*end, 1.0), (*behind, 1.0)))
            if abs(w) > 1e-9:
                kept = [rough[(at + far) % 5] for far in (2, 3, 4)]
                return np.array([*kept, (x / w, y / w)])
    return rough


def _clockwise(corners: np.ndarray) -> np.ndarray:
    """Corners in the order upper left, upper right, lower right, lower left."""
    middle = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    ordered = corners[np.argsort(angles)]
    return np.roll(ordered, -int(np.argmin(ordered.sum(axis=1))), axis=0)


def _sharpened(outline: np.ndarray, rough: np.ndarray) -> np.ndarray | None:
    """Corners where straight lines through the points of the four sides meet; None where a side is not straight."""
    lines = []
    for at in range(4):
        start, end = rough[at], rough[(at + 1) % 4]
        length = float(np.linalg.norm(end - start))
        if length < 40:
            return None
        along = (end - start) / length
        normal = np.array([-along[1], along[0]])
        place, off = (outline - start) @ along, (outline - start) @ normal
        # Corners may be bent or cut off: the middle of a side tells where it runs.
        side = outline[(place > 0.08 * length) & (place < 0.92 * length) & (np.abs(off) < 0.03 * length + 3)]
        if len(side) < 0.5 * length:
            return None
        vx, vy, x0, y0 = cv2.fitLine(side, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        away = np.abs((side - (x0, y0)) @ np.array([-vy, vx]))
        if float(np.percentile(away, 90)) > 0.012 * length + 1.5:
            return None
        lines.append(np.cross((x0, y0, 1.0), (x0 + vx, y0 + vy, 1.0)))
    corners = []
    for at in range(4):
        x, y, w = np.cross(lines[at - 1], lines[at])
        if abs(w) < 1e-9:
            return None
        corners.append((x / w, y / w))
    made = np.array(corners)
    return made if np.linalg.norm(made - rough, axis=1).max() < 0.05 * np.linalg.norm(rough[0] - rough[2]) else None


def _stands_out(smooth: np.ndarray, corners: np.ndarray) -> bool:
    """Whether the ground is darker all along each side, and nothing outside is as bright as the sheet."""
    height, width = smooth.shape
    middle = corners.mean(axis=0)
    steps = []
    for at in range(4):
        start, end = corners[at], corners[(at + 1) % 4]
        points = start + np.linspace(0.05, 0.95, 60)[:, None] * (end - start)
        normal = np.array([end[1] - start[1], start[0] - end[0]])
        normal /= np.linalg.norm(normal)
        normal = -normal if normal @ (middle - start) > 0 else normal
        inside, outside = (
            smooth[
                np.clip((points + far * normal)[:, 1].round().astype(int), 0, height - 1),
                np.clip((points + far * normal)[:, 0].round().astype(int), 0, width - 1),
            ].astype(float)
            for far in (-5.0, 5.0)
        )
        step = inside - outside
        if float((step > _LEAST_STEP).mean()) < _SURE:
            return False
        steps.append(float(np.median(inside)))
    sheet = np.zeros(smooth.shape, np.uint8)
    cv2.fillConvexPoly(sheet, corners.round().astype(np.int32), 1)
    around = cv2.dilate(sheet, np.ones((9, 9), np.uint8)) == 0
    ground = smooth[around]
    if not ground.size or float((ground > 0.85 * min(steps)).mean()) > _MOST_BRIGHT_OUTSIDE:
        return False  # another sheet beside this one may matter too
    strokes = cv2.morphologyEx(smooth, cv2.MORPH_TOPHAT, np.ones((15, 15), np.uint8))[around]
    bright = 0.4 * (float(np.median(steps)) - float(np.median(ground)))
    return float((strokes > bright).mean()) < _MOST_STROKES_OUTSIDE  # else it is bright print on a dark page
