"""How a table is laid out: which column holds labels, units, notes, whether rows or columns name what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_cchc.figures.cells import clean
from qa_cchc.figures.headings import match_path
from qa_cchc.records import Cell, Table
from qa_cchc.vietnamese.numbers import parse_number
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.unicode import fold

_INDEX_HEAD = re.compile(r"(?:so )?tt|stt|so thu tu|ma|ma so|ky hieu|#")
_UNIT_HEAD = re.compile(r"(?:don vi tinh|dvt|don vi do(?: luong)?)\b.*")
_NOTE_HEAD = re.compile(r".*(?:ghi chu|ly do|nguyen nhan|dien giai|nguon).*")
_COUNTED_HEAD = re.compile(r".*\b(?:chi tieu|noi dung|tieu chi|chi so|hang muc|nhiem vu|danh muc)\b.*")
TOTAL = re.compile(r"(?:tong(?: cong| so| hop)?|cong|toan (?:tinh|huyen|thi xa|thanh pho|nganh|dia ban))\b.*")
_GROUP_CODE = re.compile(r"[IVX]{1,5}|[A-HĐ]")
_ROW_CODE = re.compile(r"(?:\d{1,2}|[IVX]{1,5}|[A-HĐ])(?:\.\d{1,2}){0,5}[.)]?")
_FORMULA = re.compile(r"\(?\d{1,2}\)?(?:\s*[=+/*x:-]\s*\(?\d{1,3}\)?%?)*")


@dataclass(frozen=True, slots=True)
class Shape:
    """Roles of a table's columns; `counted` when its rows name what is counted."""

    label: int
    unit: int | None
    note: int | None
    skipped: frozenset[int]
    counted: bool
    index: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its label, unit and note, and the heading row above it."""

    at: int
    cells: tuple[Cell, ...]
    label: str
    unit: str
    note: str
    group: str


def table_lines(table: Table, shape: Shape) -> Iterator[Line]:
    """The rows that carry numbers, each with the heading it stands under. Index rows and repeated headers are left
    out."""

    def text(row: Sequence[Cell], column: int | None) -> str:
        return clean(row[column].text) if column is not None and column < len(row) else ""

    group = ""
    for at, row in enumerate(table.rows):
        if _is_index_row(row) or _repeats_header(row, table) or shape.label >= len(row):
            continue
        label = text(row, shape.label)
        filled = {clean(cell.text) for cell in row} - {""}
        if len(filled) <= 1 or not any(
            _has_number(text(row, column)) for column in range(len(row)) if column not in shape.skipped
        ):
            group = next(iter(filled), group) if len(filled) == 1 else label or group
            continue
        if not label or parse_number(label) is not None:
            continue
        leads = (
            _GROUP_CODE.fullmatch(text(row, shape.index).strip(".")) is not None
            and TOTAL.fullmatch(fold(label)) is None
        )
        yield Line(at, row, label, text(row, shape.unit), text(row, shape.note), "" if leads else group)
        if leads:
            group = label


def table_shape(table: Table) -> Shape | None:
    """Roles of the columns, None for a table without a column of names or without numbers."""
    heads = [fold(clean(path[-1])).strip(" .:") if path else "" for path in table.columns]
    width = len(heads)
    index = {column for column, head in enumerate(heads) if _INDEX_HEAD.fullmatch(head)}
    if width > 2 and (not heads[0] or _ROW_CODE.fullmatch(heads[0].upper())) and _holds_codes(table):
        index.add(0)
    unit = next((column for column, head in enumerate(heads) if _UNIT_HEAD.fullmatch(head)), None)
    note = next((column for column, head in enumerate(heads) if _NOTE_HEAD.fullmatch(head)), None)
    named = [
        column
        for column in range(width)
        if column not in index and column not in (unit, note) and not _is_numeric(table, column)
    ]
    if not named:
        return None
    label = next((column for column in named if _COUNTED_HEAD.fullmatch(heads[column])), named[0])
    skipped = frozenset(index | {label} | {column for column in (unit, note) if column is not None})
    values = [column for column in range(width) if column not in skipped]
    if not values:
        return None
    return Shape(label, unit, note, skipped, _names_counted(table, label, values, heads), min(index, default=None))


def _holds_codes(table: Table) -> bool:
    """Whether the first column numbers the rows ("1.", "2.1.", "3.2.1") beside a column of names."""
    first = [text for row in table.rows if (text := clean(row[0].text))]
    named = sum(len(row) > 1 and re.search(r"[^\W\d]{2}", clean(row[1].text)) is not None for row in table.rows)
    codes = sum(_ROW_CODE.fullmatch(text) is not None for text in first)
    return codes > 0.8 * len(first) > 0 and named * 2 > len(table.rows)


def _is_numeric(table: Table, column: int) -> bool:
    texts = [clean(row[column].text) for row in table.rows if column < len(row)]
    filled = [text for text in texts if text]
    return bool(filled) and sum(
        _has_number(text) and not re.search(r"[^\W\d]{4,}", text) for text in filled
    ) * 2 >= len(filled)


def _has_number(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _names_counted(table: Table, label: int, values: Sequence[int], heads: Sequence[str]) -> bool:
    """Whether the rows name what is counted, as against units or sectors."""
    if _COUNTED_HEAD.fullmatch(heads[label]):
        return True
    periods = sum(bool(find_periods(" ".join(table.columns[column]))) for column in values)
    in_rows = sum(match_path((clean(row[label].text),)) is not None for row in table.rows[:40] if label < len(row))
    in_columns = sum(match_path(table.columns[column]) is not None for column in values)
    return periods * 2 > len(values) or (in_rows > in_columns and in_rows * 2 > len(table.rows))


def _is_index_row(row: Sequence[Cell]) -> bool:
    """A row numbering the columns: "(1)", "(2)", "(3)=(4)+(5)"."""
    texts = [clean(cell.text) for cell in row]
    filled = [text for text in texts if text and text not in ("A", "B")]
    formulas = [text for text in filled if _FORMULA.fullmatch(text)]
    if not filled or len(formulas) != len(filled):
        return False
    bracketed = [text for text in filled if "(" in text or "=" in text]
    leading = [int(match.group()) for text in filled if (match := re.search(r"\d{1,9}", text))]
    return len(bracketed) * 2 >= len(filled) or (
        leading == list(range(leading[0], leading[0] + len(leading))) and leading[0] <= 2 and len(leading) > 2
    )


def _repeats_header(row: Sequence[Cell], table: Table) -> bool:
    return all(
        clean(cell.text) == clean(path[-1] if path else "") for cell, path in zip(row, table.columns, strict=False)
    )
