"""Figures of the tables that are no standard forms: one for each number, named by its row and its column's headings.

Most tables have units, places or sectors in rows and what is counted in columns (Biểu 06/VPCP); some have what is
counted in rows and periods or units in columns; in a few only the caption says it. Which one it is shows in the
headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from qa_cchc.figures.catalogue import Indicator
from qa_cchc.figures.cells import CellValue, clean, english_way, read_cell
from qa_cchc.figures.counted_columns import BEFORE, NO_RESULTS, indicators_of, with_areas
from qa_cchc.figures.cumulative import CUMULATIVE
from qa_cchc.figures.form_grids import form_columns, row_quote
from qa_cchc.figures.from_forms import whose
from qa_cchc.figures.heading_frames import names_staff_kind
from qa_cchc.figures.heading_names import counts_other
from qa_cchc.figures.headings import (
    BARE_RATE,
    BRACKETED_UNIT,
    RATE,
    Around,
    bare,
    counted_by,
    counted_by_caption,
    rate_of,
)
from qa_cchc.figures.name_index import unit_kind
from qa_cchc.figures.table_columns import (
    Column,
    captions_money,
    captions_unit,
    columns_of,
    counted_unit,
    stated_unit,
    unknown_unit,
    words_unit,
)
from qa_cchc.figures.table_holders import is_holder, is_unit, row_scope, total_scopes, whole_of
from qa_cchc.figures.table_lines import Line, is_total
from qa_cchc.figures.table_numbers import tables_way
from qa_cchc.figures.table_points import SERVICE_INDEX, lists_groups
from qa_cchc.figures.table_shapes import Shape, shape_lines, table_shape, with_lower_headings
from qa_cchc.figures.table_shares import with_parts
from qa_cchc.figures.table_sums import with_files_to_resolve
from qa_cchc.records import Figure, Period, Report, ReportRef, Table
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.unicode import fold

_LONGEST_CAPTION = 160
_THEME_UNITS = {"files": "hồ sơ", "survey_forms": "phiếu", "procedures": "thủ tục", "documents": "văn bản"}
_RANK_ROW = re.compile(r"(?:xep|thu|vi) (?:hang|thu|vi tri)\b")
_MEASURES = re.compile(
    r"\b(?:điểm|hạng|kinh phí|dự toán|số tiền|số lượng|tổng số|sl|kết quả|giá trị|mức|đạt|thực hiện|số|diem|hang"
    r"|ket qua|so luong)\b"
)
_QUALIFYING = ("timeliness", "channel", "online_level")
_FEW_WORDS = 4
_COUNTING = ("stage", "object", "timeliness", "channel", "measure")


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What one cell's headings say."""

    name: str
    indicator: Indicator | None
    unit: str | None
    scope: str | None
    period: Period | None
    change: str | None
    words: str


@dataclass(slots=True)
class _Grid:
    """A table with what was understood of it."""

    report: Report
    table: Table
    shape: Shape
    around: Around
    caption: str
    columns: Mapping[int, Column]
    indicators: Mapping[int, Indicator | None]
    totals: Mapping[int, str | None]
    lines: list[Line] = field(default_factory=list)
    column_total: str | None = None
    counting: frozenset[str] = frozenset()
    sides: dict[int, _Side] = field(default_factory=dict)


_read = lru_cache(maxsize=8192)(read_cell)


def table_figures(report: Report) -> Iterator[Figure]:
    """Figures of all tables in their order, totals included; the tables of standard forms are left to `from_forms`."""
    reference = ReportRef(report.id, report.number, report.date, report.agency)
    english = english_way(report)
    _, forms = form_columns(report)
    for number, printed in enumerate(report.tables):
        table = with_lower_headings(printed)
        shape = table_shape(table) if number not in forms else None
        if shape is not None:
            grid = _grid(report, table, shape)
            if shape.counted != "rows":
                grid.sides.update((line.at, _side(grid, line)) for line in grid.lines)
            way = tables_way(table, english)
            items = [item for line in grid.lines for item in _line_figures(grid, reference, number, line, way)]
            yield from with_parts(with_files_to_resolve(items) if shape.counted == "rows" else items)


def _grid(report: Report, table: Table, shape: Shape) -> _Grid:
    caption = clean(table.caption)
    section = _section_title(report, table)
    columns = columns_of(report, table, shape.skipped)
    lines = shape_lines(table, shape)
    head = " ".join(clean(text) for text in table.columns[shape.label])
    names = [line.label for line in lines] if shape.counted == "rows" else [c.heading for c in columns.values()]
    if lists_groups(names[:40]) and SERVICE_INDEX not in load_concepts().ids(f"{caption} {section}"):
        section = f"{section} Bộ chỉ số 766"
    around = Around(caption, section)
    indicators: dict[int, Indicator | None] = {}
    if shape.counted == "columns":
        columns = with_areas(columns, around)
        indicators, around = indicators_of(columns, around)
    told = {line.label for line in lines}
    labels = [clean(row[shape.label].text) for row in table.rows if len(row) > shape.label]
    silent = [text for text in labels if text not in told and is_unit(text)]
    totals = total_scopes(lines, caption, head, report.level, silent) if shape.counted != "rows" else {}
    units = [column.heading for column in columns.values() if is_unit(column.heading)]
    of_columns = whole_of(units, caption, "", report.level) if shape.counted == "rows" and units else None
    return _Grid(
        report,
        table,
        shape,
        around,
        caption,
        columns,
        indicators,
        totals,
        lines,
        of_columns,
        frozenset(line.label for line in lines),
    )


def _line_figures(
    grid: _Grid, reference: ReportRef, number: int, line: Line, english: bool
) -> Iterator[tuple[Figure, str]]:
    """Figures of one row, each with the key of those it may be a share of: its row's, or its column's."""
    report = grid.report
    quote, starts = row_quote(line.cells)
    for at, cell in enumerate(line.cells):
        if at not in grid.columns or cell.reached:
            continue
        if not cell.unreadable and not any(character.isdigit() for character in cell.text):
            continue
        meaning = _meaning(grid, grid.columns[at], line)
        value = _read(cell.text, meaning.unit or "", english)
        if cell.unreadable:
            value = CellValue("unreadable", "")
        elif value.state != "value" or value.value is None:
            continue
        both = value.numerator is not None and value.denominator is not None
        unit = "%" if value.percent else meaning.unit or value.unit
        figure = Figure(
            id=f"{report.id}:t{number + 1}:{line.at + 1}:{at + 1}",
            indicator=meaning.name,
            indicator_id=meaning.indicator.id if meaning.indicator else None,
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
            section=_section(report, grid.table),
            page=cell.page,
            quote=quote,
            mark=(starts[at], starts[at] + len(cell.text)) if cell.text else None,
            boxes=cell.boxes,
            line=cell.line,
            approximate=value.approximate,
            cumulative=grid.columns[at].cumulative or _counts_on(line),
            numerator=value.numerator if both else None,
            denominator=value.denominator if both else None,
            note=line.note or None,
            window=report.window,
            change=meaning.change,
            about=meaning.words,
            group=f"{report.id}:t{number + 1}:{line.at + 1}",
            facets=_facets(meaning, unit),
        )
        yield figure, _key(grid, line)


def _key(grid: _Grid, line: Line) -> str:
    """What the figures that one rate may be made of have in common."""
    if grid.shape.counted == "rows":
        return next((text for text in line.parents if text not in grid.counting), "")
    if grid.sides[line.at].rates and grid.totals:
        return f"r{next(iter(grid.totals))}"
    return f"r{line.at}"


def _meaning(grid: _Grid, column: Column, line: Line) -> _Meaning:
    how = {"rows": _of_row, "columns": _of_cell, "caption": _of_caption}[grid.shape.counted]
    indicator, name, scope, unit = how(grid, column, line)
    about = grid.caption if len(grid.caption) < _LONGEST_CAPTION else ""
    words = " – ".join(part for part in (about, *line.parents, line.label, column.heading) if part)
    if column.kind in NO_RESULTS:
        name = f"{name} ({NO_RESULTS[column.kind]})"
    return _Meaning(name, indicator, unit, scope, _when(grid, column, line), column.change, words)


_Told = tuple[Indicator | None, str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Side:
    """What a row of units, sectors or times says for all its cells."""

    scope: str | None
    rates: bool
    qualifies: bool


def _side(grid: _Grid, line: Line) -> _Side:
    concepts = load_concepts()
    scope = grid.totals[line.at] if line.at in grid.totals else row_scope(line)
    rates = BARE_RATE.fullmatch(bare(line.label)) is not None
    if rates:
        # A last row "Tỷ lệ (%)" under the total is of the total.
        scope = next(iter(grid.totals.values()), None)
    parting = not (line.total or is_unit(line.label) or is_holder(line.label))
    qualifies = parting and (
        any(concepts.facet(c) in _QUALIFYING for c in concepts.ids(line.label)) or names_staff_kind(line.label)
    )
    return _Side(scope, rates, qualifies)


def _of_cell(grid: _Grid, column: Column, line: Line) -> _Told:
    """A cell of a table whose columns name what is counted and whose rows are units, sectors or times."""
    indicator, side = grid.indicators[column.at], grid.sides[line.at]
    scope = side.scope
    if side.qualifies and (qualified := _qualified(grid, column, line)) is not None:
        scope = scope if qualified is indicator and names_staff_kind(line.label) else None
        indicator = qualified
    unit = _unit(grid, column, line, indicator)
    if side.rates:
        indicator, unit = (rate_of(indicator) if indicator is not None else None), "%"
    if column.holder:
        scope = f"{scope} ({column.holder})" if scope and not line.total else scope or column.holder
    name = indicator.name if indicator else " – ".join(column.path) or column.heading or grid.caption or line.label
    return indicator, name, scope, unit


def _qualified(grid: _Grid, column: Column, line: Line) -> Indicator | None:
    """What a row that parts the things counted ("Trực tuyến", "Trễ hạn") makes of its column ("Tiếp nhận")."""
    if column.kind in NO_RESULTS:
        return None
    found = counted_by((*column.path, line.label), grid.around, column.kind == "rate" and column.change is None)
    own = grid.indicators[column.at]
    if found is not None and own is not None and names_staff_kind(line.label) and not _same_of_staff(own, found):
        return None
    return found


def _same_of_staff(one: Indicator, other: Indicator) -> bool:
    """Whether two indicators tell the same of staff, maybe of other kinds: what is assigned, who is disciplined."""
    first, second = one.id.split("_"), other.id.split("_")
    return first[-1] == second[-1] or first[0] == second[0]


def _of_row(grid: _Grid, column: Column, line: Line) -> _Told:
    """A cell of a table whose rows name what is counted and whose columns are times, units or kinds of measures."""
    rate = column.kind == "rate" and column.change is None
    parents = tuple(text for text in line.parents if not is_holder(text))
    measure = tuple(text for text in column.path if not is_holder(text))
    rate = rate or line.unit == "%" or RATE.search(fold(line.label)) is not None or "%" in line.cells[column.at].text
    indicator = None
    if BEFORE.search(fold(column.heading)):
        pass  # What was before a merger is none of today's figures.
    elif line.total and column.kind not in NO_RESULTS:
        indicator = _of_total(grid, measure, rate)
    elif column.kind not in NO_RESULTS:
        paths = [(*parents, line.label, *measure), (*parents, line.label)]
        unit = line.unit or stated_unit((line.label,)) or ""
        thing = BRACKETED_UNIT.sub("", line.label).strip()
        if unit and len(thing.split()) < _FEW_WORDS and unit.lower() not in thing.lower():
            paths.append((*parents, f"{thing} {unit.lower()}"))  # "Tiếp nhận (hồ sơ)"
        if column.kind == "rank" or _RANK_ROW.match(fold(line.label)):
            paths = [(*parents, line.label, *(measure or (column.heading,)))]
        if column.kind != "rank" and _RANK_ROW.match(fold(line.label)):
            paths = [(line.label,)]
        told = (found for path in paths if (found := counted_by(path, grid.around, rate)) is not None)
        indicator = next((found for found in told if rate or _of_unit(found, unit)), None)
        if indicator is None and grid.around.caption and column.kind != "rank":
            found = counted_by((grid.caption, *parents, line.label), Around("", grid.around.section), rate)
            indicator = found if found is None or rate or _of_unit(found, unit) else None
        if indicator is not None and _is_money(grid, column, line, indicator):
            indicator = None
        if indicator is not None and not _same_measure(indicator, column, line):
            indicator = _other_thing(indicator, measure, grid.around, rate)
    short = f"{parents[-1]}: {line.label}" if parents and len(line.label.split()) < 4 else line.label
    if column.kind == "rank" and indicator is None:
        short = f"Xếp hạng {short}"
    scope = whose((line.label, *reversed(parents))) or next((t for t in reversed(line.parents) if is_holder(t)), None)
    if column.holder and (scope is None or is_unit(column.holder)):
        # The desk that a row's name speaks of is that of the column's unit.
        scope = column.holder
    elif scope is None and is_total(column.heading):
        scope = grid.column_total
    elif (
        scope is None
        and len(grid.columns) > 1
        and not (column.timed or column.change or column.kind in NO_RESULTS or _measures(measure))
    ):
        scope = " – ".join(measure)
    return indicator, indicator.name if indicator else short, scope, _unit(grid, column, line, indicator)


def _of_unit(found: Indicator, unit: str) -> bool:
    """Whether an indicator may be counted in the unit that a row states: what is counted in files is no desk."""
    return unit_kind(unit) != "files" or unit_kind(found.unit) == "files"


def _of_total(grid: _Grid, measure: tuple[str, ...], rate: bool) -> Indicator | None:
    """What the total of rows that part one thing counts: what its column says, else the caption."""
    measure = tuple(text for text in measure if not names_staff_kind(text))
    if measure and (found := counted_by(measure, grid.around, rate)) is not None:
        return found
    if rate or words_unit(measure):
        return None
    return counted_by_caption(grid.caption, grid.around.section)


def _other_thing(row: Indicator, measure: tuple[str, ...], around: Around, rate: bool) -> Indicator | None:
    """What a column counts of a row's subject where it counts other things than the row: classes beside people."""
    found = counted_by(measure, around, rate) if measure else None
    return found if found is not None and counts_other(measure[-1], row) else None


def _of_caption(grid: _Grid, column: Column, line: Line) -> _Told:
    """A cell of a table that lists one thing by units and times; the caption names it."""
    indicator = None if column.kind in NO_RESULTS else counted_by_caption(grid.caption, grid.around.section)
    scope = grid.sides[line.at].scope
    if column.holder:
        scope = f"{scope} ({column.holder})" if scope and not line.total else scope or column.holder
    return indicator, indicator.name if indicator else grid.caption, scope, _unit(grid, column, line, indicator)


def _is_money(grid: _Grid, column: Column, line: Line, indicator: Indicator) -> bool:
    """Whether amounts of money would be taken for a count: what "Tuyên truyền" cost is no number of events."""
    stated = captions_unit(grid.caption) or ""
    counted = indicator.kind == "count" and not (line.unit or column.unit)
    return counted and stated.endswith("đồng") and column.kind != "rate"


def _same_measure(indicator: Indicator, column: Column, line: Line) -> bool:
    """Whether an indicator is measured as column and row say: points are no counts, ranks no points."""
    points = re.search(r"\bdiem\b", fold(f"{column.heading} {line.unit}")) is not None
    if column.kind == "rank" or indicator.kind == "rank":
        return indicator.kind == "rank" and (column.kind == "rank" or _RANK_ROW.match(fold(line.label)) is not None)
    if column.kind == "rate" or column.change or indicator.kind == "score":
        return True
    counted = column.unit or words_unit(column.path)
    if counted and counted != "%" and unit_kind(counted) != unit_kind(indicator.unit):
        return False
    return not points


def _measures(path: tuple[str, ...]) -> bool:
    """Whether headings only say how something is measured ("Số lượng", "Tỷ lệ", "Điểm", "Xếp hạng")."""
    words = " ".join(path)
    concepts = load_concepts()
    if not words or RATE.search(fold(words)) or _MEASURES.search(words.lower()):
        return True
    return any(concepts.facet(c) in _COUNTING for c in concepts.ids(words))


def _when(grid: _Grid, column: Column, line: Line) -> Period | None:
    """The period of a row or column, the row's first, in the report's year where neither names one."""
    if line.when:
        mentions = find_periods(line.when)
        year = column.period.start.year if column.period else None
        if len(mentions) == 1 and (found := mentions[0].resolve(year)) is not None:
            return found
        return None
    return column.period


def _counts_on(line: Line) -> bool | None:
    return True if CUMULATIVE.search(fold(line.label)) else None


def _unit(grid: _Grid, column: Column, line: Line, indicator: Indicator | None) -> str | None:
    """The unit, from the nearest place that states one."""
    in_rows = grid.shape.counted == "rows"
    if column.kind == "rank" or (indicator is not None and indicator.kind == "rank"):
        return "hạng"
    points = column.kind == "maximum" or re.search(r"\bdiem\b", fold(column.heading)) is not None
    if points and column.kind != "rate" and not column.change and (indicator is None or indicator.kind == "score"):
        return "điểm"
    stated = column.unit or (stated_unit((line.label,)) if in_rows and not line.unit else None)
    if column.change and stated != "%" and in_rows:
        stated = None
    counted = counted_unit(column.path[-1]) if column.path and not in_rows and not column.change else None
    money = indicator is not None and indicator.unit.endswith("đồng")
    stated = (
        stated
        or line.unit
        or (captions_money(grid.caption) if money else None)
        or (counted if counted == "hồ sơ" else None)
        or (indicator.unit if indicator is not None and not money else None)
    )
    if stated and "=" not in stated:
        return stated
    own = (line.label, *column.path) if in_rows else column.path
    named = words_unit(own) or captions_unit(grid.caption)
    if named is None and indicator is None and not in_rows and not column.change and column.path:
        named = unknown_unit(column.path[-1])
    return named or _THEME_UNITS.get(grid.around.theme or "")


def _facets(meaning: _Meaning, unit: str | None) -> tuple[str, ...]:
    concepts = load_concepts()
    facets = meaning.indicator.facets if meaning.indicator and meaning.indicator.facets else concepts.ids(meaning.words)
    return concepts.inherit(("rate",), facets) if unit == "%" and "rate" not in facets else facets


def _section_title(report: Report, table: Table) -> str:
    return (
        report.sections[table.section].title
        if table.section is not None and table.section < len(report.sections)
        else ""
    )


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
