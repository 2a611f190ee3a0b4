"""All checks of one report."""

from __future__ import annotations

from collections.abc import Sequence

from qa_cchc.figures.checks.conflicts import check_conflicts, worst_first
from qa_cchc.figures.checks.facts import Facts
from qa_cchc.figures.checks.identities import check_identities
from qa_cchc.figures.checks.periods import check_periods
from qa_cchc.figures.checks.ratios import check_ratios
from qa_cchc.figures.checks.sums import check_sums
from qa_cchc.figures.checks.totals import check_totals
from qa_cchc.records import Figure, Finding, Report


def check_report(report: Report, figures: Sequence[Figure]) -> tuple[Finding, ...]:
    """Findings about a report's own figures, errors first; nothing is said twice of the same figures."""
    facts = Facts(tuple(figures))
    found = [
        *check_ratios(facts),
        *check_sums(facts),
        *check_identities(facts),
        *check_totals(facts),
        *check_conflicts(facts),
        *check_periods(report),
    ]
    told: set[tuple[str, frozenset[str]]] = set()
    kept: list[Finding] = []
    for each in found:
        concerned = each.figures[:1] if each.kind in ("sum", "ratio") else each.figures
        key = (each.kind, frozenset(concerned or (each.message,)))
        if key not in told:
            told.add(key)
            kept.append(each)
    return tuple(worst_first(kept))
