"""Words seen → lines of print, with the size of the type from the ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa_cchc.reading.ocr.rows import Row

_X_HEIGHT = 0.455
_CAPITALS = 0.665
_SAME = 0.075


@dataclass(frozen=True, slots=True)
class Printed:
    """A word with its place in pixels of the page, its confidence 0..1 and its look."""

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
    """Words on one baseline, in pixels: `base`, height of small letters `body`, type size `size`."""

    words: tuple[Printed, ...]
    base: float
    body: float

    @property
    def size(self) -> float:
        """The size of the type."""
        return self.body / _X_HEIGHT

    @property
    def letters(self) -> int:
        """How many characters stand on it."""
        return sum(len(word.text) for word in self.words)


def line_of(words: Sequence[Printed], row: Row) -> PrintedLine:
    """The words read from a row of print, with its measures; those of capitals and digits brought to small letters."""
    body = row.body * _X_HEIGHT / _CAPITALS if _tall_share(words) > 0.6 else row.body
    return PrintedLine(tuple(words), row.base, body)


def _tall_share(words: Sequence[Printed]) -> float:
    """Share of capitals and digits among letters and digits."""
    letters = [letter for word in words for letter in word.text if letter.isalnum()]
    return sum(not letter.islower() for letter in letters) / max(1, len(letters))


def one_size(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Sizes that differ by no more than the error of measuring made one.

    A line with many capitals or digits may be measured by their height: it is taken for one of the page's other sizes
    where that explains it.
    """
    sure = [line for line in lines if line.letters > 12 and not 0.25 < _tall_share(line.words) < 0.9]
    body = _median(sure or lines)
    if not body:
        return list(lines)
    common = [body]
    for line in sure:
        if all(abs(line.body / one - 1) > _SAME for one in common) and abs(line.body / body - 1) > _SAME:
            near = [other for other in sure if abs(other.body / line.body - 1) < _SAME]
            common.append(_median(near))
    made = []
    for line in lines:
        share, best = _tall_share(line.words), line.body
        guesses = [line.body]
        if share > 0.12:
            guesses += [line.body * _X_HEIGHT / _CAPITALS, line.body * _CAPITALS / _X_HEIGHT]
        for guess in guesses:
            near = min(common, key=lambda one: abs(guess / one - 1))
            if abs(guess / near - 1) < (1.7 if share > 0.2 or line.letters < 20 else 1.0) * _SAME:
                best = near
                break
        made.append(replace(line, body=best))
    return [line if index == 0 else _like(line, made[index - 1]) for index, line in enumerate(made)]


def _like(line: PrintedLine, above: PrintedLine) -> PrintedLine:
    """A few digits or capitals under a line of about their size are of its size: they tell little by themselves."""
    near = 0 < line.base - above.base < 4.5 * above.body
    share = _tall_share(line.words)
    few = line.letters < (14 if share > 0.6 else 24) and share > 0.3
    # Figures alone are taller or lower beside small letters than they should be, as the type has them.
    least, most = (0.7, 1.4) if share == 1.0 else (0.8, 1.25)
    return replace(line, body=above.body) if near and few and least < line.body / above.body < most else line


def _median(lines: Sequence[PrintedLine]) -> float:
    ordered = sorted(lines, key=lambda line: line.body)
    total, passed = sum(line.letters for line in ordered), 0
    for line in ordered:
        passed += line.letters
        if 2 * passed >= total:
            return line.body
    return 0.0


def on_one_baseline(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Lines of one baseline that stand side by side made one: two columns of a letterhead, words far apart."""
    made: list[PrintedLine] = []
    for line in sorted(lines, key=lambda line: line.base):
        for index in range(len(made) - 1, max(-1, len(made) - 4), -1):
            other = made[index]
            if abs(other.base - line.base) <= 0.5 * min(other.body, line.body) and _beside(other, line):
                longer = max(other, line, key=lambda one: one.letters)
                made[index] = replace(longer, words=tuple(sorted(other.words + line.words, key=lambda word: word.x0)))
                break
        else:
            made.append(line)
    return sorted(made, key=lambda line: line.base)


def _beside(first: PrintedLine, second: PrintedLine) -> bool:
    return not any(
        min(word.x1, other.x1) - max(word.x0, other.x0) > 0.5 * first.body
        for word in first.words
        for other in second.words
    )
