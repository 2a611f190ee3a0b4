"""Questions with known answers, held against what the archive finds and says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa_cchc.archive.build import build_index
from qa_cchc.archive.store import Archive
from qa_cchc.cli import main
from qa_cchc.evaluation.asked import declined, outcomes, scores
from qa_cchc.evaluation.gold import GoldError
from qa_cchc.evaluation.questions import PassageFinder, is_questions, read_questions

REPORT = """ỦY BAN NHÂN DÂN THỊ XÃ AN THỚI
Số: 31/BC-UBND
An Thới, ngày 12 tháng 6 năm 2023
BÁO CÁO
Công tác cải cách hành chính quý II năm 2023
I. KẾT QUẢ
1. Bộ phận Một cửa thị xã tiếp nhận 318 hồ sơ, đã giải quyết 300 hồ sơ.
2. Thị xã thí điểm phòng chờ có người hướng dẫn kê khai cho người cao tuổi.
"""
FILE = "bc-31.txt"
ROWS = [
    {"id": "a", "need": "nhận", "question": "Thị xã An Thới quý II/2023 tiếp nhận bao nhiêu hồ sơ?", "answerable": True,
     "gold": [{"file": FILE, "quote": "tiếp nhận 318 hồ sơ"}], "value": "318", "unit": "hồ sơ", "tags": ["formal"]},
    {"id": "b", "need": "già", "question": "Người già đi làm giấy tờ được giúp thế nào?", "answerable": True,
     "gold": [{"file": FILE, "quote": "hướng dẫn kê khai cho người cao tuổi"}], "value": None, "tags": ["colloquial"]},
    {"id": "c", "need": "khác", "question": "Thị xã Đông Hải tiếp nhận bao nhiêu hồ sơ?", "answerable": False,
     "gold": [], "tags": ["unanswerable"], "reason": "no_place"},
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked")
    (folder / "corpus").mkdir()
    (folder / "corpus" / FILE).write_text(REPORT, encoding="utf-8")
    build_index([folder / "corpus"], folder / "index")
    written(folder, ROWS)
    return folder


def written(folder: Path, rows: list[dict]) -> Path:
    file = folder / "cau-hoi.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return file


def test_each_question_is_held_against_its_places(folder: Path) -> None:
    archive = Archive.open(folder / "index")
    found = list(outcomes(archive, read_questions([folder / "cau-hoi.jsonl"])))
    assert [one.right for one in found] == [True, True, True]
    assert [one.measures.get("R@10") for one in found] == [1, 1, None]
    everyone, *tags = scores(found)
    assert (everyone.tag, everyone.cases, everyone.right.value) == ("all", 2, 1)
    assert [one.tag for one in tags] == ["colloquial", "formal"]
    assert declined(found).f1 == 1


def test_questions_of_one_need_fall_in_one_half(tmp_path: Path) -> None:
    rows = [{**ROWS[0], "id": f"{need}-{n}", "need": need} for need in "pqrstuvw" for n in range(3)]
    file = written(tmp_path, rows)
    assert is_questions(file)
    halves = {half: {one.need for one in read_questions([file], half)} for half in ("dev", "test")}
    assert halves["dev"] and halves["test"] and not halves["dev"] & halves["test"]


def test_a_place_that_no_passage_holds_is_named(folder: Path) -> None:
    archive = Archive.open(folder / "index")
    (question, *_) = read_questions([folder / "cau-hoi.jsonl"])
    lost = read_questions([written(folder / "corpus", [{**ROWS[0], "gold": [{"file": FILE, "quote": "không có"}]}])])
    finder = PassageFinder(archive.passages())
    assert finder.relevant(question)
    with pytest.raises(GoldError, match="không đoạn nào"):
        finder.relevant(lost[0])
    (folder / "corpus" / "cau-hoi.jsonl").unlink()


def test_an_answerable_question_without_a_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"cau-hoi\.jsonl, dòng 1"):
        read_questions([written(tmp_path, [{**ROWS[0], "gold": []}])])


def test_the_command_tells_every_tag(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(folder / "cau-hoi.jsonl"), "--index", str(folder / "index"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["scores"][0]["measures"]["R@10"]["value"] == 1
    assert told["declined"]["f1"] == 1
    assert main(["evaluate", str(folder / "cau-hoi.jsonl"), "--index", str(folder / "index")]) == 0
    assert "F1 1.000" in capsys.readouterr().out
