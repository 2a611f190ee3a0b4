"""Whether labels are points of one line of time: periods of one length, one after another, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from qa_cchc.records import Period
from qa_cchc.vietnamese.periods import find_periods

_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
# Quarters have 90 to 92 days, halves of a year 181 to 184.
_SLACK = timedelta(days=5)


def period_of(label: str) -> Period | None:
    """The period that a label is, apart from what stands in brackets behind it; None where it says more than that."""
    label = _ASIDE.sub("", label).strip()
    mentions = find_periods(label)
    if len(mentions) != 1 or (mentions[0].start, mentions[0].end) != (0, len(label)):
        return None
    return mentions[0].resolve()


def in_time(labels: Sequence[str]) -> bool:
    """Whether the labels are periods of one length in the order of time. A quarter beside a year is no such line."""
    found = [period_of(label) for label in labels]
    periods = [one for one in found if one is not None]
    if not periods or len(periods) < len(labels):
        return False
    lengths = [one.end - one.start for one in periods]
    ordered = all(first.end < second.start for first, second in pairwise(periods))
    return ordered and max(lengths) - min(lengths) <= _SLACK


def skipped(labels: Sequence[str]) -> list[str]:
    """What must be said where a line passes over periods that the table leaves out."""
    periods = [(label, period_of(label)) for label in labels]
    return [
        f"giữa {first} và {second} còn kỳ không có trong bảng"
        for (first, before), (second, after) in pairwise(periods)
        if before is not None and after is not None and after.start - before.end > timedelta(days=1)
        # Halves and nine months of one year after another are all there are.
        and after.start - before.end < (before.end - before.start) * 10
        and before.start.month != after.start.month
    ]
