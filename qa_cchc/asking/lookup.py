"""The figures that answer a question, found within its extent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_cchc.archive.store import Archive
from qa_cchc.asking.choose import choose
from qa_cchc.asking.extent import Extent
from qa_cchc.asking.match import matcher, needs
from qa_cchc.asking.parts import asks_breakdown
from qa_cchc.asking.question import Understood
from qa_cchc.records import Figure, Filters
from qa_cchc.vietnamese.terms import terms

_MOST_TERMS = 32
_YEARLY = re.compile(
    r"(?:trong|cả) năm(?! \d)|kế hoạch vốn|kế hoạch (?:CCHC|cải cách hành chính) năm|được giao trong năm"
    r"|biên chế được giao",
    re.IGNORECASE,
)


def look_up(archive: Archive, understood: Understood, extent: Extent) -> list[Figure]:
    """The figures for each quantity asked for, the best first; empty when none is good enough."""
    chosen: list[Figure] = []
    missed: list[Understood] = []
    for part in (parts := understood.parts()):
        found = _one(archive, part, extent)
        if not found:
            missed.append(part)
        chosen += [figure for figure in found if figure not in chosen]
    if chosen and len(parts) > 1:
        # Of several quantities the one that is not found in its words may be by its concepts.
        for part in missed:
            chosen += [figure for figure in _one(archive, part, extent, concepts_only=True) if figure not in chosen]
    return chosen


def with_parts(archive: Archive, figures: Sequence[Figure], text: str) -> list[Figure]:
    """The figures, and those that the reports count as parts of the first where a question asks for them too."""
    found = list(figures)
    if figures and asks_breakdown(text):
        found += [part for part in _parts_of(archive, figures[0]) if part not in found]
    return found


def _parts_of(archive: Archive, figure: Figure) -> list[Figure]:
    """The figures that the report itself counts as parts of one, or of its statement in prose."""
    wholes = [figure, *(one for one in archive.figures_by_id(list(figure.same)) if one.origin == "prose")]
    found: list[Figure] = []
    for whole in wholes:
        within = Filters(report_number=whole.report.number, places=(whole.place,) if whole.place else ())
        near = archive.figure_candidates(terms(whole.quote)[:_MOST_TERMS], within)
        found += [one for one, _, _ in near if one.whole == whole.id and not one.change]
    if not found and figure.indicator_id:
        # The table beside it gives the parts by indicators of their own ("service_index" → "service_index_progress").
        near = archive.figure_candidates(terms(f"{figure.indicator} {figure.section}")[:_MOST_TERMS], within)
        found = [one for one, _, _ in near if (one.indicator_id or "").startswith(f"{figure.indicator_id}_")
                 and one.report.id == figure.report.id and one.origin == "table" and one.state == "value"]  # fmt: skip
    return sorted({one.id: one for one in found}.values(), key=lambda one: one.mark or (0, 0))


def _one(
    archive: Archive, understood: Understood, extent: Extent, concepts_only: bool = False
) -> list[Figure]:
    if not understood.terms:
        return []
    wanted = needs(understood, archive.term_frequencies(understood.terms), archive.manifest.figures)
    if concepts_only:
        wanted = tuple(need for need in wanted if need.concept is not None)
        if not wanted:
            return []
    form = understood.form
    candidates = [
        (figure, own, around)
        for figure, own, around in extent.candidates(understood.terms)
        if form is None or figure.form == form or (figure.form is None and figure.origin != "form")
    ]
    score = matcher(understood, wanted, [figure for figure, _, _ in candidates])
    return choose([score(*candidate) for candidate in candidates], [figure for figure, _, _ in candidates])


def is_of_year(figure: Figure, years: list[str]) -> bool:
    """Whether a figure of a shorter report speaks of the whole year ("Kế hoạch năm 2023 gồm 36 nhiệm vụ")."""
    words = f"{figure.indicator} {figure.quote}"
    return any(f"năm {year}" in words for year in years) or _YEARLY.search(words) is not None
