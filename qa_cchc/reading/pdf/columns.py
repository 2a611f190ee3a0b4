"""The two-column parts of a document's first and last pages: letterhead, recipients and signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa_cchc.reading.blocks import Para
from qa_cchc.reading.markers import find_marker
from qa_cchc.reading.pdf.glyphs import Line, Word, text_of
from qa_cchc.reading.spans import SUPERSCRIPTS
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
_BROKEN = re.compile(r"\b(?:nhan\|dan|uy\|ban|xa\|hoi|chu\|nghia|cong\|hoa|viet\|nam|tu\|do|hanh\|phuc)\b")
_TOUCHING = re.compile(r"(?:[;:.,)]|[a-zà-ỹđ](?=[^\Wa-z\d_]{2}))(?=[A-ZĐ])")
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
    if line.value[:1] in SUPERSCRIPTS:
        return True  # notes set behind the signature
    return _APPENDIX.match(fold(line.value)) is not None and line.value[:1].isupper()


def zone_paras(lines: Sequence[Line], page_width: float) -> list[Para]:
    """The lines of a two-column stretch, left column first, then the right one."""
    words = [word for line in lines for word in line.words]
    if not words:
        return []
    # Wider than any space between two words of a line.
    edge = _gutter(words, page_width, max(5.0, 0.45 * max(line.size for line in lines)))
    if edge is None:
        edge = _common_start(lines, page_width)
        if edge is None:
            return [_para(line.words, None) for line in lines]
        lines = [replace(line, words=tuple(_cut_at(line.words, edge))) for line in lines]
    left: list[Para] = []
    right: list[Para] = []
    for side, kept in (("left", left), ("right", right)):
        parts: list[list[Word]] = []
        for line in lines:
            part = [word for word in line.words if (_middle(word) < edge) == (side == "left")]
            if part and parts and _goes_on(parts[-1], part):
                parts[-1] += part
            elif part:
                parts.append(part)
        kept += [_para(part, side) for part in parts]
    return left + right


def _goes_on(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether a line of a column is the rest of the one above: a recipient's, or a name's of a state or authority."""
    above, below = (" ".join(word.text for word in words) for words in (before, after))
    if before[0].text[:1] in "-–+" and not above.endswith((";", ".", ":")):
        return find_marker(below) is None
    return _BROKEN.search(f"{fold(above)}|{fold(below)}") is not None


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


def _common_start(lines: Sequence[Line], page_width: float) -> float | None:
    """Where the lines of a right column begin that stands close by a left one, None without such a place.

    At least three lines begin a word there; a word may run across it only where the two columns touch.
    """
    starts = [word.box.x0 for line in lines for word in line.words[1:] if 0.35 < word.box.x0 / page_width < 0.7]
    best: tuple[int, float] | None = None
    for start in starts:
        own = touching = 0
        for line in lines:
            reach = start + 0.35 * line.size
            across = [word for word in line.words if word.box.x0 < start - 1 and word.box.x1 > reach]
            if any(_TOUCHING.search(word.text) is None for word in across):
                break
            touching += bool(across)
            own += any(abs(word.box.x0 - start) < 1 for word in line.words[1:])
        else:
            if own > 1 and own + touching > 2 and (best is None or own + touching > best[0]):
                best = (own + touching, start)
    return best[1] - 0.5 if best else None


def _cut_at(words: Sequence[Word], edge: float) -> Iterator[Word]:
    """The words, those of two columns that touch ("(b/c);KT.") parted where the right one begins."""
    for word in words:
        found = list(_TOUCHING.finditer(word.text)) if word.box.x0 < edge - 1 < word.box.x1 - 2 else []
        if not found:
            yield word
            continue
        letter = (word.box.x1 - word.box.x0) / len(word.text)
        at = min((match.start() + 1 for match in found), key=lambda end: abs(word.box.x0 + end * letter - edge))
        yield replace(word, text=word.text[:at], box=replace(word.box, x1=edge))
        yield replace(word, text=word.text[at:], box=replace(word.box, x0=edge + 0.5))
