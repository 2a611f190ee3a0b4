"""What a build would do is what it then does; folders are followed until they have settled."""

from __future__ import annotations

import json
import os
import threading
import time
from pathlib import Path

import pytest
import small_reports

from qa_cchc.archive import manifest
from qa_cchc.archive.build import build_index
from qa_cchc.archive.preview import preview
from qa_cchc.archive.watch import changes, look
from qa_cchc.cli import main
from qa_cchc.settings import Settings

SETTINGS = Settings()


def fates(corpus: Path, index: Path) -> dict[str, str]:
    return {one.file: one.fate for one in preview([corpus], index, SETTINGS)}


def test_every_fate_is_foreseen_and_comes_true(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    for number in (1, 2, 3, 4):
        small_reports.write(corpus, f"{number}.txt", number=number, quarter=number)
    assert set(fates(corpus, index).values()) == {"new"} and not index.exists()
    build_index([corpus], index, SETTINGS)
    assert set(fates(corpus, index).values()) == {"kept"}
    small_reports.write(corpus, "2.txt", number=2, quarter=2, received=999)
    (corpus / "3.txt").rename(corpus / "ba.txt")
    (corpus / "4.txt").unlink()
    small_reports.write(corpus, "5.txt", number=5, year=2025)
    (corpus / "6.txt").write_bytes((corpus / "1.txt").read_bytes())
    expected = {"1.txt": "kept", "2.txt": "changed", "ba.txt": "renamed", "4.txt": "removed", "5.txt": "new",
                "6.txt": "copy"}  # fmt: skip
    assert fates(corpus, index) == expected
    result = build_index([corpus], index, SETTINGS)
    assert set(result.read) == {"2.txt", "5.txt"}
    assert set(result.removed) == {"4.txt"}


def test_why_a_file_is_read_again_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    small_reports.write(corpus, "1.txt")
    build_index([corpus], index, SETTINGS)
    monkeypatch.setattr(manifest, "reader_version", lambda own=None: "another")
    (one,) = preview([corpus], index, SETTINGS)
    assert one.fate == "reread" and "đã đổi cách đọc" in one.why


def test_the_command_builds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    small_reports.write(corpus, "1.txt")
    assert main(["build", str(corpus), "--index", str(index), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == [
        {"file": "1.txt", "fate": "new", "why": "Tệp mới, sẽ đọc."}
    ]
    assert main(["build", str(corpus), "--index", str(index), "--dry-run"]) == 0
    assert "Nếu lập chỉ mục: đọc mới 1." in capsys.readouterr().out
    assert not index.exists()


def test_a_folder_is_followed_until_it_has_settled(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    file = small_reports.write(corpus, "1.txt")
    stop, seen = threading.Event(), []

    def copy_slowly() -> None:
        for _ in range(1, 6):
            with file.open("a", encoding="utf-8") as out:
                out.write("thêm một dòng\n")
            time.sleep(0.05)

    copying = threading.Thread(target=copy_slowly)
    limit = threading.Timer(20, stop.set)
    limit.start()
    for now in changes([corpus], 0.1, stop):
        seen.append(now)
        if len(seen) == 1:
            copying.start()
        else:
            copying.join()
            stop.set()
    limit.cancel()
    assert len(seen) >= 2 and seen[-1] != seen[0]
    assert next(iter(seen[0]))[0] == os.fspath(file.resolve())


def test_a_drive_that_is_away_changes_nothing(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    small_reports.write(corpus, "1.txt")
    stop, seen = threading.Event(), []
    away = tmp_path / "away"

    def go_and_come() -> None:
        corpus.rename(away)
        time.sleep(0.2)
        away.rename(corpus)
        time.sleep(0.3)
        stop.set()

    for now in changes([corpus], 0.02, stop):
        seen.append(now)
        threading.Thread(target=go_and_come).start()
    assert len(seen) == 1
    assert look([away]) is None
