"""The tabs beside the asking one, as a visitor and a keyboard meet them."""

from __future__ import annotations

import re

import pytest

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

pytestmark = pytest.mark.browser


def open_tab(page, name: str):
    tab = page.get_by_role("tab", name=name)
    if not tab.count():
        # In a narrow bar some tabs stand in a menu.
        page.get_by_role("button", name="Các thẻ khác").click()
        tab = page.locator("#tabs .overflow-dropdown").get_by_role("button", name=name)
    tab.click()
    pane = page.locator(".pane:visible")
    expect(pane.locator(".pane-title")).to_be_visible(timeout=15_000)
    return pane


def total(pane) -> int:
    return int(re.sub(r"\D", "", pane.locator(".pane-title").inner_text()))


def test_figures_are_found_narrowed_and_their_source_opened(visit):
    page = visit().page
    pane = open_tab(page, "Số liệu")
    every = total(pane)
    pane.get_by_role("searchbox").fill("ho so truc tuyen")
    pane.get_by_role("searchbox").press("Enter")
    expect(pane.locator(".pane-title")).not_to_have_text(re.compile(f"^{every:,}".replace(",", ".")))
    found = total(pane)
    assert 0 < found < every
    choice = pane.locator(".facets a.pane-link").first
    count = int(re.sub(r"\D", "", choice.locator("small").inner_text()))
    choice.click()
    expect(pane.locator(".chips a").first).to_be_visible()
    assert total(pane) == count
    assert "the=so-lieu" in page.url and "tim=ho+so+truc+tuyen" in page.url
    pane.locator("td a.cite").first.click()
    expect(page.locator("#source-panel")).to_be_visible()
    page.keyboard.press("Escape")
    page.go_back()
    expect(pane.locator(".chips")).to_have_count(0)
    assert total(pane) == found


def test_an_address_opens_its_tab_with_what_it_asks(visit):
    page = visit("/?the=so-lieu&tim=ho+so+truc+tuyen").page
    pane = page.locator("#pane-so-lieu")
    expect(pane.locator(".pane-title")).to_be_visible(timeout=15_000)
    expect(page.get_by_role("tab", name="Số liệu")).to_have_attribute("aria-selected", "true")
    expect(pane.get_by_role("searchbox")).to_have_value("ho so truc tuyen")


def test_a_finding_shows_its_quotes_and_is_marked_as_seen(visit):
    page = visit().page
    pane = open_tab(page, "Kiểm tra")
    before = total(pane)
    assert before > 0
    check = pane.locator("article.check").filter(has=page.locator("details.check-pictures")).first
    expect(check.locator("blockquote").first).to_be_visible()
    check.locator("summary").click()
    image = check.locator("img").first
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") > 500
    name = check.get_attribute("id")
    check.get_by_role("button", name="Đánh dấu đã xem").click()
    expect(page.locator(f"#{name}")).to_have_count(0)
    assert total(pane) == before - 1
    pane.get_by_role("link", name=re.compile("Đã xem")).click()
    expect(page.locator(f"#{name} .review")).to_be_visible()
    page.locator(f"#{name}").get_by_role("button", name="Bỏ đánh dấu").click()
    expect(page.locator(f"#{name}")).to_have_count(0)


def test_help_leads_from_a_sample_to_its_answer(visit):
    page = visit().page
    pane = open_tab(page, "Trợ giúp")
    pane.locator(".samples a").first.click()
    expect(page.locator(".reply-words")).to_be_visible(timeout=15_000)
    expect(page.locator("#question input")).to_have_value("tỷ lệ hồ sơ trực tuyến quý I")


@pytest.mark.parametrize("name", ["Số liệu", "Kiểm tra", "Kho báo cáo", "Trợ giúp"])
def test_nothing_reaches_over_the_edge_of_a_phone(visit, name: str):
    page = visit(width=390, height=844).page
    pane = open_tab(page, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    over = pane.evaluate("pane => [...pane.querySelectorAll('p, h2, h3, a, button')]"
                         ".filter(one => one.getBoundingClientRect().right > innerWidth + 1).length")  # fmt: skip
    assert over == 0


def test_tabs_are_reached_by_keyboard(visit):
    page = visit().page
    page.get_by_role("tab", name="Hỏi đáp").focus()
    page.get_by_role("tab", name="Số liệu").press("Enter")
    pane = page.locator("#pane-so-lieu")
    expect(pane.locator(".pane-title")).to_be_visible(timeout=15_000)
    pane.get_by_role("searchbox").focus()
    page.keyboard.type("hài lòng")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("tim="))
