"""The standard forms as a workbook: a sheet each, titles above, merged heads, a hidden sheet, numbers of all kinds."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from qa_cchc.records import Form, Report

from .layout import HEADER

_WHOLE = re.compile(r"\d{1,9}")
_DECIMAL = re.compile(r"(\d+)[,.](\d{1,2})(%?)")


def write_workbook(report: Report, path: Path) -> dict[tuple[str, str], str]:
    """Writes the forms. Returns (form, row path) → value as a reader should show it, where the sheet shows another.

    A rate that is kept as a share shows with its sign ("41,8" in a row of "%" becomes "41,8%").
    """
    shown: dict[tuple[str, str], str] = {}
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        book.set_properties({"title": report.title or "", "created": datetime(2023, 3, 3, 9)})
        looks = _looks(book)
        for form in report.forms:
            _sheet(book, form, report, looks, shown)
        _hidden(book, report)
    return shown


def _looks(book: Workbook) -> dict[str, Format]:
    base = {"font_name": "Times New Roman", "font_size": 12, "border": 1, "text_wrap": True, "valign": "vcenter"}
    centre = {**base, "align": "center"}
    return {
        "title": book.add_format({"font_name": "Times New Roman", "font_size": 14, "bold": True, "align": "center"}),
        "head": book.add_format({**centre, "bold": True}),
        "text": book.add_format(base),
        "centre": book.add_format(centre),
        "whole": book.add_format({**centre, "num_format": "0"}),
        "one": book.add_format({**centre, "num_format": "0.0"}),
        "two": book.add_format({**centre, "num_format": "0.00"}),
        "share1": book.add_format({**centre, "num_format": "0.0%"}),
        "share2": book.add_format({**centre, "num_format": "0.00%"}),
        "share0": book.add_format({**centre, "num_format": "0%"}),
    }


def _sheet(
    book: Workbook, form: Form, report: Report, looks: dict[str, Format], shown: dict[tuple[str, str], str]
) -> None:
    sheet = book.add_worksheet(f"Biểu mẫu {form.number}")
    for column, width in enumerate((8, 55, 18, 14, 30)):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, 4, f"Biểu mẫu {form.number}", looks["title"])
    sheet.merge_range(1, 0, 1, 4, form.title, looks["title"])
    about = f"(Kèm theo Báo cáo số {report.number} ngày {report.date:%d/%m/%Y})" if report.date else ""
    sheet.merge_range(2, 0, 2, 4, about, looks["title"])
    stt, name, result, unit, value, note = HEADER
    for column, text in ((0, stt), (1, name), (4, note)):
        sheet.merge_range(4, column, 5, column, text, looks["head"])
    sheet.merge_range(4, 2, 4, 3, result, looks["head"])
    sheet.write_string(5, 2, unit, looks["head"])
    sheet.write_string(5, 3, value, looks["head"])
    for index, row in enumerate(form.rows, start=6):
        sheet.write_string(index, 0, row.code, looks["centre"])
        sheet.write_string(index, 1, row.name, looks["text"])
        sheet.write_string(index, 2, row.unit, looks["centre"])
        told = _value(sheet, index, row.value or "", row.unit, looks, as_text=index % 5 == 4)
        if told != (row.value or ""):
            shown[form.number, row.path] = told
        sheet.write_string(index, 4, row.note, looks["text"])


def _value(sheet: Worksheet, index: int, value: str, unit: str, looks: dict[str, Format], as_text: bool) -> str:
    """Writes a value cell as a number where it is a plain one, every fifth as text; returns what the sheet shows."""
    decimal = _DECIMAL.fullmatch(value)
    if as_text or not value or (value.startswith("0") and len(value) > 1 and value.isdigit()):
        sheet.write_string(index, 3, value, looks["centre"])
        return value
    if decimal:
        places = len(decimal[2])
        number = float(f"{decimal[1]}.{decimal[2]}")
        if decimal[3] or (unit == "%" and index % 2):
            sheet.write_number(index, 3, round(number / 100, places + 2), looks[f"share{places}"])
            return f"{decimal[1]},{decimal[2]}%"
        sheet.write_number(index, 3, number, looks["one" if places == 1 else "two"])
        return f"{decimal[1]},{decimal[2]}"
    if _WHOLE.fullmatch(value):
        if unit == "%" and index % 2:
            sheet.write_number(index, 3, int(value) / 100, looks["share0"])
            return f"{value}%"
        sheet.write_number(index, 3, int(value), looks["whole"])
        return value
    sheet.write_string(index, 3, value, looks["centre"])
    return value


def _hidden(book: Workbook, report: Report) -> None:
    """A sheet that nobody sees, with the numbers of another quarter."""
    sheet = book.add_worksheet("Quý trước")
    sheet.hide()
    for index, text in enumerate(HEADER[:2]):
        sheet.write_string(0, index, text)
    for index, row in enumerate(report.forms[0].rows if report.forms else (), start=1):
        sheet.write_string(index, 0, row.code)
        sheet.write_string(index, 1, row.name)
        sheet.write_number(index, 3, 999_000 + index)
