"""An index holds what its folders hold, is published in one step, and loses nothing when something goes wrong."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
import small_reports

from qa_cchc.archive import build as build_module
from qa_cchc.archive import processing
from qa_cchc.archive.build import BuildResult, build_index
from qa_cchc.archive.errors import CannotWrite, NoReports
from qa_cchc.archive.store import Archive
from qa_cchc.reading import report as reading
from qa_cchc.reading import sandbox
from qa_cchc.records import Report
from qa_cchc.settings import Settings

SETTINGS = Settings()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "báo cáo"
    small_reports.write(folder, "quý 1.txt", number=31, quarter=1, received=412)
    small_reports.write(folder, "năm 2024/quý 2.txt", number=58, quarter=2, received=530)
    return folder


def built(corpus: Path) -> BuildResult:
    return build_index([corpus], corpus.parent / "index", SETTINGS)


def opened(corpus: Path) -> Archive:
    return Archive.open(corpus.parent / "index", SETTINGS)


def quotes(archive: Archive) -> set[str]:
    return {figure.quote for figure in archive.figures()}


def test_reports_passages_and_figures_can_be_read_back(corpus: Path) -> None:
    result = built(corpus)
    assert (result.version, result.published, result.reports, result.failed) == ("v0001", True, 2, ())
    assert sorted(result.read) == ["năm 2024/quý 2.txt", "quý 1.txt"]
    with opened(corpus) as archive:
        first = next(report for report in archive.reports() if report.number == "31/BC-UBND")
        assert (first.file, first.place, first.period.id) == ("quý 1.txt", "huyện Đông Thạnh", "2024-Q1")
        assert first.sections == () and archive.document(first.id).sections
        assert archive.path(first.id) == corpus / "quý 1.txt"
        received = [figure for figure in archive.figures() if figure.value == 412]
        assert received and all(figure.report.number == "31/BC-UBND" and figure.unit == "hồ sơ" for figure in received)
        assert any("412 hồ sơ" in passage.text for passage in archive.passages())
        assert len(archive.passages()) == result.passages and len(archive.figures()) == result.figures


def test_what_comes_back_is_what_the_rooms_made(corpus: Path) -> None:
    built(corpus)
    source = processing.SourceFile(corpus / "quý 1.txt", corpus, "quý 1.txt", "")
    made = processing.process(source)
    with opened(corpus) as archive:
        assert archive.document(made.report.id) == reading.read_report(source.path, source.root)
        figures = [figure for figure in archive.figures() if figure.report.id == made.report.id]
        assert [replace(figure, series=None) for figure in figures] == list(made.figures)
        assert [passage for passage in archive.passages() if passage.report.id == made.report.id] == list(made.passages)


def test_a_second_build_over_the_same_files_reads_and_publishes_nothing(corpus: Path) -> None:
    built(corpus)
    again = built(corpus)
    assert (again.published, again.version, again.read, len(again.kept)) == (False, "v0001", (), 2)


def test_only_what_changed_is_read_again(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(corpus)
    small_reports.write(corpus, "quý 1.txt", number=31, quarter=1, received=999)
    small_reports.write(corpus, "quý 3.txt", number=77, quarter=3, received=610)
    result = built(corpus)
    assert sorted(result.read) == ["quý 1.txt", "quý 3.txt"] and result.kept == ("năm 2024/quý 2.txt",)
    with opened(corpus) as archive:
        assert {figure.value for figure in archive.figures()} >= {999, 530, 610}
        assert 412 not in {figure.value for figure in archive.figures()}
        found = archive.search("khó khăn đường truyền", k=10)
        assert {one.passage.report.number for one in found} == {"31/BC-UBND", "58/BC-UBND", "77/BC-UBND"}


def test_a_file_that_is_gone_is_dropped_and_never_found_again(corpus: Path) -> None:
    built(corpus)
    (corpus / "quý 1.txt").unlink()
    result = built(corpus)
    assert result.removed == ("quý 1.txt",)
    with opened(corpus) as archive:
        assert [report.number for report in archive.reports()] == ["58/BC-UBND"]
        assert {one.passage.file for one in archive.search("Bộ phận Một cửa tiếp nhận", k=50)} == {"năm 2024/quý 2.txt"}


def test_a_renamed_file_is_kept_under_its_new_name(corpus: Path) -> None:
    built(corpus)
    (corpus / "quý 1.txt").rename(corpus / "Q1.txt")
    result = built(corpus)
    assert (result.published, result.read, result.removed) == (True, (), ())
    with opened(corpus) as archive:
        assert {report.file for report in archive.reports()} == {"Q1.txt", "năm 2024/quý 2.txt"}
        assert {figure.file for figure in archive.figures() if figure.report.number == "31/BC-UBND"} == {"Q1.txt"}
        assert {passage.file for passage in archive.passages()} == {"Q1.txt", "năm 2024/quý 2.txt"}


def test_one_report_under_two_names_is_held_once_and_said(corpus: Path) -> None:
    shutil.copy(corpus / "quý 1.txt", corpus / "bản sao.txt")
    result = built(corpus)
    assert result.reports == 2
    assert any("giống hệt" in warning for warning in result.warnings)
    assert built(corpus).published is False


def test_two_files_of_one_number_and_day_are_both_held_and_said(corpus: Path) -> None:
    small_reports.write(corpus, "quý 1 sửa.txt", number=31, quarter=1, received=414)
    result = built(corpus)
    assert result.reports == 3
    assert sum("nội dung tệp khác nhau" in warning for warning in result.warnings) == 2


def test_a_file_that_cannot_be_read_is_named_and_the_build_goes_on(corpus: Path) -> None:
    (corpus / "hỏng.pdf").write_bytes(b"%PDF-1.7 nothing of a PDF follows")
    result = built(corpus)
    assert [file for file, _ in result.failed] == ["hỏng.pdf"] and "hỏng.pdf" in result.failed[0][1]
    assert sorted(result.read) == ["năm 2024/quý 2.txt", "quý 1.txt"]
    with opened(corpus) as archive:
        assert {report.file: report.status for report in archive.reports()}["hỏng.pdf"] == "failed"
    again = built(corpus)
    assert again.published is False and [file for file, _ in again.failed] == ["hỏng.pdf"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems allow no such names")
def test_a_file_whose_name_is_no_text_is_named_and_the_build_goes_on(corpus: Path) -> None:
    shutil.copy(corpus / "quý 1.txt", os.fsencode(corpus) + b"/b\xe1o c\xe1o.txt")
    result = built(corpus)
    assert [file for file, _ in result.failed] == ["b\ufffdo c\ufffdo.txt"] and "UTF-8" in result.failed[0][1]
    assert result.reports == 3 and built(corpus).published is False


def test_a_changed_file_that_cannot_be_read_keeps_its_older_reading(corpus: Path) -> None:
    small_reports.write(corpus, "quý 4.md", number=90, quarter=4, received=700)
    built(corpus)
    (corpus / "quý 4.md").write_bytes(b"\x00\xff\xfe\x81" * 500)
    for _ in range(2):
        result = built(corpus)
        assert [file for file, _ in result.failed] == ["quý 4.md"]
        with opened(corpus) as archive:
            kept = next(report for report in archive.reports() if report.file == "quý 4.md")
            assert kept.status == "ok" and any("bản đã đọc trước đó" in warning for warning in kept.warnings)
            assert 700 in {figure.value for figure in archive.figures()}
    small_reports.write(corpus, "quý 4.md", number=90, quarter=4, received=701)
    assert built(corpus).failed == ()
    with opened(corpus) as archive:
        assert not next(report for report in archive.reports() if report.file == "quý 4.md").warnings


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the crash is handed to the reader by forking")
def test_a_reader_that_crashes_takes_one_file_with_it(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.read_report

    def crash(path: Path, root: Path, settings: Settings) -> Report:
        if path.name == "quý 1.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return real(path, root, settings)

    monkeypatch.setattr(reading, "read_report", crash)
    monkeypatch.setattr(sandbox, "start_method", lambda preload=(): multiprocessing.get_context("fork"))
    result = built(corpus)
    assert [file for file, _ in result.failed] == ["quý 1.txt"] and "đột ngột" in result.failed[0][1]
    assert result.read == ("năm 2024/quý 2.txt",)


def test_no_report_at_all_is_refused_and_the_index_stays(corpus: Path, tmp_path: Path) -> None:
    built(corpus)
    empty = tmp_path / "trống"
    empty.mkdir()
    for folder in (empty, tmp_path / "không có"):
        with pytest.raises(NoReports, match=folder.name):
            build_index([folder], tmp_path / "index", SETTINGS)
    (empty / "hỏng.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(NoReports, match=r"hỏng\.pdf"):
        build_index([empty], tmp_path / "index", SETTINGS)
    with opened(corpus) as archive:
        assert len(archive.reports()) == 2


def test_an_index_of_older_code_is_read_anew(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(corpus)
    monkeypatch.setattr(build_module.manifest, "reader_version", lambda own=None: "other")
    assert sorted(built(corpus).read) == ["năm 2024/quý 2.txt", "quý 1.txt"]


def test_what_a_limit_left_unread_is_read_again_when_the_limit_is_another(corpus: Path) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_htmlbox(pymupdf.Rect(60, 60, 540, 400), "<p>BÁO CÁO</p><p>Xã tiếp nhận 120 hồ sơ trong kỳ.</p>")
        blank = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 800, 1100))
        blank.clear_with(200)
        scanned = document.new_page()
        scanned.insert_image(scanned.rect, pixmap=blank)
        document.save(corpus / "quét.pdf")
    index = corpus.parent / "index"
    without = Settings(ocr="off")
    assert "quét.pdf" in build_index([corpus], index, without).read
    assert not build_index([corpus], index, without).read
    assert build_index([corpus], index, Settings(ocr="off", page_pixels=200_000_000)).read == ("quét.pdf",)
    assert not build_index([corpus], index, Settings(ocr="off", page_pixels=200_000_000)).read


def test_a_damaged_index_is_mended_by_building(corpus: Path) -> None:
    built(corpus)
    catalogue = corpus.parent / "index" / "v0001" / "catalogue.sqlite"
    data = bytearray(catalogue.read_bytes())
    data[len(data) // 2] ^= 0xFF
    catalogue.write_bytes(data)
    result = built(corpus)
    assert result.published and len(result.read) == 2
    with opened(corpus) as archive:
        assert len(archive.reports()) == 2


def test_a_failure_while_writing_leaves_the_version_in_use(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(corpus)
    small_reports.write(corpus, "quý 3.txt", number=77, quarter=3, received=610)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build_module.catalogue, "finish", full)
    with pytest.raises(CannotWrite, match="đĩa đã đầy"):
        built(corpus)
    assert sorted(path.name for path in (corpus.parent / "index").glob("v*")) == ["v0001"]
    with opened(corpus) as archive:
        assert len(archive.reports()) == 2


BUILD = "import sys; from pathlib import Path; from qa_cchc.archive.build import build_index\n" \
        "build_index([Path(sys.argv[1])], Path(sys.argv[2]))"


def test_a_build_that_is_killed_loses_nothing(corpus: Path) -> None:
    built(corpus)
    index = corpus.parent / "index"
    for number in range(30):
        small_reports.write(corpus, f"thêm {number}.txt", number=100 + number, place=f"xã Tân Lộc {number}")
    with subprocess.Popen([sys.executable, "-c", BUILD, str(corpus), str(index)]) as builder:
        deadline = time.monotonic() + 60
        while not list(index.glob("*.tmp")) and builder.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        builder.kill()
    with opened(corpus) as archive:
        assert len(archive.reports()) in (2, 32)
    assert built(corpus).reports == 32
    assert not list(index.glob("*.tmp"))


def test_the_catalogue_says_everything_in_plain_columns(corpus: Path) -> None:
    built(corpus)
    connection = sqlite3.connect(corpus.parent / "index" / "v0001" / "catalogue.sqlite")
    rows = connection.execute(
        "SELECT report_number, value, unit, period_label FROM figures_with_source WHERE value = 412"
    ).fetchall()
    connection.close()
    assert ("31/BC-UBND", 412, "hồ sơ", "quý I năm 2024") in rows


def test_the_manifest_says_how_the_index_was_made(corpus: Path) -> None:
    result = built(corpus)
    said = json.loads((corpus.parent / "index" / "v0001" / "manifest.json").read_text(encoding="utf-8"))
    assert said["segmenter"].startswith("underthesea ") and said["model_dimension"] > 0 and said["model_fingerprint"]
    assert (said["reports"], said["passages"], said["figures"]) == (2, result.passages, result.figures)
    size, checksum = said["files"]["catalogue.sqlite"]
    assert size > 0 and len(checksum) == 64


def test_progress_is_told_for_every_stage(corpus: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build_index([corpus], corpus.parent / "index", SETTINGS, lambda *step: told.append(step))
    assert ("Đọc báo cáo", 2, 2) in told
    assert any(stage == "Lập chỉ mục tìm kiếm" and done == total for stage, done, total in told)


def test_files_are_read_alike_in_spawned_processes(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "start_method", lambda preload=(): multiprocessing.get_context("spawn"))
    for number in range(6):
        small_reports.write(corpus, f"thêm {number}.txt", number=100 + number, place=f"xã Tân Lộc {number}")
    sources = [
        processing.SourceFile(path, corpus, path.relative_to(corpus).as_posix(), "")
        for path in sorted(corpus.rglob("*.txt"))
    ]
    by_name = {source.name: result for source, result in processing.process_all(sources, Settings(workers=2))}
    assert set(by_name) == {source.name for source in sources}
    alone = processing.process(sources[0])
    assert by_name[sources[0].name] == alone


@pytest.fixture(autouse=True)
def no_leftovers(tmp_path: Path) -> Iterator[None]:
    yield
    assert not list(tmp_path.glob("index/*.tmp"))
