"""What one line of a comparison says of one period: a figure, a rate worked out from its parts, or a gap and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qa_cchc.asking.comparing.lines import Line
from qa_cchc.figures.printed import decimals, in_dong, percent, spoken
from qa_cchc.figures.series import points
from qa_cchc.records import Figure, Period, Report

GAP = "–"
_BLANK = {
    "blank": "ô số liệu để trống",
    "unreadable": "không đọc được chắc chắn",
    "none": "báo cáo ghi “Không”",
    "not_yet": "báo cáo ghi “Chưa”",
    "text": "ô ghi chữ, không phải con số",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its `figure`, or the `parts` (numerator, denominator) that its rate is worked out from, or `gap`, why
    there is none. `value` is in `unit`."""

    period: Period
    figure: Figure | None = None
    parts: tuple[Figure, Figure] | None = None
    gap: str = ""
    blank: Figure | None = None

    @property
    def value(self) -> Decimal | None:
        """The value as a number; an amount in its own unit."""
        if self.figure is not None and self.figure.value is not None:
            return Decimal(repr(self.figure.value))
        if self.parts is not None:
            over, under = self.parts
            return percent(over.value, under.value)  # type: ignore[arg-type]
        return None

    @property
    def comparable(self) -> Decimal | None:
        """The value for comparing: amounts of money in đồng."""
        if self.figure is not None and self.figure.value is not None:
            amount = in_dong(self.figure.value, self.figure.unit)
            return self.value if amount is None else amount
        return self.value

    @property
    def unit(self) -> str | None:
        """The unit of the value."""
        return "%" if self.parts is not None else self.figure.unit if self.figure is not None else None

    @property
    def text(self) -> str:
        """The value as printed, a rate worked out with two decimals, "–" for a gap."""
        if self.figure is not None:
            return printed(self.figure)
        if self.parts is not None:
            return f"{spoken(self.value, 2)}%"  # type: ignore[arg-type]
        return GAP

    @property
    def sources(self) -> tuple[Figure, ...]:
        """The figures it shows or is worked out from."""
        return (self.figure,) if self.figure is not None else self.parts or ()

    @property
    def decimals(self) -> int:
        """Digits behind the decimal sign as printed."""
        if self.figure is not None and self.figure.value is not None:
            return decimals(self.figure.value, self.figure.text)
        return 2 if self.parts is not None else 0


def printed(figure: Figure) -> str:
    """A figure's number as its report prints it, with "%" behind a rate; the unit of others stands in the heading."""
    text = figure.text
    if figure.value == 0 and not any(character.isdigit() for character in text):
        text = "0"
    if figure.approximate:
        text = f"khoảng {text}"
    return f"{text}%" if figure.unit == "%" and not text.rstrip().endswith("%") else text


def cell(
    line: Line, period: Period, cumulative: bool, reports: Mapping[str, Report], has_report: bool,
    parts: tuple[Line | None, Line | None] = (None, None),
) -> Cell:
    """The cell of a line on a period, of figures counted since before it (`cumulative`) or within it alone.

    `reports` are those of the figures, by id; `has_report` whether the archive has a report of the line's office on the
    period; `parts` the lines of a rate's numerator and denominator.
    """
    stated = line.on(period.id)
    fitting = of_family(stated, cumulative)
    chosen = points(fitting, reports)
    if chosen:
        return Cell(period, chosen[-1])
    worked_out = _worked_out(period, cumulative, reports, parts)
    if worked_out is not None:
        return Cell(period, parts=worked_out)
    empty = next((figure for figure in fitting if figure.state in _BLANK), None)
    if empty is not None:
        return Cell(period, gap=_BLANK[empty.state], blank=empty)
    if not has_report:
        return Cell(period, gap="kho không có báo cáo kỳ này")
    if stated:
        other = "chỉ có số riêng trong kỳ" if cumulative else "chỉ có số lũy kế"
        return Cell(period, gap=f"báo cáo {other}")
    return Cell(period, gap="báo cáo không nêu số liệu này")


def of_family(figures: Sequence[Figure], cumulative: bool) -> list[Figure]:
    """The figures counted since before their period's start, or those that are not. What is counted from the first of
    January on in a period that begins there is both."""
    return [
        figure for figure in figures
        if is_cumulative(figure) == cumulative or (figure.period is not None and figure.period.start.month == 1)
    ]


def is_cumulative(figure: Figure) -> bool:
    """Whether a figure is counted from an earlier day than its period's first."""
    since_january = figure.period is not None and figure.period.start.month == 1
    return bool(figure.cumulative) and not since_january


def _worked_out(
    period: Period, cumulative: bool, reports: Mapping[str, Report], parts: tuple[Line | None, Line | None]
) -> tuple[Figure, Figure] | None:
    found = []
    for part in parts:
        chosen = points(of_family(part.on(period.id), cumulative), reports) if part is not None else ()
        if not chosen:
            return None
        found.append(chosen[-1])
    over, under = found
    if not under.value or over.value is None or over.value > under.value:
        return None
    return over, under
