"""The SQLite catalogue of one index version: written once, then only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from qa_cchc.archive import cited
from qa_cchc.archive.codec import pack, unpack
from qa_cchc.archive.rows import (
    ADDED_TO_FIGURES,
    FIGURE_COLUMNS,
    FINDING_COLUMNS,
    PASSAGE_COLUMNS,
    REPORT_COLUMNS,
    Entry,
    PlaceLink,
    entry_of,
    figure_of,
    figure_row,
    finding_of,
    finding_row,
    passage_of,
    passage_row,
    report_row,
)
from qa_cchc.records import Figure, Finding, Passage, Report

FILE = "catalogue.sqlite"
_HELD = 200_000
_BATCH = 500
# Where ranking by words in the whole archive takes long, and how many figures are quicker looked at one by one.
_MANY, _FEW = 50_000, 2_000
_SCHEMA = Path(__file__).with_name("schema.sql")


def create(path: Path) -> sqlite3.Connection:
    """A new, empty catalogue. It is written once and published with its version, so it needs no journal of its own."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;")
    connection.executescript(_SCHEMA.read_text(encoding="utf-8"))
    connection.execute("BEGIN")
    return connection


def finish(connection: sqlite3.Connection) -> None:
    """Commits and closes a catalogue that was being written."""
    connection.execute(
        "UPDATE main.reports SET mixed = 1 WHERE id IN (SELECT f.report_id FROM main.figures AS f "
        "JOIN main.reports AS r ON r.id = f.report_id WHERE f.place IS NOT r.place "
        "OR (f.period_id IS NULL AND r.period_id IS NOT NULL) OR (f.level IS NULL AND r.level IS NOT NULL))"
    )
    connection.execute(
        "INSERT OR IGNORE INTO finding_figures (figure_id, finding) "
        "SELECT value, ordinal FROM findings, json_each(findings.figures_json)"
    )
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


def add(
    connection: sqlite3.Connection,
    entry: Entry,
    packed: bytes,
    passages: Iterable[Passage],
    figures: Iterable[Figure],
    findings: Iterable[Finding] = (),
    office: str = "",
) -> None:
    """Writes one report as it was just read; `packed` is its document (see `packed_document`), `office` the key of who
    reports (see `offices`)."""
    # Only for building: readers start without these rooms.
    from qa_cchc.archive.series import holder_and_series
    from qa_cchc.figures.terms import context_terms, own_terms

    _insert(connection, "reports", (*REPORT_COLUMNS, "document"), [(*report_row(entry), packed)])
    (start,) = connection.execute("SELECT COALESCE(MAX(ordinal) + 1, 0) FROM passages").fetchone()
    rows = ((ordinal, *passage_row(passage)) for ordinal, passage in enumerate(passages, start))
    _insert(connection, "passages", ("ordinal", *PASSAGE_COLUMNS), rows)
    (start,) = connection.execute("SELECT COALESCE(MAX(ordinal) + 1, 0) FROM main.figures").fetchone()
    for ordinal, figure in enumerate(figures, start):
        whose, series = holder_and_series(connection, figure, office, entry.report.kind)
        row = (ordinal, *figure_row(figure), whose, series)
        _insert(connection, "figures", ("ordinal", *FIGURE_COLUMNS, "holder", "series"), [row])
        row = (ordinal, own_terms(figure), context_terms(figure))
        _insert(connection, "figure_terms", ("rowid", "own", "context"), [row])
    add_findings(connection, findings, {entry.report.file: entry.report.id})
    cited.add(connection, entry.report)


def add_findings(
    connection: sqlite3.Connection, findings: Iterable[Finding], files: Mapping[str, str], across: bool = False
) -> None:
    """Writes findings; `files` maps the files they quote to the ids of their reports."""
    rows = ((*finding_row(finding, files), across) for finding in findings)
    _insert(connection, "findings", (*FINDING_COLUMNS, "across"), rows)


def add_place_links(connection: sqlite3.Connection, links: Iterable[tuple[str, str, str, str, str]]) -> None:
    """Writes what took the place of what (see `offices.place_links`)."""
    connection.executemany("INSERT OR IGNORE INTO main.place_links VALUES (?, ?, ?, ?, ?)", links)


def copy(connection: sqlite3.Connection, entry: Entry, office: str = "") -> None:
    """Writes one report with the document, passages and figures it has in the attached `old` catalogue.

    What follows from other reports (corrections, findings across reports) is left out: it is found anew.
    """
    from qa_cchc.archive.series import copy_series

    identity = (entry.report.id,)
    (packed,) = connection.execute("SELECT document FROM old.reports WHERE id = ?", identity).fetchone()
    _insert(connection, "reports", (*REPORT_COLUMNS, "document"), [(*report_row(entry), packed)])
    columns = ", ".join(PASSAGE_COLUMNS)
    connection.execute(
        f"INSERT INTO passages (ordinal, {columns}) SELECT "
        f"(SELECT COALESCE(MAX(ordinal) + 1, 0) FROM main.passages) + row_number() OVER (ORDER BY ordinal) - 1, "
        f"{columns} FROM old.passages WHERE report_id = ? ORDER BY ordinal",
        identity,
    )
    copy_series(connection, entry.report.id, office)
    columns = ", ".join((*FIGURE_COLUMNS, "holder"))
    (start,) = connection.execute("SELECT COALESCE(MAX(ordinal) + 1, 0) FROM main.figures").fetchone()
    new_ordinal = f"{start} + row_number() OVER (ORDER BY ordinal) - 1"
    connection.execute(
        f"INSERT INTO figures (ordinal, {columns}, series) SELECT {new_ordinal}, {columns}, "
        "(SELECT id FROM copied_series AS copied WHERE copied.old = figures.series) FROM old.figures "
        "WHERE report_id = ? ORDER BY ordinal",
        identity,
    )
    columns = ", ".join((*FINDING_COLUMNS, "across"))
    connection.execute(
        f"INSERT INTO findings ({columns}) SELECT {columns} FROM old.findings "
        "WHERE report_id = ? AND across = 0 ORDER BY ordinal",
        identity,
    )
    connection.execute(
        f"INSERT INTO figure_terms (rowid, own, context) SELECT {new_ordinal}, own, context FROM old.figures "
        "JOIN old.figure_terms AS terms ON terms.rowid = ordinal WHERE report_id = ? ORDER BY ordinal",
        identity,
    )
    cited.copy(connection, entry.report.id)


def packed_document(report: Report) -> bytes:
    """The whole report for the column `document`."""
    return pack(report)


def document(connection: sqlite3.Connection, report: Report) -> Report:
    """The whole report, under the file name and the warnings that the catalogue's own record has."""
    (packed,) = connection.execute("SELECT document FROM reports WHERE id = ?", (report.id,)).fetchone()
    return replace(unpack(Report, packed), file=report.file, warnings=report.warnings)


def entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    """Every report of the catalogue, in order of file."""
    query = f"SELECT {', '.join(REPORT_COLUMNS)} FROM reports ORDER BY ordinal"
    return (entry_of(row) for row in connection.execute(query))


def findings(
    connection: sqlite3.Connection, reports: Mapping[str, Report], where: str = "", values: Sequence[Any] = ()
) -> list[Finding]:
    """The findings that the SQL condition admits, report by report, errors first."""
    query = (
        f"SELECT {', '.join(FINDING_COLUMNS)} FROM findings {where} "
        "ORDER BY (SELECT ordinal FROM reports WHERE id = report_id), "
        "CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, ordinal"
    )
    return [finding_of(row, reports) for row in connection.execute(query, values)]


def place_links(connection: sqlite3.Connection) -> list[PlaceLink]:
    """What took the place of what on 01/7/2025, for the places that the archive has reports of."""
    query = "SELECT old, old_within, new, new_within, kind FROM place_links"
    return [PlaceLink(*row) for row in connection.execute(query)]


class Rows:
    """Reads passages and figures of a catalogue as records; `reports` gives the reports they refer to, by id.

    Figures stay in memory once read: they are small, and questions look at the same ones again and again.
    """

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self._figures: dict[int, Figure] = {}
        self._terms: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    def passages(
        self, connection: sqlite3.Connection, where: str = "", values: Sequence[Any] = ()
    ) -> Iterator[tuple[int, Passage]]:
        """(ordinal, passage) of the rows that the SQL condition admits, in order."""
        query = f"SELECT ordinal, {', '.join(PASSAGE_COLUMNS)} FROM passages {where} ORDER BY ordinal"
        for ordinal, *row in connection.execute(query, values):
            yield ordinal, passage_of(row, self._reports)

    def figures(
        self, connection: sqlite3.Connection, where: str = "", values: Sequence[Any] = (), limit: int | None = None
    ) -> list[Figure]:
        """The figures that the SQL condition admits, in the order they were read, at most `limit` of them."""
        query = f"SELECT ordinal FROM figures {where} ORDER BY ordinal LIMIT ?"
        found = connection.execute(query, (*values, -1 if limit is None else limit))
        return self._held(connection, self._figures, [ordinal for (ordinal,) in found], self._read_figures)

    def at(self, connection: sqlite3.Connection, ordinals: Sequence[int]) -> list[Figure]:
        """The figures of these ordinals, in this order."""
        return self._held(connection, self._figures, ordinals, self._read_figures)

    def candidates(
        self, connection: sqlite3.Connection, terms: Sequence[str], where: str, values: Sequence[Any], limit: int
    ) -> list[tuple[Figure, frozenset[str], frozenset[str]]]:
        """The figures that share most with the terms, with their own terms and those around them, the best first."""
        ordinals = self._few(connection, terms, where, values)
        if ordinals is None:
            match = " OR ".join(f'"{term}"' for term in terms)
            query = (
                f"SELECT t.rowid FROM figure_terms AS t JOIN figures AS f ON f.ordinal = t.rowid "
                f"WHERE figure_terms MATCH ? {where.replace('WHERE', 'AND', 1)} "
                "ORDER BY bm25(figure_terms, 4.0, 1.0) LIMIT ?"
            )
            ordinals = [ordinal for (ordinal,) in connection.execute(query, (match, *values, limit))]
        ordinals = ordinals[:limit]
        figures = self._held(connection, self._figures, ordinals, self._read_figures)
        words = self._held(connection, self._terms, ordinals, self._read_terms)
        return [(figure, own, context) for figure, (own, context) in zip(figures, words, strict=True)]

    def _few(
        self, connection: sqlite3.Connection, terms: Sequence[str], where: str, values: Sequence[Any]
    ) -> list[int] | None:
        """The figures with any of the terms among those that the condition admits, the best first, when these are few:
        then looking at each is quicker than ranking all figures of the archive that have the terms. Else None."""
        if not where or _size(connection) < _MANY:
            return None
        found = connection.execute(f"SELECT ordinal FROM figures {where} LIMIT ?", (*values, _FEW + 1)).fetchall()
        if len(found) > _FEW:
            return None
        ordinals = [ordinal for (ordinal,) in found]
        asked = frozenset(terms)
        shares = {
            ordinal: 4 * len(asked & own) + len(asked & context)
            for ordinal, (own, context) in zip(
                ordinals, self._held(connection, self._terms, ordinals, self._read_terms), strict=True
            )
        }
        return sorted((ordinal for ordinal in ordinals if shares[ordinal]), key=lambda ordinal: -shares[ordinal])

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
        columns = ", ".join((*FIGURE_COLUMNS, *ADDED_TO_FIGURES))
        query = f"SELECT ordinal, {columns} FROM figures WHERE ordinal IN {marks}"
        for ordinal, *row in connection.execute(query, ordinals):
            yield ordinal, figure_of(row, self._reports)

    def _read_terms(
        self, connection: sqlite3.Connection, marks: str, ordinals: Sequence[int]
    ) -> Iterator[tuple[int, tuple[frozenset[str], frozenset[str]]]]:
        query = f"SELECT rowid, own, context FROM figure_terms WHERE rowid IN {marks}"
        for ordinal, own, context in connection.execute(query, ordinals):
            yield ordinal, (frozenset(own.split()), frozenset(context.split()))


def _size(connection: sqlite3.Connection) -> int:
    """About how many figures there are: ordinals count from 0."""
    return int(connection.execute("SELECT COALESCE(MAX(ordinal), 0) FROM figures").fetchone()[0])


def _insert(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO main.{table} ({', '.join(columns)}) VALUES ({marks})", rows)
