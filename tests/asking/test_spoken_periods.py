"""Periods said loosely, and what they mean in an archive."""

from __future__ import annotations

import pytest

from qa_cchc.asking.named_periods import period_mentions
from qa_cchc.asking.spoken_periods import find_spoken, meant, official_only
from qa_cchc.vietnamese.periods import period

HELD = [period(each) for each in ("2023-Q4", "2023-Q2", "2023-Q1", "2022", "2022-H1")]


def understood(question: str) -> tuple[set[str], bool]:
    (spoken,) = find_spoken(question, period_mentions(question))
    periods, there = meant(spoken, HELD, [2023, 2022])
    return {each.id for each in periods}, there


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("cuối 2023 còn mấy hồ sơ", {"2023-Q4"}),
        ("cuoi nam ngoai", {"2022"}),
        ("đầu năm 2022 nhận bao nhiêu", {"2022-H1"}),
        ("hồi giữa 2023 ra sao", {"2023-Q2"}),
        ("kỳ này trễ hạn mấy", {"2023-Q4"}),
        ("quý trước thì sao", {"2023-Q2"}),
        ("số liệu mới nhất", {"2023-Q4"}),
    ],
)
def test_the_period_of_those_held(question, ids):
    assert understood(question) == (ids, True)


def test_a_time_that_is_not_held_is_said_by_its_usual_period():
    assert understood("đầu 2024") == ({"2024-Q1"}, False)


@pytest.mark.parametrize(
    "question",
    ["6 tháng đầu năm 2023", "so với kỳ trước", "hồ sơ kỳ trước chuyển sang", "cùng kỳ năm ngoái", "tăng hơn quý trước"],
)
def test_official_periods_and_bases_of_comparison_are_not_loose(question):
    assert find_spoken(question, period_mentions(question)) == ()


def test_the_year_of_a_loose_period_is_no_period_of_its_own():
    words = "cuối năm 2023, huyện nhận mấy hồ sơ"
    mentions = period_mentions(words)
    assert mentions and official_only(mentions, find_spoken(words, mentions)) == ()


@pytest.mark.parametrize("question", ["nửa đầu 2021 dân nộp mấy hồ sơ", "6 tháng 2021 hồ sơ nộp qua mạng"])
def test_who_asks_states_no_quantity(question):
    assert [mention.year for mention in period_mentions(question)] == [2021]
