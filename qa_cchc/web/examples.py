"""Example questions that the archive at hand can answer, made from its own reports, figures and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from qa_cchc.archive.store import Archive
from qa_cchc.figures import catalogue
from qa_cchc.records import Figure, Filters, Report
from qa_cchc.vietnamese.unicode import fold
from qa_cchc.web.texts import text

_REPORTS_READ = 8
_LONGEST_NAME = 60


def questions(archive: Archive, reports: Sequence[Report], wanted: int = 5) -> tuple[str, ...]:
    """Up to `wanted` questions over `reports` (newest first): figures most reports hold, each of another report.

    One is typed without diacritics and without a year, to show that this may be done.
    """
    sources = _spread([report for report in reports if report.place and report.period])
    names = _common_indicators(archive, sources)
    made: list[str] = []
    for report, (indicator_id, name) in zip(_repeated(sources, len(names)), names, strict=False):
        if _holds(archive, report, indicator_id):
            made.append(_about_figure(name, report, plain=len(made) == 1))
        if len(made) == wanted - 1:
            break
    if sources:
        made.append(text("example_passage", place=sources[0].place, period=_period(sources[0])))
    return tuple(dict.fromkeys(made))


def _spread(reports: Sequence[Report]) -> list[Report]:
    """Reports of different places first, so that the examples show the width of the archive."""
    seen: Counter[str | None] = Counter()
    ranked = []
    for order, report in enumerate(reports):
        ranked.append((seen[report.place], order, report))
        seen[report.place] += 1
    return [report for _, _, report in sorted(ranked, key=lambda item: item[:2])][:_REPORTS_READ]


def _common_indicators(archive: Archive, reports: Sequence[Report]) -> list[tuple[str, str]]:
    """(id, short name) of indicators with values, those that most of the reports hold first; rates before counts."""
    held: Counter[str] = Counter()
    for report in reports:
        held.update({id_ for id_ in (figure.indicator_id for figure in _figures(archive, report)) if id_})
    named = []
    for id_, times in held.items():
        indicator = catalogue.load().get(id_)
        name = (indicator.short or indicator.name) if indicator is not None else ""
        if name and len(name) <= _LONGEST_NAME:
            named.append((-times, indicator.unit != "%", id_, name))
    return [(id_, name) for _, _, id_, name in sorted(named)]


def _figures(archive: Archive, report: Report) -> Iterable[Figure]:
    filters = Filters(report_number=report.number, places=(report.place,) if report.place else ())
    return (
        figure
        for figure in archive.figures(filters)
        if figure.report.id == report.id and figure.state == "value" and figure.origin == "form"
    )


def _holds(archive: Archive, report: Report, indicator_id: str) -> bool:
    return any(figure.indicator_id == indicator_id for figure in _figures(archive, report))


def _repeated(reports: Sequence[Report], length: int) -> list[Report]:
    return [reports[index % len(reports)] for index in range(length)] if reports else []


def _about_figure(name: str, report: Report, plain: bool) -> str:
    if plain:
        return fold(text("example_without_year", indicator=name, place=report.place, period=_short_period(report)))
    return text("example_figure", indicator=name[:1].upper() + name[1:], place=report.place, period=_period(report))


def _period(report: Report) -> str:
    return report.period.label if report.period else ""


def _short_period(report: Report) -> str:
    """The period as people type it, without its year."""
    return _period(report).split(" năm ")[0]
