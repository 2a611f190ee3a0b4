"""Numbers that the other numbers of their table contradict: their print is read anew, in ways not tried before.

Arithmetic only says where to look. What the print shows again stays, for a report may be wrong in itself. Where the
readings fall apart the cell is unreadable, unless one of them is what nearly all see and what the table bears out too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from qa_cchc.reading.ocr.arithmetic import Fits
from qa_cchc.reading.ocr.cells import Inked
from qa_cchc.reading.ocr.digits import read_numeric
from qa_cchc.reading.ocr.numerals import Shape, plain, shape_in
from qa_cchc.reading.ocr.prose import Printed
from qa_cchc.reading.ocr.series import square_of, suspects
from qa_cchc.reading.ocr.strips import Strip, read_strips
from qa_cchc.reading.ocr.table_cells import CellReading, Lines, well_formed
from qa_cchc.reading.ocr.tesseract import Pass
from qa_cchc.reading.pdf.rulings import Lattice

_WITH = (("tessedit_char_whitelist", "0123456789.,%"),)
_WITHOUT = (("tessedit_char_whitelist", "0123456789"),)
_NUMBER = re.compile(r"\(?\d[\d.,]*%?\)?")
# How far above the usual bar of ink a grey may lie that counts as ink here: a comma may be paler than its digits.
_PALER, _BAR = 50, 150
# How far below the paper's grey the palest ink lies at least, and in times of the paper's own grain.
_FAINT, _GRAIN = 14.0, 5.0
_SURE = 0.5
_SHARE = 0.75
_ALL = 4


@dataclass(slots=True)
class Anew:
    """What a cell's print is when read anew: by the reader of numbers, by Tesseract, and measured.

    `shapes` are those in dark and in paler ink, `faint` in whatever differs from paper.
    """

    network: list[str]
    engine: list[str]
    shapes: tuple[Shape, ...]
    faint: Shape


def look_again(
    tables: Sequence[Lattice],
    cells: Sequence[tuple[int, Inked]],
    read: Sequence[Lines],
    decided: Sequence[CellReading],
    dpi: float,
    limit: float,
) -> list[CellReading]:
    """The decided cells of a page, given as (number of its table, cell), those that contradict others read anew."""
    made = list(decided)
    doubted = doubts(tables, cells, read, decided)
    if not doubted:
        return made
    strips = [read[index][0][1] for index in doubted]
    olds = [said(made[index]) for index in doubted]
    for (index, fits), old, anew in zip(doubted.items(), olds, read_anew(strips, olds, dpi, limit), strict=True):
        text = settled(old, anew, fits)
        if text is None:
            made[index] = CellReading((), True)
        elif text != old:
            line = made[index].lines[0]
            word = replace(line.words[0], text=text)
            made[index] = CellReading((replace(line, words=(word,)),))
    return made


def doubts(
    tables: Sequence[Lattice],
    cells: Sequence[tuple[int, Inked]],
    read: Sequence[Lines],
    decided: Sequence[CellReading],
) -> dict[int, list[Fits]]:
    """The cells that have a reason to be looked at again, with what would take each reason away."""
    found: dict[int, list[Fits]] = {}
    for number, lattice in enumerate(tables):
        texts = {
            cell.rect: (index, said(decided[index])) for index, (table, cell) in enumerate(cells) if table == number
        }
        found |= suspects(square_of(lattice, texts))
    return {
        index: fits
        for index, fits in found.items()
        if len(read[index]) == 1 and len(_words(decided[index])) == 1 and _NUMBER.fullmatch(said(decided[index]))
    }


def _words(reading: CellReading) -> list[Printed]:
    return [word for line in reading.lines for word in line.words]


def said(reading: CellReading) -> str:
    """A cell's text."""
    return " ".join(word.text for word in _words(reading))


def read_anew(strips: Sequence[Strip], olds: Sequence[str], dpi: float, limit: float) -> list[Anew]:
    """Each line of print by ways of its own: other scales, black and white, thinner and thicker, signs told apart.

    Where the first readings all bear out what was read before, `olds`, no more are made.
    """
    made = []
    for strip in strips:
        ways = (strip.picture, _black(strip.picture), _thinned(strip.picture), _smooth(strip.picture))
        network = [reading for way in ways if (reading := read_numeric(way)).confidence > _SURE]
        shapes = (shape_in(strip), shape_in(_darker(strip, _PALER)))
        faint = shape_in(_darker(strip, _faintest(strip.picture) - _BAR))
        made.append(Anew([plain(reading.text) for reading in network], [], shapes, faint))
    large = [replace(strip, picture=_sized(strip.picture, 1.25)) for strip in strips]
    black = [replace(strip, picture=_sized(_smooth(_black(strip.picture)), 0.85)) for strip in strips]
    _vote([*made, *made], [*large, *black], Pass("eng", 7, _WITH), 1.0, dpi, limit)
    open_ = [
        (anew, strip)
        for anew, strip, old in zip(made, strips, olds, strict=True)
        if {*anew.network} != {old} or {*map(_digits, anew.engine)} != {_digits(old)}
    ]
    for way, share in ((Pass("vie", 13, _WITH), 0.9), (Pass("eng", 7, _WITHOUT), 0.75)):
        _vote([anew for anew, _ in open_], [strip for _, strip in open_], way, share, dpi, limit)
    return made


def _vote(made: Sequence[Anew], strips: Sequence[Strip], way: Pass, share: float, dpi: float, limit: float) -> None:
    for anew, words in zip(made, read_strips(strips, dpi, limit, way, share), strict=True):
        anew.engine.append(plain("".join(word.text for word in words)))


def _sized(picture: np.ndarray, factor: float) -> np.ndarray:
    way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return cv2.resize(picture, None, fx=factor, fy=factor, interpolation=way)


def _darker(strip: Strip, by: float) -> Strip:
    return replace(strip, picture=np.clip(strip.picture.astype(np.float32) - max(by, 0.0), 0, 255).astype(np.uint8))


def _faintest(picture: np.ndarray) -> float:
    """The grey below which a pixel is no paper."""
    paper = picture[picture > np.median(picture) - 30]
    level, grain = float(np.median(paper)), float(paper.std())
    return level - max(_FAINT, _GRAIN * grain)


def _black(picture: np.ndarray) -> np.ndarray:
    return cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]


def _thinned(picture: np.ndarray) -> np.ndarray:
    """Lighter by half the difference to the lightest neighbour: strokes that run together part."""
    return ((picture.astype(np.uint16) + cv2.dilate(picture, np.ones((2, 2), np.uint8))) // 2).astype(np.uint8)


def _smooth(picture: np.ndarray) -> np.ndarray:
    return cv2.GaussianBlur(picture, (0, 0), 0.9)


def settled(old: str, anew: Anew, fits: Sequence[Fits]) -> str | None:
    """The old reading where the print bears it out again, another that print and table agree on, or None."""
    votes = Counter(anew.network)
    total = max(len(anew.network), 2)
    borne = votes[old] >= _SHARE * total and _engine_for(old, anew)
    borne = borne or (votes[old] >= _ALL and _digit_by_digit(old, anew))
    if borne and _printed_as(old, anew.shapes):
        return None if _hides_mark(old, anew.faint, fits) else old
    for text, count in votes.most_common(1):
        agreed = count >= _SHARE * total and _engine_for(text, anew) and _printed_as(text, anew.shapes[:1])
        if text != old and agreed and well_formed(text) and all(fit(text) for fit in fits):
            return text
    return None


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _engine_for(text: str, anew: Anew) -> bool:
    """Whether Tesseract sees these digits, at least twice and thrice as often as any others.

    Of its marks nothing is asked: it drops them, and its list of signs turns brackets and dashes into digits.
    """
    counts = Counter(digits for vote in anew.engine if (digits := _digits(vote)))
    own = counts.pop(_digits(text), 0)
    return own >= 2 and own >= 3 * max(counts.values(), default=0)


def _digit_by_digit(text: str, anew: Anew) -> bool:
    """Whether half of Tesseract's readings, or more, see each of the digits, though hardly one of them may see all."""
    digits = _digits(text)
    alike = [vote for vote in map(_digits, anew.engine) if len(vote) == len(digits)]
    columns = list(zip(digits, *alike, strict=True))
    return len(alike) >= 2 and all(2 * column[1:].count(column[0]) >= len(alike) for column in columns)


def _marks(text: str) -> int:
    return sum(sign in ".," for sign in text)


def _printed_as(text: str, shapes: Sequence[Shape]) -> bool:
    """Whether the print has as many marks on its baseline as the text."""
    return all(len(shape.low) == _marks(text) for shape in shapes)


def _hides_mark(text: str, faint: Shape, fits: Sequence[Fits]) -> bool:
    """Whether the faintest ink shows a mark between digits read without one, just where it takes the reasons away.

    Grain and the halos of digits leave such ink too: only with the table behind it does it count.
    """
    if not text.isdigit() or sum(faint.runs) != len(text):
        return False
    ends = np.cumsum(faint.runs)[:-1]
    return any(all(fit(f"{text[:at]},{text[at:]}") for fit in fits) for at in map(int, ends) if 0 < at < len(text))
