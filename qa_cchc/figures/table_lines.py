"""The rows of a table that carry numbers, each with the headings it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_cchc.figures.cells import clean
from qa_cchc.records import Cell, Table
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.unicode import fold

_TOTAL = re.compile(
    r"(?:tổng(?:\s+(?:cộng|số|hợp|chung|điểm))?|cộng)\s*(?:[:.(\[–-].*|(?:các|cấp|toàn|khối|chung|mục|phần|nhóm|cả)\b.*"
    r"|[ivx]{1,4}|[a-hđ])?|(?:tổng(?:\s+(?:cộng|số))?\s+)?toàn\s+(?:tỉnh|huyện|thị xã|thành phố|ngành|địa bàn"
    r"|quận|xã|phường|sở)\b.*"
)
_UNMARKED_TOTAL = re.compile(r"(?:tong(?: cong| so)?|cong)\s*[:.]?")
AVERAGE = re.compile(r"(?:gia tri |diem |ty le )?(?:trung binh|binh quan)\b.*")
_FORMULA = re.compile(r"\(?\d{1,2}\)?(?:\s*[=+/*x:-]\s*\(?\d{1,3}\)?%?)*")
_LETTER = re.compile(r"[A-HĐ]")
_ROMAN = re.compile(r"[IVX]{1,5}")
_DOTTED = re.compile(r"(?:\d{1,2}|[IVX]{1,5})((?:\.\d{1,2}){1,5})")
_NUMBERING = re.compile(r"(?:(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HĐ])[.)]|(\d{1,2}(?:\.\d{1,2})+))\s+(?=[^\W\d])")
_BULLET = re.compile(r"([-–+•*])\s*(?=[^\W\d])")
_PLAIN, _BULLETS = 2.0, {"+": 8.0}


def is_total(label: str) -> bool:
    """Whether a row's label says that it adds up others: "Tổng cộng", "Cộng các xã", "Toàn tỉnh"; not "Tổng số hồ
    sơ tiếp nhận", which says what is counted, nor "Công khai"."""
    lower = label.lower().strip()
    return _TOTAL.fullmatch(lower) is not None or (lower.isascii() and _UNMARKED_TOTAL.fullmatch(lower) is not None)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its label without numbering, unit and note; `parents` are the rows above it, outermost first.

    `heads` says that rows below stand under it, `total` that it adds up others; `when` names the row's own period.
    `rank` orders levels of numbering, the outermost lowest.
    """

    at: int
    cells: tuple[Cell, ...]
    label: str
    unit: str
    note: str
    parents: tuple[str, ...]
    rank: float
    total: bool
    when: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Roles:
    """Which columns tell a row's number, names (outermost first), unit, note and time; the others hold values."""

    index: int | None
    names: tuple[int, ...]
    unit: int | None
    note: int | None
    time: int | None
    skipped: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Row:
    at: int
    cells: tuple[Cell, ...]
    texts: tuple[str, ...]
    label: str
    code: str
    rank: float
    numbers: bool
    outer: tuple[str, ...]


def table_lines(table: Table, roles: Roles) -> Iterator[Line]:
    """The rows that carry numbers in their order. Rows numbering the columns and repeated headers are left out."""
    rows = list(_rows(table, roles))
    above: list[tuple[float, str]] = []
    for position, row in enumerate(rows):
        following = rows[position + 1] if position + 1 < len(rows) else None
        total = is_total(row.label)
        if not row.numbers:
            if not total and _is_heading(row, following, rows):
                rank = row.rank if row.code else _heading_rank(rows)
                above = [*((r, text) for r, text in above if r < rank), (rank, row.label)]
            continue
        parents = tuple(text for r, text in above if r < row.rank)
        time = _text(row.texts, roles.time)
        head = clean(table.columns[roles.time][-1]) if roles.time is not None and table.columns[roles.time] else ""
        yield Line(
            row.at,
            row.cells,
            row.label,
            _text(row.texts, roles.unit),
            _text(row.texts, roles.note),
            (*parents, *row.outer),
            row.rank,
            total,
            "" if total else _time_of(time, head) if time else row.label if _is_time(row.label) else "",
            row.code,
        )
        if not total or row.code:
            above = [*((r, text) for r, text in above if r < row.rank), (row.rank, row.label)]


def is_index_row(row: Sequence[Cell]) -> bool:
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


def repeats_header(row: Sequence[Cell], table: Table) -> bool:
    """Whether a row only says the innermost headings again."""
    return all(
        clean(cell.text) == clean(path[-1] if path else "") for cell, path in zip(row, table.columns, strict=False)
    )


def has_number(text: str) -> bool:
    """Whether any digit stands in it."""
    return any(character.isdigit() for character in text)


def _rows(table: Table, roles: Roles) -> Iterator[_Row]:
    filled_down: dict[int, str] = {}
    for at, cells in enumerate(table.rows):
        if is_index_row(cells) or repeats_header(cells, table):
            continue
        texts = tuple(clean(cell.text) for cell in cells)
        index = _text(texts, roles.index).strip(". )(")
        named = [_text(texts, column) for column in roles.names]
        label = named[-1] if named else ""
        outer: tuple[str, ...] = ()
        for column, text in zip(roles.names[:-1], named[:-1], strict=True):
            # A cell that spans rows is printed in the first of them alone.
            filled_down[column] = text or filled_down.get(column, "")
            label = label or text
            if filled_down[column] and filled_down[column] != label:
                outer = (*outer, filled_down[column])
        if not label and re.search(r"[^\W\d_]{2}", index):
            label, index = index, ""
        if is_total(label):
            outer = ()
        distinct = {text for text in texts if text}
        if not label and len(distinct) == 1:
            label = next(iter(distinct))
        if not label and not any(has_number(text) for text in texts):
            continue
        if roles.time is not None and not label:
            label = _text(texts, roles.time)
        numbered = _NUMBERING.match(label)
        if numbered:
            index = index or numbered[1] or numbered[2] or ""
            label = label[numbered.end() :]
        bullet = _BULLET.match(label)
        rank = _rank(index, bullet[1] if bullet else "")
        label = label[bullet.end() :] if bullet else label
        numbers = len(distinct) > 1 and any(
            has_number(text) for column, text in enumerate(texts) if column not in roles.skipped
        )
        if label and (re.search(r"[^\W\d_]", label) or roles.time is not None):
            yield _Row(
                at, cells, texts, label, index if rank != _PLAIN or index.isdigit() else "", rank, numbers, outer
            )


def _rank(code: str, bullet: str) -> float:
    if bullet:
        return _BULLETS.get(bullet, 7.0)
    if dotted := _DOTTED.fullmatch(code):
        return _PLAIN + dotted[1].count(".")
    if _ROMAN.fullmatch(code):
        return 1.0
    if _LETTER.fullmatch(code):
        return 0.0
    return _PLAIN if not re.fullmatch(r"[a-zđ]", code) else 6.0


def _is_heading(row: _Row, following: _Row | None, rows: Sequence[_Row]) -> bool:
    """Whether a row without numbers leads those below, as against a unit that reported nothing."""
    if row.code and row.rank < _PLAIN:
        return True
    if row.code:
        return following is not None and following.rank > row.rank
    spread = len({text for text in row.texts if text}) == 1
    if not spread:
        return False
    numbered = sum(bool(other.code) for other in rows) * 2 > len(rows)
    covering = sum(bool(text) for text in row.texts) > 1
    return (
        covering
        or numbered
        or row.label.isupper()
        or row.label.endswith(":")
        or following is None
        or not _alike(row, rows)
    )


def _alike(row: _Row, rows: Sequence[_Row]) -> bool:
    """Whether a label begins as those of rows with numbers do."""
    first = fold(row.label).split()[:1]
    return any(other.numbers and fold(other.label).split()[:1] == first for other in rows)


def _heading_rank(rows: Sequence[_Row]) -> float:
    """A heading without a code stands right above plain rows."""
    return _PLAIN - 0.5 if any(row.rank >= _PLAIN for row in rows) else 0.5


def _text(texts: Sequence[str], column: int | None) -> str:
    return texts[column] if column is not None and column < len(texts) else ""


def _is_time(label: str) -> bool:
    mentions = find_periods(label)
    return len(mentions) == 1 and not re.sub(
        r"[\W_]|\b(?:dau|nam|ca)\b", "", fold(label[: mentions[0].start] + label[mentions[0].end :])
    )


def _time_of(text: str, head: str) -> str:
    """A row's time in full: "01" under "Tháng" is "Tháng 01"."""
    return text if not text or find_periods(text) else f"{head} {text}"
