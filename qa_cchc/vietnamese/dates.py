"""Calendar dates and data windows in Vietnamese text, with or without diacritics."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from qa_cchc.records import Window
from qa_cchc.vietnamese.unicode import fold

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?:(?<![a-z0-9])ngay\s*)?(?<![\d/.,])(?:(?P<d1>{_DAY})\s*thang\s*(?P<m1>{_MONTH})\s*,?\s*nam\s*(?P<y1>{_YEAR})"
    rf"|(?P<d2>{_DAY})\s?(?P<separator>[/.-])\s?(?P<m2>{_MONTH})\s?(?P=separator)\s?(?P<y2>{_YEAR})"
    rf"|(?P<d3>{_DAY})\s?[/-]\s?(?P<m3>{_MONTH})\s+nam\s+(?P<y3>{_YEAR})"
    rf"|(?P<y4>{_YEAR})-(?P<m4>\d\d)-(?P<d4>\d\d))(?!\d|/\w)"
)


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def find_dates(text: str) -> list[tuple[int, int, date]]:
    """Full dates as (start, end, date): "ngày 03 tháng 3 năm 2023", "03/3/2023", "03-03-2023", "2023-03-03"."""
    found = []
    folded = fold(text)
    for match in _DATE.finditer(folded):
        # A date with dashes must stand alone: "001-03-03-2023" is a code.
        if (match["separator"] == "-" or match["y4"]) and (
            folded[: match.start()].endswith("-") or re.match(r"-\w", folded[match.end() :])
        ):
            continue
        for form in "1234":
            if match["y" + form]:
                day = _date(match["y" + form], match["m" + form], match["d" + form])
                if day is not None:
                    found.append((*match.span(), day))
    return found


# One end of a window: the year, or month and year, may be left to the other end.
_END_DATE = (
    rf"(?:(?:het\s+)?ngay\s*)?(?:(?P<{{0}}d>{_DAY})(?:\s?[/.-]\s?(?P<{{0}}m>{_MONTH})(?!\d)|"
    rf"\s+thang\s+(?P<{{0}}n>{_MONTH})(?!\d))?"
    rf"(?:\s+nam\s+truoc|(?:\s?[/.-]\s?|\s*,?\s*nam\s*)(?P<{{0}}y>{_YEAR})(?!\d)|\s?/\s?(?P<{{0}}s>[12]\d)(?!\d))?)"
)
_WINDOW = re.compile(
    rf"(?<![a-z0-9])(?P<opening>tinh\s+tu|ke\s+tu|tu|\()?\s*(?<![\d/.,-]){_END_DATE.format('a')}"
    rf"\s*(?:-|–|\b(?:cho\s+)?(?:den|toi)\b)\s*(?:het\s+)?{_END_DATE.format('b')}(?![\d%]|[/.,-]\d|/\w)"
)
_MONTHS = re.compile(
    rf"(?<![a-z0-9])tu\s+(?:dau\s+)?thang\s*(?P<am>{_MONTH})(?!\d)(?:(?:\s?[/.-]\s?|\s*nam\s*)(?P<ay>{_YEAR}))?"
    rf"\s*(?:-|–|den)\s*(?:het\s+)?thang\s*(?P<bm>{_MONTH})(?!\d)(?:\s?[/.-]\s?|\s*nam\s*)(?P<by>{_YEAR})(?!\d)"
)
_UNTIL = re.compile(
    rf"(?<![a-z0-9])(?:tinh|luy\s+ke|so\s+lieu|cap\s+nhat|chot)(?:\s+so\s+lieu)?\s+(?:den|"
    rf"toi)(?:\s+het)?\s+(?={_END_DATE.format('x')})"
)


def _either(match: re.Match[str], *names: str) -> str | None:
    return next((match[name] for name in names if match[name]), None)


def _full_year(match: re.Match[str], end: str) -> str | None:
    return match[end + "y"] or (f"20{match[end + 's']}" if match[end + "s"] else None)


def find_windows(text: str) -> list[tuple[int, int, Window]]:
    """Data windows as (start, end, window), both days included.

    A year (or month) left out is that of the closing date, a year earlier when the window would else run backwards
    ("từ 15/12 đến 28/02/2023"). "tính đến ngày …" gives a window without a start. Windows without any year are left
    out.
    """
    folded = fold(text)
    found: list[tuple[int, int, Window]] = []
    for match in _WINDOW.finditer(folded):
        window = _window(match)
        # Bare "1-15/3/2023" without "từ", "ngày" or a full first date could be a code.
        if window is not None and (match["opening"] or "ngay" in match.group() or _full_year(match, "a")):
            start = match.start() + (match["opening"] == "(")
            found.append((start, match.end(), window))
    for match in _MONTHS.finditer(folded):
        year, month = int(match["by"]), int(match["bm"])
        first = int(match["ay"]) if match["ay"] else year - (int(match["am"]) > month)
        start_day, end_day = date(first, int(match["am"]), 1), date(year, month, monthrange(year, month)[1])
        if start_day < end_day:
            found.append((*match.span(), Window(start_day, end_day)))
    dates = find_dates(text)
    for match in _UNTIL.finditer(folded):
        for start, end, day in dates:
            if start == match.end() and not any(a <= match.start() < b for a, b, _ in found):
                found.append((match.start(), end, Window(None, day)))
    return sorted(found, key=lambda item: item[:2])


def _window(match: re.Match[str]) -> Window | None:
    month, year = _either(match, "bm", "bn"), _full_year(match, "b")
    if month is None or year is None:
        return None
    end = _date(year, month, match["bd"])
    first_month = _either(match, "am", "an")
    start = _date(_full_year(match, "a") or year, first_month or month, match["ad"])
    if start is None or end is None:
        return None
    if start > end and _full_year(match, "a") is None and first_month is not None:
        start = _date(int(year) - 1, first_month, match["ad"])
    return Window(start, end) if start is not None and start <= end else None
