"""Tables of plain text whose cells stand one below the other, an empty cell as an empty line.

They are read only where a header names the columns and line after line fits them: each row has as many lines as the
header, words under the heading that names things, numbers under those that count. Forms with codes and units are read
by `plain_tables`, which knows more of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from qa_cchc.reading.blocks import Grid, GridCell
from qa_cchc.reading.markers import find_marker
from qa_cchc.reading.markup import without_markup
from qa_cchc.reading.plain_tables import PlainLine
from qa_cchc.reading.spans import squeeze
from qa_cchc.reading.tables import heads_column
from qa_cchc.records import Text
from qa_cchc.vietnamese.unicode import fold

_CODE_HEAD = re.compile(r"(?:so )?tt|stt|so thu tu")
_WORDS_HEAD = re.compile(r"(?:don vi tinh|dvt|d\.v\.t|ghi chu|dien giai|ly do|nguyen nhan)\.?")
_CODE = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])?[.)]?")
_VALUE = re.compile(r"(?:[-–+]?\s?\d[\d.,/]*\s?%?|[-–]|Không|Chưa|x)?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2}")
_MOST_COLUMNS = 14
_FEWEST_ROWS = 3
_LONGEST_HEADING = 60
_LONGEST_NAME = 160


def stacked_tables(lines: Sequence[PlainLine], taken: Collection[int]) -> dict[int, tuple[int, Grid]]:
    """The tables by the index of their first line, each with the index after its last line.

    Lines in `taken` are of other tables.
    """
    found: dict[int, tuple[int, Grid]] = {}
    texts = [line.text.strip() for line in lines]
    at = 0
    while at < len(lines):
        table = None if at in taken or not _heads(texts[at]) else _table(lines, texts, at, taken)
        if table is not None:
            found[at] = table
        at = table[0] if table is not None else at + 1
    return found


def _heads(text: str) -> bool:
    """Whether a line may be the first heading of a table."""
    return _is_heading(text) and heads_column(fold(text))


def _is_heading(text: str) -> bool:
    return (
        0 < len(text) <= _LONGEST_HEADING
        and not text.endswith((".", ";", ":", ","))
        and "\t" not in text
        and "|" not in text
        and (find_marker(text) is None or text.startswith("("))
    )


def _table(
    lines: Sequence[PlainLine], texts: Sequence[str], start: int, taken: Collection[int]
) -> tuple[int, Grid] | None:
    for width in range(2, _MOST_COLUMNS + 1):
        heads = texts[start : start + width]
        if len(heads) < width or not all(map(_is_heading, heads)):
            return None
        if sum(heads_column(fold(head)) for head in heads) < 2:
            continue
        kinds = _kinds(heads)
        end = start + width
        while end + width <= len(lines) and _fits(texts[end : end + width], kinds) and end not in taken:
            end += width
        rows = (end - start) // width - 1
        if rows >= _FEWEST_ROWS and _counts(texts[start + width : end]):
            cells = [_cell(line) for line in lines[start:end]]
            grid = tuple(tuple(cells[at : at + width]) for at in range(0, len(cells), width))
            return end, Grid(grid, lines[start].page, 1)
    return None


def _kinds(heads: Sequence[str]) -> list[str]:
    """What stands in each column: "code", "name", "words" or "value"."""
    kinds: list[str] = []
    for head in heads:
        folded = fold(head).strip(" .:")
        if not kinds and _CODE_HEAD.fullmatch(folded):
            kinds.append("code")
        elif "name" not in kinds:
            kinds.append("name")
        else:
            kinds.append("words" if _WORDS_HEAD.fullmatch(folded) else "value")
    return kinds


def _fits(cells: Sequence[str], kinds: Sequence[str]) -> bool:
    """Whether lines are the cells of one row."""
    for text, kind in zip(cells, kinds, strict=True):
        if kind == "code" and not _CODE.fullmatch(text):
            return False
        if kind == "name" and (not _WORD.search(text) or len(text) > _LONGEST_NAME or text.endswith((";", ":"))):
            return False
        if kind == "value" and not _VALUE.fullmatch(text):
            return False
        if kind == "words" and len(text) > _LONGEST_NAME:
            return False
    return any(text for text, kind in zip(cells, kinds, strict=True) if kind == "value")


def _counts(texts: Sequence[str]) -> bool:
    """Whether the table counts: as many numbers as a third of its cells, so that no list of words is one."""
    return 3 * sum(text[:1].isdigit() or text[1:2].isdigit() for text in texts) >= len(texts)


def _cell(line: PlainLine) -> GridCell:
    if line.blank:
        return GridCell(Text(""), page=line.page, line=line.number)
    return GridCell(squeeze(without_markup(line.spot()).text), page=line.page, line=line.number)
