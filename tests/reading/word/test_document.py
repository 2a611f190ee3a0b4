"""DOCX made with Word's own means, and the same file as LibreOffice prints it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest
import render
from department import write_department
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from qa_cchc.reading.report import read_report
from qa_cchc.records import Report


@pytest.fixture(scope="module", params=["docx", "pdf"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("department")
    path = write_department(folder / "a.docx")
    if request.param == "pdf":
        path = render.to_pdf(path, folder)
    return read_report(path, folder)


def test_head_in_tabbed_columns(report: Report) -> None:
    assert (report.number, report.date) == ("1024/BC-SLĐTBXH", date(2023, 12, 5))
    assert report.agency == "Sở Lao động - Thương binh và Xã hội tỉnh Kỳ Lam"
    assert (report.level, report.province, report.signer) == ("sở", "tỉnh Kỳ Lam", "Vi Thị Sen")
    assert report.period is not None and report.period.id == "2023"
    assert report.window is not None and report.window.end == date(2023, 11, 30)
    assert report.status == "ok" and not report.warnings


def test_automatic_numbers_make_the_outline(report: Report) -> None:
    body = [(section.label, section.title) for section in report.sections if section.part == "body"]
    assert body == [
        ("", ""), ("I", "CÔNG TÁC CHỈ ĐẠO"), ("II", "KẾT QUẢ"), ("II.1", "Cải cách thủ tục hành chính"),
        ("II.1.a", "Về kiểm soát thủ tục"), ("II.1.b", "Về giải quyết hồ sơ"), ("II.2", "Cải cách tổ chức bộ máy"),
        ("III", "HẠN CHẾ"),
    ]


def test_hanging_items_are_whole(report: Report) -> None:
    section = next(section for section in report.sections if section.label == "II.1.b")
    lead, *items = section.paragraphs
    assert [item.bullet for item in items] == ["-", "-"]
    assert items[0].text.value.endswith("412 hồ sơ, tăng 12% so với cùng kỳ năm trước;")
    assert {item.lead for item in items} == {lead.text.value} == {"Kết quả cụ thể:"}


def test_a_run_in_title_stays_in_its_text(report: Report) -> None:
    section = next(section for section in report.sections if section.label == "II.1.a")
    assert section.paragraphs[0].text.value.startswith("Về kiểm soát thủ tục: Có 98 thủ tục")


def test_captions_inside_one_table_part_its_forms(report: Report) -> None:
    assert [(form.number, form.title, form.appendix, len(form.rows)) for form in report.forms] == [
        ("3", "Cải cách thủ tục hành chính", "Phụ lục 1", 6), ("4", "Tổ chức bộ máy", "Phụ lục 1", 26),
    ]
    # The main column is that of the report's own year; the other one is kept beside it.
    assert [(row.path, row.value) for row in report.forms[0].rows] == [
        ("I", None), ("I/1", "98"), ("I/1.1", "75"), ("II", None), ("II/1", "99,96"), ("II/1/a", "4.478"),
    ]
    assert [row.value for row in report.forms[1].rows] == [str(number * 2) for number in range(1, 27)]
    assert report.tables[0].columns[3:5] == (("Thực hiện", "Năm 2022"), ("Thực hiện", "Năm 2023"))


def test_rows_over_the_page_are_one_row(report: Report) -> None:
    notes = {row.note for row in report.forms[1].rows}
    assert notes == {"", "Dòng ghi chú đủ dài để tràn xuống dòng thứ hai trong ô của bảng"}
    assert [len(table.rows) for table in report.tables] == [len(form.rows) for form in report.forms]


def document_of(*bodies: str) -> docx.document.Document:
    document = docx.Document()
    for body in bodies:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{body}</w:p>"))
    return document


def read(document: docx.document.Document, folder: Path) -> Report:
    document.save(str(folder / "a.docx"))
    return read_report(folder / "a.docx", folder)


def test_deleted_and_hidden_text_is_not_read_and_inserted_text_is(tmp_path: Path) -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    body = (
        run.format("Tiếp nhận ") + f"<w:ins w:id='1' w:author='a'>{run.format('120')}</w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText>999</w:delText></w:r></w:del>" + run.format(" hồ sơ")
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>" + run.format(".")
    )
    report = read(document_of(body), tmp_path)
    assert report.sections[0].paragraphs[0].text.value == "Tiếp nhận 120 hồ sơ."


def test_pages_come_from_rendered_breaks(tmp_path: Path) -> None:
    text = "<w:r><w:t>{}</w:t></w:r>"
    broken = "<w:r><w:lastRenderedPageBreak/><w:t>{}</w:t></w:r>"
    report = read(document_of(text.format("Một."), text.format("Hai.") + broken.format(" Ba."), text.format("Bốn.")), tmp_path)
    assert report.paged and report.pages == 2
    first, second, third = (paragraph.text for paragraph in report.sections[0].paragraphs)
    assert (first.page(), second.page(), second.page(5), third.page()) == (1, 1, 2, 2)
    unpaged = read(document_of(text.format("Một.") + "<w:r><w:br w:type='page'/></w:r>", text.format("Hai.")), tmp_path)
    assert not unpaged.paged
