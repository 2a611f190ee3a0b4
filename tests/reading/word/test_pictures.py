"""A scan pasted into a Word file is read where it stands; small pictures are not."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import docx
import pymupdf
import pytest
from docx.shared import Cm

from qa_cchc.reading.blocks import Unreadable
from qa_cchc.reading.word.document import read_word
from qa_cchc.settings import Settings


def picture(text: str) -> bytes:
    document = pymupdf.open()
    page = document.new_page(width=400, height=200)
    page.insert_htmlbox(pymupdf.Rect(20, 20, 380, 180), f"<p style='font-size:18pt'>{text}</p>")
    return page.get_pixmap(dpi=200).tobytes("png")


def word_with(image: bytes, width: float) -> bytes:
    document = docx.Document()
    document.add_paragraph("Trước ảnh.")
    document.add_picture(io.BytesIO(image), width=Cm(width))
    document.add_paragraph("Sau ảnh.")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_a_large_picture_is_recognised_in_its_place(tmp_path: Path) -> None:
    draft = read_word(word_with(picture("Tiếp nhận hồ sơ trực tuyến"), 15), Settings(ocr_cache=str(tmp_path)))
    assert [block.text.value for block in draft.blocks] == ["Trước ảnh.", "Tiếp nhận hồ sơ trực tuyến", "Sau ảnh."]
    assert all(spot.box is None and spot.page == 1 for spot in draft.blocks[1].text.spots)
    assert any("nhận dạng chữ" in note for note in draft.notes) and not draft.warnings


def test_a_small_picture_is_no_text(tmp_path: Path) -> None:
    draft = read_word(word_with(picture("Con dấu"), 4), Settings(ocr_cache=str(tmp_path)))
    assert [block.text.value for block in draft.blocks] == ["Trước ảnh.", "Sau ảnh."]
    assert not draft.notes and not draft.warnings


def test_a_picture_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(data: bytes, settings: Settings) -> None:
        raise Unreadable("không đọc được")

    monkeypatch.setattr("qa_cchc.reading.pdf.document.read_pdf", refuse)
    draft = read_word(word_with(picture("Chữ"), 15), Settings(ocr_cache=str(tmp_path)))
    assert draft.warnings[0] == "có 1 ảnh lớn trong văn bản, chữ trong ảnh chưa đọc."
