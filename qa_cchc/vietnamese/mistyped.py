"""Whether a typed word is open to repair, and the syllables it may have been meant as, with their cost in bits."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from qa_cchc.vietnamese.diacritics import shape_syllables, syllable_count, syllable_total
from qa_cchc.vietnamese.keystrokes import telex, vni
from qa_cchc.vietnamese.near_syllables import near_syllables
from qa_cchc.vietnamese.spelling import LEVEL, Spelling, put_together, take_apart
from qa_cchc.vietnamese.syllables import is_bare_syllable, is_syllable
from qa_cchc.vietnamese.typing_lattice import Choice, Reading
from qa_cchc.vietnamese.unicode import fold

_VIETNAMESE = frozenset("abcdefghijklmnopqrstuvwxyzăâđêôơư")
_VOWELS = frozenset("aeiouy")
_ROMAN = re.compile("(?=.)x{0,3}(?:i[vx]|v?i{0,3})")
_KEYS, _KEYS_AND_SLIP, _SPACE = 1.0, 3.0, 5.0
# A syllable that the grammar allows may be a name or a word of the street: only near slips are thought of there, and of
# other tones only one beside its own, or one where others were left out.
_RARE_SLIP, _RARE_TONE, _RARE_MARK, _STREET_SLIP, _BARE_SLIP = 7.0, 3.0, 2.0, 9.0, 4.0
_KEPT, _BEHIND_BEST = 12, 12.0
# What looks like a syllable rarer than this without its marks is more likely a slip ("quyt": "quỵt", or "quyết").
_OFTEN = 20.0
_LONGEST_RUN, _LONGEST_PIECE, _MOST_PIECES = 28, 7, 6
_SPLITS = 3
_LONE = frozenset("ở ý ô à ạ y".split())
_FINAL_DIGITS = re.compile(r"([^\W\d_]+)(\d+)")
# Words before a number, which people write without the space.
_LABELS = frozenset("quy qui thang nam phuong quan bieu mau so dieu khoan muc xa to ap khu phu tuan lan cap tp".split())


def canonical(word: str) -> str | None:
    """A lower-case syllable whose tone stands on another letter, with it in its place; None where nothing is wrong."""
    spelling = take_apart(word)
    if spelling is None or not is_syllable(word):
        return None
    placed = put_together(spelling)
    if placed == word:
        return None
    return placed if syllable_count(placed) > 3 * syllable_count(word) else None


def is_rare(word: str) -> bool:
    """Whether a lower-case word with marks is a syllable by the grammar that office text hardly holds."""
    return word != fold(word) and is_syllable(word) and not syllable_count(word)


def is_known(word: str) -> bool:
    """Whether a lower-case word is a syllable of office text, as written or as it looks without marks."""
    return syllable_count(word) > 0 or any(syllable_count(one) >= _OFTEN for one in shape_syllables().get(word, ())[:1])


def is_skeleton(word: str) -> bool:
    """Whether a lower-case word has no vowel, nor a key that makes one ("đng")."""
    return not (_VOWELS & set(fold(word)) or "w" in word)


def may_be_mistyped(word: str, bare: bool) -> bool:
    """Whether a lower-case word without digits that is no known syllable can be a Vietnamese word mistyped.

    A word without vowels is taken for an abbreviation in a text without marks (`bare`).
    """
    plain = fold(word)
    if not 2 <= len(word) <= _LONGEST_RUN or not set(plain) <= _VIETNAMESE or _ROMAN.fullmatch(word):
        return False
    return not is_skeleton(word) or (not bare and len(word) > 2)


def _pruned(found: dict[str, float]) -> Choice | None:
    if not found:
        return None
    worth = sorted(found, key=lambda one: (found[one] - 0.5 * math.log2(syllable_count(one) + 1), one))
    best = min(found.values())
    kept = [syllable for syllable in worth if found[syllable] <= best + _BEHIND_BEST][:_KEPT]
    return Choice(tuple(kept), tuple(found[syllable] for syllable in kept))


def _merge(found: dict[str, float], more: Iterable[tuple[str, float]], extra: float = 0.0) -> None:
    for syllable, cost in more:
        if cost + extra < found.get(syllable, 99.0):
            found[syllable] = cost + extra


def _by_keys(spellings: tuple[Spelling, ...], slips: bool) -> dict[str, float]:
    """What Telex or VNI keys spell; with a slip only where no word comes out as struck."""
    found: dict[str, float] = {}
    for spelling in spellings:
        _merge(found, near_syllables(spelling, False, False), _KEYS)
    if slips and min(found.values(), default=99.0) > _KEYS:
        for spelling in spellings:
            _merge(found, near_syllables(spelling, True, False), _KEYS_AND_SLIP)
    return found


def _near_rare(word: str, spelling: Spelling, slips: bool) -> list[tuple[str, float]]:
    found = []
    for syllable, cost in near_syllables(spelling, slips, False):
        meant = take_apart(syllable)
        if fold(syllable) != fold(word):
            most = _RARE_SLIP
        else:
            most = _RARE_TONE if meant is not None and meant.letters == spelling.letters else 0.0
        # A tone left out is thought of only where others were.
        if cost <= most and not (spelling.tone == LEVEL and most == _RARE_TONE):
            found.append((syllable, cost))
    return found


@lru_cache(maxsize=4096)
def with_tone(word: str) -> Choice | None:
    """The syllables that a rare lower-case word is with a tone; for a text that leaves tones out ("giư" → "giữ")."""
    spelling = take_apart(word)
    if spelling is None or spelling.tone != LEVEL:
        return None
    return _pruned({one: cost for one, cost in near_syllables(spelling, False, False) if cost <= _RARE_MARK})


@lru_cache(maxsize=4096)
def whole(word: str, slips: bool, bare: bool) -> Choice | None:
    """The single syllables that a lower-case word may have been meant as; None where there is none.

    `slips`: its letters may be wrong too, which a name's are not taken to be; `bare`: the text around has no marks.
    """
    found: dict[str, float] = {}
    if any(sign.isdigit() for sign in word):
        if is_struck_in_vni(word):
            return _pruned(_by_keys(vni(word), slips))
        _merge(found, [one for s in vni(word) for one in near_syllables(s, False, False) if one[1] == 0], _KEYS)
        return _pruned(found)
    struck = telex(word)
    _merge(found, _by_keys(struck, slips).items())
    spelling = take_apart(word)
    if spelling is not None:
        if word == fold(word) and is_bare_syllable(word):
            # "xai" may be a word of the street that offices do not use, "nhuu" is one letter too many.
            most = _BARE_SLIP if bare or is_syllable(word) else _STREET_SLIP
            near = near_syllables(spelling, slips, bare)
            _merge(found, [(one, cost) for one, cost in near if cost <= most and fold(one) != word])
        elif is_rare(word):
            _merge(found, _near_rare(word, spelling, slips))
        else:
            _merge(found, near_syllables(spelling, slips, bare and word == fold(word)))
    return _pruned(found)


def struck_as(word: str) -> tuple[tuple[Spelling, float], ...]:
    """The spellings that a lower-case word may be: as typed, by Telex or by VNI, and what each costs."""
    typed = take_apart(word)
    spellings = [(typed, 0.0)] if typed is not None and word.isalpha() else []
    return (*spellings, *((spelling, _KEYS) for spelling in (*telex(word), *vni(word))))


def spelt_by_keys(word: str) -> str | None:
    """The one syllable of the grammar that a lower-case word spells in Telex or VNI but office text does not hold."""
    spelt = {put_together(spelling) for spelling in (*telex(word), *vni(word))}
    syllables = [syllable for syllable in spelt if is_syllable(syllable)]
    return syllables[0] if len(syllables) == 1 and not syllable_count(syllables[0]) else None


def telex_struck(word: str) -> bool:
    """Whether a lower-case word spells a known syllable in Telex."""
    return any(syllable_count(put_together(spelling)) > 0 for spelling in telex(word))


@lru_cache(maxsize=8192)
def _piece(word: str, bare: bool) -> Choice | None:
    """A syllable within a run without spaces: as typed, with marks left out, or struck in Telex or VNI."""
    if len(word) == 1 and word not in _LONE:
        return None
    found: dict[str, float] = {}
    if any(sign.isdigit() for sign in word):
        for spelling in vni(word):
            _merge(found, [one for one in near_syllables(spelling, False, False) if one[1] == 0], _KEYS)
        return _pruned(found)
    spelling = take_apart(word)
    if spelling is not None:
        near = near_syllables(spelling, False, bare and word == fold(word))
        _merge(found, [one for one in near if one[1] <= 6.0])
    for struck in telex(word):
        _merge(found, [one for one in near_syllables(struck, False, False) if one[1] == 0], _KEYS)
    return _pruned(found)


def _worth(choice: Choice) -> float:
    total = syllable_total()
    return max(
        math.log2((syllable_count(syllable) + 0.5) / total) - cost
        for syllable, cost in zip(choice.syllables, choice.costs, strict=True)
    )


@lru_cache(maxsize=2048)
def runs(word: str, bare: bool) -> tuple[Reading, ...]:
    """The best ways to read a lower-case word as several syllables typed without spaces."""
    bare = bare or word == fold(word)
    if not 4 <= len(word) <= _LONGEST_RUN or is_syllable(word) or is_bare_syllable(word):
        return ()
    best: list[list[tuple[float, Reading]]] = [[] for _ in range(len(word) + 1)]
    best[0] = [(0.0, ())]
    for end in range(1, len(word) + 1):
        ways: list[tuple[float, Reading]] = []
        for start in range(max(0, end - _LONGEST_PIECE), end):
            if not best[start] or (start, end) == (0, len(word)):
                continue
            choice = _piece(word[start:end], bare)
            if choice is None:
                continue
            worth = _worth(choice) - _SPACE
            ways += [(total + worth, (*row, choice)) for total, row in best[start] if len(row) < _MOST_PIECES]
        best[end] = sorted(ways, key=lambda way: -way[0])[:_SPLITS]
    return tuple(_paid(row) for _, row in best[-1] if len(row) > 1)


def _paid(row: Reading) -> Reading:
    """The reading with the cost of the spaces left out, on its first syllable."""
    extra = _SPACE * (len(row) - 1)
    first = Choice(row[0].syllables, tuple(cost + extra for cost in row[0].costs))
    return (first, *row[1:])


def is_struck_in_vni(word: str) -> bool:
    """Whether letters and digits make a syllable and can only be VNI: a digit of a mark, or of a tone amid letters."""
    if not re.search(r"[6-9]|\d[^\W\d_]", word):
        return False
    return any(syllable_count(put_together(spelling)) > 0 for spelling in vni(word))


def label_and_number(word: str, in_vni: bool) -> tuple[str, str] | None:
    """ "thang6" → ("thang", "6"); None where the digits are no number of their own.

    `in_vni`: other words of the text are struck in VNI, so that "quy1" may be "quý".
    """
    match = _FINAL_DIGITS.fullmatch(word)
    if match is None or len(match[1]) < 2 or not is_known(match[1]):
        return None
    if match[1] != fold(match[1]):
        return match[1], match[2]
    if is_struck_in_vni(word) or (in_vni and len(match[2]) == 1):
        return None
    return (match[1], match[2]) if match[1] in _LABELS else None
