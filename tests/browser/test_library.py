"""The tab of the reports in a browser: files come in and go out, corrections hold, roles are kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import small_reports

from qa_cchc.web.accounts import Accounts
from tools.page_server import build, serving

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

pytestmark = pytest.mark.browser

PASSWORD = "một mật khẩu dài"
_LONG = 60_000


@pytest.fixture
def own_index(tmp_path: Path) -> Path:
    """An archive of two short reports that the test may change."""
    small_reports.write(tmp_path / "kho", "a.txt", number=31, quarter=1, received=412)
    small_reports.write(tmp_path / "kho", "b.txt", number=33, quarter=3, received=530, place="xã Tân Lập")
    return build(tmp_path / "index", tmp_path / "kho")


@pytest.fixture
def own_base(own_index: Path) -> Iterator[str]:
    with serving(own_index) as address:
        yield address


def plain(name: str, text: str | bytes) -> dict[str, object]:
    data = text if isinstance(text, bytes) else text.encode()
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def job(pane, name: str, state: str):
    return pane.locator(".job", has_text=name).filter(has=pane.page.locator(".job-state", has_text=state))


def test_a_good_and_a_broken_file_are_sent_and_a_report_is_removed(visit_of, own_base: str, own_index: Path):
    watched = visit_of(own_base, "/?the=kho")
    page = watched.page
    pane = page.locator("#pane-kho")
    expect(pane.locator(".pane-title")).to_have_text("2 báo cáo", timeout=15_000)
    files = [plain("quý 4.txt", small_reports.text(number=44, quarter=4, received=777)), plain("hỏng.pdf", b"%PDF-1.4 x")]
    pane.locator("input[type=file]").set_input_files(files)
    expect(job(pane, "hỏng.pdf", "Không đọc được")).to_be_visible(timeout=_LONG)
    expect(job(pane, "quý 4.txt", "Đã vào kho")).to_be_visible(timeout=_LONG)
    expect(pane.locator(".pane-title")).to_have_text("3 báo cáo", timeout=_LONG)
    expect(page.locator(".masthead .holding")).to_contain_text("3 báo cáo")
    # It is asked at once, without a restart.
    page.goto(own_base + "/?hoi=so+ho+so+tiep+nhan+quy+4+nam+2024")
    expect(page.locator(".reply-words")).to_contain_text("777", timeout=30_000)
    # A correction is shown as one, and followed.
    page.goto(own_base + "/?the=kho&tim=44")
    pane.get_by_role("link", name="44/BC-UBND").click()
    pane.get_by_label("Số ký hiệu").fill("45/BC-UBND")
    pane.get_by_role("button", name="Lưu sửa đổi").click()
    expect(pane.locator("h2.pane-title")).to_have_text("45/BC-UBND", timeout=_LONG)
    expect(pane.locator(".corrected-note")).to_contain_text("44/BC-UBND")
    # Removed, it is found no more.
    pane.locator("details.sure summary").click()
    pane.locator("details.sure").get_by_role("button").click()
    expect(pane.locator("h2.pane-title")).to_contain_text("không còn báo cáo này", timeout=_LONG)
    page.goto(own_base + "/?hoi=so+ho+so+tiep+nhan+quy+4+nam+2024")
    expect(page.locator("#reply")).to_be_visible(timeout=30_000)
    expect(page.locator("#result")).not_to_contain_text("777")
    page.goto(own_base + "/?the=so-lieu&tim=777")
    expect(page.locator("#pane-so-lieu .pane-title")).to_have_text("0 số liệu", timeout=15_000)
    assert watched.complaints == []


def test_the_map_leads_to_the_reports_of_a_cell(visit_of, own_base: str):
    page = visit_of(own_base, "/?the=kho&xem=ban-do", width=390, height=844).page
    pane = page.locator("#pane-kho")
    expect(pane.locator("table.map td.hole")).to_have_count(4, timeout=15_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    pane.get_by_role("link", name=re.compile("xã Tân Lập, quý III")).click()
    expect(pane.locator(".pane-title")).to_have_text("1 báo cáo")
    page.go_back()
    expect(pane.locator("table.map")).to_be_visible()


def test_people_sign_in_and_readers_change_nothing(browser, own_index: Path, tmp_path: Path):
    accounts = Accounts(own_index)
    accounts.add("doc", PASSWORD, "reader")
    accounts.add("sua", PASSWORD, "editor")
    with serving(own_index) as base:
        context = browser.new_context(locale="vi-VN")
        page = context.new_page()
        page.goto(base + "/?the=kho")
        expect(page.get_by_role("heading", name="Hỏi đáp báo cáo cải cách hành chính")).to_be_visible()
        page.get_by_label("Tên người dùng").fill("doc")
        page.get_by_label("Mật khẩu").fill("sai mất rồi")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("không đúng")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.keyboard.press("Enter")
        pane = page.locator("#pane-kho")
        expect(pane.locator(".pane-title")).to_have_text("2 báo cáo", timeout=30_000)
        expect(pane.locator("input[type=file]")).to_have_count(0)
        expect(page.locator("#account")).to_contain_text("doc · người đọc")
        page.get_by_role("button", name="Đăng xuất").click()
        page.get_by_label("Tên người dùng").fill("sua")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.locator(".masthead .holding").wait_for()
        page.goto(base + "/?hoi=so+ho+so+tiep+nhan+quy+1+nam+2024")
        expect(page.locator(".reply-words")).to_contain_text("412", timeout=30_000)
        page.get_by_role("tab", name="Kho báo cáo").click()
        expect(pane.locator("input[type=file]")).to_have_count(1, timeout=15_000)
        context.close()
