"""Columns of a table drawn without vertical lines: what its header heads, and the gaps that all of its rows share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa_cchc.reading.pdf.glyphs import Line, Word
from qa_cchc.vietnamese.unicode import fold

NUMBERING = re.compile(r"(?:so\s+)?tt|stt|so thu tu|ma so")
"""Headings of the column of codes, folded."""

CODE = re.compile(r"(?:(?:\d{1,2}|[IVX]{1,4}|[A-HĐ])(?:\.\d{1,2}){0,4}|[a-hđ])[.)]?")
"""A row's code as printed."""

GLUED = re.compile(r"(\d{1,2}(?:\.\d{1,2})+\.)([^\W\d_]\S*)")
"""A code that touches the name beside it."""

_SPACE = 0.36
"""Share of the font size from which room between two words is more than a space."""
_APART = 0.5
"""Share of the font size that headings of two columns are apart, at least, where nothing else tells them apart."""

Cells = list[list[Word]]
"""The words of a row by column."""

Stretch = tuple[float, float]
"""Left and right end of something, in points."""


@dataclass(slots=True)
class Columns:
    """The columns of a table: where their headings stand, and what stays free between them.

    `free[n]` are the stretches between headings n and n + 1 that no line so far has touched. `code` is the index of the
    column of codes.
    """

    cores: list[Stretch]
    free: list[list[Stretch]]
    code: int
    left: float
    right: float

    def take(self, line: Line) -> Line | None:
        """Narrows the gaps by a further line; the line as it stands in them, None when it leaves no gap somewhere.

        Words of two columns that touch ("vị565.239") are parted where there is a little room between their letters.
        """
        parted = self._code_apart(line)
        free = self._without(parted)
        if free is None:
            parted = self._at_seams(parted)
            free = self._without(parted)
        if free is None:
            return None
        self.free = free
        self.left = min(self.left, parted.x0)
        self.right = max(self.right, parted.x1)
        return parted

    def _without(self, line: Line) -> list[list[Stretch]] | None:
        pieces = [(chunk[0].box.x0, chunk[-1].box.x1) for chunk in chunks(line)]
        words = [(word.box.x0, word.box.x1) for word in line.words]
        left: list[list[Stretch]] = []
        for stretches in self.free:
            # Where columns stand so near that the room between is no more than a space, words are parted there.
            stay = _outside(stretches, pieces, 0.2 * line.size) or _outside(stretches, words, 0.08 * line.size)
            if not stay:
                return None
            left.append(stay)
        return left

    def _at_seams(self, line: Line) -> Line:
        """The line with words parted at the little room between letters that stands in a gap between columns."""
        gaps = [stretch for stretches in self.free for stretch in stretches]

        def in_gap(low: float, high: float) -> bool:
            return any(min(high, end) - max(low, start) > 0.08 * line.size for start, end in gaps)

        return replace(line, words=tuple(part for word in line.words for part in cut_at_seams(word, in_gap)))

    def _code_apart(self, line: Line) -> Line:
        """The line with a code that touches the name beside it ("3.3.1.Số") as a word of its own."""
        first = line.words[0]
        glued = GLUED.fullmatch(first.text)
        low, high = self.free[self.code][0] if self.code < len(self.free) else (0.0, 0.0)
        if glued is None:
            return line
        if high - low > 3:  # what is free there is not narrowed down yet: by the usual widths of letters
            widths = [_width(part) for part in glued.groups()]
            low = first.box.x0 + (first.box.x1 - first.box.x0) * widths[0] / sum(widths) - 0.7
            high = low + 1.4
        if not first.box.x0 < low <= high < first.box.x1:
            return line
        code = replace(first, text=glued.group(1), box=replace(first.box, x1=low), seams=())
        name = replace(first, text=glued.group(2), box=replace(first.box, x0=high), seams=())
        return replace(line, words=(code, name, *line.words[1:]))

    @property
    def edges(self) -> list[float]:
        """The borders of the columns, the outer ones included; each column but the last needs one free stretch."""
        inner = [(low + high) / 2 for ((low, high), *_) in self.free]
        return [self.left - 2, *inner, self.right + 2]

    def column(self, x: float) -> int:
        """Index of the column at a place."""
        return sum(edge < x for edge in self.edges[1:-1])

    def spanned(self, piece: Sequence[Word]) -> range:
        """The columns that words of a header stand over, if they reach over a whole gap; none else."""
        x0, x1 = piece[0].box.x0, piece[-1].box.x1
        over = [gap for gap, ((low, high), *_) in enumerate(self.free) if x0 < low + 0.5 and x1 > high - 0.5]
        return range(over[0], over[-1] + 2) if over else range(0)

    def cells(self, lines: Sequence[Line]) -> Cells:
        """The words of lines by column."""
        cells: Cells = [[] for _ in self.cores]
        edges = self.edges[1:-1]
        for line in lines:
            for word in line.words:
                middle = (word.box.x0 + word.box.x1) / 2
                cells[sum(edge < middle for edge in edges)].append(word)
        return cells

    def widths(self, lines: Sequence[Line]) -> list[Stretch]:
        """What the words of each column fill in those lines, from left to right; nothing where it is blank."""
        cells = self.cells(lines)
        return [
            (min(word.box.x0 for word in words), max(word.box.x1 for word in words)) if words else (0.0, 0.0)
            for words in cells
        ]

    def code_of(self, line: Line) -> Word | None:
        """The code that a line begins with, in the column of codes, which has nothing else in it."""
        first = line.words[0]
        low = self.free[self.code - 1][0][0] if self.code else 0.0
        high = max(self.cores[self.code][1], self.cores[self.code][0] + 8, self.free[self.code][0][0])
        return first if low <= first.box.x0 <= high and CODE.fullmatch(first.text) else None

    def begins_with_code(self, line: Line) -> bool:
        """Whether the line's first word, with a letter or digit in it, stands in the column of codes."""
        first = self._code_apart(line).words[0]
        middle = (first.box.x0 + first.box.x1) / 2
        low = self.free[self.code - 1][-1][1] if self.code else 0.0
        return low < middle < self.free[self.code][0][0] and any(map(str.isalnum, first.text))

    def strays(self, line: Line) -> bool:
        """Whether a line begins with words in the column of codes that are no code, as one under a table does."""
        return self.begins_with_code(line) and CODE.fullmatch(self._code_apart(line).words[0].text) is None

    def settle(self, lines: Sequence[Line]) -> bool:
        """Choose between stretches that stay free in one gap; False where rows do not tell whose the words between are.

        Words between two headings are of the right column where the left one's stand on the same line, and so on.
        """
        bands: list[list[Line]] = []
        for line in lines:
            if bands and line.base - bands[-1][-1].base < 0.8 * line.size:
                bands[-1].append(line)
            else:
                bands.append([line])
        for gap, stretches in enumerate(self.free):
            while len(stretches) > 1:
                (_, low), (high, _) = stretches[:2]
                mine = [self._sides(band, gap, low, high) for band in bands]
                left, right = any(side[0] for side in mine), any(side[1] for side in mine)
                if left == right:
                    return False
                stretches.pop(1 if right else 0)
        return True

    def _sides(self, band: Sequence[Line], gap: int, low: float, high: float) -> tuple[bool, bool]:
        """Whether the words at `low:high` of a row seem to be of the left column, and of the right one."""
        here = [line for line in band if any(_within(chunk, low, high) for chunk in chunks(line))]
        if not here:
            return False, False
        for lines in (here, band):
            pieces = [chunk for line in lines for chunk in chunks(line)]
            with_left, with_right = (any(self._at_core(piece, column) for piece in pieces) for column in (gap, gap + 1))
            if with_left != with_right:
                return with_right, with_left
        return False, False

    def _at_core(self, chunk: Sequence[Word], column: int) -> bool:
        low, high = self.cores[column]
        return chunk[0].box.x0 < high and chunk[-1].box.x1 > low


def _within(chunk: Sequence[Word], low: float, high: float) -> bool:
    return chunk[0].box.x0 >= low - 0.1 and chunk[-1].box.x1 <= high + 0.1


def _width(text: str) -> float:
    """Width of a text in ems, nearly."""
    return sum(0.25 if letter == "." else 0.5 if letter.isdigit() or letter.islower() else 0.67 for letter in text)


def chunks(line: Line) -> list[list[Word]]:
    """The words of a line, parted where the gap is wider than a space."""
    parts: list[list[Word]] = []
    for word in line.words:
        headed = parts and NUMBERING.fullmatch(fold(parts[-1][-1].text))
        if parts and not headed and word.box.x0 - parts[-1][-1].box.x1 < _SPACE * line.size:
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def folded(words: Sequence[Word]) -> str:
    """The words as one text for comparison."""
    return fold(" ".join(word.text for word in words)).strip(" .:")


def cut_at_seams(word: Word, at: Callable[[float, float], bool]) -> Iterator[Word]:
    """The word cut at those of its seams (left and right end in points) that `at` says yes to."""
    start, x0 = 0, word.box.x0
    for index, low, high in word.seams:
        if at(low, high):
            yield replace(word, text=word.text[start:index], box=replace(word.box, x0=x0, x1=low), seams=())
            start, x0 = index, high
    yield word if start == 0 else replace(word, text=word.text[start:], box=replace(word.box, x0=x0), seams=())


def numbering_apart(line: Line) -> Line:
    """The line with "STT" as a word of its own, where the next heading touches it."""
    words: list[Word] = []
    for word in line.words:
        seam = next((seam for seam in word.seams if NUMBERING.fullmatch(fold(word.text[: seam[0]]))), None)
        words += cut_at_seams(word, lambda low, _, seam=seam: seam is not None and low == seam[1])
    return line if len(words) == len(line.words) else replace(line, words=tuple(words))


@dataclass(frozen=True, slots=True)
class Heading:
    """A stretch of words of a header, and its baseline."""

    low: float
    high: float
    base: float

    def touches(self, core: Stretch) -> bool:
        """Whether it stands above or below another."""
        return self.low < core[1] and self.high > core[0]


def columns_of(header: Sequence[Line], number: Sequence[Word], base: float) -> Columns | None:
    """The columns that the lines of a header head; None when they are fewer than three.

    `number` is the heading "STT", on the line at `base`. Headings are looked at from the lowest up: one that stands
    above two is no column of its own, nor one above the others between two of them.
    """
    size = header[0].size
    heads = [
        Heading(chunk[0].box.x0, chunk[-1].box.x1, line.base)
        for line in sorted(header, key=lambda line: -line.base)
        for chunk in chunks(line)
    ]
    wide = [head for head in heads if _spans_two(head, heads)]
    cores: list[Stretch] = []
    single: list[tuple[Heading, int]] = []
    for head in heads:
        under = [index for index, core in enumerate(cores) if head.touches(core)]
        if head in wide or any(_goes_on(head, other, heads, size) for other in wide) or len(under) > 1:
            continue
        if under:
            single.append((head, under[0]))
        elif head.base >= base - 0.4 * size or not _between(head, cores, number):
            cores.append((head.low, head.high))
    for head, index in single:
        low, high = min(head.low, cores[index][0]), max(head.high, cores[index][1])
        near = (core for other, core in enumerate(cores) if other != index)
        if all(core[0] - high > _APART * size or low - core[1] > _APART * size for core in near):
            cores[index] = (low, high)
    cores.sort()
    if len(cores) < 3:
        return None
    free = [[(before[1], after[0])] for before, after in pairwise(cores)]
    middle = (number[0].box.x0 + number[-1].box.x1) / 2
    code = next((index for index, (low, high) in enumerate(cores) if low <= middle <= high), None)
    if code is None or code + 1 == len(cores):
        return None
    return Columns(cores, free, code, cores[0][0], cores[-1][1])


def _spans_two(head: Heading, heads: Sequence[Heading]) -> bool:
    """Whether a heading stands over two others that stand side by side."""
    under = [other for other in heads if other.base > head.base and other.touches((head.low, head.high))]
    return bool(under) and max(other.low for other in under) > min(other.high for other in under)


def _goes_on(head: Heading, wide: Heading, heads: Sequence[Heading], size: float) -> bool:
    """Whether a heading is the next line of one above that spans columns, with none beside it."""
    middle = abs(head.low + head.high - wide.low - wide.high) < 8
    below = 0 < head.base - wide.base < 1.6 * size and min(abs(head.low - wide.low), abs(head.high - wide.high)) < 2
    if head.base <= wide.base or not (middle or below):
        return False
    others = [other for other in heads if other != head]
    beside = [other for other in others if other != wide and abs(other.base - head.base) < 0.7 * size]
    return _spans_two(wide, others) and not any(other.touches((wide.low, wide.high)) for other in beside)


def _between(head: Heading, cores: Sequence[Stretch], number: Sequence[Word]) -> bool:
    """Whether a heading stands in the gap between two that are near it on either side, none of them that of codes."""
    left = [core for core in cores if core[1] <= head.low and core[0] > number[-1].box.x1]
    right = [core for core in cores if core[0] >= head.high]
    if not left or not right:
        return False
    middle = (max(left)[0] + max(left)[1] + min(right)[0] + min(right)[1]) / 4
    return abs((head.low + head.high) / 2 - middle) < 0.3 * (min(right)[1] - max(left)[0])


def _outside(stretches: Sequence[Stretch], taken: Sequence[Stretch], least: float) -> list[Stretch]:
    """What `taken` leaves of the stretches, pieces narrower than `least` left out."""
    parts = list(stretches)
    for x0, x1 in taken:
        parts = [
            part
            for low, high in parts
            for part in ([(low, high)] if x1 <= low or x0 >= high else [(low, x0), (x1, high)])
            if part[1] - part[0] >= least
        ]
    return parts
