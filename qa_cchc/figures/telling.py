"""Which indicator the words around a number tell: its own first, then what they leave out and others say for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from qa_cchc.figures.catalogue import Catalogue, Indicator
from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.counted_kinds import fits, unit_classes
from qa_cchc.figures.evidence import (
    NOTHING_BEFORE,
    NOTHING_TOLD,
    NUMBER_OF,
    Background,
    Evidence,
    Told,
    Words,
    concepts_of,
    gather,
    heard_in,
)
from qa_cchc.figures.meanings import Meanings, load_meanings

__all__ = ["NOTHING_BEFORE", "NOTHING_TOLD", "Background", "Told", "Words", "tell"]

# The rate of an indicator is told by its words as the indicator is, unless it has words of its own.
_BY_NUMERATOR = 0.05
_LEFT_OUT_OF_WHOLE = 0.05
# What an indicator of another theme would say counts less against one.
_OTHER_THEME = 0.5
_TOLD_BEHIND = frozenset({"document_kind", "survey_step", "stage", "time", "level", "service_level", "procedure_step"})
# What a share may be of ("14% số hồ sơ nhận").
_BASES = frozenset({"received", "resolved"})
# "Số văn bản ký số là 12 văn bản điện tử": what stands before is the name of the number.
_STATED = re.compile(r"(?:là|:)\s*$", re.IGNORECASE)
_ALWAYS_DECISIVE = frozenset({"stage", "time"})
_SAME_MATTER = 0.3
_SAME_THING = 0.2
_VERY_RATE = 0.5
_MARKED = frozenset({"yes_no", "code"})
# "còn lại 0,5% trễ hạn": the rest of a whole, not what is still open.
_REST = re.compile(r"^\W*(?:và )?(?:số |phần )?còn lại(?![^\W_])", re.IGNORECASE)
_BEFORE_ONLY = frozenset({"standing"})
_ELSEWHERE = frozenset({"off_topic"})
_BESIDE_ALL = frozenset({"other", "off_topic"})
# What says nothing in a heading.
_IDLE = frozenset({"doing", "where", "having", "providing"})
# Subjects that are nothing but what their noun names; a "hồ sơ" may be of a task or of a recruit.
_NOUN_SUBJECTS = frozenset({"proc"})
_CLIMBS = re.compile(r"(?:tăng|giảm|tụt|lên|xuống|vượt|thăng|nhảy|cải thiện)(?: thêm)?\s*$", re.IGNORECASE)
_NEW = re.compile(r"\W*(?:số )?(?:phát sinh )?mới(?: phát sinh)?\W*", re.IGNORECASE)
_TO = re.compile(r"\W*(?:nay |hiện )?(?:chỉ )?(?:lên|xuống|còn|thành|đến)(?: thành| còn| tới)?\W*", re.IGNORECASE)
_FROM = re.compile(r"(?<![^\W_])từ\s+\d[\d.,]*[^;.,()\d]*$", re.IGNORECASE)
_SUM = re.compile(
    r"\W*(?:và\s+)?(?:tổng(?: cộng| số| chung)?|cộng|toàn (?:tỉnh|huyện|thành phố|thị xã|xã|phường))"
    r"(?: (?:tính )?từ đầu năm| lũy kế| cả năm| chung)?(?: là| có| đạt)?\W*$",
    re.IGNORECASE,
)
# A concept that costs as much when left out says what a number counts.
_TELLING = 0.5
_ABOUT = re.compile(
    r"(?<=\w)\s+(?:về|liên quan đến"
    r"|(?:sau |trước |trong )?khi(?= (?:thực hiện|giải quyết|đến|nộp|làm|tham gia|sử dụng))"
    r"|(?:cho thấy|để (?:đo lường|đánh giá|khảo sát|lấy))(?= )|theo"
    r"|(?:do|vì)(?= (?:phải|chưa|vướng|thiếu|nguyên nhân|lỗi|vi phạm|sai phạm|buông lỏng"
    r"|có hành vi|lập thành tích))|làm việc tại"
    r"|(?:thuộc|trong|ở)? ?(?:các )?lĩnh vực)\s",
    re.IGNORECASE,
)
_ABOUT_BEFORE = re.compile(r"(?<=\w)\s+(?:về|liên quan đến)\s", re.IGNORECASE)
_BACK = re.compile(r"(?<=\w)\s+(?=(?:trên|qua|bằng)\s)", re.IGNORECASE)
_NOUN_BEFORE = re.compile(r"(?:^|[\s,;:(+-])số (?:lượng |lượt )?([^\d,;:()]+?)\s*:?\s*(?:là|đạt)?\s*$", re.IGNORECASE)
# "số kỳ trước chuyển sang" counts no periods.
_TIME = re.compile(r"(?:kỳ|quý|tháng|năm) (?:trước|này|sau|cũ)", re.IGNORECASE)
_SECTOR = re.compile(r"lĩnh vực [^,;:()]*", re.IGNORECASE)


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
    if words.unit == "%":
        words = replace(words, left=_REST.sub(" ", words.left))
    if _NEW.fullmatch(words.left) and whole is not None:
        # "phải giải quyết 840 hồ sơ (kỳ trước chuyển sang 40, mới 800)".
        words = replace(words, left="nhận mới ")
    own, firm = _own(words)
    classes = _classes(words)
    if neighbour is not None and _TO.fullmatch(words.left) and _FROM.search(words.before) and _alike(
        classes, words.unit, neighbour
    ):
        # "tăng từ 9,7 điểm lên 14,2 điểm".
        return Told(neighbour.indicator_id, own, own | neighbour.said, classes)
    if words.unit == "bậc" and _CLIMBS.search(words.left):
        return Told(None, own, own, classes)
    if "index_part" in own:
        # "41,06 điểm, trong đó đầu vào 40,3 điểm": a side of an index is not the index.
        whole = None
    total = _total(words, neighbour) if not restates and whole is None else None
    if total is not None:
        return Told(total, own, own | next(iter(_sets_by_id().get(total, ())), frozenset()), classes)
    telling = {c for c in firm if meanings.extra(c) >= _TELLING}
    if restates and whole is not None and not telling:
        if any(meanings.extra(c) >= _TELLING for c in (concepts_of(words.base) & whole.said) - _BASES):
            # The share of a part among its like is no rate of the catalogue.
            return Told(None, own, own, classes)
        identifier = _again(whole.indicator_id, words, classes)
        if identifier is not None:
            return Told(identifier, own, own | whole.said, classes)
    # A counted noun alone ("giảm 15 xã, 230 thôn") leaves it to others what happened to it.
    speaking = {c for c in telling if not meanings.facets[meanings.facet_of[c]].at_unit}
    evidence = gather(own, firm, classes, words, background, whole, neighbour, bool(speaking))
    _as_meant(evidence, neighbour)
    chosen = _choose(evidence, words.unit, words.decimal)
    anew = {c for c in evidence.shared if evidence.weights.get(c, 0) > 0 and c not in _said(neighbour)}
    if neighbour is not None and classes and neighbour.classes == classes:
        # "Tinh giản 17 người; 9 tháng 63 người" goes on, whatever the paragraph was about before.
        anew -= evidence.far
    specific = chosen is not None and any(meanings.facet_of[c] != "subject" for c in chosen[1] & (own | anew))
    exchanged = _exchanged(own, firm, neighbour, classes, words.unit) if neighbour and not restates else None
    if exchanged is not None and (chosen is None or chosen[1] < exchanged[1] or not specific):
        return Told(exchanged[0], own, own | exchanged[1], classes)
    opening = not words.before.strip() and (not words.left.strip() or (words.bare and words.unit == "%"))
    if not specific and not telling and background.titles and opening:
        # "Qua bưu chính: 26 hồ sơ" under its own heading.
        headed = replace(words, left=f"{background.titles[0]} ", bare=False)
        under = tell(headed, background, whole, restates, neighbour)
        if under.indicator_id is not None:
            return under
    if not specific and not telling:
        inherits = whole is not None and not restates and not _narrower(own, whole.own)
        if inherits and whole.indicator_id and _alike(classes, words.unit, whole):
            return Told(whole.indicator_id, own, own | whole.said, classes or whole.classes)
        last = neighbour or (None if own else background.last)
        goes_on = last is not None and words.continues and not _ranked(last, words)
        goes_on = goes_on and all(_goes_without(c, last.said) for c in own)
        if goes_on and last.indicator_id and _alike(classes, words.unit, last):
            return Told(last.indicator_id, own, own | last.said, classes or last.classes)
    if chosen is None and whole is None and not speaking and _heads(background.titles) and not _telling(words.before):
        # "Được 620 lượt" under its own heading.
        left = f"{background.titles[0]} {words.left}"
        return tell(replace(words, left=left), replace(background, titles=()), None, restates, neighbour)
    if chosen is not None and neighbour is not None and _outside(neighbour) and not chosen[1] & telling:
        # "dôi dư 63 công chức, đã bố trí 38": what goes on about a thing that no indicator counts.
        beside = frozenset(c for c in neighbour.own if meanings.facet_of[c] in _BESIDE_ALL)
        return Told(None, own | beside, own | evidence.whole, classes)
    if chosen is None:
        return Told(None, own, own | evidence.whole, classes)
    if whole is not None and chosen[0] == whole.indicator_id and not restates and _narrower(own, whole.own):
        # "46 văn bản chỉ đạo (gồm 08 kế hoạch, 35 công văn)".
        return Told(None, own, own | evidence.whole, classes)
    return Told(chosen[0], own, own | chosen[1], classes)


def _as_meant(evidence: Evidence, last: Told | None) -> None:
    """Exchanges whose tasks are spoken of for what the number before meant: "Kế hoạch giao các đơn vị 112 nhiệm vụ; 89
    nhiệm vụ đã xong" stays with the plan."""
    facet_of = load_meanings().facet_of
    sets = _sets_by_id().get(last.indicator_id or "", ()) if last is not None else ()
    meant = {c for one in sets if one <= last.said for c in one} if last is not None else set()
    for concept in [c for c in evidence.weights if c not in evidence.own and facet_of[c] == "order"]:
        others = {c for c in meant if facet_of[c] == facet_of[concept]}
        if others and concept not in others:
            weight = evidence.weights.pop(concept)
            for other in others:
                evidence.weights.setdefault(other, weight)


def _exchanged(
    own: frozenset[str], firm: frozenset[str], last: Told, classes: frozenset[str] | None, unit: str | None
) -> tuple[str, frozenset[str]] | None:
    """The indicator of a number that says one thing otherwise than the one before, and nothing else: "sở đạt 98%,
    huyện 96%", "đủ điều kiện mức độ 3: 92, mức độ 4: 64"."""
    meanings, catalogue = load_meanings(), load_catalogue()
    before = catalogue.get(last.indicator_id or "")
    if before is None or not own:
        return None
    facet_of = meanings.facet_of
    others = {facet_of[c] for c in last.said - own}
    if any(meanings.extra(c) > 0 and c not in last.said and facet_of[c] not in others for c in firm):
        return None
    for one in _sets_by_id().get(before.id) or _sets_by_id().get(before.numerator or "", ()):
        if not one <= last.said:
            continue
        timed = any(facet_of[c] == "time" for c in one)
        for old, new in ((a, b) for a in sorted(one - own) for b in sorted(own - one) if facet_of[a] == facet_of[b]):
            if timed and facet_of[new] == "stage":
                # "đã giải quyết 20 (trễ hạn 02), đang giải quyết 5": the terms were of the part before.
                continue
            wanted = (one - {old}) | {new}
            for identifier, concepts in meanings.sets:
                if concepts != wanted or identifier == before.id or identifier not in catalogue.by_id:
                    continue
                for candidate, _ in _readings(catalogue, identifier, classes, unit):
                    found = catalogue.get(candidate or "")
                    if found is not None and found.kind == before.kind and found.unit == before.unit:
                        return found.id, wanted
    return None


def _total(words: Words, last: Told | None) -> str | None:
    """What a sum behind its parts counts: "cấp tỉnh 1.611; cấp xã 162; tổng 1.773"."""
    catalogue = load_catalogue()
    part = catalogue.get(last.indicator_id or "") if last is not None else None
    if part is None or not _SUM.match(words.left) or (words.unit == "%") != (part.unit == "%"):
        return None
    if part.general is not None:
        return part.general
    wholes = [one.id for one in catalogue.indicators if part.id in one.parts]
    wholes += [one.whole for one in catalogue.identities if part.id in one.parts]
    for one in _sets_by_id().get(part.id, ()):
        wholes += [i for i, s in load_meanings().sets if s < one and len(s) == len(one) - 1 and _same_kind(part, i)]
    return wholes[0] if wholes else None


def _same_kind(one: Indicator, other: str) -> bool:
    found = load_catalogue().get(other)
    return found is not None and (one.theme, one.kind) == (found.theme, found.kind)


def _outside(told: Told) -> bool:
    """Whether a number counts something that is named and that no indicator counts."""
    facet_of = load_meanings().facet_of
    return told.indicator_id is None and any(facet_of[c] in _BESIDE_ALL for c in told.own)


def _said(told: Told | None) -> frozenset[str]:
    return told.said if told is not None else frozenset()


def _heads(titles: tuple[str, ...]) -> bool:
    """Whether the nearest heading names something ("Kết quả thực hiện" does not)."""
    return bool(titles) and any(load_meanings().facet_of[c] not in _IDLE for c in concepts_of(titles[0]))


def _telling(text: str) -> bool:
    return any(load_meanings().extra(c) >= _TELLING for c in concepts_of(text))


def _own(words: Words) -> tuple[frozenset[str], frozenset[str]]:
    """Concepts of a number's own words, and those of them that are not merely what the counted thing is about."""
    about = _ABOUT.search(words.counted)
    end = about.start() if about else len(words.counted)
    # The name of a sector tells whose a number is ("lĩnh vực thanh tra").
    heard, before = heard_in(words.counted), heard_in(_SECTOR.sub(" ", words.left))
    start = _ABOUT_BEFORE.search(words.left)
    named = load_meanings().counted(NUMBER_OF.sub("", words.counted) if words.unit == "%" else words.counted)
    # "12 tin về cải cách hành chính trên fanpage": where a thing is done is no more of what it is about.
    back = _BACK.search(words.counted, about.end()) if about else None
    # "31 TTHC nội bộ": the noun itself, whatever longer words it is part of.
    named |= concepts_of(words.unit or "") & _NOUN_SUBJECTS
    behind = named | {one.concept for one in heard if one.start < end or (back is not None and one.start >= back.end())}
    # What the noun behind the number says outweighs what stands before ("có ký số và 25 văn bản giấy").
    said_behind = {load_meanings().facet_of[c] for c in behind} & _TOLD_BEHIND
    before = [
        one
        for one in before
        if load_meanings().facet_of[one.concept] not in said_behind
        or (_STATED.search(words.left) and _together(one.concept, behind))
    ]
    # What a place has stands before the number; behind it the place itself is counted ("5 huyện có tỷ lệ thấp").
    behind = frozenset(c for c in behind if load_meanings().facet_of[c] not in _BEFORE_ONLY)
    heard = [one for one in heard if load_meanings().facet_of[one.concept] not in _BEFORE_ONLY]
    firm = behind | {one.concept for one in before if start is None or one.start < start.start()}
    own = firm | {one.concept for one in (*before, *heard)}
    # "17 tin về phòng cháy": what is about something else altogether is not the thing.
    return own, firm | (own & _ELSEWHERE)


def _together(concept: str, others: frozenset[str]) -> bool:
    """Whether a document is said to be of two kinds at once ("số văn bản ký số là 12 văn bản điện tử")."""
    facet_of = load_meanings().facet_of
    kind = {c for c in others if facet_of[c] == facet_of[concept]}
    return facet_of[concept] == "document_kind" and any(
        kind | {concept} <= concepts for _, concepts in load_meanings().sets
    )


def _again(identifier: str | None, words: Words, classes: frozenset[str] | None) -> str | None:
    """The indicator of a number that restates another one: the rate of a count, the count of a rate."""
    catalogue = load_catalogue()
    indicator = catalogue.get(identifier or "")
    percent = words.unit == "%"
    if indicator is None:
        return None
    if percent == (indicator.unit == "%"):
        return indicator.id
    if not percent:
        numerator = catalogue.get(indicator.numerator or "")
        return numerator.id if numerator is not None and fits(numerator, classes, words.unit) else None
    rates = _rates(catalogue).get(indicator.id, ())
    # "giải ngân 68 tỷ đồng trên kế hoạch 121 tỷ đồng, đạt 56%": the share is of what was said before.
    said = concepts_of(words.before)
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


def _narrower(own: frozenset[str], of_whole: frozenset[str]) -> bool:
    """Whether a part counts one kind of paper of a whole that counts papers of all kinds."""
    return "paper_kind" in own and "paper_kind" not in of_whole


def _alike(classes: frozenset[str] | None, unit: str | None, other: Told) -> bool:
    """Whether two numbers may count one kind of thing; a number without a noun counts what the other does."""
    indicator = load_catalogue().get(other.indicator_id or "")
    return classes is None or (indicator is not None and fits(indicator, classes, unit))


def _goes_without(concept: str, said: frozenset[str]) -> bool:
    facet = load_meanings().facet_of[concept]
    return concept in said or (load_meanings().extra(concept) == 0 and facet not in ("subject", "index_part"))


def _ranked(other: Told, words: Words) -> bool:
    """Whether a number with decimals would go on with ranks."""
    indicator = load_catalogue().get(other.indicator_id or "")
    return words.decimal and indicator is not None and indicator.kind == "rank"


def _choose(evidence: Evidence, unit: str | None, decimal: bool) -> tuple[str, frozenset[str]] | None:
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
        missing = sum(_cost(catalogue, c, theme) for c in evidence.firm - covered)
        if missing >= 1:
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
        for candidate, loss in _readings(catalogue, identifier, evidence.classes, unit):
            value = score - loss
            value += _SAME_MATTER if theme == evidence.matter else 0
            value += _SAME_THING if candidate and evidence.thing & unit_classes(catalogue.by_id[candidate]) else 0
            if decimal and catalogue.by_id[identifier].kind == "rank":
                continue
            if best is None or value > best[0]:
                best = (value, candidate, concepts)
    return (best[1], best[2]) if best is not None and best[1] is not None else None


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


def _indexed(concepts: frozenset[str]) -> bool:
    """Whether words name an index: scores in per cent are told by its very name only."""
    return any(load_meanings().facet_of[c] == "index" for c in concepts)


def _shares(indicator: Indicator, noun: frozenset[str]) -> bool:
    """Whether a share of what a noun names ("100% cán bộ") may be a share of what the indicator counts."""
    return not noun or indicator.kind != "count" or bool(noun & unit_classes(indicator))


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
    if fits(indicator, classes, unit):
        yield identifier, -_VERY_RATE if indicator.kind == "ratio" else 0.0


@lru_cache(maxsize=4)
def _rates(catalogue: Catalogue) -> Mapping[str, tuple[Indicator, ...]]:
    """Rates by their numerators, those of a level after those of all; a rate of no numerator is that of what the same
    words name."""
    found: dict[str, list[Indicator]] = {}
    for indicator in catalogue.indicators:
        if indicator.numerator and indicator.unit == "%":
            found.setdefault(indicator.numerator, []).append(indicator)
    for indicator in catalogue.indicators:
        if not indicator.numerator and indicator.kind == "ratio":
            own = set(_sets_by_id().get(indicator.id, ()))
            for other, sets in _sets_by_id().items():
                if own & set(sets) and other in catalogue.by_id and catalogue.by_id[other].unit != "%":
                    found.setdefault(other, []).append(indicator)
    return {numerator: tuple(rates) for numerator, rates in found.items()}


def _classes(words: Words) -> frozenset[str] | None:
    if words.unit is None:
        # "Số buổi: 48; số lượt người: 73".
        noun = _NOUN_BEFORE.search(words.left)
        timed = noun is not None and _TIME.match(noun.group(1))
        return (load_meanings().classes(noun.group(1)) if noun and not timed else None) or None
    if words.unit == "%":
        return frozenset({"percent"})
    return load_meanings().classes(words.counted) or load_meanings().classes(words.unit)
