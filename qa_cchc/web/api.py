"""What programs may call: the answers of the command line, in the same JSON, as Gradio endpoints and as MCP tools."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import gradio as gr

from qa_cchc import contract
from qa_cchc.archive.errors import ArchiveError
from qa_cchc.archive.store import Archive
from qa_cchc.asking import BadQuestion, ask, compare
from qa_cchc.asking.listing import figures_of, period_ids
from qa_cchc.records import Filters
from qa_cchc.settings import Settings
from qa_cchc.web.library import Library
from qa_cchc.web.texts import text

LONGEST_QUESTION = 500
_MOST_PASSAGES = 50
_MOST_FIGURES = 5_000
_AT_ONCE = 4
_SEVERITIES = ("error", "warning", "note")


class Api:
    """The endpoints over one library. Faults of the caller come out as `gr.Error` with a Vietnamese sentence."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library = library
        self._settings = settings

    def publish(self) -> None:
        """Registers the endpoints on the page that is being built."""
        endpoints: tuple[Callable[..., Any], ...] = (self.ask, self.search, self.figures, self.compare, self.check)
        for endpoint in endpoints:
            gr.api(endpoint, api_name=endpoint.__name__, concurrency_limit=_AT_ONCE)

    def ask(self, question: str, period: str = "", place: str = "", report: str = "", k: int = 0) -> dict[str, Any]:
        """Answers a Vietnamese question over an archive of administrative-reform reports (báo cáo cải cách hành chính).

        Every number of the answer carries a citation; what the reports do not say is answered with status "not_found".
        The JSON is that of the command `qa-cchc ask --json`.

        Args:
            question: What is asked, in Vietnamese, with or without diacritics.
            period: Reporting period such as 2023-Q1, 2023-H1, 2023-9M or 2023; empty for all.
            place: Place or agency, e.g. "thị xã Duyên Hải"; empty for all.
            report: Number of a report, e.g. 102/BC-UBND; empty for all.
            k: How many passages to return; 0 for the number that is set.
        """
        with self._archive(question, period, place, report) as (archive, filters):
            answer = ask(archive, question, filters, self._passages(k))
            return contract.answer_json(answer, archive.restatements(answer.figures))

    def search(self, query: str, period: str = "", place: str = "", report: str = "", k: int = 10) -> dict[str, Any]:
        """Finds the passages of the reports that are nearest to a query, best first, each with its citation.

        Args:
            query: What to look for, in Vietnamese, with or without diacritics.
            period: Reporting period such as 2023-Q1; empty for all.
            place: Place or agency; empty for all.
            report: Number of a report; empty for all.
            k: How many passages to return, at most 50.
        """
        with self._archive(query, period, place, report) as (archive, filters):
            found = archive.search(query, filters, self._passages(k))
            return {"passages": [contract.passage_json(one, number) for number, one in enumerate(found, 1)]}

    def figures(
        self, indicator: str = "", period: str = "", place: str = "", scope: str = "", limit: int = 200
    ) -> dict[str, Any]:
        """Lists figures read from the reports as records with unit, period, place, scope, state and exact quote.

        Args:
            indicator: Id of the catalogue (files_received) or words in Vietnamese ("hồ sơ tiếp nhận"); empty for all.
            period: Reporting period such as 2023-Q1; empty for all.
            place: Place or agency; empty for all.
            scope: Whose figures, e.g. "các xã, phường"; empty for all.
            limit: How many at most, up to 5000.
        """
        with self._archive(indicator, period, place, "", scope) as (archive, filters):
            most = min(max(limit, 1), _MOST_FIGURES)
            found = figures_of(archive, filters, [indicator]) if indicator else archive.figures(filters, limit=most)
            return {"figures": [contract.figure_json(figure) for figure in found[:most]]}

    def compare(
        self, indicator: str, periods: list[str] | None = None, places: list[str] | None = None
    ) -> dict[str, Any]:
        """Compares an indicator over periods and places: table, differences, order, each number with its citation.

        Args:
            indicator: Words in Vietnamese, an id of the catalogue, or a whole question that compares.
            periods: Reporting periods such as 2023-Q1; empty for all that there are.
            places: Places or agencies; empty for all that there are.
        """
        with self._archive(indicator) as (archive, _):
            ids = [identifier for one in periods or () for identifier in period_ids(one, archive)]
            answer = compare(archive, indicator, ids, places or ())
            return contract.answer_json(answer, archive.restatements(answer.figures))

    def check(self, report: str = "", place: str = "", severity: str = "note") -> dict[str, Any]:
        """Lists what does not add up in the reports: rates against their parts, sums, contradictions, units, dates.

        Args:
            report: Number of a report, e.g. 102/BC-UBND; empty for all.
            place: Place or agency; empty for all.
            severity: The least severity wanted: error, warning or note.
        """
        with self._archive("", "", place, report) as (archive, filters):
            wanted = _SEVERITIES[: _SEVERITIES.index(severity) + 1] if severity in _SEVERITIES else _SEVERITIES
            found = [finding for finding in archive.findings(filters) if finding.severity in wanted]
            return {"findings": [contract.finding_json(finding) for finding in found]}

    def _passages(self, k: int) -> int:
        return min(max(k, 0), _MOST_PASSAGES) or self._settings.passages

    @contextmanager
    def _archive(
        self, words: str, period: str = "", place: str = "", report: str = "", scope: str = ""
    ) -> Iterator[tuple[Archive, Filters]]:
        """The archive in use and the filters named; what is wrong with either is the caller's to know."""
        if len(words) > LONGEST_QUESTION:
            raise gr.Error(text("error_long_question", limit=LONGEST_QUESTION))
        try:
            archive = self._library.archive()
            periods = tuple(period_ids(period, archive)) if period else ()
            yield archive, Filters(periods, (place,) if place else (), (), report or None, scope or None)
        except (ArchiveError, BadQuestion) as error:
            raise gr.Error(str(error)) from error
