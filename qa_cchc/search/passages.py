"""Report → passages: stretches that are found and shown as one, cut along the outline.

A passage is verbatim text of the report. What it needs to be understood but does not say itself (headings, the
paragraph that introduces a list, a row's parents, the sentence that calls a footnote) goes into its context, which is
searched with it. Sizes are in words as underthesea segments them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qa_cchc.figures.form_grids import FormColumn, form_columns, parted_by_holders
from qa_cchc.reading.outline import states_figure
from qa_cchc.reading.progress import alive
from qa_cchc.records import Box, Footnote, Form, Paragraph, Passage, Report, ReportRef, Section, Table, Text
from qa_cchc.vietnamese.segmentation import word_count
from qa_cchc.vietnamese.sentences import sentences

Origin = Literal["prose", "footnote", "form", "table"]

LONGEST = 160
ENOUGH = 60
SHORT = 25

# A sentence that opens like this speaks of what the one before it counted: they stay together.
_LEANS_BACK = re.compile(
    r"\s*[-+*•(]?\s*(?:trong đó|trong số đó|cụ thể|theo đó|gồm|bao gồm|số còn lại|còn lại|đạt|chiếm|tăng|giảm|"
    r"tương ứng|kết quả|qua đó|từ đó|ngoài ra|riêng|đồng thời|so với|lũy kế|luỹ kế|và)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A span of one paragraph that may become a passage alone or together with its neighbours."""

    text: Text
    start: int
    end: int
    context: tuple[str, ...]
    words: int
    leads: bool = False
    follows_lead: bool = False


def split_passages(report: Report) -> tuple[Passage, ...]:
    """All passages of `report` in reading order: sections with their footnotes and tables, then forms."""
    drafts: list[Passage] = []
    columns, held = form_columns(report)
    forms = [
        passage
        for form, of_form in zip(report.forms, columns, strict=True)
        for passage in _form_passages(report, form, () if parted_by_holders(form, of_form) else of_form)
    ]
    rows = frozenset(passage.text for passage in forms)
    told = {index: rows for index in held}
    for number, section in enumerate(report.sections):
        captions = _captions(section, [table for table in report.tables if table.section == number])
        drafts += _section_passages(report, section, captions.values())
        for note in report.footnotes:
            if note.section == number:
                drafts += _note_passages(report, note)
        for index, table in enumerate(report.tables):
            if table.section == number:
                drafts += _caption_passages(report, section, table, captions)
                drafts += _table_passages(report, table, told.get(index, frozenset()))
    for note in report.footnotes:
        if note.section is None:
            drafts += _note_passages(report, note)
    for index, table in enumerate(report.tables):
        if table.section is None:
            drafts += _table_passages(report, table, told.get(index, frozenset()))
    drafts += forms
    return tuple(replace(draft, id=f"{report.id}:{ordinal}") for ordinal, draft in enumerate(drafts))


def _captions(section: Section, tables: Sequence[Table]) -> dict[str, Paragraph]:
    """The paragraphs of a section that are captions of its tables, by caption (which may have the unit behind it)."""
    return {
        table.caption: paragraph
        for table in tables
        for paragraph in section.paragraphs
        if table.caption == paragraph.text.value or table.caption.startswith(f"{paragraph.text.value} (")
    }


def _caption_passages(
    report: Report, section: Section, table: Table, captions: dict[str, Paragraph]
) -> Iterator[Passage]:
    """A table's caption right before its rows, where it tells figures itself: else the rows carry it, and alone it
    would stand in their way."""
    caption = captions.pop(table.caption, None)
    if caption is not None and states_figure(caption.text.value):
        for passage in _section_passages(report, replace(section, paragraphs=(caption,))):
            yield replace(passage, context=_without_repeats((passage.context, _headers(table)), passage.text))


def _headers(table: Table) -> str:
    return " | ".join(" ".join(dict.fromkeys(part for part in path if part)) for path in table.columns)


def _section_passages(report: Report, section: Section, apart: Iterable[Paragraph] = ()) -> Iterator[Passage]:
    """Passages of a section's own paragraphs, but for those that stand `apart`."""
    above = tuple(title for title in section.titles if title)
    left_out = {id(paragraph) for paragraph in apart}
    for group in _groups(_pieces([one for one in section.paragraphs if id(one) not in left_out])):
        parts = [piece.text.value[piece.start : piece.end] for piece in group]
        said = "\n".join(parts)
        context = _without_repeats((*above, *(line for piece in group for line in piece.context)), said)
        boxes = tuple(box for piece in group for box in piece.text.boxes(piece.start, piece.end))
        first = group[0]
        where = _Where(section.name, first.text.page(first.start), first.text.line(first.start), boxes)
        yield _passage(report, said, context, where, "prose")


def _pieces(paragraphs: Sequence[Paragraph]) -> Iterator[_Piece]:
    for number, paragraph in enumerate(paragraphs):
        value = paragraph.text.value
        if not value.strip():
            continue
        alive("đoạn trích")
        lead = (paragraph.lead,) if paragraph.lead else ()
        following = paragraphs[number + 1].lead if number + 1 < len(paragraphs) else None
        previous = paragraphs[number - 1].text.value if number else None
        for order, (start, end) in enumerate(cut(value)):
            own = (_subject(value),) if order else ()
            yield _Piece(
                paragraph.text,
                start,
                end,
                (*lead, *own),
                word_count(value[start:end]),
                leads=following is not None and following == value,
                follows_lead=paragraph.lead is not None and paragraph.lead == previous,
            )


def cut(text: str) -> list[tuple[int, int]]:
    """Spans of `text` of at most LONGEST words, cut only between sentences that do not lean on each other.

    One sentence (or several that lean on each other) longer than that stays whole.
    """
    spans = sentences(text)
    if not spans:
        return []
    if word_count(text) <= LONGEST:
        return [(spans[0][0], spans[-1][1])]
    blocks: list[tuple[int, int]] = []
    for start, end in spans:
        if blocks and _LEANS_BACK.match(text[start:end]):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    counts = [word_count(text[start:end]) for start, end in blocks]
    cuts: list[tuple[int, int]] = []
    held = 0
    for (start, end), count in zip(blocks, counts, strict=True):
        if cuts and held + count <= LONGEST and (held < ENOUGH or count < ENOUGH):
            cuts[-1] = (cuts[-1][0], end)
            held += count
        else:
            cuts.append((start, end))
            held = count
    return cuts


def _groups(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Neighbours put together: a list's lead with its first item, and pieces too short to stand alone."""
    group: list[_Piece] = []
    held = 0
    for piece in pieces:
        joins = bool(group) and held + piece.words <= LONGEST and _belongs(group, piece, held)
        if group and not joins:
            yield group
            group, held = [], 0
        group.append(piece)
        held += piece.words
    if group:
        yield group


def _belongs(group: Sequence[_Piece], piece: _Piece, held: int) -> bool:
    last = group[-1]
    if last.leads and piece.follows_lead:
        return held < ENOUGH
    same_list = last.context == piece.context or last.leads
    return same_list and not piece.leads and held + piece.words <= ENOUGH and min(held, piece.words) < SHORT


def _subject(text: str) -> str:
    """What a long paragraph is about: its opening up to the first colon, or its first clause, 30 syllables at most."""
    start, end = sentences(text)[0]
    opening = text[start:end]
    colon = opening.find(":")
    if 0 < colon <= 200:
        return opening[:colon]
    clause = re.match(r".{40,200}?[,;]", opening, re.DOTALL)
    return clause.group()[:-1] if clause else " ".join(opening.split()[:30])


def _note_passages(report: Report, note: Footnote) -> Iterator[Passage]:
    section = report.sections[note.section] if note.section is not None else None
    called: tuple[str, ...] = ()
    if section is not None and note.paragraph is not None and note.offset is not None:
        paragraph = section.paragraphs[note.paragraph]
        called = tuple(filter(None, (paragraph.lead, _sentence_at(paragraph.text.value, note.offset))))
    titles = section.titles if section else ()
    name = f"{section.name if section else ''}, chú thích {note.mark}".lstrip(", ")
    for order, (start, end) in enumerate(cut(note.text.value)):
        said = note.text.value[start:end]
        subject = (_subject(note.text.value),) if order else ()
        boxes = note.text.boxes(start, end)
        where = _Where(name, note.text.page(start), note.text.line(start), boxes)
        yield _passage(report, said, _without_repeats((*titles, *called, *subject), said), where, "footnote")


def _sentence_at(text: str, offset: int) -> str:
    for start, end in sentences(text):
        if start <= offset <= end:
            return text[start:end]
    return text


def _form_passages(report: Report, form: Form, columns: Sequence[FormColumn]) -> Iterator[Passage]:
    """A form's rows; of a form with several value columns (`columns`) the rows with all their values."""
    quotes = next((column.quotes for column in columns if column.main), {})
    headings = " | ".join(column.heading for column in sorted(columns, key=lambda one: one.column))
    name = ", ".join(part for part in (form.appendix, f"Biểu mẫu {form.number}" if form.number else form.title) if part)
    parents = {tuple((*row.parents, row.name)) for row in form.rows}
    with_children = {row.parents for row in form.rows} & parents
    for index, row in enumerate(form.rows):
        if row.value is None and not row.note.strip() and (*row.parents, row.name) in with_children:
            continue  # a heading inside the form: its rows carry it as their parent
        said = _row_text(quotes[index][0]) if index in quotes else row.quote
        context = _without_repeats((form.title, headings, *row.parents), said)
        where = _Where(name, row.page, row.line, row.boxes or row.value_boxes)
        yield _passage(report, said, context, where, "form")


def _row_text(quote: str) -> str:
    """A row without the empty cells at its end."""
    return quote.rstrip("\t ")


def _table_passages(report: Report, table: Table, told: frozenset[str] = frozenset()) -> Iterator[Passage]:
    """Passages of a table's rows but for those that are told already."""
    section = report.sections[table.section] if table.section is not None else None
    titles = (*(section.titles if section else ()), table.caption, _headers(table))
    name = section.name if section else table.caption
    for cells in table.rows:
        # A merged cell stands at every place it covers; it is said once, and equal cells side by side each.
        kept = [cell for cell in cells if not cell.reached]
        said = _row_text("\t".join(cell.text for cell in kept))
        if not said.strip() or said in told:
            continue
        boxes = tuple(box for cell in kept for box in cell.boxes)
        line = next((cell.line for cell in kept if cell.line is not None), None)
        where = _Where(name, kept[0].page, line, boxes)
        yield _passage(report, said, _without_repeats(titles, said), where, "table")


@dataclass(frozen=True, slots=True)
class _Where:
    section: str
    page: int
    line: int | None
    boxes: tuple[Box, ...]


def _passage(report: Report, text: str, context: str, where: _Where, origin: Origin) -> Passage:
    ref = ReportRef(report.id, report.number, report.date, report.agency)
    return Passage("", ref, text, context, report.file, where.section, where.page, where.line, where.boxes, origin)


def _without_repeats(lines: Iterable[str], said: str) -> str:
    """The lines of a context, each once, without those that the passage says itself."""
    return "\n".join(line for line in dict.fromkeys(lines) if line and line not in said)
