"""Administrative units and bodies named in text: level, name, and whether two names mean the same.

In accented prose a name is a run of capitalised syllables (or a number) behind a word of level: "các xã, phường" and
"thị xã đã giải quyết" name nothing. In a question typed without diacritics the name runs to the next function word.
Names the archive holds (`known`) win over both readings and are found without the word of level too.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from qa_cchc.records import Level
from qa_cchc.vietnamese.bodies import find_bodies
from qa_cchc.vietnamese.nouns import counts_wholes
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.place_runs import bare_run, capital_run, syllables_from
from qa_cchc.vietnamese.place_words import (
    CENTRAL,
    KIND_OF_GROUP,
    KINDS,
    LEVEL_WORD,
    PROVINCE,
    PROVINCE_HERE,
    PROVINCE_NAMES,
    THE_MAN,
    accented_around,
    level_of_kind,
    name_key,
    proper_case,
    spelling_pattern,
    spelt_as,
    split_name,
    typed_bare,
)
from qa_cchc.vietnamese.provinces import Provinces, provinces
from qa_cchc.vietnamese.unicode import fold, place_tones

__all__ = ["PlaceMention", "Provinces", "display", "find_places", "level_of", "provinces", "same_place"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place at `start:end`. `kind` is its word of level written out ("thị xã"), `name` what follows ("Duyên Hải").

    `level` is None for a name typed without its word of level that no known place decides.
    """

    start: int
    end: int
    text: str
    level: Level | None
    name: str
    kind: str = ""


_NUMBER = re.compile(r"(?:so\s+)?0?(\d{1,2})(?![\d/.,]*\d|\s*%|[a-z]|\s+thang\s+(?:dau|cuoi|nam)\b)")
_CORRECT = {
    "thanh pho",
    "thành phố",
    "thi xa",
    "thị xã",
    "thi tran",
    "thị trấn",
    "dac khu",
    "đặc khu",
    "tinh",
    "tỉnh",
    "quan",
    "quận",
    "huyen",
    "huyện",
    "xa",
    "xã",
    "phuong",
    "phường",
}


@lru_cache(maxsize=64)
def _known_patterns(known: tuple[str, ...]) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(kind, name, pattern of the folded name) for each known place, the longest names first."""
    entries = []
    for place in known:
        kind, name = split_name(place)
        if name and not name.isdigit():
            entries.append((kind, name, re.compile(rf"(?<![a-z0-9]){spelling_pattern(name)}(?![a-z0-9])")))
    return tuple(sorted(entries, key=lambda entry: -len(entry[1])))


def find_places(text: str, known: Collection[str] = (), typed: bool = False) -> list[PlaceMention]:
    """Places named in the text, in order. Generic words ("các xã, phường") give nothing.

    `known` are places of the archive as `display` writes them; two known places of one name give two mentions of one
    span. `typed` says that the text is a question, where a name may lack its capitals even among diacritics ("thị xã
    gò công").
    """
    folded = fold(text)
    bare = typed_bare(text)
    taken = bytearray(len(text))
    found: list[PlaceMention] = []
    periods = [(mention.start, mention.end) for mention in find_periods(text)]

    def add(start: int, end: int, kind: str, name: str, level: Level | None) -> None:
        taken[start:end] = b"\1" * (end - start)
        found.append(PlaceMention(start, end, text[start:end], level, name, kind))

    for start, end, kind, name in find_bodies(text, folded):
        add(start, end, kind, name, KINDS[kind])
    entries = _known_patterns(tuple(sorted(known)))
    for word in LEVEL_WORD.finditer(folded):
        if any(taken[word.start() : word.end()]) or _ANOTHER_LEVEL.match(text, word.end()):
            # "các xã, thị trấn huyện X" names no town.
            continue
        kind = KIND_OF_GROUP[str(word.lastgroup)]
        got = _known_at(text, folded, word.end(), kind, entries)
        if got is None and _is_level_word(text, word, bare):
            got = _name_at(text, folded, word, kind, bare or typed, periods)
        if got is not None:
            end, name = got
            add(word.start(), end, kind, name, level_of_kind(kind, name))
            if _PLURAL.search(folded[max(0, word.start() - _NEAR) : word.start()]):
                for first, last, other in _listed(text, folded, end):
                    add(first, last, kind, other, level_of_kind(kind, other))
    for start, end, kind, name in _without_level(text, folded, bare, typed, entries, taken):
        add(start, end, kind, name, level_of_kind(kind, name))
    return sorted(found, key=lambda mention: (mention.start, mention.kind))


_ANOTHER_LEVEL = re.compile(r"(?:huyện|thị xã|thành phố|quận|tỉnh|TX|TP)\s", re.IGNORECASE)


# How many characters before a word may belong to it.
_NEAR = 24
_PLURAL = re.compile(r"\b(?:cac|hai|ba|bon|\d{1,2})\s+$")
_NEXT = re.compile(r"\s*(?:,|;|\bva\b)\s*(?=[^\W\d_])")


def _listed(text: str, folded: str, position: int) -> list[tuple[int, int, str]]:
    """The further names of "các xã Tân Lập, An Bình và Long Thới", each a run of capitals without a word of level."""
    found: list[tuple[int, int, str]] = []
    while gap := _NEXT.match(folded, position):
        start = gap.end()
        syllables = syllables_from(text, start, len(text))
        if not syllables or LEVEL_WORD.match(folded, start) or text[start : start + 3].isupper():
            break
        count = capital_run(text, folded, syllables)
        if count < 2:
            break
        position = syllables[count - 1].end()
        found.append((start, position, proper_case(text[start:position])))
    return found


def _is_level_word(text: str, word: re.Match[str], bare: bool) -> bool:
    typed = re.sub(r"\s+", " ", text[word.start() : word.end()].strip())
    if fold(typed).startswith("huyen "):  # "huyện đảo"
        typed = typed[:5]
    if len(typed) <= 3 and typed.lower() not in ("xã", "xa"):
        # "TT" alone is information or a circular; "H.", "P." need their capital in accented prose.
        if fold(typed) == "tt":
            return False
        return bare or typed[0].isupper() or typed.lower() in ("tp", "tp.", "tx", "tx.")
    if typed.lower() in ("xã", "xa") and re.search(r"thi\s+$", fold(text[max(0, word.start() - _NEAR) : word.start()])):
        return False
    return typed.lower() in _CORRECT and (
        bare or typed.lower() != fold(typed) or not accented_around(text, word.start())
    )


def _known_at(
    text: str, folded: str, start: int, kind: str, entries: tuple[tuple[str, str, re.Pattern[str]], ...]
) -> tuple[int, str] | None:
    """A known name, or a province, written at `start` behind the word of level `kind`."""
    for known_kind, name, pattern in entries:
        match = pattern.match(folded, start)
        if match and known_kind in (kind, "") and spelt_as(text[start : match.end()], name):
            return match.end(), name
    if kind in ("tỉnh", "thành phố"):
        match = PROVINCE_HERE.match(folded, start)
        if match:
            return match.end(), PROVINCE_NAMES[name_key(match.group())]
    return None


def _name_at(
    text: str, folded: str, word: re.Match[str], kind: str, low: bool, periods: list[tuple[int, int]]
) -> tuple[int, str] | None:
    start = word.end()
    if kind in ("phường", "quận"):
        number = _NUMBER.match(folded, start)
        if number:
            capital = text[word.start()].isupper()
            if counts_wholes(folded, number.end()) and (
                not capital or re.search(r"(?:xa,|cac)\s*$", folded[max(0, word.start() - _NEAR) : word.start()])
            ):
                return None
            return number.end(), str(int(number[1]))
    limit = min((first for first, _ in periods if first >= start), default=len(text))
    syllables = syllables_from(text, start, limit)
    if not syllables:
        return None
    capitals = capital_run(text, folded, syllables)
    if capitals == 0 and low and not re.search(r"(?:cac|moi|tung|cap)\s*$", folded[: word.start()]):
        capitals = bare_run(folded, syllables)
    if capitals == 0:
        return None
    end = syllables[capitals - 1].end()
    return end, proper_case(text[start:end])


def _without_level(
    text: str,
    folded: str,
    bare: bool,
    typed: bool,
    entries: tuple[tuple[str, str, re.Pattern[str]], ...],
    taken: bytearray,
) -> list[tuple[int, int, str, str]]:
    """Known names and provinces that stand without a word of level."""
    found: list[tuple[int, int, str, str]] = []
    spans: dict[tuple[int, int], str] = {}
    for kind, name, pattern in entries:
        for match in pattern.finditer(folded):
            if (any(taken[match.start() : match.end()]) and match.span() not in spans) or not spelt_as(
                text[slice(*match.span())], name
            ):
                continue
            if _overlaps(spans, match.span()):
                continue
            spans[match.span()] = name
            found.append((*match.span(), kind, name))
    for match in PROVINCE.finditer(folded):
        if any(taken[match.start() : match.end()]) or _overlaps(spans, match.span()) or match.span() in spans:
            continue
        shown, name = text[match.start() : match.end()], PROVINCE_NAMES[name_key(match.group())]
        if name == "Hồ Chí Minh" and THE_MAN.search(folded[: match.start()]):
            continue
        if spelt_as(shown, name) and (shown[0].isupper() or ((bare or typed) and " " in shown)):
            found.append((*match.span(), "thành phố" if name_key(name) in CENTRAL else "tỉnh", name))
    return found


def _overlaps(spans: dict[tuple[int, int], str], span: tuple[int, int]) -> bool:
    return any(first < span[1] and span[0] < last and (first, last) != span for first, last in spans)


def display(mention: PlaceMention) -> str:
    """The place as an official writes it: "thị xã Duyên Hải", "Phường 2", "Sở Nội vụ"."""
    if mention.kind in ("phường", "quận") and mention.name.isdigit():
        return f"{mention.kind.capitalize()} {mention.name}"
    if mention.kind == "thành phố" and mention.name == "Hồ Chí Minh":
        return "Thành phố Hồ Chí Minh"
    if mention.kind == "Ban" and mention.name.startswith(("Thanh tra", "Văn phòng")):
        return mention.name
    return f"{mention.kind} {mention.name}".strip()


@lru_cache(maxsize=65536)
def same_place(first: str, second: str) -> bool:
    """Whether two names mean one place: "TX. Duyen Hai" and "thị xã Duyên Hải", or either without its word of level.

    Different words of level ("thị xã", "huyện") are different places; marks that both carry must agree.
    """
    kind_a, name_a = split_name(first)
    kind_b, name_b = split_name(second)
    if not name_a or not name_b or _spelling_key(name_a) != _spelling_key(name_b):
        return False
    if kind_a and kind_b and kind_a != kind_b:
        return False
    if typed_bare(name_a) or typed_bare(name_b):
        return True
    return _marked_key(name_a) == _marked_key(name_b)


@lru_cache(maxsize=65536)
def _spelling_key(name: str) -> str:
    return name_key(PROVINCE_NAMES.get(name_key(name), name))


_I_FOR_Y = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


@lru_cache(maxsize=65536)
def _marked_key(name: str) -> str:
    full = PROVINCE_NAMES.get(name_key(name), name) if typed_bare(name) else name
    return re.sub(r"[\s–-]+", " ", place_tones(full).lower().translate(_I_FOR_Y)).strip(" .,;:")


_LEVEL_WORDS = re.compile(
    r"(?<![^\W\d_])(?:(?P<thanh_pho>thành phố|thanh pho|tp\.?)|(?P<huyen>thị xã|thi xa|tx\.?|quận|quan|huyện|huyen)|"
    r"(?P<tinh>tỉnh|tinh)|(?P<xa>xã|xa|phường|phuong|thị trấn|thi tran|đặc khu|dac khu)|"
    r"(?P<so>sở|so|ban dân tộc|ban quản lý|thanh tra tỉnh|văn phòng ubnd tỉnh)|(?P<bo>bộ(?! phận| máy)|"
    r"bo(?! phan| may)))(?![^\W\d_])"
)


def level_of(text: str) -> Level | None:
    """The administrative level that a place or agency stands on, by its first word of level; None when it has none."""
    match = _LEVEL_WORDS.search(text.lower())
    if match is None:
        places = find_places(text)
        return places[0].level if places else None
    if match.lastgroup == "thanh_pho":
        return level_of_kind("thành phố", re.split(r"[,;(]", text[match.end() :])[0].strip())
    levels: dict[str, Level] = {"huyen": "huyện", "tinh": "tỉnh", "xa": "xã", "so": "sở", "bo": "bộ"}
    return levels[str(match.lastgroup)]
