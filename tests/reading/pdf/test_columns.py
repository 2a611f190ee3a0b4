"""Recipients and signature in two columns: parted by a gap, close by each other, touching, broken over lines."""

from __future__ import annotations

import pytest

from qa_cchc.reading.pdf.columns import closing_zone, zone_paras
from qa_cchc.reading.pdf.glyphs import Line, Word
from qa_cchc.records import Box

LETTER = 6.0


def line(number: int, *parts: tuple[float, str]) -> Line:
    """A line whose parts begin at the places given (points), letters of one width."""
    words = []
    for x, text in parts:
        for word in text.split():
            box = Box(1, x, 14.0 * number, x + LETTER * len(word), 14.0 * number + 12)
            words.append(Word(word, box, 12.0, word.isupper(), False))
            x = box.x1 + 3
    return Line(tuple(words), 14.0 * number + 10, 12.0)


def columns(lines: list[Line]) -> dict[str | None, list[str]]:
    sides: dict[str | None, list[str]] = {}
    for para in zone_paras(lines, 600):
        sides.setdefault(para.side, []).append(para.text.value)
    return sides


RIGHT = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Văn Pản"]


@pytest.mark.parametrize("right", [340.0, 271.5])
def test_two_columns(right: float) -> None:
    lines = [
        line(0, (90, "Nơi nhận:"), (right, RIGHT[0])),
        line(1, (90, "- Sở Nội vụ tỉnh Kỳ Lam (b/c);"), (right, RIGHT[1])),
        line(2, (90, "- UBND huyện;"), (right, RIGHT[2])),
        line(3, (90, "- Các phòng, ban"), (right, RIGHT[3])),
        line(4, (90, "chuyên môn;")),
        line(5, (90, "- Lưu: VT.")),
    ]
    left = ["Nơi nhận:", "- Sở Nội vụ tỉnh Kỳ Lam (b/c);", "- UBND huyện;", "- Các phòng, ban chuyên môn;", "- Lưu: VT."]
    assert columns(lines) == {"left": left, "right": RIGHT}


def test_columns_that_touch() -> None:
    lines = [
        line(0, (90, "Nơi nhận:"), (228, RIGHT[0])),
        line(1, (90, "- Sở Nội vụ tỉnh Kỳ"), (192, "(b/c);KT."), (249, "CHỦ TỊCH")),
        line(2, (90, "- UBND huyện;"), (228, RIGHT[2])),
        line(3, (90, "- Lưu: VT."), (228, RIGHT[3])),
    ]
    left = ["Nơi nhận:", "- Sở Nội vụ tỉnh Kỳ (b/c);", "- UBND huyện;", "- Lưu: VT."]
    assert columns(lines) == {"left": left, "right": RIGHT}


def test_notes_behind_the_signature_end_it() -> None:
    lines = [line(0, (90, "Nơi nhận:"), (340, RIGHT[0])), line(1, (340, RIGHT[3])), line(2, (90, "¹ Gồm hồ sơ hộ tịch."))]
    assert closing_zone(lines, False) == (0, 2)
