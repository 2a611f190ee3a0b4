"""Cells: numbers, blanks, stated absences, codes."""

from __future__ import annotations

import pytest

from qa_cchc.figures.cells import clean, read_cell, read_codes


@pytest.mark.parametrize(
    ("unit", "codes"),
    [
        ("Không = 0; Có = 1", {0: "Không", 1: "Có"}), ("Không = 0 Có = 1", {0: "Không", 1: "Có"}), ("Có = 1; Không = 0", {0: "Không", 1: "Có"}),
        ("Chưa = 0 Đang làm = 1 Hoàn thành = 2", {0: "Chưa", 1: "Đang làm", 2: "Hoàn thành"}),
        ("Chưa có = 0 2 cấp = 1 3 cấp = 2", {0: "Chưa có", 1: "2 cấp", 2: "3 cấp"}), ("0 = Không; 1 = Có", {0: "Không", 1: "Có"}),
        ("0: Chưa thực hiện, 1: Đã thực hiện", {0: "Chưa thực hiện", 1: "Đã thực hiện"}),
        ("Hồ sơ", {}), ("%", {}), ("", {}), ("Cơ quan, đơn vị", {}),
    ],
)
def test_legends(unit: str, codes: dict[int, str]) -> None:
    assert read_codes(unit) == codes


@pytest.mark.parametrize(
    ("cell", "unit", "state", "value", "text"),
    [
        ("04", "Văn bản", "value", 4, "04"), ("20%", "%", "value", 20, "20%"), ("132.928", "Triệu đồng", "value", 132928, "132.928"),
        ("0", "Văn bản", "value", 0, "0"), ("", "Người", "blank", None, ""), (" ", "Người", "blank", None, ""), ("…", "Người", "text", None, "…"),
        ("Không", "%", "none", None, "Không"), ("-", "Hồ sơ", "text", None, "-"), ("Không có", "Người", "none", None, "Không có"),
        ("Chưa", "Cơ quan", "not_yet", None, "Chưa"), ("Chưa thực hiện", "%", "not_yet", None, "Chưa thực hiện"),
        ("1", "Không = 0 Có = 1", "value", 1, "1 (Có)"), ("Có", "Không = 0; Có = 1", "value", 1, "Có"),
        ("Không", "Không = 0; Có = 1", "value", 0, "Không"), ("2", "Chưa = 0 Đang làm = 1 Hoàn thành = 2", "value", 2, "2 (Hoàn thành)"),
        ("12 văn bản", "Văn bản", "value", 12, "12 văn bản"), ("1,512", "Hồ sơ", "value", 1512, "1,512"), ("07⁵", "Nhiệm vụ", "value", 7, "07"),
        ("Đạt", "%", "text", None, "Đạt"), ("theo Kế hoạch số 12/KH-UBND", "Văn bản", "text", None, "theo Kế hoạch số 12/KH-UBND"),
    ],
)
def test_cells(cell: str, unit: str, state: str, value: float | None, text: str) -> None:
    read = read_cell(cell, unit)
    assert (read.state, read.value, read.text) == (state, value, text)


def test_a_rate_among_words_is_chosen_where_a_rate_is_asked_for() -> None:
    read = read_cell("103/246 (41,8%)", "%")
    assert (read.value, read.percent, read.numerator, read.denominator) == (41.8, True, 103, 246)
    assert read_cell("103/246", "Hồ sơ").value == 103


def test_clean_drops_markup_and_calls() -> None:
    assert clean("Số <i>TTHC</i> **mới**⁴\n ban hành") == "Số TTHC mới ban hành"
