"""The indicators of administrative reform, and which of them a printed name or a person's words mean.

Codes restart under each parent and change between form versions, so an indicator is known by its name and the names above
it. The table is `indicators.yaml`.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal

import yaml

from qa_cchc.figures.likeness import Name, contradiction, letters, likeness, prepare, worded, words
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.unicode import fold, place_tones

Kind = Literal["count", "ratio", "amount", "score", "rank", "code", "yes_no"]
_BETTER = {"higher": True, "lower": False, "none": None}
_SURE = 0.72
_SURE_OF_HEADING = 0.97


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. `codes` maps a form version to "form:full code"; `under` names rows above it, any one of which tells
    it from others of the same name; `printed` are its names in other forms, `alone` those of them that are told without a
    row above; `facets` concept ids."""

    id: str
    name: str
    short: str
    unit: str
    kind: Kind
    numerator: str | None
    denominator: str | None
    parts: tuple[str, ...]
    synonyms: tuple[str, ...]
    codes: Mapping[str, str]
    higher_is_better: bool | None
    facets: tuple[str, ...]
    printed: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    under: tuple[str, ...] = ()

    @property
    def forms(self) -> frozenset[str]:
        """Numbers of the standard forms it stands in."""
        return frozenset(code.split(":")[0] for code in self.codes.values() if ":" in code)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One printed name of an indicator, with the names it stands under; `alone` when it is told without them."""

    indicator: Indicator
    name: Name
    under: tuple[Name, ...]
    alone: bool


class Catalogue:
    """All indicators, with the indexes that matching and searching need, made when first asked for."""

    def __init__(self, indicators: Sequence[Indicator]):
        self.indicators = tuple(indicators)
        self.by_id = {indicator.id: indicator for indicator in self.indicators}
        self._names: dict[str, list[_Entry]] | None = None
        self._weights: dict[str, float] = {}
        self._words: _WordIndex | None = None
        self._matched: dict[tuple[str, tuple[str, ...], str | None, str | None], tuple[Indicator, float] | None] = {}

    def get(self, identifier: str) -> Indicator | None:
        """The indicator of an id, None for an unknown one."""
        return self.by_id.get(identifier)

    def match(self, name: str, parents: Sequence[str] = (), form: str | None = None, unit: str | None = None) -> tuple[Indicator, float] | None:
        """The indicator that a printed row means and how sure that is (up to 1); None when none is near enough.

        `parents` are the names of the rows above, outermost first.
        """
        key = (name, tuple(parents), form, unit)
        if key not in self._matched:
            self._matched[key] = self._match(*key)
        return self._matched[key]

    def _match(self, name: str, parents: tuple[str, ...], form: str | None, unit: str | None) -> tuple[Indicator, float] | None:
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
        rough = sorted(((words(row, entry.name, self._weights), position) for position, entry in enumerate(entries)), reverse=True)
        if rough and rough[0][0] < 0.8:
            rough = sorted(((max(alike, letters(row, entries[position].name)), position) for alike, position in rough), reverse=True)
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
            self._weights = {token: math.log(1 + total / count) / math.log(1 + total) for token, count in counts.items()}
        return self._names

    def search(self, text: str, k: int = 8) -> list[tuple[Indicator, float]]:
        """The indicators a person's words speak of, likeliest first, with scores from 0 to 1.

        Words typed with diacritics count for more where they agree with the catalogue's; words without count as they are.
        """
        if self._words is None:
            self._words = _WordIndex(self.indicators)
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


_WORD = re.compile(r"[^\W_]+|%")
_MARKED = re.compile(r"[^\x00-\x7f]")
_ABBREVIATED = re.compile(r"[A-ZĐ&]{2,}")
# Words of asking, of time and of place, which name no indicator.
_ASKING = re.compile(
    r"\b(?:bao nhieu|may|la gi|nao|the nao|nhu the nao|hoi|cho biet|xin|hay|toi|em|anh|chi(?= oi)|quy (?:[1-4]|i{1,3}v?|iv|nay|truoc)|nam \d{4}|"
    r"thang \d{1,2}|[69] thang(?: dau nam)?|(?:tai |cua |o )?(?:bo phan )?(?:tiep nhan va tra ket qua|mot cua)(?: dien tu)?(?: cac)?"
    r"(?: cap)?(?: thi xa| thanh pho| huyen| quan| xa,? phuong(?:,? thi tran)?| xa| phuong| tinh)?|(?:tai |cua |o )(?:cac )?(?:uy ban nhan dan )?"
    r"(?:thi xa|thanh pho|huyen|quan|xa,? phuong(?:,? thi tran)?|xa|phuong|tinh)|bieu mau \d+|chuong trinh)\b")
_EMPTY = frozenset("la gi co khong cua o tai trong va cac nhung duoc da thi nay kia do ha nhi a vay voi theo ve ky nay den".split())
_RANKING = re.compile(r"\b(?:xep (?:hang|thu|vi tri)|thu hang|hang may|dung thu|thu may|vi thu)\b")


class _WordIndex:
    """Lexical index of names and synonyms: syllables and pairs of them, weighted by rarity."""

    def __init__(self, indicators: Sequence[Indicator]):
        self._texts: list[tuple[Indicator, str]] = []
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._spelt: list[frozenset[str]] = []
        bags: list[frozenset[str]] = []
        for indicator in indicators:
            for text in dict.fromkeys((indicator.name, indicator.short, *indicator.printed, *indicator.synonyms)):
                opened = re.sub(r"\s*\([^()]*\)", "", text)
                if _ABBREVIATED.search(opened):
                    opened = expand(opened)
                bag = frozenset(_features(_telling(worded(opened))))
                for feature in bag:
                    self._postings[feature].append(len(bags))
                bags.append(bag)
                self._texts.append((indicator, text))
                self._spelt.append(frozenset(_WORD.findall(place_tones(opened.lower()))))
        self._idf = {feature: math.log(1 + len(bags) / len(found)) for feature, found in self._postings.items()}
        self._sizes = [sum(self._idf[feature] for feature in bag) for bag in bags]

    def search(self, text: str, k: int) -> list[tuple[Indicator, float]]:
        opened = expand(text)
        asked_of = worded(opened)
        scores: dict[int, float] = defaultdict(float)
        asked = 0.0
        for feature in dict.fromkeys(_features(_telling(asked_of))):
            weight = self._idf.get(feature)
            if weight is None:
                continue
            asked += weight
            for position in self._postings[feature]:
                scores[position] += weight
        if not asked:
            return []
        marked = [syllable for syllable in _WORD.findall(place_tones(opened.lower())) if _MARKED.search(syllable)]
        said = prepare(text).features
        ranking = _RANKING.search(asked_of) is not None
        ranked = nlargest(6 * k + 12, ((2 * score / (asked + self._sizes[position]), position) for position, score in scores.items()))
        best: dict[str, tuple[float, Indicator]] = {}
        for score, position in ranked:
            indicator, written = self._texts[position]
            spelling = sum(syllable in self._spelt[position] for syllable in marked) / len(marked) if marked else 1.0
            value = score * (0.75 + 0.25 * spelling) - 0.5 * contradiction(said, prepare(written).features)
            value -= _unlike_kind(indicator, "rate" in said, ranking)
            if value > best.get(indicator.id, (0.0, indicator))[0]:
                best[indicator.id] = (value, indicator)
        return [(indicator, round(min(1.0, value), 4)) for value, indicator in sorted(best.values(), key=lambda item: -item[0])[:k]]


def _unlike_kind(indicator: Indicator, rate: bool, ranking: bool) -> float:
    """What an indicator of another kind than the one asked for loses: counts where a rate is wanted, points where a rank is."""
    if ranking != (indicator.kind == "rank"):
        return 0.2
    if rate and indicator.unit != "%":
        return 0.2
    return 0.03 if not rate and indicator.kind == "ratio" else 0.0


def _telling(asked_of: str) -> list[str]:
    """The syllables that can name an indicator."""
    return [syllable for syllable in _WORD.findall(_ASKING.sub(" ", asked_of)) if syllable not in _EMPTY]


def _features(syllables: Sequence[str]) -> Iterable[str]:
    yield from syllables
    for first, second in pairwise(syllables):
        yield f"{first} {second}"


def _indicator(entry: dict[str, Any], defaults: dict[str, Any]) -> Indicator:
    over, below = entry.get("of", (None, None))
    return Indicator(
        id=entry["id"], name=entry["name"], short=entry["short"], unit=entry["unit"], kind=entry.get("kind", defaults["kind"]),
        numerator=over, denominator=below, parts=tuple(entry.get("parts", ())), synonyms=tuple(entry.get("synonyms", ())),
        codes=entry.get("codes", {}), higher_is_better=_BETTER[entry.get("better", defaults["better"])],
        facets=tuple(entry.get("facets", ())), printed=(*entry.get("printed", ()), *entry.get("alone", ())),
        alone=tuple(entry.get("alone", ())), under=tuple(entry.get("under", ())),
    )


@lru_cache(maxsize=1)
def load() -> Catalogue:
    """The shipped catalogue, read once."""
    text = (files("qa_cchc.figures") / "indicators.yaml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Catalogue([_indicator(entry, table["defaults"]) for entry in table["indicators"]])
