from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.search.units import BREAK, folded, one_spelling, pairs, singles, units
from qa_cchc.vietnamese.unicode import repair


def test_offices_spellings_become_one():
    assert units("Tỉ lệ hoà giải, kì này") == units("tỷ lệ hòa giải, kỳ này")
    assert units("quí I") == units("QUÝ I")


def test_numbers_keep_their_separators():
    assert singles(units("2.401 hồ sơ (13,5%), 07/36")) == ["2.401", "hồ", "sơ", "13,5", "07", "36"]


def test_a_footnote_mark_is_no_part_of_a_word():
    assert units("hồ sơ¹; đạt") == ["hồ", "sơ", BREAK, "đạt"]


def test_pairs_stop_at_punctuation_and_numbers():
    assert pairs(units("hồ sơ 246 đúng hạn, trễ hạn")) == ["hồ_sơ", "đúng_hạn", "trễ_hạn"]


def test_folding_keeps_breaks():
    assert folded(units("Đường, sá")) == ["duong", BREAK, "sa"]


@given(st.text(max_size=80))
def test_one_spelling_keeps_offsets(text):
    text = repair(text)
    assert len(one_spelling(text)) == len(text)
    assert one_spelling(one_spelling(text)) == one_spelling(text)
