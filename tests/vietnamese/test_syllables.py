import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.vietnamese.syllables import Syllable, is_bare_syllable, is_syllable, parse
from qa_cchc.vietnamese.unicode import fold

REAL = """
    được nghiệp giếng gì gìn giết quyết quốc quý Quỳnh huỷ hủy thuở khuya khoẻ khỏe ngoằn ngoèo Ủy ỦY ban nghiêng yêu ý
    xoong giữ quản quần khuyến khích giường kỷ tỷ tỉ lệ trễ hẹn tuyến xử lý Đảng đoàn phường Duyên Thạnh Trà Vĩnh Chỉnh
    ứng oan uyển yến giặc quạc quẹo khuỷu luỹ Nguyễn nguyệt
"""
NONE = "duoc wifi hs dvctt cat cap ka ngi cê iOffice covid giì ghan ngế hộp2 ÀÁ nghă qa x ph ế̀"


@pytest.mark.parametrize("text", REAL.split())
def test_real_syllables_pass(text):
    assert is_syllable(text)
    assert is_syllable(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize("text", NONE.split())
def test_what_no_one_can_say_fails(text):
    assert not is_syllable(text)


def test_parts():
    assert parse("Nghiệp") == Syllable("ngh", "iêp", "nặng")
    assert parse("quý") == Syllable("qu", "y", "sắc")
    assert parse("gì") == Syllable("gi", "i", "huyền")
    assert parse("ăn") == Syllable("", "ăn", "ngang")


def test_closed_syllables_bear_only_two_tones():
    assert [tone for tone in ("cách", "cạch") if is_syllable(tone)] == ["cách", "cạch"]
    assert not any(is_syllable(text) for text in ("cach", "càch", "cảch", "cãch"))


def test_shapes_without_marks():
    assert all(is_bare_syllable(fold(text)) for text in REAL.split())
    assert not any(is_bare_syllable(text) for text in ("hs", "dvctt", "vbqppl", "wifi", "email", "kh"))


@given(st.text(max_size=12))
def test_any_text_is_judged_without_error(text):
    assert not is_syllable(text) or is_bare_syllable(unicodedata.normalize("NFC", text))
