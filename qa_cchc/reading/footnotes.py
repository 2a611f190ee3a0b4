"""Footnotes: recognised where a conversion lost their raised marks, and tied to the place that calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qa_cchc.reading.blocks import Block, Grid, Note, Para
from qa_cchc.reading.spans import SUPERSCRIPTS, cut, edit, lowered, raised, strip
from qa_cchc.reading.whole import is_whole
from qa_cchc.records import Footnote, FootnoteCall, Section, Text

SIGNS = "*†‡§"
"""Marks of footnotes that are no numbers; repeated for the second and third note ("**")."""

_CALL = re.compile(
    rf"(?P<number>[{SUPERSCRIPTS}]{{1,3}})"
    rf"|(?<=[^\s({SIGNS}])\s?\((?P<enclosed>[{SIGNS}]{{1,4}})\)"
    rf"|(?<=[^\s({SIGNS}])(?P<sign>[{SIGNS}]{{1,4}})(?=[\s.,;:!?)”\"\]]|$)"
)
_UNIT_BEFORE = re.compile(r"(?:^|[\s\d/])(?:[kcdm]?m)$")
_RAISED_LINE = re.compile(rf"([{SUPERSCRIPTS}]{{1,3}})\s*(?=\S)")
_BRACKET_LINE = re.compile(r"\[(\d{1,2})\]\s*(?=\S)")
_PLAIN_LINE = re.compile(r"\(?(\d{1,2})\)?\s+(?=[A-ZĐÀ-Ỹ“(])")
_LISTED = re.compile(r"\d{1,2}\)")
_SIGN_LINE = re.compile(rf"(?:\((?P<enclosed>[{SIGNS}]{{1,4}})\)|(?P<sign>[{SIGNS}]{{1,4}}))\s*:?\s*(?=[^\s{SIGNS}])")
_GLUED = r"(?<=[a-zđà-ỹ)”]){}(?=[\s,.;:)]|$)"
# Blocks between a call and its note, at most: of marks that may mean something else, of those that hardly do, and of
# those that can stand at the end of a document.
_REACH, _FAR, _FARTHEST = 12, 60, 600


def lift_marks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with calls like "hồ sơ[1]" or "hồ sơ1" raised, and the lines that define them made footnotes.

    A line counts as a definition only when a call for it stands before it.
    """
    out: list[Block] = []
    last = 0
    called: set[str] = set()
    opened = {mark for block in blocks if (mark := _raised_mark(block))}
    for block in blocks:
        note = _defined(block, out, last, called, opened) if isinstance(block, Para) else None
        if note is not None:
            out.append(note)
            last = int(note.mark) if is_whole(note.mark) else last
            continue
        if isinstance(block, Note) and is_whole(block.mark):
            last = int(block.mark)
            if not _called_on_page(out, block):
                _raise_call(out, rf"\s?\[{block.mark}\]", block.mark, _FAR)
        for text in _texts(block):
            called.update(match["number"] for match in _CALL.finditer(text.value) if match["number"])
        out.append(block)
    return out


def _raised_mark(block: Block) -> str | None:
    """The number of the footnote that a block is or, with a raised mark, opens."""
    if isinstance(block, Note):
        return block.mark
    line = _RAISED_LINE.match(block.text.value) if isinstance(block, Para) else None
    return lowered(line.group(1)) if line else None


def _defined(block: Para, before: list[Block], last: int, called: set[str], opened: set[str]) -> Note | None:
    """The footnote that a paragraph is, None where it is none. May raise the call in the blocks before.

    `opened` are the marks of footnotes that are beyond doubt: a plain "1) …" beside them is an item of a list."""
    if block.marker is not None or block.bold:
        return None
    value = block.text.value
    line = _RAISED_LINE.match(value)
    if line and line.group(1) in called:
        return _note(lowered(line.group(1)), block, line.end())
    line = _SIGN_LINE.match(value)
    if line and line["enclosed"] and _has_call(before, line["enclosed"], _FAR):
        return _note(line["enclosed"], block, line.end())
    # A bare sign may be a bullet: its call must be as bare.
    if line and line["sign"] and _has_call(before, line["sign"], _REACH, enclosed=False):
        return _note(line["sign"], block, line.end())
    line = _BRACKET_LINE.match(value)
    if line and _raise_call(before, rf"\s?\[{line.group(1)}\]", line.group(1), _FARTHEST):
        return _note(line.group(1), block, line.end())
    line = _PLAIN_LINE.match(value)
    if line and int(line.group(1)) in (last + 1, 1) and not (line.group(1) in opened and _LISTED.match(value)):
        mark = line.group(1)
        if _has_call(before, mark, _REACH) or _raise_call(before, _GLUED.format(mark), mark, _REACH):
            return _note(mark, block, line.end())
    return None


def _note(mark: str, block: Para, start: int) -> Note:
    return Note(mark, strip(cut(block.text, start)))


def _texts(block: Block) -> Iterator[Text]:
    """The texts of a block in which a call may stand."""
    if isinstance(block, Para):
        yield block.text
    elif isinstance(block, Grid):
        for row in block.rows:
            yield from (cell.text for cell in dict.fromkeys(row))


def _recent(blocks: Sequence[Block], reach: int) -> Iterator[int]:
    """Indexes of paragraphs and tables, the last first."""
    left = reach
    for index in range(len(blocks) - 1, -1, -1):
        if not isinstance(blocks[index], Note):
            if left <= 0:
                return
            left -= 1
            yield index


def _has_call(blocks: Sequence[Block], mark: str, reach: int, enclosed: bool = True) -> bool:
    """Whether a call of the mark stands in the last blocks and no note with it behind that call."""
    for index in _recent(blocks, reach):
        values = [text.value for text in _texts(blocks[index])]
        if any(enclosed or value[call.offset] == mark[0] for value in values for call in calls_in(value, {mark})):
            return not any(isinstance(later, Note) and later.mark == mark for later in blocks[index:])
    return False


def _called_on_page(blocks: Sequence[Block], note: Note) -> bool:
    """Whether a raised call of the note stands on its page."""
    page = note.text.page()
    for index in _recent(blocks, _FAR):
        for text in _texts(blocks[index]):
            for call in calls_in(text.value, {note.mark}):
                if text.page(call.offset) == page:
                    return True
    return False


def _raise_call(blocks: list[Block], pattern: str, mark: str, reach: int) -> bool:
    for index in _recent(blocks, reach):
        block = blocks[index]
        if not isinstance(block, Para):
            continue
        match = re.search(pattern, block.text.value)
        if match:
            blocks[index] = replace(block, text=edit(block.text, [(match.start(), match.end(), raised(mark))]))
            return True
    return False


def calls_in(value: str, marks: set[str]) -> tuple[FootnoteCall, ...]:
    """The footnote calls in a text: marks that some footnote has, raised numbers or signs; not the exponent of "m²"."""
    return tuple(
        FootnoteCall(mark, match.start("enclosed") - 1 if match["enclosed"] else match.start())
        for match in _CALL.finditer(value)
        if (mark := lowered(match[match.lastgroup or 0])) in marks
        and not (match["number"] and _UNIT_BEFORE.search(value[: match.start()]))
    )


def called_in_tables(blocks: Sequence[Block]) -> list[bool]:
    """For each footnote among the blocks whether the call nearest before it, not yet taken by another, is a table's."""
    marks = {block.mark for block in blocks if isinstance(block, Note)}
    waiting: dict[str, list[tuple[int, bool]]] = {}
    found: list[bool] = []
    for block in blocks:
        if isinstance(block, Note):
            calls = waiting.get(block.mark, [])
            page = block.text.page()
            here = [call for call in calls if call[0] == page] or calls
            found.append(here[0][1] if here else False)
            if here:
                calls.remove(here[0])
            continue
        for text in _texts(block):
            for call in calls_in(text.value, marks):
                waiting.setdefault(call.mark, []).append((text.page(call.offset), isinstance(block, Grid)))
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a call stands: section, paragraph and offset; its page, its line in a file without pages."""

    section: int
    paragraph: int
    offset: int
    page: int
    line: int | None


def tie(
    sections: Sequence[Section], notes: Sequence[Note], in_tables: Sequence[bool] = ()
) -> tuple[tuple[Section, ...], tuple[Footnote, ...]]:
    """Sections with the calls of their paragraphs, and footnotes with the place of their call.

    Marks may restart on every page or in every part, so a footnote takes the first free call of its mark on its own
    page, else the first free one before it. `in_tables` names notes (as `called_in_tables`) that no paragraph calls.
    """
    marks = {note.mark for note in notes}
    tied: list[Section] = []
    waiting: dict[str, list[_Place]] = {}
    for number, section in enumerate(sections):
        paragraphs = []
        for position, paragraph in enumerate(section.paragraphs):
            text = paragraph.text
            calls = calls_in(text.value, marks)
            for call in calls:
                place = _Place(number, position, call.offset, text.page(call.offset), text.line(call.offset))
                waiting.setdefault(call.mark, []).append(place)
            paragraphs.append(replace(paragraph, calls=calls) if calls else paragraph)
        tied.append(replace(section, paragraphs=tuple(paragraphs)))
    footnotes: list[Footnote] = []
    for index, note in enumerate(notes):
        place = None if index < len(in_tables) and in_tables[index] else _take(waiting.get(note.mark, []), note)
        at = (place.section, place.paragraph, place.offset) if place else (None, None, None)
        footnotes.append(Footnote(note.mark, strip(note.text), *at))
    return tuple(tied), tuple(footnotes)


def _take(places: list[_Place], note: Note) -> _Place | None:
    """The call that belongs to a note, taken out of those that wait."""
    page, line = note.text.page(), note.text.line()
    near = [place for place in places if place.page == page]
    if line is not None:
        # In a text file a note stands below its call: the calls above that were left alone have no note.
        above = [place for place in near if place.line is not None and place.line <= line]
        near = above or near
    near = near or [place for place in places if place.page < page][-1:] or places
    if not near:
        return None
    taken = near[0]  # `near` may be `places` itself
    places.remove(taken)
    return taken
