"""Words outside tables: read by the page, put on lines by their baselines, with size and weight from the ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from qa_cchc.reading.ocr.ink import measure
from qa_cchc.reading.ocr.tesseract import Seen

_X_HEIGHT = 0.455
_CAPITALS = 0.665


@dataclass(frozen=True, slots=True)
class Printed:
    """A word with its place in pixels, its confidence 0..1 and its look."""

    text: str
    confidence: float
    x0: float
    y0: float
    x1: float
    y1: float
    bold: bool = False
    italic: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words on one baseline; `base` and `size` (of the type) in pixels."""

    words: tuple[Printed, ...]
    base: float
    size: float


def printed_lines(seen: Sequence[Seen], ink: np.ndarray, factor: float) -> list[PrintedLine]:
    """The words of a page as lines from top to bottom, `factor` being pixels read per pixel of the page."""
    by_line: dict[tuple[int, int, int], list[Printed]] = {}
    for word in seen:
        box = (word.x0 / factor, word.y0 / factor, word.x1 / factor, word.y1 / factor)
        by_line.setdefault(word.line, []).append(Printed(word.text, word.confidence, *box))
    lines = [line for words in by_line.values() if (line := _measured(words, ink)) is not None]
    return _one_size(_joined(lines))


def _measured(words: list[Printed], ink: np.ndarray) -> PrintedLine | None:
    words = sorted(words, key=lambda word: word.x0)
    top, bottom = min(word.y0 for word in words), max(word.y1 for word in words)
    rows = slice(max(0, int(top) - 2), int(bottom) + 3)
    held = np.zeros((rows.stop - rows.start, 1), np.uint8)
    parts = [ink[rows, int(word.x0) : int(word.x1) + 1] for word in words if any(map(str.isalnum, word.text))]
    found = measure(np.hstack(parts)) if parts else measure(held)
    if found is None:
        return PrintedLine(tuple(words), bottom, (bottom - top) / 0.9)
    return PrintedLine(tuple(words), rows.start + found.base, found.body / _share([word.text for word in words]))


def _share(texts: Sequence[str]) -> float:
    """Height of most letters' bodies in parts of the type size."""
    letters = [letter for text in texts for letter in text if letter.isalnum()]
    tall = sum(not letter.islower() for letter in letters)
    return _CAPITALS if tall > 0.6 * len(letters) else _X_HEIGHT


def _joined(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Lines of one baseline that stand side by side made one: two columns of a letterhead, words far apart."""
    made: list[PrintedLine] = []
    for line in sorted(lines, key=lambda line: line.base):
        for index in range(len(made) - 1, max(-1, len(made) - 4), -1):
            other = made[index]
            if abs(other.base - line.base) <= 0.3 * min(other.size, line.size) and _beside(other, line):
                words = tuple(sorted(other.words + line.words, key=lambda word: word.x0))
                longer = max(other, line, key=lambda one: sum(len(word.text) for word in one.words))
                made[index] = replace(longer, words=words)
                break
        else:
            made.append(line)
    return sorted(made, key=lambda line: line.base)


def _beside(first: PrintedLine, second: PrintedLine) -> bool:
    return not any(
        min(word.x1, other.x1) - max(word.x0, other.x0) > 0.2 * first.size
        for word in first.words
        for other in second.words
    )


def _one_size(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Sizes that differ by no more than the error of measuring made one."""
    weights = sorted((line.size, sum(len(word.text) for word in line.words)) for line in lines)
    total = sum(weight for _, weight in weights)
    passed, body = 0, 0.0
    for size, weight in weights:
        passed += weight
        if passed >= total / 2:
            body = size
            break
    if not body:
        return lines
    return [replace(line, size=body) if abs(line.size / body - 1) < 0.075 else line for line in lines]
