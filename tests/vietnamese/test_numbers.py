"""Numbers of cells and of prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.vietnamese.numbers import find_numbers, parse_number, writes_english_way


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2.401", 2401), ("2401", 2401), ("07", 7), ("0", 0), ("41,8", 41.8), ("1250,0", 1250), ("132.928", 132928),
        ("132.928.000", 132928000), ("1.250,5", 1250.5), ("1,250.5", 1250.5), ("12,345,678", 12345678), ("-0,66", -0.66),
        ("0,512", 0.512), ("0.512", 0.512), ("13.5%", 13.5), ("3,45 %", 3.45), ("76.633%", 76.633), ("100.000%", 100),
        ("1 512", 1512), ("12.", 12), ("246¹", 246), ("10,18 ngàn", 10180), (" 20% ", 20),
    ],
)
def test_a_cell_is_read_as_offices_mean_it(cell: str, value: float) -> None:
    number = parse_number(cell)
    assert number is not None
    assert number.value == value
    assert number.percent == ("%" in cell)


@pytest.mark.parametrize("cell", ["", "Chưa", "Không", "12/12/2022", "1.2.3", "12 hồ sơ", "Có = 1", "61/2018/NĐ-CP", "-", "%"])
def test_a_cell_of_anything_else_is_no_number(cell: str) -> None:
    assert parse_number(cell) is None


def test_the_unit_decides_a_comma_before_three_digits() -> None:
    assert parse_number("1,512", "Hồ sơ").value == 1512
    assert parse_number("1,512", "%").value == 1.512
    assert parse_number("82.512", "Điểm").value == 82.512
    assert parse_number("132.928", "Triệu đồng").value == 132928


def test_a_ratio_in_a_cell_keeps_both_parts() -> None:
    number = parse_number("07/36")
    assert (number.value, number.numerator, number.denominator) == (7, 7, 36)


def test_a_cell_may_be_approximate() -> None:
    assert parse_number("gần 8.500").approximate
    assert not parse_number("8.500").approximate


def quantities(text: str) -> list[tuple[float, float | None]]:
    return [(number.value, number.denominator) for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trung tâm tiếp nhận 1.318 hồ sơ, trước hạn 96 hồ sơ (7,28%), quá hạn 04 hồ sơ", [1318, 96, 7.28, 4]),
        ("tiep nhan 318 ho so, qua han 4 ho so, dat 98.74%", [318, 4, 98.74]),
        ("hơn4.500 lượt truy cập, gần 8.500 phiếu và 10,18 ngàn tin", [4500, 8500, 10180]),
        ("vốn giao 88.120 triệu đồng, giải ngân 15,5 tỷ đồng", [88120, 15.5]),
        ("1,512 hồ sơ đã số hóa, đạt 76.63%", [1512, 76.63]),
        ("UBND các xã, phường 12 TTHC", [12]),
        ("đã cấp 162 chứng thư số", [162]),
        ("Phường 4 là 799 hs; Phường 5 là 428 hs", [799, 428]),
        ("cấp tỉnh: 1.478; cấp huyện: 286; cấp xã: 138", [1478, 286, 138]),
        ("trong năm 2023 tiếp nhận 2023 hồ sơ", [2023]),
        ("- 02 đơn vị\n- 03 đơn vị", [2, 3]),
        ("nhiều hồ sơ¹ và 5 văn bản²", [5]),
        ("giảm 1,2 điểm (-0,66%)", [1.2, -0.66]),
    ],
)
def test_quantities_of_prose(text: str, expected: list[float]) -> None:
    assert [value for value, _ in quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch số 31/KH-UBND ngày 30/12/2022", "Nghị định số 61/2018/NĐ-CP", "Chương trình số 12-CTr/TU", "Kế hoạch số 168 /KH-UBND",
        "Công văn số 2626/UBND-NC", "Quyết định 30/2015/QĐ-UBND", "giai đoạn 2021 - 2025", "năm 2023", "quý 1, quý II/2023",
        "6 tháng đầu năm 2023", "tháng 5", "mức độ 3, 4", "mức độ 3,4", "tại Phường 2", "trường cấp 2", "ISO 9001:2015", "lúc 7h30",
        "từ ngày 15/12/2022 đến ngày 28/02/2023", "điện thoại 0294.3832.123", "tổng đài 1022", "khoản 1 Điều 3", "1. Tiếp tục triển khai",
        "(1) Ban hành văn bản", "2.1. Kết quả đạt được", "phòng, chống Covid-19", "http://dichvucong12.gov.vn/a/12", "Đề án 06 của Chính phủ",
        "mã 1.004123.000.00.00.H59", "trực 24/7", "cuối 2022", "Biểu mẫu 3", "công nghiệp 4.0", "hồ sơ3,",
    ],
)
def test_labels_are_no_quantities(text: str) -> None:
    assert find_numbers(text) == []


def test_a_ratio_is_one_number_with_two_parts() -> None:
    text = "đạt 07/36 nội dung; 1.250/2401 hồ sơ trực tuyến (52,06%); 12/12 văn bản; 24/30 nhiệm vụ"
    assert quantities(text) == [(7, 36), (1250, 2401), (52.06, None), (12, 12), (24, 30)]


def test_only_words_that_round_make_a_number_approximate() -> None:
    marked = {number.text: number.approximate for number in find_numbers(
        "gần 8.500 phiếu, hơn 40.300 lượt, khoảng 12 người, trên 90% hồ sơ, cao hơn 2,5%, trên 03 lĩnh vực, ở gần 5 xã, đúng 17 cuộc")}
    assert marked == {"8.500": True, "40.300": True, "12": True, "90%": True, "2,5%": False, "03": False, "5": True, "17": False}


def test_spans_cut_the_text_of_the_number() -> None:
    text = "Đã giải quyết 2.401 hồ sơ, đạt 99,5 % và 10,18 ngàn tin"
    for number in find_numbers(text):
        assert text[number.start:number.end] == number.text


@given(st.integers(min_value=0, max_value=10**12))
def test_vietnamese_grouping_comes_back(value: int) -> None:
    grouped = f"{value:,}".replace(",", ".")
    assert parse_number(grouped).value == value
    assert parse_number(str(value)).value == value
    assert [number.value for number in find_numbers(f"gồm có {grouped} hồ sơ")] == [value]


@given(st.decimals(min_value=0, max_value=100, places=2))
def test_percents_come_back_in_either_style(value) -> None:
    for typed in (f"{value}%", f"{value}%".replace(".", ",")):
        number = parse_number(typed)
        assert number.value == pytest.approx(float(value))
        assert number.percent


@given(st.text(alphabet="0123456789.,/%- năthồsơquýIVhànQĐ\n()", max_size=60))
def test_nothing_breaks_and_spans_hold(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert text[number.start:number.end] == number.text
        end = number.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tiếp nhận 1 024 hồ sơ", [1024]), ("giải quyết 2. 401 hồ sơ", [2401]), ("đạt 41, 8%", [41.8]), ("thu 12 500 000 đồng", [12500000]),
        ("Phường 2 401 hồ sơ", [401]), ("gồm 12, 15 và 8", [12, 15, 8]),
    ],
)
def test_spaces_inside_a_number_are_mended_where_what_follows_shows_it(text: str, expected: list[float]) -> None:
    assert [value for value, _ in quantities(text)] == expected


def test_both_ends_of_a_range_of_percents_are_percents_and_limits() -> None:
    assert [(n.value, n.percent, n.approximate) for n in find_numbers("đạt 70 - 80% kế hoạch")] == [(70, True, True), (80, True, True)]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("2,084 hồ sơ, đạt 98.42%", True), ("1,024 hồ sơ", True), ("2.084 hồ sơ, đạt 98,42%", False), ("13.5% và 41,8%", False),
        ("2.401 hồ sơ, đạt 13.5%", False), ("12 hồ sơ", False), ("", False),
    ],
)
def test_the_english_way_is_told_from_the_whole_text(text: str, english: bool) -> None:
    assert writes_english_way(text) is english


def test_one_slip_among_many_numbers_does_not_change_the_way_of_a_text() -> None:
    rates = "".join(f"Xã số {n} đạt {80 + n}.{n % 10}%, tiếp nhận 1,{200 + n} hồ sơ. " for n in range(6))
    assert writes_english_way(rates + "Phát 2.860 lượt tin.")
    assert not writes_english_way(rates + "Phát 2.860 lượt tin, đạt 91,5% và 64,25%.")


def test_a_document_in_the_english_way_is_read_so_throughout() -> None:
    assert parse_number("19,870", "Triệu đồng", english=True).value == 19870
    assert parse_number("19,870", "Triệu đồng").value == 19.87
    assert [number.value for number in find_numbers("vốn 19,870 triệu đồng, đạt 98.42%", english=True)] == [19870, 98.42]


@pytest.mark.parametrize("text", ["Thi hành kỷ luật 12 người", "Chuyển đổi 12 kế toán", "Thay đổi 12 trưởng thôn"])
def test_words_that_end_like_a_law_or_a_squad_label_nothing(text: str) -> None:
    assert [number.value for number in find_numbers(text)] == [12]
    assert not list(find_numbers("Đội 12 của Luật 12"))
