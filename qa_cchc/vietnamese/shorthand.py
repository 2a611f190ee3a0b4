"""What people write short when they ask, and no report does: "bn" (bao nhiêu), "9T" (chín tháng), "Q.I", "năm 25"."""

from __future__ import annotations

import re
from collections.abc import Callable

from qa_cchc.vietnamese.nouns import counts_wholes
from qa_cchc.vietnamese.unicode import fold, lower_keeping_length, repair, unmarked

_SHORT = {
    **dict.fromkeys(("bn", "bnh", "bnhieu", "bnhiêu", "bnhiu", "bnhju", "bnhie"), "bao nhiêu"),
    **dict.fromkeys(("ko", "kô", "hok", "khg"), "không"),
    **dict.fromkeys(("đc", "dc", "đuợc"), "được"),
    **dict.fromkeys(("tlệ", "tle", "tlê"), "tỷ lệ"),
    "ntn": "như thế nào",
    "nhiu": "nhiêu",
    "vs": "với",
    "trc": "trước",
    "thg": "tháng",
    "cty": "công ty",
    "j": "gì",
}
# "trc t…" is "trực tuyến" or "trực tiếp".
_WORDS = re.compile(
    r"(?<![\w@&/.-])(?:" + "|".join(sorted(_SHORT, key=len, reverse=True)) + r")(?![\w@&/-]|\.\w|(?<=trc)\s+t)"
)
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_SHORT_YEAR = r"(?:1[5-9]|2\d|3[0-5])"
# "9T", "9T24", "6t2024". Before "6t" these words make it an age or a weight; "6T/2024" needs no help.
_MONTHS = re.compile(
    rf"(?<![\w.,/-])(?P<n>0?[1-9]|1[0-2])(?:T|t|M)(?:(?P<year>{_YEAR}|{_SHORT_YEAR})(?![\w/]|[.,]\d)|(?![\w/&-]|[.,]\d|\s*(?:đồng|dong|tỷ|ty|tấn|tan|tuổi|tuoi)\b))"
)
_NO_MONTHS = re.compile(r"(?:duoi|tren|tu|tre|em|be|xe|tai|nang|hon|gan|khoang|den|hang)\s+(?:em\s+)?$")
_WHOLE = ("3", "6", "9", "12")
_MONTH = re.compile(rf"(?<![\w.,/-])[Tt](?P<n>0?[1-9]|1[0-2])\s?[/-]\s?(?P<year>{_SHORT_YEAR})(?![\w/-]|[.,]\d)")
# "Q.I", "qIII", "Q1-25", "Q12024", "2024Q1"; "Q.1" may be a district.
_QUARTER = re.compile(
    rf"(?<![\w/.-])(?:(?P<before>{_YEAR})\s?[-/]?\s?(?=[qQ]))?[qQ](?:(?P<dot>\.\s?)|(?=[\dIViv]))"
    rf"(?P<n>[1-4]|IV|I{{1,3}}|iv|i{{1,3}})"
    rf"(?:(?P<glued>{_YEAR})(?![\w/])|(?P<join>\s?[-./]\s?|\s)(?P<short>{_SHORT_YEAR})(?![\w/%-]|[.,]\d)|(?!\w))"
)
_IN_YEAR = re.compile(rf"(?<![\w.,/-])(?P<word>[Nn]ăm|nam)\s?(?P<year>{_SHORT_YEAR})(?![\w/%-]|[.,]\d)")
_YEAR_LETTER = re.compile(rf"(?<![\w.,/-])n\.?\s?(?P<year>{_YEAR})(?![\w/])")
_NO_YEAR = re.compile(r"(?:\d|\b(?:hai|ba|bon|nam|muoi|moi|tung|hang|thu))\s*$")


def _full(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"


def _months(match: re.Match[str]) -> str | None:
    number, year = match["n"].lstrip("0"), match["year"]
    before = fold(match.string[max(0, match.start() - 12) : match.start()])
    if year is None and (number not in _WHOLE or _NO_MONTHS.search(before)):
        return None
    return f"{number} tháng/{_full(year)}" if year else f"{number} tháng"


def _quarter(match: re.Match[str]) -> str | None:
    year = match["before"] or match["glued"]
    if match["dot"] and match["n"].isdigit() and year is None:
        return None
    name = f"quý {match['n'].upper()}"
    if match["short"] and year is None:
        # "Q1 23 hồ sơ" counts them.
        if match["join"].isspace() and counts_wholes(fold(match.string), match.end()):
            return f"{name} {match['short']}"
        year = match["short"]
    if year:
        return f"{name}/{_full(year)}"
    return None if match["n"].isdigit() else name


def _in_year(match: re.Match[str]) -> str | None:
    folded = fold(match.string)
    if _NO_YEAR.search(folded[: match.start()]) or counts_wholes(folded, match.end()):
        return None
    if _COUNTED.match(folded, match.end()):
        return None
    return f"{match['word']} {_full(match['year'])}"


_COUNTED = re.compile(r"\s*(?:tuoi|nguoi|ho|lan|phan|diem|ty|trieu|don|xa|dong|can|van|cai)\b")
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (_WORDS, lambda match: _SHORT[match.group()]),
    (_MONTHS, _months),
    (_MONTH, lambda match: f"tháng {match['n']}/{_full(match['year'])}"),
    (_QUARTER, _quarter),
    (_YEAR_LETTER, lambda match: f"năm {match['year']}"),
    (_IN_YEAR, _in_year),
)


def open_shorthand(text: str) -> str:
    """A question with shorthand of words and periods written out, without marks where it has none; the rest stays.

    "bn hs" → "bao nhieu hs", "số hs trễ 9T24" → "số hs trễ 9 tháng/2024". Offices' abbreviations are left
    to `abbreviations.expand`.
    """
    text = repair(text)
    bare = fold(text) == lower_keeping_length(text)
    for pattern, said in _PATTERNS:

        def opened(match: re.Match[str], said: Callable[[re.Match[str]], str | None] = said) -> str:
            means = said(match)
            if means is None:
                return match.group()
            return unmarked(means) if bare else means

        text = pattern.sub(opened, text)
    return text
