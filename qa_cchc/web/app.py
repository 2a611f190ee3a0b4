"""The web application: Gradio's page, our own routes beside it, and the server that serves both."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.responses import FileResponse, Response

from qa_cchc import __version__
from qa_cchc.archive.errors import ArchiveError
from qa_cchc.asking import BadQuestion, ask
from qa_cchc.settings import Settings
from qa_cchc.web import exports, links, render, sign_in, sources
from qa_cchc.web.accounts import AccountError, Accounts
from qa_cchc.web.api import Api
from qa_cchc.web.ask_tab import AskTab
from qa_cchc.web.gate import Gate, Guard, is_loopback
from qa_cchc.web.intake import Intake
from qa_cchc.web.library import Library
from qa_cchc.web.panes import library_routes
from qa_cchc.web.panes import routes as panes
from qa_cchc.web.shell import Shell
from qa_cchc.web.texts import GRADIO_TEXTS, text
from qa_cchc.web.theme import theme
from qa_cchc.web.worker import Run, run_in_process

_LOG = logging.getLogger(__name__)
ASK = "hoi-dap"
_ASSETS = Path(__file__).parent / "assets"


def create(library: Library, settings: Settings) -> gr.Blocks:
    """The Gradio page over the archive that `library` hands out."""
    with gr.Blocks(title=text("title"), analytics_enabled=False, fill_width=True) as page:
        masthead = gr.HTML(render.masthead(), elem_id="masthead", apply_default_css=False)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(text("tab_ask"), id=ASK, elem_id=f"tab-{ASK}") as asking:
                tab = AskTab(library, settings)
            asking.select(None, js=f"() => window.qaCchc?.tab('{ASK}')")
            for path, (name, label, _) in panes.PANES.items():
                with gr.Tab(text(label), id=name, elem_id=f"tab-{name}") as opened:
                    gr.HTML(panes.shell(name, path), elem_classes="pane-frame", apply_default_css=False)
                opened.select(None, js=f"() => window.qaCchc?.tab('{name}')")
        gr.HTML(render.colophon(__version__, settings.llm_url), elem_id="colophon", apply_default_css=False)
        tab.wire(page, masthead)
        Api(library, settings).publish()
    return page


def application(
    library: Library, settings: Settings, mcp: bool = False, host: str = "127.0.0.1", run: Run = run_in_process
) -> FastAPI:
    """The whole web application over an index, which may be built or replaced while it runs; with `mcp` its endpoints
    are tools of the Model Context Protocol too, at `/gradio_api/mcp`.

    `host` is where it listens: without accounts it answers on this machine alone. `run` carries out what visitors ask
    to be changed in the archive.
    """
    accounts, guard = Accounts(library.index, settings.session_hours), Guard()
    intake = Intake(library, settings, run)
    app = FastAPI(title=text("title"), docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Gate, accounts=accounts, guard=guard, index=library.index, host=host)
    app.add_middleware(Shell)
    app.include_router(sign_in.routes(accounts, guard, library.index))
    app.include_router(sources.routes(library))
    app.include_router(panes.routes(library, intake))
    app.include_router(library_routes.routes(library, settings, intake))
    app.include_router(exports.routes(library))
    app.mount(links.ASSETS, sources.assets())

    @app.get("/favicon.ico", include_in_schema=False)
    def favicon() -> Response:
        return FileResponse(_ASSETS / "favicon.svg", media_type="image/svg+xml")

    return gr.mount_gradio_app(
        app,
        create(library, settings),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=True,
        ssr_mode=False,
        pwa=False,
        i18n=gr.I18n(en=dict(GRADIO_TEXTS)),
        theme=theme(),
        mcp_server=mcp,
    )


def serve(
    index: Path,
    settings: Settings,
    host: str | None = None,
    port: int | None = None,
    say: Callable[[str], None] | None = None,
    mcp: bool = False,
) -> None:
    """Serves the page until interrupted. `say` is told the address once the server is about to listen.

    Raises AccountError for an address that other machines reach while there are no accounts.
    """
    host, port = host or settings.host, settings.port if port is None else port
    if not is_loopback(host) and not Accounts(index).any():
        raise AccountError(text("gate_needs_accounts", host=host, index=index))
    library = Library(index, settings)
    app = application(library, settings, mcp, host)
    threading.Thread(target=_warm, args=(library,), daemon=True).start()
    server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=2))
    if say is not None:
        say(address(host, port))
    server.run()


def _warm(library: Library) -> None:
    """Asks what a visitor might, so that the first one does not wait for what a first question loads."""
    try:
        for question in library.shelf().examples[:1]:
            ask(library.archive(), question)
    except (ArchiveError, BadQuestion) as error:
        # The page says the same to its visitors.
        _LOG.warning("%s", error)


def address(host: str, port: int) -> str:
    """The address to open in a browser on this machine."""
    shown = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
