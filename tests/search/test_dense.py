import numpy as np
import pytest

from qa_cchc.search.dense import EXACT, DenseIndex, top

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


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """So many vectors, around 300 directions, that clusters of them are made."""
    around = unit(300)[RANDOM.integers(0, 300, EXACT + 2000)] + 0.5 * unit(EXACT + 2000)
    vectors = (around / np.linalg.norm(around, axis=1, keepdims=True)).astype(np.float32)
    folder = tmp_path_factory.mktemp("many")
    DenseIndex.build(vectors, folder)
    return DenseIndex(folder), vectors


def test_clusters_find_what_a_comparison_with_all_finds(many):
    dense, vectors = many
    found = []
    for query in vectors[:60] + 0.1 * unit(60):
        exact = dense.search(query, 10, None, exact=True)[0]
        assert exact.tolist() == np.argsort(-(vectors @ query), kind="stable")[:10].tolist()
        found.append(len(np.intersect1d(exact, dense.search(query, 10, None)[0])) / 10)
    assert np.mean(found) >= 0.99


def test_cosines_and_vectors_keep_the_order_of_the_passages(many):
    dense, vectors = many
    chosen = np.array([31_000, 0, 7])
    np.testing.assert_allclose(dense.cosines(vectors[3], chosen), vectors[chosen] @ vectors[3], atol=1e-6)
    np.testing.assert_array_equal(dense.vectors(), vectors)


@pytest.mark.parametrize("share", [0.001, 0.5])
def test_a_mask_shuts_out_the_others_whether_few_or_many_are_allowed(many, share):
    dense, vectors = many
    mask = RANDOM.random(len(vectors)) < share
    ordinals, cosines = dense.search(vectors[5], 10, mask)
    assert mask[ordinals].all() and len(ordinals) == 10
    assert cosines[0] == pytest.approx((vectors[mask] @ vectors[5]).max(), abs=1e-5)


@pytest.mark.parametrize("size", [0, 5, 300, 30_000])
def test_the_highest_scores_the_earlier_of_equals_first(size):
    scores = RANDOM.integers(-3, 50, size).astype(np.float32)
    expected = [n for n in np.argsort(-scores, kind="stable").tolist() if scores[n] > 0][:10]
    assert top(scores, 10).tolist() == sorted(expected)
