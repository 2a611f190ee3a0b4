"""Tables and standard forms out of the data files' short notation.

A row is cells parted by "|"; in a header "<" joins a cell to its left neighbour and "^" to the one above.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .document import Cell, Form, FormRow, Table
from .figures import Figures

Grid = list[list[str]]


def split_row(line: str) -> list[str]:
    """Cells of one line of the notation."""
    return [cell.strip() for cell in line.split("|")]


def header_cells(lines: Sequence[str]) -> tuple[tuple[Cell | None, ...], ...]:
    """Header rows with merged cells; None where a merged cell reaches."""
    grid = [split_row(line) for line in lines]
    rows: list[tuple[Cell | None, ...]] = []
    for r, row in enumerate(grid):
        cells: list[Cell | None] = []
        for c, text in enumerate(row):
            if text in ("<", "^"):
                cells.append(None)
                continue
            columns = 1
            while c + columns < len(row) and row[c + columns] == "<":
                columns += 1
            down = 1
            while r + down < len(grid) and grid[r + down][c] == "^":
                down += 1
            cells.append(Cell(text, columns, down, bold=True, align="center"))
        rows.append(tuple(cells))
    return tuple(rows)


def body_cell(text: str, align: str) -> Cell:
    """A body cell; a text in `**` is bold, in `*` italic."""
    bold = text.startswith("**") and text.endswith("**") and len(text) > 4
    italic = not bold and text.startswith("*") and text.endswith("*") and len(text) > 2
    return Cell(text.strip("*") if bold or italic else text, bold=bold, italic=italic, align=align)


def table(name: str, data: Mapping, figures: Figures) -> Table:
    """A table of the prose or of an annex. Raises ValueError when a row has another width than the header."""
    header = header_cells([figures.fill(line) for line in data["header"]])
    width = len(header[0])
    letters = {"l": "left", "c": "center", "r": "right"}
    aligns = [letters[letter] for letter in data.get("align", "cl" + "c" * (width - 2))]
    rows = []
    for line in data["rows"]:
        cells = split_row(figures.fill(line))
        if len(cells) != width:
            raise ValueError(f"table {name}: {len(cells)} cells, header has {width}: {line}")
        rows.append(tuple(body_cell(text, align) for text, align in zip(cells, aligns, strict=True)))
    widths = tuple(data.get("widths") or [0.06, 0.24, *[0.7 / (width - 2)] * (width - 2)])
    return Table(name, header, tuple(rows), widths, bool(data.get("landscape")), float(data.get("size", 12)))


def _values(raw: object, figures: Figures, columns: int) -> tuple[tuple[str, ...], str]:
    """Value texts and the note of a form row, as the data file gives them: a text, "a || b", or {v: …, n: note}."""
    note = ""
    if isinstance(raw, Mapping):
        raw, note = raw.get("v", ""), str(raw.get("n", ""))
    texts = [figures.fill(part.strip()) for part in str("" if raw is None else raw).split("||")]
    texts += [""] * (columns - len(texts))
    return tuple(texts), figures.fill(note)


def form(definition: Mapping, given: Mapping[str, object], layout: Mapping, figures: Figures) -> Form:
    """A standard form filled with a report's values. Raises KeyError for a value whose row the form lacks."""
    columns = layout["columns"]
    count = columns.count("value")
    known = {split_row(line)[0] for line in definition["rows"]}
    if missing := set(given) - known:
        raise KeyError(f"form {definition['number']}: no rows {sorted(missing)}")
    rows = []
    for line in definition["rows"]:
        path, name, unit = split_row(line)
        values, note = _values(given.get(path), figures, count)
        rows.append(FormRow(path, _code(path, layout["codes"]), name, unit, values, note))
    number = definition["number"]
    cells = tuple(_form_cells(row, columns) for row in rows)
    printed = Table(f"form {number}", header_cells(layout["header"]), cells, tuple(layout["widths"]),
                    size=float(layout.get("size", 12)))
    return Form(number, layout["label"].format(number=number), definition["title"], tuple(rows), printed)


def _code(path: str, codes: str) -> str:
    """The printed code: "restart" begins anew under a parent ("1."), "full" spells the path ("3.2.1")."""
    last = path.rsplit("/", 1)[-1]
    if codes == "restart":
        return last + "."
    return path.replace("/", ".")


def _form_cells(row: FormRow, columns: Sequence[str]) -> tuple[Cell, ...]:
    values = iter(row.values)
    italic = "/" in row.path or row.path.count(".") >= 2
    bold = "." not in row.path and "/" not in row.path
    by_column = {"code": (row.code, "center"), "name": (row.name, "left"),
                 "unit": (row.unit, "center"), "note": (row.note, "left")}
    cells = []
    for column in columns:
        text, align = (next(values), "center") if column == "value" else by_column[column]
        look_bold = bold and column in ("code", "name")
        cells.append(Cell(text, bold=look_bold, italic=italic and column in ("name", "unit"), align=align))
    return tuple(cells)
