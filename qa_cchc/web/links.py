"""Addresses of what stands behind an answer: the place of a citation, a page's picture, the original file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote, urlencode

from qa_cchc.records import Answer

SOURCE = "/nguon"
PICTURE = "/trang"
ORIGINAL = "/tep"
ASSETS = "/giao-dien"

FIGURE = "so"
PASSAGE = "doan"
PAGE = "trang"
PART = "phan"
ZOOM = "co"
FRAGMENT = "manh"


def source(report_id: str, figures: Iterable[str] = (), passages: Iterable[str] = (), **more: object) -> str:
    """The page that shows a place of a report, with the figures and passages of these ids marked."""
    return f"{SOURCE}/{quote(report_id, safe='')}{_query(figures, passages, more)}"


def picture(
    report_id: str, page: int, figures: Iterable[str] = (), passages: Iterable[str] = (), **more: object
) -> str:
    """The picture of a page (from 1), with those marks drawn on it."""
    return f"{PICTURE}/{quote(report_id, safe='')}/{page}.png{_query(figures, passages, more)}"


def original(report_id: str, page: int | None = None) -> str:
    """The file as it was put into the archive, opened at a page where the viewer knows how."""
    return f"{ORIGINAL}/{quote(report_id, safe='')}" + (f"#page={page}" if page else "")


def of_citations(answer: Answer, id_of_file: Callable[[str], str | None]) -> Mapping[int, str]:
    """Citation id → address of its source, marking all figures that cite it, or the passage where none does.

    A citation that neither uses is of a report as a whole; `id_of_file` then tells which.
    """
    figures: dict[int, list[tuple[str, str]]] = {}
    passages: dict[int, list[tuple[str, str]]] = {}
    for figure, citation in zip(answer.figures, answer.figure_citations, strict=True):
        figures.setdefault(citation, []).append((figure.report.id, figure.id))
    for found, citation in zip(answer.passages, answer.passage_citations, strict=True):
        passages.setdefault(citation, []).append((found.passage.report.id, found.passage.id))
    addresses = {}
    for citation in answer.citations:
        cited = figures.get(citation.id) or passages.get(citation.id)
        if cited:
            report_id = cited[0][0]
            ids = dict.fromkeys(id_ for report, id_ in cited if report == report_id)
            addresses[citation.id] = source(report_id, **{"figures" if citation.id in figures else "passages": ids})
        elif report_id := id_of_file(citation.file):
            addresses[citation.id] = source(report_id, **{PAGE: citation.page})
    return addresses


def _query(figures: Iterable[str], passages: Iterable[str], more: Mapping[str, object]) -> str:
    pairs = [(FIGURE, id_) for id_ in figures] + [(PASSAGE, id_) for id_ in passages]
    pairs += [(key, str(value)) for key, value in more.items() if value is not None]
    return "?" + urlencode(pairs) if pairs else ""
