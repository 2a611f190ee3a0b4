"""Rows of a table against its total row, column by column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from qa_cchc.figures.checks.facts import Facts, is_number
from qa_cchc.figures.checks.told import finding, number, printed, where
from qa_cchc.records import Figure, Finding

_FEWEST = 2


def check_totals(facts: Facts) -> Iterator[Finding]:
    """Columns of counts whose rows do not add up to the total row.

    A table divided by headings has subtotals: their rows are added up apart, and a total may be of all rows or of all
    subtotals. Columns of rates, scores and ranks are not added.
    """
    columns: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in facts.figures:
        if figure.origin == "table" and is_number(figure) and _is_counted(figure):
            table, _, column = figure.id.rsplit(":", 2)
            columns[table, int(column.split("#")[0])].append(figure)
    for (_, _), figures in columns.items():
        yield from _column(figures)


def _is_counted(figure: Figure) -> bool:
    unit = (figure.unit or "").lower()
    return unit != "%" and not unit.startswith(("điểm", "hạng")) and figure.numerator is None


def _column(figures: Sequence[Figure]) -> Iterator[Finding]:
    totals = [figure for figure in figures if figure.scope is None]
    rows = [figure for figure in figures if figure.scope is not None]
    if len(totals) != 1 or len(rows) < _FEWEST:
        return
    total = totals[0]
    values = [Decimal(repr(row.value)) for row in rows]
    stated, made = Decimal(repr(total.value)), sum(values, Decimal(0))
    if made == stated or _of_subtotals(values, stated):
        return
    short = abs(stated - made)
    # A table may list some units only; a total far above its rows says that it does.
    if stated > made and short > max(Decimal(3), stated / 20):
        return
    message = (
        f"Dòng tổng của cột “{_heading(total)}” ghi {printed(total)}, nhưng các dòng cộng lại được {number(made)} "
        f"({where(total)})."
    )
    yield finding("sum", "error", "total_row", message, total.text, number(made), [total])


def _of_subtotals(values: Sequence[Decimal], stated: Decimal) -> bool:
    """Whether leaving out rows that are the sum of the rows right behind or before them makes the total."""
    for direction in (values, values[::-1]):
        kept, position = Decimal(0), 0
        while position < len(direction):
            running, reach = Decimal(0), 0
            for ahead in range(position + 1, len(direction)):
                running += direction[ahead]
                if ahead - position > 1 and running == direction[position] != 0:
                    reach = ahead - position
                    break
            kept += direction[position]
            position += reach + 1
        if kept == stated:
            return True
    return False


def _heading(figure: Figure) -> str:
    return figure.indicator[:80]
