"""Which of a report's periods its sentences speak of, where the title names several ("quý III và 9 tháng")."""

from __future__ import annotations

import re
from functools import lru_cache

from qa_cchc.records import Period, Report, Window
from qa_cchc.vietnamese.period_ids import period
from qa_cchc.vietnamese.periods import find_periods, find_windows

# What one sentence sets apart does not hold for those after it.
_ASIDE = re.compile(r"[\s\-+*•]*(?:riêng|tính chung|lũy kế|luỹ kế|trong đó|cộng dồn|so với|cùng kỳ)", re.IGNORECASE)
_COMPARED = re.compile(r"(?:so với|cùng kỳ|bằng|hơn|kém)\s*$", re.IGNORECASE)
_DAYS_OF_A_MONTH = 30.4


class Clock:
    """The period that holds until the report says another one. A report of one period never leaves it."""

    def __init__(self, report: Report):
        self.current = report.period
        year = report.period.start.year if report.period else None
        named = [mention.resolve(year) for mention in find_periods(report.title or "") if mention.kind != "range"]
        # "… năm 2024 và nhiệm vụ năm 2025": what a title names beyond its report's days is still to come.
        last = report.period.end if report.period else None
        found = {each.id: each for each in named if each is not None and (last is None or each.end <= last)}
        self._periods = found if len(found) > 1 else {}

    def hear(self, sentence: str) -> Period | None:
        """The period of a sentence; one that is said in passing holds for this sentence only."""
        if not self._periods:
            return self.current
        said = self._said(sentence)
        if said is None:
            return self.current
        if not _ASIDE.match(sentence):
            self.current = said
        return said

    def _said(self, sentence: str) -> Period | None:
        for mention in find_periods(sentence):
            resolved = mention.resolve(self.current.start.year if self.current else None)
            if resolved and resolved.id in self._periods and not _COMPARED.search(sentence[: mention.start]):
                return resolved
        for _, _, window in find_windows(sentence):
            spanned = _spanned(window)
            if spanned in self._periods:
                return self._periods[spanned]
        return None


def told_periods(report: Report) -> frozenset[str]:
    """Ids of the periods that a report tells of as a whole: its own, and those of the same last day that its title
    names beside it ("quý II và 6 tháng đầu năm 2024")."""
    return _told_periods(report.title or "", report.period) if report.period else frozenset()


@lru_cache(maxsize=8192)
def _told_periods(title: str, own: Period) -> frozenset[str]:
    named = (mention.resolve(own.start.year) for mention in find_periods(title) if mention.kind != "range")
    return frozenset({own.id, *(each.id for each in named if each is not None and each.end == own.end)})


def basis_period(words: str, reported: Period) -> Period | None:
    """The period that words of comparison name ("cùng kỳ năm 2022", "quý IV/2025", "năm trước"), in a report of
    `reported`; None where they name the reported one or none."""
    mention = next(iter(find_periods(words)), None)
    named = mention.resolve(reported.start.year) if mention else None
    same = re.match(r"cùng kỳ", words, re.IGNORECASE)
    if same:
        year = named.start.year if named else reported.start.year - 1
        # The same months of that year.
        return period(reported.id.replace(str(reported.start.year), str(year), 1))
    if named is None and re.match(r"năm (?:trước|ngoái)", words, re.IGNORECASE):
        return period(str(reported.start.year - 1))
    return named if named is not None and named.id != reported.id else None


def _spanned(window: Window) -> str | None:
    """The id of the period whose length a data window has: offices close their books days before the calendar does."""
    if window.start is None or window.end is None:
        return None
    months = round((window.end - window.start).days / _DAYS_OF_A_MONTH)
    year = window.end.year
    if months == 3:
        return f"{year}-Q{min(4, max(1, (window.end.month + 1) // 3))}"
    return {6: f"{year}-H1", 9: f"{year}-9M", 12: str(year)}.get(months)
