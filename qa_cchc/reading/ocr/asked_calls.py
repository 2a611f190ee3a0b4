"""Calls not found at first sight: raised figures that touch their word, and what was not told for certain.

The hook of "ơ" often touches the figure behind it, so that both are one piece of print. What is cut off there counts
where it reads as one number in every way of looking, in fewer where a note at the page's foot asks for that number.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from qa_cchc.reading.ocr.ink import Piece
from qa_cchc.reading.ocr.raised import Call, find_calls, hangs, stopped, votes_on
from qa_cchc.reading.ocr.rows import Row
from qa_cchc.reading.ocr.strips import Strip

_LEAST_RISE = 0.15
_TOUCH = 0.45


def asked_calls(
    strips: Sequence[Strip], known: Collection[Call], numbers: Collection[int], clean: np.ndarray, limit: float
) -> list[Call]:
    """The calls in lines besides those `known`; each names its strip by `line`. `numbers` are notes without a call."""
    parts = [call for index, strip in enumerate(strips) for call in _touching(index, strip)]
    parts = [call for call in parts if not any(_near(call, other) for other in known)]
    taken = {(call.line, piece) for call in known for piece in (*call.found, *call.brackets)}
    hanging = find_calls([strip.row for strip in strips]) if numbers else []
    unsure = [call for call in hanging if not any((call.line, piece) in taken for piece in call.found)]
    every = [*parts, *unsure]
    made: list[Call] = []
    missing = set(numbers)
    for at, (call, votes) in enumerate(zip(every, votes_on(every, clean, limit), strict=True)):
        text, sure = next((vote for vote in votes if vote), ""), len(votes) - votes.count("")
        if not text or len(set(votes) - {""}) > 1:
            continue
        touches = at < len(parts)
        if (touches and sure == len(votes)) or (int(text) in missing and sure >= (2 if touches else 1)):
            made.append(replace(call, text=text))
            missing.discard(int(text))
    return made


def _near(call: Call, other: Call) -> bool:
    return call.line == other.line and call.x0 - 20 < other.x1 and other.x0 < call.x1 + 20


def _touching(index: int, strip: Strip) -> list[Call]:
    """The raised parts of pieces that begin as small letters."""
    row, field = strip.row, strip.field
    made = []
    for label, piece in zip(row.labels, row.found, strict=True):
        if not (1.1 * row.body <= piece.height <= 2.4 * row.body and row.body <= piece.width <= 3.5 * row.body):
            continue
        if row.base - piece.y1 > 0.35 * row.body:
            continue
        left, top = field.area[:2]
        own = field.labels[piece.y0 - top : piece.y1 - top, piece.x0 - left : piece.x1 - left] == label
        part = _raised_part(own, piece, row)
        if part is not None:
            made.append(Call(index, (part,), stopped((part,), row), touches=True))
    return made


def _raised_part(own: np.ndarray, piece: Piece, row: Row) -> Piece | None:
    """The box of what hangs at the right end of a piece (its mask `own`), cut where it is thinnest."""
    body = row.body
    rows = np.indices(own.shape)[0]
    lowest = np.where(own, rows, -1).max(axis=0) + piece.y0
    standing = np.flatnonzero(lowest >= row.base - 0.35 * body)
    if not len(standing):
        return None
    first = int(standing[-1]) + 1
    end = min(first + max(2, round(_TOUCH * body)), own.shape[1] - 2)
    if end <= first:
        return None
    thick = own.sum(axis=0)
    cut = first + int(np.argmin(thick[first:end]))
    rest = own[:, cut:]
    if not rest.any() or not own[:, :cut].any():
        return None
    high = np.flatnonzero(rest.any(axis=1))
    part = Piece(piece.x0 + cut, piece.y0 + int(high[0]), piece.x1, piece.y0 + int(high[-1]) + 1, int(rest.sum()))
    letters = piece.y0 + int(np.flatnonzero(own[:, :cut].any(axis=1))[0])
    rises = letters - part.y0 >= _LEAST_RISE * body
    others = replace(row, found=tuple(other for other in row.found if other is not piece))
    return part if rises and hangs(part, others) else None
