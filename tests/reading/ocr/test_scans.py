"""Scans read from end to end: words, tables, notes, places, whatever way the page lies; and what is said of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest
from drawn import HIGH, LEFT, ROWS, TOP, WIDTHS, needs_tesseract, page_with_table, pixels_of, scan_of
from PIL import Image

from qa_cchc.reading.blocks import Draft, Grid, Para, Unreadable
from qa_cchc.reading.ocr import pages, scans, tesseract
from qa_cchc.reading.ocr.picture import Picture
from qa_cchc.reading.ocr.recognised import ReadPage
from qa_cchc.reading.pdf.document import read_pdf
from qa_cchc.reading.pictures import read_picture
from qa_cchc.reading.shown import on_shown_pages
from qa_cchc.settings import Settings


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    """A page of text and a table as a scan, skewed and noisy."""
    needs_tesseract()
    return pixels_of(page_with_table())


def cells(draft: Draft) -> list[tuple[str, ...]]:
    (grid,) = [block for block in draft.blocks if isinstance(block, Grid)]
    return [tuple(cell.text.value for cell in row) for row in grid.rows]


def prose(draft: Draft) -> str:
    return " ".join(block.text.value for block in draft.blocks if isinstance(block, Para))


def test_a_scan_reads_like_the_page(picture: np.ndarray, tmp_path: Path) -> None:
    draft = read_pdf(scan_of(picture), Settings(ocr_cache=str(tmp_path)))
    assert cells(draft) == ROWS
    text = prose(draft)
    assert "2.401 hồ sơ" in text and "99,1%" in text and "246 hồ sơ¹," in text
    assert not draft.warnings and not draft.unread_pages
    assert "OCR" in draft.notes[0] and "trang 1" in draft.notes[0]


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_wrong_is_read_and_its_places_are_those_of_the_page_as_shown(
    picture: np.ndarray, tmp_path: Path, quarters: int
) -> None:
    turned = np.ascontiguousarray(np.rot90(picture, quarters))
    draft = read_pdf(scan_of(turned), Settings(ocr_cache=str(tmp_path)))
    assert cells(draft) == ROWS
    (grid,) = [block for block in on_shown_pages(tuple(draft.blocks), draft.to_shown) if isinstance(block, Grid)]
    box = grid.rows[4][3].box
    assert box is not None
    # The cell's middle on the upright page, turned as the picture was.
    x, y = LEFT + sum(WIDTHS[:3]) + WIDTHS[3] / 2, TOP + 4.5 * HIGH
    middle = {1: (y, 595 - x), 2: (595 - x, 842 - y), 3: (842 - y, x)}[quarters]
    assert abs((box.x0 + box.x1) / 2 - middle[0]) < 8 and abs((box.y0 + box.y1) / 2 - middle[1]) < 8


def test_a_page_is_recognised_once(
    picture: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, settings = scan_of(picture), Settings(ocr_cache=str(tmp_path))
    first = cells(read_pdf(data, settings))
    calls: list[int] = []
    real = pages.read_page
    monkeypatch.setattr(pages, "read_page", lambda *given: calls.append(1) or real(*given))
    assert cells(read_pdf(data, settings)) == first and not calls
    (kept,) = tmp_path.rglob("*.json")
    kept.write_text(json.dumps({"size": [1, 2]}), encoding="utf-8")
    assert cells(read_pdf(data, settings)) == first and len(calls) == 1
    assert cells(read_pdf(data, settings)) == first and len(calls) == 1


def test_a_stamp_over_figures_changes_none_of_them(picture: np.ndarray, tmp_path: Path) -> None:
    colour = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
    stamped = np.full_like(colour, 255)
    for radius, thick in ((150, 7), (105, 3), (30, -1)):
        cv2.circle(stamped, (1350, 1030), radius, (60, 50, 205), thick)
    draft = read_pdf(scan_of(np.minimum(colour, stamped)), Settings(ocr_cache=str(tmp_path)))
    assert [row[3] for row in cells(draft)] == [row[3] for row in ROWS]


def test_without_tesseract_pages_are_named_with_the_command(
    picture: np.ndarray, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing() -> tesseract.Engine:
        raise tesseract.NoEngine("máy chưa cài Tesseract; cài bằng lệnh: sudo apt install tesseract-ocr")

    monkeypatch.setattr(pages, "engine", missing)
    with pymupdf.open(stream=scan_of(picture)) as document:
        page = document.new_page()
        page.insert_htmlbox(pymupdf.Rect(60, 60, 500, 300), "<p>Trang này có chữ của chính nó, không phải ảnh quét.</p>")
        data = document.tobytes()
    draft = read_pdf(data, Settings(ocr_cache=str(tmp_path)))
    assert draft.unread_pages == [1]
    assert any("trang 1" in text and "apt install" in text for text in draft.warnings)
    assert "chữ của chính nó" in prose(draft)


def test_recognition_can_be_switched_off(picture: np.ndarray) -> None:
    with pytest.raises(Unreadable, match="đang tắt"):
        read_pdf(scan_of(picture), Settings(ocr="off"))


def test_the_time_of_a_run_of_tesseract_is_a_setting(
    picture: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[float] = []

    def slow(picture: Picture, limit: float) -> ReadPage:
        limits.append(limit)
        raise tesseract.EngineFailed("nhận dạng chữ quá lâu")

    monkeypatch.setattr(pages, "read_page", slow)
    for seconds in (7, 0):
        with pytest.raises(Unreadable, match="quá lâu"):
            read_pdf(scan_of(picture), Settings(ocr_cache=str(tmp_path), ocr_seconds=seconds))
    assert limits == [7.0, float("inf")]


@pytest.mark.skipif(shutil.which("sleep") is None, reason="no program that takes long")
def test_tesseract_is_stopped_when_its_time_is_over(tmp_path: Path) -> None:
    with pytest.raises(tesseract.EngineFailed, match="QA_CCHC_OCR_SECONDS"):
        tesseract._run(["sleep", "20"], str(tmp_path), 0.2)


def test_image_files_are_read_and_broken_ones_said(picture: np.ndarray, tmp_path: Path) -> None:
    settings = Settings(ocr_cache=str(tmp_path / "kept"))
    image = Image.fromarray(picture)
    image.save(tmp_path / "trang.png", dpi=(200, 200))
    deep = Image.fromarray(picture.astype(np.uint16) * 250)
    deep.save(tmp_path / "sâu.png", dpi=(200, 200))
    assert cells(read_picture((tmp_path / "sâu.png").read_bytes(), settings)) == ROWS
    blank = Image.new("L", image.size, 255)
    image.save(tmp_path / "tap.tif", save_all=True, append_images=[blank, image], dpi=(200, 200))
    assert cells(read_picture((tmp_path / "trang.png").read_bytes(), settings)) == ROWS
    many = read_picture((tmp_path / "tap.tif").read_bytes(), settings)
    assert many.pages == 3
    assert [block.page for block in many.blocks if isinstance(block, Grid)] == [1, 3]
    with pytest.raises(Unreadable):
        read_picture((tmp_path / "trang.png").read_bytes()[:200], settings)


def test_pages_are_listed_as_a_person_does() -> None:
    assert scans.listed([3]) == "trang 3"
    assert scans.listed([7, 1, 2, 4, 5, 6]) == "trang 1, 2, 4-7"
