"""Every cell of a page's tables: words by the general reading, numbers by readings that must agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_cchc.reading.ocr.cells import Inked
from qa_cchc.reading.ocr.digits import read_numeric
from qa_cchc.reading.ocr.numerals import Ballot, plain, read_numbers, shape_in
from qa_cchc.reading.ocr.prose import Printed, PrintedLine
from qa_cchc.reading.ocr.strips import Strip
from qa_cchc.reading.ocr.text_numbers import check_numbers
from qa_cchc.vietnamese.syllables import is_syllable

_CODE = re.compile(r"(?:[0-9]{1,2}[.,]?){1,5}")
_FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,3})?|\d+(?:[.,]\d{1,3})?")
_WORD = re.compile(r"[^\W\d_]+")
_ODD = re.compile(r"[^\w\s.,;:%/()\-–+=]")
_MOST_PIECES = 28
_HEADS = 2
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
    texts = [plain("".join(word.text for line, _ in lines for word in line.words)) for lines in read]
    ballots: dict[int, Ballot] = {}
    codes: set[int] = set()
    figures: set[int] = set()
    for members in _columns(cells):
        numbers = [index for index in members if _mostly_digits(texts[index])]
        numeric = bool(numbers) and 2 * len(numbers) >= len(members) - _HEADS
        table, cell = cells[members[0]]
        first = cell.rect[0] <= min(other.rect[0] for number, other in cells if number == table) + 1
        coded = 2 * sum(_CODE.fullmatch(texts[index]) is not None for index in numbers) > len(numbers)
        coded = coded and (first or any("." in texts[index] for index in numbers))
        for index in members:
            if _may_be_number(texts[index], read[index], numeric):
                strip = read[index][0][1]
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
        made[index] = CellReading((), True) if index in figures and not _plausible(own) else CellReading(own)
    for index, ballot in ballots.items():
        made[index] = _decided(read[index], ballot, index in codes)
    return [made[index] for index in range(len(cells))]


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


def _may_be_number(text: str, lines: Lines, numeric: bool) -> bool:
    """Whether a cell's print is to be read as a number: digits only, or nothing that is a word."""
    if len(lines) != 1 or len(lines[0][1].row.found) > _MOST_PIECES:
        return False
    line, strip = lines[0]
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
    line, strip = lines[0]
    text = ballot.text
    if text is None and not any(any(map(str.isdigit, vote)) for vote in ballot.votes):
        return CellReading((line,))  # no reading sees a digit: a dash or a sign, no number
    if text is None and code:
        # A code only names its row; the best reading is better than none.
        text = max(ballot.votes[1:], key=ballot.votes.count)
    if text is None or not (code or _CODE.fullmatch(text) or well_formed(text)):
        return CellReading((), True)
    sure = min((word.confidence for word in line.words), default=0.0)
    return CellReading((PrintedLine((Printed(text, sure, *map(float, strip.row.box)),), line.base, line.body),))
