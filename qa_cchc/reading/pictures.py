"""Image files (a scan saved as PNG, JPEG or TIFF, a photograph of a page) → blocks; a TIFF may hold many pages."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import numpy as np
import pymupdf
from PIL import Image, ImageOps, UnidentifiedImageError

from qa_cchc.reading.blocks import Draft, Unreadable
from qa_cchc.reading.ocr.picture import Picture, reduced, scaled_to
from qa_cchc.reading.ocr.scans import read_pictures_of
from qa_cchc.reading.pdf.flow import flow_of
from qa_cchc.settings import Settings

_PAPER_INCHES = 8.27  # width of A4
_LIKELY_DPI = (120.0, 620.0)
# What Pillow raises for damaged files: the tags of a TIFF may be missing, of another type, or point anywhere.
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    RuntimeError,
    TypeError,
    LookupError,
    ArithmeticError,
    struct.error,
    Image.DecompressionBombError,
)


def read_picture(data: bytes, settings: Settings) -> Draft:
    """The blocks of an image file. Raises Unreadable for one that is broken, too large, or shows no text."""
    image, count = _open(data)
    if count > settings.most_pages:
        raise Unreadable(f"tệp ảnh có {count} trang, nhiều hơn mức {settings.most_pages} trang được đọc; hãy tách tệp")
    draft = Draft(pages=count, paged=True)
    numbers = range(1, count + 1)
    read = read_pictures_of(_pages(image, data, count, settings, draft), list(numbers), settings, draft, count)
    pages = [read[number].parts(number) for number in sorted(read)]
    if not any(page.lines or page.grids for page in pages):
        reasons = "; ".join(text.rstrip(".") for text in draft.warnings[:3])
        raise Unreadable(reasons or "tệp ảnh không có chữ nào nhận ra được")
    draft.blocks = flow_of(pages)
    draft.to_shown = {number: page.to_page for number, page in read.items()}
    return draft


def _open(data: bytes) -> tuple[Image.Image, int]:
    """The image and how many pages it holds; counting them reads the file's directories."""
    try:
        image = Image.open(io.BytesIO(data))
        return image, getattr(image, "n_frames", 1)
    except UnidentifiedImageError as problem:
        raise Unreadable("tệp ảnh bị hỏng hoặc không đúng định dạng") from problem
    except Image.DecompressionBombError as problem:
        raise Unreadable("ảnh quá lớn so với một trang giấy quét nên không đọc") from problem
    except _BROKEN as problem:
        raise Unreadable(f"tệp ảnh bị hỏng ({problem})") from problem


def _pages(
    image: Image.Image, data: bytes, count: int, settings: Settings, draft: Draft
) -> Iterator[tuple[int, Picture]]:
    """The pages one after another; one that is broken or too large is noted in the draft."""
    sizes = _shown_sizes(data, count)
    for number in range(1, count + 1):
        try:
            image.seek(number - 1)
            width, height = image.size
            if width * height > settings.page_pixels:
                raise ValueError(f"{width} x {height} điểm ảnh, nhiều hơn mức {settings.page_pixels}")
            page = ImageOps.exif_transpose(image)
            yield number, _picture(page, sizes[number - 1])
        except _BROKEN as problem:
            draft.unread_pages.append(number)
            draft.warnings.append(f"trang {number} của tệp ảnh không đọc được ({problem}).")


def _shown_sizes(data: bytes, count: int) -> list[tuple[float, float] | None]:
    """Width and height in points of each page as it will be shown; None where it cannot be told."""
    try:
        with pymupdf.open(stream=data) as document:
            sizes = [(page.rect.width, page.rect.height) for page in document]
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        sizes = []
    return [*sizes, *[None] * (count - len(sizes))][:count]


def _picture(image: Image.Image, size: tuple[float, float] | None) -> Picture:
    if image.mode[0] in "IF":
        image = _eight_bits(image)
    grey = image.mode in ("1", "L", "LA")
    if image.mode in ("LA", "RGBA", "PA") or "transparency" in image.info:
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image.convert("RGBA"))
    pixels = np.asarray(image.convert("L" if grey else "RGB"))
    pixels = pixels.copy() if grey else pixels[..., ::-1].copy()
    height, width = pixels.shape[:2]
    dpi = _resolution(image, width, height)
    shown = size if size is not None else (width * 72.0 / dpi, height * 72.0 / dpi)
    return reduced(Picture(pixels, dpi, scaled_to(shown[0] / width, shown[1] / height)))


def _eight_bits(image: Image.Image) -> Image.Image:
    """A grey picture of 16 or 32 bits a pixel, or of fractions, from black to its lightest; Pillow would cut it off."""
    values = np.nan_to_num(np.asarray(image).astype(np.float64), posinf=0.0, neginf=0.0)
    made = Image.fromarray(np.clip(values * (255.0 / max(float(values.max()), 1e-9)), 0, 255).astype(np.uint8))
    made.info = image.info
    return made


def _resolution(image: Image.Image, width: int, height: int) -> float:
    """Pixels per inch: as the file states it where a page of that size is likely, else as if it showed one of A4."""
    stated = image.info.get("dpi", (0, 0))[0]
    stated = float(stated) if stated else 0.0
    guess = min(width, height) / _PAPER_INCHES
    likely = _LIKELY_DPI[0] <= stated <= _LIKELY_DPI[1] and 0.55 < guess / stated < 1.6
    return stated if likely else min(max(guess, 72.0), 1200.0)


