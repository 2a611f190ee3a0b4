"""The indicators of administrative reform, and which of them a printed name or a person's words mean.

Codes restart under each parent and change between form versions, so an indicator is known by its name and the names
above it. The table is `indicators.yaml`; an office may add to it (`own_indicators`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from qa_cchc.figures.catalogue_rules import problems
from qa_cchc.figures.catalogue_table import Table, shipped, with_own
from qa_cchc.figures.indicator import AtMost, Identity, Indicator, Kind
from qa_cchc.figures.name_index import NameIndex, RowName
from qa_cchc.figures.own_indicators import CatalogueError, OwnIndicators, in_use
from qa_cchc.figures.wording import WordIndex

__all__ = ["AtMost", "Catalogue", "Identity", "Indicator", "Kind", "load"]

SURE = 0.72
SURE_OF_HEADING = 0.97


class Catalogue:
    """All indicators and what holds between them, with the indexes that matching and searching need, made when first
    asked for. `themes` maps a theme to its Vietnamese name, in the order of reports."""

    def __init__(self, table: Table):
        self.indicators = table.indicators
        self.themes = table.themes
        self.identities = table.identities
        self.at_most = table.at_most
        self.by_id = {indicator.id: indicator for indicator in self.indicators}
        self._names: NameIndex | None = None
        self._found: dict[tuple[RowName, int, float], list[tuple[Indicator, float]]] = {}
        self._words: WordIndex | None = None
        self._matched: dict[tuple[str, tuple[str, ...], str | None, str | None], tuple[Indicator, float] | None] = {}

    def get(self, identifier: str) -> Indicator | None:
        """The indicator of an id, None for an unknown one."""
        return self.by_id.get(identifier)

    def match(
        self, name: str, parents: Sequence[str] = (), form: str | None = None, unit: str | None = None
    ) -> tuple[Indicator, float] | None:
        """The indicator that a printed row means and how sure that is (up to 1); None when none is near enough.

        `parents` are the names of the rows above, outermost first.
        """
        key = (name, tuple(parents), form, unit)
        if key not in self._matched:
            self._matched[key] = self._match(*key)
        return self._matched[key]

    def _match(
        self, name: str, parents: tuple[str, ...], form: str | None, unit: str | None
    ) -> tuple[Indicator, float] | None:
        above = None
        if parents:
            found = self.match(parents[-1], parents[:-1], form)
            above = found[0].id if found else None
        best = self.candidates(RowName(name, parents, unit, form, above), 1)
        # A row without a unit is mostly a heading: it must bear the very name.
        if not best or best[0][1] < (SURE_OF_HEADING if unit == "" else SURE):
            return None
        return best[0][0], round(min(1.0, best[0][1]), 3)

    def candidates(self, row: RowName, most: int = 8, least: float = 0.45) -> list[tuple[Indicator, float]]:
        """The likeliest indicators of a printed row, with scores; `SURE` and more are sure by themselves."""
        # Offices print the same rows over and over.
        key = (row, most, least)
        if key not in self._found:
            self._found[key] = self._index().candidates(row, most, least)
        return self._found[key]

    def begins(self, name: str) -> bool:
        """Whether a row's name is the beginning of a longer printed one, as where a page or a cell cut it."""
        return self._index().begins(name)

    def kin(self, one: str, other: str) -> bool:
        """Whether one indicator may stand right above the other in a form: its whole, its rate, the same at all
        levels."""
        return self._index().kin(one, other)

    def _index(self) -> NameIndex:
        if self._names is None:
            self._names = NameIndex(self.indicators)
        return self._names

    def search(self, text: str, k: int = 8) -> list[tuple[Indicator, float]]:
        """The indicators a person's words speak of, likeliest first, with scores from 0 to 1.

        Words typed with diacritics count for more where they agree with the catalogue's; words without count as they
        are.
        """
        if self._words is None:
            self._words = WordIndex(self.indicators)
        return self._words.search(text, k)


def load() -> Catalogue:
    """The catalogue in use: the shipped one, with the file of one's own that `own_indicators.use` has named."""
    return made_with(in_use())


@lru_cache(maxsize=4)
def made_with(own: OwnIndicators | None) -> Catalogue:
    """The shipped catalogue with what a file of one's own adds, made once. Raises CatalogueError for a bad file."""
    if own is None:
        return Catalogue(shipped())
    table = with_own(shipped(), own.text, own.file)
    for name, wrong in problems(table):
        raise CatalogueError(f"Tệp chỉ tiêu {own.file}, mục {name}: {wrong}.")
    return Catalogue(table)
