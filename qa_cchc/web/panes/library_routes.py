"""Where the tab “Kho báo cáo” is changed: files that come in, and what is asked of reports. Readers are refused."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from qa_cchc.archive import corrections
from qa_cchc.archive.corrections import BadCorrection
from qa_cchc.archive.errors import ArchiveError, UnknownReport
from qa_cchc.archive.uploads import CannotUpload, Receiving, clean_name
from qa_cchc.settings import Settings
from qa_cchc.web import gate, people, render
from qa_cchc.web.intake import Intake, Item
from qa_cchc.web.library import Library
from qa_cchc.web.panes import library as tab
from qa_cchc.web.panes.query import Query
from qa_cchc.web.texts import text

_LOG = logging.getLogger(__name__)
_WORDS = 200
Answer = TypeVar("Answer")


class Refused(Exception):
    """A request that is not answered: status and the sentence that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def routes(library: Library, settings: Settings, intake: Intake) -> APIRouter:
    """The router of all that changes the archive."""
    router = APIRouter(include_in_schema=False)

    @router.get(tab.JOBS)
    def jobs() -> Response:
        return HTMLResponse(tab.jobs(intake), headers={"Cache-Control": "no-store"})

    @router.post(tab.FILES)
    async def receive(request: Request, ten: str = "", thay: str = "") -> Response:
        """One file as the body of the request. 201, or a refusal in words."""
        try:
            _editor()
            item = await _received(request, ten, thay or None, library, settings, intake)
        except Refused as refused:
            return PlainTextResponse(str(refused), refused.status)
        except ClientDisconnect:
            return PlainTextResponse(text("intake_cut"), 400)
        except ArchiveError as error:
            told = str(error) if clean_name(ten) in str(error) else f"{clean_name(ten)}: {error}"
            await run_in_threadpool(gate.record, library.index, "refuse", told)
            return PlainTextResponse(str(error), 422)
        await run_in_threadpool(gate.record, library.index, item.kind, item.name)
        return PlainTextResponse(item.key, 201)

    @router.post(tab.JOBS + "/{key}/giu")
    def keep(key: str, request: Request) -> Response:
        return _asked(request, library, intake, lambda: _kept(library, intake, key))

    @router.post(tab.JOBS + "/{key}/an")
    def dismiss(key: str, request: Request) -> Response:
        return _asked(request, library, intake, lambda: _quiet(intake.dismiss(key)))

    @router.post(tab.PATH + "/{report_id}/doc-lai")
    def reread(report_id: str, request: Request) -> Response:
        return _asked(request, library, intake, lambda: _changed(library, intake, "reread", report_id))

    @router.post(tab.PATH + "/{report_id}/bo")
    def remove(report_id: str, request: Request) -> Response:
        return _asked(request, library, intake, lambda: _changed(library, intake, "remove", report_id))

    @router.post(tab.PATH + "/{report_id}/sua")
    def correct(
        report_id: str,
        request: Request,
        number: Annotated[str | None, Form(max_length=_WORDS)] = None,
        date: Annotated[str | None, Form(max_length=_WORDS)] = None,
        agency: Annotated[str | None, Form(max_length=_WORDS)] = None,
        place: Annotated[str | None, Form(max_length=_WORDS)] = None,
        period: Annotated[str | None, Form(max_length=_WORDS)] = None,
        kind: Annotated[str | None, Form(max_length=_WORDS)] = None,
    ) -> Response:
        given = {"number": number, "date": date, "agency": agency, "place": place, "period": period, "kind": kind}
        fields = {field: value for field, value in given.items() if value is not None}
        return _asked(request, library, intake, lambda: _corrected(library, intake, report_id, fields))

    @router.post(tab.PATH + "/{report_id}/bo-sua")
    def undo(report_id: str, request: Request, field: Annotated[str, Form(max_length=40)] = "") -> Response:
        return _asked(request, library, intake, lambda: _undone(library, intake, report_id, field))

    return router


def _editor() -> None:
    if not people.current().may_edit:
        raise Refused(403, text("gate_readers"))


async def _received(
    request: Request, given: str, replaces: str | None, library: Library, settings: Settings, intake: Intake
) -> Item:
    if not intake.room():
        raise Refused(429, text("intake_full", count=settings.upload_files))
    place = await run_in_threadpool(intake.place, replaces)
    length = request.headers.get("content-length", "")
    with Receiving(place, given, settings) as receiving:
        receiving.see_that_fits(int(length) if length.isascii() and length.isdigit() else 0)
        async for piece in request.stream():
            await run_in_threadpool(receiving.write, piece)
        leaving = library.archive().path(replaces) if replaces else None
        staged = await run_in_threadpool(receiving.finish, intake.names(), leaving)
    return await run_in_threadpool(intake.receive, staged, place, people.current().name, replaces)


def _asked(request: Request, library: Library, intake: Intake, do: Callable[[], str]) -> Response:
    """Does what is asked and shows the pane as it is then, with what there is to say."""
    notice, wrong, status = "", "", 200
    try:
        _editor()
        notice = do()
    except Refused as refused:
        notice, wrong, status = str(refused), "1", refused.status
    except UnknownReport as error:
        notice, wrong, status = str(error), "1", 404
    except (BadCorrection, CannotUpload) as error:
        notice, wrong, status = str(error), "1", 422
    except ArchiveError as error:
        notice, wrong, status = str(error), "1", 503
    query = Query.of(tab.PATH, tab.TAB, request.query_params.multi_items())
    try:
        html = tab.pane(library.archive(), query, intake, notice, wrong)
    except ArchiveError as error:
        return HTMLResponse(render.error(str(error), text("error_archive_title")), 503)
    return HTMLResponse(html, status, {"Cache-Control": "no-cache"})


def _quiet(_: object) -> str:
    return ""


def _kept(library: Library, intake: Intake, key: str) -> str:
    item = intake.keep(key)
    if item is not None:
        gate.record(library.index, item.kind, f"{item.name} (không đọc được, vẫn giữ)")
    return ""


def _changed(library: Library, intake: Intake, kind: str, report_id: str) -> str:
    item = intake.change("remove" if kind == "remove" else "reread", report_id, people.current().name)
    gate.record(library.index, "remove" if kind == "remove" else "reread", item.name)
    return ""


def _corrected(library: Library, intake: Intake, report_id: str, given: dict[str, str]) -> str:
    archive = library.archive()
    report = archive.report(report_id)
    changed = corrections.correct(archive.index, report, given, people.current().name)
    if not changed:
        return text("library_nothing_changed")
    told = "; ".join(f"{corrections.FIELDS[field]}: {given[field]}" for field in changed)
    gate.record(library.index, "correct", f"{report.file}: {told}")
    intake.change("correct", report_id, people.current().name)
    return text("library_saved")


def _undone(library: Library, intake: Intake, report_id: str, field: str) -> str:
    archive = library.archive()
    report = archive.report(report_id)
    if not corrections.undo(archive.index, report.sha256, field):
        return text("library_nothing_changed")
    gate.record(library.index, "correct", f"{report.file}: bỏ sửa {corrections.FIELDS[field]}")
    intake.change("correct", report_id, people.current().name)
    return text("library_saved")
