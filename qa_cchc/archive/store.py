"""An open archive: everything that asking, the web page and the command line read of an index."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa_cchc.archive import browse, catalogue, cited, lanes, layout, manifest
from qa_cchc.archive.browse import Browsed, Order
from qa_cchc.archive.errors import IndexDamaged, IndexOfOtherModel, OutsideCorpus, UnknownReport
from qa_cchc.archive.lanes import Lane
from qa_cchc.archive.rows import Entry, PlaceLink
from qa_cchc.archive.selection import admitted, figure_condition
from qa_cchc.figures import own_indicators
from qa_cchc.records import CitedDocument, Figure, Filters, Finding, Found, Passage, Period, Report
from qa_cchc.settings import Settings
from qa_cchc.vietnamese.places import same_place

if TYPE_CHECKING:
    from qa_cchc.figures.series import Series
    from qa_cchc.search.index import SearchIndex

_BATCH = 500
_SHIPPED = "mô hình kèm theo chương trình"


class Archive:
    """One published version of an index, read-only; may be used from several threads at once.

    Opening reads the manifest and nothing else: the catalogue is read at the first list, the search index and the
    embedding model are loaded at the first search.
    """

    def __init__(self, index: Path, version: Path, said: manifest.Manifest, settings: Settings) -> None:
        self.index = index
        self.version = version.name
        self.manifest = said
        self.settings = settings
        self._folder = version
        self._lock = threading.RLock()
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._frequencies: dict[str, int] = {}

    @classmethod
    def open(cls, index: Path, settings: Settings | None = None) -> Archive:
        """Opens the version in use. Raises IndexMissing, IndexDamaged, IndexOutdated or IndexOfOtherModel, and
        CatalogueError for a bad file of one's own indicators."""
        settings = settings or Settings.load()
        own_indicators.use(settings.indicators_file())
        version = layout.current_version(index)
        said = manifest.read(index, version)
        if bool(said.model) != bool(settings.model):
            # Two names may be one model (a folder and its link): those are told apart when the model is loaded.
            raise IndexOfOtherModel(index, said.model or _SHIPPED, settings.model or _SHIPPED)
        return cls(index, version, said, settings)

    def current(self) -> Archive:
        """This archive, or the newer version when one has been published since it was opened."""
        if layout.current_version(self.index).name == self.version:
            return self
        return Archive.open(self.index, self.settings)

    def close(self) -> None:
        """Closes the catalogue in all threads."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
            self._local = threading.local()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def reports(self, filters: Filters | None = None) -> list[Report]:
        """The reports that the filters admit, without their contents, in order of file; failed ones included."""
        return admitted(self._reports.values(), filters) if filters else list(self._reports.values())

    def report(self, report_id: str) -> Report:
        """One report without its contents. Raises UnknownReport."""
        try:
            return self._reports[report_id]
        except KeyError:
            raise UnknownReport(report_id) from None

    def document(self, report_id: str) -> Report:
        """One report with all its sections, footnotes, forms and tables. Raises UnknownReport."""
        with self._reading() as connection:
            return catalogue.document(connection, self.report(report_id))

    def counts(self) -> dict[str, tuple[int, int, int]]:
        """How many figures, passages and findings each report has, by its id."""
        found: dict[str, list[int]] = {identity: [0, 0, 0] for identity in self._reports}
        with self._reading() as connection:
            for place, table in enumerate(("figures", "passages", "findings")):
                query = f"SELECT report_id, count(*) FROM {table} GROUP BY report_id"
                for identity, count in connection.execute(query):
                    found[identity][place] = count
        return {identity: (figures, passages, findings) for identity, (figures, passages, findings) in found.items()}

    def path(self, report_id: str) -> Path:
        """Where the report's file lay when the index was built. Raises UnknownReport."""
        return Path(self._roots[self.report(report_id).id]) / self.report(report_id).file

    def original(self, report_id: str) -> Path | None:
        """The report's file, None when it is no longer there.

        Raises UnknownReport, or OutsideCorpus when the name has come to lead out of the corpus folder (a link).
        """
        path, root = self.path(report_id), Path(self._roots[report_id])
        if not path.is_file():
            return None
        if not path.resolve().is_relative_to(root.resolve()):
            raise OutsideCorpus(self.report(report_id).file)
        return path

    def places(self) -> list[str]:
        """The places the archive has reports of, in alphabetical order."""
        return sorted({report.place for report in self._reports.values() if report.place})

    def periods(self) -> list[Period]:
        """The periods the archive has reports of, the latest first; of those with one end the shortest first."""
        found = {report.period.id: report.period for report in self._reports.values() if report.period}
        return sorted(found.values(), key=lambda period: (period.end, period.start), reverse=True)

    def figures(
        self, filters: Filters | None = None, indicator_ids: Sequence[str] | None = None, limit: int | None = None
    ) -> list[Figure]:
        """The figures that the filters admit, of the indicators named (None: of all), report by report as read; at most
        `limit` of them."""
        where, values = self._figure_condition(filters or Filters(), indicator_ids)
        with self._reading() as connection:
            return self._rows.figures(connection, where, values, limit)

    def browse(
        self, filters: Filters | None = None, words: str = "", order: Order = "read", descending: bool = False,
        start: int = 0, size: int = 50,
    ) -> Browsed:
        """A page of the figures that the filters admit and that hold all of `words` (with or without diacritics)."""
        with self._reading() as connection:
            return browse.browse(
                connection, self._rows, lambda given: self._figure_condition(given, None), filters or Filters(), words,
                order, descending, start, size,
            )

    def series(
        self, filters: Filters | None = None, indicator_ids: Sequence[str] | None = None, across_reform: bool = False
    ) -> list[Series]:
        """The series that have figures among those admitted, each with the points among them, in order of the periods.

        An indicator of one level stands for the general one. With `across_reform` the series of the units that came
        before or after a place asked for on 01/7/2025 are given too, each by itself, and their notes say so.
        """
        from qa_cchc.archive.lines import series_of

        filters = filters or Filters()
        links = self._links_of(filters.places) if across_reform else []
        wider = replace(filters, places=(*filters.places, *dict.fromkeys(name for link in links for name in link.ends)))
        where, values = self._figure_condition(wider if links else filters, None)
        with self._reading() as connection:
            return series_of(connection, self._rows, self._reports, where, values, indicator_ids, links)

    def lanes(
        self, indicator_ids: Sequence[str] | None = None, offices: Sequence[str] | None = None,
        holders: Sequence[str] | None = None,
    ) -> list[Lane]:
        """The series of general indicators without their figures, of the offices and holders named (None: of all)."""
        with self._reading() as connection:
            return lanes.lanes(connection, indicator_ids, offices, holders)

    def lane_figures(self, found: Sequence[Lane], periods: Sequence[str] | None = None) -> list[Figure]:
        """All statements of the lanes on these periods (None: on all), blank rows too, in reading order."""
        if not found:
            return []
        where, values = lanes.figures_condition(found, periods)
        with self._reading() as connection:
            return self._rows.figures(connection, where, values)

    def lane_periods(self, found: Sequence[Lane]) -> list[tuple[str, str, int]]:
        """(length of period, period id, number of lanes that state a value of it) over the lanes."""
        if not found:
            return []
        with self._reading() as connection:
            return lanes.held_periods(connection, found)

    def most_compared(self, limit: int = 100) -> list[str]:
        """The ids of the indicators that most offices and periods have figures of."""
        query = (
            "SELECT indicator_id FROM series WHERE periods > 0 GROUP BY indicator_id "
            "ORDER BY count(DISTINCT office) * sum(periods) DESC, indicator_id LIMIT ?"
        )
        with self._reading() as connection:
            return [identifier for (identifier,) in connection.execute(query, (limit,))]

    def office(self, report_id: str) -> str:
        """The key of the office that a report is of, as series name it (see `offices`). Raises UnknownReport."""
        return self._offices[self.report(report_id).id]

    def successors(self, place: str) -> list[PlaceLink]:
        """What took the place of an old unit on 01/7/2025; empty where the archive has no reports of it or its heirs,
        and for names that several units bore."""
        return [link for link in self._place_links if same_place(place, link.old)]

    def predecessors(self, place: str) -> list[PlaceLink]:
        """The old units that a new one was made of."""
        return [link for link in self._place_links if same_place(place, link.new)]

    def _links_of(self, places: Sequence[str]) -> list[PlaceLink]:
        return [link for place in places for link in (*self.successors(place), *self.predecessors(place))]

    @cached_property
    def _place_links(self) -> list[PlaceLink]:
        with self._reading() as connection:
            return catalogue.place_links(connection)

    def figure_candidates(
        self, terms: Sequence[str], filters: Filters | None = None, limit: int = 600
    ) -> list[tuple[Figure, frozenset[str], frozenset[str]]]:
        """Figures sharing words with `terms` (see `figures.terms`), each with its own terms and those around it."""
        if not terms:
            return []
        where, values = self._figure_condition(filters or Filters(), None)
        with self._reading() as connection:
            return self._rows.candidates(connection, terms, where, values, limit)

    def term_frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many figures each term occurs; terms that occur in none are left out."""
        # Questions use the same words again and again, and looking one up takes long in a large archive.
        new = [term for term in dict.fromkeys(terms) if term not in self._frequencies]
        if new:
            query = f"SELECT term, doc FROM figure_vocabulary WHERE term IN ({', '.join('?' * len(new))})"
            with self._reading() as connection:
                found = dict(connection.execute(query, new))
            self._frequencies.update((term, found.get(term, 0)) for term in new)
        return {term: self._frequencies[term] for term in terms if self._frequencies[term]}

    def changes(self, report_ids: Sequence[str]) -> list[Figure]:
        """The figures of these reports that state a change against another time."""
        where = f'WHERE report_id IN ({", ".join("?" * len(report_ids))}) AND "change" IS NOT NULL'
        with self._reading() as connection:
            return self._rows.figures(connection, where, list(report_ids))

    def findings(self, filters: Filters | None = None) -> list[Finding]:
        """What the checks say of the reports that the filters admit, report by report, errors first."""
        where, values = self._of_admitted(filters)
        with self._reading() as connection:
            return catalogue.findings(connection, self._reports, where, values)

    def findings_about(self, figure_ids: Sequence[str]) -> list[Finding]:
        """The findings that concern any of these figures."""
        marks = ", ".join("?" * len(figure_ids))
        where = f"WHERE ordinal IN (SELECT finding FROM finding_figures WHERE figure_id IN ({marks}))"
        with self._reading() as connection:
            return catalogue.findings(connection, self._reports, where, list(figure_ids))

    def cited(
        self, filters: Filters | None = None, document: str | None = None
    ) -> list[tuple[Report, CitedDocument]]:
        """Each time that the reports admitted refer to another document, or to the one named (see `cited.is_named`)."""
        where, values = self._of_admitted(filters)
        wanted = cited.is_named(document) if document else None
        with self._reading() as connection:
            found = [(self.report(identity), one) for identity, one in cited.read(connection, where, values)]
        return [(report, one) for report, one in found if wanted is None or wanted(one)]

    def passages(self, filters: Filters | None = None) -> list[Passage]:
        """The passages of the reports that the filters admit, in order."""
        where, values = self._of_admitted(filters)
        with self._reading() as connection:
            return [passage for _, passage in self._rows.passages(connection, where, values)]

    def figures_by_id(self, ids: Sequence[str]) -> list[Figure]:
        """The figures of these ids, in the order they were read; an unknown id yields nothing."""
        where = f"WHERE id IN ({', '.join('?' * len(ids))})"
        with self._reading() as connection:
            return self._rows.figures(connection, where, list(ids))

    def restatements(self, figures: Sequence[Figure]) -> dict[str, Figure]:
        """The figures that state the same things as these, or something else of them, by id."""
        ids = sorted({identity for figure in figures for identity in (*figure.same, *figure.differs)})
        found: dict[str, Figure] = {}
        for start in range(0, len(ids), _BATCH):
            found.update((figure.id, figure) for figure in self.figures_by_id(ids[start : start + _BATCH]))
        return found

    def passages_by_id(self, ids: Sequence[str]) -> list[Passage]:
        """The passages of these ids, in order; an unknown id yields nothing."""
        where = f"WHERE id IN ({', '.join('?' * len(ids))})"
        with self._reading() as connection:
            return [passage for _, passage in self._rows.passages(connection, where, list(ids))]

    def search(self, text: str, filters: Filters | None = None, k: int = 5) -> list[Found]:
        """The `k` passages nearest to the text among the reports that the filters admit, the best first.

        Raises IndexOfOtherModel, IndexDamaged or ModelUnavailable when the search index cannot be loaded.
        """
        from qa_cchc.search.highlight import highlights
        from qa_cchc.search.rerank import load_reranker

        allowed = None
        if filters and filters != Filters():
            allowed = self._search.within(report.id for report in admitted(self._reports.values(), filters))
            if not allowed.any():
                return []
        reranker = load_reranker(self.settings)
        first = max(self.settings.reranker_first, 0) if reranker else 0
        hits = self._search.search(text, max(k, first), allowed)
        ordinals = [ordinal for ordinal, _ in hits]
        where = f"WHERE ordinal IN ({', '.join('?' * len(ordinals))})"
        with self._reading() as connection:
            passages = dict(self._rows.passages(connection, where, ordinals))
        glossary = self.settings.glossary_file()
        if reranker:
            said = [f"{passages[ordinal].context}\n{passages[ordinal].text}" for ordinal in ordinals[:first]]
            ordinals = [*(ordinals[place] for place in reranker.order(text, said)), *ordinals[first:]]
        # A place in the order keeps its score, whichever passage stands there.
        found = [(passages[ordinal], score) for ordinal, (_, score) in zip(ordinals, hits, strict=True)][:k]
        return [Found(passage, score, highlights(passage.text, text, glossary)) for passage, score in found]

    def search_index(self) -> SearchIndex:
        """The index behind `search`, for measuring and training. Raises as `search` does."""
        return self._search

    def warm(self) -> None:
        """Loads now what the first question would load."""
        _ = self._reports, self._search

    def _figure_condition(self, filters: Filters, indicator_ids: Sequence[str] | None) -> tuple[str, list[Any]]:
        places = self._figure_places if filters.places else ()
        return figure_condition(list(self._reports.values()), places, filters, indicator_ids, self._mixed)

    def _of_admitted(self, filters: Filters | None) -> tuple[str, list[str]]:
        if filters is None or filters == Filters():
            return "", []
        identities = [report.id for report in admitted(self._reports.values(), filters)]
        return f"WHERE report_id IN ({', '.join('?' * len(identities))})", identities

    def _connection(self) -> sqlite3.Connection:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = catalogue.open_read_only(self._folder / catalogue.FILE)
            with self._lock:
                self._connections.append(connection)
            self._local.connection = connection
        return connection

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection; what is wrong with the catalogue comes out as IndexDamaged."""
        try:
            yield self._connection()
        except (sqlite3.Error, ValueError) as error:
            raise IndexDamaged(self.index, f"không đọc được {catalogue.FILE}: {error}") from error

    @cached_property
    def _entries(self) -> list[Entry]:
        with self._reading() as connection:
            return list(catalogue.entries(connection))

    @cached_property
    def _reports(self) -> dict[str, Report]:
        return {entry.report.id: entry.shown() for entry in self._entries}

    @cached_property
    def _offices(self) -> dict[str, str]:
        from qa_cchc.archive.offices import offices

        return offices(self._reports.values())

    @cached_property
    def _roots(self) -> dict[str, str]:
        return {entry.report.id: entry.root for entry in self._entries}

    @cached_property
    def _rows(self) -> catalogue.Rows:
        return catalogue.Rows(self._reports)

    @cached_property
    def _mixed(self) -> frozenset[str]:
        with self._reading() as connection:
            return frozenset(identity for (identity,) in connection.execute("SELECT id FROM reports WHERE mixed"))

    @cached_property
    def _figure_places(self) -> list[str]:
        query = "SELECT DISTINCT place FROM figures WHERE place IS NOT NULL"
        with self._reading() as connection:
            return [place for (place,) in connection.execute(query)]

    @property
    def _search(self) -> SearchIndex:
        with self._lock:
            if "_opened_search" not in self.__dict__:
                self.__dict__["_opened_search"] = self._open_search()
            return self.__dict__["_opened_search"]

    def _open_search(self) -> SearchIndex:
        from qa_cchc.search.embedder import load_embedder
        from qa_cchc.search.index import SearchIndex, SearchIndexError

        embedder = load_embedder(self.settings)
        if embedder.fingerprint != self.manifest.model_fingerprint:
            raise IndexOfOtherModel(self.index, self.manifest.model_name, embedder.name)
        try:
            return SearchIndex.open(self._folder / layout.SEARCH, embedder, self.settings.glossary_file())
        except SearchIndexError as error:
            raise IndexDamaged(self.index, str(error).rstrip(".")) from error
