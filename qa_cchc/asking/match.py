"""How well a figure answers a question: shared words, shared concepts, and what speaks against it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa_cchc.asking.question import Understood
from qa_cchc.records import Figure
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.question_words import asks_how_many
from qa_cchc.vietnamese.terms import pairs, terms
from qa_cchc.vietnamese.unicode import fold

# Concepts that change what is counted: a figure that has one the question does not speak of counts something narrower.
_NARROWING = {
    "timeliness": 0.08,
    "channel": 0.07,
    "online_level": 0.07,
    "online_payment": 0.1,
    "digitisation": 0.08,
    "staffing": 0.06,
    "stage": 0.03,
    "task_state": 0.04,
    "legal_step": 0.05,
    "procedure_step": 0.05,
    "index": 0.1,
    "satisfaction": 0.05,
    "engagement": 0.05,
    "oversight": 0.05,
    "budget": 0.05,
    "systems": 0.04,
    "desk": 0.03,
    "staff": 0.05,
}
_CONFLICT = {"measure": 0.0, "object": 0.22, "desk": 0.3}
# What is aimed at or at most possible is not what was reached.
_UNREAL = frozenset({"toi_da", "muc_tieu", "phan_dau", "du_kien"})
_ON_TIME = {"on_time", "early_or_on_time"}
_UNREAL_PENALTY = 0.15
# What is asked of another office is not there yet.
_REQUESTED = frozenset({"de_nghi", "kien_nghi", "de_xuat"})
_REQUESTS = ("de nghi", "kien nghi", "de xuat")
_REQUEST_PENALTY = 0.3
# A part that counts the same thing as its whole is what was asked only where the question names it.
_PART_PENALTY = 0.1
# Whether something was done is not how many there were.
_CODED_PENALTY = 0.25
_CAPITALS = re.compile(r"(?<!\w)[A-ZĐ]{2,4}(?!\w)")
_ASKED_UNIT = re.compile(r"(?:bao nhiêu|mấy)\s+([^\W\d_]+(?:\s+[^\W\d_]+){0,2})", re.IGNORECASE)
_AMOUNT_OF = re.compile(
    r"(?:(?<=bao nhiêu )|(?<=mấy ))(?:tiền|(?:triệu|tỷ|tỉ|nghìn|ngàn)(?: đồng)?|đồng)(?!\w)"
    r"|(?<!\w)(?:hết thảy|cả thảy|tất tần tật)(?!\w)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"đồng$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Need:
    """One thing the question speaks of: a concept or a single term, with its weight (inverse frequency, in nats)."""

    concept: str | None
    terms: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """A figure with its score in about [0, 1] and the share of the question's weight that it covers.

    `narrower` is what it lost for counting something narrower than was asked for.
    """

    figure: Figure
    score: float
    coverage: float
    narrower: float


def needs(understood: Understood, frequencies: dict[str, int], figures: int) -> tuple[Need, ...]:
    """What the question speaks of. A term that no figure holds weighs most: it is what the archive may not have."""
    concepts = load_concepts()
    rest = understood.topic
    found: list[Need] = []

    def weight(words: Sequence[str]) -> float:
        return sum(math.log(1 + figures / (1 + frequencies.get(word, 0))) for word in words)

    for mention in reversed(concepts.find(understood.topic)):
        words = terms(understood.topic[mention.start : mention.end])
        rest = rest[: mention.start] + " , " + rest[mention.end :]
        if mention.concept.id == "rate":
            continue
        # A concept known by many words weighs as its rarest word does, not as their sum.
        heaviest = max((weight([word]) for word in words), default=0.0)
        found.append(Need(mention.concept.id, frozenset(words), max(heaviest, 1.0)))
    # The unit that an amount is asked in is told by the figure's own.
    rest = _AMOUNT_OF.sub(" ", rest)
    # Capitals that no figure knows are somebody's abbreviation of a name, not a thing counted.
    rest = _CAPITALS.sub(lambda match: match.group() if fold(match.group()) in frequencies else " ", rest)
    found += [Need(None, frozenset([word]), weight([word])) for word in dict.fromkeys(terms(rest))]
    return tuple(found)


def matcher(
    understood: Understood, wanted: Sequence[Need], candidates: Sequence[Figure] = ()
) -> Callable[[Figure, frozenset[str], frozenset[str]], Match]:
    """A function that scores a figure, given its own terms and those around it; `candidates` are all to be scored."""
    indicator_of = {figure.id: figure.indicator_id for figure in candidates if figure.indicator_id}
    like_whole = {
        figure.whole
        for figure in candidates
        if figure.whole and figure.indicator_id and indicator_of.get(figure.whole) == figure.indicator_id
    }
    concepts = load_concepts()
    question = understood.question
    total = sum(need.weight for need in wanted) or 1.0
    asked_terms = frozenset(understood.terms) | frozenset(pairs(understood.terms))
    asked_pairs = frozenset(pairs(understood.terms))
    asked_unit = _ASKED_UNIT.search(question.text)
    unit_terms = frozenset(terms(asked_unit.group(1))) if asked_unit else frozenset()
    money = asked_unit is not None and fold(asked_unit.group(1)).startswith(
        ("tien", "dong", "trieu", "ty dong", "kinh phi", "von")
    )
    how_many = understood.question.kind in ("figure", "several") and asks_how_many(question.text)
    narrowing = {c: _NARROWING.get(concepts.facet(c), 0.0) for c in concepts.by_id}

    # Hundreds of candidates share some dozens of sets of concepts.
    by_facets: dict[tuple[str, ...], tuple[float, float]] = {}

    def against(facets: tuple[str, ...]) -> tuple[float, float]:
        conflict = sum(
            # Form 3 counts early files as on time, prose does not: either may be meant.
            0.12 if set(pair) == _ON_TIME else _CONFLICT.get(concepts.facet(pair[0]), 0.3)
            for pair in concepts.conflicts(question.facets, facets)
        )
        told = frozenset(facets)
        return conflict, min(0.25, sum(narrowing[c] for c in told if c not in question.facets and c != "rate"))

    def score(figure: Figure, own: frozenset[str], around: frozenset[str]) -> Match:
        facets = frozenset(figure.facets)
        covered = missed = 0.0
        for need in wanted:
            if need.concept is not None and (need.concept in facets or need.concept in _told_by_unit(figure)):
                covered += need.weight
            else:
                share = sum(1.0 if term in own else 0.7 if term in around else 0.0 for term in need.terms)
                whole = need.concept is None or len(need.terms & own) == len(need.terms)
                covered += need.weight * share / max(len(need.terms), 1) * (1.0 if whole else 0.6)
                if need.concept is not None and narrowing[need.concept] >= 0.05 and share < len(need.terms):
                    missed += 0.15
        coverage = covered / total
        value = 0.75 * coverage + 0.12 * (len(asked_pairs & own) / len(asked_pairs) if asked_pairs else 0.0)
        value -= missed + (_UNREAL_PENALTY if _UNREAL & own - asked_terms else 0.0)
        requested = _REQUESTED & own or fold(figure.quote[:24]).startswith(_REQUESTS)
        value -= _REQUEST_PENALTY if requested and not _REQUESTED & asked_terms else 0.0
        value -= _PART_PENALTY if figure.whole in like_whole and not _names_scope(figure, understood) else 0.0
        if figure.facets not in by_facets:
            by_facets[figure.facets] = against(figure.facets)
        conflict, narrower = by_facets[figure.facets]
        value -= conflict + narrower
        value += _measure(understood, figure)
        if unit_terms and figure.unit:
            shared = unit_terms & _few_terms(figure.unit)
            value += 0.1 if shared or (money and _MONEY.search(figure.unit)) else -0.05 if figure.unit != "%" else 0.0
            value -= 0.12 if money and not _MONEY.search(figure.unit) else 0.0
        if figure.indicator_id in question.indicators:
            value += 0.13 - 0.02 * question.indicators.index(figure.indicator_id)
        value -= _unasked_scope(understood, figure)
        value -= _CODED_PENALTY if how_many and is_coded(figure) else 0.0
        if figure.change and not understood.wants.change:
            value -= 0.3
        return Match(figure, value, coverage, narrower)

    return score


def is_coded(figure: Figure) -> bool:
    """Whether a figure only says yes or no ("Không = 0, Có = 1")."""
    return "=" in (figure.unit or "") or "(Có" in figure.text or "(Không" in figure.text


@lru_cache(maxsize=8192)
def _few_terms(words: str) -> frozenset[str]:
    """Terms of a unit or a scope; archives repeat them."""
    return frozenset(terms(words))


def _told_by_unit(figure: Figure) -> tuple[str, ...]:
    unit = (figure.unit or "").lower()
    return ("score",) if unit.startswith("điểm") else ("rate",) if unit == "%" else ()


def _measure(understood: Understood, figure: Figure) -> float:
    for measure in ("rank", "score"):
        if measure in understood.question.facets:
            told = measure in figure.facets or measure in _told_by_unit(figure)
            return 0.08 if told else -0.2
    rate = figure.unit == "%" or "rate" in figure.facets
    if understood.wants.rate:
        return 0.08 if rate else -0.05 if understood.wants.count else -0.2
    if understood.wants.count:
        return -0.18 if rate else 0.04
    return 0.0


def _names_scope(figure: Figure, understood: Understood) -> bool:
    """Whether the question names the part that a figure is of."""
    return bool(figure.scope and _few_terms(figure.scope) & frozenset(understood.terms))


def _unasked_scope(understood: Understood, figure: Figure) -> float:
    """What a figure of a part loses when the question does not name that part."""
    if not figure.scope:
        return 0.0
    named = _few_terms(figure.scope)
    if not named or named <= frozenset(understood.terms) or is_mere_desk(figure.scope):
        return 0.0
    return 0.06 if named & frozenset(understood.terms) else 0.12


@lru_cache(maxsize=4096)
def is_mere_desk(scope: str) -> bool:
    """Whether a scope only says at which level ("Bộ phận Một cửa các xã, phường"), and not which one of several."""
    if re.search(r"[^\W\d_]\s+\d", scope):
        return False
    if scope.startswith("toàn "):
        return True
    desks = [m for m in load_concepts().find(scope) if m.concept.facet == "desk" and m.concept.id != "desk_vertical"]
    return sum(mention.end - mention.start for mention in desks) >= 0.6 * len(scope)
