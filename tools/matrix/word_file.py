"""A layout as a Word file, with real footnotes and repeated table headers."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from qa_cchc.records import Form

from .layout import ASIDE, INDEX, Layout, Line, Style

CALLS = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})")
"""Calls of footnotes in a text."""

DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""Raised digits to plain ones."""

_FOOTNOTES_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FOOTNOTES_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_WIDTHS = (1.4, 6.5, 2.8, 2.2, 3.1)
_WIDE = (1.8, 12.0, 4.0, 3.0, 3.9)


def write_docx(layout: Layout, path: Path, style: Style | None = None) -> Path:
    """A Word file of the layout, with real footnotes."""
    style = style or Style()
    document = docx.Document()
    _set_font(document, style)
    _page(document.sections[0], style)
    if style.page_numbers:
        _number_pages(document.sections[0], below=style.numbers_below)
    if layout.left:
        _two_columns(document, layout.left, layout.right, head=True)
    signed = not layout.signature
    for item in layout.lines:
        if isinstance(item, Line) and item.text.startswith("PHỤ LỤC") and not signed:
            _two_columns(document, layout.recipients, layout.signature)
            if style.landscape_appendix:
                _page(document.add_section(WD_SECTION.NEW_PAGE), style, landscape=True)
            else:
                document.add_page_break()
            signed = True
        if isinstance(item, Line):
            _paragraph(document.add_paragraph(), item)
        else:
            _form_table(document, item, style)
    if not signed:
        _two_columns(document, layout.recipients, layout.signature)
    document.save(str(path))
    _add_footnotes(path, layout.notes)
    return path


def _set_font(document: docx.document.Document, style: Style) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = style.font, Pt(style.size)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), style.font)


def _page(section: docx.section.Section, style: Style, *, landscape: bool = False) -> None:
    width, height = sorted(style.paper, reverse=landscape)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)


def _number_pages(section: docx.section.Section, *, below: bool) -> None:
    """Page numbers at the top (or the foot), none on the first page, as Nghị định 30/2020/NĐ-CP has them."""
    section.different_first_page_header_footer = True
    paragraph = (section.footer if below else section.header).paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", None), (None, " PAGE "), ("end", None)):
        run = paragraph.add_run()
        if kind is None:
            made = OxmlElement("w:instrText")
            made.text = text
        else:
            made = OxmlElement("w:fldChar")
            made.set(qn("w:fldCharType"), kind)
        run._r.append(made)


def _two_columns(
    document: docx.document.Document, left: Sequence[str], right: Sequence[str], *, head: bool = False
) -> None:
    """Two columns side by side; the head's and the signature's stand centred, recipients in small type."""
    table = document.add_table(rows=1, cols=2)
    page = document.sections[-1]
    room = (page.page_width - page.left_margin - page.right_margin) / Cm(1)
    shares = (0.39, 0.61) if head else (0.5, 0.5)
    _set_widths(table, tuple(share * room for share in shares))
    for cell, texts, is_left in zip(table.rows[0].cells, (left, right), (True, False), strict=True):
        for index, text in enumerate(texts):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            _runs(paragraph, text, bold=text.isupper())
            paragraph.paragraph_format.space_after = Pt(0)
            if head or not is_left:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if not head and not is_left and index and index == len(texts) - 1:
                paragraph.paragraph_format.space_before = Pt(48)
            for run in paragraph.runs:
                run.font.size = Pt(12 if head else 11 if is_left else 13)


def _set_widths(table: docx.table.Table, widths: tuple[float, ...]) -> None:
    """Fixed widths in centimetres, in the grid as well as in the cells: LibreOffice reads the one, Word the other."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _paragraph(paragraph: docx.text.paragraph.Paragraph, line: Line) -> None:
    form = paragraph.paragraph_format
    form.space_after = Pt(6)
    if line.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        form.first_line_indent = Cm(1.27) if line.indent else None
    _runs(paragraph, line.text, line.bold)


def _runs(paragraph: docx.text.paragraph.Paragraph, text: str, bold: bool = False) -> None:
    for index, piece in enumerate(CALLS.split(text)):
        if not piece:
            continue
        run = paragraph.add_run("" if index % 2 else piece)
        run.bold = bold
        if index % 2:
            run.font.superscript = True
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), piece.translate(DIGITS))
            run._r.append(reference)


def _form_table(document: docx.document.Document, form: Form, style: Style) -> None:
    table = document.add_table(rows=2, cols=5)
    table.style = "Table Grid"
    _rule(table, style)
    _form_head(table, style)
    heads = len(table.rows)
    for row in form.rows:
        cells = table.add_row().cells
        bold = style.bold_groups and not row.unit
        for column, text in enumerate((row.code, row.name, row.unit, row.value or "", row.note)):
            _runs(cells[column].paragraphs[0], text, bold)
            if style.centred and column in (0, 2, 3):
                cells[column].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    for number, row in enumerate(table.rows):
        _place_cells(row, style, number - heads)
        if not style.split_rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(style.table_size)
    _set_widths(table, _widths(style))


def _place_cells(row: docx.table._Row, style: Style, number: int) -> None:
    """Alignment, level, room and ground of a row's cells; rows of the head are numbered below 0."""
    for column, cell in enumerate(row.cells):
        for paragraph in cell.paragraphs:
            if style.right and column in (2, 3) and (number >= 0 or cell is not row.cells[5 - column]):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if style.padding is not None:
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(style.padding)
        if style.level and number >= 0:
            level = "CENTER" if style.level == "middle" else style.level.upper()
            cell.vertical_alignment = WD_ALIGN_VERTICAL[level]
        if style.zebra and number % 2 == 1:
            _shade(cell, "E8E8E8")
        if style.borders in ("head", "ends") and number == -1:
            borders = OxmlElement("w:tcBorders")
            borders.append(_border("bottom", style))
            cell._tc.get_or_add_tcPr().append(borders)


def _widths(style: Style) -> tuple[float, ...]:
    """Widths of a form's columns in centimetres."""
    if style.shares is None:
        return _WIDE if style.landscape_appendix else _WIDTHS
    room = sorted(style.paper, reverse=style.landscape_appendix)[0] - 5
    return tuple(share * room / sum(style.shares) for share in style.shares)


def _form_head(table: docx.table.Table, style: Style) -> None:
    heads = style.heads
    top, below = table.rows[0].cells, table.rows[1].cells
    for column, text in ((0, heads[0]), (1, heads[1]), (4, heads[5])):
        top[column].merge(below[column]).text = text
    if style.aside:
        top[1].add_paragraph().add_run(ASIDE).italic = True
    top[2].merge(top[3]).text = heads[2]
    below[2].text, below[3].text = heads[3], heads[4]
    if style.index_row:
        for cell, text in zip(table.add_row().cells, INDEX, strict=True):
            cell.text = text
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell in row.cells:
            if style.centred:
                for paragraph in cell.paragraphs:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if style.shaded and cell._tc.tcPr.find(qn("w:shd")) is None:
                _shade(cell, "D9D9D9")


def _shade(cell: docx.table._Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)


_DRAWN = {
    "all": ("top", "left", "bottom", "right", "insideH", "insideV"),
    "across": ("top", "bottom", "insideH"),
    "ends": ("top", "bottom"),
}
"""The sides that are drawn, by the borders of a style."""


def _rule(table: docx.table.Table, style: Style) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in _DRAWN["all"]:
        borders.append(_border(side, style, side in _DRAWN.get(style.borders, ())))
    table._tbl.tblPr.append(borders)


def _border(side: str, style: Style, drawn: bool = True) -> docx.oxml.xmlchemy.BaseOxmlElement:
    border = OxmlElement(f"w:{side}")
    stroke = {"solid": "single"}.get(style.stroke, style.stroke) if drawn else "nil"
    for name, value in (("val", stroke), ("sz", str(round(style.rule * 8))), ("space", "0"), ("color", "000000")):
        border.set(qn(f"w:{name}"), value)
    return border


def _add_footnotes(path: Path, notes: dict[str, str]) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = [
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
        for kind, number, tag in (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
    ]
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    small = '<w:rPr><w:sz w:val="20"/></w:rPr>'
    for mark, text in notes.items():
        run = f'<w:r>{small}<w:t xml:space="preserve"> {html.escape(text)}</w:t></w:r>'
        parts.append(f'<w:footnote w:id="{mark}"><w:p>{raised}{run}</w:p></w:footnote>')
    footnotes = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {space}>{"".join(parts)}</w:footnotes>'
    )
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members["word/footnotes.xml"] = footnotes.encode()
    types = members["[Content_Types].xml"].decode()
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{_FOOTNOTES_PART}"/>'
    members["[Content_Types].xml"] = types.replace("</Types>", f"{override}</Types>").encode()
    links = members["word/_rels/document.xml.rels"].decode()
    link = f'<Relationship Id="rIdNotes" Type="{_FOOTNOTES_LINK}" Target="footnotes.xml"/>'
    members["word/_rels/document.xml.rels"] = links.replace("</Relationships>", f"{link}</Relationships>").encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
