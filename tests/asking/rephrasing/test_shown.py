"""The page, the terminal and the JSON say that an answer was worded anew, and keep the built one beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from lxml import html

from qa_cchc.archive.store import Archive
from qa_cchc.asking import ask
from qa_cchc.web import render

QUESTION = "Ai ký báo cáo quý I năm 2024?"


def worded_anew(data: dict) -> str:
    return data["tra_loi"].replace(" [1]", ", là [1]", 1)


def test_the_page_names_the_model_and_folds_the_built_answer_away(sample: Archive, model, monkeypatch) -> None:
    plain = ask(sample, QUESTION)
    assert not html.fromstring(render.answer(plain, sample)).xpath("//details[@class='built']")
    monkeypatch.setattr(sample, "settings", replace(sample.settings, llm_url=model.url, llm_model="<b>thử</b>"))
    model.says(worded_anew)
    page = html.fromstring(render.answer(ask(sample, QUESTION), sample))
    (built,) = page.xpath("//details[@class='built']")
    assert " ".join(plain.answer.replace("\n- ", "\n").split()) in " ".join(built.text_content().split())
    assert "<b>thử</b>" in page.xpath("//div[@class='notes']")[0].text_content()
    assert not page.xpath("//div[@class='notes']//b")


@pytest.mark.parametrize(
    ("address", "host"),
    [("http://user:pass@may-chu:8000/v1", "may-chu:8000"), ("https://ten.mien/v1", "ten.mien"), ("may-chu/v1", "may-chu")],
)
def test_the_foot_of_the_page_says_where_answers_are_sent(address: str, host: str) -> None:
    foot = html.fromstring(render.colophon("1.0", address)).text_content()
    assert f"ở {host} để" in foot and "pass" not in foot
    assert "không gửi đi đâu" in html.fromstring(render.colophon("1.0")).text_content()
    assert host not in render.colophon("1.0")


def asked(index: str, url: str, *more: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"QA_CCHC_LLM_URL": url, "QA_CCHC_LLM_MODEL": "thu-7b", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "qa_cchc", "ask", QUESTION, "--index", index, *more],
        capture_output=True, text=True, encoding="utf-8", check=True, timeout=120, env=environment, stdin=subprocess.DEVNULL,
    )


def test_the_command_says_it_in_the_terminal_and_in_json(sample: Archive, model, obeys_contract) -> None:
    model.says(worded_anew)
    plain = ask(sample, QUESTION).answer
    told = obeys_contract(json.loads(asked(str(sample.index), model.url, "--json").stdout), "answer")
    assert told["rephrased"] == {"model": "thu-7b", "built": plain}
    assert told["answer"] != plain
    shown = " ".join(asked(str(sample.index), model.url).stdout.split())
    assert "Câu trả lời gốc:" in shown and "thu-7b" in shown


def test_the_command_says_why_where_the_model_lies(sample: Archive, model) -> None:
    model.says(lambda data: data["tra_loi"].replace("2024", "2025"))
    told = json.loads(asked(str(sample.index), model.url, "--json").stdout)
    assert (told["rephrased"], told["answer"]) == (None, ask(sample, QUESTION).answer)
    assert "thu-7b" in told["notes"][-1]
