"""Forms in plain text whose cells are parted by spaces only, or stand one below the other.

They are read only where a header names the columns and the rows can be told in one way; else they stay text, and the
report says that a form was not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from qa_cchc.reading.blocks import Grid, GridCell
from qa_cchc.reading.form_columns import read_caption
from qa_cchc.reading.markup import without_markup
from qa_cchc.reading.pdf.gaps import take_gap_tables
from qa_cchc.reading.pdf.glyphs import Line, Word
from qa_cchc.reading.pdf.page_parts import PageParts
from qa_cchc.reading.spans import concat, cut, squeeze, text_at
from qa_cchc.records import Box, Spot, Text
from qa_cchc.vietnamese.unicode import fold

_CODE_LABEL = r"(?:so\s+)?tt|stt|so thu tu|ma so"
_NAME_LABEL = (
    r"(?:ten\s+)?(?:noi dung\s+)?(?:cac\s+)?chi tieu(?: thong ke| bao cao)?|noi dung(?: cong viec| thong ke)?|"
    r"tieu chi(?: thong ke)?"
)
_UNIT_LABEL = r"don vi tinh|d\.?v\.?t\.?|don vi"
_VALUE_LABEL = r"so lieu(?: thong ke| bao cao)?|so luong|ket qua(?: thuc hien)?|thuc hien|gia tri"
_NOTE_LABEL = r"ghi chu|dien giai|giai trinh"
_GROUP_LABEL = r"ket qua thong ke"
_HEADER = re.compile(
    rf"\s*(?P<code>{_CODE_LABEL})\s+(?P<name>{_NAME_LABEL})\s+(?P<unit>{_UNIT_LABEL})\s+"
    rf"(?P<value>{_VALUE_LABEL})"
    rf"(?:\s+(?P<note>{_NOTE_LABEL}))?\s*"
)
_STARTS = re.compile(rf"\s*(?:{_CODE_LABEL})\b")
_COLUMNS = ("code", "name", "unit", "value", "note")
_CODE = r"(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,4})[.)]?"
_ROW = re.compile(rf"\s*({_CODE})\s+(?=\S)")
_UNIT = (
    r"%|Hồ sơ|Văn bản|Thủ tục|TTHC|Người|Nhiệm vụ|Cơ quan, đơn vị|Cơ quan|Đơn vị|Cuộc|Lượt người|Lượt|Triệu đồng|"
    r"Tỷ đồng|Nghìn đồng|Đồng|Điểm|Tổ chức|Phiếu|Bản|Lớp|Vấn đề|Tin, bài|Tin bài|Tin|Bài|Ban|Số lượng|Tỷ lệ %|Tỷ lệ|"
    r"Chỉ số|Giờ|Ngày|Dịch vụ|Hệ thống|PAKN|[^=]{2,40} ?= ?\d(?:[,;]?\s[^=]{2,40} ?= ?\d)+"
)
_UNIT_AT = re.compile(rf"(?<=\s)(?:{_UNIT})(?=\s|$)", re.IGNORECASE)
_VALUE = r"[-–]?\d[\d.,]*\s?%?|[-–]|Không|Chưa|Có|x"
_VALUE_AT = re.compile(rf"\s+({_VALUE})(?=\s|$)", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:noi nhan|phu luc|tm\.|kt\.|giam doc|chu tich|pho chu tich|nguoi lap)\b")
_MOST_LINES = 400
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A line of a text file: its number and page, both from 1."""

    text: str
    number: int
    page: int

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the line."""
        return not self.text.strip()

    def spot(self) -> Text:
        """The line's text, which knows where it stands."""
        return text_at(self.text, self.page, self.number)


def plain_tables(lines: Sequence[PlainLine]) -> dict[int, tuple[int, Grid]]:
    """The tables by the index of their first line, each with the index after its last line."""
    found: dict[int, tuple[int, Grid]] = {}
    at = 0
    while at < len(lines):
        if not _STARTS.match(fold(lines[at].text[:40])):
            at += 1
            continue
        table = _aligned(lines, at) or _spaced(lines, at) or _stacked(lines, at)
        if table is not None:
            found[at] = table
            at = table[0]
        elif _label(lines[at].text) == "code":
            at = max(at + 1, _end(lines, at))  # not to be read in part, from a header repeated further down
        else:
            at += 1
    return found


def _words(line: PlainLine) -> Text:
    return without_markup(line.spot()).text


def _end(lines: Sequence[PlainLine], start: int) -> int:
    """Index of the line that ends a table: another form's caption, recipients, a signature."""
    at = start
    while at < min(len(lines), start + _MOST_LINES):
        text = lines[at].text
        if read_caption(text.strip()) or _AFTER.match(fold(text)) or "\t" in text.strip() or "|" in text:
            break
        at += 1
    return at


# Cells that stand under their headings: read as on a page whose letters all have one width.

_LETTER, _SIZE, _PITCH = 6.0, 25.0, 36.0
"""Width and size of a letter and distance of lines (points): one space is no gap between columns, two are."""


def _aligned(lines: Sequence[PlainLine], start: int) -> tuple[int, Grid] | None:
    labels = [_label(label) for label in re.split(r"\s{2,}|\t", lines[start].text.strip())]
    if labels[0] != "code" or len(labels) < 3:
        return None
    stop = _end(lines, start)
    drawn = [_drawn(line, index) for index, line in enumerate(lines[start:stop]) if not line.blank]
    page = PageParts(1, 1000.0, _PITCH * (stop - start), drawn, [], None, read_by="plain")
    take_gap_tables(page, None)
    if len(page.grids) != 1 or page.grids[0][0][1] > _PITCH:
        return None
    (_, grid), kept = page.grids[0], {id(line) for line in page.lines}
    last = max(round(line.base / _PITCH) for line in drawn if id(line) not in kept)
    cells: dict[int, GridCell] = {}
    for row in grid.rows:
        for cell in row:
            cells.setdefault(id(cell), _undrawn(cell, lines[start:stop], row))
    rows = tuple(tuple(cells[id(cell)] for cell in row) for row in grid.rows)
    return start + last, Grid(rows, lines[start].page, grid.header_rows)


def _drawn(line: PlainLine, index: int) -> Line:
    """A line of text as one of a page."""
    top = _PITCH * index
    words = [
        Word(word.group(), Box(1, _LETTER * word.start(), top, _LETTER * word.end(), top + _SIZE), _SIZE, False, False)
        for word in re.finditer(r"\S+", line.text)
    ]
    return Line(tuple(words), top + _PITCH, _SIZE)


def _undrawn(cell: GridCell, lines: Sequence[PlainLine], row: Sequence[GridCell]) -> GridCell:
    """The cell with the lines of the file in place of places on a page."""
    boxes = [spot.box for other in row for spot in other.text.spots if spot.box]
    first = lines[round(min(box.y0 for box in boxes) / _PITCH)] if boxes else lines[0]
    spots = []
    for spot in cell.text.spots:
        assert spot.box is not None
        line = lines[round(spot.box.y0 / _PITCH)]
        spots.append(Spot(spot.start, spot.end, line.page, line.number))
    own = spots[0] if spots else None
    return GridCell(
        Text(cell.text.value, tuple(spots)),
        page=own.page if own else first.page,
        line=own.line if own else first.number,
    )


# Cells parted by spaces.


def _spaced(lines: Sequence[PlainLine], start: int) -> tuple[int, Grid] | None:
    header = _HEADER.fullmatch(fold(_words(lines[start]).value))
    if header is None:
        return None
    columns = [name for name in _COLUMNS if header[name]]
    spot = _words(lines[start])
    rows = [tuple(_cell(cut(spot, *header.span(name)), lines[start]) for name in columns)]
    at = start + 1
    stop = _end(lines, at)
    while at < stop:
        if lines[at].blank:
            at += 1
            continue
        if not _ROW.match(lines[at].text):
            break
        end = at + 1
        while end < stop and not lines[end].blank and not _ROW.match(lines[end].text):
            end += 1
        row = _row(lines[at:end], len(columns) == 5)
        if row is None:
            return None
        rows.append(row)
        at = end
    return (at, Grid(tuple(rows), lines[start].page, 1)) if len(rows) > _FEWEST_ROWS else None


def _row(lines: Sequence[PlainLine], noted: bool) -> tuple[GridCell, ...] | None:
    """The cells of a row that stands on one line or goes on in the next; None where they cannot be told."""
    whole = concat([piece for line in lines for piece in (_words(line), " ")][:-1])
    value = whole.value
    code = _ROW.match(value)
    assert code is not None
    units = [match for match in _UNIT_AT.finditer(value, code.end()) if not match.group()[:1].islower()]
    if not units:
        # A heading within the form; a number at its end could be a value without a unit.
        if re.search(r"\d[\d.,]*\s?%?\s*$", value[code.end() :]):
            return None
        spans = [code.span(1), (code.end(), len(value))] + [(0, 0)] * (2 + noted)
        return _cells(whole, spans, lines[0], 2)
    values = [(unit, _VALUE_AT.match(value, unit.end())) for unit in units]
    fits = [unit for unit, after in values if after and (noted or after.end() == len(value.rstrip()))]
    unit = fits[-1] if fits else units[-1]
    amount = _VALUE_AT.match(value, unit.end())
    end = amount.end() if amount else unit.end()
    rest = value[end:].strip()
    # What stands on a further line, behind a value, may be the rest of the name as well as a note.
    wrapped = len(lines) > 1 and bool(rest)
    if len(fits) > 1 or wrapped or (rest and (not noted or amount is None or rest[0].isdigit())):
        return None
    spans = [code.span(1), (code.end(), unit.start()), unit.span(), amount.span(1) if amount else (end, end)]
    return _cells(whole, spans + [(end, len(value))] * noted, lines[0], 4)


def _cells(whole: Text, spans: Sequence[tuple[int, int]], line: PlainLine, own: int) -> tuple[GridCell, ...]:
    """Cells of the stretches of a row; those after the first `own` are missing, as of a heading."""
    made = [_cell(cut(whole, *span), line) for span in spans]
    return tuple(cell if n < own or n == 4 else GridCell(Text(""), page=line.page) for n, cell in enumerate(made))


def _cell(text: Text, line: PlainLine) -> GridCell:
    return GridCell(squeeze(text), page=line.page, line=text.line() or line.number)


# Cells below one another.


def _stacked(lines: Sequence[PlainLine], start: int) -> tuple[int, Grid] | None:
    if _label(lines[start].text) != "code":
        return None
    stop = _end(lines, start)
    kept = [line for line in lines[start:stop] if not line.blank]
    heads, noted = _stacked_header(kept)
    if heads is None:
        return None
    # Without the headings that a page's end repeats.
    labels = [_label(line.text) for line in heads]
    repeated = [n for n in range(len(kept)) if [_label(line.text) for line in kept[n : n + len(heads)]] == labels]
    cells = [line for n, line in enumerate(kept) if not any(at <= n < at + len(heads) for at in repeated)]
    found = _parses(tuple(_words(line).value.strip() for line in cells), noted)
    if found is None or len(found) < _FEWEST_ROWS:
        return None
    width = 4 + noted
    by_label = {_label(line.text): line for line in heads}
    rows = [tuple(_cell(_words(by_label[name]), by_label[name]) for name in _COLUMNS[:width])]
    for (at, names, unit, amount, note), (end, *_) in pairwise([*found, (len(cells), 0, False, False, 0)]):
        assert end == at + 1 + names + unit + amount + note
        here = cells[at:end]
        parts = [here[:1], here[1 : 1 + names]]
        parts += [here[1 + names : 1 + names + unit], here[1 + names + unit : 1 + names + unit + amount]]
        parts += [here[len(here) - note :] if note else []] * noted
        rows.append(tuple(_joined(part, here[0], not unit and n in (2, 3)) for n, part in enumerate(parts)))
    last = cells[-1].number
    after = next((index for index in range(start, stop) if lines[index].number == last), stop - 1) + 1
    return after, Grid(tuple(rows), kept[0].page, 1)


def _label(text: str) -> str:
    """What a line of a header names; "" when it is none."""
    folded = " ".join(re.sub(r"<[^>]*>|\([^)]*\)", "", fold(text)).split()).strip(" .:*")
    patterns = zip(_COLUMNS, (_CODE_LABEL, _NAME_LABEL, _UNIT_LABEL, _VALUE_LABEL, _NOTE_LABEL), strict=True)
    if re.fullmatch(_GROUP_LABEL, folded):
        return "group"
    return next((name for name, pattern in patterns if re.fullmatch(pattern, folded)), "")


def _stacked_header(lines: Sequence[PlainLine]) -> tuple[Sequence[PlainLine] | None, bool]:
    """The lines of the header, and whether one of them heads notes; None unless each column is named once."""
    names: list[str] = []
    for line in lines[:6]:
        name = _label(line.text)
        if not name or name in names:
            break
        names.append(name)
    complete = names[:2] == ["code", "name"] and "unit" in names and "value" in names
    return (lines[: len(names)], "note" in names) if complete else (None, False)


def _joined(lines: Sequence[PlainLine], first: PlainLine, missing: bool) -> GridCell:
    if not lines:
        return GridCell(Text(""), page=first.page, line=None if missing else first.number)
    return _cell(concat([piece for line in lines for piece in (_words(line), " ")][:-1]), lines[0])


_Place = tuple[int, int, bool, bool, int]
"""A row among the cells: index of its code, lines of its name, whether it has a unit and a value, lines of its note."""


def _parses(cells: tuple[str, ...], noted: bool) -> list[_Place] | None:
    """The rows when the cells make them in one way only."""

    @cache
    def from_(at: int, before: str) -> tuple[int, tuple[_Place, ...]]:
        """Number of ways (2 for more) from a cell on, and the first of them."""
        if at == len(cells):
            return 1, ()
        if not re.fullmatch(_CODE, cells[at]) or not _may_follow(before, cells[at]):
            return 0, ()
        ways, first = 0, ()
        for place in _rows_at(cells, at, noted):
            end = at + 1 + place[1] + place[2] + place[3] + place[4]
            count, rest = from_(end, cells[at])
            if count and not ways:
                first = (place, *rest)
            ways = min(2, ways + count)
        return ways, first

    try:
        ways, places = from_(0, "")
    except RecursionError:
        return None
    return list(places) if ways == 1 else None


def _rows_at(cells: Sequence[str], at: int, noted: bool) -> list[_Place]:
    """The rows that may begin at a cell."""
    places: list[_Place] = []
    for names in range(1, 4):
        end = at + 1 + names
        if end > len(cells) or not re.search(r"[^\W\d_]{2}", cells[end - 1]) or re.fullmatch(_UNIT, cells[end - 1]):
            break
        if names > 1 and cells[end - 1][:1].isupper():
            break  # a unit that is not known, rather than the rest of a name
        if end == len(cells) or not re.fullmatch(_UNIT, cells[end]):
            places.append((at, names, False, False, 0))
            continue
        valued = end + 1 < len(cells) and re.fullmatch(_VALUE, cells[end + 1]) is not None
        for amount in (True, False) if valued else (False,):
            for note in range(3 if noted else 1):
                texts = cells[end + 1 + amount : end + 1 + amount + note]
                if len(texts) == note and not any(re.fullmatch(rf"{_CODE}|{_VALUE}|{_UNIT}", text) for text in texts):
                    places.append((at, names, True, amount, note))
        break
    return places


def _may_follow(before: str, code: str) -> bool:
    """Whether a row's code may come after another: the next of its kind, its first child, or a new numbering."""
    if not before or not before[0].isdigit() or not code[0].isdigit():
        return True
    last, now = ([int(part) for part in re.findall(r"\d{1,9}", text)] for text in (before, code))
    if now in ([*last, 1], [1]):
        return True
    level = len(now) - 1
    # A jump in the numbering happens (6, then 6.4); going back does not.
    return len(now) == 1 or (now[:level] == last[:level] and (len(last) <= level or now[level] > last[level]))
