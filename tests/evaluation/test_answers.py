"""Answers held against all that a right one must say, and numbers without a foundation."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from qa_cchc.archive.build import build_index
from qa_cchc.archive.store import Archive
from qa_cchc.asking import ask
from qa_cchc.cli import main
from qa_cchc.evaluation.answers import answer_outcomes, kind_scores
from qa_cchc.evaluation.expected import is_expected, read_expected
from qa_cchc.evaluation.gold import GoldError
from qa_cchc.evaluation.grounded import unfounded
from tests.evaluation.test_asked import FILE, REPORT

VALUE = {"value": "318", "unit": "hồ sơ", "period": "2023-Q2", "place": "thị xã An Thới", "scope": None, "file": FILE,
         "quote": "tiếp nhận 318 hồ sơ"}  # fmt: skip
ROWS = [
    {"id": "a", "question": "Thị xã An Thới quý II/2023 tiếp nhận bao nhiêu hồ sơ?", "kind": "figure",
     "answerable": True, "values": [VALUE], "computed": [], "tags": ["formal"]},
    {"id": "b", "question": "Thị xã Đông Hải tiếp nhận bao nhiêu hồ sơ?", "kind": "not_found", "answerable": False,
     "values": [], "computed": [], "tags": ["formal"], "reason": "no_place"},
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("answers")
    (folder / "corpus").mkdir()
    (folder / "corpus" / FILE).write_text(REPORT, encoding="utf-8")
    build_index([folder / "corpus"], folder / "index")
    return Archive.open(folder / "index")


def written(folder: Path, *rows: dict) -> Path:
    file = folder / "dap-an.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return file


def faults(archive: Archive, folder: Path, **changed: object) -> str:
    (outcome,) = answer_outcomes(archive, read_expected([written(folder, {**ROWS[0], **changed})]))
    return "; ".join(outcome.faults)


def test_right_answers_are_right(archive: Archive, tmp_path: Path) -> None:
    file = written(tmp_path, *ROWS)
    assert is_expected(file)
    found = list(answer_outcomes(archive, read_expected([file])))
    assert [one.right for one in found] == [True, True]
    assert not any(one.unfounded for one in found)
    everyone, figures, formal = kind_scores(found)
    assert (everyone.group, everyone.right.right, everyone.right.cases) == ("all", 1, 1)
    assert (figures.group, formal.group) == ("figure", "formal")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"value": "319"}, "không thấy"),
        ({"unit": "%"}, "sai đơn vị"),
        ({"period": "2023-Q1"}, "sai kỳ"),
        ({"place": "thị xã Duyên Hải"}, "sai nơi"),
    ],
)
def test_a_value_must_have_its_unit_period_and_place(
    archive: Archive, tmp_path: Path, changed: dict, said: str
) -> None:
    assert said in faults(archive, tmp_path, values=[{**VALUE, **changed}])


def test_any_printed_way_will_do(archive: Archive, tmp_path: Path) -> None:
    assert not faults(archive, tmp_path, values=[{**VALUE, "value": "0,318 nghìn", "also": ["318"]}])


def test_what_is_to_be_worked_out_and_the_order_are_looked_for(archive: Archive, tmp_path: Path) -> None:
    computed = [{"value": "18", "unit": "hồ sơ", "of": "còn lại"}]
    assert "không tính ra 18" in faults(archive, tmp_path, computed=computed)
    assert "thứ tự" in faults(archive, tmp_path, order=["xã Ba", "xã Tư"])


def test_an_answer_in_words_must_cite_what_says_it(archive: Archive, tmp_path: Path) -> None:
    asked = {"question": "Người già đi làm giấy tờ được giúp thế nào?", "kind": "explanation", "values": []}
    right = [{"file": FILE, "quote": "hướng dẫn kê khai cho người cao tuổi"}]
    assert not faults(archive, tmp_path, **asked, quotes=right)
    assert "không dẫn" in faults(archive, tmp_path, **asked, quotes=[{"file": FILE, "quote": "xe lăn cho người già"}])


def test_a_gap_must_stay_one(archive: Archive, tmp_path: Path) -> None:
    assert not faults(archive, tmp_path, gaps=[{"place": "thị xã An Thới", "period": "2022-Q2"}])
    assert "mà kho không có" in faults(archive, tmp_path, gaps=[{"place": "thị xã An Thới", "period": "2023-Q2"}])


def test_a_number_must_stand_where_its_mark_points(archive: Archive) -> None:
    answer = ask(archive, "Thị xã An Thới quý II/2023 tiếp nhận bao nhiêu hồ sơ?")
    assert not unfounded(answer, archive)
    wrong = replace(answer, answer=answer.answer.replace("318", "381"))
    assert [one.number for one in unfounded(wrong, archive)] == ["381"]
    added = replace(answer, answer=answer.answer + "\nNhư vậy đạt 94,34%.")
    assert [one.number for one in unfounded(added, archive)] == ["94,34"]


def test_what_is_worked_out_from_shown_figures_is_founded(archive: Archive) -> None:
    answer = ask(archive, "Thị xã An Thới quý II/2023 tiếp nhận bao nhiêu hồ sơ?")
    resolved = next(figure for figure in archive.figures() if figure.value == 300)
    both = replace(
        answer, figures=(*answer.figures, resolved), figure_citations=(*answer.figure_citations, 1),
        answer=f"{answer.answer}\nCòn 18 hồ sơ, đã giải quyết 94,34% trong số 318 hồ sơ.",
    )  # fmt: skip
    assert not unfounded(both, archive)
    assert [one.number for one in unfounded(replace(both, answer="Còn 19 hồ sơ."), archive)] == ["19"]


def test_bad_lines_are_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"dòng 1: .*loại câu hỏi"):
        read_expected([written(tmp_path, {**ROWS[0], "kind": "hỏi"})])
    with pytest.raises(GoldError, match=r"dòng 2: .*phải có đáp án"):
        read_expected([written(tmp_path, ROWS[1], {**ROWS[0], "values": []})])


def test_the_command_tells_the_scores(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, *ROWS)
    index = str(archive.index)
    assert main(["evaluate", str(file), "--index", index, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["scores"][0]["right"]["right"] == 1
    assert said["unfounded"] == 0
    assert main(["evaluate", str(file), "--index", index]) == 0
    assert "Con số không có trong nơi được trích dẫn: 0" in capsys.readouterr().out
