"""The indicators of administrative reform, and which of them a printed name or a person's words mean.

Codes restart under each parent and change between form versions, so an indicator is known by its name and the names
above it. The table is `indicators.yaml`; an office may add to it (`own_indicators`).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa_cchc.figures.catalogue_rules import problems
from qa_cchc.figures.catalogue_table import Table, shipped, with_own
from qa_cchc.figures.indicator import AtMost, Identity, Indicator, Kind
from qa_cchc.figures.likeness import Name, contradiction, letters, likeness, prepare, words
from qa_cchc.figures.own_indicators import CatalogueError, OwnIndicators, in_use
from qa_cchc.figures.wording import WordIndex
from qa_cchc.vietnamese.unicode import fold

__all__ = ["AtMost", "Catalogue", "Identity", "Indicator", "Kind", "load"]

_SURE = 0.72
_SURE_OF_HEADING = 0.97


@dataclass(frozen=True, slots=True)
class _Entry:
    """One printed name of an indicator, with the names it stands under; `alone` when it is told without them."""

    indicator: Indicator
    name: Name
    under: tuple[Name, ...]
    alone: bool


class Catalogue:
    """All indicators and what holds between them, with the indexes that matching and searching need, made when first
    asked for. `themes` maps a theme to its Vietnamese name, in the order of reports."""

    def __init__(self, table: Table):
        self.indicators = table.indicators
        self.themes = table.themes
        self.identities = table.identities
        self.at_most = table.at_most
        self.by_id = {indicator.id: indicator for indicator in self.indicators}
        self._names: dict[str, list[_Entry]] | None = None
        self._weights: dict[str, float] = {}
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
        row = prepare(name)
        above = [prepare(parent) for parent in parents]
        same = self._prepared().get(row.plain, [])
        best = self._best(((entry, 1.0) for entry in same), above, form, unit)
        if best is None or best[0] < _SURE:
            best = self._best(self._near(row), above, form, unit)
        # A row without a unit is mostly a heading: it must bear the very name.
        if best is None or best[0] < (_SURE_OF_HEADING if unit == "" else _SURE):
            return None
        return best[1], round(min(1.0, best[0]), 3)

    def _best(
        self, entries: Iterable[tuple[_Entry, float]], above: Sequence[Name], form: str | None, unit: str | None
    ) -> tuple[float, Indicator] | None:
        best: tuple[float, Indicator] | None = None
        for entry, alike in entries:
            score = alike + self._context(entry, above) + _fit(entry.indicator, form, unit)
            if best is None or score > best[0]:
                best = (score, entry.indicator)
        return best

    def _near(self, row: Name) -> list[tuple[_Entry, float]]:
        """Names that share words or, should words be broken, letters with the row's."""
        entries = [entry for found in self._prepared().values() for entry in found]
        rough = sorted(
            ((words(row, entry.name, self._weights), position) for position, entry in enumerate(entries)), reverse=True
        )
        if rough and rough[0][0] < 0.8:
            rough = sorted(
                ((max(alike, letters(row, entries[position].name)), position) for alike, position in rough),
                reverse=True,
            )
        near = []
        for alike, position in rough[:30]:
            if alike < 0.6:
                break
            entry = entries[position]
            near.append((entry, max(0.0, min(0.99, alike) - contradiction(row.features, entry.name.features))))
        return near

    def _context(self, entry: _Entry, above: Sequence[Name]) -> float:
        if not entry.under:
            return 0.0
        if not above:
            return -0.05
        near = max(_nearness(wanted, parent, self._weights) for wanted in entry.under for parent in above)
        if near >= 0.6:
            return 0.12 * near
        return -0.05 if entry.alone else -0.4

    def _prepared(self) -> Mapping[str, list[_Entry]]:
        if self._names is None:
            self._names = defaultdict(list)
            for indicator in self.indicators:
                under = tuple(prepare(text) for text in indicator.under)
                for printed in dict.fromkeys((indicator.name, *indicator.printed)):
                    name = prepare(printed)
                    alone = printed == indicator.name or printed in indicator.alone
                    self._names[name.plain].append(_Entry(indicator, name, under, alone))
            counts = Counter(token for found in self._names.values() for entry in found for token in entry.name.tokens)
            total = counts.total() and sum(len(found) for found in self._names.values())
            self._weights = {
                token: math.log(1 + total / count) / math.log(1 + total) for token, count in counts.items()
            }
        return self._names

    def search(self, text: str, k: int = 8) -> list[tuple[Indicator, float]]:
        """The indicators a person's words speak of, likeliest first, with scores from 0 to 1.

        Words typed with diacritics count for more where they agree with the catalogue's; words without count as they
        are.
        """
        if self._words is None:
            self._words = WordIndex(self.indicators)
        return self._words.search(text, k)


def _nearness(wanted: Name, parent: Name, weights: Mapping[str, float]) -> float:
    """Likeness of a row above to one wanted; a caption that holds all its words is near as well."""
    alike = likeness(wanted, parent, weights)
    return max(alike, 0.7) if wanted.tokens and wanted.tokens <= parent.tokens else alike


def _fit(indicator: Indicator, form: str | None, unit: str | None) -> float:
    """A little for standing in the form of this number, a little against a unit that is none of its kind."""
    score = 0.0
    if form and indicator.forms:
        score += 0.02 if form in indicator.forms else -0.04
    if unit:
        percent = "%" in unit or fold(unit).strip() in ("ty le", "ti le")
        if percent != (indicator.unit == "%"):
            score -= 0.1
    return score


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
