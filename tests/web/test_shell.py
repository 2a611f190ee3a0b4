import re

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from qa_cchc.web.shell import Shell, in_vietnamese

PAGE = """<!doctype html><html lang="en" style="margin: 0;"><head><title>Gradio</title>
<meta property="og:image" content="https://raw.example.org/header.jpg" />
<meta name="twitter:creator" content="@Gradio" /><meta name="viewport" content="width=device-width" />
</head><body>…</body></html>"""


def served() -> TestClient:
    def stream(_request):
        return StreamingResponse((part for part in ("data: 1\n\n", "data: 2\n\n")), media_type="text/event-stream")

    app = Starlette(routes=[Route("/", lambda _request: HTMLResponse(PAGE)), Route("/stream", stream)])
    return TestClient(Shell(app))


def test_index_page_is_vietnamese_and_names_no_other_host():
    page = in_vietnamese(PAGE)
    assert '<html lang="vi"' in page and 'name="viewport"' in page
    assert not re.search(r"https?://", page)
    assert "/giao-dien/page.css" in page and "/giao-dien/page.js" in page


def test_reply_is_whole_and_guarded():
    reply = served().get("/")
    assert reply.headers["content-length"] == str(len(reply.content))
    assert "default-src 'self'" in reply.headers["content-security-policy"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.text == in_vietnamese(PAGE)


def test_streams_pass_untouched():
    reply = served().get("/stream")
    assert reply.text == "data: 1\n\ndata: 2\n\n"
    assert reply.headers["x-content-type-options"] == "nosniff"
