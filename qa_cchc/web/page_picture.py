"""A page of a PDF or of a scan as a picture, with the cited spots marked on it."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pymupdf
from PIL import Image, ImageChops, ImageDraw

from qa_cchc.records import Box
from qa_cchc.web.originals import kind_of

WIDTHS = (900, 1300, 1800)
"""Widths of a picture in pixels, by zoom step."""

_MAX_PIXELS = 12_000_000
_MARK = (255, 224, 122)
_FAINT = (255, 246, 214)
_EDGE = (178, 58, 30)
_Sides = tuple[float, float, float, float]
_Colour = tuple[int, int, int]
# PyMuPDF may not be used by two threads at once.
_ONE_AT_A_TIME = threading.Lock()


class PageBroken(Exception):
    """A page that cannot be drawn; the cause is chained."""


class PageUnknown(Exception):
    """The file has no page of this number."""


def page_size(path: Path, page: int) -> tuple[float, float, int]:
    """(width, height) of a page (from 1) in points as it is shown, and the number of pages of the file."""
    try:
        with _ONE_AT_A_TIME, _opened(path) as document:
            sheet = _sheet(document, page)
            return sheet.rect.width, sheet.rect.height, document.page_count
    except (RuntimeError, ValueError, OSError) as broken:
        raise PageBroken(f"{path.name}, {page}") from broken


def picture(path: Path, page: int, boxes: Sequence[Box] = (), around: Sequence[Box] = (), zoom: int = 0) -> bytes:
    """PNG of a page (from 1), as wide as `WIDTHS[zoom]`, with those of `boxes` that lie on it marked.

    `around` is coloured faintly: the row of a table that a marked value stands in. Boxes are in PDF points of the page
    as it is seen, after any turn. Raises `PageUnknown` where there is no such page, `PageBroken` for one that cannot be
    drawn.
    """
    state = path.stat()
    here = [
        tuple((box.x0, box.y0, box.x1, box.y1) for box in some if box.page == page) for some in (boxes, around)
    ]
    return _drawn(path, state.st_mtime_ns, state.st_size, page, *here, min(max(zoom, 0), len(WIDTHS) - 1))


@lru_cache(maxsize=48)
def _drawn(
    path: Path, _mtime: int, _size: int, page: int, boxes: tuple[_Sides, ...], around: tuple[_Sides, ...], zoom: int
) -> bytes:
    try:
        with _ONE_AT_A_TIME, _opened(path) as document:
            sheet = _sheet(document, page)
            scale = _scale(sheet.rect.width, sheet.rect.height, WIDTHS[zoom])
            pixels = sheet.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False, colorspace=pymupdf.csRGB)
            image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
    except (RuntimeError, ValueError, OSError) as broken:
        raise PageBroken(f"{path.name}, {page}") from broken
    printed = image.copy()
    for colour, edge, some in ((_FAINT, None, around), (_MARK, _EDGE, boxes)):
        for box in some:
            _mark(image, printed, [side * scale for side in box], colour, edge)
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=3)
    return file.getvalue()


def _opened(path: Path) -> pymupdf.Document:
    return pymupdf.open(path, filetype=kind_of(path).drawn or "pdf")


def _sheet(document: pymupdf.Document, page: int) -> pymupdf.Page:
    if not 1 <= page <= document.page_count:
        raise PageUnknown(page)
    return document[page - 1]


def _scale(width: float, height: float, wished: int) -> float:
    """Pixels per point, held down for pages so large that their picture would not fit in memory."""
    if width <= 0 or height <= 0:
        raise ValueError("a page without a size")
    return min(wished / width, (_MAX_PIXELS / (width * height)) ** 0.5)


def _mark(
    image: Image.Image, printed: Image.Image, box: Sequence[float], colour: _Colour, edge: _Colour | None
) -> None:
    """Colours a box as a highlighter does (what is printed stays readable) and draws its edge, if it has one.

    The colour is laid over the page as `printed`, so that boxes which overlap do not darken it.
    """
    room = 3
    left, top = max(0, int(box[0]) - room), max(0, int(box[1]) - room)
    right, bottom = min(image.width, int(box[2]) + room + 1), min(image.height, int(box[3]) + room + 1)
    if right <= left or bottom <= top:
        return
    under = printed.crop((left, top, right, bottom))
    image.paste(ImageChops.multiply(under, Image.new("RGB", under.size, colour)), (left, top))
    if edge is not None:
        ImageDraw.Draw(image).rectangle((left, top, right - 1, bottom - 1), outline=edge, width=2)
