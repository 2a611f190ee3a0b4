"""Of several readings of each word in a row, the likeliest: counts of syllables and their rows against given costs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qa_cchc.vietnamese.diacritics import row_bits, syllable_number


def likeliest(rows: Sequence[Sequence[tuple[str, float]]]) -> list[int]:
    """The index of the best candidate for each place. A candidate is a word (any case) and what it costs, in bits.

    Words that are no counted syllable (numbers, signs, names) stand in the row as what they are, so that the words on
    both sides are judged by them.
    """
    first = second = np.array([syllable_number("")], dtype=np.int64)
    total = np.zeros(1)
    back: list[np.ndarray] = []
    for row in rows:
        numbers = np.array([syllable_number(word) for word, _ in row], dtype=np.int64)
        costs = np.array([cost for _, cost in row])
        sums = total[:, None] + row_bits(first, second, numbers) - costs[None, :]
        best = sums.argmax(axis=0)
        back.append(best)
        total = sums[best, np.arange(len(numbers))]
        first, second = second[best], numbers
    place = int(total.argmax())
    chosen: list[int] = []
    for best in reversed(back):
        chosen.append(place)
        place = int(best[place])
    return chosen[::-1]
