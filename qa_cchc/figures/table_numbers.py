"""How a table writes its numbers: "1.250" and "98,4" or "1,250" and "98.4"."""

from __future__ import annotations

import re

from qa_cchc.figures.cells import clean
from qa_cchc.records import Table

_ENGLISH_CELL = re.compile(
    r"-?(?:\d{1,3}(?:,\d{3})*\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{3})+\.\d+)\s*%?"
)
_VIETNAMESE_CELL = re.compile(r"-?(?:\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d+)\s*%?")
_COMMA_GROUPS, _DOT_GROUPS = (re.compile(rf"-?[1-9]\d{{0,2}}(?:{mark}\d{{3}})+(?!\d).*") for mark in (",", r"\."))


def tables_way(table: Table, english: bool) -> bool:
    """Whether a table writes numbers the English way: as its own cells show, else as its report does (`english`).
    Tables are pasted from elsewhere."""
    cells = [clean(cell.text) for row in table.rows for cell in row]
    ways = [any(map(way.fullmatch, cells)) for way in (_ENGLISH_CELL, _VIETNAMESE_CELL, _COMMA_GROUPS, _DOT_GROUPS)]
    if ways == [True, False, True, False]:
        return True
    return english and ways[1:] != [True, False, True]
