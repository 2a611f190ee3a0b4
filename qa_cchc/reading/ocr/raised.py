"""Calls of footnotes: small figures raised above their line, found by their place and read by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from qa_cchc.reading.ocr.ink import Piece
from qa_cchc.reading.ocr.prose import Printed, PrintedLine
from qa_cchc.reading.ocr.rows import Row
from qa_cchc.reading.ocr.tesseract import Pass, read_pictures
from qa_cchc.reading.spans import SUPERSCRIPTS, raised

_DIGITS = (("tessedit_char_whitelist", "0123456789"),)
_WAYS = (
    (Pass("eng", 7, _DIGITS), 26),
    (Pass("vie", 7, _DIGITS), 26),
    (Pass("eng", 7, _DIGITS), 34),
)
_CLOSING = ".,;:)]!?”\"'…"


@dataclass(frozen=True, slots=True)
class Call:
    """A raised figure: its line's number, its pieces of print, what it reads as; `stop` when punctuation follows it."""

    line: int
    found: tuple[Piece, ...]
    stop: bool = False
    text: str = ""

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
        groups: list[list[Piece]] = []
        for piece in row.found:
            if not _hangs(piece, row):
                continue
            if groups and piece.x0 - groups[-1][-1].x1 < 0.45 * row.body:
                groups[-1].append(piece)
            else:
                groups.append([piece])
        calls += [Call(index, tuple(group), _stopped(group, row)) for group in groups if len(group) <= 3]
    return calls


def _hangs(piece: Piece, row: Row) -> bool:
    body, base = row.body, row.base
    above = base - piece.y1
    if not (0.35 * body <= above <= 1.2 * body and 0.56 * body <= piece.height <= 1.35 * body):
        return False
    if piece.width > 1.05 * body or piece.y0 < base - 2.25 * body:
        return False
    # A mark or a dot over a letter has the letter under it.
    return not any(
        other is not piece
        and other.y1 > base - 0.5 * body
        and min(other.x1, piece.x1) - max(other.x0, piece.x0) > 0.35 * piece.width
        for other in row.found
    )


def _stopped(group: Sequence[Piece], row: Row) -> bool:
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
    if not calls:
        return []
    votes: list[list[str]] = [[] for _ in calls]
    for way, height in _WAYS:
        pictures = [_picture(call, clean, height) for call in calls]
        for vote, seen in zip(votes, read_pictures(pictures, way, limit), strict=True):
            vote.append("".join(word.text for word in seen))
    made = []
    for call, vote in zip(calls, votes, strict=True):
        counts = Counter(text for text in vote if text.isdigit() and len(text) == len(call.found))
        if counts and counts.most_common(1)[0][1] >= 2:
            made.append(replace(call, text=counts.most_common(1)[0][0]))
    return made


def _picture(call: Call, clean: np.ndarray, height: int) -> np.ndarray:
    y0, y1 = call.rows
    part = clean[max(0, y0 - 1) : y1 + 1, max(0, call.x0 - 1) : call.x1 + 1]
    factor = height / max(1, part.shape[0])
    part = cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    pad = height // 2
    return cv2.copyMakeBorder(part, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=255)


def with_calls(line: PrintedLine, calls: Sequence[Call]) -> PrintedLine:
    """The line, read without its calls, with each put behind the letters it hangs on, as superscript digits."""
    words = list(line.words)
    for call in sorted(calls, key=lambda call: call.x0):
        _put(words, call, line)
    return replace(line, words=tuple(words))


def _put(words: list[Printed], call: Call, line: PrintedLine) -> None:
    sign = raised(call.text)
    middle = (call.x0 + call.x1) / 2
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
    stem = stem or word.text
    words[owner] = replace(word, text=stem + sign + word.text[len(stem) :], x1=max(word.x1, float(call.x1)))
