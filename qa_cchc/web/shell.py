"""What surrounds Gradio's answers: headers on every response, and its index page made ours."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa_cchc.web import gate, links
from qa_cchc.web.gate import Pass
from qa_cchc.web.markup import render, script_texts

HEAD = f"""
<link rel="icon" href="{links.ASSETS}/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{links.ASSETS}/page.css">
<link rel="stylesheet" href="{links.ASSETS}/library.css">
<script src="{links.ASSETS}/page.js"></script>
<script src="{links.ASSETS}/library.js"></script>
"""
# Everything comes from this server. Gradio's front end has scripts in the page and compiles its templates.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
_BODY = re.compile(r"<body\b[^>]*>")
_ADVERTISEMENT = re.compile(r"<meta\s[^>]*?(?:og:|twitter:)[^>]*>\s*")


class Shell:
    """ASGI middleware. Streams (Gradio's events) pass through untouched; only the index page is rewritten."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Reply(send, scope).send)


class _Reply:
    """One response on its way out."""

    def __init__(self, send: Send, scope: Scope) -> None:
        self._send = send
        self._scope = scope
        self._index = scope["path"] == "/"
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if self._index and headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish()
            return
        await self._send(message)

    async def _finish(self) -> None:
        assert self._start is not None
        body = in_vietnamese(self._body.decode("utf-8"), self._scope.get(gate.STATE)).encode("utf-8")
        MutableHeaders(scope=self._start)["content-length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def in_vietnamese(page: str, passed: Pass | None = None) -> str:
    """Gradio's index page with its language set, without its own advertisement, with our head in it; `passed` is what
    the gate knows of the visitor."""
    token = f' data-ve="{passed.token}"' if passed is not None else ""
    page = page.replace('lang="en"', f'lang="vi" {script_texts()}{token}', 1)
    if passed is not None and passed.signed_in:
        bar = render("account.html", passed=passed, action=gate.SIGN_OUT)
        page = _BODY.sub(lambda body: body.group() + bar, page, count=1)
    return _ADVERTISEMENT.sub("", page).replace("</head>", HEAD + "</head>", 1)
