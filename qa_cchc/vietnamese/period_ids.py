"""Reporting periods by id (`2023-Q1`), and mentions of them that a year may still be missing from."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qa_cchc.records import Period

Kind = Literal["year", "quarter", "half", "9m", "months", "month", "week", "range"]

_ROMAN = ("", "I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period named at `start:end` of a text; `year` is None when the words do not say it.

    `index` is the quarter (1-4), the half (1, 2), the month (1-12), the week, the number of months from January
    ("9m", "months"), the last year of a "range", 0 for a whole year.
    """

    start: int
    end: int
    text: str
    kind: Kind
    index: int
    year: int | None

    def resolve(self, year: int | None = None) -> Period | None:
        """The period meant, in the mentioned year or else in the one given; None when neither is known."""
        own = self.year if self.year is not None else year
        if own is None:
            return None
        tail = {
            "year": "",
            "quarter": f"-Q{self.index}",
            "half": f"-H{self.index}",
            "9m": "-9M",
            "months": f"-{self.index}M",
            "month": f"-{self.index:02d}",
            "week": f"-W{self.index:02d}",
            "range": f"-{self.index}",
        }[self.kind]
        return period(f"{own}{tail}")


_ID = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<months>1[0-2]|[1-9])M"
    r"|W(?P<week>[0-5]\d)|(?P<last>(?:19|20)\d\d)|(?P<month>0[1-9]|1[0-2])))?"
)


def period(identifier: str) -> Period:
    """The period of an id: `2023`, `2023-Q1`, `2023-H1`, `2023-9M`, `2023-10M`, `2023-05`, `2024-W03`, `2021-2025`.

    `2023-6M` and `2023-12M` come back as `2023-H1` and `2023`. Raises ValueError for anything else.
    """
    match = _ID.fullmatch(identifier)
    if match is None:
        raise ValueError(f"không phải mã kỳ báo cáo: {identifier!r}")
    year = int(match["year"])
    if match["quarter"]:
        quarter = int(match["quarter"])
        return _months(identifier, f"quý {_ROMAN[quarter]} năm {year}", year, 3 * quarter - 2, 3 * quarter)
    if match["half"]:
        first = match["half"] == "1"
        part = "đầu" if first else "cuối"
        return _months(identifier, f"6 tháng {part} năm {year}", year, 1 if first else 7, 6 if first else 12)
    if match["months"]:
        months = int(match["months"])
        if months in (6, 12):
            return period(f"{year}-H1" if months == 6 else str(year))
        return _months(identifier, f"{months} tháng đầu năm {year}", year, 1, months)
    if match["month"]:
        month = int(match["month"])
        return _months(identifier, f"tháng {month} năm {year}", year, month, month)
    if match["week"]:
        week = int(match["week"])
        return Period(
            identifier,
            f"tuần {week} năm {year}",
            date.fromisocalendar(year, week, 1),
            date.fromisocalendar(year, week, 7),
        )
    if match["last"]:
        last = int(match["last"])
        if last <= year:
            raise ValueError(f"giai đoạn kết thúc trước khi bắt đầu: {identifier!r}")
        return Period(identifier, f"giai đoạn {year} - {last}", date(year, 1, 1), date(last, 12, 31))
    return _months(identifier, f"năm {year}", year, 1, 12)


def _months(identifier: str, label: str, year: int, first: int, last: int) -> Period:
    return Period(identifier, label, date(year, first, 1), date(year, last, monthrange(year, last)[1]))
