"""What makes a table a standard form: its caption's number, and what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_cchc.reading.blocks import Grid
from qa_cchc.reading.codes import normal_code
from qa_cchc.reading.markers import roman_value
from qa_cchc.records import Period
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.unicode import fold

LONGEST_TITLE = 220
"""Characters that a caption or a form's title has at most."""

_CAPTION = re.compile(
    r"(?:phu\s+)?(?:bieu\s+mau|mau\s+bieu|bieu\s+so|mau\s+so|phu\s+bieu|bieu|mau)\s*(?:so)?\s*[:.]?\s*"
    r"(?P<number>0*\d{1,2}(?:\.\d{1,2})?[a-z]?|[ivx]+)(?![\w/]|\.\d)\s*[:.\-–)]?\s*"
)
_ROLES = (
    ("code", re.compile(r"(?:so\s+)?tt|stt|so thu tu|ma so|ma|ky hieu|ma chi tieu")),
    (
        "unit",
        re.compile(
            r"(?!.*(?:chi tieu|noi dung|tieu chi)).*don vi tinh.*|dvt|d\.?v\.?t\.?|don vi do|don vi do luong|"
            r"ket qua(?: thuc hien| thong ke)? (?:dvt|don vi)"
        ),
    ),
    ("note", re.compile(r".*(?:ghi chu|dien giai|giai trinh|ly do|mo ta|thuyet minh|tai lieu kiem chung).*")),
    ("name", re.compile(r".*(?:chi tieu|noi dung|tieu chi|danh muc|hang muc|nhiem vu).*|ten .*")),
)
_SECONDARY = re.compile(
    r"ky truoc|quy truoc|nam truoc|thang truoc|cung ky|luy ke|tu dau nam|so voi|so sanh|ke hoach|muc tieu|chi tieu|"
    r"duoc giao|ty le|ti le|tang|giam|du kien|uoc|^%$"
)
# What heads the one value column of a list of indicators that tells no units, or tells them in the names.
_VALUES_HEAD = re.compile(r"so lieu(?: (?:thong ke|bao cao))?|ket qua(?: thuc hien)?|so luong|gia tri|thuc hien")
_FEWEST_ROWS = 12
_PRIMARY = (
    re.compile(r"so lieu"),
    re.compile(r"ky nay|trong ky|ky bao cao|bao cao ky|trong quy|quy nay|thuc hien"),
    re.compile(r"ket qua|so luong|gia tri"),
)


@dataclass(frozen=True, slots=True)
class Roles:
    """Column indexes of a form; `value` is the main one, `values` all of them in order."""

    code: int | None
    name: int
    unit: int | None
    value: int
    note: int | None
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """A form's number ("3") and what its caption says beyond it."""

    number: str
    title: str


def read_caption(text: str) -> Caption | None:
    """ "BIỂU SỐ 03: Cải cách…" → number "3"; None for other text, and for numbered models of decrees ("06/VPCP")."""
    match = _CAPTION.match(fold(text))
    if match is None or len(text) > LONGEST_TITLE:
        return None
    printed = match["number"]
    number = str(roman_value(printed.upper())) if re.fullmatch("[ivx]+", printed) else printed.lstrip("0")
    rest = text[match.end() :].strip(" .:-–")
    # "Biểu mẫu 3 kèm theo báo cáo này…" is a sentence, no caption.
    if not number or rest[:1].islower():
        return None
    return Caption(number, "" if rest.startswith("(") else rest)


def read_roles(columns: Sequence[tuple[str, ...]], captioned: bool, period: Period | None = None) -> Roles | None:
    """Roles of the columns of a form; None when the header is no form's.

    Of several value columns the main one is that of the report's own period ("Quý II" or "Lũy kế 6 tháng").
    """
    found: dict[str, int] = {}
    values: list[int] = []
    for index, path in enumerate(columns):
        leaf = fold(path[-1]).strip(" .:") if path else ""
        role = next((name for name, pattern in _ROLES if name not in found and pattern.fullmatch(leaf)), None)
        if role is None and leaf == "don vi" and "name" in found and "unit" not in found:
            role = "unit"
        if role:
            found[role] = index
        elif leaf or index > 0:
            values.append(index)
    if "name" not in found:
        return None
    values = [index for index in values if index > found["name"]]
    bare = "code" in found and len(values) == 1 and _VALUES_HEAD.fullmatch(fold(columns[values[0]][-1]).strip(" .:"))
    if not values or ("unit" not in found and not (len(values) == 1 and (captioned or bare))):
        return None
    return Roles(
        found.get("code"),
        found["name"],
        found.get("unit"),
        _main(columns, values, period),
        found.get("note"),
        tuple(values),
    )


def _main(columns: Sequence[tuple[str, ...]], values: Sequence[int], period: Period | None) -> int:
    if period is not None and len(values) > 1:
        for index in values:
            named = [mention.resolve(period.start.year) for mention in find_periods(" ".join(columns[index]))]
            if any(other is not None and other.id == period.id for other in named):
                return index
    texts = {index: fold(" ".join(columns[index])) for index in values}
    own = [index for index in values if not _SECONDARY.search(texts[index])] or list(values)
    for pattern in _PRIMARY:
        for index in own:
            if pattern.search(texts[index]):
                return index
    return own[0]


def usual_roles(grid: Grid) -> Roles | None:
    """The roles in their usual order, for a table without header whose first column holds codes; None otherwise."""
    codes = sum(re.fullmatch(r"\d{1,2}(?:\.\d{1,2})*", normal_code(row[0].text.value)) is not None for row in grid.rows)
    if grid.width not in (4, 5) or codes * 2 < len(grid.rows):
        return None
    return Roles(0, 1, 2, 3, 4 if grid.width == 5 else None, (3,))


_VALUE = re.compile(r"[-–+]?\s?\d[\d.,/\s]*\s*%?|-|–|khong|chua|co|x")
_UNIT = re.compile(
    r"%|.*\b(?:ho so|van ban|thu tuc|tthc|nguoi|nhiem vu|co quan|cuoc|luot|trieu dong|ty dong|dong|diem|to chuc|phieu|"
    r"ban|lop|don vi|van de|so luong|ty le|tin|bai|chi so|dich vu|he thong|pakn|co = 1.*|khong = 0.*|chua.* = 0.*|"
    r"phan anh|kien nghi|trd|tr\.?d|gd|giao dich|phong|vi tri|sang kien|quy trinh|ngay|hang|buoi|hoi nghi|"
    r"don|thon|to|xa|so|ho|chung thu so|tai khoan|bien che|phan mem|du an|thu|y kien|lan)\b.*"
)


def holds_figures(grid: Grid, depth: int, roles: Roles) -> bool:
    """Whether an uncaptioned table reads like a form: figures among its values, measures in its unit column. Without
    such a column it is long and has hardly anything but figures."""
    values = [
        fold(row[index].text.value) for row in grid.rows[depth:] for index in roles.values if row[index].text.value
    ]
    units = [fold(expand(row[roles.unit].text.value)) for row in grid.rows[depth:] if roles.unit is not None]
    units = [unit for unit in units if unit]
    counted = sum(_VALUE.fullmatch(value) is not None for value in values)
    if roles.unit is None:
        return len(grid.rows) - depth >= _FEWEST_ROWS and counted * 10 >= len(values) * 9
    measures = sum(_UNIT.fullmatch(unit) is not None for unit in units)
    return counted * 2 >= len(values) and measures * 2 >= len(units) > 0
