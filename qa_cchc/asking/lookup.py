"""The figures that answer a question, found within its extent."""

from __future__ import annotations

import re

from qa_cchc.archive.store import Archive
from qa_cchc.asking.choose import choose
from qa_cchc.asking.extent import Extent
from qa_cchc.asking.match import matcher, needs
from qa_cchc.asking.question import Understood
from qa_cchc.records import Figure

_YEARLY = re.compile(
    r"(?:trong|cả) năm(?! \d)|kế hoạch vốn|kế hoạch (?:CCHC|cải cách hành chính) năm|được giao trong năm"
    r"|biên chế được giao",
    re.IGNORECASE,
)


def look_up(archive: Archive, understood: Understood, extent: Extent) -> list[Figure]:
    """The figures for each quantity asked for, the best first; empty when none is good enough."""
    chosen: list[Figure] = []
    for part in understood.parts():
        chosen += [figure for figure in _one(archive, part, extent) if figure not in chosen]
    return chosen


def _one(archive: Archive, understood: Understood, extent: Extent) -> list[Figure]:
    if not understood.terms:
        return []
    wanted = needs(understood, archive.term_frequencies(understood.terms), archive.manifest.figures)
    score = matcher(understood, wanted)
    form = understood.form
    candidates = [
        (figure, own, around)
        for figure, own, around in extent.candidates()
        if form is None or figure.form == form or (figure.form is None and figure.origin != "form")
    ]
    return choose([score(*candidate) for candidate in candidates], [figure for figure, _, _ in candidates])


def is_of_year(figure: Figure, years: list[str]) -> bool:
    """Whether a figure of a shorter report speaks of the whole year ("Kế hoạch năm 2023 gồm 36 nhiệm vụ")."""
    words = f"{figure.indicator} {figure.quote}"
    return any(f"năm {year}" in words for year in years) or _YEARLY.search(words) is not None
