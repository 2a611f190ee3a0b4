"""The JSON of every shape holds what the contract promises."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from qa_cchc import contract
from qa_cchc.records import (
    Answer,
    Box,
    Citation,
    Figure,
    Finding,
    Found,
    Passage,
    Period,
    Question,
    Report,
    ReportRef,
    Window,
)

PERIOD = Period("2024-Q2", "quý II năm 2024", date(2024, 4, 1), date(2024, 6, 30))
REFERENCE = ReportRef("0123456789ab", "45/BC-UBND", date(2024, 6, 14), "Ủy ban nhân dân huyện Bình An")
FIGURE = Figure(
    id="0123456789ab:f7", indicator="Hồ sơ tiếp nhận", indicator_id="received", value=1250, text="1.250", unit="hồ sơ",
    state="value", period=PERIOD, place="huyện Bình An", level="huyện", scope="Bộ phận Một cửa huyện", origin="prose",
    report=REFERENCE, file="quy-2.pdf", section="II.2", page=3, quote="tiếp nhận 1.250 hồ sơ", mark=(10, 15),
    boxes=(Box(3, 70.123, 120.5, 210.0, 134.0),), window=Window(date(2024, 3, 15), None),
)
PASSAGE = Passage(
    "0123456789ab:4", REFERENCE, "Bộ phận Một cửa tiếp nhận 1.250 hồ sơ.", "Cải cách thủ tục hành chính", "quy-2.pdf",
    "II.2", 3, None, (Box(3, 70.0, 120.0, 300.0, 134.0),),
)
QUESTION = Question(
    "nhan bao nhieu hs", "nhận bao nhiêu hồ sơ", "figure", (PERIOD,), ("huyện Bình An",), indicators=("received",)
)
ANSWER = Answer(
    QUESTION, "answered", "Bộ phận Một cửa huyện tiếp nhận 1.250 hồ sơ [1].", (FIGURE,), (1,),
    (Found(PASSAGE, 0.87654321, ((24, 29),)),), (1,), (Citation(1, "Báo cáo số 45/BC-UBND, trang 3", "quy-2.pdf", 3),),
    notes=("Câu hỏi không nêu năm.",), elapsed_ms=12.345,
)


def through_text(document: object) -> object:
    return json.loads(contract.dumps(document))


def test_a_whole_answer_obeys_the_schema(obeys_contract) -> None:
    answer = obeys_contract(through_text(contract.answer_json(ANSWER)), "answer")
    assert answer["question"] == "nhan bao nhieu hs"
    assert answer["understood"]["text"] == "nhận bao nhiêu hồ sơ"
    figure = answer["figures"][0]
    assert (figure["value"], figure["citation"], figure["boxes"]) == (1250, 1, [[3, 70.12, 120.5, 210.0, 134.0]])
    assert figure["period"] == {"id": "2024-Q2", "label": "quý II năm 2024", "start": "2024-04-01", "end": "2024-06-30"}
    assert figure["report"]["date"] == "2024-06-14"
    assert answer["passages"][0]["highlights"] == [[24, 29]]


def test_a_figure_with_nothing_known_obeys_the_schema(obeys_contract) -> None:
    bare = replace(
        FIGURE, indicator_id=None, value=None, text="", unit=None, state="blank", period=None, place=None, level=None,
        scope=None, boxes=(), mark=None, window=None, report=ReportRef("0123456789ab", None, None, None),
    )
    figure = obeys_contract(through_text(contract.figure_json(bare)), "figure")
    assert figure["value"] is None and figure["period"] is None and figure["report"]["number"] is None


def test_a_figure_tells_where_else_it_is_stated_and_what_is_stated_against_it(obeys_contract) -> None:
    again = replace(FIGURE, id="again", origin="footnote", page=4)
    against = replace(FIGURE, id="against", value=1205, text="1.205", page=9)
    figure = replace(FIGURE, same=("again", "unknown"), differs=("against",))
    told = obeys_contract(through_text(contract.figure_json(figure, {"again": again, "against": against})), "figure")
    assert [(place["id"], place["page"], place["origin"]) for place in told["also"]] == [("again", 4, "footnote")]
    assert [(place["text"], place["page"]) for place in told["against"]] == [("1.205", 9)]
    assert contract.figure_json(figure)["also"] == []


def test_a_blank_cell_that_came_out_as_a_number_would_be_caught(obeys_contract) -> None:
    wrong = contract.figure_json(replace(FIGURE, state="blank", value=0))
    with pytest.raises(AssertionError):
        obeys_contract(wrong, "figure")


def test_a_report_that_failed_obeys_the_schema(obeys_contract) -> None:
    failed = Report("0123456789ab", "hỏng.pdf", "0" * 64, status="failed", warnings=("Không đọc được tệp hỏng.pdf.",))
    report = obeys_contract(through_text(contract.report_json(failed)), "report")
    assert report["status"] == "failed" and report["pages"] == 0 and report["period"] is None


def test_a_finding_obeys_the_schema(obeys_contract) -> None:
    finding = Finding("sum", "error", "Tổng lệch 1.", "982", "981", (("quy-2.pdf", 3, "982 văn bản"),), REFERENCE)
    assert obeys_contract(through_text(contract.finding_json(finding)), "finding")["quotes"][0]["page"] == 3


def test_numbers_that_json_does_not_know_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        contract.dumps({"value": float("nan")})
