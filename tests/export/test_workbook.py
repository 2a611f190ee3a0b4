"""The workbook opens again with numbers as numbers, states, sources, a native chart, and nothing that runs."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import made_answers
import openpyxl

from qa_cchc.export.workbook import workbook_bytes
from qa_cchc.records import Answer


def opened(answer: Answer) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(answer, made_answers.MADE)))


def rows_of(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_numbers_are_numbers_dates_dates_and_blanks_blank() -> None:
    rows = rows_of(opened(made_answers.plain_answer()), "Số liệu")
    assert [row["Giá trị"] for row in rows] == [41.8, 52.06, 1250, None, None, 1]
    assert [row["Tình trạng"] for row in rows[2:5]] == ["có số liệu", "để trống", "ghi “Chưa”"]
    assert rows[0]["Ngày báo cáo"] == datetime(2024, 6, 14) and rows[0]["Trang"] == 8 and rows[1]["Trang"] is None
    assert rows[5]["Như báo cáo ghi"] == "1 (Có)"


def test_no_text_of_a_report_becomes_a_formula_or_a_link() -> None:
    book = opened(made_answers.plain_answer())
    row = rows_of(book, "Số liệu")[4]
    assert row["Chỉ tiêu"] == '=HYPERLINK("http://x")' and row["Đơn vị"] == "+1"
    assert all(cell.data_type != "f" and cell.hyperlink is None for sheet in book for line in sheet for cell in line)


def test_headings_stay_in_view_and_can_be_filtered_by() -> None:
    sheet = opened(made_answers.plain_answer())["Số liệu"]
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref.startswith("A1:")
    assert sheet.column_dimensions["A"].width > 40


def test_every_citation_stands_in_the_sheet_of_sources() -> None:
    answer = made_answers.plain_answer()
    sources = rows_of(opened(answer), "Nguồn")
    assert [row["Trích dẫn"] for row in sources] == [one.memo for one in answer.citations]
    assert sources[1]["Trang tính"] == "Biểu 7" and sources[1]["Trang"] is None


def test_the_answer_stands_in_words_with_notes_and_findings() -> None:
    sheet = opened(made_answers.plain_answer())["Trả lời"]
    told = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert told["Câu hỏi"] == "ty le ho so truc tuyen quy 2" and told["Lưu ý"] == "Câu hỏi không nêu năm."
    assert told["Đối chiếu"].startswith("Cần xem lại: Tỷ lệ 41,8%") and told["Ngày lập"] == datetime(2025, 1, 5)


def test_a_comparison_is_a_table_of_numbers_whose_gaps_are_empty_and_explained() -> None:
    sheet = opened(made_answers.compared_answer())["So sánh"]
    assert [cell.value for cell in sheet[5]] == ["thị xã Cẩm Giang", 35.5, 41.8, None, None]
    assert [cell.value for cell in sheet[6]][1:] == [48, 52.06, 61.25, 13.25]
    assert sheet["D5"].comment.text == "kho không có báo cáo kỳ này"
    assert sheet["E6"].comment.text == "Tính ra: 61,25 − 48 = 13,25"
    assert sheet.freeze_panes == "B5" and sheet.auto_filter.ref == "A4:E6"


def chart_xml(answer: Answer) -> str:
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(answer))) as package:
        return package.read("xl/charts/chart1.xml").decode("utf-8")


def test_the_chart_is_native_over_the_cells_and_leaves_gaps_open() -> None:
    xml = chart_xml(made_answers.compared_answer())
    # Excel writes nothing where gaps stay open.
    assert "<c:lineChart>" in xml and "dispBlanksAs" not in xml
    assert re.findall(r"<c:val><c:numRef><c:f>(.*?)</c:f>", xml) == ["'So sánh'!$B$5:$D$5", "'So sánh'!$B$6:$D$6"]
    assert '<c:min val="0"/>' in xml


def test_columns_of_changes_between_periods_are_left_out_of_the_chart() -> None:
    answer = made_answers.compared_answer()
    comparison = answer.comparison
    turn = [0, 1, 4, 2, 3]
    moved = replace(
        comparison, columns=tuple(comparison.columns[index] for index in turn),
        rows=tuple(tuple(row[index] for index in turn) for row in comparison.rows),
        cells=tuple(tuple(row[index] for index in turn) for row in comparison.cells),
    )
    xml = chart_xml(replace(answer, comparison=moved))
    assert "('So sánh'!$B$5,'So sánh'!$D$5,'So sánh'!$E$5)" in xml


def test_a_text_longer_than_a_cell_takes_is_cut_and_says_so() -> None:
    answer = made_answers.answer(made_answers.figure("a1", "aaaaaaaaaaaa", 1, indicator="dài " * 10_000))
    name = rows_of(opened(answer), "Số liệu")[0]["Chỉ tiêu"]
    assert len(name) == 32_767 and name.endswith("(cắt bớt vì ô tính không chứa hết)")


def test_an_answer_that_was_not_found_still_says_so() -> None:
    book = opened(made_answers.empty_answer())
    assert book["Trả lời"]["B2"].value == "Kho không có báo cáo năm 1990."
