"""What numbers that leave words out take from those before: one thing exchanged, a sum, a count's own rate."""

from __future__ import annotations

import re

from qa_cchc.figures.catalogue import Indicator
from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.choosing import rates_by_numerator, readings, sets_by_id
from qa_cchc.figures.counted_kinds import fits
from qa_cchc.figures.evidence import Told, Words, concepts_of
from qa_cchc.figures.meanings import load_meanings

# The end of an item of a row, in front of the next.
_ITEM_BEFORE = re.compile(r"[\w)]\s+\d[\d.,]*(?:\s+[^\W\d_]+){0,2}\s*(?:\([^()]*\)\s*)?[,;]\s*$")
_FEW = 5
_SUM = re.compile(
    r"\W*(?:và\s+)?(?:tổng(?: cộng| số| chung)?|cộng|toàn (?:tỉnh|huyện|thành phố|thị xã|xã|phường))"
    r"(?: (?:tính )?từ đầu năm| lũy kế| cả năm| chung)?(?: là| có| đạt)?\W*$",
    re.IGNORECASE,
)
_CAME_TO = re.compile(r"\W*(?:(?:đã|với|tổng|số tiền|tương ứng) )*(?:thu(?: được| về)?|được|nộp)?\W*", re.IGNORECASE)
_NOT_DONE = re.compile(r"\S+(?: \S+)?,? (?:vẫn |còn )?(?:không|chưa)(?= (?!có (?:hồ|tr)))", re.IGNORECASE)


def by_exchange(
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
    for one in sets_by_id().get(before.id) or sets_by_id().get(before.numerator or "", ()):
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
                for candidate, _ in readings(catalogue, identifier, classes, unit):
                    found = catalogue.get(candidate or "")
                    if found is not None and found.kind == before.kind and found.unit == before.unit:
                        return found.id, wanted
    return None


def total_of_parts(words: Words, last: Told | None) -> str | None:
    """What a sum behind its parts counts: "cấp tỉnh 1.611; cấp xã 162; tổng 1.773"."""
    catalogue = load_catalogue()
    part = catalogue.get(last.indicator_id or "") if last is not None else None
    if part is None or not _SUM.match(words.left) or (words.unit == "%") != (part.unit == "%"):
        return None
    if part.general is not None:
        return part.general
    wholes = [one.id for one in catalogue.indicators if part.id in one.parts]
    wholes += [one.whole for one in catalogue.identities if part.id in one.parts]
    for one in sets_by_id().get(part.id, ()):
        wholes += [i for i, s in load_meanings().sets if s < one and len(s) == len(one) - 1 and _same_kind(part, i)]
    return wholes[0] if wholes else None


def _same_kind(one: Indicator, other: str) -> bool:
    found = load_catalogue().get(other)
    return found is not None and (one.theme, one.kind) == (found.theme, found.kind)


def said_once_more(identifier: str | None, words: Words, classes: frozenset[str] | None) -> str | None:
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
    rates = rates_by_numerator(catalogue).get(indicator.id, ())
    # "giải ngân 68 tỷ đồng trên kế hoạch 121 tỷ đồng, đạt 56%": the share is of what was said before.
    said = concepts_of(words.before)
    rates = rates or tuple(
        rate
        for rate in catalogue.indicators
        if rate.denominator == indicator.id and any(said >= one for one in sets_by_id().get(rate.numerator or "", ()))
    )
    return rates[0].id if rates else None


def count_of(identifier: str) -> str:
    """What a number without "%" counts where a rate is detailed: what that is a share of, if that is known."""
    indicator = load_catalogue().get(identifier)
    return indicator.numerator or identifier if indicator is not None and indicator.unit == "%" else identifier


def narrower(own: frozenset[str], of_whole: frozenset[str]) -> bool:
    """Whether a part counts one kind of paper of a whole that counts papers of all kinds."""
    return "paper_kind" in own and "paper_kind" not in of_whole


def alike(classes: frozenset[str] | None, unit: str | None, other: Told) -> bool:
    """Whether two numbers may count one kind of thing; a number without a noun counts what the other does."""
    indicator = load_catalogue().get(other.indicator_id or "")
    return classes is None or (indicator is not None and fits(indicator, classes, unit))


def goes_without(concept: str, said: frozenset[str]) -> bool:
    """Whether a concept keeps a number from going on with what was said before."""
    facet = load_meanings().facet_of[concept]
    return concept in said or (load_meanings().extra(concept) == 0 and facet not in ("subject", "index_part"))


def listed(own: frozenset[str], words: Words) -> bool:
    """Whether a number is the next item of a row by a few words that say nothing of their own: "(công an 18, thuế 09,
    kho bạc 07)"."""
    few = len(words.left.split()) <= _FEW and not words.counted.strip()
    return few and not own and _ITEM_BEFORE.search(words.before) is not None


def ranked(other: Told, words: Words) -> bool:
    """Whether a number with decimals would go on with ranks."""
    indicator = load_catalogue().get(other.indicator_id or "")
    return words.decimal and indicator is not None and indicator.kind == "rank"


def paid_online(own: frozenset[str], whole: Told | None, neighbour: Told | None) -> frozenset[str]:
    """Concepts with "nộp trực tuyến" as payment where what has fees to pay is spoken of: "Trong 411 hồ sơ có phí phải
    nộp, 398 nộp trực tuyến"."""
    before = whole or neighbour
    due = before is not None and (before.indicator_id == "payments_due" or "must_pay" in before.own)
    return (own - {"online", "received"}) | {"online_payment"} if due and "online" in own else own


def rated_so(own: frozenset[str], neighbour: Told | None) -> frozenset[str]:
    """Concepts with a bare "hoàn thành" as the grade it is beside other grades: "hoàn thành tốt 410, hoàn thành 50"."""
    facet_of = load_meanings().facet_of
    graded = neighbour is not None and any(facet_of[c] == "rating" for c in neighbour.own)
    return (own - {"done"}) | {"fair"} if graded and own == {"done"} else own


def sum_of_money(words: Words, last: Told | None) -> tuple[str, frozenset[str]] | None:
    """The sum that what the number before counts came to: "398 nộp trực tuyến, thu 742,6 triệu đồng"."""
    if last is None or not _CAME_TO.fullmatch(words.left):
        return None
    catalogue = load_catalogue()
    counted = catalogue.get(last.indicator_id or "")
    if counted is None or counted.kind != "count":
        return None
    own = sets_by_id().get(counted.id, ())
    for identifier, concepts in load_meanings().sets:
        found = catalogue.get(identifier)
        paid = found is not None and found.kind == "amount" and fits(found, frozenset({"money"}), words.unit)
        if paid and concepts in own:
            return identifier, concepts
    return None


def left_undone(words: Words, classes: frozenset[str] | None) -> bool:
    """Whether bodies are counted by what they did not do: "03 xã không niêm yết đủ thủ tục"."""
    return "org" in (classes or ()) and _NOT_DONE.match(words.counted) is not None
