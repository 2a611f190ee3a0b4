"""A scan with text of another program's recognition under it, read where nothing can recognise it anew."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from qa_cchc.figures.extract import extract_figures
from qa_cchc.reading.report import read_report
from qa_cchc.settings import Settings

LINES = (
    "BÁO CÁO", "Kết quả công tác cải cách hành chính quý I năm 2024",
    "Trong quý, Bộ phận Một cửa huyện đã tiếp nhận 1.250 hồ sơ, đã giải quyết 812 hồ sơ, còn lại 438 hồ sơ đang giải quyết.",
    "Công tác tuyên truyền được thực hiện thường xuyên trên trang thông tin điện tử và đài truyền thanh của các xã, thị trấn.",
    "Việc niêm yết công khai thủ tục hành chính được các cơ quan, đơn vị thực hiện đầy đủ, kịp thời theo quy định.",
)


def scan_with_text(path: Path) -> None:
    seen = pymupdf.open()
    page = seen.new_page()
    page.insert_htmlbox(pymupdf.Rect(60, 60, 540, 500), "".join(f"<p>{line}</p>" for line in LINES))
    picture = page.get_pixmap(dpi=100).tobytes("png")
    made = pymupdf.open()
    page = made.new_page()
    page.insert_htmlbox(pymupdf.Rect(60, 60, 540, 500), "".join(f"<p>{line}</p>" for line in LINES), opacity=0)
    page.insert_image(page.rect, stream=picture)
    made.save(path)


def test_its_words_are_found_and_its_numbers_are_not_trusted(tmp_path: Path) -> None:
    scan_with_text(tmp_path / "quet.pdf")
    report = read_report(tmp_path / "quet.pdf", tmp_path, Settings(ocr="off"))
    assert report.status == "partial" and "trang 1 là ảnh quét" in report.warnings[0]
    text = " ".join(paragraph.text.value for section in report.sections for paragraph in section.paragraphs)
    assert "niêm yết công khai" in text
    figures = extract_figures(report)
    assert figures and all(figure.value is None and figure.state == "unreadable" for figure in figures)
