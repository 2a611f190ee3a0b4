"""Repair of odd characters, the folded view and the one tone placement, all of the same length as their text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.vietnamese.unicode import fold, lower_keeping_length, place_tones, repair

LETTERS = "aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐ\u0300\u0301\u0303\u0309\u0323hntcq QH"


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("Ðiện Biên, ðược", "Điện Biên, được"),
        ("quy\u00adết đ\u200bịnh\ufeff", "quyết định"),
        ("10\u00a0hồ\u2009sơ\u3000và\u2003một", "10 hồ sơ và một"),
        ("QĐ\u2011UBND \u2212 5", "QĐ-UBND - 5"),
        ("\uf0b7 Mục một\n\uf02d Mục hai\n\uf0a7 ba\n\uf0d8 bốn\n\uf0fc năm", "• Mục một\n- Mục hai\n• ba\n• bốn\n• năm"),
        ("hoà, thuỷ, Uỷ ban", "hoà, thuỷ, Uỷ ban"),
        (unicodedata.normalize("NFD", "Kết quả giải quyết ự ệ"), "Kết quả giải quyết ự ệ"),
        ("tru\u031b\u0309 tru\u0309\u031b", "trử trử"),
    ],
)
def test_repair(printed: str, text: str) -> None:
    assert repair(printed) == text == repair(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoà giải", "hòa giải"), ("UỶ BAN", "ỦY BAN"), ("khoẻ, loè, thuý", "khỏe, lòe, thúy"), ("quý, hoàn, toán, quỳ", "quý, hoàn, toán, quỳ")],
)
def test_old_and_new_tone_placement_are_one_for_search(old: str, new: str) -> None:
    assert place_tones(old) == place_tones(new) == new
    assert fold(old) == fold(new)


@given(st.text(st.sampled_from(LETTERS), max_size=30))
def test_views_keep_the_length_of_repaired_text(text: str) -> None:
    text = repair(text)
    assert len(fold(text)) == len(place_tones(text)) == len(lower_keeping_length(text)) == len(text)
    assert place_tones(place_tones(text)) == place_tones(text)


def test_a_closed_syllable_stays_whatever_stands_around_it():
    assert place_tones("hoà hoặc hoằng") == "hòa hoặc hoằng"
