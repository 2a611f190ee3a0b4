"""The page of an office memo as Nghị định 30/2020/NĐ-CP sets it: A4, margins, Times New Roman, head, page numbers."""

from __future__ import annotations

from datetime import date

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Length, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from qa_cchc.export.words import clean
from qa_cchc.vietnamese.written import spoken_date

FONT, SIZE = "Times New Roman", Pt(13)
_TOP, _BOTTOM, _LEFT, _RIGHT = Cm(2), Cm(2), Cm(3), Cm(1.5)
_SHORT, _LONG = Cm(21), Cm(29.7)
_DOTS = "…………………………"


def new_document(title: str, made: date) -> Document:
    """An empty document with page, styles and page numbers set."""
    document = docx.Document()
    document.core_properties.title = clean(title)[:250]
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = "vi-VN"
    document.core_properties.created = document.core_properties.modified = _midnight(made)
    _styles(document)
    set_page(document.sections[0], False)
    _page_numbers(document.sections[0])
    return document


def set_page(section: Section, wide: bool) -> None:
    """A4 with the margins of the decree, lying where `wide`."""
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    section.top_margin, section.bottom_margin = _TOP, _BOTTOM
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.header_distance = section.footer_distance = Cm(1)


def text_width(section: Section) -> Length:
    """The width between the margins."""
    return Length(section.page_width - section.left_margin - section.right_margin)


def write_head(document: Document, office: str, place: str, made: date) -> None:
    """The head: agency and number on the left, the state's name, place and date on the right.

    `office` may name the agency above first, with a semicolon between; what is not set is left to be filled in.
    """
    above, own = _offices(office)
    table = document.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(table, (Cm(6.7), Cm(10.3)))
    left, right = table.rows[0].cells
    if above:
        _line(left, above.upper(), first=True, size=12)
    _line(left, own.upper() if own else _DOTS, first=not above, bold=True, size=12)
    _rule(left, 2.1)
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", first=True, bold=True, size=12)
    _line(right, "Độc lập - Tự do - Hạnh phúc", bold=True, size=13)
    _rule(right, 2.4)
    number, day = table.rows[1].cells
    _line(number, "Số: ……/BGN", first=True, size=13)
    _line(day, f"{clean(place) or '…………'}, {spoken_date(made)}", first=True, italic=True, size=13)


def write_foot(document: Document) -> None:
    """Where copies go, and the place for a signature."""
    table = document.add_table(rows=1, cols=2)
    set_widths(table, (Cm(8.2), Cm(8.3)))
    left, right = table.rows[0].cells
    keep_whole(table)
    _line(left, "Nơi nhận:", first=True, bold=True, italic=True, size=12, centred=False)
    for line in ("- ……………;", "- Lưu: ……"):
        _line(left, line, size=11, centred=False)
    _line(right, "NGƯỜI LẬP", first=True, bold=True, size=13)
    _line(right, "(Ký, ghi rõ họ tên)", italic=True, size=13)


def set_widths(table: Table, widths: tuple[Length, ...]) -> None:
    """Fixed widths of columns, which Word and LibreOffice both keep."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def keep_whole(table: Table) -> None:
    """No row of the table is broken over two pages."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _offices(office: str) -> tuple[str, str]:
    above, _, own = (clean(part).strip() for part in office.rpartition(";"))
    return above, own


def _midnight(day: date):  # type: ignore[no-untyped-def]
    from datetime import datetime

    return datetime(day.year, day.month, day.day)


def _line(
    cell: _Cell, text: str, first: bool = False, bold: bool = False, italic: bool = False, size: int = 13,
    centred: bool = True,
) -> Paragraph:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    _tight(paragraph)
    run = paragraph.add_run(clean(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _tight(paragraph: Paragraph) -> None:
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_after, shape.space_before, shape.line_spacing = Pt(0), Pt(0), Pt(0), 1.0


def _rule(cell: _Cell, margin: float) -> None:
    """The short line that stands under agency and motto."""
    paragraph = cell.add_paragraph()
    _tight(paragraph)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Cm(margin)
    shape.space_before, shape.space_after = Pt(2), Pt(4)
    paragraph.add_run().font.size = Pt(2)
    mark = OxmlElement("w:rPr")
    size = OxmlElement("w:sz")
    size.set(qn("w:val"), "4")
    mark.append(size)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(mark)
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
        "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing",
        "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection",
        "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr",
    )


def _styles(document: Document) -> None:
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults"))
    language = defaults.find(f".//{qn('w:lang')}")
    for name in ("val", "eastAsia"):
        language.set(qn(f"w:{name}"), "vi-VN")
    normal = styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.name, normal.font.size = FONT, SIZE
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    shape = normal.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(6), 1.15
    heading = styles["Heading 1"]
    heading.font.name, heading.font.size, heading.font.bold = FONT, SIZE, True
    heading.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
    fonts = heading.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(8), Pt(4)
    heading.paragraph_format.keep_with_next = True


def _page_numbers(section: Section) -> None:
    """Arabic, in the middle of the top margin, none on the first page."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("shown", "2"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = SIZE
        if kind == "":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = text
            run._r.append(instruction)
        elif kind == "shown":
            run.text = text
        else:
            character = OxmlElement("w:fldChar")
            character.set(qn("w:fldCharType"), kind)
            run._r.append(character)
