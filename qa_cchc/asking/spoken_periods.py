"""Periods as people say them beside the official names: "đầu 2023", "giữa năm 2024", "cuối năm ngoái", "kỳ này".

What such words mean depends on what the archive holds: "cuối 2023" is quý IV where there is one, else the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from qa_cchc.records import Period
from qa_cchc.vietnamese.periods import PeriodMention, period
from qa_cchc.vietnamese.unicode import fold

Part = Literal["start", "middle", "end", "whole", "newest", "previous"]
_YEAR = r"(?:nam\s+)?(?P<year>20\d\d)(?![\d/]|[.,]\d)|nam\s+(?P<said>ngoai|nay|roi|qua)(?![a-z])"
_PART = re.compile(
    rf"(?<![a-z])(?P<part>dau|giua|cuoi)\s+(?:{_YEAR}|nam(?![a-z]|\s*\d))|(?<![a-z0-9])nam\s+(?P<alone>ngoai|nay|roi|qua)(?![a-z])"
)
_RELATIVE = re.compile(
    r"(?<![a-z])(?:(?:ky|quy|thang|dot)(?: bao cao)?\s+(?P<which>nay|truoc|vua roi|roi|lien truoc|truoc do)"
    r"|(?P<newest>(?:ky|bao cao|so lieu|quy)\s+(?:moi|gan)(?: day)? nhat|moi nhat|gan (?:day )?nhat))(?![a-z])"
)
# "So với kỳ trước", "cùng kỳ năm ngoái" name what is compared with; "kỳ trước chuyển sang" names an indicator.
_BASIS = re.compile(r"(?:so voi|so cung|cung ky|hon|bang|tu|so)\s*(?:ky|quy|nam|thang)?\s*$")
_CARRIED = re.compile(r"\s*(?:chuyen|ton|con ton|mang sang)")
_TIERS: dict[Part, tuple[tuple[str, ...], ...]] = {
    "start": (("-Q1",), ("-H1",), ("-01", "-02", "-03")),
    "middle": (("-Q2", "-H1"), ("-Q3",), ("-05", "-06", "-07")),
    "end": (("-Q4", ""), ("-H2",), ("-10", "-11", "-12"), ("-9M",)),
    "whole": (("",),),
}


@dataclass(frozen=True, slots=True)
class SpokenPeriod:
    """A period said loosely at `start:end` of a question; `year` None where any may be meant; `back` counts the years
    before the newest of the archive ("năm ngoái" is 1), None where no such words are used."""

    start: int
    end: int
    text: str
    part: Part
    year: int | None = None
    back: int | None = None


def find_spoken(words: str, official: Sequence[PeriodMention] = ()) -> tuple[SpokenPeriod, ...]:
    """Loose periods of a question, those within an official one ("6 tháng đầu năm 2023") left out."""
    folded = fold(words)
    found: list[SpokenPeriod] = []
    taken = [(one.start, one.end) for one in official if one.kind != "year" or not one.text.lower().startswith("20")]
    taken = [span for span in taken if not _is_bare_year(folded[slice(*span)])]

    def free(match: re.Match[str]) -> bool:
        return not any(start < match.end() and match.start() < end for start, end in taken)

    for match in _PART.finditer(folded):
        if not free(match) or _BASIS.search(folded[: match.start()]):
            continue
        said = match["said"] or match["alone"]
        # "Số năm" is never "so nam" here: without its marks "nam nay" stands behind a space all the same.
        back = None if said is None else 0 if said == "nay" else 1
        part = {"dau": "start", "giua": "middle", "cuoi": "end", None: "whole"}[match["part"]]
        year = int(match["year"]) if match["year"] else None
        found.append(SpokenPeriod(*match.span(), words[slice(*match.span())], part, year, back))  # type: ignore[arg-type]
    for match in _RELATIVE.finditer(folded):
        if not free(match) or _BASIS.search(folded[: match.start()]) or _CARRIED.match(folded, match.end()):
            continue
        newest = match["newest"] is not None or match["which"] == "nay"
        found.append(SpokenPeriod(*match.span(), words[slice(*match.span())], "newest" if newest else "previous"))
    return tuple(sorted(found, key=lambda one: one.start))


def _is_bare_year(text: str) -> bool:
    return re.fullmatch(r"(?:nam\s*)?20\d\d", text.strip()) is not None


def official_only(mentions: Iterable[PeriodMention], spoken: Sequence[SpokenPeriod]) -> tuple[PeriodMention, ...]:
    """The mentions that are no part of a loose period ("2023" of "cuối 2023")."""
    return tuple(m for m in mentions if not any(one.start <= m.start and m.end <= one.end for one in spoken))


def meant(spoken: SpokenPeriod, held: Sequence[Period], years: Sequence[int]) -> tuple[tuple[Period, ...], bool]:
    """The periods that are meant, and whether `held` (those of the reports looked at) has them.

    `years` are those of the archive, newest first.
    """
    if spoken.part in ("newest", "previous"):
        ends = sorted({each.end for each in held}, reverse=True)
        place = 0 if spoken.part == "newest" else 1
        if len(ends) <= place:
            return (), False
        return tuple(each for each in held if each.end == ends[place]), True
    if spoken.back is not None:
        wanted: Sequence[int] = [years[0] - spoken.back] if years else []
    else:
        wanted = [spoken.year] if spoken.year is not None else years
    ids = {each.id: each for each in held}
    found: list[Period] = []
    for year in wanted:
        for tier in _TIERS[spoken.part]:
            there = [ids[f"{year}{tail}"] for tail in tier if f"{year}{tail}" in ids]
            if there:
                found += there
                break
    if found:
        return tuple(found), True
    usual = {"start": "-Q1", "middle": "-Q2", "end": "-Q4", "whole": ""}[spoken.part]
    return tuple(period(f"{year}{usual}") for year in wanted), False
