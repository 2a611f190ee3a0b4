"""Measures of rankings, by hand-worked cases and by what must always hold."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.evaluation.ranking import MEASURES, mean, ndcg, paired_p, recall_at, reciprocal_rank

RANKED = ["a", "b", "c", "d"]


def test_the_first_place_that_answers_decides_rank_and_recall() -> None:
    assert recall_at(RANKED, [{"c"}, {"x"}], 2) == 0
    assert recall_at(RANKED, [{"c"}, {"x"}], 3) == 1
    assert reciprocal_rank(RANKED, [{"c", "d"}]) == pytest.approx(1 / 3)
    assert reciprocal_rank(RANKED, [{"x"}]) == 0


def test_gain_counts_every_place_once() -> None:
    # Two places answer; the first is found at rank 2 (twice: as a row and in its table), the second at rank 4.
    found = ndcg(RANKED, [{"b", "c"}, {"d"}])
    assert found == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / (1 + 1 / math.log2(3)))


@given(
    st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8),
    st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=3), min_size=1, max_size=4),
)
def test_every_measure_is_a_share(ranked: list[str], relevant: list[set[str]]) -> None:
    for measure in MEASURES.values():
        assert 0 <= measure(ranked, relevant) <= 1 + 1e-9


def test_the_interval_holds_the_mean_and_narrows_with_cases() -> None:
    few, many = mean([0, 1] * 10), mean([0, 1] * 500)
    assert few.low < 0.5 < few.high and few.value == many.value == 0.5
    assert many.high - many.low < few.high - few.low
    assert mean([]).value is None


def test_a_difference_that_chance_gives_is_not_significant() -> None:
    assert paired_p([1, 0, 1, 0] * 10, [1, 0, 1, 0] * 10) == 1
    assert paired_p([1, 0] * 20, [0, 1] * 20) > 0.5
    assert paired_p([1] * 30 + [0] * 10, [0] * 30 + [0] * 10) < 0.01
