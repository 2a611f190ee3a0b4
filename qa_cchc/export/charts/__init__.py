"""A comparison → one description of a chart → Plotly for the page, PNG for a memo, a native chart for a workbook."""

from qa_cchc.export.charts.description import Chart, Series, chart_of, described
from qa_cchc.export.charts.page import figure_of
from qa_cchc.export.charts.picture import picture_of

__all__ = ["Chart", "Series", "chart_of", "described", "figure_of", "picture_of"]
