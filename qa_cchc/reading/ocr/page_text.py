"""The print of a page, cut into lines and read: the text outside tables, column by column, and the cells of tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from qa_cchc.reading.ocr.asked_calls import asked_calls
from qa_cchc.reading.ocr.ink import pieces
from qa_cchc.reading.ocr.letters import told_by_print
from qa_cchc.reading.ocr.note_marks import numbers_asked
from qa_cchc.reading.ocr.prose import Printed, PrintedLine, line_of, one_size
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

Place = tuple[int, int]
"""A line by the number of its field and its own in it."""

Calls = dict[Place, list[Call]]


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
    fields: Sequence[Field], clean: np.ndarray, dpi: float, limit: float, cells: int = 0, rule: float | None = None
) -> list[list[tuple[PrintedLine, Strip]]]:
    """The lines of each field, each with the strip it was read from; a line that shows no word is left out.

    The first `cells` fields are cells, whose short lines are read in one row. A line of theirs in which no word was
    seen stays: it may be the last digit of a number that the cell's border broke. `rule` is the height of the line
    that parts footnotes from the text, in pixels.
    """
    strips = [strips_of(field, clean, dpi) for field in fields]
    calls = _calls(strips, clean, limit)
    chains: list[list[Strip]] = []
    for number, part in enumerate(strips):
        chains += chained(part, dpi) if number < cells else [[strip] for strip in part]
    places = [(number, index) for number, part in enumerate(strips) for index in range(len(part))]
    words = dict(zip(places, _words(chains, dpi, limit), strict=True))
    for place in _ask(strips, words, calls, [place for place in places if place[0] >= cells], rule, clean, limit):
        number, index = place
        words[place] = _words([[strips[number][index]]], dpi, limit)[0]
    made: list[PrintedLine] = []
    for number, index in places:
        strip = strips[number][index]
        line = told_by_print(line_of(words[number, index], strip.row), strip)
        made.append(with_calls(line, calls[number, index]) if (number, index) in calls else line)
    flat = [strip for part in strips for strip in part]
    done = iter(weighed(list(zip(one_size(made), flat, strict=True))))
    return [_spelled([next(done) for _ in part], number < cells) for number, part in enumerate(strips)]


def _words(chains: Sequence[Sequence[Strip]], dpi: float, limit: float) -> list[list[Printed]]:
    """The words of each line of the chains in turn."""
    first, second = read_chains(chains, dpi, limit), read_chains(chains, dpi, limit, share=_SMALLER)
    return [
        merged(one, other)
        for firsts, seconds in zip(first, second, strict=True)
        for one, other in zip(firsts, seconds, strict=True)
    ]


def _calls(strips: list[list[Strip]], clean: np.ndarray, limit: float) -> Calls:
    """The raised figures and signs by (field, line); their lines are cut out again without them."""
    places = [(number, index) for number, part in enumerate(strips) for index in range(len(part))]
    rows = [strips[number][index].row for number, index in places]
    figures = read_calls(find_calls(rows), clean, limit)
    by_line: Calls = {}
    for call in [*figures, *read_signs(find_signs(rows, figures), clean)]:
        by_line.setdefault(places[call.line], []).append(call)
    for (number, index), calls in by_line.items():
        strips[number][index] = _without(strips[number][index], calls, clean)
    return by_line


def _ask(
    strips: list[list[Strip]], words: Mapping[Place, Sequence[Printed]], calls: Calls, outside: Sequence[Place],
    rule: float | None, clean: np.ndarray, limit: float,
) -> set[Place]:
    """Puts the calls not found at first sight with the others. Returns the lines to be read again."""
    pairs = [(line_of(words[place], strip.row), strip) for place in outside for strip in [strips[place[0]][place[1]]]]
    by_line = {number: calls[place] for number, place in enumerate(outside) if place in calls}
    elsewhere = [call for place, part in calls.items() if place not in set(outside) for call in part]
    numbers, above = numbers_asked(pairs, by_line, elsewhere, rule, clean, limit)
    known = [replace(call, line=at) for at, line in enumerate(above) for call in by_line.get(line, ())]
    changed = set()
    for call in asked_calls([pairs[line][1] for line in above], known, numbers, clean, limit):
        place = outside[above[call.line]]
        calls.setdefault(place, []).append(call)
        changed.add(place)
    for number, index in changed:
        strips[number][index] = _without(strips[number][index], calls[number, index], clean)
    return changed


def _without(strip: Strip, calls: Sequence[Call], clean: np.ndarray) -> Strip:
    """The line cut out without its calls."""
    gone = [piece for call in calls for piece in (*call.found, *call.brackets)]
    picture, left, top = picture_of_row(strip.row, strip.field, clean, gone)
    for piece in set(gone) - set(strip.row.found):  # a part of a larger piece
        picture[max(0, piece.y0 - top) : piece.y1 - top, max(0, piece.x0 - left) : piece.x1 - left] = 255
    return Strip(picture, left, top, strip.row, strip.field)


def _spelled(part: list[tuple[PrintedLine, Strip]], whole: bool) -> list[tuple[PrintedLine, Strip]]:
    shown = [(line, strip) for line, strip in part if line.words or whole]
    lines = spelled([line for line, _ in shown])
    return [(line, strip) for line, (_, strip) in zip(lines, shown, strict=True)]
