"""What a question names beyond doubt, and a line must therefore speak of to answer it.

Most words of a question may be said otherwise in a report. Some may not: an acronym of the program's or the reports'
own ("PCI"), a concept that changes what is counted ("bưu chính công ích"), a thing of another field ("học phí").
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from qa_cchc.search.units import BREAK, units
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.unicode import fold

_FILE = "other_matters.txt"
_ACRONYM = re.compile(r"(?<![\w/-])[A-ZĐ]{3,8}(?![\w/-])")
# A number of something else, where the line speaks of none of these.
_OWN = frozenset({"postal", "mobile", "direct"})
_FACETS = frozenset({"index", "online_payment", "satisfaction"})


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], int]:
    """Units of each phrase, and the number of the line it stands on."""
    text = files("qa_cchc.vietnamese").joinpath(_FILE).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {
        tuple(unit for unit in units(phrase) if unit != BREAK): number
        for number, line in enumerate(lines)
        for phrase in line.split(",")
    }


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _phrases()))


def other_matters(text: str) -> dict[int, str]:
    """The things of other fields that a text names, by their numbers, in the words of the text."""
    known = _phrases()
    found = units(text)
    return {
        known[phrase]: " ".join(phrase)
        for length in range(1, _longest() + 1)
        for start in range(len(found) - length + 1)
        if (phrase := tuple(found[start : start + length])) in known
    }


def unspoken_matters(question: str, told: str) -> list[str]:
    """The things of other fields that a question names and `told` does not speak of, in the question's words."""
    named = other_matters(question)
    there = other_matters(told) if named else {}
    return [words for number, words in named.items() if number not in there]


def unspoken(question: str, told: str, counted: bool = False) -> list[str]:
    """What a repaired question names and `told` does not speak of, empty where nothing is wanting.

    `counted`: a number is asked for, which must be that of the very concepts named.
    """
    wanting = unspoken_matters(question, told)
    if not counted:
        return wanting
    acronyms, strict = _strictly_meant(question)
    if not acronyms and not strict:
        return wanting
    opened = expand(told)
    said = fold(opened)
    wanting += [one for one in acronyms if not re.search(rf"(?<!\w){fold(one)}(?!\w)", said)]
    concepts = load_concepts()
    there = set(concepts.ids(opened))
    facets_there = {concepts.facet(one) for one in there}
    for concept in strict - there:
        if concept in _OWN or concepts.facet(concept) == "index" or concepts.facet(concept) not in facets_there:
            wanting.append(concept)
    return wanting


@lru_cache(maxsize=64)
def _strictly_meant(question: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The acronyms and the concepts of a question that cannot be said otherwise."""
    concepts = load_concepts()
    strict = (one for one in concepts.ids(question) if one in _OWN or concepts.facet(one) in _FACETS)
    return tuple(dict.fromkeys(_ACRONYM.findall(question))), frozenset(strict)
