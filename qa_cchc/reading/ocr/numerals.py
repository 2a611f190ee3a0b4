"""Cells of numbers: several readings of the same print that must agree, and with what the print itself shows.

A figure is taken only when independent readings say the same and as many digits and separators stand in the picture;
else it is read again in other ways, and at last marked as unreadable. It is never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from qa_cchc.reading.ocr.digits import read_numeric
from qa_cchc.reading.ocr.ink import Piece
from qa_cchc.reading.ocr.strips import Strip, read_strips
from qa_cchc.reading.ocr.tesseract import Pass

_CHARACTERS = (("tessedit_char_whitelist", "0123456789.,%/()-+"),)
_ENGLISH = Pass("eng", 7, _CHARACTERS)
_VIETNAMESE = Pass("vie", 7, _CHARACTERS)
_NUMERIC = re.compile(r"[0-9.,%/()+\-–—]+")
_SEPARATORS = ".,"
_DARK = 150
_FAIR, _GOOD, _CERTAIN = 0.5, 0.9, 0.98


@dataclass(frozen=True, slots=True)
class Shape:
    """What the print of a number shows without being read: how many tall signs, and the separators on the baseline.

    `low` has one letter for each small sign on the baseline, from left to right: "." a dot, "," one with a tail,
    "?" not to be told. `runs` are the tall signs before, between and after them. None where signs touch.
    """

    low: str
    runs: tuple[int, ...]


@dataclass(slots=True)
class Ballot:
    """The readings of one cell, and what was decided: `text` None while there is no agreement.

    `votes` are Tesseract's readings; `own` is that of the reader of numbers, `sure` its confidence.
    """

    strip: Strip
    shape: Shape
    votes: list[str] = field(default_factory=list)
    own: str = ""
    sure: float = 0.0
    text: str | None = None

    def vote(self, text: str) -> None:
        """Take a reading."""
        self.votes.append(plain(text))


def plain(text: str) -> str:
    """A reading without blanks, dashes as hyphens."""
    return re.sub(r"\s+", "", text).replace("–", "-").replace("—", "-")


def shape_in(strip: Strip) -> Shape:
    """The shape of a line as cut out, with dots so small that elsewhere they count as specks."""
    x0, y0, x1, y1 = strip.row.box
    tallest = max(piece.height for piece in strip.row.found)
    mask = (strip.picture < _DARK).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    held = list(strip.row.found)
    for left, top, width, height, area in stats[1:count]:
        piece = Piece(*(int(part) for part in (left + strip.left, top + strip.top)), 0, 0, int(area))
        piece = Piece(piece.x0, piece.y0, piece.x0 + int(width), piece.y0 + int(height), int(area))
        small = max(piece.width, piece.height) < 0.4 * tallest and area >= max(2.0, (0.08 * tallest) ** 2)
        inside = x0 <= piece.x0 and piece.x1 <= x1 + 0.5 * tallest and y0 <= piece.y0 and piece.y1 <= y1 + 3
        known = any(
            piece.x0 < other.x1 and other.x0 < piece.x1 and piece.y0 < other.y1 and other.y0 < piece.y1
            for other in held
        )
        if small and inside and not known:
            held.append(piece)
    return shape_of(sorted(held, key=lambda piece: piece.x0))


def shape_of(found: Sequence[Piece]) -> Shape:
    """The shape of one line of print from its pieces."""
    tallest = max(piece.height for piece in found)
    tall = [piece for piece in found if piece.height > 0.5 * tallest]
    base = float(np.median([piece.y1 for piece in tall]))
    top = float(np.median([piece.y0 for piece in tall]))
    high = max(base - top, 1.0)
    low, runs, last = "", [0], float("-inf")
    for piece in found:
        if piece.height > 0.5 * tallest:
            # Parts of one broken sign stand over one another.
            if piece.x0 >= last - 0.3 * piece.width:
                runs[-1] += 1
            last = max(last, piece.x1)
        elif piece.y0 > base - 0.4 * high and piece.width < 0.5 * high:
            below = piece.y1 - base
            tailed = below > 0.1 * high and piece.height > 1.25 * piece.width
            round_ = below < 0.06 * high and piece.height < 1.3 * piece.width
            low += "," if tailed else "." if round_ else "?"
            runs.append(0)
    return Shape(low, tuple(runs))


def fitted(text: str, shape: Shape) -> str | None:
    """The reading with its separators where and as the print shows them; None where digits and print do not match.

    Readers drop a comma or double it far more often than they mistake a digit, and the print shows which it is.
    """
    digits = re.sub("[.,]", "", text)
    signs = [sign for sign in text if sign in _SEPARATORS]
    if not digits.isdigit():
        # Signs of several pieces (%, brackets) are not counted; the separators are.
        return text if len(signs) == len(shape.low) and _alike(signs, shape.low) else None
    if len(digits) != sum(shape.runs) or len(signs) > len(shape.low):
        return None  # a dot of small type may be no more than a speck: none that was read is taken away
    if "?" in shape.low and len(signs) != len(shape.low):
        return None
    marks = [read if seen == "?" else seen for seen, read in zip(shape.low, signs or shape.low, strict=False)]
    marks += list(shape.low[len(marks) :])
    made, at = "", 0
    for run, mark in zip(shape.runs, [*marks, ""], strict=True):
        made += digits[at : at + run] + mark
        at += run
    return made


def _alike(signs: Sequence[str], low: str) -> bool:
    return all(seen in ("?", read) for seen, read in zip(low, signs, strict=True))


def _marked_alike(ballot: Ballot) -> bool:
    """Whether the reader of numbers sees as many separators as the print shows."""
    return sum(sign in _SEPARATORS for sign in ballot.own) == len(ballot.shape.low)


def read_numbers(ballots: Sequence[Ballot], dpi: float, limit: float) -> None:
    """Decide each ballot, which holds the general reading as its first vote."""
    for ballot in ballots:
        reading = read_numeric(ballot.strip.picture)
        ballot.own, ballot.sure = plain(reading.text), reading.confidence
        # Two witnesses and the shape of the print: most cells need no more.
        own = fitted(ballot.own, ballot.shape) if ballot.sure > _GOOD and _marked_alike(ballot) else None
        if own and own == fitted(ballot.votes[0], ballot.shape):
            ballot.text = own
    rounds = (((_ENGLISH, 0.75, 0.0), (_VIETNAMESE, 0.75, 0.0)), ((_ENGLISH, 1.0, 0.0), (_ENGLISH, 0.75, 1.2)))
    for number, ways in enumerate(rounds):
        open_ = [ballot for ballot in ballots if ballot.text is None]
        for way, share, blur in ways:
            read = read_strips([ballot.strip for ballot in open_], dpi, limit, way, share, blur)
            for ballot, words in zip(open_, read, strict=True):
                ballot.vote("".join(word.text for word in words))
        for ballot in open_:
            ballot.text = decided(ballot, last=number == len(rounds) - 1)


def decided(ballot: Ballot, last: bool) -> str | None:
    """The reading that is certain enough; None without one.

    Tesseract and the reader of numbers are independent witnesses: what both say, and the print's own count of digits
    and separators bears out, is taken. Where they differ, or the print cannot be counted, more must agree.
    """
    numbers = [vote for vote in ballot.votes if vote and _NUMERIC.fullmatch(vote)]
    if ballot.sure > _GOOD and _NUMERIC.fullmatch(ballot.own) and not _marked_alike(ballot):
        # The print shows more separators than are read, or fewer: only what every reading says can stand.
        same = numbers.count(ballot.own)
        return ballot.own if same >= 2 and same >= (0.7 if last else 1.0) * len(numbers) else None
    counts = Counter(made for vote in numbers if (made := fitted(vote, ballot.shape)) is not None)
    own = fitted(ballot.own, ballot.shape) if _NUMERIC.fullmatch(ballot.own) else None
    if counts:
        (text, count), *others = counts.most_common(2)
        rival = others[0][1] if others else 0
        if own == text and ballot.sure > _FAIR:
            return text if count >= 2 and count > rival else None
        if own is not None and ballot.sure > _GOOD:
            # It surely sees something else: Tesseract has habits of its own ("5." is "9." to it in some types).
            return own if last and ballot.sure > _CERTAIN and counts[own] >= 2 else None
        least = 4 if last else 3
        return text if count >= least and count >= 3 * rival else None
    same = Counter(numbers).most_common(1)
    if same and same[0][0] == ballot.own and ballot.sure > _FAIR:
        return ballot.own if same[0][1] >= (4 if last else 3) else None
    return None
