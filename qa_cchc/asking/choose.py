"""Which figures answer: the best of each report, with those that say the same thing elsewhere or otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from qa_cchc.asking.match import Match
from qa_cchc.records import Figure

# Set on the development half of the sample questions.
ENOUGH = 0.5
ENOUGH_COVERED = 0.56
_SAME_REPORT = 0.09
_AS_COMPLETE = 0.15
_BESIDE_A_BLANK = 0.04
_OTHER_REPORT = 0.14
_PER_REPORT = 4
_AT_MOST = 12


def choose(matches: Sequence[Match], companions: Sequence[Figure]) -> list[Figure]:
    """The figures to answer with, the best report first, newest first among equals; empty when none is good enough.

    `companions` are the other figures of the phrases matched, of which a rate's count and a count's rate are shown too.
    """
    ranked = sorted(matches, key=lambda match: match.score, reverse=True)
    ranked = [match for match in ranked if match.coverage >= ENOUGH_COVERED]
    if not ranked or ranked[0].score < ENOUGH:
        return []
    best = ranked[0].score
    per_report: dict[str, list[Match]] = {}
    for match in ranked:
        kept = per_report.setdefault(match.figure.report.id, [])
        first = kept[0].score if kept else match.score
        margin = _SAME_REPORT
        if kept and kept[0].figure.state != "value":
            margin = _BESIDE_A_BLANK
        elif kept and match.coverage >= kept[0].coverage - 0.02 and match.narrower <= kept[0].narrower + 0.05:
            # It says all that was asked as well as the first does: a reader must see both.
            margin = _AS_COMPLETE
        if match.score >= max(best - _OTHER_REPORT, first - margin, ENOUGH) and len(kept) < _PER_REPORT:
            kept.append(match)
    reports = [kept for kept in per_report.values() if kept]
    reports.sort(key=lambda kept: (-_end(kept[0].figure), -round(kept[0].score, 1)))
    chosen = [match.figure for kept in reports for match in kept]
    return _with_companions(chosen, companions)[:_AT_MOST]


def _end(figure: Figure) -> int:
    return figure.period.end.toordinal() if figure.period else 0


def _with_companions(chosen: list[Figure], companions: Sequence[Figure]) -> list[Figure]:
    by_group: dict[str, list[Figure]] = {}
    for figure in companions:
        # In a table a group is a row; only in a sentence does it tie a count to its own share.
        if figure.group and figure.origin in ("prose", "footnote"):
            by_group.setdefault(figure.group, []).append(figure)
    result: list[Figure] = []
    for figure in chosen:
        pair = [one for one in by_group.get(figure.group, ()) if (one.unit == "%") != (figure.unit == "%")]
        for one in (figure, *pair):
            if one not in result:
                result.append(one)
    return result
