"""Numbers that open footnotes at a page's foot, read anew by themselves where a line was read as opening with a sign.

A number alone before a note, often larger than the note's type, is taken for a dagger or a letter. What stands there
is read as figures only; it counts where the text calls that number on the page, or the notes beside it ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

import numpy as np

from qa_cchc.reading.footnotes import calls_in
from qa_cchc.reading.ocr.ink import Piece
from qa_cchc.reading.ocr.prose import Printed, PrintedLine
from qa_cchc.reading.ocr.raised import Call, read_calls
from qa_cchc.reading.ocr.strips import Strip
from qa_cchc.reading.spans import SUPERSCRIPTS, lowered
from qa_cchc.vietnamese.syllables import is_syllable

_MOST = 99
_SMALL = 0.93
_OPENED = re.compile(rf"[\[(]?(?P<number>\d{{1,2}}|[{SUPERSCRIPTS}]{{1,2}})[\])]?\.?")
_STROKE = re.compile(r"[^\w\s]|[Il1tfiJ]")
_BULLETS = "+-–—•·"
_ANY = frozenset(map(str, range(1, _MOST + 1)))

Pairs = Sequence[tuple[PrintedLine, Strip]]


def with_note_marks(pairs: Pairs, rule: float | None, clean: np.ndarray, limit: float) -> list[PrintedLine]:
    """The lines of a page with the numbers that open its footnotes.

    `rule` is the height of the line that parts footnotes from the text, in pixels, None without one: then only small
    type under all other text may be a footnote.
    """
    lines = [line for line, _ in pairs]
    foot = _foot(lines, rule)
    opened = {index: int(mark) for index in foot if (mark := _opened(lines[index]))}
    called = {
        int(call.mark)
        for index, line in enumerate(lines)
        if index not in foot
        for call in calls_in(" ".join(word.text for word in line.words), set(_ANY))
    }
    called -= set(opened.values())
    asked = [index for index in foot if index not in opened and _unlike_a_word(lines[index].words[0].text)]
    calls = [call for index in asked if (call := _alone(index, pairs[index][1])) is not None]
    for call in read_calls(calls, clean, limit):
        number = int(call.text)
        if number in opened.values() or not 1 <= number <= _MOST:
            continue
        if number in called or (rule is not None and _between(number, call.line, foot, opened)):
            lines[call.line] = _opening_with(lines[call.line], call)
            opened[call.line] = number
    return lines


def numbers_asked(
    pairs: Pairs,
    calls: Mapping[int, Sequence[Call]],
    elsewhere: Sequence[Call],
    rule: float | None,
    clean: np.ndarray,
    limit: float,
) -> tuple[set[int], list[int]]:
    """The notes at the foot of a page that nothing calls, and the lines above the foot.

    The lines are as read without their `calls` (by line); `elsewhere` are the calls in tables; `rule` as above.
    """
    lines = [line for line, _ in pairs]
    foot = _foot(lines, rule)
    above = [index for index in range(len(lines)) if index not in foot]
    called = {call.text for index in above for call in calls.get(index, ())} | {call.text for call in elsewhere}
    numbers = {mark for index in foot if (mark := _opened(lines[index]))}
    bare = []
    for index in foot:
        row = pairs[index][1].row
        numbers.update(call.text for call in calls.get(index, ()) if call.x0 < row.box[0] + row.body)
        if index not in calls and not _opened(lines[index]) and _unlike_a_word(lines[index].words[0].text):
            bare.append(index)
    alone = [call for index in bare if (call := _alone(index, pairs[index][1])) is not None]
    numbers.update(call.text for call in read_calls(alone, clean, limit))
    return {int(mark) for mark in numbers - called if mark.isdigit()}, above


def _foot(lines: Sequence[PrintedLine], rule: float | None) -> list[int]:
    """The lines at the foot from top to bottom."""
    shown = sorted((index for index, line in enumerate(lines) if line.words), key=lambda index: lines[index].base)
    if rule is not None:
        return [index for index in shown if lines[index].base > rule]
    if not shown:
        return []
    usual = median(lines[index].body for index in shown)
    above = max((at for at, index in enumerate(shown) if lines[index].body > _SMALL * usual), default=-1)
    return shown[above + 1 :]


def _opened(line: PrintedLine) -> str:
    """The number that opens a note; "" where a line goes on with one ("15 hồ sơ")."""
    match = _OPENED.fullmatch(line.words[0].text)
    if match is None or (line.words[1:] and line.words[1].text[0].islower()):
        return ""
    return lowered(match["number"])


def _unlike_a_word(text: str) -> bool:
    if text in _BULLETS:
        return False
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) < 2 or not is_syllable(text.strip(".,;:()[]“”\"'-–"))


def _alone(index: int, strip: Strip) -> Call | None:
    """The one or two signs with which a line begins, where they stand apart from the rest."""
    body = strip.row.body
    figures: list[list[Piece]] = []
    for piece in sorted(strip.row.found, key=lambda piece: piece.x0):
        end = max((one.x1 for figure in figures for one in figure), default=piece.x0)
        if figures and piece.x0 < end - 1:
            figures[-1].append(piece)
        elif figures and piece.x0 - end > 0.28 * body:
            break
        else:
            figures.append([piece])
    if len(figures) > 2:
        return None
    found = tuple(piece for figure in figures for piece in figure)
    high = max(piece.y1 for piece in found) - min(piece.y0 for piece in found)
    return Call(index, found, figures=len(figures)) if 0.56 * body <= high <= 2.4 * body else None


def _between(number: int, index: int, foot: Sequence[int], opened: dict[int, int]) -> bool:
    """Whether the note before opens with the number before, or the one after with the next."""
    at = foot.index(index)
    before = next((opened[other] for other in reversed(foot[:at]) if other in opened), None)
    after = next((opened[other] for other in foot[at + 1 :] if other in opened), None)
    fits = (before is None or before == number - 1) and (after is None or after == number + 1)
    return fits and not before is after is None


def _opening_with(line: PrintedLine, call: Call) -> PrintedLine:
    """The line with the number in place of what was read there, or before its first word where nothing was."""
    words = list(line.words)
    first = words[0]
    y0, y1 = call.rows
    mark = Printed(call.text, 0.9, call.x0, y0, call.x1, y1)
    if first.x0 >= (call.x0 + call.x1) / 2:
        words.insert(0, mark)
    elif first.x1 <= call.x1 + 0.8 * line.body:
        words[0] = mark
    elif _STROKE.match(first.text) and len(first.text) > 1:
        words[:1] = [mark, replace(first, text=first.text[1:], x0=call.x1 + 1.0)]
    return replace(line, words=tuple(words))
