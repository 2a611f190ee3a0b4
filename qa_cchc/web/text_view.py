"""A report as it was read, part by part (sections, forms, tables), with cited words marked.

For files without pages of their own (TXT, Markdown, DOCX), and where the original is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa_cchc.records import Footnote, Form, FormRow, Report, Section, Table
from qa_cchc.web.spots import Spot
from qa_cchc.web.texts import text

_SHORTEST_PIECE = 12
_Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, footnote or table row. A row's `words` are its `cells` parted by tabs; spans count in `words`."""

    words: str
    kind: str = "paragraph"
    lead: str = ""
    cells: tuple[str, ...] = ()
    quoted: _Spans = ()
    strong: _Spans = ()
    number: int | None = None

    def cell_spans(self, spans: _Spans) -> tuple[_Spans, ...]:
        """The part of `spans` that falls into each cell, counted from the cell's start."""
        found, start = [], 0
        for cell in self.cells:
            end = start + len(cell)
            found.append(tuple((max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start))
            start = end + 1
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Part:
    """A section, a form or a table of a report. `label` is the section's number or "form:3"; `page` counts from 1."""

    label: str
    title: str
    trail: tuple[str, ...]
    page: int
    lines: tuple[Line, ...]
    head: tuple[str, ...] = ()

    @property
    def cited(self) -> bool:
        """Whether something in it is marked."""
        return any(line.quoted for line in self.lines)


def parts(report: Report) -> tuple[Part, ...]:
    """All parts of a report that hold any text, in reading order: each section, then its tables; forms last."""
    found: list[Part] = []
    for index, section in enumerate(report.sections):
        lines = _section_lines(section, [note for note in report.footnotes if note.section == index])
        if lines or section.titles:
            title = " ".join(piece for piece in (section.label, section.title) if piece) or text("part_opening")
            found.append(Part(section.label, title, section.titles[:-1], section.page, lines))
        found += [_table_part(table) for table in report.tables if table.section == index]
    loose = [note for note in report.footnotes if note.section is None]
    if loose:
        found.append(Part("", text("footnote", mark=""), (), 1, tuple(_footnote_line(note) for note in loose)))
    found += [_table_part(table) for table in report.tables if table.section is None]
    found += [_form_part(form) for form in report.forms]
    return tuple(found)


def marked(report_parts: Sequence[Part], spots: Iterable[Spot]) -> tuple[tuple[Part, ...], int | None]:
    """The parts with the spots marked, and the index of the first part that holds one (None: none was found again)."""
    result = list(report_parts)
    first: int | None = None
    for spot in spots:
        index, part = _mark_spot(result, spot)
        if index is None or part is None:
            continue
        result[index] = part
        first = index if first is None else first
    return tuple(result), first


def _mark_spot(report_parts: Sequence[Part], spot: Spot) -> tuple[int | None, Part | None]:
    best: tuple[int, int, Part] | None = None
    for index, part in enumerate(report_parts):
        lines, found = _mark_lines(part, spot)
        if not found:
            continue
        # The part the citation names wins over another that holds the same words.
        weight = found + (1_000_000 if _named(part, spot) else 0)
        if best is None or weight > best[0]:
            best = (weight, index, replace(part, lines=lines))
    return (best[1], best[2]) if best else (None, None)


def _named(part: Part, spot: Spot) -> bool:
    """Whether a spot's form, or its section ("II.2", "II.2. Cải cách thủ tục hành chính"), is this part."""
    if spot.form:
        return part.label == f"form:{spot.form}"
    return bool(part.label) and (spot.section + ".").startswith(part.label + ".")


def _mark_lines(part: Part, spot: Spot) -> tuple[tuple[Line, ...], int]:
    lines, found = [], 0
    for line in part.lines:
        quoted, strong = _found_in(line.words, spot)
        if quoted:
            found += sum(end - start for start, end in quoted)
            line = replace(line, quoted=line.quoted + quoted, strong=line.strong + strong)
        lines.append(line)
    return tuple(lines), found


def _found_in(words: str, spot: Spot) -> tuple[_Spans, _Spans]:
    """Where a spot's quote, or the piece of it that is this line, stands in `words`; and the mark within it."""
    whole = _span(words, spot.quote)
    if whole:
        strong: _Spans = ()
        if spot.mark:
            inner = _span(words[whole[0] : whole[1]], spot.quote[spot.mark[0] : spot.mark[1]], _before(spot))
            strong = ((whole[0] + inner[0], whole[0] + inner[1]),) if inner else ()
        return (whole,), strong
    # A passage may run over several paragraphs: each line of it, or a paragraph that lies in it as a whole.
    pieces = [_span(words, piece) for piece in spot.quote.splitlines() if len(piece.strip()) >= _SHORTEST_PIECE]
    found = tuple(piece for piece in pieces if piece)
    if not found and len(words.strip()) >= _SHORTEST_PIECE and _span(spot.quote, words):
        found = ((0, len(words)),)
    return found, ()


def _before(spot: Spot) -> int:
    """How many characters of the quote, spaces left out, stand before its mark."""
    return len("".join(spot.quote[: spot.mark[0]].split())) if spot.mark else 0


def _span(words: str, quote: str, skip: int = 0) -> tuple[int, int] | None:
    """The span of `quote` in `words`, whatever the white space; the one that begins after `skip` other characters."""
    tokens = quote.split()
    if not tokens:
        return None
    for match in re.finditer(r"\s+".join(map(re.escape, tokens)), words):
        if len("".join(words[: match.start()].split())) >= skip:
            return match.span()
    return None


def _section_lines(section: Section, notes: Sequence[Footnote]) -> tuple[Line, ...]:
    lines = []
    for paragraph in section.paragraphs:
        if paragraph.text.value.strip():
            kind = "item" if paragraph.bullet else "paragraph"
            lines.append(
                Line(paragraph.text.value, kind, lead=paragraph.bullet or "", number=paragraph.text.line())
            )
    return (*lines, *(_footnote_line(note) for note in notes))


def _footnote_line(note: Footnote) -> Line:
    return Line(note.text.value, "footnote", lead=note.mark, number=note.text.line())


def _form_part(form: Form) -> Part:
    title = ". ".join(piece for piece in (text("form", number=form.number), form.title) if piece)
    trail = (form.appendix,) if form.appendix else ()
    return Part(
        f"form:{form.number}", title, trail, form.page, tuple(_row_line(row) for row in form.rows), FORM_COLUMNS
    )


def _row_line(row: FormRow) -> Line:
    cells = (row.code, row.name, row.unit, row.value or "", row.note)
    return Line("\t".join(cells), "row", cells=cells, number=row.line)


def _table_part(table: Table) -> Part:
    lines = []
    for row in table.rows:
        cells = tuple(cell.text for cell in row)
        lines.append(Line("\t".join(cells), "row", cells=cells, number=row[0].line if row else None))
    head = tuple(" – ".join(dict.fromkeys(piece for piece in column if piece)) for column in table.columns)
    return Part("", table.caption or text("table_of"), (), table.page, tuple(lines), head)


FORM_COLUMNS = tuple(text("form_head").split(" · "))
