"""A real server over the sample archive, and a headless Chromium that records what the page asks for and complains of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from qa_cchc.archive.store import Archive
from qa_cchc.asking import ask
from tools.page_server import ROOT, build, serving

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
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index over the sample archive of the repository."""
    return build(tmp_path_factory.mktemp("trang") / "index")


@pytest.fixture(scope="session")
def base(sample_index: Path) -> Iterator[str]:
    """The address of the page over the sample archive."""
    with serving(sample_index) as address:
        yield address


@pytest.fixture(scope="session")
def sample_question(sample_index: Path) -> Callable[..., dict[str, str]]:
    """`sample_question(kind, suffix)`: a question about a file of that type, with the answer its own data gives.

    How many such questions are answered is measured elsewhere; the page is tested with one that is.
    """
    lines = (ROOT / "tests" / "data" / "sample_expected.jsonl").read_text(encoding="utf-8").splitlines()
    archive = Archive.open(sample_index)

    @cache
    def choose(kind: str, suffix: str = ".pdf") -> dict[str, str]:
        for asked in map(json.loads, lines):
            if asked["type"] == kind and asked["file"].endswith(suffix) and asked["answerable"]:
                answer = ask(archive, asked["question"])
                if answer.figures and asked["value"] in answer.answer and answer.figures[0].file == asked["file"]:
                    return asked
        pytest.fail(f"no question of kind {kind} about a {suffix} file of the sample archive is answered")

    return choose


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
def visit_of(browser, tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    """`visit_of(address, **context)` opens the page there; afterwards nothing foreign may have been asked for."""
    opened: list[tuple[object, Watched]] = []

    def open_page(base: str, path: str = "/", width: int = 1280, height: int = 900, **context: object) -> Watched:
        own = browser.new_context(locale="vi-VN", viewport={"width": width, "height": height}, **context)
        own.tracing.start(snapshots=True)
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


@pytest.fixture
def visit(visit_of: Callable[..., Watched], base: str) -> Iterator[Callable[..., Watched]]:
    """`visit(**context)` opens the page of the sample archive; afterwards its console may not have complained."""
    opened: list[Watched] = []

    def open_page(path: str = "/", **context: object) -> Watched:
        opened.append(visit_of(base, path, **context))
        return opened[-1]

    yield open_page
    assert [complaint for watched in opened for complaint in watched.complaints] == []
