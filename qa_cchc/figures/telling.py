"""Which indicator the words around a number tell: its own first, then what they leave out and others say for them."""

from __future__ import annotations

import re
from dataclasses import replace

from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.choosing import choose, rates_by_numerator, sets_by_id
from qa_cchc.figures.evidence import (
    NOTHING_BEFORE,
    NOTHING_TOLD,
    Background,
    Evidence,
    Told,
    Words,
    concepts_of,
    gather,
    names_thing,
)
from qa_cchc.figures.going_on import (
    alike,
    by_exchange,
    count_of,
    goes_without,
    left_undone,
    listed,
    narrower,
    paid_online,
    ranked,
    rated_so,
    said_once_more,
    sum_of_money,
    total_of_parts,
)
from qa_cchc.figures.meanings import load_meanings
from qa_cchc.figures.own_concepts import classes_of, own_concepts

__all__ = ["NOTHING_BEFORE", "NOTHING_TOLD", "Background", "Told", "Words", "tell"]
# What a share may be of ("14% số hồ sơ nhận").
_BASES = frozenset({"received", "resolved", "done", "finished", "to_resolve"})
# "còn lại 0,5% trễ hạn": the rest of a whole, not what is still open.
_REST = re.compile(r"^\W*(?:và )?(?:số |phần )?còn lại(?![^\W_])", re.IGNORECASE)
_BESIDE_ALL = frozenset({"other", "off_topic"})
# What says nothing in a heading.
_IDLE = frozenset({"doing", "where", "having", "providing"})
_CLIMBS = re.compile(r"(?:tăng|giảm|tụt|lên|xuống|vượt|thăng|nhảy|cải thiện)(?: thêm)?\s*$", re.IGNORECASE)
_NEW = re.compile(r"\W*(?:số )?(?:phát sinh )?mới(?: phát sinh)?\W*", re.IGNORECASE)
_TO = re.compile(r"\W*(?:nay |hiện )?(?:chỉ )?(?:lên|xuống|còn|thành|đến)(?: thành| còn| tới)?\W*", re.IGNORECASE)
_FROM = re.compile(r"(?<![^\W_])từ\s+\d[\d.,]*[^;.,()\d]*$", re.IGNORECASE)
# A concept that costs as much when left out says what a number counts.
_TELLING = 0.5


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
    words = _filled_in(words, background, whole)
    own, firm = own_concepts(words)
    own, firm = (rated_so(paid_online(concepts, whole, neighbour), neighbour) for concepts in (own, firm))
    classes = classes_of(words)
    if words.unit is None and whole is not None and "file" not in whole.said and names_thing(whole.said):
        # "Số việc đã xong là 15 (12 xong trước ngày hẹn)": not only files have terms.
        own, firm = own - {"file"}, firm - {"file"}
    plain = _at_once(words, own, classes, restates, neighbour)
    if plain is not None:
        return plain
    if "index_part" in own:
        # "41,06 điểm, trong đó đầu vào 40,3 điểm": a side of an index is not the index.
        whole = None
    staged = any(meanings.facet_of[c] == "stage" for c in own)
    # "nhận 900 hồ sơ, cộng 31 hồ sơ năm trước chuyển sang" adds up nothing.
    total = total_of_parts(words, neighbour) if not restates and whole is None and not staged else None
    if total is not None:
        return Told(total, own, own | next(iter(sets_by_id().get(total, ())), frozenset()), classes)
    telling = {c for c in firm if meanings.extra(c) >= _TELLING}
    again = _again(words, own, classes, whole) if restates and whole is not None and not telling else None
    if again is not None:
        return again
    # A counted noun alone ("giảm 15 xã, 230 thôn") leaves it to others what happened to it.
    speaking = {c for c in telling if not meanings.facets[meanings.facet_of[c]].at_unit}
    evidence = gather(own, firm, classes, words, background, whole, neighbour, bool(speaking))
    _as_meant(evidence, neighbour)
    chosen = choose(evidence, words.unit, words.decimal)
    anew = _said_anew(evidence, neighbour, classes)
    specific = chosen is not None and any(meanings.facet_of[c] != "subject" for c in chosen[1] & (own | anew))
    exchanged = None
    if neighbour is not None and not restates and not _begins_clause(words, evidence, chosen):
        exchanged = by_exchange(own, firm, neighbour, classes, words.unit)
    # "kiểm tra 04 phường, 03 phòng chuyên môn": a noun alone goes on with what is done.
    noun = words.bare and not words.counted[len(words.unit or "") :].strip(" ,") and not concepts_of(words.left)
    if exchanged is not None and (chosen is None or chosen[1] < exchanged[1] or not specific or noun):
        return Told(exchanged[0], own, own | exchanged[1], classes)
    opening = not words.before.strip() and (not words.left.strip() or (words.bare and words.unit == "%"))
    if not specific and not telling and background.titles and opening:
        # "Qua bưu chính: 26 hồ sơ" under its own heading.
        headed = replace(words, left=f"{background.titles[0]} ", bare=False)
        under = tell(headed, background, whole, restates, neighbour)
        if under.indicator_id is not None:
            return under
    if not specific and not telling and not evidence.in_turn:
        left_out = _left_to_others(words, own, classes, background, None if restates else whole, neighbour)
        if left_out is not None:
            return left_out
    money = sum_of_money(words, neighbour) if classes and "money" in classes and chosen is None else None
    if money is not None:
        return Told(money[0], own, own | money[1], classes)
    if "put_off" in own and words.unit is None:
        # "trả lời tại chỗ 31, hẹn trả lời sau 07".
        return Told(None, own, own, classes)
    if chosen is None and whole is None and not speaking and _heads(background.titles) and not _telling(words.before):
        # "Được 620 lượt" under its own heading.
        left = f"{background.titles[0]} {words.left}"
        return tell(replace(words, left=left), replace(background, titles=()), None, restates, neighbour)
    beyond = chosen is not None and neighbour is not None and _outside(neighbour)
    if beyond and not _anew(chosen[1] & telling, words):
        # "dôi dư 63 công chức, đã bố trí 38": what goes on about a thing that no indicator counts.
        beside = frozenset(c for c in neighbour.own if meanings.facet_of[c] in _BESIDE_ALL)
        return Told(None, own | beside, own | evidence.whole, classes)
    if chosen is None:
        evidence = gather(own, firm, classes, words, background, whole, neighbour, bool(speaking), clause_stage=True)
        chosen = choose(evidence, words.unit, words.decimal)
    same = chosen is not None and whole is not None and chosen[0] == whole.indicator_id and not restates
    if chosen is None or (same and narrower(own, whole.own)):
        # "46 văn bản chỉ đạo (gồm 08 kế hoạch, 35 công văn)".
        return Told(None, own, own | evidence.whole, classes)
    return Told(chosen[0], own, own | chosen[1], classes)


def _said_anew(evidence: Evidence, neighbour: Told | None, classes: frozenset[str] | None) -> set[str]:
    """Concepts that a number shares with those before it and that the last of them did not have."""
    anew = {c for c in evidence.shared if evidence.weights.get(c, 0) > 0 and c not in _said(neighbour)}
    if neighbour is not None and classes and neighbour.classes == classes:
        # "Tinh giản 17 người; 9 tháng 63 người" goes on, whatever the paragraph was about before.
        anew -= evidence.far
    return anew


def _begins_clause(words: Words, evidence: Evidence, chosen: tuple[str, frozenset[str]] | None) -> bool:
    """Whether a number begins a clause with what the head says: "Biên chế giao: 84 công chức, có 80; 156 viên chức"."""
    headed = chosen is not None and bool(chosen[1] & evidence.whole) and words.unit is not None
    return headed and words.before.rstrip().endswith(";")


def _filled_in(words: Words, background: Background, whole: Told | None) -> Words:
    """Words with what a heading run in, or the whole, lets a number leave out."""
    if background.run_in and not f"{words.before}{words.left}".strip():
        # "Nộp trực tuyến. 7.367 hồ sơ, đạt 82,7%".
        words = replace(words, left=f"{background.run_in} ")
    if words.unit == "%":
        words = replace(words, left=_REST.sub(" ", words.left))
    if _NEW.fullmatch(words.left) and whole is not None:
        # "phải giải quyết 840 hồ sơ (kỳ trước chuyển sang 40, mới 800)".
        words = replace(words, left="nhận mới ")
    return words


def _at_once(
    words: Words, own: frozenset[str], classes: frozenset[str] | None, restates: bool, neighbour: Told | None
) -> Told | None:
    """What a few plain words before a number tell without weighing."""
    if not restates and left_undone(words, classes) and "check" in _said(neighbour) - own:
        return Told(None, own, own, classes)
    rises = neighbour is not None and _TO.fullmatch(words.left) and _FROM.search(words.before)
    if rises and alike(classes, words.unit, neighbour):
        # "tăng từ 9,7 điểm lên 14,2 điểm".
        return Told(neighbour.indicator_id, own, own | neighbour.said, classes)
    if words.unit == "bậc" and _CLIMBS.search(words.left):
        return Told(None, own, own, classes)
    return None


def _again(words: Words, own: frozenset[str], classes: frozenset[str] | None, whole: Told) -> Told | None:
    """What a number counts that says the one before once more."""
    of_base = _rate_of(words, whole) if words.unit == "%" else None
    if of_base is not None:
        return Told(of_base, own, own | whole.said, classes)
    if any(load_meanings().extra(c) >= _TELLING for c in (concepts_of(words.base) & whole.said) - _BASES):
        # The share of a part among its like is no rate of the catalogue.
        return Told(None, own, own, classes)
    identifier = said_once_more(whole.indicator_id, words, classes)
    return Told(identifier, own, own | whole.said, classes) if identifier is not None else None


def _rate_of(words: Words, whole: Told) -> str | None:
    """The rate of a count of which its words name the very base ("2.315 hồ sơ, đạt 81,2% số hồ sơ phải nộp phí")."""
    said = concepts_of(words.base)
    for rate in rates_by_numerator(load_catalogue()).get(whole.indicator_id or "", ()):
        if any(len(one) > 1 and one <= said for one in sets_by_id().get(rate.denominator or "", ())):
            return rate.id
    return None


def _left_to_others(
    words: Words,
    own: frozenset[str],
    classes: frozenset[str] | None,
    background: Background,
    whole: Told | None,
    neighbour: Told | None,
) -> Told | None:
    """What a number that says nothing of its own counts: what its whole does, or the one that it goes on from."""
    inherits = whole is not None and not narrower(own, whole.own)
    if inherits and whole.indicator_id and alike(classes, words.unit, whole):
        identifier = count_of(whole.indicator_id) if words.unit is None else whole.indicator_id
        return Told(identifier, own, own | whole.said, classes or whole.classes)
    last = neighbour or (None if own else background.last)
    goes_on = last is not None and (words.continues or listed(own, words)) and not ranked(last, words)
    goes_on = goes_on and all(goes_without(c, last.said) for c in own)
    if goes_on and last.indicator_id and alike(classes, words.unit, last):
        return Told(last.indicator_id, own, own | last.said, classes or last.classes)
    return None


def _as_meant(evidence: Evidence, last: Told | None) -> None:
    """Exchanges whose tasks are spoken of for what the number before meant: "Kế hoạch giao các đơn vị 112 nhiệm vụ; 89
    nhiệm vụ đã xong" stays with the plan."""
    facet_of = load_meanings().facet_of
    sets = sets_by_id().get(last.indicator_id or "", ()) if last is not None else ()
    meant = {c for one in sets if one <= last.said for c in one} if last is not None else set()
    for concept in [c for c in evidence.weights if c not in evidence.own and facet_of[c] == "order"]:
        others = {c for c in meant if facet_of[c] == facet_of[concept]}
        if others and concept not in others:
            weight = evidence.weights.pop(concept)
            for other in others:
                evidence.weights.setdefault(other, weight)


def _anew(concepts: frozenset[str] | set[str], words: Words) -> bool:
    """Whether concepts tell of another matter: those in a post of whom nothing is said behind the number go on about
    the people spoken of."""
    said = words.counted[len(words.unit or "") :].strip(" ,.")
    return any(said or load_meanings().facet_of[c] != "post" for c in concepts)


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
