"""Every cell of a page's tables: words by the general reading, numbers by readings that must agree."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa_cchc.reading.ocr.cells import Inked
from qa_cchc.reading.ocr.digits import read_numeric
from qa_cchc.reading.ocr.numerals import Ballot, fitted, plain, read_numbers, shape_in
from qa_cchc.reading.ocr.prose import Printed, PrintedLine
from qa_cchc.reading.ocr.strips import Strip, in_one_row
from qa_cchc.reading.ocr.text_numbers import check_numbers
from qa_cchc.vietnamese.syllables import is_syllable

_CODE = re.compile(r"(?:[0-9]{1,2}[.,]?){1,5}")
_SURE_CODE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}\.?")
_FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,3})?|\d+(?:[.,]\d{1,3})?")
_WORD = re.compile(r"[^\W\d_]+")
_ODD = re.compile(r"[^\w\s.,;:%/()\-–+=]")
_DIGITS = re.compile(r"[(+\-]?\d[\d.,/%)]*")
_MOST_PIECES = 28
_MOST_LINES = 4
_HEADS = 2
_LEAST_INDEXED = 3
_AS_TALL, _LOW = 0.7, 0.4
_PADDING = 6.0  # points
_BESIDE = 0.4  # white beside the ink of signs, in heights of a digit
_SURE = 0.95

Lines = list[tuple[PrintedLine, Strip]]


@dataclass(frozen=True, slots=True)
class CellReading:
    """The lines of a cell; `unreadable` where its print is a number that could not be read with confidence."""

    lines: tuple[PrintedLine, ...]
    unreadable: bool = False


def decide_cells(
    cells: Sequence[tuple[int, Inked]], read: Sequence[Lines], dpi: float, limit: float
) -> list[CellReading]:
    """What stands in each cell, given as (number of its table, cell), from its lines as first read."""
    read = [_counted(lines, cell, dpi) for lines, (_, cell) in zip(read, cells, strict=True)]
    texts = [plain(_text([line for line, _ in lines])) for lines in read]
    ballots: dict[int, Ballot] = {}
    codes: set[int] = set()
    figures: set[int] = set()
    indexes = _index_rows(cells, texts)
    for members in _columns(cells):
        body = [index for index in members if index not in indexes]
        numbers = [index for index in body if _mostly_digits(texts[index])]
        numeric = bool(numbers) and 2 * len(numbers) >= len(body) - min(_HEADS, body.index(numbers[0]))
        table, cell = cells[members[0]]
        first = cell.rect[0] <= min(other.rect[0] for number, other in cells if number == table) + 1
        coded = _coded([texts[index] for index in numbers], first)
        for index in members:
            strips = _number_in(texts[index], read[index], numeric, cells[index][1], dpi)
            if strips:
                strip = strips[0] if len(strips) == 1 else in_one_row(strips)
                ballots[index] = Ballot(strip, shape_in(strip), [texts[index]])
            if numeric and coded:
                codes.add(index)
            elif numeric and index > numbers[0]:
                figures.add(index)
    read_numbers(list(ballots.values()), dpi, limit)
    written = [index for index in range(len(cells)) if index not in ballots]
    lines = iter(check_numbers([pair for index in written for pair in read[index]], dpi, limit))
    made: dict[int, CellReading] = {}
    for index in written:
        own = tuple(next(lines) for _ in read[index])
        whole = _plausible(own) and all(line.words for line in own)
        made[index] = CellReading(own) if whole or index not in figures else CellReading((), True)
    for index, ballot in ballots.items():
        made[index] = _decided(read[index], ballot, index in codes)
    texts = [plain(_text(made[index].lines)) for index in range(len(cells))]
    for index, meant in _index_rows(cells, texts).items():
        made[index] = CellReading(_numbered(made[index].lines, read[index], meant))
    return [made[index] for index in range(len(cells))]


def _coded(numbers: Sequence[str], first: bool) -> bool:
    """Whether the numbers of a column, the table's first or another, are codes of rows rather than figures."""
    form = _CODE if first else _SURE_CODE
    # Figures may look like codes; elsewhere than in the first column some must look like nothing else.
    alone = first or any(number.endswith(".") or number.count(".") > 1 for number in numbers if form.fullmatch(number))
    return alone and 2 * sum(form.fullmatch(number) is not None for number in numbers) > len(numbers)


def _text(lines: Sequence[PrintedLine]) -> str:
    return "".join(word.text for line in lines for word in line.words)


def _counted(lines: Lines, cell: Inked, dpi: float) -> Lines:
    """The lines of a cell without specks: nothing as tall as letters, or no more than a dot below them.

    A dot stays where the number above it has filled its line: it had no room there.
    """
    tall = max((piece.height for line, strip in lines if line.words for piece in strip.row.found), default=0)
    kept: Lines = []
    for line, strip in lines:
        highest = max(piece.height for piece in strip.row.found)
        if highest < _LOW * tall:
            above = _text([kept[-1][0]]) if kept else ""
            if above[:1].isdigit() and not _WORD.search(above) and _broken([kept[-1][1], strip], cell, dpi):
                kept.append((replace(line, words=()), strip))
        elif line.words or highest > _AS_TALL * tall:
            kept.append((line, strip))
    return kept


def _index_rows(cells: Sequence[tuple[int, Inked]], texts: Sequence[str]) -> dict[int, str]:
    """The cells of rows that only number the columns, "(1) (2) (3)", with their numbers as all but a few were read."""
    rows: dict[tuple[int, int, int], list[int]] = {}
    for index, (table, cell) in enumerate(cells):
        rows.setdefault((table, round(cell.rect[1]), round(cell.rect[3])), []).append(index)
    found: dict[int, str] = {}
    for members in rows.values():
        ordered = sorted(members, key=lambda index: cells[index][1].rect[0])
        told = [index for number, index in enumerate(ordered, 1) if texts[index].strip("()[]") == str(number)]
        if len(ordered) >= _LEAST_INDEXED and len(told) > 0.6 * len(ordered):
            form = "({})" if any(texts[index].startswith("(") for index in told) else "{}"
            found |= {index: form.format(number) for number, index in enumerate(ordered, 1)}
    return found


def _numbered(read: Sequence[PrintedLine], lines: Lines, meant: str) -> tuple[PrintedLine, ...]:
    """The cell of a row that numbers the columns as its place tells, where what was read is no number at all."""
    text = _text(read)
    if text == meant or any(map(str.isdigit, text)) or len(lines) != 1 or len(text) > len(meant):
        return tuple(read)
    line, strip = lines[0]
    return (replace(line, words=(Printed(meant, 0.5, *map(float, strip.row.box)),)),)


def _plausible(lines: Sequence[PrintedLine]) -> bool:
    """Whether a cell among figures holds words (with one number, if borne out), and no scribble taken for some."""
    words = [word for line in lines for word in line.words]
    letters = [part for word in words for part in _WORD.findall(word.text)]
    if any(word.doubtful or _ODD.search(word.text) for word in words):
        return False
    if sum(any(map(str.isdigit, word.text)) for word in words) > 1 and not letters:
        return False
    return all(is_syllable(part) and len(part) > 1 for part in letters)


def _mostly_digits(text: str) -> bool:
    letters = sum(map(str.isalnum, text))
    return 0 < letters <= 2 * sum(map(str.isdigit, text))


def _columns(cells: Sequence[tuple[int, Inked]]) -> list[list[int]]:
    """The cells of each column of each table, as indexes."""
    columns: dict[tuple[int, int, int], list[int]] = {}
    for index, (table, cell) in enumerate(cells):
        columns.setdefault((table, round(cell.rect[0]), round(cell.rect[2])), []).append(index)
    return list(columns.values())


def _number_in(text: str, lines: Lines, numeric: bool, cell: Inked, dpi: float) -> list[Strip]:
    """The lines of a cell whose print is to be read as one number; none where it is no number."""
    strips = [strip for _, strip in lines]
    if not strips or sum(len(strip.row.found) for strip in strips) > _MOST_PIECES:
        return []
    if len(strips) == 1:
        return strips if _may_be_number(text, *lines[0], numeric) else []
    if not (numeric or _mostly_digits(text)) or len(strips) > _MOST_LINES:
        return []
    parts = ["".join(word.text for word in line.words) for line, _ in lines]
    # The rest of a number is short, and may be read as anything.
    sound = all(
        _DIGITS.fullmatch(part.rstrip("-–.,:")) or (number and len(part) < 3) for number, part in enumerate(parts)
    )
    return strips if sound and _broken(strips, cell, dpi) else []


def _broken(strips: Sequence[Strip], cell: Inked, dpi: float) -> bool:
    """Whether each line but the last is so long that the next sign had no room on it."""
    room = (cell.rect[2] - cell.rect[0] - 2 * _PADDING) * dpi / 72.0
    for strip, after in itertools.pairwise(strips):
        x0, _, x1, _ = strip.row.box
        beside = _BESIDE * max(piece.height for piece in strip.row.found)
        if x1 - x0 + beside + after.row.found[0].width < room:
            return False
    return True


def _may_be_number(text: str, line: PrintedLine, strip: Strip, numeric: bool) -> bool:
    """Whether the one line of a cell is to be read as a number: digits only, or nothing that is a word."""
    letters = _WORD.findall(" ".join(word.text for word in line.words))
    if any(map(str.isdigit, text)):
        return not letters or (numeric and sum(map(len, letters)) <= 2) or all(len(part) == 1 for part in letters)
    if len(text) > 6 or text in ("%", "-") or any(len(part) > 1 and is_syllable(part) for part in letters):
        return False
    if numeric and not any(len(part) > 1 and part.isupper() for part in letters):
        return True
    # "0" and "1" by themselves are letters to a reader of words.
    own = read_numeric(strip.picture)
    return own.confidence > _SURE and own.text.strip(".,%").isdigit()


def well_formed(text: str) -> bool:
    """Whether a number is printed as numbers are: groups of three digits, at most three decimals, no mark at an end.

    "6.691853" is no figure but one whose second separator was lost.
    """
    return all(_FIGURE.fullmatch(part) for part in re.split("/", text.strip("()+-% ")))


def _decided(lines: Lines, ballot: Ballot, code: bool) -> CellReading:
    line = lines[0][0]
    text = ballot.text
    if text is None and not any(any(map(str.isdigit, vote)) for vote in ballot.votes):
        return CellReading(tuple(line for line, _ in lines))  # no reading sees a digit: a dash or a sign, no number
    if text is None and code:
        # A code only names its row; the best reading is better than none, with its dots as printed.
        fits = [made for vote in (ballot.own, *ballot.votes) if (made := fitted(vote, ballot.shape))]
        fits = [made for made in fits if _CODE.fullmatch(made)] or ballot.votes[1:]
        text = max(fits, key=fits.count)
    if code and text and text.endswith(","):
        text = text[:-1] + "."  # no code ends in a comma
    if text is None or not (code or _CODE.fullmatch(text) or well_formed(text)):
        return CellReading((), True)
    sure = min((word.confidence for line, _ in lines for word in line.words), default=0.0)
    boxes = [strip.row.box for _, strip in lines]
    box = [float(end(sides)) for end, sides in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)]
    return CellReading((PrintedLine((Printed(text, sure, *box),), line.base, line.body),))
