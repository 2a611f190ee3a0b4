"""Dates written out in words ("ngày mười lăm tháng ba năm hai nghìn không trăm hai mươi tư")."""

from __future__ import annotations

import re
from datetime import date

from qa_cchc.vietnamese.unicode import fold

_UNITS = {
    "khong": 0,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "lam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
}
_SMALL = r"(?:(?:hai|ba)\s+muoi(?:\s+\w+)?|(?:m[uo]ng\s+)?muoi(?:\s+\w+)?|(?:m[uo]ng\s+)?\w+)"
_SPELLED = re.compile(
    rf"ngay\s+(?P<day>{_SMALL})\s+thang\s+(?P<month>muoi(?:\s+(?:mot|hai))?|\w+)\s*,?\s+"
    r"nam\s+(?P<year>hai\s+(?:nghin|ngan)(?:\s+khong\s+tram)?(?:\s+(?:le|linh))?(?:\s+\w+(?:\s+muoi|\s+\w+)?(?:\s+\w+)?)?)"
)


def spelled_date(text: str) -> tuple[int, int, date] | None:
    """The first date in words as (start, end, date), None without one. Years from 2000 to 2099."""
    for match in _SPELLED.finditer(fold(text)):
        day, month = _below_hundred(match["day"]), _month(match["month"])
        year, used = _year(match["year"])
        if day is None or month is None or year is None:
            continue
        try:
            return match.start(), match.start("year") + used, date(year, month, day)
        except ValueError:
            continue
    return None


def _below_hundred(words: str) -> int | None:
    """ "hai mươi mốt" → 21, "mười lăm" → 15, "mùng ba" → 3; None for other words."""
    parts = [part for part in words.split() if part not in ("mung", "mong")]
    if "muoi" not in parts:
        return _UNITS.get(parts[0]) if len(parts) == 1 else None
    at = parts.index("muoi")
    tens = 1 if at == 0 else _UNITS.get(parts[0], 0) if at == 1 else 0
    rest = parts[at + 1 :]
    units = _UNITS.get(rest[0]) if len(rest) == 1 else 0 if not rest else None
    return None if units is None or tens == 0 else 10 * tens + units


def _month(words: str) -> int | None:
    if words in ("gieng", "chap"):
        return 1 if words == "gieng" else 12
    return _below_hundred(words)


def _year(words: str) -> tuple[int | None, int]:
    """The year and how many characters of the words it takes: the longest reading that is a number."""
    ends = [match.end() for match in re.finditer(r"\S+", words)]
    for end in reversed(ends):
        parts = [part for part in words[:end].split()[2:] if part not in ("le", "linh")]
        if parts[:2] == ["khong", "tram"]:
            parts = parts[2:]
        rest = _below_hundred(" ".join(parts)) if parts else 0
        if rest is None and len(parts) == 2:  # "hai bốn" for twenty-four
            tens, units = (_UNITS.get(part) for part in parts)
            rest = 10 * tens + units if tens and units is not None else None
        if rest is not None:
            return 2000 + rest, end
    return None, 0
