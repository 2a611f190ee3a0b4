"""How a table is laid out: which columns hold names, units, notes, and where it says what is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qa_cchc.figures.cells import clean
from qa_cchc.figures.heading_frames import said_in_frame
from qa_cchc.figures.headings import Around, counted_by, counted_by_caption
from qa_cchc.figures.sectors import is_sector
from qa_cchc.figures.table_columns import only_tells_time
from qa_cchc.figures.table_holders import is_unit
from qa_cchc.figures.table_lines import Line, Roles, has_number, table_lines
from qa_cchc.figures.table_points import MAXIMUM, PLAN, RANK, lists_areas, lists_groups
from qa_cchc.records import Table
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.numbers import parse_number
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.unicode import fold

_INDEX_HEAD = re.compile(r"(?:so )?tt|stt|so thu tu|ma|ma so|ky hieu|#")
_UNIT_HEAD = re.compile(r"(?:don vi tinh|dvt|don vi do(?: luong)?)\b.*")
_MAYBE_UNIT_HEAD = re.compile(r"don vi|dv|dvi")
_UNIT_CELL = re.compile(
    r"(?:ho so|hs|%|van ban|vb|thu tuc|tthc|nguoi|luot|cuoc|phieu|diem|trieu dong|ty dong|nghin dong|dong"
    r"|nhiem vu|truong hop"
    r"|giao dich|tin|bai|tai khoan|co quan|don vi|dich vu|chung thu|van de|lan|cai|lop|pakn|hoi nghi)\b.*|.*=.*|%"
)
_NOTE_HEAD = re.compile(r".*(?:ghi chu|ly do|dien giai|nguon\b(?! (?:von|kinh phi|thu|chi|ngan sach))).*|nguyen nhan")
_COUNTED_HEAD = re.compile(r".*\b(?:chi tieu|noi dung|tieu chi|chi so|hang muc|nhiem vu|danh muc)\b.*")
_TIME_HEAD = re.compile(r"(?:nam|quy|thang|ky|thoi gian|giai doan|thoi diem|ky bao cao|ky danh gia)")
_NAME_HEAD = re.compile(
    r".*\b(?:linh vuc|don vi|co quan|dia ban|ten|thu tuc|xa|phuong|huyen|nhom|chi so|noi dung|chi tieu"
    r"|bo phan|cap|tieu chi|phong"
    r"|nganh|khoi|loai)\b.*"
)
_ROW_CODE = re.compile(r"(?:\d{1,2}|[IVX]{1,5}|[A-HĐ])(?:\.\d{1,2}){0,5}[.)]?")
_SAMPLE = 40
_HEADER_ROWS = 2

Counted = Literal["rows", "columns", "caption"]


@dataclass(frozen=True, slots=True)
class Shape:
    """Roles of a table's columns, and where it says what is counted. `label` is the column of a row's own name."""

    roles: Roles
    counted: Counted

    @property
    def label(self) -> int:
        """The column of a row's own name."""
        return self.roles.names[-1]

    @property
    def skipped(self) -> frozenset[int]:
        """The columns that hold no values."""
        return self.roles.skipped


def with_lower_headings(table: Table) -> Table:
    """The table with headings that stand in its first rows, where the header was taken for one row only.

    A heading over several columns is printed in the first of them, where the file tells no spans.
    """
    columns = table.columns
    for row in table.rows[:_HEADER_ROWS]:
        below = [clean(cell.text) for cell in row[: len(columns)]]
        below += [""] * (len(columns) - len(below))
        if not _are_headings(columns, below):
            break
        columns = tuple(
            (*(path if any(path) else _left_of(columns, at)), text) if text and text not in path else path
            for at, (path, text) in enumerate(zip(columns, below, strict=True))
        )
    return table if columns is table.columns else replace(table, columns=columns)


def _are_headings(columns: Sequence[tuple[str, ...]], below: Sequence[str]) -> bool:
    """Whether a row only says more of the headings: no number in it, nothing under the first, several texts."""
    spoken = [text for text in below if text]
    if len(set(spoken)) < 2 or len(spoken) == len(below) or below[0] or any(map(has_number, spoken)):
        return False
    return all(any(columns[at]) or _left_of(columns, at) for at, text in enumerate(below) if text) and not any(
        below[at] for at in (0, 1) if at < len(below) - 1
    )


def _left_of(columns: Sequence[tuple[str, ...]], at: int) -> tuple[str, ...]:
    """The nearest headings to the left of a column without any."""
    return next((columns[left] for left in range(at - 1, -1, -1) if any(columns[left])), ())


def shape_lines(table: Table, shape: Shape) -> list[Line]:
    """The rows of a table that carry numbers."""
    return list(table_lines(table, shape.roles))


def table_shape(table: Table) -> Shape | None:
    """The layout of a table, None for one without a column of names or without numbers."""
    heads = [fold(clean(path[-1])).strip(" .:") if path else "" for path in table.columns]
    width = len(heads)
    index = {column for column, head in enumerate(heads) if _INDEX_HEAD.fullmatch(head)}
    if width > 2 and (not heads[0] or _ROW_CODE.fullmatch(heads[0].upper())) and _holds_codes(table):
        index.add(0)
    unit = next((column for column, head in enumerate(heads) if _UNIT_HEAD.fullmatch(head)), None)
    if unit is None:
        unit = next(
            (c for c, head in enumerate(heads) if _MAYBE_UNIT_HEAD.fullmatch(head) and _holds_units(table, c)), None
        )
    note = next((column for column, head in enumerate(heads) if _NOTE_HEAD.fullmatch(head)), None)
    time = next(
        (
            column
            for column, head in enumerate(heads)
            if _TIME_HEAD.fullmatch(head) and _holds_times(table, column, head)
        ),
        None,
    )
    apart = {*index, unit, note, time} - {None}
    numeric = {column for column in range(width) if column not in apart and _is_numeric(table, column)}
    named = [column for column in range(width) if column not in apart and column not in numeric]
    names = _names(heads, named, numeric, time)
    if not names:
        return None
    skipped = frozenset(index | {*names} | {column for column in (unit, note, time) if column is not None})
    values = [column for column in range(width) if column not in skipped]
    if not values:
        return None
    roles = Roles(min(index, default=None), names, unit, note, time, skipped)
    return Shape(roles, _where_counted(table, names[-1], values, heads))


def _names(heads: Sequence[str], named: Sequence[int], numeric: set[int], time: int | None) -> tuple[int, ...]:
    """The columns of names, outermost first: the first, or the one headed "Chỉ tiêu", and others before the numbers."""
    if not named:
        return (time,) if time is not None else ()
    first_value = min(numeric, default=len(heads))
    label = next((column for column in named if _COUNTED_HEAD.fullmatch(heads[column])), named[0])
    after = label if _COUNTED_HEAD.fullmatch(heads[label]) else label + 1
    before = [
        column
        for column in named
        if column < first_value and (column == label or (column <= after and _NAME_HEAD.fullmatch(heads[column])))
    ]
    return tuple(before) if label in before else (label,)


def _holds_codes(table: Table) -> bool:
    """Whether the first column numbers the rows ("1.", "2.1.", "3.2.1") beside a column of names."""
    first = [text for row in table.rows if row and (text := clean(row[0].text))]
    named = sum(len(row) > 1 and re.search(r"[^\W\d]{2}", clean(row[1].text)) is not None for row in table.rows)
    codes = sum(_ROW_CODE.fullmatch(text) is not None for text in first)
    return codes > 0.8 * len(first) > 0 and named * 2 > len(table.rows)


def _holds_times(table: Table, column: int, head: str) -> bool:
    texts = [text for row in table.rows[:_SAMPLE] if column < len(row) and (text := clean(row[column].text))]
    timely = sum(bool(find_periods(text) or find_periods(f"{head} {text}")) for text in texts)
    return timely * 2 > len(texts)


def _holds_units(table: Table, column: int) -> bool:
    texts = [text for row in table.rows[:_SAMPLE] if column < len(row) and (text := fold(clean(row[column].text)))]
    return sum(_UNIT_CELL.fullmatch(text) is not None for text in texts) > 0.7 * len(texts) > 0


def _is_numeric(table: Table, column: int) -> bool:
    texts = [clean(row[column].text) for row in table.rows if column < len(row)]
    filled = [text for text in texts if text]
    return bool(filled) and sum(has_number(text) and not re.search(r"[^\W\d]{4,}", text) for text in filled) * 2 >= len(
        filled
    )


def _where_counted(table: Table, label: int, values: Sequence[int], heads: Sequence[str]) -> Counted:
    """Whether the rows, the columns or only the caption name what is counted."""
    labels = [clean(row[label].text) for row in table.rows[:_SAMPLE] if label < len(row)]
    labels = [text for text in dict.fromkeys(labels) if text and parse_number(text) is None]
    headings = [tuple(text for each in table.columns[column] if (text := clean(each))) for column in values]
    if lists_areas(labels) and any(map(_measures_points, headings)):
        return "rows"
    if lists_groups(labels) and not lists_groups([" ".join(path) for path in headings]):
        return "rows"
    caption = clean(table.caption)
    in_columns = sum(map(_names_thing, headings)) / len(values)
    if in_columns > 0.5 or (in_columns and lists_groups([" ".join(path) for path in headings])):
        return "columns"
    if _COUNTED_HEAD.fullmatch(heads[label]) is not None:
        return "rows"
    things = [text for text in labels if not (is_unit(text) or is_sector(text))]
    in_rows = sum(counted_by((text,)) is not None for text in things) / max(1, len(labels))
    if not things and all(said_in_frame(path, caption, "", None, False)[1] for path in headings):
        return "columns"
    if (in_rows > 0.5 and in_rows > in_columns) or (not in_columns and _names_index(labels)):
        return "rows"
    times = sum(bool(find_periods(" ".join(path))) for path in headings)
    if times * 2 > len(values) and not in_columns and not any(map(_measures_points, headings)):
        units = sum(map(is_unit, labels)) > 0.5 * len(labels)
        return "caption" if units or (in_rows <= 0.3 and counted_by_caption(caption)) else "rows"
    return "columns"


def _names_thing(path: Sequence[str]) -> bool:
    """Whether the headings of a column name something counted, as against a time or a measure."""
    concepts = load_concepts()
    if not path or PLAN.fullmatch(fold(path[-1]).strip(" :.")) or MAXIMUM.search(fold(" ".join(path))):
        return False
    told = {concepts.facet(c) for text in path for c in concepts.ids(text)}
    said = tuple(text for text in path if not only_tells_time(text)) or tuple(path)
    return bool(told - {"measure", "desk"}) and counted_by(said, Around(theme="files")) is not None


def _measures_points(path: Sequence[str]) -> bool:
    """Whether headings tell points, ranks or maxima."""
    folded = fold(" ".join(path))
    return RANK.search(folded) is not None or MAXIMUM.search(folded) is not None or "điểm" in " ".join(path).lower()


def _names_index(texts: Sequence[str]) -> bool:
    concepts = load_concepts()
    return any(concepts.facet(c) == "index" for text in texts for c in concepts.ids(text))
