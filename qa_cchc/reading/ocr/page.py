"""One page's picture → what stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from qa_cchc.reading.ocr import cleaning, upright
from qa_cchc.reading.ocr.cells import Crop, cut_cells
from qa_cchc.reading.ocr.ink import pieces
from qa_cchc.reading.ocr.picture import Picture
from qa_cchc.reading.ocr.prose import Printed, PrintedLine, printed_lines
from qa_cchc.reading.ocr.recognised import ReadCell, ReadLine, ReadPage, ReadTable, ReadWord
from qa_cchc.reading.ocr.ruled import Ruled, find_ruled, without_lines
from qa_cchc.reading.ocr.table_cells import CellReading, read_table_cells
from qa_cchc.reading.ocr.tesseract import Pass, read_pictures
from qa_cchc.reading.rulings import Lattice, find_lattices, rules_from
from qa_cchc.vietnamese.syllables import is_syllable

_PROSE = Pass(mode=3)
_LEAST_PIECES = 4
_GOOD = 0.55


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page ready to be read: straightened and evened picture, without its ruling lines; its ink; its tables."""

    picture: Picture
    clean: np.ndarray
    ink: np.ndarray
    ruled: Ruled
    tables: tuple[Lattice, ...]


def read_page(picture: Picture, limit: float) -> ReadPage:
    """What stands on a page. `limit` is the time one run of Tesseract may take, in seconds.

    Raises NoEngine and EngineFailed of `tesseract`.
    """
    even = replace(picture, pixels=cleaning.evened(cleaning.grey_of(picture.pixels)))
    lies = upright.sideways(cleaning.ink_of(even.pixels, even.dpi)) > 1.0
    best: tuple[float, ReadPage] | None = None
    # A page that reads well is upright; only one that does not is tried upside down, then on its other sides.
    for quarters in (3, 1, 0, 2) if lies else (0, 2, 3, 1):
        sheet = prepare(even.turned(quarters))
        page = _read(sheet, limit)
        good = _sense(page)
        if best is None or good > best[0]:
            best = good, page
        if good >= _GOOD or len(pieces(sheet.ink, sheet.picture.dpi)) < 60:
            break
    assert best is not None
    return best[1]


def prepare(even: Picture) -> Sheet:
    """An evened picture that stands upright (or is tried so), straightened and parted into ink, lines and tables."""
    straight = upright.straightened(even, upright.skew(cleaning.ink_of(even.pixels, even.dpi)))
    ink = cleaning.ink_of(straight.pixels, straight.dpi)
    ruled = find_ruled(ink, straight.dpi)
    clean, ink = without_lines(straight.pixels, ink, ruled)
    scale = straight.scale
    across = [(at * scale, low * scale, high * scale) for at, low, high in ruled.across]
    down = [(at * scale, low * scale, high * scale) for at, low, high in ruled.down]
    return Sheet(straight, clean, ink, ruled, tuple(find_lattices(rules_from(across, down))))


def _sense(page: ReadPage) -> float:
    """Share of the words of letters that are Vietnamese syllables."""
    words = [word.text for line in page.lines for word in line.words]
    words += [word.text for table in page.tables for cell in table.held for word in cell.words]
    letters = [text.strip(".,;:()[]“”\"'-–+*/") for text in words]
    letters = [text for text in letters if len(text) > 1 and text.isalpha()]
    return sum(is_syllable(text) for text in letters) / max(len(letters), 8)


def _read(sheet: Sheet, limit: float) -> ReadPage:
    dpi, scale = sheet.picture.dpi, sheet.picture.scale
    crops = [cut_cells(lattice, sheet.ink, dpi) for lattice in sheet.tables]
    tables = []
    for lattice, part, read in zip(
        sheet.tables, crops, read_table_cells(crops, sheet.clean, dpi, limit), strict=True
    ):
        held = tuple(_cell(crop, cell, scale) for crop, cell in zip(part, read, strict=True))
        if held:
            cells = tuple(tuple(map(_floats, row)) for row in lattice.cells)
            tables.append(ReadTable(_floats(lattice.box), cells, held))
    lines = _prose(sheet, limit)
    a, b, c = sheet.picture.to_page[0]
    d, e, f = sheet.picture.to_page[1]
    # `to_page` leads from pixels; the places handed on are points of the straightened page.
    to_page = tuple(float(part) for part in (a / scale, b / scale, c, d / scale, e / scale, f))
    rules = tuple((at * scale, low * scale, high * scale) for at, low, high in sheet.ruled.across)
    return ReadPage(
        tuple(map(float, sheet.picture.size)),
        to_page,
        tuple(_line(line, scale) for line in lines),
        tuple(tables),
        rules,
    )


def _floats(rect: Sequence[float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (round(float(side), 2) for side in rect)
    return x0, y0, x1, y1


def _prose(sheet: Sheet, limit: float) -> list[PrintedLine]:
    """The lines outside tables."""
    dpi = sheet.picture.dpi
    rest, ink = sheet.clean.copy(), sheet.ink.copy()
    for lattice in sheet.tables:
        x0, y0, x1, y1 = (round(side / sheet.picture.scale) for side in lattice.box)
        edge = round(0.02 * dpi)
        part = slice(max(0, y0 - edge), y1 + edge), slice(max(0, x0 - edge), x1 + edge)
        rest[part], ink[part] = 255, 0
    if len(pieces(ink, dpi)) < _LEAST_PIECES:
        return []
    factor = max(1.0, 300.0 / dpi)
    if factor > 1.05:
        rest = cv2.resize(rest, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    seen = read_pictures([rest], _PROSE, limit)[0]
    return printed_lines(seen, ink, factor if factor > 1.05 else 1.0)


def _word(word: Printed, size: float, scale: float) -> ReadWord:
    x0, y0, x1, y1 = (round(side * scale, 2) for side in (word.x0, word.y0, word.x1, word.y1))
    return ReadWord(word.text, x0, y0, x1, y1, round(size, 2), word.bold, word.italic, word.doubtful)


def _line(line: PrintedLine, scale: float) -> ReadLine:
    size = line.size * scale
    words = tuple(_word(word, size, scale) for word in line.words)
    return ReadLine(words, round(line.base * scale, 2), round(size, 2))


def _cell(crop: Crop, cell: CellReading, scale: float) -> ReadCell:
    sizes = [word.y1 - word.y0 for word in cell.words]
    size = float(np.median(sizes)) * scale if sizes else 12.0
    return ReadCell(_floats(crop.rect), tuple(_word(word, size, scale) for word in cell.words), cell.unreadable)
