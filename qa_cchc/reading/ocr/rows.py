"""Lines of text cut out of a page or a cell by their letters, each alone on white, ready to be read.

Letters stand on baselines: where the lower ends of many pieces of print agree, there is a line. Marks above and below
go to the letters they stand over or under, so that neither the tones of capitals nor the tails of the line above can
be taken for lines of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from qa_cchc.reading.ocr.ink import Piece, measure

Area = tuple[int, int, int, int]

_LEAST_LETTER = 0.036  # inches
_CORE = 0.62
_TALLEST = 3.4
_FEW = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A line of print: its pieces, baseline and height of small letters (of capitals where there are no others)."""

    found: tuple[Piece, ...]
    labels: tuple[int, ...]
    base: float
    body: float

    @property
    def box(self) -> Area:
        """The box around its pieces."""
        return (
            min(piece.x0 for piece in self.found),
            min(piece.y0 for piece in self.found),
            max(piece.x1 for piece in self.found),
            max(piece.y1 for piece in self.found),
        )


@dataclass(frozen=True, slots=True)
class Field:
    """A part of the page with its pieces of print: `labels` numbers them in the mask, `found` goes by that number.

    `specks` are those too small to be print by themselves; some are the dots of small type.
    """

    area: Area
    labels: np.ndarray
    found: dict[int, Piece]
    specks: dict[int, Piece]


def field_of(ink: np.ndarray, area: Area, dpi: float) -> Field:
    """The print of an area (x0, y0, x1, y1 in pixels), specks left out."""
    x0, y0, x1, y1 = area
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink[y0:y1, x0:x1], connectivity=8)
    least = 0.0125 * dpi
    found, specks = {}, {}
    for label in range(1, count):
        left, top, width, height, size = map(int, stats[label])
        held = found if size >= 0.6 * least * least and max(width, height) >= least else specks
        held[label] = Piece(x0 + left, y0 + top, x0 + left + width, y0 + top + height, size)
    return Field(area, labels, found, specks)


def rows_of(field: Field, dpi: float) -> list[Row]:
    """The lines of a field from top to bottom."""
    letters = [piece for piece in field.found.values() if piece.height >= _LEAST_LETTER * dpi]
    if not letters:
        return []
    body = _usual_height(letters)
    cores = [piece for piece in letters if _CORE * body <= piece.height <= _TALLEST * body]
    lines = _baselines(cores, body)
    if not lines:
        return []
    members: list[list[int]] = [[] for _ in lines]
    for label, piece in field.found.items():
        for index in _lines_of(piece, lines, body):
            members[index].append(label)
    few = len(field.found) <= _FEW
    rows = _dots_below(field, lines, members) if few else []
    for line, labels in zip(lines, members, strict=True):
        if labels:
            pieces = {label: field.found[label] for label in labels}
            pieces |= _dot_behind(field, line, pieces) if few else {}
            labels = sorted(pieces, key=lambda label: pieces[label].x0)
            found = tuple(pieces[label] for label in labels)
            rows.append(_measured(Row(found, tuple(labels), line.base, line.body), field))
    return sorted(rows, key=lambda row: row.base)


def _dot_behind(field: Field, line: _Line, pieces: Mapping[int, Piece]) -> dict[int, Piece]:
    """The speck right behind a line's last sign, on its baseline: the last dot of a code in small type."""
    end = max(piece.x1 for piece in pieces.values())
    return {
        label: speck
        for label, speck in field.specks.items()
        if 0 <= speck.x0 - end < 0.5 * line.body
        and speck.y0 > line.base - 0.4 * line.body
        and abs(speck.y1 - line.base) < 0.2 * line.body + 1
        and min(speck.width, speck.height) >= max(2.0, 0.08 * line.body)
    }


def _dots_below(field: Field, lines: Sequence[_Line], members: list[list[int]]) -> list[Row]:
    """A dot alone on a line under the last one, taken out of it: there the cell's border broke a code or a number."""
    last = max(lines, key=lambda line: line.base)
    pieces = {**field.found, **field.specks}
    below = [
        label
        for label, piece in pieces.items()
        if min(piece.width, piece.height) >= 2
        and last.base + last.body < piece.y0
        and piece.y1 < last.base + 3.5 * last.body
    ]
    if len(below) != 1 or max(pieces[below[0]].width, pieces[below[0]].height) > 0.45 * last.body:
        return []
    for labels in members:
        labels[:] = [label for label in labels if label != below[0]]
    dot = pieces[below[0]]
    return [Row((dot,), (below[0],), float(dot.y1), last.body)]


def _usual_height(letters: Sequence[Piece]) -> float:
    """Height of most letters, wide ones counting more: a long line of small type against a few large letters."""
    ordered = sorted(letters, key=lambda piece: piece.height)
    return float(ordered[(len(ordered) - 1) * 2 // 5].height)


@dataclass(slots=True)
class _Line:
    base: float
    body: float
    cores: list[Piece]


def _baselines(cores: Sequence[Piece], body: float) -> list[_Line]:
    """Where lines stand: the heights at which most lower ends agree, one after the other."""
    lines: list[_Line] = []
    left = list(cores)
    blur = cv2.getGaussianKernel(2 * round(0.3 * body) + 1, max(0.8, 0.1 * body)).ravel()
    while left:
        votes = np.zeros(max(piece.y1 for piece in left) + len(blur))
        for piece in left:
            votes[piece.y1] += min(piece.height, 1.6 * body)
        base = float(np.convolve(votes, blur, "same").argmax())
        own = [piece for piece in left if abs(piece.y1 - base) <= max(1.5, 0.15 * body)]
        own = own or [min(left, key=lambda piece: abs(piece.y1 - base))]
        base = float(np.median([piece.y1 for piece in own]))
        high = float(np.median([piece.height for piece in own]))
        claimed = [
            piece
            for piece in left
            if base - 0.7 * high < piece.y1 < base + 0.85 * high
            and base - 3.2 * high < piece.y0 < base - 0.25 * high
        ]
        claimed = claimed or own
        # Two lines do not stand that close: these are raised figures, commas, tails.
        near = next((line for line in lines if abs(line.base - base) < 1.25 * max(line.body, high)), None)
        if near is not None:
            near.cores.extend(claimed)
        elif not _marks(claimed, lines, body):
            lines.append(_Line(base, high, claimed))
        gone = set(map(id, claimed))
        left = [piece for piece in left if id(piece) not in gone]
    return lines


def _marks(claimed: Sequence[Piece], lines: Sequence[_Line], body: float) -> bool:
    """Whether pieces are only the marks over, or the tails under, letters of a line found before."""
    riders = 0
    for piece in claimed:
        for line in lines:
            if not -2.6 * line.body < piece.y1 - line.base < 1.2 * line.body:
                continue  # too far away to be a mark of it
            if any(
                min(core.x1, piece.x1) - max(core.x0, piece.x0) > 0.5 * min(piece.width, core.width)
                and -0.3 * body < max(core.y0 - piece.y1, piece.y0 - core.y1) < 0.4 * body
                for core in line.cores
            ):
                riders += 1
                break
    return 2 * riders > len(claimed)


def _lines_of(piece: Piece, lines: Sequence[_Line], body: float) -> list[int]:
    """The line of a piece; several for print that runs through more than one; none for what stands by itself."""
    if piece.height > _TALLEST * body:
        return [
            index
            for index, line in enumerate(lines)
            if piece.y0 < line.base - 0.5 * line.body and piece.y1 > line.base - 0.5 * line.body
        ]
    for index, line in enumerate(lines):
        # What begins just above a baseline is a comma or a full stop of that line, however near the next line stands.
        if line.base - 0.6 * line.body <= piece.y0 <= line.base - 2 and piece.y1 >= line.base - 1:
            return [index]
    middle = (piece.y0 + piece.y1) / 2
    ranked = sorted(
        (_away(middle, line), index) for index, line in enumerate(lines) if abs(line.base - middle) < 5 * body
    )
    if not ranked:
        return []
    first = ranked[0]
    if first[0] > 1.6:
        return []
    close = [index for away, index in ranked if away - first[0] < 0.35]
    if len(close) > 1:
        return [min(close, key=lambda index: _gap(piece, lines[index]))]
    return [first[1]]


def _away(middle: float, line: _Line) -> float:
    """How far a piece stands from the room that a line's letters and marks take, in heights of its letters."""
    over, under = line.base - 1.5 * line.body - middle, middle - line.base - 0.4 * line.body
    return max(0.0, over, under) / line.body


def _gap(piece: Piece, line: _Line) -> float:
    """Distance to the nearest letter of the line above or below the piece."""
    beside = [
        max(core.y0 - piece.y1, piece.y0 - core.y1)
        for core in line.cores
        if min(core.x1, piece.x1) > max(core.x0, piece.x0)
    ]
    return min(beside, default=3.0 * line.body + abs(line.base - piece.y1))


def _measured(row: Row, field: Field) -> Row:
    """The row with its baseline and body to parts of a pixel."""
    left, top = field.area[:2]
    x0, y0, x1, y1 = row.box
    part = np.isin(field.labels[y0 - top : y1 - top, x0 - left : x1 - left], row.labels).astype(np.uint8)
    found = measure(part)
    if found is None or abs(y0 + found.base - row.base) > 0.3 * row.body or not 0.62 < found.body / row.body < 1.25:
        return row
    return replace(row, base=y0 + found.base, body=found.body)


def picture_of_row(
    row: Row, field: Field, clean: np.ndarray, skip: Sequence[Piece] = ()
) -> tuple[np.ndarray, int, int]:
    """The line alone on white, and the column and row of the page where its picture begins. `skip` is left out."""
    left, top = field.area[:2]
    x0, y0, x1, y1 = row.box
    if any(piece.height > _TALLEST * row.body for piece in row.found):
        # Print that runs through several lines is cut to this one.
        y0, y1 = max(y0, int(row.base - 2.6 * row.body)), min(y1, int(row.base + 1.1 * row.body) + 1)
    # Specks of no line stay in the picture: some are the dots of small type.
    y0, y1 = min(y0, int(row.base - 1.7 * row.body)), max(y1, int(row.base + 0.6 * row.body) + 1)
    ya, yb = max(field.area[1], y0 - 2), min(field.area[3], y1 + 2)
    xa, xb = max(field.area[0], x0 - 2), min(field.area[2], x1 + 2)
    labels = field.labels[ya - top : yb - top, xa - left : xb - left]
    kind = np.zeros(int(field.labels.max()) + 1, np.uint8)
    kind[list(field.found)] = 2
    kind[[label for label in row.labels if field.found.get(label) not in skip]] = 1
    kinds = kind[labels]
    near = np.ones((3, 3), np.uint8)
    own, others = (cv2.dilate((kinds == which).astype(np.uint8), near) > 0 for which in (1, 2))
    picture = clean[ya:yb, xa:xb].copy()
    picture[others & ~own] = 255
    return picture, xa, ya
