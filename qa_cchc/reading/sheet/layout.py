"""What stands where on a sheet: lines of text, tables, tables side by side → blocks in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa_cchc.reading.blocks import Block, Grid, GridCell, Para
from qa_cchc.reading.form_columns import read_caption
from qa_cchc.reading.markers import appendix_label
from qa_cchc.reading.sheet.view import View, distinct, within
from qa_cchc.reading.spans import concat, split_lines, squeeze
from qa_cchc.reading.tables import looks_like_header, plain
from qa_cchc.vietnamese.unicode import fold

_MOST_PLACES = 3_000_000
_CODE_HEAD = re.compile(r"(?:so )?tt|stt|so thu tu|ma so|ma|ma chi tieu|ky hieu")
_CLOSING = re.compile(
    r"noi nhan\b|(?:t/?m|k/?t|tl|tuq)\s*\.\s*\S|nguoi (?:lap|tong hop|bao cao|ky|duyet|kiem)|can bo (?:lap|tong hop)|"
    r"(?:pho )?(?:chu tich|giam doc|truong phong|chanh van phong)$|thu truong\b|ke toan truong|\(ky\b|xac nhan cua|"
    r"[^\d\n,;:]{0,40},? ?ngay [\d.… ]+thang [\d.… ]+nam [\d.… ]*$"
)
_NUMBER = re.compile(r"[-–+]?\d[\d.,]*\s*%?")
_SPEAKS = re.compile(r"^\s*[-–]\s|:\s*\S")
_LABEL = re.compile(
    r".{1,60}:|(?:ten )?(?:co quan|don vi)(?: (?:bao cao|ban hanh|gui|lap))?|ky bao cao|so(?: hieu| ky hieu| van ban)*|"
    r"ngay(?: (?:ban hanh|bao cao|ky|lap))?|(?:ho ten )?nguoi ky|quy|nam|thang|tinh|thi xa|huyen|xa|don vi tinh|dvt"
)


@dataclass(frozen=True, slots=True)
class _Region:
    """A rectangle of the sheet: row numbers in order, and the columns that belong to it."""

    rows: tuple[int, ...]
    columns: frozenset[int]


class Layout:
    """Walks a sheet and tells tables from lines of text."""

    def __init__(self, view: View) -> None:
        self.view = view

    def blocks(self) -> Iterator[Block]:
        """The blocks of the whole sheet."""
        rows = tuple(self.view.rows)
        columns = frozenset(column for row in rows for column in self.view.row(row))
        yield from self._split(_Region(rows, columns))

    def _split(self, region: _Region) -> Iterator[Block]:
        """The blocks of a region, tables that stand side by side one after the other."""
        for at in range(len(region.rows)):
            gap = self._gap(region, at)
            if gap is None:
                continue
            first, last = self._extent(region, at, gap)
            left = frozenset(column for column in region.columns if column < min(gap))
            right = frozenset(column for column in region.columns if column > max(gap))
            yield from self._walk(_Region(region.rows[:first], region.columns))
            yield from self._walk(_Region(region.rows[first:last], left))
            yield from self._split(_Region(region.rows[first:last], right))
            yield from self._split(_Region(region.rows[last:], region.columns))
            return
        yield from self._walk(region)

    def _gap(self, region: _Region, at: int) -> frozenset[int] | None:
        """The blank columns that part two headers standing in one row, None where there is one table at most."""
        row = within(self.view.row(region.rows[at]), region.columns)
        if len(distinct(row)) < 4:
            return None
        filled = sorted(row)
        for before, after in pairwise(filled):
            if after - before < 2:
                continue
            left = distinct({column: cell for column, cell in row.items() if column <= before})
            right = distinct({column: cell for column, cell in row.items() if column >= after})
            if _heads(left) and _heads(right) and _opens_alike(left, right):
                return frozenset(range(before + 1, after))
        return None

    def _extent(self, region: _Region, at: int, gap: frozenset[int]) -> tuple[int, int]:
        """The rows around a row that leave the gap free, up to the next pair of tables, as a slice of the rows."""
        first, last = at, at + 1
        while first > 0 and not within(self.view.row(region.rows[first - 1]), gap):
            first -= 1
        while last < len(region.rows) and not within(self.view.row(region.rows[last]), gap):
            row = within(self.view.row(region.rows[last]), region.columns)
            alone = _heads(distinct(row)) and max(row) < min(gap)
            if last > at + 3 and (alone or self._gap(region, last) is not None):
                while last > at + 1 and self._sparse(region, last - 1, gap):
                    last -= 1
                break
            last += 1
        return first, last

    def _sparse(self, region: _Region, at: int, gap: frozenset[int]) -> bool:
        """Whether a row holds one cell at most on either side of a gap, as captions do."""
        row = within(self.view.row(region.rows[at]), region.columns)
        left = distinct({column: cell for column, cell in row.items() if column < min(gap)})
        return len(left) < 2 and len(distinct(row)) - len(left) < 2

    def _walk(self, region: _Region) -> Iterator[Block]:
        at = 0
        while at < len(region.rows):
            cells = self._cells(region, at)
            if not cells:
                at += 1
            elif self._starts_table(region, at):
                end = self._table_end(region, at)
                grid = self._grid(region, at, end)
                if grid is not None:
                    yield grid
                at = end
            else:
                end = at + 1
                closing = self._closes(cells)
                while self._shares_columns(region, at) and end < len(region.rows):
                    if not self._goes_beside(region, end, closing):
                        break
                    end += 1
                yield from self._lines([self._cells(region, row) for row in range(at, end)])
                at = end

    def _shares_columns(self, region: _Region, at: int) -> bool:
        """Whether the row holds texts beside each other, as a letterhead and a closing do."""
        cells = self._cells(region, at)
        return len(cells) > 1 and not _is_labelled(cells)

    def _goes_beside(self, region: _Region, at: int, closing: bool) -> bool:
        """Whether the row goes on the texts that stand beside each other in the row above."""
        cells = self._cells(region, at)
        apart = region.rows[at] - region.rows[at - 1]
        if closing and len(cells) < 2:
            # One recipient more, or the name under the office and the room for a signature.
            return apart <= 8 and not any(id(cell) in self.view.wide for cell in cells) and not self._titles(region, at)
        return apart <= (8 if closing else 2) and len(cells) > 1 and not (
            _is_labelled(cells) or self._starts_table(region, at)
        )

    def _cells(self, region: _Region, at: int) -> list[GridCell]:
        return distinct(within(self.view.row(region.rows[at]), region.columns))

    def _lined(self, region: _Region, at: int) -> bool:
        """Whether the row is drawn as a row of a table: lines around two of its places or more."""
        return len(self.view.bordered(region.rows[at]) & region.columns) > 1

    def _next_to(self, region: _Region, at: int) -> bool:
        """Whether the row follows the one before it without blank rows between."""
        return at > 0 and region.rows[at] - region.rows[at - 1] == 1

    def _following(self, region: _Region, at: int) -> int | None:
        """Index of the next row that holds something."""
        return next((index for index in range(at + 1, len(region.rows)) if self._cells(region, index)), None)

    def _starts_table(self, region: _Region, at: int) -> bool:
        cells = self._cells(region, at)
        after = self._following(region, at)
        if len(cells) < 2 or after is None or self._closes(cells):
            return False
        below = self._cells(region, after)
        if self._lined(region, at) and self._lined(region, after):
            return True
        near = region.rows[after] - region.rows[at] <= 2
        if _heads(cells):
            return near and (len(below) > 1 or self._many_below(region, after))
        return near and len(cells) > 2 and len(below) > 2 and self._holds_numbers(region, at)

    def _holds_numbers(self, region: _Region, at: int) -> bool:
        """Whether numbers stand in the rows below before any header does: a table whose header says little."""
        numbers = False
        after: int | None = at
        for _ in range(4):
            if after is None or _heads(self._cells(region, after)):
                return False
            numbers |= any(_NUMBER.fullmatch(cell.text.value) for cell in self._cells(region, after)[1:])
            if numbers and not _is_labelled(self._cells(region, at)):
                return True
            after = self._following(region, after)
        return False

    def _many_below(self, region: _Region, at: int) -> bool:
        after = self._following(region, at)
        return after is not None and len(self._cells(region, after)) > 1

    def _table_end(self, region: _Region, start: int) -> int:
        """Index behind the last row of the table that starts at a row."""
        head = [plain(cell) for cell in self._cells(region, start)]
        reach = {column for column in within(self.view.row(region.rows[start]), region.columns)}
        end = start + 1
        for at in range(start + 1, len(region.rows)):
            row = within(self.view.row(region.rows[at]), region.columns)
            cells = distinct(row)
            if not cells:
                continue
            apart = region.rows[at] - region.rows[end - 1] > 1 and not self._lined(region, at)
            if self._closes(cells) or self._titles(region, at):
                break
            inner = at - start <= 3 and not apart
            if not inner and _heads(cells) and [plain(cell) for cell in cells] != head:
                break
            far = region.rows[at] - region.rows[end - 1] > 3
            if apart and (far or len(cells) < 2 or not set(row) <= _filled_in(reach)):
                break
            if len(cells) == 1 and not self._lined(region, at) and not self._goes_on(region, at):
                break
            reach |= set(row)
            end = at + 1
        return end

    def _closes(self, cells: Sequence[GridCell]) -> bool:
        """Whether the row belongs to a closing: recipients, signatures, the date line."""
        return any(_CLOSING.match(fold(cell.text.value.strip())) for cell in cells if len(cell.text.value) < 200)

    def _titles(self, region: _Region, at: int) -> bool:
        """Whether the row is a title: with a header under it, or a caption that no row of figures follows at once."""
        cells = self._cells(region, at)
        if len(cells) > 1:
            return False
        value = squeeze(cells[0].text).value
        if appendix_label(value):
            return True
        after = at
        if read_caption(value) is not None:
            following = self._following(region, at)
            while following is not None and following - at < 4 and len(self._cells(region, following)) < 2:
                following = self._following(region, following)
            below = self._cells(region, following) if following is not None else []
            # "Biểu mẫu 2" between rows of one table, its header given once at the top.
            return len(below) < 2 or _heads(below) or self._closes(below)
        while (following := self._following(region, after)) is not None and following - at <= 6:
            below = self._cells(region, following)
            if len(below) > 1:
                return _heads(below) and len(below) > 2
            after = following
        return False

    def _goes_on(self, region: _Region, at: int) -> bool:
        """Whether rows of the table come after a row with one cell only."""
        following = self._following(region, at)
        while following is not None and region.rows[following] - region.rows[at] <= 3:
            below = self._cells(region, following)
            if len(below) > 1:
                return not self._closes(below)
            if self._closes(below) or self._titles(region, following):
                return False
            at, following = following, self._following(region, following)
        return False

    def _grid(self, region: _Region, start: int, end: int) -> Grid | None:
        numbers = region.rows[start:end]
        rows = [within(self.view.row(number), region.columns) for number in numbers]
        filled = sorted({column for row in rows for column in row})
        columns = [column for column in filled if not self._is_stretch(rows, column)]
        if not columns or len(columns) * len(rows) > _MOST_PLACES:
            return None
        made: list[tuple[GridCell, ...]] = []
        for number, row in zip(numbers, rows, strict=True):
            if row:
                made.append(tuple(row.get(column) or self.view.blank(number) for column in columns))
        return Grid(tuple(made), self.view.sheet.index)

    def _is_stretch(self, rows: Sequence[dict[int, GridCell]], column: int) -> bool:
        """Whether the column holds nothing of its own: every cell in it is merged with the one to its left."""
        return all(self.view.column(row[column]) < column for row in rows if column in row)

    def _lines(self, rows: Sequence[Sequence[GridCell]]) -> Iterator[Para]:
        """Rows of text as paragraphs: a label with its value as one; texts beside each other column by column."""
        if len(rows) == 1 and _is_labelled(rows[0]):
            for label, value in zip(rows[0][::2], rows[0][1::2], strict=True):
                colon = "" if label.text.value.rstrip().endswith(":") else ":"
                text = squeeze(concat([label.text, f"{colon} ", value.text]))
                if text.value:
                    yield Para(text, label.bold and value.bold, label.italic and value.italic)
            return
        widest = max(rows, key=len)
        starts = [self.view.column(cell) for cell in widest]
        columns: list[list[GridCell]] = [[] for _ in starts]
        for cells in rows:
            for cell in cells:
                column = self.view.column(cell)
                columns[min(range(len(starts)), key=lambda at: abs(starts[at] - column))].append(cell)
        for index, held in enumerate(columns):
            side = None if len(columns) == 1 else "left" if index == 0 else "right"
            for cell in held:
                for line in map(squeeze, split_lines(cell.text)):
                    if line.value:
                        yield Para(line, cell.bold, cell.italic, centred=id(cell) in self.view.wide, side=side)


def _heads(cells: Sequence[GridCell]) -> bool:
    """Whether the cells name the columns of a table; what stands behind a colon or a dash is no heading."""
    if len(cells) < 2 or not looks_like_header(cells) or any(_SPEAKS.search(cell.text.value) for cell in cells):
        return False
    first = fold(cells[0].text.value).strip(" .:")
    return len(cells) > 2 or _CODE_HEAD.fullmatch(first) is not None


def _opens_alike(left: Sequence[GridCell], right: Sequence[GridCell]) -> bool:
    """Whether two headers begin with the same heading, as those of two tables do."""
    codes = [_CODE_HEAD.fullmatch(fold(cells[0].text.value).strip(" .:")) is not None for cells in (left, right)]
    return all(codes) or plain(left[0]) == plain(right[0])


def _is_labelled(cells: Sequence[GridCell]) -> bool:
    """Whether the cells are labels with their values ("Kỳ báo cáo", "Quý I năm 2023")."""
    if not cells or len(cells) % 2:
        return False
    labels, values = cells[::2], cells[1::2]
    return all(_LABEL.fullmatch(fold(cell.text.value).strip()) for cell in labels) and not any(
        _CLOSING.match(fold(cell.text.value).strip()) for cell in (*labels, *values)
    )


def _filled_in(columns: set[int]) -> set[int]:
    return set(range(min(columns), max(columns) + 1)) if columns else set()
