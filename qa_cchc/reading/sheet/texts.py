"""What holds for the texts of a whole workbook: its numbers follow its own way of writing them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_cchc.reading.sheet.book import Sheet
from qa_cchc.reading.sheet.format import ENGLISH, shown
from qa_cchc.vietnamese.numbers import writes_english_way

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")


def follow_english(sheets: Sequence[Sheet]) -> None:
    """Numbers shown the English way ("1,250", "41.8") where all that the workbook writes as text is so."""
    cells = [cell for sheet in sheets for cell in sheet.cells.values() if cell.text]
    written = "\n".join(cell.text for cell in cells if cell.number is None)
    # A single "13.5%" is a slip that many make; only grouped thousands show another way of writing.
    if not _GROUPED.search(written) or not writes_english_way(written):
        return
    for cell in cells:
        if cell.number is not None and not cell.date:
            cell.text = shown(cell.number, cell.code, ENGLISH)
