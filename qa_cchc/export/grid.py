"""A comparison as rows of cells, each with its number, its state, its citations and the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from qa_cchc.export.words import GAP
from qa_cchc.figures.printed import in_dong, money
from qa_cchc.records import Answer, ComparedCell, Figure
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.unicode import fold


@lru_cache(maxsize=1024)
def unit_key(unit: str) -> str:
    """What two spellings of one unit have in common ("hs", "Hồ sơ" → "ho so")."""
    return fold(expand(unit)).strip()


def value_in(cell: GridCell, unit: str) -> float | int | None:
    """The value of a cell in a unit; an amount of money is brought to it. None where the cell counts something else."""
    if cell.value is None or unit_key(cell.unit or "") == unit_key(unit):
        return cell.value
    amount, power = in_dong(cell.value, cell.unit), money(unit)
    if amount is None or power is None:
        return None
    value = amount.scaleb(-power)
    return int(value) if value == value.to_integral_value() else float(value)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell. `text` is as shown; `value` is None in a gap, and `why` says why ("" where there is nothing to be told,
    as in the first line of a column of changes); a number worked out has `formula`. `sources` are the citations of all
    that it rests on."""

    text: str
    value: float | int | None = None
    unit: str | None = None
    why: str = ""
    formula: str = ""
    citation: int | None = None
    figure: Figure | None = None
    sources: tuple[int, ...] = ()

    @property
    def state(self) -> str:
        """The state in words: a number that stands in a report, one worked out, or why there is none."""
        if self.value is None:
            return self.why
        return "tính ra" if self.formula else "có số liệu"


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: what it is of, and its cells."""

    label: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of numbers. `label_heading` stands over the labels, `headings` over the cells."""

    label_heading: str
    headings: tuple[str, ...]
    rows: tuple[GridRow, ...]
    title: str = ""
    unit: str = ""

    def units(self) -> tuple[str, ...]:
        """The units of its numbers, that of the whole table first, then in order of appearance; one unit once, however
        it is spelt."""
        found = [cell.unit for row in self.rows for cell in row.cells if cell.unit and cell.value is not None]
        if self.unit in found:
            found.insert(0, self.unit)
        spelt: dict[str, str] = {}
        for unit in found:
            key = unit_key(unit)
            # In full where some line has it in full.
            spelt[key] = max(spelt.get(key, ""), unit, key=len)
        return tuple(spelt.values())


def grid_of(answer: Answer) -> Grid:
    """The comparison of an answer as a grid. Raises ValueError where it has none."""
    comparison = answer.comparison
    if comparison is None:
        raise ValueError("no comparison")
    figures = {figure.id: figure for figure in answer.figures}
    cited = dict(zip((figure.id for figure in answer.figures), answer.figure_citations, strict=True))
    rests_on = {
        formula.text: tuple(dict.fromkeys(cited[one] for one in formula.figures if one in cited))
        for formula in comparison.formulas
    }
    known = comparison.cells or tuple((None,) * len(row) for row in comparison.rows)
    rows = []
    for row, cells in zip(comparison.rows, known, strict=True):
        shown = zip(row[1:], cells[1:], strict=True)
        rows.append(GridRow(row[0], tuple(_cell(text, cell, figures, rests_on) for text, cell in shown)))
    return Grid(comparison.columns[0], comparison.columns[1:], tuple(rows), comparison.title, comparison.unit or "")


def _cell(
    text: str, cell: ComparedCell | None, figures: dict[str, Figure], rests_on: dict[str, tuple[int, ...]]
) -> GridCell:
    if cell is None:
        return GridCell(text or GAP)
    figure = figures.get(cell.figure) if cell.figure else None
    formula = cell.formula or ""
    sources = rests_on.get(formula, ()) if cell.citation is None else (cell.citation,)
    return GridCell(text or GAP, cell.value, cell.unit, cell.gap or "", formula, cell.citation, figure, sources)
