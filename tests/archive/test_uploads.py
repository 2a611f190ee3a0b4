"""Names of files that come from people, where they wait, and that nothing hostile comes of them."""

from __future__ import annotations

import os
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.archive import uploads
from qa_cchc.archive.uploads import CannotUpload, Receiving, clean_name
from qa_cchc.settings import Settings


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("báo cáo quý I.pdf", "báo cáo quý I.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\bc.docx", "bc.docx"),
        ("/etc/cron.d/x.txt", "x.txt"),
        ("..", "bao-cao"),
        (".htaccess", "htaccess"),
        ("~$bc.docx", "bc.docx"),
        ("a\0b.txt", "ab.txt"),
        ("tên\u202efdp.exe", "tênfdp.exe"),
        ("a\nb\t.pdf", "ab.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "_img src=x onerror=alert(1)_.pdf"),
        ("CON.txt", "CON_.txt"),
        ("README.md", "README_.md"),
        ("", "bao-cao"),
        ("x" * 400 + ".pdf", "x" * 150 + ".pdf"),
        ("quy\u0301.txt", "quý.txt"),
        ("bc.pdf. ", "bc.pdf"),
    ],
)
def test_names_are_cleaned(given_name: str, clean: str) -> None:
    assert clean_name(given_name) == clean


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_stays_in_its_folder(name: str) -> None:
    clean = clean_name(name)
    assert clean and clean == Path(clean).name and not clean.startswith((".", "~$"))
    assert len(clean.encode()) < 200 and clean == unicodedata.normalize("NFC", clean)
    assert not any(unicodedata.category(letter)[0] == "C" or letter in '/\\<>:"|?*' for letter in clean)
    assert clean_name(clean) == clean


def receive(corpus: Path, name: str, data: bytes, **settings: object) -> uploads.Staged:
    with Receiving(uploads.place(Settings(**settings), [corpus]), name, Settings(**settings)) as receiving:
        for start in range(0, len(data), 1000):
            receiving.write(data[start : start + 1000])
        return receiving.finish()


def test_a_file_waits_in_a_hidden_folder_and_is_put_where_none_is(tmp_path: Path) -> None:
    (tmp_path / "bc.txt").write_text("cũ", encoding="utf-8")
    staged = receive(tmp_path, "../bc.txt", b"noi dung")
    assert staged.name == "bc (2).txt" and staged.path.read_bytes() == b"noi dung"
    assert uploads.STAGING in staged.path.parts and staged.size == 8
    uploads.put(staged.path, tmp_path / staged.name)
    assert (tmp_path / "bc (2).txt").stat().st_mode & 0o111 == 0, "an upload can never be run"
    with pytest.raises(FileExistsError):
        uploads.put(tmp_path / "bc (2).txt", tmp_path / "bc.txt")
    assert (tmp_path / "bc.txt").read_text(encoding="utf-8") == "cũ"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("x.exe", b"MZ\x90\0" * 100, "định dạng .exe"), ("x.pdf", b"khong phai", "không phải là PDF"),
        ("x.png", b"GIF89a", "không phải là ảnh"), ("x.txt", b"", "rỗng"), ("x", b"abc", "không có phần mở rộng"),
        ("to.txt", b"a" * 2_000_000, "quá mức 1 MB"), ("x.sh", b"#!/bin/sh\nrm -rf /\n", "định dạng .sh"),
    ],
)  # fmt: skip
def test_what_is_no_report_by_its_content_is_refused_and_leaves_nothing(
    tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    with pytest.raises(CannotUpload, match=why):
        receive(tmp_path, name, data, file_mb=1)
    assert list((tmp_path / uploads.STAGING).iterdir()) == []


def test_the_kind_is_told_by_content_where_the_name_does_not(tmp_path: Path) -> None:
    assert receive(tmp_path, "scan", b"%PDF-1.4 ...").name == "scan.pdf"
    assert receive(tmp_path, "scan.bin", b"\x89PNG\r\n\x1a\n...").name == "scan.bin.png"


def test_uploads_go_to_the_folder_that_is_set_or_the_first_that_can_be_written(tmp_path: Path) -> None:
    corpus, other = tmp_path / "kho", tmp_path / "nhan"
    corpus.mkdir()
    assert uploads.place(Settings(), [tmp_path / "khong", corpus]).folder == corpus
    apart = uploads.place(Settings(uploads=str(other)), [corpus])
    assert (apart.folder, apart.corpus, apart.corpora) == (other, other, (corpus, other))
    inside = uploads.place(Settings(uploads=str(corpus / "moi")), [corpus])
    assert (inside.folder, inside.corpus, inside.corpora) == (corpus / "moi", corpus, (corpus,))
    assert inside.name_of(corpus / "moi" / "a.pdf") == "moi/a.pdf"
    with pytest.raises(CannotUpload, match="QA_CCHC_UPLOADS"):
        uploads.place(Settings(), [tmp_path / "khong"])


def test_copies_are_found_by_content_and_what_was_left_is_removed(tmp_path: Path) -> None:
    for name in ("a.txt", "b/a lan hai.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"nhu nhau")
    (tmp_path / "c.txt").write_bytes(b"khac roi")
    digest = uploads.layout.sha256_of(tmp_path / "a.txt")
    found = {path.name for path, _ in uploads.copies([tmp_path], digest, 8)}
    assert found == {"a.txt", "a lan hai.txt"}
    staged = receive(tmp_path, "x.txt", b"cho mai")
    uploads.remove_left(tmp_path)
    assert staged.path.exists()
    uploads.remove_left(tmp_path, time.time() + 2 * 86_400)
    assert not staged.path.exists()


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_a_link_in_the_corpus_is_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "ngoai.txt"
    outside.write_text("đừng đụng", encoding="utf-8")
    corpus = tmp_path / "kho"
    corpus.mkdir()
    (corpus / "bc.txt").symlink_to(outside)
    staged = receive(corpus, "bc.txt", b"moi")
    assert staged.name == "bc (2).txt"
    with pytest.raises(FileExistsError):
        uploads.put(staged.path, corpus / "bc.txt")
    assert outside.read_text(encoding="utf-8") == "đừng đụng"
