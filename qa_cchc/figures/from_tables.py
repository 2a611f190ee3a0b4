"""Figures of the other tables: one for each number, named by its row and the path of its column's headings.

Most tables have units, places or sectors in rows and what is counted in columns (Biểu 06/VPCP); some have what is counted
in rows and periods in columns. Which one it is shows in the headings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_cchc.figures.by_facets import indicator_of
from qa_cchc.figures.catalogue import Indicator, load
from qa_cchc.figures.cells import clean, english_way, read_cell
from qa_cchc.figures.from_forms import whose
from qa_cchc.records import Cell, Figure, FormRow, Period, Report, ReportRef, Table
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.numbers import Value, parse_number
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
_BARE_RATE = re.compile(r"(?:ty le|ti le|%|ty trong|dat ty le|phan tram|dat)(?: ?\(?%\)?)?(?: \(.*\))?")
_BARE_COUNT = re.compile(r"(?:so|so luong|sl|tong so|tong|so ho so|ho so|so tthc|ket qua)(?: \(.*\))?")
_MAXIMUM = re.compile(r"\b(?:toi da|thang diem|diem chuan)\b")
_RANK = re.compile(r"\b(?:xep hang|thu hang|xep thu|hang|vi thu)\b")
_GROUP_CODE = re.compile(r"[IVX]{1,5}|[A-HĐ]")
_FORMULA = re.compile(r"\(?\d{1,2}\)?(?:\s*[=+/*x:-]\s*\(?\d{1,3}\)?%?)*")


@dataclass(frozen=True, slots=True)
class _Shape:
    """Roles of a table's columns; `counted` when its rows name what is counted."""

    label: int
    unit: int | None
    note: int | None
    skipped: frozenset[int]
    counted: bool
    index: int | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a table: its label, unit and note, the heading rows above it, and the row of a form that it is, if it is one."""

    at: int
    cells: tuple[Cell, ...]
    label: str
    unit: str
    note: str
    group: str
    form_row: FormRow | None


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
    english = english_way(report)
    waiting: dict[str, list[FormRow]] = defaultdict(list)
    for form in report.forms:
        for row in form.rows:
            waiting[fold(clean(row.name))].append(row)
    for number, table in enumerate(report.tables):
        shape = _shape(table)
        if shape is not None:
            for line in _lines(table, shape, waiting):
                yield from _line_figures(report, reference, table, shape, number, line, english)


def _lines(table: Table, shape: _Shape, waiting: dict[str, list[FormRow]]) -> Iterator[_Line]:
    """The rows that carry numbers, each with the heading it stands under. Index rows and repeated headers are left out."""

    def text(row: Sequence[Cell], column: int | None) -> str:
        return clean(row[column].text) if column is not None and column < len(row) else ""

    group = ""
    for at, row in enumerate(table.rows):
        if _is_index_row(row) or _repeats_header(row, table) or shape.label >= len(row):
            continue
        label = text(row, shape.label)
        filled = {clean(cell.text) for cell in row} - {""}
        form_row = waiting[fold(label)].pop(0) if shape.counted and waiting.get(fold(label)) else None
        if len(filled) <= 1 or not any(_has_number(text(row, column)) for column in range(len(row)) if column not in shape.skipped):
            group = next(iter(filled), group) if len(filled) == 1 else label or group
            continue
        if not label or parse_number(label) is not None:
            continue
        leads = _GROUP_CODE.fullmatch(text(row, shape.index).strip(".")) is not None and _TOTAL.fullmatch(fold(label)) is None
        yield _Line(at, row, label, text(row, shape.unit), text(row, shape.note), "" if leads else group, form_row)
        if leads:
            group = label


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
    return _Shape(label, unit, note, skipped, _names_counted(table, label, values, heads), min(index, default=None))


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
    """The indicator that a path of headings names; a bare "Tỷ lệ" or "Số hồ sơ" at its end speaks of the heading above."""
    names = [name for text in path if (name := _BRACKETED_UNIT.sub("", clean(text)).strip(" :."))]
    if not names:
        return None
    catalogue = load()
    leaf = fold(names[-1])
    if _BARE_RATE.fullmatch(leaf):
        counted = _match(names[:-1])
        return _rate_of(counted) if counted is not None else None
    found = catalogue.match(names[-1], tuple(names[:-1]))
    if found is None and len(names) > 1:
        found = catalogue.match(" ".join(names[-2:]), tuple(names[:-2]))
        if found is None and _BARE_COUNT.fullmatch(leaf):
            return _match(names[:-1])
    return found[0] if found else None


def _rate_of(counted: Indicator) -> Indicator | None:
    """The rate that an indicator is the numerator of; itself when it is a rate."""
    if counted.kind == "ratio":
        return counted
    return next((indicator for indicator in load().indicators if indicator.numerator == counted.id), None)


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


def _line_figures(
    report: Report, reference: ReportRef, table: Table, shape: _Shape, number: int, line: _Line, english: bool
) -> Iterator[Figure]:
    quote, starts = _quote(line.cells)
    made: dict[str, Value] = {}
    for column, cell in enumerate(line.cells):
        if column in shape.skipped or column >= len(table.columns) or (column and cell is line.cells[column - 1]):
            continue
        # The form's own figure stands for the column it was read from.
        if line.form_row is not None and line.form_row.value is not None and clean(cell.text) == clean(line.form_row.value) != "":
            continue
        meaning = _meaning(report, table, shape, column, line)
        value = read_cell(cell.text, meaning.unit or "", english)
        if value.state != "value" or value.value is None:
            continue
        indicator = meaning.indicator
        over, below = value.numerator, value.denominator
        if over is None and indicator is not None and indicator.kind == "ratio" and not meaning.change:
            over, below = made.get(indicator.numerator or ""), made.get(indicator.denominator or "")
        if indicator is not None:
            made.setdefault(indicator.id, value.value)
        both = over is not None and below is not None
        unit = "%" if value.percent else meaning.unit
        yield Figure(
            id=f"{report.id}:t{number + 1}:{line.at + 1}:{column + 1}", indicator=meaning.name,
            indicator_id=indicator.id if indicator else None, value=value.value, text=value.text, unit=unit, state="value",
            period=meaning.period, place=report.place, level=report.level, scope=meaning.scope, origin="table",
            report=reference, file=report.file, section=_section(report, table), page=cell.page, quote=quote,
            mark=(starts[column], starts[column] + len(cell.text)), boxes=cell.boxes, line=cell.line,
            approximate=value.approximate, cumulative=meaning.cumulative, numerator=over if both else None,
            denominator=below if both else None, note=line.note or None, window=report.window, change=meaning.change,
            about=meaning.words, group=f"{report.id}:t{number + 1}:{line.at + 1}", facets=_facets(meaning, unit),
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


def _meaning(report: Report, table: Table, shape: _Shape, column: int, line: _Line) -> _Meaning:
    path = tuple(clean(text) for text in table.columns[column] if clean(text))
    heading = " – ".join(path)
    caption = clean(table.caption)
    cumulative = True if _CUMULATIVE.search(fold(f"{heading} {line.label if shape.counted else ''}")) else None
    about = (caption,) if 0 < len(caption) < 160 else ()
    if shape.counted:
        parents = tuple(clean(text) for text in line.form_row.parents) if line.form_row else (line.group,) if line.group else ()
        indicator = _row_indicator(about, parents, line, heading)
        short = f"{parents[-1]}: {line.label}" if parents and len(line.label.split()) < 4 else line.label
        name = indicator.name if indicator else f"{short} (điểm tối đa)" if _MAXIMUM.search(fold(heading)) else short
        scope = whose((line.label, *reversed(parents)))
        if scope is None and not _says_time(heading) and len(table.columns) - len(shape.skipped) > 1:
            scope = heading or None
    else:
        parents = (line.group,) if line.group else ()
        spoken = _with_neighbour(table, shape, column, path)
        indicator = _match(about + spoken) or _by_concepts(spoken, (caption, _section_title(report, table), _sole_object(table)))
        if indicator is not None and indicator.id == "files_to_resolve" and re.search(r"\btiep nhan\b", fold(heading)) \
                and not any("ky truoc" in fold(" ".join(column)) for column in table.columns):
            # "Tiếp nhận – Tổng số" holds files carried over only where a column tells how many.
            indicator = load().get("files_received")
        name = indicator.name if indicator else " – ".join(spoken) or caption or line.label
        scope = None if _TOTAL.fullmatch(fold(line.label)) else line.label
        if scope and line.group and not _TOTAL.fullmatch(fold(line.group)) and len(line.group) < 60:
            scope = f"{scope} ({line.group})"
    words = " – ".join(part for part in (caption, *parents, line.label, heading) if part)
    return _Meaning(
        name, indicator, _unit(path, line.unit, caption, indicator, line.label if shape.counted else ""), scope,
        _period(report, heading, caption), cumulative, heading if shape.counted and _CHANGE.search(fold(heading)) else None, words,
    )


def _row_indicator(about: tuple[str, ...], parents: tuple[str, ...], line: _Line, heading: str) -> Indicator | None:
    """What a row counts under one of its columns: its rank or points where the column says so, never a maximum of points."""
    folded = fold(heading)
    if _MAXIMUM.search(folded):
        return None
    if _RANK.search(folded):
        return _match((f"Xếp hạng {line.label}",))
    found = _match((*about, *parents, line.label))
    points = re.search(r"\bdiem\b", fold(f"{heading} {line.unit}")) is not None
    if found is not None and points != (found.kind == "score") and (points or found.unit == "điểm"):
        return None
    return found


def _sole_object(table: Table) -> str:
    """The headings of a table when all of them that name a thing counted name the same ("hồ sơ"); "" otherwise."""
    concepts = load_concepts()
    headings = " ".join(clean(text) for column in table.columns for text in column)
    objects = {c for c in concepts.ids(headings) if concepts.facet(c) == "object"}
    return headings if len(objects) == 1 else ""


def _by_concepts(path: Sequence[str], around: Sequence[str]) -> Indicator | None:
    """The indicator that the concepts of a column's headings make ("Trễ hẹn" in a table of files → late files).

    What is counted, or which index is meant, may stand only `around` it: in the caption, the section's heading.
    """
    concepts = load_concepts()
    leaf = path[-1] if path else ""
    bare = _BARE_RATE.fullmatch(_bare(leaf)) or _BARE_COUNT.fullmatch(_bare(leaf)) or _bare(leaf) in ("diem", "diem so")
    facets = concepts.ids(leaf)
    if not facets and not bare:
        return None
    for text in reversed(path[:-1]):
        facets = concepts.inherit(facets, concepts.ids(text))
    for text in around:
        facets = concepts.inherit(facets, tuple(c for c in concepts.ids(text) if concepts.facet(c) in ("object", "index")))
    rate = _RATE.search(fold(leaf)) is not None
    facets = tuple(c for c in facets if c not in ("score", "rate")) + (("rate",) if rate else ())
    return indicator_of(facets, "%" if rate else None)


def _bare(heading: str) -> str:
    return fold(_BRACKETED_UNIT.sub("", heading)).strip(" :.")


def _section_title(report: Report, table: Table) -> str:
    return report.sections[table.section].title if table.section is not None and table.section < len(report.sections) else ""


def _with_neighbour(table: Table, shape: _Shape, column: int, path: tuple[str, ...]) -> tuple[str, ...]:
    """A path that is only "Tỷ lệ (%)" is the rate of the column before it."""
    if len(path) == 1 and _BARE_RATE.fullmatch(_bare(path[0])) and column - 1 >= 0 \
            and column - 1 not in shape.skipped:
        return (*(clean(text) for text in table.columns[column - 1]), *path)
    return path


def _says_time(heading: str) -> bool:
    folded = fold(heading)
    return bool(find_periods(heading)) or bool(_CHANGE.search(folded) or _CUMULATIVE.search(folded) or re.search(
        r"\b(?:ky nay|ky truoc|trong ky|ky bao cao|quy nay|so lieu|ket qua|thuc hien|so luong|gia tri|ke hoach|cung ky|nam truoc|diem|xep hang|"
        r"thu hang|ty le|muc tieu)\b", folded))


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
    if counted is not None:
        return counted.group().lower()
    return "hồ sơ" if re.search(r"\bhồ sơ\b", caption, re.IGNORECASE) else None


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
