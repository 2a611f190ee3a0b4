"""Figures that a person wrote down of a report, as JSON Lines beside the report's file.

The first line may describe the report (`{"report": {…}, "source": "file"}`); every other line is a figure. Its place
is `quote` (an exact stretch of a text file), `line` with `nth` (a line of a text file, and which of equal numbers
there), or, for tables of other files, `{"row": …, "column": […]}`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SUFFIXES = (".txt", ".md", ".html", ".docx", ".xlsx", ".csv", ".pdf")
_ACCEPTING = ("indicator", "unit", "scope", "value", "state")


class GoldError(ValueError):
    """A file of annotated figures that cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """One annotated figure. `line` counts from 1 (None for files without lines), `before` are the characters before the
    number in its line. `accept` holds other right answers by field; an `optional` one is neither missed nor wrong."""

    number: int
    origin: str
    text: str
    value: float | int | None
    state: str
    unit: str | None
    indicator: str | None
    scope: str | None
    name: str = ""
    line: int | None = None
    before: str = ""
    row: str | None = None
    column: tuple[str, ...] = ()
    accept: dict[str, tuple[Any, ...]] | None = None
    optional: bool = False

    def accepted(self, field: str) -> tuple[Any, ...]:
        """All right answers for a field, the annotated one first."""
        return (getattr(self, field), *((self.accept or {}).get(field, ())))


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotation of one report: the report's file, what is known of its letterhead, its figures."""

    file: Path
    source: Path
    report: dict[str, Any]
    figures: tuple[GoldFigure, ...]


def gold_files(path: Path) -> list[Path]:
    """The annotation files of a folder, or the one file."""
    return sorted(path.glob("*.jsonl")) if path.is_dir() else [path]


def read_gold(file: Path, shared: Path | None = None) -> Gold:
    """Reads one annotation. A `source` that is not beside the file is looked for below `shared`.

    Raises GoldError for what is no annotation, a quote that does not stand once in the text, or a missing report.
    """
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                rows.append((number, json.loads(line)))
            except ValueError as error:
                raise GoldError(f"{file}, dòng {number}: không phải JSON: {error}") from error
    head = rows.pop(0)[1] if rows and "report" in rows[0][1] else {}
    source = _source(file, head.get("source"), shared)
    lines = source.read_text(encoding="utf-8").split("\n") if source.suffix in (".txt", ".md") else []
    figures = tuple(_figure(file, number, row, lines) for number, row in rows)
    return Gold(file, source, head.get("report", {}), figures)


def _source(file: Path, named: str | None, shared: Path | None) -> Path:
    if named:
        found = [folder / named for folder in (file.parent, shared) if folder and (folder / named).is_file()]
    else:
        found = [file.with_suffix(suffix) for suffix in _SUFFIXES if file.with_suffix(suffix).is_file()]
    if not found:
        raise GoldError(f"{file}: không tìm thấy tệp báo cáo {named or file.stem} đi kèm")
    return found[0]


def _figure(file: Path, number: int, row: dict[str, Any], lines: list[str]) -> GoldFigure:
    if "text" not in row or "origin" not in row:
        raise GoldError(f"{file}, dòng {number}: thiếu “text” hoặc “origin”")
    line, before, table_row, column = None, "", None, ()
    quote = row.get("quote")
    if isinstance(quote, dict):
        table_row, column = str(quote["row"]), tuple(map(str, quote["column"]))
    elif lines:
        line, position = _place(file, number, row, lines)
        before = lines[line - 1][:position]
    elif isinstance(quote, str):
        # A file without lines: the words of the quote before the number tell the place.
        before = quote[: max(0, row.get("at", quote.find(row["text"])))]
    accept = {field: tuple(row["accept"][field]) for field in _ACCEPTING if field in row.get("accept", {})}
    return GoldFigure(
        number,
        row["origin"],
        row["text"],
        row.get("value"),
        row.get("state", "value"),
        row.get("unit"),
        row.get("indicator"),
        row.get("scope"),
        row.get("name", ""),
        line,
        before,
        table_row,
        column or tuple(filter(None, [row.get("column")] if isinstance(row.get("column"), str) else [])),
        accept or None,
        bool(row.get("optional")),
    )


def _place(file: Path, number: int, row: dict[str, Any], lines: list[str]) -> tuple[int, int]:
    """Line (from 1) and offset in it of the annotated number."""
    text = row["text"]
    if "line" in row:
        found = [match.start() for match in re.finditer(rf"(?<!\d){re.escape(text)}", lines[row["line"] - 1])]
        if len(found) <= row.get("nth", 0):
            raise GoldError(f"{file}, dòng {number}: “{text}” không có ở dòng {row['line']} của báo cáo")
        return row["line"], found[row.get("nth", 0)]
    quote = row["quote"]
    places = [(at, line.find(quote)) for at, line in enumerate(lines, 1) if quote in line]
    if len(places) != 1 or lines[places[0][0] - 1].count(quote) > 1:
        raise GoldError(f"{file}, dòng {number}: “{quote[:60]}” phải có đúng một lần trong báo cáo")
    inside = row.get("at", quote.find(text))
    if inside < 0:
        raise GoldError(f"{file}, dòng {number}: “{text}” không có trong đoạn trích")
    return places[0][0], places[0][1] + inside
