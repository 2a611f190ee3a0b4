"""A chart as a PNG for a memo, drawn by Matplotlib: no browser is needed, which an office's computer may lack."""

from __future__ import annotations

import io
import logging
import textwrap
import threading
from typing import TYPE_CHECKING, Any

from qa_cchc.export.charts.description import COLOURS, Chart, is_crowded, tick_labels
from qa_cchc.export.words import GAP

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# The first that the machine has; DejaVu comes with Matplotlib and has every Vietnamese letter.
_FONTS = ["Times New Roman", "Tinos", "Liberation Serif", "DejaVu Serif"]
_INK, _RULE, _QUIET = "#222222", "#D9D9D9", "#666666"
_MARKERS = ("o", "s", "D", "^", "v", "P", "X", "*")
_DASHES = ("-", "--", ":", "-.")
_MOST_LABELS = 24
_MOST_TICKS = 14
_WIDTH = 6.3
# Matplotlib keeps its styles for the whole process; a page may draw for several visitors at once.
_DRAWING = threading.Lock()


def picture_of(chart: Chart, dots: int = 200) -> bytes:
    """The chart as PNG, 16 cm wide at `dots` per inch."""
    # It tells in English that it looks through the machine's fonts, or that it cannot keep their list.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    style = {"font.family": "serif", "font.serif": _FONTS, "font.size": 10, "text.parse_math": False}
    with _DRAWING, rc_context(style):
        figure = Figure(figsize=(_WIDTH, _height(chart)), dpi=dots, layout="constrained")
        canvas = FigureCanvasAgg(figure)
        axes = figure.subplots()
        (_lines if chart.kind == "line" else _bars)(axes, chart)
        title = textwrap.fill(chart.title, 84)
        figure.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold", color=_INK)
        for side in ("top", "right", "left" if chart.kind == "line" else "bottom"):
            axes.spines[side].set_visible(False)
        if len(chart.series) > 1:
            columns = min(len(chart.series), _legend_columns(chart))
            figure.legend(loc="outside lower center", ncols=columns, frameon=False)
        content = io.BytesIO()
        # No date within: the same chart gives the same file.
        canvas.print_png(content, metadata={"Software": None})
    return content.getvalue()


def _height(chart: Chart) -> float:
    if chart.kind == "line":
        return 3.4 + 0.15 * (len(chart.series) > 3)
    bars = len(chart.categories) * len(chart.series)
    return min(8.5, 1.1 + 0.27 * bars + 0.12 * len(chart.categories))


def _legend_columns(chart: Chart) -> int:
    longest = max(len(one.name) for one in chart.series)
    return max(1, min(4, 90 // (longest + 6)))


def _lines(axes: Axes, chart: Chart) -> None:
    spots = range(len(chart.categories))
    labelled = sum(value is not None for one in chart.series for value in one.values) <= _MOST_LABELS
    for index, series in enumerate(chart.series):
        last = max(spot for spot, value in enumerate(series.values) if value is not None)
        points = [float("nan") if value is None else value for value in series.values]
        axes.plot(
            spots, points, label=series.name, color=COLOURS[index], linestyle=_DASHES[index % len(_DASHES)],
            marker=_MARKERS[index], markersize=5, linewidth=1.8, clip_on=False,
        )
        for spot, value in enumerate(series.values):
            if value is not None and (labelled or spot == last):
                axes.annotate(
                    chart.label(value), (spot, value), xytext=(0, -10 if is_crowded(chart, index, spot) else 9),
                    textcoords="offset points", ha="center", va="center", fontsize=8.5, color=COLOURS[index],
                )
    every = -(-len(chart.categories) // _MOST_TICKS)
    width, size = (84 // len(chart.categories), 9) if len(chart.categories) <= 6 else (6, 8)
    marked = [textwrap.fill(one, width, break_long_words=False) for one in chart.categories[::every]]
    axes.set_xticks(list(spots)[::every], marked, fontsize=size)
    axes.margins(x=0.06)
    _value_axis(axes.yaxis, chart)
    axes.set_ylim(chart.bottom, chart.top)
    axes.set_ylabel(chart.axis, color=_QUIET)


def _bars(axes: Axes, chart: Chart) -> None:
    count = len(chart.series)
    thickness = 0.78 / count
    for index, series in enumerate(chart.series):
        spots = [spot + (index - (count - 1) / 2) * thickness for spot in range(len(chart.categories))]
        there = [(spot, value) for spot, value in zip(spots, series.values, strict=True) if value is not None]
        axes.barh(
            [spot for spot, _ in there], [value for _, value in there], height=thickness * 0.88,
            color=COLOURS[index], label=series.name,
        )
        for spot, value in zip(spots, series.values, strict=True):
            if value is None:
                place, text, colour = max(0.0, chart.bottom), f"{GAP} (không có số liệu)", _QUIET
            else:
                place, text, colour = max(value, 0), chart.label(value), _INK
            axes.annotate(
                text, (place, spot), xytext=(4, 0), textcoords="offset points", va="center", fontsize=8.5, color=colour
            )
    axes.set_yticks(range(len(chart.categories)), [textwrap.fill(one, 34) for one in chart.categories], fontsize=9)
    axes.invert_yaxis()
    _value_axis(axes.xaxis, chart)
    axes.set_xlim(chart.bottom, chart.top + (chart.top - chart.bottom) * 0.06)
    axes.set_xlabel(chart.axis, color=_QUIET)


def _value_axis(axis: Any, chart: Chart) -> None:
    marks = tick_labels(chart)
    axis.set_ticks([place for place, _ in marks], [label for _, label in marks], fontsize=9)
    axis.grid(True, color=_RULE, linewidth=0.6)
    axis.set_tick_params(length=0, colors=_QUIET)
    axis.axes.set_axisbelow(True)
