"""A chart as a Plotly figure for the page: Vietnamese numbers, direct labels, nothing fetched from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_cchc.export.charts.description import COLOURS, DASHES, Chart, is_crowded, tick_labels
from qa_cchc.export.words import GAP

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_INK, _RULE = "#222222", "#D9D9D9"
# Beyond this a number at every point would hide the lines.
_MOST_LABELS = 40


def figure_of(chart: Chart, font: str = "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif") -> Figure:
    """The Plotly figure of a chart. Texts of reports stand in it as text: what looks like markup is shown, not run."""
    import plotly.graph_objects as go

    figure = go.Figure()
    labelled = sum(value is not None for one in chart.series for value in one.values) <= _MOST_LABELS
    for index, series in enumerate(chart.series):
        labels = [GAP if value is None else chart.label(value) for value in series.values]
        figure.add_trace((_line if chart.kind == "line" else _bars)(go, chart, index, labels, labelled))
    ticks = tick_labels(chart)
    values = {
        "range": [chart.bottom, chart.top],
        "tickvals": [place for place, _ in ticks],
        "ticktext": [label for _, label in ticks],
        "gridcolor": _RULE, "zeroline": chart.bottom <= 0, "zerolinecolor": "#888888", "title": {"text": chart.axis},
        "fixedrange": True,
    }
    categories: dict[str, Any] = {"showgrid": False, "type": "category", "fixedrange": True, "automargin": True}
    if chart.kind == "bar":
        categories["autorange"] = "reversed"
        _mark_gaps(figure, chart)
    figure.update_layout(
        title={"text": _safe(chart.title), "font": {"size": 15}},
        font={"family": font, "size": 13, "color": _INK},
        separators=",.",
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 60, "r": 30, "t": 50, "b": 50},
        showlegend=len(chart.series) > 1,
        legend={"orientation": "h", "y": -0.2},
        barmode="group", bargap=0.3,
        height=max(320, 70 + 26 * len(chart.categories) * len(chart.series)) if chart.kind == "bar" else 420,
        xaxis=categories if chart.kind == "line" else values,
        yaxis=values if chart.kind == "line" else categories,
        meta={"note": chart.note},
    )
    return figure


def _mark_gaps(figure: Figure, chart: Chart) -> None:
    """A dash where a place has no number at all: no bar there is no zero."""
    for spot, category in enumerate(chart.categories):
        if all(one.values[spot] is None for one in chart.series):
            figure.add_annotation(
                x=max(0.0, chart.bottom), y=_safe(category), text=f"{GAP} (không có số liệu)", showarrow=False,
                xanchor="left", xshift=4, font={"color": "#666666"},
            )


def _line(go: Any, chart: Chart, index: int, labels: list[str], labelled: bool) -> Any:
    series = chart.series[index]
    return go.Scatter(
        x=[_safe(one) for one in chart.categories], y=list(series.values), name=_safe(series.name),
        mode="lines+markers+text" if labelled else "lines+markers", text=labels, textfont={"color": COLOURS[index]},
        textposition=[
            "bottom center" if is_crowded(chart, index, spot) else "top center" for spot in range(len(labels))
        ],
        connectgaps=False, cliponaxis=False,
        line={"color": COLOURS[index], "width": 2.5, "dash": DASHES[index % len(DASHES)]},
        marker={"size": 8, "symbol": index}, hovertemplate=_hover("%{x}", chart),
    )


def _bars(go: Any, chart: Chart, index: int, labels: list[str], labelled: bool) -> Any:
    series = chart.series[index]
    return go.Bar(
        x=list(series.values), y=[_safe(one) for one in chart.categories], name=_safe(series.name), orientation="h",
        text=labels, textposition="outside" if labelled else "none", cliponaxis=False,
        marker={"color": COLOURS[index]}, hovertemplate=_hover("%{y}", chart),
    )


def _hover(category: str, chart: Chart) -> str:
    unit = "" if chart.unit in ("", "%") else f" {_safe(chart.unit)}"
    name = "%{fullData.name}<br>" if len(chart.series) > 1 else ""
    return f"{name}{category}: %{{text}}{unit}<extra></extra>"


def _safe(text: str) -> str:
    """Plotly reads a little HTML, and Vietnamese reports may hold "<" for "fewer than"."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
