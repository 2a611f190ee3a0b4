"""The tabs beside the asking one: what they show of an archive, and that hostile text stays text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import small_reports
from fastapi import FastAPI
from fastapi.testclient import TestClient

from qa_cchc.archive import kept
from qa_cchc.archive.build import build_index
from qa_cchc.settings import Settings
from qa_cchc.web.library import Library
from qa_cchc.web.panes import routes
from qa_cchc.web.panes.query import Query

WRONG = """ỦY BAN NHÂN DÂN
HUYỆN VĨNH HẢI
Số: 77/BC-UBND
Vĩnh Hải, ngày 12 tháng 6 năm 2024
BÁO CÁO
Kết quả công tác cải cách hành chính quý II năm 2024
I. KẾT QUẢ
1. Bộ phận Một cửa huyện tiếp nhận 200 hồ sơ, trong đó 150 hồ sơ trực tuyến, đạt 60%.
2. <script>alert("x")</script> {{ 7*7 }} hội nghị: 03 cuộc.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("panes")
    for quarter, received in ((1, 412), (2, 530)):
        small_reports.write(folder / "corpus", f"quý {quarter}.txt", number=30 + quarter, quarter=quarter,
                            received=received)  # fmt: skip
    (folder / "corpus" / "<b>sai.txt").write_text(WRONG, encoding="utf-8")
    build_index([folder / "corpus"], folder / "index", Settings())
    return folder


@pytest.fixture
def client(folder: Path) -> TestClient:
    app = FastAPI()
    app.include_router(routes.routes(Library(folder / "index", Settings())))
    return TestClient(app, follow_redirects=False)


def fragment(client: TestClient, path: str, **query: object) -> str:
    reply = client.get(path, params={"manh": 1, **query})
    assert reply.status_code == 200
    return reply.text


def total(html: str) -> int:
    found = re.search(r'class="pane-title">([\d.]+)', html)
    assert found
    return int(found.group(1).replace(".", ""))


def test_an_address_opened_by_itself_leads_to_the_page_with_that_tab(client: TestClient) -> None:
    reply = client.get("/so-lieu", params={"tim": "hồ sơ", "ky": "2024-Q1"})
    assert reply.status_code == 307
    assert reply.headers["location"] == "/?the=so-lieu&tim=h%E1%BB%93+s%C6%A1&ky=2024-Q1"


def test_figures_are_found_by_words_without_diacritics_and_narrowed(client: TestClient) -> None:
    every = total(fragment(client, "/so-lieu"))
    files = total(fragment(client, "/so-lieu", tim="ho so tiep nhan"))
    assert every > files > 0
    first = fragment(client, "/so-lieu", tim="ho so tiep nhan", ky="2024-Q1")
    assert "412" in first and "530" not in first
    nothing = fragment(client, "/so-lieu", tim="ho so tiep nhan", ky="1999")
    assert total(nothing) == 0 and "Hãy bỏ bớt một điều kiện" in nothing


def test_figures_are_sorted_by_value_both_ways(client: TestClient) -> None:
    def values(order: str) -> list[int]:
        html = fragment(client, "/so-lieu", tim="ho so tiep nhan", xep=order)
        return [int(value) for value in re.findall(r'class="value">(\d+)<', html)]

    assert values("value") == sorted(values("value"))
    assert values("-value") == sorted(values("value"), reverse=True) and len(values("value")) > 1


def test_each_facet_tells_how_many_figures_choosing_it_would_leave(client: TestClient) -> None:
    html = fragment(client, "/so-lieu", tim="hồ sơ")
    found = re.findall(r'href="(/so-lieu[^"]*ky=[^"]*)" ><span>([^<]+)</span> <small>(\d+)', html)
    assert found
    for address, _, count in found:
        assert total(client.get(address.replace("&amp;", "&") + "&manh=1").text) == int(count)


def test_a_chosen_condition_can_be_taken_away(client: TestClient) -> None:
    html = fragment(client, "/so-lieu", ky="2024-Q1", cap="huyện")
    chips = re.search(r'<ul class="chips".*?</ul>', html, re.DOTALL)
    assert chips
    addresses = re.findall(r'href="([^"]+)"', chips.group())
    assert [("ky=" in address, "cap=" in address) for address in addresses] == [
        (False, True), (True, False), (False, False),
    ]  # fmt: skip


def test_checks_show_both_sides_and_can_be_marked_as_seen(client: TestClient, folder: Path) -> None:
    html = fragment(client, "/kiem-tra")
    assert "60%" in html and "75" in html and "77/BC-UBND" in html
    before = total(html)
    key = re.search(r'id="check-([0-9a-f]{16})"', html)
    assert key
    after = client.post(f"/kiem-tra/{key.group(1)}", data={"xem": "1", "ghi": "đã hỏi <huyện>"}).text
    assert total(after) == before - 1
    # A build does not forget it.
    small_reports.write(folder / "corpus", "quý 3.txt", number=33, quarter=3, received=600)
    build_index([folder / "corpus"], folder / "index", Settings())
    seen = fragment(client, "/kiem-tra", xem="roi")
    assert total(seen) == 1 and "đã hỏi &lt;huyện&gt;" in seen
    client.post(f"/kiem-tra/{key.group(1)}", data={"xem": ""})
    assert kept.reviews(folder / "index") == {}


def test_help_finds_indicators_and_abbreviations(client: TestClient) -> None:
    html = fragment(client, "/tro-giup")
    assert "BPMC" in html and "Danh mục chỉ tiêu" in html
    found = fragment(client, "/tro-giup", tim="giai ngan")
    assert "giải ngân" in found and found.count("<tr>") < html.count("<tr>")
    assert "Không có chỉ tiêu nào" in fragment(client, "/tro-giup", tim="xyzzy")


@pytest.mark.parametrize("path", ["/so-lieu", "/kiem-tra", "/tro-giup"])
def test_hostile_text_stays_text(client: TestClient, path: str) -> None:
    html = fragment(client, path, tim='"><script>alert(1)</script>', xep="x;DROP TABLE figures", tu="-1", ky="' OR 1=1")
    assert "<script" not in html
    assert "<script" not in fragment(client, path)
    assert "<b>sai" not in fragment(client, path)


def test_an_address_tells_what_changes_and_keeps_the_rest() -> None:
    query = Query.of("/so-lieu", "so-lieu", [("ky", "2024"), ("ky", "2023"), ("tim", "hồ sơ"), ("manh", "1")])
    assert query.address(tim=None) == "/so-lieu?ky=2024&ky=2023"
    assert query.address(**query.toggled("ky", "2024", "tim")) == "/so-lieu?ky=2023"
    assert query.page_address(tim=None) == "/?the=so-lieu&ky=2024&ky=2023"
    assert query.number("tu", 3) == 3
