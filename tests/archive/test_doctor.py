"""Every kind of damage is found and named with the command that mends it; a whole index is told to be whole."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import small_reports

from qa_cchc.archive import layout, manifest
from qa_cchc.archive.build import build_index
from qa_cchc.archive.doctor import Diagnosis, examine
from qa_cchc.archive.errors import IndexMissing
from qa_cchc.cli import main
from qa_cchc.settings import Settings

SETTINGS = Settings()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    small_reports.write(folder / "corpus", "quý 1.txt", number=31, quarter=1, received=412)
    small_reports.write(folder / "corpus", "quý 2.txt", number=58, quarter=2, received=530)
    build_index([folder / "corpus"], folder / "index", SETTINGS)
    return folder


@pytest.fixture
def index(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "index", tmp_path / "index"))


def version(index: Path) -> Path:
    return layout.current_version(index)


def status(found: Diagnosis, name: str) -> str | None:
    statuses = {check.status for check in found.checks if check.name == name}
    return max(statuses, key=("ok", "note", "warning", "error").index) if statuses else None


def flip(file: Path, at: int) -> None:
    data = bytearray(file.read_bytes())
    data[at % len(data)] ^= 1
    file.write_bytes(data)


def signed_anew(index: Path) -> None:
    """Gives the manifest today's checksums, so that only what the files say is wrong."""
    folder = version(index)
    said = json.loads((folder / manifest.FILE).read_text(encoding="utf-8"))
    said["files"] = manifest.checksums(folder)
    (folder / manifest.FILE).write_text(json.dumps(said), encoding="utf-8")


def test_a_whole_index_is_healthy(index: Path) -> None:
    found = examine(index, SETTINGS)
    assert found.healthy
    assert {check.status for check in found.checks} == {"ok"}
    assert not any(check.mend for check in found.checks)


def test_one_flipped_bit_in_any_file_is_found(index: Path) -> None:
    whole = examine(index, SETTINGS)
    for name in manifest.read(index, version(index)).files:
        file = version(index) / name
        before = file.read_bytes()
        flip(file, 3 * len(before) // 5)
        found = examine(index, SETTINGS)
        assert not found.healthy, name
        broken = next(check for check in found.checks if check.name == "checksums")
        assert name in broken.message and broken.mend and "qa-cchc build" in broken.mend
        file.write_bytes(before)
    assert examine(index, SETTINGS) == whole


def lose(index: Path) -> None:
    (version(index) / "search" / "keys.npy").unlink()


def shorten(index: Path) -> None:
    file = version(index) / "catalogue.sqlite"
    file.write_bytes(file.read_bytes()[:-100])


def point_nowhere(index: Path) -> None:
    (index / layout.POINTER).write_text("v0099\n", encoding="utf-8")


def orphan_figures(index: Path) -> None:
    with sqlite3.connect(version(index) / "catalogue.sqlite") as connection:
        connection.execute("UPDATE figures SET report_id = 'nobody' WHERE ordinal = 0")
    connection.close()
    signed_anew(index)


def lose_a_passage(index: Path) -> None:
    with sqlite3.connect(version(index) / "catalogue.sqlite") as connection:
        connection.execute("DELETE FROM passages WHERE ordinal = 0")
    connection.close()
    signed_anew(index)


def other_vectors(index: Path) -> None:
    file = version(index) / "search" / "search.json"
    said = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**said, "fingerprint": "another"}), encoding="utf-8")
    signed_anew(index)


@pytest.mark.parametrize(
    ("damage", "name", "said"),
    [
        (lose, "manifest", "keys.npy"),
        (shorten, "manifest", "catalogue.sqlite"),
        (point_nowhere, "pointer", "không chỉ tới phiên bản nào"),
        (orphan_figures, "catalogue", "1 số liệu không thuộc báo cáo nào"),
        (lose_a_passage, "catalogue", "bảng passages"),
        (other_vectors, "model", "mô hình nhúng"),
    ],
)
def test_damage_is_named(index: Path, damage: Callable[[Path], None], name: str, said: str) -> None:
    damage(index)
    found = examine(index, SETTINGS)
    assert not found.healthy
    broken = next(check for check in found.checks if check.name == name and check.status == "error")
    assert said in broken.message
    assert broken.mend and "qa-cchc build" in broken.mend


def test_the_named_command_mends_it(made: Path, index: Path) -> None:
    flip(version(index) / "catalogue.sqlite", 50_000)
    assert not examine(index, SETTINGS).healthy
    build_index([made / "corpus"], index, SETTINGS)
    assert examine(index, SETTINGS).healthy


def test_reports_gone_or_changed_since_are_told_and_the_index_stays_good(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    for number in (1, 2, 3):
        small_reports.write(corpus, f"{number}.txt", number=number, quarter=number)
    build_index([corpus], index, SETTINGS)
    (corpus / "1.txt").unlink()
    small_reports.write(corpus, "2.txt", number=2, quarter=2, received=999)
    found = examine(index, SETTINGS)
    assert found.healthy and status(found, "originals") == "warning"
    told = " ".join(check.message for check in found.checks if check.name == "originals")
    assert "không còn ở chỗ cũ: 1.txt" in told and "đã đổi nội dung sau khi lập chỉ mục: 2.txt" in told


def test_what_a_killed_build_left_is_a_note(index: Path) -> None:
    (index / "v0002.tmp").mkdir()
    found = examine(index, SETTINGS)
    assert found.healthy and status(found, "left_behind") == "note"


def test_no_index_at_all_is_said_as_everywhere(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        examine(tmp_path, SETTINGS)


def test_the_command_tells_a_person_and_a_program(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--index", str(index)]) == 0
    assert "Chỉ mục dùng được." in capsys.readouterr().out
    flip(version(index) / "catalogue.sqlite", 50_000)
    assert main(["doctor", "--index", str(index), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["healthy"] is False
    assert any(check["status"] == "error" and "qa-cchc build" in check["mend"] for check in said["checks"])
    assert main(["doctor", "--index", str(index / "none")]) == 2
