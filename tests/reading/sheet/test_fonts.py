"""Workbooks whose cells hold codes from before Unicode."""

from __future__ import annotations

import io
from pathlib import Path

import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from vietnamese.old_encodings import shown

from qa_cchc.reading.blocks import Draft, Grid
from qa_cchc.reading.sheet.document import read_sheets
from qa_cchc.settings import Settings

ROWS = [
    ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu"),
    ("1", "Tổng số hồ sơ tiếp nhận trong kỳ", "Hồ sơ", "1.250"),
    ("2", "Tỷ lệ hồ sơ giải quyết trước hạn", "%", "41,8"),
    ("3", "Số thủ tục được rà soát, đơn giản hóa", "Thủ tục", "12"),
]


def read(book: Workbook) -> Draft:
    held = io.BytesIO()
    book.save(held)
    return read_sheets(held.getvalue(), Settings.load())


def cells(draft: Draft) -> list[tuple[str, ...]]:
    (grid,) = [block for block in draft.blocks if isinstance(block, Grid)]
    return [tuple(cell.text.value for cell in row) for row in grid.rows]


def book_of(key: str, font: str, head: str) -> Workbook:
    book = Workbook()
    sheet = book.active
    for row, values in enumerate(ROWS, start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column, shown(value, key))
            cell.font = Font(name=head if row == 1 else font)
    return book


def test_cells_by_font_and_by_what_they_hold() -> None:
    for key, font, label in [("tcvn3", ".VnTime", "TCVN3 (ABC)"), ("vni", "VNI-Times", "VNI"), ("tcvn3", "Arial", "TCVN3 (ABC)")]:
        draft = read(book_of(key, font, font))
        assert cells(draft) == ROWS
        assert f"chữ mã {label} đã chuyển sang Unicode." in draft.notes


def test_capital_fonts_and_runs_inside_a_cell() -> None:
    book = book_of("tcvn3", ".VnTime", ".VnTimeH")
    book.active["B4"] = CellRichText(
        TextBlock(InlineFont(rFont=".VnTime"), shown("Số thủ tục ", "tcvn3")), TextBlock(InlineFont(rFont="Arial"), "được rà soát")
    )
    made = cells(read(book))
    assert made[0] == tuple(value.upper() for value in ROWS[0]) and made[1:3] == ROWS[1:3]
    assert made[3][1] == "Số thủ tục được rà soát"


def test_shared_strings(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    old, plain = book.add_format({"font_name": "VNI-Times"}), book.add_format({"font_name": "Arial"})
    sheet = book.add_worksheet()
    for row, values in enumerate(ROWS):
        for column, value in enumerate(values):
            sheet.write_string(row, column, value if column == 2 else shown(value, "vni"), plain if column == 2 else old)
    book.close()
    draft = read_sheets((tmp_path / "a.xlsx").read_bytes(), Settings.load())
    assert cells(draft) == ROWS and "chữ mã VNI đã chuyển sang Unicode." in draft.notes


def test_unicode_in_an_old_font_stays() -> None:
    book = Workbook()
    for row, values in enumerate(ROWS, start=1):
        for column, value in enumerate(values, start=1):
            book.active.cell(row, column, value).font = Font(name=".VnTime")
    draft = read(book)
    assert cells(draft) == ROWS and not draft.notes
