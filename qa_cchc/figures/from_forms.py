"""Figures of the standard forms: one for each row that has a value cell, an empty one included."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qa_cchc.figures.catalogue import Indicator, load
from qa_cchc.figures.cells import CellValue, clean, english_way, read_cell, read_codes
from qa_cchc.figures.form_grids import FormColumn, form_columns, parted_by_holders
from qa_cchc.figures.form_order import OrderedRow, match_rows
from qa_cchc.figures.name_index import RowName, unit_kind
from qa_cchc.figures.row_meaning import with_states
from qa_cchc.figures.row_nesting import nested
from qa_cchc.figures.scopes import find_scopes
from qa_cchc.figures.sectors import without_field
from qa_cchc.figures.units import bracketed_unit, named_unit
from qa_cchc.records import Figure, Form, FormRow, Report, ReportRef
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.unicode import fold

_CUMULATIVE = re.compile(r"\bluy ke\b|\bcong don\b|\btu dau nam\b|\btinh den (?:het|thoi diem|ngay)\b")
_THIS_PERIOD = re.compile(r"\btrong (?:ky|quy|thang)\b")
# A level or body is whose figure it is behind these words, or right behind what is counted.
_WHOSE = re.compile(
    r"(?:\b(?:do|của|tại|thuộc|ở)(?:\s+(?:các|thẩm quyền(?:\s+(?:giải quyết\s+)?của)?))?|\bTTHC|"
    r"\bthủ tục(?: hành chính)?|\bVBQPPL)\s*$",
    re.IGNORECASE,
)
_GIVEN_BY = re.compile(r"\bgiao\b", re.IGNORECASE)
_FULL_NAME = re.compile(r"(?:tổng\s+)?số\s|tỷ lệ\s|tỉ lệ\s|mức độ\s", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_BRACKETED = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class _Read:
    """A row with what was understood of it."""

    row: FormRow
    indicator: Indicator | None
    cell: CellValue
    unit: str


def form_figures(report: Report) -> Iterator[Figure]:
    """Figures of all forms in their order. Rows that are only headings (no unit, nothing in the value cell) give
    none."""
    reference = ReportRef(report.id, report.number, report.date, report.agency)
    english = english_way(report)
    seen: Counter[str] = Counter()
    report = replace(report, forms=tuple(map(nested, report.forms)))
    grids, _ = form_columns(report)
    for order, form in enumerate(report.forms):
        if parted_by_holders(form, grids[order]):
            continue  # `from_tables` reads it.
        key = f"{report.id}:f{form.number or f'-{order + 1}'}"
        matched = _indicators([column.form for column in grids[order]] or [form], english)
        for column in grids[order] or [None]:
            held = column.form if column else form
            for figure in _column_figures(report, reference, held, matched, english, key, column):
                seen[figure.id] += 1
                yield figure if seen[figure.id] == 1 else replace(figure, id=f"{figure.id}#{seen[figure.id]}")


def _column_figures(
    report: Report,
    reference: ReportRef,
    form: Form,
    matched: Sequence[Indicator | None],
    english: bool,
    key: str,
    column: FormColumn | None,
) -> Iterator[Figure]:
    """Figures of the rows of a form, or of one of its value columns; `matched` are the rows' indicators."""
    read = [_read(row, indicator, english) for row, indicator in zip(form.rows, matched, strict=True)]
    for position, item in enumerate(read):
        if _is_heading(read, position):
            continue
        figure = _figure(report, reference, form, item, f"{key}:{item.row.path}")
        if figure.unit == "%" or (item.indicator and item.indicator.kind == "ratio"):
            figure = _with_parts(figure, item, read, position)
        yield figure if column is None else _of_column(figure, column, item, position)


def _of_column(figure: Figure, column: FormColumn, item: _Read, position: int) -> Figure:
    """A figure with what the heading of its column says: its period, whether it is cumulative, a change, whose it
    is."""
    quote, start = column.quotes.get(position, (figure.quote, None))
    value = item.row.value or ""
    mark = figure.mark
    if start is not None:
        mark = (start, start + len(value)) if value and quote[start : start + len(value)] == value else None
    if column.planned:
        # What is aimed at is none of the indicator's figures.
        figure = replace(figure, indicator=f"{figure.indicator} (kế hoạch)", indicator_id=None)
    return replace(
        figure,
        id=figure.id if column.main else f"{figure.id}:c{column.column + 1}",
        period=column.period,
        cumulative=column.cumulative if column.cumulative is not None else figure.cumulative,
        change=column.change,
        scope=figure.scope or column.scope,
        quote=quote,
        mark=mark,
    )


def _read(row: FormRow, indicator: Indicator | None, english: bool) -> _Read:
    unit = clean(row.unit) or bracketed_unit(clean(row.name)) or ""
    return _Read(row, indicator, _decoded(_value(row, unit, english), row, indicator, unit), unit)


def _indicators(columns: Sequence[Form], english: bool) -> list[Indicator | None]:
    """What the rows of a form mean, all of them matched together; `columns` is the form once for each value column."""
    form = columns[0]
    # Where the form tells units, a row without one is mostly a heading, even with a stray 0 in its cell.
    told = 2 * sum(bool(clean(row.unit)) for row in form.rows) > len(form.rows)
    rows: list[OrderedRow] = []
    for position, row in enumerate(form.rows):
        unit = clean(row.unit) or _legend(row.name) or bracketed_unit(clean(row.name)) or ""
        cells = [_value(column.rows[position], unit, english) for column in columns]
        if not unit:
            unit = next(("%" if cell.percent else cell.unit for cell in cells if cell.percent or cell.unit), "")
        heading = not unit and (told or all(cell.state == "blank" for cell in cells))
        name = with_states(without_field(clean(row.name)))
        named = RowName(name, tuple(map(clean, row.parents)), unit, form.number or None)
        rows.append(OrderedRow(named, row.path, _row_above(form.rows, position), heading))
    return match_rows(load(), rows)


def _row_above(rows: Sequence[FormRow], position: int) -> int | None:
    """The nearest row before that bears the name of the row's innermost parent."""
    parents = rows[position].parents
    if not parents:
        return None
    return next((at for at in range(position - 1, -1, -1) if rows[at].name == parents[-1]), None)


def _decoded(cell: CellValue, row: FormRow, indicator: Indicator | None, unit: str) -> CellValue:
    """A code with its meaning where the legend stands in the row's name, or nowhere for a plain yes or no."""
    if cell.state not in ("value", "text", "none") or read_codes(unit):
        return cell
    codes = read_codes(_legend(row.name))
    if not codes and indicator is not None and indicator.kind == "yes_no" and cell.state == "value" and not unit:
        codes = read_codes(indicator.unit)
    return read_cell(row.value or "", unit, codes=codes) if codes else cell


def _legend(name: str) -> str:
    """The last bracketed part of a name that gives a legend: "(Có = 1, Không = 0)"."""
    return next((part for part in reversed(_BRACKETED.findall(clean(name))) if "=" in part or ":" in part), "")


def _value(row: FormRow, unit: str, english: bool) -> CellValue:
    """A cell read; where no unit is told, the noun that the row's name opens with says what is counted."""
    if row.unreadable:
        return CellValue("unreadable", "")
    cell = read_cell(row.value or "", unit, english)
    noun = None if unit or cell.state != "value" else named_unit(clean(row.name))
    return replace(read_cell(row.value or "", noun, english), unit=cell.unit) if noun else cell


def _is_heading(read: Sequence[_Read], position: int) -> bool:
    row = read[position].row
    if row.value is None:
        return True
    if row.value.strip() or row.unreadable or read[position].unit:
        return False
    return any(_is_below(other.row, row) for other in read[position + 1 : position + 40])


def _is_below(row: FormRow, above: FormRow) -> bool:
    return row.path.startswith((above.path + ".", above.path + "/")) and row.path != above.path


def _figure(report: Report, reference: ReportRef, form: Form, item: _Read, identifier: str) -> Figure:
    row, cell, indicator = item.row, item.cell, item.indicator
    quote = row.quote
    unit = _unit(item)
    return Figure(
        id=identifier,
        indicator=_name(row, indicator),
        indicator_id=indicator.id if indicator else None,
        value=cell.value,
        text=cell.text,
        unit=unit or None,
        state=cell.state,
        period=report.period,
        place=report.place,
        level=report.level,
        scope=whose((row.name, *reversed(row.parents))),
        origin="form",
        report=reference,
        file=report.file,
        section=_section(form),
        page=row.page,
        quote=quote,
        mark=_mark(row, quote),
        boxes=row.value_boxes or row.boxes,
        line=row.line,
        approximate=cell.approximate,
        cumulative=_cumulative(row, form),
        numerator=cell.numerator,
        denominator=cell.denominator,
        form=form.number or None,
        code=row.path or None,
        note=clean(row.note) or None,
        window=report.window,
        about=" – ".join(clean(text) for text in (*row.parents, row.name)),
        facets=_facets(row, indicator, unit),
    )


def _unit(item: _Read) -> str:
    """The unit of the column, save where the cell itself tells another ("35%", "5,2 tỷ đồng") or it tells none."""
    if item.cell.percent and "%" not in item.unit:
        return "%"
    counted = item.cell.unit or ""
    return counted if not item.unit or (counted.endswith(" đồng") and "=" not in item.unit) else item.unit


def _name(row: FormRow, indicator: Indicator | None) -> str:
    if indicator is not None:
        return indicator.name
    name = clean(row.name).rstrip(".")
    if not row.parents or (_FULL_NAME.match(name) and len(name.split()) > 7):
        return name
    above = clean(_BRACKETS.sub("", row.parents[-1])).rstrip(".")
    return f"{above}: {name[:1].lower()}{name[1:]}" if above else name


def _section(form: Form) -> str:
    number = f"Biểu mẫu {form.number}" if form.number else ""
    return ", ".join(
        part
        for part in (clean(form.appendix).title() if form.appendix.islower() else _appendix(form), number or form.title)
        if part
    )


def _appendix(form: Form) -> str:
    """ "PHỤ LỤC II" → "Phụ lục II"; a title behind it is left out."""
    match = re.match(r"phụ lục(?:\s+(?:số\s*)?[\dIVXA-Z]{1,4}\b)?", clean(form.appendix), re.IGNORECASE)
    return "Phụ lục" + match.group()[len("phụ lục") :] if match else clean(form.appendix)


def _mark(row: FormRow, quote: str) -> tuple[int, int] | None:
    """Where the value stands in the row's quote; None for an empty cell."""
    if not row.value:
        return None
    start = len("\t".join([row.code, row.name, row.unit])) + 1
    return (start, start + len(row.value)) if quote[start : start + len(row.value)] == row.value else None


def _cumulative(row: FormRow, form: Form) -> bool | None:
    if _CUMULATIVE.search(fold(row.name)):
        return True
    if _THIS_PERIOD.search(fold(row.name)):
        return False
    return True if any(_CUMULATIVE.search(fold(text)) for text in (*row.parents, form.title)) else None


def whose(names: Sequence[str]) -> str | None:
    """The level or body that a row's name, or else the nearest name above it, says the figure is of ("UBND cấp xã").

    `names` are the row's own name first, then those above it, nearest first.
    """
    for name in map(clean, names):
        if _GIVEN_BY.search(name):
            return None
        for scope in find_scopes(name):
            if _WHOSE.search(name[: scope.start]):
                return scope.text
    return None


def _facets(row: FormRow, indicator: Indicator | None, unit: str) -> tuple[str, ...]:
    concepts = load_concepts()
    if indicator is not None and indicator.facets:
        facets = indicator.facets
    else:
        facets = concepts.ids(clean(row.name))
        for parent in reversed(row.parents):
            facets = concepts.inherit(
                facets, tuple(c for c in concepts.ids(clean(parent)) if concepts.facet(c) != "measure")
            )
    return concepts.inherit(("rate",), facets) if unit == "%" and "rate" not in facets else facets


def _with_parts(figure: Figure, item: _Read, read: Sequence[_Read], position: int) -> Figure:
    """A rate with the counts it is made of, where the rows under it or beside it give them."""
    if figure.numerator is not None:
        return figure
    below = _rows_below(read, position)
    depth = len(item.row.parents)
    beside = [
        (len(other.row.parents), abs(at - position), at)
        for at, other in enumerate(read)
        if other is not item
        and (other.row.parents[:depth] == item.row.parents or other.row.name in item.row.parents[-1:])
    ]
    around = [read[at] for _, _, at in sorted(beside)]
    indicator = item.indicator
    if indicator is not None and indicator.numerator and indicator.denominator:
        over = _of(indicator.numerator, below, general=True) or _of(indicator.numerator, around)
        whole = _of(indicator.denominator, below, general=True) or _of(indicator.denominator, around)
        if over is not None and whole is not None:
            return replace(figure, numerator=over.cell.value, denominator=whole.cell.value)
        # Other rows than those the catalogue names make another rate.
        return figure
    counts = [other for other in below if other.cell.state == "value" and _unit(other) != "%"]
    if len(counts) != 2 or unit_kind(_unit(counts[0])) != unit_kind(_unit(counts[1])):
        return figure
    first, second = counts
    # Of two counts under a rate the whole is the one called total, or else the greater.
    named = [fold(clean(other.row.name)).lstrip("-+ ").startswith("tong") for other in counts]
    whole, over = (second, first) if named == [False, True] else (first, second)
    if named in ([True, True], [False, False]) and (first.cell.value or 0) < (second.cell.value or 0):
        whole, over = second, first
    if (over.cell.value or 0) > (whole.cell.value or 0):
        return figure
    return replace(figure, numerator=over.cell.value, denominator=whole.cell.value)


def _rows_below(read: Sequence[_Read], position: int) -> list[_Read]:
    """The rows that stand under the one at `position`, up to the next that does not."""
    row = read[position].row
    path = (*row.parents, row.name)
    below: list[_Read] = []
    for other in read[position + 1 :]:
        if other.row.parents[: len(path)] != path and not _is_below(other.row, row):
            break
        below.append(other)
    return below


def _of(identifier: str, read: Sequence[_Read], general: bool = False) -> _Read | None:
    """The first of the rows that gives an indicator; under its rate a row may bear the name it has at any level."""
    wanted = {identifier}
    if general and (indicator := load().get(identifier)) is not None and indicator.general:
        wanted.add(indicator.general)
    return next(
        (item for item in read if item.indicator and item.indicator.id in wanted and item.cell.state == "value"), None
    )
