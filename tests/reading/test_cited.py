"""Documents that reports cite, against what was annotated by hand; and no number of theirs is a figure."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qa_cchc.figures.extract import extract_figures
from qa_cchc.reading.cited import cited_documents
from qa_cchc.reading.report import read_report
from qa_cchc.records import (
    Box,
    Cell,
    CitedDocument,
    Footnote,
    Form,
    FormRow,
    Paragraph,
    Report,
    Section,
    Spot,
    Table,
    Text,
)
from qa_cchc.vietnamese.issuers import issuer_key

ROOT = Path(__file__).resolve().parent.parent.parent
GOLD = ROOT / "tests" / "data" / "cited"
DEV = ROOT / "tests" / "data" / "figures" / "dev"
CORPUS = ROOT / "corpus"
_FIELDS = ("kind", "number", "date", "issuer")


def source_of(gold: Path) -> Path:
    """The annotated report. That of the real one lies outside the repository."""
    if gold.stem == "bao-cao-102":
        return ROOT.parent / "shared" / "seed" / "bao-cao-102-BC-UBND.txt"
    return next(path for path in sorted(DEV.glob(f"{gold.stem}.*")) if path.suffix != ".jsonl")


def same(field: str, found: CitedDocument, wanted: dict[str, Any]) -> bool:
    value = getattr(found, field)
    admitted = [wanted.get(field), *wanted.get("accept", {}).get(field, [])]
    if field == "issuer":
        return (value and issuer_key(value)) in [name and issuer_key(name) for name in admitted]
    return (value.isoformat() if isinstance(value, date) else value) in admitted


def titles(wanted: dict[str, Any], lines: list[str]) -> list[str | None]:
    """The titles that are right: written out, or (of the real report) as [line, start, end] of its lines."""
    spans = [wanted[key] for key in ("title_at", "title_also_at") if key in wanted]
    cut = [" ".join(" ".join(lines[line - 1][start:end] for line, start, end in span).split()) for span in spans]
    return cut or [wanted.get("title"), *wanted.get("accept", {}).get("title", [])]


@pytest.mark.parametrize("gold", sorted(GOLD.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_annotated_document_is_found_and_nothing_else(gold: Path):
    source = source_of(gold)
    if not source.exists():
        pytest.skip("the real report is not beside this clone")
    lines = source.read_text(encoding="utf-8").split("\n") if source.suffix == ".txt" else []
    left = list(read_report(source, source.parent).cited)
    for wanted in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        at = [one for one in left if one.number == wanted.get("number") and one.line in (None, wanted.get("line"))]
        if wanted.get("optional"):
            left = [one for one in left if one not in at[:1]]
            continue
        assert at, wanted
        left.remove(at[0])
        assert [field for field in _FIELDS if not same(field, at[0], wanted)] == [], (at[0], wanted)
        assert at[0].title in titles(wanted, lines), (at[0], wanted)
    assert left == []


@pytest.mark.parametrize(
    "path", [*sorted(DEV.glob("*.txt")), *sorted(CORPUS.glob("*/*.docx"))], ids=lambda path: path.name
)
def test_no_figure_stands_in_a_cited_document(path: Path):
    assert figures_in_documents(read_report(path, path.parent)) == []


def test_no_figure_of_the_real_report_stands_in_a_cited_document(seed_report_path: Path):
    report = read_report(seed_report_path, seed_report_path.parent)
    assert len(report.cited) == 45
    assert figures_in_documents(report) == []


def figures_in_documents(report: Report) -> list[tuple[str, str, str]]:
    """Figures whose number stands within a cited document: the number, its sentence, the document."""
    found = []
    for figure in extract_figures(report):
        for one in report.cited:
            if figure.page != one.page:
                continue
            at = figure.quote.find(one.quote)
            inside = at >= 0 and figure.mark and not (figure.mark[1] <= at or at + len(one.quote) <= figure.mark[0])
            if inside or (figure.origin == "prose" and figure.quote in one.quote):
                found.append((figure.text, figure.quote, one.quote))
    return found


def text(words: str, page: int = 2, line: int | None = 7) -> Text:
    return Text(words, (Spot(0, len(words), page, line, Box(page, 10, 20, 300, 32)),))


REPORT = Report("abc", "bc.txt", "0" * 64, number="15/BC-UBND", date=date(2024, 3, 12), kind="báo cáo")


def cited(report: Report) -> list[tuple[str | None, str | None, str, int, int | None]]:
    return [(one.kind, one.number, one.section, one.page, one.line) for one in cited_documents(report)]


def test_wherever_a_report_cites():
    letter = Cell("Công văn số 7/SNV-CCHC", 3, line=30)
    report = replace(
        REPORT,
        title="Tình hình thực hiện Chỉ thị số 10/CT-UBND",
        sections=(
            Section("", (), 1, (Paragraph(text("Thực hiện Kế hoạch số 3/KH-UBND của UBND tỉnh,", 1, 4)),)),
            Section("II.2", ("KẾT QUẢ", "Thực hiện Nghị định số 61/2018/NĐ-CP"), 2, (Paragraph(text("Đã làm tốt.")),)),
            Section("", (), 9, (Paragraph(text("Lưu: VT, số 99/QĐ-UBND.")),), part="closing"),
        ),
        footnotes=(Footnote("1", text("Quyết định số 8/QĐ-UBND ngày 05/3/2024."), 1),),
        tables=(Table("Văn bản", 1, (("Tên",),), ((letter, replace(letter, reached=True)),), 3),),
        forms=(
            Form("1", "Chỉ đạo", "", (
                FormRow("1", "1", "Biên chế theo Nghị định 108/2014/NĐ-CP", "Người", "4", "KH số 5/KH-UBND", (), 5, 60),
            ), 5),
        ),
    )  # fmt: skip
    assert cited(report) == [
        ("chỉ thị", "10/CT-UBND", "", 1, None),
        ("kế hoạch", "3/KH-UBND", "", 1, 4),
        ("nghị định", "61/2018/NĐ-CP", "II.2. Thực hiện Nghị định số 61/2018/NĐ-CP", 2, None),
        ("quyết định", "8/QĐ-UBND", "II.2. Thực hiện Nghị định số 61/2018/NĐ-CP, chú thích 1", 2, 7),
        ("công văn", "7/SNV-CCHC", "II.2. Thực hiện Nghị định số 61/2018/NĐ-CP", 3, 30),
        ("kế hoạch", "5/KH-UBND", "Biểu mẫu 1", 5, 60),
    ]


@pytest.mark.parametrize(("words", "numbers"), [
    ("(Kèm theo Báo cáo số 15/BC-UBND ngày 12/3/2024 của UBND xã)", []),
    ("(Ban hành kèm theo Báo cáo số 15/BC-UBND ngày 13/3/2024)", []),
    ("Báo cáo số 15/BC-UBND này thay Báo cáo số 14/BC-UBND ngày 01/3/2024.", ["14/BC-UBND"]),
    ("Tiếp theo Báo cáo số 15/BC-UBND ngày 10/3/2023.", ["15/BC-UBND"]),
])  # fmt: skip
def test_a_report_does_not_cite_itself(words: str, numbers: list[str]):
    report = replace(REPORT, sections=(Section("I", ("KẾT QUẢ",), 1, (Paragraph(text(words)),)),))
    assert [one.number for one in cited_documents(report)] == numbers


def test_a_citation_shows_its_place_and_says_openly_what_only_follows():
    words = "Áp dụng Nghị định 118/2025/NĐ-CP tại 12 quầy."
    report = replace(REPORT, sections=(Section("I", ("KẾT QUẢ",), 2, (Paragraph(text(words)),)),))
    (one,) = cited_documents(report)
    assert one.quote == "Nghị định 118/2025/NĐ-CP" and one.boxes == (Box(2, 10, 20, 300, 32),)
    assert (one.issuer, one.issuer_of_number) == (None, "Chính phủ")


def test_what_a_scan_does_not_show_for_sure_is_not_told():
    words = "Kế hoạch số 12/KH-UBND ngày 05/01/2024 của UBND tỉnh"
    for doubtful, number, day in (("12/KH-UBND", None, date(2024, 1, 5)), ("05/01/2024", "12/KH-UBND", None)):
        spots = []
        for word in words.split():
            start = words.index(word)
            spots.append(Spot(start, start + len(word), 1, doubtful=word == doubtful))
        section = Section("I", ("KẾT QUẢ",), 1, (Paragraph(Text(words, tuple(spots))),))
        (one,) = cited_documents(replace(REPORT, sections=(section,)))
        assert (one.kind, one.number, one.date, one.quote) == ("kế hoạch", number, day, words)
