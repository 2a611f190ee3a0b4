"""Concepts of administrative reform, recognised in any of the words offices use for them.

A concept belongs to a facet: two concepts of one exclusive facet exclude each other ("trước hạn" is not "trễ hạn"),
while concepts of different facets combine ("hồ sơ" + "tiếp nhận" + "trực tuyến"). The table is `concepts.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from qa_cchc.vietnamese.slips import mend
from qa_cchc.vietnamese.unicode import fold, place_tones

# A footnote's call glued to a word ("hồ sơ¹") is no part of it.
_SUPERSCRIPTS = str.maketrans(dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " "))


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: its id, its facet, and the words for it, the official one first."""

    id: str
    facet: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept met in a text at `start:end`."""

    start: int
    end: int
    concept: Concept


class Concepts:
    """All concepts, with one compiled pattern for marked and one for unmarked text."""

    def __init__(self, concepts: list[Concept], exclusive: frozenset[str]):
        self.by_id = {concept.id: concept for concept in concepts}
        self.exclusive = exclusive
        self._marked = _Matcher({place_tones(word.lower()): concept for concept in concepts for word in concept.words})
        self._folded = _Matcher(
            {fold(word): concept for concept in reversed(concepts) for word in reversed(concept.words)}
        )

    def find(self, text: str, folded: bool = False) -> list[Mention]:
        """Mentions in `text`, the longest first at each place, none overlapping; `folded` ignores diacritics."""
        text = mend(text.translate(_SUPERSCRIPTS))
        return self._folded.find(fold(text)) if folded else self._marked.find(place_tones(text.lower()))

    def ids(self, text: str, folded: bool = False) -> tuple[str, ...]:
        """Ids of the concepts of `text`, in order of first mention."""
        return tuple(dict.fromkeys(mention.concept.id for mention in self.find(text, folded)))

    def facet(self, concept_id: str) -> str:
        """The facet of a concept."""
        return self.by_id[concept_id].facet

    def conflicts(self, one: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[str, str]]:
        """Pairs of concepts of one exclusive facet where the two sides share none of that facet."""
        pairs = []
        for facet in self.exclusive:
            left = [concept for concept in one if self.by_id[concept].facet == facet]
            right = [concept for concept in other if self.by_id[concept].facet == facet]
            if left and right and not set(left) & set(right):
                pairs.append((left[0], right[0]))
        return pairs

    def inherit(self, own: tuple[str, ...], context: tuple[str, ...]) -> tuple[str, ...]:
        """`own` and those of `context` whose facet `own` says nothing about."""
        taken = {self.by_id[concept].facet for concept in own}
        return own + tuple(concept for concept in context if self.by_id[concept].facet not in taken)


class _Matcher:
    """Finds any of many phrases at word limits, the longest first."""

    def __init__(self, phrases: dict[str, Concept]):
        self._phrases = {" ".join(phrase.split()): concept for phrase, concept in phrases.items()}
        ordered = sorted(self._phrases, key=len, reverse=True)
        alternatives = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)
        # "trợ cấp xã hội" names no commune.
        self._pattern = re.compile(
            rf"(?<![^\W_])(?:{alternatives})(?![^\W_])(?!(?<=xã)\s+hội(?![^\W_])|(?<=xa)\s+hoi(?![^\W_]))"
        )

    def find(self, text: str) -> list[Mention]:
        return [
            Mention(match.start(), match.end(), self._phrases[" ".join(match.group().split())])
            for match in self._pattern.finditer(text)
        ]


@lru_cache(maxsize=1)
def load_concepts() -> Concepts:
    """The shipped table of concepts."""
    text = (files("qa_cchc.vietnamese") / "concepts.yaml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    concepts = [
        Concept(concept_id, facet, tuple(words))
        for facet, entries in table["facets"].items()
        for concept_id, words in entries.items()
    ]
    return Concepts(concepts, frozenset(table["exclusive"]))
