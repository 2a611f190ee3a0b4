"""One page's picture → what stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from qa_cchc.reading.ocr import cleaning, upright
from qa_cchc.reading.ocr.cells import Inked, inked_cells
from qa_cchc.reading.ocr.ink import pieces
from qa_cchc.reading.ocr.look_again import look_again
from qa_cchc.reading.ocr.missed import missed_lines
from qa_cchc.reading.ocr.note_marks import with_note_marks
from qa_cchc.reading.ocr.page_text import fields_of, read_with_strips
from qa_cchc.reading.ocr.photograph import laid_flat
from qa_cchc.reading.ocr.picture import Picture, after, scaled_to
from qa_cchc.reading.ocr.prose import Printed, PrintedLine, on_one_baseline
from qa_cchc.reading.ocr.recognised import ReadCell, ReadLine, ReadPage, ReadTable, ReadWord
from qa_cchc.reading.ocr.ruled import Ruled, find_ruled, without_lines
from qa_cchc.reading.ocr.spelling import SEEN
from qa_cchc.reading.ocr.table_cells import CellReading, decide_cells
from qa_cchc.reading.ocr.text_numbers import check_numbers
from qa_cchc.reading.pdf.page_parts import note_rule
from qa_cchc.reading.pdf.rulings import Lattice, find_lattices, rules_from
from qa_cchc.reading.progress import alive
from qa_cchc.vietnamese.syllables import is_syllable

_GOOD = 0.5
_AT_WORK = "chuẩn bị ảnh trang"
_PUNCTUATION = ".,;:()[]“”\"'-–+*/!?…"


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
    picture = laid_flat(picture)
    pixels = cleaning.without_grey_stamp(cleaning.evened(cleaning.grey_of(picture.pixels)), picture.dpi)
    even = replace(picture, pixels=pixels)
    alive(_AT_WORK)
    lies = upright.lies(cleaning.ink_of(even.pixels, even.dpi), even.dpi)
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
    # On a large picture each of these steps may take long where many share a processor.
    alive(_AT_WORK)
    ruled = find_ruled(ink, straight.dpi, straight.pixels)
    alive(_AT_WORK)
    clean, ink = without_lines(straight.pixels, ink, ruled)
    alive(_AT_WORK)
    scale = straight.scale
    across = [(at * scale, low * scale, high * scale) for at, low, high in ruled.across]
    down = [(at * scale, low * scale, high * scale) for at, low, high in ruled.down]
    return Sheet(straight, clean, ink, ruled, tuple(find_lattices(rules_from(across, down))))


def _sense(page: ReadPage) -> float:
    """Share of the signs on a page, numbers aside, that stand in Vietnamese syllables."""
    words = [word.text for line in page.lines for word in line.words]
    words += [word.text for table in page.tables for cell in table.held for word in cell.words]
    words = [text for text in words if not any(map(str.isdigit, text))]
    sound = sum(len(text) for text in words if len(core := text.strip(_PUNCTUATION)) > 1 and is_syllable(core))
    return sound / max(sum(map(len, words)), 12)


def _read(sheet: Sheet, limit: float) -> ReadPage:
    dpi, scale = sheet.picture.dpi, sheet.picture.scale
    cells = [
        (number, cell)
        for number, lattice in enumerate(sheet.tables)
        for cell in inked_cells(lattice, sheet.ink, dpi)
    ]
    around = _outside(sheet)
    outside = fields_of(around, dpi)
    every, rule = [*(cell.field for _, cell in cells), *outside], _note_rule(sheet)
    read = read_with_strips(every, sheet.clean, dpi, limit, len(cells), rule)
    decided = decide_cells(cells, read[: len(cells)], dpi, limit)
    decided = look_again(sheet.tables, cells, read, decided, dpi, limit)
    held: list[list[ReadCell]] = [[] for _ in sheet.tables]
    for (number, cell), reading in zip(cells, decided, strict=True):
        held[number].append(_cell(cell, reading, scale))
    tables = tuple(
        ReadTable(_floats(lattice.box), tuple(tuple(map(_floats, row)) for row in lattice.cells), tuple(part))
        for lattice, part in zip(sheet.tables, held, strict=True)
        if part
    )
    outside_lines = [pair for part in read[len(cells) :] for pair in part]
    missed, unread = missed_lines(outside_lines, around, sheet.clean, dpi, limit)
    outside_lines += missed
    checked = check_numbers(outside_lines, dpi, limit)
    pairs = [(line, strip) for line, (_, strip) in zip(checked, outside_lines, strict=True)]
    lines = on_one_baseline(with_note_marks(pairs, rule, sheet.clean, limit))
    # The map leads from pixels; the places handed on are points of the straightened page.
    to_page = after(sheet.picture.to_page, scaled_to(1 / scale, 1 / scale))
    width, height = sheet.picture.size
    return ReadPage(
        (float(width), float(height)),
        tuple(map(float, (to_page / to_page[2, 2]).flat)),
        tuple(_line(line, scale) for line in lines),
        tables,
        tuple((at * scale, low * scale, high * scale) for at, low, high in sheet.ruled.across),
        unread,
    )


def _note_rule(sheet: Sheet) -> float | None:
    """Height in pixels of the line that parts footnotes from the text."""
    scale = sheet.picture.scale
    across = [(at * scale, low * scale, high * scale) for at, low, high in sheet.ruled.across]
    width, height = sheet.picture.size
    rule = note_rule(across, (float(width), float(height)), [_floats(lattice.box) for lattice in sheet.tables])
    return None if rule is None else rule / scale


def _outside(sheet: Sheet) -> np.ndarray:
    """The ink outside tables."""
    ink = sheet.ink.copy()
    edge = round(0.02 * sheet.picture.dpi)
    for lattice in sheet.tables:
        x0, y0, x1, y1 = (round(side / sheet.picture.scale) for side in lattice.box)
        ink[max(0, y0 - edge) : y1 + edge, max(0, x0 - edge) : x1 + edge] = 0
    return ink


def _floats(rect: Sequence[float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (round(float(side), 2) for side in rect)
    return x0, y0, x1, y1


def _word(word: Printed, size: float, scale: float) -> ReadWord:
    x0, y0, x1, y1 = (round(side * scale, 2) for side in (word.x0, word.y0, word.x1, word.y1))
    sure = word.confidence >= SEEN
    return ReadWord(word.text, x0, y0, x1, y1, round(size, 2), word.bold, word.italic, word.doubtful, sure)


def _line(line: PrintedLine, scale: float) -> ReadLine:
    size = line.size * scale
    words = tuple(_word(word, size, scale) for word in line.words)
    return ReadLine(words, round(line.base * scale, 2), round(size, 2))


def _cell(cell: Inked, reading: CellReading, scale: float) -> ReadCell:
    words = tuple(_word(word, line.size * scale, scale) for line in reading.lines for word in line.words)
    return ReadCell(_floats(cell.rect), words, reading.unreadable)
