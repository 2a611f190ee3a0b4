"""What may stand as a figure, and what shows that a reading lost something."""

from __future__ import annotations

import pymupdf
import pytest
from drawn import STYLE, needs_tesseract, pixels_of, scan_of
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.reading.ocr.page import read_page
from qa_cchc.reading.ocr.picture import page_picture
from qa_cchc.reading.ocr.table_cells import well_formed


@pytest.mark.parametrize("text", ["41,8", "13.5%", "07", "103/246", "-0,66", "132.928", "1.250,5", "1,512.7", "(12)", "15/12/2022"])
def test_figures_as_offices_print_them(text: str) -> None:
    assert well_formed(text)


@pytest.mark.parametrize("text", ["6.691853", "6.69.853", "1..250", "41,", ",5", "1.250.5", "12,3456"])
def test_figures_that_lost_a_sign(text: str) -> None:
    assert not well_formed(text)


@given(st.integers(0, 10**12), st.sampled_from(".,"))
def test_every_grouped_number_is_well_formed_until_a_separator_is_lost(number: int, mark: str) -> None:
    grouped = f"{number:,}".replace(",", mark)
    assert well_formed(grouped)
    parts = grouped.split(mark)
    if len(parts) > 2:
        assert not well_formed(parts[0] + mark + "".join(parts[1:]))


NARROW = [
    ("TT", "Chỉ tiêu thống kê", "Đơn vị", "Số liệu", "Ghi chú"),
    ("(1)", "(2)", "(3)", "(4)", "(5)"),
    ("1.", "Tổng kinh phí đã thực hiện trong kỳ", "Đồng", "6.981.14<br>1", ""),
    ("1.1.", "Số hồ sơ tiếp nhận và trả kết quả", "Hồ sơ", "45", ""),
    ("1.1.1<br>.", "Số hồ sơ tiếp nhận trực tiếp", "Hồ sơ", "2.825.63<br>4", ""),
    ("1.1.2<br>.", "Số hồ sơ tiếp nhận trực tuyến", "Hồ sơ", "12<br>15", ""),
]


@pytest.fixture(scope="module")
def narrow() -> list[tuple[str, ...]]:
    """The rows of a table with columns too narrow for their numbers, as read from a scan."""
    needs_tesseract()
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_htmlbox(pymupdf.Rect(70, 90, 540, 140), "<p>Biểu mẫu thống kê số liệu báo cáo định kỳ</p>", css=STYLE)
    y = 160
    for row in NARROW:
        x = 60
        for text, width in zip(row, (39, 230, 70, 66, 66), strict=True):
            page.draw_rect(pymupdf.Rect(x, y, x + width, y + 38), width=0.6)
            if text:
                box = pymupdf.Rect(x + 5.4, y + 2, x + width - 1, y + 38)
                page.insert_htmlbox(box, text, css=STYLE.replace("14pt", "12.5pt"))
            x += width
        y += 38
    with pymupdf.open(stream=scan_of(pixels_of(document, noise=3.0)), filetype="pdf") as scan:
        table = read_page(page_picture(scan[0], 40_000_000), 60).tables[0]
    held = {cell.rect: cell for cell in table.held}
    return [
        tuple("?" if (cell := held.get(rect)) and cell.unreadable else " ".join(w.text for w in cell.words) if cell else ""
              for rect in row)
        for row in table.cells
    ]


def test_a_number_broken_by_its_cells_border_is_read_whole(narrow: list[tuple[str, ...]]) -> None:
    assert [row[3] for row in narrow[2:5]] == ["6.981.141", "45", "2.825.634"]
    assert [row[0] for row in narrow[2:6]] == ["1.", "1.1.", "1.1.1.", "1.1.2."]


def test_two_short_numbers_in_one_cell_stay_two(narrow: list[tuple[str, ...]]) -> None:
    assert narrow[5][3] in ("12 15", "?")


def test_a_row_that_numbers_the_columns_makes_no_column_one_of_figures(narrow: list[tuple[str, ...]]) -> None:
    assert narrow[1] == NARROW[1]
    assert [row[1] for row in narrow[2:]] == [row[1] for row in NARROW[2:]]
