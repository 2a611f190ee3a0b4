"""Figures of the other tables: one for each number, named by its row and the path of its column's headings.

Most tables have units, places or sectors in rows and what is counted in columns (Biểu 06/VPCP); some have what is
counted in rows and periods in columns. Which one it is shows in the headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_cchc.figures.catalogue import Indicator, load
from qa_cchc.figures.cells import CellValue, clean, english_way, read_cell
from qa_cchc.figures.form_grids import form_columns, row_quote
from qa_cchc.figures.from_forms import whose
from qa_cchc.figures.headings import BARE_RATE, BRACKETED_UNIT, RATE, bare, match_concepts, match_path, sole_object
from qa_cchc.figures.table_shapes import TOTAL, Line, Shape, table_lines, table_shape
from qa_cchc.records import Figure, Period, Report, ReportRef, Table
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.numbers import Value
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.unicode import fold

_CHANGE = re.compile(r"\btang\b|\bgiam\b|\bso voi\b|\bso sanh\b|\bchenh lech\b|\+/-")
_CUMULATIVE = re.compile(r"\bluy ke\b|\btu dau nam\b|\bcong don\b")
_CAPTION_UNIT = re.compile(r"(?:đơn vị tính|đvt|đơn vị)\s*:\s*([^();.]{1,30})", re.IGNORECASE)
_BODY_UNIT = re.compile(
    r"(?:hồ sơ|hs|%|văn bản|thủ tục|tthc|người|lượt|cuộc|phiếu|điểm|triệu đồng|tỷ đồng|đồng|đơn vị|nhiệm vụ|"
    r"trường hợp|giao dịch|tin|bài)\b|%",
    re.IGNORECASE,
)
_MAXIMUM = re.compile(r"\b(?:toi da|thang diem|diem chuan)\b")
_RANK = re.compile(r"\b(?:xep hang|thu hang|xep thu|hang|vi thu)\b")


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
    """Figures of all tables in their order, totals included; the tables of standard forms are left to `from_forms`."""
    reference = ReportRef(report.id, report.number, report.date, report.agency)
    english = english_way(report)
    _, forms = form_columns(report)
    for number, table in enumerate(report.tables):
        shape = table_shape(table) if number not in forms else None
        if shape is not None:
            for line in table_lines(table, shape):
                yield from _line_figures(report, reference, table, shape, number, line, english)


def _line_figures(
    report: Report, reference: ReportRef, table: Table, shape: Shape, number: int, line: Line, english: bool
) -> Iterator[Figure]:
    quote, starts = row_quote(line.cells)
    made: dict[str, Value] = {}
    for column, cell in enumerate(line.cells):
        if column in shape.skipped or column >= len(table.columns) or (column and cell is line.cells[column - 1]):
            continue
        meaning = _meaning(report, table, shape, column, line)
        value = read_cell(cell.text, meaning.unit or "", english)
        if cell.unreadable:
            value = CellValue("unreadable", "")
        elif value.state != "value" or value.value is None:
            continue
        indicator = meaning.indicator
        over, below = value.numerator, value.denominator
        if over is None and indicator is not None and indicator.kind == "ratio" and not meaning.change:
            over, below = made.get(indicator.numerator or ""), made.get(indicator.denominator or "")
        if indicator is not None and value.value is not None:
            made.setdefault(indicator.id, value.value)
        both = over is not None and below is not None
        unit = "%" if value.percent else meaning.unit
        yield Figure(
            id=f"{report.id}:t{number + 1}:{line.at + 1}:{column + 1}",
            indicator=meaning.name,
            indicator_id=indicator.id if indicator else None,
            value=value.value,
            text=value.text,
            unit=unit,
            state=value.state,
            period=meaning.period,
            place=report.place,
            level=report.level,
            scope=meaning.scope,
            origin="table",
            report=reference,
            file=report.file,
            section=_section(report, table),
            page=cell.page,
            quote=quote,
            mark=(starts[column], starts[column] + len(cell.text)) if cell.text else None,
            boxes=cell.boxes,
            line=cell.line,
            approximate=value.approximate,
            cumulative=meaning.cumulative,
            numerator=over if both else None,
            denominator=below if both else None,
            note=line.note or None,
            window=report.window,
            change=meaning.change,
            about=meaning.words,
            group=f"{report.id}:t{number + 1}:{line.at + 1}",
            facets=_facets(meaning, unit),
        )


def _meaning(report: Report, table: Table, shape: Shape, column: int, line: Line) -> _Meaning:
    path = tuple(clean(text) for text in table.columns[column] if clean(text))
    heading = " – ".join(path)
    caption = clean(table.caption)
    cumulative = True if _CUMULATIVE.search(fold(f"{heading} {line.label if shape.counted else ''}")) else None
    about = (caption,) if 0 < len(caption) < 160 else ()
    if shape.counted:
        parents = (line.group,) if line.group else ()
        indicator = _row_indicator(about, parents, line, heading)
        short = f"{parents[-1]}: {line.label}" if parents and len(line.label.split()) < 4 else line.label
        name = indicator.name if indicator else f"{short} (điểm tối đa)" if _MAXIMUM.search(fold(heading)) else short
        scope = whose((line.label, *reversed(parents)))
        if scope is None and not _says_time(heading) and len(table.columns) - len(shape.skipped) > 1:
            scope = heading or None
    else:
        parents = (line.group,) if line.group else ()
        spoken = _with_neighbour(table, shape, column, path)
        indicator = match_path(about + spoken) or match_concepts(
            spoken, (caption, _section_title(report, table), sole_object(table))
        )
        if (
            indicator is not None
            and indicator.id == "files_to_resolve"
            and re.search(r"\btiep nhan\b", fold(heading))
            and not any("ky truoc" in fold(" ".join(column)) for column in table.columns)
        ):
            # "Tiếp nhận – Tổng số" holds files carried over only where a column tells how many.
            indicator = load().get("files_received")
        name = indicator.name if indicator else " – ".join(spoken) or caption or line.label
        scope = None if TOTAL.fullmatch(fold(line.label)) else line.label
        if scope and line.group and not TOTAL.fullmatch(fold(line.group)) and len(line.group) < 60:
            scope = f"{scope} ({line.group})"
    words = " – ".join(part for part in (caption, *parents, line.label, heading) if part)
    return _Meaning(
        name,
        indicator,
        _unit(path, line.unit, caption, indicator, line.label if shape.counted else ""),
        scope,
        _period(report, heading, caption),
        cumulative,
        heading if shape.counted and _CHANGE.search(fold(heading)) else None,
        words,
    )


def _row_indicator(about: tuple[str, ...], parents: tuple[str, ...], line: Line, heading: str) -> Indicator | None:
    """What a row counts under one of its columns: its rank or points where the column says so, never a maximum of
    points."""
    folded = fold(heading)
    if _MAXIMUM.search(folded):
        return None
    if _RANK.search(folded):
        return match_path((f"Xếp hạng {line.label}",))
    found = match_path((*about, *parents, line.label))
    points = re.search(r"\bdiem\b", fold(f"{heading} {line.unit}")) is not None
    if found is not None and points != (found.kind == "score") and (points or found.unit == "điểm"):
        return None
    return found


def _section_title(report: Report, table: Table) -> str:
    return (
        report.sections[table.section].title
        if table.section is not None and table.section < len(report.sections)
        else ""
    )


def _with_neighbour(table: Table, shape: Shape, column: int, path: tuple[str, ...]) -> tuple[str, ...]:
    """A path that is only "Tỷ lệ (%)" is the rate of the column before it."""
    if len(path) == 1 and BARE_RATE.fullmatch(bare(path[0])) and column - 1 >= 0 and column - 1 not in shape.skipped:
        return (*(clean(text) for text in table.columns[column - 1]), *path)
    return path


def _says_time(heading: str) -> bool:
    folded = fold(heading)
    return bool(find_periods(heading)) or bool(
        _CHANGE.search(folded)
        or _CUMULATIVE.search(folded)
        or re.search(
            r"\b(?:ky nay|ky truoc|trong ky|ky bao cao|quy nay|so lieu|ket qua|thuc hien|so luong|gia tri|"
            r"ke hoach|cung ky|nam truoc|diem|xep hang|"
            r"thu hang|ty le|muc tieu)\b",
            folded,
        )
    )


def _unit(path: Sequence[str], row_unit: str, caption: str, indicator: Indicator | None, label: str) -> str | None:
    """The unit, from the nearest place that states one."""
    for text in (*reversed(path), label):
        bracketed = BRACKETED_UNIT.search(text)
        if bracketed and _BODY_UNIT.search(bracketed[1]):
            return bracketed[1].strip()
    if (path and RATE.search(fold(path[-1]))) or (label and not row_unit and RATE.search(fold(label))):
        return "%"
    if row_unit:
        return row_unit
    if indicator is not None:
        return indicator.unit
    stated = _CAPTION_UNIT.search(caption) or BRACKETED_UNIT.search(caption)
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
    section = (
        report.sections[table.section].name
        if table.section is not None and table.section < len(report.sections)
        else ""
    )
    caption = clean(table.caption)
    if len(caption) > 90:
        caption = caption[: caption.rfind(" ", 0, 90)] + "…"
    return ", ".join(
        part for part in (section, f"bảng “{caption}”" if caption else ("" if section else "bảng số liệu")) if part
    )
