"""Numbers in running text looked at by themselves: the reader of numbers must bear out what the line was read as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from qa_cchc.reading.ocr.ink import Piece
from qa_cchc.reading.ocr.numerals import Ballot, read_numbers, shape_in
from qa_cchc.reading.ocr.prose import Printed, PrintedLine
from qa_cchc.reading.ocr.strips import Strip

_NUMBER = re.compile(r"(?P<before>[(\[“\"'+\-–]*)(?P<core>\d[\d.,/%\-–]*)(?P<after>[)\]”\"';:.,…!?]*)")
_JOINT = 0.34

Lines = Sequence[tuple[PrintedLine, Strip]]


@dataclass(frozen=True, slots=True)
class _Found:
    """A number: its words (several where the line was read with a gap in it), its pieces, and its ballot."""

    words: range
    before: str
    after: str
    ballot: Ballot


def check_numbers(lines: Lines, dpi: float, limit: float) -> list[PrintedLine]:
    """The lines with numbers as they are borne out; one that is not stays as read and is marked doubtful."""
    found: list[list[_Found]] = [_numbers(line, strip) for line, strip in lines]
    read_numbers([number.ballot for part in found for number in part], dpi, limit)
    return [_with(line, part) for (line, _), part in zip(lines, found, strict=True)]


def _numbers(line: PrintedLine, strip: Strip) -> list[_Found]:
    made: list[_Found] = []
    at = 0
    while at < len(line.words):
        match = _NUMBER.fullmatch(line.words[at].text)
        if match is None:
            at += 1
            continue
        end = at + 1
        text = line.words[at].text
        # Digits that stand too near for two words are one number, read with a gap in place of its separator.
        while end < len(line.words) and _NUMBER.fullmatch(line.words[end].text) and text[-1:].isdigit():
            if line.words[end].x0 - line.words[end - 1].x1 > _JOINT * line.body:
                break
            text += line.words[end].text
            end += 1
        whole = _NUMBER.fullmatch(text)
        pieces = _pieces(line.words[at:end], strip)
        if whole is not None and pieces:
            before, after = whole["before"], whole["after"]
            core = whole["core"]
            tail = core[len(core.rstrip(".,-–")) :]
            core, after = core[: len(core) - len(tail)], tail + after
            ballot = _ballot(pieces, core, before, after, strip)
            if ballot is not None:
                made.append(_Found(range(at, end), before, after, ballot))
        at = end
    return made


def _pieces(words: Sequence[Printed], strip: Strip) -> list[Piece]:
    left, right = words[0].x0 - 1.5, words[-1].x1 + 1.5
    return [piece for piece in strip.row.found if left <= (piece.x0 + piece.x1) / 2 <= right]


def _ballot(pieces: list[Piece], core: str, before: str, after: str, strip: Strip) -> Ballot | None:
    """A ballot on the number alone, the signs before and after it cut off; None where they cannot be told apart."""
    body, base = strip.row.body, strip.row.base
    kept = list(pieces)
    for sign in reversed(after):
        if not kept:
            return None
        last = max(kept, key=lambda piece: piece.x1)
        own = [piece for piece in kept if piece.x0 > last.x0 - 0.2 * body and piece.x1 <= last.x1]
        small = all(piece.height < 0.62 * body or piece.height > 1.5 * body for piece in own)
        if sign in ".,:;-–…" and not small:
            break  # the sign was imagined
        kept = [piece for piece in kept if piece not in own]
    for _ in before:
        if len(kept) > 1:
            kept.remove(min(kept, key=lambda piece: piece.x0))
    if not kept:
        return None
    row = replace(strip.row, found=tuple(kept))
    x0, y0, x1, y1 = row.box
    one = 2
    part = strip.picture[
        max(0, y0 - strip.top - one) : y1 - strip.top + one, max(0, x0 - strip.left - one) : x1 - strip.left + one
    ]
    if part.size == 0 or y1 < base - 2.5 * body:
        return None
    cut = Strip(np.ascontiguousarray(part), max(0, x0 - one), max(0, y0 - one), row, strip.field)
    return Ballot(cut, shape_in(cut), [core])


def _with(line: PrintedLine, found: Sequence[_Found]) -> PrintedLine:
    words = list(line.words)
    for number in reversed(found):
        first, last = words[number.words.start], words[number.words.stop - 1]
        text = number.ballot.text
        whole = replace(first, x1=last.x1, y0=min(first.y0, last.y0), y1=max(first.y1, last.y1))
        if text is not None:
            words[number.words.start : number.words.stop] = [
                replace(whole, text=number.before + text + number.after, confidence=1.0)
            ]
        else:
            for index in number.words:
                words[index] = replace(words[index], doubtful=True)
    return replace(line, words=tuple(words))
