"""Forms with a column for the quarter and one for the months since January."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa_cchc.figures.form_grids import form_columns
from qa_cchc.figures.from_forms import form_figures
from qa_cchc.records import Box, Cell, Figure, Form, FormRow, Report, Table
from qa_cchc.vietnamese.periods import period

RATE = "Tỷ lệ hồ sơ TTHC do UBND cấp xã tiếp nhận được giải quyết đúng hạn"
TOTAL = "Tổng số hồ sơ TTHC đã giải quyết xong"
ON_TIME = "Số hồ sơ TTHC giải quyết đúng hạn"
COLUMNS = (("TT",), ("Chỉ tiêu thống kê",), ("Đơn vị tính",), ("Số liệu", "Quý II"), ("Số liệu", "Lũy kế 6 tháng"), ("Ghi chú",))
ROWS = [
    ["3", "Kết quả giải quyết TTHC", "", "", "", ""],
    ["3.3", RATE, "%", "99.66", "99.84", ""],
    ["1.", TOTAL, "Hồ sơ", "2,084", "4,310", ""],
    ["2.", ON_TIME, "Hồ sơ", "2,077", "4,303", "07 trễ"],
    ["4", "Số mô hình tuyên truyền", "Mô hình", "", "Chưa", ""],
]


def report() -> Report:
    group = ("Kết quả giải quyết TTHC",)
    rows = (
        FormRow("3", "3", group[0], "", "", "", (), 8),
        FormRow("3.3", "3.3", RATE, "%", "99.84", "", group, 8),
        FormRow("1.", "3.3/1", TOTAL, "Hồ sơ", "4,310", "", (*group, RATE), 8),
        FormRow("2.", "3.3/2", ON_TIME, "Hồ sơ", "4,303", "07 trễ", (*group, RATE), 8),
        FormRow("4", "4", "Số mô hình tuyên truyền", "Mô hình", "Chưa", "", (), 8),
    )
    cells = tuple(
        tuple(Cell(text, 8, (Box(8, 50 * column, 20 * at, 50 * column + 40, 20 * at + 15),)) for column, text in enumerate(row))
        for at, row in enumerate(ROWS)
    )
    table = Table("Biểu mẫu 3", None, COLUMNS, cells, 8)
    return Report("r1", "a.docx", "0" * 64, period=period("2024-H1"), place="huyện Sông Lam", level="huyện",
                  forms=(Form("3", "Cải cách TTHC", "Phụ lục", rows, 8),), tables=(table,))


def figures() -> dict[tuple[str, str], Figure]:
    return {(figure.code, figure.period.id): figure for figure in form_figures(report())}


def test_each_column_is_a_series_of_its_own() -> None:
    read = figures()
    assert set(read) == {(code, when) for code in ("3.3", "3.3/1", "3.3/2", "4") for when in ("2024-Q2", "2024-H1")}
    quarter, half = read["3.3/1", "2024-Q2"], read["3.3/1", "2024-H1"]
    assert (quarter.value, quarter.cumulative, quarter.scope, quarter.indicator_id) == (2084, False, "UBND cấp xã", "files_resolved_commune")
    assert (half.value, half.cumulative) == (4310, True)
    assert quarter.id != half.id == "r1:f3:3.3/1"


def test_rates_take_the_counts_of_their_own_column() -> None:
    read = figures()
    assert (read["3.3", "2024-Q2"].numerator, read["3.3", "2024-Q2"].denominator) == (2077, 2084)
    assert (read["3.3", "2024-H1"].numerator, read["3.3", "2024-H1"].denominator) == (4303, 4310)


def test_the_quote_is_the_whole_row_and_the_mark_the_columns_value() -> None:
    read = figures()
    for when, value in (("2024-Q2", "2,077"), ("2024-H1", "4,303")):
        figure = read["3.3/2", when]
        assert figure.quote == "2.\tSố hồ sơ TTHC giải quyết đúng hạn\tHồ sơ\t2,077\t4,303\t07 trễ"
        assert figure.quote[slice(*figure.mark)] == figure.text == value
    assert read["3.3/2", "2024-Q2"].boxes == (Box(8, 150, 60, 190, 75),)
    assert read["3.3/2", "2024-Q2"].section == "Phụ lục, Biểu mẫu 3"


def test_an_empty_cell_beside_a_stated_absence() -> None:
    read = figures()
    assert read["4", "2024-Q2"].state == "blank"
    assert read["4", "2024-H1"].state == "not_yet"


def with_headings(when: str, *headings: str) -> Report:
    made = report()
    columns = (*COLUMNS[:3], *((heading,) for heading in headings), COLUMNS[-1])
    return replace(made, period=period(when), tables=(replace(made.tables[0], columns=columns),))


@pytest.mark.parametrize(
    ("own", "heading", "when"),
    [
        ("2025-Q3", "Kỳ trước", "2025-Q2"), ("2025-Q1", "Quý trước", "2024-Q4"), ("2025-01", "Tháng trước", "2024-12"), ("2025", "Kỳ trước", "2024"),
        ("2025-H1", "Kỳ trước", None), ("2025-H1", "Cùng kỳ năm trước", "2024-H1"), ("2025-9M", "Cùng kỳ năm 2023", "2023-9M"), ("2025-Q2", "Năm trước", "2024"),
    ],
)  # fmt: skip
def test_a_column_of_an_earlier_period_is_never_of_the_reports_own(own: str, heading: str, when: str | None) -> None:
    columns, _ = form_columns(with_headings(own, heading, "Kỳ này"))
    earlier, this = sorted(columns[0], key=lambda column: column.column)
    assert (earlier.period.id if earlier.period else None) == when
    assert this.period.id == own


def test_what_is_planned_is_no_figure_of_the_indicator() -> None:
    read = [figure for figure in form_figures(with_headings("2024-H1", "Kế hoạch năm", "Thực hiện")) if figure.code == "3.3/1"]
    assert {(figure.value, figure.indicator_id) for figure in read} == {(4310, "files_resolved_commune"), (2084, None)}
