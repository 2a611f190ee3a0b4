"""The tables of a memo: figures one by one, or a comparison, each number with the mark of its footnote."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from qa_cchc.export.grid import Grid
from qa_cchc.export.memo.page import keep_whole, set_widths
from qa_cchc.export.words import STATES, clean, is_coded
from qa_cchc.records import Figure
from qa_cchc.vietnamese.written import written_number

# Sets the mark of a citation at the end of a paragraph.
Mark = Callable[[Paragraph, int], None]
_HEADINGS = ("TT", "Chỉ tiêu", "Của ai", "Kỳ", "Giá trị", "Đơn vị")
_SMALL = 16
_SHARES = (0.06, 0.31, 0.21, 0.14, 0.19, 0.09)


def shown_value(figure: Figure) -> str:
    """A figure's value as it stands in a cell: the number, with its parts where the report gives them, or its state."""
    if figure.state != "value" or figure.value is None:
        return STATES[figure.state]
    if is_coded(figure):
        return figure.text
    shown = ("khoảng " if figure.approximate else "") + written_number(figure.value)
    if figure.unit == "%":
        shown += "%"
        if figure.numerator is not None and figure.denominator is not None:
            shown += f" ({written_number(figure.numerator)}/{written_number(figure.denominator)})"
    elif figure.denominator is not None and "/" in figure.text:
        shown += f"/{written_number(figure.denominator)}"
    return shown


def add_figures(
    document: Document, figures: Sequence[Figure], citations: Sequence[int], width: Length, mark: Mark
) -> None:
    """The figures as a table, in the order given."""
    table = _new(document, len(figures) + 1, _HEADINGS, [Length(int(width * share)) for share in _SHARES], Pt(12))
    for row, (figure, citation) in enumerate(zip(figures, citations, strict=True), 1):
        scope, place = figure.scope or "", figure.place or ""
        said = [scope] if place.lower() in scope.lower() else [scope, place]
        whose = ", ".join(part for part in said if part)
        cells = table.rows[row].cells
        _put(cells[0], str(row), WD_ALIGN_PARAGRAPH.CENTER, Pt(12))
        name = figure.indicator[:1].upper() + figure.indicator[1:]
        _put(cells[1], f"{name} ({figure.change})" if figure.change else name, None, Pt(12))
        _put(cells[2], whose, None, Pt(12))
        lasting = " (lũy kế)" if figure.cumulative else ""
        _put(cells[3], (figure.period.label if figure.period else "") + lasting, None, Pt(12))
        mark(_put(cells[4], shown_value(figure), WD_ALIGN_PARAGRAPH.RIGHT, Pt(12)), citation)
        unit = "" if figure.unit == "%" or is_coded(figure) else figure.unit or ""
        _put(cells[5], unit, None, Pt(12))
    _keep_together(table)


def add_grid(document: Document, grid: Grid, width: Length, mark: Mark) -> None:
    """The comparison as a table; numbers worked out stand in italics."""
    headings = (grid.label_heading, *grid.headings)
    size = Pt(12) if len(headings) <= 6 else Pt(11) if len(headings) <= 9 else Pt(10)
    first = 0.42 if len(headings) <= 3 else 0.34 if len(headings) == 4 else 0.26 if len(headings) <= 7 else 0.18
    rest = (1 - first) / max(1, len(grid.headings))
    widths = [Length(int(width * first)), *(Length(int(width * rest)) for _ in grid.headings)]
    table = _new(document, len(grid.rows) + 1, headings, widths, size)
    for place, row in enumerate(grid.rows, 1):
        cells = table.rows[place].cells
        _put(cells[0], row.label, None, size)
        for cell, into in zip(row.cells, cells[1:], strict=True):
            paragraph = _put(into, cell.text, WD_ALIGN_PARAGRAPH.RIGHT, size, bool(cell.formula))
            if cell.citation is not None:
                mark(paragraph, cell.citation)
    _keep_together(table)


def _new(document: Document, rows: int, headings: Sequence[str], widths: Sequence[Length], size: Length) -> Table:
    table = document.add_table(rows=rows, cols=len(headings))
    table.style = document.styles["Table Grid"]
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(table, tuple(widths))
    keep_whole(table)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        paragraph = _put(cell, heading, WD_ALIGN_PARAGRAPH.CENTER, size)
        paragraph.runs[0].bold = True
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        paragraph.paragraph_format.keep_with_next = True
    return table


def _keep_together(table: Table) -> None:
    """A small table stays on one page."""
    if len(table.rows) <= _SMALL:
        for row in table.rows[:-1]:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True


def _put(
    cell: _Cell, text: str, alignment: WD_ALIGN_PARAGRAPH | None, size: Length, italic: bool = False
) -> Paragraph:
    paragraph = cell.paragraphs[0]
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(2), Pt(2), 1.0
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if alignment is None else alignment
    run = paragraph.add_run(clean(text))
    run.font.size, run.italic = size, italic or None
    return paragraph
