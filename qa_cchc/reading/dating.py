"""The reporting period and the data window of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from qa_cchc.records import Period, Window
from qa_cchc.vietnamese.periods import PeriodMention, find_periods, find_windows
from qa_cchc.vietnamese.unicode import fold

_APPENDIX_TIME = re.compile(r"(?:thoi gian|ky bao cao|ky thong ke|thoi diem bao cao)\s*:")
_DATA = re.compile(r"so lieu|ky bao cao|thoi gian|thoi diem|chot")
_PLAN = re.compile(r"phuong huong|nhiem vu|ke hoach|trong tam|muc tieu|chuong trinh|giai phap")


def find_period(
    title: str | None,
    appendix: Iterable[str],
    preamble: Iterable[str],
    issued: date | None,
    year: int | None,
    warnings: list[str],
) -> Period | None:
    """The period the title states, else the appendix's "Thời gian: …", else the opening and closing sentences.

    A year that is missing comes from the date of issue: a period that had not yet begun then is of the year before.
    """
    stated_year = issued.year if issued else year
    appendix = list(appendix)
    appended = [mention for text in appendix if _APPENDIX_TIME.match(fold(text)) for mention in _own(text)]
    found = _own(title or "")
    if len({(mention.kind, mention.index) for mention in found}) > 1:
        agreed = [mention for mention in found if any(_same(mention, other) for other in appended)]
        chosen = (agreed or found)[0]
        others = ", ".join(dict.fromkeys(mention.text for mention in found if not _same(mention, chosen)))
        period = _resolve(chosen, found + appended, issued, stated_year)
        if others and period:
            warnings.append(f"Tiêu đề nêu hơn một kỳ ({chosen.text}, {others}); báo cáo được xếp vào {period.label}.")
        return period
    for mentions in (found, appended, *(_own(text) for text in preamble)):
        for mention in mentions:
            period = _resolve(mention, mentions + found + appended, issued, stated_year)
            if period is not None:
                return period
    return None


def _own(text: str) -> list[PeriodMention]:
    """Periods the text reports on: no spans of years, and not those of the plan that follows ("nhiệm vụ quý II")."""
    mentions = [mention for mention in find_periods(text) if mention.kind != "range"]
    plan = _PLAN.search(fold(text))
    if plan is None:
        return mentions
    return [mention for mention in mentions if mention.start < plan.start()] or [
        mention for mention in mentions if mention.start > plan.start()
    ]


def _same(first: PeriodMention, second: PeriodMention) -> bool:
    return (first.kind, first.index) == (second.kind, second.index)


def _resolve(
    mention: PeriodMention, mentions: list[PeriodMention], issued: date | None, year: int | None
) -> Period | None:
    if mention.year is not None:
        return mention.resolve()
    # "Thời gian: Quý I năm 2023" lends its year to a title that says "quý I".
    for other in mentions:
        if _same(other, mention) and other.year is not None:
            return other.resolve()
    if year is None:
        return None
    period = mention.resolve(year)
    if period is not None and issued is not None and period.start > issued:
        return mention.resolve(year - 1)
    # "Quý IV", "năm" signed in January: the year that has just ended.
    if (
        period is not None
        and issued is not None
        and period.end > issued
        and issued.month == 1
        and mention.kind in ("quarter", "year", "9m")
    ):
        before = mention.resolve(year - 1)
        return before if mention.kind != "quarter" or mention.index == 4 else period
    return period


def find_window(
    title: str | None, opening: Iterable[str], texts: Iterable[str], period: Period | None
) -> Window | None:
    """The window a report states for all its figures, None when it states none.

    It stands in the title, in the opening paragraphs, or in a sentence that speaks of its data. Of several ("quý III
    tính từ …; 9 tháng tính từ …") the one as long as the reporting period is taken.
    """
    found = [window for _, _, window in find_windows(title or "")]
    found += [window for text in opening for _, _, window in find_windows(text) if window.start and window.end]
    if not found:
        found = [
            window
            for text in texts
            for start, _, window in find_windows(text)
            if _DATA.search(fold(text[max(0, start - 80) : start]))
        ]
    if period is None or len(found) < 2:
        return found[0] if found else None
    days = (period.end - period.start).days
    return min(found, key=lambda window: abs(days - _days(window)))


def _days(window: Window) -> int:
    return (window.end - window.start).days if window.start and window.end else 100_000
