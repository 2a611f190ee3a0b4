"""A file is read for what it holds, whatever its name says; what is no report is refused in one sentence."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import docx
import pymupdf
import pytest
import workbooks
from raw_word import package, par, zipped

from qa_cchc.reading.blocks import Unreadable
from qa_cchc.reading.formats import reader_of
from qa_cchc.reading.labels import is_labelled, read_labels
from qa_cchc.reading.report import read_report

LINES = ("Số: 12/BC-UBND", "BÁO CÁO", "Kết quả cải cách hành chính quý I năm 2023", "Tiếp nhận 120 hồ sơ.")
PAGE = "<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>"


def pdf() -> bytes:
    document = pymupdf.open()
    document.new_page().insert_htmlbox(pymupdf.Rect(50, 50, 500, 700), PAGE)
    return document.tobytes()


def mail(page: str) -> bytes:
    return (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset="utf-8"\n'
        f"Content-Transfer-Encoding: 8bit\n\n{page}\n--b--\n"
    ).encode()


@pytest.mark.parametrize(("name", "data"), [
    ("a.pdf", package("".join(map(par, LINES)))), ("a.txt", package("".join(map(par, LINES)))),
    ("a.doc", PAGE.encode()), ("a.doc", "\n\n".join(LINES).encode()), ("a.docm", package("".join(map(par, LINES)))),
    ("a.mht", mail(PAGE)), ("a.htm", ("\ufeff" + PAGE).encode("utf-16-le")), ("a.dotx", package("".join(map(par, LINES)), strict=True)),
])  # fmt: skip
def test_content_decides(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    report = read_report(tmp_path / name, tmp_path)
    assert report.status == "ok", report.warnings
    assert (report.number, report.title) == ("12/BC-UBND", "Kết quả cải cách hành chính quý I năm 2023")
    assert report.sections[0].paragraphs[-1].text.value == "Tiếp nhận 120 hồ sơ."


def test_a_pdf_under_the_name_of_a_word_file(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(pdf())
    report = read_report(tmp_path / "a.docx", tmp_path)
    assert report.paged and report.number == "12/BC-UBND"


@pytest.mark.parametrize(("data", "suffix", "reason"), [
    (zipped({"anh/a.png": b"x"}), ".zip", "tệp nén"), (zipped({"ppt/presentation.xml": b"x"}), ".pptx", "bản trình chiếu"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ".docx", "mật khẩu"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".docx", "hỏng hoặc có mật khẩu"), (b"PK", ".xlsx", "hỏng"),
    (b"\0\1\2", ".odt", "không theo định dạng đó"), (b"abc", ".xyz", "chưa đọc được định dạng .xyz"), (b"abc", "", "không có phần mở rộng"),
    (zipped({"a": b"x" * 99})[:60], ".xlsx", "bị hỏng"),
], ids=["pictures", "slides", "locked", "ole", "two letters", "no odt", "xyz", "no suffix", "cut"])  # fmt: skip
def test_what_is_no_report_is_refused(data: bytes, suffix: str, reason: str) -> None:
    from qa_cchc.settings import Settings

    with pytest.raises(Unreadable, match=reason):
        reader_of(data, suffix)(data, Settings())


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in DOCX and a form in XLSX, and the same as older office files by LibreOffice."""
    import subprocess

    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("office")
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(str(folder / "a.docx"))
    header = ["STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu"]
    workbooks.plain_book([["Biểu mẫu 3"], ["TTHC"], header, [1, "Số TTHC", "Thủ tục", 7], ["1.1", "Số hồ sơ", "Hồ sơ", 41.8]], folder / "b.xlsx", "Biểu 3")
    for name, forms in (("a.docx", ("doc", "rtf", "odt")), ("b.xlsx", ("xls", "ods"))):
        for form in forms:
            command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form, "--outdir", str(folder), str(folder / name)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize("form", ["doc", "rtf", "odt"])
def test_older_texts_are_read_through_libreoffice(department: Path, form: str) -> None:
    report = read_report(department / f"a.{form}", department)
    assert report.status == "ok" and report.number == "12/BC-UBND"
    assert report.sections[0].paragraphs[-1].text.value == "Tiếp nhận 120 hồ sơ."
    assert "bằng LibreOffice" in report.warnings[0]


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_older_workbooks_are_read_through_libreoffice(department: Path, form: str) -> None:
    report = read_report(department / f"b.{form}", department)
    (made,) = report.forms
    assert [(row.path, row.value, row.line) for row in made.rows] == [("1", "7", 4), ("1.1", "41,8", 5)]
    assert report.sheets == ("Biểu 3",)


def test_without_libreoffice_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from qa_cchc.reading import office
    from qa_cchc.settings import Settings

    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(Unreadable, match=r"cài LibreOffice .* hoặc lưu tệp thành DOCX"):
        reader_of(b"{\\rtf1 a}", ".rtf")(b"{\\rtf1 a}", Settings())


def test_labels() -> None:
    stated = read_labels(["- Đơn vị báo cáo: UBND xã Tân Lộc", "Đơn vị nhận báo cáo: Sở Nội vụ", "Số: 45 / BC - UBND", "Ngày lập: 15/6/2023"])
    assert (stated.agency, stated.number, stated.day) == ("UBND xã Tân Lộc", "45/BC-UBND", datetime.date(2023, 6, 15))
    assert not is_labelled("Đơn vị tính: hồ sơ") and is_labelled("Kỳ báo cáo: Quý I")
