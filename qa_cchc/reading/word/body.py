"""The body of a DOCX → blocks: paragraphs with automatic numbers, text boxes, tables with merged cells."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from qa_cchc.reading.blocks import Block, Grid, GridCell, Para
from qa_cchc.reading.spans import concat, split_lines, strip
from qa_cchc.reading.whole import is_whole
from qa_cchc.reading.word.note_marks import NoteMarks
from qa_cchc.reading.word.numbering import Numbering
from qa_cchc.reading.word.pictures import ReadPicture, large_pictures
from qa_cchc.reading.word.runs import LeftOut, Piece, Runs, is_set
from qa_cchc.reading.word.styles import Style, Styles, attribute, flag, read_style
from qa_cchc.records import Text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPERS = frozenset(_W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_MOST_COLUMNS = 64


class Body:
    """Walks a document's body in reading order."""

    def __init__(
        self, styles: Styles, numbering: Numbering, notes: dict[str, dict[str, etree._Element]], rendered: bool,
        read_picture: ReadPicture | None = None, marks: NoteMarks | None = None,
    ) -> None:  # fmt: skip
        self.styles = styles
        self.numbering = numbering
        self.runs = Runs(styles, notes, rendered, marks or NoteMarks(None, None, rendered))
        self._read_picture = read_picture
        self._carried: list[Piece] = []

    @property
    def page(self) -> int:
        """The page that has been reached, from 1."""
        return self.runs.page

    @property
    def left_out(self) -> LeftOut:
        """What stands in the file and was not read."""
        return self.runs.left_out

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """The blocks of a body or a text box, each with the footnotes that it calls behind it."""
        for element in blocks_of(parent):
            if element.tag == _W + "tbl":
                yield from self._table_blocks(element)
            elif element.tag == _W + "p":
                yield from self._paragraph(element)
            else:
                self.left_out.chunks += 1
            yield from self.runs.pending
            self.runs.pending = []
        yield from self._rest()

    def _rest(self) -> Iterator[Para]:
        """Text that waited for a next paragraph where none came."""
        pieces, self._carried = self._carried, []
        yield from _lines(pieces, concat(piece for piece, _, _ in pieces), Style(), None)

    def _paragraph(self, element: etree._Element, in_cell: bool = False) -> Iterator[Block]:
        """The lines of a paragraph, each as a paragraph; text boxes anchored in it come first."""
        for box in _text_boxes(element):
            yield from self.blocks(box)
        yield from self._pictures(element)
        properties = element.find(_W + "pPr")
        if not self.runs.rendered and properties is not None and flag(properties.find(_W + "pageBreakBefore")):
            self.runs.page += 1
        named = attribute(properties.find(_W + "pStyle")) if properties is not None else None
        style = read_style(properties, None).over(self.styles.get(named))
        pieces = self._carried + [piece for piece in self.runs.pieces(element, style) if piece[0].value]
        self._carried = []
        if _mark_is_gone(properties) or _is_drop_cap(properties):
            self._carried = pieces
            return
        whole = concat(piece for piece, _, _ in pieces)
        marker = self._marker(style, named, properties)
        lines = list(_lines(pieces, whole, style, marker))
        if in_cell and marker and not lines:
            lines = [Para(Text(""), marker=marker)]
        yield from lines
        section = properties.find(_W + "sectPr") if properties is not None else None
        if section is not None and not self.runs.rendered and attribute(section.find(_W + "type")) != "continuous":
            self.runs.page += 1

    def _marker(self, style: Style, named: str | None, properties: etree._Element | None) -> str | None:
        """The automatic number of a paragraph; one of a list counts whether it holds text or not."""
        if not style.number or style.number == "0" or style.hidden:
            return None
        marks = properties.find(_W + "rPr") if properties is not None else None
        if is_set(marks, "vanish"):
            return None
        depth = style.depth
        if depth is None:
            depth = self.numbering.depth_of_style(style.number, named)
        return self.numbering.next(style.number, depth)

    def _pictures(self, paragraph: etree._Element) -> Iterator[Block]:
        """What large pictures of a paragraph show, where they can be read; embedded workbooks are only counted."""
        for link in large_pictures(paragraph):
            shown = self._read_picture(link, self.page) if self._read_picture is not None else None
            if shown is None:
                self.left_out.pictures += 1
            else:
                self.left_out.recognised += 1
                yield from shown
        for made in paragraph.iter("{*}OLEObject"):
            if made.get("ProgID", "").startswith(("Excel", "Word", "Package")):
                self.left_out.embedded += 1

    def _table_blocks(self, element: etree._Element) -> Iterator[Block]:
        """A table as a grid; one that only frames other tables as what stands in it."""
        if _frames(element):
            for row in _children(element, "tr"):
                if not _row_is_gone(row):
                    for cell in _children(row, "tc"):
                        yield from self.blocks(cell)
            return
        grid = self._table(element)
        if grid is not None:
            yield grid

    def _table(self, element: etree._Element) -> Grid | None:
        """The table with merged cells repeated; None when it has no cells."""
        start = self.page
        rows: list[list[GridCell]] = []
        header_rows = 0
        for row in _children(element, "tr"):
            properties = row.find(_W + "trPr")
            if _row_is_gone(row):
                continue
            if properties is not None and flag(properties.find(_W + "hidden")):
                self.left_out.hidden = True
                continue
            cells = [GridCell(Text(""), page=self.page)] * _span(properties, "gridBefore", 0)
            if properties is not None and flag(properties.find(_W + "tblHeader")) and header_rows == len(rows):
                header_rows += 1
            top = bottom = self.page
            for cell in _children(row, "tc"):
                marks = cell.find(_W + "tcPr")
                if marks is not None and marks.find(_W + "cellDel") is not None:
                    continue
                self.runs.page = top
                merge = marks.find(_W + "vMerge") if marks is not None else None
                goes_on = merge is not None and attribute(merge) != "restart" and bool(rows)
                above = rows[-1][len(cells)] if goes_on and len(cells) < len(rows[-1]) else None
                beside = marks is not None and attribute(marks.find(_W + "hMerge")) == "continue" and bool(cells)
                made = above if above is not None else cells[-1] if beside else self._cell(cell)
                cells += [made] * _span(marks, "gridSpan", 1)
                bottom = max(bottom, self.page)
            self.runs.page = bottom
            if cells:
                rows.append(cells)
        if not rows:
            return None
        width = max(map(len, rows))
        full = tuple(tuple(row + [GridCell(Text(""), page=row[0].page)] * (width - len(row))) for row in rows)
        return Grid(full, start, header_rows)

    def _cell(self, element: etree._Element) -> GridCell:
        page = self.page
        paras: list[Para] = []
        for inner in blocks_of(element):
            if inner.tag == _W + "p":
                made: Iterator[Block] = self._paragraph(inner, in_cell=True)
            elif inner.tag == _W + "tbl":
                made = self._table_blocks(inner)
            else:
                self.left_out.chunks += 1
                continue
            for block in made:
                if isinstance(block, Para):
                    paras.append(block)
                elif isinstance(block, Grid):
                    paras += [Para(cell.text) for row in block.rows for cell in dict.fromkeys(row) if cell.text.value]
        paras += self._rest()
        lines: list[Text | str] = []
        for para in paras:
            lines += [*(["\n"] if lines else []), *([f"{para.marker} "] if para.marker else []), para.text]
        shown = [para for para in paras if any(character.isalnum() for character in para.text.value)]
        return GridCell(
            strip(concat(lines)),
            bool(shown) and all(para.bold for para in shown),
            bool(shown) and all(para.italic for para in shown),
            page,
        )


def _lines(pieces: list[Piece], whole: Text, style: Style, marker: str | None) -> Iterator[Para]:
    flags = [(bold, italic) for piece, bold, italic in pieces for _ in piece.value]
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
            (index for index in range(start + lead, end) if not flags[index][0] and whole.value[index].isalnum()), end
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


def blocks_of(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs, tables and imported parts under a body, a cell or a text box, also those in content controls."""
    for child in parent:
        if child.tag in (_W + "p", _W + "tbl", _W + "altChunk", _W + "subDoc"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from blocks_of(child)
        elif child.tag == _MC + "AlternateContent":
            chosen = child.find(_MC + "Choice")
            chosen = chosen if chosen is not None else child.find(_MC + "Fallback")
            if chosen is not None:
                yield from blocks_of(chosen)


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == _W + name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, name)


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes anchored in a paragraph itself; the same box in an older notation is passed over."""
    for box in paragraph.iter(_W + "txbxContent"):
        if next(box.iterancestors(_W + "p")) is not paragraph or next(box.iterancestors(_W + "del"), None) is not None:
            continue
        old = next(box.iterancestors(_MC + "Fallback"), None)
        if old is not None:
            newer = old.getparent().find(_MC + "Choice")
            if newer is not None and next(newer.iter(_W + "txbxContent"), None) is not None:
                continue
        yield box


def _mark_is_gone(properties: etree._Element | None) -> bool:
    """Whether a paragraph's end is deleted (by a tracked change): its text goes on in the next paragraph."""
    marks = properties.find(_W + "rPr") if properties is not None else None
    return marks is not None and (marks.find(_W + "del") is not None or marks.find(_W + "moveFrom") is not None)


def _is_drop_cap(properties: etree._Element | None) -> bool:
    """Whether the paragraph is a large first letter set apart from its word."""
    frame = properties.find(_W + "framePr") if properties is not None else None
    return attribute(frame, "dropCap") in ("drop", "margin")


def _row_is_gone(row: etree._Element) -> bool:
    properties = row.find(_W + "trPr")
    return properties is not None and properties.find(_W + "del") is not None


def _span(properties: etree._Element | None, name: str, usual: int) -> int:
    value = attribute(properties.find(_W + name)) if properties is not None else None
    return min(max(int(value), usual), _MOST_COLUMNS) if value and is_whole(value) else usual


def _frames(table: etree._Element) -> bool:
    """Whether most of a table's text stands in tables inside it: it only lays out the page."""
    inner = [other for other in table.iter(_W + "tbl") if other is not table]
    if not inner:
        return False

    def length(element: etree._Element) -> int:
        return sum(len(text.text or "") for text in element.iter(_W + "t"))

    outermost = [other for other in inner if next(other.iterancestors(_W + "tbl")) is table]
    return sum(map(length, outermost)) * 2 > length(table)
