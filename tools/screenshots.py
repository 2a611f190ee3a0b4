"""Pictures of the web page for the documents: `python -m tools.screenshots` writes `docs/screenshots/*.png`."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tools.page_server import ROOT, build, serving

_CHROMIUM = "/usr/bin/chromium"
_QUESTION = "ty le ho so truc tuyen cua thi xa Lam Khe quy 1"


@dataclass(frozen=True)
class Shot:
    """One picture: its file name, the size and colours of the window, and what is done before it is taken."""

    name: str
    act: Callable[[Page], None]
    width: int = 1280
    height: int = 900
    scheme: str = "light"


def _nothing(page: Page) -> None:
    page.locator("button.example:visible").first.wait_for()


def _ask(page: Page, question: str = _QUESTION) -> None:
    page.locator("#question input").fill(question)
    page.locator("#question input").press("Enter")
    page.locator(".reply").wait_for()
    page.wait_for_timeout(500)


def _follow(page: Page) -> None:
    _ask(page)
    page.locator(".reply a.cite").first.click()
    page.locator("#source-panel .sheet img, #source-panel .paper").first.wait_for()
    page.wait_for_timeout(800)


def _not_found(page: Page) -> None:
    _ask(page, "Quý IV năm 2031 thị xã Lam Khê tiếp nhận bao nhiêu hồ sơ?")


def _tab(address: str) -> Callable[[Page], None]:
    def show(page: Page) -> None:
        page.goto(page.url.split("?")[0] + address)
        page.locator(".pane:visible .pane-title").wait_for(state="attached")
        page.wait_for_timeout(1500)

    return show


_COMPARED = "?the=so-sanh&chi=ty+le+ho+so+truc+tuyen&noi=th%E1%BB%8B+x%C3%A3+Lam+Kh%C3%AA"
_TABS = {
    "so-sanh": _COMPARED, "so-lieu": "?the=so-lieu&tim=ho+so+truc+tuyen", "kiem-tra": "?the=kiem-tra",
    "kho": "?the=kho",
    "tro-giup": "?the=tro-giup",
}  # fmt: skip
SHOTS = (
    *(Shot(name, _tab(address), height=1200) for name, address in _TABS.items()),
    *(Shot(f"{name}-toi", _tab(address), height=1200, scheme="dark") for name, address in _TABS.items()),
    *(Shot(f"{name}-dien-thoai", _tab(address), width=390, height=844) for name, address in _TABS.items()),
    Shot("hoi-dap", _ask, height=1320),
    Shot("hoi-dap-toi", _ask, height=1320, scheme="dark"),
    Shot("hoi-dap-dien-thoai", _ask, width=390, height=844),
    Shot("trich-dan", _follow, height=1000),
    Shot("trich-dan-dien-thoai", _follow, width=390, height=844),
    Shot("mo-dau", _nothing),
    Shot("khong-co", _not_found, height=760),
)


def take(browser: Browser, address: str, shot: Shot, folder: Path) -> None:
    """Takes one picture."""
    context = browser.new_context(
        locale="vi-VN", viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.scheme
    )
    page = context.new_page()
    page.goto(address)
    page.locator(".masthead .holding").wait_for()
    shot.act(page)
    page.screenshot(path=folder / f"{shot.name}.png")
    context.close()


def main() -> None:
    """Builds an index over the sample archive, serves it and takes all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, help="an index already built (default: one is built over corpus/)")
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "screenshots")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        index = given.index or build(Path(temporary) / "index")
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        with serving(index) as address:
            for shot in SHOTS:
                take(browser, address, shot, given.folder)
        browser.close()


if __name__ == "__main__":
    main()
