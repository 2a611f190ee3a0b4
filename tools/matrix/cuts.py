"""Reports cut and filled from one report, so that a slow reader can be measured on few pages that say much."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from qa_cchc.records import Form, FormRow, Paragraph, Report, Section

_CALL = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TEXTS = ("Không", "Chưa", "")
_MAKERS: tuple[Callable[[random.Random], str], ...] = (
    lambda r: str(r.randint(1, 9)),
    lambda r: f"{r.randint(0, 9):02}",
    lambda r: str(r.randint(10, 999)),
    lambda r: str(r.randint(1000, 9999)),
    lambda r: f"{r.randint(1, 999)}.{r.randint(0, 999):03}",
    lambda r: f"{r.randint(1, 9)}.{r.randint(0, 999):03}.{r.randint(0, 999):03}",
    lambda r: f"{r.randint(0, 99)},{r.randint(1, 9)}",
    lambda r: f"{r.randint(0, 99)},{r.randint(0, 99):02}",
    lambda r: f"{r.randint(0, 99)}.{r.randint(1, 9)}%",
    lambda r: f"{r.randint(0, 99)},{r.randint(0, 99):02}%",
    lambda r: "100",
    lambda r: r.choice(_TEXTS),
)


def short(report: Report) -> Report:
    """Few pages: the head, sections with footnotes and bullets, closing, forms 3 and 6, notes called."""
    keep = [
        index
        for index, section in enumerate(report.sections)
        if section.part != "body" or section.label in ("", "II", "II.1", "II.2", "III", "III.1")
    ]
    return _with_sections(report, keep, ("3", "6"))


def figures(report: Report, seed: int = 3) -> Report:
    """Forms full of numbers of every kind: every value cell drawn anew (texts and blanks among them), no prose."""
    draw = random.Random(seed)
    keep = [index for index, section in enumerate(report.sections) if section.part != "body" or index == 0]
    cut = _with_sections(report, keep, tuple(form.number for form in report.forms))
    return replace(cut, forms=tuple(replace(form, rows=tuple(_filled(row, draw) for row in form.rows))
                                    for form in cut.forms))


def digits(report: Report) -> Report:
    """The same on few pages: forms 4 and 6."""
    full = figures(report)
    return _with_sections(full, list(range(len(full.sections))), ("4", "6"))


def one_page(report: Report) -> Report:
    """A single page of prose: head, the last paragraph of a section, closing."""
    keep = [index for index, section in enumerate(report.sections)
            if section.part == "closing" or section.label in ("", "II.1")]
    cut = _with_sections(report, keep, ())
    sections = [
        replace(section, label=section.label and "I",
                paragraphs=section.paragraphs if section.part == "closing" else section.paragraphs[-1:])
        for section in cut.sections
    ]
    return replace(cut, sections=tuple(sections))


def one_form(report: Report, number: str = "6") -> Report:
    """The appendix of a single form with the values drawn anew."""
    keep = [index for index, section in enumerate(report.sections) if section.part == "appendix"]
    cut = _with_sections(figures(report), keep, (number,), of=report)
    return replace(cut, title=None, signer=None)


def _filled(row: FormRow, draw: random.Random) -> FormRow:
    if not row.unit:
        return row
    return replace(row, value=draw.choice(_MAKERS)(draw))


def _with_sections(report: Report, keep: list[int], numbers: tuple[str, ...], of: Report | None = None) -> Report:
    """The report with only these sections and forms; footnotes stay where their call stays."""
    source = of or report
    sections: tuple[Section, ...] = tuple(source.sections[index] for index in keep)
    forms: tuple[Form, ...] = tuple(form for form in report.forms if form.number in numbers)
    notes = []
    for note in report.footnotes:
        if note.section in keep:
            notes.append(replace(note, section=keep.index(note.section)))
        elif note.section is None and any(_calls(row.name, note.mark) for form in forms for row in form.rows):
            notes.append(note)
    return _renumbered(replace(report, sections=sections, forms=forms, footnotes=tuple(notes)))


def _calls(name: str, mark: str) -> bool:
    return mark.translate(_RAISED) in name


def _renumbered(report: Report) -> Report:
    """The report with its footnotes counted from 1 again, as every program that sets them counts them."""
    marks = {note.mark.translate(_RAISED): str(order).translate(_RAISED)
             for order, note in enumerate(report.footnotes, start=1)}

    def again(text: str) -> str:
        return _CALL.sub(lambda match: marks.get(match.group(), match.group()), text)

    def paragraph(one: Paragraph) -> Paragraph:
        return replace(one, text=replace(one.text, value=again(one.text.value)))

    return replace(
        report,
        sections=tuple(replace(section, paragraphs=tuple(map(paragraph, section.paragraphs)))
                       for section in report.sections),
        forms=tuple(replace(form, rows=tuple(replace(row, name=again(row.name)) for row in form.rows))
                    for form in report.forms),
        footnotes=tuple(replace(note, mark=str(order)) for order, note in enumerate(report.footnotes, start=1)),
    )
