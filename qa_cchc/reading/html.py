"""HTML → blocks: headings, paragraphs, lists, footnotes and tables of a web page, or of a page Word or Excel saved."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree, html

from qa_cchc.reading.blocks import Block, Draft, Grid, GridCell, Note, Para, Unreadable
from qa_cchc.reading.form_columns import read_caption
from qa_cchc.reading.html_tables import table_grid
from qa_cchc.reading.old_encodings import read_old_text
from qa_cchc.reading.package import too_deep
from qa_cchc.reading.sheet.book import Area, Sheet, SheetCell
from qa_cchc.reading.sheet.document import draft_of
from qa_cchc.reading.spans import SUPERSCRIPTS, concat, cut, lowered, raised, split_lines, squeeze, text_at
from qa_cchc.reading.whole import is_whole
from qa_cchc.reading.word.numbering import printed_number
from qa_cchc.records import Text
from qa_cchc.settings import Settings
from qa_cchc.vietnamese.decoding import Undecodable
from qa_cchc.vietnamese.unicode import repair

_SKIPPED = frozenset(
    "script style head noscript template svg select iframe object embed canvas audio video nav button input textarea "
    "math title meta link base colgroup col rp rt".split()
)
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table blockquote pre address section article main center form fieldset "
    "header footer aside figure figcaption hr body html thead tbody tfoot tr td th caption".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_ALIGNED = re.compile(r"text-align\s*:\s*(center|left|right|justify)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_PLAIN = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_NOTE_BODY = re.compile(r"(?:sd)?_?(?:ftn|edn|fn|footnote|endnote)[:_-]?(\d{1,3})")
_FOOT = re.compile(rf"([{SUPERSCRIPTS}]{{1,3}})\s*(?=\S)")
_NOTE_MARK = re.compile(r"\s*(?:[\[(]?\d{1,3}[\])]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})[.:]?\s*")
_MARK = re.compile(r"[\[(]?(\d{1,3})[\])]?")
_WORKBOOK = re.compile(
    r"urn:schemas-microsoft-com:office:excel|content=[\"']?Excel\.Sheet|<td[^>]* sdnum=", re.IGNORECASE
)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_COUNTERS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read_html(data: bytes, settings: Settings | None = None) -> Draft:
    """The blocks of a web page. Raises Unreadable when it is no text, nests too deeply, or shows nothing."""
    settings = settings or Settings.load()
    try:
        read = read_old_text(data)
    except Undecodable as problem:
        raise Unreadable(str(problem)) from problem
    text = _XML_HEAD.sub("", read.text)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as problem:
        raise Unreadable(f"tệp HTML không có nội dung hoặc bị hỏng ({problem})") from problem
    if too_deep(root, settings.xml_depth):
        raise Unreadable(f"tệp HTML lồng nhau quá {settings.xml_depth} tầng nên không đọc")
    draft = _as_sheets(root) if _WORKBOOK.search(text[:200_000]) else _as_page(root)
    draft.notes += read.notes
    draft.warnings += read.warnings
    return draft


def read_mailed_page(data: bytes, settings: Settings | None = None) -> Draft:
    """The page inside a web archive (MHT). Raises Unreadable when it holds none."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                return read_html(body, settings)
    raise Unreadable("tệp MHT không có trang HTML nào bên trong")


def _as_page(root: html.HtmlElement) -> Draft:
    body = root.find(".//body")
    draft = Draft(list(_Reader().blocks(body if body is not None else root, _Style())))
    if not any(isinstance(block, Grid) or block.text.value for block in draft.blocks):
        pictures = next(root.iter("img"), None) is not None
        raise Unreadable("tệp HTML chỉ có ảnh, không có chữ" if pictures else "tệp HTML không có chữ nào")
    return draft


def _as_sheets(root: html.HtmlElement) -> Draft:
    """A workbook that Excel or LibreOffice saved as a page: every outer table is a sheet."""
    sheets: list[Sheet] = []
    for table in root.iter("table"):
        if next(table.iterancestors("table"), None) is None:
            grid = table_grid(table, 1, _Reader().cell)
            sheets += [sheet_of(grid, len(sheets) + 1)] if grid is not None else []
    if not any(sheet.cells for sheet in sheets):
        return _as_page(root)
    draft = draft_of(sheets)
    draft.sheets = ()
    return draft


def sheet_of(grid: Grid, index: int) -> Sheet:
    """A grid as a sheet, for tables that hold what a sheet does: titles, captions and forms below each other."""
    sheet = Sheet("", index)
    places: dict[int, list[tuple[int, int]]] = {}
    for row, cells in enumerate(grid.rows, start=1):
        sheet.lines[row] = next((cell.line for cell in cells if cell.line), row)
        for column, cell in enumerate(cells, start=1):
            if cell.text.value:
                if id(cell) not in places:
                    sheet.cells[row, column] = SheetCell(cell.text.value, cell.bold, cell.italic)
                places.setdefault(id(cell), []).append((row, column))
    for covered in places.values():
        if len(covered) > 1:
            (top, left), (bottom, right) = min(covered), max(covered)
            sheet.merged.append(Area(top, left, bottom, right))
    return sheet


@dataclass(frozen=True, slots=True)
class _Style:
    bold: bool = False
    italic: bool = False
    centred: bool = False
    level: int | None = None
    raised: bool = False

    def of(self, element: html.HtmlElement) -> _Style:
        """The style inside an element."""
        tag, css = element.tag, element.get("style", "")
        heading = int(tag[1]) if re.fullmatch("h[1-6]", tag) else None
        bold = self.bold or tag in ("b", "strong", "th") or heading is not None or bool(_BOLD.search(css))
        aligned = _ALIGNED.search(css)
        side = aligned.group(1).lower() if aligned else element.get("align", "").lower()
        return _Style(
            bold and not _PLAIN.search(css),
            self.italic or tag in ("i", "em", "cite") or bool(_ITALIC.search(css)),
            side == "center" if side else self.centred or tag == "center",
            heading or self.level,
            self.raised or tag == "sup" or bool(_RAISED.search(css)),
        )


class _Reader:
    """Walks a page; text between block elements becomes a paragraph."""

    def __init__(self) -> None:
        self._runs: list[tuple[Text, bool, bool]] = []
        self._counters: list[tuple[str, int]] = []
        self._marker: str | None = None

    def blocks(self, element: html.HtmlElement, style: _Style) -> Iterator[Block]:
        """The blocks inside an element."""
        yield from self._inside(element, style)
        yield from self._flush(style)

    def _inside(self, element: html.HtmlElement, style: _Style) -> Iterator[Block]:
        self._text(element.text, element, style)
        for child in element:
            if isinstance(child.tag, str) and not _is_left_out(child):
                yield from self._child(child, style)
            self._text(child.tail, element, style)

    def _child(self, child: html.HtmlElement, style: _Style) -> Iterator[Block]:
        tag = child.tag
        if tag == "br":
            self._runs.append((Text("\n"), False, False))
            return
        inner = style.of(child)
        if tag not in _BLOCKS:
            note = _NOTE_BODY.fullmatch(child.get("id", "").lower()) if tag in ("aside", "section") else None
            if note is None:
                yield from self._inside(child, inner)
            return
        yield from self._flush(style)
        noted = _NOTE_BODY.fullmatch(child.get("id", "").lower())
        if noted and tag in ("div", "li", "p", "aside", "section", "dd"):
            yield self._note(child, noted.group(1))
        elif tag == "table" and not _only_places(child):
            caption = child.find("caption")
            if caption is not None:
                yield from self.blocks(caption, replace(_Style(), centred=True))
            grid = table_grid(child, 1, self.cell)
            if grid is not None and _holds_captions(grid):
                yield from draft_of([sheet_of(grid, 1)]).blocks
            elif grid is not None:
                yield grid
        elif tag in ("ol", "ul"):
            start = child.get("start", "1")
            kind = child.get("type", "1") if tag == "ol" else "-"
            self._counters.append((kind, int(start) - 1 if is_whole(start.removeprefix("-")) else 0))
            yield from self.blocks(child, inner)
            self._counters.pop()
        else:
            if tag == "li":
                self._marker = self._next_marker(child)
            yield from self.blocks(child, inner)
            self._marker = None

    def _next_marker(self, item: html.HtmlElement) -> str | None:
        if not self._counters:
            return "-"
        kind, count = self._counters[-1]
        stated = item.get("value", "")
        count = int(stated) if is_whole(stated) else count + 1
        self._counters[-1] = (kind, count)
        if kind == "-":
            return "-"
        return f"{printed_number(count, _COUNTERS.get(kind, 'decimal'))}."

    def _text(self, value: str | None, holder: html.HtmlElement, style: _Style) -> None:
        if not value:
            return
        value = repair(value)
        if holder.tag != "pre":
            value = re.sub(r"\s+", " ", value)
        if style.raised and (mark := _MARK.fullmatch(value.strip())):
            value = raised(mark.group(1))
        self._runs.append((text_at(value, 1, holder.sourceline), style.bold, style.italic))

    def _flush(self, style: _Style) -> Iterator[Para | Note]:
        runs, self._runs = self._runs, []
        whole = concat(piece for piece, _, _ in runs)
        flags = [(bold, italic) for piece, bold, italic in runs for _ in piece.value]
        at = 0
        for line in split_lines(whole):
            start, at = at, at + len(line.value) + 1
            text = squeeze(line)
            if not text.value:
                continue
            foot = _FOOT.match(text.value)
            if foot:
                yield Note(lowered(foot.group(1)), squeeze(cut(text, foot.end())))
                continue
            shown = [flags[index] for index in range(start, at - 1) if whole.value[index].isalnum()]
            bold, italic = bool(shown) and all(one for one, _ in shown), bool(shown) and all(one for _, one in shown)
            yield Para(text, bold, italic, style.centred, self._marker, style.level)
            self._marker = None

    def _note(self, element: html.HtmlElement, mark: str) -> Note:
        paras = [block for block in _Reader().blocks(element, _Style()) if isinstance(block, Para | Note)]
        text = squeeze(concat(part for para in paras for part in (para.text, " ")))
        lead = _NOTE_MARK.match(text.value)
        text = squeeze(cut(text, lead.end())) if lead and lead.end() < len(text.value) else text
        return Note(mark, squeeze(Text(text.value.rstrip("↩ "), text.spots)) if text.value.endswith("↩") else text)

    def cell(self, element: html.HtmlElement) -> GridCell:
        """A table's cell; its paragraphs are lines."""
        row = element.getparent()
        if _is_left_out(element) or (row is not None and _is_left_out(row)):
            return GridCell(Text(""), page=1, line=element.sourceline)
        paras: list[Para] = []
        for block in _Reader().blocks(element, _Style().of(element)):
            if isinstance(block, Para | Note):
                paras.append(block if isinstance(block, Para) else Para(concat([raised(block.mark), " ", block.text])))
            elif isinstance(block, Grid):
                paras += [Para(text.text) for row in block.rows for text in dict.fromkeys(row) if text.text.value]
        lines: list[Text | str] = []
        for para in paras:
            lines += [*(["\n"] if lines else []), *([f"{para.marker} "] if para.marker else []), para.text]
        bold, italic = all(para.bold for para in paras), all(para.italic for para in paras)
        return GridCell(concat(lines), bool(paras) and bold, bool(paras) and italic, 1, element.sourceline)


def _holds_captions(grid: Grid) -> bool:
    """Whether a row of the table is the caption of a form."""
    for row in grid.rows:
        filled = list({id(cell): cell for cell in row if cell.text.value}.values())
        if len(filled) == 1 and read_caption(squeeze(filled[0].text).value) is not None:
            return True
    return False


def _only_places(table: html.HtmlElement) -> bool:
    """Whether a table lays out a page: most of its text stands in tables inside it."""
    inner = [other for other in table.iter("table") if other is not table]
    if not inner:
        return False
    outermost = [other for other in inner if next(other.iterancestors("table")) is table]
    return sum(len(other.text_content()) for other in outermost) * 2 > len(table.text_content())


def _is_left_out(element: html.HtmlElement) -> bool:
    """Whether the element shows nothing: scripts, hidden parts, calls of comments that Word saved."""
    if element.tag in _SKIPPED:
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return True
    return "MsoCommentReference" in element.get("class", "")
