"""The one real report, read from its text file: every field and row that was counted by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qa_cchc.reading.report import read_report
from qa_cchc.records import FormRow, Report

# Counted by hand in the printed forms; the rest of row 3.2/2 on the next page is no row of its own.
ROWS = {"1": 22, "2": 14, "3": 25, "4": 21, "5": 16, "6": 13, "7": 35}


@pytest.fixture(scope="module")
def report(seed_report_path: Path) -> Report:
    return read_report(seed_report_path, seed_report_path.parent)


@pytest.fixture(scope="module")
def rows(report: Report) -> dict[tuple[str, str], FormRow]:
    return {(form.number, row.path): row for form in report.forms for row in form.rows}


def test_letterhead(report: Report) -> None:
    assert (report.number, report.date, report.kind) == ("102/BC-UBND", date(2023, 3, 3), "báo cáo")
    assert (report.agency, report.place, report.level) == ("UBND thị xã Duyên Hải", "thị xã Duyên Hải", "huyện")
    assert (report.province, report.signer) == ("tỉnh Trà Vinh", "Cao Thị Hồng Gấm")
    assert report.period is not None and report.period.id == "2023-Q1"
    assert report.title == "Kết quả thực hiện công tác cải cách hành chính thị xã Duyên Hải quý I năm 2023"
    assert (report.status, report.warnings, report.paged) == ("ok", (), False)


def test_every_form_row_comes_out(report: Report) -> None:
    assert {form.number: len(form.rows) for form in report.forms} == ROWS
    assert sum(ROWS.values()) == 146
    assert all(form.appendix == "Phụ lục II" for form in report.forms)
    assert report.forms[2].title == "Cải cách thủ tục hành chính"


def test_codes_are_unique_within_a_form(report: Report) -> None:
    for form in report.forms:
        paths = [row.path for row in form.rows]
        assert len(set(paths)) == len(paths)


@pytest.mark.parametrize(
    ("form", "path", "unit", "value"),
    [
        ("1", "1", "Văn bản", "04"),
        ("1", "2", "%", "20%"),
        ("1", "3.1", "Cơ quan, đơn vị", "Chưa"),
        ("1", "3.3.2", "Vấn đề", "Không"),
        ("1", "6", "Có = 1; Không = 0", "0"),
        ("1", "6.2", "Trực tuyến = 0 Phát phiếu = 1 Kết hợp = 2", ""),
        ("2", "2", "", "0"),
        ("2", "2.2/1", "Văn bản", ""),
        ("2", "3.2/2", "Văn bản", "10"),
        ("3", "1.4/2", "Thủ tục", "301"),
        ("3", "2.1", "Thủ tục", ""),
        ("3", "3.2", "%", "99,5"),
        ("3", "3.2/1", "Hồ sơ", "220"),
        ("3", "3.3/2", "Hồ sơ", "2401"),
        ("4", "1.5.4", "%", "10,71"),
        ("4", "2.2", "Người", "74"),
        ("5", "3", "Người", "03"),
        ("6", "1", "%", "13.5%"),
        ("6", "1.1", "Triệu đồng", "132.928"),
        ("7", "6.4.3", "Thủ tục", "23"),
        ("7", "6.7", "%", "41,8"),
        ("7", "6.8.2", "Thủ tục", ""),
    ],
)
def test_cells_stand_as_printed(
    rows: dict[tuple[str, str], FormRow], form: str, path: str, unit: str, value: str
) -> None:
    row = rows[form, path]
    assert (row.unit, row.value) == (unit, value)


def test_rows_know_their_parents_and_lines(rows: dict[tuple[str, str], FormRow]) -> None:
    row = rows["3", "3.2/2"]
    assert row.parents == (
        "Kết quả giải quyết TTHC",
        "Tỷ lệ hồ sơ TTHC do UBND cấp huyện tiếp nhận được giải quyết đúng hạn",
    )
    assert (row.code, row.line) == ("2.", 302)
    assert rows["7", "6.4.1"].parents[0] == "Cung cấp dịch vụ công trực tuyến"


def test_a_note_cut_by_the_page_is_whole(rows: dict[tuple[str, str], FormRow]) -> None:
    assert rows["2", "3.2/2"].note.endswith("cơ cấu tổ chức của 12 cơ quan chuyên môn.")


def test_outline(report: Report) -> None:
    labels = [section.label for section in report.sections if section.part == "body"]
    assert labels == [
        "",
        "I",
        "II",
        "II.1",
        "II.2",
        "II.3",
        "II.4",
        "II.5",
        "II.6",
        "III",
        "III.1",
        "III.2",
        "III.2",
        "IV",
        *(f"IV.{number}" for number in range(1, 11)),
    ]
    assert report.sections[12].title == "Nguyên nhân"
    assert [section.label for section in report.sections if section.part == "appendix"] == ["Phụ lục II"]


def test_sentences_cut_by_pages_and_footnotes_are_whole(report: Report) -> None:
    texts = "\n".join(paragraph.text.value for section in report.sections for paragraph in section.paragraphs)
    for whole in (
        "ban hành 12/12 văn bản quy phạm",
        "thuộc Ủy ban nhân dân huyện",
        "về việc thông báo",
        "báo cáo ngân sách",
    ):
        assert whole in texts


def test_bullets_carry_the_paragraph_that_leads_in(report: Report) -> None:
    items = [paragraph for paragraph in report.sections[4].paragraphs if paragraph.bullet]
    assert [item.bullet for item in items] == ["-", "-", "-"]
    for item in items:
        assert item.lead is not None
        assert "(từ ngày 15/12/2022 đến ngày 28/02/2023)" in item.lead


def test_footnotes_are_tied_to_their_calls(report: Report) -> None:
    called = {}
    for footnote in report.footnotes:
        if footnote.section is not None and footnote.paragraph is not None and footnote.offset is not None:
            text = report.sections[footnote.section].paragraphs[footnote.paragraph].text.value
            called[footnote.mark] = text[: footnote.offset].split()[-3:]
    assert called == {
        "1": ["246", "hồ", "sơ"],
        "2": ["2.401", "hồ", "sơ"],
        "3": ["2.373", "hồ", "sơ"],
        "4": ["văn", "bản", "giấy"],
        "5": ["103/246", "hồ", "sơ"],
    }
    assert len(report.footnotes) == 6  # the sixth is called inside form 2


def test_text_knows_its_lines(report: Report) -> None:
    paragraph = next(p for p in report.sections[4].paragraphs if p.text.value.startswith("Bộ phận Một cửa thị xã"))
    assert paragraph.text.line() == 55
