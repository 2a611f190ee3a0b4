"""Which indicator the words around a number tell: its own first, then what they leave out and others say for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from qa_cchc.figures.catalogue import Catalogue, Indicator
from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.meanings import Heard, Meanings, load_meanings

_PIECES = re.compile(r"[;:()]")
_CLOSED = re.compile(r"\([^()]*\)")
_MONEY = re.compile(r"(?:^|(?:nghìn|ngàn|triệu|tỷ|tỉ) )đồng\b", re.IGNORECASE)
_POINTS_OF_CHANGE = re.compile(r"điểm (?:phần trăm|%)", re.IGNORECASE)
# Weights of what is said: of the number itself, of the whole it is part of, and further and further away.
_OWN, _WHOLE = 1.0, 0.45
_NEARNESS = {"segment": 0.4, "sentence": 0.35, "paragraph": 0.25, "section": 0.15}
_LAYERS = tuple(_NEARNESS)
# The rate of an indicator is told by its words as the indicator is, unless it has words of its own.
_BY_NUMERATOR = 0.05
_LEFT_OUT_OF_WHOLE = 0.2
_SAME_MATTER = 0.3
# A concept that costs as much when left out says what a number counts.
_TELLING = 0.5
_ABOUT = re.compile(r"(?<=\w)\s+(?:về|liên quan đến|theo)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """The words around a number: its own before it (`left`) and from its unit on (`counted`), and the sentence `before`
    them. `continues` says that nothing before the number but whose figure it is, or when, tells it from the one
    before."""

    left: str
    counted: str
    before: str
    unit: str | None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of a number: its indicator, concepts of its own words, those with what its whole and the chosen
    indicator add, and the classes of what it counts (None where no noun says it)."""

    indicator_id: str | None
    own: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    classes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Background:
    """What stands before a sentence: earlier sentences of its paragraph and what leads in, and the headings above,
    the nearest first. `last` is what was told of the last number before."""

    paragraph: str = ""
    titles: tuple[str, ...] = ()
    last: Told | None = None


NOTHING_TOLD = Told(None)
NOTHING_BEFORE = Background()


@dataclass(slots=True)
class _Evidence:
    own: frozenset[str]
    firm: frozenset[str]
    classes: frozenset[str] | None
    weights: dict[str, float] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    matter: str | None = None


def tell(
    words: Words,
    background: Background = NOTHING_BEFORE,
    whole: Told | None = None,
    restates: bool = False,
    neighbour: Told | None = None,
) -> Told:
    """What a number counts. `whole` is what it is part of or, with `restates`, what it says once more; `neighbour` the
    number of the same unit before it."""
    meanings = load_meanings()
    own, firm = _own(words)
    classes = _classes(words.counted, words.unit)
    telling = {c for c in firm if meanings.extra(c) >= _TELLING}
    if restates and whole is not None and not telling:
        identifier = _again(whole.indicator_id, words.unit == "%")
        if identifier is not None:
            return Told(identifier, own, own | whole.said, classes)
    evidence = _gather(own, firm, classes, words.before, background, whole, neighbour)
    chosen = _choose(evidence, words.unit)
    specific = chosen is not None and any(meanings.facet_of[c] != "subject" for c in chosen[1] & own)
    if not specific and not telling:
        if whole is not None and whole.indicator_id and not restates and _alike(classes, whole.classes):
            return Told(whole.indicator_id, own, own | whole.said, classes or whole.classes)
        last = neighbour or background.last
        if last is not None and last.indicator_id and words.continues and _alike(classes, last.classes):
            return Told(last.indicator_id, own, own | last.said, classes or last.classes)
    if chosen is None:
        return Told(None, own, own | evidence.whole, classes)
    return Told(chosen[0], own, own | evidence.whole | chosen[1], classes)


def _own(words: Words) -> tuple[frozenset[str], frozenset[str]]:
    """Concepts of a number's own words, and those of them that are not merely what the counted thing is about."""
    about = _ABOUT.search(words.counted)
    firm = words.counted[: about.start()] if about else words.counted
    named = _concepts(words.left) | load_meanings().counted(words.counted)
    return named | _concepts(words.counted), named | _concepts(firm)


def _again(identifier: str | None, percent: bool) -> str | None:
    """The indicator of a number that restates another one: the rate of a count, the count of a rate."""
    catalogue = load_catalogue()
    indicator = catalogue.get(identifier or "")
    if indicator is None:
        return None
    if percent == (indicator.unit == "%"):
        return indicator.id
    if percent:
        rates = _rates(catalogue).get(indicator.id, ())
        return rates[0].id if rates else None
    return indicator.numerator


def _alike(one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    """Whether two numbers may count one kind of thing; a number without a noun counts what the other does."""
    return one is None or (other is not None and bool(one & other))


def _gather(
    own: frozenset[str],
    firm: frozenset[str],
    classes: frozenset[str] | None,
    before: str,
    background: Background,
    whole: Told | None,
    neighbour: Told | None,
) -> _Evidence:
    meanings = load_meanings()
    evidence = _Evidence(own, firm, classes)
    evidence.weights = dict.fromkeys(own, _OWN)
    taken = {meanings.facet_of[c] for c in own}
    if not any(meanings.facet_of[c] == "subject" and _countable(c, classes) for c in own):
        taken.discard("subject")
    if whole is not None:
        kept = frozenset(
            c
            for c in whole.said
            if meanings.facet_of[c] not in taken and not meanings.facets[meanings.facet_of[c]].at_unit
        )
        evidence.whole = kept
        evidence.weights |= dict.fromkeys(kept, _WHOLE)
        taken |= {meanings.facet_of[c] for c in kept}
    segment = before[before.rfind(";") + 1 :]
    if "time" in taken and "stage" not in taken and neighbour is not None and "pending" in neighbour.said and segment:
        # "đang giải quyết 367 hồ sơ, trong hạn 361 hồ sơ": the parts of what is pending.
        evidence.weights["pending"] = _NEARNESS["segment"]
    texts = {"segment": segment, "sentence": before, "paragraph": background.paragraph}
    for distance, layer in enumerate(_LAYERS, start=1):
        found: dict[str, list[str]] = {}
        for text in background.titles if layer == "section" else (texts[layer],):
            for concept in _backwards(text):
                facet = meanings.facet_of[concept]
                fits = facet != "subject" or _countable(concept, classes)
                if meanings.facets[facet].reach >= distance and facet not in taken and fits:
                    found.setdefault(facet, []).append(concept)
        for facet, concepts in found.items():
            evidence.weights.setdefault(concepts[0], _NEARNESS[layer])
            taken.add(facet)
    evidence.matter = _theme(neighbour)
    return evidence


def _theme(told: Told | None) -> str | None:
    indicator = load_catalogue().get(told.indicator_id) if told is not None and told.indicator_id else None
    return indicator.theme if indicator else None


@lru_cache(maxsize=4096)
def _countable(concept: str, classes: frozenset[str] | None) -> bool:
    """Whether what a concept names may be counted by a noun of these classes."""
    if classes is None or "percent" in classes:
        return True
    catalogue = load_catalogue()
    return any(
        concept in concepts and _unit_classes(catalogue.by_id[identifier]) & classes
        for identifier, concepts in load_meanings().sets
        if identifier in catalogue.by_id
    )


def _choose(evidence: _Evidence, unit: str | None) -> tuple[str, frozenset[str]] | None:
    """The indicator whose concepts are all told and leave nothing decisive out, with them."""
    meanings, catalogue = load_meanings(), load_catalogue()
    present = frozenset(evidence.weights)
    best: tuple[float, str | None, frozenset[str]] | None = None
    for identifier, concepts in _sets_of(meanings, present):
        anchored = concepts & (evidence.own | evidence.whole)
        if not anchored:
            continue
        covered = meanings.covered(concepts)
        missing = sum(meanings.extra(c) for c in evidence.firm - covered)
        if missing >= 1:
            continue
        score = sum(evidence.weights[c] for c in concepts) - missing
        score -= _LEFT_OUT_OF_WHOLE * sum(meanings.extra(c) for c in evidence.whole - covered)
        for candidate, loss in _readings(catalogue, identifier, evidence.classes, unit):
            value = score - loss
            value += _SAME_MATTER if evidence.matter and catalogue.by_id[identifier].theme == evidence.matter else 0
            if best is None or value > best[0]:
                best = (value, candidate, concepts)
    return (best[1], best[2]) if best is not None and best[1] is not None else None


def _sets_of(meanings: Meanings, present: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    known = load_catalogue().by_id
    return ((one, concepts) for one, concepts in meanings.sets if concepts <= present and one in known)


def _readings(
    catalogue: Catalogue, identifier: str, classes: frozenset[str] | None, unit: str | None
) -> Iterator[tuple[str | None, float]]:
    """The indicators that a set of concepts of one indicator may mean of a number in this unit: itself, or its rate.

    A share of what has no rate in the catalogue is none of the others either (None).
    """
    indicator = catalogue.by_id[identifier]
    if unit == "%" and indicator.unit != "%":
        if indicator.kind == "count" or indicator.kind == "amount":
            rates = _rates(catalogue).get(identifier, ())
            yield (rates[0].id if rates else None), _BY_NUMERATOR
        return
    if _fits(indicator, classes, unit):
        yield identifier, 0.0


def _fits(indicator: Indicator, classes: frozenset[str] | None, unit: str | None) -> bool:
    if unit == "%":
        return indicator.unit == "%" or indicator.kind == "score"
    if indicator.kind == "ratio":
        return unit is not None and _POINTS_OF_CHANGE.match(unit) is not None
    if unit is not None and _MONEY.search(unit):
        return indicator.kind == "amount" and _MONEY.search(indicator.unit) is not None
    if indicator.kind == "amount":
        return False
    return classes is None or bool(_unit_classes(indicator) & classes)


def _unit_classes(indicator: Indicator) -> frozenset[str]:
    if indicator.kind in ("score", "rank"):
        return frozenset({indicator.kind})
    if indicator.kind == "ratio":
        return frozenset({"percent"})
    return _OF_UNIT.get(indicator.unit.lower()) or _noun_classes(indicator.unit)


@lru_cache(maxsize=512)
def _noun_classes(unit: str) -> frozenset[str]:
    return load_meanings().classes(unit)


# What the units of the catalogue count, where the nouns alone could mean more.
_OF_UNIT: Mapping[str, frozenset[str]] = {
    unit: frozenset(classes.split())
    for unit, classes in {
        "hồ sơ": "file",
        "thủ tục": "procedure",
        "văn bản": "document",
        "nhiệm vụ": "task",
        "vấn đề": "issue",
        "người": "person",
        "lượt người": "person",
        "cơ quan, đơn vị": "org",
        "đơn vị": "org",
        "cuộc": "event",
        "buổi": "event",
        "phiếu": "form",
        "ý kiến": "opinion",
        "pakn": "feedback",
        "đơn": "petition",
        "tin, bài": "news",
        "lượt": "view",
        "tờ": "leaflet",
        "cái": "banner",
        "bài": "entry",
        "chuyên mục": "column",
        "video": "video",
        "quyết định": "decision",
        "báo cáo": "report",
        "quy trình": "process",
        "bộ phận": "desk",
        "sáng kiến": "initiative",
        "mô hình": "model",
        "tập thể": "group",
        "chứng thư số": "cert",
        "chữ ký số": "cert",
        "tài khoản": "account",
        "hộp thư": "account",
        "giao dịch": "payment",
        "thẻ": "card",
        "tổ": "team",
        "lớp": "class",
        "chỉ tiêu": "quota",
        "vị trí": "position",
        "dự án": "project",
        "thôn, tổ dân phố": "village",
        "phần mềm": "system",
        "hệ thống": "system",
        "dịch vụ": "procedure",
        "trường hợp": "file",
        "phòng": "org",
        "ban": "org",
        "tổ chức": "org",
        "chi cục": "org",
    }.items()
}


@lru_cache(maxsize=4)
def _rates(catalogue: Catalogue) -> Mapping[str, tuple[Indicator, ...]]:
    """Rates by their numerators, those of a level after those of all."""
    found: dict[str, list[Indicator]] = {}
    for indicator in catalogue.indicators:
        if indicator.numerator and indicator.unit == "%":
            found.setdefault(indicator.numerator, []).append(indicator)
    return {numerator: tuple(rates) for numerator, rates in found.items()}


def _classes(counted: str, unit: str | None) -> frozenset[str] | None:
    if unit is None:
        return None
    if unit == "%":
        return frozenset({"percent"})
    return load_meanings().classes(counted) or load_meanings().classes(unit)


def _concepts(text: str) -> frozenset[str]:
    return frozenset(heard.concept for heard in _heard(text))


def _backwards(text: str) -> Iterator[str]:
    """Concepts of a text, the last first; closed brackets say nothing of what follows."""
    return (heard.concept for heard in reversed(_heard(text)))


@lru_cache(maxsize=4096)
def _heard(text: str) -> tuple[Heard, ...]:
    """Concepts of a text; none reaches over a colon, a semicolon or a bracket."""
    text = _CLOSED.sub(lambda match: " " * len(match.group()), text)
    heard, start = [], 0
    for end in [*(match.start() for match in _PIECES.finditer(text)), len(text)]:
        found = load_meanings().hear(text[start:end])
        heard += [Heard(one.start + start, one.end + start, one.concept) for one in found]
        start = end + 1
    return tuple(heard)
