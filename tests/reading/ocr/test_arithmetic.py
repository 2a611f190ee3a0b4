"""What the figures of a form say of one another."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.reading.ocr.arithmetic import Entry, amount, explained, misreadings, reasons


def form(*rows: tuple[str, str, str, str]) -> list[Entry]:
    return [Entry(*row) for row in rows]


def doubted(entries: list[Entry]) -> set[int]:
    return {reason.index for reason in reasons(entries)}


RATE = [
    ("1.", "Tỷ lệ hồ sơ trực tuyến", "%", "41,8"),
    ("1.1.", "Tổng số hồ sơ", "Hồ sơ", "246"),
    ("1.2.", "Số hồ sơ trực tuyến", "Hồ sơ", "103"),
]
WHOLE = [
    ("2.", "Số văn bản đã ban hành", "Văn bản", "12"),
    ("2.1.", "Cấp tỉnh", "Văn bản", "4"),
    ("2.2.", "Cấp xã", "Văn bản", "8"),
]


def with_value(rows: list[tuple[str, str, str, str]], at: int, text: str) -> list[Entry]:
    return form(*((*row[:3], text if index == at else row[3]) for index, row in enumerate(rows)))


def test_what_fits_is_not_doubted() -> None:
    assert doubted(form(*RATE)) == set()
    assert doubted(form(*WHOLE)) == set()


@pytest.mark.parametrize("text", ["418", "4,18", "41,3", "44,8", "1,8"])
def test_a_rate_its_counts_contradict_is_doubted(text: str) -> None:
    entries = with_value(RATE, 0, text)
    (reason, *_) = [reason for reason in reasons(entries) if reason.index == 0 and reason.fits("41,8")]
    assert not reason.fits(text)


@pytest.mark.parametrize(("at", "text"), [(1, "216"), (1, "24"), (2, "108"), (2, "13")])
def test_a_count_that_a_slip_of_one_sign_keeps_from_the_rate_is_doubted(at: int, text: str) -> None:
    assert at in doubted(with_value(RATE, at, text))


def test_a_rate_above_a_hundred_is_doubted_unless_its_name_allows_it() -> None:
    assert doubted(form(("3.", "Tỷ lệ giải quyết đúng hạn", "%", "995"))) == {0}
    assert doubted(form(("3.", "Tỷ lệ giải quyết đúng hạn", "", "104,5%"))) == {0}
    assert doubted(form(("3.", "Tỷ lệ thực hiện so với kế hoạch", "%", "104,5"))) == set()
    assert doubted(form(("3.", "Số hồ sơ", "Hồ sơ", "995"))) == set()


@pytest.mark.parametrize(("at", "text"), [(0, "72"), (0, "2"), (1, "1"), (2, "3")])
def test_a_whole_its_parts_miss_by_one_sign_is_doubted(at: int, text: str) -> None:
    assert at in doubted(with_value(WHOLE, at, text))


def test_a_whole_that_no_slip_explains_is_the_office_s_own() -> None:
    assert doubted(with_value(WHOLE, 0, "4905")) == set()


def test_parts_of_a_total_that_comes_first_among_its_like() -> None:
    rows = [
        ("5.1.", "Tổng số nhiệm vụ được giao", "Nhiệm vụ", "17"),
        ("5.2.", "Đã hoàn thành", "Nhiệm vụ", "9"),
        ("5.3.", "Chưa hoàn thành", "Nhiệm vụ", "8"),
    ]
    assert doubted(form(*rows)) == set()
    assert 1 in doubted(with_value(rows, 1, "3"))


def test_marks_of_thousands_and_of_decimals() -> None:
    assert amount("132.928", False) == 132928
    assert amount("10,714", True) == Fraction(10714, 1000)
    assert amount("13.5%", True) == Fraction(27, 2)
    assert amount("103/246", False) is None
    assert amount("Chưa", False) is None


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(0, 2))
def test_rates_rounded_or_cut_off_are_explained(one: int, other: int, places: int) -> None:
    part, whole = sorted((one, other))
    share = Fraction(100 * part, whole)
    for stated in (round(share * 10**places), int(share * 10**places)):
        digits = str(stated).rjust(places + 1, "0")
        text = digits if not places else f"{digits[:-places]},{digits[-places:]}"
        assert explained(text, [Fraction(whole), Fraction(part)])


def test_misreadings_are_one_sign_away() -> None:
    near = set(misreadings("41,8"))
    assert {"418", "4,8", "41.8", "47,8", "141,8", "41,86"} <= near
    assert "14,8" not in near
