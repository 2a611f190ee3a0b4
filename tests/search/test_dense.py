import numpy as np
import pytest

from qa_cchc.search.dense import DenseIndex

RANDOM = np.random.default_rng(3)


def unit(rows: int) -> np.ndarray:
    vectors = RANDOM.normal(size=(rows, 16)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


VECTORS, QUERY = unit(200), unit(1)[0]


@pytest.fixture(scope="module")
def dense(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dense")
    DenseIndex.build(VECTORS, folder)
    return DenseIndex(folder)


def test_the_nearest_come_first_and_exactly(dense):
    ordinals, cosines = dense.search(QUERY, 10, None)
    expected = np.argsort(-(VECTORS @ QUERY))[:10]
    assert ordinals.tolist() == expected.tolist()
    np.testing.assert_allclose(cosines, (VECTORS @ QUERY)[expected], atol=1e-6)


def test_only_the_allowed_are_searched(dense):
    allowed = {3, 50, 199}
    ordinals, _ = dense.search(QUERY, 10, allowed)
    assert set(ordinals.tolist()) == allowed
    assert len(dense.search(QUERY, 10, set())[0]) == 0


def test_cosines_of_chosen_passages(dense):
    chosen = np.array([5, 0, 199])
    np.testing.assert_allclose(dense.cosines(QUERY, chosen), VECTORS[chosen] @ QUERY, atol=1e-6)
    assert dense.cosines(QUERY, np.array([], dtype=np.int64)).shape == (0,)


def test_all_vectors_can_be_had_again(dense):
    np.testing.assert_array_equal(dense.vectors(), VECTORS)
