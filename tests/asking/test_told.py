"""Questions in everyday words, answered from the lines most like them; and those that nothing answers."""

from __future__ import annotations

import pytest

from qa_cchc.archive.store import Archive
from qa_cchc.asking import ask


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Trường Lam làm giấy tờ qua mạng 6 tháng 2024 được mấy phần", "%"),
        ("Ninh Khê quý 1/2025 mấy người xin nghỉ hưu non", "07"),
        ("Nậm Sang mất điện bao lâu", "09 ngày"),
    ],
)
def test_numbers_in_other_words(sample: Archive, question: str, said: str):
    answer = ask(sample, question)
    assert answer.status == "answered" and said in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Lam Khê quý I/2023 có bao nhiêu vụ cháy",
        "Ninh Khê 2024 có bao nhiêu camera an ninh",
        "Hoài Giang năm 2022 xếp hạng PCI thứ mấy",
        "Nậm Sang nuôi bao nhiêu con trâu",
        "tiền học phí mầm non ở Lam Khê",
    ],
)
def test_what_no_report_tells_is_not_answered_with_something_else(sample: Archive, question: str):
    assert ask(sample, question).status == "not_found"


def test_a_desk_is_not_told_of_by_another_office(sample: Archive):
    answer = ask(sample, "Bộ phận Một cửa thị xã Lam Khê quý I/2024 nhận bao nhiêu hồ sơ?")
    assert answer.status == "not_found" and "quý I năm 2024" in answer.answer


def test_lists_of_quantities_are_answered_whole(sample: Archive):
    answer = ask(sample, "quý II/2023 Bộ phận Một cửa thị xã Lam Khê: phải giải quyết, đã giải quyết, trước hạn, trễ hạn")
    assert answer.question.kind == "several"
    assert {"473", "431", "251", "04"} <= {figure.text for figure in answer.figures}


def test_a_corrected_number_is_given_as_corrected(sample: Archive):
    answer = ask(sample, "lấy số chốt cuối cùng: quý I/2023 Bộ phận Một cửa thị xã Lam Khê phải giải quyết bao nhiêu hồ sơ")
    assert answer.figures[0].text == "421"


def test_loose_periods_are_said_as_they_were_taken(sample: Archive):
    answer = ask(sample, "đầu năm 2023 Lam Khê trễ hạn mấy hồ sơ")
    assert [each.id for each in answer.question.periods] == ["2023-Q1"]
    assert any("được hiểu là quý I năm 2023" in said for said in answer.question.assumed)
