"""Example questions that the archive at hand can answer, made from its own reports, figures and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from qa_cchc.archive.store import Archive
from qa_cchc.figures import catalogue
from qa_cchc.figures.catalogue import Indicator
from qa_cchc.records import Filters, Report
from qa_cchc.vietnamese.unicode import fold
from qa_cchc.web.texts import text

_REPORTS_READ = 8
_LONGEST_NAME = 70
_KINDS = {"ratio": 0, "count": 1, "amount": 1}
# Names of forms end in whose figure it is; a question says that itself.
_WHOSE = (" của địa phương", " tại địa phương")


def questions(archive: Archive, reports: Sequence[Report], wanted: int = 4) -> tuple[str, ...]:
    """Up to `wanted` questions over `reports` (newest first): figures most reports hold, each of another report.

    One is typed without diacritics and without a year, to show that this may be done; the last asks for words.
    """
    sources = _spread([report for report in reports if report.place and report.period])
    held = {report.id: _indicators_of(archive, report) for report in sources}
    ranked = _common(held.values())
    made: list[str] = []
    shown: list[Indicator] = []
    for report in sources[: wanted - 1]:
        indicator = next((one for one in ranked if one.id in held[report.id] and _differs(one, shown)), None)
        if indicator is not None:
            shown.append(indicator)
            made.append(_about_figure(indicator, report, plain=len(made) == 1))
    if sources:
        made.append(text("example_passage", place=sources[0].place, period=_period(sources[0])))
    return tuple(made)


def _spread(reports: Sequence[Report]) -> list[Report]:
    """Reports of different places first, so that the examples show the width of the archive."""
    seen: Counter[str | None] = Counter()
    ranked = []
    for order, report in enumerate(reports):
        ranked.append((seen[report.place], order, report))
        seen[report.place] += 1
    return [report for _, _, report in sorted(ranked, key=lambda item: item[:2])][:_REPORTS_READ]


def _indicators_of(archive: Archive, report: Report) -> set[str]:
    """Ids of the indicators that a report's forms give a value for."""
    filters = Filters(report_number=report.number, places=(report.place,) if report.place else ())
    return {
        figure.indicator_id
        for figure in archive.figures(filters)
        if figure.report.id == report.id and figure.state == "value" and figure.origin == "form" and figure.indicator_id
    }


def _common(held: Iterable[set[str]]) -> list[Indicator]:
    """Indicators that most of the reports hold first, rates before counts."""
    times: Counter[str] = Counter()
    for ids in held:
        times.update(ids)
    known = [(indicator, times[id_]) for id_ in times if (indicator := catalogue.load().get(id_)) is not None]
    fit = [(one, often) for one, often in known if one.kind in _KINDS and len(one.name) <= _LONGEST_NAME]
    return [one for one, _ in sorted(fit, key=lambda item: (_KINDS[item[0].kind], -item[1], item[0].id))]


def _differs(indicator: Indicator, shown: Sequence[Indicator]) -> bool:
    """Whether it is of another form, thus of another field of work, than those shown."""
    return all(not (indicator.forms & other.forms) and indicator.id != other.id for other in shown)


def _about_figure(indicator: Indicator, report: Report, plain: bool) -> str:
    if plain:
        name = indicator.short or indicator.name
        return fold(text("example_without_year", indicator=name, place=report.place, period=_short_period(report)))
    name = indicator.name
    for ending in _WHOSE:
        name = name.removesuffix(ending)
    return text("example_figure", indicator=name[:1].upper() + name[1:], place=report.place, period=_period(report))


def _period(report: Report) -> str:
    return report.period.label if report.period else ""


def _short_period(report: Report) -> str:
    """The period as people type it, without its year."""
    return _period(report).split(" năm ")[0]
