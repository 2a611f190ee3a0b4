"""Marks on letters, wherever a program puts them."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.reading.pdf.glyph import Glyph
from qa_cchc.reading.pdf.marks import merge_marks


def glyph(text: str, x: float, wide: float, base: float) -> Glyph:
    return Glyph(text, x, base - 10, x + wide, base + 2, base, 12, False, False)


GLYPHS = st.builds(
    glyph,
    st.sampled_from([*"aăâeêơưưn 1.^~`´", "\u0301", "\u0323", "\u0302\u0301", "\ufffd"]),
    st.floats(0, 60),
    st.sampled_from([0.0, 3.0, 6.0]),
    st.sampled_from([100.0, 103.0, 114.0]),
)


@given(st.lists(GLYPHS, max_size=20))
def test_no_letter_is_lost_or_made(glyphs: list[Glyph]) -> None:
    made = merge_marks(glyphs)
    same = {"^": "\u0302", "~": "\u0303", "`": "\u0300", "´": "\u0301"}

    def counted(parts: list[Glyph]) -> list[str]:
        whole = unicodedata.normalize("NFD", "".join(part.text for part in parts))
        return sorted(same.get(one, one) for one in whole)

    assert counted(made) == counted(glyphs)
    assert len(made) <= len(glyphs)


def test_a_page_without_marks_is_the_same_page() -> None:
    glyphs = [glyph("a", 10, 6, 100), glyph("1", 16, 6, 100)]
    assert merge_marks(glyphs) is glyphs


def test_two_marks_on_one_letter_and_a_mark_of_another_line() -> None:
    letters = [glyph("e", 10, 6, 100), glyph("e", 10, 6, 120)]
    marks = [glyph("\u0302", 12, 0, 100), glyph("\u0301", 12, 2, 97), glyph("\u0323", 11, 3, 120)]
    assert [one.text for one in merge_marks([*letters, *marks])] == ["ế", "ẹ"]
