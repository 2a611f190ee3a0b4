"""Codes and values that a spreadsheet program changed while they were typed: "1.10" kept as 1.1, "1/2" as a date.

A code is put right only where the order of the rows leaves one way to read it; what stays in doubt is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qa_cchc.reading.blocks import Grid, GridCell
from qa_cchc.reading.codes import normal_code
from qa_cchc.reading.form_columns import read_caption, read_roles, usual_roles
from qa_cchc.reading.sheet.book import SheetCell, letters_of
from qa_cchc.reading.sheet.format import ENGLISH, NotShown, moment, shown
from qa_cchc.reading.sheet.view import View
from qa_cchc.reading.spans import text_at
from qa_cchc.reading.tables import header_depth, header_paths
from qa_cchc.records import Text

_CODE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}")
_GROUP = re.compile(r"[IVX]+|[A-HĐ]")
_NUMBER = re.compile(r"[-–+]?\s?\d[\d.,\s]*%?")
Code = tuple[int, ...]


@dataclass(slots=True)
class Repairs:
    """What was done to a sheet's cells: codes put right, and doubts that remain (with addresses)."""

    repaired: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)


def repair_grid(grid: Grid, view: View, repairs: Repairs) -> Grid:
    """The table with its codes as they were typed, and dates among figures marked unreadable."""
    depth = header_depth(grid)
    roles = read_roles(header_paths(grid, depth), True) if depth else usual_roles(grid)
    if roles is None:
        return grid
    new: dict[int, GridCell] = {}
    if roles.code is not None:
        new |= _codes([row[roles.code] for row in grid.rows[depth:]], view, repairs)
    for column in roles.values:
        new |= _dates([row[column] for row in grid.rows[depth:]], view, repairs)
    if not new:
        return grid
    return replace(grid, rows=tuple(tuple(new.get(id(cell), cell) for cell in row) for row in grid.rows))


def _codes(cells: Sequence[GridCell], view: View, repairs: Repairs) -> dict[int, GridCell]:
    new: dict[int, GridCell] = {}
    latest: dict[int, Code] = {}
    last: Code = ()
    used: set[Code] = set()
    for at, cell in enumerate(cells):
        held = view.sheet_cell(cell)
        code = _read(cell.text.value)
        if held is not None and held.number is not None:
            text = _typed(held, last, latest, used, _next_code(cells[at + 1 :], view))
            if text is None:
                repairs.doubtful.append(f"{_address(cell, view)} (“{cell.text.value}”)")
                continue
            if held.date or (normal_code(text) != _plain(held)):
                repairs.repaired.append(f"{_address(cell, view)}: “{text}”")
            if text != cell.text.value:
                new[id(cell)] = replace(cell, text=text_at(text, cell.page, cell.line))
            code = _read(text)
        if code:
            last = code
            used.add(code)
            latest[len(code)] = code
            for longer in [size for size in latest if size > len(code)]:
                if latest[longer][: len(code)] != code and len(code) > 1:
                    del latest[longer]
        elif _GROUP.fullmatch(normal_code(cell.text.value)) or read_caption(cell.text.value) is not None:
            # Under a group ("II") or a caption numbering begins anew.
            latest, last, used = {}, (), set()
    return new


def _typed(held: SheetCell, last: Code, latest: dict[int, Code], used: set[Code], following: Code) -> str | None:
    """What was typed into a code cell that holds a number; None when the order of the rows does not tell."""
    expected = {code for known in {last, *latest.values()} if known for code in _successors(known)} - used
    if held.date:
        # The very next code is surer than one that goes on an earlier list.
        for allowed in (set(_successors(last)) - used, expected):
            fitting = {code for code in _from_date(held) if code in allowed}
            follows = {code for code in fitting if not following or following in _successors(code)}
            if len(fitting) == 1 or len(follows) == 1:
                return ".".join(map(str, (fitting if len(fitting) == 1 else follows).pop()))
        return None
    text = _plain(held)
    code = _read(text)
    if len(code) == 2 and code not in set(_successors(last)) and code <= max(latest.values(), default=()):
        longer = (code[0], code[1] * 10)
        if code[1] < 10 and longer in expected:
            return f"{text}0"
    return text


def _plain(held: SheetCell) -> str:
    """The stored number as a code: with a point, and with the decimals its format shows."""
    try:
        return shown(held.number or 0.0, held.code, ENGLISH)
    except NotShown:
        return held.text


def _successors(code: Code) -> list[Code]:
    """Codes that may stand right after a code: its first child, or the next one at its or an outer level."""
    return [(*code, 1), *((*code[:size], code[size] + 1) for size in range(len(code)))] if code else [(1,)]


def _from_date(held: SheetCell) -> set[Code]:
    """Codes that become this date when they are typed: "1/2", "1-2", "2.1", "1.2.3"."""
    try:
        when = moment(held.number or 0.0)
    except NotShown:
        return set()
    short = when.year % 100
    codes: set[Code] = {(when.day, when.month), (when.month, when.day)}
    if when.day == 1:
        codes.add((when.month, short))
    return codes | {(when.day, when.month, short), (when.month, when.day, short)}


def _next_code(cells: Sequence[GridCell], view: View) -> Code:
    """The next code that is text or a whole number, () when the next filled cell is none."""
    for cell in cells:
        if cell.text.value:
            held = view.sheet_cell(cell)
            return () if held is not None and held.date else _read(cell.text.value)
    return ()


def _read(text: str) -> Code:
    code = normal_code(text)
    return tuple(map(int, code.split("."))) if _CODE.fullmatch(code) else ()


def _dates(cells: Sequence[GridCell], view: View, repairs: Repairs) -> dict[int, GridCell]:
    """Dates in a column of numbers: a number that was taken for a date while it was typed, which one is not known."""
    dated: list[GridCell] = []
    numbers = others = 0
    for cell in cells:
        held = view.sheet_cell(cell)
        if held is not None and held.date and held.number is not None:
            dated.append(cell)
        elif cell.text.value:
            numeric = _NUMBER.fullmatch(cell.text.value) is not None
            numbers, others = numbers + numeric, others + (not numeric)
    if not dated or numbers <= others or numbers < len(dated):
        return {}
    repairs.dates += [f"{_address(cell, view)} (“{cell.text.value}”)" for cell in dated]
    return {id(cell): replace(cell, text=Text(""), unreadable=True) for cell in dated}


def _address(cell: GridCell, view: View) -> str:
    return f"{letters_of(view.column(cell))}{cell.line}"
