"""A file is sent and drawn as what it is, not as what its name says."""

from __future__ import annotations

import io
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from qa_cchc.records import Box
from qa_cchc.web.originals import kind_of
from qa_cchc.web.page_picture import page_size, picture


def _scan(path: Path) -> Path:
    Image.new("L", (827, 1169), 255).save(path, dpi=(100, 100))
    return path


@pytest.mark.parametrize("name, drawn, inline", [("trang.png", "png", True), ("trang.jpg", "jpeg", True), ("trang.tif", "tiff", False)])
def test_a_scan_is_drawn_and_marked(tmp_path: Path, name: str, drawn: str, inline: bool) -> None:
    file = _scan(tmp_path / name)
    assert (kind_of(file).drawn, kind_of(file).inline) == (drawn, inline)
    width, height, pages = page_size(file, 1)
    assert pages == 1 and width / height == pytest.approx(827 / 1169, rel=0.01)
    box = Box(1, width / 4, height / 4, width / 2, height / 2)
    marked = Image.open(io.BytesIO(picture(file, 1, (box,)))).convert("RGB")
    inside = marked.getpixel((int(marked.width * 0.375), int(marked.height * 0.375)))
    assert inside != (255, 255, 255)
    assert marked.getpixel((int(marked.width * 0.8), int(marked.height * 0.8))) == (255, 255, 255)


def test_a_pdf_under_another_name_is_still_a_pdf(tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.docx"
    with pymupdf.open() as pdf:
        pdf.new_page()
        file.write_bytes(pdf.tobytes())
    assert kind_of(file).media_type == "application/pdf"
    assert page_size(file, 1)[2] == 1


def test_what_a_browser_could_run_is_only_downloaded(tmp_path: Path) -> None:
    for name in ("trang.html", "trang.svg", "bang.xlsx"):
        file = tmp_path / name
        file.write_text("<script>alert(1)</script>", encoding="utf-8")
        assert not kind_of(file).inline, name
