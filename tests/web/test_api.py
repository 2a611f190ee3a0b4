"""The endpoints that programs call, over a real archive, and the same as MCP tools."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
import small_reports
from fastapi.testclient import TestClient

from qa_cchc.archive.build import build_index
from qa_cchc.settings import Settings
from qa_cchc.web import app
from qa_cchc.web.library import Library


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("api")
    for quarter, received in ((1, 412), (2, 530)):
        small_reports.write(folder / "corpus", f"{quarter}.txt", number=30 + quarter, quarter=quarter,
                            received=received)  # fmt: skip
    build_index([folder / "corpus"], folder / "index", Settings())
    settings = Settings(index=folder / "index")
    application = app.application(Library(folder / "index", settings), settings, mcp=True)
    with TestClient(application, base_url="http://127.0.0.1") as client:
        yield client


def call(client: TestClient, name: str, *data: object) -> dict:
    started = client.post(f"/gradio_api/call/{name}", json={"data": list(data)})
    events = client.get(f"/gradio_api/call/{name}/{started.json()['event_id']}").text
    kind, told = events.strip().split("\n")[-2:]
    return {"event": kind.removeprefix("event: "), "data": json.loads(told.removeprefix("data: "))}


def answered(client: TestClient, name: str, *data: object) -> dict:
    reply = call(client, name, *data)
    assert reply["event"] == "complete"
    return reply["data"][0]


def test_every_endpoint_answers_in_the_contract(client: TestClient, obeys_contract: Callable[..., dict]) -> None:
    asked = answered(client, "ask", "ho so tiep nhan quy 1 nam 2024", "", "", "", 0)
    assert obeys_contract(asked, "answer")["figures"][0]["value"] == 412
    found = answered(client, "search", "đường truyền chậm", "2024-Q1", "", "", 3)
    passages = obeys_contract(found, "passages")["passages"]
    assert passages and all(one["report"]["number"] == "31/BC-UBND" for one in passages)
    listed = answered(client, "figures", "hồ sơ tiếp nhận", "quý II năm 2024", "", "", 50)
    values = {one["value"] for one in obeys_contract(listed, "figures")["figures"]}
    assert 530 in values and 412 not in values
    compared = answered(client, "compare", "số hồ sơ tiếp nhận", [], [])
    assert {one["value"] for one in obeys_contract(compared, "answer")["figures"]} == {412, 530}
    assert obeys_contract(answered(client, "check", "", "", "note"), "findings")["findings"] == []


def test_what_cannot_be_asked_is_an_error(client: TestClient) -> None:
    assert call(client, "ask", "", "", "", "", 0)["event"] == "error"
    assert call(client, "figures", "", "thuở xưa", "", "", 10)["event"] == "error"
    assert call(client, "ask", "x" * 600, "", "", "", 0)["event"] == "error"


def test_the_same_endpoints_are_tools_of_the_model_context_protocol(client: TestClient) -> None:
    pytest.importorskip("mcp")
    tools = {tool["name"]: tool for tool in client.get("/gradio_api/mcp/schema").json()}
    assert set(tools) == {"ask", "search", "figures", "compare", "check"}
    assert "citation" in tools["ask"]["description"]
    assert set(tools["ask"]["inputSchema"]["properties"]) == {"question", "period", "place", "report", "k"}
