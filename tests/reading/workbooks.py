"""Workbooks made with the habits of several offices, from the forms of a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from qa_cchc.records import Form, FormRow, Report
from qa_cchc.vietnamese.numbers import parse_number

THIN = Border(*[Side(style="thin")] * 4)
HEADER = ("STT", "Chỉ tiêu thống kê", "Kết quả thống kê", "Đơn vị tính", "Số liệu", "Ghi chú")


def put_value(sheet: Worksheet, row: int, column: int, printed: str, unit: str) -> None:
    """A value as Excel keeps it: a number with the format that shows what was printed; text where it is none."""
    number = parse_number(printed, unit)
    cell = sheet.cell(row, column)
    digits = printed.strip(" %").replace(",", "").replace(".", "")
    odd = "." in printed and number is not None and number.value != int(number.value)
    if number is None or number.denominator is not None or odd or not digits.isdigit():
        cell.value = printed or None
        return
    decimals = len(printed.strip(" %").rpartition(",")[2]) if "," in printed else 0
    shape = "0" + ("." + "0" * decimals if decimals else "")
    if printed.endswith("%"):
        cell.value, cell.number_format = number.value / 100, f"{shape}%"
    elif number.value >= 1000 and "." in printed:
        cell.value, cell.number_format = number.value, "#,##0"
    elif printed.startswith("0") and len(printed) > 1 and not decimals:
        cell.value, cell.number_format = number.value, "0" * len(printed)
    else:
        cell.value, cell.number_format = number.value, shape if decimals else "General"


def write_cover(sheet: Worksheet, report: Report, *, two_columns: bool = True) -> None:
    """The head of a report in the first rows of a sheet."""
    day = report.date
    assert day is not None
    left = ["ỦY BAN NHÂN DÂN", (report.place or "").upper(), f"Số: {report.number}"]
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    right.append(f"Duyên Hải, ngày {day.day:02d} tháng {day.month} năm {day.year}")
    for row, (one, other) in enumerate(zip(left, right, strict=True), start=1):
        sheet.cell(row, 1, one)
        if two_columns:
            sheet.cell(row, 4, other)
        else:
            sheet.cell(row + 3, 1, other)
    sheet.cell(8, 1, "BÁO CÁO").font = Font(bold=True)
    sheet.cell(9, 1, report.title)
    sheet.merge_cells("A8:F8")
    sheet.merge_cells("A9:F9")


def write_form(sheet: Worksheet, form: Form, top: int = 1, left: int = 1, *, borders: bool = False, merged: bool = True,
               numbers: bool = True, caption: bool = True) -> int:  # fmt: skip
    """A form from a row on; the row after it is returned."""
    row = top
    for text in (f"Biểu mẫu {form.number}", form.title) if caption else ():
        sheet.cell(row, left, text)
        if merged:
            sheet.merge_cells(start_row=row, end_row=row, start_column=left, end_column=left + 4)
        row += 1
    row += caption
    for column, text in ((0, HEADER[0]), (1, HEADER[1]), (2, HEADER[2]), (4, HEADER[5])):
        sheet.cell(row, left + column, text)
    sheet.cell(row + 1, left + 2, HEADER[3])
    sheet.cell(row + 1, left + 3, HEADER[4])
    if merged:
        for column in (0, 1, 4):
            sheet.merge_cells(start_row=row, end_row=row + 1, start_column=left + column, end_column=left + column)
        sheet.merge_cells(start_row=row, end_row=row, start_column=left + 2, end_column=left + 3)
    first = row
    row += 2
    for line in form.rows:
        write_row(sheet, row, left, line, numbers)
        row += 1
    if borders:
        for cells in sheet.iter_rows(first, row - 1, left, left + 4):
            for cell in cells:
                cell.border = THIN
    return row


def write_row(sheet: Worksheet, row: int, left: int, line: FormRow, numbers: bool) -> None:
    """One row of a form."""
    texts = (line.code, line.name, line.unit, "" if numbers else line.value, line.note)
    for column, text in enumerate(texts):
        if text:
            sheet.cell(row, left + column, text).number_format = "@"
    if numbers:
        put_value(sheet, row, left + 3, line.value or "", line.unit)


def save(workbook: Workbook, path: Path) -> Path:
    """The workbook on disk."""
    workbook.save(path)
    return path


def plain_book(rows: Sequence[Sequence[object]], path: Path, title: str = "Sheet1") -> Path:
    """A workbook of one sheet that holds the rows from A1 on; None leaves a cell out."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                sheet.cell(number, column, value)
    return save(workbook, path)
