"""Cells: numbers, blanks, stated absences, codes."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("cell", "unit", "value", "percent", "counted"),
    [
        ("13.5 %", "%", 13.5, True, None), ("20%", "Văn bản", 20, True, None), ("04 VB", "Văn bản", 4, False, "vb"), ("8 đơn vị", "", 8, False, "đơn vị"),
        ("-5", "Người", -5, False, None), ("-20%", "", -20, True, None), ("320 (200 phiếu giấy)", "Phiếu", 320, False, None),
        ("1,512 (12 mới)", "Hồ sơ", 1512, False, None), ("12 cuộc, trong đó 3 đột xuất", "Cuộc", 12, False, None), ("gần 8.500", "Hồ sơ", 8500, False, None),
        ("12.636 tr.đ", "Triệu đồng", 12636, False, "tr.đ"), ("5,2 tỷ đồng", "Triệu đồng", 5.2, False, "tỷ đồng"), ("30 triệu", "Triệu đồng", 30, False, "triệu đồng"),
        ("1.250 triệu", "Triệu đồng", 1250, False, "triệu đồng"), ("10,18 ngàn hồ sơ", "Hồ sơ", 10180, False, "hồ sơ"), ("8/8", "Đơn vị", 8, False, None),
        ("đạt 95,5%", "%", 95.5, True, None), ("41,8% (103/246)", "%", 41.8, True, None),
    ],
)  # fmt: skip
def test_a_number_with_its_unit_or_a_remark(cell: str, unit: str, value: float, percent: bool, counted: str | None) -> None:
    read = read_cell(cell, unit)
    assert (read.state, read.value, read.percent) == ("value", value, percent)
    assert counted is None or read.unit == counted


@pytest.mark.parametrize("cell", [
    "-", "…", "...", "x", "X", "II", "iv", "14/9/2021", "21/06", "ngày 15/3/2023", "Quý III", "Năm 2022", "06 tháng", "(4)", "(3,5)", "[2]", "17; 04", "10 + 5", "10-12",
    "2 QĐ; 3 KH", "17 04", "7 người 2 đơn vị", "- 5", "Kế hoạch quý IV kiểm tra 5 đơn vị", "theo KH số 12/KH-UBND", "1.2.3", "%", "Có", "n/a", "?",
])  # fmt: skip
def test_what_is_no_single_number_stays_as_printed(cell: str) -> None:
    read = read_cell(cell, "Văn bản")
    assert (read.state, read.value, read.text, read.numerator) == ("text", None, cell, None)


@pytest.mark.parametrize("cell", ["15.000/15.211", "11/12", "103/246"])
def test_a_share_is_no_rate(cell: str) -> None:
    assert read_cell(cell, "%").state == "text"


def test_codes_out_of_the_legend_and_shares_are_not_decoded() -> None:
    unit = "Không = 0; Có = 1"
    assert (read_cell("3", unit).value, read_cell("3", unit).text) == (3, "3")
    assert read_cell("2/3", unit).state == read_cell("1,5", unit).state == "text"
    assert read_cell("Có", "", codes={0: "Không", 1: "Có"}).value == 1


MULTIPLES = (1, 10**3, 10**6, 10**9)


def printed_values(text: str) -> set[float]:
    """All numbers that digits of a text can be read as, whatever its separators mean."""
    found: set[float] = set()
    for match in re.finditer(r"\d+(?:[.,  ]\d+)*", text):
        token = match.group()
        digits = re.sub(r"\D", "", token)
        for places in {0, *(len(token) - at - 1 for at, one in enumerate(token) if not one.isdigit())}:
            found.add(int(digits) / 10**places)
        found.update(float(part) for part in re.findall(r"\d+", token))
    return found | {value * many for value in found for many in MULTIPLES}


CELLS = st.one_of(
    st.lists(st.sampled_from([*"0123456789.,/%-+() ;:…xXIV–", " VB", " hồ sơ", "Không", "Chưa", " ngàn", " tỷ"]), max_size=9).map("".join),
    st.text(max_size=20),
)
UNITS = st.sampled_from(["", "%", "Hồ sơ", "Văn bản", "Triệu đồng", "Không = 0; Có = 1", "Người"])


@given(CELLS, UNITS, st.booleans())
@example("1.250,5", "%", False)
@example("10,18 ngàn", "Hồ sơ", False)
def test_a_value_is_only_ever_a_number_printed_in_the_cell(cell: str, unit: str, english: bool) -> None:
    read = read_cell(cell, unit, english)
    assert read.text.split(" (")[0] in clean(cell) or "=" in unit
    if read.state != "value":
        assert read.value is None and read.numerator is None
        return
    if "=" in unit and not re.search(r"\d", cell):
        assert cell.strip(" .").lower() in ("không", "có")
        return
    assert any(abs(abs(read.value) - value) < 1e-6 * max(1.0, value) for value in printed_values(clean(cell)))
    assert read.value >= 0 or re.search(r"[-–]", cell)


@given(st.integers(0, 99999), st.integers(0, 99999))
def test_two_numbers_side_by_side_are_never_one(one: int, other: int) -> None:
    assert read_cell(f"{one}; {other}", "Người").state == read_cell(f"{one} và {other}", "Người").state == "text"
