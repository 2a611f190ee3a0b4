"""HTML tables → Grid: those that a conversion wrote inside a text file, and those of web pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import html

from qa_cchc.reading.blocks import Grid, GridCell, Unreadable
from qa_cchc.reading.markup import without_markup
from qa_cchc.reading.spans import squeeze, text_at
from qa_cchc.reading.whole import is_whole
from qa_cchc.records import Text

_MOST_SPAN = 200
_MOST_PLACES = 1_000_000
# Characters that no element may hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def html_grid(source: str, line: int, page: int) -> Iterator[Grid]:
    """The tables of an HTML fragment whose first line has the given number. Merged cells are repeated."""

    def made(cell: html.HtmlElement) -> GridCell:
        return _cell(cell, line + (cell.sourceline or 1) - 1, page)

    for table in html.fragment_fromstring(_NO_XML.sub(" ", source), create_parent="div").iter("table"):
        if next(table.iterancestors("table"), None) is None:
            grid = table_grid(table, page, made)
            if grid is not None:
                yield grid


def table_grid(
    table: html.HtmlElement, page: int, make: Callable[[html.HtmlElement], GridCell]
) -> Grid | None:
    """An HTML table as a grid, its cells made by `make`; None when it has none. Rows of inner tables are left out.

    Raises Unreadable when its merged cells would cover too many places.
    """
    placed: dict[tuple[int, int], GridCell] = {}
    header_rows = 0
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    for index, row in enumerate(rows):
        column = 0
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if cells and all(cell.tag == "th" for cell in cells) and header_rows == index:
            header_rows = index + 1
        for cell in cells:
            while (index, column) in placed:
                column += 1
            made = make(cell)
            for down in range(min(_span(cell, "rowspan"), len(rows) - index)):
                for right in range(_span(cell, "colspan")):
                    placed[index + down, column + right] = made
            column += _span(cell, "colspan")
        if len(placed) > _MOST_PLACES:
            raise Unreadable("tệp có bảng HTML với ô gộp quá lớn nên không đọc")
    if not placed:
        return None
    width = max(column for _, column in placed) + 1
    if width * len(rows) > 2 * _MOST_PLACES:
        raise Unreadable("tệp có bảng HTML quá lớn nên không đọc")
    none = GridCell(Text(""), page=page)
    full = tuple(tuple(placed.get((row, column), none) for column in range(width)) for row in range(len(rows)))
    return Grid(full, page, header_rows)


def _cell(cell: html.HtmlElement, line: int, page: int) -> GridCell:
    for br in cell.iter("br"):
        br.tail = " " + (br.tail or "")
    for mark in cell.iter("sup"):
        if mark.text and mark.text.strip().isdecimal() and not len(mark):
            mark.text = f"<sup>{mark.text.strip()}</sup>"
    value = " ".join(cell.text_content().split())
    italic = bool(value) and all(not (text or "").strip() or _inside(node, ("i", "em")) for node, text in _texts(cell))
    bold = cell.tag == "th" or (
        bool(value) and all(not (text or "").strip() or _inside(node, ("b", "strong")) for node, text in _texts(cell))
    )
    return GridCell(squeeze(without_markup(text_at(value, page, line)).text), bold, italic, page, line)


def _texts(cell: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str | None]]:
    for node in cell.iter():
        yield node, node.text
        if node is not cell:
            yield node.getparent(), node.tail


def _inside(node: html.HtmlElement, names: tuple[str, ...]) -> bool:
    return node.tag in names or any(parent.tag in names for parent in node.iterancestors(*names))


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _MOST_SPAN) if is_whole(value) else 1
