"""TXT and Markdown → blocks. Lines are kept as the spots of the text; a form feed starts a new page."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from qa_cchc.reading.blocks import Block, Draft, Grid, GridCell, Note, Para, Unreadable
from qa_cchc.reading.bounds import too_long
from qa_cchc.reading.markers import opens_item
from qa_cchc.reading.markup import covered, without_markup
from qa_cchc.reading.old_encodings import read_old_text
from qa_cchc.reading.plain_tables import PlainLine, plain_tables
from qa_cchc.reading.spans import SUPERSCRIPTS, concat, cut, lowered, split_lines, squeeze, strip
from qa_cchc.reading.stacked_tables import stacked_tables
from qa_cchc.records import Text
from qa_cchc.settings import Settings
from qa_cchc.vietnamese.decoding import Undecodable
from qa_cchc.vietnamese.unicode import fold, repair

_NOTE = re.compile(rf"\s*([{SUPERSCRIPTS}]{{1,3}})\s*(?=\S)")
_PAGE_NUMBER = re.compile(r"\s*(?:[-–—]\s*)?(?:[Tt]rang\s+)?(\d{1,3})(?:\s*/\s*\d{1,3})?(?:\s*[-–—])?\s*")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_RULE = re.compile(r"\s*(?:[-_=*–—.]\s*){3,}")
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_WRAP_LIMIT = 140


def read_text(data: bytes, settings: Settings | None = None) -> Draft:
    """The blocks of a text file, in whatever encoding. Raises Unreadable when it is no text or holds none."""
    settings = settings or Settings()
    if len(data) > 4 * settings.most_characters:
        # No encoding takes more than four bytes for a character.
        raise Unreadable(too_long(len(data) // 4, settings))
    try:
        read = read_old_text(data)
    except Undecodable as problem:
        raise Unreadable(str(problem)) from problem
    if len(read.text) > settings.most_characters:
        raise Unreadable(too_long(len(read.text), settings))
    lines = _without_page_numbers(_lines(read.text))
    if all(line.blank for line in lines):
        raise Unreadable("tệp không có chữ nào")
    draft = Draft(pages=max(line.page for line in lines), notes=list(read.notes), warnings=list(read.warnings))
    width = _wrap_width(lines)
    tables = plain_tables(lines)
    within = {at for start, (end, _) in tables.items() for at in range(start, end)}
    tables |= stacked_tables(lines, within)
    start = 0
    while start < len(lines):
        end = start + 1
        line = lines[start]
        if line.blank:
            pass
        elif "<table" in line.text.lower():
            end = _end_of_html_table(lines, start)
            from qa_cchc.reading.html_tables import html_grid

            source = "\n".join(part.text for part in lines[start:end])
            draft.blocks.extend(html_grid(source, line.number, line.page))
        elif _is_row(line):
            end = _end_of_rows(lines, start)
            grid = _grid(lines[start:end])
            draft.blocks += [grid] if grid is not None else []
        elif start in tables:
            end, grid = tables[start]
            draft.blocks.append(grid)
        else:
            while end < len(lines) and not lines[end].blank and not _is_row(lines[end]):
                if "<table" in lines[end].text.lower() or end in tables:
                    break
                end += 1
            draft.blocks.extend(_prose(lines[start:end], width))
        start = end
    return draft


def _lines(text: str) -> list[PlainLine]:
    lines: list[PlainLine] = []
    page = 1
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        for index, piece in enumerate(raw.split("\f")):
            page += index > 0
            lines.append(PlainLine(repair(piece), number, page))
            if index:
                lines.insert(-1, PlainLine("", number, page))
    return lines


def _without_page_numbers(lines: list[PlainLine]) -> list[PlainLine]:
    """Lines that hold a page number only are blanked: those at a form feed, or a run 2, 3, 4… far enough apart."""
    candidates: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        match = _PAGE_NUMBER.fullmatch(line.text)
        alone = (index == 0 or lines[index - 1].blank) and (index + 1 == len(lines) or lines[index + 1].blank)
        if match and alone:
            candidates.append((index, int(match.group(1))))
    drop: set[int] = set()
    for position, (index, number) in enumerate(candidates):
        neighbours = [other for other in candidates[max(0, position - 1) : position + 2] if other[0] != index]
        in_run = any(
            abs(other - number) == 1 == (other - number) * (1 if at > index else -1) and abs(at - index) >= 8
            for at, other in neighbours
        )
        around = [line for line in lines[max(0, index - 3) : index + 4] if line.page != lines[index].page]
        if in_run or around:
            drop.add(index)
    return [PlainLine("", line.number, line.page) if index in drop else line for index, line in enumerate(lines)]


def _is_row(line: PlainLine) -> bool:
    stripped = line.text.strip()
    if stripped.startswith("|") and stripped.count("|") >= 2:
        return True
    return "\t" in line.text.strip(" ") and bool(line.text.strip())


def _end_of_rows(lines: list[PlainLine], start: int) -> int:
    end = start + 1
    while end < len(lines) and not lines[end].blank:
        if not _is_row(lines[end]) and not _goes_on_in_cell(lines, end):
            break
        end += 1
    return end


_TABLE_END = re.compile(r"\s*(?:bieu|mau|phu luc|bang|noi nhan|tm\.|kt\.)\b")


def _goes_on_in_cell(lines: list[PlainLine], at: int) -> bool:
    """Whether a line without tabs inside a table is the rest of a cell that held a line break."""
    line = lines[at].text
    after = lines[at + 1] if at + 1 < len(lines) else None
    first = at
    while first > 0 and not lines[first - 1].blank and (_is_row(lines[first - 1]) or first == at):
        first -= 1
    tabs = [row.text.count("\t") for row in lines[first:at]]
    short = bool(tabs) and tabs[-1] < max(tabs)
    if not short and not line.strip()[:1].islower():
        return False
    if _TABLE_END.match(fold(line)) or opens_item(line.strip()):
        return False
    return after is not None and _is_row(after) and not after.text.lstrip(" ").startswith("|")


def _rejoined(rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """Rows that a line break inside a cell cut in two, whole again: together they have one cell too many."""
    width = max(map(len, rows))
    whole: list[list[GridCell]] = []
    for row in rows:
        before = whole[-1] if whole else None
        cut_off = before is not None and len(before) < width and len(before) + len(row) - 1 == width
        if before is not None and cut_off and not re.fullmatch(r"[\d.]*|[IVX]+\.?|[a-zđ]\)?", row[0].text.value):
            last = before[-1]
            text = squeeze(concat([last.text, " ", row[0].text]))
            before[-1:] = [GridCell(text, last.bold, last.italic, last.page, last.line), *row[1:]]
        else:
            whole.append(row)
    return whole


def _grid(lines: list[PlainLine]) -> Grid | None:
    """The table of these lines, None where nothing but rules stands in them."""
    rows: list[list[GridCell]] = []
    header_rows = 0
    for line in lines:
        if rows and not _is_row(line):
            last = rows[-1][-1]
            more = squeeze(concat([last.text, " ", without_markup(line.spot()).text]))
            rows[-1][-1] = GridCell(more, last.bold, last.italic, last.page, last.line)
            continue
        if line.text.strip().startswith("|"):
            if _PIPE_RULE.fullmatch(line.text):
                header_rows = len(rows)
                continue
            inside = re.match(r"\s*\|(.*?)\|?\s*$", line.text)
            start = inside.start(1) if inside else 0
            pieces = re.split(r"(?<!\\)\|", inside.group(1)) if inside else [line.text]
        else:
            start, pieces = 0, line.text.split("\t")
        cells: list[GridCell] = []
        whole = line.spot()
        for piece in pieces:
            cells.append(_cell(cut(whole, start, start + len(piece)), line))
            start += len(piece) + 1
        rows.append(cells)
    if not rows:
        return None
    rows = _rejoined(rows)
    width = max(map(len, rows))
    # A row that ends early has no cell there: a missing cell is None's stand-in, recognised by its missing line.
    full = tuple(tuple(row + [GridCell(Text(""), page=row[0].page)] * (width - len(row))) for row in rows)
    return Grid(full, lines[0].page, header_rows)


def _cell(text: Text, line: PlainLine) -> GridCell:
    plain = without_markup(text)
    value = plain.text.value
    return GridCell(
        squeeze(plain.text),
        covered(plain.bold, value, 0, len(value)),
        covered(plain.italic, value, 0, len(value)),
        line.page,
        line.number,
    )


def _end_of_html_table(lines: list[PlainLine], start: int) -> int:
    depth = 0
    for index in range(start, len(lines)):
        low = lines[index].text.lower()
        depth += low.count("<table") - low.count("</table")
        if depth <= 0:
            return index + 1
    return len(lines)


def _wrap_width(lines: list[PlainLine]) -> int | None:
    """The width at which the file breaks its lines, None when a line is a whole paragraph."""
    prose = [line for line in lines if not _is_row(line)]
    lengths = sorted(len(line.text.rstrip()) for line in prose if not line.blank)
    if len(lengths) < 5:
        return None
    longest = lengths[-1 - len(lengths) // 50]
    cut = sum(
        len(line.text.rstrip()) > 0.75 * longest and after.text.strip()[:1].islower() for line, after in pairwise(prose)
    )
    return longest if longest <= _WRAP_LIMIT and cut >= 2 else None


def _prose(lines: list[PlainLine], width: int | None) -> list[Block]:
    pieces: list[Text | str] = []
    for line in lines:
        pieces += [line.spot(), "\n"]
    whole = concat(pieces[:-1])
    plain = without_markup(whole)
    paras: list[Block] = []
    lines_of: list[list[Text | str]] = []
    before = ""
    offset = 0
    for raw in split_lines(plain.text):
        start, end = offset, offset + len(raw.value)
        offset = end + 1
        if not raw.value.strip() or _RULE.fullmatch(raw.value):
            before = ""
            continue
        note = _NOTE.match(raw.value)
        if note:
            paras.append(Note(lowered(note.group(1)), squeeze(cut(raw, note.end()))))
            lines_of.append([paras[-1].text])
            before = raw.value
            continue
        text, level = strip(raw), None
        heading = _HEADING.match(text.value)
        if heading:
            text, level = cut(text, heading.end()), len(heading.group(1))
        bold = covered(plain.bold, plain.text.value, start, end)
        italic = covered(plain.italic, plain.text.value, start, end)
        goes_on = width is not None and before and _goes_on(before, raw.value, width) and not level
        if goes_on and paras:
            lines_of[-1] += [" ", text]
        else:
            indent = len(raw.value) - len(raw.value.lstrip())
            centred = width is not None and indent > 8
            paras.append(Para(text, bold, italic, centred, level=level))
            lines_of.append([text])
        before = raw.value
    return [
        replace(block, text=squeeze(concat(pieces))) if len(pieces) > 1 else block
        for block, pieces in zip(paras, lines_of, strict=True)
    ]


def _goes_on(before: str, line: str, width: int) -> bool:
    """In a file with broken lines: whether the line goes on the one before, where its first word had no room."""
    words = line.split()
    first = " ".join(words[:2]) if words[0] in ("-", "–") else words[0]
    full = len(before.rstrip()) + 1 + len(first) > width
    if not full or _NOTE.match(line):
        return False
    # "giai đoạn 2021" over "- 2025": a dash that opens no item.
    dash = re.match(r"\s*[-–]\s+[\da-zà-ỹđ]", line) is not None and before.rstrip()[-1:] not in ".;:"
    return dash or not opens_item(line.strip())
