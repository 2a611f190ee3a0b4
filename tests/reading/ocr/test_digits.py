"""The reader of numbers on cells set in fonts that it was not trained on, and on what is no number."""

from __future__ import annotations

import numpy as np
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_cchc.reading.ocr.digits import OTHER, prepare, read_numeric
from qa_cchc.reading.ocr.network import HEIGHT, STEP


def cell(text: str, font: str = "tiro", dpi: int = 200, size: float = 12, noise: float = 0.0) -> np.ndarray:
    """A cell's picture in one of the fonts that come with PyMuPDF, grey."""
    with pymupdf.open() as document:
        page = document.new_page(width=30 + len(text) * size, height=2.4 * size)
        page.insert_text((12, 1.6 * size), text, fontname=font, fontsize=size)
        pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    picture = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width).astype(float)
    picture = picture + np.random.default_rng(3).normal(0, noise, picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8)


NUMBERS = ["0", "1", "2", "7", "07", "41,8", "1.250", "132.928", "13.5%", "103/246", "-0,66", "2.401", "100", "3.2.1", "0,02%"]


@pytest.mark.parametrize("font", ["tiro", "helv"])
@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_numbers_of_reports(font: str, dpi: int) -> None:
    read = {text: read_numeric(cell(text, font, dpi, noise=6)) for text in NUMBERS}
    wrong = {text: (one.text, one.confidence) for text, one in read.items() if one.text != text and one.confidence > 0.8}
    assert not wrong
    assert sum(one.text == text for text, one in read.items()) >= len(NUMBERS) - 1


def test_words_are_no_numbers() -> None:
    for text in ("Khong", "Chua", "Van ban"):
        assert OTHER in read_numeric(cell(text)).text


def test_white_paper_says_nothing() -> None:
    assert read_numeric(np.full((40, 90), 250, np.uint8)).text == ""
    assert read_numeric(np.zeros((2, 2), np.uint8)).confidence == 0.0


def test_characters_stand_where_they_are_printed() -> None:
    read = read_numeric(cell("1.250"))
    starts = [start for start, _ in read.spans]
    assert starts == sorted(starts) and len(read.spans) == len(read.text) == len(read.chances)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 999_999), st.sampled_from([11.0, 13.0, 15.0]))
def test_whole_numbers_are_never_surely_wrong(value: int, size: float) -> None:
    read = read_numeric(cell(str(value), size=size, noise=4))
    assert read.text == str(value) or read.confidence < 0.95


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.integers(3, 90), st.integers(3, 400), st.integers(0, 255))
def test_any_picture_can_be_prepared(height: int, width: int, seed: int) -> None:
    noise = np.random.default_rng(seed).integers(0, 256, (height, width), dtype=np.uint8)
    ink, _, scale = prepare(noise)
    assert scale > 0
    assert ink is None or (ink.shape[0] == HEIGHT and ink.shape[1] % STEP == 0 and 0 <= ink.min() <= ink.max() <= 1.001)
