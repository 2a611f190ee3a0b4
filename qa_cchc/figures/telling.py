"""Which indicator the words around a number tell: its own first, then what they leave out and others say for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from qa_cchc.figures.catalogue import Catalogue, Indicator
from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.meanings import Heard, Meanings, load_meanings

_PIECES = re.compile(r"[;:()]")
_CLOSED = re.compile(r"\([^()]*\)")
_MONEY = re.compile(r"(?:^|(?:nghìn|ngàn|triệu|tỷ|tỉ) )đồng\b(?! chí)", re.IGNORECASE)
_POINTS_OF_CHANGE = re.compile(r"điểm (?:phần trăm|%)", re.IGNORECASE)
# Weights of what is said: of the number itself, of the whole it is part of, and further and further away. What only a
# heading or an earlier sentence says is taken where nothing else tells the indicator.
_OWN, _WHOLE = 1.0, 0.4
_NEARNESS = {"segment": 0.3, "after": -0.02, "sentence": 0.2, "paragraph": -0.05, "section": -0.1}
_REACH = {"segment": 1, "after": 1, "sentence": 2, "paragraph": 3, "section": 4}
# The rate of an indicator is told by its words as the indicator is, unless it has words of its own.
_BY_NUMERATOR = 0.05
_LEFT_OUT_OF_WHOLE = 0.05
# What an indicator of another theme would say counts less against one.
_OTHER_THEME = 0.5
_ALWAYS_DECISIVE = frozenset({"stage", "time"})
_SAME_MATTER = 0.3
_VERY_RATE = 0.5
# A concept that costs as much when left out says what a number counts.
_TELLING = 0.5
_ABOUT = re.compile(
    r"(?<=\w)\s+(?:về|liên quan đến|theo|(?:do|vì)(?= (?:phải|chưa|vướng|thiếu|nguyên nhân|lỗi))|làm việc tại"
    r"|(?:thuộc|trong|ở)? ?(?:các )?lĩnh vực)\s",
    re.IGNORECASE,
)
_ABOUT_BEFORE = re.compile(r"(?<=\w)\s+(?:về|liên quan đến)\s", re.IGNORECASE)
_SECTOR = re.compile(r"lĩnh vực [^,;:()]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """The words around a number: its own before it (`left`) and from its unit on (`counted`), the sentence `before`
    them, and what stands `after` up to the end of the clause.

    `bare` says that nothing stands before the number but whose figure it is, or when; `continues` that nothing more
    than a name tells it from the one before. `base` is what a share is of, where that is said.
    """

    left: str
    counted: str
    before: str
    unit: str | None
    continues: bool = False
    bare: bool = False
    base: str = ""
    after: str = ""


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
    """What stands before a sentence: earlier sentences of its paragraph, what leads in, and the headings above, the
    nearest first. `run_in` is a heading that the paragraph opens with, `last` what was told of the last number before.
    """

    paragraph: str = ""
    lead: str = ""
    titles: tuple[str, ...] = ()
    run_in: str = ""
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
    shared: frozenset[str] = frozenset()
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
    if background.run_in and not f"{words.before}{words.left}".strip():
        # "Nộp trực tuyến. 7.367 hồ sơ, đạt 82,7%".
        words = replace(words, left=f"{background.run_in} ")
    own, firm = _own(words)
    classes = _classes(words.counted, words.unit)
    telling = {c for c in firm if meanings.extra(c) >= _TELLING}
    if restates and whole is not None and not telling:
        if any(meanings.extra(c) >= _TELLING for c in _concepts(words.base) & whole.said):
            # The share of a part among its like is no rate of the catalogue.
            return Told(None, own, own, classes)
        identifier = _again(whole.indicator_id, words)
        if identifier is not None:
            return Told(identifier, own, own | whole.said, classes)
    evidence = _gather(own, firm, classes, words, background, whole, neighbour, bool(telling))
    chosen = _choose(evidence, words.unit)
    specific = chosen is not None and any(meanings.facet_of[c] != "subject" for c in chosen[1] & own)
    if not specific and not telling and background.titles and not f"{words.before}{words.left}".strip():
        # "Qua bưu chính: 26 hồ sơ" under its own heading.
        under = tell(replace(words, left=f"{background.titles[0]} "), background, whole, restates, neighbour)
        if under.indicator_id is not None:
            return under
    if not specific and not telling:
        if whole is not None and whole.indicator_id and not restates and _alike(classes, words.unit, whole):
            return Told(whole.indicator_id, own, own | whole.said, classes or whole.classes)
        last = neighbour or (None if own else background.last)
        goes_on = last is not None and words.continues and all(_goes_without(c, last.said) for c in own)
        if goes_on and last.indicator_id and _alike(classes, words.unit, last):
            return Told(last.indicator_id, own, own | last.said, classes or last.classes)
    if chosen is None:
        return Told(None, own, own | evidence.whole, classes)
    return Told(chosen[0], own, own | chosen[1], classes)


def _own(words: Words) -> tuple[frozenset[str], frozenset[str]]:
    """Concepts of a number's own words, and those of them that are not merely what the counted thing is about."""
    about = _ABOUT.search(words.counted)
    end = about.start() if about else len(words.counted)
    # The name of a sector tells whose a number is ("lĩnh vực thanh tra").
    heard, before = _heard(words.counted), _heard(_SECTOR.sub(" ", words.left))
    start = _ABOUT_BEFORE.search(words.left)
    named = load_meanings().counted(words.counted)
    firm = named | {one.concept for one in before if start is None or one.start < start.start()}
    return (
        named | {one.concept for one in (*before, *heard)},
        firm | {one.concept for one in heard if one.start < end},
    )


def _again(identifier: str | None, words: Words) -> str | None:
    """The indicator of a number that restates another one: the rate of a count, the count of a rate."""
    catalogue = load_catalogue()
    indicator = catalogue.get(identifier or "")
    percent = words.unit == "%"
    if indicator is None:
        return None
    if percent == (indicator.unit == "%"):
        return indicator.id
    if not percent:
        return indicator.numerator
    rates = _rates(catalogue).get(indicator.id, ())
    # "giải ngân 68 tỷ đồng trên kế hoạch 121 tỷ đồng, đạt 56%": the share is of what was said before.
    said = _concepts(words.before)
    rates = rates or tuple(
        rate
        for rate in catalogue.indicators
        if rate.denominator == indicator.id and any(said >= one for one in _sets_by_id().get(rate.numerator or "", ()))
    )
    return rates[0].id if rates else None


@lru_cache(maxsize=1)
def _sets_by_id() -> Mapping[str, tuple[frozenset[str], ...]]:
    found: dict[str, list[frozenset[str]]] = {}
    for identifier, concepts in load_meanings().sets:
        found.setdefault(identifier, []).append(concepts)
    return {identifier: tuple(sets) for identifier, sets in found.items()}


def _alike(classes: frozenset[str] | None, unit: str | None, other: Told) -> bool:
    """Whether two numbers may count one kind of thing; a number without a noun counts what the other does."""
    indicator = load_catalogue().get(other.indicator_id or "")
    return classes is None or (indicator is not None and _fits(indicator, classes, unit))


def _goes_without(concept: str, said: frozenset[str]) -> bool:
    return concept in said or (load_meanings().extra(concept) == 0 and load_meanings().facet_of[concept] != "subject")


def _gather(
    own: frozenset[str],
    firm: frozenset[str],
    classes: frozenset[str] | None,
    words: Words,
    background: Background,
    whole: Told | None,
    neighbour: Told | None,
    telling: bool,
) -> _Evidence:
    meanings = load_meanings()
    evidence = _Evidence(own, firm, classes)
    evidence.weights = {c: _OWN + meanings.weight(c) - 1 for c in own}
    taken = {meanings.facet_of[c] for c in own}
    if not any(meanings.facet_of[c] == "subject" and _countable(c, classes) for c in own):
        taken.discard("subject")
    said = whole.said if whole is not None else frozenset()
    if not said and not telling:
        said = frozenset(c for c in _head(words.before) or _head(background.lead) if _may_count(c, classes))
    evidence.whole = frozenset(
        c for c in said if meanings.facet_of[c] not in taken and not meanings.facets[meanings.facet_of[c]].at_unit
    )
    evidence.weights |= {c: _WHOLE + meanings.weight(c) - 1 for c in evidence.whole}
    taken |= {meanings.facet_of[c] for c in evidence.whole}
    segment = words.before[words.before.rfind(";") + 1 :]
    if "time" in taken and "stage" not in taken and neighbour is not None and "pending" in neighbour.said and segment:
        # "đang giải quyết 367 hồ sơ, trong hạn 361 hồ sơ": the parts of what is pending.
        evidence.weights["pending"] = _NEARNESS["segment"]
    texts = {
        "segment": (segment,),
        "after": (words.after,),
        "sentence": (words.before,),
        "paragraph": (f"{background.lead} ; {background.paragraph}",),
        "section": background.titles,
    }
    for layer, reach in _REACH.items():
        found: dict[str, str] = {}
        for concept in (concept for text in texts[layer] for concept in _backwards(text)):
            facet = meanings.facet_of[concept]
            shared = meanings.facets[facet].shared
            reaches = meanings.facets[facet].reach >= reach and not (shared and (telling or layer != "segment"))
            if reaches and facet not in taken and _may_count(concept, classes):
                found.setdefault(facet, concept)
        for facet, concept in found.items():
            evidence.weights.setdefault(concept, _NEARNESS[layer] + meanings.weight(concept) - 1)
            taken.add(facet)
        if layer == "segment" and not telling:
            # "Khen thưởng 05 tập thể, 12 cá nhân": what is said of the first is said of the second. An index gives
            # points to whatever stands behind its name.
            evidence.shared = frozenset(c for c in found.values() if words.bare or meanings.weight(c) > 1)
    evidence.matter = _theme(neighbour)
    return evidence


def _head(text: str) -> frozenset[str]:
    """Concepts of what a text says before its last colon or the bracket that it opens, where numbers say nothing else
    of their own."""
    text = text.rstrip()
    end = len(text) - 1 if text.endswith("(") else text.rfind(":")
    start = max(text.rfind(";", 0, end), text.rfind(". ", 0, end), text.rfind(":", 0, end)) + 1
    return _concepts(text[start:end]) if end >= 0 and not any(map(str.isdigit, text[start:end])) else frozenset()


def _may_count(concept: str, classes: frozenset[str] | None) -> bool:
    return load_meanings().facet_of[concept] != "subject" or _countable(concept, classes)


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
        anchored = concepts & (evidence.firm | evidence.whole | evidence.shared)
        if not anchored:
            continue
        if any(_splits(group, concepts) for group in _by_facet(evidence.whole)):
            continue
        covered = meanings.covered(concepts)
        theme = catalogue.by_id[identifier].theme
        missing = sum(_cost(catalogue, c, theme) for c in evidence.firm - covered)
        if missing >= 1:
            continue
        score = sum(evidence.weights[c] for c in concepts) - missing
        score -= _LEFT_OUT_OF_WHOLE * sum(meanings.extra(c) for c in evidence.whole - covered)
        for candidate, loss in _readings(catalogue, identifier, evidence.classes, unit):
            value = score - loss
            value += _SAME_MATTER if theme == evidence.matter else 0
            if best is None or value > best[0]:
                best = (value, candidate, concepts)
    return (best[1], best[2]) if best is not None and best[1] is not None else None


def _by_facet(concepts: frozenset[str]) -> list[frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for concept in concepts:
        groups.setdefault(load_meanings().facet_of[concept], set()).add(concept)
    return [frozenset(group) for group in groups.values()]


def _splits(group: frozenset[str], concepts: frozenset[str]) -> bool:
    """Whether an indicator takes only one of several things that were said together ("trực tiếp và bưu chính")."""
    return bool(group & concepts) and not group <= load_meanings().covered(concepts)


def _cost(catalogue: Catalogue, concept: str, theme: str) -> float:
    """What a concept of the number's own words costs an indicator of a theme that does not speak of it."""
    themes = _themes(catalogue).get(concept)
    decisive = themes is None or theme in themes or load_meanings().facet_of[concept] in _ALWAYS_DECISIVE
    return load_meanings().extra(concept) * (1 if decisive else _OTHER_THEME)


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


def _readings(
    catalogue: Catalogue, identifier: str, classes: frozenset[str] | None, unit: str | None
) -> Iterator[tuple[str | None, float]]:
    """The indicators that a set of concepts of one indicator may mean of a number in this unit: itself, or its rate.

    A share of what has no rate in the catalogue is none of the others either (None).
    """
    indicator = catalogue.by_id[identifier]
    if unit == "%" and indicator.kind in ("count", "amount"):
        rates = _rates(catalogue).get(identifier, ())
        yield (rates[0].id if rates else None), _BY_NUMERATOR
        return
    if _fits(indicator, classes, unit):
        yield identifier, -_VERY_RATE if indicator.kind == "ratio" else 0.0


def _fits(indicator: Indicator, classes: frozenset[str] | None, unit: str | None) -> bool:
    if unit == "%":
        return indicator.unit == "%" or indicator.kind == "score"
    if indicator.kind == "ratio":
        return unit is not None and _POINTS_OF_CHANGE.match(unit) is not None
    if unit is not None and _MONEY.search(unit):
        return indicator.kind == "amount" and _MONEY.search(indicator.unit) is not None
    if indicator.kind == "rank":
        # A rank is counted in whatever is ranked ("03/11 huyện, thị xã").
        return True
    if indicator.kind == "amount" and (classes is None or _MONEY.search(indicator.unit)):
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
        "ngày": "days",
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
