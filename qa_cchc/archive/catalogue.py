"""The SQLite catalogue of one index version: reports, passages and figures as rows, and rows as records again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from qa_cchc.archive.codec import pack, unpack
from qa_cchc.records import Box, Figure, Passage, Period, Report, ReportRef, Window

FILE = "catalogue.sqlite"
_HELD = 200_000
_BATCH = 500
_SCHEMA = Path(__file__).with_name("schema.sql")

_REPORT_COLUMNS = (
    "id", "file", "root", "file_sha256", "sha256", "number", "date", "kind", "title", "agency", "place", "level",
    "province", "period_id", "period_label", "period_start", "period_end", "window_start", "window_end", "signer",
    "pages", "paged", "status", "warnings_json", "archive_warnings_json",
)
_PASSAGE_COLUMNS = ("id", "report_id", "section", "page", "line", "origin", "text", "context", "boxes_json")
_FIGURE_COLUMNS = (
    "id", "report_id", "indicator", "indicator_id", "value", "text", "unit", "state", "approximate", "cumulative",
    "numerator", "denominator", '"change"', "about", "period_id", "period_label", "period_start", "period_end",
    "window_start", "window_end", "place", "level", "scope", "origin", "form", "code", "note", "section", "page",
    "line", "quote", "mark_start", "mark_end", "boxes_json", "facets_json", '"group"',
)


def create(path: Path) -> sqlite3.Connection:
    """A new, empty catalogue. It is written once and published with its version, so it needs no journal of its own."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;")
    connection.executescript(_SCHEMA.read_text(encoding="utf-8"))
    connection.execute("BEGIN")
    return connection


def finish(connection: sqlite3.Connection) -> None:
    """Commits and closes a catalogue that was being written."""
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def open_read_only(path: Path) -> sqlite3.Connection:
    """A connection to a published catalogue, which nobody writes any more; may be closed from any thread."""
    uri = path.resolve().as_uri() + "?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)


def attach(connection: sqlite3.Connection, path: Path) -> None:
    """Makes a published catalogue readable as `old` from one that is being written."""
    connection.execute("COMMIT")
    connection.execute("ATTACH ? AS old", (str(path),))
    connection.execute("BEGIN")


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


def add(
    connection: sqlite3.Connection, entry: Entry, packed: bytes, passages: Iterable[Passage], figures: Iterable[Figure]
) -> None:
    """Writes one report as it was just read; `packed` is its document (see `packed_document`)."""
    from qa_cchc.figures.terms import context_terms, own_terms  # only for building: readers start without that room

    _insert(connection, "reports", (*_REPORT_COLUMNS, "document"), [(*_report_row(entry), packed)])
    (start,) = connection.execute("SELECT COALESCE(MAX(ordinal) + 1, 0) FROM passages").fetchone()
    rows = ((ordinal, *_passage_row(passage)) for ordinal, passage in enumerate(passages, start))
    _insert(connection, "passages", ("ordinal", *_PASSAGE_COLUMNS), rows)
    (start,) = connection.execute("SELECT COALESCE(MAX(ordinal) + 1, 0) FROM main.figures").fetchone()
    for ordinal, figure in enumerate(figures, start):
        _insert(connection, "figures", ("ordinal", *_FIGURE_COLUMNS), [(ordinal, *_figure_row(figure))])
        row = (ordinal, own_terms(figure), context_terms(figure))
        _insert(connection, "figure_terms", ("rowid", "own", "context"), [row])


def copy(connection: sqlite3.Connection, entry: Entry) -> None:
    """Writes one report with the document, passages and figures it has in the attached `old` catalogue."""
    identity = (entry.report.id,)
    (packed,) = connection.execute("SELECT document FROM old.reports WHERE id = ?", identity).fetchone()
    _insert(connection, "reports", (*_REPORT_COLUMNS, "document"), [(*_report_row(entry), packed)])
    columns = ", ".join(_PASSAGE_COLUMNS)
    connection.execute(
        f"INSERT INTO passages (ordinal, {columns}) SELECT "
        f"(SELECT COALESCE(MAX(ordinal) + 1, 0) FROM main.passages) + row_number() OVER (ORDER BY ordinal) - 1, "
        f"{columns} FROM old.passages WHERE report_id = ? ORDER BY ordinal",
        identity,
    )
    columns = ", ".join(_FIGURE_COLUMNS)
    (start,) = connection.execute("SELECT COALESCE(MAX(ordinal) + 1, 0) FROM main.figures").fetchone()
    new_ordinal = f"{start} + row_number() OVER (ORDER BY ordinal) - 1"
    connection.execute(
        f"INSERT INTO figures (ordinal, {columns}) SELECT {new_ordinal}, {columns} FROM old.figures "
        "WHERE report_id = ? ORDER BY ordinal",
        identity,
    )
    connection.execute(
        f"INSERT INTO figure_terms (rowid, own, context) SELECT {new_ordinal}, own, context FROM old.figures "
        "JOIN old.figure_terms AS terms ON terms.rowid = ordinal WHERE report_id = ? ORDER BY ordinal",
        identity,
    )


def packed_document(report: Report) -> bytes:
    """The whole report for the column `document`."""
    return pack(report)


def document(connection: sqlite3.Connection, report: Report) -> Report:
    """The whole report, under the file name and the warnings that the catalogue's own record has."""
    (packed,) = connection.execute("SELECT document FROM reports WHERE id = ?", (report.id,)).fetchone()
    return replace(unpack(Report, packed), file=report.file, warnings=report.warnings)


def entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    """Every report of the catalogue, in order of file."""
    for row in connection.execute(f"SELECT {', '.join(_REPORT_COLUMNS)} FROM reports ORDER BY ordinal"):
        (identity, file, root, file_sha256, sha256, number, day, kind, title, agency, place, level, province,
         period_id, period_label, period_start, period_end, window_start, window_end, signer, pages, paged, status,
         warnings, notes) = row
        report = Report(
            identity, file, sha256, number, _day(day), kind, title, agency, place, level, province,
            _period(period_id, period_label, period_start, period_end), _window(window_start, window_end), signer,
            pages, bool(paged), status, tuple(json.loads(warnings)),
        )
        yield Entry(report, root, file_sha256, tuple(json.loads(notes)))


class Rows:
    """Reads passages and figures of a catalogue as records; `reports` gives the reports they refer to, by id.

    Figures stay in memory once read: they are small, and questions look at the same ones again and again.
    """

    def __init__(self, reports: dict[str, Report]) -> None:
        self._reports = reports
        self._references = {
            report.id: ReportRef(report.id, report.number, report.date, report.agency) for report in reports.values()
        }
        self._periods: dict[str, Period] = {}
        self._figures: dict[int, Figure] = {}
        self._terms: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    def passages(self, connection: sqlite3.Connection, where: str = "", values: Sequence[Any] = ()) -> Iterator[
        tuple[int, Passage]
    ]:
        """(ordinal, passage) of the rows that the SQL condition admits, in order."""
        query = f"SELECT ordinal, {', '.join(_PASSAGE_COLUMNS)} FROM passages {where} ORDER BY ordinal"
        for ordinal, identity, report_id, section, page, line, origin, text, context, boxes in connection.execute(
            query, values
        ):
            file = self._reports[report_id].file
            yield ordinal, Passage(
                identity, self._references[report_id], text, context, file, section, page, line, _boxes(boxes), origin
            )

    def figures(
        self, connection: sqlite3.Connection, where: str = "", values: Sequence[Any] = ()
    ) -> list[Figure]:
        """The figures that the SQL condition admits, in the order they were read."""
        found = connection.execute(f"SELECT ordinal FROM figures {where} ORDER BY ordinal", values)
        return self._held(connection, self._figures, [ordinal for (ordinal,) in found], self._read_figures)

    def candidates(
        self, connection: sqlite3.Connection, terms: Sequence[str], where: str, values: Sequence[Any], limit: int
    ) -> list[tuple[Figure, frozenset[str], frozenset[str]]]:
        """The figures that share most with the terms, with their own terms and those around them, the best first."""
        match = " OR ".join(f'"{term}"' for term in terms)
        query = (
            f"SELECT t.rowid FROM figure_terms AS t JOIN figures AS f ON f.ordinal = t.rowid "
            f"WHERE figure_terms MATCH ? {where.replace('WHERE', 'AND', 1)} "
            "ORDER BY bm25(figure_terms, 4.0, 1.0) LIMIT ?"
        )
        ordinals = [ordinal for (ordinal,) in connection.execute(query, (match, *values, limit))]
        figures = self._held(connection, self._figures, ordinals, self._read_figures)
        words = self._held(connection, self._terms, ordinals, self._read_terms)
        return [(figure, own, context) for figure, (own, context) in zip(figures, words, strict=True)]

    def _held(
        self, connection: sqlite3.Connection, held: dict[int, Any], ordinals: Sequence[int],
        read: Callable[..., Iterator[tuple[int, Any]]],
    ) -> list[Any]:
        """What `held` keeps for the ordinals, and what `read` gives for those it lacks, which it keeps from now on."""
        found = {ordinal: held[ordinal] for ordinal in ordinals if ordinal in held}
        missing = [ordinal for ordinal in ordinals if ordinal not in found]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            found.update(read(connection, f"({', '.join('?' * len(batch))})", batch))
        if missing and len(held) < _HELD:
            held.update(found)
        return [found[ordinal] for ordinal in ordinals]

    def _read_figures(
        self, connection: sqlite3.Connection, marks: str, ordinals: Sequence[int]
    ) -> Iterator[tuple[int, Figure]]:
        query = f"SELECT ordinal, {', '.join(_FIGURE_COLUMNS)} FROM figures WHERE ordinal IN {marks}"
        for ordinal, *row in connection.execute(query, ordinals):
            yield ordinal, self._figure(row)

    def _read_terms(
        self, connection: sqlite3.Connection, marks: str, ordinals: Sequence[int]
    ) -> Iterator[tuple[int, tuple[frozenset[str], frozenset[str]]]]:
        query = f"SELECT rowid, own, context FROM figure_terms WHERE rowid IN {marks}"
        for ordinal, own, context in connection.execute(query, ordinals):
            yield ordinal, (frozenset(own.split()), frozenset(context.split()))

    def _figure(self, row: Sequence[Any]) -> Figure:
        (identity, report_id, indicator, indicator_id, value, text, unit, state, approximate, cumulative, numerator,
         denominator, change, about, period_id, period_label, period_start, period_end, window_start, window_end, place,
         level, scope, origin, form, code, note, section, page, line, quote, mark_start, mark_end, boxes, facets,
         group) = row
        period = self._periods.get(period_label) if period_id else None
        if period_id and (period is None or period.id != period_id):
            period = self._periods[period_label] = _period(period_id, period_label, period_start, period_end)
        return Figure(
            identity, indicator, indicator_id, value, text, unit, state, period, place, level, scope, origin,
            self._references[report_id], self._reports[report_id].file, section, page, quote,
            None if mark_start is None else (mark_start, mark_end), _boxes(boxes), line, bool(approximate),
            None if cumulative is None else bool(cumulative), numerator, denominator, form, code, note,
            _window(window_start, window_end), change, about, group,
            tuple(json.loads(facets)) if facets != "[]" else (),
        )


def _insert(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO main.{table} ({', '.join(columns)}) VALUES ({marks})", rows)


def _report_row(entry: Entry) -> tuple[Any, ...]:
    report = entry.report
    return (
        report.id, report.file, entry.root, entry.file_sha256, report.sha256, report.number, _iso(report.date),
        report.kind, report.title, report.agency, report.place, report.level, report.province,
        *_period_row(report.period), *_window_row(report.window), report.signer, report.pages, report.paged,
        report.status, _json(list(report.warnings)), _json(list(entry.notes)),
    )


def _passage_row(passage: Passage) -> tuple[Any, ...]:
    return (
        passage.id, passage.report.id, passage.section, passage.page, passage.line, passage.origin, passage.text,
        passage.context, _boxes_json(passage.boxes),
    )


def _figure_row(figure: Figure) -> tuple[Any, ...]:
    return (
        figure.id, figure.report.id, figure.indicator, figure.indicator_id, figure.value, figure.text, figure.unit,
        figure.state, figure.approximate, figure.cumulative, figure.numerator, figure.denominator, figure.change,
        figure.about, *_period_row(figure.period), *_window_row(figure.window), figure.place, figure.level,
        figure.scope, figure.origin, figure.form, figure.code, figure.note, figure.section, figure.page, figure.line,
        figure.quote,
        *(figure.mark or (None, None)), _boxes_json(figure.boxes), _json(list(figure.facets)), figure.group,
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _period_row(period: Period | None) -> tuple[str | None, ...]:
    return (period.id, period.label, _iso(period.start), _iso(period.end)) if period else (None, None, None, None)


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
