"""Differences, sums and shares of what was read, each with the formula that shows how it was worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from qa_cchc.asking.comparing.cells import Cell
from qa_cchc.figures.catalogue import load
from qa_cchc.figures.printed import in_dong, spoken
from qa_cchc.records import Formula

POINTS = "điểm phần trăm"


@dataclass(frozen=True, slots=True)
class Difference:
    """`later` less `earlier` in `unit` (rates: percentage points); `relative` in percent of the earlier, for counts."""

    later: Cell
    earlier: Cell
    value: Decimal
    unit: str | None
    relative: Decimal | None
    places: int

    @property
    def amount(self) -> str:
        """The size of it without a sign: "8,06 điểm phần trăm", "770 hồ sơ (12,03%)"."""
        unit = f" {small_unit(self.unit)}" if self.unit else ""
        share = f" ({spoken(abs(self.relative), 2)}%)" if self.relative is not None else ""
        return f"{spoken(abs(self.value), self.places)}{unit}{share}"

    @property
    def signed(self) -> str:
        """The size with a sign, for a table: "+8,06", "−770 (−12,03%)"."""
        if self.value == 0:
            return "0"
        sign = "+" if self.value > 0 else "−"
        share = f" ({sign}{spoken(abs(self.relative), 2)}%)" if self.relative is not None else ""
        return f"{sign}{spoken(abs(self.value), self.places)}{share}"

    @property
    def formula(self) -> str:
        """ "48,84 − 40,78 = 8,06"."""
        sign = "−" if self.value < 0 else ""
        later, earlier = (bare(cell) for cell in (self.later, self.earlier))
        return f"{later} − {earlier} = {sign}{spoken(abs(self.value), self.places)}"

    def record(self, label: str) -> Formula:
        """The difference for the comparison's list of formulas."""
        figures = tuple(figure.id for cell in (self.later, self.earlier) for figure in cell.sources)
        return Formula(label, number(self.value), self.unit, self.formula, figures)


def difference(later: Cell, earlier: Cell) -> Difference | None:
    """What a value is more than another one; None where one is a gap or their units are not alike."""
    one, other = later.value, earlier.value
    if one is None or other is None:
        return None
    rate = later.unit == "%"
    if rate != (earlier.unit == "%"):
        return None
    places = max(later.decimals, earlier.decimals)
    # A count whose unit its sentence leaves out ("trễ hạn 09") is of what the other is.
    unit = later.unit or earlier.unit
    if not rate and later.figure is not None and earlier.figure is not None and later.unit != earlier.unit:
        amounts = in_dong(1, later.unit), in_dong(1, earlier.unit)
        if amounts[0] is not None and amounts[1] is not None:
            other = other * amounts[1] / amounts[0]
            places = max(places, 2 if other != other.to_integral_value() else 0)
    value = (one - other).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    scored = (unit or "").lower().startswith(("điểm", "hạng", "bậc", "thứ")) or is_scored(later)
    relative = None if rate or scored or not other or abs(other) < 1 else 100 * (one - other) / abs(other)
    return Difference(later, earlier, value, POINTS if rate else unit, relative if value else None, places)


def times(one: Cell, other: Cell) -> Formula | None:
    """How many times the greater of two counts, amounts or rates is the smaller; None for scores and ranks, for gaps
    and for none at all."""
    low, high = sorted((one, other), key=lambda each: each.comparable or Decimal(0))
    if low.comparable is None or high.comparable is None or low.comparable <= 0 or is_scored(high):
        return None
    if (low.unit == "%") != (high.unit == "%"):
        return None
    value = (high.comparable / low.comparable).quantize(Decimal("0.01"), ROUND_HALF_UP)
    figures = tuple(figure.id for cell in (high, low) for figure in cell.sources)
    return Formula("gấp số lần", number(value), "lần", f"{bare(high)} / {bare(low)} = {spoken(value, 2)}", figures)


def is_scored(cell: Cell, kinds: tuple[str, ...] = ("score", "rank")) -> bool:
    """Whether a cell is a score or a rank, of which no share can be told."""
    indicator = load().get(cell.figure.indicator_id) if cell.figure is not None and cell.figure.indicator_id else None
    return indicator is not None and indicator.kind in kinds


def number(value: Decimal) -> float | int:
    """A number as JSON has it."""
    return int(value) if value == value.to_integral_value() else float(value)


def bare(cell: Cell) -> str:
    """A cell's value for a formula, without "%"."""
    return cell.text.rstrip("%").removeprefix("khoảng ")


def added(cells: Sequence[Cell]) -> tuple[Decimal, str | None, int] | None:
    """The sum of cells with its unit and decimals; None where their units are not alike or a rate is among them."""
    values = [cell.value for cell in cells]
    units = {(cell.unit or "").lower() for cell in cells}
    if not cells or None in values or "%" in units:
        return None
    amounts = [in_dong(1, cell.unit) for cell in cells]
    if len(units) > 1 and any(amount is not None for amount in amounts):
        if None in amounts:
            return None
        first = amounts[0]
        total = sum((value * amount / first for value, amount in zip(values, amounts, strict=True)), Decimal(0))  # type: ignore[operator,arg-type]
        return total, cells[0].unit, max(cell.decimals for cell in cells)
    return sum(values, Decimal(0)), cells[0].unit, max(cell.decimals for cell in cells)  # type: ignore[arg-type]


def small_unit(unit: str | None) -> str:
    """A unit as it stands within a sentence: "hồ sơ" of "Hồ sơ"."""
    unit = unit or ""
    return unit if unit[:2].isupper() or "=" in unit else unit[:1].lower() + unit[1:]

