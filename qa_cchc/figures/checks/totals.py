"""Rows of a table against its total rows, column by column.

A table divided by headings has subtotals, and a total may be of all rows, of those since the last total, of the rows
that lead groups, or of the subtotals. Which one it is shows where it holds: the columns of a table are added up alike.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from qa_cchc.figures.checks.facts import Facts, is_number
from qa_cchc.figures.checks.told import finding, number, printed, where
from qa_cchc.figures.table_lines import AVERAGE, is_total
from qa_cchc.records import Figure, Finding
from qa_cchc.vietnamese.unicode import fold

_FEWEST = 2
_LEADING = re.compile(r"[A-HĐ]|[IVX]{1,5}")
_NOT_ADDED = re.compile(r"\b(?:binh quan|trung binh|xep hang|thu hang|thoi gian|muc do|chi so)\b")
# Without another column to tell how the table adds up, only a difference this small is surely a slip.
_SLIP = Decimal("0.05")
_FEW = Decimal(3)
_MANY_COLUMNS = 3
_FURTHEST = 200


@dataclass(frozen=True, slots=True)
class _Row:
    at: int
    total: bool
    leads: bool
    figure: Figure


def check_totals(facts: Facts) -> Iterator[Finding]:
    """Columns of counts whose rows do not add up to a total row. Columns of rates, scores and ranks are not added."""
    tables: dict[str, dict[int, list[_Row]]] = defaultdict(lambda: defaultdict(list))
    for figure in facts.figures:
        if figure.origin != "table":
            continue
        table, row, column = figure.id.rsplit(":", 2)
        kept = _row(figure, int(row))
        if kept is not None:
            tables[table][int(column.split("#")[0])].append(kept)
    for columns in tables.values():
        yield from _table([rows for rows in columns.values() if _is_added(rows)])


def _row(figure: Figure, at: int) -> _Row | None:
    """A figure with what its row says of itself; None for averages, changes and shares, which are not added."""
    before = figure.quote[: figure.mark[0]].split("\t") if figure.mark else []
    label = next((text.strip() for text in before if re.search(r"[^\W\d_]{2}", text)), "")
    if not label or figure.change or AVERAGE.fullmatch(fold(label)) or _share(figure):
        return None
    total = is_total(label)
    return _Row(at, total, not total and _LEADING.fullmatch(before[0].strip(" .")) is not None, figure)


def _share(figure: Figure) -> bool:
    unit = (figure.unit or "").lower()
    return unit == "%" or unit.startswith(("điểm", "hạng", "bậc")) or figure.numerator is not None


def _is_added(rows: Sequence[_Row]) -> bool:
    """Whether a column counts one thing, read for certain, row by row."""
    names = {row.figure.indicator for row in rows}
    return (
        len(names) == 1
        and all(is_number(row.figure) for row in rows)
        and _NOT_ADDED.search(fold(rows[0].figure.indicator)) is None
        and sum(not row.total for row in rows) >= _FEWEST
    )


def _table(columns: Sequence[Sequence[_Row]]) -> Iterator[Finding]:
    """Findings of all columns, each total row with the way of adding that most columns bear out."""
    stated: dict[int, list[tuple[_Row, Mapping[str, Decimal]]]] = defaultdict(list)
    for rows in columns:
        for row, ways in _ways(rows):
            stated[row.at].append((row, ways))
    for of_row in stated.values():
        yield from _total_row(of_row)


def _total_row(stated: Sequence[tuple[_Row, Mapping[str, Decimal]]]) -> Iterator[Finding]:
    held = Counter(way for row, ways in stated for way, made in ways.items() if made == _value(row) and made)
    missed = [(row, ways) for row, ways in stated if _value(row) not in ways.values()]
    borne_out = len(stated) - len(missed)
    for row, ways in missed:
        way = max(ways, key=lambda name: held[name])
        made, total = ways[way], _value(row)
        near = abs(total - made) <= max(_FEW, total * _SLIP)
        alone = not held and row.total and len(stated) < _MANY_COLUMNS
        if (near and (held[way] or alone)) or (held[way] and borne_out >= len(missed)):
            yield _finding(row.figure, made)


def _ways(rows: Sequence[_Row]) -> Iterator[tuple[_Row, Mapping[str, Decimal]]]:
    """The total rows of a column and those that lead groups, with what they may add up: each way with its sum."""
    values = [_value(row) for row in rows]
    plain = [0 if row.total or row.leads else 1 for row in rows]
    counts = list(accumulate(plain, initial=0))
    sums = list(accumulate((value * kept for value, kept in zip(values, plain, strict=True)), initial=Decimal(0)))
    leads = [at for at, row in enumerate(rows) if row.leads]
    totals = [at for at, row in enumerate(rows) if row.total]
    of_leads, of_totals = (sum((values[at] for at in some), Decimal(0)) for some in (leads, totals))
    of_subtotals = _of_subtotals([value for value, row in zip(values, rows, strict=True) if not row.total])
    edges = sorted({*leads, *totals, -1, len(rows)})
    for before, at, following in zip(edges, edges[1:], edges[2:], strict=False):
        ways: dict[str, Decimal] = {}
        if counts[following] - counts[at + 1] >= _FEWEST:
            ways["below"] = sums[following] - sums[at + 1]
        if rows[at].total:
            if counts[at] - counts[before + 1] >= _FEWEST:
                ways["above"] = sums[at] - sums[before + 1]
            if counts[-1] >= _FEWEST:
                ways["all"] = sums[-1]
            if len(leads) >= _FEWEST:
                ways["leads"] = of_leads
            if len(totals) > _FEWEST:
                ways["totals"] = of_totals - values[at]
            if values[at] in of_subtotals:
                ways["subtotals"] = values[at]
        if ways:
            yield rows[at], ways


def _of_subtotals(values: Sequence[Decimal]) -> set[Decimal]:
    """What is left to add when rows that are the sum of the rows right behind, or before them, stand for those."""
    found = set()
    for direction in (values, values[::-1]):
        kept, position = Decimal(0), 0
        while position < len(direction):
            kept += direction[position]
            position += _reach(direction, position) + 1
        found.add(kept)
    return found


def _reach(values: Sequence[Decimal], position: int) -> int:
    """How many of the next rows add up to the one at `position`; 0 for none."""
    running = Decimal(0)
    for ahead in range(position + 1, min(len(values), position + _FURTHEST) if values[position] else 0):
        running += values[ahead]
        if running > values[position]:
            return 0
        if ahead - position > 1 and running == values[position]:
            return ahead - position
    return 0


def _value(row: _Row) -> Decimal:
    return Decimal(repr(row.figure.value))


def _finding(total: Figure, made: Decimal) -> Finding:
    message = (
        f"Dòng tổng của cột “{total.indicator[:80]}” ghi {printed(total)}, nhưng các dòng cộng lại được "
        f"{number(made)} ({where(total)})."
    )
    return finding("sum", "error", "total_row", message, total.text, number(made), [total])
