"""The words that tell what a number counts: concepts, what goes without saying, and the indicators they make.

The table is `meanings.yaml`. It is finer than `vietnamese/concepts.yaml`, which questions and reports share: it holds
what is said of one number in running text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from qa_cchc.vietnamese.slips import mend
from qa_cchc.vietnamese.unicode import place_tones

_TOKEN = re.compile(r"[^\W_]+(?:[&/-][^\W\d_]+)*|%")
_SUPERSCRIPTS = str.maketrans(dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " "))
_GAP = "…"
_NOTHING = "nothing"
_WHOLE = "whole"
_WIDEST_GAP = 4
# Words of a gap stand in one clause.
_STOPS = re.compile(r"[;:.()]")
_REACHES = ("own", "segment", "sentence", "paragraph", "section")


@dataclass(frozen=True, slots=True)
class Facet:
    """What concepts of one facet have in common: see the head of `meanings.yaml`. `reach` counts from 0, "own"."""

    reach: int
    shared: bool
    extra: float
    at_unit: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Heard:
    """A concept met in a text at `start:end`."""

    start: int
    end: int
    concept: str


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str


class _Phrases:
    """Finds phrases word by word. A phrase inside a longer one counts unless that says more of the same facet, or
    the inner one is a single syllable ("dự" of "dự án")."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], group_of: Mapping[str, str]):
        self._group_of = group_of
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for name, texts in phrases.items():
            for words in dict.fromkeys(tuple(_words(str(text))) for text in texts):
                self._by_first[words[0]].append((words, name))

    def find(self, text: str, tokens: Sequence[_Token]) -> list[Heard]:
        """Phrases in order."""
        found = [one for at in range(len(tokens)) for one in self._starting(text, tokens, at)]
        kept = [one for one in found if not any(self._inside(one, other) for other in found)]
        return [Heard(tokens[one.start].start, tokens[one.end - 1].end, one.concept) for one in kept]

    def opening(self, text: str, tokens: Sequence[_Token]) -> frozenset[str]:
        """What the longest phrase that a text opens with means."""
        found = self._starting(text, tokens, 0) if tokens else []
        longest = max((one.end for one in found), default=0)
        return frozenset(one.concept for one in found if one.end == longest)

    def _starting(self, text: str, tokens: Sequence[_Token], at: int) -> list[Heard]:
        matches = ((_matched(words, text, tokens, at), name) for words, name in self._by_first.get(tokens[at].text, ()))
        return [Heard(at, end, name) for end, name in matches if end > at]

    def _inside(self, one: Heard, other: Heard) -> bool:
        longer = other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start
        if not longer:
            return False
        if other.concept == _WHOLE:
            return True
        return one.end - one.start == 1 or self._group_of.get(one.concept) == self._group_of.get(other.concept)


def _matched(words: Sequence[str], text: str, tokens: Sequence[_Token], at: int) -> int:
    """The token behind the phrase that starts at a token, `at` itself when it does not stand there."""
    position, gap = at, False
    for word in words:
        if word == _GAP:
            gap = True
            continue
        if gap:
            last = min(len(tokens), position + _WIDEST_GAP + 1)
            ahead = next((i for i in range(position + 1, last) if tokens[i].text == word), None)
            if ahead is None or _STOPS.search(text, tokens[position - 1].end, tokens[ahead].start):
                return at
            position, gap = ahead + 1, False
        elif position < len(tokens) and tokens[position].text == word:
            position += 1
        else:
            return at
    return position


def _words(phrase: str) -> list[str]:
    words: list[str] = []
    for part in phrase.split():
        words += [_GAP] if part == _GAP else _TOKEN.findall(place_tones(part.lower()))
    return words


def _tokens(text: str) -> list[_Token]:
    return [_Token(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]


class Meanings:
    """The table: units, concepts and the sets of concepts that make an indicator."""

    def __init__(self, table: Mapping[str, Mapping]):
        self.facets: dict[str, Facet] = {}
        self.facet_of: dict[str, str] = {}
        words: dict[str, Sequence[str]] = {}
        for facet, entries in table["facets"].items():
            shared = entries.get("_reach") == "shared"
            reach = _REACHES.index("segment" if shared else entries.get("_reach", "own"))
            self.facets[facet] = Facet(
                reach,
                shared,
                float(entries.get("_extra", 1)),
                entries.get("_at") == "unit",
                float(entries.get("_weight", 1)),
            )
            for concept, phrases in entries.items():
                if not concept.startswith("_"):
                    self.facet_of[concept] = facet
                    words[concept] = phrases
        self._units = _Phrases(table["units"], {})
        at_unit = {concept for concept in words if self.facets[self.facet_of[concept]].at_unit}
        self._at_unit = _Phrases({c: words[c] for c in at_unit}, self.facet_of)
        anywhere = {concept: phrases for concept, phrases in words.items() if concept not in at_unit}
        silent = {_NOTHING: table["nothing"], _WHOLE: table["whole"]}
        self._anywhere = _Phrases(anywhere | silent, self.facet_of | {name: name for name in silent})
        self._implied = {concept: frozenset(others or ()) for concept, others in table["implied"].items()}
        self.sets = tuple(
            (identifier, frozenset(one.split()))
            for identifier, alternatives in table["indicators"].items()
            for one in alternatives.split("|")
        )

    def hear(self, text: str) -> list[Heard]:
        """The concepts of a text in order of their words."""
        prepared = _prepared(text)
        return [heard for heard in self._anywhere.find(prepared, _tokens(prepared)) if heard.concept in self.facet_of]

    def names(self, text: str) -> list[tuple[int, int]]:
        """Where words stand together as one name, whatever it means."""
        prepared = _prepared(text)
        tokens = _tokens(prepared)
        tables = (self._anywhere, self._at_unit, self._units)
        found = [one for phrases in tables for one in phrases.find(prepared, tokens)]
        return [(one.start, one.end) for one in found]

    def weight(self, concept: str) -> float:
        """How much a concept says, 1 for most."""
        return self.facets[self.facet_of[concept]].weight

    def counted(self, text: str) -> frozenset[str]:
        """Concepts that the noun right behind a number says ("14 nghị quyết")."""
        prepared = _prepared(text)
        return self._at_unit.opening(prepared, _tokens(prepared))

    def classes(self, text: str) -> frozenset[str]:
        """The classes of the counted noun that a text opens with; none for a noun that no indicator counts."""
        prepared = _prepared(text)
        return self._units.opening(prepared, _tokens(prepared))

    def covered(self, concepts: frozenset[str]) -> frozenset[str]:
        """Concepts with those that go without saying."""
        found = set(concepts)
        for concept in concepts:
            for implied in self._implied.get(concept, ()):
                found |= {implied} | self._implied.get(implied, frozenset())
        return frozenset(found)

    def extra(self, concept: str) -> float:
        """What it costs to leave a concept out."""
        return self.facets[self.facet_of[concept]].extra

    def problems(self) -> list[str]:
        """Concepts named by a set of an indicator or as implied which the table does not hold."""
        named = {c for _, concepts in self.sets for c in concepts}
        named |= {c for concept, others in self._implied.items() for c in (concept, *others)}
        return sorted(named - set(self.facet_of))


def _prepared(text: str) -> str:
    return place_tones(mend(text.translate(_SUPERSCRIPTS)).lower())


@lru_cache(maxsize=1)
def load_meanings() -> Meanings:
    """The shipped table."""
    text = (files("qa_cchc.figures") / "meanings.yaml").read_text(encoding="utf-8")
    return Meanings(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
