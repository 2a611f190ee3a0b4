"""How a cell comes to be a picture: set in a font, printed, scanned badly, cut out askew."""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from training.numerals.cells import LETTERS
from training.numerals.fonts import FAMILIES, family


class Fonts:
    """The fonts of a folder, drawn by their family's share; plain styles more often than others."""

    def __init__(self, folder: Path) -> None:
        paths = sorted(folder.glob("*.[ot]tf"))
        self.covers = {path: frozenset(map(chr, TTFont(path, lazy=True).getBestCmap())) for path in paths}
        self.by_family: dict[str, list[tuple[Path, float]]] = {}
        for path in paths:
            name = path.name.lower()
            bold = "bold" in name or "rb" in name[-8:] or "bd" in name
            slanted = any(part in name for part in ("italic", "oblique", "ita", "ri.", "rbi."))
            share = {(False, False): 6.0, (True, False): 2.5, (False, True): 1.5, (True, True): 0.8}[bold, slanted]
            self.by_family.setdefault(family(path.name) or "", []).append((path, share))
        self.families = [name for name in FAMILIES if name in self.by_family]
        common = ("DejaVuSans", "DejaVuSerif", "NotoSerif", "NotoSans", "Tinos", "FreeSerif")
        self.fallbacks = [path for path in paths if path.name.startswith(common) and set(LETTERS) <= self.covers[path]]

    def draw(self, rng: random.Random) -> tuple[Path, Path]:
        """A font, and the one that stands in for letters it lacks."""
        name = rng.choices(self.families, [FAMILIES[name] for name in self.families])[0]
        files = self.by_family[name]
        return rng.choices([path for path, _ in files], [share for _, share in files])[0], rng.choice(self.fallbacks)


@lru_cache(maxsize=3000)
def _face(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def set_line(text: str, fonts: Fonts, rng: random.Random) -> np.ndarray:
    """The line in black on white, uint8, with generous margins; letters a font lacks come from another."""
    path, other = fonts.draw(rng)
    size = round(rng.choice((rng.uniform(15, 24), rng.uniform(20, 34), rng.uniform(30, 60))))
    track = rng.choice((0.0, 0.0, 0.0, rng.uniform(-0.02, 0.08))) * size
    pieces: list[tuple[str, ImageFont.FreeTypeFont, float]] = []
    x = 0.0
    for char in text:
        face = _face(str(path if char in fonts.covers[path] else other), size)
        pieces.append((char, face, x))
        x += face.getlength(char) + track
    picture = Image.new("L", (int(x) + 2 * size, int(size * 2.4)), 255)
    pen = ImageDraw.Draw(picture)
    for char, face, left in pieces:
        pen.text((size + left, size * 1.6), char, fill=0, font=face, anchor="ls")
    return np.asarray(picture)


def _cut(picture: np.ndarray, rng: random.Random) -> np.ndarray:
    """The ink with margins that a cell or a line box would leave."""
    rows = np.flatnonzero((picture < 128).any(axis=1))
    columns = np.flatnonzero((picture < 128).any(axis=0))
    if not len(rows):
        return picture
    tall = rows[-1] - rows[0] + 1
    top, bottom = (int(rng.uniform(0.0, 0.6) * tall) for _ in range(2))
    left, right = (int(rng.choice((rng.uniform(0, 0.3), rng.uniform(0, 1.5))) * tall) for _ in range(2))
    cut = picture[max(0, rows[0] - top) : rows[-1] + 1 + bottom, max(0, columns[0] - left) : columns[-1] + 1 + right]
    return cv2.copyMakeBorder(
        cut, max(0, top - rows[0]), 0, max(0, left - columns[0]), 0, cv2.BORDER_CONSTANT, value=255
    )


def _turned(picture: np.ndarray, rng: random.Random) -> np.ndarray:
    angle = rng.gauss(0, 0.35)
    shear = rng.gauss(0, 0.03)
    height, width = picture.shape
    tan = np.tan(np.radians(angle))
    matrix = np.float32([[1, shear, -shear * height / 2], [tan, 1, -tan * width / 2]])
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)


def _printed(picture: np.ndarray, rng: random.Random) -> np.ndarray:
    """Ink thinner or fatter, paper not white, light uneven."""
    if rng.random() < 0.15:
        kernel = np.ones((2, 2), np.uint8) if rng.random() < 0.7 else cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
        picture = cv2.dilate(picture, kernel) if rng.random() < 0.4 else cv2.erode(picture, kernel)
    paper, ink = rng.uniform(190, 255), rng.uniform(0, 110)
    ink = min(ink, paper - 90)
    shown = ink + (picture.astype(np.float32) / 255.0) * (paper - ink)
    if rng.random() < 0.3:
        width = shown.shape[1]
        shown += np.linspace(rng.uniform(-20, 20), rng.uniform(-20, 20), width, dtype=np.float32)[None, :]
    return shown


def _marked(shown: np.ndarray, rng: random.Random) -> np.ndarray:
    """Rests of ruling lines at the edges, arcs of a stamp, feet of the line above."""
    height, width = shown.shape
    if rng.random() < 0.12:
        for _ in range(rng.randint(1, 2)):
            thick, dark = rng.randint(1, 3), rng.uniform(20, 150)
            if rng.random() < 0.6:
                y = rng.choice((rng.randint(0, 2), height - 1 - rng.randint(0, 2)))
                start = rng.choice((0, rng.randrange(width)))
                shown[y : y + thick, start : start + rng.randint(5, max(5, width))] = dark
            else:
                x = rng.choice((rng.randint(0, 3), width - 1 - rng.randint(0, 3)))
                shown[:, x : x + thick] = dark
    if rng.random() < 0.06:
        arc = np.full(shown.shape, 255, np.uint8)
        centre = (rng.randint(-width // 4, width + width // 4), rng.randint(-2 * height, 3 * height))
        radius = rng.randint(height, 4 * height)
        cv2.circle(arc, centre, radius, 0, rng.randint(1, 4), cv2.LINE_AA)
        if rng.random() < 0.5:
            cv2.circle(arc, centre, int(radius * 0.8), 0, rng.randint(1, 3), cv2.LINE_AA)
        shown = np.minimum(shown, 255 - (255 - arc.astype(np.float32)) * rng.uniform(0.2, 0.6))
    if rng.random() < 0.08:
        # What the crop caught of neighbouring lines.
        edge = max(1, int(height * rng.uniform(0.03, 0.09)))
        rows = slice(0, edge) if rng.random() < 0.5 else slice(height - edge, height)
        for _ in range(rng.randint(1, 12)):
            x = rng.randrange(width)
            shown[rows, x : x + rng.randint(1, 4)] = rng.uniform(0, 120)
    return shown


def _scanned(shown: np.ndarray, rng: random.Random, noise: np.random.Generator) -> np.ndarray:
    """Blur, coarse dots, noise, JPEG."""
    height = shown.shape[0]
    if rng.random() < 0.5:
        shown = cv2.GaussianBlur(shown, (0, 0), rng.uniform(0.3, 1.0) * max(1.0, height / 48))
    if rng.random() < 0.25:
        factor = rng.uniform(0.55, 0.95)
        small = cv2.resize(shown, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        if small.shape[0] >= 14:
            shown = small
    if rng.random() < 0.6:
        shown = shown + noise.normal(0, rng.uniform(1, 16), shown.shape).astype(np.float32)
    pixels = np.clip(shown, 0, 255).astype(np.uint8)
    if rng.random() < 0.6:
        pixels = cv2.imdecode(
            cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(25, 92)])[1], cv2.IMREAD_GRAYSCALE
        )
    if rng.random() < 0.06:
        _, pixels = cv2.threshold(pixels, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    elif rng.random() < 0.35:
        low, high = np.percentile(pixels, (1, 95))
        if high - low > 40:
            pixels = np.clip((pixels.astype(np.float32) - low) * (255 / (high - low)), 0, 255).astype(np.uint8)
    return pixels


def cell_picture(text: str, fonts: Fonts, rng: random.Random, noise: np.random.Generator) -> np.ndarray | None:
    """The cell as a scan shows it, uint8; None when nothing was drawn."""
    picture = set_line(text, fonts, rng)
    if not (picture < 128).any():
        return None
    picture = _cut(_turned(picture, rng), rng)
    if picture.shape[0] < 6 or picture.shape[1] < 3:
        return None
    return _scanned(_marked(_printed(picture, rng), rng), rng, noise)
