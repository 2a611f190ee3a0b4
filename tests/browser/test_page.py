"""The page as a visitor meets it: ask, read the answer, follow a citation."""

from __future__ import annotations

import re

import pytest

from tools.page_server import serving

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

pytestmark = pytest.mark.browser

def ask_without_waiting(page, question: str) -> None:
    box = page.locator("#question input")
    box.fill(question)
    box.press("Enter")


def ask(page, question: str) -> None:
    ask_without_waiting(page, question)
    expect(page.locator("#result .result")).not_to_have_attribute("data-state", "empty", timeout=15_000)
    expect(page.locator("#result")).not_to_have_attribute("aria-busy", "true", timeout=15_000)


def marked_pixels(page, image) -> int:
    """How many pixels of a picture have the yellow of the marker, over white or over a shaded row."""
    return image.evaluate(
        """async (image) => {
            await image.decode();
            const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: image.naturalHeight });
            const pen = canvas.getContext("2d");
            pen.drawImage(image, 0, 0);
            const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
            let found = 0;
            for (let i = 0; i < data.length; i += 4)
                found += data[i] > 235 && data[i + 1] > 180 && data[i + 1] < 240 && data[i + 2] < 160;
            return found;
        }"""
    )


def test_opened_page_is_vietnamese_and_offers_questions_of_this_archive(visit):
    page = visit().page
    expect(page).to_have_title("Hỏi đáp báo cáo cải cách hành chính")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page.locator(".holding")).to_contain_text(re.compile(r"Kho đang có \d+ báo cáo"))
    examples = page.locator("button.example:visible")
    assert examples.count() >= 3
    assert not re.search(r"\b(Loading|Submit|Clear|Built with|Settings|Textbox|Dropdown|Use via API)\b", page.inner_text("body"))


def test_example_question_is_answered_with_a_citation(visit):
    page = visit().page
    page.locator("button.example:visible").first.click()
    expect(page.locator(".reply a.cite").first).to_be_visible(timeout=15_000)
    expect(page.locator(".result")).to_have_attribute("data-state", "answered")


@pytest.mark.parametrize("kind", ["form", "prose", "prose_nodiacritics"])
def test_figure_asked_for_stands_in_answer_and_table(visit, sample_question, kind: str):
    asked = sample_question(kind)
    page = visit().page
    ask(page, asked["question"])
    expect(page.locator(".reply-words")).to_contain_text(asked["value"])
    row = page.locator("table.figures tbody tr").first
    expect(row.locator("[data-label='Giá trị']")).to_contain_text(asked["value"].lstrip("0"))
    expect(row.locator("[data-label='Kỳ']")).not_to_be_empty()


def test_citation_opens_the_page_picture_with_the_spot_marked(visit, sample_question):
    asked = sample_question("form")
    page = visit().page
    ask(page, asked["question"])
    page.locator(".reply a.cite").first.click()
    panel = page.locator("#source-panel")
    expect(panel).to_be_visible()
    image = panel.locator(".sheet img")
    expect(image).to_be_visible()
    assert marked_pixels(page, image) > 100
    expect(panel.locator(".source-quote")).to_contain_text(asked["value"])
    original = panel.locator("a.original")
    assert re.search(r"/tep/[0-9a-f]{12}#page=\d+$", original.get_attribute("href"))
    reply = page.request.get(original.evaluate("link => link.href"))
    assert reply.ok and reply.body().startswith(b"%PDF")

    position = panel.locator(".position")
    before = position.inner_text()
    panel.locator("a[rel=next][href], a[rel=prev][href]").first.click()
    expect(position).not_to_have_text(before)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator(".reply a.cite").first).to_be_focused()


def test_citation_of_a_word_file_shows_its_text_with_the_quote_marked(visit, sample_question):
    asked = sample_question("prose", ".docx")
    page = visit().page
    ask(page, asked["question"])
    page.locator(".reply a.cite").first.click()
    cited = page.locator("#source-panel .paper .cited")
    expect(cited.first).to_be_in_viewport()
    expect(cited.first).to_contain_text(asked["value"])


def test_filter_narrows_the_answer_and_is_kept_in_the_address(visit):
    watched = visit()
    page = watched.page
    page.locator("#filter-report input").click()
    page.locator("#filter-report li[role=option]").nth(1).click()
    number = page.locator("#filter-report input").input_value().split(" · ")[0]
    ask(page, "tỷ lệ hồ sơ giải quyết đúng hạn")
    for source in page.locator("table.figures .report-number, .passages .report-number").all_inner_texts():
        assert source == number
    again = visit(page.url.removeprefix(watched.base)).page
    expect(again.locator("#question input")).to_have_value("tỷ lệ hồ sơ giải quyết đúng hạn")
    expect(again.locator("#filter-report input")).to_have_value(re.compile(re.escape(number)))
    expect(again.locator(".reply")).to_be_visible()


def test_nothing_found_is_said_plainly(visit):
    page = visit().page
    ask(page, "Thành phố Hải Phòng năm 2031 có bao nhiêu hồ sơ quá hạn?")
    expect(page.locator(".result")).to_have_attribute("data-state", "not_found")
    expect(page.locator(".reply .badge")).to_have_text("Không có trong kho")


def test_empty_question_gets_one_sentence(visit):
    page = visit().page
    page.locator("#ask-button").click()
    expect(page.locator(".error-state")).to_be_visible(timeout=15_000)
    assert "Traceback" not in page.inner_text("body")


def test_citation_is_copied_with_one_click(visit, sample_question):
    page = visit(permissions=["clipboard-read", "clipboard-write"]).page
    ask(page, sample_question("form")["question"])
    button = page.locator(".citations button.copy").first
    button.click()
    expect(button).to_have_class(re.compile("done"))
    assert page.evaluate("navigator.clipboard.readText()") == button.get_attribute("data-copy")


def test_phone_needs_no_sideways_scrolling(visit, sample_question):
    page = visit(width=390, height=844, has_touch=True, is_mobile=True).page
    ask(page, sample_question("form")["question"])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".reply a.cite").first.click()
    expect(page.locator("#source-panel .sheet img")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator("#source-panel").bounding_box()
    assert (box["x"], box["width"]) == (0, 390)


def test_keyboard_alone_is_enough(visit):
    page = visit().page
    page.keyboard.press("/")
    expect(page.locator("#question input")).to_be_focused()
    page.keyboard.type("ty le ho so giai quyet dung han")
    page.keyboard.press("Enter")
    first = page.locator(".result a.cite").first
    expect(first).to_be_visible(timeout=15_000)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.result a.cite')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#source-panel .source")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#source-panel")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(visit, sample_question, scheme: str):
    page = visit(color_scheme=scheme).page
    ask(page, sample_question("form")["question"])
    weakest = page.evaluate(_CONTRAST)
    assert weakest["ratio"] >= 4.5, weakest


def test_light_and_dark_can_be_chosen(visit):
    page = visit(color_scheme="light").page
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    page.locator("#theme-switch").click()
    assert page.evaluate(ground) != before
    page.reload()
    page.locator(".masthead .holding").wait_for()
    assert page.evaluate(ground) != before


def test_lost_server_is_said_in_vietnamese(sample_index, visit_of):
    with serving(sample_index) as own:
        page = visit_of(own).page
    ask_without_waiting(page, "tỷ lệ hồ sơ trực tuyến")
    expect(page.locator("#lost")).to_contain_text("Mất liên lạc với chương trình", timeout=15_000)
    expect(page.locator("#result")).not_to_have_attribute("aria-busy", "true")
    assert "Connection" not in page.locator("body").inner_text()


_CONTRAST = r"""() => {
  const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const colour = numbers(getComputedStyle(element).backgroundColor);
      if (colour.length && (colour[3] ?? 1) > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  let weakest = { ratio: 99 };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest("script, style")) continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (box.width < 2 || box.right < 0 || Number(style.opacity) < 1 || element.closest("#said")) continue;
    const [a, b] = [light(numbers(style.color)), light(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < weakest.ratio) weakest = { ratio, words: walker.currentNode.data.trim().slice(0, 60), on: element.className };
  }
  return weakest;
}"""
