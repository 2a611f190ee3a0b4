"""Tables of points: PAR INDEX and its kin per department, and the groups of Quyết định 766/QĐ-TTg.

Their columns tell maxima, points reached, shares and ranks; which index they are of stands in the caption, or shows in
the groups that the table lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_cchc.figures.catalogue import Indicator, load
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.unicode import fold

SERVICE_INDEX = "service_index"
MAXIMUM = re.compile(r"\b(?:toi da|thang diem|diem chuan|diem tran)\b")
# Aims stand beside results.
PLAN = re.compile(
    r"(?:ke hoach|muc tieu|chi tieu)(?: (?:de ra|giao|duoc giao|nam|quy|ca nam|phan dau|ke hoach))*(?: \d{4})?"
)
RANK = re.compile(r"\b(?:xep hang|thu hang|xep thu|xep vi tri|hang|vi thu)\b")
_POINTS = re.compile(r"\bdiem\b|\bdiem so\b")
_SELF_GIVEN = re.compile(r"\btu (?:danh gia|cham)\b")
_CLASS = re.compile(r"xep loai|phan loai|muc xep loai|nhom|loai")
# "Tổng điểm", "Điểm đạt", "Kết quả chỉ số": the points of the whole index.
_WHOLE = re.compile(
    r"(?:tong(?: so)?(?: diem)?(?: cong| chung)?|tong cong(?: diem)?|diem(?: so)?"
    r"|so diem)(?: (?:dat(?: duoc)?|danh gia|tham dinh|chung"
    r"|cuoi cung|chi so|cong bo|quy doi))*|(?:gia tri |ket qua |diem )?(?:chi so|index|cchc|par ?-? ?index|danh gia)"
    r"(?: (?:tong hop|chung|cchc|par ?-? ?index|dat(?: duoc)?|cai cach hanh chinh))*|ket qua"
    r"|ket qua (?:dat duoc|tong hop)|ty le(?: dat)?|%"
    r"|tong ty le"
)
_FRAME = re.compile(
    r"(?:(?:nam|quy|thang|ky|ket qua|diem|chi so|so|ty le|dat|duoc|nhom|cua|cac|thanh phan|chung|tong"
    r"|danh gia|[\dIVX/]+)\b\W*)+"
)
_SCORES = {"ict_index": "ict_index"}
# The groups of Quyết định 766 by the words they are always named with, the narrower first.
_GROUPS = (
    (re.compile(r"\bthanh toan\b"), "service_index_payment"),
    (re.compile(r"\bso hoa\b"), "service_index_digitisation"),
    (re.compile(r"\bhai long\b"), "service_index_satisfaction"),
    (re.compile(r"\bcong khai\b|\bminh bach\b"), "service_index_publicity"),
    (re.compile(r"\btien do\b"), "service_index_progress"),
    (re.compile(r"\bdich vu\b.*\btruc tuyen\b|\bdvc\w*\b|\btruc tuyen\b"), "service_index_online"),
)
# The areas of reform that PAR INDEX and the plans of reform are divided into.
_AREAS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bchi dao\b.*\bdieu hanh\b",
        r"\bthe che\b",
        r"\bcai cach (?:thu tuc|tthc)\b|^(?:thu tuc hanh chinh|tthc)$",
        r"\bto chuc bo may\b|\bbo may\b",
        r"\bcong vu\b|\bdoi ngu can bo\b",
        r"\btai chinh cong\b",
        r"\bchinh quyen (?:dien tu|so)\b|\bchinh phu (?:dien tu|so)\b|\bhien dai hoa\b|\bchuyen doi so\b",
        r"\btac dong\b.*\b(?:cai cach|cchc)\b",
    )
)
_GROUP_WORDS = 10
_FEWEST_GROUPS = 4


def index_of(path: Sequence[str], caption: str, section: str) -> str | None:
    """The concept id of the index that the headings, else the caption, else the section speak of; None for none."""
    concepts = load_concepts()
    for text in (" ".join(path), caption, section):
        found = [c for c in concepts.ids(text) if concepts.facet(c) == "index"]
        if found:
            return found[0]
    return None


def lists_groups(names: Sequence[str]) -> bool:
    """Whether names list the groups of Quyết định 766, whatever the caption says."""
    return len({group for name in names if (group := group_of(name))}) >= _FEWEST_GROUPS


def lists_areas(names: Sequence[str]) -> bool:
    """Whether names list the areas of reform that PAR INDEX is made of."""
    return len({area for name in names if (area := area_of(name)) is not None}) >= _FEWEST_GROUPS


def area_of(name: str) -> int | None:
    """Which area of reform a heading names, from 0; None for other headings and for what is counted in an area."""
    folded = fold(name).strip(" :.")
    if folded.startswith(("so ", "tong so", "ty le", "ti le")):
        return None
    return next((at for at, area in enumerate(_AREAS) if area.search(folded)), None)


def group_of(name: str) -> str | None:
    """The indicator id of a group of Quyết định 766 that a heading names; None for anything longer than a name."""
    folded = fold(re.sub(r"\([^()]*\)", "", name))
    if len(folded.split()) > _GROUP_WORDS or folded.startswith(("ty le", "ti le", "so luong")):
        return None
    return next((group for pattern, group in _GROUPS if pattern.search(folded)), None)


def points_indicator(texts: Sequence[str], index: str, rate: bool) -> tuple[bool, Indicator | None]:
    """Whether a path of headings in a table of that index is settled here, and its indicator.

    Points of areas that the catalogue has no id for, maxima and points that an office gave itself are settled as None.
    """
    catalogue = load()
    leaf = re.sub(r"\([^()]*\)", "", texts[-1]).strip()
    folded = fold(leaf).strip(" :.") or fold(texts[-1]).strip(" ():.")
    whole = fold(" ".join(texts))
    if MAXIMUM.search(whole) or _SELF_GIVEN.search(whole) or _CLASS.fullmatch(folded):
        return True, None
    areas = [text for text in texts[:-1] if not _is_frame(text, index)]
    if RANK.search(folded):
        if areas:
            return True, None
        return True, catalogue.get(f"{index.removesuffix('_index') if index == 'ict_index' else index}_rank")
    if index == SERVICE_INDEX:
        named = [text for text in texts if not _is_frame(text, index)]
        group = group_of(named[-1]) if named else None
        if group is not None:
            return True, catalogue.get(f"{group}_rate" if rate else group)
        if named and len(named) < len(texts):
            # The points of a criterion have no id; its rate is what its name says.
            return not rate, None
    named = index in load_concepts().ids(texts[-1])
    if _WHOLE.fullmatch(folded) or named:
        return True, catalogue.get(_SCORES.get(index, f"{index}_score")) if named or not areas else None
    return (True, None) if _POINTS.search(whole) or re.search(r"\(\d+(?:[.,]\d+)?\)", texts[-1]) else (False, None)


def _is_frame(text: str, index: str) -> bool:
    """Whether a heading only repeats the index, a time or how it is measured."""
    folded = fold(re.sub(r"\([^()]*\)", "", text)).strip(" :.") or "%"
    return (
        index in load_concepts().ids(text)
        or _WHOLE.fullmatch(folded) is not None
        or _FRAME.fullmatch(folded) is not None
    )
