"""Places on straightened pages → places on the pages as shown, once the flow of pages is made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa_cchc.reading.blocks import Block, Grid, GridCell, Note, Para
from qa_cchc.records import Box, Text

Affine = tuple[float, float, float, float, float, float]


def on_shown_pages(blocks: Sequence[Block], maps: Mapping[int, Affine]) -> list[Block]:
    """The blocks with every box led by the map of its page (x' = a·x + b·y + c, y' = d·x + e·y + f)."""
    if not maps:
        return list(blocks)
    cells: dict[int, GridCell] = {}
    return [_moved(block, maps, cells) for block in blocks]


def _moved(block: Block, maps: Mapping[int, Affine], cells: dict[int, GridCell]) -> Block:
    if isinstance(block, Para | Note):
        return replace(block, text=_text(block.text, maps))
    for row in block.rows:
        for cell in row:
            # A merged cell is one object at every place it covers, before and after.
            if id(cell) not in cells:
                cells[id(cell)] = replace(
                    cell,
                    text=_text(cell.text, maps),
                    box=None if cell.box is None else _box(cell.box, maps),
                    rest=tuple(_box(box, maps) for box in cell.rest),
                )
    return Grid(tuple(tuple(cells[id(cell)] for cell in row) for row in block.rows), block.page, block.header_rows)


def _text(text: Text, maps: Mapping[int, Affine]) -> Text:
    if not any(spot.box is not None and spot.box.page in maps for spot in text.spots):
        return text
    spots = (spot if spot.box is None else replace(spot, box=_box(spot.box, maps)) for spot in text.spots)
    return Text(text.value, tuple(spots))


def _box(box: Box, maps: Mapping[int, Affine]) -> Box:
    """The box around the same place on the shown page."""
    if box.page not in maps:
        return box
    a, b, c, d, e, f = maps[box.page]
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    width, height = box.x1 - box.x0, box.y1 - box.y0
    middle_x, middle_y = a * x + b * y + c, d * x + e * y + f
    half_x = (abs(a) * width + abs(b) * height) / 2
    half_y = (abs(d) * width + abs(e) * height) / 2
    return Box(
        box.page,
        round(middle_x - half_x, 2),
        round(middle_y - half_y, 2),
        round(middle_x + half_x, 2),
        round(middle_y + half_y, 2),
    )
