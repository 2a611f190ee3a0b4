"""Born-digital PDF → blocks: ruled tables cell by cell, paragraphs by the shape of lines, footnotes at the foot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pymupdf

from qa_cchc.reading.blocks import Block, Draft, Grid, GridCell, Note, Unreadable
from qa_cchc.reading.pdf_columns import closing_zone, head_zone, zone_paras
from qa_cchc.reading.pdf_glyphs import Glyph, Line, Word, make_lines, page_glyphs, text_of
from qa_cchc.reading.pdf_paragraphs import Flow, Margins
from qa_cchc.reading.rulings import Lattice, Rect, find_lattices, page_rules
from qa_cchc.reading.spans import SUPERSCRIPTS, cut, lowered, strip
from qa_cchc.records import Box
from qa_cchc.vietnamese.unicode import fold

_PAGE_NUMBER = re.compile(r"(?:[-–—]\s*)?(?:trang\s+|page\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–—])?")
_NOTE_START = re.compile(rf"([{SUPERSCRIPTS}]{{1,3}})\s*(?=\S|$)")
_NOTE_PLAIN = re.compile(r"[\[(]?(\d{1,3})[\])]?\.?\s+(?=\S)")
_LEAST_TEXT = 12
_LEAST_PAGE_TEXT = 300
_MOST_PAGES = 3000
_MOST_PADDING = 6.0


@dataclass(slots=True)
class _Page:
    """A page taken apart: lines outside tables, tables, the short rule above footnotes."""

    number: int
    width: float
    height: float
    lines: list[Line]
    grids: list[tuple[Rect, Grid]]
    note_rule: float | None
    notes: list[Line] = field(default_factory=list)


def read_pdf(data: bytes) -> Draft:
    """The blocks of a PDF. Raises Unreadable for a file that is broken, encrypted, or has no text at all."""
    document = _open(data)
    draft = Draft(pages=document.page_count, paged=True)
    pages: list[_Page] = []
    turned: list[int] = []
    for number in range(1, document.page_count + 1):
        page = _read_page(document, number, draft, turned)
        if page is not None:
            pages.append(page)
    if not pages:
        if draft.unread_pages:
            raise Unreadable("tệp PDF chỉ có ảnh quét, chưa có lớp chữ để đọc")
        raise Unreadable("chữ trong tệp PDF bị xoay ngang, chưa đọc được" if turned else "tệp PDF không có chữ nào")
    if draft.unread_pages:
        draft.warnings.append(
            f"{_listed(draft.unread_pages)} là ảnh quét hoặc không đọc được, nội dung trang đó chưa có."
        )
    if turned:
        draft.warnings.append(f"{_listed(turned)} có chữ xoay ngang chưa đọc được.")
    _drop_running_heads(pages)
    body = _body_size(pages)
    for page in pages:
        _take_notes(page, body)
    draft.blocks = list(_flow(pages))
    return draft


def _open(data: bytes) -> pymupdf.Document:
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
    except (pymupdf.FileDataError, RuntimeError, ValueError) as problem:
        raise Unreadable(f"tệp PDF bị hỏng ({problem})") from problem
    if document.needs_pass:
        raise Unreadable("tệp PDF có mật khẩu, không mở được")
    if document.page_count == 0:
        raise Unreadable("tệp PDF không có trang nào")
    if document.page_count > _MOST_PAGES:
        raise Unreadable(f"tệp PDF có {document.page_count} trang, nhiều hơn mức {_MOST_PAGES} trang được đọc")
    return document


def _listed(pages: Sequence[int]) -> str:
    return "trang " + ", ".join(map(str, pages))


def _read_page(document: pymupdf.Document, number: int, draft: Draft, turned: list[int]) -> _Page | None:
    """One page; None for one without text (noted in the draft when it shows something)."""
    try:
        page = document[number - 1]
        if page.rotation:
            page.remove_rotation()
        glyphs, sideways = page_glyphs(page)
        rules = page_rules(page)
        scanned = _picture_share(page)
    except (RuntimeError, ValueError) as problem:
        draft.warnings.append(f"trang {number} bị lỗi, không đọc được ({problem}).")
        draft.unread_pages.append(number)
        return None
    letters = sum(glyph.text.isalnum() for glyph in glyphs)
    # A scan may carry a little text of its own: a digital signature, a stamp of the incoming mail.
    if scanned > 0.5 and letters < _LEAST_PAGE_TEXT:
        draft.unread_pages.append(number)
    if sideways > max(letters, _LEAST_TEXT):
        turned.append(number)
    if letters < _LEAST_TEXT and (number in draft.unread_pages or not letters):
        return None
    lattices = find_lattices(rules)
    inside: list[dict[Rect, list[Glyph]]] = [{} for _ in lattices]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = glyph.middle
        for lattice, cells in zip(lattices, inside, strict=True):
            if lattice.box[0] <= x <= lattice.box[2] and lattice.box[1] <= y <= lattice.box[3]:
                cells.setdefault(_cell_at(lattice, x, y), []).append(glyph)
                break
        else:
            outside.append(glyph)
    grids = [
        (lattice.box, _grid(lattice, cells, number))
        for lattice, cells in zip(lattices, inside, strict=True)
        if any(glyph.text.strip() for part in cells.values() for glyph in part)
    ]
    lines = make_lines(outside, number)
    return _Page(number, page.rect.width, page.rect.height, lines, grids, _note_rule(rules.across, page.rect, lattices))


def _picture_share(page: pymupdf.Page) -> float:
    """Share of the page that its largest picture covers."""
    area = abs(page.rect) or 1.0
    return max((abs(pymupdf.Rect(image["bbox"]) & page.rect) / area for image in page.get_image_info()), default=0.0)


def _cell_at(lattice: Lattice, x: float, y: float) -> Rect:
    for row in lattice.cells:
        for rect in row:
            if rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]:
                return rect
    return lattice.cells[-1][-1]


def _grid(lattice: Lattice, inside: dict[Rect, list[Glyph]], page: int) -> Grid:
    made: dict[Rect, GridCell] = {}
    for row in lattice.cells:
        for rect in row:
            if rect not in made:
                lines = make_lines(inside.get(rect, ()), page)
                words = [word for line in lines for word in line.words]
                shown = [word for word in words if any(map(str.isalnum, word.text))]
                padding = min((word.box.x0 for word in words), default=rect[0]) - rect[0]
                made[rect] = GridCell(
                    text_of(words, rect[2] - max(0.0, min(padding, _MOST_PADDING))),
                    bool(shown) and all(word.bold for word in shown),
                    bool(shown) and all(word.italic for word in shown),
                    page,
                    None,
                    Box(page, *(round(side, 2) for side in rect)),
                )
    return Grid(tuple(tuple(made[rect] for rect in row) for row in lattice.cells), page)


def _note_rule(across: Sequence[object], area: pymupdf.Rect, lattices: Sequence[Lattice]) -> float | None:
    """Height of the short line at the left that parts footnotes from the text, None without one."""
    found = [
        rule.at
        for rule in across  # type: ignore[attr-defined]
        if 0.12 * area.width < rule.high - rule.low < 0.45 * area.width  # type: ignore[attr-defined]
        and rule.low < 0.3 * area.width
        and rule.at > 0.3 * area.height  # type: ignore[attr-defined]
        and not any(lattice.box[1] - 4 <= rule.at <= lattice.box[3] + 4 for lattice in lattices)  # type: ignore[attr-defined]
    ]
    return max(found, default=None)


def _drop_running_heads(pages: list[_Page]) -> None:
    """Remove page numbers and lines that stand at the edge of several pages."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_edge_key(line) for line in page.lines if _at_edge(line, page)})
    often = 2 if len(pages) < 4 else max(3, len(pages) // 2)
    for page in pages:
        page.lines = [
            line
            for line in page.lines
            if not (
                _at_edge(line, page) and (_PAGE_NUMBER.fullmatch(fold(line.value)) or edges[_edge_key(line)] >= often)
            )
        ]


def _at_edge(line: Line, page: _Page) -> bool:
    return line.base < 0.085 * page.height or line.base > 0.92 * page.height


def _edge_key(line: Line) -> str:
    return re.sub(r"\d+", "#", fold(line.value))


def _body_size(pages: Sequence[_Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.value)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _take_notes(page: _Page, body: float) -> None:
    """Move the footnote lines at the page's foot out of its text."""
    small: list[Line] = []
    lowest_table = max((box[3] for box, _ in page.grids), default=0.0)
    for line in reversed(page.lines):
        below_rule = page.note_rule is not None and line.base > page.note_rule
        if line.base < lowest_table or not (line.size <= 0.93 * body or below_rule):
            break
        small.append(line)
    small.reverse()
    start = next((index for index, line in enumerate(small) if _NOTE_START.match(line.value)), None)
    if page.note_rule is not None:
        below = next((index for index, line in enumerate(small) if line.base > page.note_rule), None)
        if below is not None and (start is None or below <= start):
            start = below
    if start is None:
        return
    page.notes = small[start:]
    page.lines = page.lines[: len(page.lines) - len(page.notes)]


def _notes(pages: Sequence[_Page]) -> list[list[Note]]:
    """The footnotes of every page; lines before a page's first mark go on the last note of an earlier page."""
    found: list[tuple[int, str, int, list[Word]]] = []
    for index, page in enumerate(pages):
        for line in page.notes:
            start = _NOTE_START.match(line.value)
            plain = None if start or page.note_rule is None else _NOTE_PLAIN.match(line.value)
            if plain and found and int(plain.group(1)) != int(found[-1][1]) + 1:
                plain = None
            match = start or plain
            if match:
                found.append((index, lowered(match.group(1)), match.end(), list(line.words)))
            elif found:
                found[-1][3].extend(line.words)
            else:
                page.lines.append(line)
    by_page: list[list[Note]] = [[] for _ in pages]
    for index, mark, start_at, words in found:
        by_page[index].append(Note(mark, strip(cut(text_of(words), start_at))))
    return by_page


def _flow(pages: Sequence[_Page]) -> Iterator[Block]:
    """All blocks in reading order; a paragraph may go on over the end of a page."""
    flow = Flow()
    closing = False
    notes = _notes(pages)
    margins: Margins | None = None
    for index, page in enumerate(pages):
        lines = page.lines
        margins = Margins.of(lines, page.width, margins)
        if index == 0:
            taken = head_zone(lines)
            yield from zone_paras(lines[:taken], page.width)
            lines = lines[taken:]
        items: list[tuple[float, Line | Grid]] = [(line.base, line) for line in lines]
        items += [(box[1], grid) for box, grid in page.grids]
        ordered = [item for _, item in sorted(items, key=lambda item: item[0])]
        at = 0
        while at < len(ordered):
            item = ordered[at]
            if isinstance(item, Grid):
                yield from flow.close()
                closing = False
                yield item
                at += 1
                continue
            run = at
            while run < len(ordered) and isinstance(ordered[run], Line):
                run += 1
            stretch = [line for line in ordered[at:run] if isinstance(line, Line)]
            start, end = closing_zone(stretch, closing)
            for line in stretch[:start]:
                yield from flow.add(line, margins)
            if end > start:
                yield from flow.close()
                yield from zone_paras(stretch[start:end], page.width)
                closing = end == len(stretch)
            for line in stretch[end:]:
                yield from flow.add(line, margins)
            at = run
        flow.hold(notes[index])
    yield from flow.close()
