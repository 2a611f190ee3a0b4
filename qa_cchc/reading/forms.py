"""The standard forms ("Biểu mẫu 1-7" and their kin) out of tables: titles, rows with full codes, parents and places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa_cchc.reading.blocks import Block, Grid, GridCell, Note, Para
from qa_cchc.reading.codes import CodedRow, place_rows
from qa_cchc.reading.form_columns import (
    LONGEST_TITLE,
    Caption,
    Roles,
    holds_figures,
    read_caption,
    read_roles,
    usual_roles,
)
from qa_cchc.reading.markers import appendix_label
from qa_cchc.reading.row_text import reads_like_row
from qa_cchc.reading.spans import concat, squeeze
from qa_cchc.reading.tables import (
    cell_boxes,
    goes_on_header,
    header_depth,
    header_paths,
    is_blank,
    is_full_width,
    is_index_row,
    is_repeated,
    looks_like_header,
    plain,
    row_boxes,
)
from qa_cchc.records import Form, FormRow, Period, Text
from qa_cchc.vietnamese.unicode import fold

_ASIDE = re.compile(
    r"\(.*\)|(?:thoi gian|ky bao cao|don vi bao cao|co quan bao cao|don vi tinh|dvt|don vi nhan)\b.*", re.DOTALL
)
_TABLE_UNIT = re.compile(r"\(?(?:don vi tinh|dvt|don vi)\s*:\s*([^()]+?)\)?\.?")
_REACH = 6


@dataclass(frozen=True, slots=True)
class FormBlock:
    """A form standing in the flow. `grid` is kept when the form has more value columns than a row can hold.

    `strays` are paragraphs between the form's caption and its table that are no title, but read like rows of it.
    """

    form: Form
    grid: Grid | None
    strays: tuple[Para, ...] = ()


@dataclass(frozen=True, slots=True)
class _Made:
    """A form and the table that it was made of: the rows of its header, its columns, the unit that stands above it."""

    block: FormBlock
    grid: Grid
    depth: int
    roles: Roles
    unit: str

    def goes_on_in(self, other: _Made, apart: bool) -> bool:
        """Whether the other table is a part of this form; `apart`: paragraphs stand between."""
        if other.block.form.number or (apart and not self.block.form.number):
            return False
        last, first = main_codes(self.block.form.rows)[-1:], main_codes(other.block.form.rows)[:1]
        alike = self.grid.width == other.grid.width and self.roles == other.roles
        if not alike or not last or not first:
            return False
        # At the top of a page a list that begins anew may go on, with a lower number than that of the row above it.
        return (last < first and first[0][0] - last[0][0] <= 3) or (not apart and first[0] != (1,))

    def with_rest(self, rest: _Made) -> _Made:
        """The form with the rows of its other part behind its own."""
        grid = replace(self.grid, rows=(*self.grid.rows, *rest.grid.rows[rest.depth :]))
        form = replace(self.block.form, rows=_rows(grid, self.depth, self.roles, self.unit or rest.unit))
        kept = None if self.block.grid is None else grid
        return replace(self, block=FormBlock(form, kept, self.block.strays), grid=grid)


def main_codes(rows: Sequence[FormRow]) -> list[tuple[int, ...]]:
    """The codes of rows that are numbers, without those of lists that begin anew under a row."""
    parts = (next((part for part in row.path.split("/") if part[:1].isdigit()), "") for row in rows)
    return [tuple(map(int, part.split("."))) for part in parts if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})*", part)]


def collect_forms(
    blocks: Sequence[Block], warnings: list[str], period: Period | None = None
) -> list[Block | FormBlock]:
    """The blocks with every form, its caption and its title replaced by one `FormBlock`."""
    out: list[Block | FormBlock] = []
    appendix = ""
    current: _Made | None = None
    at = 0
    for block in (part for whole in blocks for part in _split_at_captions(whole)):
        if not isinstance(block, Grid):
            label = appendix_label(block.text.value) if isinstance(block, Para) else ""
            appendix = label or appendix
            if label or (isinstance(block, Para) and read_caption(block.text.value)):
                current = None
            out.append(block)
            continue
        made = _form(block, out, appendix, period, warnings)
        if made is None:
            out.append(block)
            current = None
            continue
        apart = current is not None and any(isinstance(other, Para) for other in out[at + 1 :])
        if current is not None and current.goes_on_in(made, apart):
            current = current.with_rest(made)
            out[at] = current.block
        else:
            current, at = made, len(out)
            out.append(made.block)
    return out


def _split_at_captions(block: Block) -> list[Block]:
    """A table whose merged rows are form captions, as captions and tables; any other block as it is."""
    if not isinstance(block, Grid):
        return [block]
    parts: list[Block] = []
    rows: list[tuple[GridCell, ...]] = []
    captioned = False

    def flush() -> None:
        if rows:
            parts.append(
                replace(block, rows=tuple(rows), page=rows[0][0].page, header_rows=0 if parts else block.header_rows)
            )
            rows.clear()

    for row in block.rows:
        filled = [cell for cell in row if cell.text.value]
        only = filled[0] if filled and all(cell is filled[0] for cell in filled) else None
        leads = only is not None and not rows and is_full_width(row) and not parts_have_grid(parts)
        titles = only is not None and not rows and bool(parts) and isinstance(parts[-1], Para) and captioned
        if only is not None and (leads or titles or read_caption(only.text.value) is not None):
            flush()
            captioned = captioned or read_caption(only.text.value) is not None
            parts.append(Para(only.text, only.bold, only.italic, centred=True))
        else:
            rows.append(row)
    flush()
    return _with_one_header(parts) or [block]


def _with_one_header(parts: list[Block]) -> list[Block]:
    """The parts of a table with the header that stands once above the first caption put on every part without one."""
    first = parts[0] if parts and isinstance(parts[0], Grid) else None
    if first is None or len(parts) < 3:
        return parts
    depth = 0
    while depth < len(first.rows) and (
        looks_like_header(first.rows[depth])
        or is_index_row(first.rows[depth])
        or (depth and goes_on_header(first.rows[depth - 1], first.rows[depth]))
    ):
        depth += 1
    if depth == 0:
        return parts
    head = first.rows[:depth]
    made: list[Block] = [] if depth == len(first.rows) else [first]
    for part in parts[1:]:
        if isinstance(part, Grid) and not looks_like_header(part.rows[0]):
            part = replace(part, rows=(*head, *part.rows), header_rows=depth)
        made.append(part)
    return made


def parts_have_grid(parts: Sequence[Block]) -> bool:
    """Whether any of the blocks is a table."""
    return any(isinstance(part, Grid) for part in parts)


def _form(
    grid: Grid, out: list[Block | FormBlock], appendix: str, period: Period | None, warnings: list[str]
) -> _Made | None:
    caption_at, caption = _find_caption(out)
    depth = header_depth(grid)
    columns = header_paths(grid, depth)
    roles = read_roles(columns, caption is not None, period)
    if roles is None and depth == 0 and caption is not None:
        roles = usual_roles(grid)
        if roles:
            warnings.append(
                f"biểu mẫu {caption.number} (trang {grid.page}) không có dòng tiêu đề cột; "
                "các cột được hiểu theo thứ tự thường dùng."
            )
    if roles is None or (caption is None and not holds_figures(grid, depth, roles)):
        return None
    unit = ""
    title: list[str] = [caption.title] if caption and caption.title else []
    strays: list[Para] = []
    if caption is not None:
        for block in out[caption_at + 1 :]:
            if isinstance(block, Para):
                match = _TABLE_UNIT.fullmatch(fold(block.text.value))
                if match:
                    unit = block.text.value[match.start(1) : match.end(1)].strip()
                if reads_like_row(block.text.value):
                    strays.append(block)
                elif not _ASIDE.fullmatch(fold(block.text.value)):
                    title.append(block.text.value)
        page = out[caption_at].page if isinstance(out[caption_at], Para) else grid.page
        out[caption_at:] = [block for block in out[caption_at:] if isinstance(block, Note)]
    else:
        page = grid.page
        title = _heading_above(out)
    number = caption.number if caption else ""
    form = Form(number, " ".join(title), appendix, _rows(grid, depth, roles, unit), page)
    block = FormBlock(form, grid if len(roles.values) > 1 else None, tuple(strays))
    return _Made(block, grid, depth, roles, unit)


def _find_caption(out: Sequence[Block | FormBlock]) -> tuple[int, Caption | None]:
    for index in range(len(out) - 1, max(-1, len(out) - 1 - _REACH), -1):
        block = out[index]
        if isinstance(block, Note):
            continue
        if not isinstance(block, Para) or len(block.text.value) > LONGEST_TITLE:
            break
        caption = read_caption(block.text.value)
        if caption:
            return index, caption
    return len(out), None


def _heading_above(out: Sequence[Block | FormBlock]) -> list[str]:
    for block in reversed(out[-_REACH:]):
        if not isinstance(block, Para) or len(block.text.value) > LONGEST_TITLE:
            return []
        if reads_like_row(block.text.value):
            return []
        if not _ASIDE.fullmatch(fold(block.text.value)):
            return [block.text.value]
    return []


@dataclass(slots=True)
class _Row:
    """A form's row while its parts on two pages are put together."""

    cells: list[GridCell]
    code: Text
    name: Text
    unit: Text
    value: Text | None
    note: Text
    italic: bool
    page: int
    line: int | None

    def absorb(self, other: _Row) -> None:
        """Append the rest of this row, found on the next page."""
        self.cells += other.cells
        self.name = _both(self.name, other.name)
        self.unit = _both(self.unit, other.unit)
        self.note = _both(self.note, other.note)
        if other.value is not None:
            self.value = _both(self.value, other.value) if self.value is not None else other.value


def _both(first: Text, second: Text) -> Text:
    if first.value and second.value:
        return squeeze(concat([first, " ", second]))
    return second if second.value else first


def _rows(grid: Grid, depth: int, roles: Roles, unit: str) -> tuple[FormRow, ...]:
    heads = [[plain(cell) for cell in row] for row in grid.rows[:depth]]
    rows: list[_Row] = []
    for above, cells in zip(grid.rows[max(depth - 1, 0) :], grid.rows[depth:], strict=False):
        if depth and is_repeated(above, cells):
            continue
        if is_blank(cells) or is_index_row(cells) or [plain(cell) for cell in cells] in heads:
            continue
        row = _row(cells, roles)
        if rows and _is_rest(rows[-1], row):
            rows[-1].absorb(row)
        else:
            rows.append(row)
    places = place_rows(
        [
            CodedRow(row.code.value, row.name.value, row.italic, bool(row.unit.value or roles.unit is None))
            for row in rows
        ]
    )
    made: list[FormRow] = []
    for row, place in zip(rows, places, strict=True):
        value_cells = [cell for cell in row.cells if row.value is not None and cell.text is row.value]
        boxes = row.value.boxes(0, len(row.value.value)) if row.value is not None else ()
        if not boxes and value_cells:
            boxes = cell_boxes(value_cells[0])
        made.append(
            FormRow(
                row.code.value.strip(),
                place.path,
                row.name.value,
                row.unit.value or (unit if row.value is not None else ""),
                None if row.value is None else row.value.value,
                row.note.value,
                tuple(rows[parent].name.value for parent in place.parents),
                row.page,
                next((cell.line for cell in row.cells if cell.line), None),
                row_boxes(row.cells),
                boxes,
                any(cell.unreadable for cell in value_cells),
            )
        )
    return tuple(made)


def _row(cells: Sequence[GridCell], roles: Roles) -> _Row:
    empty = Text("")
    name = cells[roles.name]
    code = cells[roles.code] if roles.code is not None else None

    def own(index: int | None) -> Text:
        """The cell's text, unless it is the name's cell reaching over."""
        return empty if index is None or cells[index] is name or cells[index] is code else cells[index].text

    value_cell = cells[roles.value]
    unit = own(roles.unit)
    has_value = value_cell is not name and value_cell is not code
    # A row of a text file that ends before its value has none, unless the unit shows that only tabs were lost.
    if value_cell.line is None and value_cell.box is None and not value_cell.text.value:
        has_value = has_value and (bool(unit.value) or name.line is None)
    if roles.unit is not None and value_cell is cells[roles.unit] and has_value:
        unit = empty
    filled = [cell for cell in cells if cell.text.value]
    return _Row(
        list(cells),
        code.text if code is not None and code is not name else empty,
        name.text,
        unit,
        value_cell.text if has_value else None,
        own(roles.note),
        name.italic,
        next((cell.page for cell in filled), name.page),
        next((cell.line for cell in cells if cell.line), None),
    )


def _is_rest(before: _Row, row: _Row) -> bool:
    """Whether the row is only the rest of the one before: no code, and no name of its own."""
    if row.code.value:
        return False
    name = row.name.value
    both_valued = bool(before.value and before.value.value and row.value and row.value.value)
    if not name:
        return not both_valued
    if name[:1] in "-–+*•":
        return False
    # Cut by a page's end: nothing but the rest of the name (or of the note) stands on the next page.
    last = before.cells[-len(row.cells) :]
    turned = row.page != last[0].page or bool(row.line and before.line and row.line - before.line > 1)
    if turned and not row.unit.value and not (row.value and row.value.value) and not name.endswith(":"):
        return True
    starts_low = name[:1].islower() or name[:1] in "(),;"
    return starts_low and not both_valued and not (row.unit.value and before.unit.value)
