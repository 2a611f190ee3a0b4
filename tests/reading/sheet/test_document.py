"""Workbooks: what a sheet shows is read, what it hides or cannot show is said, cell by cell."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import workbooks
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from raw_word import zipped

from qa_cchc.asking.cite import place_cited
from qa_cchc.asking.citing import memo
from qa_cchc.figures.extract import extract_figures
from qa_cchc.reading.blocks import Unreadable
from qa_cchc.reading.report import read_report
from qa_cchc.reading.sheet.document import read_sheets
from qa_cchc.records import Report

HEADER = ["STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú"]
FORM = [["Biểu mẫu 3"], ["CẢI CÁCH THỦ TỤC HÀNH CHÍNH"], HEADER]


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Report]:
    def make(*rows: Sequence[object], title: str = "Sheet1", change: Callable[[Worksheet], object] = lambda sheet: None) -> Report:
        path = workbooks.plain_book(rows, tmp_path / "a.xlsx", title)
        from openpyxl import load_workbook

        workbook = load_workbook(path, rich_text=True)
        change(workbook.active)
        workbook.save(path)
        return read_report(path, tmp_path)

    return make


def values(report: Report) -> list[tuple[str, str | None, bool]]:
    return [(row.path, row.value, row.unreadable) for form in report.forms for row in form.rows]


def test_values_are_read_as_shown(made: Callable[..., Report]) -> None:
    def formats(sheet: Worksheet) -> None:
        sheet["D5"].number_format = "#,##0"
        sheet["D6"].number_format = "0.0%"
        sheet["D8"].number_format = '0.0" %"'

    report = made(
        *FORM, [1, "Số TTHC", "Thủ tục", 7.0], ["2", "Số hồ sơ", "Hồ sơ", 1250], ["3", "Tỷ lệ đúng hạn", "%", 0.418],
        ["4", "Số phiếu", "Phiếu", "1.250"], ["5", "Tỷ lệ hài lòng", "%", 98.52], ["6", "Số khác", "Hồ sơ", None], change=formats,
    )  # fmt: skip
    assert values(report) == [
        ("1", "7", False), ("2", "1.250", False), ("3", "41,8%", False), ("4", "1.250", False), ("5", "98,5 %", False), ("6", "", False),
    ]
    states = {figure.code: (figure.value, figure.state, figure.line) for figure in extract_figures(report)}
    assert states["2"] == (1250, "value", 5) and states["3"] == (41.8, "value", 6) and states["6"] == (None, "blank", 9)


def test_formulas_without_result_and_errors_are_unreadable(made: Callable[..., Report]) -> None:
    def break_it(sheet: Worksheet) -> None:
        sheet["D6"].data_type = "e"

    report = made(*FORM, [1, "Số TTHC", "Thủ tục", 7], [2, "Tỷ lệ", "%", "=D4/D9"], [3, "Số hồ sơ", "Hồ sơ", "#DIV/0!"], change=break_it)
    assert values(report) == [("1", "7", False), ("2", "", True), ("3", "", True)]
    assert report.status == "partial"
    assert any("ô D5 có công thức chưa lưu kết quả" in text for text in report.warnings)
    assert any("ô D6 (#DIV/0!) báo lỗi" in text for text in report.warnings)
    assert {figure.state for figure in extract_figures(report) if figure.code in ("2", "3")} == {"unreadable"}


def test_cached_results_of_formulas_are_read(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    workbook = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = workbook.add_worksheet("Biểu 3")
    for number, row in enumerate([*FORM, [1, "Số hồ sơ", "Hồ sơ"], [2, "Tỷ lệ", "%"], [3, "Nhận xét", "Nội dung"]]):
        sheet.write_row(number, 0, row)
    sheet.write_formula("D4", "=1200+50", workbook.add_format({"num_format": "#,##0"}), 1250)
    sheet.write_formula("D5", "=D4/D4", workbook.add_format({"num_format": "0.0%"}), 0.9996)
    sheet.write_formula("D6", '=IF(1=1,"","x")', None, "")
    sheet.insert_textbox("A9", "Ghi chú: số liệu tính đến ngày 28/02/2023")
    workbook.close()
    report = read_report(tmp_path / "a.xlsx", tmp_path)
    assert [row.value for row in report.forms[0].rows] == ["1.250", "100,0%", ""]
    texts = [paragraph.text.value for section in report.sections for paragraph in section.paragraphs]
    assert "Ghi chú: số liệu tính đến ngày 28/02/2023" in texts


def test_what_is_hidden_is_not_read_but_said(made: Callable[..., Report]) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["F"].hidden = True
        sheet["D4"].comment = Comment("kiểm tra lại", "x")
        other = sheet.parent.create_sheet("Nháp")
        other["A1"] = "Số cũ"
        other.sheet_state = "veryHidden"

    report = made(
        ["Biểu mẫu 3"], ["TÊN BIỂU"], [*HEADER, "Nháp"], [1, "Số TTHC", "Thủ tục", 7, None, 99], [2, "Ẩn", "Thủ tục", 8, None, 99],
        [3, "Số hồ sơ", "Hồ sơ", 9, None, 99], title="Biểu 3", change=hide,
    )  # fmt: skip
    assert values(report) == [("1", "7", False), ("3", "9", False)] and not report.tables
    assert report.status == "ok" and report.pages == 2
    said = "\n".join(report.warnings)
    for words in ("1 hàng bị ẩn, không đọc (5)", "1 cột bị ẩn, không đọc (F)", "“Nháp” bị ẩn", "ô D4"):
        assert words in said


def test_rich_text_raises_calls_and_keeps_slants(made: Callable[..., Report]) -> None:
    def rich(sheet: Worksheet) -> None:
        sheet["B4"] = CellRichText("Tổng số TTHC", TextBlock(InlineFont(vertAlign="superscript"), "3"))
        sheet["B5"] = CellRichText(TextBlock(InlineFont(i=True), "Trong đó"))
        sheet["B6"].font = Font(italic=True)

    report = made(*FORM, [1, "x", "Thủ tục", 7], ["1.1", "x", "Thủ tục", 3], ["1.2", "Còn lại", "Thủ tục", 4], change=rich)
    assert [row.name for row in report.forms[0].rows] == ["Tổng số TTHC³", "Trong đó", "Còn lại"]


def test_codes_that_became_numbers_or_dates(made: Callable[..., Report]) -> None:
    def formats(sheet: Worksheet) -> None:
        for row, code in ((16, "d-mmm"), (18, "dd/mm/yyyy"), (20, "d-mmm")):
            sheet.cell(row, 1).number_format = code

    def day(year: int, month: int, day: int) -> datetime.datetime:
        return datetime.datetime(year, month, day)

    codes: list[object] = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.1, 2, day(2023, 2, 1), "2.1.1", day(2002, 1, 2), 3, day(2023, 9, 8), "4"]
    report = made(*FORM, *([code, "Số TTHC", "Thủ tục", 5] for code in codes), change=formats)
    read = [row.code for row in report.forms[0].rows]
    assert read[:14] == ["1", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10", "2", "2.1", "2.1.1"]
    assert read[14] == "2.1.2" and read[15] == "3" and read[17] == "4"
    said = "\n".join(report.warnings)
    assert "A14: “1.10”, A16: “2.1”, A18: “2.1.2”" in said
    # Nothing before it leads to "8.9" or "9.8": it stays as it is shown, and the report is not all read.
    assert read[16] == "08/09" and "A20 (“08/09”) có thể đã bị đổi" in said and report.status == "partial"


def test_a_date_among_figures_is_no_figure(made: Callable[..., Report]) -> None:
    report = made(
        *FORM, [1, "Số TTHC", "Thủ tục", 7], [2, "Số hồ sơ", "Hồ sơ", datetime.datetime(2023, 2, 1)], [3, "Số phiếu", "Phiếu", 9],
        change=lambda sheet: setattr(sheet["D5"], "number_format", "d-mmm"),
    )  # fmt: skip
    assert values(report) == [("1", "7", False), ("2", "", True), ("3", "9", False)]
    assert any("D5 (“01/02”) là ngày tháng trong cột số liệu" in text for text in report.warnings)


def test_labels_of_a_cover_state_number_day_agency_and_period(made: Callable[..., Report]) -> None:
    report = made(
        ["BÁO CÁO SỐ LIỆU CẢI CÁCH HÀNH CHÍNH"], ["Tên cơ quan:", "UBND huyện Lam Giang"], ["Số:", "45/BC-UBND"],
        ["Ngày ban hành", datetime.date(2023, 6, 15)], ["Kỳ báo cáo:", "Quý II năm 2023"], [], *FORM, [1, "Số TTHC", "Thủ tục", 7],
        change=lambda sheet: setattr(sheet["B4"], "number_format", "dd/mm/yyyy"),
    )  # fmt: skip
    assert (report.number, report.date, report.agency) == ("45/BC-UBND", datetime.date(2023, 6, 15), "UBND huyện Lam Giang")
    assert (report.kind, report.title) == ("báo cáo", "SỐ LIỆU CẢI CÁCH HÀNH CHÍNH")
    assert report.period is not None and report.period.id == "2023-Q2"
    assert [(form.number, form.title) for form in report.forms] == [("3", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH")]


def test_a_statistic_of_six_headings_levels_by_unit(made: Callable[..., Report]) -> None:
    def merge(sheet: Worksheet) -> None:
        for area in ("A5:A7", "B5:B7", "C5:F5", "G5:J5", "C6:C7", "D6:E6", "F6:F7", "G6:G7", "H6:H7", "I6:I7", "J6:J7"):
            sheet.merge_cells(area)
        for cells in sheet["C9:J11"]:
            for cell in cells:
                cell.number_format = "#,##0"

    report = made(
        ["Biểu số II.06a/VPCP/KSTT", None, "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC", None, None, None, None, "- Đơn vị báo cáo: UBND huyện Lam Giang"],
        ["Ban hành theo Thông tư số 01/2020/TT-VPCP", None, "Kỳ báo cáo: Quý II năm 2023", None, None, None, None, "- Đơn vị nhận báo cáo: Sở Nội vụ"],
        [None, None, "(Từ ngày 15/3/2023 đến ngày 14/6/2023)"], [None, None, None, None, None, None, None, "Đơn vị tính: Hồ sơ"],
        ["STT", "Lĩnh vực giải quyết", "Số lượng hồ sơ tiếp nhận", None, None, None, "Số lượng hồ sơ đã giải quyết"],
        [None, None, "Tổng số", "Trong kỳ", None, "Từ kỳ trước", "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn"],
        [None, None, None, "Trực tuyến", "Trực tiếp, dịch vụ bưu chính"], [f"({number})" for number in range(1, 11)],
        [1, "Hộ tịch", 1250, 1000, 200, 50, 1240, 1200, 38, 2], [2, "Đất đai", 2401, 400, 2000, 1, 2300, 1300, 900, 100],
        [None, "Tổng cộng", 3651, 1400, 2200, 51, 3540, 2500, 938, 102], title="06a", change=merge,
    )  # fmt: skip
    assert report.agency == "UBND huyện Lam Giang" and report.period is not None and report.period.id == "2023-Q2"
    (table,) = report.tables
    assert table.columns[3:5] == (
        ("Số lượng hồ sơ tiếp nhận", "Trong kỳ", "Trực tuyến"), ("Số lượng hồ sơ tiếp nhận", "Trong kỳ", "Trực tiếp, dịch vụ bưu chính"),
    )
    assert [[cell.text for cell in row][:4] for row in table.rows] == [
        ["1", "Hộ tịch", "1.250", "1.000"], ["2", "Đất đai", "2.401", "400"], ["", "Tổng cộng", "3.651", "1.400"],
    ]
    late = [(figure.value, figure.scope) for figure in extract_figures(report) if figure.indicator_id == "files_late"]
    assert late == [(2, "Hộ tịch"), (100, "Đất đai"), (102, None)]


def test_blank_rows_in_a_table_and_the_closing_below_it(made: Callable[..., Report]) -> None:
    report = made(
        [], [None, "TT", "Đơn vị", "Tổng số hồ sơ", "Đúng hạn", "Quá hạn"], [None, "I", "Cấp huyện"], [None, 1, "Phòng Tư pháp", 120, 118, 2],
        [], [None, "II", "Cấp xã"], [None, 1, "Xã An Phú", 300, 300, 0], [], [None, "Tổng cộng", None, 420, 418, 2], [],
        [None, "Nơi nhận:", None, None, "TM. ỦY BAN NHÂN DÂN"], [None, "- Sở Nội vụ;", None, None, "CHỦ TỊCH"], [None, "- Lưu: VT."],
        [None, None, None, None, "Nguyễn Văn An"], title="Tổng hợp",
    )  # fmt: skip
    (table,) = report.tables
    assert table.caption == "Tổng hợp" and [row[0].text for row in table.rows] == ["I", "1", "II", "1", "Tổng cộng"]
    assert report.signer == "Nguyễn Văn An"
    closing = [paragraph.text.value for section in report.sections if section.part == "closing" for paragraph in section.paragraphs]
    assert closing == ["Nơi nhận:", "Sở Nội vụ;", "Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An"]


@pytest.mark.parametrize("titles", [[], [["CÔNG TÁC CHỈ ĐẠO"], ["CẢI CÁCH THỂ CHẾ"]]])
@pytest.mark.parametrize("merged", [True, False])
def test_one_header_above_the_captions_of_several_forms(made: Callable[..., Report], titles: list[list[str]], merged: bool) -> None:
    def merge(sheet: Worksheet) -> None:
        for row in range(1, sheet.max_row + 1):
            if merged and sheet.cell(row, 2).value is None and row > 2:
                sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)

    report = made(
        ["STT", "Chỉ tiêu thống kê", "Kết quả thống kê", None, "Ghi chú"], [None, None, "Đơn vị tính", "Số liệu"], ["Biểu mẫu 1"], *titles[:1],
        [1, "Số văn bản", "Văn bản", 12], [2, "Tỷ lệ hoàn thành", "%", "41,8"], ["Biểu mẫu 2"], *titles[1:], [1, "Tổng số VBQPPL", "Văn bản", 3],
        title="Phụ lục II", change=merge,
    )  # fmt: skip
    assert [(form.number, [row.value for row in form.rows]) for form in report.forms] == [("1", ["12", "41,8"]), ("2", ["3"])]
    assert [form.title for form in report.forms] == [title for (title,) in titles] or not titles
    assert not report.tables


def test_sheets_of_one_header_stay_apart(made: Callable[..., Report]) -> None:
    def more(sheet: Worksheet) -> None:
        other = sheet.parent.create_sheet("Biểu 4")
        for row in (HEADER, [1, "Số cơ quan", "Cơ quan", 12]):
            other.append(row)

    report = made(HEADER, [1, "Số TTHC", "Thủ tục", 7], title="Biểu 3", change=more)
    assert [(form.number, form.page, [row.value for row in form.rows]) for form in report.forms] == [("3", 1, ["7"]), ("4", 2, ["12"])]


def test_citations_name_the_sheet_and_its_row(made: Callable[..., Report]) -> None:
    report = made(*FORM, [1, "Số TTHC", "Thủ tục", 7], title="Biểu 3")
    (row,) = report.forms[0].rows
    assert memo(place_cited(report, "Biểu mẫu 3", row.page, row.line, row.path)) == (
        "Văn bản (tệp a.xlsx), Biểu mẫu 3, dòng 1, trang tính “Biểu 3”, hàng 4"
    )


def test_an_english_workbook_shows_its_numbers_so(made: Callable[..., Report]) -> None:
    report = made(
        *FORM, [1, "Số hồ sơ", "Hồ sơ", "2,084 hồ sơ"], [2, "Số phiếu", "Phiếu", 1250], [3, "Tỷ lệ", "%", 41.8],
        change=lambda sheet: setattr(sheet["D5"], "number_format", "#,##0"),
    )  # fmt: skip
    assert [row.value for row in report.forms[0].rows] == ["2,084 hồ sơ", "1,250", "41.8"]
    assert [figure.value for figure in extract_figures(report)] == [2084, 1250, 41.8]


def test_nothing_to_read(tmp_path: Path) -> None:
    path = workbooks.save(Workbook(), tmp_path / "a.xlsx")
    with pytest.raises(Unreadable, match="không có chữ nào"):
        read_sheets(path.read_bytes())


def test_far_cells_and_huge_merges_end_in_a_sentence(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A1"], workbook.active["XFD1048576"] = "Đầu", "Cuối"
    path = workbooks.save(workbook, tmp_path / "a.xlsx")
    assert [block.text.value for block in read_sheets(path.read_bytes()).blocks] == ["Đầu", "Cuối"]
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    merge = b'</sheetData><mergeCells><mergeCell ref="A3:XFD1048000"/></mergeCells>'
    members["xl/worksheets/sheet1.xml"] = members["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", merge)
    with pytest.raises(Unreadable, match="ô gộp quá lớn"):
        read_sheets(zipped(members))
