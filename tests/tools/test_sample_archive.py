"""The sample archive: its documents hold what its answers say, and its generator prints figures as offices do."""

from __future__ import annotations

import collections
import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import docx
import pymupdf
import pytest
from lxml import etree

from tools.sample_archive import markup, source, tables
from tools.sample_archive.figures import Figures, NumberStyle, Value

ROOT = Path(__file__).resolve().parents[2]
CORPUS, DATA = ROOT / "corpus", ROOT / "tests" / "data"
REPORTS = json.loads((DATA / "sample_reports.json").read_text("utf-8"))["reports"]
EXPECTED = [json.loads(line) for line in (DATA / "sample_expected.jsonl").read_text("utf-8").splitlines()]
FINDINGS = json.loads((DATA / "sample_findings.json").read_text("utf-8"))["findings"]
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def plain(text: str) -> str:
    """White space of every kind made one space."""
    return " ".join(text.split())


def _words(root: etree._Element) -> str:
    """Text of WordprocessingML, a space between paragraphs."""
    return "".join(e.text or "" if e.tag == f"{_WORD}t" else " " for e in root.iter(f"{_WORD}t", f"{_WORD}p"))


@cache
def printed(file: str) -> str:
    """All words of a document: the prose of a PDF has page numbers, footnotes and footers between its lines."""
    path = CORPUS / file
    if path.suffix == ".pdf":
        with pymupdf.open(path) as pdf:
            return plain(" ".join(page.get_text() for page in pdf))
    word = docx.Document(str(path))
    notes = [part.blob for part in word.part.package.iter_parts() if part.partname.endswith("/footnotes.xml")]
    return plain(" ".join([_words(word.element), *(_words(etree.fromstring(blob)) for blob in notes)]))


@cache
def squeezed(file: str) -> str:
    """The words without any space, page numbers and footers: a quote may run over a page's end."""
    path = CORPUS / file
    if path.suffix != ".pdf":
        return printed(file).replace(" ", "")
    pages = []
    with pymupdf.open(path) as pdf:
        for page in pdf:
            footer = page.rect.height - 40
            body = [block[4] for block in page.get_text("blocks", sort=False)
                    if block[1] < footer and not block[4].strip().isdigit()]
            pages.append("".join(body))
    return "".join("".join(pages).split())


def stands(quote: str, file: str) -> bool:
    return plain(quote) in printed(file) or "".join(quote.split()) in squeezed(file)


@pytest.mark.parametrize("file", [report["file"] for report in REPORTS])
def test_every_quote_of_an_expected_answer_stands_in_its_document(file: str) -> None:
    missing = [row["id"] for row in EXPECTED if row["file"] == file and row["quote"] and not stands(row["quote"], file)]
    assert missing == []


def test_every_quote_of_a_planted_finding_stands_in_its_document() -> None:
    assert [f["why"] for f in FINDINGS for quote in f["quotes"] if not stands(quote, f["file"])] == []


def test_findings_hold_contradictions_of_every_kind_and_traps_that_are_right() -> None:
    assert {f["kind"] for f in FINDINGS if f["genuine"]} == {"ratio", "sum", "conflict", "unit", "period"}
    assert sum(not f["genuine"] for f in FINDINGS) >= 10


def test_the_value_of_an_answer_stands_in_its_quote() -> None:
    for row in EXPECTED:
        if row["value"] is None or row["type"] in ("zero_in_words", "none_in_words", "form_coded"):
            continue
        for part in row["value"].replace("(", "; ").replace(")", "").replace("%", "").split(";"):
            assert part.strip() in row["quote"], row["id"]


def test_answers_come_in_kinds_and_numbers_enough_to_measure_by() -> None:
    kinds = collections.Counter((row["split"], row["answerable"]) for row in EXPECTED)
    assert len(EXPECTED) >= 120
    assert kinds["dev", False] + kinds["test", False] >= 25
    assert min(kinds.values()) >= 10
    assert abs(kinds["dev", True] - kinds["test", True]) <= 20
    assert len({row["question"] for row in EXPECTED}) == len({row["id"] for row in EXPECTED}) == len(EXPECTED)
    unanswerable = {row["type"] for row in EXPECTED if not row["answerable"]}
    assert {f"unanswerable_{why}" for why in ("blank_cell", "wrong_period", "wrong_place", "indicator_absent")} <= unanswerable


def test_an_answer_names_a_file_of_the_archive_and_an_unanswerable_one_gives_no_value() -> None:
    files = {report["file"] for report in REPORTS}
    assert {row["file"] for row in EXPECTED} <= files
    assert files == {path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*") if path.suffix in (".pdf", ".docx")}
    assert all(row["value"] is None for row in EXPECTED if not row["answerable"])


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["number"])
def test_the_letterhead_given_is_the_one_printed(report: dict) -> None:
    text = printed(report["file"])
    year, month, day = report["date"].split("-")
    month = str(int(month)).zfill(2) if int(month) < 3 else str(int(month))
    assert f"Số: {report['number']}" in text
    assert f"ngày {day} tháng {month} năm {year}" in text
    assert report["title"] in text
    assert report["signer"] in text
    assert report["kind"].upper() in text


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["number"])
def test_every_document_says_that_it_is_invented(report: dict) -> None:
    path = CORPUS / report["file"]
    if path.suffix == ".pdf":
        with pymupdf.open(path) as pdf:
            said = f"{pdf.metadata['title']} {pdf.metadata['subject']} {pdf.metadata['keywords']}"
            assert pdf.page_count == report["pages"]
    else:
        core = docx.Document(str(path)).core_properties
        said = f"{core.title} {core.subject} {core.keywords} {core.comments}"
    assert "[Hư cấu]" in said
    assert "invented" in said


def test_word_files_have_real_footnotes() -> None:
    for report in REPORTS:
        if report["writer"] != "docx" or not report["footnotes"]:
            continue
        word = docx.Document(str(CORPUS / report["file"]))
        called = word.element.findall(f".//{_WORD}footnoteReference")
        assert [mark.get(f"{_WORD}id") for mark in called] == [str(n + 1) for n in range(report["footnotes"])]


def test_the_archive_stays_small() -> None:
    assert sum(path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()) <= 6 * 2**20


@pytest.mark.parametrize(
    ("number", "style", "code", "printed_as"),
    [
        (1250, NumberStyle(), "", "1.250"),
        (1250, NumberStyle(thousands=""), "", "1250"),
        (1250, NumberStyle(",", "."), "", "1,250"),
        (7, NumberStyle(), "02", "07"),
        (2401, NumberStyle(), "plain", "2401"),
        (Decimal("43.75"), NumberStyle(), "", "43,75"),
        (Decimal("76.63"), NumberStyle(",", "."), "", "76.63"),
        (Decimal("65.00"), NumberStyle(), "", "65"),
        (Decimal("65"), NumberStyle(), ".1", "65,0"),
        ("Chưa", NumberStyle(), "", "Chưa"),
    ],
)
def test_a_figure_prints_in_its_office_style(number: Decimal | str, style: NumberStyle, code: str, printed_as: str) -> None:
    assert format(Value(number if isinstance(number, str) else Decimal(number), style), code) == printed_as


def test_formulas_follow_the_figures_they_name() -> None:
    figures = Figures({"a": 115, "b": 104, "late": 1, "all": "=a + b + late", "rate": "=pct(a, all, 1)"}, NumberStyle())
    assert figures.fill("{a}/{all} hồ sơ, đạt {rate}%") == "115/220 hồ sơ, đạt 52,3%"
    with pytest.raises(KeyError):
        figures.fill("{unknown}")
    with pytest.raises(ValueError, match="cannot work out"):
        Figures({"bad": "=[1]"}, NumberStyle())["bad"]


def test_markup_gives_sections_their_full_path_and_notes_their_order() -> None:
    blocks, notes = markup.parse(
        "# II. KẾT QUẢ\n## 2. Thủ tục\n### a) Hồ sơ\nNhận 10 hồ sơ[^x].\n# 3. Khác\n## 3.1. Nhỏ\n[^x]: Một *chú thích*.\n".replace("^x", "^7"),
        {},
    )
    assert [block.section for block in blocks] == ["II", "II.2", "II.2.a", "II.2.a", "3", "3.1"]
    assert [run.text for run in notes[0]] == ["Một ", "chú thích", "."]
    assert blocks[3].runs[1].note == 1
    with pytest.raises(ValueError, match="footnotes called"):
        markup.parse("Không có chú thích[^1].", {})


def test_merged_header_cells_cover_their_columns_and_rows() -> None:
    header = tables.header_cells(["STT | Kết quả | <", "^ | Tổng | Trễ"])
    assert (header[0][0].rows, header[0][1].columns, header[0][2], header[1][0]) == (2, 2, None, None)


def test_every_data_file_loads_and_places_of_one_office_share_their_identity() -> None:
    offices = collections.defaultdict(set)
    for office, report in source.reports():
        document, _, _ = source.load(office, report)
        offices[office.parent.name].add((document.truth["place"], document.truth["province"]))
        assert document.blocks
    assert len(offices) >= 5
    assert all(len(identities) == 1 for identities in offices.values())
