"""Reports made again in other formats, to see that the same figures come out; a test that needs a program it lacks is skipped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from tools.matrix import programs
from tools.matrix.layout import Layout, layout_of
from tools.matrix.web_file import write_html
from tools.matrix.word_file import write_docx

__all__ = ["Layout", "layout_of", "naive_blocks", "print_html", "to_pdf", "write_docx", "write_html",
           "write_naive_docx", "write_naive_html"]


def to_pdf(source: Path, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a file; the test is skipped where LibreOffice is absent."""
    try:
        return programs.to_pdf(source, folder)
    except programs.ToolMissing as problem:
        pytest.skip(str(problem))


def print_html(source: Path, target: Path) -> Path:
    """The PDF that Chromium prints of an HTML file; the test is skipped where Chromium is absent."""
    try:
        return programs.print_html(source, target)
    except programs.ToolMissing as problem:
        pytest.skip(str(problem))


def naive_blocks(text: str) -> Iterator[str | list[list[str]]]:
    """A text report as a converter without any knowledge sees it: its lines, and its runs of lines with tabs as tables."""
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        plain = re.sub(r"</?i>|\*\*", "", line)
        if "\t" in plain:
            rows.append(plain.split("\t"))
            continue
        if rows:
            width = max(map(len, rows))
            yield [row + [""] * (width - len(row)) for row in rows]
            rows = []
        if plain.strip():
            yield plain


def write_naive_docx(text: str, path: Path, points: int) -> Path:
    """A Word file of plain paragraphs and tables: no style, no merged cell, no repeated header, rows that may break."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(points)
    for block in naive_blocks(text):
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=0, cols=len(block[0]))
        table.style = "Table Grid"
        for row in block:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
    document.save(str(path))
    return path


def write_naive_html(text: str, path: Path, points: int) -> Path:
    """The same as an HTML file; tables that follow each other touch."""
    style = f"table{{border-collapse:collapse}}td{{border:1px solid}}body,table{{font:{points}pt 'DejaVu Serif',serif}}"
    body: list[str] = []
    for block in naive_blocks(text):
        if isinstance(block, str):
            body.append(f"<p>{html.escape(block)}</p>")
        else:
            rows = ("".join(f"<td>{html.escape(value)}</td>" for value in row) for row in block)
            body.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    page = f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style>{''.join(body)}"
    path.write_text(page, encoding="utf-8")
    return path
