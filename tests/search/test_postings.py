import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.search.postings import K1, B, Postings, TermCounts

LISTED = [["a", "b", "a"], [], ["c", "b"], ["a", "d", "d", "d"], ["a"]]
TERMS = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), min_size=1, max_size=12)


def told(counted: TermCounts) -> list[dict[str, int]]:
    return [
        {counted.vocabulary[n]: int(c) for n, c in zip(counted.terms[i:j], counted.counts[i:j], strict=True)}
        for i, j in zip(counted.starts[:-1], counted.starts[1:], strict=True)
    ]


def counted_by_hand(listed: list[list[str]]) -> list[dict[str, int]]:
    return [{term: one.count(term) for term in one} for one in listed]


@given(TERMS)
def test_terms_are_counted_passage_by_passage(listed):
    assert told(TermCounts.of(listed)) == counted_by_hand(listed)


@given(TERMS, TERMS)
def test_counts_joined_are_those_of_all_passages(one, other):
    joined, whole = TermCounts.joined([TermCounts.of(one), TermCounts.of(other)]), TermCounts.of([*one, *other])
    assert joined.vocabulary == whole.vocabulary
    for left, right in ((joined.terms, whole.terms), (joined.counts, whole.counts), (joined.starts, whole.starts)):
        np.testing.assert_array_equal(left, right)


@given(TERMS, st.randoms(use_true_random=False))
def test_counts_of_some_passages_are_as_if_counted_alone(listed, drawn):
    places = [drawn.randrange(len(listed)) for _ in range(5)]
    taken, alone = TermCounts.of(listed).taken(np.array(places)), TermCounts.of([listed[n] for n in places])
    assert taken.vocabulary == alone.vocabulary and told(taken) == told(alone)


def test_scores_are_bm25_of_rare_and_of_common_terms(tmp_path):
    listed = LISTED + [["e"]] * 40
    Postings.build(TermCounts.of(listed), tmp_path)
    view = Postings(tmp_path)
    average = np.mean([len(one) for one in listed])
    for term in "abcde":
        held = sum(term in one for one in listed)
        idf = np.log1p((len(listed) - held + 0.5) / (held + 0.5))
        expected = [
            idf * one.count(term) / (one.count(term) + K1 * (1 - B + B * len(one) / average)) for one in listed
        ]
        scores = np.zeros(len(listed), dtype=np.float32)
        bound = view.add(term, 0.5, scores)
        np.testing.assert_allclose(scores, 0.5 * np.array(expected), rtol=1e-5)
        assert bound == pytest.approx(0.5 * idf, rel=1e-5) and scores.max() <= bound


def test_a_term_that_no_passage_holds_adds_nothing_but_could_add_most(tmp_path):
    Postings.build(TermCounts.of(LISTED), tmp_path)
    scores = np.zeros(len(LISTED), dtype=np.float32)
    bound = Postings(tmp_path).add("zzz", 1.0, scores)
    assert not scores.any() and bound > Postings(tmp_path).add("c", 1.0, scores)


def test_files_that_do_not_fit_are_refused(tmp_path):
    Postings.build(TermCounts.of(LISTED), tmp_path)
    np.save(tmp_path / "idf.npy", np.zeros(2, dtype=np.float32))
    with pytest.raises(ValueError, match="không khớp"):
        Postings(tmp_path)
