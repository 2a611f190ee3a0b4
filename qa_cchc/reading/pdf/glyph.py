"""A printed character with its place: what the text of a PDF page is made of."""

from __future__ import annotations

from dataclasses import dataclass

from qa_cchc.vietnamese.encodings import FontCoding


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character: box, baseline `base`, font size and style; `coding` where its font is no Unicode one."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool
    italic: bool
    coding: FontCoding | None = None

    @property
    def middle(self) -> tuple[float, float]:
        """A point inside the character's body, by which it is put into a cell."""
        return (self.x0 + self.x1) / 2, self.base - 0.3 * self.size
