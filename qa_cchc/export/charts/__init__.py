"""A comparison → one description of a chart → Plotly for the page, PNG for a memo, a native chart for a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_cchc.export.charts.description import Chart, Series, chart_of, described
from qa_cchc.export.charts.page import figure_of
from qa_cchc.export.charts.picture import picture_of
from qa_cchc.export.grid import grid_of
from qa_cchc.records import Answer

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

__all__ = ["Chart", "Series", "answer_chart", "chart_of", "described", "figure_of", "picture_of"]


def answer_chart(answer: Answer) -> Figure | None:
    """The comparison of an answer as a Plotly figure for the page, None where there is nothing to draw."""
    chart = chart_of(grid_of(answer)) if answer.comparison is not None else None
    return None if chart is None else figure_of(chart)
