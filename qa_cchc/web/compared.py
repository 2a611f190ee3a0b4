"""A comparison as the page shows it: a table whose cells lead to their sources, and the chart's data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa_cchc.export.charts import chart_of, described, figure_of
from qa_cchc.export.grid import Grid, GridCell, grid_of
from qa_cchc.records import Answer
from qa_cchc.web import links

# What a browser must not read in a script element, whatever the text of a report holds.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True, slots=True)
class ComparedView:
    """What `comparison.html` needs. `chart` is JSON for the script, None where there is nothing to draw; `said` is the
    chart in words."""

    title: str
    heading: str
    columns: tuple[str, ...]
    rows: list[tuple[str, list[dict[str, Any]]]]
    formulas: list[tuple[str, str]]
    chart: str | None
    said: str


def compared(answer: Answer) -> ComparedView | None:
    """The comparison of an answer, None where it has none."""
    if answer.comparison is None:
        return None
    grid = grid_of(answer)
    chart = chart_of(grid)
    return ComparedView(
        grid.title,
        grid.label_heading,
        grid.headings,
        [(row.label, [_cell(cell) for cell in row.cells]) for row in grid.rows],
        [(formula.label, formula.text) for formula in answer.comparison.formulas],
        None if chart is None else _json({"figure": figure_of(chart).to_plotly_json(), "sources": _sources(grid)}),
        "" if chart is None else described(chart),
    )


def _cell(cell: GridCell) -> dict[str, Any]:
    figure = cell.figure
    return {
        "text": cell.text,
        "numeric": cell.value is not None,
        "gap": cell.value is None and cell.why,
        "formula": cell.formula,
        "address": links.source(figure.report.id, [figure.id]) if figure else None,
        "citation": cell.citation,
    }


def _sources(grid: Grid) -> dict[str, str]:
    """Where each point's number stands, by its line and column as the chart names them, either way round."""
    found = {}
    for row in grid.rows:
        for heading, cell in zip(grid.headings, row.cells, strict=True):
            if cell.figure is not None:
                address = links.source(cell.figure.report.id, [cell.figure.id])
                found[f"{row.label}\n{heading}"] = found[f"{heading}\n{row.label}"] = address
    return found


def _json(value: Any) -> str:
    from plotly.utils import PlotlyJSONEncoder

    return json.dumps(value, cls=PlotlyJSONEncoder, ensure_ascii=False)


def plotly_script() -> Path:
    """Plotly's own script, out of its installed package: nothing is fetched from elsewhere."""
    import plotly

    return Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
