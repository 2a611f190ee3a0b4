"""Sentence ends in administrative Vietnamese."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.vietnamese.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_plain_sentences_end_at_their_stops():
    text = "Huyện đã tiếp nhận 1.250 hồ sơ. Không có hồ sơ trễ hạn! Vì sao? Do công chức kịp thời xử lý."
    assert split(text) == [
        "Huyện đã tiếp nhận 1.250 hồ sơ.",
        "Không có hồ sơ trễ hạn!",
        "Vì sao?",
        "Do công chức kịp thời xử lý.",
    ]


def test_numbers_dates_and_document_numbers_end_nothing():
    text = (
        "Theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018, đạt 41,8% (so với 39.5%). Kế hoạch số 97/KH-UBND còn hiệu lực."
    )
    assert len(split(text)) == 2


def test_abbreviations_with_a_stop_end_nothing():
    assert len(split("UBND TP. Thanh An và TX. Bình Lộc phối hợp v.v. với các xã.")) == 1


def test_brackets_are_never_cut():
    text = "Đã giải quyết 20 hồ sơ (trong đó: đúng hạn 19 hồ sơ. Trễ hạn 01 hồ sơ), còn lại 02 hồ sơ."
    assert split(text) == [text]


def test_the_number_of_a_list_item_stays_with_its_words():
    assert split("1. Tiếp tục rà soát thủ tục hành chính.\n2. Đẩy mạnh số hóa.") == [
        "1. Tiếp tục rà soát thủ tục hành chính.",
        "2. Đẩy mạnh số hóa.",
    ]


@given(st.text(alphabet="ab Đấ.?!;,()\n1²", max_size=80))
def test_every_character_but_white_space_is_kept_in_order(text):
    spans = sentences(text)
    assert "".join(text[start:end] for start, end in spans).replace(" ", "").replace("\n", "") == "".join(text.split())
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
