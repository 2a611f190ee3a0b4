"""The archive for Python programs, as short as the command line: `Archive("index").ask("…")`.

What comes back are the records of `qa_cchc.records`, with three things they can do besides: `to_pandas()`, `save(path)`
and, for comparisons, `chart()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from qa_cchc import records
from qa_cchc.archive.store import Archive as Store
from qa_cchc.records import Figure, Filters, Finding, Found, Report
from qa_cchc.settings import Settings

if TYPE_CHECKING:
    from pandas import DataFrame
    from plotly.graph_objects import Figure as PlotlyFigure

_SEVERITIES = ("error", "warning", "note")
Names = str | Iterable[str] | None


class Answer(records.Answer):
    """An answer that can be saved and made a data frame of."""

    __slots__ = ("_settings",)
    _settings: Settings

    def __str__(self) -> str:
        return self.answer

    def to_pandas(self) -> DataFrame:
        """The cells of its comparison, else its figures, else its passages, one a row. Raises MissingLibrary."""
        from qa_cchc.export.frames import answer_frame

        return answer_frame(self)

    def save(self, path: Path | str, made: date | None = None) -> Path:
        """Writes it as .docx, .xlsx, .csv, .png (its chart), .bib or .json (sources, CSL-JSON). Raises ExportError."""
        from qa_cchc.export import save

        return save(self, path, self._settings, made)

    def chart(self) -> PlotlyFigure | None:
        """Its comparison as a Plotly figure, None where there is nothing to draw."""
        from qa_cchc.export.charts import answer_chart

        return answer_chart(self)

    def to_json(self) -> dict[str, Any]:
        """The document that `--json` prints."""
        from qa_cchc.contract import answer_json

        return answer_json(self)


class Figures(Sequence[Figure]):
    """Figures in a list that can be saved and made a data frame of."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    @overload
    def __getitem__(self, index: int) -> Figure: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Figure]: ...
    def __getitem__(self, index: int | slice) -> Figure | Sequence[Figure]:
        return self._answer.figures[index]

    def __len__(self) -> int:
        return len(self._answer.figures)

    def __repr__(self) -> str:
        return f"<{len(self)} figures>"

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known of them."""
        return self._answer.notes

    @property
    def citations(self) -> tuple[records.Citation, ...]:
        """Where they stand, one citation for each figure, in their order."""
        cited = {citation.id: citation for citation in self._answer.citations}
        return tuple(cited[number] for number in self._answer.figure_citations)

    def to_pandas(self) -> DataFrame:
        """One figure a row, with unit, period, place, state, citation and quote. Raises MissingLibrary."""
        from qa_cchc.export.frames import figure_frame

        return figure_frame(self._answer)

    def save(self, path: Path | str, made: date | None = None) -> Path:
        """Writes them as .xlsx, .csv, .docx, .bib or .json (sources as CSL-JSON). Raises ExportError."""
        return self._answer.save(path, made)


class Archive:
    """A built index, opened for reading.

    `settings` are those of `qa_cchc.settings`, by name (`citation="footnote"`); what is not given comes from the
    environment. Raises ArchiveError when the index is missing, damaged or of another version.
    """

    def __init__(self, index: Path | str = "index", **settings: Any) -> None:
        self.settings = Settings.load(index=Path(index), **settings)
        self.store = Store.open(self.settings.index, self.settings)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Archive {self.settings.index}/{self.store.version}>"

    def close(self) -> None:
        """Closes the index."""
        self.store.close()

    def ask(
        self, question: str, *, period: Names = None, place: Names = None, level: Names = None,
        report: str | None = None, k: int | None = None,
    ) -> Answer:
        """The answer to a Vietnamese question. Raises BadQuestion for what cannot be asked."""
        from qa_cchc.asking import ask

        filters = self._filters(period, place, level, report)
        return self._answer(ask(self.store, question, filters, k or self.settings.passages))

    def search(
        self, text: str, *, period: Names = None, place: Names = None, level: Names = None, report: str | None = None,
        k: int | None = None,
    ) -> list[Found]:
        """The passages nearest to the text, the best first."""
        return self.store.search(text, self._filters(period, place, level, report), k or self.settings.passages)

    def figures(
        self, indicator: Names = None, *, period: Names = None, place: Names = None, level: Names = None,
        report: str | None = None, scope: str | None = None, origin: Names = None, state: Names = None,
        cumulative: bool | None = None, limit: int | None = None, series: bool = False, across_reform: bool = False,
    ) -> Figures:
        """Figures as records: of the indicators named (ids, or Vietnamese words; None: of all), under the conditions.

        With `series` they are the points of series, each period once, corrected by later reports.
        """
        from dataclasses import replace

        from qa_cchc.asking.listing import as_answer, listed

        filters = replace(
            self._filters(period, place, level, report), scope=scope, origins=_names(origin), states=_names(state),
            cumulative=cumulative,
        )
        wanted = _names(indicator)
        found, notes = listed(self.store, filters, wanted, limit, series, across_reform)
        asked = "; ".join([*wanted, *_names(period), *_names(place), *_names(report)])
        told = f"Số liệu: {asked}" if asked else "Toàn bộ số liệu của kho"
        return Figures(self._answer(as_answer(self.store, found, told, notes)))

    def compare(
        self, indicator: str, periods: Names = None, places: Names = None, *, level: Names = None,
        scope: str | None = None,
    ) -> Answer:
        """An indicator over periods and places as a table with differences (`answer.comparison`), or a whole question
        that compares. What is left out stands for all that the archive has. Raises BadQuestion."""
        from qa_cchc.asking import compare

        filters = self._filters(periods, places, level, None)
        return self._answer(compare(
            self.store, indicator, filters.periods, filters.places, levels=filters.levels, scope=scope
        ))

    def check(
        self, *, severity: str = "note", period: Names = None, place: Names = None, level: Names = None,
        report: str | None = None,
    ) -> list[Finding]:
        """What the checks of the figures have to say, from `severity` ("error", "warning", "note") upwards."""
        admitted = _SEVERITIES[: _SEVERITIES.index(severity) + 1]
        found = self.store.findings(self._filters(period, place, level, report))
        return [finding for finding in found if finding.severity in admitted]

    def reports(
        self, *, period: Names = None, place: Names = None, level: Names = None, report: str | None = None
    ) -> list[Report]:
        """The catalogue: every report with number, date, agency, period, state of reading and warnings."""
        return self.store.reports(self._filters(period, place, level, report))

    def _filters(self, period: Names, place: Names, level: Names, report: str | None) -> Filters:
        from qa_cchc.asking.listing import period_ids

        periods = tuple(identity for text in _names(period) for identity in period_ids(text, self.store))
        return Filters(periods, _names(place), _names(level), report)

    def _answer(self, said: records.Answer) -> Answer:
        answer = Answer(**{one.name: getattr(said, one.name) for one in fields(said)})
        object.__setattr__(answer, "_settings", self.settings)
        return answer


def _names(given: Names) -> tuple[str, ...]:
    """One name or several as several."""
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)
