"""A born-digital page → its parts: words by position, tables by their ruling lines."""

from __future__ import annotations

from dataclasses import dataclass

import pymupdf

from qa_cchc.reading.page_parts import CellWords, PageParts, cell_at, grid_of, note_rule, words_of
from qa_cchc.reading.pdf_glyphs import Glyph, Spacing, make_lines, page_glyphs
from qa_cchc.reading.rulings import Rect, find_lattices, page_rules
from qa_cchc.reading.text_quality import Verdict, mended
from qa_cchc.vietnamese.decoding import LABELS


@dataclass(frozen=True, slots=True)
class TextLayer:
    """What a page's own text amounts to: letters and digits upright, glyphs at another angle, share of pictures.

    `verdict` says whether the text can be trusted, `converted` names the old encodings that were in it.
    """

    parts: PageParts
    letters: int
    sideways: int
    picture: float
    verdict: Verdict
    converted: frozenset[str] = frozenset()


def read_text_layer(page: pymupdf.Page, number: int) -> TextLayer:
    """A page read from the text in the file. Raises RuntimeError or ValueError for a broken page."""
    if page.rotation:
        page.remove_rotation()
    glyphs, sideways = page_glyphs(page)
    rules = page_rules(page)
    lattices = find_lattices(rules)
    inside: list[dict[Rect, list[Glyph]]] = [{} for _ in lattices]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = glyph.middle
        for lattice, cells in zip(lattices, inside, strict=True):
            if lattice.box[0] <= x <= lattice.box[2] and lattice.box[1] <= y <= lattice.box[3]:
                cells.setdefault(cell_at(lattice, x, y), []).append(glyph)
                break
        else:
            outside.append(glyph)
    across = [(rule.at, rule.low, rule.high) for rule in rules.across]
    size = (page.rect.width, page.rect.height)
    rule = note_rule(across, size, [lattice.box for lattice in lattices])

    def parts_of(spacing: Spacing) -> PageParts:
        grids = []
        for lattice, cells in zip(lattices, inside, strict=True):
            if any(glyph.text.strip() for part in cells.values() for glyph in part):
                held = {rect: CellWords(words_of(make_lines(part, number, spacing))) for rect, part in cells.items()}
                grids.append((lattice.box, grid_of(lattice, held, number)))
        return PageParts(number, *size, make_lines(outside, number, spacing), grids, rule)

    parts, verdict = mended(parts_of)
    letters = sum(glyph.text.isalnum() for glyph in glyphs)
    converted = frozenset(LABELS[glyph.coding.key] for glyph in glyphs if glyph.coding and not glyph.text.isascii())
    return TextLayer(parts, letters, sideways, _picture_share(page), verdict, converted)


def _picture_share(page: pymupdf.Page) -> float:
    """Share of the page that its largest picture covers."""
    area = abs(page.rect) or 1.0
    return max((abs(pymupdf.Rect(image["bbox"]) & page.rect) / area for image in page.get_image_info()), default=0.0)
