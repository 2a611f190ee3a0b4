"""A file is written whole or not at all, and what cannot be written is said in one sentence."""

from __future__ import annotations

import json
import os
from pathlib import Path

import made_answers
import pytest

from qa_cchc.export import EXTENSIONS, NothingToWrite, UnknownExtension, Unwritable, save, see_that_possible, writing


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_every_format_is_written_by_its_extension(tmp_path: Path, extension: str) -> None:
    path = save(made_answers.compared_answer(), tmp_path / f"Kết quả{extension.upper()}", made=made_answers.MADE)
    assert path.stat().st_size > 100 and list(tmp_path.iterdir()) == [path]
    starts = {".docx": b"PK", ".xlsx": b"PK", ".csv": b"\xef\xbb\xbf", ".bib": b"@techreport{", ".json": b"[", ".png": b"\x89PNG"}
    assert path.read_bytes().startswith(starts[extension])


def test_the_bibliography_names_each_report_once(tmp_path: Path) -> None:
    items = json.loads(save(made_answers.plain_answer(), tmp_path / "nguon.json").read_text(encoding="utf-8"))
    assert [item["number"] for item in items] == ["58/BC-UBND", "31/BC-UBND"]


@pytest.mark.parametrize("name", ["ghi-nho.pdf", "ghi-nho", "a.docx.txt"])
def test_an_extension_that_names_no_format_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownExtension, match=r"\.docx, \.xlsx, \.csv"):
        save(made_answers.plain_answer(), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_place_that_takes_no_file_is_refused_before_anything_is_worked_out(tmp_path: Path) -> None:
    (tmp_path / "thư mục.csv").mkdir()
    with pytest.raises(Unwritable, match="là một thư mục"):
        see_that_possible(tmp_path / "thư mục.csv")
    with pytest.raises(Unwritable, match="không có thư mục"):
        see_that_possible(tmp_path / "không có" / "a.csv")


def test_a_write_that_fails_leaves_the_older_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("cũ", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unwritable, match="đĩa đã đầy"):
        save(made_answers.plain_answer(), path)
    assert path.read_text(encoding="utf-8") == "cũ" and list(tmp_path.iterdir()) == [path]


def test_an_older_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    writing.publish(path, b"x" * 100_000)
    writing.publish(path, b"mot")
    assert path.read_bytes() == b"mot"


def test_a_table_of_nothing_is_not_written(tmp_path: Path) -> None:
    for name in ("a.csv", "a.bib", "a.png"):
        with pytest.raises(NothingToWrite):
            save(made_answers.empty_answer(), tmp_path / name)
    assert not list(tmp_path.iterdir())
