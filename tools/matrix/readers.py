"""The readers that are measured: ours, and the public ones that find tables in a PDF."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from qa_cchc.reading.report import read_report
from qa_cchc.records import Report, Text
from qa_cchc.settings import Settings

from .places import Rect
from .score import Reading, ReadRow, alike
from .truth import calls_of, head_of, rows_of, squeezed, text_of, tidy, words_of

_MARKDOWN = re.compile(r"<br>|\*\*|(?<!\w)_|_(?!\w)|<sup>|</sup>|~~|`")
_RULE = re.compile(r"\|?(?:-{3,}\|)+-*\|?")


def ours(path: Path, settings: Settings) -> tuple[Reading, Report]:
    """Our reader's reading of a file, and the report it is drawn from."""
    report = read_report(path, path.parent, settings)
    return reading_of(report), report


def reading_of(report: Report) -> Reading:
    """A report as it is measured."""
    flags = [row.unreadable for form in report.forms for row in form.rows]
    return Reading(
        words=tuple(word for piece in text_of(report) for word in words_of(piece)),
        rows=tuple(ReadRow(row, flag) for row, flag in zip(rows_of(report), flags, strict=True)),
        sections=tuple((section.label, section.title) for section in report.sections if section.title),
        notes=tuple((note.mark, tidy(note.text.value)) for note in report.footnotes),
        calls=tuple(calls_of(report)),
        head=head_of(report),
        forms=tuple(form.number for form in report.forms),
        place=lambda text: place_in(report, text),
        status=report.status,
        warnings=report.warnings,
    )


def place_in(report: Report, quote: str) -> tuple[int, tuple[Rect, ...]] | None:
    """Page and boxes of a quote in a report's paragraphs, even where a few of its letters were misread."""
    wanted = squeezed(quote)
    texts = [paragraph.text for section in report.sections for paragraph in section.paragraphs]
    for text in texts:
        letters, at = _squeezed_with_places(text.value)
        found = letters.find(wanted)
        if found >= 0:
            return _boxes(text, at[found], at[found + len(wanted) - 1] + 1)
    best: tuple[float, Text, int, int] | None = None
    for text in texts:
        letters, at = _squeezed_with_places(text.value)
        for start in _candidates(letters, wanted):
            share = alike(wanted, letters[start : start + len(wanted)])
            if best is None or share > best[0]:
                best = (share, text, at[start], at[min(start + len(wanted), len(at)) - 1] + 1)
    if best is None or best[0] < 0.75:
        return None
    return _boxes(*best[1:])


def _squeezed_with_places(text: str) -> tuple[str, list[int]]:
    kept = [(letter, place) for place, letter in enumerate(text) if squeezed(letter)]
    return "".join(letter for letter, _ in kept), [place for _, place in kept]


def _candidates(letters: str, wanted: str) -> set[int]:
    """Where the quote could start: wherever one of its pieces of eight letters stands."""
    starts: set[int] = set()
    for offset in range(0, len(wanted) - 8, 4):
        at = letters.find(wanted[offset : offset + 8])
        if at >= offset:
            starts.add(at - offset)
    return starts


def _boxes(text: Text, start: int, end: int) -> tuple[int, tuple[Rect, ...]] | None:
    boxes = text.boxes(start, end)
    if not boxes:
        return None
    return boxes[0].page, tuple((box.x0, box.y0, box.x1, box.y1) for box in boxes if box.page == boxes[0].page)


def pymupdf_tables(path: Path) -> Reading:
    """Plain PyMuPDF: `get_text` and `find_tables`."""
    import pymupdf

    texts: list[str] = []
    tables: list[tuple[str, ...]] = []
    with pymupdf.open(path) as pdf:
        for page in pdf:
            texts.append(page.get_text())
            for table in page.find_tables():
                tables += _cells(table.extract())
    return _public(texts, tables)


def pdfplumber_tables(path: Path) -> Reading:
    """pdfplumber: `extract_text` and `extract_tables`."""
    import pdfplumber

    texts: list[str] = []
    tables: list[tuple[str, ...]] = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            texts.append(page.extract_text() or "")
            for table in page.extract_tables():
                tables += _cells(table)
            page.close()
    return _public(texts, tables)


def pymupdf4llm_markdown(path: Path) -> Reading:
    """pymupdf4llm: its Markdown, table rows being the lines between bars."""
    import pymupdf4llm

    text = pymupdf4llm.to_markdown(str(path), show_progress=False)
    tables: list[tuple[str, ...]] = []
    lines: list[str] = []
    for line in text.splitlines():
        if _RULE.fullmatch(line.strip()):
            continue
        plain = _MARKDOWN.sub(lambda match: " " if match.group() == "<br>" else "", line)
        if line.startswith("|"):
            tables.append(tuple(" ".join(cell.split()) for cell in plain.strip().strip("|").split("|")))
            plain = plain.replace("|", " ")
            plain = re.sub(r"\bCol\d+\b", " ", plain)
        lines.append(plain.lstrip("# "))
    return _public(lines, tables)


PUBLIC = {
    "pymupdf4llm": pymupdf4llm_markdown,
    "pdfplumber": pdfplumber_tables,
    "PyMuPDF find_tables": pymupdf_tables,
}
"""The public readers by name."""


def _cells(rows: Iterable[Sequence[str | None]]) -> list[tuple[str, ...]]:
    return [tuple(unicodedata.normalize("NFC", " ".join((cell or "").split())) for cell in row) for row in rows]


def _public(texts: Sequence[str], tables: Sequence[tuple[str, ...]]) -> Reading:
    words = tuple(word for text in texts for word in words_of(text))
    return Reading(words, tables=tuple(tuple(tidy(cell) for cell in row) for row in tables))
