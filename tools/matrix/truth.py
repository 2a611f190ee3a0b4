"""What a reader should find in a rendered file, as plain data that goes to and from JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from qa_cchc.records import Report

from .layout import HEADER, Layout

_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_EDGES = re.compile(r"^[^\w%]+|[^\w%]+$")
_GLUED_CALL = re.compile(r"(?<=[^\W\d_])\d{1,2}$")


@dataclass(frozen=True)
class Row:
    """A row of a form: `path` is its full code, `value` as printed ("" when the cell is empty), `page` from 1."""

    form: str
    code: str
    path: str
    name: str
    unit: str
    value: str
    note: str = ""
    page: int | None = None


@dataclass(frozen=True)
class Call:
    """Where a footnote is called: its mark, the section's label, the letters before it (no spaces)."""

    mark: str
    section: str
    before: str


@dataclass(frozen=True)
class Quote:
    """A stretch of a paragraph, the page it stands on and its boxes in points [x0, y0, x1, y1], origin top left."""

    text: str
    page: int
    boxes: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True)
class Truth:
    """All that is measured. `furniture` are words printed that no record needs to hold (head, table heads, numbers)."""

    words: tuple[str, ...]
    furniture: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    calls: tuple[Call, ...] = ()
    head: dict[str, str] = field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()
    broken_forms: tuple[str, ...] = ()
    pages: int | None = None

    def write(self, path: Path) -> None:
        """Writes the truth as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Truth:
        """The truth in a JSON file that `write` made."""
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            tuple(data["words"]),
            tuple(data["furniture"]),
            tuple(Row(**row) for row in data["rows"]),
            tuple((label, title) for label, title in data["sections"]),
            tuple((mark, text) for mark, text in data["notes"]),
            tuple(Call(**call) for call in data["calls"]),
            data["head"],
            tuple(Quote(q["text"], q["page"], tuple(tuple(box) for box in q["boxes"])) for q in data["quotes"]),
            tuple(data["broken_forms"]),
            data["pages"],
        )


def words_of(text: str) -> list[str]:
    """Words to be counted: NFC, parted by white space, punctuation off both ends, marks of footnote calls left out."""
    plain = _RAISED.sub("", unicodedata.normalize("NFC", text))
    words = (_GLUED_CALL.sub("", _EDGES.sub("", word)) for word in plain.split())
    return [word for word in words if word]


def squeezed(text: str) -> str:
    """The text's letters, digits and signs without any space, NFC, raised digits left out."""
    return "".join(_RAISED.sub("", unicodedata.normalize("NFC", text)).split())


def tidy(text: str) -> str:
    """The text with single spaces, NFC, marks of footnote calls left out."""
    return " ".join(_RAISED.sub("", unicodedata.normalize("NFC", text)).split())


def text_of(report: Report) -> Iterator[str]:
    """Everything a report says, piece by piece in reading order.

    Left out are the letterhead but for the title, numbers of headings and the numbers of forms: they are measured by
    themselves, and offices print them in many ways.
    """
    yield report.title or ""
    for section in report.sections:
        own = section.label.rsplit(".", 1)[-1]
        first = section.paragraphs[0].bullet if section.paragraphs else None
        # A numbered paragraph that counts as a section carries its number itself and its parent's heading.
        if section.title and first != f"{own}.":
            yield section.title
        for paragraph in section.paragraphs:
            yield f"{paragraph.bullet or ''} {paragraph.text.value}"
    for note in report.footnotes:
        yield note.text.value
    for form in report.forms:
        yield form.title
        for row in form.rows:
            yield " ".join((row.code, row.name, row.unit, row.value or "", row.note))
    for table in report.tables:
        if any(table.caption.startswith(f"Biểu mẫu {form.number}") for form in report.forms):
            continue
        for cells in table.rows:
            seen: list[object] = []
            for cell in cells:
                if not any(cell is other for other in seen):
                    seen.append(cell)
                    yield cell.text


def calls_of(report: Report) -> Iterator[Call]:
    """The calls of footnotes in a report's paragraphs."""
    for note in report.footnotes:
        if note.section is None or note.paragraph is None or note.offset is None:
            continue
        section = report.sections[note.section]
        before = section.paragraphs[note.paragraph].text.value[: note.offset]
        yield Call(note.mark, section.label, squeezed(before)[-16:])


def head_of(report: Report) -> dict[str, str]:
    """The letterhead fields of a report as text, only those it has."""
    found = {
        "number": report.number,
        "date": report.date.isoformat() if report.date else None,
        "kind": report.kind,
        "title": report.title,
        "agency": report.agency,
        "place": report.place,
        "level": report.level,
        "period": report.period.id if report.period else None,
        "signer": report.signer,
    }
    return {name: value for name, value in found.items() if value}


def rows_of(report: Report) -> Iterator[Row]:
    """The form rows of a report."""
    for form in report.forms:
        for row in form.rows:
            yield Row(form.number, row.code, row.path, tidy(row.name), row.unit, row.value or "", tidy(row.note))


def truth_of(report: Report, layout: Layout) -> Truth:
    """The truth of a layout made from a report that is known to be read rightly."""
    furniture = [*layout.left, *layout.right, "BÁO CÁO", *(f"Biểu mẫu {form.number}" for form in report.forms)]
    furniture += [section.label.rsplit(".", 1)[-1] for section in report.sections]
    furniture += [section.label.upper() for section in report.sections if section.part == "appendix"]
    return Truth(
        words=tuple(word for piece in text_of(report) for word in words_of(piece)),
        furniture=tuple(word for piece in [*furniture, *HEADER] for word in words_of(piece)),
        rows=tuple(rows_of(report)),
        sections=tuple((section.label, section.title) for section in report.sections if section.title),
        notes=tuple((note.mark, tidy(note.text.value)) for note in report.footnotes),
        calls=tuple(calls_of(report)),
        head=head_of(report),
    )


def with_pages(truth: Truth, pages: int, repeated: Iterable[str]) -> Truth:
    """The truth of a paged file: numbers of its pages and texts that are `repeated` are furniture too."""
    numbers = [str(page) for page in range(1, pages + 1)]
    again = [word for piece in repeated for word in words_of(piece)]
    return replace(truth, furniture=(*truth.furniture, *numbers, *again), pages=pages)
