"""Cells of ruled tables: where each has its print."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qa_cchc.reading.ocr.rows import Field, field_of
from qa_cchc.reading.pdf.rulings import Lattice, Rect

_EDGE = 0.006
_SLIVER = 0.02


@dataclass(frozen=True, slots=True)
class Inked:
    """A cell with print: `rect` in points, its print in pixels of the page."""

    rect: Rect
    field: Field


def inked_cells(lattice: Lattice, ink: np.ndarray, dpi: float) -> list[Inked]:
    """The cells of a table that hold print."""
    scale, edge = dpi / 72.0, max(1, round(_EDGE * dpi))
    cells = []
    for rect in dict.fromkeys(rect for row in lattice.cells for rect in row):
        x0, y0, x1, y1 = (round(side * scale) for side in rect)
        x0, y0, x1, y1 = max(0, x0 + edge), max(0, y0 + edge), x1 - edge, y1 - edge
        if x1 - x0 < 4 or y1 - y0 < 4:
            continue
        field = field_of(ink, (x0, y0, x1, y1), dpi)
        # The end of a letter or a line of the next cell that reaches over the border is no print of this one.
        thin = _SLIVER * dpi
        found = {
            label: piece
            for label, piece in field.found.items()
            if not (
                (piece.height < thin and (piece.y0 <= y0 + 1 or piece.y1 >= y1 - 1))
                or (piece.width < thin and (piece.x0 <= x0 + 1 or piece.x1 >= x1 - 1))
            )
        }
        if found:
            cells.append(Inked(rect, Field(field.area, field.labels, found, field.specks)))
    return cells
