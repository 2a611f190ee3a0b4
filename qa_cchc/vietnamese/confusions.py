"""Syllables that exist but were hardly meant: a tone mistaken for its like ("nghĩ việc") or left out ("công nhân").

Both neighbours decide which ones are worth the sums of the lattice, where all that stands around decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from qa_cchc.vietnamese.diacritics import (
    pair_counts,
    shape_syllables,
    syllable_count,
    syllable_counts,
    syllable_number,
)
from qa_cchc.vietnamese.spelling import LEVEL, Spelling, put_together, take_apart
from qa_cchc.vietnamese.typing_lattice import Choice
from qa_cchc.vietnamese.unicode import fold

_CONFUSED = {"hỏi": "ngã", "ngã": "hỏi"}
# Bits of evidence asked for: against a tone that was typed, a tone left out, one left out where others were too, and
# letters swapped.
_TONE_TYPED, _TONE_LEFT_OUT, _AMONG_OTHERS, _SWAPPED = 10.0, 14.0, 5.0, 14.0
_WORTH_A_LOOK = 4.0
_UNSEEN = 0.5


@lru_cache(maxsize=8192)
def _others(syllable: str, missing: bool) -> tuple[tuple[str, float], ...]:
    """The syllables that a counted one may stand for, and the bits of evidence asked for."""
    spelling = take_apart(syllable)
    if spelling is None or syllable == fold(syllable) or not syllable_count(syllable):
        return ()
    found: list[tuple[str, float]] = []
    letters = spelling.letters
    for place in range(1, len(letters) - 1):
        swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
        other = put_together(Spelling(swapped, spelling.tone))
        if other != syllable and syllable_count(other):
            found.append((other, _SWAPPED))
    for other in shape_syllables().get(fold(syllable), ()):
        meant = take_apart(other)
        if meant is None or meant.letters != spelling.letters or other == syllable:
            continue
        if spelling.tone == LEVEL:
            found.append((other, _AMONG_OTHERS if missing else _TONE_LEFT_OUT))
        elif _CONFUSED.get(spelling.tone) == meant.tone:
            found.append((other, _TONE_TYPED))
    return tuple(found)


def _fit(before: np.ndarray, here: np.ndarray, after: np.ndarray) -> np.ndarray:
    return (
        np.log2(pair_counts(before, here) + _UNSEEN)
        + np.log2(pair_counts(here, after) + _UNSEEN)
        - np.log2(syllable_counts(here) + 1.0)
    )


def confusions(words: Sequence[str], missing: bool) -> dict[int, Choice]:
    """Places of lower-case `words` where another tone fits its neighbours far better: the word itself, then the others.

    `missing` says that tones were left out elsewhere in the text. A word given as "" is a break.
    """
    places: list[int] = []
    others: list[str] = []
    costs: list[float] = []
    for place, word in enumerate(words):
        for other, cost in _others(word, missing):
            places.append(place)
            others.append(other)
            costs.append(cost)
    if not places:
        return {}
    numbers = np.array([syllable_number(word) for word in ("", *words, "")], dtype=np.int64)
    at = np.array(places, dtype=np.int64)
    before, here, after = numbers[at], numbers[at + 1], numbers[at + 2]
    instead = np.array([syllable_number(other) for other in others], dtype=np.int64)
    gain = _fit(before, instead, after) - _fit(before, here, after)
    found: dict[int, list[tuple[str, float]]] = {}
    for index in np.flatnonzero(gain >= _WORTH_A_LOOK).tolist():
        found.setdefault(places[index], []).append((others[index], costs[index]))
    return {
        place: Choice((words[place], *(other for other, _ in kept)), (0.0, *(cost for _, cost in kept)))
        for place, kept in found.items()
    }
