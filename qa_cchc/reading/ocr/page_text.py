"""The print of a page, cut into lines and read: the text outside tables, column by column, and the cells of tables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qa_cchc.reading.ocr.ink import pieces
from qa_cchc.reading.ocr.letters import told_by_print
from qa_cchc.reading.ocr.prose import PrintedLine, line_of, one_size
from qa_cchc.reading.ocr.raised import Call, find_calls, find_signs, read_calls, read_signs, with_calls
from qa_cchc.reading.ocr.rows import Field, field_of, picture_of_row
from qa_cchc.reading.ocr.second_look import merged
from qa_cchc.reading.ocr.spelling import spelled
from qa_cchc.reading.ocr.strips import Strip, chained, read_chains, strips_of
from qa_cchc.reading.ocr.weight import weighed
from qa_cchc.reading.ocr.zones import two_columns

_LEAST_PIECES = 4
# Each line is read twice: at the size that suits most type, and smaller, where dots and strokes look different.
_SMALLER = 0.75


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
    fields: Sequence[Field], clean: np.ndarray, dpi: float, limit: float, cells: int = 0
) -> list[list[tuple[PrintedLine, Strip]]]:
    """The lines of each field, each with the strip it was read from; a line that shows no word is left out.

    The first `cells` fields are cells, whose short lines are read in one row. A line of theirs in which no word was
    seen stays: it may be the last digit of a number that the cell's border broke.
    """
    strips = [strips_of(field, clean, dpi) for field in fields]
    calls = _calls(strips, clean, limit)
    chains: list[list[Strip]] = []
    for number, part in enumerate(strips):
        chains += chained(part, dpi) if number < cells else [[strip] for strip in part]
    first, second = read_chains(chains, dpi, limit), read_chains(chains, dpi, limit, share=_SMALLER)
    words = iter(
        merged(one, other)
        for firsts, seconds in zip(first, second, strict=True)
        for one, other in zip(firsts, seconds, strict=True)
    )
    made: list[PrintedLine] = []
    for number, part in enumerate(strips):
        for index, strip in enumerate(part):
            line = told_by_print(line_of(next(words), strip.row), strip)
            made.append(with_calls(line, calls[number, index]) if (number, index) in calls else line)
    flat = [strip for part in strips for strip in part]
    done = iter(weighed(list(zip(one_size(made), flat, strict=True))))
    return [_spelled([next(done) for _ in part], number < cells) for number, part in enumerate(strips)]


def _calls(strips: list[list[Strip]], clean: np.ndarray, limit: float) -> dict[tuple[int, int], list[Call]]:
    """The raised figures and signs by (field, line); their lines are cut out again without them."""
    places = [(number, index) for number, part in enumerate(strips) for index in range(len(part))]
    rows = [strips[number][index].row for number, index in places]
    figures = read_calls(find_calls(rows), clean, limit)
    by_line: dict[tuple[int, int], list[Call]] = {}
    for call in [*figures, *read_signs(find_signs(rows, figures), clean)]:
        by_line.setdefault(places[call.line], []).append(call)
    for (number, index), calls in by_line.items():
        strip = strips[number][index]
        gone = [piece for call in calls for piece in (*call.found, *call.brackets)]
        strips[number][index] = Strip(*picture_of_row(strip.row, strip.field, clean, gone), strip.row, strip.field)
    return by_line


def _spelled(part: list[tuple[PrintedLine, Strip]], whole: bool) -> list[tuple[PrintedLine, Strip]]:
    shown = [(line, strip) for line, strip in part if line.words or whole]
    lines = spelled([line for line, _ in shown])
    return [(line, strip) for line, (_, strip) in zip(lines, shown, strict=True)]
