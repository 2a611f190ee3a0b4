"""Numbers and dates are written as Vietnamese readers expect."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.vietnamese.numbers import parse_number
from qa_cchc.vietnamese.written import spoken_date, written_date, written_number


@pytest.mark.parametrize(("value", "text"), [
    (2401, "2.401"), (41.8, "41,8"), (-1250.5, "-1.250,5"), (100.0, "100"), (0, "0"), (0.000001, "0,000001"),
    (132_928_000, "132.928.000"),
])
def test_thousands_have_points_and_decimals_a_comma(value: float, text: str) -> None:
    assert written_number(value) == text


@given(st.integers(0, 10**9))
def test_a_written_count_reads_back_as_the_same_number(value: int) -> None:
    assert parse_number(written_number(value), "hồ sơ").value == value


@given(st.integers(0, 99_999).map(lambda value: value / 100))
def test_a_written_share_reads_back_as_the_same_number(value: float) -> None:
    assert parse_number(written_number(value), "%").value == value


def test_months_from_march_on_take_no_zero() -> None:
    assert [written_date(date(2023, month, 5)) for month in (1, 2, 3, 12)] == [
        "05/01/2023", "05/02/2023", "05/3/2023", "05/12/2023"
    ]
    assert spoken_date(date(2025, 2, 9)) == "ngày 09 tháng 02 năm 2025"
