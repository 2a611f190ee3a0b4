"""The figures of a recognised table in rows and columns, and why some are to be looked at again.

A form has one figure to a row, with its unit beside it. Other tables say in a column's head that it holds rates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from qa_cchc.reading.ocr.arithmetic import (
    Entry,
    Fits,
    Reason,
    amount,
    at_most_hundred,
    explained,
    reasons,
    unequal,
)
from qa_cchc.reading.pdf.rulings import Lattice, Rect
from qa_cchc.vietnamese.unicode import fold

_CODE = re.compile(r"(?:\d{1,2}[.,]?){1,5}|[IVX]{1,5}\.?|[a-zđ]\)?|[-–+]")
_UNIT_HEAD = re.compile(r"don vi (?:tinh|do)|dvt|d\.v\.t\.?")
_PERCENT_HEAD = re.compile(r"%|\b(?:ty|ti) le\b")
_TOTAL = re.compile(r"(?:tong(?: cong| so)?|cong)\b")
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Square:
    """A table as rows of texts, "" where nothing was read; `cells` gives the caller's index of each, None elsewhere."""

    texts: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[int | None, ...], ...]


def square_of(lattice: Lattice, read: Mapping[Rect, tuple[int, str]]) -> Square:
    """A table from its cells' texts, each with the caller's index. A merged cell stands at its first place only."""
    met: set[Rect] = set()
    texts, cells = [], []
    for row in lattice.cells:
        line: list[tuple[int | None, str]] = []
        for rect in row:
            line.append(read.get(rect, (None, "")) if rect not in met else (None, ""))
            met.add(rect)
        cells.append(tuple(index for index, _ in line))
        texts.append(tuple(text for _, text in line))
    return Square(tuple(texts), tuple(cells))


def suspects(square: Square) -> dict[int, list[Fits]]:
    """The cells, by the caller's index, that have a reason to be looked at again, with what would take it away."""
    width = max(map(len, square.texts), default=0)
    columns = [[row[at] if at < len(row) else "" for row in square.texts] for at in range(width)]
    numeric = [at for at in range(width) if _figures(columns[at])]
    unit = next((at for at in range(width) if at not in numeric and _is_unit(columns[at])), None)
    code = 0 if width > 2 and _coded(columns[0]) else None
    found: dict[int, list[Fits]] = {}

    def note(column: int, rows: Sequence[int], made: Iterator[Reason] | list[Reason]) -> None:
        for reason in made:
            cell = square.cells[rows[reason.index]][column]
            if cell is not None:
                found.setdefault(cell, []).append(reason.fits)

    named = [at for at in range(width) if at not in numeric and at not in (unit, code)]
    if not named:
        return found
    name = max(named, key=lambda at: fmean(len(text) for text in columns[at]))
    values = [at for at in numeric if at != code and at > (name if unit is None else unit)]
    rows = list(range(len(square.texts)))
    for column in values:
        if unit is not None or (len(values) == 1 and code is not None):
            entries = [
                Entry(
                    columns[code][row] if code is not None else "",
                    columns[name][row],
                    columns[unit][row] if unit is not None else "",
                    columns[column][row],
                )
                for row in rows
            ]
            note(column, rows, reasons(entries))
        else:
            note(column, rows, _rate_column(column, columns, values))
            labels = [" ".join(row[:column]) for row in square.texts]
            note(column, rows, _total(columns[column], labels))
    return found


def _figures(column: Sequence[str]) -> bool:
    """Whether most of a column, its head aside, are figures."""
    filled = [text for text in column if text]
    counted = sum(amount(text, False) is not None for text in filled)
    return counted >= 1 and 2 * counted >= len(filled) - 2


def _is_unit(column: Sequence[str]) -> bool:
    """Whether a column without figures holds their units; one headed "Đơn vị" alone may as well name offices."""
    folded = [fold(text).strip(" .:") for text in column]
    return "%" in folded or any(_UNIT_HEAD.fullmatch(text) for text in folded[:4])


def _coded(column: Sequence[str]) -> bool:
    filled = [text for text in column if text]
    return 2 * sum(_CODE.fullmatch(text) is not None for text in filled) >= len(filled) > 0


def _head(column: Sequence[str]) -> str:
    """What stands above a column's first figure."""
    first = next((at for at, text in enumerate(column) if amount(text, False) is not None), 0)
    return fold(" ".join(column[:first]))


def _rate_column(column: int, columns: Sequence[Sequence[str]], values: Sequence[int]) -> Iterator[Reason]:
    """A column of rates, each made of counts in its own row: those above a hundred, and those unlike the others."""
    if not _PERCENT_HEAD.search(_head(columns[column])):
        return
    counts = [at for at in values if not _PERCENT_HEAD.search(_head(columns[at]))]
    known = {
        row: tuple(count for at in counts if (count := amount(columns[at][row], False)) is not None)
        for row, text in enumerate(columns[column])
        if amount(text, True) is not None
    }
    plain = Entry("", _head(columns[column]), "%", "")
    borne = {row: explained(columns[column][row], own) for row, own in known.items()}
    usual = sum(borne.values()) >= max(_LEAST - 1, len(borne) / 2)
    for row, own in known.items():
        text = columns[column][row]
        if not at_most_hundred(text) and not plain.may_exceed and not borne[row]:
            yield Reason(row, at_most_hundred)
        if usual and not borne[row] and len(own) > 1:

            def fits(other: str, own: tuple = own) -> bool:
                return explained(other, own)

            yield Reason(row, fits)


def _total(column: Sequence[str], labels: Sequence[str]) -> Iterator[Reason]:
    """A column of counts with its total in the first or the last row."""
    if _PERCENT_HEAD.search(_head(column)):
        return
    filled = [row for row, text in enumerate(column) if amount(text, False) is not None]
    for total in (filled[:1] + filled[-1:]) if len(filled) > _LEAST else []:
        if _TOTAL.match(fold(labels[total]).strip()):
            entries = [Entry("", "", "", text) for text in column]
            yield from unequal([total, *(row for row in filled if row != total)], entries)


