"""Figures already read of a report's text, and which of them numbers that follow are the parts of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa_cchc.figures.meanings import load_meanings
from qa_cchc.figures.naming import Naming
from qa_cchc.figures.quantity import Quantity
from qa_cchc.figures.telling import Told

_FEWEST_PARTS = 3
# Smaller numbers are the same by chance.
_TELLING_BASE = 8
_LOOKED_BACK = 12
# What files are counted as before anything else is said of them.
_TOTALS = frozenset({"files_received", "files_resolved", "files_to_resolve"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure already read: where its words end, what it counts, whose it is, and its value."""

    end: int
    naming: Naming
    id: str
    value: float | int
    scope: str | None


def added_up(found: Sequence[Quantity], stated: Sequence[Stated]) -> Stated | None:
    """The stated number that counts, three at least, add up to."""
    counts = [quantity for quantity in found if quantity.unit != "%"]
    total = sum(quantity.value for quantity in counts)
    return next((one for one in stated if one.value == total), None) if len(counts) >= _FEWEST_PARTS else None


def listed_parts_of(
    sentence: str, found: Sequence[Quantity], stated: Sequence[Stated], earlier: Sequence[Stated]
) -> Stated | None:
    """What a sentence that lists sectors or bodies without saying what is counted goes into: "Lĩnh vực đất đai 40, hộ
    tịch 31, các lĩnh vực khác 9" behind "Tiếp nhận 80 hồ sơ".

    That is the number of its paragraph (`stated`) which its own add up to. Where they are too many for the last number
    to hold them, it is the last total of files, of its paragraph or `earlier`, that does.
    """
    counts = [q for q in found if q.unit != "%" and q.restates is None and not q.zero]
    labelled = [q for q in counts if q.label]
    if len(labelled) < 2 or 2 * len(labelled) < len(counts) or any(q.whole is not None for q in counts):
        return None
    if any(_says_what(sentence[slice(*q.left)]) for q in counts):
        return None
    whole = added_up(counts, tuple(reversed(stated)))
    if whole is not None and whole.naming.indicator_id:
        return whole
    most = max(q.value for q in counts)
    if not stated or stated[-1].value >= most or stated[-1].naming.unit == "%":
        return None
    totals = (one for one in (*reversed(stated), *reversed(earlier)) if one.naming.indicator_id in _TOTALS)
    return next((one for one in totals if one.value >= most), None)


def base_of(quantity: Quantity, stated: Sequence[Stated], earlier: Sequence[Stated]) -> Told | None:
    """What was told of the last number that a count is out of: "Kế hoạch có 36 nhiệm vụ … đã xong 20/36 nhiệm vụ"."""
    if quantity.denominator is None or quantity.denominator < _TELLING_BASE or quantity.unit is None:
        return None
    for one in (*reversed(stated), *reversed(earlier[-_LOOKED_BACK:])):
        if one.value == quantity.denominator and one.naming.unit == quantity.unit and one.naming.indicator_id:
            return one.naming.told
    return None


def _says_what(words: str) -> bool:
    """Whether words tell what is counted, or what became of it."""
    meanings = load_meanings()
    return any(meanings.facet_of[one.concept] in ("stage", "time", "channel") for one in meanings.hear(words))
