"""Writes a document as DOCX in the layout of Nghị định 30/2020/NĐ-CP.

A landscape table needs a caption before it: the page turns there.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from . import markup, properties
from .document import Block, Cell, Document, Letterhead, Run, Table
from .word_notes import add_notes, call_note

_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT,
          "both": WD_ALIGN_PARAGRAPH.JUSTIFY}
_PORTRAIT, _LANDSCAPE = (21.0, 29.7), (29.7, 21.0)
_MARGINS = {"top_margin": 2.0, "bottom_margin": 2.0, "left_margin": 3.0, "right_margin": 1.5}


def write(document: Document, path: Path) -> None:
    """Writes the report to `path`. The same document gives the same bytes."""
    word = docx.Document()
    _styles(word, document)
    _page(word.sections[0], landscape=False)
    _letterhead(word, document.letterhead)
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        if block.kind == "caption" and following and following.table and following.table.landscape:
            _page(word.add_section(WD_SECTION.NEW_PAGE), landscape=True)
        _block(word, block, document)
    _closing(word, document.letterhead)
    _appendix(word, document)
    _running_lines(word, document)
    add_notes(word, document.notes, document.look.size - 3)
    _properties(word, document)
    buffer = BytesIO()
    word.save(buffer)
    path.write_bytes(_without_clock(buffer.getvalue()))


def _without_clock(blob: bytes) -> bytes:
    """The same archive with fixed times inside, so that writing twice gives the same file."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(blob)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _styles(word: WordDocument, document: Document) -> None:
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = document.look.font, Pt(document.look.size)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), document.look.font)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    note_mark = word.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    note_mark.font.superscript = True
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)


def _page(section, *, landscape: bool) -> None:
    width, height = _LANDSCAPE if landscape else _PORTRAIT
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    for name, size in _MARGINS.items():
        setattr(section, name, Cm(size))
    section.header_distance = section.footer_distance = Cm(1)


def _add_runs(paragraph: Paragraph, runs: Iterable[Run], *, bold: bool = False, italic: bool = False,
              size: float | None = None) -> Paragraph:
    for run in runs:
        if run.note:
            call_note(paragraph, run.note)
            continue
        added = paragraph.add_run(run.text)
        added.bold, added.italic = bold or run.bold or None, italic or run.italic or None
        if size:
            added.font.size = Pt(size)
    return paragraph


def _line(cell: _Cell | WordDocument, text: str, align: str = "center", *, bold: bool = False, italic: bool = False,
          size: float | None = None, before: float = 0, first: bool = False) -> Paragraph:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = _ALIGN[align]
    paragraph.paragraph_format.space_before = Pt(before)
    return _add_runs(paragraph, markup.runs(text), bold=bold, italic=italic, size=size)


def _rule(paragraph: Paragraph, inset_cm: float) -> None:
    """A short line under the paragraph, as under the agency's name and the motto."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(inset_cm)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.line_spacing = Pt(3), Pt(4)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def _plain_table(word: WordDocument, widths: tuple[float, ...]):
    table = word.add_table(rows=1, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell, column, width in zip(table.rows[0].cells, table.columns, widths, strict=True):
        cell.width = column.width = Cm(width)
    return table


def _letterhead(word: WordDocument, head: Letterhead) -> None:
    table = _plain_table(word, (7.0, 9.8))
    left, right = table.rows[0].cells
    if head.superior:
        _line(left, head.superior, size=13, first=True)
    for order, name in enumerate(head.agency):
        _line(left, name, bold=True, size=13, first=not head.superior and order == 0)
    _rule(left.add_paragraph(), 2.2)
    _line(left, f"Số: {head.number}", size=13, before=4)
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12.5, first=True)
    _line(right, "Độc lập - Tự do - Hạnh phúc", bold=True, size=13.5)
    _rule(right.add_paragraph(), 1.9)
    _line(right, head.dateline, italic=True, size=13.5, before=4)
    _line(word, head.kind, bold=True, before=18)
    for line in head.title:
        _line(word, line, bold=True)
    rule = word.add_paragraph()
    _rule(rule, 6.4)
    rule.paragraph_format.space_after = Pt(8)


def _block(word: WordDocument, block: Block, document: Document) -> None:
    if block.table:
        _table(word, block.table)
        if block.table.landscape:
            _page(word.add_section(WD_SECTION.NEW_PAGE), landscape=False)
        else:
            word.add_paragraph()
        return
    paragraph = word.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(3), Pt(3), document.look.leading
    if block.kind == "caption":
        paragraph.alignment, form.keep_with_next = _ALIGN["center"], True
        _add_runs(paragraph, block.runs, bold=True)
        return
    heading = block.kind == "heading"
    paragraph.alignment, form.first_line_indent = _ALIGN["left" if heading else "both"], Cm(document.look.indent_cm)
    form.keep_with_next = heading
    runs = ((Run(f"{block.mark} "),) if block.mark else ()) + block.runs
    _add_runs(paragraph, runs, bold=heading and block.level < 4, italic=heading and block.level >= 3)


def _repeat_header(row) -> None:
    for tag in ("w:tblHeader", "w:cantSplit"):
        row._tr.get_or_add_trPr().append(OxmlElement(tag))


def _table(word: WordDocument, data: Table) -> None:
    rows = [*data.header, *data.rows]
    table = word.add_table(rows=len(rows), cols=len(data.widths))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    line = 25.2 if data.landscape else 16.5
    widths = [Cm(line * share / sum(data.widths)) for share in data.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for r, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        grid = row.cells
        for c, cell in enumerate(cells):
            grid[c].width = widths[c]
            if cell is not None:
                _fill(grid[c], cell, data.size)
        if r < len(data.header):
            _repeat_header(row)
        else:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for r, cells in enumerate(data.header):
        for c, cell in enumerate(cells):
            if cell is not None and (cell.columns > 1 or cell.rows > 1):
                table.cell(r, c).merge(table.cell(r + cell.rows - 1, c + cell.columns - 1))
                _drop_empty_lines(table.cell(r, c))


def _drop_empty_lines(cell: _Cell) -> None:
    """A merge brings along the empty paragraphs of the cells it swallowed."""
    for paragraph in cell.paragraphs[1:]:
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


def _fill(target: _Cell, cell: Cell, size: float) -> None:
    target.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = target.paragraphs[0]
    paragraph.alignment = _ALIGN[cell.align]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0.8)
    _add_runs(paragraph, markup.runs(cell.text), bold=cell.bold, italic=cell.italic, size=size)


def _closing(word: WordDocument, head: Letterhead) -> None:
    word.add_paragraph()
    row = _plain_table(word, (8.4, 8.4)).rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = row.cells
    _line(left, "Nơi nhận:", "left", bold=True, italic=True, size=12, first=True)
    for recipient in head.recipients:
        _line(left, f"- {recipient}", "left", size=11)
    for order, words in enumerate(head.signature):
        _line(right, words, bold=True, first=order == 0)
    for _ in range(4):
        _line(right, "")
    _line(right, head.signer, bold=True)


def _appendix(word: WordDocument, document: Document) -> None:
    if not document.forms:
        return
    _page(word.add_section(WD_SECTION.NEW_PAGE), landscape=document.look.appendix_landscape)
    for order, line in enumerate(document.appendix):
        _line(word, line, bold=order < 2, italic=order == len(document.appendix) - 1)
    for form in document.forms:
        label = _line(word, form.label, bold=True, before=12)
        title = _line(word, form.title, bold=True)
        label.paragraph_format.keep_with_next = title.paragraph_format.keep_with_next = True
        title.paragraph_format.space_after = Pt(4)
        _table(word, form.table)
    for lines, table in document.annexes:
        _page(word.add_section(WD_SECTION.NEW_PAGE), landscape=table.landscape)
        for order, line in enumerate(lines):
            _line(word, line, bold=order < 2, italic=order >= 2)
        word.add_paragraph()
        _table(word, table)


def _field(paragraph: Paragraph, code: str) -> None:
    for kind, text in (("begin", None), (None, code), ("separate", None), ("text", "2"), ("end", None)):
        run = paragraph.add_run()
        if kind is None:
            element = OxmlElement("w:instrText")
            element.text = text
        elif kind == "text":
            run.text = text
            continue
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _running_lines(word: WordDocument, document: Document) -> None:
    """Page numbers (none on the first page) and the footer that says the figures are invented."""
    for order, section in enumerate(word.sections):
        section.different_first_page_header_footer = order == 0
        if order:
            section.header.is_linked_to_previous = section.footer.is_linked_to_previous = True
            continue
        top = document.look.page_number == "top"
        number = section.header.paragraphs[0] if top else section.footer.paragraphs[0]
        number.alignment = _ALIGN["center"]
        _field(number, "PAGE")
        for footer in (section.footer, section.first_page_footer):
            used = footer is section.footer and not top
            line = footer.add_paragraph() if used else footer.paragraphs[0]
            line.alignment = _ALIGN["center"]
            words = line.add_run(properties.FOOTER)
            words.font.size, words.italic, words.font.color.rgb = Pt(9), True, RGBColor(0x70, 0x70, 0x70)


def _properties(word: WordDocument, document: Document) -> None:
    core = word.core_properties
    stamp = datetime(document.date.year, document.date.month, document.date.day, 9)
    core.created = core.modified = stamp
    core.title, core.subject = properties.title(document), properties.SUBJECT
    core.keywords, core.comments, core.author = properties.KEYWORDS, properties.COMMENTS, properties.AUTHOR
    core.last_modified_by, core.language, core.revision = properties.AUTHOR, "vi-VN", 1
