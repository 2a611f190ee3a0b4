"""A chart as one of the workbook's own, which changes with the cells it is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qa_cchc.export.charts.description import COLOURS, Chart, described

_DASHES = ("solid", "dash", "round_dot", "dash_dot")
_MARKERS = ("circle", "square", "diamond", "triangle", "x", "star", "plus", "short_dash")
Cells = tuple[str, int, int, int, int] | str


def native_chart(book: Any, chart: Chart, categories: Cells, series: Sequence[Cells], form: str) -> Any:
    """An XlsxWriter chart over cells: (sheet, first row, first column, last row, last column), from 0, inclusive; or a
    formula that names them.

    `series` are the cells of the chart's own series, in their order; `form` is the number format of the axis.
    """
    drawn = book.add_chart({"type": "line" if chart.kind == "line" else "bar"})
    for index, (one, cells) in enumerate(zip(chart.series, series, strict=True)):
        colour = COLOURS[index % len(COLOURS)]
        options: dict[str, Any] = {"name": one.name, "categories": _given(categories), "values": _given(cells)}
        options["data_labels"] = {"value": True, "num_format": form, "font": {"size": 8}}
        if chart.kind == "line":
            options["line"] = {"color": colour, "width": 2, "dash_type": _DASHES[index % len(_DASHES)]}
            mark = {"type": _MARKERS[index % len(_MARKERS)], "size": 6}
            options["marker"] = mark | {"fill": {"color": colour}, "border": {"color": colour}}
            options["data_labels"]["position"] = "above"
        else:
            options |= {"fill": {"color": colour}, "gap": 60}
        drawn.add_series(options)
    drawn.set_title({"name": chart.title, "name_font": {"size": 12}, "overlay": False})
    values = {
        "name": chart.axis, "min": int(chart.bottom) if float(chart.bottom).is_integer() else chart.bottom,
        "num_format": form, "name_font": {"bold": False},
        "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
    }
    if chart.unit == "%" and chart.top <= 105:
        values["max"] = 100
    if chart.kind == "line":
        drawn.set_x_axis({"name": ""})
        drawn.set_y_axis(values)
    else:
        # The first row on top, as in the table; the axis of values then has to be brought back to the foot.
        drawn.set_x_axis(values)
        drawn.set_y_axis({"reverse": True, "crossing": "max"})
    drawn.show_blanks_as("gap")
    drawn.set_legend({"position": "bottom"} if len(series) > 1 else {"none": True})
    rows = len(chart.categories) * len(chart.series) if chart.kind == "bar" else 0
    drawn.set_size({"width": 860, "height": max(380, min(1200, 120 + 26 * rows))})
    return drawn


def alternative(chart: Chart) -> str:
    """The chart's alternative text, as long as a workbook takes."""
    return described(chart)[:2000]


def _given(cells: Cells) -> str | list[Any]:
    return cells if isinstance(cells, str) else list(cells)
