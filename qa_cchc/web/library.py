"""The archive that the page serves: opened once, opened anew when a build has published another version."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from qa_cchc.archive.store import Archive
from qa_cchc.records import Filters, Report
from qa_cchc.settings import Settings
from qa_cchc.web import shown
from qa_cchc.web.examples import questions

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the page offers of one opened archive: choices of the filters as (shown, value), and example questions."""

    reports: int
    periods: tuple[Choice, ...]
    places: tuple[Choice, ...]
    report_choices: tuple[Choice, ...]
    examples: tuple[str, ...]


class Library:
    """Hands out the archive in use. Safe to call from several threads."""

    def __init__(self, index: Path, settings: Settings) -> None:
        self._index = index
        self._settings = settings
        self._lock = threading.Lock()
        self._archive: Archive | None = None
        self._shelf: Shelf | None = None

    @property
    def index(self) -> Path:
        """The index folder."""
        return self._index

    def archive(self) -> Archive:
        """The archive of the version published last. Raises `ArchiveError` with a sentence for the visitor."""
        with self._lock:
            held = self._archive
            # Answers under way keep the old version; it goes when the last of them is done.
            newest = Archive.open(self._index, self._settings) if held is None else held.current()
            if newest is not held:
                self._archive, self._shelf = newest, None
            return newest

    def shelf(self) -> Shelf:
        """What the archive in use offers. Raises as `archive` does."""
        archive = self.archive()
        with self._lock:
            if self._shelf is None:
                self._shelf = _shelf_of(archive)
            return self._shelf

    def filters(self, period: str | None, place: str | None, report: str | None) -> Filters:
        """Filters out of the values chosen; a report (by id) adds its number, so that it alone remains."""
        chosen = self.report(report) if report else None
        places = [place] if place else []
        periods = [period] if period else []
        if chosen is not None:
            # Numbers repeat from office to office and year to year: its place and period tell it apart.
            places += [chosen.place] if chosen.place and chosen.place not in places else []
            periods += [chosen.period.id] if chosen.period and chosen.period.id not in periods else []
        return Filters(
            periods=tuple(periods), places=tuple(places), report_number=chosen.number if chosen is not None else None
        )

    def report(self, report_id: str) -> Report | None:
        """The catalogue entry of a report, None when the archive does not hold it."""
        return next((report for report in self.archive().reports() if report.id == report_id), None)


def _shelf_of(archive: Archive) -> Shelf:
    reports = [report for report in archive.reports() if report.status != "failed"]
    newest = sorted(reports, key=lambda report: (report.date is not None, report.date), reverse=True)
    return Shelf(
        reports=len(reports),
        periods=tuple((period.label, period.id) for period in archive.periods()),
        places=tuple((place, place) for place in archive.places()),
        report_choices=tuple((_label(report), report.id) for report in newest if report.number),
        examples=questions(archive, newest),
    )


def _label(report: Report) -> str:
    parts = [report.number, report.agency or report.place, shown.day(report.date) if report.date else None]
    return " · ".join(part for part in parts if part)
