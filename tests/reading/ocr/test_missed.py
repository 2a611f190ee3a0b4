"""Headings between two tables: none becomes a row of a table, and what no line covered is read again or said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest
from drawn import PROSE, STYLE, needs_tesseract, page_with_table, pixels_of, scan_of

from qa_cchc.reading.blocks import Draft, Grid, Para
from qa_cchc.reading.ocr import cleaning, page
from qa_cchc.reading.ocr.missed import missed_lines
from qa_cchc.reading.ocr.page_text import fields_of, read_with_strips
from qa_cchc.reading.ocr.ruled import find_ruled
from qa_cchc.reading.pdf.document import read_pdf
from qa_cchc.settings import Settings

DPI = 200
HEADINGS = ("Biểu mẫu 6", "Quản lý tài chính công")
FIRST = [("4.3.", "Số lãnh đạo cấp phòng", "Người", "12"), ("4.4.", "Số viên chức", "Người", "704")]
SECOND = [("STT", "Chỉ tiêu thống kê", "Đơn vị", "Số liệu"), ("1.", "Kế hoạch được giao", "Triệu đồng", "832")]


def _table(sheet: pymupdf.Page, rows: list[tuple[str, ...]], edges: list[float], y: float) -> float:
    for row in rows:
        for text, left, right in zip(row, edges[:-1], edges[1:], strict=True):
            sheet.draw_rect(pymupdf.Rect(left, y, right, y + 30), width=0.6)
            sheet.insert_htmlbox(pymupdf.Rect(left + 5, y + 6, right - 2, y + 30), text, css=STYLE.replace("14", "12"))
        y += 30
    return y


def two_tables() -> pymupdf.Document:
    """Two tables with two headings between them; the stem of a letter stands right above a border of the second."""
    document = pymupdf.open()
    sheet = document.new_page(width=595, height=842)
    y = _table(sheet, FIRST, [62, 110, 330, 440, 530], 90)
    css = "*{font-family:sans-serif;font-size:17pt;text-align:center}"
    sheet.insert_htmlbox(pymupdf.Rect(62, y + 12, 530, y + 40), HEADINGS[0], css=css)
    sheet.insert_htmlbox(pymupdf.Rect(62, y + 38, 530, y + 66), HEADINGS[1], css=css)
    letters = [
        letter
        for block in sheet.get_text("rawdict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        for letter in span["chars"]
        if letter["c"] == "l" and letter["origin"][1] > y + 38
    ]
    (stem,) = [letter["origin"][0] + 0.11 * 17 for letter in letters]
    (base,) = [letter["origin"][1] for letter in letters]
    _table(sheet, SECOND, [62, 110, stem, 440, 530], base + 8)
    return document


def _paragraphs(draft: Draft) -> list[str]:
    return [block.text.value for block in draft.blocks if isinstance(block, Para)]


@pytest.mark.parametrize("skew", [0.0, 0.7])
def test_headings_close_over_a_table_are_no_row_of_it(tmp_path: Path, skew: float) -> None:
    needs_tesseract()
    draft = read_pdf(scan_of(pixels_of(two_tables(), skew=skew)), Settings(ocr_cache=str(tmp_path)))
    tables = [block for block in draft.blocks if isinstance(block, Grid)]
    assert [[tuple(cell.text.value for cell in row) for row in grid.rows] for grid in tables] == [FIRST, SECOND]
    assert " ".join(_paragraphs(draft)).split() == " ".join(HEADINGS).split()
    assert not draft.warnings


def test_a_stem_in_line_with_a_border_is_none_of_it_but_a_table_open_above_keeps_its_borders() -> None:
    ink = np.zeros((900, 900), np.uint8)
    ink[300:303, 100:800] = ink[500:503, 100:800] = ink[700:703, 100:800] = 1
    for column in (100, 400, 797):
        ink[300:703, column : column + 3] = 1
    open_above = ink.copy()
    ink[245:283, 400:403] = 1
    assert all(298 <= low <= 303 for _, low, _ in find_ruled(ink, DPI).down)
    for column in (100, 400, 797):
        open_above[245:293, column : column + 3] = 1
    assert all(low < 250 for _, low, _ in find_ruled(open_above, DPI).down)


@pytest.fixture(scope="module")
def read() -> Callable[[np.ndarray], tuple[list, np.ndarray, np.ndarray]]:
    """Reads the prose of a picture: its lines with their strips, its ink, the picture cleaned."""
    needs_tesseract()

    def _read(picture: np.ndarray) -> tuple[list, np.ndarray, np.ndarray]:
        clean = cleaning.evened(picture)
        ink = cleaning.ink_of(clean, DPI)
        ink[int(290 * DPI / 72) :] = 0
        return read_with_strips(fields_of(ink, DPI), clean, DPI, 60.0), ink, clean

    return _read


def test_a_line_that_was_passed_over_is_read_again(read: Callable) -> None:
    fields, ink, clean = read(pixels_of(page_with_table(), skew=0.0))
    lines = [pair for part in fields for pair in part]
    assert missed_lines(lines, ink, clean, DPI, 60.0) == ([], 0)
    found, unread = missed_lines([*lines[:1], *lines[2:]], ink, clean, DPI, 60.0)
    assert unread == 0 and len(found) == 1
    texts = [[word.text for word in line.words] for line, _ in (found[0], lines[1])]
    assert texts[0] == texts[1] and len(texts[0]) > 4


def test_a_line_that_shows_nothing_is_counted_and_specks_and_strokes_are_not(read: Callable) -> None:
    picture = pixels_of(page_with_table(), skew=0.0)
    specked = picture.copy()
    random = np.random.default_rng(3)
    for x, y in zip(random.integers(260, 1400, 30), random.integers(560, 760, 30), strict=True):
        cv2.circle(specked, (int(x), int(y)), 2, 20, -1)
    cv2.polylines(specked, [random.integers((560, 560), (900, 760), (9, 2)).astype(np.int32)], False, 20, 4)
    fields, ink, clean = read(specked)
    assert missed_lines([pair for part in fields for pair in part], ink, clean, DPI, 60.0) == ([], 0)
    for number in range(14):
        x = 300 + 34 * number
        picture[700:720, x : x + 18] = 30
    fields, ink, clean = read(picture)
    kept = [(line, strip) for part in fields for line, strip in part if not 690 < line.base < 730]
    assert missed_lines(kept, ink, clean, DPI, 60.0) == ([], 1)


def test_a_page_with_an_unread_line_is_partial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_tesseract()
    monkeypatch.setattr(page, "missed_lines", lambda *given: ([], 1))
    data, settings = scan_of(pixels_of(page_with_table(PROSE))), Settings(ocr_cache=str(tmp_path))
    for _ in range(2):  # the second time from what was kept
        assert any("trang 1 có 1 dòng chữ" in text for text in read_pdf(data, settings).warnings)
