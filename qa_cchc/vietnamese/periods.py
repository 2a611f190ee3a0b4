"""Reporting periods, dates and data windows in Vietnamese text, with or without diacritics.

A period ("quý I năm 2023") is what a report is about; a window ("từ ngày 15/12/2022 đến ngày 28/02/2023") is the span
its data were taken over. The two seldom coincide, so they are found by different functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qa_cchc.vietnamese.dates import find_dates, find_windows
from qa_cchc.vietnamese.nouns import counts_wholes
from qa_cchc.vietnamese.period_ids import Kind, PeriodMention, period
from qa_cchc.vietnamese.unicode import fold

__all__ = ["PeriodMention", "find_dates", "find_periods", "find_windows", "period"]

_WORDS = {
    "mot": 1,
    "nhat": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi mot": 11,
    "muoi hai": 12,
}
_YEAR4 = r"(?:19[5-9]\d|20\d\d)"
# What may stand between a period and its year: "quý I/2023", "quý I năm 2023", "Q1-2023", "quý I, năm 2023", "quý I
# (2023)".
_OF_YEAR = (
    rf"(?:\s*[,(]?\s*(?:cua\s+|trong\s+)?n[aă]m\s*(?P<y>{_YEAR4})(?![\d/])"
    rf"|\s*[/.–-]\s*(?P<y_slash>{_YEAR4})(?![\d/])|\s+\(?(?P<y_bare>{_YEAR4})(?![\d/]|[.,]\d|\s*-\s*\d)"
    r"|\s*/\s*(?P<y_short>[12]\d)(?![\d/.,]))?"
)
_QUARTER_NUMBER = r"(?:0?[1-4](?!\d)|[il]{1,3}(?![a-z])|[il]v(?![a-z])|(?:mot|hai|ba|bon|tu)(?![a-z]))"
_JOIN = r"\s*(?:,|;|\+|&|-|–|\bva\b|\bden\b|\bhoac\b|\bvoi\b)\s*"

_QUARTERS = re.compile(
    rf"(?<![a-z0-9])(?:qu[yi]\s*|q\s?\.?\s?(?=[1-4il]))(?P<first>{_QUARTER_NUMBER})"
    rf"(?P<more>(?:{_JOIN}(?:qu[yi]\s*|q\.?(?=[1-4il]))?{_QUARTER_NUMBER}(?!\d|[.,]\d|/\d\d?(?!\d)))*)" + _OF_YEAR
)
_QUARTER_IN_LIST = re.compile(rf"(?P<join>{_JOIN})(?:qu[yi]\s*|q\.?)?(?P<number>{_QUARTER_NUMBER})")
_ALL_QUARTERS = re.compile(
    r"(?<![\w/.,])(?:(?P<digits>[2-4])|(?P<words>hai|ba|bon)|(?P<all>cac|tung|moi|ca bon))\s+qu[yi](?![a-z])(?:\s+dau)?"
    + _OF_YEAR
)
_LETTERED = re.compile(
    rf"(?<![\w/.-])(?:h(?P<half>[12])|(?P<months>9|6)m)\s?[/.-]?\s?(?P<y>{_YEAR4})(?![\d/])"
    rf"|(?<![\w/.-])(?P<first>{_YEAR4})-(?:h(?P<half2>[12])|(?P<months2>[69])m|q(?P<quarter>[1-4]))(?![\w-])"
)
_MONTH_LIST = re.compile(
    rf"(?<![a-z0-9])thang\s*(?P<first>1[0-2]|0?[1-9])(?!\d)"
    rf"(?P<more>(?:\s*(?:,|-|–|\bva\b|\bden\b)\s*(?:thang\s*)?(?:1[0-2]|0?[1-9])(?!\d))+)"
    rf"(?:\s*[/-]\s*|\s*,?\s*nam\s*)(?P<y>{_YEAR4})(?![\d/])"
)
_COUNTED_MONTHS = re.compile(
    r"(?<![\w/.,])(?:(?P<digits>1[0-2]|0?[1-9])\s*(?:thang|t(?=[\s/]))"
    r"|(?P<words>muoi hai|muoi mot|muoi|chin|tam|bay|sau|nam|bon|ba|hai)\s+thang)(?![a-z])"
    r"(?P<part>\s+(?:dau|cuoi)(?:\s+nam|(?=\s*/))?)?" + _OF_YEAR
)
_HALVES = re.compile(r"(?<![a-z0-9])nua\s+(?P<part>dau|cuoi)(?:\s+nam)?" + _OF_YEAR)
_MONTH = re.compile(
    r"(?<![a-z0-9])(?:thang\s*|t(?=\d{1,2}\s*[/-]\s*(?:19|20)\d\d))(?P<first>1[0-2]|0?[1-9])(?![\d%])"
    r"(?P<more>(?:\s*(?:,|-|–|\bva\b|\bden\b)\s*(?:thang\s*)(?:1[0-2]|0?[1-9])(?!\d))*)" + _OF_YEAR
)
_MONTH_IN_LIST = re.compile(r"(?P<join>\s*(?:,|-|–|\bva\b|\bden\b)\s*)(?:thang\s*)?(?P<number>1[0-2]|0?[1-9])")
_WEEK = re.compile(r"(?<![a-z0-9])tuan\s+(?:thu\s+)?(?P<first>[0-5]?\d)(?!\d)" + _OF_YEAR)
_RANGE = re.compile(
    rf"(?<![\w/.,:-])(?:(?P<named>giai doan|thoi ky|tu nam)\s+)?(?P<a>{_YEAR4})\s*(?:-|–|\bden(?:\s+nam)?\b)"
    rf"\s*(?P<b>{_YEAR4})(?![\d/]|[.,]\d)"
)
_YEARS = re.compile(
    rf"(?<![a-z0-9])(?:(?:ca|tron|trong)\s+)?nam\s*(?P<first>{_YEAR4})(?![\d/]|[.,]\d|\s*[-–]\s*\d{{4}})"
    rf"(?P<more>(?:\s*(?:,|;|\bva\b|\bvoi\b|\bden\b)\s*(?:nam\s+)?{_YEAR4}(?![\d/]|[.,]\d))*)"
)
_YEAR_IN_LIST = re.compile(rf"(?:nam\s+)?(?P<number>{_YEAR4})")
_WHOLE_YEAR = re.compile(r"(?<![a-z0-9])(?:ca|tron)\s+nam(?![a-z])(?!\s*\d)")
_BARE_YEAR = re.compile(rf"(?<![\w/.,:()-])(?P<first>{_YEAR4})(?![\w/:%]|[.,]\d|-\w|\s*/\s*[a-z0-9]|\s*%)")
# Before "6 tháng" these words make it a length of time, not a reporting period.
_LENGTH_BEFORE = re.compile(
    r"(?:han|truoc|tren|duoi|qua|sau|su|moi|toi da|toi thieu|it nhat|khoang|gan|hon|cach|hang quy|"
    r"dinh ky|hang thang|quy|vong|thu viec)\s*,?\s*$"
)
_PLACE_FOLLOWS = re.compile(
    r"\s*(?:huyen|xa|tinh|thi xa|thi tran|thanh pho|phuong|quan|so|ubnd|tp|tx)(?![a-z])(?!\s+lieu)"
)
_DIGIT = re.compile(r"\d")


def _number(text: str) -> int:
    """Value of a folded numeral: digits, Roman (with l for I, as OCR writes it) or word."""
    text = text.strip()
    if text.isdigit():
        return int(text)
    roman = text.replace("l", "i")
    if set(roman) <= {"i", "v"}:
        return 4 if roman == "iv" else len(roman)
    return _WORDS[re.sub(r"\s+", " ", text)]


def _year(match: re.Match[str]) -> int | None:
    for name in ("y", "y_slash", "y_bare"):
        if match[name]:
            return int(match[name])
    return 2000 + int(match["y_short"]) if match["y_short"] else None


def _bare_year_counts(folded: str, match: re.Match[str]) -> bool:
    """Whether the year of "quý I 2023 hồ sơ" is in truth the quantity; that of "đầu năm 2024 huyện X" never is."""
    if match["y_bare"] is None:
        return False
    start, end = match.span("y_bare")
    if re.search(r"(?<![a-z])nam\s*$", folded[:start]) or _PLACE_FOLLOWS.match(folded, end):
        return False
    return match["y_bare"] is not None and counts_wholes(folded, match.end("y_bare"))


class _Finder:
    """Collects mentions; what one pattern took, a later one may not touch."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.taken = bytearray(len(text))
        self.found: list[PeriodMention] = []

    def free(self, start: int, end: int) -> bool:
        return not any(self.taken[start:end])

    def take(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\1" * (end - start)

    def add(self, start: int, end: int, kind: Kind, index: int, year: int | None) -> None:
        self.found.append(PeriodMention(start, end, self.text[start:end], kind, index, year))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for match in pattern.finditer(self.folded):
            if self.free(*match.span()):
                yield match

    def year_and_end(self, match: re.Match[str], without_year: int) -> tuple[int | None, int]:
        if _bare_year_counts(self.folded, match):
            return None, without_year
        end = match.end()
        if match["y"] or match["y_bare"]:
            end += self.folded.startswith(")", end) and "(" in match.group()
        return _year(match), end

    def spelt(self, start: int, *spellings: str) -> bool:
        """Whether the text at `start` is one of the spellings ("quy", "quý", never "quỹ")."""
        return self.text[start : start + len(spellings[0])].lower() in spellings


def find_periods(text: str) -> list[PeriodMention]:
    """Mentions of reporting periods, in order. Dates and "01 năm", "03 tháng" as lengths of time are not mentions.

    A mention without a year takes that of the one it is joined to ("quý I và quý II năm 2023").
    """
    if not _DIGIT.search(text) and not re.search(r"(?:qu[yi]|thang|nam)\b", fold(text)):
        return []
    finder = _Finder(text)
    for start, end, _ in find_dates(text):
        finder.take(start, end)
    _take_references(finder)
    _find_lettered(finder)
    _find_quarters(finder)
    _find_counted_months(finder)
    _find_months(finder)
    _find_ranges(finder)
    _find_years(finder)
    return _share_years(finder)


_MAIL = re.compile(r"(?<!\S)\S{1,100}?@\S+")
_REFERENCES = re.compile(
    r"(?<!\d)\d+\s?/\s?(?:\d{4}\s?/\s?)?[a-z][\w-]*|\b(?:https?://|www\.)\S+|\bnam hoc\s+[\d\s–-]+"
    r"|\b(?:iso|tcvn|qcvn)\b[\s\w]{0,60}?\d+:\d{4}|\bngay\s+\d{1,2}\s*[/-]\s*\d{1,2}(?!\s*[/-]?\d)"
    r"|\bngay\s+\d{1,2}\s+thang\s+\d{1,2}(?!\s*nam)"
)


def _take_references(finder: _Finder) -> None:
    for match in _REFERENCES.finditer(finder.folded):
        finder.take(*match.span())
    if "@" in finder.folded:
        for match in _MAIL.finditer(finder.folded):
            finder.take(*match.span())


def _find_lettered(finder: _Finder) -> None:
    """ "H1/2023", "9M/2023", "2023-Q1", as typed by those who keep tables; "bốn quý năm 2023" as each of its
    quarters."""
    for match in finder.matches(_LETTERED):
        finder.take(*match.span())
        year = int(match["y"] or match["first"])
        half, months = match["half"] or match["half2"], match["months"] or match["months2"]
        if match["quarter"]:
            finder.add(*match.span(), "quarter", int(match["quarter"]), year)
        elif half or months == "6":
            finder.add(*match.span(), "half", int(half or 1), year)
        else:
            finder.add(*match.span(), "9m", 9, year)
    for match in finder.matches(_ALL_QUARTERS):
        year, end = finder.year_and_end(match, match.end())
        if year is None:
            continue
        finder.take(match.start(), end)
        last = _number(match["digits"] or match["words"]) if not match["all"] else 4
        for quarter in range(1, last + 1):
            finder.add(match.start(), end, "quarter", quarter, year)


def _find_quarters(finder: _Finder) -> None:
    for match in finder.matches(_QUARTERS):
        letters = finder.folded[match.start() : match.start() + 3]
        if letters in ("quy", "qui") and not finder.spelt(match.start(), "quy", "quý", "qúy", "qui", "quí", "qúi"):
            continue
        # "Q.1" after "UBND" is a district.
        if letters not in ("quy", "qui") and re.search(
            r"(?:ubnd|uy ban nhan dan|bpmc)\s*$", finder.folded[: match.start()]
        ):
            continue
        number = match["first"].strip()
        # "các quý từ đầu năm 2024": since then, and no fourth quarter.
        row = re.search(r"(?<!\w)(?:cac|tung|moi) $", finder.folded[: match.start()]) is not None
        if number == "tu" and (row or finder.spelt(match.start("first"), "từ")):
            continue
        year, end = finder.year_and_end(match, match.end("more"))
        finder.take(match.start(), end)
        spans = [(match.start(), match.end("first"), _number(number), "")]
        for item in _QUARTER_IN_LIST.finditer(finder.folded, match.start("more"), match.end("more")):
            spans.append((item.start() + len(item["join"]), item.end(), _number(item["number"]), item["join"].strip()))
        _add_series(finder, spans, "quarter", year, end)


def _add_series(
    finder: _Finder, spans: list[tuple[int, int, int, str]], kind: Kind, year: int | None, end: int
) -> None:
    """Adds listed periods; "đến" and a dash between two of them stand for those between as well."""
    for position, (start, stop, index, join) in enumerate(spans):
        if position and join in {"den", "-", "–"}:
            for between in range(spans[position - 1][2] + 1, index):
                finder.add(spans[position - 1][0], stop, kind, between, year)
        finder.add(start, end if position == len(spans) - 1 else stop, kind, index, year)


def _find_counted_months(finder: _Finder) -> None:
    for match in finder.matches(_COUNTED_MONTHS):
        months = _number(match["digits"] or match["words"])
        year, end = finder.year_and_end(match, match.end("part") if match["part"] else _end_of_word(match))
        if match["part"] is None and year is None:
            before = finder.folded[max(0, match.start() - 20) : match.start()]
            if months not in (6, 9) or _LENGTH_BEFORE.search(before):
                continue
            if re.match(r"\s+(?:tuoi|tro len|lien|lam viec|ke tu|mot lan)", finder.folded[end:]):
                continue
        if match["part"] is None and match["words"] == "nam":
            continue
        finder.take(match.start(), end)
        last = match["part"] is not None and "cuoi" in match["part"]
        if months == 6:
            finder.add(match.start(), end, "half", 2 if last else 1, year)
        elif last:
            continue  # "3 tháng cuối năm": no id of ours names it
        elif months == 12:
            finder.add(match.start(), end, "year", 0, year)
        else:
            finder.add(match.start(), end, "9m" if months == 9 else "months", months, year)
    for match in finder.matches(_HALVES):
        year, end = finder.year_and_end(match, match.end())
        finder.take(match.start(), end)
        finder.add(match.start(), end, "half", 2 if match["part"] == "cuoi" else 1, year)


def _end_of_word(match: re.Match[str]) -> int:
    """End of "6 tháng" itself when the year that matched behind it is not one."""
    for name in ("y", "y_slash", "y_bare", "y_short"):
        if match[name]:
            return match.start() + len(re.match(r"\w+(?:\s*t\w*)*", match.group()).group().rstrip())  # type: ignore[union-attr]
    return match.end()


def _find_months(finder: _Finder) -> None:
    for match in finder.matches(_MONTH_LIST):
        if finder.spelt(match.start(), "thang", "tháng"):
            finder.take(*match.span())
            _add_months(finder, match, int(match["y"]), match.end())
    for match in finder.matches(_MONTH):
        if finder.folded.startswith("thang", match.start()) and not finder.spelt(match.start(), "thang", "tháng"):
            continue
        year, end = finder.year_and_end(match, match.end("more"))
        finder.take(match.start(), end)
        _add_months(finder, match, year, end)
    for match in finder.matches(_WEEK):
        if not finder.spelt(match.start(), "tuan", "tuần"):
            # "Chi phí tuân thủ 26,4%" is no week.
            continue
        year, end = finder.year_and_end(match, match.end("first"))
        if 1 <= int(match["first"]) <= 52:
            finder.take(match.start(), end)
            finder.add(match.start(), end, "week", int(match["first"]), year)


def _add_months(finder: _Finder, match: re.Match[str], year: int | None, end: int) -> None:
    spans = [(match.start(), match.end("first"), int(match["first"]), "")]
    for item in _MONTH_IN_LIST.finditer(finder.folded, match.start("more"), match.end("more")):
        spans.append((item.start() + len(item["join"]), item.end(), int(item["number"]), item["join"].strip()))
    _add_series(finder, spans, "month", year, end)


def _find_ranges(finder: _Finder) -> None:
    for match in finder.matches(_RANGE):
        first, last = int(match["a"]), int(match["b"])
        if last <= first:
            continue
        finder.take(*match.span())
        if last == first + 1 and match["named"] is None:
            finder.add(match.start(), match.end("a"), "year", 0, first)
            finder.add(match.start("b"), match.end(), "year", 0, last)
        else:
            finder.add(*match.span(), "range", last, first)


def _find_years(finder: _Finder) -> None:
    for match in finder.matches(_YEARS):
        spans = [(match.start(), match.end("first"), match["first"])]
        spans += [
            (item.start(), item.end(), item["number"])
            for item in _YEAR_IN_LIST.finditer(finder.folded, match.start("more"), match.end("more"))
        ]
        for start, end, number in spans:
            if start != match.start() and counts_wholes(finder.folded, end):
                continue
            finder.take(start, end)
            finder.add(start, end, "year", 0, int(number))
    for match in finder.matches(_WHOLE_YEAR):
        finder.take(*match.span())
        finder.add(*match.span(), "year", 0, None)
    for match in finder.matches(_BARE_YEAR):
        if not counts_wholes(finder.folded, match.end()) and not _COUNT_BEFORE.search(finder.folded[: match.start()]):
            finder.take(*match.span())
            finder.add(*match.span(), "year", 0, int(match["first"]))


# A bare "2023" behind these words is a quantity ("tiếp nhận 2023, giải quyết 2020").
_COUNT_BEFORE = re.compile(
    r"(?::|\b(?:la|duoc|co|nhan|quyet|dat|tong|tong so|tra|so|han|so luong|truc tuyen|truc tiep))\s*$"
)
_JOINED = re.compile(r"(?:[,;–\s-]|\b(?:va|voi|so|den|hoac|ca|cung)\b)*")


_YEAR_FIRST = re.compile(r"\s*[,:/(-]?\s*")


def _share_years(finder: _Finder) -> list[PeriodMention]:
    """Gives a mention without a year that of the mention it is joined to; "năm 2023 quý 2" becomes one mention."""
    folded = finder.folded
    shared: list[PeriodMention] = []
    for mention in sorted(finder.found, key=lambda found: (found.start, found.index)):
        before = shared[-1] if shared else None
        if (
            before is not None
            and before.kind == "year"
            and before.year is not None
            and mention.year is None
            and mention.kind != "year"
            and _YEAR_FIRST.fullmatch(folded[before.end : mention.start])
        ):
            text = finder.text[before.start : mention.end]
            shared[-1] = replace(mention, start=before.start, text=text, year=before.year)
        else:
            shared.append(mention)
    for position in range(len(shared) - 2, -1, -1):
        here, after = shared[position], shared[position + 1]
        if (
            here.year is None
            and after.year is not None
            and after.kind != "range"
            and _JOINED.fullmatch(folded[here.end : max(here.end, after.start)])
        ):
            shared[position] = replace(here, year=after.year)
    return shared
