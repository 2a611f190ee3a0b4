"""Periods that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa_cchc.records import Period
from qa_cchc.vietnamese.periods import PeriodMention, find_periods, period
from qa_cchc.vietnamese.unicode import fold

_UP_TO = re.compile(r"(?:den|het|cuoi)(?: thoi diem| cuoi)?\s*$")
_YEAR_AT_END = re.compile(r"(?<!\d)20\d\d$")
_YEAR_BEHIND = re.compile(r"\s*[,/(-]?\s*(20\d\d)(?![\d/]|[.,]\d|\s*-\s*\d)\)?")
# "Cắt giảm so với 2015" names what is compared with, not the period asked for.
_BASIS = re.compile(r"(?:so voi|so cung ky|ke tu)(?: nam)?\s*$")


def period_mentions(words: str) -> tuple[PeriodMention, ...]:
    """Periods as said, without those that are only a basis of comparison."""
    mentions = (mention for mention in find_periods(words) if not _BASIS.search(fold(words[: mention.start])))
    return tuple(_with_year(mention, words) for mention in mentions)


def _with_year(mention: PeriodMention, words: str) -> PeriodMention:
    """Who asks states no quantity: the number in "nửa đầu 2021 dân nộp …" is a year."""
    if mention.year is not None:
        return mention
    if within := _YEAR_AT_END.search(mention.text):
        return replace(mention, year=int(within[0]))
    match = _YEAR_BEHIND.match(words, mention.end)
    if match is None:
        return mention
    return replace(mention, end=match.end(), text=words[mention.start : match.end()], year=int(match[1]))


def periods_asked(words: str, mentions: Sequence[PeriodMention], years: Sequence[int]) -> tuple[Period, ...]:
    """Every period meant: one without a year means that of each year the archive covers, newest first.

    "Đến tháng 6/2024" means each period that ends with that month.
    """
    found: dict[str, Period] = {}
    for mention in mentions:
        if mention.kind == "month" and mention.year is not None and _UP_TO.search(fold(words[: mention.start])):
            tails = {3: ("Q1",), 6: ("Q2", "H1"), 9: ("Q3", "9M"), 12: ("Q4",)}.get(mention.index, ())
            ids = [f"{mention.year}-{tail}" for tail in tails] + ([str(mention.year)] if mention.index == 12 else [])
            found.update((each, period(each)) for each in ids)
        for year in [mention.year] if mention.year is not None else years:
            resolved = mention.resolve(year)
            if resolved is not None:
                found.setdefault(resolved.id, resolved)
    return tuple(found.values())
