"""What the rows of a table add up to says what they count: files received with those carried over are files to resolve.

Offices head the same sum "Tiếp nhận", "Tổng tiếp nhận" or "Phải giải quyết". Where the rows right below it are its
parts, files carried over among them, the sum is no count of files received in the period.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from qa_cchc.figures.catalogue import load
from qa_cchc.records import Figure

_RECEIVED, _CARRIED, _TO_RESOLVE = "files_received", "files_carried_over", "files_to_resolve"
_MOST_PARTS = 8


def with_files_to_resolve(figures: Sequence[tuple[Figure, str]]) -> list[tuple[Figure, str]]:
    """Figures of one table in reading order (each with its key), sums with carried over files under their own id.

    The parts stand in the column of their sum, in the rows right below it. A share beside the sum stays as it is.
    """
    columns: dict[str, list[int]] = defaultdict(list)
    for at, (figure, _) in enumerate(figures):
        if figure.unit != "%" and figure.value is not None and figure.change is None:
            columns[figure.id.rsplit(":", 1)[-1]].append(at)
    found = list(figures)
    to_resolve = load().get(_TO_RESOLVE)
    for places in columns.values() if to_resolve is not None else ():
        for position, at in enumerate(places):
            below = [figures[other][0] for other in places[position + 1 : position + 1 + _MOST_PARTS]]
            figure, key = figures[at]
            if figure.indicator_id == _RECEIVED and _holds_carried(figure, below):
                told = replace(
                    figure, indicator=to_resolve.name, indicator_id=to_resolve.id, facets=tuple(to_resolve.facets)
                )
                found[at] = (told, key)
    return found


def _holds_carried(whole: Figure, below: Sequence[Figure]) -> bool:
    """Whether figures right below a sum add up to it, two of them at least, with files carried over among them."""
    held = 0.0
    carried = False
    for number, part in enumerate(below, start=1):
        held += part.value or 0
        carried = carried or part.indicator_id == _CARRIED
        if held >= (whole.value or 0):
            return held == whole.value and carried and number > 1
    return False
