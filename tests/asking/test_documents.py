"""Questions about the reports of the sample archive and the documents they cite."""

from __future__ import annotations

import re

import pytest

from qa_cchc.archive.store import Archive
from qa_cchc.asking import ask


def cited_texts(answer) -> str:
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.answer)}
    shown = zip(answer.passages, answer.passage_citations, strict=True)
    return "\n".join(found.passage.text for found, mark in shown if mark in marks)


def test_the_signer_is_cited_from_the_signature_with_the_post(sample: Archive):
    answer = ask(sample, "ai đứng tên bản báo cáo quý II/2023 của Lam Khê")
    report = next(r for r in sample.reports() if r.place == "thị xã Lam Khê" and r.period.id == "2023-Q2")
    assert report.signer in answer.answer and "Phó chủ tịch" in answer.answer
    assert report.signer in cited_texts(answer)


def test_recipients_are_listed_whole_from_their_block(sample: Archive):
    answer = ask(sample, "Báo cáo 6 tháng 2022 của Trường Lam gửi những nơi nào?")
    assert "UBND tỉnh" in answer.answer and "Huyện ủy" in answer.answer
    assert cited_texts(answer).startswith("Nơi nhận")


def test_how_many_reports_there_are_of_a_place(sample: Archive):
    held = [r for r in sample.reports() if r.place == "huyện Trường Lam"]
    answer = ask(sample, "kho có mấy báo cáo của huyện Trường Lam")
    assert answer.question.kind == "document" and f"Có {len(held)} báo cáo" in answer.answer


def test_reports_that_tell_of_a_topic_are_cited_where_they_do(sample: Archive):
    answer = ask(sample, "những báo cáo nào nói về máy quét")
    assert answer.status == "answered" and "máy quét" in cited_texts(answer)


def test_a_plan_is_found_by_what_it_is_about(sample: Archive):
    report, document = next(
        (r, d) for r, d in sample.cited() if d.kind == "kế hoạch" and d.title and "cải cách hành chính" in d.title
        and r.place == "thị xã Lam Khê"
    )  # fmt: skip
    answer = ask(sample, "Kế hoạch cải cách hành chính năm 2023 ban hành tại văn bản số nào (Lam Khê)?")
    assert answer.question.kind == "cited" and answer.status == "answered"
    assert re.search(r"Kế hoạch số \d+/KH-UBND", answer.answer)
    assert report.place == "thị xã Lam Khê" and document.number


@pytest.mark.parametrize("question", ["Báo cáo năm 2021 của Lam Khê số mấy?", "báo cáo 999/BC-UBND do ai ký"])
def test_reports_that_are_not_there(sample: Archive, question: str):
    assert ask(sample, question).status == "not_found"
