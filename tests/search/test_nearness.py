import numpy as np
import pytest

from qa_cchc.search.embedder import shipped_model
from qa_cchc.search.lexical import passage_words, word_terms
from qa_cchc.search.nearness import Nearness
from qa_cchc.search.postings import TermCounts

PASSAGES = [
    "Số hồ sơ trễ hạn trong quý là 12 hồ sơ",
    "Công chức được cử đi bồi dưỡng lý luận chính trị",
    "",
    "Tỷ lệ nộp hồ sơ trực tuyến đạt 70%",
]


@pytest.fixture(scope="module")
def nearness(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    TermCounts.of(passage_words("", text) for text in PASSAGES).save(folder)
    return Nearness(folder, shipped_model())


def near(nearness, question, passages=(0, 1, 2, 3)):
    return nearness.of(word_terms(question), np.array(passages))


def test_the_same_words_are_nearest(nearness):
    told = near(nearness, "công chức bồi dưỡng lý luận chính trị")
    assert told.argmax() == 1
    assert told[1] == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(("question", "right"), [("giấy tờ bị muộn", 0), ("cho cán bộ đi học", 1), ("gửi qua mạng", 3)])
def test_other_words_of_the_same_meaning_are_nearer_than_the_rest(nearness, question, right):
    assert near(nearness, question).argmax() == right


def test_passages_come_in_the_order_asked_for_and_those_without_words_are_far(nearness):
    told, turned = near(nearness, "hồ sơ trễ hạn"), near(nearness, "hồ sơ trễ hạn", (3, 2, 0))
    assert told[2] == 0
    assert turned.tolist() == pytest.approx([told[3], 0, told[0]])


@pytest.mark.parametrize("question", ["", "xyzxyz qqqq"])
def test_a_question_of_unknown_words_is_near_nothing(nearness, question):
    assert not near(nearness, question).any()


def test_no_passages_are_no_error(nearness):
    assert near(nearness, "hồ sơ", ()).shape == (0,)
