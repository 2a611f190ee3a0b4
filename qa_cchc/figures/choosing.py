"""The indicator that concepts make, weighed against all others they would make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from qa_cchc.figures.catalogue import Catalogue, Indicator
from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.counted_kinds import fits, unit_classes
from qa_cchc.figures.evidence import Evidence
from qa_cchc.figures.meanings import Meanings, load_meanings

# The rate of an indicator is told by its words as the indicator is, unless it has words of its own.
_BY_NUMERATOR = 0.05
_LEFT_OUT_OF_WHOLE = 0.05
# What an indicator of another theme would say counts less against one.
_OTHER_THEME = 0.5
_OTHER_KIND = 0.3
_ALWAYS_DECISIVE = frozenset({"stage", "time"})
_SAME_MATTER = 0.3
_SAME_THING = 0.2
_VERY_RATE = 0.5
_MARKED = frozenset({"yes_no", "code"})


@lru_cache(maxsize=1)
def sets_by_id() -> Mapping[str, tuple[frozenset[str], ...]]:
    """The sets of concepts that make each indicator."""
    found: dict[str, list[frozenset[str]]] = {}
    for identifier, concepts in load_meanings().sets:
        found.setdefault(identifier, []).append(concepts)
    return {identifier: tuple(sets) for identifier, sets in found.items()}


def choose(evidence: Evidence, unit: str | None, decimal: bool) -> tuple[str, frozenset[str]] | None:
    """The indicator whose concepts are all told and leave nothing decisive out, with them."""
    meanings, catalogue = load_meanings(), load_catalogue()
    present = frozenset(evidence.weights)
    elsewhere = unit == "%" and evidence.matter not in (None, "scores")
    spoken = _indices_of_before(evidence) if elsewhere or (evidence.rate and _complete(evidence)) else frozenset()
    best: tuple[float, str | None, frozenset[str]] | None = None
    for identifier, concepts in _sets_of(meanings, present):
        anchored = concepts & (evidence.firm | evidence.whole | evidence.shared)
        if not anchored:
            continue
        if any(_splits(group, concepts) for group in _by_facet(evidence.whole)):
            continue
        if catalogue.by_id[identifier].kind == "score" and "index_part" in evidence.firm:
            continue
        if concepts & spoken:
            continue
        covered = meanings.covered(concepts)
        theme = catalogue.by_id[identifier].theme
        missing = sum(_cost(catalogue, c, theme, evidence.classes) for c in evidence.firm - covered)
        if missing >= 1 or (missing >= _OTHER_THEME and any(_far(evidence, c) for c in concepts)):
            # What only an earlier sentence or a heading says does not outweigh words of the number itself.
            continue
        score = sum(evidence.weights[c] for c in concepts) - missing
        score -= _LEFT_OUT_OF_WHOLE * sum(meanings.extra(c) for c in evidence.whole - covered)
        if unit == "%" and catalogue.by_id[identifier].kind == "score" and not _indexed(
            concepts & (evidence.firm | evidence.shared)
        ):
            continue
        if not _shares(catalogue.by_id[identifier], evidence.noun):
            continue
        if catalogue.by_id[identifier].kind in _MARKED:
            if not evidence.coded:
                continue
            score += _VERY_RATE
        for candidate, loss in readings(catalogue, identifier, evidence.classes, unit):
            value = score - loss
            value += _SAME_MATTER if theme == evidence.matter else 0
            value += _SAME_THING if candidate and evidence.thing & unit_classes(catalogue.by_id[candidate]) else 0
            if decimal and catalogue.by_id[identifier].kind == "rank":
                continue
            if best is None or value > best[0]:
                best = (value, candidate, concepts)
    return (best[1], best[2]) if best is not None and best[1] is not None else None


def _far(evidence: Evidence, concept: str) -> bool:
    """Whether only an earlier sentence or a heading says a concept that is not just the thing counted."""
    return evidence.weights[concept] < 0 and load_meanings().facet_of[concept] != "subject"


def _indices_of_before(evidence: Evidence) -> frozenset[str]:
    """Indices that only an earlier sentence or a heading names."""
    meanings = load_meanings()
    weights = evidence.weights.items()
    far = frozenset(c for c, weight in weights if meanings.facet_of[c] == "index" and weight < meanings.weight(c))
    return far - evidence.firm - evidence.shared - evidence.whole


def _complete(evidence: Evidence) -> bool:
    """Whether a number's own words, two concepts at least, tell an indicator without any index: "Tỷ lệ số hóa hồ sơ đạt
    63,5%" behind a sentence on the points of an index."""
    own = _sets_of(load_meanings(), evidence.firm)
    return any(len(one) > 1 and not _indexed(one) for _, one in own)


def _by_facet(concepts: frozenset[str]) -> list[frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for concept in concepts:
        groups.setdefault(load_meanings().facet_of[concept], set()).add(concept)
    return [frozenset(group) for group in groups.values()]


def _splits(group: frozenset[str], concepts: frozenset[str]) -> bool:
    """Whether an indicator takes only one of several things that were said together ("trực tiếp và bưu chính")."""
    return bool(group & concepts) and not group <= load_meanings().covered(concepts)


def _cost(catalogue: Catalogue, concept: str, theme: str, classes: frozenset[str] | None) -> float:
    """What a concept of the number's own words costs an indicator of a theme that does not speak of it."""
    themes = _themes(catalogue).get(concept)
    facet = load_meanings().facet_of[concept]
    decisive = themes is None or theme in themes or facet in _ALWAYS_DECISIVE
    extra = load_meanings().extra(concept)
    if decisive:
        return extra
    told = classes is None or "percent" in classes or themes is None or _kinds(catalogue)[concept] & classes
    return extra * (_OTHER_THEME if told else _OTHER_KIND)


@lru_cache(maxsize=4)
def _kinds(catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    """The classes of what the indicators that speak of a concept count."""
    found: dict[str, set[str]] = {}
    for identifier, concepts in load_meanings().sets:
        indicator = catalogue.get(identifier)
        for concept in concepts if indicator is not None else ():
            found.setdefault(concept, set()).update(unit_classes(indicator))
    return {concept: frozenset(classes) for concept, classes in found.items()}


@lru_cache(maxsize=4)
def _themes(catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    """The themes of the indicators that speak of a concept."""
    found: dict[str, set[str]] = {}
    for identifier, concepts in load_meanings().sets:
        indicator = catalogue.get(identifier)
        for concept in concepts if indicator is not None else ():
            found.setdefault(concept, set()).add(indicator.theme)
    return {concept: frozenset(themes) for concept, themes in found.items()}


def _sets_of(meanings: Meanings, present: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    known = load_catalogue().by_id
    return ((one, concepts) for one, concepts in meanings.sets if concepts <= present and one in known)


def _indexed(concepts: frozenset[str]) -> bool:
    """Whether words name an index: scores in per cent are told by its very name only."""
    return any(load_meanings().facet_of[c] == "index" for c in concepts)


def _shares(indicator: Indicator, noun: frozenset[str]) -> bool:
    """Whether a share of what a noun names ("100% cán bộ") may be a share of what the indicator counts."""
    return not noun or indicator.kind != "count" or bool(noun & unit_classes(indicator))


def readings(
    catalogue: Catalogue, identifier: str, classes: frozenset[str] | None, unit: str | None
) -> Iterator[tuple[str | None, float]]:
    """The indicators that a set of concepts of one indicator may mean of a number in this unit: itself, or its rate.

    A share of what has no rate in the catalogue is none of the others either (None).
    """
    indicator = catalogue.by_id[identifier]
    if unit == "%" and indicator.kind in ("count", "amount"):
        rates = rates_by_numerator(catalogue).get(identifier, ())
        yield (rates[0].id if rates else None), _BY_NUMERATOR
        return
    if fits(indicator, classes, unit):
        yield identifier, -_VERY_RATE if indicator.kind == "ratio" else 0.0


@lru_cache(maxsize=4)
def rates_by_numerator(catalogue: Catalogue) -> Mapping[str, tuple[Indicator, ...]]:
    """Rates by their numerators, those of a level after those of all; a rate of no numerator is that of what the same
    words name."""
    found: dict[str, list[Indicator]] = {}
    for indicator in catalogue.indicators:
        if indicator.numerator and indicator.unit == "%":
            found.setdefault(indicator.numerator, []).append(indicator)
    for indicator in catalogue.indicators:
        if not indicator.numerator and indicator.kind == "ratio":
            own = set(sets_by_id().get(indicator.id, ()))
            for other, sets in sets_by_id().items():
                if own & set(sets) and other in catalogue.by_id and catalogue.by_id[other].unit != "%":
                    found.setdefault(other, []).append(indicator)
    return {numerator: tuple(rates) for numerator, rates in found.items()}
