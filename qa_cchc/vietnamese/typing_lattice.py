"""The likeliest reading of a row of words of which some may be read in several ways.

A word read in one way is a `Word` with one reading of one syllable; a mistyped one has readings of one syllable each,
or of several where a space was left out. Viterbi over triples of syllables (`diacritics.row_bits`); all costs in bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa_cchc.vietnamese.diacritics import row_bits, syllable_number

# Open states kept behind each word.
_WIDTH = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """Syllables of which one stands at a place, with what each costs.

    `flat`: a word of which the counts know nothing; its cost stands for its likelihood too.
    """

    syllables: tuple[str, ...]
    costs: tuple[float, ...]
    flat: bool = False


Reading = tuple[Choice, ...]
"""One choice for each syllable that the word is read as."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word's readings; the first is the word as typed."""

    readings: tuple[Reading, ...]


@dataclass(slots=True)
class _States:
    """Ends of rows: the last two syllables' numbers, bits so far, and what was read on the way."""

    first: np.ndarray
    second: np.ndarray
    total: np.ndarray
    read: list[tuple[str, ...]]


def _advanced(states: _States, choice: Choice) -> _States:
    """The states behind one more syllable, the best for each pair of last syllables."""
    numbers = np.array([syllable_number(syllable) for syllable in choice.syllables], dtype=np.int64)
    costs = np.array(choice.costs)
    sums = states.total[:, None] - costs[None, :]
    if not choice.flat:
        sums = sums + row_bits(states.first, states.second, numbers)
    best = sums.argmax(axis=0)
    total = sums[best, np.arange(len(numbers))]
    kept = np.argsort(-total, kind="stable")[:_WIDTH].tolist()
    return _States(
        states.second[best[kept]],
        numbers[kept],
        total[kept],
        [(*states.read[best[place]], choice.syllables[place]) for place in kept],
    )


def _joined(all_states: Sequence[_States]) -> _States:
    if len(all_states) == 1:
        return all_states[0]
    total = np.concatenate([states.total for states in all_states])
    read = [row for states in all_states for row in states.read]
    kept = np.argsort(-total, kind="stable")[:_WIDTH].tolist()
    first = np.concatenate([states.first for states in all_states])[kept]
    second = np.concatenate([states.second for states in all_states])[kept]
    return _States(first, second, total[kept], [read[place] for place in kept])


def likeliest(words: Sequence[Word]) -> list[tuple[str, ...]]:
    """For each word the syllables it is read as in the likeliest reading of all."""
    start = np.array([syllable_number("")], dtype=np.int64)
    states = _States(start, start, np.zeros(1), [()])
    # The syllables read word by word: bounds are kept beside, as readings differ in length.
    marks: list[list[tuple[str, ...]]] = [[]]
    for word in words:
        if len(states.read) == 1 and len(word.readings) == 1 and len(word.readings[0]) == 1:
            choice = word.readings[0][0]
            if len(choice.syllables) == 1:
                numbers = np.array([syllable_number(choice.syllables[0])], dtype=np.int64)
                states = _States(states.second, numbers, states.total, [()])
                marks = [[*marks[0], choice.syllables]]
                continue
        base = _States(states.first, states.second, states.total, [(str(i),) for i in range(len(marks))])
        ends: list[_States] = []
        for reading in word.readings:
            end = base
            for choice in reading:
                end = _advanced(end, choice)
            ends.append(end)
        states = _joined(ends)
        marks = [[*marks[int(row[0])], row[1:]] for row in states.read]
    return marks[int(states.total.argmax())]
