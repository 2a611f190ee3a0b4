"""Figures of other tables: nested headings, units in rows, indicators in rows, totals, columns left out."""

from __future__ import annotations

from datetime import date

from qa_cchc.figures.from_tables import table_figures
from qa_cchc.records import Cell, Figure, Form, FormRow, Report, Section, Table
from qa_cchc.vietnamese.periods import period


def table(columns: list[tuple[str, ...]], rows: list[list[str]], caption: str = "") -> Table:
    return Table(caption, 0, tuple(columns), tuple(tuple(Cell(text, 5) for text in row) for row in rows), 5)


def figures(given: Table, *forms: Form, under: str = "Cải cách thủ tục hành chính") -> list[Figure]:
    section = Section("II.2", ("KẾT QUẢ", under), 4)
    report = Report("feedc0ffee00", "a.pdf", "0" * 64, number="77/BC-STP", date=date(2024, 6, 12), place="tỉnh Sông Hương", level="tỉnh",
                    period=period("2024-H1"), sections=(section,), tables=(given,), forms=forms)
    return list(table_figures(report))


RECEIVED, RESOLVED, PENDING = "Số hồ sơ nhận giải quyết", "Số lượng hồ sơ đã giải quyết", "Số lượng hồ sơ đang giải quyết"
VPCP = table(
    [("STT",), ("Lĩnh vực, công việc giải quyết theo cấp",), (RECEIVED, "Tổng số"), (RECEIVED, "Trong kỳ", "Trực tuyến"),
     (RECEIVED, "Trong kỳ", "Trực tiếp, dịch vụ bưu chính"), (RECEIVED, "Từ kỳ trước"), (RESOLVED, "Tổng số"), (RESOLVED, "Trước hạn"),
     (RESOLVED, "Đúng hạn"), (RESOLVED, "Quá hạn"), (PENDING, "Tổng số"), (PENDING, "Trong hạn"), (PENDING, "Quá hạn")],
    [["(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)", "(5)", "(6)", "(7)=(8)+(9)+(10)", "(8)", "(9)", "(10)", "(11)=(12)+(13)", "(12)", "(13)"],
     ["I", "Cấp huyện", "", "", "", "", "", "", "", "", "", "", ""],
     ["1", "Đất đai", "1.024", "310", "700", "14", "1.000", "400", "595", "05", "24", "20", "4"],
     ["", "Tổng cộng", "1.120", "400", "706", "14", "1.096", "490", "601", "5", "24", "20", "4"]],
    "Biểu số 06a/VPCP/KSTT: Tình hình, kết quả giải quyết TTHC",
)


def test_nested_headings_name_what_is_counted() -> None:
    land = [figure for figure in figures(VPCP) if figure.scope == "Đất đai (Cấp huyện)"]
    assert {figure.indicator_id: figure.value for figure in land} == {
        "files_to_resolve": 1024, "files_received_online": 310, "files_received_direct_or_postal": 700, "files_carried_over": 14,
        "files_resolved": 1000, "files_early": 400, "files_on_time": 595, "files_late": 5, "files_pending": 24,
        "files_pending_in_time": 20, "files_pending_overdue": 4}
    assert {figure.unit for figure in land} == {"hồ sơ"}


def test_totals_are_the_whole_and_index_rows_are_nothing() -> None:
    read = figures(VPCP)
    totals = [figure for figure in read if figure.scope is None]
    assert len(totals) == 11 and totals[0].value == 1120
    assert len(read) == 22


def test_quote_and_mark_stand_in_the_row() -> None:
    figure = next(figure for figure in figures(VPCP) if figure.indicator_id == "files_late")
    assert figure.quote.split("\t")[1] == "Đất đai"
    assert figure.quote[slice(*figure.mark)] == figure.text == "05"
    assert figure.section == "II.2. Cải cách thủ tục hành chính, bảng “Biểu số 06a/VPCP/KSTT: Tình hình, kết quả giải quyết TTHC”"
    assert (figure.origin, figure.page, figure.period.id, figure.id) == ("table", 5, "2024-H1", "feedc0ffee00:t1:3:10")


COMMUNES = table(
    [("TT",), ("Đơn vị",), ("Tổng số hồ sơ tiếp nhận (hồ sơ)",), ("Hồ sơ trực tuyến",), ("Tỷ lệ (%)",), ("Ghi chú",)],
    [["1", "xã Vân Sơn", "512", "256", "50,0", "đạt"], ["2", "xã Đồng Cao", "1,024", "1000", "97.66", ""], ["3", "thị trấn Bến Đá", "0", "-", "", ""]],
    "Kết quả tiếp nhận hồ sơ trực tuyến tại các xã, thị trấn",
)


def test_units_in_rows_are_scopes_and_a_bare_rate_is_that_of_the_column_before() -> None:
    read = {(figure.scope, figure.indicator_id): figure for figure in figures(COMMUNES)}
    assert read["xã Đồng Cao", "files_received"].value == 1024
    rate = read["xã Vân Sơn", "online_files_rate"]
    assert (rate.value, rate.unit, rate.numerator, rate.denominator, rate.note) == (50, "%", 256, 512, "đạt")
    assert {scope for scope, _ in read} == {"xã Vân Sơn", "xã Đồng Cao", "thị trấn Bến Đá"}
    assert len(read) == 7, "no figure for a dash or an empty cell"


COMPARED = table(
    [("STT",), ("Chỉ tiêu",), ("ĐVT",), ("Quý I/2023",), ("Quý I/2024",), ("Lũy kế",), ("Tăng/giảm so với cùng kỳ",)],
    [["1", "Hồ sơ tiếp nhận", "Hồ sơ", "1.200", "1.500", "1.500", "+300"], ["2", "Tỷ lệ giải ngân", "%", "12,5", "13.1", "13.1", "0,6"]],
)


def test_periods_in_columns_are_the_figures_periods() -> None:
    read = [figure for figure in figures(COMPARED) if figure.indicator_id == "files_received"]
    assert [(figure.period.id, figure.value, figure.cumulative) for figure in read[:3]] == [
        ("2023-Q1", 1200, None), ("2024-Q1", 1500, None), ("2024-H1", 1500, True)]
    assert read[3].change == "Tăng/giảm so với cùng kỳ"
    assert all(figure.scope is None for figure in read)


def test_points_and_ranks_of_indexes() -> None:
    read = figures(table([("Chỉ số",), ("Năm 2023", "Điểm"), ("Năm 2023", "Xếp hạng")], [["PAR INDEX", "85.012", "20/63"]]))
    assert [(figure.indicator_id, figure.value, figure.unit, figure.denominator, figure.period.id) for figure in read] == [
        ("par_index_score", 85.012, "điểm", None, "2023"), ("par_index_rank", 20, "hạng", 63, "2023")]


def test_the_table_of_a_form_is_left_to_the_form() -> None:
    row = FormRow("1.", "1", "Số văn bản chỉ đạo CCHC đã ban hành", "Văn bản", "6", "", (), 5)
    grid = table([("STT",), ("Chỉ tiêu thống kê",), ("Đơn vị tính",), ("Quý II",), ("Lũy kế",)], [["1.", row.name, "Văn bản", "2", "6"]])
    assert figures(grid, Form("1", "Chỉ đạo, điều hành", "", (row,), 5)) == []


def test_a_table_without_names_gives_nothing() -> None:
    assert figures(table([("A",), ("B",)], [["1", "2"], ["3", "4"]])) == []


def test_codes_of_rows_are_no_values_where_the_header_is_lost() -> None:
    rows = [["3.2.", "Tỷ lệ hồ sơ giải quyết đúng hạn", "%", "99,5"], ["1.", "Tổng số hồ sơ đã giải quyết", "Hồ sơ", "220"],
            ["2.", "Số hồ sơ giải quyết đúng hạn", "Hồ sơ", "219"]]
    assert [figure.value for figure in figures(table([(), (), (), ()], rows))] == [99.5, 220, 219]


def test_rows_that_add_up_with_files_carried_over_are_files_to_resolve() -> None:
    columns = [("Chỉ tiêu",), ("Quý I/2025",), ("Cùng kỳ 2024",)]
    rows = [
        ["Tiếp nhận (hồ sơ)", "2.408", "2.115"], ["- Tồn kỳ trước", "58", "76"], ["- Qua mạng", "1.690", "1.020"],
        ["- Trực tiếp", "640", "1.010"], ["- Bưu điện", "20", "09"], ["Đã giải quyết (hồ sơ)", "2.331", "2.040"],
        ["Tồn chuyển kỳ sau", "77", "75"], ["Tỷ lệ sớm và đúng hạn (%)", "99,31", "98,97"],
    ]  # fmt: skip
    desk = "Bộ phận Tiếp nhận và Trả kết quả huyện"
    found = figures(table(columns, rows, f"a) {desk}:"), under=desk)
    ids = ["files_to_resolve", "files_carried_over", "files_received_online", "files_received_direct",
           "files_received_postal", "files_resolved", "files_pending", "files_early_or_on_time_rate"]  # fmt: skip
    assert [one.indicator_id for one in found if one.period and one.period.id == "2025-Q1"] == ids
    rows[0][1:] = ["2.350", "2.039"]
    again = figures(table(columns, rows, f"a) {desk}:"), under=desk)
    assert {one.indicator_id for one in again if one.quote.startswith("Tiếp nhận")} == {"files_received"}
