"""The door of the page: who a request is from, whether it may pass, and that no other site has sent it.

Where there are accounts, everything but the sign-in page and the page's own style needs one, Gradio's endpoints too:
a session cookie, or `Authorization: Bearer` with a token. Without accounts whoever sits at this machine may do
everything, and nobody else anything.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import logging
import secrets
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa_cchc.archive import audit
from qa_cchc.archive.audit import Action
from qa_cchc.archive.errors import ArchiveError
from qa_cchc.web import export_links, links, people, render
from qa_cchc.web.accounts import Accounts, User
from qa_cchc.web.people import Person
from qa_cchc.web.texts import text

_LOG = logging.getLogger(__name__)
COOKIE = "cchc_phien"
SIGN_IN, SIGN_OUT = "/vao", "/ra"
TOKEN_HEADER = "x-qa-cchc"
STATE = "qa_cchc.gate"
"""Key of the scope under which the `Pass` of a request stands."""

_GRADIO = "/gradio_api"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Pass:
    """What the gate knows of a request it lets through: the visitor, their session's secret, their page's token."""

    def __init__(self, person: Person, session: str, token: str, signed_in: bool) -> None:
        self.person, self.session, self.token, self.signed_in = person, session, token, signed_in


class Guard:
    """Words that only a page of this server knows, each tied to a session."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def token(self, session: str) -> str:
        """The word for a session's secret, "" being that of whoever sits at the machine."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()[:32]

    def fits(self, session: str, given: str) -> bool:
        """Whether a word is the one for this session."""
        return hmac.compare_digest(self.token(session).encode(), given.encode("utf-8", "replace"))


class Gate:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, accounts: Accounts, guard: Guard, index: Path, host: str) -> None:
        self._app = app
        self._accounts, self._guard, self._index, self._host = accounts, guard, index, host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one connection, or refuses it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            # Nothing here speaks WebSocket.
            await send({"type": "websocket.close", "code": 1008})
            return
        passed = await run_in_threadpool(self._look, scope)
        if isinstance(passed, Response):
            await passed(scope, receive, send)
            return
        scope[STATE] = passed
        answer = _Seen(send)
        with people.visiting(passed.person):
            await self._app(scope, receive, answer.send)
        if answer.status == 200 and scope["path"].startswith(export_links.PATH + "/"):
            about = scope["path"].rpartition("/")[2]
            asked = "; ".join(value for values in parse_qs(scope["query_string"].decode()).values() for value in values)
            await run_in_threadpool(record, self._index, "export", f"{about}: {asked}" if asked else about,
                                    passed.person)  # fmt: skip

    def _look(self, scope: Scope) -> Pass | Response:
        headers = Headers(scope=scope)
        client = scope.get("client")
        address = str(client[0]) if client else ""
        path = scope["path"]
        free = path.startswith(links.ASSETS + "/") or path in ("/favicon.ico", SIGN_IN)
        try:
            if not self._accounts.any():
                return self._without_accounts(scope, headers, address)
            bearer = _bearer(headers)
            session = "" if bearer else cookies(headers).get(COOKIE, "")
            user = self._accounts.of_token(bearer) if bearer else self._accounts.of_session(session)
        except ArchiveError as error:
            return PlainTextResponse(str(error), 503)
        if user is None:
            if not free:
                return _refused(scope, headers)
            return self._foreign(scope, headers, "") or Pass(Person("", "", address), "", "", False)
        # Nothing is sent by itself but a cookie: whoever has a token means what they send.
        if not bearer and (refusal := self._foreign(scope, headers, session)):
            return refusal
        return Pass(_person(user, address), session, self._guard.token(session), True)

    def _without_accounts(self, scope: Scope, headers: Headers, address: str) -> Pass | Response:
        if not is_loopback(self._host):
            return PlainTextResponse(text("gate_no_accounts"), 403)
        # A name that leads to this machine by another's will (DNS rebinding) is not this machine's.
        if not is_loopback(urlsplit(f"//{headers.get('host', '')}").hostname or ""):
            return PlainTextResponse(text("gate_other_host"), 403)
        return self._foreign(scope, headers, "") or Pass(Person(address=address), "", self._guard.token(""), False)

    def _foreign(self, scope: Scope, headers: Headers, session: str) -> Response | None:
        """A refusal for what changes something and was not sent by a page of this server."""
        if scope["method"] in _SAFE:
            return None
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        host = headers.get("host", "")
        same = (site in (None, "same-origin", "none")) and (origin is None or urlsplit(origin).netloc == host)
        path = scope["path"]
        if path.startswith(_GRADIO + "/"):
            # Gradio's own page sends no word of ours; a browser always says where a request comes from.
            told = site is not None or origin is not None or not session
        elif path in (SIGN_IN, SIGN_OUT):
            told = True
        else:
            told = self._guard.fits(session, headers.get(TOKEN_HEADER, ""))
        return None if same and told else PlainTextResponse(text("gate_foreign"), 403)


class _Seen:
    """Sends an answer on and remembers its status."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self._send(message)


def record(index: Path, action: Action, about: str = "", person: Person | None = None) -> None:
    """Adds a line to the list of who did what; where it cannot be written, that is logged."""
    who = person or people.current()
    try:
        audit.note(index, action, about, who.name, who.address)
    except ArchiveError as error:
        _LOG.warning("%s", error)


def is_loopback(host: str) -> bool:
    """Whether a host name can only be reached from this machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def cookies(headers: Headers) -> Mapping[str, str]:
    """The cookies of a request; none where they cannot be read."""
    try:
        return {name: one.value for name, one in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def _bearer(headers: Headers) -> str:
    kind, _, word = headers.get("authorization", "").partition(" ")
    return word.strip() if kind.lower() == "bearer" else ""


def _person(user: User, address: str) -> Person:
    return Person(user.name, user.role, address)


def _refused(scope: Scope, headers: Headers) -> Response:
    """For who is not signed in: the sign-in page, or a refusal that a program or the page's script understands."""
    query = scope["query_string"].decode("latin-1")
    target = scope["path"] + (f"?{query}" if query else "")
    if "manh=1" in query.split("&"):
        return HTMLResponse(render.error(text("gate_signed_out"), text("gate_sign_in_title")), 401)
    if scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
        return RedirectResponse(f"{SIGN_IN}?den={quote(target, safe='')}", 303)
    return PlainTextResponse(text("gate_sign_in_first"), 401, {"WWW-Authenticate": "Bearer"})
