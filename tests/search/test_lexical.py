import numpy as np
import pytest

from qa_cchc.search.lexical import LexicalIndex, folded_terms, passage_folded, passage_words, word_terms
from qa_cchc.search.units import units
from qa_cchc.search.wording import understand

PASSAGES = [
    ("Cải cách thủ tục hành chính", "Tiếp nhận phản ánh qua đường dây nóng"),
    ("Cải cách thủ tục hành chính", "Cán bộ xã dương cờ, dạy nông dân"),
    ("Hồ sơ trễ hạn", "Tổng số: 12"),
    ("Tổng số", "Hồ sơ trễ hạn: 12"),
]


@pytest.fixture(scope="module")
def lexical(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lexical")
    LexicalIndex.build([(passage_words(*part), passage_folded(*part)) for part in PASSAGES], folder)
    return LexicalIndex(folder)


def test_terms_are_words_and_folded_syllables_with_their_pairs():
    assert word_terms("Hồ sơ trực tuyến: 12") == ["hồ_sơ", "trực_tuyến", "12"]
    assert folded_terms(units("Hồ sơ, 12")) == ["ho", "so", "12", "ho_so"]


def test_what_a_passage_says_counts_more_than_what_stands_around_it(lexical):
    for scores, _ in lexical.scores(understand("hồ sơ trễ hạn"))[:2]:
        assert scores[3] > scores[2] > scores[0] == 0


def test_marks_tell_apart_in_the_view_of_words_only(lexical):
    (words, _), (folded, _), _ = lexical.scores(understand("đường dây nóng"))
    assert words[0] > 0 and words[1] == 0
    assert folded[0] > 0 and folded[1] > 0


def test_no_score_passes_the_bound(lexical):
    for question in ("hồ sơ trễ hạn", "đường dây nóng", "tổng số 12", "cải cách thủ tục hành chính"):
        for scores, bound in lexical.scores(understand(question)):
            assert 0 < scores.max() <= bound


def test_everyday_words_reach_the_official_ones(lexical):
    (words, _), (folded, _), (widened, bound) = lexical.scores(understand("gọi hotline được không"))
    assert words[0] == folded[0] == 0
    assert 0 < widened[0] <= bound


def test_unknown_words_score_nothing_but_raise_the_bound(lexical):
    (known, bound), *_ = lexical.scores(understand("hồ sơ"))
    (scores, higher), *_ = lexical.scores(understand("hồ sơ xuất khẩu cà phê"))
    np.testing.assert_allclose(scores, known)
    assert higher > bound


def test_scores_are_those_of_bm25s(lexical, tmp_path):
    bm25s = pytest.importorskip("bm25s")
    retriever = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
    retriever.index([passage_words(*part) for part in PASSAGES], show_progress=False)
    (scores, _), *_ = lexical.scores(understand("hồ sơ trễ hạn"))
    np.testing.assert_allclose(scores, retriever.get_scores(word_terms("hồ sơ trễ hạn")), rtol=1e-5)
