"""Single labelled sentences: the indicator found for each number, by half."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa_cchc.evaluation.figures import evaluate_figures
from qa_cchc.evaluation.gold import GoldError
from qa_cchc.evaluation.sentences import evaluate_sentences, is_sentences, shares

ROWS = [
    {"sentence": "Bộ phận Một cửa tiếp nhận 246 hồ sơ.", "split": "dev",
     "figures": [{"text": "246", "indicator": "files_received", "unit": "hồ sơ", "scope": None}]},
    {"sentence": "Đã giải quyết 220 hồ sơ, có 40 đại biểu dự.", "split": "test",
     "figures": [{"text": "220", "indicator": ["files_resolved", "files_resolved_district"]},
                 {"text": "40", "indicator": None}]},
    {"sentence": "Hoàn thành 07/36 nhiệm vụ của Kế hoạch CCHC.", "split": "dev",
     "figures": [{"text": "07", "indicator": "files_late"}, {"text": "36", "indicator": "plan_tasks"}]},
]  # fmt: skip


def written(folder: Path) -> Path:
    file = folder / "cau.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), encoding="utf-8")
    return file


def test_each_number_is_held_against_its_label(tmp_path: Path) -> None:
    file = written(tmp_path)
    assert is_sentences(file)
    stated = evaluate_sentences([file])
    assert [(one.text, one.right) for one in stated] == [("246", True), ("220", True), ("40", True), ("07", False)]
    precision, recall = shares(stated)
    assert (precision.right, precision.cases) == (2, 3)
    assert (recall.right, recall.cases) == (2, 3)


def test_one_half_alone_can_be_measured(tmp_path: Path) -> None:
    assert [one.text for one in evaluate_sentences([written(tmp_path)], "test")] == ["220", "40"]
    (score,) = evaluate_figures([tmp_path], split="test").scores
    assert score.group == "sentence" and score.recall.cases == 1


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    file = written(tmp_path)
    file.write_text(file.read_text(encoding="utf-8") + "\n{", encoding="utf-8")
    with pytest.raises(GoldError, match=r"cau\.jsonl, dòng 4"):
        evaluate_sentences([file])
