"""Where running text names a document: the word for its kind and its number, or its kind and its day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa_cchc.vietnamese.document_numbers import CARELESS, NUMBER, PARTIAL, compact, kind_of_sign
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
KIND = re.compile(r"(?<![a-z0-9])(?P<kind>" + "|".join(name.replace(" ", r"\s+") for name in KINDS) + r")(?![a-z0-9])")
_NAME_BETWEEN = r"(?P<name>(?:\s+(?:[^\s,;:.()\d]+|(?:19|20)\d\d)){1,10}?)??"
_TO_NUMBER = re.compile(rf"{_NAME_BETWEEN}\s*(?:\(\s*)?:?\s*(?:(?P<so>so)\s*[:.]?\s*)?$")
_SHORT = re.compile(r"(?<![\w/-])(?P<kind>QĐ|KH|NĐ|NQ|TT|CT|CV|KL|TB)(?:\s+(?:số|so))?\s*[:.]?\s*$")
_SO = re.compile(r"(?<![a-z0-9])so\s*[:.]?\s*$")
_NO_DOCUMENT = re.compile(r"(?<![a-z0-9])(?:bieu|mau|bieu mau|phu luc|muc|dieu|khoan|bang)(?:\s+so)?\s*[:.]?\s*$")
LIST_GAP = re.compile(r"\s*(?:[,;]|,?\s*va|va|&|hoac)\s*(?:cac\s+)?(?:so\s*[:.]?\s*)?")


@dataclass(slots=True)
class Named:
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


def numbered(text: str, folded: str) -> list[Named]:
    """Documents called by a number, in the order they stand."""
    found: list[Named] = []
    for match in NUMBER.finditer(text):
        one = _with_sign(match, text, folded, found[-1] if found else None)
        if one is not None:
            found.append(one)
    taken = _taken(found, len(text))
    for match in KIND.finditer(folded):
        if taken[match.start()]:
            continue
        one = _without_sign(match, text, folded)
        if one is not None:
            found.append(one)
            found += _more_without_sign(one, text, folded, taken)
    found.sort(key=lambda one: one.at)
    return found


def _taken(found: Sequence[Named], length: int) -> bytearray:
    """Which characters belong to a kind and number already found."""
    taken = bytearray(length)
    for one in found:
        taken[one.begin : one.behind] = b"\1" * (one.behind - one.begin)
    return taken


def _with_sign(match: re.Match[str], text: str, folded: str, before: Named | None) -> Named | None:
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
            return Named(begin, start, match.end(), kind, number, True, name)
    if short := _SHORT.search(text, floor, start):
        return Named(short.start(), start, match.end(), _SHORT_KINDS[short["kind"]], number, True)
    so = _SO.search(folded, floor, start)
    if before is not None and before.kind and _in_list(folded, before, start):
        return Named(so.start() if so else start, start, match.end(), of_sign or before.kind, number, False)
    if of_sign is None and not so:
        return None
    plain = "-" not in number and "–" not in number
    if plain and not so and not re.search(r"[A-ZĐ]{2}(?:UBND|TTg)", sign):
        return None
    return Named(so.start() if so else start, start, match.end(), of_sign, number, False)


_DAY_BETWEEN = re.compile(r"\s*,?\s*ngay[\d\s/.-]{6,14}")


def _in_list(folded: str, before: Named, start: int) -> bool:
    """Whether a number at `start` goes on with a list: "số 20/QĐ-UBND ngày …, số 45/QĐ-UBND"."""
    day = _DAY_BETWEEN.match(folded, before.behind)
    ends = [before.behind, *([day.end()] if day else [])]
    return any(LIST_GAP.fullmatch(folded, end, start) for end in ends)


_NO_NAMES = {"lien nganh", "lien tich", "hoa toc", "khan", "mat", "chinh thuc"}


def _kind_before(text: str, folded: str, floor: int, start: int) -> tuple[int, str, str | None] | None:
    """The nearest word for a kind that leads up to a number at `start`: its place, the kind, words in between."""
    nearest = None
    for match in KIND.finditer(folded, floor, start):
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


def _without_sign(kind: re.Match[str], text: str, folded: str) -> Named | None:
    """A document called by its kind and a number without a sign ("Nghị định số 61/2018", "Nghị quyết 57")."""
    lead = re.compile(r"\s*:?\s*(?P<so>so\s*[:.]?\s*)?").match(folded, kind.end())
    assert lead is not None
    if lead["so"] and (careless := CARELESS.match(text, lead.end())):
        name = KINDS[re.sub(r"\s+", " ", kind["kind"])]
        return Named(kind.start(), careless.start(), careless.end(), name, compact(careless.group()), True)
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
    return Named(kind.start(), number.start(), number.end(), name, compact(number.group()), True)


def _more_without_sign(first: Named, text: str, folded: str, taken: bytearray) -> list[Named]:
    """Further numbers under the same word ("các Nghị quyết số 18, số 19 …")."""
    more: list[Named] = []
    at = first.behind
    while gap := re.compile(r"\s*(?:,|,?\s*va)\s*so\s*[:.]?\s*").match(folded, at):
        number = PARTIAL.match(text, gap.end())
        if number is None or taken[number.start()]:
            break
        more.append(Named(number.start(), number.start(), number.end(), first.kind, compact(number.group()), False))
        at = number.end()
    return more


def dated_only(text: str, folded: str, found: Sequence[Named]) -> list[Named]:
    """Documents told by their kind and day alone ("Công văn ngày 12/3/2023 của Sở Nội vụ")."""
    more = []
    taken = _taken(found, len(text))
    for match in KIND.finditer(folded):
        if not text[match.start()].isupper() or taken[match.start()]:
            continue
        if re.compile(r"\s+ngay\s*\d{1,2}(?:\s?[/.-]\s?\d|\s*thang)").match(folded, match.end()):
            kind = KINDS[re.sub(r"\s+", " ", match["kind"])]
            more.append(Named(match.start(), match.start(), match.end(), kind, None, True))
    return more
