"""Records as rows of the catalogue's tables, and rows as records again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from qa_cchc.records import Box, Figure, Finding, Passage, Period, Report, ReportRef, Window

REPORT_COLUMNS = (
    "id", "file", "root", "file_sha256", "sha256", "number", "date", "kind", "title", "agency", "place", "level",
    "province", "period_id", "period_label", "period_start", "period_end", "window_start", "window_end", "signer",
    "pages", "paged", "status", "warnings_json", "sheets_json", "archive_warnings_json",
)
PASSAGE_COLUMNS = ("id", "report_id", "section", "page", "line", "origin", "text", "context", "boxes_json")
FIGURE_COLUMNS = (
    "id", "report_id", "indicator", "indicator_id", "value", "text", "unit", "state", "approximate", "cumulative",
    "numerator", "denominator", '"change"', "about", "period_id", "period_label", "period_start", "period_end",
    "window_start", "window_end", "place", "level", "scope", "origin", "form", "code", "note", "section", "page",
    "line", "quote", "mark_start", "mark_end", "boxes_json", "facets_json", '"group"', "whole", "same_json",
    "differs_json",
)
# What an archive adds to a figure (see `Figure.series`), as expressions over its row.
ADDED_TO_FIGURES = (
    '(SELECT "key" FROM series WHERE series.id = figures.series)', "corrected_by", "corrects_json", "confirms_json",
)
FINDING_COLUMNS = (
    "report_id", "kind", "severity", '"check"', "message", "stated", "expected", "quotes_json", "figures_json",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A report as the catalogue lists it, without its contents.

    `root` is the corpus folder it was read from. `file_sha256` is the hash of the file as it lay there: it differs from
    `report.sha256` when the file has changed, could not be read, and its older reading was kept. `notes` is what the
    build said of the file; `report.warnings` holds what the reader said.
    """

    report: Report
    root: str
    file_sha256: str
    notes: tuple[str, ...] = ()

    def shown(self) -> Report:
        """The report with everything a reader of the catalogue should know in its warnings."""
        return replace(self.report, warnings=self.report.warnings + self.notes)


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """What took the place of what on 01/7/2025: units with where they lie; `kind` as in `vietnamese.reform.Change`."""

    old: str
    old_within: str
    new: str
    new_within: str
    kind: str

    @property
    def ends(self) -> tuple[str, str]:
        """Both names."""
        return self.old, self.new


def report_row(entry: Entry) -> tuple[Any, ...]:
    """A report in the order of `REPORT_COLUMNS`."""
    report = entry.report
    return (
        report.id, report.file, entry.root, entry.file_sha256, report.sha256, report.number, _iso(report.date),
        report.kind, report.title, report.agency, report.place, report.level, report.province,
        *_period_row(report.period), *_window_row(report.window), report.signer, report.pages, report.paged,
        report.status, _json(list(report.warnings)), _json(list(report.sheets)), _json(list(entry.notes)),
    )


def entry_of(row: Sequence[Any]) -> Entry:
    """The report of a row in the order of `REPORT_COLUMNS`."""
    (identity, file, root, file_sha256, sha256, number, day, kind, title, agency, place, level, province,
     period_id, period_label, period_start, period_end, window_start, window_end, signer, pages, paged, status,
     warnings, sheets, notes) = row
    report = Report(
        identity, file, sha256, number, _day(day), kind, title, agency, place, level, province,
        _period(period_id, period_label, period_start, period_end), _window(window_start, window_end), signer,
        pages, bool(paged), status, tuple(json.loads(warnings)), sheets=tuple(json.loads(sheets)),
    )
    return Entry(report, root, file_sha256, tuple(json.loads(notes)))


def passage_row(passage: Passage) -> tuple[Any, ...]:
    """A passage in the order of `PASSAGE_COLUMNS`."""
    return (
        passage.id, passage.report.id, passage.section, passage.page, passage.line, passage.origin, passage.text,
        passage.context, _boxes_json(passage.boxes),
    )


def passage_of(row: Sequence[Any], reports: Mapping[str, Report]) -> Passage:
    """The passage of a row in the order of `PASSAGE_COLUMNS`; `reports` are those of the catalogue, by id."""
    identity, report_id, section, page, line, origin, text, context, boxes = row
    report = reports[report_id]
    return Passage(
        identity, _reference(report), text, context, report.file, section, page, line, _boxes(boxes), origin
    )


def figure_row(figure: Figure) -> tuple[Any, ...]:
    """A figure in the order of `FIGURE_COLUMNS`."""
    return (
        figure.id, figure.report.id, figure.indicator, figure.indicator_id, figure.value, figure.text, figure.unit,
        figure.state, figure.approximate, figure.cumulative, figure.numerator, figure.denominator, figure.change,
        figure.about, *_period_row(figure.period), *_window_row(figure.window), figure.place, figure.level,
        figure.scope, figure.origin, figure.form, figure.code, figure.note, figure.section, figure.page, figure.line,
        figure.quote,
        *(figure.mark or (None, None)), _boxes_json(figure.boxes), _json(list(figure.facets)), figure.group,
        figure.whole, _json(list(figure.same)), _json(list(figure.differs)),
    )


def figure_of(row: Sequence[Any], reports: Mapping[str, Report]) -> Figure:
    """The figure of a row in the order of `FIGURE_COLUMNS` and `ADDED_TO_FIGURES`; `reports` are those of the
    catalogue, by id."""
    (identity, report_id, indicator, indicator_id, value, text, unit, state, approximate, cumulative, numerator,
     denominator, change, about, period_id, period_label, period_start, period_end, window_start, window_end, place,
     level, scope, origin, form, code, note, section, page, line, quote, mark_start, mark_end, boxes, facets,
     group, whole, same, differs, series, corrected_by, corrects, confirms) = row
    report = reports[report_id]
    return Figure(
        identity, indicator, indicator_id, value, text, unit, state,
        _period(period_id, period_label, period_start, period_end), place, level, scope, origin, _reference(report),
        report.file, section, page, quote, None if mark_start is None else (mark_start, mark_end), _boxes(boxes), line,
        bool(approximate), None if cumulative is None else bool(cumulative), numerator, denominator, form, code, note,
        _window(window_start, window_end), change, about, group, _listed(facets), whole,
        _listed(same), _listed(differs), series, corrected_by, _listed(corrects), _listed(confirms),
    )


def finding_row(finding: Finding, files: Mapping[str, str]) -> tuple[Any, ...]:
    """A finding in the order of `FINDING_COLUMNS`; `files` maps the files it quotes to the ids of their reports."""
    quotes = [[files[file], page, quote] for file, page, quote in finding.quotes]
    return (
        finding.report.id, finding.kind, finding.severity, finding.check, finding.message, finding.stated,
        finding.expected, _json(quotes), _json(list(finding.figures)),
    )


def finding_of(row: Sequence[Any], reports: Mapping[str, Report]) -> Finding:
    """The finding of a row in the order of `FINDING_COLUMNS`; `reports` are those of the catalogue, by id."""
    report_id, kind, severity, check, message, stated, expected, quotes, figures = row
    quoted = tuple((reports[identity].file, page, quote) for identity, page, quote in json.loads(quotes))
    return Finding(
        kind, severity, message, stated, expected, quoted, _reference(reports[report_id]), _listed(figures), check
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()


def _reference(report: Report) -> ReportRef:
    return ReportRef(report.id, report.number, report.date, report.agency)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _period_row(period: Period | None) -> tuple[str | None, ...]:
    return (period.id, period.label, _iso(period.start), _iso(period.end)) if period else (None, None, None, None)


@cache
def _period(identity: str | None, label: str, start: str, end: str) -> Period | None:
    return Period(identity, label, date.fromisoformat(start), date.fromisoformat(end)) if identity else None


def _window_row(window: Window | None) -> tuple[str | None, str | None]:
    # A window without either end says nothing, so two NULLs may stand for "no window".
    return (_iso(window.start), _iso(window.end)) if window else (None, None)


def _window(start: str | None, end: str | None) -> Window | None:
    return Window(_day(start), _day(end)) if start or end else None


def _boxes_json(boxes: Sequence[Box]) -> str:
    return _json([[box.page, round(box.x0, 2), round(box.y0, 2), round(box.x1, 2), round(box.y1, 2)] for box in boxes])


def _boxes(text: str) -> tuple[Box, ...]:
    return tuple([Box(*sides) for sides in json.loads(text)]) if text != "[]" else ()
