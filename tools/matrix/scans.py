"""Pages of a PDF turned into what a scanner or a phone makes of them, and how a point of the page moves with it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pymupdf

from .stamp import press

POINTS = 72.0


@dataclass(frozen=True)
class Scan:
    """How pages are scanned. Angles in degrees; `skew` is the largest angle, drawn anew for each page with its sign.

    `noise` is the standard deviation in grey levels, `blur` that of the lens in pixels at 200 dpi, `quality` of JPEG.
    `turns` gives quarter turns (clockwise) of pages counted from 1, -1 for the last. `bend` is the share of the page's
    width by which a phone held at an angle moves a corner.
    """

    dpi: int = 200
    colour: bool = False
    skew: tuple[float, float] = (0.3, 1.0)
    noise: float = 4.0
    blur: float = 0.4
    quality: int = 75
    paper: bool = False
    stamps: bool = False
    turns: tuple[tuple[int, int], ...] = ()
    bend: float = 0.0


@dataclass(frozen=True)
class Shot:
    """A scanned page: JPEG bytes, size in pixels, and the 3 x 3 homography from points of the page to points of it."""

    jpeg: bytes
    width: int
    height: int
    move: np.ndarray


def shoot(
    page: pymupdf.Page, scan: Scan, rng: np.random.Generator, stamps: list[tuple[float, float]], turn: int
) -> Shot:
    """The page as scanned. `stamps` are the middles of stamps in points."""
    pixmap = page.get_pixmap(dpi=scan.dpi, colorspace=pymupdf.csRGB, alpha=False)
    image = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3).copy()
    scale = scan.dpi / POINTS
    for x, y in stamps:
        press(image, (x * scale, y * scale), 17 * scan.dpi / 25.4, rng)
    move = np.eye(3)
    for step in (_skewed(scan), _bent(scan)):
        image, matrix = step(image, rng)
        move = matrix @ move
    image = _aged(image.astype(np.float32), scan, rng)
    if turn:
        image, matrix = _turned(image, turn)
        move = matrix @ move
    if not scan.colour:
        image = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    shown = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
    jpeg = cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, scan.quality])[1].tobytes()
    to_pixels, to_points = np.diag([scale, scale, 1.0]), np.diag([1 / scale, 1 / scale, 1.0])
    return Shot(jpeg, image.shape[1], image.shape[0], to_points @ move @ to_pixels)


Step = Callable[[np.ndarray, np.random.Generator], tuple[np.ndarray, np.ndarray]]


def skew_map(angle: float, width: int, height: int) -> np.ndarray:
    """The 3 x 3 turn by `angle` degrees (clockwise as seen) about the middle of a picture."""
    turn, x, y = math.radians(angle), width / 2, height / 2
    cos, sin = math.cos(turn), math.sin(turn)
    return np.array([[cos, -sin, x - cos * x + sin * y], [sin, cos, y - sin * x - cos * y], [0, 0, 1.0]])


def _skewed(scan: Scan) -> Step:
    def step(image: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        low, high = scan.skew
        angle = float(rng.uniform(low, high) * rng.choice((-1, 1)))
        height, width = image.shape[:2]
        return _warped(image, skew_map(angle, width, height))

    return step


def _bent(scan: Scan) -> Step:
    def step(image: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        if not scan.bend:
            return image, np.eye(3)
        height, width = image.shape[:2]
        corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
        inward = np.float32([[1, 1], [-1, 1], [-1, -1], [1, -1]])
        moved = corners + inward * rng.uniform(0.2, 1.0, (4, 2)).astype(np.float32) * scan.bend * width
        return _warped(image, cv2.getPerspectiveTransform(corners, moved))

    return step


def _warped(image: np.ndarray, move: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    height, width = image.shape[:2]
    made = cv2.warpPerspective(
        image, move, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255, 255, 255)
    )
    return made, move


def _aged(image: np.ndarray, scan: Scan, rng: np.random.Generator) -> np.ndarray:
    """Paper, lens and sensor: uneven yellowish light, blur, noise. RGB floats in, bytes out."""
    height, width = image.shape[:2]
    if scan.paper:
        coarse = rng.uniform(0.82, 1.0, (6, 4)).astype(np.float32)
        light = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)[..., None]
        image = image * light * np.float32([1.0, 0.965, 0.86])
        image += cv2.resize(rng.normal(0, 3, (height // 3, width // 3)).astype(np.float32), (width, height))[..., None]
    if scan.blur:
        sigma = scan.blur * scan.dpi / 200
        image = cv2.GaussianBlur(image, (0, 0), sigma)
    # Ink is never quite black nor paper quite white.
    image = 18 + image * (236 / 255)
    if scan.noise:
        image = image + rng.normal(0, scan.noise, image.shape).astype(np.float32)
    return np.clip(image, 0, 255).astype(np.uint8)


def turn_map(turn: int, width: int, height: int) -> np.ndarray:
    """The 3 x 3 map of `turn` quarter turns clockwise of a picture of that size in pixels."""
    match turn % 4:
        case 1:
            return np.array([[0, -1, height], [1, 0, 0], [0, 0, 1.0]])
        case 2:
            return np.array([[-1, 0, width], [0, -1, height], [0, 0, 1.0]])
        case 3:
            return np.array([[0, 1, 0], [-1, 0, width], [0, 0, 1.0]])
    return np.eye(3)


def _turned(image: np.ndarray, turn: int) -> tuple[np.ndarray, np.ndarray]:
    height, width = image.shape[:2]
    return np.ascontiguousarray(np.rot90(image, -turn)), turn_map(turn, width, height)


def scan_file(source: Path, scan: Scan, seed: int, signer: str | None) -> list[Shot]:
    """Every page of a PDF as scanned. The same seed gives the same bytes.

    Stamps, where asked for, go over the signer's name and over the right part of a table.
    """
    rng = np.random.default_rng(seed)
    shots: list[Shot] = []
    with pymupdf.open(source) as pdf:
        turns = {page if page > 0 else pdf.page_count + 1 + page: turn for page, turn in scan.turns}
        for number, page in enumerate(pdf, start=1):
            stamps = _stamps(page, signer) if scan.stamps else []
            shots.append(shoot(page, scan, rng, stamps, turns.get(number, 0)))
    return shots


def _stamps(page: pymupdf.Page, signer: str | None) -> list[tuple[float, float]]:
    """Middles of stamps: left over the signer's name, and over a form's number."""
    found: list[tuple[float, float]] = []
    for rect in page.search_for(signer)[:1] if signer else ():
        found.append((rect.x0 + 5, rect.y0 - 25))
    heads = page.search_for("Số liệu")
    if heads:
        values = [word for word in page.get_text("words") if heads[0].x0 - 5 < word[0] < heads[0].x1 and
                  word[1] > heads[0].y1 and any(map(str.isdigit, word[4]))]
        x0, y0, *_ = values[len(values) // 2] if values else (heads[0].x0, page.rect.height * 0.6)
        found.append((x0 + 12, y0 + 10))
    return found


def write_pdf(shots: list[Shot], dpi: int, path: Path) -> Path:
    """A PDF of pictures only."""
    with pymupdf.open() as pdf:
        for shot in shots:
            page = pdf.new_page(width=shot.width * POINTS / dpi, height=shot.height * POINTS / dpi)
            page.insert_image(page.rect, stream=shot.jpeg)
        pdf.save(path, no_new_id=True)
    return path
