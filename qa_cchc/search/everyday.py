"""Official words for everyday ones, so that a question in a person's own words finds what a report prints.

`vietnamese/thesaurus/*.yaml` holds groups of official phrases and the everyday phrases that mean them. A question that
holds an everyday phrase is searched with the official ones too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from qa_cchc.search.units import BREAK, folded, units

_LONGEST = 8
_ROOM = files("qa_cchc.vietnamese")


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
    marked, unmarked = _marked(), _unmarked() if bare else {}
    without = folded(found) if bare else found
    taken: list[Widening] = []
    start = 0
    while start < len(found):
        for length in range(min(_LONGEST, len(found) - start), 0, -1):
            end = start + length
            if length > 1 and tuple(found[start:end]) in _said_officially():
                # "trễ hạn" is no "trễ": nothing within official words is everyday.
                start = end - 1
                break
            official = marked.get(tuple(found[start:end])) or (
                unmarked.get(tuple(without[start:end])) if length > 1 else None
            )
            if official:
                taken.append(Widening(start, end, official))
                start = end - 1
                break
        start += 1
    return taken


Phrase = tuple[str, ...]
Official = dict[Phrase, tuple[Phrase, ...]]
SOURCE = "thesaurus"
_COMPILED = "thesaurus.json"


def compiled() -> dict[str, list[str]]:
    """Official phrases by everyday phrase, both as units joined by spaces, read from the groups of `thesaurus/*.yaml`.

    `thesaurus.json` holds this (`python -m tools.thesaurus`): reading the groups takes longer than a question may.
    """
    import yaml  # only here: see above

    found: dict[str, dict[str, None]] = defaultdict(dict)
    for file in sorted(_ROOM.joinpath(SOURCE).iterdir(), key=lambda one: one.name):
        if file.name.endswith(".yaml"):
            for group in yaml.load(file.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
                official = [key for phrase in group["official"] if (key := _key(phrase))]
                for key in filter(None, map(_key, group["everyday"])):
                    found[key].update(dict.fromkeys(official))
    return {key: list(official) for key, official in found.items()}


@lru_cache(maxsize=1)
def _marked() -> Official:
    data = json.loads(_ROOM.joinpath(_COMPILED).read_text(encoding="utf-8"))
    return {tuple(key.split()): tuple(tuple(one.split()) for one in official) for key, official in data.items()}


@lru_cache(maxsize=1)
def _unmarked() -> Official:
    found: dict[Phrase, dict[Phrase, None]] = defaultdict(dict)
    for key, official in _marked().items():
        found[tuple(folded(key))].update(dict.fromkeys(official))
    return {key: tuple(official) for key, official in found.items()}


@lru_cache(maxsize=1)
def _said_officially() -> frozenset[Phrase]:
    """Official phrases that are not everyday ones of another group."""
    return frozenset(phrase for official in _marked().values() for phrase in official) - _marked().keys()


def _key(phrase: str) -> str:
    return " ".join(unit for unit in units(phrase) if unit != BREAK)
