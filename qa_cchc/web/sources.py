"""Routes of our own beside Gradio's: the place of a citation, page pictures, original files, the page's assets.

Only what the opened archive holds can be reached: reports, figures and passages by their ids, files through
`Archive.original`. Nothing passes through Gradio's cache, which every visitor can read.
"""

from __future__ import annotations

import hashlib
import logging
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles

from qa_cchc.archive.errors import ArchiveError, OutsideCorpus, UnknownReport
from qa_cchc.archive.store import Archive
from qa_cchc.records import Report
from qa_cchc.web import links, markup, originals, page_picture, spots, text_view
from qa_cchc.web.compared import plotly_script
from qa_cchc.web.library import Library
from qa_cchc.web.texts import text

_LOG = logging.getLogger(__name__)
_REPORT_ID = r"^[0-9a-f]{12}$"
# An original file is data: nothing in it may run in the page's name.
_FILE_HEADERS = {"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'"}

Ids = Annotated[list[str] | None, Query(max_length=50)]


class Refused(Exception):
    """A request that is not answered: status and the sentence that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def assets() -> StaticFiles:
    """The page's own style, script, fonts and icon, mounted at `links.ASSETS`."""
    return StaticFiles(directory=Path(__file__).parent / "assets")


def routes(library: Library) -> APIRouter:
    """The router that serves what stands behind citations."""
    router = APIRouter(include_in_schema=False)

    @router.get(links.ASSETS + "/plotly.min.js")
    def charting() -> Response:
        return FileResponse(
            plotly_script(), media_type="text/javascript", headers={"Cache-Control": "public, max-age=604800"}
        )

    @router.get(links.SOURCE + "/{report_id}")
    def source(
        report_id: str,
        so: Ids = None,
        doan: Ids = None,
        trang: Annotated[int | None, Query(ge=1, le=100_000)] = None,
        phan: Annotated[int | None, Query(ge=1, le=100_000)] = None,
        co: Annotated[int, Query(ge=0, le=2)] = 0,
        manh: bool = False,
    ) -> Response:
        try:
            archive = library.archive()
            view = _Source(archive, _report(archive, report_id), tuple(so or ()), tuple(doan or ()), co)
            page = view.pictured(trang) if view.has_picture and phan is None else view.written(phan)
        except Refused as refused:
            return _refusal(refused.status, str(refused), manh)
        except ArchiveError as error:
            return _refusal(503, str(error), manh)
        template = "source_fragment.html" if manh else "source_page.html"
        return HTMLResponse(markup.render(template, assets=links.ASSETS, **page), headers={"Cache-Control": "no-cache"})

    @router.get(links.PICTURE + "/{report_id}/{page}.png")
    def picture(
        report_id: str, page: int, so: Ids = None, doan: Ids = None, co: Annotated[int, Query(ge=0, le=2)] = 0
    ) -> Response:
        try:
            archive = library.archive()
            report = _report(archive, report_id)
            file = _original(archive, report)
            cited = _spots(archive, report, tuple(so or ()), tuple(doan or ()))
            png = page_picture.picture(file, page, spots.boxes(cited), spots.row_boxes(report, cited), co)
        except Refused as refused:
            return PlainTextResponse(str(refused), refused.status)
        except ArchiveError as error:
            return PlainTextResponse(str(error), 503)
        except page_picture.PageUnknown:
            return PlainTextResponse(text("error_page_unknown"), 404)
        except page_picture.PageBroken as broken:
            _LOG.warning("%s", broken, exc_info=broken)
            return PlainTextResponse(text("error_page_broken", page=page, file=report.file), 422)
        return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=300"})

    @router.get(links.ORIGINAL + "/{report_id:path}")
    def original(report_id: str) -> Response:
        try:
            archive = library.archive()
            report = _report(archive, report_id)
            file = _original(archive, report)
        except Refused as refused:
            return PlainTextResponse(str(refused), refused.status)
        except ArchiveError as error:
            return PlainTextResponse(str(error), 503)
        kind = originals.kind_of(file)
        shown = "inline" if kind.inline else "attachment"
        # Chromium's viewer is a script of its own, which a sandboxed document may not run.
        headers = {} if kind.drawn == "pdf" else _FILE_HEADERS
        return FileResponse(
            file, media_type=kind.media_type, filename=file.name, content_disposition_type=shown, headers=headers
        )

    return router


class _Source:
    """What the page behind a citation shows, as values for its template."""

    def __init__(
        self, archive: Archive, report: Report, figures: tuple[str, ...], passages: tuple[str, ...], zoom: int
    ) -> None:
        self.report = report
        self.figures, self.passages, self.zoom = figures, passages, zoom
        self.spots = _spots(archive, report, figures, passages)
        self.notice = ""
        self.file: Path | None = None
        self.archive = archive
        try:
            self.file = _original(archive, report)
        except Refused as refused:
            if refused.status == 403:
                raise
            self.notice = text("original_changed") if refused.status == 409 else text("original_gone")

    @property
    def has_picture(self) -> bool:
        return self.file is not None and originals.kind_of(self.file).drawn is not None

    def pictured(self, page: int | None) -> dict[str, object]:
        """A page of a PDF or a scan as a picture; as text where it cannot be drawn."""
        assert self.file is not None
        page = page or spots.first_page(self.spots)
        try:
            width, height, pages = page_picture.page_size(self.file, page)
        except page_picture.PageUnknown as unknown:
            raise Refused(404, text("error_page_unknown")) from unknown
        except page_picture.PageBroken as broken:
            _LOG.warning("%s", broken, exc_info=broken)
            self.notice = text("error_page_broken", page=page, file=self.report.file)
            return self.written(None)
        alt = {"page": page, "file": self.report.file}
        here = [box for box in spots.boxes(self.spots) if box.page == page]
        if self.spots and not spots.boxes(self.spots):
            self.notice = text("page_only")
        zoom = {links.ZOOM: self.zoom or None}
        return self._common() | {
            "picture": links.picture(self.report.id, page, self.figures, self.passages, **zoom),
            "picture_alt": text("picture_alt", **alt) if here else text("picture_alt_plain", **alt),
            "ratio": f"{width:.0f} / {height:.0f}",
            "mark_top": round(min((box.y0 for box in here), default=0) / height, 4),
            "mark_left": round(min((box.x0 for box in here), default=0) / width, 4),
            "position": text("page_of", page=page, pages=pages),
            "previous": self._at(**{links.PAGE: page - 1}) if page > 1 else None,
            "following": self._at(**{links.PAGE: page + 1}) if page < pages else None,
            "previous_label": text("previous_page"),
            "next_label": text("next_page"),
            "zoom_out": self._zoomed(page, self.zoom - 1),
            "zoom_in": self._zoomed(page, self.zoom + 1),
            "zoom": self.zoom,
            "original": links.original(self.report.id, page),
            "original_label": text("open_original_page", page=page),
        }

    def written(self, part: int | None) -> dict[str, object]:
        """A part of the report as the text that was read, the cited words marked."""
        found, first = text_view.marked(text_view.parts(self.report), self.spots)
        if not found:
            raise Refused(404, text("error_page_unknown"))
        if first is None and self.spots and not self.notice:
            self.notice = text("text_only")
        index = part - 1 if part else (first or 0)
        if index >= len(found):
            raise Refused(404, text("error_page_unknown"))
        return self._common() | {
            "part": found[index],
            "position": text("part_of", part=index + 1, parts=len(found)),
            "previous": self._at(**{links.PART: index}) if index else None,
            "following": self._at(**{links.PART: index + 2}) if index + 1 < len(found) else None,
            "previous_label": text("previous_part"),
            "next_label": text("next_part"),
            "original": links.original(self.report.id) if self.file else None,
            "original_label": text("open_original"),
        }

    def _common(self) -> dict[str, object]:
        return {
            "report": self.report,
            "quotes": [spot for spot in self.spots if spot.quote.strip()],
            "notice": self.notice,
            "picture": None,
            "part": None,
            "zoom_in": None,
            "zoom_out": None,
        }

    def _at(self, **place: object) -> str:
        return links.source(self.report.id, self.figures, self.passages, **place)

    def _zoomed(self, page: int, zoom: int) -> str | None:
        if not 0 <= zoom < len(page_picture.WIDTHS):
            return None
        return self._at(**{links.PAGE: page, links.ZOOM: zoom or None})


def _report(archive: Archive, report_id: str) -> Report:
    """The report of an id; an address that is no id is refused outright, it may be somebody trying paths."""
    if len(report_id) != 12 or not set(report_id) <= set("0123456789abcdef"):
        raise Refused(403, text("error_forbidden"))
    try:
        return archive.document(report_id)
    except UnknownReport as unknown:
        raise Refused(404, text("error_report_unknown")) from unknown


def _original(archive: Archive, report: Report) -> Path:
    """The report's file, refused when it lies outside the archive's corpus folders, is gone, or has changed since."""
    try:
        file = archive.original(report.id)
    except OutsideCorpus as outside:
        raise Refused(403, text("error_forbidden")) from outside
    if file is None:
        raise Refused(404, text("error_file_gone", file=report.file))
    state = file.stat()
    if _digest(file, state.st_mtime_ns, state.st_size) != report.sha256:
        raise Refused(409, text("original_changed"))
    return file


@lru_cache(maxsize=512)
def _digest(file: Path, _mtime: int, _size: int) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _spots(archive: Archive, report: Report, figures: tuple[str, ...], passages: tuple[str, ...]) -> list[spots.Spot]:
    found = [spots.of_figure(figure) for figure in archive.figures_by_id(figures) if figure.report.id == report.id]
    found += [spots.of_passage(part) for part in archive.passages_by_id(passages) if part.report.id == report.id]
    if len(found) != len(set(figures)) + len(set(passages)):
        raise Refused(404, text("error_mark_unknown"))
    return found


def _refusal(status: int, message: str, fragment: bool) -> Response:
    template = "refusal_fragment.html" if fragment else "refusal_page.html"
    return HTMLResponse(markup.render(template, assets=links.ASSETS, message=message), status)
