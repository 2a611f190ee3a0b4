"""Periods said by where they lie, counted from the newest one held."""

from __future__ import annotations

import pytest

from qa_cchc.asking.relative_periods import basis_mentions, between, previous, relative_periods, year_before
from qa_cchc.vietnamese.periods import period

HELD = [period(one) for one in ("2022-H1", "2022", "2022-Q4", "2023-Q1", "2023-Q2", "2023-H1", "2023-Q3", "2023-Q4")]


@pytest.mark.parametrize(("text", "expected"), [
    ("3 quý gần nhất", ["2023-Q2", "2023-Q3", "2023-Q4"]),
    ("hai kỳ gần đây", ["2023-Q3", "2023-Q4"]),
    ("kỳ này", ["2023-Q4"]),
    ("quý trước", ["2023-Q3"]),
    ("quý liền trước", ["2023-Q3"]),
    ("quý I năm ngoái", ["2022-Q1"]),
    ("năm ngoái", ["2022-H1", "2022-Q4", "2022"]),
    ("hai quý cuối năm 2023", ["2023-Q3", "2023-Q4"]),
    ("hai quý đầu năm 2023", ["2023-Q1", "2023-Q2"]),
    ("từ quý IV/2022 đến quý II/2023", ["2022-Q4", "2023-Q1", "2023-Q2"]),
    ("từ quý II/2023 đến nay", ["2023-Q2", "2023-Q3", "2023-Q4"]),
    ("tu quy 2 nam 2023 den nay", ["2023-Q2", "2023-Q3", "2023-Q4"]),
])  # fmt: skip
def test_relative_words_mean_periods(text: str, expected: list[str]) -> None:
    (found,) = relative_periods(f"Tỷ lệ trực tuyến {text} là bao nhiêu", HELD)
    assert sorted(one.id for one in found.periods) == sorted(expected)


@pytest.mark.parametrize("text", [
    "hồ sơ kỳ trước chuyển sang", "so với cùng kỳ năm trước", "so với quý trước", "giải quyết trước hạn", "quý I/2023",
])  # fmt: skip
def test_what_is_compared_with_and_names_of_indicators_are_no_periods(text: str) -> None:
    assert relative_periods(text, HELD) == []


def test_the_period_before_and_the_year_before() -> None:
    assert previous(period("2023-Q1")).id == "2022-Q4"
    assert previous(period("2023-H1")).id == "2022-H2"
    assert previous(period("2023-05")).id == "2023-04"
    assert previous(period("2023")).id == "2022"
    assert year_before(period("2023-9M")).id == "2022-9M"


def test_all_periods_of_a_length_between_two() -> None:
    found = between(period("2022-Q3"), period("2023-Q2"), "quý")
    assert [one.id for one in found] == ["2022-Q3", "2022-Q4", "2023-Q1", "2023-Q2"]
    assert [one.id for one in between(period("2021"), period("2023"), "năm")] == ["2021", "2022", "2023"]


def test_a_basis_is_told_from_what_is_asked() -> None:
    assert [one.text for one in basis_mentions("Quý II/2023 tăng so với quý I/2023")] == ["quý I/2023"]


def test_files_and_departments_before_a_period_are_no_basis_of_comparison() -> None:
    assert not basis_mentions("tổng số hồ sơ quý I/2024")
    assert not basis_mentions("hồ sơ trễ hạn của các sở năm 2024")
    assert [one.text for one in basis_mentions("tăng bao nhiêu so năm 2023")] == ["năm 2023"]
