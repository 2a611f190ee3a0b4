import os
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from handmade_archive import HOSTILE, HandmadeArchive, nodes
from lxml import html as lxml_html

from qa_cchc.archive.errors import IndexMissing, OutsideCorpus
from qa_cchc.records import Box, Report
from qa_cchc.web import links, sources, spots


@pytest.fixture
def client(archive: HandmadeArchive) -> TestClient:
    app = FastAPI()
    app.include_router(sources.routes(SimpleNamespace(archive=lambda: archive)))
    app.mount(links.ASSETS, sources.assets())
    return TestClient(app, raise_server_exceptions=True)


def test_citation_opens_on_its_page_with_the_mark(client, archive, pdf_report: Report):
    reply = client.get(links.source(pdf_report.id, [archive.all_figures[0].id]))
    page = lxml_html.fromstring(reply.text)
    assert nodes(page, "span.position")[0].text == "Trang 2/3"
    image = nodes(page, "div.sheet img")[0]
    assert 0.3 < float(image.get("data-top")) < 0.4
    picture = client.get(image.get("src"))
    assert picture.headers["content-type"] == "image/png"
    plain = client.get(links.picture(pdf_report.id, 2))
    assert picture.content != plain.content
    assert nodes(page, "figure.source-quote mark")[0].text == "80"


def test_row_of_a_form_figure_is_found_for_the_picture(archive, text_report: Report):
    form = text_report.forms[0]
    row = replace(form.rows[0], boxes=(Box(1, 10, 10, 90, 20),))
    report = replace(text_report, forms=(replace(form, rows=(row, *form.rows[1:])),))
    cited = [spots.of_figure(archive.all_figures[1])]
    assert spots.row_boxes(report, cited) == row.boxes
    assert spots.row_boxes(report, [spots.of_figure(archive.all_figures[0])]) == ()


def test_pages_before_and_after_can_be_reached(client, archive, pdf_report: Report):
    page = lxml_html.fromstring(client.get(links.source(pdf_report.id, [archive.all_figures[0].id])).text)
    steps = {link.get("rel"): link.get("href") for link in nodes(page, "a.step") if link.get("rel")}
    last = lxml_html.fromstring(client.get(steps["next"]).text)
    assert nodes(last, "span.position")[0].text == "Trang 3/3"
    assert [link.get("rel") for link in nodes(last, "a.step") if link.get("href") and link.get("rel")] == ["prev"]


def test_fragment_is_the_same_without_the_page_around_it(client, archive, pdf_report: Report):
    address = links.source(pdf_report.id, [archive.all_figures[0].id], **{links.FRAGMENT: 1})
    reply = client.get(address)
    assert "<html" not in reply.text and "Trang 2/3" in reply.text
    assert "<html" in client.get(links.source(pdf_report.id)).text


def test_text_file_shows_its_section_with_the_quote_marked(client, archive, text_report: Report):
    page = lxml_html.fromstring(client.get(links.source(text_report.id, passages=[archive.all_passages[0].id])).text)
    assert nodes(page, "div.paper h3")[0].text == "II.2 Cải cách thủ tục hành chính"
    assert "640 hồ sơ" in nodes(page, "div.paper p.cited mark")[0].text
    assert nodes(page, "span.position")[0].text == "Phần 2/3"


def test_form_figure_of_a_text_file_shows_its_row(client, archive, text_report: Report):
    page = lxml_html.fromstring(client.get(links.source(text_report.id, [archive.all_figures[1].id])).text)
    (row,) = nodes(page, "div.paper tr.cited")
    assert [cell.text_content() for cell in nodes(row, "td")] == ["1.", "Số hồ sơ đã tiếp nhận", "Hồ sơ", "640", ""]


def test_original_is_served_as_it_is(client, archive, pdf_report: Report, text_report: Report):
    pdf = client.get(links.original(pdf_report.id))
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["content-disposition"].startswith("inline")
    assert pdf.content == archive.files[pdf_report.id].read_bytes()
    words = client.get(links.original(text_report.id))
    assert words.headers["content-type"] == "text/plain; charset=utf-8"
    assert "sandbox" in words.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/tep/../../etc/passwd", "/tep/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/tep/%2Fetc%2Fpasswd", "/tep/bao-cao.pdf"]
)
def test_paths_are_refused(client, path: str):
    assert client.get(path).status_code in {403, 404}
    assert client.get("/tep/%2Fetc%2Fpasswd").status_code == 403


def test_file_that_leads_out_of_the_corpus_is_refused(client, archive, pdf_report: Report, monkeypatch):
    def outside(report_id: str) -> Path:
        raise OutsideCorpus("bao-cao.pdf")

    monkeypatch.setattr(archive, "original", outside)
    for address in (links.original(pdf_report.id), links.picture(pdf_report.id, 1), links.source(pdf_report.id)):
        assert client.get(address).status_code == 403


def test_unknown_report_page_and_mark_are_not_found(client, archive, pdf_report: Report):
    assert client.get(links.source("ffffffffffff")).status_code == 404
    assert client.get(links.picture(pdf_report.id, 9)).status_code == 404
    assert client.get(links.source(pdf_report.id, **{links.PAGE: 9})).status_code == 404
    reply = client.get(links.source(pdf_report.id, ["không có"]))
    assert reply.status_code == 404 and "Không thấy chỗ trích này" in reply.text


def test_mark_of_another_report_is_not_drawn_on_this_one(client, archive, pdf_report: Report):
    assert client.get(links.picture(pdf_report.id, 1, [archive.all_figures[1].id])).status_code == 404


def test_original_that_has_gone_still_shows_what_was_read(client, archive, text_report: Report):
    archive.files[text_report.id] = None
    reply = client.get(links.source(text_report.id, passages=[archive.all_passages[0].id]))
    assert reply.status_code == 200 and "Tệp gốc không còn" in reply.text and "640 hồ sơ" in reply.text
    assert client.get(links.original(text_report.id)).status_code == 404


def test_original_changed_since_the_build_is_not_marked_wrongly(client, archive, text_report: Report, tmp_path: Path):
    changed = tmp_path / "bao-cao.txt"
    changed.write_text("khác", encoding="utf-8")
    archive.files[text_report.id] = changed
    reply = client.get(links.source(text_report.id, passages=[archive.all_passages[0].id]))
    assert "Tệp gốc đã đổi" in reply.text
    assert client.get(links.original(text_report.id)).status_code == 409


def test_page_that_cannot_be_drawn_says_so(client, archive, pdf_report: Report, tmp_path: Path, monkeypatch):
    broken = tmp_path / "bao-cao.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    archive.files[pdf_report.id] = broken
    monkeypatch.setattr(sources, "_digest", lambda *_: pdf_report.sha256)
    reply = client.get(links.picture(pdf_report.id, 1))
    assert reply.status_code == 422 and reply.text == "Không vẽ được trang 1 của tệp bao-cao.pdf."


def test_missing_index_is_said_in_one_sentence(tmp_path: Path):
    def missing() -> None:
        raise IndexMissing(tmp_path)

    app = FastAPI()
    app.include_router(sources.routes(SimpleNamespace(archive=missing)))
    reply = TestClient(app).get(links.source("0123456789ab"))
    assert reply.status_code == 503 and "Chưa có chỉ mục" in reply.text


def test_hostile_names_stay_text(client, archive, pdf_report: Report):
    archive.held[pdf_report.id] = replace(
        pdf_report, number=HOSTILE, title=HOSTILE, agency=HOSTILE, file=HOSTILE + os.sep
    )
    archive.all_figures[0] = replace(archive.all_figures[0], quote=HOSTILE, mark=(2, 9))
    page = lxml_html.fromstring(client.get(links.source(pdf_report.id, [archive.all_figures[0].id])).text)
    assert [script.get("src") for script in nodes(page, "script")] == ["/giao-dien/page.js"]
    assert len(nodes(page, "img")) == 1
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]


def test_assets_hold_fonts_with_their_licences(client):
    style = client.get("/giao-dien/page.css").text
    for font in set(re.findall(r'url\("(fonts/[^"]+)"\)', style)):
        assert client.get(f"/giao-dien/{font}").status_code == 200
    assert "http" not in style
    assert {file.name for file in (Path(sources.__file__).parent / "assets" / "fonts").glob("OFL-*.txt")} == {
        "OFL-BeVietnamPro.txt",
        "OFL-NotoSerif.txt",
    }
