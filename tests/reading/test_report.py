"""Files that cannot be read come back with a clear reason, never as an exception; folders are searched for documents."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pymupdf
import pytest

from qa_cchc.reading.report import SUFFIXES, find_files, read_report
from qa_cchc.settings import Settings

LINES = ["UBND XÃ NẬM SANG", "Số: 12/BC-UBND", "BÁO CÁO", "Công tác cải cách hành chính quý I năm 2024", "Đã tiếp nhận 12 hồ sơ."]


def pdf_page(document: pymupdf.Document, lines: list[str]) -> None:
    page = document.new_page()
    html = "".join(f"<p>{line}</p>" for line in lines)
    page.insert_htmlbox(pymupdf.Rect(70, 60, 540, 780), html)


def picture_of(document: pymupdf.Document) -> bytes:
    return document[0].get_pixmap(dpi=40).tobytes("png")


def text_pdf() -> pymupdf.Document:
    document = pymupdf.open()
    pdf_page(document, LINES * 3)
    return document


def locked(path: Path) -> None:
    text_pdf().save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")


def truncated_word(path: Path) -> None:
    docx.Document().save(str(path))
    path.write_bytes(path.read_bytes()[:5000])


def bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w", force_zip64=True) as member,
    ):
        for _ in range(45):
            member.write(b"\0" * 10_000_000)


@pytest.mark.parametrize(("name", "make", "reason"), [
    ("trong.pdf", lambda path: path.write_bytes(b""), "tệp rỗng"),
    ("gia.pdf", lambda path: path.write_bytes(b"xin chao"), "không phải là PDF"),
    ("hong.pdf", lambda path: path.write_bytes(text_pdf().tobytes()[:900]), "PDF"),
    ("khoa.pdf", locked, "mật khẩu"),
    ("hong.docx", truncated_word, "bị hỏng"),
    ("khoa.docx", lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "mật khẩu"),
    ("rong.docx", lambda path: docx.Document().save(str(path)), "không có chữ"),
    ("bom.docx", bomb, "quá lớn"),
    ("trang.txt", lambda path: path.write_text(" \n\n"), "không có chữ"),
    ("cu.txt", lambda path: path.write_bytes(b"C\xe9ng h\xf2a"), "UTF-8"),
    ("nhi-phan.txt", lambda path: path.write_bytes(b"ab\0\0cd"), "nhị phân"),
    ("bang.xlsx", lambda path: path.write_bytes(b"PK"), ".xlsx"),
    ("khong-co.txt", lambda path: None, "không mở được tệp"),
])
def test_unreadable_files_say_why(tmp_path: Path, name: str, make: Callable[[Path], object], reason: str) -> None:
    path = tmp_path / "xa" / name
    path.parent.mkdir()
    make(path)
    report = read_report(path, tmp_path)
    assert report.status == "failed"
    (warning,) = report.warnings
    assert warning.startswith(f"xa/{name}: ") and reason in warning
    assert len(report.id) == 12 and report.sha256.startswith(report.id)


def test_a_scanned_page_among_others_is_named(tmp_path: Path) -> None:
    document = text_pdf()
    page = document.new_page()
    page.insert_image(page.rect, stream=picture_of(document))
    # The caption of a digital signature does not make a scan readable.
    page.insert_htmlbox(pymupdf.Rect(300, 700, 560, 760), "<p>Người ký: Ủy ban nhân dân, thời gian ký 02/4/2024</p>")
    document.save(tmp_path / "a.pdf")
    report = read_report(tmp_path / "a.pdf", tmp_path, Settings(ocr="off"))
    assert report.status == "partial" and report.number == "12/BC-UBND"
    assert any(warning.startswith("a.pdf: trang 2 là ảnh quét") for warning in report.warnings)


def test_files_are_read_by_what_they_hold(tmp_path: Path) -> None:
    text_pdf().save(tmp_path / "sai-duoi.docx")
    report = read_report(tmp_path / "sai-duoi.docx", tmp_path)
    assert (report.number, report.paged) == ("12/BC-UBND", True)


def test_turned_pages_read_as_shown(tmp_path: Path) -> None:
    # A landscape page kept as an upright one with a turn: what is shown is what is read.
    shown = pymupdf.open()
    page = shown.new_page(width=842, height=595)
    page.insert_htmlbox(pymupdf.Rect(60, 50, 780, 560), "".join(f"<p>{line}</p>" for line in LINES))
    turned = pymupdf.open()
    sheet = turned.new_page(width=595, height=842)
    sheet.show_pdf_page(sheet.rect, shown, 0, rotate=90)
    sheet.set_rotation(90)
    turned.save(tmp_path / "a.pdf")
    report = read_report(tmp_path / "a.pdf", tmp_path)
    assert report.number == "12/BC-UBND"
    (box,) = report.sections[0].paragraphs[-1].text.boxes(0, 5)
    assert 0 < box.x0 < box.x1 < 842 and box.y1 - box.y0 < 30  # boxes are those of the page as it is shown


def test_find_files(tmp_path: Path) -> None:
    for name in ("a/b.pdf", "a/c.DOCX", "a/~$c.docx", "a/.an.txt", ".kho/d.txt", "README.md", "e.md", "f.jsonl", "g.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a/b.pdf", "a/c.DOCX", "e.md", "g.xlsx"]
    assert find_files([tmp_path / "README.md", tmp_path / "a", tmp_path / "a" / "b.pdf"]) == [
        tmp_path / "README.md", tmp_path / "a" / "b.pdf", tmp_path / "a" / "c.DOCX",
    ]
    assert {".pdf", ".xlsx"} <= SUFFIXES and ".jsonl" not in SUFFIXES


def test_a_numbered_table_below_the_signature_begins_the_appendix(tmp_path: Path) -> None:
    lines = [
        "UBND TỈNH KỲ LAM", "Số: 41/BC-UBND", "Kỳ Lam, ngày 18 tháng 12 năm 2024", "", "BÁO CÁO",
        "Công tác cải cách hành chính năm 2024", "", "I. KẾT QUẢ", "", "Đã ban hành 12 văn bản.", "", "Nơi nhận:",
        "- Bộ Nội vụ;", "", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Cao Thị Mận", "", "Biểu số II.06/VPCP/KSTT",
        "TÌNH HÌNH GIẢI QUYẾT TTHC TẠI CÁC SỞ", "", "Kỳ báo cáo: Năm (từ ngày 15/12/2023 đến ngày 14/12/2024)", "",
        "| STT | Cơ quan | Tiếp nhận | Quá hạn |", "|---|---|---|---|", "| 1 | Sở Tư pháp | 940 | 0 |",
        "| 2 | Sở Y tế | 320 | 3 |",
    ]  # fmt: skip
    (tmp_path / "bc.md").write_text("\n".join(lines), encoding="utf-8")
    report = read_report(tmp_path / "bc.md", tmp_path)
    assert [section.part for section in report.sections[:3]] == ["body", "body", "closing"]
    closing = next(section for section in report.sections if section.part == "closing")
    assert closing.paragraphs[-1].text.value == "Cao Thị Mận" and report.signer == "Cao Thị Mận"
    (table,) = report.tables
    assert table.section is not None and report.sections[table.section].part == "appendix"
    assert report.sections[table.section].titles == ("TÌNH HÌNH GIẢI QUYẾT TTHC TẠI CÁC SỞ",)
