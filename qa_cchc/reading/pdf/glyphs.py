"""Glyphs of a PDF page → words on lines, by position alone.

The order of a content stream is no guide: a producer that lacks a glyph in one font prints the letters with Vietnamese
marks after the rest of the line. So glyphs are put on lines by their baseline and sorted from left to right.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

import pymupdf

from qa_cchc.reading.pdf.codings import codings_of, decoded
from qa_cchc.reading.pdf.glyph import Glyph
from qa_cchc.reading.pdf.marks import merge_marks
from qa_cchc.reading.pdf.turns import laid, turn_of
from qa_cchc.reading.spans import SUPERSCRIPTS, concat, raised
from qa_cchc.records import Box, Spot, Text
from qa_cchc.vietnamese.unicode import repair

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_INHIBIT_SPACES
_BOLD, _ITALIC = 16, 2
_SUPERSCRIPT = re.compile(r"[\[(]?(\d{1,3})[\])]?")
_SEAM = 0.12
"""Share of the font size from which the room between two letters of a word is noted."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Where a word ends: at a gap wider than `gap` (a share of the font size; None: by the row), and at blanks."""

    gap: float | None = None
    blanks: bool = True


_BY_THE_FILE = Spacing()


@dataclass(frozen=True, slots=True)
class Word:
    """Letters printed without a gap. `text` has raised numbers as superscript digits. `doubtful` as in `Spot`.

    `seams`: where there is more room between two letters than usual, but less than between words: index in `text` of
    the letter behind it, left and right end of the room.
    """

    text: str
    box: Box
    size: float
    bold: bool
    italic: bool
    doubtful: bool = False
    seams: tuple[tuple[int, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]
    base: float
    size: float

    @property
    def x0(self) -> float:
        """Left end."""
        return self.words[0].box.x0

    @property
    def x1(self) -> float:
        """Right end."""
        return max(word.box.x1 for word in self.words)

    @property
    def page(self) -> int:
        """Page number, from 1."""
        return self.words[0].box.page

    @property
    def value(self) -> str:
        """The words with single spaces between."""
        return " ".join(word.text for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word with a letter or digit is bold."""
        shown = [word for word in self.words if any(map(str.isalnum, word.text))]
        return bool(shown) and all(word.bold for word in shown)

    @property
    def italic(self) -> bool:
        """Whether every word with a letter or digit is italic."""
        shown = [word for word in self.words if any(map(str.isalnum, word.text))]
        return bool(shown) and all(word.italic for word in shown)


def page_glyphs(page: pymupdf.Page, turn: int = 0) -> tuple[list[Glyph], Counter[int | None]]:
    """The glyphs of a page that stand at a turn, laid upright, and how many stand at each of the others.

    Watermarks, which are large and pale, are left out.
    """
    glyphs: list[Glyph] = []
    others: Counter[int | None] = Counter()
    size_of_page = (page.rect.width, page.rect.height)
    blocks = page.get_text("rawdict", flags=_FLAGS)["blocks"]
    codings = codings_of(_texts_by_font(blocks))
    largest = _largest(blocks)
    for block in blocks:
        for line in block.get("lines", ()):
            own = turn_of(line["dir"])
            if own != turn:
                others[own] += sum(len(span["chars"]) for span in line["spans"] if not _is_mark(span, largest))
                continue
            for span in line["spans"]:
                if _is_mark(span, largest):
                    continue
                font, flags, size = span["font"].lower(), span["flags"], span["size"]
                bold = bool(flags & _BOLD) or "bold" in font or "black" in font
                italic = bool(flags & _ITALIC) or "italic" in font or "oblique" in font
                coding = codings.get(span["font"])
                for number, char in enumerate(span["chars"]):
                    x0, y0, x1, y1 = char["bbox"]
                    base = char["origin"][1]
                    if turn:
                        x0, y0, x1, y1 = laid(char["bbox"], turn, size_of_page)
                        base = laid((*char["origin"], *char["origin"]), turn, size_of_page)[1]
                    if number and x1 - x0 < 0.01 and char["c"].isalpha() and abs(glyphs[-1].x1 - x0) < 0.05:
                        # The letters of a ligature after its first, which has the width of all.
                        glyphs[-1] = replace(glyphs[-1], text=glyphs[-1].text + char["c"])
                        continue
                    glyphs.append(Glyph(char["c"], x0, y0, x1, y1, base, size, bold, italic, coding))
    return merge_marks(glyphs), others


def _largest(blocks: list[dict[str, Any]]) -> float:
    """The size from which pale letters are a watermark: well above that of the page's text."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                sizes[round(span["size"])] += len(span["chars"])
    return 1.6 * sizes.most_common(1)[0][0] if sizes else 0.0


def _is_mark(span: dict[str, Any], largest: float) -> bool:
    if span["size"] < largest:
        return False
    darkest = min(span["color"] >> shift & 255 for shift in (16, 8, 0))
    return span.get("alpha", 255) < 160 or 140 < darkest < 250


def _texts_by_font(blocks: list[dict[str, Any]]) -> dict[str, str]:
    """What is set in each font, its spans parted by blanks."""
    texts: dict[str, list[str]] = {}
    for block in blocks:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                texts.setdefault(span["font"], []).append("".join([char["c"] for char in span["chars"]]))
    return {font: " ".join(parts) for font, parts in texts.items()}


def make_lines(glyphs: Iterable[Glyph], page: int, spacing: Spacing = _BY_THE_FILE) -> list[Line]:
    """The lines that glyphs make, from top to bottom."""
    rows = _rows([glyph for glyph in glyphs if glyph.size > 0.5])
    lines: list[Line] = []
    for row, high in _with_raised(rows):
        words = [_word(group, page) for group in decoded(_groups(row, high, spacing)) if group]
        if words:
            size = Counter(round(glyph.size, 1) for glyph in row).most_common(1)[0][0]
            lines.append(Line(tuple(words), row[0].base, size))
    return lines


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs by baseline. Blanks follow the letters, so that they open no line of their own."""
    rows: list[list[Glyph]] = []
    blanks: list[Glyph] = []
    for glyph in sorted(glyphs, key=attrgetter("base")):
        if not glyph.text.strip():
            blanks.append(glyph)
        elif rows and glyph.base - rows[-1][-1].base <= 0.18 * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    bases = [row[0].base for row in rows]
    if not bases:
        return rows
    for blank in blanks:
        at = bisect_left(bases, blank.base)  # rows stand in the order of their baselines
        beside = [index for index in (at - 1, at) if 0 <= index < len(rows)]
        near = min(beside, key=lambda index: abs(bases[index] - blank.base))
        if abs(bases[near] - blank.base) <= 0.3 * blank.size:
            rows[near].append(blank)
    return rows


def _with_raised(rows: list[list[Glyph]]) -> list[tuple[list[Glyph], list[Glyph]]]:
    """Each full row with the small numbers raised above it; small marks below a line join it as ordinary letters."""
    made: list[tuple[list[Glyph], list[Glyph]]] = []
    waiting: dict[int, list[Glyph]] = {}
    for index, row in enumerate(rows):
        row = _without_calls(row, rows[index + 1 : index + 3], index + 1, waiting)
        letters = [glyph for glyph in row if glyph.text.strip()]
        under = [n for n in (index + 1, index + 2) if n < len(rows) and _raised_over(letters, rows[n])]
        if under and under[0] == index + 1:
            # In a table the lines of other cells may stand between.
            called = next((n for n in under if _calls(rows[n], letters)), under[0])
            waiting.setdefault(called, []).extend(letters)
            continue
        above = made[-1][0] if made else None
        if above is not None and index not in waiting and _lowered_under(letters, above):
            above.extend(letters)
            continue
        made.append((row, waiting.pop(index, [])))
    return made


def _without_calls(
    row: list[Glyph], below: Sequence[list[Glyph]], first: int, waiting: dict[int, list[Glyph]]
) -> list[Glyph]:
    """The row without small numbers that are raised over a line just below it, which then wait for that line.

    In a table another cell's line may stand exactly where such numbers do.
    """
    largest = max(glyph.size for glyph in row)
    small = [glyph for glyph in row if glyph.size < 0.85 * largest and glyph.text in "0123456789"]
    if not small or len(small) == len(row):
        return row
    for number, line in enumerate(below):
        rise = line[0].base - row[0].base
        if 0 < rise < 0.75 * largest and _calls(line, small) and not _calls([g for g in row if g not in small], small):
            waiting.setdefault(first + number, []).extend(small)
            return [glyph for glyph in row if glyph not in small]
    return row


def _calls(row: Sequence[Glyph], high: Sequence[Glyph]) -> bool:
    """Whether a letter of the row stands right before raised numbers."""
    return any(abs(high[0].x0 - glyph.x1) < 0.25 * glyph.size and glyph.text.strip() for glyph in row)


def _extent(row: Sequence[Glyph]) -> tuple[float, float]:
    return min(glyph.x0 for glyph in row), max(glyph.x1 for glyph in row)


def _raised_over(row: list[Glyph], after: list[Glyph]) -> bool:
    if not row or len(row) > 12 or not all(glyph.text in "0123456789()[]*†‡§" for glyph in row):
        return False
    size = Counter(round(glyph.size, 1) for glyph in after).most_common(1)[0][0]
    left, right = _extent(after)
    return all(
        glyph.size < 0.92 * size
        and 0 < after[0].base - glyph.base < 0.75 * size
        and left - 2.5 * glyph.size < glyph.x0 < right + glyph.size
        for glyph in row
    )


def _lowered_under(row: list[Glyph], above: list[Glyph]) -> bool:
    size = max(glyph.size for glyph in above)
    left, right = _extent(above)
    return len(row) <= 4 and all(
        glyph.size < 0.85 * size and glyph.base - above[0].base < 0.35 * size and left < glyph.x0 < right + glyph.size
        for glyph in row
    )


def _groups(row: list[Glyph], high: list[Glyph], spacing: Spacing) -> list[list[tuple[Glyph, bool]]]:
    """The glyphs of a line by word, each with whether it is raised."""
    ordered = sorted([(glyph, False) for glyph in row] + [(glyph, True) for glyph in high], key=lambda item: item[0].x0)
    blank_row = any(not glyph.text.strip() for glyph in row)
    widest = spacing.gap if spacing.gap is not None else 0.35 if blank_row else 0.2
    words: list[list[tuple[Glyph, bool]]] = []
    group: list[tuple[Glyph, bool]] = []

    def close() -> None:
        if group:
            words.append(list(group))
            group.clear()

    for glyph, up in ordered:
        if not glyph.text.strip():
            # A blank ends the word, unless a letter stands on the same place (printed later in another font).
            if spacing.blanks and group and glyph.x0 >= group[-1][0].x1 - 0.3 * glyph.size:
                close()
            continue
        if group:
            before = group[-1][0]
            if (
                before.text == glyph.text
                and abs(before.x0 - glyph.x0) < 0.12 * glyph.size
                and before.base == glyph.base
            ):
                continue  # printed twice to look bold
            if glyph.x0 - before.x1 > widest * max(before.size, glyph.size):
                close()
        group.append((glyph, up))
    close()
    return words


def _word(group: list[tuple[Glyph, bool]], page: int) -> Word:
    text = ""
    run = ""
    reached = None
    rooms: list[tuple[str, float, float]] = []
    for glyph, up in [*group, (None, False)]:
        if glyph is not None:
            if reached is not None and glyph.x0 - reached > _SEAM * glyph.size:
                rooms.append((text + run, reached, glyph.x0))
            reached = glyph.x1 if reached is None else max(reached, glyph.x1)
        if up and glyph is not None:
            run += glyph.text
            continue
        if run:
            mark = _SUPERSCRIPT.fullmatch(run)
            text += raised(mark.group(1)) if mark else run
            run = ""
        text += glyph.text if glyph is not None else ""
    glyphs = [glyph for glyph, _ in group]
    box = Box(
        page,
        round(min(g.x0 for g in glyphs), 2),
        round(min(g.y0 for g in glyphs), 2),
        round(max(g.x1 for g in glyphs), 2),
        round(max(g.y1 for g in glyphs), 2),
    )
    plain = [glyph for glyph, up in group if not up and not unicodedata.combining(glyph.text[:1])] or glyphs
    seams = tuple((len(repair(before)), round(low, 2), round(high, 2)) for before, low, high in rooms)
    bold, italic = all(glyph.bold for glyph in plain), all(glyph.italic for glyph in plain)
    return Word(repair(text), box, plain[0].size, bold, italic, seams=seams)


_WHOLE_NUMBER = re.compile(
    r"\d{1,3}(?:\.\d{3})+(?:,\d+)?%?|\d{1,3}(?:,\d{3})+(?:\.\d+)?%?|\d{4,}(?:,\d+)?%?|\d+[.,]\d+%?"
)
_WHOLE_CODE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,5}\.?")
_OPEN_END = re.compile(r"\w[-/]")


def whole_number(first: str, rest: str) -> bool:
    """Whether two pieces make one number ("132.92" and "8") or one number of a row ("3.3." and "1.")."""
    whole = first + rest
    if first.endswith(".") and _WHOLE_CODE.fullmatch(whole):
        return True
    return _WHOLE_NUMBER.fullmatch(whole) is not None


def text_of(words: Iterable[Word], edge: float | None = None) -> Text:
    """The words with single spaces between, one spot for each.

    A word that a line's end cuts behind its hyphen or slash ("QĐ-" over "UBND") is made whole; so is one too long for
    a narrow cell ("VBQP" over "PL"), whose text ends at `edge`.
    """
    pieces: list[Text | str] = []
    before: Word | None = None
    alone = True
    for word in words:
        if not word.text.strip():
            continue
        if before is not None:
            new_line = (
                word.box.x0 < before.box.x0 + 0.5
                or word.box.y0 > (before.box.y0 + before.box.y1) / 2
                or word.box.page != before.box.page
            )
            whole = new_line and _OPEN_END.search(before.text[-2:]) and word.text[:1].isalnum()
            torn = edge is not None and new_line and (word.text[0] == ")" or (alone and _torn(before, word, edge)))
            pieces += [] if whole or torn else [" "]
            alone = new_line
        pieces.append(Text(word.text, (Spot(0, len(word.text), word.box.page, None, word.box, word.doubtful),)))
        before = word
    return concat(pieces)


def _torn(word: Word, after: Word, edge: float) -> bool:
    """Whether a word alone on its line goes on in the next, for want of room for one more letter before `edge`."""
    rest = after.text.rstrip(SUPERSCRIPTS + ".,;)")
    if not rest:
        return True  # no line begins with a bracket that closes
    letter = (word.box.x1 - word.box.x0) / len(word.text)
    last = after.text[-1]
    if edge - word.box.x1 >= (1.2 if last.isalnum() and last not in SUPERSCRIPTS else 2.2) * letter:
        return False
    if word.text[0].isdigit():
        return whole_number(word.text, after.text)
    return word.text[-2:].isupper() and word.text[-1].isalpha() and rest.isupper()
