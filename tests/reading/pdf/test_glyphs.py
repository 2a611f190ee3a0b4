"""Words of a PDF that a line's end, a narrow cell or a ligature takes apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa_cchc.reading.pdf.glyphs import Word, text_of
from qa_cchc.records import Box

WIDE = 6.0


def lines(*texts: str) -> list[Word]:
    """Words of lines that all begin at the left side of a cell."""
    words = []
    for number, line in enumerate(texts):
        x = 10.0
        for text in line.split():
            box = Box(1, x, 14.0 * number, x + WIDE * len(text), 14.0 * number + 12)
            words.append(Word(text, box, 12.0, False, False))
            x = box.x1 + 3
    return words


@pytest.mark.parametrize(
    ("printed", "edge", "read"),
    [
        (("VBQP", "PL do cấp"), 36, "VBQPPL do cấp"),
        (("132.92", "8"), 48, "132.928"),
        (("3.3.", "1."), 36, "3.3.1."),
        (("3.", "Kiểm tra"), 60, "3. Kiểm tra"),
        (("(PAKN", ") về"), 41, "(PAKN) về"),
        (("số QĐ-", "UBND"), None, "số QĐ-UBND"),
        (("UBND", "TTHC"), 90, "UBND TTHC"),
        (("2.401", "2.401"), 41, "2.401 2.401"),
        (("Nhiệm", "vụ"), 41, "Nhiệm vụ"),
        (("số UBND", "TTHC"), 60, "số UBND TTHC"),
    ],
)
def test_only_torn_words_are_made_whole(printed: tuple[str, ...], edge: float | None, read: str) -> None:
    assert text_of(lines(*printed), edge).value == read


def test_the_rest_of_a_torn_number_may_stand_in_the_middle() -> None:
    first, rest = lines("4.876.50", "0")
    centred = replace(rest, box=replace(rest.box, x0=31.0, x1=37.0))
    assert text_of([first, centred], 60).value == "4.876.500"
