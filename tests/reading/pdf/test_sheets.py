"""Forms with borders of every kind, or none, on sheets upright or turned; and what is printed around them."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
import sheets

from qa_cchc.reading.report import read_report
from qa_cchc.records import Report


def rows_of(report: Report) -> list[tuple[str, ...]]:
    return [(row.code, row.name, row.unit, row.value or "", row.note) for form in report.forms for row in form.rows]


def read(document: pymupdf.Document, folder: Path) -> Report:
    return read_report(sheets.saved(document, folder), folder)


@pytest.mark.parametrize("kind", ["stroked", "filled", "dashed", "dotted", "double", "across", "none"])
def test_borders(kind: str, tmp_path: Path) -> None:
    report = read(sheets.form(kind), tmp_path)
    assert rows_of(report) == list(sheets.ROWS)
    assert [(form.number, form.title) for form in report.forms] == [("1", "Văn bản và hồ sơ")]
    assert (report.number, report.status) == ("12/BC-UBND", "ok")


@pytest.mark.parametrize("shown_upright", [False, True])
@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_sheets(angle: int, shown_upright: bool, tmp_path: Path) -> None:
    report = read(sheets.turned(sheets.form("stroked"), angle, shown_upright), tmp_path)
    assert rows_of(report) == list(sheets.ROWS)
    # The boxes fit the page as a viewer shows it.
    with pymupdf.open(tmp_path / "van-ban.pdf") as document:
        page = document[0]
        for row in report.forms[0].rows:
            (box,) = row.value_boxes
            place = pymupdf.Rect(box.x0, box.y0, box.x1, box.y1) * page.derotation_matrix
            page_text = page.get_text("text", clip=place + pymupdf.Rect(-1, -1, 1, 1), flags=0)
            assert "".join(page_text.split()) == row.value
            assert page.rect.contains(pymupdf.Rect(box.x0, box.y0, box.x1, box.y1))


def test_a_form_without_lines_goes_on_over_the_page(tmp_path: Path) -> None:
    document = sheets.form("none")
    rows = [(f"3.{n}.", f"Chỉ tiêu thứ {n} của nhóm", "Người", str(100 + n), "") for n in range(1, 6)]
    document.new_page()
    first, second = document[0], document[1]
    ys = sheets.levels((24,) * 16, 348)
    more = [(f"2.{n}.", f"Số hồ sơ của lĩnh vực {n}", "Hồ sơ", str(10 * n), "") for n in range(3, 19)]
    sheets.fill(first, [("", "", "", "", ""), *more[:15]], [ys[0] - 24, *ys])
    ys = sheets.levels((24,) * 5, 60)
    sheets.fill(second, [("", "", "", "", ""), *rows], [36.0, *ys])
    report = read(document, tmp_path)
    assert rows_of(report) == [*sheets.ROWS, *more[:15], *rows]
    assert {row.page for row in report.forms[0].rows} == {1, 2}


def test_prose_and_unclear_tables_stay_text(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    sheets.heading(page)
    # Values that run into the units: nobody can tell the columns.
    for n in range(6):
        text = f"{n + 1}. Chỉ tiêu số {n + 1} của địa phương Văn bản {n * 7}"
        sheets.write(page, (60, 180 + 20 * n, 530, 198 + 20 * n), text)
    sheets.write(page, (60, 160, 530, 178), "STT Chỉ tiêu Đơn vị tính Số liệu", "font-weight:bold")
    report = read(document, tmp_path)
    assert report.forms == () and any("biểu mẫu 1" in warning for warning in report.warnings)


def test_headings_on_their_side(tmp_path: Path) -> None:
    document = sheets.form("stroked")
    plain = rows_of(read(document, tmp_path))
    document = pymupdf.open()
    page = document.new_page()
    sheets.heading(page)
    ys = sheets.levels((60, *sheets.TALL[1:]))
    sheets.borders(page, ys, "stroked")
    sheets.fill(page, (sheets.HEAD, *sheets.ROWS), ys, skip=(3,))
    page.insert_htmlbox(
        pymupdf.Rect(370, 152, 420, 208), '<p style="margin:0;font-size:11px"><b>Số liệu</b></p>', rotate=90
    )
    report = read(document, tmp_path)
    assert rows_of(report) == plain


def test_watermarks_are_not_read(tmp_path: Path) -> None:
    document = sheets.form("stroked")
    page = document[0]
    page.insert_htmlbox(
        pymupdf.Rect(100, 170, 560, 300), '<p style="font-size:60px;color:#cccccc">BẢN SAO</p>', overlay=False
    )
    assert rows_of(read(document, tmp_path)) == list(sheets.ROWS)


@pytest.mark.parametrize("number", ["2", "- 2 -", "Trang 2/9", "ii", "Trang: 2"])
def test_page_numbers_are_dropped(number: str, tmp_path: Path) -> None:
    document = sheets.form("stroked")
    page = document.new_page()
    sheets.write(page, (60, 90, 530, 106), "Ủy ban nhân dân xã tiếp tục thực hiện kế hoạch đã đề ra.")
    sheets.write(page, (280, 812, 330, 828), number)
    texts = [paragraph.text.value for section in read(document, tmp_path).sections for paragraph in section.paragraphs]
    assert "Ủy ban nhân dân xã tiếp tục thực hiện kế hoạch đã đề ra." in texts
    assert number not in texts
