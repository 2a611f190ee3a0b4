"""The two-column parts of a document's first and last pages: letterhead, recipients and signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_cchc.reading.blocks import Para
from qa_cchc.reading.pdf_glyphs import Line, Word, text_of
from qa_cchc.vietnamese.unicode import fold

_TITLE_LINE = re.compile(
    r"bao cao|ke hoach|quyet dinh|to trinh|thong bao|chuong trinh|chi thi|nghi quyet|huong dan|de an|phu luc|kinh gui.*"
)
_HEAD_WORDS = re.compile(r"cong hoa xa hoi|doc lap\s*[-–]?\s*tu do|\bso\s*:?\s*\d*\s*/|ngay.{1,14}thang.{1,10}nam")
_RECIPIENTS = re.compile(r"noi nhan\b")
_SIGNING = re.compile(
    r"(?:^|.*\s{1,}|.*:\s*)(?:tm|kt|tl|tuq|q)\.\s?(?:uy ban|ubnd|chu tich|giam doc|chanh|truong|bo truong|so |cuc)"
)
_OFFICE = re.compile(
    r"(?:pho )?(?:chu tich|giam doc|chanh van phong|truong phong|truong ban|chi cuc truong|chanh thanh tra)"
)
_APPENDIX = re.compile(r"phu luc\b|bieu (?:mau|so)\b")


def head_zone(lines: Sequence[Line]) -> int:
    """How many lines from the top are letterhead: those above the line with the document's kind; 0 without one."""
    for index, line in enumerate(lines[:40]):
        folded = fold(line.value).strip(" :.")
        if _TITLE_LINE.fullmatch(folded) or (line.value[:7].isupper() and _TITLE_LINE.match(folded)):
            head = " ".join(fold(above.value) for above in lines[:index])
            return index if _HEAD_WORDS.search(head) else 0
    return 0


def closing_zone(lines: Sequence[Line], goes_on: bool) -> tuple[int, int]:
    """Start and end of the recipients and signature among the lines; equal when there are none.

    `goes_on` says that they began on the page before and may go on at the top of this one.
    """
    start = next((index for index, line in enumerate(lines) if _opens(line)), None)
    if start is None:
        if not goes_on:
            return len(lines), len(lines)
        start = 0
    elif goes_on and start > 0 and all(len(line.value) < 60 for line in lines[:start]):
        start = 0
    end = next((index for index in range(start, len(lines)) if _ends(lines, index)), len(lines))
    return start, end


def _opens(line: Line) -> bool:
    folded = fold(line.value)
    if _RECIPIENTS.match(folded):
        return True
    upper = [word.text for word in line.words if word.text.isupper()]
    if _SIGNING.match(folded) and len(upper) >= 3:
        return True
    return _OFFICE.fullmatch(folded) is not None and line.value.isupper()


def _ends(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    return _APPENDIX.match(fold(line.value)) is not None and line.value[:1].isupper()


def zone_paras(lines: Sequence[Line], page_width: float) -> list[Para]:
    """The lines of a two-column stretch, left column first, then the right one."""
    words = [word for line in lines for word in line.words]
    if not words:
        return []
    # Wider than any space between two words of a line.
    edge = _gutter(words, page_width, max(5.0, 0.45 * max(line.size for line in lines)))
    if edge is None:
        return [_para(line.words, None) for line in lines]
    left: list[Para] = []
    right: list[Para] = []
    for line in lines:
        for side, kept in (("left", left), ("right", right)):
            part = [word for word in line.words if (_middle(word) < edge) == (side == "left")]
            if part:
                kept.append(_para(part, side))
    return left + right


def _para(words: Sequence[Word], side: str | None) -> Para:
    shown = [word for word in words if any(map(str.isalnum, word.text))]
    return Para(
        text_of(words),
        bool(shown) and all(word.bold for word in shown),
        bool(shown) and all(word.italic for word in shown),
        side=side,
    )


def _middle(word: Word) -> float:
    return (word.box.x0 + word.box.x1) / 2


def _gutter(words: Sequence[Word], page_width: float, least: float) -> float | None:
    """The middle of the widest strip of the page's inner half that no word touches, None when there is none."""
    low, high = 0.22 * page_width, 0.72 * page_width
    edges = sorted((word.box.x0, word.box.x1) for word in words)
    best: tuple[float, float] | None = None
    reached = low
    for x0, x1 in [*edges, (high, high)]:
        if x0 > reached and reached < high:
            gap = min(x0, high) - reached
            parts = any(word.box.x1 <= reached + 0.1 for word in words) and any(x >= x0 for x, _ in edges)
            if gap >= least and parts and (best is None or gap > best[0]):
                best = (gap, reached + gap / 2)
        reached = max(reached, x1)
    return best[1] if best else None
