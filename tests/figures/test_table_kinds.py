"""Kinds of tables that offices print: what each cell counts, whose it is, of which time, and what totals are of."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_cchc.figures.checks.run import check_report
from qa_cchc.figures.from_tables import table_figures
from qa_cchc.records import Cell, Figure, Table
from qa_cchc.vietnamese.numbers import find_numbers
from tests.figures.table_kinds import BIEU_06, grid, report


def read(table: Table, level: str = "tỉnh", of: str = "2024-H1") -> list[Figure]:
    return list(table_figures(report(table, level, of)))


def ids(figures: list[Figure], scope: str | None) -> dict[str | None, float | int | None]:
    return {figure.indicator_id: figure.value for figure in figures if figure.scope == scope}


COMMUNES = "TT|Đơn vị|Tiếp nhận|Đã giải quyết > Trước hạn|Đã giải quyết > Đúng hạn|Đã giải quyết > Trễ hạn|Đang giải quyết"
COMMUNE_ROWS = ("1|Xã Vân Sơn|100|50|40|5|5", "2|Phường Bến Đá|50|30|18|1|1", "|Tổng cộng|150|80|58|6|6")


@pytest.mark.parametrize(
    ("caption", "columns", "rows", "level", "whole"),
    [
        ("Kết quả giải quyết hồ sơ", COMMUNES, COMMUNE_ROWS, "huyện", "các xã, phường"),
        ("Kết quả giải quyết hồ sơ", COMMUNES, ("0|UBND thị xã|9|4|4|1|0", *COMMUNE_ROWS), "huyện", None),
        ("Kết quả giải quyết hồ sơ", COMMUNES, ("0|Sở Y tế|9|4|4|1|0", *COMMUNE_ROWS), "tỉnh", None),
        ("Kết quả giải quyết hồ sơ", COMMUNES, (*COMMUNE_ROWS[:2], "|Toàn thị xã|150|80|58|6|6"), "huyện", None),
        ("Kết quả tại UBND các xã, phường", COMMUNES, (*COMMUNE_ROWS[:2], "|Toàn thị xã|150|80|58|6|6"), "huyện", "các xã, phường"),
        ("Kết quả theo địa bàn", "TT|Địa bàn|Phải giải quyết|Đã giải quyết",
         ("1|Thành phố Hoài Giang|10|9", "2|Huyện Cẩm Trạch|5|5", "|Cộng|15|14"), "tỉnh", "các huyện, thành phố"),
        ("Kết quả giải quyết hồ sơ", "TT|Cơ quan|Tiếp nhận|Đã giải quyết",
         ("1|Sở Y tế|10|9", "2|Ban Quản lý khu kinh tế|5|5", "|Cộng|15|14"), "tỉnh", "các sở, ban, ngành"),
        ("Kết quả giải quyết hồ sơ", "TT|Tên xã, phường|Tiếp nhận|Đã giải quyết",
         ("1|An Lạc|10|9", "2|Hòa Lộc|5|5", "|Cộng|15|14"), "tỉnh", None),
        ("Kết quả của các xã, phường", "TT|Địa phương|Tiếp nhận|Đã giải quyết",
         ("1|An Lạc|10|9", "2|Hòa Lộc|5|5", "|Cộng|15|14"), "tỉnh", "các xã, phường"),
        ("Kết quả giải quyết hồ sơ", "TT|Lĩnh vực|Tiếp nhận|Đã giải quyết",
         ("1|Đất đai|10|9", "2|Hộ tịch|5|5", "|Tổng cộng cấp xã|15|14"), "huyện", "cấp xã"),
        ("Kết quả tại Trung tâm Phục vụ hành chính công phường", "TT|Lĩnh vực|Tiếp nhận|Đã giải quyết",
         ("1|Đất đai|10|9", "2|Hộ tịch|5|5", "Tổng cộng||15|14"), "xã", None),
    ],
)  # fmt: skip
def test_a_total_is_of_what_the_rows_are(caption: str, columns: str, rows: tuple[str, ...], level: str, whole: str | None) -> None:
    last = [figure for figure in read(grid(caption, columns, *rows), level) if figure.id.split(":")[2] == str(len(rows))]
    assert last and {figure.scope for figure in last} == {whole}


def test_totals_of_groups_are_of_the_group() -> None:
    rows = ("I|CÁC SỞ, BAN, NGÀNH||", "1|Sở Xây dựng|10|9", "2|Sở Y tế|20|19", "|Cộng|30|28",
            "II|CÁC HUYỆN||", "1|Huyện Cẩm Trạch|40|39", "2|Huyện Lam Khê|10|10", "|Cộng|50|49", "|TỔNG CỘNG|80|77")  # fmt: skip
    figures = read(grid("Kết quả giải quyết hồ sơ", "STT|Cơ quan|Tiếp nhận|Đã giải quyết", *rows))
    assert [(figure.scope, figure.value) for figure in figures if figure.indicator_id == "files_received"] == [
        ("Sở Xây dựng", 10), ("Sở Y tế", 20), ("CÁC SỞ, BAN, NGÀNH", 30), ("Huyện Cẩm Trạch", 40), ("Huyện Lam Khê", 10),
        ("CÁC HUYỆN", 50), (None, 80)]  # fmt: skip


def test_sectors_are_told_with_the_level_or_office_they_stand_under_and_units_without() -> None:
    rows = ("A|CẤP TỈNH||", "1|Sở Y tế|7|7", "2|Đất đai|10|9", "B|Cấp xã|5|5", "1|Hộ tịch|5|5")
    figures = read(grid("Kết quả giải quyết hồ sơ", "STT|Cơ quan, lĩnh vực|Tiếp nhận|Đã giải quyết", *rows))
    assert [figure.scope for figure in figures[::2]] == ["Sở Y tế", "Đất đai (CẤP TỈNH)", "Cấp xã", "Hộ tịch (Cấp xã)"]
    two = ("1|Sở Xây dựng|Quy hoạch|10|9", "||Nhà ở|5|5", "2|Sở Y tế|Dược|7|7", "|Tổng cộng||22|21")
    figures = read(grid("Kết quả giải quyết hồ sơ", "STT|Đơn vị|Lĩnh vực|Tiếp nhận|Đã giải quyết", *two))
    assert [figure.scope for figure in figures[::2]] == ["Quy hoạch (Sở Xây dựng)", "Nhà ở (Sở Xây dựng)", "Dược (Sở Y tế)", None]
    bulleted = ("Sở Xây dựng|15|14", "- Quy hoạch|10|9", "- Nhà ở|5|5", "Tổng cộng|15|14")
    figures = read(grid("Kết quả giải quyết hồ sơ", "Cơ quan|Tiếp nhận|Đã giải quyết", *bulleted))
    assert [figure.scope for figure in figures[::2]] == ["Sở Xây dựng", "Quy hoạch (Sở Xây dựng)", "Nhà ở (Sở Xây dựng)", None]


def test_a_unit_that_reported_nothing_heads_no_group() -> None:
    rows = ("1|Xã Vân Sơn|10|9", "2|Xã Hòa Lộc||", "3|Xã An Lạc|5|5")
    figures = read(grid("Kết quả", "STT|Đơn vị|Tiếp nhận|Đã giải quyết", *rows), "huyện")
    assert [figure.scope for figure in figures[::2]] == ["Xã Vân Sơn", "Xã An Lạc"]


def test_a_last_row_of_shares_is_of_the_total() -> None:
    columns = "TT|Đơn vị|Đã giải quyết > Tổng số|Đã giải quyết > Trước hạn|Đã giải quyết > Quá hạn"
    rows = ("1|Xã Vân Sơn|100|95|5", "2|Phường Bến Đá|50|49|1", "|Tổng cộng|150|144|6", "|Tỷ lệ (%)||96|4")
    shares = [figure for figure in read(grid("Kết quả", columns, *rows), "huyện") if figure.unit == "%"]
    assert [(one.indicator_id, one.value, one.numerator, one.denominator, one.scope) for one in shares] == [
        ("files_early_rate", 96, 144, 150, "các xã, phường"), ("files_late_rate", 4, 6, 150, "các xã, phường")]  # fmt: skip


def test_times_in_rows_are_the_figures_times() -> None:
    figures = read(grid("Tình hình giải quyết hồ sơ năm 2024", "Tháng|Tiếp nhận|Quá hạn", "01|100|1", "02|120|0", "Tổng|220|1"))
    assert [(one.period.id, one.scope, one.value) for one in figures if one.indicator_id == "files_received"] == [
        ("2024-01", None, 100), ("2024-02", None, 120), ("2024", None, 220)]  # fmt: skip
    quarters = ("1|Quý I/2024|100", "2|Quý II/2024|120", "3|6 tháng đầu năm 2024|220")
    figures = read(grid("Số liệu", "STT|Kỳ báo cáo|Hồ sơ tiếp nhận", *quarters))
    assert [(one.period.id, one.scope) for one in figures] == [("2024-Q1", None), ("2024-Q2", None), ("2024-H1", None)]


def test_times_and_changes_in_columns() -> None:
    columns = "STT|Đơn vị|Hồ sơ tiếp nhận > Kỳ này|Hồ sơ tiếp nhận > Kỳ trước|Hồ sơ tiếp nhận > So sánh (%)|Hồ sơ tiếp nhận > Lũy kế 6 tháng"
    figures = read(grid("Kết quả", columns, "1|Sở Y tế|120|100|20|220"), of="2024-Q2")
    assert {one.indicator_id for one in figures} == {"files_received"}
    assert [(one.period.id, one.change, one.cumulative, one.unit) for one in figures] == [
        ("2024-Q2", None, None, "hồ sơ"), ("2024-Q1", None, None, "hồ sơ"),
        ("2024-Q2", "Hồ sơ tiếp nhận – So sánh (%)", None, "%"), ("2024-H1", None, True, "hồ sơ")]  # fmt: skip
    figures = read(grid("", "Chỉ tiêu|ĐVT|Kỳ này|Cùng kỳ năm 2023|Tăng, giảm", "Hồ sơ tiếp nhận|hồ sơ|1.200|1.000|+200"))
    assert [(one.period.id, one.change) for one in figures] == [("2024-H1", None), ("2023-H1", None), ("2024-H1", "Tăng, giảm")]


def test_kept_from_before_is_no_time_where_it_parts_what_came_in() -> None:
    columns = "TT|Đơn vị|Phải giải quyết > Tổng|Phải giải quyết > Kỳ trước|Phải giải quyết > Mới|Đã giải quyết"
    figures = read(grid("Kết quả", columns, "1|Sở Y tế|110|10|100|105"))
    assert ids(figures, "Sở Y tế") == {"files_to_resolve": 110, "files_carried_over": 10, "files_received": 100, "files_resolved": 105}


def test_aims_and_maxima_are_no_results() -> None:
    rows = ("1|Tỷ lệ hồ sơ trực tuyến toàn trình (%)|50|61,5", "2|Tỷ lệ giải ngân vốn đầu tư công (%)|95|60,5")
    figures = read(grid("Kết quả thực hiện các chỉ tiêu", "TT|Chỉ tiêu|Kế hoạch|Thực hiện", *rows))
    assert [(one.indicator_id, one.value) for one in figures] == [
        (None, 50), ("files_online_full_rate", 61.5), (None, 95), ("disbursement_rate", 60.5)]  # fmt: skip
    assert figures[0].indicator.endswith("(kế hoạch)")


GROUPS_766 = (
    "1|Công khai, minh bạch|18|17|94,4", "2|Tiến độ, kết quả giải quyết|20|19|95", "3|Số hóa hồ sơ|22|20|90,9",
    "4|Cung cấp dịch vụ công trực tuyến|12|10|83,3", "5|Thanh toán trực tuyến|10|8|80", "6|Mức độ hài lòng|18|18|100",
    "|Tổng điểm|100|92|",
)  # fmt: skip


@pytest.mark.parametrize("caption", ["Kết quả Bộ chỉ số phục vụ người dân, doanh nghiệp", "Bảng 5"])
def test_groups_of_decision_766(caption: str) -> None:
    table = grid(caption, "TT|Nhóm chỉ số|Điểm tối đa|Điểm đạt|Tỷ lệ (%)", *GROUPS_766)
    figures = read(table, "xã")
    points = {one.indicator_id: one.value for one in figures if one.indicator_id and one.unit == "điểm"}
    assert points == {"service_index_publicity": 17, "service_index_progress": 19, "service_index_digitisation": 20,
                      "service_index_online": 10, "service_index_payment": 8, "service_index_satisfaction": 18, "service_index_score": 92}  # fmt: skip
    assert {one.indicator_id for one in figures if one.unit == "%"} == {f"{key}_rate" for key in points if key != "service_index_score"}
    assert all(one.indicator_id is None and "tối đa" in one.indicator for one in figures if one.id.endswith(":3"))
    assert check_report(report(table, "xã"), figures) == ()


def test_criteria_below_the_groups_of_decision_766_are_not_the_groups() -> None:
    rows = ("I|Tiến độ giải quyết|20||19", "1|Tỷ lệ hồ sơ giải quyết trước và đúng hạn|20|98,5|19")
    figures = read(grid("Kết quả Bộ chỉ số 766", "STT|Chỉ số|Điểm tối đa|Kết quả (%)|Điểm đạt", *rows))
    assert [(one.indicator_id, one.value, one.unit) for one in figures] == [
        (None, 20, "điểm"), ("service_index_progress", 19, "điểm"), (None, 20, "điểm"),
        ("files_early_or_on_time_rate", 98.5, "%"), (None, 19, "điểm")]  # fmt: skip


def test_index_of_reform_per_department() -> None:
    columns = "STT|Đơn vị|Cải cách thể chế (10 điểm)|Điểm tự chấm|Điểm thẩm định|Tổng điểm|Xếp hạng năm 2023|Xếp hạng năm 2022|Xếp loại"
    rows = ("1|Sở Nội vụ|9,5|60|58,5|88,7|1|2|Tốt", "|Trung bình|9|59|57|87|||")
    figures = read(grid("Chỉ số cải cách hành chính năm 2023 của các sở, ban, ngành", columns, *rows))
    assert [(one.indicator_id, one.value, one.unit, one.period.id) for one in figures if one.scope == "Sở Nội vụ"] == [
        (None, 9.5, "điểm", "2023"), (None, 60, "điểm", "2023"), (None, 58.5, "điểm", "2023"), ("par_index_score", 88.7, "điểm", "2023"),
        ("par_index_rank", 1, "hạng", "2023"), ("par_index_rank", 2, "hạng", "2022")]  # fmt: skip
    assert {one.scope for one in figures} == {"Sở Nội vụ", "Trung bình"}


def test_indexes_in_rows_and_columns() -> None:
    columns = "STT|Chỉ số|Năm 2022 > Điểm số|Năm 2022 > Xếp hạng|Năm 2023 > Điểm số|Năm 2023 > Xếp hạng"
    rows = ("1|PAR INDEX|84,1|30/63|86,5|21/63", "2|SIPAS|80,1|33/63|82,5|28/63")
    assert [(one.indicator_id, one.value, one.period.id) for one in read(grid("", columns, *rows))] == [
        ("par_index_score", 84.1, "2022"), ("par_index_rank", 30, "2022"), ("par_index_score", 86.5, "2023"), ("par_index_rank", 21, "2023"),
        ("sipas_score", 80.1, "2022"), ("sipas_rank", 33, "2022"), ("sipas_score", 82.5, "2023"), ("sipas_rank", 28, "2023")]  # fmt: skip
    years = read(grid("Các chỉ số qua các năm", "Năm|PAR INDEX > Điểm|PAR INDEX > Xếp hạng", "2021|85,2|20", "2022|86,3|18"))
    assert [(one.indicator_id, one.period.id, one.scope) for one in years] == [
        ("par_index_score", "2021", None), ("par_index_rank", "2021", None), ("par_index_score", "2022", None), ("par_index_rank", "2022", None)]  # fmt: skip


def test_surveys() -> None:
    columns = "STT|Đơn vị|Số phiếu phát ra|Số phiếu thu về|Rất hài lòng > Số phiếu|Rất hài lòng > Tỷ lệ %|Không hài lòng > Số phiếu|Không hài lòng > Tỷ lệ %"
    figures = read(grid("Kết quả khảo sát mức độ hài lòng quý II/2024", columns, "1|Phường An Lạc|100|95|40|42,1|5|5,3"))
    assert ids(figures, "Phường An Lạc") == {"survey_forms_sent": 100, "survey_forms": 95, "very_satisfied_forms": 40, "very_satisfied_rate": 42.1,
                                             "unsatisfied_forms": 5, "unsatisfied_rate": 5.3}  # fmt: skip
    assert [(one.numerator, one.denominator) for one in figures if one.unit == "%"] == [(40, 95), (5, 95)]
    assert {one.period.id for one in figures} == {"2024-Q2"}
    by_answer = read(grid("Kết quả khảo sát", "Mức độ đánh giá|Số phiếu|Tỷ lệ (%)", "Rất hài lòng|40|42,1", "Không hài lòng|5|5,3", "Tổng số|95|100"))
    assert ids(by_answer, None)["unsatisfied_rate"] == 5.3 and ids(by_answer, None)["survey_forms"] == 95


def test_what_is_counted_in_rows_and_units_in_columns() -> None:
    rows = ("Hồ sơ tiếp nhận|100|50|150", "Hồ sơ đã giải quyết|95|49|144", "- Trước hạn|50|30|80", "- Quá hạn|5|1|6", "Tỷ lệ hồ sơ quá hạn (%)|5,3|2|4,2")
    figures = read(grid("Kết quả", "Chỉ tiêu|Xã Vân Sơn|Xã Đồng Cao|Tổng cộng", *rows), "huyện")
    assert ids(figures, "Xã Vân Sơn") == {"files_received": 100, "files_resolved": 95, "files_early": 50, "files_late": 5, "files_late_rate": 5.3}
    assert {one.scope for one in figures} == {"Xã Vân Sơn", "Xã Đồng Cao", "các xã"}
    assert next((one.numerator, one.denominator) for one in figures if one.unit == "%") == (5, 95)


def test_rows_part_what_columns_count() -> None:
    rows = ("Trực tuyến|600|590", "Trực tiếp|350|340", "Tổng cộng|950|930")
    figures = read(grid("Hồ sơ theo hình thức nộp", "Hình thức|Tiếp nhận|Đã giải quyết", *rows))
    assert [(one.indicator_id, one.value) for one in figures if one.id.endswith(":2")] == [
        ("files_received_online", 600), ("files_received_direct", 350), ("files_received", 950)]  # fmt: skip
    assert all(one.indicator_id != "files_received_direct" for one in figures if one.id.endswith(":3"))


def test_the_caption_may_say_what_is_counted() -> None:
    figures = read(grid("Số hồ sơ tiếp nhận theo lĩnh vực qua các quý", "Lĩnh vực|Quý I|Quý II", "Đất đai|100|120", "Hộ tịch|50|60", "Cộng|150|180"))
    assert {one.indicator_id for one in figures} == {"files_received"}
    assert [(one.scope, one.period.id) for one in figures[:2]] == [("Đất đai", "2024-Q1"), ("Đất đai", "2024-Q2")]
    rates = read(grid("Tỷ lệ hồ sơ giải quyết quá hạn qua các năm (%)", "Cơ quan|2022|2023", "Sở Y tế|1,5|0,9"))
    assert [(one.indicator_id, one.unit, one.period.id) for one in rates] == [("files_late_rate", "%", "2022"), ("files_late_rate", "%", "2023")]


def test_reasons_of_delay_are_parts_of_unknown_kind() -> None:
    columns = "STT|Lĩnh vực|Số lượng hồ sơ quá hạn|Nguyên nhân quá hạn > Thiếu nhân lực|Nguyên nhân quá hạn > Phối hợp chậm|Ghi chú"
    figures = read(grid("Biểu số II.07b/VPCP/KSTT", columns, "1|Đất đai|12|5|7|đã xin lỗi"))
    assert [(one.indicator_id is None, one.value, one.unit, one.note) for one in figures] == [
        (False, 12, "hồ sơ", "đã xin lỗi"), (True, 5, "hồ sơ", "đã xin lỗi"), (True, 7, "hồ sơ", "đã xin lỗi")]  # fmt: skip


def test_lists_of_documents_hold_no_figures() -> None:
    rows = ("1|12/KH-UBND|05/01/2024|Kế hoạch CCHC năm 2024", "2|345|06/02/2024|Công văn về 2 nhiệm vụ")
    assert read(grid("Danh mục văn bản", "STT|Số, ký hiệu|Ngày ban hành|Trích yếu", *rows)) == []


def test_money_is_no_count() -> None:
    figures = read(grid("Kết quả đào tạo, bồi dưỡng", "STT|Nội dung|Số lớp|Số lượt người|Kinh phí (triệu đồng)", "1|Lý luận chính trị|2|80|100"))
    assert [(one.indicator_id, one.unit) for one in figures] == [
        ("training_classes", "lớp"),
        ("trained_politics", "lượt người"),
        (None, "triệu đồng"),
    ]


def test_a_long_table_is_read_quickly() -> None:
    rows = [f"{n}|Thủ tục cấp phép loại {n}|" + "|".join(str(n * k % 997) for k in range(1, 12)) for n in range(2000)]
    given = report(grid("Biểu số 06a/VPCP/KSTT", BIEU_06, *rows, "|Tổng cộng|" + "|".join(["1"] * 11)))
    read(grid("Biểu số 06a/VPCP/KSTT", BIEU_06, rows[0]))
    start = time.process_time()
    figures = list(table_figures(given))
    assert len(figures) == 2001 * 11
    assert time.process_time() - start < 4, "a second and a half on the slowest machines; quadratic work takes minutes"


CELLS = st.one_of(
    st.sampled_from(["", "-", "Tổng cộng", "I", "1", "2.1", "%", "Trực tuyến", "Tỷ lệ (%)", "Đất đai", "Xã Vân Sơn", "Tháng 1", "0", "Không",
                     "PAR INDEX", "98,5%", "1.024", "12/5/2024", "20/63", "Công khai, minh bạch", "- Quá hạn", "Quý I/2024"]),
    st.integers(0, 99999).map(str),
    st.text(max_size=12),
)  # fmt: skip
HEADS = st.sampled_from([
    "STT", "Đơn vị", "Lĩnh vực", "Chỉ tiêu", "ĐVT", "Tiếp nhận", "Đã giải quyết", "Tỷ lệ (%)", "Quý I", "Lũy kế", "Điểm tối đa", "Điểm đạt", "Xếp hạng",
    "Năm", "Ghi chú", "Tổng", "Kỳ trước", "Trong đó", "So sánh", "Cấp xã", "", "Nguyên nhân", "Kế hoạch",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 5).flatmap(
        lambda width: st.tuples(
            st.lists(st.lists(HEADS, max_size=3).map(tuple), min_size=width, max_size=width).map(tuple),
            st.lists(st.lists(CELLS, min_size=0, max_size=width + 1), max_size=7),
        )
    ),
    st.sampled_from(["", "Kết quả giải quyết hồ sơ", "Bộ chỉ số 766", "Chỉ số PAR INDEX năm 2023", "Khảo sát hài lòng (%)"]),
)
def test_any_grid_gives_only_numbers_that_stand_in_its_cells(given: tuple[tuple[tuple[str, ...], ...], list[list[str]]], caption: str) -> None:
    columns, rows = given
    table = Table(caption, 0, columns, tuple(tuple(Cell(text, 5) for text in row) for row in rows), 5)
    figures = read(table)
    for figure in figures:
        _, row, column = figure.id.rsplit(":", 2)
        cell = rows[int(row) - 1][int(column) - 1]
        assert figure.text in " ".join(cell.split()) and figure.quote[slice(*figure.mark)] == cell
        printed = {number.value for number in find_numbers(cell)} | {number.numerator for number in find_numbers(cell)}
        assert figure.value in printed or str(figure.value) in cell.replace(".", "").replace(",", ".") or any(c.isdigit() for c in cell)
    check_report(report(table), figures)


@pytest.mark.parametrize("spans", [True, False])
def test_headings_in_the_first_row_belong_to_those_above(spans: bool) -> None:
    over = ("Hồ sơ tiếp nhận", "Đã giải quyết") if spans else ("", "")
    columns = f"STT|Đơn vị|Hồ sơ tiếp nhận|{over[0]}|Đã giải quyết|{over[1]}|Ghi chú"
    figures = read(grid("Kết quả", columns, "||Tổng số|Trực tuyến|Trước hạn|Quá hạn|", "1|Sở Y tế|10|8|9|1|"))
    assert ids(figures, "Sở Y tế") == {"files_received": 10, "files_received_online": 8, "files_early": 9, "files_late": 1}


def test_units_without_numbers_are_units_of_the_total_too() -> None:
    rows = ("1|Xã Nậm Sang|120|119", "2|Xã Suối Ngà|-|-", "|Tổng cộng|120|119")
    figures = read(grid("Hồ sơ theo đơn vị", "STT|Đơn vị|Tiếp nhận|Giải quyết", *rows), "huyện")
    assert [figure.scope for figure in figures[::2]] == ["Xã Nậm Sang", "các xã"]


def test_a_list_with_units_in_its_columns_says_whose_each_figure_is() -> None:
    figures = read(
        grid("Một số chỉ tiêu của các phường", "TT|Chỉ tiêu|Đơn vị tính|Phường 2|Xã Phước Hậu|Tổng",
             "1|Số cuộc đối thoại|Cuộc|1|2|3", "2|Số phiếu khảo sát phát ra|Phiếu|100|80|180"),
        level="huyện",
    )  # fmt: skip
    assert [(one.indicator_id, one.scope) for one in figures[:3]] == [
        ("dialogues", "Phường 2"),
        ("dialogues", "Xã Phước Hậu"),
        ("dialogues", "các xã, phường"),
    ]


@pytest.mark.parametrize(
    ("unit", "read_as"),
    [("đơn vị: tỷ đồng", "tỷ đồng"), ("ĐVT: 1.000 đồng", "nghìn đồng"), ("Đơn vị tính: hồ sơ; triệu đồng", "triệu đồng")],
)
def test_amounts_are_in_the_unit_that_is_stated(unit: str, read_as: str) -> None:
    figures = read(grid(f"Giải ngân vốn đầu tư công ({unit})", "Chủ đầu tư|Kế hoạch vốn|Đã giải ngân", "Sở Y tế|120|60"))
    assert [(one.indicator_id, one.unit) for one in figures] == [("capital_plan", read_as), ("capital_disbursed", read_as)]


def test_an_amount_without_a_stated_unit_has_none() -> None:
    figures = read(grid("Giải ngân vốn đầu tư công", "Chủ đầu tư|Kế hoạch vốn|Đã giải ngân", "Sở Y tế|120|60"))
    assert [one.unit for one in figures] == [None, None]


def test_what_money_was_spent_on_is_no_count() -> None:
    figures = read(grid("Kinh phí CCHC (ĐVT: triệu đồng)", "TT|Nội dung|Dự toán giao|Thực hiện", "1|Tuyên truyền CCHC|180|164"))
    assert {(one.indicator_id, one.unit, one.scope) for one in figures} == {(None, "triệu đồng", None)}


def test_participants_are_of_what_stands_before_them() -> None:
    figures = read(grid("Kết quả theo tháng", "Tháng|Số cuộc đối thoại|Số người tham dự|Số cuộc kiểm tra CCHC|Số lượt người", "Tháng 5|1|40|2|9"))
    assert [one.indicator_id for one in figures] == ["dialogues", "dialogue_participants", "inspections", None]


def test_areas_of_reform_in_columns_are_points_of_no_id() -> None:
    columns = "TT|Cơ quan|Chỉ đạo, điều hành|Cải cách thể chế|Cải cách TTHC|Tổ chức bộ máy|Tài chính công|Chỉ số CCHC"
    figures = read(grid("Chỉ số cải cách hành chính năm 2023 của các sở", columns, "1|Sở Y tế|13,5|9,1|12|7,5|8|86,4"))
    assert [(one.indicator_id, one.unit) for one in figures] == [(None, "điểm")] * 5 + [("par_index_score", "điểm")]
