"""Forms with several value columns ("Quý II", "Lũy kế 6 tháng"): each column of the form's table as a form of its own.

A form's row holds one value. Where its table is kept beside it, this gives the values of every column with what the
column's heading says of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa_cchc.figures.cells import clean
from qa_cchc.figures.cumulative import CUMULATIVE
from qa_cchc.records import Cell, Form, FormRow, Period, Report, Table
from qa_cchc.vietnamese.periods import find_periods, period
from qa_cchc.vietnamese.unicode import fold

_CHANGE = re.compile(r"\btang\b|\bgiam\b|\bso voi\b|\bso sanh\b|\bchenh lech\b|\+/-|\bty le %?\s*so\b")
_NO_VALUES = re.compile(r"(?:don vi(?: tinh| do)?|dvt|ghi chu|ly do|nguyen nhan|dien giai)\b.*")
_SAME_LAST_YEAR = re.compile(r"\bcung ky\b")
_BEFORE = re.compile(r"\b(?:ky|quy|thang) truoc\b")
_LAST_YEAR = re.compile(r"\bnam (?:truoc|ngoai)\b")
_PLANNED = re.compile(r"\bke hoach\b|\bmuc tieu\b|\bchi tieu (?:duoc )?giao\b")
_TIME = re.compile(
    r"\b(?:ky nay|ky truoc|trong ky|ky bao cao|quy nay|so lieu|ket qua|thuc hien|so luong|gia tri|cung ky|nam truoc|"
    r"luy ke|ke hoach|muc tieu|ghi chu)\b"
)


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One value column of a form. `main` is the column the form's own rows hold; `quotes` are whole rows of the table
    with the place of the value, by the row's index; `planned` says that it holds aims, not what was done; `heading` is
    printed above it."""

    form: Form
    main: bool
    column: int
    period: Period | None
    cumulative: bool | None
    change: str | None
    scope: str | None
    quotes: dict[int, tuple[str, int]]
    planned: bool = False
    heading: str = ""


def form_columns(report: Report) -> tuple[list[list[FormColumn]], frozenset[int]]:
    """For each form its columns, none where no table with several of them is kept; and the indexes of those tables,
    but for those that are read as tables (`parted_by_holders`)."""
    used: set[int] = set()
    apart: set[int] = set()
    columns: list[list[FormColumn]] = []
    for form in report.forms:
        found: list[FormColumn] = []
        for index, table in enumerate(report.tables):
            if index in used:
                continue
            label, pairs = _named_rows(form, table)
            if len(pairs) * 5 >= len(form.rows) * 3 and pairs:
                used.add(index)
                found = _columns(report, form, table, _value_columns(form, table, label, pairs), pairs)
                if parted_by_holders(form, found):
                    apart.add(index)
                break
        columns.append(found)
    return columns, frozenset(used - apart)


def parted_by_holders(form: Form, columns: Sequence[FormColumn]) -> bool:
    """Whether a list that is no numbered form has columns for units, places or states: a table, whose main column is
    not the office's own."""
    return not form.number and any(column.scope for column in columns)


def _named_rows(form: Form, table: Table) -> tuple[int, dict[int, int]]:
    """The column that holds the names of a form's rows, and what `_pairs` makes of it."""
    names = {fold(clean(row.name)) for row in form.rows} - {""}
    width = len(table.columns)
    holding = [
        sum(column < len(row) and fold(clean(row[column].text)) in names for row in table.rows)
        for column in range(width)
    ]
    label = max(range(width), key=lambda column: holding[column], default=0)
    return label, _pairs(form, table, label) if width and holding[label] else {}


def _pairs(form: Form, table: Table, label: int) -> dict[int, int]:
    """Index of a form's row → index of the table's row that it was read from, in the order of both."""
    labels = [fold(clean(row[label].text)) if label < len(row) else "" for row in table.rows]
    pairs: dict[int, int] = {}
    position = 0
    for index, row in enumerate(form.rows):
        name = fold(clean(row.name))
        for at in range(position, len(labels)):
            # A row that a page break cut has the start of the name only.
            if labels[at] and (labels[at] == name or (len(labels[at]) > 20 and name.startswith(labels[at]))):
                pairs[index] = at
                position = at + 1
                break
    return pairs


def _value_columns(form: Form, table: Table, label: int, pairs: dict[int, int]) -> list[int]:
    """The columns right of the names that hold neither the units nor the notes of the form's rows."""
    values = []
    for column in range(label + 1, len(table.columns)):
        if _NO_VALUES.fullmatch(fold(clean(" ".join(table.columns[column])))):
            continue
        told = [
            (clean(table.rows[at][column].text), form.rows[index])
            for index, at in pairs.items()
            if column < len(table.rows[at]) and clean(table.rows[at][column].text)
        ]
        repeated = sum(text in (clean(row.unit), clean(row.note), clean(row.name)) for text, row in told)
        if not told or repeated * 5 < len(told) * 3:
            values.append(column)
    return values


def _columns(
    report: Report, form: Form, table: Table, values: Sequence[int], pairs: dict[int, int]
) -> list[FormColumn]:
    if len(values) < 2:
        return []
    agreeing = {column: _agreement(form, table, pairs, column) for column in values}
    main = max(values, key=lambda column: agreeing[column])
    headings = {column: " – ".join(clean(text) for text in table.columns[column] if clean(text)) for column in values}
    summed = any(CUMULATIVE.search(fold(heading)) for heading in headings.values())
    made = []
    for column in values:
        heading = headings[column]
        folded = fold(heading)
        cumulative = True if CUMULATIVE.search(folded) else (False if summed else None)
        when, timed = _period(report, heading)
        change = heading if _CHANGE.search(folded) else None
        whose = None if timed or change or cumulative or _TIME.search(folded) or column == main else heading or None
        rows, quotes = _rows(form, table, pairs, column, column == main)
        made.append(
            FormColumn(
                replace(form, rows=rows), column == main, column, when, cumulative, change, whose, quotes,
                _PLANNED.search(folded) is not None, heading,
            )
        )
    return sorted(made, key=lambda item: not item.main)


def _agreement(form: Form, table: Table, pairs: dict[int, int], column: int) -> int:
    """How many of the form's own values stand in a column; those that stand in no other decide."""
    return sum(
        clean(table.rows[at][column].text) == clean(form.rows[index].value or "")
        for index, at in pairs.items()
        if column < len(table.rows[at]) and form.rows[index].value
    )


def _period(report: Report, heading: str) -> tuple[Period | None, bool]:
    """The period a column's heading names, in the report's year where it names none, and whether it names one.

    None for a period that is only told from the report's own where that leaves it open ("kỳ trước" of half a year)."""
    mentions = find_periods(heading)
    year = report.period.start.year if report.period else None
    folded = fold(heading)
    if len(mentions) == 1 and (found := mentions[0].resolve(year)) is not None:
        if _SAME_LAST_YEAR.search(folded) and year and re.fullmatch(r"\d{4}", found.id):
            return _shifted(report.period, year - int(found.id)), True
        return found, True
    if not mentions and not _CHANGE.search(folded):
        if _SAME_LAST_YEAR.search(folded):
            return _shifted(report.period, 1), True
        if _BEFORE.search(folded):
            return _before(report.period), True
        if _LAST_YEAR.search(folded):
            return (period(str(year - 1)) if year else None), True
    return report.period, bool(mentions)


def _shifted(own: Period | None, years: int) -> Period | None:
    """The same stretch of the year, so many years before."""
    return period(f"{own.start.year - years}{own.id[4:]}") if own is not None and own.id[:4].isdigit() else None


def _before(own: Period | None) -> Period | None:
    """The month, quarter or year before one; None for other stretches, before which nobody says how much is meant."""
    if own is None:
        return None
    if re.fullmatch(r"\d{4}", own.id):
        return _shifted(own, 1)
    parts = re.fullmatch(r"(\d{4})-(Q?)(\d+)", own.id)
    if parts is None:
        return None
    number = int(parts[3]) - 1
    last, width = (4, 1) if parts[2] else (12, 2)
    year = int(parts[1]) - (number == 0)
    return period(f"{year}-{parts[2]}{number or last:0{width}d}")


def _rows(
    form: Form, table: Table, pairs: dict[int, int], column: int, main: bool
) -> tuple[tuple[FormRow, ...], dict[int, tuple[str, int]]]:
    rows: list[FormRow] = []
    quotes: dict[int, tuple[str, int]] = {}
    for index, row in enumerate(form.rows):
        at = pairs.get(index)
        if at is None or column >= len(table.rows[at]):
            rows.append(row if main else replace(row, value=None))
            continue
        cells = table.rows[at]
        cell = cells[column]
        quote, starts = row_quote(cells)
        quotes[index] = (quote, starts[column])
        if main or row.value is None:
            rows.append(row)
        else:
            rows.append(
                replace(row, value=cell.text, page=cell.page, line=cell.line or row.line, value_boxes=cell.boxes)
            )
    return tuple(rows), quotes


def row_quote(row: Sequence[Cell]) -> tuple[str, list[int]]:
    """The row's cells parted by tabs, a merged cell once, and where each column's cell starts in it."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for column, cell in enumerate(row):
        if column and cell.reached:
            starts.append(starts[-1])
            continue
        starts.append(length)
        parts.append(cell.text)
        length += len(cell.text) + 1
    return "\t".join(parts), starts
