"""What an answer shows, collected while it is written: figures with the numbers of their citations, and formulas."""

from __future__ import annotations

from collections.abc import Sequence

from qa_cchc.asking.cite import Citations
from qa_cchc.asking.comparing.cells import Cell
from qa_cchc.asking.comparing.numbers import Difference, number
from qa_cchc.records import ComparedCell, Figure, Formula, Period


class Shown:
    """The figures of one answer in the order they are first named."""

    def __init__(self, citations: Citations):
        self.citations = citations
        self.figures: list[Figure] = []
        self.numbers: list[int] = []
        self.formulas: list[Formula] = []
        self._by_id: dict[str, int] = {}

    def mark(self, figure: Figure) -> int:
        """The number of a figure's citation; the figure is shown from now on."""
        if figure.id not in self._by_id:
            self._by_id[figure.id] = self.citations.of_figure(figure)
            self.figures.append(figure)
            self.numbers.append(self._by_id[figure.id])
        return self._by_id[figure.id]

    def said(self, cell: Cell) -> str:
        """A cell in a sentence with its mark: "48,84% [2]", "13,96% (122 [3] trên 874 [4])"."""
        if cell.figure is not None:
            return f"{with_unit(cell)} [{self.mark(cell.figure)}]"
        if cell.parts is not None:
            over, under = cell.parts
            return f"{cell.text} ({over.text} [{self.mark(over)}] trên {under.text} [{self.mark(under)}])"
        return cell.text

    def compared(self, cell: Cell) -> ComparedCell:
        """What stands behind a cell of the table."""
        value = None if cell.value is None else number(cell.value)
        if cell.figure is not None:
            return ComparedCell(value, cell.unit, cell.figure.id, self.mark(cell.figure))
        if cell.parts is not None:
            over, under = cell.parts
            self.mark(over)
            self.mark(under)
            text = f"{over.text} / {under.text} × 100 = {cell.text.rstrip('%')}"
            self.formulas.append(Formula(short(cell.period), value or 0, "%", text, (over.id, under.id)))
            return ComparedCell(value, "%", formula=text)
        return ComparedCell(gap=cell.gap)

    def changed(self, change: Difference | None, label: str) -> ComparedCell:
        """What stands behind a difference in the table."""
        if change is None:
            return ComparedCell(gap="thiếu số liệu để tính")
        record = change.record(label)
        if not any((one.figures, one.value) == (record.figures, record.value) for one in self.formulas):
            self.formulas.append(record)
        return ComparedCell(number(change.value), change.unit, formula=change.formula)


def with_unit(cell: Cell) -> str:
    """A value with its unit in words: "512 hồ sơ", "41,8%"."""
    from qa_cchc.asking.compose import value_text

    return value_text(cell.figure) if cell.figure is not None else cell.text


def short(period: Period) -> str:
    """A period's name for a table or a sentence: "quý II/2023", "6 tháng đầu năm 2024"."""
    label = period.label
    return label.replace(" năm ", "/") if label.startswith(("quý", "tháng")) else label


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The text with its first letter small."""
    return text[:1].lower() + text[1:]


def few(labels: Sequence[str], most: int = 8) -> str:
    """Names of periods in a row, the rest counted."""
    if len(labels) <= most:
        return ", ".join(labels)
    return ", ".join(labels[: most - 1]) + f" và {len(labels) - most + 1} kỳ khác"


def listed(names: Sequence[str], most: int = 8) -> str:
    """Names in a row, the rest counted."""
    if len(names) <= most:
        return ", ".join(names)
    return ", ".join(names[: most - 1]) + f" và {len(names) - most + 1} đơn vị khác"
