"""Sentences that a page's end, a footnote block or a table cut in two are put together again."""

from __future__ import annotations

import re
from dataclasses import replace

from qa_cchc.reading.blocks import Block, Grid, Note, Para
from qa_cchc.reading.markers import opens_item
from qa_cchc.reading.spans import SUPERSCRIPTS, concat, squeeze
from qa_cchc.vietnamese.unicode import fold

_ENDED = re.compile(rf"[.!?;:…][”\"’')\]]*[{SUPERSCRIPTS}]*$")
# Words after which a Vietnamese sentence cannot end.
_HANGING = re.compile(
    r"(?:\b(?:cua|va|cac|nhung|viec|tai|la|theo|ve|voi|cho|do|tu|den|trong|tren|duoc|bi|hoac|nham|de|boi|o|so|gom|dat|co|"
    r"tong|thuoc|ban|uy|ngay|thang|nam|quy|mot|nghi|quyet|ke|bao|cong|nhan)|[,(/–-])$"
)
# Those of them that may well end a heading ("Khó khăn, hạn chế và nguyên nhân").
_ENDING = re.compile(r"\b(?:so|tong|ban|ngay|thang|nam|quy|mot|nghi|quyet|bao|cong|nhan)$")
_SHORTEST = 40
_LONGEST_HEADING = 120


def mend(blocks: list[Block]) -> list[Block]:
    """The blocks with broken paragraphs joined. Footnotes and tables that stood between come after the whole one."""
    mended: list[Block] = []
    for block in blocks:
        if not isinstance(block, Para):
            mended.append(block)
            continue
        at = _open_paragraph(mended, block)
        if at is not None:
            before = mended[at]
            assert isinstance(before, Para)
            mended[at] = joined(before, block)
            continue
        last = mended[-1] if mended else None
        if isinstance(last, Note) and _open(last.text.value) and _starts_low(block):
            mended[-1] = Note(last.mark, squeeze(concat([last.text, " ", block.text])))
            continue
        mended.append(block)
    return mended


def joined(before: Para, after: Para) -> Para:
    """One paragraph out of two halves."""
    text = squeeze(concat([before.text, " ", after.text]))
    return replace(before, text=text, page_break=after.page_break)


def _open_paragraph(blocks: list[Block], after: Para) -> int | None:
    """Index of the paragraph that `after` goes on with, None when it stands for itself."""
    between = False
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if isinstance(block, Para):
            broken = between or block.page_break or block.page != after.page
            return index if _goes_on(block, after, broken) else None
        if isinstance(block, Grid) and not _starts_low(after):
            return None
        between = True
    return None


def _goes_on(before: Para, after: Para, broken: bool) -> bool:
    value, rest = before.text.value, after.text.value
    if not _open(value) or before.level or after.level or after.marker or before.side != after.side:
        return False
    if before.centred != after.centred or before.bold != after.bold or (opens_item(rest) and not rest[:1].isdigit()):
        return False
    if len(value) < _SHORTEST and not (broken and _HANGING.search(fold(value))):
        return False
    if value.isupper():
        return rest.isupper() and broken
    if _starts_low(after):
        return True
    hangs = _HANGING.search(fold(value)) is not None or value.count("(") > value.count(")")
    if opens_item(rest):
        return False
    if opens_item(value) and len(value) < _LONGEST_HEADING and _ENDING.search(fold(value)):
        return False
    return hangs and (broken or value.endswith((",", "(", "-", "–")))


def _open(value: str) -> bool:
    return bool(value) and _ENDED.search(value) is None


def _starts_low(para: Para) -> bool:
    value = para.text.value.lstrip("“\"'(‘")
    return (value[:1].islower() and not opens_item(value)) or value[:1] in (",", ";", ")", "%")
