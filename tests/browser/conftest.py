"""A real server over the sample archive, and a headless Chromium that records what the page asks for and complains of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tools.page_server import build, serving

CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@dataclass
class Watched:
    """A browser page, with every address it asked for and every complaint of its console."""

    page: object
    base: str
    addresses: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def foreign(self) -> list[str]:
        """Addresses of other hosts; `data:` and `blob:` never leave the browser."""
        return [one for one in self.addresses if not one.startswith((self.base, "data:", "blob:"))]


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page over the sample archive."""
    with serving(build(tmp_path_factory.mktemp("trang") / "index")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's Chromium, headless."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser, base: str, tmp_path: Path) -> Iterator[object]:
    """`visit(**context)` opens the page in a context of its own; afterwards nothing foreign may have been asked for."""
    opened: list[tuple[object, Watched]] = []

    def open_page(path: str = "/", width: int = 1280, height: int = 900, **context: object) -> Watched:
        own = browser.new_context(locale="vi-VN", viewport={"width": width, "height": height}, **context)
        own.tracing.start(screenshots=True, snapshots=True)
        watched = Watched(own.new_page(), base)
        watched.page.on("request", lambda asked: watched.addresses.append(asked.url))
        watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        watched.page.on(
            "console", lambda said: watched.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        opened.append((own, watched))
        watched.page.goto(base + path)
        watched.page.locator(".masthead .holding").wait_for()
        return watched

    yield open_page
    for number, (own, watched) in enumerate(opened):
        # pytest shows the folder of a failed test; the trace opens with `playwright show-trace`.
        own.tracing.stop(path=tmp_path / f"trace-{number}.zip")
        own.close()
        assert watched.foreign() == []
        assert watched.complaints == []
