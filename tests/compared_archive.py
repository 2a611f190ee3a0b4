"""An archive made by hand out of reports and figures, as far as comparisons ask it, and questions asked of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

from qa_cchc.archive.lanes import Lane
from qa_cchc.archive.rows import PlaceLink
from qa_cchc.asking.cite import Citations
from qa_cchc.asking.comparing.answering import Comparing
from qa_cchc.asking.comparing.words import Asked, read
from qa_cchc.asking.question import understand
from qa_cchc.figures.series import measure
from qa_cchc.figures.terms import context_terms, own_terms
from qa_cchc.records import Answer, Figure, Filters, Report
from qa_cchc.settings import Settings
from qa_cchc.vietnamese.places import same_place


@dataclass
class ComparedArchive:
    """As much of `Archive` as comparisons ask for; `links` are successions of 01/7/2025."""

    all_reports: list[Report]
    all_figures: list[Figure]
    links: list[PlaceLink] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.settings = Settings()
        self.manifest = SimpleNamespace(figures=len(self.all_figures))
        self.lane_of: dict[str, Lane] = {}
        made = []
        for figure in self.all_figures:
            measured = measure(figure, self.report(figure.report.id).kind)
            if measured is None:
                made.append(figure)
                continue
            key = "/".join((self.office(figure.report.id), measured.indicator_id, measured.holder, measured.kind,
                            measured.span))  # fmt: skip
            lane = Lane(len(self.lane_of) + 1, key, self.office(figure.report.id), measured.indicator_id,
                        measured.holder, measured.kind, measured.span)  # fmt: skip
            self.lane_of.setdefault(key, lane)
            made.append(replace(figure, series=key))
        self.all_figures = made

    def reports(self, filters: Filters | None = None) -> list[Report]:
        return self.all_reports

    def report(self, report_id: str) -> Report:
        return next(report for report in self.all_reports if report.id == report_id)

    def office(self, report_id: str) -> str:
        report = self.report(report_id)
        return f"{report.place}, {report.province}" if report.province else str(report.place)

    def places(self) -> list[str]:
        return sorted({str(report.place) for report in self.all_reports})

    def lanes(self, indicator_ids=None, offices=None, holders=None) -> list[Lane]:
        return [
            lane for lane in self.lane_of.values()
            if (indicator_ids is None or lane.indicator_id in indicator_ids) and (offices is None or lane.office in offices)
            and (holders is None or lane.holder in holders)
        ]  # fmt: skip

    def lane_figures(self, found, periods=None) -> list[Figure]:
        keys = {lane.key for lane in found}
        return [f for f in self.all_figures if f.series in keys and (periods is None or f.period.id in periods)]

    def lane_periods(self, found) -> list[tuple[str, str, int]]:
        keys = {lane.key: lane.span for lane in found}
        held = Counter(
            (keys[f.series], f.period.id) for f in self.all_figures if f.series in keys and f.state == "value" and f.period
        )
        return [(length, identity, many) for (length, identity), many in held.items()]

    def figure_candidates(self, terms, filters=None, limit=600):
        wanted = set(terms)
        found = []
        for figure in self.all_figures:
            own, around = (frozenset(text.split()) for text in (own_terms(figure), context_terms(figure)))
            if wanted & (own | around):
                found.append((figure, own, around))
        return found[:limit]

    def term_frequencies(self, terms) -> dict[str, int]:
        return {}

    def restatements(self, figures) -> dict[str, Figure]:
        ids = {one for figure in figures for one in (*figure.same, *figure.differs)}
        return {figure.id: figure for figure in self.all_figures if figure.id in ids}

    def figures_by_id(self, ids) -> list[Figure]:
        return [figure for figure in self.all_figures if figure.id in ids]

    def changes(self, report_ids) -> list[Figure]:
        return [figure for figure in self.all_figures if figure.change and figure.report.id in report_ids]

    def findings_about(self, ids) -> list[object]:
        return []

    def successors(self, place: str) -> list[PlaceLink]:
        return [link for link in self.links if same_place(place, link.old)]

    def predecessors(self, place: str) -> list[PlaceLink]:
        return [link for link in self.links if same_place(place, link.new)]


def asked(archive: ComparedArchive, question: str, filters: Filters | None = None) -> Answer | None:
    """The answer to a question that compares, None where it does not or there is not enough."""
    provinces = sorted({report.province for report in archive.all_reports if report.province})
    years = sorted({report.period.end.year for report in archive.all_reports if report.period}, reverse=True)
    understood = understand(question, archive.places(), provinces, years, filters)
    how = read(understood.question.text, understood.question.kind)
    return None if how is None else compared(archive, question, how, filters)


def compared(archive: ComparedArchive, question: str, how: Asked, filters: Filters | None = None) -> Answer | None:
    """The answer to words compared in a way that is given."""
    provinces = sorted({report.province for report in archive.all_reports if report.province})
    years = sorted({report.period.end.year for report in archive.all_reports if report.period}, reverse=True)
    understood = understand(question, archive.places(), provinces, years, filters)
    citations = Citations(archive.report, archive.settings)
    return Comparing(archive, understood, how, filters or Filters(), citations).answer()  # type: ignore[arg-type]
