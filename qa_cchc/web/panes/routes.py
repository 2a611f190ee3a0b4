"""Where the panes are served: a piece of HTML for the page's script, the whole page for who opens the address."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from qa_cchc.archive import kept
from qa_cchc.archive.errors import ArchiveError
from qa_cchc.archive.store import Archive
from qa_cchc.web import gate, markup, people, render
from qa_cchc.web.intake import Intake
from qa_cchc.web.library import Library
from qa_cchc.web.panes import checks, compare, figures, help_pages
from qa_cchc.web.panes import library as library_tab
from qa_cchc.web.panes.query import FRAGMENT, Query
from qa_cchc.web.texts import text

_LOG = logging.getLogger(__name__)
PANES: dict[str, tuple[str, str, Callable[[Archive, Query], str]]] = {
    compare.PATH: (compare.TAB, "tab_compare", compare.pane),
    figures.PATH: (figures.TAB, "tab_figures", figures.pane),
    checks.PATH: (checks.TAB, "tab_checks", checks.pane),
    library_tab.PATH: (library_tab.TAB, "tab_library", library_tab.pane),
    help_pages.PATH: (help_pages.TAB, "tab_help", help_pages.pane),
}
"""Path → (id of the tab, key of its name in `texts`, what makes its HTML), in the order of the tabs."""


def routes(library: Library, intake: Intake | None = None) -> APIRouter:
    """The router that serves the panes; `intake` is what the tab of the reports tells about."""
    router = APIRouter(include_in_schema=False)

    def serve(path: str, tab: str, make: Callable[[Archive, Query], str]) -> None:
        @router.get(path)
        def pane(request: Request) -> Response:
            query = Query.of(path, tab, request.query_params.multi_items())
            if not request.query_params.get(FRAGMENT):
                return RedirectResponse(query.page_address(), 307)
            return _fragment(library, make, query)

    for path, (tab, _, make) in PANES.items():
        serve(path, tab, partial(library_tab.pane, intake=intake) if path == library_tab.PATH else make)

    @router.post(checks.PATH + "/{key}")
    def review(
        key: str, request: Request, xem: Annotated[str, Form()] = "", ghi: Annotated[str, Form(max_length=300)] = ""
    ) -> Response:
        who = people.current()
        if not who.may_edit:
            return HTMLResponse(render.error(text("gate_readers")), 403)
        try:
            finding = checks.find(library.archive(), key)
            if finding is not None:
                kept.set_reviewed(library.archive().index, finding, bool(xem), " ".join(ghi.split()), who.name)
                gate.record(library.index, "review", finding.message)
        except ArchiveError as error:
            return HTMLResponse(render.error(str(error)), 503)
        query = Query.of(checks.PATH, checks.TAB, request.query_params.multi_items())
        return _fragment(library, checks.pane, query)

    return router


def _fragment(library: Library, make: Callable[[Archive, Query], str], query: Query) -> Response:
    try:
        html = make(library.archive(), query)
    except ArchiveError as error:
        return HTMLResponse(render.error(str(error), text("error_archive_title")), 503)
    except Exception:
        # The last door before the visitor: it goes to the log whole, and is said on the page.
        _LOG.exception("no pane for %s", query.path)
        return HTMLResponse(render.error(text("error_unexpected")), 500)
    return HTMLResponse(html, headers={"Cache-Control": "no-cache"})


def shell(tab: str, path: str) -> str:
    """What stands in a tab until its piece of HTML has come."""
    return markup.render_for_gradio("panes/shell.html", tab=tab, path=path)
