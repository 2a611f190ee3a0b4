"""What the name of a row says by its concepts: a second opinion on rows that bear no printed name of the catalogue.

The concepts are those of running text (`meanings.yaml`). An opinion is held only where they make up most of the row's
own words, so that what the catalogue does not hold stays under its own name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.evidence import Background, Words, concepts_of, heard_in
from qa_cchc.figures.meanings import load_meanings
from qa_cchc.figures.telling import tell
from qa_cchc.figures.units import named_unit
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.unicode import fold

_BRACKETS = re.compile(r"\s*\([^()]*\)")
# What a survey is about is no answer that it got.
_SURVEY_OF = re.compile(
    r"((?:khảo sát|điều tra(?: xã hội học)?|lấy ý kiến|đo lường|thăm dò)(?:,? đo lường| ý kiến)?)(?: về)?"
    r"(?: mức độ| sự)* hài lòng",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\(([^()]*)\)")
# An office that runs something is no office counted for being one.
_RUNS = re.compile(r"(?:triển khai|thực hiện|áp dụng|xây dựng) (?:cơ chế|chế độ|đề án|quy chế)", re.IGNORECASE)
_LEAD = re.compile(r"^[\W_]*(?:trong đó|bao gồm|gồm|cụ thể|riêng)?[\s,:–+-]*", re.IGNORECASE)
_NUMBER_OF = re.compile(r"^(?:tổng\s+)?số(?:\s+lượng)?\s+|^tổng\s+", re.IGNORECASE)
_RATE = re.compile(r"^(?:tỷ|tỉ) lệ\b|^mức (?:độ )?(?:hoàn|hài)|^tỷ trọng\b|^tiến độ\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
# Words that say nothing of what a row counts: of counting, of time, of whose it is.
_NEUTRAL = frozenset(
    """so tong luong muc do ty ti le phan tram cac cua va duoc da dang tai theo tren cho co thuoc ve trong do nhung den
    thoi diem bao cao ky nam quy thang la bi voi tu nay hien hoac trong ngoai cong tac thuc hien ket qua viec
    tinh huyen xa phuong thi tran thanh pho so bo cap uy ban nhan dan dia phuong don vi co quan to chuc ca nhan nguoi
    cong dan doanh nghiep noi quy dinh ke tham quyen truc phu nganh toan bo chung hoi dong linh vuc pham vi ban khu
    luot cuoc vu viec van de nhiem hop le phat sinh lan""".split()
)
_JOINED = re.compile(r"\s(?:hoặc|và)\s|/", re.IGNORECASE)
_NOT = re.compile(r"\bkhông (?:có )?phát sinh\b", re.IGNORECASE)
# A concept that costs as much when left out says what a row counts.
_TELLING = 0.5
_MOST_UNHEARD = 0.34
_LONGEST_STATE = 5


@dataclass(frozen=True, slots=True)
class Said:
    """The id of an indicator, and whether the row itself names what is counted or only the rows above it do."""

    indicator_id: str
    itself: bool


@lru_cache(maxsize=8192)
def said_by(name: str, parents: tuple[str, ...], unit: str) -> Said | None:
    """The indicator that a row's words mean under the rows above it (outermost first); None where they leave it open,
    or hold words that no indicator speaks of."""
    body = _LEAD.sub("", _said(name)).strip(" .,;:")
    if not body:
        return None
    share = "%" in unit or (not unit and (_RATE.match(body) is not None or "%" in name))
    counted = "%" if share else _BRACKETS.sub("", unit).lower() or named_unit(name) or ""
    above = tuple(map(_said, parents))
    before = f"{above[-1]}: " if above else ""
    background = Background(titles=tuple(reversed(above)))
    bare = _NUMBER_OF.sub("", body)
    readings = [Words(f"{body} ", counted, before, counted or None)]
    if not share:
        readings.append(Words("", bare, before, counted or None))
    told = [tell(words, background).indicator_id for words in readings]
    found = next((one for one in reversed(told) if one is not None), None)
    if found is None or _unheard(body) > _MOST_UNHEARD:
        return None
    if _RUNS.search(body) and load_catalogue().by_id[found].theme == "organisation":
        return None
    own = concepts_of(body)
    if not own or _NOT.search(body) or (_JOINED.search(body) and _says_more(own, found)):
        return None
    return Said(found, any(load_meanings().facet_of[c] == "subject" for c in own))


def holds(above: str, part: str) -> bool:
    """Whether what an indicator is of is said of another too, so that this one may be a part of it: "được đào tạo" of
    those in politics."""
    wholes = [{c for c in one if load_meanings().extra(c) >= _TELLING} for one in _sets(above)]
    return any(whole <= load_meanings().covered(one) for whole in wholes for one in _sets(part))


def _says_more(own: frozenset[str], found: str) -> bool:
    """Whether a row names two things of one kind of which the indicator is only one ("công bố mới hoặc sửa đổi")."""
    meanings = load_meanings()
    kinds: dict[str, set[str]] = {}
    for concept in own:
        if meanings.extra(concept) >= 1:
            kinds.setdefault(meanings.facet_of[concept], set()).add(concept)
    # What a state or a time implies of another goes for one thing; steps of a procedure are several.
    steps = {c for facet, kind in kinds.items() if facet not in ("stage", "time") for c in kind}
    several = [kind for kind in kinds.values() if len(kind) > 1]
    sets = [(meanings.covered(one) - steps) | one for one in _sets(found)]
    return any(kind & one and not kind <= one for kind in several for one in sets) and not any(
        all(kind <= one for kind in several) for one in sets
    )


@lru_cache(maxsize=1024)
def _sets(identifier: str) -> tuple[frozenset[str], ...]:
    return tuple(concepts for one, concepts in load_meanings().sets if one == identifier)


def _said(name: str) -> str:
    """A name with its abbreviations opened; of brackets that alone which tells a state or a time ("(còn hạn)")."""
    return _SURVEY_OF.sub(r"\1", expand(_WITHIN.sub(" ", with_states(name))))


@lru_cache(maxsize=8192)
def with_states(name: str) -> str:
    """A name with the brackets opened that tell a state or a time: "Hồ sơ đang giải quyết (còn hạn)". A longer one is a
    remark on how to count."""
    return _WITHIN.sub(lambda match: f" {match[1]} " if _is_state(match[1]) else match[0], name)


def _is_state(text: str) -> bool:
    facets = load_meanings().facet_of
    return len(text.split()) <= _LONGEST_STATE and bool({facets[c] for c in concepts_of(text)} & {"time", "stage"})


def _unheard(text: str) -> float:
    """The share of a text's telling words that none of its concepts holds."""
    heard = heard_in(text)
    words = [match for match in _WORD.finditer(text) if _says_something(match.group())]
    left = [word for word in words if not any(one.start <= word.start() < one.end for one in heard)]
    return len(left) / len(words) if words else 0.0


def _says_something(word: str) -> bool:
    # "ký" (to sign) is no "kỳ" (a period).
    return fold(word) not in _NEUTRAL or word.lower() == "ký"
