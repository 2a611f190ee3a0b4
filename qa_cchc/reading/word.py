"""DOCX → blocks: paragraphs with automatic numbers, tables with merged cells, footnotes, rendered page breaks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from qa_cchc.reading.blocks import Block, Draft, Grid, GridCell, Note, Para, Unreadable
from qa_cchc.reading.old_encodings import converted_note
from qa_cchc.reading.spans import concat, raised, split_lines, squeeze, strip, text_at
from qa_cchc.reading.word_fonts import Fonts, convert_old_fonts
from qa_cchc.reading.word_styles import Numbering, Style, Styles, attribute, flag, read_style
from qa_cchc.records import Text
from qa_cchc.settings import Settings
from qa_cchc.vietnamese.unicode import repair

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_BYTES = 400_000_000
_SKIPPED = {
    _W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "footnoteRef", "endnoteRef")
}
_MARK = re.compile(r"[\[(]?(\d{1,3})[\])]?")


def read_word(data: bytes, settings: Settings | None = None) -> Draft:
    """The blocks of a DOCX file. Raises Unreadable for a file that is none, is encrypted or holds no text."""
    if data.startswith(_OLE):
        raise Unreadable("tệp DOCX có mật khẩu, hoặc là tệp Word đời cũ (.doc) mang đuôi .docx; hãy mở và lưu lại")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(member.file_size for member in package.infolist()) > _MOST_BYTES:
                raise Unreadable("tệp DOCX bung ra quá lớn nên không đọc")
            theme = _part(package, "word/theme/theme1.xml")
            footnotes = _part(package, "word/footnotes.xml")
            endnotes = _part(package, "word/endnotes.xml")
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as problem:
        raise Unreadable(f"tệp DOCX bị hỏng ({problem})") from problem
    fonts = Fonts(document.styles.element, theme)
    converted = convert_old_fonts((document.element.body, footnotes, endnotes), fonts)
    reader = _Reader(document, footnotes, endnotes)
    draft = reader.read(document.element.body)
    draft.notes += [converted_note(converted)] if converted else []
    if not any(isinstance(block, Grid) or block.text.value for block in draft.blocks):
        pictures = next(document.element.body.iter("{*}blip"), None) is not None
        raise Unreadable("tệp DOCX chỉ có ảnh quét, chưa có chữ để đọc" if pictures else "tệp DOCX không có chữ nào")
    return draft


def _part(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in package.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(name), parser)


class _Reader:
    """Walks a document's body and keeps count of pages, footnotes and automatic numbers."""

    def __init__(
        self, document: docx.document.Document, footnotes: etree._Element | None, endnotes: etree._Element | None
    ) -> None:
        numbering = next((part for part in document.part.package.parts if part.partname == "/word/numbering.xml"), None)
        self.styles = Styles(document.styles.element)
        self.numbering = Numbering(etree.fromstring(numbering.blob) if numbering is not None else None)
        self.notes = {"footnote": _note_elements(footnotes, "footnote"), "endnote": _note_elements(endnotes, "endnote")}
        self.rendered = next(document.element.body.iter(_W + "lastRenderedPageBreak"), None) is not None
        self.page = 1
        self.marks = 0
        self.pending: list[Note] = []

    def read(self, body: etree._Element) -> Draft:
        draft = Draft(paged=self.rendered)
        for element in _blocks_of(body):
            draft.blocks.extend(self.block(element))
        draft.pages = self.page
        return draft

    def block(self, element: etree._Element) -> Iterator[Block]:
        if element.tag == _W + "tbl":
            grid = self.table(element)
            if grid is not None:
                yield grid
        else:
            yield from self.paragraph(element)
        yield from self.pending
        self.pending = []

    def paragraph(self, element: etree._Element) -> Iterator[Para]:
        """The lines of a paragraph, each as a paragraph; text boxes anchored in it come first."""
        for box in _text_boxes(element):
            for inner in _blocks_of(box):
                if inner.tag == _W + "p":
                    yield from self.paragraph(inner)
        properties = element.find(_W + "pPr")
        if not self.rendered and properties is not None and flag(properties.find(_W + "pageBreakBefore")):
            self.page += 1
        named = self.styles.get(attribute(properties.find(_W + "pStyle")) if properties is not None else None)
        style = read_style(properties, None).over(named)
        pieces = [piece for piece in self.pieces(element, style) if piece[0].value]
        whole = concat(piece for piece, _, _ in pieces)
        marker = None
        if style.number and style.number != "0" and (whole.value.strip() or "\n" in whole.value):
            marker = self.numbering.next(style.number, style.depth or 0)
        flags = [(bold, italic) for piece, bold, italic in pieces for _ in piece.value]
        section = properties.find(_W + "sectPr") if properties is not None else None
        at = 0
        for line in split_lines(whole):
            start, end = at, at + len(line.value)
            at = end + 1
            lead = len(line.value) - len(line.value.lstrip())
            text = strip(line)
            if not text.value:
                continue
            shown = [flags[index] for index in range(start, end) if whole.value[index].isalnum()]
            bold = bool(shown) and all(one for one, _ in shown)
            prefix = next(
                (index for index in range(start + lead, end) if not flags[index][0] and whole.value[index].isalnum()),
                end,
            )
            yield Para(
                text,
                bold,
                bool(shown) and all(one for _, one in shown),
                style.alignment == "center",
                marker,
                style.level,
                bold_prefix=0 if bold else prefix - start - lead,
            )
            marker = None
        if section is not None and not self.rendered and attribute(section.find(_W + "type")) != "continuous":
            self.page += 1

    def pieces(self, element: etree._Element, style: Style) -> Iterator[tuple[Text, bool, bool]]:
        """The runs of a paragraph as (text, bold, italic), in order."""
        for child in element:
            if child.tag in _SKIPPED:
                continue
            if child.tag == _W + "r":
                yield from self.run(child, style)
            elif child.tag == _MC + "AlternateContent" or child.tag in (_W + "drawing", _W + "pict"):
                continue
            elif child.tag == _MATH + "t":
                yield text_at(repair(child.text or ""), self.page), False, False
            elif isinstance(child.tag, str) and child.tag not in (_W + "p", _W + "tbl"):
                yield from self.pieces(child, style)

    def run(self, element: etree._Element, style: Style) -> Iterator[tuple[Text, bool, bool]]:
        properties = element.find(_W + "rPr")
        high = False
        if properties is not None:
            if flag(properties.find(_W + "vanish")):
                return
            character = attribute(properties.find(_W + "rStyle"))
            style = read_style(None, properties).over(self.styles.get(character).over(style) if character else style)
            high = attribute(properties.find(_W + "vertAlign")) == "superscript"
        for child in element:
            text = self.text_of(child)
            if not text:
                continue
            if high and (mark := _MARK.fullmatch(text.strip())):
                text = raised(mark.group(1))
            yield text_at(text, self.page), bool(style.bold), bool(style.italic)

    def text_of(self, child: etree._Element) -> str:
        tag = child.tag
        if tag == _W + "t":
            return repair(child.text or "").replace("\n", " ")
        if tag == _W + "tab":
            return "\t"
        if tag in (_W + "br", _W + "cr"):
            kind = attribute(child, "type")
            if kind == "page" and not self.rendered:
                self.page += 1
            return "\n"
        if tag == _W + "lastRenderedPageBreak":
            self.page += 1
            return ""
        if tag == _W + "noBreakHyphen":
            return "-"
        if tag == _W + "sym":
            return "•"
        if tag in (_W + "footnoteReference", _W + "endnoteReference"):
            return self.note(child, "footnote" if tag.endswith("footnoteReference") else "endnote")
        return ""

    def note(self, reference: etree._Element, kind: str) -> str:
        element = self.notes[kind].get(reference.get(_W + "id", ""))
        if element is None:
            return ""
        self.marks += 1
        page = self.page
        paragraphs = [
            concat(piece for piece, _, _ in self.pieces(paragraph, self.styles.default))
            for paragraph in element.iter(_W + "p")
        ]
        self.page = page
        text = squeeze(concat(part for paragraph in paragraphs for part in (paragraph, " ")))
        self.pending.append(Note(str(self.marks), text))
        return raised(str(self.marks))

    def table(self, element: etree._Element) -> Grid | None:
        """The table with merged cells repeated; None when it has no cells."""
        start = self.page
        rows: list[list[GridCell]] = []
        header_rows = 0
        for row in _children(element, "tr"):
            properties = row.find(_W + "trPr")
            cells: list[GridCell] = []
            if properties is not None:
                if properties.find(_W + "del") is not None:
                    continue
                before = attribute(properties.find(_W + "gridBefore"))
                cells += [GridCell(Text(""), page=self.page)] * (int(before) if before and before.isdigit() else 0)
                if flag(properties.find(_W + "tblHeader")) and header_rows == len(rows):
                    header_rows += 1
            top = bottom = self.page
            for cell in _children(row, "tc"):
                self.page = top
                span = attribute(cell.find(f"{_W}tcPr/{_W}gridSpan"))
                width = int(span) if span and span.isdigit() else 1
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                goes_on = merge is not None and attribute(merge) != "restart" and bool(rows)
                above = rows[-1][len(cells)] if goes_on and len(cells) < len(rows[-1]) else None
                made = above if above is not None else self.cell(cell)
                cells += [made] * max(1, min(width, 64))
                bottom = max(bottom, self.page)
            self.page = bottom
            if cells:
                rows.append(cells)
        if not rows:
            return None
        width = max(map(len, rows))
        full = tuple(tuple(row + [GridCell(Text(""), page=row[0].page)] * (width - len(row))) for row in rows)
        return Grid(full, start, header_rows)

    def cell(self, element: etree._Element) -> GridCell:
        page = self.page
        paras: list[Para] = []
        for inner in _blocks_of(element):
            if inner.tag == _W + "tbl":
                nested = self.table(inner)
                if nested is not None:
                    paras += [Para(text.text) for row in nested.rows for text in dict.fromkeys(row)]
            else:
                paras += self.paragraph(inner)
        lines: list[Text | str] = []
        for para in paras:
            lines += [*(["\n"] if lines else []), *([f"{para.marker} "] if para.marker else []), para.text]
        shown = [para for para in paras if any(character.isalnum() for character in para.text.value)]
        return GridCell(
            concat(lines),
            bool(shown) and all(para.bold for para in shown),
            bool(shown) and all(para.italic for para in shown),
            page,
        )


def _note_elements(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    if root is None:
        return {}
    return {
        note.get(_W + "id", ""): note
        for note in root.iter(_W + kind)
        if note.get(_W + "type") not in ("separator", "continuationSeparator", "continuationNotice")
    }


def _blocks_of(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables under a body, a cell or a text box, also those wrapped in content controls."""
    for child in parent:
        if child.tag in (_W + "p", _W + "tbl"):
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "moveTo", _W + "customXml", _W + "smartTag"):
            yield from _blocks_of(child)


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == _W + name:
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
            yield from _children(child, name)


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    for box in paragraph.iter(_W + "txbxContent"):
        # The same box stands a second time, in an older notation, as fallback.
        if next(box.iterancestors(_MC + "Fallback"), None) is None:
            yield box
