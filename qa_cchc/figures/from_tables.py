"""Figures of the other tables: one for each number, named by its row and the path of its column's headings.

Most tables have units, places or sectors in rows and what is counted in columns (Biểu 06/VPCP); some have what is counted
in rows and periods in columns. Which one it is shows in the headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_cchc.figures.catalogue import Indicator, load
from qa_cchc.figures.cells import clean, read_cell
from qa_cchc.records import Cell, Figure, Period, Report, ReportRef, Table
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.numbers import parse_number
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.unicode import fold

_INDEX_HEAD = re.compile(r"(?:so )?tt|stt|so thu tu|ma|ma so|ky hieu|#")
_UNIT_HEAD = re.compile(r"(?:don vi tinh|dvt|don vi do(?: luong)?)\b.*")
_NOTE_HEAD = re.compile(r".*(?:ghi chu|ly do|nguyen nhan|dien giai|nguon).*")
_COUNTED_HEAD = re.compile(r".*\b(?:chi tieu|noi dung|tieu chi|chi so|hang muc|nhiem vu|danh muc)\b.*")
_TOTAL = re.compile(r"(?:tong(?: cong| so| hop)?|cong|toan (?:tinh|huyen|thi xa|thanh pho|nganh|dia ban))\b.*")
_BRACKETED_UNIT = re.compile(r"\((?:đơn vị(?: tính)?\s*:\s*|đvt\s*:\s*)?([^()\d]{1,25}|%)\)", re.IGNORECASE)
_CAPTION_UNIT = re.compile(r"(?:đơn vị tính|đvt|đơn vị)\s*:\s*([^();.]{1,30})", re.IGNORECASE)
_BODY_UNIT = re.compile(r"(?:hồ sơ|hs|%|văn bản|thủ tục|tthc|người|lượt|cuộc|phiếu|điểm|triệu đồng|tỷ đồng|đồng|đơn vị|nhiệm vụ|trường hợp|giao dịch|tin|bài)\b|%",
                        re.IGNORECASE)
_RATE = re.compile(r"\bty le\b|\bti le\b|%|\bphan tram\b")
_CHANGE = re.compile(r"\btang\b|\bgiam\b|\bso voi\b|\bso sanh\b|\bchenh lech\b|\+/-")
_CUMULATIVE = re.compile(r"\bluy ke\b|\btu dau nam\b|\bcong don\b")
_FORMULA = re.compile(r"\(?\d{1,2}\)?(?:\s*[=+/*x:-]\s*\(?\d{1,3}\)?%?)*")


@dataclass(frozen=True, slots=True)
class _Shape:
    """Roles of a table's columns; `counted` when its rows name what is counted."""

    label: int
    unit: int | None
    note: int | None
    skipped: frozenset[int]
    counted: bool


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What one cell's headings say."""

    name: str
    indicator: Indicator | None
    unit: str | None
    scope: str | None
    period: Period | None
    cumulative: bool | None
    change: str | None
    words: str


def table_figures(report: Report) -> Iterator[Figure]:
    """Figures of all tables in their order, totals included; numbers that a standard form already gave are left to it."""
    reference = ReportRef(report.id, report.number, report.date, report.agency)
    given = {(fold(clean(row.name)), clean(row.value)) for form in report.forms for row in form.rows if row.value}
    for number, table in enumerate(report.tables):
        shape = _shape(table)
        if shape is None:
            continue
        group = ""
        for at, row in enumerate(table.rows):
            if _is_index_row(row) or _repeats_header(row, table):
                continue
            texts = [clean(cell.text) for cell in row]
            if len(set(filter(None, texts))) <= 1 or not any(_has_number(text) for column, text in enumerate(texts) if column not in shape.skipped):
                group = next(filter(None, texts), group) if len(set(filter(None, texts))) == 1 else texts[shape.label] or group
                continue
            yield from _row_figures(report, reference, table, shape, number, at, group, given)


def _shape(table: Table) -> _Shape | None:
    """Roles of the columns, None for a table without a column of names or without numbers."""
    heads = [fold(clean(path[-1])).strip(" .:") if path else "" for path in table.columns]
    width = len(heads)
    index = {column for column, head in enumerate(heads) if _INDEX_HEAD.fullmatch(head)}
    unit = next((column for column, head in enumerate(heads) if _UNIT_HEAD.fullmatch(head)), None)
    note = next((column for column, head in enumerate(heads) if _NOTE_HEAD.fullmatch(head)), None)
    named = [column for column in range(width) if column not in index and column not in (unit, note) and not _is_numeric(table, column)]
    if not named:
        return None
    label = next((column for column in named if _COUNTED_HEAD.fullmatch(heads[column])), named[0])
    skipped = frozenset(index | {label} | {column for column in (unit, note) if column is not None})
    values = [column for column in range(width) if column not in skipped]
    if not values:
        return None
    return _Shape(label, unit, note, skipped, _names_counted(table, label, values, heads))


def _is_numeric(table: Table, column: int) -> bool:
    texts = [clean(row[column].text) for row in table.rows if column < len(row)]
    filled = [text for text in texts if text]
    return bool(filled) and sum(_has_number(text) and not re.search(r"[^\W\d]{4,}", text) for text in filled) * 2 >= len(filled)


def _has_number(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _names_counted(table: Table, label: int, values: Sequence[int], heads: Sequence[str]) -> bool:
    """Whether the rows name what is counted, as against units or sectors."""
    if _COUNTED_HEAD.fullmatch(heads[label]):
        return True
    periods = sum(bool(find_periods(" ".join(table.columns[column]))) for column in values)
    in_rows = sum(_match((clean(row[label].text),)) is not None for row in table.rows[:40] if label < len(row))
    in_columns = sum(_match(table.columns[column]) is not None for column in values)
    return periods * 2 > len(values) or (in_rows > in_columns and in_rows * 2 > len(table.rows))


def _match(path: Sequence[str]) -> Indicator | None:
    names = [_BRACKETED_UNIT.sub("", clean(text)).strip(" :.") for text in path if clean(text)]
    if not names:
        return None
    catalogue = load()
    found = catalogue.match(names[-1], tuple(names[:-1]))
    if found is None and len(names) > 1:
        found = catalogue.match(" ".join(names[-2:]), tuple(names[:-2]))
    return found[0] if found else None


def _is_index_row(row: Sequence[Cell]) -> bool:
    """A row numbering the columns: "(1)", "(2)", "(3)=(4)+(5)"."""
    texts = [clean(cell.text) for cell in row]
    filled = [text for text in texts if text and text not in ("A", "B")]
    formulas = [text for text in filled if _FORMULA.fullmatch(text)]
    if not filled or len(formulas) != len(filled):
        return False
    bracketed = [text for text in filled if "(" in text or "=" in text]
    leading = [int(match.group()) for text in filled if (match := re.search(r"\d+", text))]
    return len(bracketed) * 2 >= len(filled) or leading == list(range(leading[0], leading[0] + len(leading))) and leading[0] <= 2 and len(leading) > 2


def _repeats_header(row: Sequence[Cell], table: Table) -> bool:
    return all(clean(cell.text) == clean(path[-1] if path else "") for cell, path in zip(row, table.columns, strict=False))


def _row_figures(
    report: Report, reference: ReportRef, table: Table, shape: _Shape, number: int, at: int, group: str, given: set[tuple[str, str]]
) -> Iterator[Figure]:
    row = table.rows[at]
    label = clean(row[shape.label].text)
    row_unit = clean(row[shape.unit].text) if shape.unit is not None and shape.unit < len(row) else ""
    note = clean(row[shape.note].text) if shape.note is not None and shape.note < len(row) else ""
    if parse_number(label) is not None or not label:
        return
    quote, starts = _quote(row)
    for column, cell in enumerate(row):
        if column in shape.skipped or column >= len(table.columns) or (column and cell is row[column - 1]):
            continue
        if (fold(label), clean(cell.text)) in given:
            continue
        meaning = _meaning(report, table, shape, column, label, row_unit, group)
        value = read_cell(cell.text, meaning.unit or "")
        if value.state != "value":
            continue
        unit = "%" if value.percent else meaning.unit
        mark = (starts[column], starts[column] + len(cell.text)) if starts[column] is not None else None
        yield Figure(
            id=f"{report.id}:t{number + 1}:{at + 1}:{column + 1}", indicator=meaning.name,
            indicator_id=meaning.indicator.id if meaning.indicator else None, value=value.value, text=value.text, unit=unit, state="value",
            period=meaning.period, place=report.place, level=report.level, scope=meaning.scope, origin="table", report=reference,
            file=report.file, section=_section(report, table), page=cell.page, quote=quote, mark=mark, boxes=cell.boxes, line=cell.line,
            approximate=value.approximate, cumulative=meaning.cumulative, numerator=value.numerator, denominator=value.denominator,
            note=note or None, window=report.window, change=meaning.change, about=meaning.words,
            group=f"{report.id}:t{number + 1}:{at + 1}", facets=_facets(meaning, unit),
        )


def _quote(row: Sequence[Cell]) -> tuple[str, list[int]]:
    """The row's cells parted by tabs, a merged cell once, and where each column's cell starts in it."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for column, cell in enumerate(row):
        if column and cell is row[column - 1]:
            starts.append(starts[-1])
            continue
        starts.append(length)
        parts.append(cell.text)
        length += len(cell.text) + 1
    return "\t".join(parts), starts


def _meaning(report: Report, table: Table, shape: _Shape, column: int, label: str, row_unit: str, group: str) -> _Meaning:
    path = tuple(clean(text) for text in table.columns[column] if clean(text))
    heading = " – ".join(path)
    caption = clean(table.caption)
    total = _TOTAL.fullmatch(fold(label)) is not None
    if shape.counted:
        indicator = _match((group, label) if group else (label,))
        name = indicator.name if indicator else (f"{group}: {label}" if group and len(label.split()) < 4 else label)
        scope = None if _says_time(heading) or len(table.columns) - len(shape.skipped) == 1 else _scope(heading)
        words = " – ".join(part for part in (caption, group, label, heading) if part)
    else:
        indicator = _match((*_caption_parents(caption), *path))
        name = indicator.name if indicator else heading or caption or label
        scope = None if total else (f"{label} ({group})" if group and _TOTAL.fullmatch(fold(group)) is None and len(group) < 60 else label)
        words = " – ".join(part for part in (caption, group, label, heading) if part)
    return _Meaning(
        name, indicator, _unit(path, row_unit, caption, indicator, label if shape.counted else ""), scope,
        _period(report, heading, caption), True if _CUMULATIVE.search(fold(f"{heading} {label if shape.counted else ''}")) else None,
        heading if shape.counted and _CHANGE.search(fold(heading)) else None, words,
    )


def _caption_parents(caption: str) -> tuple[str, ...]:
    return (caption,) if caption and len(caption) < 160 else ()


def _scope(heading: str) -> str | None:
    return heading or None


def _says_time(heading: str) -> bool:
    folded = fold(heading)
    return bool(find_periods(heading)) or bool(_CHANGE.search(folded) or _CUMULATIVE.search(folded) or re.search(
        r"\b(?:ky nay|ky truoc|trong ky|ky bao cao|quy nay|so lieu|ket qua|thuc hien|so luong|gia tri|ke hoach|cung ky|nam truoc)\b", folded))


def _unit(path: Sequence[str], row_unit: str, caption: str, indicator: Indicator | None, label: str) -> str | None:
    """The unit, from the nearest place that states one."""
    for text in (*reversed(path), label):
        bracketed = _BRACKETED_UNIT.search(text)
        if bracketed and _BODY_UNIT.search(bracketed[1]):
            return bracketed[1].strip()
    if path and _RATE.search(fold(path[-1])) or (label and not row_unit and _RATE.search(fold(label))):
        return "%"
    if row_unit:
        return row_unit
    if indicator is not None:
        return indicator.unit
    stated = _CAPTION_UNIT.search(caption) or _BRACKETED_UNIT.search(caption)
    if stated and _BODY_UNIT.search(stated[1]):
        return stated[1].strip()
    counted = _BODY_UNIT.search(" ".join((*path, label)))
    return counted.group().lower() if counted else None


def _period(report: Report, heading: str, caption: str) -> Period | None:
    """The period a column or the caption names, with the report's year where they name none; else the report's."""
    year = report.period.start.year if report.period else None
    for text in (heading, caption):
        mentions = find_periods(text)
        if len(mentions) == 1 and (found := mentions[0].resolve(year)) is not None:
            return found
    return report.period


def _facets(meaning: _Meaning, unit: str | None) -> tuple[str, ...]:
    concepts = load_concepts()
    facets = meaning.indicator.facets if meaning.indicator and meaning.indicator.facets else concepts.ids(meaning.words)
    return concepts.inherit(("rate",), facets) if unit == "%" and "rate" not in facets else facets


def _section(report: Report, table: Table) -> str:
    section = report.sections[table.section].name if table.section is not None and table.section < len(report.sections) else ""
    caption = clean(table.caption)
    if len(caption) > 90:
        caption = caption[:caption.rfind(" ", 0, 90)] + "…"
    return ", ".join(part for part in (section, f"bảng “{caption}”" if caption else ("" if section else "bảng số liệu")) if part)
