"""Footnotes: recognised where a conversion lost their raised marks, and tied to the place that calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa_cchc.reading.blocks import Block, Grid, Note, Para
from qa_cchc.reading.spans import SUPERSCRIPTS, cut, edit, lowered, raised, strip
from qa_cchc.records import Footnote, FootnoteCall, Section

_CALL = re.compile(rf"[{SUPERSCRIPTS}]{{1,3}}")
_UNIT_BEFORE = re.compile(r"(?:^|[\s\d/])(?:[kcdm]?m)$")
_RAISED_LINE = re.compile(rf"([{SUPERSCRIPTS}]{{1,3}})\s*(?=\S)")
_BRACKET_LINE = re.compile(r"\[(\d{1,2})\]\s*(?=\S)")
_PLAIN_LINE = re.compile(r"\(?(\d{1,2})\)?\s+(?=[A-ZĐÀ-Ỹ“(])")
_GLUED = r"(?<=[a-zđà-ỹ)”]){}(?=[\s,.;:)]|$)"
_REACH = 12


def lift_marks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with calls like "hồ sơ[1]" or "hồ sơ1" raised, and the lines that define them made footnotes.

    A line counts as a definition only when a call for it stands before it.
    """
    out: list[Block] = []
    last = 0
    called: set[str] = set()
    for block in blocks:
        if isinstance(block, Note):
            last = int(block.mark) if block.mark.isdigit() else last
        if isinstance(block, Para) and block.marker is None and not block.bold:
            line = _RAISED_LINE.match(block.text.value)
            if line and line.group(1) in called:
                out.append(Note(lowered(line.group(1)), strip(cut(block.text, line.end()))))
                last = int(lowered(line.group(1)))
                continue
            line = _BRACKET_LINE.match(block.text.value)
            if line and _raise_call(out, rf"\s?\[{line.group(1)}\]", line.group(1)):
                out.append(Note(line.group(1), strip(cut(block.text, line.end()))))
                last = int(line.group(1))
                continue
            line = _PLAIN_LINE.match(block.text.value)
            if line and (int(line.group(1)) == last + 1 or int(line.group(1)) == 1):
                mark = line.group(1)
                if _has_call(out, mark) or _raise_call(out, _GLUED.format(mark), mark):
                    out.append(Note(mark, strip(cut(block.text, line.end()))))
                    last = int(mark)
                    continue
        if isinstance(block, Para):
            called.update(_CALL.findall(block.text.value))
        elif isinstance(block, Grid):
            called.update(mark for row in block.rows for cell in row for mark in _CALL.findall(cell.text.value))
        out.append(block)
    return out


def _recent(blocks: Sequence[Block]) -> Iterable[int]:
    paras = [index for index, block in enumerate(blocks) if isinstance(block, Para)]
    return reversed(paras[-_REACH:])


def _has_call(blocks: Sequence[Block], mark: str) -> bool:
    for index in _recent(blocks):
        block = blocks[index]
        if isinstance(block, Para) and any(call.mark == mark for call in calls_in(block.text.value, {mark})):
            return not any(isinstance(later, Note) and later.mark == mark for later in blocks[index:])
    return False


def _raise_call(blocks: list[Block], pattern: str, mark: str) -> bool:
    for index in _recent(blocks):
        block = blocks[index]
        if not isinstance(block, Para):
            continue
        found = list(re.finditer(pattern, block.text.value))
        if found:
            match = found[0]
            blocks[index] = replace(block, text=edit(block.text, [(match.start(), match.end(), raised(mark))]))
            return True
    return False


def calls_in(value: str, marks: set[str]) -> tuple[FootnoteCall, ...]:
    """The footnote calls in a text: superscript numbers that some footnote has; not the exponent of "m²"."""
    return tuple(
        FootnoteCall(lowered(match.group()), match.start())
        for match in _CALL.finditer(value)
        if lowered(match.group()) in marks and not _UNIT_BEFORE.search(value[: match.start()])
    )


def tie(sections: Sequence[Section], notes: Sequence[Note]) -> tuple[tuple[Section, ...], tuple[Footnote, ...]]:
    """Sections with the calls of their paragraphs, and footnotes with the place of their call.

    Marks may restart on every page, so the calls of one mark are given to its footnotes in order.
    """
    marks = {note.mark for note in notes}
    tied: list[Section] = []
    waiting: dict[str, list[tuple[int, int, int]]] = {}
    for number, section in enumerate(sections):
        paragraphs = []
        for position, paragraph in enumerate(section.paragraphs):
            calls = calls_in(paragraph.text.value, marks)
            for call in calls:
                waiting.setdefault(call.mark, []).append((number, position, call.offset))
            paragraphs.append(replace(paragraph, calls=calls) if calls else paragraph)
        tied.append(replace(section, paragraphs=tuple(paragraphs)))
    footnotes: list[Footnote] = []
    for note in notes:
        place = waiting.get(note.mark)
        section, paragraph, offset = place.pop(0) if place else (None, None, None)
        footnotes.append(Footnote(note.mark, strip(note.text), section, paragraph, offset))
    return tuple(tied), tuple(footnotes)
