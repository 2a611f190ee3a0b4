"""Words that a file has run together or torn apart, put right in whatever format they came ("cảicách")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa_cchc.reading.blocks import Block, Grid, GridCell, Para
from qa_cchc.reading.respacing import Mode, changes
from qa_cchc.reading.spans import edit
from qa_cchc.records import Text

_MOST_SHOWN = 3


def respaced_blocks(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """The blocks with such words mended where that is certain, and a Vietnamese remark that says which (or none)."""
    done: list[tuple[str, str]] = []
    made = [_block(block, done) for block in blocks]
    if not done:
        return made, []
    shown = ", ".join(f"“{before}” → “{after}”" for before, after in done[:_MOST_SHOWN])
    more = ", …" if len(done) > _MOST_SHOWN else ""
    return made, [f"đã sửa khoảng trắng ở {len(done)} chỗ chữ bị dính hoặc bị rời: {shown}{more}."]


def _block(block: Block, done: list[tuple[str, str]]) -> Block:
    if isinstance(block, Grid):
        return respaced_grid(block, Mode.SURE, done)
    text, moved = _text(block.text, Mode.SURE, done)
    if not moved:
        return block
    if isinstance(block, Para) and block.bold_prefix:
        before = sum(len(new) - (end - start) for start, end, new in moved if end <= block.bold_prefix)
        return replace(block, text=text, bold_prefix=block.bold_prefix + before)
    return replace(block, text=text)


def respaced_grid(grid: Grid, mode: Mode, done: list[tuple[str, str]] | None = None) -> Grid:
    """The table with its cells mended; a merged cell stays one object. What is changed is added to `done`."""
    made: dict[GridCell, GridCell] = {}
    for row in grid.rows:
        for cell in row:
            if cell not in made:
                text, moved = _text(cell.text, mode, [] if done is None else done)
                made[cell] = replace(cell, text=text) if moved else cell
    if all(before is after for before, after in made.items()):
        return grid
    return replace(grid, rows=tuple(tuple(made[cell] for cell in row) for row in grid.rows))


def _text(text: Text, mode: Mode, done: list[tuple[str, str]]) -> tuple[Text, list[tuple[int, int, str]]]:
    found = changes(text.value, mode)
    if not found:
        return text, []
    mended = edit(text, found)
    done.append(_around(text.value, mended.value, found))
    return mended, found


def _around(before: str, after: str, found: list[tuple[int, int, str]]) -> tuple[str, str]:
    """The words round the first change, as they were and as they are, with the changes that touch them."""
    start = before.rfind(" ", 0, found[0][0]) + 1
    end = found[0][1]
    moved = 0
    for first, last, new in found:
        if first > end:
            break
        following = before.find(" ", last)
        end = following if following >= 0 else len(before)
        moved += len(new) - (last - first)
    return before[start:end], after[start : end + moved]
