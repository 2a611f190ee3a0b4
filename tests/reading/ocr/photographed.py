"""Pages photographed at an angle, on a dark desk and in uneven light."""

from __future__ import annotations

import cv2
import numpy as np


def photograph(
    sheet: np.ndarray, tilt: float, turn: float = 0.0, spin: float = 0.0, margin: float = 0.12, desk: int = 70
) -> tuple[np.ndarray, np.ndarray]:
    """A sheet (grey pixels) seen by a camera above it, and the map (3x3) from its pixels to those of the photograph.

    `tilt` and `turn` are degrees by which the sheet leans away from the camera, downwards and sideways; `spin` turns it
    in its plane. `margin` is the share of the desk on each side, `desk` the brightness of the desk.
    """
    height, width = sheet.shape
    size = round(width * (1 + 2 * margin)), round(height * (1 + 2 * margin))
    a, b, c = np.radians([tilt, turn, spin])
    lean = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    side = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    flat = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    pose = lean @ side @ flat
    away = 1.6 * height
    # A point of the sheet about its middle, turned, then seen from `away` above.
    view = np.array([[away, 0, size[0] / 2], [0, away, size[1] / 2], [0, 0, 1.0]])
    place = np.column_stack([pose[:, 0], pose[:, 1], [0, 0, away]])
    matrix = view @ place @ np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 1.0]])
    dice = np.random.default_rng(3)
    grain = cv2.GaussianBlur(dice.normal(0, 30, (size[1], size[0])), (0, 0), 6) * 3
    ground = desk + np.clip(grain, -25, 25)
    seen = cv2.warpPerspective(sheet, matrix, size, flags=cv2.INTER_AREA).astype(float)
    mask = cv2.warpPerspective(np.full(sheet.shape, 255, np.uint8), matrix, size).astype(float) / 255
    x, y = np.meshgrid(np.linspace(0, 1, size[0]), np.linspace(0, 1, size[1]))
    light = 1.02 - 0.22 * x - 0.14 * y
    made = (seen * 0.96 * mask + ground * (1 - mask)) * light + dice.normal(0, 3, mask.shape)
    return np.clip(cv2.GaussianBlur(made, (0, 0), 0.6), 0, 255).astype(np.uint8), matrix
