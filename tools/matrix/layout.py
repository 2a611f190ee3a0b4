"""What a report looks like on paper: Report → lines, forms, letterhead and closing in the order offices print them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from qa_cchc.records import Form, Paragraph, Report, Section

HEADER = ("STT", "Chỉ tiêu thống kê", "Kết quả thống kê", "Đơn vị tính", "Số liệu", "Ghi chú")
"""Column heads of a standard form: code, name, result (over unit and value), unit, value, note."""

ASIDE = "(Sử dụng trong kỳ báo cáo hàng quý, 6 tháng, năm)"
"""Words that some offices print under the name of a form's second column."""

INDEX = ("(1)", "(2)", "(3)", "(4)", "(5)")
"""Column numbers under a form's head."""


@dataclass(frozen=True)
class Style:
    """How a layout is set; sizes in points, `paper` (width, height) in centimetres.

    `split_rows`: a table row may go on over the page's end. `shares`: widths of a form's columns, of any sum.
    `centred`: codes, units and values stand in the middle of their cells. `index_row`: the head ends with a row of
    column numbers. `aside`: words in brackets under the name of the second column. `bold_groups`: rows without unit are
    bold. `rule`: width of ruling lines. `shaded`: the head stands on grey. `numbers_below`: page numbers at the foot.
    `borders`: lines around all cells, across the table only, under the head only, at the table's ends and under its
    head, or none. `stroke`: how lines are drawn. `zebra`: every other row stands on grey. `right`: units and values
    stand at the right edge. `level`: where codes, units and values stand beside a name of several lines. `padding`:
    room above and below the text of a cell, in points, where it is not what the program likes best.
    """

    font: str = "Times New Roman"
    size: float = 14
    table_size: float = 12
    landscape_appendix: bool = False
    split_rows: bool = True
    page_numbers: bool = False
    paper: tuple[float, float] = (21.0, 29.7)
    shares: tuple[float, ...] | None = None
    centred: bool = False
    index_row: bool = False
    aside: bool = False
    bold_groups: bool = False
    rule: float = 0.5
    shaded: bool = False
    numbers_below: bool = False
    heads: tuple[str, ...] = HEADER
    borders: Literal["all", "across", "head", "ends", "none"] = "all"
    stroke: Literal["solid", "dotted", "double"] = "solid"
    zebra: bool = False
    right: bool = False
    level: Literal["top", "middle", "bottom"] | None = None
    padding: float | None = None

    @property
    def printed_heads(self) -> tuple[str, ...]:
        """Every text of a form's head, in order."""
        stt, name, *rest = self.heads
        return (stt, f"{name} {ASIDE}" if self.aside else name, *rest, *(INDEX if self.index_row else ()))


@dataclass
class Line:
    """A paragraph to be set: text with superscript calls, and its style."""

    text: str
    bold: bool = False
    centred: bool = False
    indent: bool = True


@dataclass
class Layout:
    """What a report looks like on paper, in reading order."""

    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    lines: list[Line | Form] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def layout_of(report: Report) -> Layout:
    """The report laid out as offices lay theirs out: two-column head and closing, bold headings, forms at the end."""
    place = report.place or ""
    issued = report.date
    dateline = f"ngày {issued.day:02d} tháng {issued.month} năm {issued.year}" if issued else ""
    layout = Layout(
        ["ỦY BAN NHÂN DÂN", place.upper(), f"Số: {report.number}"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            f"{place[:1].upper()}{place[1:]}, {dateline}",
        ],
    )
    layout.notes = {footnote.mark: footnote.text.value for footnote in report.footnotes}
    layout.lines = [Line("BÁO CÁO", True, True), Line(report.title or "", True, True)]
    closing = [section for section in report.sections if section.part == "closing"]
    for section in report.sections:
        if section.part == "closing":
            continue
        layout.lines.extend(_section(section))
        if section.part == "body":
            continue
        layout.lines.extend(item for form in report.forms for item in (*_caption(form), form))
    texts = [paragraph for section in closing for paragraph in section.paragraphs]
    layout.recipients = [
        f"{paragraph.bullet or ''} {paragraph.text.value}".strip() for paragraph in texts if _recipient(paragraph)
    ]
    layout.signature = [
        paragraph.text.value
        for paragraph in texts
        if not _recipient(paragraph) and not paragraph.text.value.startswith("Trên")
    ]
    conclusion = [Line(paragraph.text.value) for paragraph in texts if paragraph.text.value.startswith("Trên đây")]
    at = next(
        (n for n, item in enumerate(layout.lines) if isinstance(item, Line) and item.text.startswith("PHỤ LỤC")),
        len(layout.lines),
    )
    layout.lines[at:at] = conclusion
    return layout


def _recipient(paragraph: Paragraph) -> bool:
    return paragraph.bullet is not None or paragraph.text.value.startswith("Nơi nhận")


def _section(section: Section) -> Iterator[Line]:
    label, titles, part, paragraphs = section.label, section.titles, section.part, section.paragraphs
    own = label.rsplit(".", 1)[-1]
    numbered = bool(paragraphs) and paragraphs[0].bullet == f"{own}."
    if part == "appendix":
        yield Line(label.replace("Phụ lục", "PHỤ LỤC"), True, True)
        yield Line(titles[-1], True, True)
    elif titles and titles[-1] == "Nguyên nhân":
        yield Line("* Nguyên nhân:", True)
    elif titles and not numbered:
        yield Line(f"{own}. {titles[-1]}", True)
    for paragraph in paragraphs:
        text = f"{paragraph.bullet} {paragraph.text.value}" if paragraph.bullet else paragraph.text.value
        yield Line(text, centred=part == "appendix")


def _caption(form: Form) -> Iterator[Line]:
    yield Line(f"Biểu mẫu {form.number}", True, True)
    yield Line(form.title, True, True)
