"""What flows through the house: one frozen record per idea, no behaviour beyond each record's own invariants.

A file becomes a `Report`; a report yields `Passage`s and `Figure`s; a person's words become a `Question`; both meet in
an `Answer`. All text is NFC. Boxes are PDF points with the origin at the page's top left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qa_cchc.comparison import ComparedCell as ComparedCell
from qa_cchc.comparison import Comparison
from qa_cchc.comparison import Formula as Formula

Level = Literal["bộ", "tỉnh", "huyện", "xã", "sở"]
ReportStatus = Literal["ok", "partial", "failed"]
FigureState = Literal["value", "blank", "none", "not_yet", "text", "unreadable"]
FigureOrigin = Literal["form", "prose", "footnote", "table"]
AnswerStatus = Literal["answered", "blank", "not_found"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page. `page` counts from 1; coordinates are PDF points, origin top left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the characters `start:end` of a `Text` stand: page (from 1), line of a text file (from 1), box if known.

    `doubtful` marks words of a scan that were not read with confidence: no number may be taken from them.
    """

    start: int
    end: int
    page: int
    line: int | None = None
    box: Box | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Text as printed, with the spots its characters were read from, in order of `start`.

    Calls of footnotes stand in the text as superscript digits ("hồ sơ¹"), whatever the file used.
    """

    value: str
    spots: tuple[Spot, ...] = ()

    def at(self, start: int, end: int | None = None) -> Iterator[Spot]:
        """The spots that overlap `start:end` (one character when `end` is left out)."""
        end = start + 1 if end is None else end
        return (spot for spot in self.spots if spot.start < end and spot.end > start)

    def page(self, start: int = 0) -> int:
        """Page (from 1) of the character at `start`; of the nearest spot before it when it has none of its own."""
        page = self.spots[0].page if self.spots else 1
        for spot in self.spots:
            if spot.start > start:
                break
            page = spot.page
        return page

    def line(self, start: int = 0) -> int | None:
        """Line (from 1) of the character at `start` in a text file; None for paged formats."""
        line = self.spots[0].line if self.spots else None
        for spot in self.spots:
            if spot.start > start:
                break
            line = spot.line
        return line

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Boxes of `start:end`, those on one line of one page merged into one."""
        merged: list[Box] = []
        for spot in self.at(start, end):
            box = spot.box
            if box is None:
                continue
            last = merged[-1] if merged else None
            # Same line: the vertical middles fall inside each other, and reading goes on to the right.
            if last and last.page == box.page and last.y0 < (box.y0 + box.y1) / 2 < last.y1 and box.x0 >= last.x0:
                merged[-1] = Box(last.page, last.x0, min(last.y0, box.y0), max(last.x1, box.x1), max(last.y1, box.y1))
            else:
                merged.append(box)
        return tuple(merged)


@dataclass(frozen=True, slots=True)
class Window:
    """The data window a text states ("từ ngày 15/12/2022 đến ngày 28/02/2023"), both ends included."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period. `id` is `2023-Q1`, `2023-H1`, `2023-9M`, `2023`, `2023-05`; both ends are calendar days."""

    id: str
    label: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class FootnoteCall:
    """A footnote's mark standing at `offset` of a paragraph's text."""

    mark: str
    offset: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, list item or continued bullet of a section, joined over line and page breaks.

    `lead` is the text of the paragraph that introduces it ("… cụ thể như sau:") when the paragraph is an item under it.
    """

    text: Text
    calls: tuple[FootnoteCall, ...] = ()
    bullet: str | None = None
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the outline and the paragraphs directly under it.

    `label` is the full path of numbers ("II.2", "II.2.a"; "" before the first heading); `titles` the headings from the
    outermost to this one, without numbers. `part` is "body", "appendix" or "closing" (recipients and signature).
    """

    label: str
    titles: tuple[str, ...]
    page: int
    paragraphs: tuple[Paragraph, ...] = ()
    part: Literal["body", "appendix", "closing"] = "body"

    @property
    def title(self) -> str:
        """The section's own heading, "" before the first one."""
        return self.titles[-1] if self.titles else ""

    @property
    def name(self) -> str:
        """Label and heading as a person cites them ("II.2. Cải cách thể chế"); "" before the first heading."""
        return ". ".join(part for part in (self.label, self.title) if part)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote and where it is called: indexes into `Report.sections` and its `paragraphs`, None if nowhere."""

    mark: str
    text: Text
    section: int | None = None
    paragraph: int | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a standard form. Texts are as printed; `path` is the full code ("3.2/1"), `parents` outermost first.

    `value` is None when the row has no value cell at all (a merged heading row), "" when the cell is there and empty.
    `unreadable`: the value cell of a scan holds ink that could not be read with confidence; `value` then is "".
    """

    code: str
    path: str
    name: str
    unit: str
    value: str | None
    note: str
    parents: tuple[str, ...]
    page: int
    line: int | None = None
    boxes: tuple[Box, ...] = ()
    value_boxes: tuple[Box, ...] = ()
    unreadable: bool = False

    @property
    def quote(self) -> str:
        """The row as it stands, cells parted by tabs."""
        return "\t".join([self.code, self.name, self.unit, self.value or "", self.note]).rstrip("\t ")


@dataclass(frozen=True, slots=True)
class Form:
    """One standard form ("Biểu mẫu 3"), stitched over page breaks. `number` is "3"; `appendix` as in "Phụ lục II"."""

    number: str
    title: str
    appendix: str
    rows: tuple[FormRow, ...]
    page: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, a merged one repeated at every place it covers (`reached`: over which its left one reaches).
    `unreadable` as in `FormRow`."""

    text: str
    page: int
    boxes: tuple[Box, ...] = ()
    line: int | None = None
    unreadable: bool = False
    reached: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is no standard form. `columns` are header paths from outermost to innermost, one per column."""

    caption: str
    section: int | None
    columns: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    page: int


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document that a report refers to ("Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ về …").

    `kind` is the document's kind in lower case ("quyết định"); `number` as printed; what the text leaves out is None.
    `quote` is the reference as it stands in the text. `issuer_of_number` is not read but follows: who alone can have
    issued a document of that number ("61/2018/NĐ-CP" → "Chính phủ"), None where the number leaves it open.
    """

    kind: str | None
    number: str | None
    date: date | None
    issuer: str | None
    title: str | None
    section: str
    page: int
    quote: str
    line: int | None = None
    boxes: tuple[Box, ...] = ()
    issuer_of_number: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One file as it was read. A field that the file does not state is None, never guessed.

    `id` is the first 12 hex digits of `sha256`; `file` is relative to the corpus folder, with "/".
    `paged` says whether page numbers are those of the printed document (false for TXT and unpaginated DOCX).
    `sheets` are the names of a workbook's sheets: there a page number counts the sheets, a line number is a row's.
    """

    id: str
    file: str
    sha256: str
    number: str | None = None
    date: date | None = None
    kind: str | None = None
    title: str | None = None
    agency: str | None = None
    place: str | None = None
    level: Level | None = None
    province: str | None = None
    period: Period | None = None
    window: Window | None = None
    signer: str | None = None
    pages: int = 0
    paged: bool = True
    status: ReportStatus = "ok"
    warnings: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    forms: tuple[Form, ...] = ()
    tables: tuple[Table, ...] = ()
    sheets: tuple[str, ...] = ()
    cited: tuple[CitedDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRef:
    """What a passage, a figure and a citation keep of their report."""

    id: str
    number: str | None
    date: date | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report that is found and shown as one.

    `context` is what stands around it and is searched with it, not shown as its text: section titles, the paragraph
    that leads in, a form row's parents. `id` is `<report id>:<ordinal>`.
    """

    id: str
    report: ReportRef
    text: str
    context: str
    file: str
    section: str
    page: int
    line: int | None
    boxes: tuple[Box, ...]
    origin: Literal["prose", "footnote", "form", "table"] = "prose"


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that a search returned: fused score in [0, 1] and the character spans of its text that matched."""

    passage: Passage
    score: float
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One number (or its openly stated absence) that a report gives, with everything needed to sign under it.

    `value` is a number in `unit`; `text` is the value as printed. `mark` is the span of `quote` where it stands.
    `about` holds the words that say what is counted, where no catalogue name does. `group` ties figures read from one
    phrase ("840 hồ sơ, 35%"). `change` is the comparison basis when the figure is a change ("so với quý I").
    `facets` are concept ids read from the words around it (see `vietnamese/concepts.yaml`).
    `whole` is the id of the figure that this one is openly a part of ("220 hồ sơ (trong đó: trước hạn 115 …)").
    `same` and `differs` are ids of figures of the same report which state the same indicator, scope and period: with
    the same value, or with another one.
    What an archive knows of a figure is None or empty before it is in one: `series` is the key of the series it is a
    point of; `corrected_by` the id of the statement of a newer report that takes its place, `corrects` and `confirms`
    ids of earlier statements that this one takes the place of, or states again.
    """

    id: str
    indicator: str
    indicator_id: str | None
    value: float | int | None
    text: str
    unit: str | None
    state: FigureState
    period: Period | None
    place: str | None
    level: Level | None
    scope: str | None
    origin: FigureOrigin
    report: ReportRef
    file: str
    section: str
    page: int
    quote: str
    mark: tuple[int, int] | None = None
    boxes: tuple[Box, ...] = ()
    line: int | None = None
    approximate: bool = False
    cumulative: bool | None = None
    numerator: float | int | None = None
    denominator: float | int | None = None
    form: str | None = None
    code: str | None = None
    note: str | None = None
    window: Window | None = None
    change: str | None = None
    about: str = ""
    group: str = ""
    facets: tuple[str, ...] = ()
    whole: str | None = None
    same: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    series: str | None = None
    corrected_by: str | None = None
    corrects: tuple[str, ...] = ()
    confirms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed check of a report's own figures, or of figures of several reports.

    `quotes` are (file, page, exact quote); `figures` the ids of the figures concerned; `check` names the check
    ("share", "parts", "form_formula", "statements", …).
    """

    kind: Literal["ratio", "sum", "conflict", "unit", "period"]
    severity: Literal["error", "warning", "note"]
    message: str
    stated: str
    expected: str
    quotes: tuple[tuple[str, int, str], ...]
    report: ReportRef
    figures: tuple[str, ...] = ()
    check: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions on reports, all of which must hold. Empty means no condition.

    The last four are conditions on figures alone: whose they are, where they were read ("form", "prose", …), their
    state, and whether they are counted from an earlier day than the period's first.
    """

    periods: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    report_number: str | None = None
    scope: str | None = None
    origins: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    cumulative: bool | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What was understood of a person's words: `text` is the question repaired (diacritics restored, abbreviations
    opened); `kind` is "figure", "several", "yes_no", "explanation", "document", "topic", "comparison", "trend",
    "ranking", "total" or "cited" (a document that reports cite); `indicators` are catalogue ids, the likeliest first;
    `facets` concept ids; `assumed` says in sentences what the words left open and how it was taken."""

    asked: str
    text: str
    kind: str
    periods: tuple[Period, ...] = ()
    places: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    scope: str | None = None
    indicators: tuple[str, ...] = ()
    report_number: str | None = None
    facets: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer's words stand. `memo` is the citation as a civil servant writes it, `text` in the style set.

    The other fields are what every style is made of: the report with its kind ("báo cáo"), title and place, then the
    section, the path of a form's row, and the page (of a paged file), the sheet and row (`line`) of a workbook, or the
    line of a text file.
    """

    id: int
    memo: str
    file: str
    page: int
    text: str = ""
    report: ReportRef | None = None
    kind: str | None = None
    title: str | None = None
    place: str | None = None
    section: str = ""
    row: str | None = None
    line: int | None = None
    sheet: str | None = None
    paged: bool = True


@dataclass(frozen=True, slots=True)
class Rephrasing:
    """That an answer stands in the words of a language model: which one, and the words as they were built."""

    model: str
    built: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to the person: text whose every number carries a citation mark "[n]", and what it was built from.

    `figure_citations[i]` and `passage_citations[i]` are the citation ids of `figures[i]` and `passages[i]`.
    """

    question: Question
    status: AnswerStatus
    answer: str
    figures: tuple[Figure, ...] = ()
    figure_citations: tuple[int, ...] = ()
    passages: tuple[Found, ...] = ()
    passage_citations: tuple[int, ...] = ()
    citations: tuple[Citation, ...] = ()
    comparison: Comparison | None = None
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    elapsed_ms: float = 0.0
    rephrased: Rephrasing | None = None
