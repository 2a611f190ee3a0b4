"""Pages drawn with the font that comes with PyMuPDF and turned into scans, for the tests of this room."""

from __future__ import annotations

import shutil
import subprocess

import cv2
import numpy as np
import pymupdf
import pytest

STYLE = "*{font-family:serif;font-size:14pt;line-height:1.25}"
PROSE = (
    "Tổng số hồ sơ tiếp nhận trong quý là 2.401 hồ sơ, trong đó giải quyết đúng hạn 2.380 hồ sơ, đạt 99,1%. "
    "Bộ phận Một cửa của thị xã tiếp nhận 246 hồ sơ<sup>1</sup>, không có hồ sơ quá hạn trong kỳ báo cáo."
)
ROWS = [
    ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu"),
    ("1.", "Số thủ tục được công bố", "Thủ tục", "273"),
    ("1.1.", "Tỷ lệ giải quyết đúng hạn", "%", "41,8"),
    ("1.2.", "Tổng số hồ sơ", "Hồ sơ", ""),
    ("2.", "Kinh phí đã thực hiện", "Triệu đồng", "132.928"),
]
WIDTHS = (50, 220, 110, 90)
LEFT, TOP, HIGH = 62, 300, 30


def needs_tesseract() -> None:
    """Skips the test where Tesseract or its Vietnamese is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        pytest.skip("Tesseract is not installed")
    listed = subprocess.run([program, "--list-langs"], capture_output=True, check=True)
    if b"vie" not in listed.stdout + listed.stderr:
        pytest.skip("Tesseract has no Vietnamese (vie)")


def page_with_table(prose: str = PROSE) -> pymupdf.Document:
    """One page of A4: a paragraph with the call of a note, and a ruled table."""
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_htmlbox(pymupdf.Rect(85, 90, 540, 280), f"<p>{prose}</p>", css=STYLE)
    y = TOP
    for row in ROWS:
        x = LEFT
        for text, width in zip(row, WIDTHS, strict=True):
            page.draw_rect(pymupdf.Rect(x, y, x + width, y + HIGH), width=0.6)
            if text:
                page.insert_htmlbox(pymupdf.Rect(x + 5, y + 5, x + width - 2, y + HIGH), text, css=STYLE.replace("14", "12"))
            x += width
        y += HIGH
    return document


def pixels_of(document: pymupdf.Document, dpi: int = 200, skew: float = 0.6, noise: float = 5.0) -> np.ndarray:
    """The first page as a grey scan, turned by `skew` degrees, with noise."""
    pixmap = document[0].get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    picture = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width).copy()
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    picture = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    aged = 15 + picture * 0.93 + np.random.default_rng(7).normal(0, noise, picture.shape)
    return np.clip(aged, 0, 255).astype(np.uint8)


def scan_of(*pictures: np.ndarray, dpi: int = 200) -> bytes:
    """A PDF with nothing but the pictures."""
    with pymupdf.open() as document:
        for picture in pictures:
            height, width = picture.shape[:2]
            page = document.new_page(width=width * 72 / dpi, height=height * 72 / dpi)
            page.insert_image(page.rect, stream=cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes())
        return document.tobytes()
