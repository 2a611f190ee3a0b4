"""The tab "So sánh": an indicator over periods and places as table and chart, each number leading to its source."""

from __future__ import annotations

from qa_cchc.archive.store import Archive
from qa_cchc.asking import BadQuestion, compare
from qa_cchc.figures import catalogue
from qa_cchc.records import Answer
from qa_cchc.web import export_links, links, markup, render
from qa_cchc.web.compared import compared
from qa_cchc.web.panes.query import Query
from qa_cchc.web.texts import text

PATH = "/so-sanh"
TAB = "so-sanh"
WHAT, PERIOD, PLACE, VIEW = "chi", "ky", "noi", "xem"
_VIEWS = {"": "view_all", "quy": "view_quarters", "cung-ky": "view_same", "xep-hang": "view_rank"}
_ASKED = {"quy": "asked_quarters", "cung-ky": "asked_same", "xep-hang": "asked_rank"}
_OFFERED = 12


def pane(archive: Archive, query: Query) -> str:
    """The HTML of the tab for what the address asks."""
    refused = ""
    answer = None
    try:
        answer = answered(archive, query)
    except BadQuestion as error:
        refused = str(error)
    view = compared(answer) if answer is not None else None
    named = [indicator for one in archive.most_compared() if (indicator := catalogue.load().get(one)) is not None]
    pairs = list(query.pairs)
    kinds = ("xlsx", "csv", "png", "docx") if view is not None and view.chart else ("xlsx", "csv", "docx")
    return markup.render(
        "panes/compare.html",
        query=query,
        assets=links.ASSETS,
        words=query.one(WHAT),
        kept=[(name, value) for name, value in pairs if name != WHAT],
        suggestions=[indicator.name for indicator in named],
        offered=[
            (indicator.short or indicator.name, query.address(**{WHAT: indicator.name}))
            for indicator in named[:_OFFERED]
        ],
        periods=[(period.label, *_choice(query, PERIOD, period.id)) for period in archive.periods()],
        places=[(place, *_choice(query, PLACE, place)) for place in archive.places()],
        views=[
            (text(label), query.one(VIEW) == name, query.address(**{VIEW: name or None}))
            for name, label in _VIEWS.items()
        ],
        refused=refused,
        answer=answer,
        blocks=render.blocks(answer, archive) if answer is not None else (),
        notes=render.notes(answer, archive) if answer is not None else (),
        view=view,
        exports=export_links.choices(export_links.COMPARISON, pairs, *kinds) if view is not None else [],
    )


def answered(archive: Archive, query: Query) -> Answer | None:
    """The comparison that the address asks for, None where it asks for none. Raises BadQuestion."""
    what = " ".join(query.one(WHAT).split())
    if not what:
        return None
    view = query.one(VIEW)
    asked = text(_ASKED[view], what=what[:1].lower() + what[1:]) if view in _ASKED else what
    return compare(archive, asked, query.all(PERIOD), query.all(PLACE))


def _choice(query: Query, name: str, value: str) -> tuple[bool, str]:
    return value in query.all(name), query.address(**query.toggled(name, value))
