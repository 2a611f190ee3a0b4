"""Whether words stand as they stood: clauses may change places, what stands inside one may not.

"xã chuyển huyện" holds the words of "huyện chuyển xã". So the words told must fall into runs of the built clauses.
"""

from __future__ import annotations

from collections.abc import Sequence

_HEADING_RUNS = 3


def keeps_order(
    clauses: Sequence[Sequence[str]], heading: Sequence[Sequence[str]], told: Sequence[str], runs: int
) -> bool:
    """Whether `told` consists of at most `runs` runs of each clause and a few of the heading's, in any order."""
    left = [*([runs] * len(clauses)), *([_HEADING_RUNS] * len(heading))]
    every = [*clauses, *heading]
    place = 0
    while place < len(told):
        lengths = [_longest(clause, told, place) if left[index] else 0 for index, clause in enumerate(every)]
        best = max(lengths, default=0)
        if not best:
            return False
        left[lengths.index(best)] -= 1
        place += best
    return True


def _longest(clause: Sequence[str], told: Sequence[str], place: int) -> int:
    """How many words from `place` on stand in one run of the clause."""
    best = 0
    for start in range(len(clause)):
        length = 0
        while (
            start + length < len(clause)
            and place + length < len(told)
            and clause[start + length] == told[place + length]
        ):
            length += 1
        best = max(best, length)
    return best
