"""Pages taken apart → blocks in reading order: running heads dropped, footnotes lifted, text joined over page ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, takewhile

from qa_cchc.reading.blocks import Block, Grid, Note
from qa_cchc.reading.footnotes import SIGNS, calls_in
from qa_cchc.reading.pdf.columns import closing_zone, head_zone, zone_paras
from qa_cchc.reading.pdf.gap_heads import heads_table
from qa_cchc.reading.pdf.gaps import Open, take_gap_tables
from qa_cchc.reading.pdf.glyphs import Line, Word, text_of
from qa_cchc.reading.pdf.page_parts import PageParts
from qa_cchc.reading.pdf.paragraphs import Flow, Margins
from qa_cchc.reading.spans import SUPERSCRIPTS, cut, lowered, raised, strip
from qa_cchc.vietnamese.unicode import fold

_PAGE_NUMBER = re.compile(
    r"(?:[-–—|~]\s*)?(?:trang\s*(?:so\s*)?:?\s*|page\s+|tr\.\s*)?(?:\d{1,3}(?:\s*(?:/|tren|of)\s*\d{1,3})?"
    r"|(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3}))(?:\s*[-–—|~])?"
)
_TOP_MARGIN = 56.0
"""Points from the top within which no text begins on the papers in use (margins of 2 cm)."""
_NOTE_START = re.compile(rf"([{SUPERSCRIPTS}]{{1,3}})\s*(?=\S|$)")
_NOTE_SIGN = re.compile(rf"\(?([{SIGNS}]{{1,4}})\)?:?\s*(?=[^\s{SIGNS}])")
_NOTE_PLAIN = re.compile(r"[\[(]?(\d{1,3})[\])]?\.?\s+(?=\S)")


def flow_of(pages: list[PageParts]) -> list[Block]:
    """All blocks of the pages in reading order."""
    _drop_running_heads(pages)
    open_table: Open | None = None
    for page in pages:
        if page.read_by == "text":
            open_table = take_gap_tables(page, open_table)
    _drop_overhangs(pages)
    body = _body_size(pages)
    before: PageParts | None = None
    for page in pages:
        _take_notes(page, body)
        if before is not None and before.notes:
            _take_rest_of_note(page, before.notes[-1], body)
        before = page
    return list(_flow(pages))


def _drop_running_heads(pages: list[PageParts]) -> None:
    """Remove page numbers and lines that stand at the edge of several pages."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_edge_key(line) for line in page.lines if _at_edge(line, page)})
    often = 2 if len(pages) < 4 else max(3, len(pages) // 2)
    numbers = _outer_numbers(pages)
    for page in pages:
        page.lines = [
            line
            for line in page.lines
            if id(line) not in numbers
            and not (
                _at_edge(line, page)
                and (_PAGE_NUMBER.fullmatch(fold(line.value)) or edges[_edge_key(line)] >= often)
                and not heads_table(line)
            )
        ]


def _outer_numbers(pages: Sequence[PageParts]) -> set[int]:
    """The lines above or below all else that number the pages: by one more on each further page."""
    found: list[tuple[int, int]] = []
    for page in pages:
        tops = [box[1] for box, _ in page.grids]
        feet = [box[3] for box, _ in page.grids]
        for line in page.lines:
            first = line.base < 0.13 * page.height and all(line.base <= other.base for other in page.lines)
            last = line.base > 0.87 * page.height and all(line.base >= other.base for other in page.lines)
            above, below = all(line.base < top for top in tops), all(line.base > foot for foot in feet)
            if ((first and above) or (last and below)) and _PAGE_NUMBER.fullmatch(fold(line.value)):
                digits = re.search(r"\d+", line.value)
                if digits:
                    found.append((page.number - int(digits.group()), id(line)))
    agreed = Counter(offset for offset, _ in found)
    return {line for offset, line in found if agreed[offset] > 1}


def _drop_overhangs(pages: Sequence[PageParts]) -> None:
    """Remove the letters of a page's first line that are drawn, cut off from sight, at the foot of the page before too.

    A browser prints a line whose tall letters reach over the page's edge on both pages.
    """
    for page, after in pairwise(pages):
        if not page.lines or not after.lines:
            continue
        last = max(page.lines, key=lambda line: line.base)
        first = min(after.lines, key=lambda line: line.base)
        if page.grids and max(box[3] for box, _ in page.grids) > last.base:
            continue
        letters = sum(len(word.text) for word in last.words)
        if letters < 0.5 * sum(len(word.text) for word in first.words) and all(
            any(_same_letters(word, other) for other in first.words) for word in last.words
        ):
            page.lines = [line for line in page.lines if line is not last]


def _same_letters(part: Word, word: Word) -> bool:
    inside = word.box.x0 - 0.6 <= part.box.x0 and part.box.x1 <= word.box.x1 + 0.6
    return inside and part.text in word.text and abs(part.size - word.size) < 0.1


def _at_edge(line: Line, page: PageParts) -> bool:
    return line.base < max(0.085 * page.height, _TOP_MARGIN) or line.base > 0.92 * page.height


def _edge_key(line: Line) -> str:
    return re.sub(r"\d+", "#", fold(line.value))


def _body_size(pages: Sequence[PageParts]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.value)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _take_notes(page: PageParts, body: float) -> None:
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
        start = next((index for index, line in enumerate(small) if _is_called(line, page)), None)
        if start is not None:
            page.note_rule = small[start].base - small[start].size  # no rule is drawn: as if it were
    if start is None:
        return
    page.notes = small[start:]
    page.lines = page.lines[: len(page.lines) - len(page.notes)]


def _take_rest_of_note(page: PageParts, last: Line, body: float) -> None:
    """Move the lines at the top of a page with which a note of the page before goes on."""
    if last.value.endswith((".", "!", "?")) or last.size > 0.93 * body:
        return
    lines = sorted(page.lines, key=lambda line: line.base)
    rest = list(takewhile(lambda line: abs(line.size - last.size) < 0.3 and not _NOTE_START.match(line.value), lines))
    if rest and not any(box[1] < rest[-1].base for box, _ in page.grids):
        page.lines = [line for line in page.lines if line not in rest]
        page.notes = rest + page.notes


def _is_called(line: Line, page: PageParts) -> bool:
    """Whether the line begins with a plain number or a sign that some text of the page calls as a footnote."""
    sign = _NOTE_SIGN.match(line.value)
    plain = _NOTE_PLAIN.match(line.value)
    texts = chain(
        (above.value for above in page.lines if above is not line),
        (cell.text.value for _, grid in page.grids for row in grid.rows for cell in row),
    )
    if sign is not None:
        return any(calls_in(text, {sign.group(1)}) for text in texts)
    if plain is None:
        return False
    mark = plain.group(1)
    call = re.compile(rf"(?<=[^\W\d]|[)”\"])(?:{raised(mark)}(?![{SUPERSCRIPTS}])|\s?\[{mark}\])")
    return any(call.search(text) for text in texts)


def _notes(pages: Sequence[PageParts]) -> list[list[Note]]:
    """The footnotes of every page; lines before a page's first mark go on the last note of an earlier page."""
    found: list[tuple[int, str, int, list[Word]]] = []
    for index, page in enumerate(pages):
        for line in page.notes:
            start = _NOTE_START.match(line.value)
            if start is None and page.note_rule is not None:
                here = [mark for at, mark, _, _ in found if at == index]
                start = _unraised(line, page, here, found[-1][1] if found else "")
            match = start
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


def _unraised(line: Line, page: PageParts, here: Sequence[str], last: str) -> re.Match[str] | None:
    """The mark that opens a footnote without being raised: a sign that is called, or the number that is due.

    `here` are the marks of the page before the line, `last` the one before it on whatever page ("" for none).
    """
    sign = _NOTE_SIGN.match(line.value)
    if sign is not None:
        mark = sign.group(1)
        signs = [other for other in here if other[0] in SIGNS]
        follows = bool(signs) and mark == signs[-1] + mark[0]  # whether its call was read or not
        return sign if mark not in here and (follows or _is_called(line, page)) else None
    plain = _NOTE_PLAIN.match(line.value)
    if plain is None or not last:
        return plain
    numbers = [mark for mark in [*here, last] if mark.isdigit()]
    due = {int(numbers[-1]) + 1 if numbers else 1}
    if not any(mark.isdigit() for mark in here):
        due.add(1)  # numbering that begins anew on each page
    return plain if int(plain.group(1)) in due else None


def _flow(pages: Sequence[PageParts]) -> Iterator[Block]:
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
