"""Every question that came with the real report, answered from it alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from qa_cchc.archive.store import Archive
from qa_cchc.asking import ask
from qa_cchc.records import Figure
from tests.asking.expected import holds, is_right, plain

IDS = [
    "S001",
    "S002",
    "S005",
    "S008",
    "S011",
    "S012",
    "S018",
    "S019",
    "S020",
    "S023",
    "S028",
    "S029",
    "S030",
    "S032",
    "S034",
    "S036",
]


@pytest.fixture(params=IDS)
def row(request: pytest.FixtureRequest, seed_questions: list[dict[str, Any]]) -> dict[str, Any]:
    return next(each for each in seed_questions if each["id"] == request.param)


def told(figure: Figure, row: dict[str, Any]) -> bool:
    """Whether the figure's quote is, or holds, the quote expected."""
    expected = plain(row["quote"].replace("\t", " "))
    quote = plain(figure.quote.replace("\t", " "))
    return expected in quote or quote in expected


def test_question_of_the_real_report(real: Archive, row: dict[str, Any]):
    answer = ask(real, row["question"])
    assert is_right(answer, row), answer.answer
    if row["answerable"]:
        assert any(told(figure, row) for figure in answer.figures[:4])
        assert all(citation in answer.answer for citation in (f"[{n}]" for n in answer.figure_citations[:1]))
    if row["unit"] and "%" in row["unit"].split("; "):
        assert any(figure.unit == "%" for figure in answer.figures)


@pytest.mark.parametrize(
    ("question", "scope"),
    [
        ("Bộ phận Một cửa thị xã Duyên Hải quý I/2023 tiếp nhận bao nhiêu hồ sơ?", "Bộ phận Một cửa thị xã"),
        ("Tỷ lệ hồ sơ trực tuyến của bộ phận một cửa xã, phường?", "Bộ phận Một cửa của xã, phường"),
        ("UBND phường 1 tiếp nhận bao nhiêu hs?", "Phường 1"),
        ("trong do bao hiem xa hoi bao nhieu ho so nganh doc?", "Bảo hiểm xã hội"),
    ],
)
def test_whose_figure_it_is(real: Archive, question: str, scope: str):
    assert ask(real, question).figures[0].scope == scope


def test_the_window_of_the_data_is_not_the_period(real: Archive):
    figure = ask(real, "Bộ phận Một cửa thị xã tiếp nhận bao nhiêu hồ sơ?").figures[0]
    assert figure.period.id == "2023-Q1"
    assert (figure.window.start.isoformat(), figure.window.end.isoformat()) == ("2022-12-15", "2023-02-28")


def test_two_places_a_thousandfold_apart_are_both_shown_and_said(real: Archive):
    answer = ask(real, "Kế hoạch vốn đầu tư công được giao là bao nhiêu tiền?")
    assert {figure.unit for figure in answer.figures[:2]} == {"đồng", "Triệu đồng"}
    # The finding of the check says it; a note would say it again.
    told = [*answer.notes, *(finding.message for finding in answer.findings)]
    assert sum("nghìn lần" in text or "1.000 lần" in text for text in told) == 1


def test_a_blank_cell_and_an_undone_task_are_said_as_such(real: Archive):
    blank = ask(real, "Số viên chức được tuyển dụng trong quý I năm 2023?")
    undone = ask(real, "Số phòng, ngành đã kiểm tra CCHC là bao nhiêu?")
    assert (blank.status, undone.status) == ("blank", "blank")
    assert "để trống" in blank.answer
    assert "“Chưa”" in undone.answer
    assert blank.figures[0].value is None and undone.figures[0].value is None


def test_what_is_missing_is_named(real: Archive):
    assert "quý II năm 2023" in ask(real, "Quý II năm 2023 một cửa thị xã Duyên Hải nhận mấy hồ sơ?").answer
    assert "huyện Duyên Hải" in ask(real, "Huyện Duyên Hải quý I/2023 tiếp nhận bao nhiêu hồ sơ?").answer
    assert "Phường 3" in ask(real, "Phường 3 tiếp nhận bao nhiêu hồ sơ?").answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Nhân viên bưu điện tiếp nhận bao nhiêu hồ sơ?", "52"),
        ("Tổng số văn bản đã phát hành của thị xã?", "982"),
        ("bao nhieu chi tieu giao vien tieu hoc", "34"),
        ("lĩnh vực đất đai có bao nhiêu hồ sơ trực tuyến", "40"),
        ("UBND các xã, phường có bao nhiêu thủ tục hành chính?", "144"),
        ("Tỷ lệ ĐVSNCL cắt giảm so với 2015?", "10,71"),
        ("Bao nhiêu TTHC mức độ 3 có phát sinh hồ sơ trực tuyến?", "23"),
    ],
)
def test_other_questions_of_the_same_report(real: Archive, question: str, value: str):
    answer = ask(real, question)
    assert answer.status == "answered"
    assert any(holds(figure, value) for figure in answer.figures[:2]), answer.answer


def test_no_number_of_an_answer_stands_outside_its_source(real: Archive, seed_questions: list[dict[str, Any]]):
    for row in seed_questions:
        for figure in ask(real, row["question"]).figures:
            if figure.state == "value" and re.search(r"\d", figure.text):
                assert re.findall(r"\d[\d.,/]*", figure.text)[0] in figure.quote
                assert figure.quote[slice(*figure.mark)]


def test_a_cited_document_is_found_by_its_number(real: Archive):
    assert "30/12/2022" in ask(real, "Kế hoạch số 97/KH-UBND ngày nào?").answer
    assert ask(real, "Kế hoạch số 998/KH-UBND ngày nào?").status == "not_found"


def test_who_signed(real: Archive):
    assert "Cao Thị Hồng Gấm" in ask(real, "Ai ký báo cáo 102/BC-UBND?").answer


def test_difficulties_are_told_in_the_reports_own_words(real: Archive):
    answer = ask(real, "Khó khăn trong số hóa hồ sơ là gì?")
    assert answer.status == "answered" and "tiến độ thực hiện chậm" in answer.answer
    assert answer.citations[0].memo.startswith(
        "Báo cáo số 102/BC-UBND ngày 03/3/2023 của UBND thị xã Duyên Hải, mục III.2"
    )
