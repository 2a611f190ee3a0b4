"""Marks that are no letters, and the size of lines that hold few small ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from qa_cchc.reading.ocr.ink import Piece
from qa_cchc.reading.ocr.letters import told_by_print
from qa_cchc.reading.ocr.prose import Printed, PrintedLine, one_size
from qa_cchc.reading.ocr.rows import Field, Row
from qa_cchc.reading.ocr.strips import Strip

BASE, BODY = 60, 16


def line_with(last: str, *found: tuple[int, int, int, int]) -> tuple[PrintedLine, Strip]:
    """ "đơn vị" and behind it what was read as `last`, made of pieces of print (x0, y0, x1, y1)."""
    letters = [(10, 37, 24, 60), (28, 44, 42, 60), (46, 44, 60, 60), (80, 44, 94, 60), (98, 44, 104, 60)]
    pieces = tuple(Piece(*box, 40) for box in [*letters, *found])
    words = (
        Printed("đơn", 0.9, 10, 37, 60, 60),
        Printed("vị", 0.9, 80, 38, 104, 66),
        Printed(last, 0.3, 118, 36, 134, 64),
    )
    field = Field((0, 0, 200, 100), np.zeros((100, 200), np.int32), {}, {})
    strip = Strip(np.full((100, 200), 255, np.uint8), 0, 0, Row(pieces, (), float(BASE), float(BODY)), field)
    return PrintedLine(words, float(BASE), float(BODY)), strip


@pytest.mark.parametrize(
    ("last", "found", "kept"),
    [
        ("ứ", [(120, 59, 123, 63), (126, 43, 129, 45)], False),
        ("`", [(120, 36, 123, 40)], False),
        ("ở", [(120, 44, 133, 60), (124, 38, 128, 42)], True),
        ("%", [(120, 38, 132, 60)], True),
        ("-", [(120, 52, 130, 55)], True),
        (".", [(120, 57, 123, 60)], True),
    ],
)
def test_what_is_smaller_than_any_letter_is_none(last: str, found: list[tuple[int, int, int, int]], kept: bool) -> None:
    line, strip = line_with(last, *found)
    assert [word.text for word in told_by_print(line, strip).words] == ["đơn", "vị", *([last] if kept else [])]


def test_a_grave_accent_by_itself_is_no_part_of_a_word() -> None:
    line, strip = line_with("tính`", (120, 37, 134, 60))
    assert told_by_print(line, strip).words[2].text == "tính"


def printed(text: str, base: float, body: float) -> PrintedLine:
    words = text.split()
    return PrintedLine(
        tuple(Printed(word, 0.9, 60.0 * n, base - body, 60.0 * n + 50, base) for n, word in enumerate(words)),
        base,
        body,
    )


@pytest.mark.parametrize(("rest", "body"), [("năm 2023", 17.0), ("quý I năm 2023", 18.5), ("2023", 15.0)])
def test_the_short_end_of_a_title_has_the_size_of_the_title(rest: str, body: float) -> None:
    lines = [
        printed("Kết quả thực hiện công tác cải cách hành chính thị xã", 100, 20.0),
        printed(rest, 128, body),
        printed("Thực hiện kế hoạch của tỉnh về cải cách hành chính, thị xã báo cáo kết quả", 190, 20.0),
    ]
    made = one_size(lines)
    assert made[1].body == made[0].body


def test_a_note_under_the_text_keeps_its_size() -> None:
    lines = [
        printed("Thực hiện kế hoạch của tỉnh về cải cách hành chính, thị xã báo cáo kết quả", 100, 20.0),
        printed("theo số liệu của phòng nội vụ và các phòng khác", 128, 14.5),
    ]
    made = one_size(lines)
    assert made[1].body < 0.85 * made[0].body


def test_pale_print_that_is_read_for_sure_stays_although_it_is_in_pieces() -> None:
    line, strip = line_with("số", (120, 53, 125, 58), (128, 54, 130, 58))
    sure = PrintedLine((*line.words[:2], replace(line.words[2], confidence=0.97)), line.base, line.body)
    assert told_by_print(sure, strip).words[2].text == "số"


def numbered(text: str, drawn: list[tuple[int, int, int, int]], before: str = "") -> str:
    """How "`before` `text` ĐÁNH" is told where its second word is made of dark boxes (x0, y0, x1, y1)."""
    picture = np.full((100, 300), 255, np.uint8)
    for x0, y0, x1, y1 in drawn:
        picture[y0:y1, x0:x1] = 0
    words = [Printed(text, 0.5, 49, 38, max(box[2] for box in drawn) + 1, 62), Printed("ĐÁNH", 0.9, 150, 38, 220, 60)]
    if before:
        words.insert(0, Printed(before, 0.9, 2, 38, 40, 60))
    end = max(box[2] for box in drawn)
    pieces = (Piece(50, 38, end, 60, 200), Piece(150, 38, 220, 60, 300))
    if text.endswith("."):
        pieces = (pieces[0], Piece(end + 2, 56, end + 6, 60, 16), pieces[1])
        words[-2] = replace(words[-2], x1=end + 7)
    field = Field((0, 0, 300, 100), np.zeros((100, 300), np.int32), {}, {})
    strip = Strip(picture, 0, 0, Row(pieces, (), float(BASE), 22.0), field)
    return told_by_print(PrintedLine(tuple(words), float(BASE), 22.0), strip).words[1 if before else 0].text


def bars(count: int) -> list[tuple[int, int, int, int]]:
    """Upright bars whose serifs touch, as in bold type scanned coarsely."""
    stems = [(53 + 10 * n, 38, 57 + 10 * n, 60) for n in range(count)]
    serifs = [(50, top, 50 + 10 * count, top + 3) for top in (38, 57)]
    return stems + serifs


@pytest.mark.parametrize(
    ("read", "count", "before", "meant"),
    [
        ("II.", 3, "", "III."),
        ("HI", 3, "", "III"),
        ("HI", 2, "LỤC", "II"),
        ("H.", 2, "Phần", "II."),
        ("II.", 2, "", "II."),
        ("HI", 2, "nước", "HI"),
    ],
)
def test_the_bars_of_a_roman_number_are_counted(read: str, count: int, before: str, meant: str) -> None:
    assert numbered(read, bars(count), before) == meant


def test_a_bar_across_makes_an_h() -> None:
    assert numbered("H.", [*bars(2), (53, 47, 67, 50)]) == "H."


@pytest.mark.parametrize(
    ("read", "meant"), [("IIU2024", "II/2024"), ("I/⁄2023", "I/2023"), ("IV|2023", "IV/2023"), ("I/2023", "I/2023")]
)
def test_the_stroke_between_quarter_and_year(read: str, meant: str) -> None:
    line, strip = line_with(read, (120, 37, 134, 60))
    line = replace(line, words=(replace(line.words[0], text="Quý"), replace(line.words[2], text=read)))
    assert told_by_print(line, strip).words[1].text == meant


@pytest.mark.parametrize(
    ("read", "found", "texts"),
    [
        ("02", [(118, 38, 129, 60), (138, 38, 149, 60)], ["0", "2"]),
        ("02", [(118, 38, 129, 60), (132, 38, 143, 60)], ["02"]),
        ("15", [(118, 38, 123, 60), (129, 38, 140, 60)], ["15"]),
        ("11", [(118, 38, 123, 60), (129, 38, 134, 60)], ["11"]),
        ("12", [(118, 38, 149, 60)], ["12"]),
    ],
)
def test_numbers_are_parted_where_a_blank_is_printed(
    read: str, found: list[tuple[int, int, int, int]], texts: list[str]
) -> None:
    line, strip = line_with(read, *found)
    line = replace(line, words=(*line.words[:2], replace(line.words[2], x0=117.0, x1=150.0)))
    assert [word.text for word in told_by_print(line, strip).words[2:]] == texts
