"""How the numbers of a sentence hang together."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.figures.clauses import quantities


def told(sentence: str) -> list[tuple[float, str | None, int | None, int | None]]:
    return [(q.value, q.unit, q.whole, q.restates) for q in quantities(sentence)]


def test_parts_in_brackets_belong_to_the_number_before():
    sentence = (
        "Huyện giải quyết 400 hồ sơ (trong đó: sớm hạn 300 hồ sơ đạt 75%; quá hạn 04 hồ sơ), còn 12 hồ sơ đang xử lý."
    )
    assert told(sentence) == [
        (400, "hồ sơ", None, None),
        (300, "hồ sơ", 0, None),
        (75, "%", None, 1),
        (4, "hồ sơ", 0, None),
        (12, "hồ sơ", None, None),
    ]


def test_a_share_behind_a_count_restates_it():
    assert told("Tiếp nhận trực tuyến 80/160 hồ sơ, chiếm tỷ lệ 50%.") == [
        (80, "hồ sơ", None, None),
        (50, "%", None, 0),
    ]


def test_a_ratio_in_brackets_restates_the_share_before():
    assert told("Tỷ lệ đúng hạn đạt 98,5% (197/200 hồ sơ).") == [(98.5, "%", None, None), (197, "hồ sơ", None, 0)]


def test_a_share_with_words_of_its_own_stands_alone():
    shares = told("Tỷ lệ hồ sơ trực tuyến đạt 60%; tỷ lệ thanh toán trực tuyến đạt 35,2%.")
    assert [restates for *_, restates in shares] == [None, None]


def test_nothing_stated_in_words_is_zero():
    (quantity,) = quantities("Trong quý không phát sinh hồ sơ trễ hạn.")
    assert quantity.value == 0 and quantity.zero and quantity.unit == "hồ sơ"


def test_absence_of_guidance_is_no_figure():
    assert quantities("Do chưa có văn bản hướng dẫn của cấp trên nên triển khai còn chậm.") == []


def test_an_abbreviation_in_brackets_does_not_hide_the_words_after_it():
    sentence = "Đã đưa 40 thủ tục hành chính (TTHC) ngành dọc ra tiếp nhận."
    (quantity,) = quantities(sentence)
    assert "ngành dọc" in sentence[slice(*quantity.right)]


def test_list_items_are_labels():
    assert [q.label for q in quantities("Bảo hiểm: 20 hồ sơ; Thuế: 12 hồ sơ; trước hạn: 5 hồ sơ")] == [
        True,
        True,
        False,
    ]


@given(st.text(alphabet="hồ sơ trước đạt trong đó:;,.()%0123456789/ ", max_size=120))
def test_any_text_gives_ordered_spans_inside_it(sentence):
    found = quantities(sentence)
    assert all(0 <= q.start < q.end <= len(sentence) for q in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    for index, quantity in enumerate(found):
        assert quantity.whole is None or quantity.whole < index
        assert quantity.restates is None or quantity.restates < index
