"""Places that a question names, told apart against those of the archive."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from qa_cchc.vietnamese.places import PlaceMention, display, same_place
from qa_cchc.vietnamese.unicode import CAPITALS, fold

_KINDS = ("thị xã", "huyện", "thành phố", "quận", "tỉnh", "phường", "xã", "thị trấn")
KIND = re.compile(rf"(?:{'|'.join(_KINDS)})\s+")
_SHORT_KINDS = {"tp": "thanh pho", "tx": "thi xa", "tt": "thi tran"}
_INITIALS = re.compile(
    rf"(?<!\w)(?i:({'|'.join((*_KINDS, *map(fold, _KINDS), *_SHORT_KINDS))})\.?)\s+([{CAPITALS}]{{2,4}})(?!\w)"
)
_LISTED = re.compile(r"(?:các|xã,|phường,|thị trấn,|xã và)\s*$", re.IGNORECASE)
# Syllables of "Sở" and the first field of a department.
_HEAD = 3
# "thị xã", "của tỉnh" alone is whoever reports.
GENERIC = re.compile(
    r"(?:^|(?<!ột cửa )của |[Ởở] |[Tt]ại |[Tt]rên địa bàn |[Tt]oàn |[Tt]rong )"
    r"([Tt]hị xã|[Hh]uyện|[Tt]ỉnh|[Tt]hành phố|[Qq]uận|[Xx]ã|[Pp]hường"
    rf"|thị trấn)(?! [{CAPITALS}\d])(?=\W|$)"
)


def bare(name: str) -> str:
    """A place without its word of level ("thị xã Lam Khê" → "Lam Khê")."""
    return KIND.sub("", name, count=1)


def open_initials(words: str, places: Collection[str]) -> str:
    """A place called by its initials, spelt out where only one place of the archive has them ("tỉnh HG")."""

    def spelt(match: re.Match[str]) -> str:
        kind = fold(match.group(1))
        asked = (_SHORT_KINDS.get(kind, kind), fold(match.group(2)))
        meant = [place for place in places if _initials(place) == asked]
        return meant[0] if len(meant) == 1 else match.group()

    return _INITIALS.sub(spelt, words)


def open_departments(words: str, places: Collection[str]) -> str:
    """A department called by the first of its fields, spelt out where only one of the archive's has it ("sở giao
    thông")."""
    heads: dict[str, list[str]] = {}
    for place in places:
        parts = place.split()
        if place.startswith("Sở ") and len(parts) > _HEAD:
            heads.setdefault(" ".join(parts[:_HEAD]), []).append(place)
    for head, meant in heads.items():
        if len(meant) > 1:
            continue
        following = meant[0].split()[_HEAD]
        rest = rf"(?!\s+(?:{re.escape(fold(following))}(?!\w)|va\s+(?!so\s))|\w|\s*[,-]\s*[{CAPITALS}])"
        for match in reversed(list(re.finditer(rf"(?<!\w){re.escape(fold(head))}{rest}", fold(words)))):
            if not re.match(rf"\s+[{CAPITALS}]", words[match.end() :]):
                words = words[: match.start()] + meant[0] + words[match.end() :]
    return words


def _initials(place: str) -> tuple[str, str]:
    kind = KIND.match(place)
    return (fold(kind.group().strip()) if kind else "", "".join(fold(word[0]) for word in bare(place).split()))


def sort_places(
    words: str, named: Sequence[PlaceMention], places: Collection[str], provinces: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """Known places, unknown ones, and the province named beside a place of it."""
    known: list[str] = []
    unknown: list[str] = []
    province = None
    for mention in named:
        name = display(mention)
        if _LISTED.search(words[: mention.start]):
            # "các xã, phường Lam Khê": the units of a place, called by its bare name.
            known += [place for place in places if fold(bare(place)) == fold(mention.name) and place not in known]
            if known:
                continue
        match = [place for place in places if same_place(place, name)]
        if match:
            known += [place for place in match if place not in known]
        elif any(same_place(each, name) for each in provinces):
            province = name
        elif mention.level != "bộ" and name not in unknown:
            unknown.append(name)
    narrower = [place for place in known if not any(same_place(place, each) for each in provinces)]
    if narrower and len(narrower) < len(known):
        # "Sở Nội vụ tỉnh X": the province only says which department.
        province = next(place for place in known if place not in narrower)
        known = narrower
    return tuple(known), tuple(unknown), province


def by_other_spelling(text: str, places: Collection[str]) -> tuple[str, ...]:
    """Departments called without capitals or without their "và" ("sở tài nguyên môi trường")."""
    spoken = f" {_without_and(text)} "
    return tuple(
        place for place in places if place.startswith(("Sở ", "Ban ")) and f" {_without_and(place)} " in spoken
    )


def _without_and(name: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", fold(name)) if word != "va")
