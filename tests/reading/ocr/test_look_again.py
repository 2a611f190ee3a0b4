"""Numbers that contradict others: what their print shows anew, on drawn scans."""

from __future__ import annotations

from dataclasses import replace

import drawn
import numpy as np
import pymupdf
import pytest

from qa_cchc.reading.ocr import page as pages
from qa_cchc.reading.ocr.look_again import Anew, look_again, said, settled
from qa_cchc.reading.ocr.numerals import Shape
from qa_cchc.reading.ocr.page import read_page
from qa_cchc.reading.ocr.picture import Picture
from qa_cchc.reading.ocr.table_cells import CellReading

DPI = 200
ROWS = [
    ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu"),
    ("1.", "Tỷ lệ hồ sơ trực tuyến", "%", "41,8"),
    ("1.1.", "Tổng số hồ sơ", "Hồ sơ", "246"),
    ("1.2.", "Số hồ sơ trực tuyến", "Hồ sơ", "103"),
    ("2.", "Số văn bản đã ban hành", "Văn bản", "12"),
    ("2.1.", "Cấp tỉnh", "Văn bản", "4"),
    ("2.2.", "Cấp xã", "Văn bản", "8"),
]


def scan(monkeypatch: pytest.MonkeyPatch, rows: list[tuple[str, ...]], misread: dict[str, str]) -> dict[str, str | None]:
    """What is read in the value cells of a drawn form where some were first misread; None for unreadable.

    By what is printed.
    """
    drawn.needs_tesseract()
    monkeypatch.setattr(drawn, "ROWS", rows)
    with drawn.page_with_table() as document:
        pixels = drawn.pixels_of(document, DPI)
    outcome: dict[str, str | None] = {}

    def slipped(tables, cells, read, decided, dpi, limit):  # type: ignore[no-untyped-def]
        first = [said(reading) for reading in decided]
        changed = [_slip(reading, misread) for reading in decided]
        made = look_again(tables, cells, read, changed, dpi, limit)
        outcome.update(
            (text, None if reading.unreadable else said(reading)) for text, reading in zip(first, made, strict=True)
        )
        return made

    monkeypatch.setattr(pages, "look_again", slipped)
    scale = 72 / DPI
    read_page(Picture(pixels, float(DPI), np.array([[scale, 0, 0], [0, scale, 0]])), 60)
    return {row[3]: outcome[row[3]] for row in rows[1:] if row[3]}


def _slip(reading: CellReading, misread: dict[str, str]) -> CellReading:
    text = misread.get(said(reading))
    if text is None:
        return reading
    line = reading.lines[0]
    return CellReading((replace(line, words=(replace(line.words[0], text=text),)),))


def test_slips_of_a_sign_are_found_and_put_right_by_the_print(monkeypatch: pytest.MonkeyPatch) -> None:
    read = scan(monkeypatch, ROWS, {"41,8": "418", "12": "72"})
    assert read == {text: text for *_, text in ROWS[1:]}


def test_a_slip_whose_true_reading_does_not_fit_either_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [*ROWS[:1], ("1.", "Tỷ lệ hồ sơ trực tuyến", "%", "43,5"), *ROWS[2:]]
    assert scan(monkeypatch, rows, {"43,5": "435"})["43,5"] is None


def test_a_report_s_own_errors_stay_as_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(*row[:3], {"41,8": "418", "12": "72"}.get(row[3], row[3])) for row in ROWS]
    read = scan(monkeypatch, rows, {})
    assert read == {text: text for *_, text in rows[1:]}


def test_a_mark_too_pale_for_the_first_look_makes_the_cell_unreadable() -> None:
    drawn.needs_tesseract()
    picture = _pale_comma()
    read = read_page(Picture(picture, float(DPI), np.array([[72 / DPI, 0, 0], [0, 72 / DPI, 0]])), 60)
    values = [cell for table in read.tables for cell in table.held if cell.rect[0] > drawn.LEFT + 300]
    assert [cell.unreadable for cell in values if cell.words or cell.unreadable] == [False, True, *[False] * 5]


def _pale_comma() -> np.ndarray:
    """A page whose form prints "41,8" with its comma in so pale a grey that readers pass over it."""
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        page.insert_htmlbox(pymupdf.Rect(85, 90, 540, 280), f"<p>{drawn.PROSE}</p>", css=drawn.STYLE)
        for number, row in enumerate(ROWS):
            x, y = drawn.LEFT, drawn.TOP + number * drawn.HIGH
            for text, width in zip(row, drawn.WIDTHS, strict=True):
                page.draw_rect(pymupdf.Rect(x, y, x + width, y + drawn.HIGH), width=0.6)
                html = text.replace("41,8", '41<span style="color:#dddddd">,</span>8')
                box = pymupdf.Rect(x + 5, y + 5, x + width - 2, y + drawn.HIGH)
                page.insert_htmlbox(box, html, css=drawn.STYLE.replace("14", "12"))
                x += width
        return drawn.pixels_of(document, DPI, skew=0.3, noise=3.0)


def always(text: str) -> bool:
    return True


def never(text: str) -> bool:
    return False


PLAIN, MARKED = Shape("", (3,)), Shape(",", (2, 1))


def test_what_the_print_shows_again_stays_whatever_the_table_says() -> None:
    anew = Anew(["418"] * 4, ["418"] * 4, (PLAIN, PLAIN), PLAIN)
    assert settled("418", anew, [never]) == "418"


def test_another_reading_needs_the_print_and_every_reason() -> None:
    anew = Anew(["41,8"] * 4, ["41,8", "418", "41,8", "418"], (MARKED, MARKED), MARKED)
    assert settled("418", anew, [always]) == "41,8"
    assert settled("418", anew, [always, never]) is None
    assert settled("418", replace(anew, shapes=(PLAIN, PLAIN)), [always]) is None
    assert settled("418", replace(anew, engine=["415", "418", "415", "478"]), [always]) is None


def test_of_a_long_number_each_digit_may_be_seen_by_others() -> None:
    many = ["9759501", "5759501", "5755801", "5755501"]
    shapes = (Shape("..", (1, 3, 3)),) * 2
    assert settled("5.755.501", Anew(["5.755.501"] * 4, many, shapes, shapes[0]), [never]) == "5.755.501"
    assert settled("5.755.501", Anew(["5.755.501"] * 4, [*many[:2], many[1], many[3]], shapes, shapes[0]), [never]) is None


def test_readings_that_fall_apart_leave_nothing() -> None:
    anew = Anew(["413", "418", "418", "478"], ["418", "413", "413", ""], (PLAIN, PLAIN), PLAIN)
    assert settled("418", anew, [always]) is None


def test_a_mark_that_shows_only_in_paler_ink_is_doubt_enough() -> None:
    assert settled("418", Anew(["418"] * 4, ["418"] * 4, (PLAIN, MARKED), MARKED), [never]) is None


def test_a_mark_in_the_faintest_ink_counts_where_the_table_asks_for_it() -> None:
    anew = Anew(["418"] * 4, ["418"] * 4, (PLAIN, PLAIN), MARKED)
    assert settled("418", anew, ["41,8".__eq__]) is None
    assert settled("418", anew, ["4,18".__eq__]) == "418"
