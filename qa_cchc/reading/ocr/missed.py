"""Print outside tables that no line read covers: read again by itself, and counted where that shows nothing either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from qa_cchc.reading.ocr.ink import Piece, pieces
from qa_cchc.reading.ocr.prose import Printed, PrintedLine, line_of
from qa_cchc.reading.ocr.rows import Field, Row, field_of, picture_of_row, rows_of
from qa_cchc.reading.ocr.spelling import spelled
from qa_cchc.reading.ocr.strips import Strip, read_strips
from qa_cchc.vietnamese.syllables import is_syllable

_FEWEST = 5
_LOWEST, _HIGHEST, _WIDEST = 0.7, 2.2, 3.0  # of a letter, in heights of small letters
_GAP = 3.0
_LEVEL, _ON_BASE = 0.2, 0.6
_SURE = 0.85
_SMALLER = 0.75

Pair = tuple[PrintedLine, Strip]


def missed_lines(
    read: Sequence[Pair], ink: np.ndarray, clean: np.ndarray, dpi: float, limit: float
) -> tuple[list[Pair], int]:
    """Lines among the ink outside tables that are not among those read, and how many such lines show no sure word.

    Only rows of letters of the page's size count: specks, signatures and what is left of stamps are no lines.
    """
    body = _usual_body([line for line, _ in read])
    if not body:
        return [], 0
    rest = _uncovered(ink, [line for line, _ in read])
    letters = [piece for piece in pieces(rest, dpi) if _is_letter(piece, body)]
    if len(letters) < _FEWEST:
        return [], 0
    height, width = ink.shape
    field = field_of(rest, (0, 0, width, height), dpi)
    strips = [Strip(*picture_of_row(row, field, clean), row, field) for row in _rows(field, body, dpi)]
    if not strips:
        return [], 0
    readings = [read_strips(strips, dpi, limit, share=share) for share in (1.0, _SMALLER)]
    found = []
    for strip, *ways in zip(strips, *readings, strict=True):
        words = max(ways, key=_sureness)
        if _sureness(words) >= _SURE:
            found.append((*spelled([line_of(words, strip.row)]), strip))
    return found, len(strips) - len(found)


def _usual_body(lines: Sequence[PrintedLine]) -> float:
    """Height of small letters of most print; 0 where hardly any was read."""
    heights = [line.body for line in lines for _ in range(line.letters)]
    return float(np.median(heights)) if len(heights) >= _FEWEST else 0.0


def _uncovered(ink: np.ndarray, lines: Sequence[PrintedLine]) -> np.ndarray:
    """The ink that no word read covers."""
    rest = ink.copy()
    for line in lines:
        edge = 0.3 * line.body
        for word in line.words:
            # The box of a word may leave out the marks over and under its letters.
            top = min(word.y0, line.base - 1.6 * line.body) - edge
            bottom = max(word.y1, line.base + 0.5 * line.body) + edge
            rest[max(0, int(top)) : int(bottom) + 1, max(0, int(word.x0 - edge)) : int(word.x1 + edge) + 1] = 0
    return rest


def _is_letter(piece: Piece, body: float) -> bool:
    return _LOWEST * body <= piece.height <= _HIGHEST * body and piece.width <= _WIDEST * body


def _rows(field: Field, body: float, dpi: float) -> Iterator[Row]:
    """The stretches of print on one baseline."""
    for row in rows_of(field, dpi):
        if not _LOWEST * body <= row.body <= _HIGHEST * body:
            continue
        stretch: list[tuple[int, Piece]] = []
        reached = 0
        for label, piece in [*sorted(zip(row.labels, row.found, strict=True), key=lambda pair: pair[1].x0), (0, None)]:
            if piece is None or (stretch and piece.x0 - reached > _GAP * body):
                if _is_print([one for _, one in stretch], row.base, body):
                    labels, found = zip(*stretch, strict=True)
                    yield replace(row, labels=labels, found=found)
                stretch = []
            if piece is not None:
                reached = max(reached, piece.x1) if stretch else piece.x1
                stretch.append((label, piece))


def _is_print(found: Sequence[Piece], base: float, body: float) -> bool:
    """Whether pieces are letters in a row: most of them of a letter's size, and standing on the baseline."""
    large = [piece for piece in found if max(piece.height, piece.width) >= _LOWEST * body]
    letters = [piece for piece in large if _is_letter(piece, body)]
    level = [piece for piece in letters if abs(piece.y1 - base) <= max(2.0, _LEVEL * body)]
    return len(level) >= _FEWEST and len(level) >= _ON_BASE * len(large)


def _sureness(words: Sequence[Printed]) -> float:
    """Mean confidence of the letters read, 0 for less than two words or words that are none."""
    signs = sum(len(word.text) for word in words)
    sound = sum(len(word.text) for word in words if is_syllable(word.text.strip(".,;:()“”\"'-")))
    if len(words) < 2 or 2 * sound < signs:
        return 0.0
    return sum(len(word.text) * word.confidence for word in words) / signs
