"""The series of a catalogue while it is written: each figure's own, and what follows when all reports are in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from qa_cchc.archive.rows import ADDED_TO_FIGURES, FIGURE_COLUMNS, figure_of
from qa_cchc.figures.catalogue import load
from qa_cchc.figures.checks.across import check_correction, check_subject
from qa_cchc.figures.checks.facts import holder_of
from qa_cchc.figures.corrections import Corrections, corrections
from qa_cchc.figures.series import Measure, label, measure, undivided
from qa_cchc.records import Figure, Finding, Report

_COLUMNS = '"key", name, office, indicator_id, holder, kind, span'
_NEW = f"INSERT INTO main.series ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"


def holder_and_series(
    connection: sqlite3.Connection, figure: Figure, office: str, document_kind: str | None
) -> tuple[str, int | None]:
    """The key of whose figure it is, and the id of its series, made when it is the first of it."""
    measured = measure(figure, document_kind)
    if measured is None:
        return holder_of(figure), None
    key = series_key(office, measured)
    found = connection.execute('SELECT id FROM main.series WHERE "key" = ?', (key,)).fetchone()
    if found is None:
        name = label(measured, office, figure.scope)
        parts = (measured.indicator_id, measured.holder, measured.kind, measured.span)
        found = (connection.execute(_NEW, (key, name, office, *parts)).lastrowid,)
    return holder_of(figure), found[0]


def series_key(office: str, measured: Measure) -> str:
    """The key of an office's series, the length of its periods last."""
    return "/".join((office, measured.indicator_id, measured.holder, measured.kind, measured.span))


def copy_series(connection: sqlite3.Connection, report_id: str, office: str) -> None:
    """Makes the series that a report of the attached `old` catalogue has figures in, under the office it has now.

    The table `copied_series` then gives the new id of each old one.
    """
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS copied_series (old INTEGER PRIMARY KEY, id INTEGER)")
    connection.execute("DELETE FROM copied_series")
    query = (
        "SELECT id, name, office, indicator_id, holder, kind, span FROM old.series WHERE id IN "
        "(SELECT series FROM old.figures WHERE report_id = ?)"
    )
    for old, name, before, *parts in connection.execute(query, (report_id,)).fetchall():
        measured = Measure(*parts)
        key = series_key(office, measured)
        connection.execute(_NEW, (key, name.replace(before, office, 1), office, *parts))
        connection.execute(
            'INSERT INTO copied_series SELECT ?, id FROM main.series WHERE "key" = ?', (old, key)
        )


def settle(connection: sqlite3.Connection, reports: Mapping[str, Report]) -> list[tuple[Finding, dict[str, str]]]:
    """Links corrections, counts what is in each series, and returns the findings across reports, each with the ids of
    the reports of the files it quotes. All reports must have been written."""
    found: list[tuple[Finding, dict[str, str]]] = []
    for indicator_id, figures in _subjects(connection, reports):
        fixed = _corrections(figures)
        _write(connection, fixed)
        linked = [_linked(figure, fixed) for figure in figures]
        findings = [check_correction(earlier, later) for earlier, later in fixed.pairs]
        findings += check_subject(load().get(indicator_id), linked, reports)
        of_files = {figure.file: figure.report.id for figure in figures}
        found += [(finding, of_files) for finding in findings]
    _count(connection)
    return found


def _subjects(
    connection: sqlite3.Connection, reports: Mapping[str, Report]
) -> Iterator[tuple[str, list[Figure]]]:
    """The figures of each office, indicator, holder and kind of unit that several reports speak of."""
    columns = ", ".join((*FIGURE_COLUMNS, *ADDED_TO_FIGURES))
    several = (
        "SELECT group_concat(series.id), indicator_id FROM main.series JOIN "
        "(SELECT series, min(report_id) AS first, max(report_id) AS last FROM main.figures "
        " WHERE series IS NOT NULL AND state = 'value' GROUP BY series) AS held ON held.series = series.id "
        "GROUP BY office, indicator_id, holder, kind HAVING min(first) <> max(last)"
    )
    for ids, indicator_id in connection.execute(several).fetchall():
        query = f"SELECT {columns} FROM main.figures WHERE series IN ({ids}) AND state = 'value' ORDER BY ordinal"
        yield indicator_id, undivided([figure_of(row, reports) for row in connection.execute(query)])


def _corrections(figures: list[Figure]) -> Corrections:
    """The corrections of all series of one subject together."""
    found = Corrections()
    for _, of_series in groupby(sorted(figures, key=lambda figure: figure.series or ""), lambda one: one.series):
        found.add(corrections(of_series))
    return found


def _linked(figure: Figure, fixed: Corrections) -> Figure:
    if figure.id not in fixed.by and figure.id not in fixed.corrects:
        return figure
    return replace(
        figure, corrected_by=fixed.by.get(figure.id), corrects=tuple(fixed.corrects.get(figure.id, ()))
    )


def _write(connection: sqlite3.Connection, fixed: Corrections) -> None:
    update = "UPDATE main.figures SET {} = ? WHERE id = ?"
    connection.executemany(update.format("corrected_by"), [(by, identity) for identity, by in fixed.by.items()])
    for column, links in (("corrects_json", fixed.corrects), ("confirms_json", fixed.confirms)):
        rows = [(json.dumps(ids, separators=(",", ":")), identity) for identity, ids in links.items()]
        connection.executemany(update.format(column), rows)


def _count(connection: sqlite3.Connection) -> None:
    """What each series holds; the first and the last period are those of stated values."""
    connection.execute(
        "UPDATE main.series SET figures = held.figures, reports = held.reports, periods = held.periods, "
        "first_period = held.first, last_period = held.last FROM ("
        " SELECT series, count(*) AS figures, count(DISTINCT report_id) AS reports, "
        " count(DISTINCT period_id) AS periods, min(period_end || ' ' || period_id) AS first, "
        " max(period_end || ' ' || period_id) AS last "
        " FROM main.figures WHERE series IS NOT NULL AND state = 'value' GROUP BY series) AS held "
        "WHERE held.series = series.id"
    )
    connection.execute(
        "UPDATE main.series SET first_period = substr(first_period, 12), last_period = substr(last_period, 12)"
    )
