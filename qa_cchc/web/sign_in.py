"""Signing in and out."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from qa_cchc.web import gate, links, markup, people
from qa_cchc.web.accounts import Accounts
from qa_cchc.web.gate import COOKIE, SIGN_IN, SIGN_OUT, Guard
from qa_cchc.web.people import Person
from qa_cchc.web.texts import text
from qa_cchc.web.throttle import Throttle

_BEFORE = "cchc_truoc"


def routes(accounts: Accounts, guard: Guard, index: Path, throttle: Throttle | None = None) -> APIRouter:
    """The router of the sign-in page."""
    router = APIRouter(include_in_schema=False)
    slow = throttle or Throttle()

    @router.get(SIGN_IN)
    def ask(request: Request, den: str = "/") -> Response:
        if not accounts.any() or _signed_in(request):
            return RedirectResponse(_local(den), 303)
        return _page(request, guard, den)

    @router.post(SIGN_IN)
    def enter(
        request: Request,
        ten: Annotated[str, Form(max_length=200)] = "",
        mat: Annotated[str, Form(max_length=2000)] = "",
        den: Annotated[str, Form(max_length=2000)] = "/",
        ve: Annotated[str, Form(max_length=100)] = "",
    ) -> Response:
        before = gate.cookies(request.headers).get(_BEFORE, "")
        if not before or not guard.fits(_BEFORE + before, ve):
            return _page(request, guard, den, text("gate_form_old"), 403)
        name, address = " ".join(ten.split()), people.current().address
        keys = (f"user {name.casefold()}", f"address {address}")
        if wait := slow.waits(*keys):
            return _page(request, guard, den, text("gate_wait", seconds=wait), 429, name, {"Retry-After": str(wait)})
        # Counted before the password is tried, so that trials at one time do not pass together.
        slow.failed(*keys)
        secret = accounts.sign_in(name, mat)
        if secret is None:
            gate.record(index, "sign_in_failed", name[:80], Person("", "", address))
            return _page(request, guard, den, text("gate_wrong"), 401, name)
        slow.succeeded(*keys)
        gate.record(index, "sign_in", "", Person(name, "", address))
        reply = RedirectResponse(_local(den), 303)
        _set(reply, request, COOKIE, secret)
        reply.delete_cookie(_BEFORE)
        return reply

    @router.post(SIGN_OUT)
    def leave(request: Request, ve: Annotated[str, Form(max_length=100)] = "") -> Response:
        passed = request.scope.get(gate.STATE)
        if passed is not None and passed.session and guard.fits(passed.session, ve):
            accounts.sign_out(passed.session)
            gate.record(index, "sign_out")
        reply = RedirectResponse(SIGN_IN, 303)
        reply.delete_cookie(COOKIE)
        return reply

    return router


def _signed_in(request: Request) -> bool:
    passed = request.scope.get(gate.STATE)
    return passed is not None and passed.signed_in


def _page(
    request: Request, guard: Guard, to: str, wrong: str = "", status: int = 200, name: str = "",
    headers: dict[str, str] | None = None,
) -> Response:
    before = secrets.token_urlsafe(16)
    page = markup.render(
        "sign_in.html", assets=links.ASSETS, action=SIGN_IN, to=_local(to), wrong=wrong, name=name,
        token=guard.token(_BEFORE + before),
    )
    reply = HTMLResponse(page, status, {"Cache-Control": "no-store", **(headers or {})})
    _set(reply, request, _BEFORE, before)
    return reply


def _set(reply: Response, request: Request, name: str, value: str) -> None:
    reply.set_cookie(name, value, httponly=True, samesite="lax", secure=request.url.scheme == "https", path="/")


def _local(address: str) -> str:
    """An address of this server; "/" for any other."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain and "\\" not in address else "/"
