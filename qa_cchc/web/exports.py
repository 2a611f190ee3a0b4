"""Answers, comparisons and figures as files to take away: memo, workbook, CSV, picture of the chart, bibliography."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from qa_cchc.archive.errors import ArchiveError
from qa_cchc.asking import BadQuestion, ask
from qa_cchc.asking.listing import as_answer
from qa_cchc.export import ExportError, content_of
from qa_cchc.export.charts import chart_of, picture_of
from qa_cchc.export.grid import grid_of
from qa_cchc.records import Answer
from qa_cchc.vietnamese.unicode import fold
from qa_cchc.web.export_links import ANSWER, COMPARISON, FIGURES, PATH
from qa_cchc.web.library import Library
from qa_cchc.web.panes import compare, figures
from qa_cchc.web.panes.query import Query
from qa_cchc.web.texts import text

_LOG = logging.getLogger(__name__)
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "png": "image/png",
    "bib": "application/x-bibtex; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json",
}
_MOST_FIGURES = 20_000


def routes(library: Library) -> APIRouter:
    """The router that serves the files."""
    router = APIRouter(include_in_schema=False)

    def serve(what: str, extension: str, make: Callable[[Library, Request], Answer]) -> None:
        @router.get(f"{PATH}/{what}.{extension}")
        def file(request: Request) -> Response:
            try:
                answer = make(library, request)
                content = _content(answer, extension, library)
            except (ArchiveError, BadQuestion, ExportError) as error:
                return PlainTextResponse(str(error), 422)
            name = _name(answer, what, extension)
            disposition = f"attachment; filename=\"{what}.{extension}\"; filename*=UTF-8''{quote(name)}"
            return Response(content, media_type=_TYPES[extension], headers={"Content-Disposition": disposition})

    for extension in ("docx", "xlsx", "csv", "bib", "json", "png"):
        serve(ANSWER, extension, _asked)
        serve(COMPARISON, extension, _compared)
    for extension in ["xlsx", "csv"]:
        serve(FIGURES, extension, _figures)
    return router


def _asked(library: Library, request: Request) -> Answer:
    given = request.query_params
    filters = library.filters(given.get("ky"), given.get("noi"), given.get("bc"))
    archive = library.archive()
    return ask(archive, given.get("hoi", "")[:500], filters, archive.settings.passages)


def _compared(library: Library, request: Request) -> Answer:
    query = Query.of(compare.PATH, compare.TAB, request.query_params.multi_items())
    answer = compare.answered(library.archive(), query)
    if answer is None:
        raise ExportError(text("compare_nothing_asked"))
    return answer


def _figures(library: Library, request: Request) -> Answer:
    query = Query.of(figures.PATH, figures.TAB, request.query_params.multi_items())
    found = figures.browse(library.archive(), query, 0, _MOST_FIGURES)
    asked = " · ".join(value for name, value in query.pairs if name != figures.ORDER)
    return as_answer(library.archive(), found.figures, text("export_figures_of", asked=asked) if asked else
                     text("export_all_figures"))  # fmt: skip


def _content(answer: Answer, extension: str, library: Library) -> bytes:
    if extension != "png":
        return content_of(answer, f".{extension}", library.archive().settings)
    chart = chart_of(grid_of(answer)) if answer.comparison is not None else None
    if chart is None:
        raise ExportError(text("no_chart"))
    return picture_of(chart)


def _name(answer: Answer, what: str, extension: str) -> str:
    """A file name that says what is in it, safe on every system."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(answer.question.asked)).strip("-")[:60].strip("-")
    return f"{words or what}-{date.today():%Y%m%d}.{extension}"
