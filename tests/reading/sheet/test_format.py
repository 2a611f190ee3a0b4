"""Numbers as Excel in Vietnam shows them under a format code."""

from __future__ import annotations

from contextlib import suppress
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.reading.sheet.format import BUILT_IN, ENGLISH, NotShown, is_date_code, shown
from qa_cchc.vietnamese.numbers import parse_number


@pytest.mark.parametrize(("value", "code", "text"), [
    (2401, "General", "2401"), (41.8, "General", "41,8"), (0.1 + 0.2, "General", "0,3"), (0.418604651162791, "General", "0,418604651"),
    (1e12, "General", "1000000000000"), (0.0000123, "General", "0,0000123"), (5, "@", "5"), (12.5, "", "12,5"),
    (0.418, "0.0%", "41,8%"), (0.418, "0%", "42%"), (0.995, "0.0%", "99,5%"), (0.5, "0.##%", "50%"),
    (1250, "#,##0", "1.250"), (-1250, "#,##0", "-1.250"), (1234567.891, "#,##0.00", "1.234.567,89"), (1250, "#,##0.##", "1.250"),
    (132928000, "#,##0,", "132.928"), (7, "00", "07"), (41.85, "0.0", "41,9"), (1.005, "0.00", "1,01"), (0.1 + 0.2, "0.00", "0,30"),
    (-0.001, "0", "0"), (0, "#", ""), (0, "#,##0;-#,##0;;@", ""), (3, ";;;", ""), (0, BUILT_IN[41], "-"), (1250, BUILT_IN[41], "1.250"),
    (-5, "[Red]0;[Blue](0)", "(5)"), (100, "[>=100]0;0.0", "100"), (5, "[>=100]0;0.0", "5,0"),
    (7, '0" hồ sơ"', "7 hồ sơ"), (132928, '#,##0\\ "₫"', "132.928 ₫"), (12, '0"."0', "1.2"), (99.96, '0.00"%"', "99,96%"),
    (2401, "0.00E+00", "2401"), (0.5, "# ?/?", "1/2"), (2.25, "# ??/??", "2 1/4"), (1234, "# ##0", "1 234"),
    (44988, "m/d/yyyy", "03/03/2023"), (44988, "d-mmm", "03/03"), (44988, "mmm-yy", "03/2023"), (44988.5, "dd/mm/yyyy hh:mm", "03/03/2023 12:00"),
    (44988, '"ngày "dd" tháng "m" năm "yyyy', "ngày 03 tháng 3 năm 2023"), (0.25, "h:mm", "06:00"), (1.5, "[h]:mm:ss", "36:00:00"),
    (44988, "[$-42A]dd/mm/yyyy", "03/03/2023"), (1, "dd/mm/yyyy", "01/01/1900"),
])  # fmt: skip
def test_faces_of_numbers(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_other_ways() -> None:
    assert shown(1250.5, "#,##0.0", ENGLISH) == "1,250.5"
    assert shown(43526, "dd/mm/yyyy", since_1904=True) == "03/03/2023"
    for impossible in (-1, 5e6):
        with pytest.raises(NotShown):
            shown(impossible, "dd/mm/yyyy")


def test_dates_are_told_from_words_in_a_format() -> None:
    assert is_date_code("dd/mm/yyyy") and is_date_code("[h]:mm")
    assert not any(map(is_date_code, ("General", '0" hồ sơ đã nhận"', "#,##0 [$đ-42A]", "0.00%", "[Red]0")))


@given(st.decimals(0, 10**9, places=3), st.integers(0, 3), st.booleans())
def test_what_is_shown_is_the_rounded_number(number: Decimal, places: int, grouped: bool) -> None:
    code = ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = shown(float(number), code)
    assert Decimal(text.replace(".", "").replace(",", ".")) == rounded


@given(st.integers(0, 10**9))
def test_whole_numbers_are_read_back(number: int) -> None:
    for code in ("General", "0", "#,##0"):
        read = parse_number(shown(number, code), "Hồ sơ")
        assert read is not None and read.value == number


@given(st.floats(allow_nan=False, allow_infinity=False), st.text("#0?.,%;/E+-\"@[]\\_*dmyhs GeneralRed$", max_size=12))
def test_any_code_gives_a_text_or_says_that_it_cannot(value: float, code: str) -> None:
    with suppress(NotShown):
        assert isinstance(shown(value, code), str)
