"""Documents named in running Vietnamese text: kind, number, date, issuer and what each is about.

"Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về …", "các Quyết định: số 20/QĐ-UBND, số 45/QĐ-UBND cùng ngày
09/01/2023", "Luật Đất đai năm 2024", "Nghị quyết 18-NQ/TW". What the text does not say is None. Forms ("Biểu số
06/VPCP/KSTT") and standards ("TCVN ISO 9001:2015") are no documents.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa_cchc.vietnamese.dates import find_dates
from qa_cchc.vietnamese.document_numbers import CARELESS, NUMBER, PARTIAL, compact, kind_of_sign
from qa_cchc.vietnamese.document_titles import title_at
from qa_cchc.vietnamese.issuers import issuer_at, issuer_before
from qa_cchc.vietnamese.laws import find_laws
from qa_cchc.vietnamese.unicode import fold

KINDS = {
    "nghi quyet lien tich": "nghị quyết liên tịch",
    "thong tu lien tich": "thông tư liên tịch",
    "thong bao ket luan": "thông báo",
    "van ban hop nhat": "văn bản hợp nhất",
    "chuong trinh hanh dong": "chương trình hành động",
    "cong dien": "công điện",
    "cong van": "công văn",
    "chi thi": "chỉ thị",
    "chuong trinh": "chương trình",
    "bao cao": "báo cáo",
    "de an": "đề án",
    "giay moi": "giấy mời",
    "huong dan": "hướng dẫn",
    "ke hoach": "kế hoạch",
    "ket luan": "kết luận",
    "nghi dinh": "nghị định",
    "nghi quyet": "nghị quyết",
    "phap lenh": "pháp lệnh",
    "phuong an": "phương án",
    "quyet dinh": "quyết định",
    "quy che": "quy chế",
    "quy dinh": "quy định",
    "thong bao": "thông báo",
    "thong tu": "thông tư",
    "to trinh": "tờ trình",
    "van ban": "văn bản",
    "bo luat": "bộ luật",
    "luat": "luật",
}
"""Words for kinds of documents, folded and as written."""

_SHORT_KINDS = {
    "QĐ": "quyết định",
    "KH": "kế hoạch",
    "NĐ": "nghị định",
    "NQ": "nghị quyết",
    "TT": "thông tư",
    "CT": "chỉ thị",
    "CV": "công văn",
    "KL": "kết luận",
    "TB": "thông báo",
}
# Kinds that are called by their bare number ("Nghị quyết 57, Nghị định 61").
_CALLED_BY_NUMBER = {"nghị quyết", "nghị định", "thông tư", "chỉ thị", "quyết định", "kết luận"}
_KIND = re.compile(r"(?<![a-z0-9])(?P<kind>" + "|".join(name.replace(" ", r"\s+") for name in KINDS) + r")(?![a-z0-9])")
_NAME_BETWEEN = r"(?P<name>(?:\s+(?:[^\s,;:.()\d]+|(?:19|20)\d\d)){1,10}?)??"
_TO_NUMBER = re.compile(rf"{_NAME_BETWEEN}\s*(?:\(\s*)?:?\s*(?:(?P<so>so)\s*[:.]?\s*)?$")
_SHORT = re.compile(r"(?<![\w/-])(?P<kind>QĐ|KH|NĐ|NQ|TT|CT|CV|KL|TB)(?:\s+(?:số|so))?\s*[:.]?\s*$")
_SO = re.compile(r"(?<![a-z0-9])so\s*[:.]?\s*$")
_NO_DOCUMENT = re.compile(r"(?<![a-z0-9])(?:bieu|mau|bieu mau|phu luc|muc|dieu|khoan|bang)(?:\s+so)?\s*[:.]?\s*$")
_LIST_GAP = re.compile(r"\s*(?:[,;]|,?\s*va|va|&|hoac)\s*(?:cac\s+)?(?:so\s*[:.]?\s*)?")
_DAY = re.compile(
    r"\s*,?\s*(?P<open>\(\s*)?(?:(?P<same>cung)\s+)?(?:(?:duoc\s+)?(?:ban\s+hanh|ky)\s+)?(?P<word>ngay\s*)?(?=\d)"
)
_RAW_DAY = re.compile(
    r"(?P<d>\d{1,2})\s?(?:[/.-]\s?(?P<m>\d{1,2})\s?[/.-]|\s*thang\s*(?P<n>\d{1,2})\s*,?\s*nam)\s?(?P<y>\d{4}|\d\d)(?![\d/])"
)
_OF = re.compile(r"\s*,?\s*(?:cua|do)\s+")
_CLOSING = re.compile(r"\s*\)")
_YEAR = re.compile(r"\s+nam\s+(?:19|20)\d\d(?!\d)")
# How far ahead a title may run into other documents: characters, and documents.
_NEAR, _FEW = 1000, 24
_ON_DAY = re.compile(r"(?<![a-z0-9])ngay\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """A document named at `start:end` of a text (its quote). `at` is where its number, or else its kind, stands."""

    start: int
    end: int
    at: int
    kind: str | None
    number: str | None
    date: date | None = None
    issuer: str | None = None
    title: str | None = None


@dataclass(slots=True)
class _Found:
    """A mention in the making: `begin` its first word, `behind` its number's end, `tail` what follows it."""

    begin: int
    at: int
    behind: int
    kind: str | None
    number: str | None
    own_kind: bool
    title: str | None = None
    day: date | None = None
    dated: bool = False
    same_day: bool = False
    issuer: str | None = None
    tail: int = 0


def find_documents(text: str) -> list[DocumentMention]:
    """The documents that a paragraph names, one for each time, in the order they stand."""
    if not any(character.isdigit() for character in text) and "uật" not in text and "uat" not in text:
        return []
    folded = fold(text)
    found = _numbered(text, folded)
    found += _dated_only(text, folded, found)
    found.sort(key=lambda one: one.at)
    days = find_dates(text)
    for one in found:
        _read_tail(one, text, folded, days)
        _take_issuer_out_of_name(one)
    laws = _laws(text, found)
    starts = [law.start for law in laws]
    mentions: list[DocumentMention] = []
    for group in reversed(_groups(found, folded)):
        tail = group[-1].tail
        near = laws[bisect_left(starts, tail) : bisect_left(starts, tail + _NEAR)]
        mentions += _mentions(group, text, folded, days, [*near, *mentions[-_FEW:]])
    return sorted([*mentions, *laws], key=lambda one: one.at)


def with_capital_kinds(text: str) -> str:
    """The text with a capital where a word for a kind of document begins: as people type questions, so it is found."""
    letters = list(text)
    for match in _KIND.finditer(fold(text)):
        letters[match.start()] = letters[match.start()].upper()
    return "".join(letters)


def _laws(text: str, found: list[_Found]) -> list[DocumentMention]:
    """Laws called by name; a number behind the name ("Luật Cán bộ, công chức số 22/2008/QH12") takes the name on."""
    laws = []
    begins = [one.begin for one in found]
    for start, end, kind, name in find_laws(text):
        at = bisect_left(begins, start)
        beside = found[max(0, at - 1) : at + 2]
        numbered = next(
            (
                one
                for one in beside
                if one.begin <= start < one.behind or (one.kind is None and 0 <= one.begin - end <= 2)
            ),
            None,
        )
        if numbered is None:
            laws.append(DocumentMention(start, end, start, kind, None, None, None, name))
        elif numbered.kind is None:
            numbered.begin, numbered.kind, numbered.title, numbered.own_kind = start, kind, name, True
    return laws


def _numbered(text: str, folded: str) -> list[_Found]:
    found: list[_Found] = []
    for match in NUMBER.finditer(text):
        one = _with_sign(match, text, folded, found[-1] if found else None)
        if one is not None:
            found.append(one)
    taken = _taken(found, len(text))
    for match in _KIND.finditer(folded):
        if taken[match.start()]:
            continue
        one = _without_sign(match, text, folded)
        if one is not None:
            found.append(one)
            found += _more_without_sign(one, text, folded, taken)
    found.sort(key=lambda one: one.at)
    return found


def _taken(found: Sequence[_Found], length: int) -> bytearray:
    """Which characters belong to a kind and number already found."""
    taken = bytearray(length)
    for one in found:
        taken[one.begin : one.behind] = b"\1" * (one.behind - one.begin)
    return taken


def _with_sign(match: re.Match[str], text: str, folded: str, before: _Found | None) -> _Found | None:
    start = match.start()
    sign = match["sign"] or match["sign2"]
    if _NO_DOCUMENT.search(folded, max(0, start - 24), start) or (match["more"] and not match["year"]):
        return None
    number = compact(match.group())
    floor = before.behind if before else 0
    of_sign = kind_of_sign(sign)
    if stated := _kind_before(text, folded, max(floor, start - 120), start):
        begin, kind, name = stated
        # "Kế hoạch … theo Quyết định 12/QĐ-UBND" is caught by the nearest kind; words between are the document's name.
        if name is None or of_sign in (None, kind) or fold(name).strip().startswith("lien tich"):
            return _Found(begin, start, match.end(), kind, number, True, name)
    if short := _SHORT.search(text, floor, start):
        return _Found(short.start(), start, match.end(), _SHORT_KINDS[short["kind"]], number, True)
    so = _SO.search(folded, floor, start)
    if before is not None and before.kind and _in_list(folded, before, start):
        return _Found(so.start() if so else start, start, match.end(), of_sign or before.kind, number, False)
    if of_sign is None and not so:
        return None
    plain = "-" not in number and "–" not in number
    if plain and not so and not re.search(r"[A-ZĐ]{2}(?:UBND|TTg)", sign):
        return None
    return _Found(so.start() if so else start, start, match.end(), of_sign, number, False)


_DAY_BETWEEN = re.compile(r"\s*,?\s*ngay[\d\s/.-]{6,14}")


def _in_list(folded: str, before: _Found, start: int) -> bool:
    """Whether a number at `start` goes on with a list: "số 20/QĐ-UBND ngày …, số 45/QĐ-UBND"."""
    day = _DAY_BETWEEN.match(folded, before.behind)
    ends = [before.behind, *([day.end()] if day else [])]
    return any(_LIST_GAP.fullmatch(folded, end, start) for end in ends)


_NO_NAMES = {"lien nganh", "lien tich", "hoa toc", "khan", "mat", "chinh thuc"}


def _kind_before(text: str, folded: str, floor: int, start: int) -> tuple[int, str, str | None] | None:
    """The nearest word for a kind that leads up to a number at `start`: its place, the kind, words in between."""
    nearest = None
    for match in _KIND.finditer(folded, floor, start):
        nearest = match
    if nearest is None:
        return None
    rest = _TO_NUMBER.fullmatch(folded, nearest.end(), start)
    if rest is None:
        return None
    name = text[rest.start("name") : rest.end("name")].strip() if rest["name"] else None
    capital = text[nearest.start()].isupper()
    if name and not (capital and rest["so"]):
        return None
    if name and fold(name) in _NO_NAMES:
        name = None
    return nearest.start(), KINDS[re.sub(r"\s+", " ", nearest["kind"])], name or None


def _without_sign(kind: re.Match[str], text: str, folded: str) -> _Found | None:
    """A document called by its kind and a number without a sign ("Nghị định số 61/2018", "Nghị quyết 57")."""
    lead = re.compile(r"\s*:?\s*(?P<so>so\s*[:.]?\s*)?").match(folded, kind.end())
    assert lead is not None
    if lead["so"] and (careless := CARELESS.match(text, lead.end())):
        name = KINDS[re.sub(r"\s+", " ", kind["kind"])]
        return _Found(kind.start(), careless.start(), careless.end(), name, compact(careless.group()), True)
    number = PARTIAL.match(text, lead.end()) if text[kind.start()].isupper() else None
    if number is None or lead.end() == kind.end():
        return None
    name = KINDS[re.sub(r"\s+", " ", kind["kind"])]
    told = bool(number["year"]) or bool(lead["so"])
    after = folded[number.end() :]
    if not told:
        if re.fullmatch(r"(?:19|20)\d\d", number["digits"]):
            return None
        if re.match(
            r"\s*,?\s*(?:ngay\s*\d|cua\s+(?:chinh phu|thu tuong|bo|trung uong|quoc hoi|ubnd|uy ban|ban))", after
        ):
            told = True
        elif name in _CALLED_BY_NUMBER:
            told = re.match(r"\s*(?:[,;.)/]|$|(?:va|ve|cua|tai|theo|tren|da|duoc)\s)", after) is not None
    # "Quyết định số 12 cán bộ": a number and what it counts.
    if not told or re.match(r"\s*(?:can bo|cong chuc|vien chuc|nguoi|truong hop|don vi|co quan|%)", after):
        return None
    return _Found(kind.start(), number.start(), number.end(), name, compact(number.group()), True)


def _more_without_sign(first: _Found, text: str, folded: str, taken: bytearray) -> list[_Found]:
    """Further numbers under the same word ("các Nghị quyết số 18, số 19 …")."""
    more: list[_Found] = []
    at = first.behind
    while gap := re.compile(r"\s*(?:,|,?\s*va)\s*so\s*[:.]?\s*").match(folded, at):
        number = PARTIAL.match(text, gap.end())
        if number is None or taken[number.start()]:
            break
        more.append(_Found(number.start(), number.start(), number.end(), first.kind, compact(number.group()), False))
        at = number.end()
    return more


def _dated_only(text: str, folded: str, found: Sequence[_Found]) -> list[_Found]:
    """Documents told by their kind and day alone ("Công văn ngày 12/3/2023 của Sở Nội vụ")."""
    more = []
    taken = _taken(found, len(text))
    for match in _KIND.finditer(folded):
        if not text[match.start()].isupper() or taken[match.start()]:
            continue
        if re.compile(r"\s+ngay\s*\d{1,2}(?:\s?[/.-]\s?\d|\s*thang)").match(folded, match.end()):
            kind = KINDS[re.sub(r"\s+", " ", match["kind"])]
            more.append(_Found(match.start(), match.start(), match.end(), kind, None, True))
    return more


def _read_tail(one: _Found, text: str, folded: str, days: Sequence[tuple[int, int, date]]) -> None:
    """Day and issuer behind a number, in either order."""
    at = one.behind
    if year := _YEAR.match(folded, at):
        at = year.end()
    for _ in range(3):
        lead = _DAY.match(folded, at) if not one.dated else None
        day = _day_at(folded, lead, days) if lead else None
        if day is not None:
            one.dated, one.day, at = True, day[0], day[1]
            one.same_day = bool(lead and lead["same"])
            continue
        of = _OF.match(folded, at) if one.issuer is None else None
        end = issuer_at(text, folded, of.end()) if of else None
        if of and end:
            end = _joint(one, text, folded, end)
            one.issuer, at = " ".join(text[of.end() : end].split()), end
            continue
        if "(" in text[one.begin : one.behind] and (closing := _CLOSING.match(folded, at)):
            at = closing.end()
            continue
        break
    one.tail = at


def _joint(one: _Found, text: str, folded: str, end: int) -> int:
    """The end with the bodies that issued a joint document too ("của Bộ Nội vụ và Bộ Tài chính")."""
    while "liên tịch" in (one.kind or "") and (gap := re.compile(r"\s*(?:,|-|va)\s+").match(folded, end)):
        further = issuer_at(text, folded, gap.end())
        if further is None:
            break
        end = further
    return end


def _take_issuer_out_of_name(one: _Found) -> None:
    """ "Kế hoạch của UBND tỉnh số 12/KH-UBND": the words between kind and number say whose it is."""
    if one.title and (of := _OF.match(" " + fold(one.title))):
        rest = one.title[of.end() - 1 :]
        if issuer_at(rest, fold(rest), 0) == len(rest):
            one.issuer, one.title = one.issuer or rest, None


def _day_at(folded: str, lead: re.Match[str], days: Sequence[tuple[int, int, date]]) -> tuple[date | None, int] | None:
    """The day behind `lead` and where it ends; the day is None when no calendar has it."""
    at = lead.end()
    if not lead["word"] and not lead["open"] and not re.search(r"[,]\s*$", lead.group()):
        return None
    raw = _RAW_DAY.match(folded, at)
    exact = next(((stop, day) for start, stop, day in days if start <= at < stop and start >= lead.start()), None)
    if exact is None and raw is None:
        return None
    end, day = exact if exact else (raw.end(), _short_year(raw)) if raw else (at, None)
    if lead["open"]:
        closing = _CLOSING.match(folded, end)
        if closing is None:
            return None
        end = closing.end()
    return day, end


def _short_year(raw: re.Match[str]) -> date | None:
    """The day of "05/01/24"; None for a day that no calendar has."""
    year = int(raw["y"])
    try:
        return date(year + 2000 if year < 100 else year, int(raw["m"] or raw["n"]), int(raw["d"]))
    except ValueError:
        return None


def _groups(found: Sequence[_Found], folded: str) -> list[list[_Found]]:
    """Documents under one word for their kind stand together ("các Quyết định: số …, số …")."""
    groups: list[list[_Found]] = []
    for one in found:
        last = groups[-1][-1] if groups else None
        if last and not one.own_kind and _LIST_GAP.fullmatch(folded, last.tail, one.at):
            groups[-1].append(one)
            one.kind = one.kind or last.kind
        else:
            groups.append([one])
    return groups


def _mentions(
    group: list[_Found],
    text: str,
    folded: str,
    days: Sequence[tuple[int, int, date]],
    later: Sequence[DocumentMention],
) -> list[DocumentMention]:
    last = group[-1]
    inner: dict[int, int] = {}
    for one in later:
        inner[one.start] = max(one.end, inner.get(one.start, 0))
    span = title_at(text, folded, last.tail, sorted(inner.items()))
    title = " ".join(text[slice(*span)].split()) if span else None
    end = span[1] if span else last.tail
    begin, issuer, day = _told_before(group, text, folded, days)
    made: list[DocumentMention] = []
    for one in group:
        own = one is last
        start, stop = (one.begin if one.own_kind else group[0].begin), (end if own else one.tail)
        told, told_day = one.issuer, one.day
        if not own and not one.issuer and last.issuer:
            told, stop = last.issuer, last.tail
        if not own and not one.dated and last.day and _may_be_of(one.number, last.day):
            told_day, stop = last.day, last.tail
        if told is None and issuer:
            told, start = issuer, begin
        if told_day is None and not one.dated and day and len(group) == 1:
            told_day, start = day, begin
        about = (title if own else None) or one.title
        made.append(DocumentMention(start, stop, one.at, one.kind, one.number, told_day, told, about))
    return made


def _told_before(
    group: Sequence[_Found], text: str, folded: str, days: Sequence[tuple[int, int, date]]
) -> tuple[int, str | None, date | None]:
    """Who issued it and when, from words before: "Ngày 23/6/2022, Thủ tướng Chính phủ ban hành Quyết định …"."""
    begin = group[0].begin
    subject = issuer_before(text, folded, begin)
    if subject is None:
        return begin, None, None
    issuer = " ".join(text[slice(*subject)].split())
    for start, stop, day in days:
        if (
            stop <= subject[0] <= stop + 3
            and re.fullmatch(r",?\s*", text[stop : subject[0]])
            and _ON_DAY.match(folded, start)
        ):
            return start, issuer, day
    return subject[0], issuer, None


def _may_be_of(number: str | None, day: date) -> bool:
    """Whether a number that names its year can have the day."""
    year = re.search(r"/((?:19|20)\d\d)/", number or "")
    return year is None or int(year.group(1)) == day.year
