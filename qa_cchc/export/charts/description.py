"""What a chart shows, apart from how it is drawn: lines over periods, bars over places, gaps left open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from qa_cchc.export.charts.timeline import in_time, period_of, skipped
from qa_cchc.export.grid import Grid, GridRow, value_in
from qa_cchc.export.words import GAP
from qa_cchc.vietnamese.written import written_number

# Okabe and Ito's colours, which people who see fewer colours tell apart, the pale ones darkened to be read on white.
COLOURS: Final = ("#0B5E9E", "#C8500A", "#007A5A", "#A3497F", "#8A6A00", "#3B8FC4", "#5A5A5A", "#7A3B1D")
DASHES: Final = ("solid", "dash", "dot", "dashdot")
MOST_SERIES: Final = len(COLOURS)
MOST_BARS: Final = 40
_FEWEST_PERIODS_OF_A_LINE = 3
# Shares that lie this close together high up are told apart only on an axis of their own.
_NARROW, _HIGH = 15, 60


@dataclass(frozen=True, slots=True)
class Series:
    """One line, or the bars of one colour: a value for each category, None where there is none."""

    name: str
    values: tuple[float | int | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. `categories` are periods ("line") or places ("bar"); `note` is what a reader must know of it.

    `bottom` and `top` are the ends of the axis of values; counts and bars begin at zero.
    """

    kind: Literal["line", "bar"]
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    bottom: float = 0
    top: float = 1
    note: str = ""

    def label(self, value: float | int) -> str:
        """A value as it stands beside its point: "41,8%", "1.250"."""
        return written_number(round(value, 2)) + ("%" if self.unit == "%" else "")

    @property
    def axis(self) -> str:
        """The name of the axis of values, "" for shares, whose marks carry their sign."""
        return "" if self.unit == "%" else self.unit


def chart_of(grid: Grid, title: str = "") -> Chart | None:
    """The chart of a table, None where there are not two numbers of one unit to be compared."""
    units = grid.units()
    unit = units[0] if units else ""
    notes = []
    columns = _drawn_columns(grid, unit)
    headings = tuple(grid.headings[index] for index in columns)
    rows = [(row, tuple(_value(row, index, unit) for index in columns)) for row in grid.rows]
    other = [row.label for row, values in rows if all(value is None for value in values) and _counts(row, columns)]
    if other:
        # Their bars would be missing, as if there were no number.
        notes.append(f"không vẽ những dòng tính bằng đơn vị khác: {', '.join(other)}")
        rows = [(row, values) for row, values in rows if row.label not in other]
    if sum(value is not None for _, values in rows for value in values) < 2:
        return None
    over_columns, over_rows = in_time(headings), in_time([row.label for row, _ in rows])
    if over_columns and not over_rows and len(headings) >= _FEWEST_PERIODS_OF_A_LINE:
        kind, categories = "line", headings
        series = [Series(row.label, values) for row, values in rows]
    elif over_rows and not over_columns and len(rows) >= _FEWEST_PERIODS_OF_A_LINE:
        kind, categories = "line", tuple(row.label for row, _ in rows)
        series = _by_column(headings, rows)
    elif over_rows and len(headings) > 1:
        # Two periods of several places: the places side by side, a colour for each period.
        kind, categories = "bar", headings
        series = [Series(row.label, values) for row, values in rows]
    else:
        kind, categories = "bar", tuple(row.label for row, _ in rows)
        series = _by_column(headings, rows)
    if kind == "line":
        notes += skipped(categories)
    title = title or grid.title
    if len(series) == 1 and period_of(series[0].name) and series[0].name.lower() not in title.lower():
        title = f"{title}, {series[0].name[:1].lower()}{series[0].name[1:]}" if title else series[0].name
    return _bounded(kind, title, unit, categories, series, notes)


def described(chart: Chart) -> str:
    """The chart in words, for those who cannot see it: every series with its values and gaps."""
    kind = "Biểu đồ đường" if chart.kind == "line" else "Biểu đồ cột"
    told = []
    for series in chart.series:
        points = [
            f"{category}: {GAP if value is None else chart.label(value)}"
            for category, value in zip(chart.categories, series.values, strict=True)
        ]
        told.append(f"{series.name}: " + "; ".join(points) if series.name else "; ".join(points))
    unit = f" ({chart.unit})" if chart.unit else ""
    return f"{kind}: {chart.title}{unit}. " + ". ".join(told) + "."


def is_crowded(chart: Chart, index: int, spot: int) -> bool:
    """Whether another line's point lies close above this one, so that its label belongs under it."""
    own = chart.series[index].values[spot]
    near = (chart.top - chart.bottom) * 0.13
    others = (one.values[spot] for position, one in enumerate(chart.series) if position != index)
    return own is not None and any(value is not None and 0 <= value - own < near for value in others)


def tick_labels(chart: Chart) -> list[tuple[float, str]]:
    """Where the axis of values is marked, and with what."""
    return [(tick, written_number(tick) + ("%" if chart.unit == "%" else "")) for tick in _ticks(chart)]


def _ticks(chart: Chart) -> list[float]:
    """Round numbers from the bottom to the top of the axis, five or so."""
    span = chart.top - chart.bottom
    size = 10.0 ** len(str(int(span))) / 10 if span >= 1 else 0.1
    step = next(size * part for part in (0.1, 0.2, 0.25, 0.5, 1, 2, 5) if span / (size * part) <= 6)
    if step == size * 0.25 and size < 10:
        step = size * 0.5
    first = int(chart.bottom // step)
    ticks = [round(step * count, 6) for count in range(first, int(chart.top // step) + 1)]
    return [tick for tick in ticks if chart.bottom <= tick <= chart.top]


def _drawn_columns(grid: Grid, unit: str) -> list[int]:
    """The columns that show the indicator itself, not a difference; without any, all."""
    plain = [
        index for index, heading in enumerate(grid.headings)
        if not heading.lower().startswith(("chênh", "tăng", "giảm", "so với", "thay đổi", "hạng", "thứ"))
        and any(value_in(row.cells[index], unit) is not None for row in grid.rows)
    ]
    return plain or list(range(len(grid.headings)))


def _value(row: GridRow, index: int, unit: str) -> float | int | None:
    return value_in(row.cells[index], unit)


def _counts(row: GridRow, columns: list[int]) -> bool:
    """Whether a row has a number in one of these columns."""
    return any(row.cells[index].value is not None for index in columns)


def _by_column(headings: tuple[str, ...], rows: list[tuple[GridRow, tuple[float | int | None, ...]]]) -> list[Series]:
    return [Series(heading, tuple(values[index] for _, values in rows)) for index, heading in enumerate(headings)]


def _bounded(
    kind: Literal["line", "bar"], title: str, unit: str, categories: tuple[str, ...], series: list[Series],
    notes: list[str],
) -> Chart:
    empty = [one.name for one in series if all(value is None for value in one.values)]
    if empty:
        notes.append(f"không có số liệu: {', '.join(empty)}")
        series = [one for one in series if one.name not in empty]
    if len(series) > MOST_SERIES:
        notes.append(f"chỉ vẽ {MOST_SERIES} trên {len(series)} dãy số, theo thứ tự của bảng")
    if kind == "bar" and len(categories) > MOST_BARS:
        notes.append(f"chỉ vẽ {MOST_BARS} trên {len(categories)} dòng đầu của bảng")
        categories = categories[:MOST_BARS]
        series = [Series(one.name, one.values[:MOST_BARS]) for one in series]
    shown = tuple(series[:MOST_SERIES])
    values = [value for one in shown for value in one.values if value is not None]
    if any(value is None for one in shown for value in one.values):
        notes.append("chỗ không có số liệu để trống")
    low, high = min(values), max(values)
    bottom = 0.0 if low >= 0 else low * 1.1
    if kind == "line" and unit == "%" and low >= _HIGH and high - low <= _NARROW:
        bottom = float(int(low - 5) // 5 * 5)
        notes.append(f"trục bắt đầu từ {written_number(bottom)}%, không từ 0")
    top = high + (high - bottom) * 0.12 or 1.0
    if unit == "%" and high <= 100:
        top = min(top, 105.0)
    return Chart(kind, title, unit, categories, shown, bottom, max(top, 0.0), _sentence(notes))


def _sentence(notes: list[str]) -> str:
    text = "; ".join(notes)
    return f"{text[:1].upper()}{text[1:]}." if text else ""
