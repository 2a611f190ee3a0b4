"""What the headings of a table's columns and rows name: an indicator, by name or by the concepts they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_cchc.figures.by_facets import indicator_of
from qa_cchc.figures.catalogue import Indicator, load
from qa_cchc.figures.cells import clean
from qa_cchc.records import Table
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.unicode import fold

BRACKETED_UNIT = re.compile(r"\((?:đơn vị(?: tính)?\s*:\s*|đvt\s*:\s*)?([^()\d]{1,25}|%)\)", re.IGNORECASE)
RATE = re.compile(r"\bty le\b|\bti le\b|%|\bphan tram\b")
BARE_RATE = re.compile(r"(?:ty le|ti le|%|ty trong|dat ty le|phan tram|dat)(?: ?\(?%\)?)?(?: \(.*\))?")
_BARE_COUNT = re.compile(r"(?:so|so luong|sl|tong so|tong|so ho so|ho so|so tthc|ket qua)(?: \(.*\))?")


def match_path(path: Sequence[str]) -> Indicator | None:
    """The indicator that a path of headings names; a bare "Tỷ lệ" or "Số hồ sơ" at its end speaks of the heading
    above."""
    names = [name for text in path if (name := BRACKETED_UNIT.sub("", clean(text)).strip(" :."))]
    if not names:
        return None
    catalogue = load()
    leaf = fold(names[-1])
    if BARE_RATE.fullmatch(leaf):
        counted = match_path(names[:-1])
        return _rate_of(counted) if counted is not None else None
    found = catalogue.match(names[-1], tuple(names[:-1]))
    if found is None and len(names) > 1:
        found = catalogue.match(" ".join(names[-2:]), tuple(names[:-2]))
        if found is None and _BARE_COUNT.fullmatch(leaf):
            return match_path(names[:-1])
    return found[0] if found else None


def _rate_of(counted: Indicator) -> Indicator | None:
    """The rate that an indicator is the numerator of; itself when it is a rate."""
    if counted.kind == "ratio":
        return counted
    return next((indicator for indicator in load().indicators if indicator.numerator == counted.id), None)


def sole_object(table: Table) -> str:
    """The headings of a table when all of them that name a thing counted name the same ("hồ sơ"); "" otherwise."""
    concepts = load_concepts()
    headings = " ".join(clean(text) for column in table.columns for text in column)
    objects = {c for c in concepts.ids(headings) if concepts.facet(c) == "object"}
    return headings if len(objects) == 1 else ""


def match_concepts(path: Sequence[str], around: Sequence[str]) -> Indicator | None:
    """The indicator that the concepts of a column's headings make ("Trễ hẹn" in a table of files → late files).

    What is counted, or which index is meant, may stand only `around` it: in the caption, the section's heading.
    """
    concepts = load_concepts()
    leaf = path[-1] if path else ""
    folded = bare(leaf)
    says_little = BARE_RATE.fullmatch(folded) or _BARE_COUNT.fullmatch(folded) or folded in ("diem", "diem so")
    facets = concepts.ids(leaf)
    if not facets and not says_little:
        return None
    for text in reversed(path[:-1]):
        facets = concepts.inherit(facets, concepts.ids(text))
    for text in around:
        facets = concepts.inherit(
            facets, tuple(c for c in concepts.ids(text) if concepts.facet(c) in ("object", "index"))
        )
    rate = RATE.search(fold(leaf)) is not None
    facets = tuple(c for c in facets if c not in ("score", "rate")) + (("rate",) if rate else ())
    return indicator_of(facets, "%" if rate else None)


def bare(heading: str) -> str:
    """A heading folded, without its bracketed unit."""
    return fold(BRACKETED_UNIT.sub("", heading)).strip(" :.")
