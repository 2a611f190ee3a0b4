"""Figures of many reports lined up: one indicator of one holder in one office, period after period.

A series holds periods of one length: a quarter's count and one since January are two series, so that no comparison
mixes them. Of several statements of one period the newest report wins where it corrects the others; otherwise the
report on that very period does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_cchc.figures.catalogue import load
from qa_cchc.figures.checks.facts import is_planned
from qa_cchc.figures.holders import GROUPS
from qa_cchc.figures.linking import agree, identity
from qa_cchc.records import Figure, Period, Report

# Documents of these kinds tell what is to be done, not what was.
_NO_RESULTS = frozenset({"kế hoạch", "chương trình", "quyết định", "công văn", "tờ trình", "chỉ thị", "thông báo"})
_ORIGINS = ("form", "table", "prose", "footnote")
_LENGTHS = {1: "tháng", 3: "quý", 6: "6 tháng", 9: "9 tháng", 12: "năm"}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a series measures, whoever reports it: the general indicator, the holder's key (see `holders`), the kind of
    unit ("số", "%", "đồng") and the length of its periods ("quý", "6 tháng", "lũy kế quý")."""

    indicator_id: str
    holder: str
    kind: str
    span: str


@dataclass(frozen=True, slots=True)
class Series:
    """One figure a period, in order of the periods. `notes` are Vietnamese sentences on what a reader must know."""

    key: str
    name: str
    unit: str | None
    place: str | None
    scope: str | None
    span: str
    points: tuple[Figure, ...]
    notes: tuple[str, ...] = ()


def measure(figure: Figure, document_kind: str | None = "báo cáo") -> Measure | None:
    """The measure of a figure in a document of that kind; None for what belongs to no series: aims, changes against
    another time, figures without a known indicator or a period."""
    if figure.change is not None or figure.period is None or document_kind in _NO_RESULTS or is_planned(figure):
        return None
    key = identity(figure)
    if key is None:
        return None
    general, whose, _, cumulative, kind = key
    length = span(figure.period)
    return Measure(general, whose, kind, f"lũy kế {length}" if cumulative else length)


def span(period: Period) -> str:
    """The length of a period in words: "quý", "6 tháng", "năm"; halves and quarters of every year are alike."""
    if "-W" in period.id:
        return "tuần"
    months = 12 * (period.end.year - period.start.year) + period.end.month - period.start.month + 1
    return _LENGTHS.get(months, f"{months} tháng")


def points(figures: Iterable[Figure], reports: Mapping[str, Report]) -> tuple[Figure, ...]:
    """One figure a period, in order, out of all the figures of one series; `reports` are theirs, by id.

    Statements that a newer report corrects are left out; of the others the one in the report on that period is taken,
    the newest such report first, in it the form's before the prose's.
    """
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in undivided([*figures]):
        if figure.period is not None and figure.value is not None and figure.state == "value":
            found[figure.period.id].append(figure)
    chosen = [_point(group, reports) for group in found.values()]
    return tuple(sorted(chosen, key=lambda figure: (figure.period.end, figure.period.start)))  # type: ignore[union-attr]


def _point(group: Sequence[Figure], reports: Mapping[str, Report]) -> Figure:
    def rank(figure: Figure) -> tuple[object, ...]:
        report = reports.get(figure.report.id)
        own = report.period if report else None
        on_it = own is not None and figure.period is not None and own.end == figure.period.end
        day = figure.report.date or date.min
        # Correcting a number that no other report has stated makes no number of this period.
        corrects = any(not identity.startswith(f"{figure.report.id}:") for identity in figure.corrects)
        idle = bool(figure.corrects) and not corrects
        return (corrects, not idle, on_it, not figure.approximate, day, -_ORIGINS.index(figure.origin))

    standing = [figure for figure in group if figure.corrected_by is None]
    return max(standing or group, key=rank)


def undivided(figures: Sequence[Figure]) -> list[Figure]:
    """The figures without those that are openly a part of another of them: a part that its words tell from its whole no
    further ("38 người, trong đó 31 người …") states nothing of its own."""
    ids = {figure.id for figure in figures}
    return [figure for figure in figures if figure.whole not in ids]


def settled(figures: Sequence[Figure]) -> Figure | None:
    """What one report says of one thing, the form's statement before the others; None where its statements differ."""
    if not figures:
        return None
    ordered = sorted(figures, key=lambda figure: _ORIGINS.index(figure.origin))
    first = ordered[0]
    return first if all(agree(first, other) for other in ordered[1:]) else None


def label(measured: Measure, office: str, scope: str | None) -> str:
    """A series' name for a person: "Số hồ sơ TTHC đã giải quyết xong · thị xã Lam Khê · xã Hải Khuê · quý"."""
    indicator = load().get(measured.indicator_id)
    name = indicator.name if indicator else measured.indicator_id
    # The key of a named holder is folded; words of the report are better to read.
    whose = (measured.holder if measured.holder in GROUPS else scope or measured.holder) if measured.holder else ""
    return " · ".join(part for part in (name, office, whose, measured.span) if part)
