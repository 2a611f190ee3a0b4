"""The print of a page, cut into lines and read: the text outside tables, column by column, and the cells of tables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qa_cchc.reading.ocr.ink import pieces
from qa_cchc.reading.ocr.prose import PrintedLine, line_of, one_size
from qa_cchc.reading.ocr.raised import Call, find_calls, read_calls, with_calls
from qa_cchc.reading.ocr.rows import Field, field_of, picture_of_row
from qa_cchc.reading.ocr.strips import Strip, read_strips, strips_of
from qa_cchc.reading.ocr.zones import two_columns

_LEAST_PIECES = 4


def fields_of(ink: np.ndarray, dpi: float) -> list[Field]:
    """The parts of a page that are read by themselves: its columns where it has two, and all the rest."""
    found = pieces(ink, dpi)
    if len(found) < _LEAST_PIECES:
        return []
    columns = two_columns(found, ink.shape[1], dpi)
    fields = [field_of(ink, area, dpi) for area in columns]
    rest = ink
    if columns:
        rest = ink.copy()
        for x0, y0, x1, y1 in columns:
            rest[y0:y1, x0:x1] = 0
    height, width = ink.shape
    return [field_of(rest, (0, 0, width, height), dpi), *fields]


def read_with_strips(
    fields: Sequence[Field], clean: np.ndarray, dpi: float, limit: float
) -> list[list[tuple[PrintedLine, Strip]]]:
    """The lines of each field, each with the strip it was read from; a line that shows no word is left out."""
    strips: list[Strip] = []
    owners: list[int] = []
    for number, field in enumerate(fields):
        part = strips_of(field, clean, dpi)
        strips += part
        owners += [number] * len(part)
    by_line: dict[int, list[Call]] = {}
    for call in read_calls(find_calls([strip.row for strip in strips]), clean, limit):
        by_line.setdefault(call.line, []).append(call)
    for number, calls in by_line.items():
        strip = strips[number]
        gone = [piece for call in calls for piece in call.found]
        strips[number] = Strip(*picture_of_row(strip.row, strip.field, clean, gone), strip.row, strip.field)
    made = []
    for number, (words, strip) in enumerate(zip(read_strips(strips, dpi, limit), strips, strict=True)):
        line = line_of(words, strip.row)
        made.append(with_calls(line, by_line[number]) if number in by_line else line)
    sorted_: list[list[tuple[PrintedLine, Strip]]] = [[] for _ in fields]
    for owner, line, strip in zip(owners, one_size(made), strips, strict=True):
        if line.words:
            sorted_[owner].append((line, strip))
    return sorted_
