"""Calls of footnotes by signs: told by their shape, put behind their word; what is not told for certain stays out."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest
from drawn import STYLE, needs_tesseract, pixels_of, scan_of

from qa_cchc.reading.ocr.signs import sign_of
from qa_cchc.reading.report import read_report
from qa_cchc.records import Report

SIGNS = "*"
# A dagger on paper is too like a raised 1 to be told from it.
OTHERS = "†‡§0123456789”’“°´"


def drawn(sign: str, font: str, pixels: int, noise: float = 0.0) -> np.ndarray:
    """A sign in a font size of that many pixels, with a little white around."""
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=300)
        writer = pymupdf.TextWriter(page.rect)
        writer.append((100, 200), sign, font=pymupdf.Font(font), fontsize=100)
        writer.write_text(page)
        pixmap = page.get_pixmap(colorspace="gray")
        picture = np.frombuffer(pixmap.samples, np.uint8).reshape(300, 300)
    rows, columns = np.flatnonzero((picture < 128).any(axis=1)), np.flatnonzero((picture < 128).any(axis=0))
    part = picture[rows[0] - 5 : rows[-1] + 6, columns[0] - 5 : columns[-1] + 6]
    part = cv2.resize(part, None, fx=pixels / 100, fy=pixels / 100, interpolation=cv2.INTER_AREA).astype(np.float64)
    if noise:
        part = cv2.GaussianBlur(part, (0, 0), 0.6) + np.random.default_rng(1).normal(0, noise, part.shape)
    return np.clip(part, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("font", ["tibi", "hebi", "cobo", "tiro", "helv"])
@pytest.mark.parametrize("pixels", [20, 28, 40])
@pytest.mark.parametrize("noise", [0.0, 6.0])
def test_no_sign_is_taken_for_another(font: str, pixels: int, noise: float) -> None:
    letters = pymupdf.Font(font)
    for sign in SIGNS + OTHERS:
        if letters.has_glyph(ord(sign)):
            assert sign_of(drawn(sign, font, pixels, noise)) in ({sign, ""} if sign in SIGNS else {""}), sign


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("font", ["tiro", "helv"])
def test_signs_of_usual_size_are_told(sign: str, font: str) -> None:
    assert sign_of(drawn(sign, font, 28)) == sign


def test_touching_asterisks_and_what_is_no_print() -> None:
    one = drawn("*", "tiro", 40)
    inked = np.flatnonzero((one < 128).any(axis=0))
    one = one[:, inked[0] : inked[-1] + 1]
    assert sign_of(np.hstack([one, one])) == "**"
    assert sign_of(np.full((12, 12), 255, np.uint8)) == sign_of(np.zeros((12, 12), np.uint8)) == ""
    assert sign_of(np.zeros((0, 5), np.uint8)) == ""


def scanned(marks: tuple[str, ...], folder: Path) -> Report:
    """A page that calls three notes, and has them at its foot below a rule."""
    needs_tesseract()
    first, second, third = (f"<sup>{mark}</sup>" for mark in marks)
    text = (
        f"<p><b>I. KẾT QUẢ</b></p><p>Ủy ban nhân dân tỉnh đã ban hành kế hoạch{first} và tổ chức hội nghị triển khai đến các "
        f"sở, ngành{second}. Toàn tỉnh tiếp nhận 1.250 hồ sơ{third}, đạt 99,1% so với kế hoạch đã giao trong năm.</p>"
    )
    notes = f"<p>{first} Kế hoạch số 5/KH-UBND.</p><p>{second} Hội nghị ngày 20/01/2024.</p><p>{third} Hồ sơ trực tuyến.</p>"
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        page.insert_htmlbox(pymupdf.Rect(85, 60, 540, 600), text, css=STYLE)
        page.draw_line((85, 700), (230, 700), width=0.7)
        page.insert_htmlbox(pymupdf.Rect(85, 704, 540, 800), notes, css=STYLE.replace("14", "11"))
        picture = pixels_of(document, skew=0.0, noise=2.0)
    (folder / "a.pdf").write_bytes(scan_of(picture))
    return read_report(folder / "a.pdf", folder)


def test_signs_and_figures_of_a_scan(tmp_path: Path) -> None:
    report = scanned(("*", "(2)", "**"), tmp_path)
    text = " ".join(one.text.value for section in report.sections for one in section.paragraphs)
    assert "kế hoạch* và" in text and "ngành². Toàn tỉnh" in text and "1.250 hồ sơ" in text, text
    found = {note.mark: (note.text.value, note.offset is not None) for note in report.footnotes}
    assert found["*"] == ("Kế hoạch số 5/KH-UBND.", True) and found["2"] == ("Hội nghị ngày 20/01/2024.", True)
    assert found["**"][0] == "Hồ sơ trực tuyến."  # a note, whether its call was told for certain or not
