"""Every cell of a page's tables: words by the general reading, numbers by readings that must agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_cchc.reading.ocr.cells import Inked
from qa_cchc.reading.ocr.numerals import Ballot, plain, read_numbers, shape_of
from qa_cchc.reading.ocr.prose import Printed, PrintedLine
from qa_cchc.reading.ocr.strips import Strip
from qa_cchc.vietnamese.syllables import is_syllable

_CODE = re.compile(r"(?:[0-9]{1,2}[.,]?){1,5}")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_PIECES = 28

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
    for members in _columns(cells):
        numbers = [index for index in members if any(map(str.isdigit, texts[index]))]
        numeric = 2 * len(numbers) >= len(members)
        coded = sum(_CODE.fullmatch(texts[index]) is not None and "." in texts[index] for index in numbers)
        for index in members:
            if _may_be_number(texts[index], read[index], numeric):
                strip = read[index][0][1]
                ballots[index] = Ballot(strip, shape_of(strip.row.found), [texts[index]])
                if 2 * coded > len(numbers):
                    codes.add(index)
    read_numbers(list(ballots.values()), dpi, limit)
    return [
        _decided(lines, ballots[index], index in codes)
        if index in ballots
        else CellReading(tuple(line for line, _ in lines))
        for index, lines in enumerate(read)
    ]


def _columns(cells: Sequence[tuple[int, Inked]]) -> list[list[int]]:
    """The cells of each column of each table, as indexes."""
    columns: dict[tuple[int, int, int], list[int]] = {}
    for index, (table, cell) in enumerate(cells):
        columns.setdefault((table, round(cell.rect[0]), round(cell.rect[2])), []).append(index)
    return list(columns.values())


def _may_be_number(text: str, lines: Lines, numeric: bool) -> bool:
    """Whether a cell's print is to be read as a number: digits only, or in a column of numbers no word either."""
    if len(lines) != 1 or len(lines[0][1].row.found) > _MOST_PIECES:
        return False
    letters = _WORD.findall(" ".join(word.text for word in lines[0][0].words))
    if any(map(str.isdigit, text)):
        return not letters or (numeric and sum(map(len, letters)) <= 2) or all(len(part) == 1 for part in letters)
    if not numeric or len(text) > 6 or text in ("%", "-"):
        return False
    return not any(len(part) > 1 and (is_syllable(part) or part.isupper()) for part in letters)


def _decided(lines: Lines, ballot: Ballot, code: bool) -> CellReading:
    line, strip = lines[0]
    text = ballot.text
    if text is None and not any(any(map(str.isdigit, vote)) for vote in ballot.votes):
        return CellReading((line,))  # no reading sees a digit: a dash or a sign, no number
    if text is None and code:
        # A code only names its row; the best reading is better than none.
        text = max(ballot.votes[1:], key=ballot.votes.count)
    if text is None:
        return CellReading((), True)
    sure = min((word.confidence for word in line.words), default=0.0)
    return CellReading((PrintedLine((Printed(text, sure, *map(float, strip.row.box)),), line.base, line.body),))
