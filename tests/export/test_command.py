"""`qa-cchc export`: files by extension, one sentence and status 2 where nothing can be written."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import docx
import openpyxl
import pytest
import small_reports

from qa_cchc.archive.build import build_index
from qa_cchc.cli import main
from qa_cchc.settings import Settings

QUESTION = "số hồ sơ tiếp nhận quý II năm 2024"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("kho")
    small_reports.write(folder / "báo cáo", "a.txt", number=31, quarter=1, received=412)
    small_reports.write(folder / "báo cáo", "b.txt", number=58, quarter=2, received=530)
    build_index([folder / "báo cáo"], folder / "index", Settings())
    return str(folder / "index")


def test_an_answer_goes_into_a_memo(index: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ghi nhớ.docx"
    assert main(["export", "answer", QUESTION, "-o", str(path), "--index", index]) == 0
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    assert QUESTION in text and "530" in text and "58/BC-UBND" in text
    assert capsys.readouterr().out.startswith(f"Đã ghi {path}: ")


def test_figures_go_into_a_workbook_under_the_conditions_given(index: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    arguments = ["export", "figures", "--indicator", "files_received", "--period", "quý 1 năm 2024", "-o", str(path)]
    assert main([*arguments, "--index", index]) == 0
    head, *rows = openpyxl.load_workbook(path)["Số liệu"].iter_rows(values_only=True)
    values = [dict(zip(head, row, strict=True)) for row in rows]
    assert values and {row["Giá trị"] for row in values} == {412}
    assert {row["Mã kỳ"] for row in values} == {"2024-Q1"}


def test_json_tells_what_was_written(index: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    assert main(["export", "figures", "-o", str(path), "--index", index, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    rows = list(csv.reader(path.open(encoding="utf-8-sig", newline="")))
    assert (told["file"], told["format"], told["figures"]) == (str(path), "csv", len(rows) - 1)


def test_a_comparison_goes_into_a_workbook_with_its_chart(index: str, tmp_path: Path) -> None:
    path = tmp_path / "so sánh.xlsx"
    arguments = ["export", "compare", "số hồ sơ tiếp nhận", "--periods", "2024-Q1", "2024-Q2", "-o", str(path)]
    assert main([*arguments, "--index", index]) == 0
    sheet = openpyxl.load_workbook(path)["So sánh"]
    values = {cell.value for row in sheet.iter_rows(min_row=5) for cell in row}
    assert {412, 530} <= values and len(sheet._charts) == 1


@pytest.mark.parametrize(("arguments", "said"), [
    (["export", "answer", QUESTION, "-o", "a.pdf"], "có đuôi “.pdf”"),
    (["export", "figures", "-o", "không có/a.csv"], "không có thư mục"),
    (["export", "figures", "--period", "1999", "-o", "a.csv"], "Kho không có báo cáo kỳ 1999"),
    (["export", "answer", "hồ sơ tiếp nhận năm 1999", "-o", "a.csv"], "để ghi ra tệp CSV"),
    (["export", "figures", "--across-reform", "-o", "a.csv"], "--across-reform đi cùng"),
    (["export", "figures"], "thiếu -o/--output"),
    (["export"], "thiếu loại cần ghi"),
    (["export", "ảnh", "-o", "a.csv"], "không ghi được “ảnh”"),
])
def test_what_cannot_be_written_is_one_sentence_and_leaves_no_file(
    index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: list[str], said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QA_CCHC_INDEX", index)
    assert main(arguments) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1 and said in lines[0]
    assert not list(tmp_path.iterdir())


def test_what_was_not_found_is_said_in_a_memo(index: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    assert main(["export", "answer", "hồ sơ tiếp nhận năm 1999", "-o", str(path), "--index", index]) == 0
    assert "1999" in "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs[1:])


def test_the_style_of_citations_is_that_of_the_setting(
    index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QA_CCHC_CITATION", "short")
    assert main(["ask", QUESTION, "--index", index, "--json"]) == 0
    first = json.loads(capsys.readouterr().out)["citations"][0]
    assert first["text"].startswith("58/BC-UBND (") and first["memo"].startswith("Báo cáo số 58/BC-UBND ngày")
    monkeypatch.setenv("QA_CCHC_CITATION", "harvard")
    assert main(["ask", QUESTION, "--index", index]) == 2
    assert "QA_CCHC_CITATION" in capsys.readouterr().err
