import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.search.fusion import WEIGHTS, calibrated, fuse, share

PART = st.lists(st.floats(0, 1), min_size=4, max_size=4).map(lambda values: np.array(values, dtype=np.float32))


def test_weights_are_shares_of_one():
    assert WEIGHTS.words + WEIGHTS.folded + WEIGHTS.dense == pytest.approx(1)


def test_nothing_to_reach_is_nothing_reached():
    assert share(np.array([0.0, 0.0]), 0.0).tolist() == [0, 0]
    assert share(np.array([1.0, 2.0]), 4.0).tolist() == [0.25, 0.5]


def test_a_vector_that_points_away_takes_nothing_off():
    zero = np.zeros(1)
    assert fuse(zero, zero, np.array([-0.4])).tolist() == [0]


@given(PART, PART, PART)
def test_scores_stay_between_zero_and_one_and_calibration_keeps_the_order(words, folded, dense):
    fused = fuse(words, folded, dense)
    shown = calibrated(fused)
    assert ((fused >= 0) & (fused <= 1 + 1e-6)).all() and ((shown > 0) & (shown <= 1)).all()
    order = np.argsort(fused)
    assert (np.diff(shown[order]) >= 0).all()
