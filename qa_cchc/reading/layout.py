"""Tables that only place text on the page (letterheads, signature blocks, frames) → paragraphs by column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa_cchc.reading.blocks import Block, Grid, GridCell, Para
from qa_cchc.reading.markers import find_marker
from qa_cchc.reading.spans import cut, split_lines, squeeze
from qa_cchc.vietnamese.unicode import fold

_HEAD = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap\s*[-–]?\s*tu do|\bso\s*:\s*[\d.… ]*/|ngay\s.{0,12}thang\s.{0,8}nam"
)
_FOOT = re.compile(r"noi nhan\s*:?|\b(?:tm|kt|tl|tuq)\s*\.\s*\w|(?:^|\n)\s*(?:pho )?(?:chu tich|giam doc)")
# A wide gap between columns; not the room left for a number ("Số:      /BC-UBND") or a day ("ngày      tháng 6").
COLUMN_GAP = re.compile(r"(?<=\S)(?:\t\s*| {3,}\s*)(?=\S)(?!/|th[áa]ng\b|n[ăa]m\b)", re.IGNORECASE)
_MOST_ROWS = 14
_HEAD_LINES = 14


def lay_out(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with layout tables and tabbed columns as paragraphs, left column before right column."""
    out: list[Block] = []
    closing = False
    for index, block in enumerate(blocks):
        if isinstance(block, Grid):
            if _only_places(block, index):
                out.extend(_by_column(block))
            else:
                out.append(flatten(block))
            continue
        if isinstance(block, Para):
            closing = closing or re.match(r"noi nhan\b", fold(block.text.value)) is not None
            out.extend(_columns(block) if index < _HEAD_LINES or closing else [_squeezed(block)])
            continue
        out.append(block)
    return _left_first(out)


def flatten(grid: Grid) -> Grid:
    """The table with every cell's text on one line; merged cells stay one object."""
    flat: dict[int, GridCell] = {}
    for row in grid.rows:
        for cell in row:
            if id(cell) not in flat:
                text = squeeze(cell.text)
                flat[id(cell)] = cell if text is cell.text else replace(cell, text=text)
    return replace(grid, rows=tuple(tuple(flat[id(cell)] for cell in row) for row in grid.rows))


def _squeezed(para: Para) -> Para:
    text = squeeze(para.text)
    return para if text is para.text else replace(para, text=text)


def _columns(para: Para) -> list[Block]:
    """A line that a tab or a wide gap parts in two columns, as a paragraph for each; else the paragraph itself."""
    gap = COLUMN_GAP.search(para.text.value)
    if gap is None or para.side or len(para.text.value) > 160 or find_marker(para.text.value[gap.end() :]):
        return [_squeezed(para)]
    left, right = cut(para.text, 0, gap.start()), cut(para.text, gap.end())
    return [replace(para, text=squeeze(left), side="left"), replace(para, text=squeeze(right), side="right")]


def _only_places(grid: Grid, index: int) -> bool:
    if grid.width == 1 and len(grid.rows) <= 3:
        return True
    if grid.width > 4 or len(grid.rows) > _MOST_ROWS:
        return False
    text = "\n".join(fold(cell.text.value) for row in grid.rows for cell in row)
    if index < 8 and _HEAD.search(text):
        return True
    return len(_FOOT.findall(text)) >= 1 and not re.search(r"\bstt\b|\btt\b\s*\n|chi tieu|so lieu", text)


def _by_column(grid: Grid) -> list[Block]:
    paras: list[Block] = []
    seen: set[int] = set()
    for column in range(grid.width):
        side = None if grid.width == 1 else "left" if column < grid.width / 2 else "right"
        for row in grid.rows:
            cell = row[column]
            if id(cell) in seen:
                continue
            seen.add(id(cell))
            whole = all(other is cell for other in row)
            paras.extend(_paras(cell, None if whole else side))
    return paras


def _paras(cell: GridCell, side: str | None) -> list[Para]:
    lines = [squeeze(line) for line in split_lines(cell.text)]
    return [Para(line, cell.bold, cell.italic, side=side) for line in lines if line.value]


def _left_first(blocks: Sequence[Block]) -> list[Block]:
    """Runs of paragraphs in two columns, the left column's first."""
    out: list[Block] = []
    run: list[Para] = []
    for block in [*blocks, None]:
        if isinstance(block, Para) and block.side is not None:
            run.append(block)
            continue
        out += [replace(para) for para in run if para.side == "left"] + [para for para in run if para.side == "right"]
        run = []
        if block is not None:
            out.append(block)
    return out
