"""Headings that bear a whole name of the catalogue, and the things that a heading says it counts.

"Số lớp đào tạo, bồi dưỡng" is a name by itself, and it counts classes: nothing that is counted in people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from qa_cchc.figures.catalogue import Catalogue, Indicator
from qa_cchc.figures.units import named_unit
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.unicode import fold

_TOKEN = re.compile(r"[a-z]+|\d+")
_BRACKET = re.compile(r"\([^()]*\)")
# What opens a name and only counts.
_OPENING = re.compile(r"(?:(?:tỷ lệ|tỉ lệ|phần trăm|tổng|số|lượng)\b\s*)+", re.IGNORECASE)
_TIMED = re.compile(r"\s*\b(?:trong|cua) (?:ky|quy|thang|nam)(?: bao cao)?$|\b(?:nam|quy|thang) [\divx]+(?: \d{4})?$")
_WEAK = frozenset("duoc cac la va nhung viec cua".split())
_FEWEST = 3
_ENOUGH = 4
# Things that are never one another, by the words that units and headings name them with.
_THINGS: Mapping[str, re.Pattern[str]] = {
    thing: re.compile(rf"(?:{words})\b")
    for thing, words in {
        "offices": r"co quan|don vi|phong(?: chuyen mon| ban)?|so|to chuc|xa|phuong|thi tran|huyen|chi cuc|ban",
        "people": r"(?:luot )?(?:nguoi|cong chuc|vien chuc|can bo|cong dan|dai bieu)|bien che|thanh vien|lanh dao"
        r"|hoc vien|giao vien|nhan vien|hop dong",
        "sessions": r"cuoc|buoi|hoi nghi|dot|doan|hoi thao",
        "classes": r"lop|khoa",
        "news": r"tin|bai",
        "issues": r"van de|ton tai|han che|thieu sot|sai sot|sai pham|khuyet diem",
        "forms": r"phieu",
        "documents": r"van ban|nghi quyet|vbqppl",
        "tasks": r"nhiem vu|dau viec",
        "letters": r"don(?! vi)",
        "opinions": r"y kien|kien nghi|phan anh|pakn",
        "teams": r"to(?! chuc)",
        "posts": r"vi tri",
        "procedures": r"thu tuc|tthc|dich vu cong|dvc\w*",
        "files": r"ho so|hs",
    }.items()
}
# Files are told by what they follow or answer.
_NEAR = frozenset(map(frozenset, (("files", "procedures"), ("files", "opinions"), ("letters", "opinions"))))
# Alone these open other things ("Tổ chức đối thoại", "Ban hành văn bản"): they count only behind "Số".
_ONLY_NUMBERED = re.compile(r"(?:to chuc|to|ban|so|phong|don|vi tri|doan|dot|khoa|hop dong)\b")
_NUMBERED = re.compile(r"[\W_]*(?:tong )?so\b")


def by_whole_name(catalogue: Catalogue, heading: str, rate: bool) -> Indicator | None:
    """The one indicator of which a heading is a whole name, official or usual; None for no name and for one that
    several indicators share."""
    key = _key(heading)
    return _names(catalogue).get((key, rate)) if key else None


def counts_other(heading: str, indicator: Indicator) -> bool:
    """Whether a heading says that it counts things which the indicator is not counted in."""
    told, meant = thing_counted(heading), _thing(fold(expand(indicator.unit)))
    return told is not None and meant is not None and told != meant and frozenset({told, meant}) not in _NEAR


@lru_cache(maxsize=8192)
def thing_counted(heading: str) -> str | None:
    """The kind of things that a heading opens with the number of; None where it does not say."""
    opened = expand(heading)
    noun = named_unit(opened)
    if noun is None or "%" in noun:
        return None
    folded = fold(noun)
    if _ONLY_NUMBERED.match(folded) and not _NUMBERED.match(fold(opened)):
        return None
    return _thing(folded)


def _thing(folded: str) -> str | None:
    return next((thing for thing, words in _THINGS.items() if words.match(folded)), None)


@lru_cache(maxsize=8192)
def _key(text: str) -> str:
    opened = expand(_BRACKET.sub(" ", text)).strip(" :.-+")
    opening = _OPENING.match(opened)
    plain = _TIMED.sub("", fold(opened[opening.end() :] if opening else opened))
    tokens = [token for token in _TOKEN.findall(plain) if token not in _WEAK]
    # "Đã giải quyết" leaves open what.
    fewest = _FEWEST if opening or named_unit(opened) else _ENOUGH
    return " ".join(tokens) if len(tokens) >= fewest else ""


@lru_cache(maxsize=4)
def _names(catalogue: Catalogue) -> dict[tuple[str, bool], Indicator]:
    """The names that one indicator alone bears; of the same at several levels the general one bears it."""
    bearers: dict[tuple[str, bool], dict[str, Indicator]] = defaultdict(dict)
    for one in catalogue.indicators:
        if one.kind in ("code", "yes_no") or one.theme == "scores":
            continue
        printed = one.printed if not one.under else one.alone
        for text in (one.name, *printed, *one.in_forms, *one.synonyms):
            if key := _key(text):
                bearers[key, one.kind == "ratio"][one.id] = one
    found = {}
    for key, ones in bearers.items():
        roots = {one.general or one.id for one in ones.values()}
        root = next(iter(roots)) if len(roots) == 1 else None
        if len(ones) == 1:
            found[key] = next(iter(ones.values()))
        elif root in ones:
            found[key] = ones[root]
    return found
