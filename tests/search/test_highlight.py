import itertools

from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.search.highlight import highlights


def marked(passage, question):
    return [passage[start:end] for start, end in highlights(passage, question)]


def test_content_words_are_marked_and_neighbours_joined():
    passage = "Bộ phận Một cửa huyện tiếp nhận 1.312 hồ sơ, trễ hạn 03 hồ sơ."
    assert marked(passage, "Hồ sơ trễ hạn là bao nhiêu?") == ["hồ sơ", "trễ hạn", "hồ sơ"]


def test_typing_without_marks_finds_the_same():
    passage = "Bộ phận Một cửa huyện tiếp nhận 1.312 hồ sơ, trễ hạn 03 hồ sơ."
    assert highlights(passage, "ho so tre han la bao nhieu") == highlights(passage, "Hồ sơ trễ hạn là bao nhiêu?")


def test_other_marks_are_another_word():
    assert marked("Đường dây nóng, tỉnh Hải Dương", "đường dây") == ["Đường dây"]


def test_an_abbreviation_of_what_was_asked_is_marked():
    assert marked("Phường 1 là 7.999 hs, 3 TTHC", "bao nhiêu hồ sơ của phường 1") == ["Phường 1", "hs"]


def test_a_passage_that_lost_its_marks_is_found():
    assert marked("Tong so ho so: 12", "tổng số hồ sơ") == ["Tong so ho so"]


def test_words_that_only_ask_mark_nothing():
    assert marked("Đã có bao nhiêu là của các", "bao nhiêu") == ["bao nhiêu"]
    assert highlights("cải cách hành chính", "") == ()


@given(st.text(max_size=80), st.text(max_size=30))
def test_spans_are_ordered_and_inside(passage, question):
    spans = highlights(passage, question)
    assert all(0 <= start < end <= len(passage) for start, end in spans)
    assert all(one[1] < two[0] for one, two in itertools.pairwise(spans))
