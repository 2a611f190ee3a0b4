"""Figures read from a report are compared, place by place, with figures that a person wrote down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa_cchc.evaluation.figures import evaluate_figures
from qa_cchc.evaluation.gold import GoldError
from qa_cchc.evaluation.intervals import clustered, wilson
from qa_cchc.evaluation.told import evaluation_json

TEXT = """ỦY BAN NHÂN DÂN
THỊ XÃ LAM KHÊ
Số: 12/BC-UBND
Lam Khê, ngày 05 tháng 4 năm 2023

BÁO CÁO
Công tác cải cách hành chính quý I năm 2023

II. KẾT QUẢ
1. Cải cách thủ tục hành chính
Bộ phận Một cửa thị xã tiếp nhận 246 hồ sơ, đã giải quyết trước hạn 115 hồ sơ.
Số hồ sơ tiếp nhận trực tuyến là 103/246 hồ sơ, đạt 41,8%.
"""
RIGHT = [
    {
        "quote": "tiếp nhận 246 hồ sơ",
        "text": "246",
        "origin": "prose",
        "value": 246,
        "unit": "hs",
        "indicator": "files_received",
        "scope": "BPMC thị xã",
    },
    {
        "quote": "trước hạn 115 hồ sơ",
        "text": "115",
        "origin": "prose",
        "value": 115,
        "unit": "hồ sơ",
        "indicator": "files_early",
    },
    {
        "quote": "là 103/246 hồ sơ, đạt 41,8%",
        "text": "103/246",
        "origin": "prose",
        "value": 103,
        "unit": "hồ sơ",
        "indicator": "files_received_online",
    },
    {
        "quote": "là 103/246 hồ sơ, đạt 41,8%",
        "text": "41,8%",
        "origin": "prose",
        "value": 41.8,
        "unit": "%",
        "indicator": "online_files_rate",
    },
]


def annotated(folder: Path, rows: list[dict]) -> Path:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    lines = [{"report": {"number": "12/BC-UBND"}}, *rows]
    (folder / "a.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in lines), encoding="utf-8")
    return folder


def test_what_is_read_as_annotated_counts_as_right(tmp_path: Path) -> None:
    said = evaluate_figures([annotated(tmp_path, RIGHT)])
    (score,) = said.scores
    assert (score.group, score.recall.right, score.recall.cases, score.precision.cases) == ("prose", 4, 4, 4)
    assert said.faults == ()


def test_a_wrong_value_a_missing_and_a_false_figure_are_told_apart(tmp_path: Path) -> None:
    rows = [
        {**RIGHT[0], "indicator": "files_late"},
        RIGHT[2],
        {"quote": "Cải cách thủ tục hành chính", "text": "1", "at": 0, "origin": "prose", "value": 1},
    ]
    rows[2]["quote"], rows[2]["at"] = "1. Cải cách", 0
    said = evaluate_figures([annotated(tmp_path, rows)])
    kinds = sorted((fault.kind, fault.fields) for fault in said.faults)
    assert kinds == [("false", ()), ("false", ()), ("missed", ()), ("wrong", ("indicator",))]
    (score,) = said.scores
    assert (score.precision.right, score.precision.cases) == (1, 4)
    assert (score.recall.right, score.recall.cases) == (1, 3)


def test_optional_figures_and_accepted_answers_do_no_harm(tmp_path: Path) -> None:
    rows = [
        {**RIGHT[0], "indicator": None, "accept": {"indicator": ["files_received"]}},
        {**RIGHT[1], "indicator": "files_late", "optional": True},
        *RIGHT[2:],
    ]
    said = evaluate_figures([annotated(tmp_path, rows)])
    assert said.faults == () and said.scores[0].recall.cases == 3


def test_a_quote_that_does_not_stand_in_the_text_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"a\.jsonl, dòng 2"):
        evaluate_figures([annotated(tmp_path, [{**RIGHT[0], "quote": "không có câu này"}])])


def test_the_json_is_plain_and_complete(tmp_path: Path) -> None:
    document = evaluation_json(evaluate_figures([annotated(tmp_path, RIGHT[1:])]))
    assert document["scores"][0]["precision"]["cases"] == 4
    assert [fault["kind"] for fault in document["faults"]] == ["false"]
    json.dumps(document, allow_nan=False)


def test_intervals_hold_the_share_and_widen_where_reports_differ() -> None:
    even, uneven = clustered([(9, 10)] * 10), clustered([(10, 10)] * 9 + [(0, 10)])
    assert even.value == uneven.value == 0.9
    assert even.low == pytest.approx(wilson(90, 100).low)
    assert uneven.low < even.low < 0.9 < even.high
