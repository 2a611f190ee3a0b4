"""Calls of footnotes: small figures and signs raised above their line, found by their place, read by themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

import cv2
import numpy as np

from qa_cchc.reading.ocr.ink import Piece
from qa_cchc.reading.ocr.prose import Printed, PrintedLine
from qa_cchc.reading.ocr.rows import Row
from qa_cchc.reading.ocr.signs import sign_of
from qa_cchc.reading.ocr.tesseract import Pass, read_pictures
from qa_cchc.reading.spans import SUPERSCRIPTS, raised

_DIGITS = (("tessedit_char_whitelist", "0123456789"),)
_WAYS = (
    (Pass("eng", 7, _DIGITS), 26),
    (Pass("vie", 7, _DIGITS), 26),
    (Pass("eng", 7, _DIGITS), 34),
)
_MOST_FIGURES = 3
_SMALLEST = 7
"""Pixels of a sign at least: what is smaller has no shape."""
_OPENING = re.compile(r"(.+?)[(\[_]+([.,;:]*)")
_REMAINS = "-–'’´`"
_CLOSING = ".,;:)]!?”\"'…"


@dataclass(frozen=True, slots=True)
class Call:
    """A raised figure or sign: its line's number, its pieces of print, what it reads as.

    `stop` when punctuation follows it; `brackets` are raised ones around it, which are no part of what it reads as;
    `figures` is how many figures its pieces make; `touches` when it was cut off the letter before.
    """

    line: int
    found: tuple[Piece, ...]
    stop: bool = False
    text: str = ""
    brackets: tuple[Piece, ...] = ()
    figures: int = 1
    touches: bool = False

    @property
    def x0(self) -> int:
        """Left end in pixels."""
        return min(piece.x0 for piece in self.found)

    @property
    def x1(self) -> int:
        """Right end in pixels."""
        return max(piece.x1 for piece in self.found)

    @property
    def rows(self) -> tuple[int, int]:
        """Top and bottom in pixels."""
        return min(piece.y0 for piece in self.found), max(piece.y1 for piece in self.found)


def find_calls(rows: Sequence[Row]) -> list[Call]:
    """What looks like raised figures: signs smaller than capitals that hang over the line with nothing below them."""
    calls: list[Call] = []
    for index, row in enumerate(rows):
        if len(row.found) < 3 or row.body < 4:
            continue
        groups: list[list[tuple[Piece, ...]]] = []
        for figure in _figures(row):
            box = _around(figure)
            if groups and box.x0 - _around(groups[-1][-1]).x1 < 0.45 * row.body:
                groups[-1].append(figure)
            else:
                groups.append([figure])
        for group in groups:
            if len(group) <= _MOST_FIGURES:
                found = tuple(chain.from_iterable(group))
                calls.append(Call(index, found, stopped(found, row), "", _brackets(found, row), len(group)))
    return calls


def _figures(row: Row) -> list[tuple[Piece, ...]]:
    """What may be raised figures from left to right, each with its pieces: the thin strokes of small type break."""
    parts = [
        piece
        for piece in row.found
        if hangs(piece, row)
        or (
            piece.height < 0.9 * row.body
            and piece.width <= 0.9 * row.body
            and row.base - piece.y1 >= 0.35 * row.body
            and not _stands_over(piece, row)
        )
    ]
    made: list[tuple[Piece, ...]] = []
    for pile in _piles(parts, row):
        if hangs(_around(pile), row):
            made.append(tuple(pile))
        else:
            made += [(piece,) for piece in pile if hangs(piece, row)]
    return sorted(made, key=lambda figure: _around(figure).x0)


def _piles(parts: Sequence[Piece], row: Row) -> list[list[Piece]]:
    """The pieces that stand one right over the other."""
    piles: list[list[Piece]] = []
    for piece in sorted(parts, key=lambda piece: piece.y0):
        pile = next((pile for pile in piles if _continues(_around(pile), piece, row)), None)
        if pile is None:
            piles.append([piece])
        else:
            pile.append(piece)
    return piles


def _continues(above: Piece, below: Piece, row: Row) -> bool:
    shared = min(above.x1, below.x1) - max(above.x0, below.x0)
    wide = max(above.x1, below.x1) - min(above.x0, below.x0)
    near = below.y0 - above.y1 <= max(2.0, 0.3 * row.body)
    return near and shared >= 0.5 * min(above.width, below.width) and wide <= 0.9 * row.body


def _around(found: Sequence[Piece]) -> Piece:
    x0, y0 = min(piece.x0 for piece in found), min(piece.y0 for piece in found)
    x1, y1 = max(piece.x1 for piece in found), max(piece.y1 for piece in found)
    return Piece(x0, y0, x1, y1, sum(piece.area for piece in found))


def find_signs(rows: Sequence[Row], calls: Sequence[Call]) -> list[Call]:
    """What may be raised signs besides those calls: smaller than capitals, high over the line, nothing below them."""
    taken = {(call.line, piece) for call in calls for piece in (*call.found, *call.brackets)}
    signs: list[Call] = []
    for index, row in enumerate(rows):
        if len(row.found) < 3 or row.body < 4:
            continue
        group: list[Piece] = []
        for piece in row.found:
            if (index, piece) in taken or not _hangs_high(piece, row):
                continue
            if group and piece.x0 - group[-1].x1 >= 0.45 * row.body:
                signs.append(Call(index, tuple(group), stopped(group, row)))
                group = []
            group.append(piece)
        if group:
            signs.append(Call(index, tuple(group), stopped(group, row)))
    return [
        replace(sign, brackets=_brackets(sign.found, rows[sign.line]))
        for sign in signs
        if len(_clusters(sign.found)) <= 5
    ]


def _brackets(group: Sequence[Piece], row: Row) -> tuple[Piece, ...]:
    """The raised brackets on either side: narrow, tall, their feet above the line."""
    body = row.body
    x0, x1 = min(piece.x0 for piece in group), max(piece.x1 for piece in group)
    return tuple(
        piece
        for piece in row.found
        if piece not in group
        and (-0.1 * body < x0 - piece.x1 < 0.5 * body or -0.1 * body < piece.x0 - x1 < 0.5 * body)
        and piece.width < 0.6 * body
        and piece.height > max(0.9 * body, 1.6 * piece.width)
        and row.base - piece.y1 > 0.15 * body
    )


def _hangs_high(piece: Piece, row: Row) -> bool:
    above, body = row.base - piece.y1, row.body
    low = 0.45 * body if piece.height < 1.05 * body else 0.15 * body
    size = 0.1 * body <= piece.height <= 1.75 * body and piece.width <= 3.5 * body
    return size and low <= above <= 1.8 * body and piece.y0 >= row.base - 2.6 * body and not _stands_over(piece, row)


def hangs(piece: Piece, row: Row) -> bool:
    """Whether a piece is of the size of a raised figure and hangs over the line as one."""
    body, base = row.body, row.base
    above = base - piece.y1
    if not (0.35 * body <= above <= 1.2 * body and 0.56 * body <= piece.height <= 1.35 * body):
        return False
    if piece.width > 1.05 * body or piece.y0 < base - 2.25 * body:
        return False
    return not _stands_over(piece, row)


def _stands_over(piece: Piece, row: Row) -> bool:
    # A mark or a dot over a letter has the letter under it.
    return any(
        other is not piece
        and other.y1 > row.base - 0.5 * row.body
        and min(other.x1, piece.x1) - max(other.x0, piece.x0) > 0.35 * piece.width
        for other in row.found
    )


def stopped(group: Sequence[Piece], row: Row) -> bool:
    """Whether a full stop, comma or the like follows at once."""
    end = max(piece.x1 for piece in group)
    return any(
        -0.15 * row.body < piece.x0 - end < 0.6 * row.body
        and piece.y0 > row.base - 0.5 * row.body
        and piece.width < 0.5 * row.body
        for piece in row.found
    )


def read_calls(calls: Sequence[Call], clean: np.ndarray, limit: float) -> list[Call]:
    """The calls that read as numbers in most ways of looking."""
    made = []
    for call, votes in zip(calls, votes_on(calls, clean, limit), strict=True):
        text, count = Counter(votes).most_common(1)[0]
        if text and count >= 2:
            made.append(replace(call, text=text))
    return made


def votes_on(calls: Sequence[Call], clean: np.ndarray, limit: float) -> list[list[str]]:
    """What each call reads as in each way of looking, "" where that is no number of as many figures."""
    votes: list[list[str]] = [[] for _ in calls]
    for way, height in _WAYS if calls else ():
        pictures = [_picture(call, clean, height) for call in calls]
        for call, vote, seen in zip(calls, votes, read_pictures(pictures, way, limit), strict=True):
            text = "".join(word.text for word in seen)
            vote.append(text if text.isdigit() and len(text) == call.figures and text[0] != "0" else "")
    return votes


def _clusters(found: Sequence[Piece]) -> list[Piece]:
    """The boxes of signs: the rays of an asterisk may stand apart."""
    boxes: list[Piece] = []
    for piece in sorted(found, key=lambda piece: piece.x0):
        last = boxes[-1] if boxes else None
        if last is not None and piece.x0 < last.x1 and max(piece.x1, last.x1) - last.x0 < 2 * (last.y1 - last.y0 + 4):
            boxes[-1] = Piece(
                last.x0, min(last.y0, piece.y0), max(last.x1, piece.x1), max(last.y1, piece.y1), last.area + piece.area
            )
        else:
            boxes.append(piece)
    return boxes


def read_signs(signs: Sequence[Call], clean: np.ndarray) -> list[Call]:
    """The signs told for certain, all of a group or none."""
    made = []
    for sign in signs:
        boxes = _clusters(sign.found)
        told = _alike([_sign(box, clean) for box in boxes], boxes)
        ends = {at for at in (0, len(told) - 1) if not told[at] and boxes[at].height > 1.6 * boxes[at].width}
        text = "".join(told)
        if len(set(text)) == 1 and sum(map(bool, told)) == len(told) - len(ends):
            around = [boxes[at] for at in ends]
            brackets = tuple(
                piece for piece in sign.found if any(piece.x0 >= box.x0 and piece.x1 <= box.x1 for box in around)
            )
            found = tuple(piece for piece in sign.found if piece not in brackets)
            made.append(replace(sign, found=found, text=text, brackets=sign.brackets + brackets))
    return made


def _alike(told: Sequence[str], boxes: Sequence[Piece]) -> list[str]:
    """What the signs of a group are, where those told show that the ones of their size and height are asterisks too."""
    stars = [box for box, sign in zip(boxes, told, strict=True) if sign == "*"]

    def like(box: Piece) -> bool:
        return any(
            max(abs(box.width - star.width), abs(box.height - star.height), abs(box.y0 - star.y0)) <= 0.25 * star.height
            for star in stars
        )

    return [sign or ("*" if like(box) else "") for box, sign in zip(boxes, told, strict=True)]


def _sign(box: Piece, clean: np.ndarray) -> str:
    if max(box.width, box.height) < _SMALLEST:
        return ""
    return sign_of(clean[max(0, box.y0 - 1) : box.y1 + 1, max(0, box.x0 - 1) : box.x1 + 1])


def _picture(call: Call, clean: np.ndarray, height: int) -> np.ndarray:
    y0, y1 = call.rows
    part = clean[max(0, y0 - 1) : y1 + 1, max(0, call.x0 - 1) : call.x1 + 1]
    factor = height / max(1, part.shape[0])
    part = cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    pad = height // 2
    return cv2.copyMakeBorder(part, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=255)


def with_calls(line: PrintedLine, calls: Sequence[Call]) -> PrintedLine:
    """The line, read without its calls, with each put behind the letters it hangs on, figures as superscripts."""
    words = list(line.words)
    for call in sorted(calls, key=lambda call: call.x0):
        _put(words, call, line)
    return replace(line, words=tuple(words))


def _put(words: list[Printed], call: Call, line: PrintedLine) -> None:
    sign = raised(call.text)
    middle = (call.x0 + call.x1) / 2
    words[:] = _without_strokes(words, call, line)
    at = next((index for index, word in enumerate(words) if word.x1 > middle), len(words))
    if at < len(words) and words[at].x0 < middle and words[at].text.strip(_CLOSING):
        owner = at  # inside a word
    elif at and call.x0 - words[at - 1].x1 < 0.9 * line.body:
        owner = at - 1
        after = words[at] if at < len(words) else None
        if after is not None and not after.text.strip(_CLOSING) and after.x0 - call.x1 < 0.9 * line.body:
            # The punctuation behind the call was taken for a word of its own.
            words[owner] = replace(words[owner], text=words[owner].text + sign + after.text, x1=after.x1)
            del words[at]
            return
    else:
        y0, y1 = call.rows
        words.insert(at, Printed(sign, 0.9, call.x0, y0, call.x1, y1))
        return
    word = words[owner]
    stem = word.text.rstrip(_CLOSING + SUPERSCRIPTS) if call.stop else word.text
    stem = (stem.rstrip(_REMAINS) if call.touches else stem) or word.text
    if call.brackets and (open_ := _OPENING.fullmatch(stem)):
        stem, tail = open_.group(1), open_.group(2) + word.text[len(stem) :]
        word = replace(word, text=stem + tail)  # without a bracket that touches a letter
    rest = word.text[len(stem) :].lstrip(_REMAINS if call.touches else "")
    words[owner] = replace(word, text=stem + sign + rest, x1=max(word.x1, float(call.x1)))


def _without_strokes(words: Sequence[Printed], call: Call, line: PrintedLine) -> list[Printed]:
    """The words without the strokes for which the gap that the call left was taken."""
    kept = []
    for word in words:
        near = call.x0 - line.body < word.x0 < call.x1 + line.body
        text = word.text.strip("_—~") if near else word.text
        if text:
            kept.append(replace(word, text=text))
    return kept
