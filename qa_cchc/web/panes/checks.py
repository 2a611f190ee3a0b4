"""The tab "Kiểm tra": what the checks say, report by report, each with its quotes and their pictures side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa_cchc.archive import kept
from qa_cchc.archive.store import Archive
from qa_cchc.records import Figure, Finding, Report
from qa_cchc.web import links, markup, shown
from qa_cchc.web.panes.query import Query
from qa_cchc.web.texts import text

PATH = "/kiem-tra"
TAB = "kiem-tra"
SEVERITY, PLACE, REVIEWED = "muc", "noi", "xem"
_SEVERITIES = ("error", "warning", "note")
_DONE, _ALL = "roi", "het"


@dataclass(frozen=True, slots=True)
class _Quoted:
    """One quote of a finding: where it stands, and its picture where the file has pages."""

    quote: str
    where: str
    source: str
    picture: str | None


def pane(archive: Archive, query: Query) -> str:
    """The HTML of the tab for what the address asks."""
    reviewed = kept.reviews(archive.index)
    every = archive.findings()
    severities = [one for one in query.all(SEVERITY) if one in _SEVERITIES]
    places = query.all(PLACE)
    seen = query.one(REVIEWED)

    def fits(finding: Finding, but: str = "") -> bool:
        report = archive.report(finding.report.id)
        done = kept.finding_key(finding) in reviewed
        return (
            (but == SEVERITY or not severities or finding.severity in severities)
            and (but == PLACE or not places or _office(report) in places)
            and (but == REVIEWED or seen == _ALL or done == (seen == _DONE))
        )

    found = [finding for finding in every if fits(finding)]
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.report.id, []).append(finding)
    return markup.render(
        "panes/checks.html",
        query=query,
        total=len(found),
        nothing_at_all=not every,
        groups=[
            (archive.report(report_id), [_finding(one, archive, reviewed) for one in _worst_first(findings)])
            for report_id, findings in groups.items()
        ],
        severities=_choices(query, SEVERITY, Counter(one.severity for one in every if fits(one, SEVERITY)),
                            {name: text(f"severity_{name}") for name in _SEVERITIES}),
        places=_choices(query, PLACE, Counter(_office(archive.report(one.report.id)) for one in every
                                              if fits(one, PLACE))),
        seen=_seen(query, every, reviewed),
    )  # fmt: skip


def find(archive: Archive, key: str) -> Finding | None:
    """The finding of a key, None when the archive has none."""
    return next((finding for finding in archive.findings() if kept.finding_key(finding) == key), None)


def _worst_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: _SEVERITIES.index(finding.severity))


def _office(report: Report) -> str:
    return report.place or report.agency or report.file


def _finding(finding: Finding, archive: Archive, reviewed: Mapping[str, kept.Review]) -> dict[str, object]:
    key = kept.finding_key(finding)
    review = reviewed.get(key)
    return {
        "key": key,
        "severity": finding.severity,
        "severity_label": text(f"severity_{finding.severity}"),
        "kind_label": text(f"check_{finding.kind}"),
        "message": finding.message,
        "stated": finding.stated,
        "expected": finding.expected,
        "quotes": _quotes(finding, archive),
        "review": review and text("reviewed_at", day=shown.day(review.at.date()), who=review.who or text("somebody")),
        "note": review.note if review else "",
    }


def _quotes(finding: Finding, archive: Archive) -> list[_Quoted]:
    """Each quote once, with the figures that stand in it marked on its page."""
    figures = archive.figures_by_id(finding.figures) if finding.figures else []
    by_file = {report.file: report for report in archive.reports()}
    quoted = []
    for file, page, quote in dict.fromkeys(finding.quotes):
        report = by_file.get(file)
        if report is None:
            continue
        marked = [figure.id for figure in figures if _stands(figure, report, page, quote)]
        place = {} if marked else {links.PAGE: page}
        quoted.append(
            _Quoted(
                quote,
                " · ".join(part for part in (report.number or file, text("page", page=page) if report.paged else "")
                           if part),
                links.source(report.id, marked, **place),
                links.picture(report.id, page, marked) if report.paged else None,
            )
        )  # fmt: skip
    return quoted


def _stands(figure: Figure, report: Report, page: int, quote: str) -> bool:
    return figure.report.id == report.id and figure.page == page and (figure.quote == quote or figure.quote in quote)


def _choices(
    query: Query, name: str, counts: Mapping[str, int], labels: Mapping[str, str] | None = None
) -> list[dict[str, object]]:
    values = list(labels) if labels else sorted(counts, key=lambda value: -counts[value])
    return [
        {
            "label": labels[value] if labels else value,
            "count": shown.number(counts.get(value, 0)),
            "chosen": value in query.all(name),
            "address": query.address(**query.toggled(name, value)),
            "value": value,
        }
        for value in values
        if counts.get(value, 0) or value in query.all(name)
    ]


def _seen(query: Query, every: Sequence[Finding], reviewed: Mapping[str, kept.Review]) -> list[dict[str, object]]:
    done = sum(kept.finding_key(finding) in reviewed for finding in every)
    counts = {"": len(every) - done, _DONE: done, _ALL: len(every)}
    return [
        {
            "label": text(f"seen_{value or 'not'}"),
            "count": shown.number(count),
            "chosen": query.one(REVIEWED) == value,
            "address": query.address(**{REVIEWED: value or None}),
            "value": value,
        }
        for value, count in counts.items()
    ]
