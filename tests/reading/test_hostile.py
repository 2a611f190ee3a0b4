"""Broken and hostile files: each ends in one Vietnamese sentence that names it, or is read; none stops the others."""

from __future__ import annotations

import multiprocessing
import re
import socket
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import hostile
import mutations
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from qa_cchc.archive import processing, rooms
from qa_cchc.archive.processing import Processed, SourceFile
from qa_cchc.reading import finding, sandbox
from qa_cchc.reading.bounds import LONGEST_PARAGRAPH
from qa_cchc.reading.ocr import pages, tesseract
from qa_cchc.reading.report import KNOWN_SUFFIXES, read_report
from qa_cchc.records import Report
from qa_cchc.settings import Settings

# Loaded once here, not in each child.
assert rooms
# Recognition of pictures is tested elsewhere and takes seconds.
SETTINGS = Settings(quiet_seconds=20, file_seconds=40, memory_mb=1500, unpacked_mb=10, most_characters=200_000, ocr="off")
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems allow no such files")
# Names of exceptions and the like may stand in the brackets of a technical detail only.
_JARGON = re.compile(r"Traceback|\b\w*(?:Error|Exception)\b|\bNone\b|\bcode=\d")


def read(folder: Path, name: str, data: bytes) -> Report:
    """A file read as a build reads it, in a child with limits."""
    path = folder / name
    path.write_bytes(data)
    source = SourceFile(path, folder, name, "0" * 64)
    work = partial(processing.process, settings=SETTINGS)
    context = multiprocessing.get_context("fork") if sys.platform.startswith("linux") else None
    limits = sandbox.Limits.of(SETTINGS)
    (outcome,) = [outcome for _, outcome in sandbox.run_all(work, [source], limits, 1, context)]
    made = outcome.result or processing.failed(
        source, processing.stopped(name, outcome.end, outcome.detail, limits)
    )
    assert isinstance(made, Processed)
    return made.report


def is_one_sentence(said: tuple[str, ...], name: str) -> None:
    assert len(said) == 1, said
    (sentence,) = said
    assert sentence.startswith(f"{name}: ") and sentence.endswith(".") and "\n" not in sentence, sentence
    plain = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", sentence)
    assert not _JARGON.search(plain), sentence
    assert re.search(r"[^\x00-\x7f]", plain), sentence


@pytest.mark.parametrize("name", hostile.FAILING)
def test_what_cannot_be_read_says_why_in_one_sentence(name: str, tmp_path: Path) -> None:
    report = read(tmp_path, name, hostile.FAILING[name]())
    assert report.status == "failed"
    is_one_sentence(report.warnings, name)


@pytest.mark.parametrize("name", [name for name in hostile.READABLE if "khoe khoang" not in name])
def test_what_only_looks_odd_is_read(name: str, tmp_path: Path) -> None:
    report = read(tmp_path, name, hostile.READABLE[name]())
    assert report.status == "ok" and report.sections == ()
    assert not list(Path("/tmp").glob("qa_cchc_escaped*")) and not Path("/etc/qa_cchc_escaped").exists()


def test_a_size_claimed_too_large_is_refused_or_found_out(tmp_path: Path) -> None:
    name = "zip khoe khoang.docx"
    report = read(tmp_path, name, hostile.READABLE[name]())
    assert report.status in ("ok", "partial", "failed")
    if report.status == "failed":
        is_one_sentence(report.warnings, name)


@pytest.mark.parametrize(
    "name",
    [
        "60 MB một dòng.txt", "bảng lồng nhau.txt", "bảng lồng nhau.html", "bảng lồng nhau.docx",
        "thẻ bảng.txt", "zip chồng nhau.docx", "ô xa.xlsx", "gộp khắp nơi.xlsx", "ảnh khổng lồ.pdf",
        "trang khổng lồ.pdf", "mảng lồng nhau.pdf",
    ],
)
def test_what_costs_much_ends_in_time(name: str, tmp_path: Path) -> None:
    report = read(tmp_path, name, hostile.HEAVY[name]())
    assert report.status in ("ok", "partial", "failed")
    if report.status == "failed":
        is_one_sentence(report.warnings, name)


# Each pattern once took the square of its length, or worse.
SLOW_ONCE = {
    "digits": "7", "code": "1.", "numbers": "12 345 ", "percents": "41,8% ", "strokes": "1/2/", "stars": "**a ",
    "brackets": "(", "angles": "<", "sentence": "Ủy ban nhân dân thị xã tiếp nhận 1.250 hồ sơ, đạt 41,8%; ",
    "places": "xã Tân Lộc, phường 5, ", "initials": "I. ", "lines": "a\n", "mail": "a@b", "years": "quý I, quý II ",
    "references": "iso ", "letters": "ư",
}


@pytest.mark.parametrize("name", SLOW_ONCE)
def test_text_that_is_no_text_does_not_take_the_square_of_its_length(name: str, tmp_path: Path) -> None:
    piece = SLOW_ONCE[name]
    report = read(tmp_path, "dòng.txt", (piece * (8_000 // len(piece.encode()))).encode())
    assert report.status in ("ok", "partial") or "có tiến triển" not in report.warnings[0], report.warnings


def test_a_monstrous_line_is_parted_and_nothing_of_it_lost(tmp_path: Path) -> None:
    sentence = "Bộ phận Một cửa tiếp nhận 1.250 hồ sơ trong quý. "
    path = tmp_path / "dòng.txt"
    path.write_text(sentence * 300, encoding="utf-8")
    report = read_report(path, tmp_path, SETTINGS)
    parts = [paragraph.text.value for section in report.sections for paragraph in section.paragraphs]
    assert report.status == "ok" and any("chia thành nhiều đoạn" in warning for warning in report.warnings)
    assert len(parts) > 1 and max(map(len, parts)) <= LONGEST_PARAGRAPH
    assert all(part.endswith("quý.") for part in parts)
    assert "".join(" ".join(parts).split()) == "".join((sentence * 300).split())


def test_a_table_wider_than_any_is_cut_and_said(tmp_path: Path) -> None:
    report = read(tmp_path, "bảng.md", hostile.wide_table(2000))
    assert report.status == "partial" and any("300 cột đầu" in warning for warning in report.warnings)


def test_limits_come_from_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(hostile.report_text(), encoding="utf-8")
    small = Settings(most_characters=100)
    assert "quá mức 100 ký tự" in read_report(path, tmp_path, small).warnings[0]
    assert "quá mức 0 MB" in read_report(path, tmp_path, Settings(file_mb=0)).warnings[0]
    path = tmp_path / "a.pdf"
    path.write_bytes(hostile.pdf(3))
    assert "nhiều hơn mức 2 trang" in read_report(path, tmp_path, Settings(most_pages=2)).warnings[0]


def test_entities_bring_in_no_file_and_no_web_page(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mật", encoding="utf-8")
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.3)
        for address in (secret.as_uri(), f"http://127.0.0.1:{server.getsockname()[1]}/x"):
            report = read_report_of(tmp_path, hostile.laughing_docx(hostile.external_entity(address)))
            assert "mật" not in str(report.sections)
        with pytest.raises(TimeoutError):
            server.accept()


def read_report_of(folder: Path, data: bytes) -> Report:
    path = folder / "a.docx"
    path.write_bytes(data)
    return read_report(path, folder, SETTINGS)


def test_a_flipped_pdf_is_read_or_refused_in_a_sentence(tmp_path: Path) -> None:
    whole = hostile.pdf()
    for seed in range(6):
        report = read(tmp_path, "lật bit.pdf", hostile.bit_flipped(whole, seed))
        assert report.status in ("ok", "partial", "failed")
        if report.status == "failed":
            is_one_sentence(report.warnings, "lật bit.pdf")


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(suffix=some.sampled_from(sorted(mutations.seeds())), number=some.integers(0, 10_000))
def test_damaged_files_never_raise(suffix: str, number: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = folder / f"hỏng{suffix}"
    path.write_bytes(mutations.mutant(suffix, number))
    made = processing.process(SourceFile(path, folder, path.name, "0" * 64), SETTINGS)
    assert made.report.status in ("ok", "partial", "failed")
    if made.report.status == "failed":
        is_one_sentence(made.report.warnings, path.name)


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(suffix=some.sampled_from(mutations.PICTURES), number=some.integers(0, 10_000))
def test_damaged_pictures_never_raise(
    suffix: str, number: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """All that is done with a picture but the recognition itself, which takes seconds: it sees nothing here."""
    folder = tmp_path_factory.getbasetemp()
    path = folder / f"ảnh hỏng{suffix}"
    path.write_bytes(mutations.mutant(suffix, number))
    seeing = replace(SETTINGS, ocr="auto", ocr_cores=1, ocr_cache=str(folder / "pages"))
    with pytest.MonkeyPatch.context() as patch:
        nothing = tesseract.Engine("tesseract", "0", frozenset({"vie"}))
        patch.setattr(tesseract, "engine", lambda: nothing)
        patch.setattr(pages, "engine", lambda: nothing)
        patch.setattr(tesseract, "_run", lambda *given: "")
        made = processing.process(SourceFile(path, folder, path.name, "0" * 64), seeing)
    assert made.report.status in ("ok", "partial", "failed")
    assert not any("cấu trúc lạ" in said for said in made.report.warnings), made.report.warnings
    if made.report.status == "failed":
        is_one_sentence(made.report.warnings, path.name)


@LINUX
def test_links_pipes_and_folders_that_look_like_files_are_said_and_not_followed(tmp_path: Path) -> None:
    import os

    outside = tmp_path / "ngoài"
    outside.mkdir()
    (outside / "mật.txt").write_text("mật", encoding="utf-8")
    folder = tmp_path / "kho"
    (folder / "trong").mkdir(parents=True)
    (folder / "thật.txt").write_text("thật", encoding="utf-8")
    (folder / "liên kết trong.txt").symlink_to(folder / "thật.txt")
    (folder / "liên kết ngoài.txt").symlink_to(outside / "mật.txt")
    (folder / "thư mục ngoài").symlink_to(outside)
    (folder / "vòng.txt").symlink_to(folder / "vòng.txt")
    (folder / "trong" / "lên trên").symlink_to(folder)
    (folder / "cụt.pdf").symlink_to(folder / "không có.pdf")
    (folder / "liên kết khác loại").symlink_to(outside / "mật.txt")
    os.mkfifo(folder / "ống.pdf")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "ổ cắm.docx"))
        (folder / "thư mục.pdf").mkdir()
        (folder / "năm.2024.pdf").mkdir()
        (folder / "năm.2024.pdf" / "quý 1.txt").write_text("thật", encoding="utf-8")
        found = finding.find([folder], KNOWN_SUFFIXES)
    names = [path.relative_to(folder).as_posix() for path in found.files]
    assert names == ["liên kết trong.txt", "năm.2024.pdf/quý 1.txt", "thật.txt"]
    said = {path.name: why for path, why in found.refused}
    assert set(said) == {
        "liên kết ngoài.txt", "thư mục ngoài", "vòng.txt", "cụt.pdf", "ống.pdf", "ổ cắm.docx", "thư mục.pdf"
    }
    assert "trỏ ra ngoài" in said["liên kết ngoài.txt"] and "trỏ ra ngoài" in said["thư mục ngoài"]
    assert "vòng tròn" in said["vòng.txt"] and "không tìm thấy" in said["cụt.pdf"]
    assert "không phải tệp thường" in said["ống.pdf"] and "thư mục" in said["thư mục.pdf"]


@LINUX
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "ống.pdf")
    report = read_report(tmp_path / "ống.pdf", tmp_path, SETTINGS)
    assert report.status == "failed" and "không phải tệp thường" in report.warnings[0]


def test_a_folder_nested_past_what_the_system_can_name_does_not_end_the_search(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("thật", encoding="utf-8")
    folder, name = tmp_path, "d" * 200
    for _ in range(16):
        folder = folder / name
        folder.mkdir()
    (folder / f"{'x' * 240}.txt").write_text("thật", encoding="utf-8") if len(str(folder)) < 3800 else None
    found = finding.find([tmp_path], KNOWN_SUFFIXES)
    assert tmp_path / "a.txt" in found.files
