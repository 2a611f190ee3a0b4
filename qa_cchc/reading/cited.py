"""Documents that a report refers to, each mention with its place.

Looked for in the title, headings, paragraphs, footnotes, tables and the notes of standard forms. The names of a form's
rows are the form's own print; letterhead, recipients and signature are the report's own: nothing there is cited. Nor is
the report itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from qa_cchc.reading.closing import opens_conclusion
from qa_cchc.records import Box, CitedDocument, Report, Text
from qa_cchc.vietnamese.document_numbers import issuer_of_number, number_key
from qa_cchc.vietnamese.documents import DocumentMention, find_documents
from qa_cchc.vietnamese.unicode import fold

# The line over an appendix that says which report it belongs to.
_BELONGS = re.compile(r"\(?\s*(?:ban hanh |gui )?kem theo (?:bao cao|cong van|to trinh)\b")


def cited_documents(report: Report) -> tuple[CitedDocument, ...]:
    """Every mention of another document in `report`, in the order of its sections, footnotes, tables and forms."""
    return tuple(_everywhere(report))


def _everywhere(report: Report) -> Iterator[CitedDocument]:
    yield from _in_words(report.title or "", "", 1, None, (), report)
    for section in report.sections:
        opening = section.paragraphs[0].text.value if section.paragraphs else ""
        if section.part != "closing" and section.title not in opening:  # a heading that runs on into its text
            yield from _in_words(section.title, section.name, section.page, None, (), report)
        for paragraph in section.paragraphs:
            if section.part != "closing" or opens_conclusion(paragraph.text.value):
                yield from _in_text(paragraph.text, section.name, report)
    for note in report.footnotes:
        section_name = report.sections[note.section].name if note.section is not None else ""
        yield from _in_text(note.text, f"{section_name}, chú thích {note.mark}".lstrip(", "), report)
    for table in report.tables:
        name = report.sections[table.section].name if table.section is not None else table.caption
        for row in table.rows:
            for cell in row:
                if not cell.reached:
                    yield from _in_words(cell.text, name, cell.page, cell.line, cell.boxes, report)
    for form in report.forms:
        name = ", ".join(filter(None, (form.appendix, f"Biểu mẫu {form.number}" if form.number else form.title)))
        for row in form.rows:
            yield from _in_words(row.note, name, row.page, row.line, row.boxes, report)


def _in_text(text: Text, section: str, report: Report) -> Iterator[CitedDocument]:
    for one in _others(text.value, report):
        quote = text.value[one.start : one.end]
        boxes = text.boxes(one.start, one.end)
        yield _cited(_without_doubts(one, text), section, text.page(one.at), quote, text.line(one.at), boxes)


def _in_words(
    words: str, section: str, page: int, line: int | None, boxes: tuple[Box, ...], report: Report
) -> Iterator[CitedDocument]:
    for one in _others(words, report):
        yield _cited(one, section, page, words[one.start : one.end], line, boxes)


def _without_doubts(one: DocumentMention, text: Text) -> DocumentMention:
    """The mention without a number or day of which a scan's words were not read with confidence."""
    doubtful = [
        spot
        for spot in text.at(one.start, one.end)
        if spot.doubtful and any(letter.isdigit() for letter in text.value[spot.start : spot.end])
    ]
    if not doubtful:
        return one
    behind = one.at + len(one.number or "")
    of_number = any(spot.start < behind and spot.end > one.at for spot in doubtful)
    of_day = any(spot.start >= behind or spot.end <= one.at for spot in doubtful)
    return replace(one, number=None if of_number else one.number, date=None if of_day else one.date)


def _others(words: str, report: Report) -> Iterator[DocumentMention]:
    if not words or _BELONGS.match(fold(words)):
        return
    own = number_key(report.number) if report.number else None
    for one in find_documents(words):
        if own is None or one.number is None or number_key(one.number) != own or not _same_day(one.date, report.date):
            yield one


def _same_day(stated: date | None, own: date | None) -> bool:
    return stated is None or own is None or stated == own


def _cited(
    one: DocumentMention, section: str, page: int, quote: str, line: int | None, boxes: tuple[Box, ...]
) -> CitedDocument:
    derived = issuer_of_number(one.number) if one.number else None
    return CitedDocument(
        one.kind, one.number, one.date, one.issuer, one.title, section, page, quote, line, boxes, derived
    )
