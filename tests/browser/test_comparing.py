"""Comparing on the page: table, chart, sources, files to take away, conditions taken off."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl import load_workbook

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

pytestmark = pytest.mark.browser
ASKED = "/?the=so-sanh&chi=ty+le+ho+so+truc+tuyen&noi=th%E1%BB%8B+x%C3%A3+Lam+Kh%C3%AA"


@pytest.fixture
def compared(visit):
    page = visit(ASKED).page
    expect(page.locator("#pane-so-sanh table.compare")).to_be_visible(timeout=20_000)
    return page


def test_an_indicator_is_compared_in_a_table_and_a_chart(compared) -> None:
    pane = compared.locator("#pane-so-sanh")
    assert pane.locator("table.compare tbody tr").count() >= 4
    expect(pane.locator(".chart-place .main-svg").first).to_be_visible(timeout=20_000)
    pane.locator("a.cite.cell").first.click()
    expect(compared.locator("#source-panel")).to_be_visible()


def test_a_view_made_ready_asks_anew_and_stands_in_the_address(compared) -> None:
    pane = compared.locator("#pane-so-sanh")
    pane.get_by_role("link", name="Các quý trong năm").click()
    expect(pane.get_by_role("link", name="Các quý trong năm")).to_have_attribute("aria-current", "true", timeout=15_000)
    assert "xem=quy" in compared.url


def test_the_table_is_taken_away_as_a_workbook(compared) -> None:
    with compared.expect_download() as waiting:
        compared.locator("#pane-so-sanh .exports a", has_text="Excel").click()
    with open(waiting.value.path(), "rb") as file:
        book = load_workbook(io.BytesIO(file.read()))
    cells = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert any(isinstance(value, int | float) and round(value, 2) == 62.58 for value in cells)


def test_an_answer_is_taken_away_and_a_condition_taken_off(visit) -> None:
    page = visit("/?hoi=ty+le+ho+so+truc+tuyen+cua+thi+xa+Lam+Khe+quy+1+nam+2023").page
    expect(page.locator(".reply-words")).to_be_visible(timeout=20_000)
    with page.expect_download() as waiting:
        page.locator(".exports a", has_text="Word").click()
    assert waiting.value.suggested_filename.endswith(".docx")
    page.locator(".chips a.drop", has_text=re.compile("quý I")).click()
    expect(page.locator(".reply-words")).to_be_visible(timeout=20_000)
    assert "2023" not in page.locator("#question input").input_value()
