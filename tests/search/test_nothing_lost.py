"""Every line of a report's text is found in a passage or in a heading searched with one, and every number it prints
stands in a passage's own text: measured on whole files, read for this test without our readers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pymupdf
import pytest

from qa_cchc.reading.form_columns import read_caption
from qa_cchc.reading.markers import find_marker
from qa_cchc.reading.report import read_report
from qa_cchc.reading.spans import SUPERSCRIPTS
from qa_cchc.records import Report
from qa_cchc.search.passages import split_passages
from qa_cchc.vietnamese.unicode import fold, repair

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "tests/data/elsewhere/corpus", ROOT / "corpus")
FILES = [
    (folder, file) for folder in FOLDERS for file in sorted(folder.rglob("*"))
    if file.suffix in (".txt", ".docx", ".xlsx", ".pdf")
]  # fmt: skip
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_TABLE_WORDS = re.compile(r"stt|tt|ghichu|donvitinh|dvt|chitieu(?:thongke)?|ketquathongke")
_HEAD = re.compile(r"Số:|V/v|CỘNG H|Độc lập|[*\w\s]+, ngày \d")


def plain(text: str) -> str:
    return re.sub(rf"[\W_{SUPERSCRIPTS}]+", "", fold(text))


def lines_of(file: Path) -> Iterator[str]:
    """Lines of a file's text outside tables, in order; nothing for formats whose text has none."""
    if file.suffix == ".txt":
        yield from file.read_text(encoding="utf-8").replace("**", "").replace("\t", "\n").splitlines()
    elif file.suffix == ".docx":
        for paragraph in docx.Document(str(file)).paragraphs:
            yield from paragraph.text.splitlines()


def numbers_of(file: Path) -> Counter[str]:
    """The numbers that a file prints in its tables and, where they have a separator, in its text."""
    if file.suffix == ".docx":
        cells = [
            cell.text for table in docx.Document(str(file)).tables for row in table.rows
            for cell in dict.fromkeys(row.cells)
        ]  # fmt: skip
        return Counter(text for text in cells if _NUMBER.fullmatch(text))
    if file.suffix == ".xlsx":
        sheets = openpyxl.load_workbook(file)
        return Counter(
            str(cell.value) for sheet in sheets for row in sheet.iter_rows(min_row=5) for cell in row
            if isinstance(cell.value, int)
        )  # fmt: skip
    if file.suffix == ".pdf":
        words = [word[4] for page in pymupdf.open(file) for word in page.get_text("words")]
    else:
        words = file.read_text(encoding="utf-8").split()
    return Counter(
        number for word in words for number in _NUMBER.findall(word) if re.fullmatch(r"\d+[.,]\d+(?:[.,]\d+)*", number)
    )


def lost_lines(report: Report, lines: list[str]) -> list[str]:
    """The lines below the title that no passage has, be it in its text, its section's name or its context."""
    searched = plain(" ".join(f"{one.text} {one.context} {one.section}" for one in split_passages(report)))
    title = plain(report.title or "")
    heads = [
        at for at, line in enumerate(lines[:16])
        if _HEAD.match(line) or (len(plain(line)) > 8 and plain(line) in title)
    ]  # fmt: skip
    lost = []
    for line in lines[heads[-1] + 1 if heads else 0 :]:
        marker = find_marker(line)
        said = plain(line[marker.end :] if marker else line)
        heading = line.isupper() or read_caption(line.strip()) is not None or _TABLE_WORDS.fullmatch(said)
        if said not in searched and not heading:
            lost.append(line)
    return lost


@pytest.mark.parametrize(("folder", "file"), FILES, ids=[file.name for _, file in FILES])
def test_whole_reports_come_into_passages(folder: Path, file: Path) -> None:
    report = read_report(file, folder)
    assert lost_lines(report, [repair(line) for line in lines_of(file)]) == []
    said = Counter(number for one in split_passages(report) for number in _NUMBER.findall(one.text))
    headings = " ".join(f"{section.label} {section.title}" for section in report.sections)
    printed = numbers_of(file)
    missing = {number for number, count in printed.items() if said[number] < count and number not in headings}
    assert missing == set()
