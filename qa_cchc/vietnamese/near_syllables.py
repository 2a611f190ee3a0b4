"""Syllables that a mistyped word may stand for, each with the bits that the slip costs.

Only syllables that office text holds are offered (those counted in `diacritics.npz`). One slip of a letter is mended:
swapped, doubled, dropped, stray, or a neighbour on the keyboard; marks and tones may be missing or wrong beside it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from qa_cchc.vietnamese.diacritics import shape_syllables, syllable_count
from qa_cchc.vietnamese.spelling import LEVEL, Spelling, put_together, take_apart
from qa_cchc.vietnamese.unicode import fold

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = frozenset(
    one + other
    for row, keys in enumerate(_ROWS)
    for place, one in enumerate(keys)
    for near, offsets in ((row, (-1, 1)), (row - 1, (0, 1)), (row + 1, (-1, 0)))
    if 0 <= near < len(_ROWS)
    for other in (_ROWS[near][place + offset] for offset in offsets if 0 <= place + offset < len(_ROWS[near]))
)
# Letters confused by ear.
_ALIKE = frozenset("iy yi sx xs ln nl ck kc dr rd".split())
_SWAPPED, _DOUBLED, _STRAY, _DROPPED = 4.0, 3.0, 7.5, 6.5
_NEIGHBOUR, _BY_EAR, _WRONG = 6.5, 5.5, 10.0
_FIRST = 2.0  # the first letter of a word is seldom the wrong one
_MARK_MISSING, _MARK_WRONG = 3.0, 7.0
_TONE_MISSING, _TONE_WRONG, _TONE_CONFUSED = 2.0, 7.0, 3.0
_CONFUSED = frozenset({("hỏi", "ngã"), ("ngã", "hỏi")})
_KEPT = 24


@dataclass(frozen=True, slots=True)
class _Edit:
    """A shape reached, the typed letters behind each of its letters (None where none was typed), and the cost."""

    shape: str
    typed: tuple[str | None, ...]
    cost: float


@lru_cache(maxsize=1)
def _well_spelt() -> dict[str, tuple[str, ...]]:
    """Shape → its counted syllables, without those that bear their tone in the wrong place."""
    shapes = {
        shape: tuple(syllable for syllable in syllables if put_together(_spelt(syllable)) == syllable)
        for shape, syllables in shape_syllables().items()
    }
    return {shape: syllables for shape, syllables in shapes.items() if syllables}


@lru_cache(maxsize=1)
def _shortened() -> dict[str, list[str]]:
    """Every shape of a syllable with one letter left out → the shapes it came from; and each shape itself."""
    found: dict[str, list[str]] = {}
    for shape in _well_spelt():
        for short in {shape, *(shape[:place] + shape[place + 1 :] for place in range(len(shape)))}:
            found.setdefault(short, []).append(shape)
    return found


def _edit(letters: str, plain: str, shape: str) -> _Edit | None:
    """The one slip that lies between the typed letters and a shape; None where there are more."""
    same = 0
    while same < min(len(plain), len(shape)) and plain[same] == shape[same]:
        same += 1
    first = _FIRST if same == 0 else 0.0
    typed: tuple[str | None, ...]
    if len(plain) == len(shape):
        if plain[same + 1 :] == shape[same + 1 :]:
            pair = plain[same] + shape[same]
            cost = _NEIGHBOUR if pair in _NEIGHBOURS else _BY_EAR if pair in _ALIKE else _WRONG
            return _Edit(shape, (*letters[:same], None, *letters[same + 1 :]), cost + first)
        if plain[same : same + 2] == shape[same : same + 2][::-1] and plain[same + 2 :] == shape[same + 2 :]:
            typed = (*letters[:same], letters[same + 1], letters[same], *letters[same + 2 :])
            return _Edit(shape, typed, _SWAPPED + first)
        return None
    if len(plain) == len(shape) + 1 and plain[same + 1 :] == shape[same:]:
        doubled = same > 0 and plain[same] == plain[same - 1]
        near = same > 0 and plain[same - 1] + plain[same] in _NEIGHBOURS
        cost = _DOUBLED if doubled else _STRAY - near
        # Of a doubled letter the one with its mark is meant.
        if doubled and letters[same - 1] in "aeioud":
            return _Edit(shape, (*letters[: same - 1], *letters[same:]), cost)
        return _Edit(shape, (*letters[:same], *letters[same + 1 :]), cost + first)
    if len(plain) + 1 == len(shape) and plain[same:] == shape[same + 1 :]:
        return _Edit(shape, (*letters[:same], None, *letters[same:]), _DROPPED + first)
    return None


def _edits(letters: str) -> list[_Edit]:
    plain = fold(letters)
    known = _shortened()
    shapes: set[str] = set()
    for short in {plain, *(plain[:place] + plain[place + 1 :] for place in range(len(plain)))}:
        shapes.update(known.get(short, ()))
    shapes.discard(plain)
    # A swap shares no shortened form but is found by itself.
    for place in range(len(plain) - 1):
        swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
        if swapped != plain and swapped in _well_spelt():
            shapes.add(swapped)
    found = (_edit(letters, plain, shape) for shape in sorted(shapes))
    return [edit for edit in found if edit is not None]


@lru_cache(maxsize=4096)
def _spelt(syllable: str) -> Spelling:
    spelling = take_apart(syllable)
    assert spelling is not None
    return spelling


def _marks(typed: tuple[str | None, ...], meant: str, missing: float) -> float:
    cost = 0.0
    for one, other in zip(typed, meant, strict=True):
        if one is not None and one != other:
            cost += missing if one == fold(other) else _MARK_WRONG
    return cost


def _tone(typed: str, meant: str, missing: float) -> float:
    if typed == meant:
        return 0.0
    if typed == LEVEL:
        return missing
    return _TONE_CONFUSED if (typed, meant) in _CONFUSED else _TONE_WRONG


def slip_cost(spelling: Spelling, syllable: str) -> float | None:
    """Bits that it costs to have typed a syllable (lower case) like this; None where more than one letter is off."""
    meant = take_apart(syllable)
    if meant is None:
        return None
    plain, shape = fold(spelling.letters), fold(meant.letters)
    way = _Edit(shape, tuple(spelling.letters), 0.0) if plain == shape else _edit(spelling.letters, plain, shape)
    if way is None:
        return None
    return way.cost + _marks(way.typed, meant.letters, _MARK_MISSING) + _tone(spelling.tone, meant.tone, _TONE_MISSING)


@lru_cache(maxsize=8192)
def near_syllables(spelling: Spelling, slips: bool, bare: bool) -> tuple[tuple[str, float], ...]:
    """Counted syllables near a spelling and what each costs in bits, cheapest first.

    `slips`: letters may be wrong too, not only marks and tone; `bare`: marks that were not typed cost nothing.
    """
    letters = spelling.letters
    ways = [_Edit(fold(letters), tuple(letters), 0.0)]
    if slips:
        ways += _edits(letters)
    mark_missing, tone_missing = (0.0, 0.0) if bare else (_MARK_MISSING, _TONE_MISSING)
    best: dict[str, float] = {}
    for way in ways:
        for syllable in _well_spelt().get(way.shape, ()):
            meant = _spelt(syllable)
            cost = way.cost + _marks(way.typed, meant.letters, mark_missing)
            cost += _tone(spelling.tone, meant.tone, tone_missing)
            if cost < best.get(syllable, 99.0):
                best[syllable] = cost
    likely = sorted(best, key=lambda one: (best[one] - 0.5 * math.log2(syllable_count(one) + 1), one))[:_KEPT]
    return tuple(sorted(((one, best[one]) for one in likely), key=lambda item: (item[1], item[0])))
