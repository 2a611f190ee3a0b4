"""A backup is one whole file or none, and what is restored is what was backed up, byte by byte."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import small_reports

from qa_cchc.archive import corrections, layout, manifest
from qa_cchc.archive.backup import BadBackup, NotBackedUp, backup, restore
from qa_cchc.archive.build import build_index
from qa_cchc.archive.errors import IndexDamaged
from qa_cchc.archive.store import Archive
from qa_cchc.cli import main
from qa_cchc.settings import Settings

SETTINGS = Settings()


@pytest.fixture
def index(tmp_path: Path) -> Path:
    small_reports.write(tmp_path / "corpus", "quý 1.txt", number=31, quarter=1, received=412)
    build_index([tmp_path / "corpus"], tmp_path / "index", SETTINGS)
    return tmp_path / "index"


def contents(index: Path) -> dict[str, bytes]:
    folder = layout.current_version(index)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_restored_is_what_was_backed_up(index: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept" / "cchc.zip"
    said = backup(index, file)
    elsewhere = tmp_path / "elsewhere"
    assert restore(file, elsewhere) == said
    assert contents(elsewhere) == contents(index)
    with Archive.open(elsewhere, SETTINGS) as archive:
        assert any(figure.value == 412 for figure in archive.figures())


def test_restoring_keeps_the_version_in_use_beside_it(index: Path, tmp_path: Path) -> None:
    file = tmp_path / "cchc.zip"
    backup(index, file)
    small_reports.write(tmp_path / "corpus", "quý 2.txt", number=58, quarter=2, received=530)
    build_index([tmp_path / "corpus"], index, SETTINGS)
    restore(file, index)
    assert layout.current_version(index).name == "v0003"
    assert (index / "v0002").is_dir()
    with Archive.open(index, SETTINGS) as archive:
        assert len(archive.reports()) == 1
    # A build over the same folder goes on from what was restored.
    assert build_index([tmp_path / "corpus"], index, SETTINGS).read == ("quý 2.txt",)


def test_what_people_said_goes_with_the_backup_and_overwrites_nothing(index: Path, tmp_path: Path) -> None:
    with Archive.open(index, SETTINGS) as archive:
        report = archive.reports()[0]
    corrections.correct(index, report, {"number": "13/BC-UBND"}, "lan")
    build_index([tmp_path / "corpus"], index, SETTINGS)
    file, elsewhere = tmp_path / "cchc.zip", tmp_path / "elsewhere"
    backup(index, file)
    restore(file, elsewhere)
    assert [one.value for one in corrections.of(elsewhere)[report.sha256]] == ["13/BC-UBND"]
    corrections.undo(elsewhere, report.sha256, "number")
    restore(file, elsewhere)
    assert corrections.of(elsewhere) == {}


def test_a_damaged_index_is_not_backed_up(index: Path, tmp_path: Path) -> None:
    file = layout.current_version(index) / "search" / "keys.npy"
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    with pytest.raises(IndexDamaged, match=r"keys\.npy"):
        backup(index, tmp_path / "cchc.zip")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("cchc")]


def rewritten(file: Path, **changed: bytes | None) -> Path:
    """The backup with some of its files (named by the ends of their names) replaced or left out."""
    other = file.with_name("other.zip")
    with zipfile.ZipFile(file) as kept, zipfile.ZipFile(other, "w") as out:
        for name in kept.namelist():
            data = next((data for end, data in changed.items() if name.endswith(end)), kept.read(name))
            if data is not None:
                out.writestr(name, data)
    return other


def test_damaged_and_foreign_files_are_refused_and_nothing_is_lost(index: Path, tmp_path: Path) -> None:
    file = tmp_path / "cchc.zip"
    backup(index, file)
    before = contents(index)
    whole = file.read_bytes()
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "note.zip").write_text("không phải bản sao lưu", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "foreign.zip", "w") as out:
        out.writestr("readme.txt", "một tệp nén khác")
    bad = [tmp_path / "half.zip", tmp_path / "note.zip", tmp_path / "foreign.zip", tmp_path / "none.zip"]
    bad.append(rewritten(file, **{"keys.npy": None}))
    for one in bad:
        with pytest.raises(BadBackup, match="không bị đụng đến"):
            restore(one, index)
    other = rewritten(file, **{"spelling.npz": b"x" * 10})
    with pytest.raises(BadBackup):
        restore(other, index)
    assert contents(index) == before
    assert not [path for path in index.iterdir() if path.name.endswith(".tmp")]


def test_names_that_lead_out_of_the_folder_are_refused(index: Path, tmp_path: Path) -> None:
    file = tmp_path / "cchc.zip"
    backup(index, file)
    with zipfile.ZipFile(file, "a") as kept:
        kept.writestr("v0001/../../../evil.txt", "x")
    with pytest.raises(BadBackup, match="tên tệp lạ"):
        restore(file, tmp_path / "new")
    assert not list(tmp_path.rglob("evil.txt"))


def test_where_nothing_can_be_written_it_is_said(index: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("một tệp", encoding="utf-8")
    with pytest.raises(NotBackedUp, match="không phải thư mục"):
        backup(index, tmp_path / "taken" / "cchc.zip")


def test_the_commands(index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cchc.zip"
    assert main(["backup", str(file), "--index", str(index), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reports"] == 1
    assert main(["backup", str(file), "--index", str(index)]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["backup", str(file), "--index", str(index), "--force"]) == 0
    assert main(["restore", str(file), "--index", str(tmp_path / "new")]) == 0
    assert "Đã phục hồi 1 báo cáo" in capsys.readouterr().out
    assert manifest.read(tmp_path / "new", layout.current_version(tmp_path / "new")).reports == 1
    assert main(["restore", str(tmp_path / "none.zip"), "--index", str(index)]) == 2
