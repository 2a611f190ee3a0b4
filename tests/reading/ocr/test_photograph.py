"""Photographs of a sheet: laid flat where the sheet is plain to see, read with places on the photograph; scans stay."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from drawn import HIGH, LEFT, ROWS, TOP, WIDTHS, needs_tesseract, page_with_table, pixels_of, scan_of
from photographed import photograph

from qa_cchc.reading.blocks import Grid
from qa_cchc.reading.ocr.photograph import laid_flat, sheet_corners
from qa_cchc.reading.ocr.picture import Picture, scaled_to
from qa_cchc.reading.pdf.document import read_pdf
from qa_cchc.reading.pictures import read_picture
from qa_cchc.reading.shown import on_shown_pages, shown_at
from qa_cchc.settings import Settings


@pytest.fixture(scope="module")
def sheet() -> np.ndarray:
    """A clean page of text and a table, at 200 dpi."""
    return pixels_of(page_with_table(), skew=0.0)


def seen_at(matrix: np.ndarray, points: list[tuple[float, float]]) -> np.ndarray:
    return cv2.perspectiveTransform(np.array([points], float), matrix)[0]


# Tilt, turn, spin (degrees), margin, brightness of the desk.
VIEWS = [(5, 0, 0, 0.12, 70), (10, -6, -3, 0.2, 110), (15, 10, 5, 0.12, 40), (15, -15, 0, 0.15, 150), (0, 0, 0, 0.08, 70)]


@pytest.mark.parametrize("view", VIEWS)
def test_the_corners_of_a_sheet_are_found(sheet: np.ndarray, view: tuple[float, ...]) -> None:
    shot, matrix = photograph(sheet, *view)
    height, width = sheet.shape
    corners = sheet_corners(shot)
    assert corners is not None
    true = seen_at(matrix, [(0, 0), (width, 0), (width, height), (0, height)])
    assert np.abs(corners - true).max() < 6  # pixels of 200 dpi


def test_a_flat_sheet_has_the_size_of_paper_and_leads_back_to_the_photograph(sheet: np.ndarray) -> None:
    shot, matrix = photograph(sheet, 12, -8, 4)
    flat = laid_flat(Picture(shot, 200.0, scaled_to(0.36, 0.36)))
    width, height = flat.size
    assert abs(width - 595) < 2 and abs(height - 842) < 2
    for x, y in ((100.0, 100.0), (500.0, 300.0), (300.0, 800.0)):
        pixel = x / flat.scale, y / flat.scale
        found = shown_at(tuple(flat.to_page.flat), *pixel)
        (true,) = seen_at(matrix, [(x * 200 / 72, y * 200 / 72)]) * 0.36
        assert np.abs(np.array(found) - true).max() < 2.5


def _covered(sheet: np.ndarray) -> np.ndarray:
    """A dark cover with a bright panel and a title outside it."""
    page = np.full(sheet.shape, 60, np.uint8)
    page[500:1900, 200:1450] = 245
    cv2.putText(page, "CAI CACH HANH CHINH", (150, 350), cv2.FONT_HERSHEY_SIMPLEX, 4, 250, 30)
    return page


def _framed(sheet: np.ndarray) -> np.ndarray:
    """A scan with a dark band where the lid did not close."""
    page = sheet.copy()
    page[:, :60], page[:80] = 30, 30
    return page


@pytest.mark.parametrize(
    "made",
    [
        lambda sheet: sheet,
        lambda sheet: cv2.warpAffine(sheet, cv2.getRotationMatrix2D((800, 1100), 4, 1), sheet.shape[::-1], borderValue=240),
        _framed,
        _covered,
        lambda sheet: 255 - sheet,
        lambda sheet: np.full_like(sheet, 128),
        lambda sheet: photograph(sheet, 8, 3, margin=-0.1)[0],
        lambda sheet: sheet[:50, :50],
    ],
)
def test_what_shows_no_whole_sheet_is_left_alone(sheet: np.ndarray, made: object) -> None:
    picture = Picture(made(sheet), 200.0, scaled_to(0.36, 0.36))  # type: ignore[operator]
    assert laid_flat(picture) is picture


@pytest.mark.parametrize(("view", "as_pdf"), [((8, 5, 2), True), ((15, -6, -3), False)])
def test_a_photographed_form_is_read_and_its_cells_marked_where_they_are(
    sheet: np.ndarray, tmp_path: Path, view: tuple[float, ...], as_pdf: bool
) -> None:
    needs_tesseract()
    shot, matrix = photograph(sheet, *view)
    settings = Settings(ocr_cache=str(tmp_path))
    if as_pdf:
        draft, scale = read_pdf(scan_of(shot), settings), 72 / 200
    else:
        draft, scale = read_picture(cv2.imencode(".jpg", shot)[1].tobytes(), settings), 72 / 96
    (grid,) = [block for block in on_shown_pages(tuple(draft.blocks), draft.to_shown) if isinstance(block, Grid)]
    assert [tuple(cell.text.value for cell in row) for row in grid.rows] == ROWS
    for row, column in ((1, 1), (4, 3)):
        box = grid.rows[row][column].box
        assert box is not None
        x, y = LEFT + sum(WIDTHS[:column]), TOP + row * HIGH
        corners = [(x, y), (x + WIDTHS[column], y), (x, y + HIGH), (x + WIDTHS[column], y + HIGH)]
        true = seen_at(matrix, [(a * 200 / 72, b * 200 / 72) for a, b in corners]) * scale
        sides = np.array([box.x0, box.y0, box.x1, box.y1])
        assert np.abs(sides - np.concatenate([true.min(axis=0), true.max(axis=0)])).max() < 6 * scale / 0.36
