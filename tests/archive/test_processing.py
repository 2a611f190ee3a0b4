"""What a build does with files that break: each is named in one sentence, the others are built, older readings stay."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import small_reports

from qa_cchc.archive import processing
from qa_cchc.archive.build import BuildResult, build_index
from qa_cchc.archive.store import Archive
from qa_cchc.reading import report as reading
from qa_cchc.reading import sandbox
from qa_cchc.records import Report
from qa_cchc.settings import Settings

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is patched reaches a child by forking")
SETTINGS = Settings()


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform.startswith("linux"):
        monkeypatch.setattr(sandbox, "start_method", lambda preload=(): multiprocessing.get_context("fork"))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    small_reports.write(folder, "quý 1.txt", number=31, quarter=1, received=412)
    small_reports.write(folder, "quý 2.txt", number=58, quarter=2, received=530)
    return folder


def built(corpus: Path, settings: Settings = SETTINGS) -> BuildResult:
    return build_index([corpus], corpus.parent / "index", settings)


def statuses(corpus: Path) -> dict[str, str]:
    with Archive.open(corpus.parent / "index", SETTINGS) as archive:
        return {report.file: report.status for report in archive.reports()}


def hang_on(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.read_report

    def read(path: Path, root: Path, settings: Settings) -> Report:
        if path.name == name:
            time.sleep(60)
        return real(path, root, settings)

    monkeypatch.setattr(reading, "read_report", read)


@LINUX
def test_a_file_that_hangs_is_stopped_named_and_keeps_its_older_reading(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(corpus)
    small_reports.write(corpus, "quý 1.txt", number=31, quarter=1, received=999)
    small_reports.write(corpus, "quý 3.txt", number=77, quarter=3, received=610)
    hang_on("quý 1.txt", monkeypatch)
    result = built(corpus, Settings(quiet_seconds=1))
    assert result.read == ("quý 3.txt",) and [file for file, _ in result.failed] == ["quý 1.txt"]
    assert "mất quá 1 giây không có tiến triển nên dừng lại" in result.failed[0][1]
    assert statuses(corpus) == {"quý 1.txt": "ok", "quý 2.txt": "ok", "quý 3.txt": "ok"}
    with Archive.open(corpus.parent / "index", SETTINGS) as archive:
        kept = next(report for report in archive.reports() if report.file == "quý 1.txt")
        assert any("bản đã đọc trước đó" in warning for warning in kept.warnings)
        assert 412 in {figure.value for figure in archive.figures()}


@LINUX
def test_a_file_that_takes_too_much_memory_is_named(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.read_report

    def swell(path: Path, root: Path, settings: Settings) -> Report:
        if path.name == "quý 1.txt":
            bytearray(900 * 2**20)
        return real(path, root, settings)

    monkeypatch.setattr(reading, "read_report", swell)
    result = built(corpus, Settings(memory_mb=300))
    assert [file for file, _ in result.failed] == ["quý 1.txt"] and "300 MB bộ nhớ" in result.failed[0][1]
    assert result.read == ("quý 2.txt",)


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7\n1 0 obj\n<</Type", b"PK\x03\x04" + b"\0" * 60, b"\x00\xff\xfe\x81" * 500])
def test_a_file_that_is_broken_now_keeps_its_older_reading(corpus: Path, broken: bytes) -> None:
    built(corpus)
    (corpus / "quý 1.txt").write_bytes(broken)
    result = built(corpus)
    assert [file for file, _ in result.failed] == ["quý 1.txt"]
    assert statuses(corpus) == {"quý 1.txt": "ok", "quý 2.txt": "ok"}


def test_every_copy_of_a_broken_file_is_named(corpus: Path) -> None:
    for name in ("a.pdf", "b.docx", "c.txt"):
        (corpus / name).write_bytes(b"")
    result = built(corpus)
    assert sorted(file for file, _ in result.failed) == ["a.pdf", "b.docx", "c.txt"]
    assert all(message.startswith(f"{file}: ") and message.endswith(".") for file, message in result.failed)
    assert built(corpus).published is False


def test_a_copy_under_a_suffix_that_can_be_read_stands_for_one_that_cannot(corpus: Path) -> None:
    shutil.copy(corpus / "quý 1.txt", corpus / "a quý 1.pdf")
    for _ in range(2):
        result = built(corpus)
        assert not result.failed and result.reports == 2
        assert any("a quý 1.pdf" in warning and "giống hệt" in warning for warning in result.warnings)
    assert result.published is False


def test_a_file_past_the_size_limit_is_not_even_hashed(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (corpus / "thưa.pdf").open("wb") as file:
        file.truncate(2**33)
    started = time.perf_counter()
    result = built(corpus)
    assert time.perf_counter() - started < 10
    ((name, message),) = result.failed
    assert name == "thưa.pdf" and "8590 MB" in message and "QA_CCHC_FILE_MB" in message


@LINUX
@pytest.mark.parametrize("what", ["changed", "deleted", "replaced by a copy"])
def test_a_file_that_changes_while_the_build_runs(corpus: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.read_report

    def meddle(path: Path, root: Path, settings: Settings) -> Report:
        if path.name == "quý 1.txt":
            if what == "deleted":
                path.unlink()
            elif what == "changed":
                small_reports.write(root, path.name, number=31, quarter=1, received=777)
            else:
                shutil.copy(root / "quý 2.txt", path)
        return real(path, root, settings)

    monkeypatch.setattr(reading, "read_report", meddle)
    result = built(corpus, Settings(workers=1))
    monkeypatch.setattr(reading, "read_report", real)
    if what == "changed":
        assert not result.failed
        with Archive.open(corpus.parent / "index", SETTINGS) as archive:
            assert 777 in {figure.value for figure in archive.figures()}
    else:
        (failed,) = result.failed
        assert failed[0] in ("quý 1.txt", "quý 2.txt")
        assert ("không tìm thấy" if what == "deleted" else "đã đổi nội dung") in failed[1]
    again = built(corpus)
    assert not again.failed and again.reports == (1 if what != "changed" else 2)


@LINUX
def test_names_that_cannot_be_shown_are_said(corpus: Path) -> None:
    for name in (b"d\xc3\xb2ng\nm\xe1\xbb\x9bi.txt", b"\x1b[31m.txt", b"b\xe1o.txt", b"tab\t.txt"):
        (Path(os.fsdecode(os.fsencode(corpus) + b"/" + name))).write_text("x", encoding="utf-8")
    result = built(corpus)
    assert len(result.failed) == 4 and len(result.read) == 2
    assert all("\n" not in message and "\x1b" not in message and "đổi tên" in message for _, message in result.failed)
    json.dumps([message for _, message in result.failed]).encode()


@LINUX
def test_a_folder_that_may_not_be_opened_is_said(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (corpus / "kín").mkdir()
    real = os.scandir

    def refuse(path: object) -> object:
        # Whoever runs the tests may be allowed everything.
        if str(path).endswith("kín"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = built(corpus)
    assert [message for _, message in result.failed] == ["kín: không mở được thư mục (không có quyền)."]


def test_process_names_what_nobody_foresaw(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def raise_it(report: Report) -> None:
        raise IndexError("tuple index out of range")

    monkeypatch.setattr("qa_cchc.search.passages.split_passages", raise_it)
    source = processing.SourceFile(corpus / "quý 1.txt", corpus, "quý 1.txt", "0" * 64)
    (said,) = processing.process(source).report.warnings
    assert said.startswith("quý 1.txt: tệp hỏng hoặc có cấu trúc lạ") and "hãy mở tệp" in said
    assert said.endswith("(chi tiết: IndexError: tuple index out of range).")


def test_the_command_ends_with_1_and_names_each_file_on_stderr(corpus: Path) -> None:
    (corpus / "rỗng.pdf").write_bytes(b"")
    (corpus / "<img src=x onerror=alert(1)>.docx").write_bytes(b"no zip")
    index = corpus.parent / "index"

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "qa_cchc", *map(str, arguments), "--index", str(index)]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    done = run("build", corpus, "--json")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    told = json.loads(done.stdout)
    assert {one["file"] for one in told["failed"]} == {"rỗng.pdf", "<img src=x onerror=alert(1)>.docx"}
    assert all(one["message"] in done.stderr.splitlines() for one in told["failed"])
    asked = run("ask", "số hồ sơ tiếp nhận quý I năm 2024", "--json")
    assert asked.returncode == 0 and 412 in [figure["value"] for figure in json.loads(asked.stdout)["figures"]]
