import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from handmade_archive import HandmadeArchive

from qa_cchc.archive.store import Archive
from qa_cchc.asking import BadQuestion
from qa_cchc.records import Filters
from qa_cchc.settings import Settings
from qa_cchc.web import api, app, ask_tab
from qa_cchc.web.library import Library


@pytest.fixture
def client(archive: HandmadeArchive, answer, monkeypatch, tmp_path: Path) -> Iterator[TestClient]:
    asked: list[tuple[str, Filters, int]] = []

    def ask(_archive, question: str, filters: Filters, k: int):
        asked.append((question, filters, k))
        if question == "hỏng":
            raise RuntimeError("a fault nobody foresaw")
        if not question:
            raise BadQuestion("Câu hỏi đang để trống.")
        return answer

    archive.current = lambda: archive
    monkeypatch.setattr(Archive, "open", lambda index, settings: archive)
    monkeypatch.setattr(ask_tab, "ask", ask)
    monkeypatch.setattr(api, "ask", ask)
    archive.restatements = lambda figures: {}
    settings = Settings()
    with TestClient(app.application(Library(tmp_path, settings), settings), base_url="http://127.0.0.1") as client:
        client.asked = asked
        yield client


def call(client: TestClient, *data: object) -> dict:
    """Calls the public endpoint the way Gradio's own clients do, and returns its last event."""
    started = client.post("/gradio_api/call/ask", json={"data": list(data)})
    assert started.status_code == 200, started.text
    events = client.get(f"/gradio_api/call/ask/{started.json()['event_id']}").text
    kind, data_line = events.strip().split("\n")[-2:]
    return {"event": kind.removeprefix("event: "), "data": json.loads(data_line.removeprefix("data: "))}


def test_index_page_is_ours(client):
    page = client.get("/").text
    assert 'lang="vi"' in page and "Hỏi đáp báo cáo cải cách hành chính" in page
    assert client.get("/favicon.ico").headers["content-type"] == "image/svg+xml"
    assert client.get("/giao-dien/page.css").status_code == 200


def test_api_answers_with_the_json_of_the_contract(client, obeys_contract):
    reply = call(client, "tỷ lệ hồ sơ trực tuyến", "2024-Q2", "thị xã Cẩm Giang", "", 3)
    assert reply["event"] == "complete"
    document = obeys_contract(reply["data"][0], "answer")
    assert document["figures"][0]["value"] == 80
    assert client.asked == [
        ("tỷ lệ hồ sơ trực tuyến", Filters(periods=("2024-Q2",), places=("thị xã Cẩm Giang",)), 3)
    ]


def test_api_says_what_is_wrong_with_a_question(client):
    assert call(client, "", "", "", "", 0)["event"] == "error"


def test_only_the_public_endpoints_are_listed(client):
    listed = client.get("/gradio_api/info").json()["named_endpoints"]
    assert sorted(listed) == ["/ask", "/check", "/compare", "/figures", "/search"]


def test_no_file_of_the_machine_can_be_read_through_gradio(client):
    for path in ("/etc/passwd", str(Path(app.__file__)), "https://example.org/"):
        assert client.get(f"/gradio_api/file={path}").status_code in {403, 404}


def test_unforeseen_fault_is_logged_whole_and_said_in_vietnamese(archive, monkeypatch, tmp_path, caplog, client):
    import gradio as gr

    with gr.Blocks():
        tab = ask_tab.AskTab(Library(tmp_path, Settings()), Settings())
    said = tab._answer("hỏng", "", "", "")
    assert "Có lỗi ngoài dự tính" in said and "nobody foresaw" not in said
    assert "a fault nobody foresaw" in caplog.text


def test_address_is_one_that_can_be_opened():
    assert app.address("127.0.0.1", 7860) == "http://127.0.0.1:7860"
    assert app.address("0.0.0.0", 80) == "http://127.0.0.1:80"
    assert app.address("::1", 80) == "http://[::1]:80"
