"""Text files of other offices: flattened letterheads, broken lines, Markdown, HTML tables, torn tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import offices
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qa_cchc.reading.blocks import Para
from qa_cchc.reading.report import read_report
from qa_cchc.reading.text import read_text
from qa_cchc.records import FormRow, Report

Read = Callable[[str, str], Report]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def made(text: str, name: str = "bao-cao.txt") -> Report:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_report(path, tmp_path)

    return made


def rows_of(report: Report, number: str) -> dict[str, FormRow]:
    return {row.path: row for form in report.forms if form.number == number for row in form.rows}


def test_province_with_letterhead_run_together(read: Read) -> None:
    report = read(offices.PROVINCE, "a.txt")
    assert (report.number, report.date, report.agency) == ("45/BC-UBND", date(2024, 1, 12), "UBND tỉnh Hoài Giang")
    assert (report.level, report.province, report.signer) == ("tỉnh", "tỉnh Hoài Giang", "Nguyễn Văn Ất")
    # Quý IV without a year, signed in January: of the year before.
    assert report.period is not None and report.period.id == "2023-Q4"
    labels = [section.label for section in report.sections if section.part == "body"]
    assert labels == ["", "A", "A.I", "A.I.1", "A.I.2", "A.I.2.a", "A.I.2.b", "A.II", "A.II.1.1", "B"]


def test_items_under_items_carry_both_leads(read: Read) -> None:
    section = next(section for section in read(offices.PROVINCE, "a.txt").sections if section.label == "A.II.1.1")
    assert [(item.bullet, item.lead) for item in section.paragraphs] == [
        ("-", None),
        ("+", "Tổng số hồ sơ tiếp nhận: 12.345 hồ sơ, trong đó:"),
        ("+", "Tổng số hồ sơ tiếp nhận: 12.345 hồ sơ, trong đó:"),
        ("-", None),
    ]


def test_footnote_in_brackets_is_raised_and_tied(read: Read) -> None:
    report = read(offices.PROVINCE, "a.txt")
    (note,) = report.footnotes
    assert note.text.value == "Trong đó quá hạn 15 hồ sơ."
    assert note.section is not None and note.paragraph is not None
    assert report.sections[note.section].paragraphs[note.paragraph].text.value == "Đã giải quyết: 12.000 hồ sơ¹."


def test_form_with_groups_and_two_value_columns(read: Read) -> None:
    report = read(offices.PROVINCE, "a.txt")
    rows = rows_of(report, "3")
    assert {path: row.value for path, row in rows.items()} == {
        "I": None,
        "I/1": "1.850",
        "I/2": "99,0",
        "I/2/-1": "98",
        "II": None,
        "II/1": "12.345",
    }
    assert rows["I/2/-1"].parents == ("Thống kê", "Tỷ lệ hồ sơ đúng hạn")
    (table,) = report.tables
    assert [path[-1] for path in table.columns] == ["TT", "Nội dung", "ĐVT", "Kỳ trước", "Kết quả", "Ghi chú"]
    assert [cell.text for cell in table.rows[1]] == ["1", "Số thủ tục", "Thủ tục", "1.800", "1.850", ""]


def test_commune_with_broken_lines_and_page_numbers(read: Read) -> None:
    report = read(offices.COMMUNE, "a.txt")
    assert (report.number, report.date) == (None, None)
    assert any("không tìm thấy số, ngày ban hành" in warning for warning in report.warnings)
    assert (report.agency, report.level, report.province) == ("UBND xã Nậm Sang", "xã", "tỉnh Kỳ Lam")
    assert report.period is not None and report.period.id == "2024-H1"  # the year stands in the dateline only
    texts = [paragraph.text.value for section in report.sections[1:4] for paragraph in section.paragraphs]
    assert texts[0].endswith("tham dự tại trụ sở Ủy ban nhân dân xã.")
    assert texts[1] == (
        "Bộ phận Một cửa tiếp nhận 512 hồ sơ¹, giải quyết 500 hồ sơ. Giai đoạn 2023 - 2024 số hồ sơ tăng 10%."
    )
    assert [(note.mark, note.section, note.offset) for note in report.footnotes] == [("1", 3, 35)]


def test_department_in_markdown(read: Read) -> None:
    report = read(offices.DEPARTMENT, "a.md")
    assert (report.number, report.agency, report.level) == ("77/BC-SNV", "Sở Nội vụ tỉnh Kỳ Lam", "sở")
    assert report.signer == "Trần Thị Bê"
    assert [section.label for section in report.sections if section.part == "body"] == ["", "I", "I.1"]
    (table,) = report.tables
    assert table.caption == "Bảng 1. Hồ sơ theo đơn vị"
    assert table.columns == (("STT",), ("Đơn vị",), ("Đã giải quyết", "Đúng hạn"), ("Đã giải quyết", "Quá hạn"))
    assert [cell.text for cell in table.rows[0]] == ["1", "Huyện Trường Lam", "1.200", "3"]
    assert {path: row.value for path, row in rows_of(report, "6").items()} == {"1": "45,5", "1.1": "1.000"}
    assert report.footnotes[0].section == 2


def test_ward_after_the_reform(read: Read) -> None:
    report = read(offices.WARD, "a.txt")
    assert (report.agency, report.level, report.province) == ("UBND phường Ninh Khê", "xã", "thành phố Cần Thơ")
    assert (report.signer, report.period and report.period.id) == ("Trần Văn Ấm", "2025-Q3")
    outline = [(section.label, section.title) for section in report.sections if section.part == "body"]
    assert outline[1:] == [
        ("Phần I", "KẾT QUẢ THỰC HIỆN"),
        ("Phần I.1", "Chỉ đạo, điều hành"),
        ("Phần II", "PHƯƠNG HƯỚNG"),
        ("Phần II.1", "PHƯƠNG HƯỚNG"),
    ]


def test_official_letter_is_kept_and_named(read: Read) -> None:
    report = read(offices.LETTER, "a.txt")
    assert (report.kind, report.number, report.date) == ("công văn", "88/VP-TH", date(2024, 5, 25))
    assert report.agency == "Văn phòng HĐND và UBND thành phố Ninh Khê"
    assert any("không phải báo cáo" in warning for warning in report.warnings)
    # Short numbered sentences are text, not headings.
    texts = [paragraph.text.value for section in report.sections for paragraph in section.paragraphs]
    assert "Tiếp nhận 120 hồ sơ." in texts and "Giải quyết 119 hồ sơ." in texts


def test_torn_tables(read: Read) -> None:
    report = read(offices.TORN_FORMS, "a.txt")
    first = rows_of(report, "1")
    # A row without value cell differs from one whose cell is empty.
    assert {path: row.value for path, row in first.items()} == {
        "1": "05",
        "2": None,
        "2.1": "",
        "2.2": "100",
        "2.2.1": "10",
    }
    assert first["2.2"].name == "Tỷ lệ hoàn thành" and first["2.2"].note == "Đạt"
    assert {path: row.value for path, row in rows_of(report, "2").items()} == {"1": "02", "1.1": "02", "2": "-"}
    warnings = " ".join(report.warnings)
    assert "biểu mẫu 2 (trang 1) không có dòng tiêu đề cột" in warnings
    for number in ("3", "4"):
        assert re.search(rf"biểu mẫu {number} \(dòng \d+\) có tiêu đề nhưng không nhận ra được bảng số liệu", warnings)
    assert report.window is not None and report.window.start == date(2022, 12, 16)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("Đ", "Ð"),
        lambda text: text.replace(" ", "\u00a0"),
    ],
)
def test_other_spellings_of_the_same_file(read: Read, change: Callable[[str], str]) -> None:
    plain, other = read(offices.WARD, "a.txt"), read(change(offices.WARD), "b.txt")
    for field in ("number", "date", "agency", "province", "period", "signer", "title"):
        assert getattr(plain, field) == getattr(other, field)


def test_form_feed_starts_a_page(read: Read) -> None:
    report = read(offices.WARD.replace("Phần II.", "\fPhần II."), "a.txt")
    assert report.pages == 2 and not report.paged
    assert [section.page for section in report.sections][-2:] == [2, 2]


@given(
    st.lists(
        st.sampled_from(["Tiếp nhận 12 hồ sơ.", "a\tb\tc", "", "¹ Chú thích", "1. Mục", "- Ý một;", "\f", "3"]),
        max_size=30,
    )
)
def test_no_prose_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    assume(any(line not in ("", "\f", "3") for line in lines))
    kept = " ".join(block.text.value for block in read_text(text.encode()).blocks if isinstance(block, Para))
    assert kept.count("Tiếp nhận 12 hồ sơ.") == lines.count("Tiếp nhận 12 hồ sơ.")
    assert kept.count("Ý một") == lines.count("- Ý một;")
