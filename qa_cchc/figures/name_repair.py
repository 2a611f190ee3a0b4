"""Names of rows with slips of the pen or of character recognition, mended to the words that names of indicators have.

Only words that no name has are touched: parted anew where spaces were lost or crept in ("hososo", "giai quye t"), or
replaced by the one word a letter away that stands beside its neighbours in some name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from qa_cchc.vietnamese.abbreviations import entries
from qa_cchc.vietnamese.syllables import is_bare_syllable
from qa_cchc.vietnamese.unicode import fold

_WORD = re.compile(r"[a-z0-9]+%?|%")
# Digits that character recognition takes for letters, and letters for other letters.
_LOOKALIKES = str.maketrans({"0": "o", "1": "l", "5": "s", "6": "b", "8": "b", "9": "g"})
_CONFUSED = tuple(
    tuple(pair.split()) for pair in ("rn m", "m rn", "vv w", "ii u", "cl d", "li h", "ln h", "l i", "1 i", "nn m")
)
_LIKE = {"t": ("i", "l", "f"), "h": ("li", "n"), "c": ("o", "e"), "q": ("o", "g"), "d": ("o",), "v": ("y",)}
_LONGEST = 7


class Mender:
    """Mends folded names by the words and pairs of words of `names` (folded too)."""

    def __init__(self, names: Iterable[str]) -> None:
        self._count: Counter[str] = Counter()
        self._pairs: set[tuple[str, str]] = set()
        self._deleted: dict[str, set[str]] = defaultdict(set)
        for name in names:
            words = _WORD.findall(name)
            self._count.update(words)
            self._pairs.update(pairwise(["", *words, ""]))
        for word in self._count:
            if word.isalpha() and len(word) > 1:
                for shorter in _shorter(word):
                    self._deleted[shorter].add(word)

    def mend(self, name: str) -> str:
        """The name with its unknown words mended where one reading is plain; the same text where nothing is."""
        spans = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(name)]
        words = [word for _, _, word in spans]
        if all(self._known(word) for word in words):
            return name
        made: list[str] = []
        done, at = 0, 0
        while at < len(words):
            if self._known(words[at]):
                at += 1
                continue
            start, end, new = self._mended(words, at)
            if new is not None:
                made += [name[done : spans[start][0]], new] if spans[start][0] >= done else [new]
                done = spans[end - 1][1]
            at = end
        return "".join([*made, name[done:]])

    def _known(self, word: str) -> bool:
        return word in self._count or word.rstrip("%").isdigit() or word == "%"

    def _mended(self, words: Sequence[str], at: int) -> tuple[int, int, str | None]:
        """The words `start:end` around the unknown one at `at` and what they are; None where they stay."""
        word = words[at]
        before = words[at - 1] if at else ""
        after = words[at + 1] if at + 1 < len(words) else ""
        meant = _abbreviations().get(word)
        if meant is not None:
            return at, at + 1, meant
        if len(word) > 3 and not is_bare_syllable(word) and (parts := self._parted(word)):
            return at, at + 1, " ".join(parts)
        # A space that crept in: the piece with the one behind it.
        if after and not self._known(after) and (parts := self._parted(word + after)):
            return at, at + 2, " ".join(parts)
        if after and len(word) + len(after) <= _LONGEST and word + after in self._count:
            return at, at + 2, word + after
        if before and len(word) < 4 and before + word in self._count:
            return at - 1, at + 1, before + word
        alike = self._nearest(word, before, after)
        return at, at + 1, alike

    def _parted(self, letters: str) -> list[str] | None:
        """Letters as known words of two letters or more, those that stand beside each other in names first."""
        best: list[tuple[int, list[str]] | None] = [None] * (len(letters) + 1)
        best[0] = (0, [])
        for end in range(2, len(letters) + 1):
            for start in range(max(0, end - _LONGEST), end - 1):
                reached, piece = best[start], letters[start:end]
                if reached is None or piece not in self._count:
                    continue
                beside = (reached[1][-1], piece) in self._pairs if reached[1] else True
                cost = reached[0] + (1 if beside else 4)
                if best[end] is None or cost < best[end][0]:
                    best[end] = (cost, [*reached[1], piece])
        found = best[-1]
        return found[1] if found and found[0] <= len(found[1]) + 3 else None

    def _nearest(self, word: str, before: str, after: str) -> str | None:
        if len(word) < 2:
            return None
        letters = word.translate(_LOOKALIKES)
        shorter = {letters, *_shorter(letters)}
        near = {one for part in shorter for one in self._deleted.get(part, ())} | (shorter & self._count.keys())
        swapped = {letters.replace(wrong, right, 1) for wrong, right in _CONFUSED if wrong in letters}
        near |= swapped & self._count.keys()
        ranked = sorted(
            (
                (self._company(one, before, after), one == letters or one in swapped, self._count[one], one)
                for one in near
            ),
            reverse=True,
        )
        if not ranked:
            return None
        company, _, _, best = ranked[0]
        rival = ranked[1][0] if len(ranked) > 1 else -1
        if company == 0:
            # Nobody vouches for it: only a word that is none at all, and only one that it can be.
            return best if len(ranked) == 1 and len(word) > 3 and not is_bare_syllable(word) else None
        if is_bare_syllable(word) and company < 2:
            return None
        return best if company > rival or not is_bare_syllable(word) else None

    def _company(self, word: str, before: str, after: str) -> int:
        return ((before, word) in self._pairs) + ((word, after) in self._pairs)


def _shorter(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


@lru_cache(maxsize=1)
def _abbreviations() -> Mapping[str, str]:
    """Folded abbreviations of four letters or more, and what character recognition makes of them, that mean one
    thing."""
    meant: dict[str, set[str]] = defaultdict(set)
    for entry in entries():
        short = fold(entry.short)
        if not short.isalpha() or len(short) < 4 or is_bare_syllable(short):
            continue
        meant[short].add(fold(entry.means))
        for at, letter in enumerate(short):
            for other in _LIKE.get(letter, ()):
                meant[f"{short[:at]}{other}{short[at + 1 :]}"].add(fold(entry.means))
    return {letters: next(iter(found)) for letters, found in meant.items() if len(found) == 1}
