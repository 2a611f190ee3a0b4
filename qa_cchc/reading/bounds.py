"""Keeps what readers hand on within what the rest of the work is made for, whatever a file holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qa_cchc.reading.blocks import Draft, Grid, GridCell, Note, Para, Unreadable
from qa_cchc.reading.spans import cut
from qa_cchc.records import Text
from qa_cchc.settings import Settings, variable

LONGEST_PARAGRAPH = 10_000
"""Characters; the longest paragraph of real reports seen has 1,500."""

_WIDEST_GRID = 300
_LONGEST_CELL = 20_000
# Where a line that is too long is best parted, from the best place to the worst.
_BREAKS = (re.compile(r"[.?!]\s+(?=[^\W\d_a-zà-ỹđ])"), re.compile(r";\s+"), re.compile(r",\s+"), re.compile(r"\s+"))


def too_long(characters: int, settings: Settings) -> str:
    """Why a text of so many characters is not read, a Vietnamese phrase."""
    return (
        f"tệp có ít nhất {characters} ký tự, quá mức {settings.most_characters} ký tự nên không đọc; "
        f"hãy tách tệp hoặc tăng biến {variable('most_characters')}"
    )


def bounded(draft: Draft, settings: Settings) -> Draft:
    """The draft with paragraphs parted and cells cut that are longer than any report's; what was done is said in it.

    Raises Unreadable for a text that is too long on the whole.
    """
    characters = sum(len(text.value) for block in draft.blocks for text in _texts(block))
    if characters > settings.most_characters:
        raise Unreadable(too_long(characters, settings))
    if not any(_too_large(block) for block in draft.blocks):
        return draft
    blocks = []
    parted: list[int] = []
    cut_off: list[int] = []
    for block in draft.blocks:
        if not _too_large(block):
            blocks.append(block)
        elif isinstance(block, Para):
            parted.append(block.page)
            blocks += _parts(block)
        else:
            cut_off.append(block.page if isinstance(block, Grid) else block.text.page())
            blocks.append(_narrowed(block) if isinstance(block, Grid) else replace(block, text=_cut(block.text)))
    said = replace(draft, blocks=blocks, notes=[*draft.notes], warnings=[*draft.warnings])
    if parted:
        said.notes.append(
            f"có dòng dài hơn {LONGEST_PARAGRAPH} ký tự ({_pages(parted)}), không phải đoạn văn bình thường; "
            "dòng đó được chia thành nhiều đoạn."
        )
    if cut_off:
        said.warnings.append(
            f"có bảng hoặc chú thích quá lớn ({_pages(cut_off)}); chỉ đọc {_WIDEST_GRID} cột đầu và "
            f"{_LONGEST_CELL} ký tự đầu của mỗi ô."
        )
    return said


def _texts(block: Para | Grid | Note) -> Iterator[Text]:
    if isinstance(block, Grid):
        # A merged cell is one object at every place it covers.
        yield from {id(cell): cell.text for row in block.rows for cell in row}.values()
    else:
        yield block.text


def _too_large(block: Para | Grid | Note) -> bool:
    if isinstance(block, Para):
        return len(block.text.value) > LONGEST_PARAGRAPH
    wide = isinstance(block, Grid) and block.width > _WIDEST_GRID
    return wide or any(len(text.value) > _LONGEST_CELL for text in _texts(block))


def _parts(para: Para) -> Iterator[Para]:
    value, start = para.text.value, 0
    while start < len(value):
        end = _end_of_part(value, start)
        part = replace(para, text=cut(para.text, start, end), page_break=para.page_break and end == len(value))
        yield part if start == 0 else replace(part, marker=None, bold_prefix=0)
        start = end


def _end_of_part(value: str, start: int) -> int:
    end = start + LONGEST_PARAGRAPH
    if end >= len(value):
        return len(value)
    for pattern in _BREAKS:
        places = [match.end() for match in pattern.finditer(value, start + LONGEST_PARAGRAPH // 2, end)]
        if places:
            return places[-1]
    return end


def _narrowed(grid: Grid) -> Grid:
    cells: dict[int, GridCell] = {}
    for row in grid.rows:
        for cell in row:
            if id(cell) not in cells:
                whole = len(cell.text.value) <= _LONGEST_CELL
                cells[id(cell)] = cell if whole else replace(cell, text=_cut(cell.text))
    return replace(grid, rows=tuple(tuple(cells[id(cell)] for cell in row[:_WIDEST_GRID]) for row in grid.rows))


def _cut(text: Text) -> Text:
    return cut(text, 0, min(len(text.value), _LONGEST_CELL))


def _pages(pages: list[int]) -> str:
    named = [str(page) for page in dict.fromkeys(pages)]
    return "trang " + ", ".join(named[:10]) + ("…" if len(named) > 10 else "")
