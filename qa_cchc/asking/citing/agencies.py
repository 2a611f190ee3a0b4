"""Names of agencies in full or abbreviated, by the habit of the office that cites them."""

from __future__ import annotations

import re
from functools import lru_cache

from qa_cchc.vietnamese.provinces import SECTOR_ABBREVIATIONS

# Full name and the abbreviation that offices write for it; of several the first is written, all are opened.
_BODIES = (("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"), ("Ban Quản lý", "BQL"))
# Units are abbreviated before a name only, where they cannot be read as anything else.
_UNITS = (("thành phố", "TP."), ("thị xã", "TX."), ("thị trấn", "TT."))
_PRINTED_UNITS = (
    ("thành phố", r"TP\.?"), ("thị xã", r"TX\.?"), ("thị trấn", r"TT\."), ("huyện", r"H\."), ("quận", r"Q\."),
    ("phường", r"P\."), ("xã", r"X\."),
)
_NAME = r"(?=\s+[\dA-ZÀ-ỸĐ])"


def agency_name(name: str, habit: str) -> str:
    """An agency's name: "printed" leaves it, "full" opens its abbreviations, "short" abbreviates what offices do.

    "UBND TX. Duyên Hải" → "Ủy ban nhân dân thị xã Duyên Hải" and back; "Sở TN&MT" → "Sở Tài nguyên và Môi trường".
    """
    if habit == "full":
        return _replaced(name, _openings())
    if habit == "short":
        return _replaced(name, _shortenings())
    return name


def _replaced(name: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, words in rules:
        name = pattern.sub(words, name)
    return name


@lru_cache(maxsize=1)
def _openings() -> tuple[tuple[re.Pattern[str], str], ...]:
    bodies = [(re.compile(rf"(?<!\w){short}(?!\w)"), full) for full, short in _BODIES]
    sectors = [
        (re.compile(rf"(?<=Sở ){re.escape(short)}(?!\w)|(?<=Bộ ){re.escape(short)}(?!\w)"), full)
        for short, full in sorted(SECTOR_ABBREVIATIONS.items(), key=lambda item: -len(item[0]))
    ]
    units = [(re.compile(rf"(?<!\w){short}{_NAME}"), full) for full, short in _PRINTED_UNITS]
    glued = [
        (re.compile(rf"(?<!\w){short.removesuffix('?')}(?=[A-ZÀ-ỸĐ])"), f"{full} ") for full, short in _PRINTED_UNITS
    ]
    return (*bodies, *sectors, *units, *glued)


@lru_cache(maxsize=1)
def _shortenings() -> tuple[tuple[re.Pattern[str], str], ...]:
    bodies = [(re.compile(rf"(?<!\w){full}(?!\w)", re.IGNORECASE), short) for full, short in _BODIES]
    first: dict[str, str] = {}
    for short, full in SECTOR_ABBREVIATIONS.items():
        first.setdefault(full, short)
    sectors = [
        (re.compile(rf"(?<=Sở ){re.escape(full)}(?!\w)|(?<=Bộ ){re.escape(full)}(?!\w)"), short)
        for full, short in sorted(first.items(), key=lambda item: -len(item[0]))
        # Two letters alone say too little.
        if len(short) > 2
    ]
    units = [(re.compile(rf"(?<!\w){full}{_NAME}"), short) for full, short in _UNITS]
    return (*bodies, *sectors, *units)
