"""Periods said by where they lie: "quý trước", "năm ngoái", "3 quý gần nhất", "từ 2022 đến nay", "kỳ này".

They are counted from the newest of the periods held, which are those of the place asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from qa_cchc.figures.series import span
from qa_cchc.records import Period
from qa_cchc.vietnamese.periods import PeriodMention, find_periods, period
from qa_cchc.vietnamese.unicode import fold

_Span = tuple[int, int, tuple[Period, ...]]

_COUNTS = {"hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "tam": 8, "muoi": 10}
_MANY = r"(?P<many>\d{1,2}|hai|ba|bon|nam|sau|tam|muoi)"
_UNIT = r"(?P<unit>quy|ky(?: bao cao)?|bao cao|thang|nam)"
_NEW = r"(?:gan (?:nhat|day(?: nhat)?)|moi nhat|vua (?:qua|roi|xong)|sau cung|cuoi cung)"
_LATEST_FEW = re.compile(rf"(?<!\w)(?:trong |qua )?{_MANY} {_UNIT} (?:{_NEW}|lien tiep(?: {_NEW})?|qua|lai day)(?!\w)")
_LATEST = re.compile(
    rf"(?<!\w)(?:(?:trong|o) )?{_UNIT} (?:{_NEW}|nay|hien (?:tai|nay))(?!\w)(?! chuyen| ton)"
    r"|(?<!\w)(?:so lieu )?moi nhat(?!\w)|(?<!\w)tu dau (?P<year>nam) (?:den|toi) (?:nay|gio)(?!\w)"
)
_BEFORE = re.compile(
    rf"(?<!\w)(?<!cung ky )(?:cua |so |trong )?{_UNIT} "
    r"(?:(?:lien |ke )?truoc(?: do| day)?|lien ke(?: truoc)?|ngoai|kia)(?!\w)(?! chuyen| ton| han| do)"
)
_HALF_OF_QUARTERS = re.compile(r"(?<!\w)(?:hai|2) quy (?P<part>dau|cuoi)(?: cua)?(?: nam)?(?: (?P<year>20\d\d))?(?!\w)")
_FROM = re.compile(r"(?<!\w)(?:ke )?(?:tu|tinh tu)(?: (?:dau|cuoi))?(?: nam)?\s*$")
_SINCE = re.compile(
    r"^\s*(?:den|toi|cho (?:den|toi)) (?:nay|hien (?:nay|tai)|gio|bay gio|ky nay|nam nay|quy nay)(?!\w)"
)
_BACK = re.compile(r"^\s*(?:tro (?:lai day|di|ve sau)|lai day)(?!\w)")
_UP_TO = re.compile(r"^\s*(?:den|toi|cho den|-|–)(?: het)?(?: nam)?\s*$")
_OF_LAST_YEAR = re.compile(
    r"^\s*(?:cua |trong )?nam (?:(?P<last>ngoai|truoc|lien truoc)|(?P<this>nay)|(?P<before>kia))(?!\w)"
)
_BASIS = re.compile(
    r"(?<!\w)(?:so (?:sanh )?(?:voi|cung)|so|voi|hon|kem|cung ky)(?: (?:ca|cung))?(?: (?:ky|nam))?\s*(?:cua )?$"
)
_NO_SO = re.compile(r"(?<!\w)s[ơởốổỗộớ](?!\w)|(?<!\w)(?:hồ|ho) so(?!\w)", re.IGNORECASE)
_SPANS = {"quy": "quý", "thang": "tháng", "nam": "năm"}
_LENGTHS = {"quý": 3, "6 tháng": 6, "9 tháng": 9, "năm": 12, "tháng": 1}


@dataclass(frozen=True, slots=True)
class RelativePeriods:
    """The periods that the words at `start:end` of a text mean, with the words."""

    start: int
    end: int
    text: str
    periods: tuple[Period, ...]


def relative_periods(text: str, held: Sequence[Period]) -> list[RelativePeriods]:
    """What the words mean relatively to the newest of the periods held, each stretch of them once, in their order."""
    held = sorted(held, key=lambda one: (one.end, -one.start.toordinal()))
    found: list[RelativePeriods] = []
    for read in (_ranges, _halves, _of_other_years, _few, _newest, _before) if held else ():
        for start, end, periods in read(text, held):
            if not any(start < other.end and other.start < end for other in found):
                found.append(RelativePeriods(start, end, text[start:end].strip(), periods))
    return sorted(found, key=lambda one: one.start)


def previous(of: Period) -> Period:
    """The period of the same length right before: quarter before quarter, first half before second."""
    length = _LENGTHS.get(span(of))
    if length in (1, 3, 6):
        last = of.start - timedelta(days=1)
        tail = {1: f"{last.month:02d}", 3: f"Q{(last.month + 2) // 3}", 6: f"H{(last.month + 5) // 6}"}[length]
        return period(f"{last.year}-{tail}")
    return year_before(of)


def year_before(of: Period) -> Period:
    """The same period of the year before."""
    return period(re.sub(r"\d{4}", lambda year: str(int(year.group()) - 1), of.id))


def between(first: Period, last: Period, length: str) -> list[Period]:
    """All periods of a length ("quý", "năm", "6 tháng" …) that end within two periods, both included, in order."""
    months = {"quý": ("Q1", "Q2", "Q3", "Q4"), "6 tháng": ("H1", "H2"), "9 tháng": ("9M",), "năm": ("",)}
    tails = [f"{month:02d}" for month in range(1, 13)] if length == "tháng" else months.get(length, ())
    made = [
        period(f"{year}-{tail}" if tail else str(year))
        for year in range(first.start.year, last.end.year + 1)
        for tail in tails
    ]
    return [one for one in made if first.start <= one.end <= last.end and first.start <= one.start]


def basis_mentions(text: str) -> list[PeriodMention]:
    """Periods that a question names to compare with ("so với quý I", "cùng kỳ năm 2022")."""
    return [one for one in find_periods(text) if _ends_with_basis(text[: one.start])]


def _ends_with_basis(text: str) -> bool:
    """Whether words of comparing stand at the end; "hồ sơ", "các sở" and "con số" are none, bare "so" is."""
    return _BASIS.search(fold(_NO_SO.sub("_", text))) is not None


def _ranges(text: str, held: Sequence[Period]) -> Iterable[_Span]:
    folded, mentions = fold(text), find_periods(text)
    for position, mention in enumerate(mentions):
        head = _FROM.search(folded[: mention.start])
        tail = (_SINCE.match(folded[mention.end :]) if head else None) or _BACK.match(folded[mention.end :])
        last = held[-1]
        first = mention.resolve(last.end.year)
        if first is None:
            continue
        start = head.start() if head else mention.start
        if tail:
            yield (start, mention.end + tail.end(), _within(first, last, held, mention.kind))
        elif head and position + 1 < len(mentions) and _UP_TO.match(folded[mention.end : mentions[position + 1].start]):
            after = mentions[position + 1]
            until = after.resolve(last.end.year)
            if until is not None:
                if mention.year is None and after.year is not None:
                    first = mention.resolve(after.year) or first
                # "Từ đầu năm 2024 đến quý I/2025" counts in the shorter of the two.
                kind = after.kind if mention.kind == "year" else mention.kind
                yield (start, after.end, _within(first, until, held, kind))
        elif mention.kind == "range" and (head or folded.startswith("tu nam", mention.start)):
            years = (period(str(mention.year)), period(str(mention.index)))
            yield (mention.start, mention.end, _within(*years, held, "year"))


def _within(first: Period, last: Period, held: Sequence[Period], kind: str) -> tuple[Period, ...]:
    """The periods from the first to the last one: those held, and between them those of the length named."""
    inside = {one.id: one for one in held if first.start <= one.start and one.end <= last.end}
    if kind in ("quarter", "half", "month"):
        length = {"quarter": "quý", "half": "6 tháng", "month": "tháng"}[kind]
        inside = {one.id: one for one in inside.values() if span(one) == length}
        inside |= {one.id: one for one in between(first, last, length)}
    return tuple(inside.values()) or (first, last)


def _halves(text: str, held: Sequence[Period]) -> Iterable[_Span]:
    for match in _HALF_OF_QUARTERS.finditer(fold(text)):
        year = match["year"] or str(_newest_year(held))
        tails = ("Q1", "Q2") if match["part"] == "dau" else ("Q3", "Q4")
        yield (*match.span(), tuple(period(f"{year}-{tail}") for tail in tails))


def _of_other_years(text: str, held: Sequence[Period]) -> Iterable[_Span]:
    folded = fold(text)
    for mention in find_periods(text):
        if mention.year is None and (match := _OF_LAST_YEAR.match(folded[mention.end :])):
            year = _newest_year(held) - (0 if match["this"] else 1 if match["last"] else 2)
            resolved = mention.resolve(year)
            if resolved is not None and not _ends_with_basis(text[: mention.start]):
                yield (mention.start, mention.end + match.end(), (resolved,))


def _few(text: str, held: Sequence[Period]) -> Iterable[_Span]:
    for match in _LATEST_FEW.finditer(fold(text)):
        if _is_basis(text, match):
            continue
        many = int(match["many"]) if match["many"].isdigit() else _COUNTS[match["many"]]
        if match["unit"] == "thang" and many in (6, 9, 12):
            continue
        yield (*match.span(), tuple(_of_unit(match["unit"], held)[-many:]))


def _newest(text: str, held: Sequence[Period]) -> Iterable[_Span]:
    for match in _LATEST.finditer(fold(text)):
        if _is_basis(text, match):
            continue
        if match["unit"] == "nam" or match["year"]:
            year = _newest_year(held)
            yield (*match.span(), tuple(one for one in held if one.end.year == year))
        else:
            yield (*match.span(), tuple(_of_unit(match["unit"] or "ky", held)[-1:]))


def _before(text: str, held: Sequence[Period]) -> Iterable[_Span]:
    folded = fold(text)
    for match in _BEFORE.finditer(folded):
        unit = match["unit"]
        if _is_basis(text, match) or (unit != "nam" and re.search(r"ngoai|kia", match.group())):
            continue
        if unit == "nam":
            year = _newest_year(held) - (2 if match.group().endswith("kia") else 1)
            yield (*match.span(), tuple(one for one in held if one.end.year == year) or (period(str(year)),))
        else:
            newest = _of_unit(unit, held)[-1:]
            yield (*match.span(), tuple(previous(one) for one in newest))


def _is_basis(text: str, match: re.Match[str]) -> bool:
    return _ends_with_basis(text[: match.start()])


def _newest_year(held: Sequence[Period]) -> int:
    return held[-1].end.year


def _of_unit(unit: str, held: Sequence[Period]) -> list[Period]:
    """The periods held that a word counts: "quý" quarters, "kỳ" those as long as the newest one."""
    wanted = _SPANS.get(unit) or span(held[-1])
    fitting = [one for one in held if span(one) == wanted]
    if unit == "nam" and len({one.end.year for one in held}) > len(fitting):
        return [period(str(year)) for year in sorted({one.end.year for one in held})]
    return fitting or ([] if unit in _SPANS else list(held))
