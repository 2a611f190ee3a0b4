"""Every cell of a page's tables: words by the general reading, numbers by readings that must agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from qa_cchc.reading.ocr.cells import Crop, read_cells
from qa_cchc.reading.ocr.numerals import Ballot, plain, read_numbers, shape_of
from qa_cchc.reading.ocr.prose import Printed
from qa_cchc.vietnamese.syllables import is_syllable

_CODE = re.compile(r"(?:[0-9]{1,2}[.,]?){1,5}")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_SIGNS = 14


@dataclass(frozen=True, slots=True)
class CellReading:
    """The words of a cell; `unreadable` where its print is a number that could not be read with confidence."""

    words: tuple[Printed, ...]
    unreadable: bool = False


def read_table_cells(
    crops: Sequence[Sequence[Crop]], clean: np.ndarray, dpi: float, limit: float
) -> list[list[CellReading]]:
    """The cells with print of each table."""
    flat = [(number, crop) for number, part in enumerate(crops) for crop in part]
    general = read_cells([crop for _, crop in flat], clean, dpi, limit)
    texts = [plain("".join(word.text for word in words)) for words in general]
    columns: dict[tuple[int, int, int], list[int]] = {}
    for index, (number, crop) in enumerate(flat):
        columns.setdefault((number, round(crop.rect[0]), round(crop.rect[2])), []).append(index)
    ballots: dict[int, Ballot] = {}
    codes: set[int] = set()
    for members in columns.values():
        numbers = [index for index in members if any(map(str.isdigit, texts[index]))]
        numeric = 2 * len(numbers) >= len(members)
        coded = sum(_CODE.fullmatch(texts[index]) is not None and "." in texts[index] for index in numbers)
        for index in members:
            crop = flat[index][1]
            if crop.one_line(dpi) and _may_be_number(texts[index], general[index], crop, numeric):
                ballots[index] = Ballot(crop, shape_of(crop.found), [texts[index]])
                if 2 * coded > len(numbers):
                    codes.add(index)
    read_numbers(list(ballots.values()), clean, dpi, limit)
    made = [
        _decided(words, ballots.get(index), index in codes) for index, words in enumerate(general)
    ]
    sorted_: list[list[CellReading]] = [[] for _ in crops]
    for (number, _), cell in zip(flat, made, strict=True):
        sorted_[number].append(cell)
    return sorted_


def _may_be_number(text: str, words: Sequence[Printed], crop: Crop, numeric: bool) -> bool:
    """Whether a cell's print is to be read as a number: digits only, or in a column of numbers no word either."""
    if len(crop.found) > 2 * _MOST_SIGNS:
        return False
    letters = _WORD.findall(" ".join(word.text for word in words))
    if any(map(str.isdigit, text)):
        return not letters or (numeric and sum(map(len, letters)) <= 2) or all(len(part) == 1 for part in letters)
    if not numeric or len(text) > 6 or text in ("%", "-"):
        return False
    return not any(len(part) > 1 and (is_syllable(part) or part.isupper()) for part in letters)


def _decided(words: Sequence[Printed], ballot: Ballot | None, code: bool) -> CellReading:
    if ballot is None:
        return CellReading(tuple(words))
    text = ballot.text
    if text is None and not any(any(map(str.isdigit, vote)) for vote in ballot.votes):
        return CellReading(tuple(words))  # no reading sees a digit: a dash or a sign, no number
    if text is None and code:
        # A code only names its row; the best reading is better than none.
        text = max(ballot.votes[1:], key=ballot.votes.count)
    x0, y0, x1, y1 = ballot.crop.box
    if text is None:
        return CellReading((), True)
    sure = min((word.confidence for word in words), default=0.0)
    first = words[0] if words else Printed(text, sure, x0, y0, x1, y1)
    return CellReading((replace(first, text=text, x0=x0, y0=y0, x1=x1, y1=y1),))
