"""Rows that stand under the one before by their wording alone: "+ Đã hoàn thành", "Trong đó: đúng hạn".

Where an office numbers its rows straight on, or not at all, a dash, a plus or "trong đó" is all that shows of which
row a row is a part.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qa_cchc.records import Form, FormRow

_MARKED = re.compile(
    r"\s*(?:(?:trong\s+đó|tr\.?\s*đó)\s*[:,;.]?\s*)?(?P<bullet>[-–—+*•●])\s*(?=\w)|\s*(?P<lead>trong\s+đó|tr\.?\s*đó)\b[\s:,;.]*",
    re.IGNORECASE,
)
_DASHES = str.maketrans("–—", "--")


def nested(form: Form) -> Form:
    """The form with the rows above added to rows that only a bullet or "trong đó" puts under another one."""
    rows: list[FormRow] = []
    # What stands open below each row: the last row without a mark, and the marked ones under it.
    open_below: dict[tuple[str, ...], tuple[str, list[tuple[str, str]]]] = {}
    for row in form.rows:
        mark, says = _marked(row.name)
        if not mark:
            open_below[row.parents] = (row.name, [])
        elif says and row.parents in open_below:
            first, chain = open_below[row.parents]
            depth = next((at for at, (other, _) in enumerate(chain) if other == mark), len(chain))
            del chain[depth:]
            above = (first, *(name for _, name in chain))
            chain.append((mark, row.name))
            row = replace(row, parents=(*row.parents, *above))
        rows.append(row)
    return replace(form, rows=tuple(rows))


def _marked(name: str) -> tuple[str, bool]:
    """The bullet or lead-in that a name opens with, "" for none, and whether it goes on behind it."""
    match = _MARKED.match(name)
    if match is None:
        return "", True
    return (match["bullet"] or "").translate(_DASHES) or "trong đó", bool(name[match.end() :].strip(" :;,."))
