"""Official words for everyday ones, so that a question in a person's own words finds what a report prints.

`vietnamese/thesaurus/*.yaml` holds groups of official phrases and the everyday phrases that mean them. A question that
holds an everyday phrase is searched with the official ones too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from qa_cchc.search.units import BREAK, folded, units

_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Widening:
    """A stretch of a question's units (`start:end`) and the official phrases that may stand for it, as units."""

    start: int
    end: int
    official: tuple[tuple[str, ...], ...]


def widenings(found: Sequence[str], bare: bool = False) -> list[Widening]:
    """The everyday phrases among a question's units, longest first, none over another.

    `bare` says that the question was typed without diacritics: phrases of several syllables are met without them too.
    """
    marked, unmarked = _phrases()
    without = folded(found)
    taken: list[Widening] = []
    start = 0
    while start < len(found):
        for length in range(min(_LONGEST, len(found) - start), 0, -1):
            end = start + length
            official = marked.get(tuple(found[start:end])) or (
                unmarked.get(tuple(without[start:end])) if bare and length > 1 else None
            )
            if official:
                taken.append(Widening(start, end, official))
                start = end - 1
                break
        start += 1
    return taken


Phrase = tuple[str, ...]
Official = dict[Phrase, tuple[Phrase, ...]]


@lru_cache(maxsize=1)
def _phrases() -> tuple[Official, Official]:
    """Official phrases by everyday phrase, marked and folded."""
    marked: dict[Phrase, dict[Phrase, None]] = defaultdict(dict)
    for file in sorted(files("qa_cchc.vietnamese").joinpath("thesaurus").iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".yaml"):
            continue
        for group in yaml.load(file.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            official = [key for phrase in group["official"] if (key := _key(phrase))]
            for phrase in group["everyday"]:
                key = _key(phrase)
                if key:
                    marked[key].update(dict.fromkeys(official))
    unmarked: dict[Phrase, dict[Phrase, None]] = defaultdict(dict)
    for key, official in marked.items():
        unmarked[tuple(folded(key))].update(official)
    return {k: tuple(v) for k, v in marked.items()}, {k: tuple(v) for k, v in unmarked.items()}


def _key(phrase: str) -> Phrase:
    return tuple(unit for unit in units(phrase) if unit != BREAK)
