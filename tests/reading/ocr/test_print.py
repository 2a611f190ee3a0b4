"""What the print itself shows: lines, rules, columns, shapes of numbers, stamps."""

from __future__ import annotations

import cv2
import numpy as np
import pymupdf
import pytest
from drawn import STYLE, page_with_table, pixels_of
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.reading.ocr import cleaning, upright
from qa_cchc.reading.ocr.ink import Piece, pieces
from qa_cchc.reading.ocr.numerals import Shape, fitted, shape_of
from qa_cchc.reading.ocr.rows import field_of, rows_of
from qa_cchc.reading.ocr.ruled import find_ruled, without_lines
from qa_cchc.reading.ocr.zones import two_columns

DPI = 200


def ink_of(picture: np.ndarray) -> np.ndarray:
    return cleaning.ink_of(cleaning.evened(picture), DPI)


def drawn(*boxes: tuple[tuple[float, float, float, float], str], style: str = STYLE) -> np.ndarray:
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=300)
        for box, text in boxes:
            page.insert_htmlbox(pymupdf.Rect(*box), text, css=style)
        return pixels_of(document, DPI, skew=0.0)


@pytest.mark.parametrize("angle", [-0.9, 0.3, 2.0])
def test_skew_is_found(angle: float) -> None:
    assert upright.skew(ink_of(pixels_of(page_with_table(), skew=-angle))) == pytest.approx(angle, abs=0.06)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_page_on_its_side_is_known(quarters: int) -> None:
    picture = np.ascontiguousarray(np.rot90(pixels_of(page_with_table()), quarters))
    assert upright.lies(ink_of(picture), DPI) is (quarters % 2 == 1)


def test_tones_of_capitals_and_tails_make_no_lines_of_their_own() -> None:
    picture = drawn(((60, 40, 540, 200), "<b>ỦY BAN NHÂN DÂN THỊ XÃ<br>BÁO CÁO KẾT QUẢ ĐỊNH KỲ<br>gồm quý, ngày</b>"))
    height, width = picture.shape
    assert len(rows_of(field_of(ink_of(picture), (0, 0, width, height), DPI), DPI)) == 3


def test_two_columns_are_parted_with_the_marks_of_their_letters() -> None:
    picture = drawn(((60, 40, 240, 120), "ỦY BAN NHÂN DÂN<br>THỊ XÃ"), ((320, 48, 560, 130), "CỘNG HÒA XÃ HỘI<br>Độc lập"))
    ink = ink_of(picture)
    columns = two_columns(pieces(ink, DPI), ink.shape[1], DPI)
    lines = [len(rows_of(field_of(ink, area, DPI), DPI)) for area in columns]
    assert sum(lines[::2]) == 2 and sum(lines[1::2]) == 2


def test_rules_are_found_although_broken_and_letters_are_not() -> None:
    picture = drawn(((60, 40, 540, 90), "<b>mmmmmmmmmmmmmmmmmmmmmmmm</b>"))
    cv2.line(picture, (200, 400), (1400, 400), 20, 2)
    picture[:, 700:712] = 255
    ruled = find_ruled(ink_of(picture), DPI)
    assert [round(line[0] / 5) for line in ruled.across] == [80]
    assert ruled.across[0][2] - ruled.across[0][1] > 1180
    assert not ruled.down


def test_stems_of_letters_under_one_another_are_no_rule() -> None:
    ink = np.zeros((900, 800), np.uint8)
    for column in (120, 400, 401):
        for line in range(12):
            ink[100 + 42 * line : 126 + 42 * line, column : column + 3] = 1
    ink[100:700, 600:603] = 1
    ink[400:412, 600:603] = 0
    ruled = find_ruled(ink, 150)
    assert [round(at / 5) for at, _, _ in ruled.down] == [120]
    assert ruled.down[0][2] - ruled.down[0][1] > 590


def test_a_letter_on_a_rule_stays_whole() -> None:
    picture = np.full((200, 600), 255, np.uint8)
    cv2.line(picture, (20, 100), (580, 100), 0, 2)
    cv2.rectangle(picture, (300, 60), (306, 130), 0, -1)
    even = cleaning.evened(picture)
    ink = cleaning.ink_of(even, DPI)
    clean, rest = without_lines(even, ink, find_ruled(ink, DPI))
    assert rest[70:95, 303].all() and rest[106:125, 303].all()
    assert clean[100, 100] > 200 and not rest[98:103, 50:250].any()


def test_a_coloured_stamp_is_lifted_and_print_under_it_stays() -> None:
    paper = np.full((300, 300, 3), 250, np.uint8)
    cv2.circle(paper, (150, 150), 80, (60, 50, 205), 12)
    cv2.rectangle(paper, (60, 140), (240, 150), (20, 20, 20), -1)
    grey = cleaning.grey_of(paper)
    assert grey[150 - 80, 150] > 225
    assert grey[145, 70] < 60 and grey[145, 150] < 60


def test_a_stamp_of_a_grey_scan_is_lifted() -> None:
    even = np.full((500, 500), 255, np.uint8)
    cv2.circle(even, (250, 250), 150, 110, 14)
    cv2.rectangle(even, (80, 240), (420, 250), 0, -1)
    lifted = cleaning.without_grey_stamp(even, DPI)
    assert lifted[100, 250] > 240 and lifted[245, 250] < 30


def number(text: str) -> tuple[Piece, ...]:
    """Pieces as a number's signs make them: digits 12 x 20, stops and commas on the baseline at 30."""
    found, x = [], 0
    for sign in text:
        if sign == ".":
            found.append(Piece(x, 27, x + 3, 30, 9))
        elif sign == ",":
            found.append(Piece(x, 27, x + 3, 34, 15))
        else:
            found.append(Piece(x, 10, x + 12, 30, 120))
        x += 5 if sign in ".," else 15
    return tuple(found)


@given(st.from_regex(r"[0-9]{1,3}(?:[.,][0-9]{1,3}){0,3}\.?", fullmatch=True))
def test_separators_of_the_print_outweigh_those_read(text: str) -> None:
    shape = shape_of(number(text))
    assert fitted(text, shape) == text
    digits = text.replace(".", "").replace(",", "")
    assert fitted(digits, shape) == text
    assert fitted(digits + "7", shape) is None


def test_signs_of_several_pieces_are_not_counted_but_separators_are() -> None:
    assert fitted("13.5%", Shape(".", (2, 3))) == "13.5%"
    assert fitted("135%", Shape(".", (2, 3))) is None
