"""The picture of a page: a scan's own image where the page is one image, else the page drawn; with the way back.

A `Picture` goes through several hands (laid flat, turned, straightened); `to_page` always leads from its pixels to the
points of the page as shown, so that every box found in it can be marked on the original page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
import pymupdf

_LEAST_DRAWN_DPI = 36.0
_DRAWN_DPI = 300
_LEAST_DPI = 120
_MOST_DPI = 600
_WORK_DPI = 300


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels (uint8, grey or blue-green-red), their resolution, and `to_page`: 3x3, pixels → points of the page.

    `to_page` is a homography: only for a photograph that was laid flat is its last row another than 0, 0, 1.
    """

    pixels: np.ndarray
    dpi: float
    to_page: np.ndarray

    @property
    def scale(self) -> float:
        """Points per pixel."""
        return 72.0 / self.dpi

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        height, width = self.pixels.shape[:2]
        return width * self.scale, height * self.scale

    def warped(self, matrix: np.ndarray, size: tuple[int, int], fill: int = 255) -> Picture:
        """The picture moved by `matrix` (2x3, old pixels → new ones) onto a canvas of `size` (width, height)."""
        moved = cv2.warpAffine(
            self.pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(fill,) * 3
        )
        return replace(self, pixels=moved, to_page=after(self.to_page, cv2.invertAffineTransform(matrix)))

    def turned(self, quarters: int) -> Picture:
        """The picture turned counter-clockwise by so many quarters."""
        height, width = self.pixels.shape[:2]
        back = {
            0: [[1, 0, 0], [0, 1, 0]],
            1: [[0, -1, width], [1, 0, 0]],
            2: [[-1, 0, width], [0, -1, height]],
            3: [[0, 1, 0], [-1, 0, height]],
        }[quarters % 4]
        pixels = np.ascontiguousarray(np.rot90(self.pixels, quarters % 4))
        return replace(self, pixels=pixels, to_page=after(self.to_page, np.array(back, dtype=float)))


def after(second: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The map that does `first`, then `second` (each 2x3 or 3x3), as 3x3."""
    return _square(second) @ _square(first)


def _square(matrix: np.ndarray) -> np.ndarray:
    return matrix if len(matrix) == 3 else np.vstack([matrix, [0.0, 0.0, 1.0]])


def scaled_to(width: float, height: float, left: float = 0.0, top: float = 0.0) -> np.ndarray:
    """The map (3x3) that stretches by `width` and `height`, then moves."""
    return np.array([[width, 0.0, left], [0.0, height, top], [0.0, 0.0, 1.0]])


def page_picture(page: pymupdf.Page, most_pixels: int) -> Picture:
    """The picture of a page without rotation (see `Page.remove_rotation`), of no more than `most_pixels`.

    Raises RuntimeError or ValueError for a page that cannot be drawn.
    """
    own = _own_image(page, most_pixels)
    if own is not None:
        return own
    inches = page.rect.width * page.rect.height / 72.0**2
    dpi = min(_native_dpi(page) or _DRAWN_DPI, (most_pixels / max(inches, 0.01)) ** 0.5)
    if dpi < _LEAST_DRAWN_DPI:
        raise ValueError(f"trang quá lớn ({page.rect.width:.0f} × {page.rect.height:.0f} điểm)")
    pixmap = page.get_pixmap(dpi=int(dpi), alpha=False)
    pixels = _plain(pixmap)
    height, width = pixels.shape[:2]
    to_page = scaled_to(page.rect.width / width, page.rect.height / height)
    return Picture(pixels, 72.0 * width / page.rect.width, to_page)


def _plain(pixmap: pymupdf.Pixmap) -> np.ndarray:
    """A pixmap as grey or blue-green-red pixels."""
    if pixmap.alpha:
        pixmap = pymupdf.Pixmap(pixmap, 0)
    if pixmap.colorspace is None or pixmap.n not in (1, 3):
        pixmap = pymupdf.Pixmap(pymupdf.csRGB, pixmap)
    rows = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.h, pixmap.stride)
    pixels = rows[:, : pixmap.w * pixmap.n].reshape(pixmap.h, pixmap.w, pixmap.n)
    return pixels[..., 0].copy() if pixmap.n == 1 else pixels[..., ::-1].copy()


def _native_dpi(page: pymupdf.Page) -> float | None:
    """The resolution of the largest image, where it is that of a scan."""
    images = sorted(page.get_image_info(), key=lambda image: abs(pymupdf.Rect(image["bbox"])))
    if not images or abs(pymupdf.Rect(images[-1]["bbox"])) < 0.5 * abs(page.rect):
        return None
    box = pymupdf.Rect(images[-1]["bbox"])
    dpi = 72.0 * max(images[-1]["width"], images[-1]["height"]) / max(box.width, box.height, 1.0)
    return min(max(dpi, 200.0), _DRAWN_DPI)


def _own_image(page: pymupdf.Page, most_pixels: int) -> Picture | None:
    """The page's one image at its own resolution, where it fills the page upright and nothing else is drawn on it."""
    images = page.get_image_info(xrefs=True)
    if len(images) != 1 or not images[0]["xref"] or _draws_text(page) or page.get_cdrawings():
        return None
    image = images[0]
    if image["width"] * image["height"] > most_pixels or image["has-mask"]:
        return None
    matrix = pymupdf.Matrix(image["transform"])
    box = pymupdf.Rect(image["bbox"])
    turned = max(abs(matrix.b), abs(matrix.c)) > 0.001 * max(abs(matrix.a), abs(matrix.d))
    if turned or matrix.a <= 0 or matrix.d <= 0 or abs(box & page.rect) < 0.85 * abs(page.rect):
        return None
    dpi = 72.0 * image["width"] / box.width
    even = abs(box.width / image["width"] * image["height"] / box.height - 1) < 0.02
    if not even or not _LEAST_DPI <= dpi <= _MOST_DPI:
        return None
    pixmap = pymupdf.Pixmap(page.parent, image["xref"])
    if (pixmap.w, pixmap.h) != (image["width"], image["height"]) or pixmap.colorspace is None:
        return None
    step = box.width / pixmap.w
    to_page = scaled_to(step, box.height / pixmap.h, box.x0, box.y0)
    return reduced(Picture(_plain(pixmap), dpi, to_page))


def _draws_text(page: pymupdf.Page) -> bool:
    """Whether any text of the page is painted (an invisible layer of recognised text is not)."""
    return any(trace["type"] != 3 and trace["opacity"] > 0 for trace in page.get_texttrace())


def reduced(picture: Picture) -> Picture:
    """The picture at no more than 300 dpi: finer scans cost time and read no better."""
    if picture.dpi <= _WORK_DPI * 1.1:
        return picture
    factor = _WORK_DPI / picture.dpi
    height, width = picture.pixels.shape[:2]
    size = (round(width * factor), round(height * factor))
    pixels = cv2.resize(picture.pixels, size, interpolation=cv2.INTER_AREA)
    return Picture(pixels, _WORK_DPI, after(picture.to_page, scaled_to(width / size[0], height / size[1])))
