"""Which reports of an archive cite which documents: asked in any spelling, kept through a rebuild, open to SQL."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import small_reports

from qa_cchc.archive.build import build_index
from qa_cchc.archive.cited import is_named
from qa_cchc.archive.store import Archive
from qa_cchc.records import CitedDocument, Filters
from qa_cchc.settings import Settings

SETTINGS = Settings()


def report(place: str, number: int, sentence: str) -> str:
    text = small_reports.text(number=number, place=place)
    return text.replace("Trong quý, ", f"{sentence}\n\nTrong quý, ")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kho")
    corpus = folder / "corpus"
    corpus.mkdir()
    first = report("huyện Đông Thạnh", 31, "Thực hiện Quyết định số 766/QĐ-TTg ngày 23/6/2022 và Luật Đất đai năm 2024.")
    (corpus / "a.txt").write_text(first, encoding="utf-8")
    build_index([corpus], folder / "index", SETTINGS)
    second = report("thị xã Bến Lâm", 29, "Áp dụng Nghị định 61/2018/NĐ-CP; Quyết định 766/QD-TTg của Thủ tướng Chính phủ.")
    (corpus / "b.txt").write_text(second, encoding="utf-8")
    build_index([corpus], folder / "index", SETTINGS)  # the first report is taken over, not read again
    return folder / "index"


@pytest.mark.parametrize(("asked", "files"), [
    ("766/QĐ-TTg", ["a.txt", "b.txt"]), ("quyết định 766", ["a.txt", "b.txt"]), ("nghị định 61/2018", ["b.txt"]),
    ("61/2018/NĐ-CP", ["b.txt"]), ("Luật Đất đai", ["a.txt"]), ("luat dat dai", ["a.txt"]), ("76/QĐ-TTg", []),
    ("Kế hoạch 766", []), ("61/2019", []), ("Luật Nhà ở", []),
])  # fmt: skip
def test_who_cites_a_document(index: Path, asked: str, files: list[str]):
    with Archive.open(index, SETTINGS) as archive:
        assert [report.file for report, _ in archive.cited(document=asked)] == files


def test_all_that_the_admitted_reports_cite(index: Path):
    with Archive.open(index, SETTINGS) as archive:
        found = archive.cited(Filters(places=("thị xã Bến Lâm",)))
        assert [(one.number, one.issuer, one.issuer_of_number) for _, one in found] == [
            ("61/2018/NĐ-CP", None, "Chính phủ"), ("766/QD-TTg", "Thủ tướng Chính phủ", "Thủ tướng Chính phủ"),
        ]  # fmt: skip
        for cited_by, one in archive.cited():
            assert one in archive.document(cited_by.id).cited
            assert one.line is not None and one.section.startswith("I.")


def test_the_table_is_open_to_sql(index: Path):
    with Archive.open(index, SETTINGS) as archive:
        catalogue = index / archive.version / "catalogue.sqlite"
    query = "SELECT file, issuer FROM cited_documents_with_source WHERE number_key = ?"
    with sqlite3.connect(catalogue) as connection:
        found = connection.execute(query, ("766/qdttg",)).fetchall()
    assert found == [("a.txt", "Thủ tướng Chính phủ"), ("b.txt", "Thủ tướng Chính phủ")]


def test_a_kind_that_the_text_leaves_out_does_not_hide_a_document():
    one = CitedDocument(None, "12/ABC-XY", None, None, None, "", 1, "số 12/ABC-XY")
    assert is_named("Công văn 12/ABC-XY")(one) and not is_named("13/ABC-XY")(one)
