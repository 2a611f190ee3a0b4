"""A born-digital page → its parts: words by position, tables by their ruling lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pymupdf

from qa_cchc.reading.pdf.glyph import Glyph
from qa_cchc.reading.pdf.glyphs import Line, Spacing, Word, make_lines, page_glyphs
from qa_cchc.reading.pdf.page_parts import CellWords, PageParts, cell_at, cell_finder, grid_of, note_rule, words_of
from qa_cchc.reading.pdf.rulings import Lattice, Rect, find_lattices, laid_rules, page_rules
from qa_cchc.reading.pdf.turns import DOWN, UP, laid_size, to_shown
from qa_cchc.reading.shown import Affine, on_shown_pages
from qa_cchc.reading.text_quality import Verdict, mended
from qa_cchc.vietnamese.decoding import LABELS


@dataclass(frozen=True, slots=True)
class TextLayer:
    """What a page's own text amounts to: letters and digits upright, glyphs at another angle, share of pictures.

    `verdict` says whether the text can be trusted, `converted` names the old encodings that were in it. `to_page` leads
    the places of a page that was read turned back to the page as shown.
    """

    parts: PageParts
    letters: int
    sideways: int
    picture: float
    verdict: Verdict
    converted: frozenset[str] = frozenset()
    to_page: Affine | None = None


def read_text_layer(page: pymupdf.Page, number: int) -> TextLayer:
    """A page read from the text in the file. Raises RuntimeError or ValueError for a broken page.

    Where most of the text is drawn sideways or upside down (a landscape table on an upright sheet), the page is read
    as if it were turned.
    """
    if page.rotation:
        page.remove_rotation()
    turn = 0
    glyphs, others = page_glyphs(page)
    rules = page_rules(page)
    shown = (page.rect.width, page.rect.height)
    most = max((other for other in others if other), key=lambda other: others[other], default=0)
    if most and others[most] > len(glyphs):
        turn = most
        glyphs, others = page_glyphs(page, turn)
        rules = laid_rules(rules, turn, shown)
    lattices = find_lattices(rules)
    inside: list[dict[Rect, list[Glyph]]] = [{} for _ in lattices]
    outside: list[Glyph] = []
    tables = [(lattice.box, cell_finder(lattice), cells) for lattice, cells in zip(lattices, inside, strict=True)]
    for glyph in glyphs:
        x, y = glyph.middle
        for box, cell_of, cells in tables:
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                cells.setdefault(cell_of(x, y), []).append(glyph)
                break
        else:
            outside.append(glyph)
    across = [(rule.at, rule.low, rule.high) for rule in rules.across]
    size = laid_size(turn, shown)
    on_side = [] if turn else _on_side(page, number, others)
    rule = note_rule(across, size, [lattice.box for lattice in lattices])

    def parts_of(spacing: Spacing) -> PageParts:
        grids = []
        for lattice, cells in zip(lattices, inside, strict=True):
            if any(glyph.text.strip() for part in cells.values() for glyph in part):
                held = {rect: CellWords(words_of(make_lines(part, number, spacing))) for rect, part in cells.items()}
                held |= _upended(lattice, held, on_side)
                grids.append((lattice.box, grid_of(lattice, held, number)))
        lines = make_lines(outside, number, spacing)
        return PageParts(number, *size, lines, grids, rule, across=tuple(across))

    parts, verdict = mended(parts_of)
    letters = sum(glyph.text.isalnum() for glyph in glyphs)
    converted = frozenset(LABELS[glyph.coding.key] for glyph in glyphs if glyph.coding and not glyph.text.isascii())
    back = to_shown(turn, shown) if turn else None
    return TextLayer(parts, letters, sum(others.values()), _picture_share(page), verdict, converted, back)


def _on_side(page: pymupdf.Page, number: int, others: Counter[int | None]) -> list[Line]:
    """The lines that read from the bottom up or from the top down, with their words' places on the upright page."""
    lines: list[Line] = []
    for turn in (UP, DOWN):
        if others[turn]:
            back = to_shown(turn, (page.rect.width, page.rect.height))
            made = make_lines(page_glyphs(page, turn)[0], number)
            lines += [replace(line, words=on_shown_pages(line.words, {number: back})) for line in made]
    return lines


def _upended(lattice: Lattice, held: dict[Rect, CellWords], lines: Sequence[Line]) -> dict[Rect, CellWords]:
    """The words of cells that hold nothing but text on its side, as narrow columns are headed."""
    found: dict[Rect, list[Word]] = {}
    for word in words_of(lines):
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2
        if lattice.box[0] <= x <= lattice.box[2] and lattice.box[1] <= y <= lattice.box[3]:
            rect = cell_at(lattice, x, y)
            if rect not in held or not held[rect].words:
                found.setdefault(rect, []).append(word)
    return {rect: CellWords(tuple(words)) for rect, words in found.items()}


def _picture_share(page: pymupdf.Page) -> float:
    """Share of the page that its largest picture covers."""
    area = abs(page.rect) or 1.0
    return max((abs(pymupdf.Rect(image["bbox"]) & page.rect) / area for image in page.get_image_info()), default=0.0)
