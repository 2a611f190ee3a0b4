"""A version appears in one step, a lock lets one builder in, and what a stopped build left is cleared away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa_cchc.archive import layout
from qa_cchc.archive.errors import CannotWrite, IndexBusy, IndexDamaged, IndexMissing


def publish_one(index: Path, content: str = "x") -> Path:
    folder = layout.start_version(index)
    (folder / "inner").mkdir()
    (folder / "inner" / "file").write_text(content)
    version = layout.publish(folder)
    layout.remove_old_versions(index)
    return version


def test_the_pointer_names_the_version_published_last(tmp_path: Path) -> None:
    first = publish_one(tmp_path, "một")
    assert layout.current_version(tmp_path) == first == tmp_path / "v0001"
    second = publish_one(tmp_path, "hai")
    assert layout.current_version(tmp_path) == second
    assert (second / "inner" / "file").read_text() == "hai"


def test_the_last_two_versions_are_kept(tmp_path: Path) -> None:
    for _ in range(4):
        publish_one(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "v0003", "v0004"]


def test_a_folder_left_by_a_stopped_build_is_removed_and_its_version_never_used(tmp_path: Path) -> None:
    publish_one(tmp_path)
    left = tmp_path / "v0002.tmp"
    left.mkdir()
    (left / "half").write_text("…")
    assert layout.current_version(tmp_path).name == "v0001"
    folder = layout.start_version(tmp_path)
    assert folder == left and not (folder / "half").exists()


def test_a_missing_index_and_a_pointer_that_leads_nowhere_are_told_apart(tmp_path: Path) -> None:
    for missing in (tmp_path, tmp_path / "không có"):
        with pytest.raises(IndexMissing, match="qa-cchc build"):
            layout.current_version(missing)
    for content in ("v0009\n", "../../etc\n", ""):
        (tmp_path / "current").write_text(content)
        with pytest.raises(IndexDamaged, match="qa-cchc build"):
            layout.current_version(tmp_path)
    (tmp_path / "current").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(IndexDamaged):
        layout.current_version(tmp_path)


HOLD = """
import sys, time
from pathlib import Path
from qa_cchc.archive import layout
with layout.building(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_builder_is_told_who_is_building_and_a_killed_one_leaves_no_lock(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        with pytest.raises(IndexBusy, match=str(holder.pid)), layout.building(tmp_path):
            pass
        holder.kill()
        holder.wait()
    with layout.building(tmp_path):
        assert str(os.getpid()) in (tmp_path / layout.LOCK).read_text()


def test_a_path_that_cannot_be_a_folder_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")
    with pytest.raises(CannotWrite, match="không phải thư mục"), layout.building(tmp_path / "tệp"):
        pass


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_refused_in_words(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CannotWrite, match="không có quyền"), layout.building(tmp_path / "kho"):
        pass
