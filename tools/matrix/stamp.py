"""The red round stamp of an office, pressed on a picture of a page."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFont

_WORDS = "ỦY BAN NHÂN DÂN THỊ XÃ * CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM * "
_RED = (214, 34, 40)


def press(image: np.ndarray, middle: tuple[float, float], radius: float, rng: np.random.Generator) -> None:
    """Presses a stamp on an RGB picture, in place: ink darkens what is under it. All lengths in pixels."""
    side = int(2 * radius) + 4
    ink = np.asarray(_face(side, radius), dtype=np.float32)[..., None] / 255
    ink = ink * rng.uniform(0.55, 1.0, (side, side, 1)).astype(np.float32) * 0.85
    x, y = round(middle[0]) - side // 2, round(middle[1]) - side // 2
    height, width = image.shape[:2]
    left, top, right, bottom = max(x, 0), max(y, 0), min(x + side, width), min(y + side, height)
    if left >= right or top >= bottom:
        return
    ink = ink[top - y : bottom - y, left - x : right - x]
    under = image[top:bottom, left:right].astype(np.float32)
    red = under * np.float32(_RED) / 255
    image[top:bottom, left:right] = (under * (1 - ink) + red * ink).astype(np.uint8)


def _face(side: int, radius: float) -> Image.Image:
    """The stamp's ink as a grey picture, 255 where there is ink."""
    face = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(face)
    middle = side / 2
    for share, width in ((1.0, 0.05), (0.66, 0.02)):
        reach = radius * share
        draw.ellipse((middle - reach, middle - reach, middle + reach, middle + reach), outline=255,
                     width=max(2, round(radius * width)))
    points = [
        (middle + math.sin(math.pi * k / 5) * radius * (0.42 if k % 2 == 0 else 0.17),
         middle - math.cos(math.pi * k / 5) * radius * (0.42 if k % 2 == 0 else 0.17))
        for k in range(10)
    ]
    draw.polygon(points, fill=255)
    font = ImageFont.truetype("DejaVuSans-Bold.ttf", max(8, round(radius * 0.15)))
    for index, letter in enumerate(_WORDS):
        angle = 360 * index / len(_WORDS)
        tile = Image.new("L", (side, side), 0)
        ImageDraw.Draw(tile).text((middle, middle - radius * 0.83), letter, fill=255, font=font, anchor="mm")
        face.paste(255, (0, 0), tile.rotate(-angle, center=(middle, middle)))
    return face
