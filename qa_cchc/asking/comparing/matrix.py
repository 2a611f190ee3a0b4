"""Comparisons and trends: lines over periods, with the differences between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa_cchc.asking.comparing.cells import Cell
from qa_cchc.asking.comparing.lines import Line
from qa_cchc.asking.comparing.numbers import Difference, difference, is_scored, small_unit, times
from qa_cchc.asking.comparing.shown import Shown, capital, short
from qa_cchc.asking.comparing.subjects import Subject
from qa_cchc.asking.relative_periods import year_before
from qa_cchc.figures.series import span
from qa_cchc.records import ComparedCell, Comparison, Period

_MOST_LINES_SAID = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison with its cells, one for each period shown."""

    subject: Subject
    line: Line
    cells: tuple[Cell, ...]

    @property
    def unit(self) -> str | None:
        """The unit of its values."""
        return next((cell.unit for cell in self.cells if cell.unit), self.subject.unit)

    def at(self, period: Period) -> Cell:
        """Its cell on a period."""
        return next((cell for cell in self.cells if cell.period.id == period.id), Cell(period, gap="không hỏi"))


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table asked for: `rows` over `periods`; `pairs` (period, the one it is compared with)."""

    kind: str
    rows: tuple[Row, ...]
    periods: tuple[Period, ...]
    pairs: tuple[tuple[Period, Period], ...] = ()
    lowest_first: bool = False
    everything: bool = False
    times: bool = False

    @property
    def sparse(self) -> bool:
        """Whether nobody named the periods of several lines and most cells are gaps: then only values are listed."""
        cells = [one for row in self.rows for one in row.cells]
        return self.everything and len(self.rows) > 1 and 2 * sum(one.value is None for one in cells) > len(cells)

    @property
    def one_subject(self) -> bool:
        """Whether all rows are of one indicator."""
        return len({(row.subject.indicator_id, row.subject.kind, row.subject.name) for row in self.rows}) == 1

    def label(self, row: Row) -> str:
        """What tells a row from the others."""
        if self.one_subject:
            return row.line.label
        alone = len({other.line.label for other in self.rows}) == 1
        return row.subject.name if alone else f"{row.subject.name} – {row.line.label}"


def comparison(matrix: Matrix, shown: Shown) -> Comparison:
    """The table as a record; figures get their citations in the order of the table's cells."""
    single = len(matrix.rows) == 1
    make = _over_time if single else _one_below_another if matrix.sparse else _side_by_side
    columns, rows, cells = make(matrix, shown)
    units = {row.unit for row in matrix.rows}
    return Comparison(
        columns=columns, rows=rows, differences=tuple(differences(matrix, shown)), order=tuple(_order(matrix)),
        cells=cells, kind=matrix.kind, title=title(matrix), unit=units.pop() if len(units) == 1 else None,
        periods=tuple(period.id for period in matrix.periods),
        places=tuple(dict.fromkeys(row.line.label for row in matrix.rows)),
        indicators=tuple(dict.fromkeys(row.subject.indicator_id for row in matrix.rows if row.subject.indicator_id)),
        formulas=tuple(shown.formulas),
    )  # fmt: skip


def title(matrix: Matrix) -> str:
    """What the table is of: "Tỷ lệ hồ sơ trực tuyến, thị xã Lam Khê"."""
    names = list(dict.fromkeys(row.subject.name for row in matrix.rows))
    labels = list(dict.fromkeys(row.line.label for row in matrix.rows))
    return ", ".join(["; ".join(names[:3]), *(labels if len(labels) == 1 else ())])


_Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...], tuple[tuple[ComparedCell | None, ...], ...]]


def _over_time(matrix: Matrix, shown: Shown) -> _Table:
    """One line: a row for each period, with its change since the row above and since the year before."""
    row = matrix.rows[0]
    yearly = [bool(before(matrix, period)) and before(matrix, period) != _above(matrix, period) for period in
              matrix.periods]  # fmt: skip
    heading = row.subject.name + (f" ({_shown_unit(row.unit)})" if row.unit and row.unit != "%" else "")
    columns = ["Kỳ báo cáo", heading, "So với kỳ liền trước"] + (["So với cùng kỳ năm trước"] if any(yearly) else [])
    rows: list[tuple[str, ...]] = []
    cells: list[tuple[ComparedCell | None, ...]] = []
    for period in matrix.periods:
        one = row.at(period)
        texts, behind = [capital(short(period)), one.text], [None, shown.compared(one)]
        bases = [_above(matrix, period)] + ([before(matrix, period)] if any(yearly) else [])
        for base in bases:
            change = difference(one, row.at(base)) if base is not None else None
            texts.append(change.signed if change else "–")
            behind.append(
                shown.changed(change, f"{short(period)} so với {short(base)}") if base is not None else ComparedCell()
            )
        rows.append(tuple(texts))
        cells.append(tuple(behind))
    return tuple(columns), tuple(rows), tuple(cells)


def _above(matrix: Matrix, period: Period) -> Period | None:
    """The period of the same length shown right before."""
    alike = [one for one in matrix.periods if span(one) == span(period)]
    place = alike.index(period)
    return alike[place - 1] if place else None


def before(matrix: Matrix, period: Period) -> Period | None:
    """The same period of the year before, if it is shown."""
    wanted = year_before(period).id
    return next((one for one in matrix.periods if one.id == wanted), None)


def _side_by_side(matrix: Matrix, shown: Shown) -> _Table:
    """Several lines: a row for each, a column for each period, and what it is more than the first row or period."""
    ends = _ends(matrix)
    over_lines = len(matrix.periods) == 1 and matrix.one_subject
    columns = ["Đơn vị" if matrix.one_subject else "Chỉ tiêu", *(capital(short(one)) for one in matrix.periods)]
    if over_lines:
        columns.append(f"So với {matrix.label(matrix.rows[0])}")
    elif ends:
        columns.append(f"{capital(short(ends[1]))} so với {short(ends[0])}")
    rows: list[tuple[str, ...]] = []
    cells: list[tuple[ComparedCell | None, ...]] = []
    for place, row in enumerate(matrix.rows):
        texts: list[str] = [capital(matrix.label(row))]
        behind: list[ComparedCell | None] = [None]
        for period in matrix.periods:
            texts.append(_in_table(row.at(period), matrix))
            behind.append(shown.compared(row.at(period)))
        if over_lines:
            first = matrix.rows[0].at(matrix.periods[0])
            change = difference(row.at(matrix.periods[0]), first) if place else None
            texts.append(change.signed if change else "–")
            label = f"{row.line.label} so với {matrix.rows[0].line.label}"
            behind.append(shown.changed(change, label) if place else ComparedCell())
        elif ends:
            change = difference(row.at(ends[1]), row.at(ends[0]))
            texts.append(change.signed if change else "–")
            behind.append(shown.changed(change, f"{matrix.label(row)}: {short(ends[1])} so với {short(ends[0])}"))
        rows.append(tuple(texts))
        cells.append(tuple(behind))
    return tuple(columns), tuple(rows), tuple(cells)


def _one_below_another(matrix: Matrix, shown: Shown) -> _Table:
    """A row for each value of each line, with its change since the value before of the same length of period."""
    unit = matrix.rows[0].unit if matrix.one_subject else None
    heading = (matrix.rows[0].subject.name if matrix.one_subject else "Giá trị") + (
        f" ({_shown_unit(unit)})" if unit and unit != "%" else ""
    )
    rows: list[tuple[str, ...]] = []
    cells: list[tuple[ComparedCell | None, ...]] = []
    for row in matrix.rows:
        last: dict[str, Cell] = {}
        for one in row.cells:
            if one.value is None:
                continue
            earlier = last.get(span(one.period))
            change = difference(one, earlier) if earlier is not None else None
            label = f"{capital(matrix.label(row))}, {short(one.period)}"
            rows.append((label, _in_table(one, matrix), change.signed if change else "–"))
            cells.append((None, shown.compared(one), shown.changed(change, label) if change else ComparedCell()))
            last[span(one.period)] = one
    return ("Đơn vị, kỳ", heading, "So với kỳ trước cùng loại"), tuple(rows), tuple(cells)


def _in_table(cell: Cell, matrix: Matrix) -> str:
    """A cell's text, with its unit where the rows have different ones."""
    if matrix.one_subject or cell.unit in (None, "%") or cell.text == "–":
        return cell.text
    return f"{cell.text} {_shown_unit(cell.unit)}"


def _shown_unit(unit: str | None) -> str:
    return small_unit(unit)


def _ends(matrix: Matrix) -> tuple[Period, Period] | None:
    """The first and the last period, when they are of one length."""
    if len(matrix.periods) < 2:
        return None
    first, last = matrix.periods[0], matrix.periods[-1]
    flows = any(row.subject.is_flow for row in matrix.rows)
    return (first, last) if span(first) == span(last) or not flows else None


def differences(matrix: Matrix, shown: Shown) -> Iterator[str]:
    """The differences asked for as sentences with their sources: between periods of each line, or between lines."""
    if len(matrix.periods) > 1:
        for row in matrix.rows[:_MOST_LINES_SAID]:
            for later, earlier in compared_periods(matrix):
                change = _time_difference(row, later, earlier)
                if change is not None:
                    yield _changed_sentence(matrix, row, change, shown)
                    if matrix.times:
                        yield from _times(change, *(short(one.period) for one in (change.later, change.earlier)), shown)
    if len(matrix.rows) > 1 and matrix.one_subject:
        yield from _between_lines(matrix, shown)


def compared_periods(matrix: Matrix) -> list[tuple[Period, Period]]:
    """(later, earlier) of the periods to compare: the pairs asked for, else the last with the first."""
    if matrix.pairs:
        return list(matrix.pairs)
    held = [period for period in matrix.periods if any(row.at(period).value is not None for row in matrix.rows)]
    if len(held) < 2:
        return []
    return [(held[-1], held[0])]


def _time_difference(row: Row, later: Period, earlier: Period) -> Difference | None:
    change = difference(row.at(later), row.at(earlier))
    # What a longer period counts is no more comparable with a shorter one's count than a year with a day.
    return None if change is None or (span(later) != span(earlier) and row.subject.is_flow) else change


def _changed_sentence(matrix: Matrix, row: Row, change: Difference, shown: Shown) -> str:
    shown.changed(change, f"{matrix.label(row)}: {short(change.later.period)} so với {short(change.earlier.period)}")
    who = f"{capital(matrix.label(row))}: " if len(matrix.rows) > 1 else ""
    later, earlier = short(change.later.period), short(change.earlier.period)
    if not change.value:
        head = f"{later} bằng {earlier}"
    elif is_scored(change.later, ("rank",)):
        # A smaller rank is a better one.
        head = f"{later} {'tụt' if change.value > 0 else 'tăng'} {abs(change.value):f} bậc so với {earlier}"
    else:
        head = f"{later} {'cao' if change.value > 0 else 'thấp'} hơn {earlier} {change.amount}"
    return capital(f"{who}{head}: {shown.said(change.later)} so với {shown.said(change.earlier)}.")


def _between_lines(matrix: Matrix, shown: Shown) -> Iterator[str]:
    """The highest against the lowest line, in the newest period that has both."""
    for period in reversed(matrix.periods):
        held = [row for row in matrix.rows if row.at(period).comparable is not None]
        if len(held) < 2:
            continue
        held.sort(key=lambda row: row.at(period).comparable, reverse=True)  # type: ignore[arg-type,return-value]
        high, low = held[0], held[-1]
        change = difference(high.at(period), low.at(period))
        if change is None:
            return
        shown.changed(change, f"{high.line.label} so với {low.line.label}, {short(period)}")
        head = (
            f"{capital(short(period))}: {high.line.label} bằng {low.line.label}" if not change.value else
            f"{capital(short(period))}: {high.line.label} cao hơn {low.line.label} {change.amount}"
        )  # fmt: skip
        yield f"{head}: {shown.said(change.later)} so với {shown.said(change.earlier)}."
        if matrix.times:
            yield from _times(change, high.line.label, low.line.label, shown)
        return


def _times(change: Difference, later: str, earlier: str, shown: Shown) -> Iterator[str]:
    """How many times the greater is the smaller, where the question asks so."""
    formula = times(change.later, change.earlier)
    if formula is not None:
        high, low = (later, earlier) if change.value >= 0 else (earlier, later)
        formula = replace(formula, label=f"{high} gấp số lần {low}")
        if formula not in shown.formulas:
            shown.formulas.append(formula)
        yield f"Tính ra {high} gấp {formula.text.split(' = ')[-1]} lần {low} ({formula.text})."


def _order(matrix: Matrix) -> Iterator[str]:
    """Lines from the highest to the lowest in the newest period that most have; periods of one line in time."""
    if len(matrix.rows) == 1 or not matrix.one_subject:
        yield from (period.id for period in matrix.periods)
        return
    for period in reversed(matrix.periods):
        held = [row for row in matrix.rows if row.at(period).comparable is not None]
        if len(held) > 1:
            held.sort(key=lambda row: row.at(period).comparable, reverse=not matrix.lowest_first)  # type: ignore[arg-type,return-value]
            yield from (row.line.label for row in held)
            return


def trend_words(cells: Sequence[Cell]) -> str:
    """How values went: "tăng qua các kỳ", "giảm qua các kỳ", "không đổi", "tăng, giảm xen kẽ"."""
    values = [cell.comparable for cell in cells if cell.comparable is not None]
    steps = [after - earlier for earlier, after in pairwise(values)]
    if not any(steps):
        return "không đổi"
    if all(step >= 0 for step in steps):
        return "tăng qua các kỳ" if len(steps) > 1 else "tăng"
    if all(step <= 0 for step in steps):
        return "giảm qua các kỳ" if len(steps) > 1 else "giảm"
    return "tăng, giảm xen kẽ"
