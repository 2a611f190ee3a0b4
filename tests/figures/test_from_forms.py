"""Figures of the standard forms of invented offices, and of the real report where it is at hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.figures.from_forms import form_figures
from qa_cchc.records import Box, Figure, Form, FormRow, Report
from qa_cchc.vietnamese.periods import period


def form(number: str, *rows: tuple, title: str = "") -> Form:
    """A form of rows (path, name, unit, value, note); a printed code is the last part of its path, as offices restart them."""
    made: list[FormRow] = []
    names: dict[str, str] = {}
    for path, name, unit, value, *note in rows:
        parents = [names[path[:end]] for end in range(1, len(path)) if path[end] in "./" and path[:end] in names]
        names[path] = name
        code = path.rsplit("/", 1)[-1] + "."
        box = Box(7, 300, 100 + 20 * len(made), 340, 115 + 20 * len(made))
        made.append(FormRow(code, path, name, unit, value, note[0] if note else "", tuple(parents), 7, None, (), (box,)))
    return Form(number, title, "PHỤ LỤC I", tuple(made), 7)


def figures(*forms: Form) -> dict[str, Figure]:
    report = Report("0a1b2c3d4e5f", "song-lam/2024-q1.docx", "0" * 64, number="31/BC-UBND", date=date(2024, 3, 8), agency="UBND huyện Sông Lam",
                    place="huyện Sông Lam", level="huyện", period=period("2024-Q1"), forms=forms)
    return {figure.code: figure for figure in form_figures(report)}


DIRECTION = form(
    "1",
    ("1", "Số văn bản chỉ đạo CCHC đã ban hành", "Văn bản", "09"),
    ("2", "Tỷ lệ hoàn thành Kế hoạch CCHC năm (Lũy kế đến thời điểm báo cáo)", "%", "25"),
    ("2.1", "Số nhiệm vụ đề ra trong kế hoạch", "Nhiệm vụ", "40"),
    ("2.2", "Số nhiệm vụ đã hoàn thành", "Nhiệm vụ", "10"),
    ("3", "Kiểm tra CCHC", "", ""),
    ("3.1", "Số phòng, ngành đã kiểm tra", "Cơ quan, đơn vị", "Chưa"),
    ("3.3", "Tỷ lệ xử lý các vấn đề phát hiện qua kiểm tra", "%", "Không"),
    ("6", "Khảo sát sự hài lòng của người dân, tổ chức", "Có = 1; Không = 0", "1", "Kết hợp BPMC"),
    ("6.1", "Số lượng phiếu khảo sát", "Phiếu", ""),
    ("8", "Số mô hình “Ngày thứ Bảy vì dân”", "Mô hình", "03"),
)
PROCEDURES = form(
    "3",
    ("3", "Kết quả giải quyết TTHC", "", None),
    ("3.2", "Tỷ lệ hồ sơ TTHC do UBND cấp huyện tiếp nhận được giải quyết đúng hạn", "%", "98,6"),
    ("3.2/1", "Tổng số hồ sơ TTHC đã giải quyết xong", "Hồ sơ", "1.432"),
    ("3.2/2", "Số hồ sơ TTHC giải quyết đúng hạn", "Hồ sơ", "1.412"),
    ("3.3", "Tỷ lệ hồ sơ TTHC do UBND cấp xã tiếp nhận được giải quyết đúng hạn", "%", "100"),
    ("3.3/1", "Tổng số hồ sơ TTHC đã giải quyết xong", "Hồ sơ", "5120"),
    ("3.3/2", "Số hồ sơ TTHC giải quyết đúng hạn", "Hồ sơ", "5120"),
    ("5", "Thực hiện nhiệm vụ UBND tỉnh giao", "", ""),
    ("5.1", "Tổng số nhiệm vụ được giao", "Nhiệm vụ", "17"),
)


def test_a_figure_for_every_row_with_a_value_cell_and_none_for_headings() -> None:
    assert list(figures(DIRECTION)) == ["1", "2", "2.1", "2.2", "3.1", "3.3", "6", "6.1", "8"]
    assert "3" not in figures(PROCEDURES) and "5" not in figures(PROCEDURES)


def test_a_figure_says_whose_when_where_and_what() -> None:
    figure = figures(DIRECTION)["1"]
    assert (figure.id, figure.indicator_id, figure.value, figure.text, figure.unit) == (
        "0a1b2c3d4e5f:f1:1", "directing_documents", 9, "09", "Văn bản")
    assert (figure.origin, figure.form, figure.code, figure.section, figure.page) == ("form", "1", "1", "Phụ lục I, Biểu mẫu 1", 7)
    assert (figure.place, figure.level, figure.period.id, figure.report.number) == ("huyện Sông Lam", "huyện", "2024-Q1", "31/BC-UBND")
    assert figure.quote == "1.\tSố văn bản chỉ đạo CCHC đã ban hành\tVăn bản\t09"
    assert figure.quote[slice(*figure.mark)] == "09"
    assert figure.boxes == (Box(7, 300, 100, 340, 115),)


def test_states_are_kept_apart() -> None:
    read = figures(DIRECTION)
    assert (read["3.1"].state, read["3.1"].value, read["3.1"].text) == ("not_yet", None, "Chưa")
    assert (read["3.3"].state, read["3.3"].value) == ("none", None)
    assert (read["6.1"].state, read["6.1"].value, read["6.1"].mark) == ("blank", None, None)


def test_codes_are_decoded_and_their_legend_kept() -> None:
    figure = figures(DIRECTION)["6"]
    assert (figure.text, figure.value, figure.unit, figure.note) == ("1 (Có)", 1, "Có = 1; Không = 0", "Kết hợp BPMC")


def test_rates_carry_their_counts() -> None:
    plan = figures(DIRECTION)["2"]
    assert (plan.numerator, plan.denominator, plan.cumulative) == (10, 40, True)
    read = figures(PROCEDURES)
    assert (read["3.2"].numerator, read["3.2"].denominator) == (1412, 1432)
    assert (read["3.3"].numerator, read["3.3"].denominator) == (5120, 5120)


def test_a_rate_beside_its_counts_carries_them_too() -> None:
    read = figures(form("3", ("2", "Kết quả giải quyết hồ sơ TTHC", "", ""), ("2.2", "Tổng số hồ sơ đã giải quyết", "Hồ sơ", "880"),
                        ("2.2/1", "Số hồ sơ giải quyết trước và đúng hạn", "Hồ sơ", "871"), ("2.4", "Tỷ lệ hồ sơ giải quyết trước và đúng hạn", "%", "98,98")))
    assert read["2.4"].denominator == 880


def test_the_level_a_row_or_the_row_above_names_is_its_scope() -> None:
    read = figures(PROCEDURES)
    assert read["3.2"].scope == read["3.2/1"].scope == "UBND cấp huyện"
    assert read["3.3/2"].scope == "UBND cấp xã"
    assert read["3.2/1"].indicator_id == "files_resolved_district"
    assert read["3.3/1"].indicator_id == "files_resolved_commune"
    assert read["5.1"].scope is None, "who gave the task is not whose figure it is"


def test_rows_the_catalogue_does_not_know_keep_their_words() -> None:
    figure = figures(DIRECTION)["8"]
    assert (figure.indicator_id, figure.indicator, figure.value) == (None, "Số mô hình “Ngày thứ Bảy vì dân”", 3)
    short = figures(form("4", ("1", "Hợp đồng theo Nghị định 111", "", ""), ("1.1", "Đã ký", "Người", "6")))["1.1"]
    assert short.indicator == "Hợp đồng theo Nghị định 111: đã ký"


def test_a_percent_in_the_cell_outweighs_the_unit_column() -> None:
    assert figures(form("1", ("1", "Mức độ thực hiện mô hình", "Mô hình", "35%")))["1"].unit == "%"


def test_codes_repeated_in_one_form_keep_ids_apart() -> None:
    twice = form("4", ("1", "Số phòng họp", "Phòng", "2"), ("1", "Số phòng tiếp dân", "Phòng", "1"))
    report = Report("r", "r.pdf", "0" * 64, forms=(twice,))
    assert [figure.id for figure in form_figures(report)] == ["r:f4:1", "r:f4:1#2"]


def test_the_real_report(seed_report_path: Path) -> None:
    reading = pytest.importorskip("qa_cchc.reading.report")
    report = reading.read_report(seed_report_path, seed_report_path.parent)
    read = {(figure.form, figure.code): figure for figure in form_figures(report)}
    states = [figure.state for figure in read.values()]
    assert len(read) == 129
    assert {state: states.count(state) for state in set(states)} == {"value": 64, "blank": 60, "none": 3, "not_yet": 2}
    unknown = {key for key, figure in read.items() if figure.indicator_id is None}
    assert unknown == {("2", "2")}, "only the heading that holds a 0"
    assert (read["7", "6.7"].numerator, read["7", "6.7"].denominator, read["7", "6.7"].value) == (103, 246, 41.8)
    assert (read["1", "7"].text, read["6", "1.1"].value, read["5", "2.4"].state) == ("1 (Có)", 132928, "blank")


def test_a_form_without_a_unit_column_takes_units_from_its_cells() -> None:
    read = figures(form(
        "2", ("1", "Số VBQPPL Sở đã tham mưu ban hành", "", "06 VB"), ("2", "Tỷ lệ xử lý VBQPPL sau rà soát", "", "85,7%"), ("3", "Rà soát VBQPPL", "", ""),
        ("3.1", "Tổng số VBQPPL phải xử lý sau rà soát", "", "7"), ("3.2", "Số VBQPPL đã được xử lý xong sau rà soát", "", "(6)"),
    ))  # fmt: skip
    assert [(figure.indicator_id, figure.value, figure.unit, figure.state) for figure in read.values()] == [
        ("legal_documents_issued", 6, "vb", "value"), ("legal_review_handling_rate", 85.7, "%", "value"),
        ("legal_documents_to_handle_after_review", 7, None, "value"), ("legal_documents_handled_after_review", None, None, "text"),
    ]  # fmt: skip


def test_a_heading_with_a_stray_number_is_no_indicator() -> None:
    read = figures(form("2", ("2", "Kiểm tra, xử lý VBQPPL", "", "0"), ("2.1", "Số VBQPPL đã kiểm tra theo thẩm quyền", "Văn bản", "3"), ("2.2", "Tỷ lệ xử lý VBQPPL sau kiểm tra", "%", "-")))
    assert [(figure.indicator_id, figure.value, figure.state) for figure in read.values()] == [
        (None, 0, "value"), ("legal_documents_checked", 3, "value"), ("legal_check_handling_rate", None, "text")]


def test_a_legend_in_the_rows_name_decodes_its_code() -> None:
    read = figures(form("1", ("5", "Khảo sát sự hài lòng của người dân, tổ chức (Có = 1, Không = 0)", "", "1"), ("6", "Số phiếu khảo sát", "Phiếu", "320 (200 phiếu giấy)")))
    assert (read["5"].indicator_id, read["5"].text, read["6"].value) == ("satisfaction_survey_held", "1 (Có)", 320)


def test_money_told_in_the_cell_keeps_its_own_unit() -> None:
    read = figures(form("6", ("1.1", "Kế hoạch được giao", "Triệu đồng", "5,2 tỷ đồng"), ("1.2", "Đã giải ngân", "Triệu đồng", "30 triệu")))
    assert [(figure.value, figure.unit) for figure in read.values()] == [(5.2, "tỷ đồng"), (30, "triệu đồng")]


def test_a_rate_takes_no_counts_of_other_rows() -> None:
    read = figures(form(
        "5", ("1", "Tỷ lệ mô hình “Một cửa thân thiện” được nhân rộng", "%", "50"), ("1.1", "Tổng số mô hình", "Mô hình", "8"), ("1.2", "Số người tham gia", "Người", "4"),
        ("2", "Tỷ lệ xã đạt chuẩn", "%", "75"), ("2.1", "Số xã đạt chuẩn", "Xã", "6"), ("2.2", "Tổng số xã", "Xã", "8"),
        ("3", "Tỷ lệ hồ sơ TTHC do UBND cấp xã tiếp nhận được giải quyết đúng hạn", "%", "90"), ("4", "Tổng số hồ sơ khác", "Hồ sơ", "7"),
    ))  # fmt: skip
    assert (read["1"].numerator, read["1"].denominator) == (None, None)
    assert (read["2"].numerator, read["2"].denominator) == (6, 8)
    assert read["3"].numerator is None


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=8), st.one_of(st.none(), st.text(max_size=12))), max_size=8))
def test_forms_of_anything_make_figures_or_none_and_never_fail(rows: list[tuple[str, str, str | None]]) -> None:
    made = tuple(FormRow("", "", name, unit, value, "", (), 1) for name, unit, value in rows)
    report = Report("r", "r.pdf", "0" * 64, forms=(Form("", "", "", made, 1),))
    found = list(form_figures(report))
    assert len({figure.id for figure in found}) == len(found) <= len(rows)
