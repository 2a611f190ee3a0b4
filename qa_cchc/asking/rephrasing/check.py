"""Whether a text says what the built answer says, statement by statement, and nothing else.

The check does not try to understand: it admits only what cannot have changed the sense. Statements keep their order
and their citations; within each, numbers with the unit behind and the word of degree before them, words that turn a
sentence round (không, tăng, hơn …), periods, dates, numbers of documents and places are the same; no word of substance
comes in or goes out; clauses may change places, their words may not, and none may pass a number or a word that turns
the sense, save in "name: value", where there is nothing it could be mistaken for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qa_cchc.asking.rephrasing.claims import Claim, Words, claims_built, claims_told
from qa_cchc.asking.rephrasing.order import keeps_order
from qa_cchc.asking.rephrasing.tokens import ANCHORS, Token
from qa_cchc.asking.rephrasing.words import ADDABLE, DROPPABLE, LIGHT, QUALIFYING

# What the person is told. No word of a refused text is ever quoted: it may be a false number.
CITATIONS = "thiếu, thừa hoặc đổi chỗ dấu trích dẫn"
NUMBERS = "có con số hoặc đơn vị tính khác câu trả lời gốc"
NAMES = "có kỳ báo cáo, ngày tháng hoặc số văn bản khác câu trả lời gốc"
PLACES = "có địa danh khác câu trả lời gốc"
SENSE = "có từ phủ định, tăng giảm hoặc so sánh khác câu trả lời gốc"
ADDED = "có lời không nằm trong câu trả lời gốc"
OMITTED = "bỏ bớt nội dung của câu trả lời gốc"
MOVED = "gắn con số với nội dung khác câu trả lời gốc"
QUOTED = "sửa lời trích nguyên văn của báo cáo"
MARKUP = "có ký hiệu hoặc liên kết khác câu trả lời gốc"
LENGTH = "dài quá mức"
EMPTY = "trống"

_QUOTED = re.compile(r"[“\"]([^“”\"]*)[”\"]")
_DECIDED = re.compile(r"(Có|Không|Chưa)\.\s")
_UNIT_WORDS = 3
_LONGER = 400


def fault(built: str, told: str) -> str | None:
    """Why `told` may not stand for the answer `built` (both NFC text): a Vietnamese phrase, None where it may."""
    if not told.strip():
        return EMPTY
    if len(told) > 2 * len(built) + _LONGER:
        return LENGTH
    decided = _DECIDED.match(built)
    if decided and not re.match(rf"{decided[1]}\b(?! \w)", told):
        return SENSE
    if Counter(_QUOTED.findall(built)) != Counter(_QUOTED.findall(told)):
        return QUOTED
    before, after = claims_built(built), claims_told(told)
    if any(token.kind == "sign" for token in _all(after)) and not _same(before, after, "sign"):
        return MARKUP
    if [claim.citations for claim in before] != [claim.citations for claim in after]:
        return CITATIONS
    found = (_fault_of(one, other) for one, other in zip(before, after, strict=True))
    return next((reason for reason in found if reason), None)


def _all(claims: Sequence[Claim]) -> list[Token]:
    return [token for claim in claims for token in (*(claim.heading.tokens if claim.opens else ()), *claim.own.tokens)]


def _same(before: Sequence[Claim], after: Sequence[Claim], kind: str) -> bool:
    return [one.key for one in _all(before) if one.kind == kind] == [one.key for one in _all(after) if one.kind == kind]


def _fault_of(built: Claim, told: Claim) -> str | None:
    own, heading, required = built.own, built.heading, built.opens
    if any(token.kind in ANCHORS for token in heading.tokens):
        # A heading that states something ("Có 2 báo cáo …:") is stated once, with what stands first under it.
        own, heading, required = (heading + own if built.opens else own), Words(), False
    return (
        _fault_of_anchors(own.tokens, told.own.tokens)
        or _fault_of_names(own, heading, required, told.own)
        or _fault_of_places(own, heading, required, told.own)
        or _fault_of_words(own.tokens, heading.tokens, required, told.own.tokens)
    )


def _fault_of_anchors(built: Sequence[Token], told: Sequence[Token]) -> str | None:
    """Numbers in their order, each with the unit behind and the degree before it; words that turn the sense."""

    def of(kind: str, found: Sequence[Token]) -> list[str]:
        return [token.key for token in found if token.kind == kind]

    if of("sign", built) != of("sign", told):
        return MARKUP
    if of("number", built) != of("number", told):
        return NUMBERS
    if of("bearing", built) != of("bearing", told):
        return SENSE
    if [one.key for one in built if one.kind in ANCHORS] != [one.key for one in told if one.kind in ANCHORS]:
        return MOVED
    places = zip(_places_of_numbers(built), _places_of_numbers(told), strict=True)
    for here, there in places:
        if _degree(built, here) != _degree(told, there):
            return SENSE
        unit = _unit(built, here)
        if unit != _unit(told, there)[: len(unit)] or (not unit and "%" not in built[here].key and _unit(told, there)):
            return NUMBERS
    return None


def _places_of_numbers(found: Sequence[Token]) -> list[int]:
    return [place for place, token in enumerate(found) if token.kind == "number"]


def _degree(found: Sequence[Token], place: int) -> str | None:
    before = found[place - 1] if place else None
    return before.key if before and before.kind in ("word", "bearing") and before.key in QUALIFYING else None


def _unit(found: Sequence[Token], place: int) -> list[str]:
    """The words straight behind a number, up to the first that is no word of substance."""
    words: list[str] = []
    for token in found[place + 1 : place + 1 + _UNIT_WORDS]:
        if token.kind != "word" or token.key in LIGHT:
            break
        words.append(token.key)
    return words


def _fault_of_names(own: Words, heading: Words, required: bool, told: Words) -> str | None:
    def names(words: Words) -> list[str]:
        return [token.key for token in words.tokens if token.kind == "named"]

    return None if _named_alike(names(own), names(heading), required, names(told)) else NAMES


def _fault_of_places(own: Words, heading: Words, required: bool, told: Words) -> str | None:
    return None if _named_alike(own.places, heading.places, required, told.places) else PLACES


def _named_alike(own: Sequence[str], heading: Sequence[str], required: bool, told: Sequence[str]) -> bool:
    """All named, none besides, those of the statement itself in their order; a repetition is left out at will."""
    if not set(told) <= {*own, *heading} or not {*own, *(heading if required else ())} <= set(told):
        return False
    inner = [name for name in dict.fromkeys(own) if name not in heading]
    return inner == [name for name in dict.fromkeys(told) if name in inner]


def _fault_of_words(
    own: Sequence[Token], heading: Sequence[Token], required: bool, told: Sequence[Token]
) -> str | None:
    """Words of substance, between the same numbers as before; those of the heading may stand anywhere."""
    kinds = [token.kind for token in own if token.kind in ANCHORS]
    named = _names_value(own)
    free = not kinds or (kinds == ["number"] and named)
    spare = Counter(_substance(heading))
    needed = set(_needed(heading)) if required else set()
    for before, after in zip(_parted(own, free), _parted(told, free), strict=True):
        have = Counter(_substance(after))
        if not set(_needed(before)) <= set(have):
            return OMITTED if free or not set(_needed(before)) <= set(_substance(told)) else MOVED
        for word, times in (have - Counter(_substance(before))).items():
            if word in ADDABLE:
                continue
            if spare[word] < times:
                return MOVED if word in _substance(own) and not free else ADDED
            spare[word] -= times
        if not keeps_order(_clauses(before), _clauses(heading), _told_in(after, before, heading), 2 if named else 1):
            return MOVED
    return None if needed <= set(_substance(told)) else OMITTED


def _names_value(found: Sequence[Token]) -> bool:
    """Whether the statement is a name, a colon and a value ("Số hồ sơ quá hạn: 01 hồ sơ")."""
    first = next((place for place, token in enumerate(found) if token.kind in ANCHORS), None)
    return first is not None and first > 0 and found[first - 1].key == ":"


def _clauses(found: Sequence[Token]) -> list[list[str]]:
    """The words that must be told, parted at punctuation."""
    clauses: list[list[str]] = [[]]
    for token in found:
        if token.kind == "stop" or token.kind in ANCHORS:
            clauses.append([])
        else:
            clauses[-1] += _needed([token])
    return [clause for clause in clauses if clause]


def _told_in(after: Sequence[Token], before: Sequence[Token], heading: Sequence[Token]) -> list[str]:
    """The words told, without those that may be added anywhere."""
    known = {*_substance(before), *_substance(heading)}
    return [key for key in _needed(after) if key in known or key not in ADDABLE]


def _parted(found: Sequence[Token], free: bool) -> list[list[Token]]:
    """The tokens between anchors; all of them together where they may change sides."""
    parts: list[list[Token]] = [[]]
    for token in found:
        if token.kind not in ANCHORS:
            parts[-1].append(token)
        elif not free:
            parts.append([])
    return parts


def _substance(found: Sequence[Token]) -> list[str]:
    return [token.key for token in found if token.kind == "named" or (token.kind == "word" and token.key not in LIGHT)]


def _needed(found: Sequence[Token]) -> list[str]:
    return [key for key in _substance(found) if key not in DROPPABLE]
