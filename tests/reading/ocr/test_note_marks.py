"""Calls of notes that break in print or touch their word, and numbers at the foot that were read as signs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pymupdf
import pytest
from drawn import STYLE, needs_tesseract, pixels_of

from qa_cchc.reading.ocr import cleaning
from qa_cchc.reading.ocr.asked_calls import asked_calls
from qa_cchc.reading.ocr.note_marks import numbers_asked, with_note_marks
from qa_cchc.reading.ocr.page import read_page
from qa_cchc.reading.ocr.page_text import fields_of, read_with_strips
from qa_cchc.reading.ocr.picture import Picture
from qa_cchc.reading.ocr.prose import PrintedLine
from qa_cchc.reading.ocr.raised import find_calls, read_calls
from qa_cchc.reading.ocr.strips import Strip, strips_of

DPI, LIMIT = 200, 60.0
TEXT = "Bộ phận Một cửa của các xã tiếp nhận 246 hồ sơ"
NOTES = ("1 Hồ sơ trực tuyến là 120 hồ sơ.", "2 Hồ sơ trực tiếp là 126 hồ sơ.")
CALL_SIZE, RISE = 9, 3.2


def page_of(figure: str, room: float, mark: str = "", foot: str = "1 Hồ sơ trực tuyến là 120 hồ sơ.") -> np.ndarray:
    """A line whose last word is called by a raised figure at some room (in points) behind it; a rule; a note.

    `mark` is drawn by itself in large type before the note.
    """
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        for y in (90, 120, 150):
            page.insert_htmlbox(pymupdf.Rect(85, y, 560, y + 26), f"<p>{TEXT}</p>", css=STYLE)
        last = max(page.get_text("words"), key=lambda word: (word[1], word[0]))
        base = last[3] - 0.22 * (last[3] - last[1])
        if figure:
            page.insert_text((last[2] + room, base - RISE), figure, fontname="tiro", fontsize=CALL_SIZE)
        page.draw_line((85, 720), (230, 720), width=0.7)
        page.insert_htmlbox(pymupdf.Rect(97, 730, 560, 752), f"<p>{foot}</p>", css=STYLE.replace("14", "10"))
        if mark:
            page.insert_text((86, 744), mark, fontname="tiro", fontsize=14)
        return pixels_of(document, dpi=DPI, skew=0.0, noise=1.0)


def strips_on(picture: np.ndarray) -> list[Strip]:
    fields = fields_of(cleaning.ink_of(picture, DPI), DPI)
    return [strip for field in fields for strip in strips_of(field, picture, DPI)]


def read_lines(picture: np.ndarray, rule: float | None) -> list[tuple[PrintedLine, Strip]]:
    fields = fields_of(cleaning.ink_of(picture, DPI), DPI)
    return [pair for part in read_with_strips(fields, picture, DPI, LIMIT, rule=rule) for pair in part]


def texts_of(lines: list[PrintedLine]) -> list[str]:
    return [" ".join(word.text for word in line.words) for line in lines]


def rule_at() -> float:
    return 715 * DPI / 72


@pytest.mark.parametrize("figure", ["2", "3", "5"])
def test_a_raised_figure_in_two_pieces_is_one(figure: str) -> None:
    needs_tesseract()
    picture = page_of(figure, 1.2)
    strips = strips_on(picture)
    (call,) = read_calls(find_calls([strip.row for strip in strips]), picture, LIMIT)
    assert len(call.found) == 2, "its thin stroke broke"
    assert (call.text, call.figures) == (figure, 1)


@pytest.mark.parametrize(("figure", "room"), [("5", -0.8)])
def test_a_figure_that_touches_the_hook_is_cut_off(figure: str, room: float) -> None:
    needs_tesseract()
    picture = page_of(figure, room, foot=f"{figure} Hồ sơ trực tuyến là 120 hồ sơ.")
    strips = strips_on(picture)
    assert not read_calls(find_calls([strip.row for strip in strips]), picture, LIMIT), "the figure touches"
    (call,) = asked_calls(strips, [], {int(figure)}, picture, LIMIT)
    assert call.text == figure and call.touches
    lines = texts_of([line for line, _ in read_lines(picture, rule_at())])
    assert any(line.endswith(f"hồ sơ{'⁰¹²³⁴⁵⁶⁷⁸⁹'[int(figure)]}") for line in lines), lines


def test_nothing_is_called_where_nothing_hangs() -> None:
    needs_tesseract()
    picture = page_of("", 0.0)
    strips = strips_on(picture)
    assert asked_calls(strips, [], {1, 2, 3}, picture, LIMIT) == []
    lines = texts_of([line for line, _ in read_lines(picture, rule_at())])
    assert not any(set("⁰¹²³⁴⁵⁶⁷⁸⁹") & set(line) for line in lines)


def misread(pairs: list[tuple[PrintedLine, Strip]], as_read: str) -> list[tuple[PrintedLine, Strip]]:
    """The lines with another sign in place of the first word of the last one."""
    line, strip = pairs[-1]
    words = (replace(line.words[0], text=as_read), *line.words[1:])
    return [*pairs[:-1], (replace(line, words=words), strip)]


@pytest.mark.parametrize("as_read", ["†", "!", "I", "1Ö"])
def test_a_number_read_as_a_sign_opens_its_note(as_read: str) -> None:
    needs_tesseract()
    picture = page_of("1", 1.2, mark="1", foot="Hồ sơ trực tuyến là 120 hồ sơ.")
    pairs = misread(read_lines(picture, rule_at()), as_read)
    lines = with_note_marks(pairs, rule_at(), picture, LIMIT)
    assert texts_of(lines)[-1].startswith("1 Hồ sơ trực tuyến")
    without_rule = with_note_marks(pairs, None, picture, LIMIT)
    assert texts_of(without_rule)[-1].startswith("1 Hồ sơ trực tuyến"), "called on the page, in small type at its foot"


def test_a_sign_that_no_call_asks_for_stays() -> None:
    needs_tesseract()
    picture = page_of("", 0.0, mark="1", foot="Hồ sơ trực tuyến là 120 hồ sơ.")
    pairs = misread(read_lines(picture, rule_at()), "†")
    assert texts_of(with_note_marks(pairs, rule_at(), picture, LIMIT))[-1].startswith("† ")
    bullet = page_of("1", 1.2, mark="-", foot="Hồ sơ trực tuyến là 120 hồ sơ.")
    pairs = misread(read_lines(bullet, rule_at()), "-")
    assert texts_of(with_note_marks(pairs, rule_at(), bullet, LIMIT))[-1].startswith("- ")


def test_notes_without_a_call_are_asked_for() -> None:
    needs_tesseract()
    picture = page_of("", 0.0, foot=NOTES[1])
    pairs = read_lines(picture, rule_at())
    numbers, above = numbers_asked(pairs, {}, [], rule_at(), picture, LIMIT)
    assert numbers == {2} and len(above) == len(pairs) - 1


def test_a_page_is_read_with_its_note_and_call() -> None:
    needs_tesseract()
    picture = page_of("1", 1.2, mark="1", foot="Hồ sơ trực tuyến là 120 hồ sơ.")
    page = read_page(Picture(picture, DPI, np.eye(3)), LIMIT)
    lines = [" ".join(word.text for word in line.words) for line in page.lines]
    assert lines[2].endswith("hồ sơ¹") and lines[-1].startswith("1 Hồ sơ"), lines
