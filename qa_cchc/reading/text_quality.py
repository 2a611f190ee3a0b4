"""How far the text of a page can be trusted, and pages whose spaces are wrong put right.

Vietnamese syllables are a closed set. Words with Vietnamese marks that are no syllable, letters that stand alone and
characters that are no text show that a page's text layer is spoilt. Numbers, codes, abbreviations and foreign words
are not held against it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from qa_cchc.reading.pdf.glyphs import Line, Spacing, Word
from qa_cchc.reading.pdf.page_parts import PageParts
from qa_cchc.reading.respaced_blocks import respaced_grid
from qa_cchc.reading.respacing import Mode, changes, is_broken
from qa_cchc.records import Box
from qa_cchc.vietnamese.syllables import is_syllable

State = Literal["good", "respaced", "bad"]

_WORD = re.compile(r"[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]+")
# Small English words that are no syllables of Vietnamese.
_ENGLISH = frozenset(("the", "of", "and", "is", "for", "with", "by", "are", "this", "which", "that", "from"))
# What no printed text holds: the sign of a missing letter, private use, control codes.
_NO_TEXT = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LEAST_WORDS = 12
_LEAST_FOREIGN = 40
# Shares of a page's words (or characters): above the first its spaces are looked into, above the others it is bad.
_SPOILT_FROM = 0.02
_BAD_FROM = 0.12
_FOREIGN_FROM = 0.45
_NO_TEXT_FROM = 0.02
# Letters alone, as enumerations and initials have them, up to this share.
_ALONE_UP_TO = 0.06
# Other readings of the gaps between letters, tried in this order.
_SPACINGS = tuple(Spacing(gap, blanks) for blanks in (False, True) for gap in (0.2, 0.15, 0.11, 0.28))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page's text amounts to.

    `state`: "good"; "respaced" (its spaces were wrong and have been put right); "bad" (it cannot be trusted).
    `broken` is the share of words that are none, `words` the number of words that were looked at.
    """

    state: State
    broken: float = 0.0
    words: int = 0


def remarks(verdicts: Mapping[int, Verdict], recognised: Container[int]) -> tuple[list[str], list[str]]:
    """Notes and warnings (Vietnamese sentences) on pages by number; `recognised` are those read from their picture."""
    mended = [page for page, verdict in verdicts.items() if verdict.state == "respaced" and page not in recognised]
    bad = [page for page, verdict in verdicts.items() if verdict.state == "bad"]
    again = [page for page in bad if page in recognised]
    left = [page for page in bad if page not in recognised]
    notes, warnings = [], []
    if mended:
        notes.append(f"{_listed(mended)}: lớp chữ của tệp có khoảng trắng sai chỗ, đã tách và ghép lại theo âm tiết.")
    if again:
        notes.append(f"{_listed(again)}: lớp chữ của tệp bị hỏng, đã đọc lại từ hình ảnh của trang.")
    if left:
        warnings.append(f"{_listed(left)}: lớp chữ của tệp bị hỏng, nội dung các trang đó có thể không đúng.")
    return notes, warnings


def _listed(pages: Iterable[int]) -> str:
    return "trang " + ", ".join(map(str, pages))


def judge(parts: PageParts) -> Verdict:
    """Whether the text of a page is "good" or "bad"; "respaced" is for `mended` to say."""
    return _judged(parts, _kinds(parts))


def _judged(parts: PageParts, kinds: Counter[str]) -> Verdict:
    count = kinds["word"] + kinds["broken"] + kinds["foreign"]
    characters = max(1, sum(map(len, _texts(parts))))
    lost = sum(len(_NO_TEXT.findall(text)) for text in _texts(parts))
    if lost > max(2.0, _NO_TEXT_FROM * characters):
        return Verdict("bad", min(1.0, lost / characters), count)
    if count < _LEAST_WORDS:
        return Verdict("good", 0.0, count)
    broken, foreign = kinds["broken"] / count, (kinds["broken"] + kinds["foreign"]) / count
    # Each of its commonest words stands for a score of others: a page in English is no spoilt one.
    if foreign - 20 * kinds["english"] / count > _FOREIGN_FROM and count >= _LEAST_FOREIGN:
        return Verdict("bad", foreign, count)
    return Verdict("bad" if broken > _BAD_FROM else "good", broken, count)


def mended(read: Callable[[Spacing], PageParts]) -> tuple[PageParts, Verdict]:
    """A page read so that its spaces are right, and what its text amounts to then.

    `read` reads the page with other gaps between words. A page that is fine, or that nothing helps, comes back as
    `read(Spacing())` gives it.
    """
    parts = read(Spacing())
    kinds = _kinds(parts)
    share = _spoilt_share(kinds)
    if share < _SPOILT_FROM or kinds.total() < _LEAST_WORDS:
        return parts, _judged(parts, kinds)
    best, words = parts, kinds["word"]
    for spacing in _SPACINGS:
        other = read(spacing)
        kinds = _kinds(other)
        less = _spoilt_share(kinds)
        if less < 0.8 * share and kinds["word"] >= words:
            best, share, words = other, less, kinds["word"]
        if share < _SPOILT_FROM / 4:
            break
    parted = respaced(best, Mode.FREE)
    if _spoilt_share(_kinds(parted)) < share:
        best = parted
    verdict = judge(best)
    return best, verdict if best is parts or verdict.state == "bad" else replace(verdict, state="respaced")


def _texts(parts: PageParts) -> Iterator[str]:
    for line in (*parts.lines, *parts.notes):
        yield line.value
    for _, grid in parts.grids:
        for cell in dict.fromkeys(cell for row in grid.rows for cell in row):
            if cell.text.value:
                yield cell.text.value


@lru_cache(maxsize=65536)
def _kind(word: str) -> str:
    """ "word", "broken" (marks but no syllable), "foreign" (small letters, no syllable), "alone", "english", "name"."""
    if len(word) == 1:
        return "alone"
    if is_syllable(word):
        return "word"
    if is_broken(word):
        return "broken"
    if word in _ENGLISH:
        return "english"
    return "foreign" if word.islower() and len(word) > 2 else "name"


def _kinds(parts: PageParts) -> Counter[str]:
    return Counter(_kind(word) for text in _texts(parts) for word in _WORD.findall(text))


def _spoilt_share(kinds: Counter[str]) -> float:
    """Share of words whose spaces are wrong: broken ones, and letters alone beyond what a page may have."""
    count = kinds.total() - kinds["name"]
    return (kinds["broken"] + max(0.0, kinds["alone"] - _ALONE_UP_TO * count)) / count if count else 0.0


def respaced(parts: PageParts, mode: Mode) -> PageParts:
    """The page with the spaces of its lines and cells mended; words that are joined or parted keep their places."""
    return replace(
        parts,
        lines=[_line(line, mode) for line in parts.lines],
        notes=[_line(line, mode) for line in parts.notes],
        grids=[(box, respaced_grid(grid, mode)) for box, grid in parts.grids],
    )


def _line(line: Line, mode: Mode) -> Line:
    text = line.value
    found = changes(text, mode)
    if not found:
        return line
    # Every character with the word it was printed in and its place there.
    sources: list[tuple[Word, int] | None] = []
    for word in line.words:
        sources += [(word, at) for at in range(len(word.text))]
        sources.append(None)
    letters: list[tuple[str, tuple[Word, int] | None]] = []
    done = 0
    for start, end, new in [*found, (len(text), len(text), "")]:
        letters += list(zip(text[done:start], sources[done:start], strict=True))
        letters += [(" ", None)] * bool(new)
        done = end
    groups: list[list[tuple[str, tuple[Word, int]]]] = [[]]
    for letter, source in letters:
        if source is None:
            groups.append([])
        else:
            groups[-1].append((letter, source))
    return replace(line, words=tuple(_word(group) for group in groups if group))


def _word(group: list[tuple[str, tuple[Word, int]]]) -> Word:
    """The word that letters of one or more printed words make; its box by the letters' share of theirs."""
    first = group[0][1][0]
    boxes = []
    for word in dict.fromkeys(word for _, (word, _) in group):
        places = [at for _, (source, at) in group if source is word]
        wide = (word.box.x1 - word.box.x0) / len(word.text)
        boxes.append(
            replace(
                word.box,
                x0=round(word.box.x0 + min(places) * wide, 2),
                x1=round(word.box.x0 + (max(places) + 1) * wide, 2),
            )
        )
    box = Box(
        first.box.page,
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
    doubtful = any(word.doubtful for _, (word, _) in group)
    return replace(first, text="".join(letter for letter, _ in group), box=box, doubtful=doubtful)
