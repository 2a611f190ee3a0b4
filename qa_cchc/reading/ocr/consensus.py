"""What a document says over and over tells what was misread once.

Reports repeat themselves: "chi thường xuyên" stands in a dozen rows of a form, "ĐVSNCL" in twenty. A word is changed
only to one that looks nearly the same, and only where the very same words around it stand elsewhere in the document
with that other word, clearly more often. Numbers, names and abbreviations of the glossary are never changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qa_cchc.reading.ocr.recognised import ReadPage, ReadWord
from qa_cchc.reading.ocr.spelling import look_alikes, may_be_meant
from qa_cchc.vietnamese.abbreviations import entries

_CORE = re.compile(r"(?P<before>[^\w]*)(?P<core>[^\W\d_]+)(?P<after>[^\w]*)")
_LONGEST = 7
_LEAST_SAID, _TIMES = 3, 2
_LEAST_LETTERS = 4
_ALIKE = ("CGOQĐD", "ILTJ", "VYU", "EFÊ", "PRB", "AĂÂ", "OÔƠ", "UƯ", "HN", "MW")
_Said = tuple[str, str, str, int]


def agreed(pages: Mapping[int, ReadPage]) -> dict[int, ReadPage]:
    """The pages of one document, each word that its other places contradict put right."""
    stretches = [words for page in pages.values() for words in _stretches(page)]
    said = Counter(context for words in stretches for at in range(len(words)) for context in _contexts(words, at))
    wrong = _misread_abbreviations(stretches)

    def mended(words: tuple[ReadWord, ...]) -> tuple[ReadWord, ...]:
        return tuple(_mended(words, at, said, wrong) for at in range(len(words)))

    made: dict[int, ReadPage] = {}
    for number, page in pages.items():
        flat = iter(mended(tuple(word for line in page.lines for word in line.words)))
        lines = tuple(replace(line, words=tuple(next(flat) for _ in line.words)) for line in page.lines)
        tables = tuple(
            replace(table, held=tuple(replace(cell, words=mended(cell.words)) for cell in table.held))
            for table in page.tables
        )
        made[number] = replace(page, lines=lines, tables=tables)
    return made


def _stretches(page: ReadPage) -> Iterator[tuple[ReadWord, ...]]:
    yield tuple(word for line in page.lines for word in line.words)
    for table in page.tables:
        for cell in table.held:
            yield cell.words


def _plain(word: ReadWord) -> str:
    """A word as it counts in a context: small letters, figures as one sign, punctuation off."""
    text = word.text.lower().strip(".,;:()“”\"")
    return "#" if any(map(str.isdigit, text)) else text


def _contexts(words: Sequence[ReadWord], at: int, as_word: str | None = None) -> list[_Said]:
    """The word with the two before, the two after, and one on each side; where it stands among them comes last."""
    own = _plain(words[at]) if as_word is None else as_word
    around = {
        step: _plain(words[at + step]) for step in (-2, -1, 1, 2) if 0 <= at + step < len(words)
    }
    found: list[_Said] = []
    if -2 in around:
        found.append((around[-2], around[-1], own, 2))
    if -1 in around and 1 in around:
        found.append((around[-1], own, around[1], 1))
    if 2 in around:
        found.append((own, around[1], around[2], 0))
    return found


def _mended(words: Sequence[ReadWord], at: int, said: Counter[_Said], wrong: Mapping[str, str]) -> ReadWord:
    word = words[at]
    match = _CORE.fullmatch(word.text)
    if match is None:
        return word
    core = match["core"]
    if core in wrong:
        return replace(word, text=match["before"] + wrong[core] + match["after"])
    if not core.islower() or len(core) > _LONGEST:
        return word
    # Its own reading does not speak for itself.
    own = sum(said[context] - 1 for context in _contexts(words, at))
    best, most = core, _TIMES * own
    offered = (other for other, _ in look_alikes(core) if not word.sure or may_be_meant(core, other))
    for other in offered:
        count = sum(said[context] for context in _contexts(words, at, other))
        if count >= _LEAST_SAID and count > most:
            best, most = other, count
    return word if best == core else replace(word, text=match["before"] + best + match["after"])


def _misread_abbreviations(stretches: Sequence[Sequence[ReadWord]]) -> dict[str, str]:
    """Abbreviations seen seldom → the frequent one that differs by one letter."""
    matches = (_CORE.fullmatch(word.text) for words in stretches for word in words)
    cores = Counter(match["core"] for match in matches if match and match["core"].isupper())
    known = {entry.short.upper() for entry in entries()}
    frequent = [core for core, count in cores.items() if count >= _LEAST_SAID and len(core) >= _LEAST_LETTERS]
    return {
        core: near[0]
        for core, count in cores.items()
        if core not in known
        and len(near := [other for other in frequent if cores[other] >= 3 * count and _one_apart(core, other)]) == 1
    }


def _one_apart(word: str, other: str) -> bool:
    """Whether one letter was put in, left out or taken for one of like shape; "UNND" is a slip of the office itself."""
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, rest_other = word[start:], other[start:]
    alike = bool(rest and rest_other) and any(rest[0] in group and rest_other[0] in group for group in _ALIKE)
    return rest[1:] == rest_other or rest == rest_other[1:] or (alike and rest[1:] == rest_other[1:])
