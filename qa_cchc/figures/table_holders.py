"""Whose the figures of a table's row are: its unit or sector, and what exactly a total row adds up.

A total below districts is that of the districts, not the province's own: the province's departments are not in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_cchc.figures.scopes import find_scopes
from qa_cchc.figures.table_lines import AVERAGE, Line, is_total
from qa_cchc.records import Level
from qa_cchc.vietnamese.unicode import fold

_NAMED = r"(?=\s|$)"
_COMMUNE = re.compile(
    rf"(?:ubnd |uỷ ban nhân dân |ủy ban nhân dân )?(xã(?!\s+hội)|phường|thị trấn|tt\.?|đặc khu|x\.|p\.){_NAMED}"
)
_DISTRICT = re.compile(
    rf"(?:ubnd |uỷ ban nhân dân |ủy ban nhân dân )?(huyện|quận|thị xã|thành phố|tp\.?|tx\.?|h\.|q\.){_NAMED}"
)
_DEPARTMENT = re.compile(
    r"(sở(?!\s+hữu)|ban(?!\s+hành|\s+qlda|\s+quản lý (?:các )?dự án)|thanh tra|văn phòng|vp)(?=[\s.])"
)
_OFFICE = re.compile(
    r"(?:phòng(?!\s+cháy|,?\s+chống|\s+bệnh)|chi cục|chi nhánh|công an|trung tâm|bệnh viện|trường|bộ phận|cục"
    r"|kho bạc|bảo hiểm xã hội"
    r"|bhxh|ubnd|ủy ban|uỷ ban|bpmc|tthcc|ttpvhcc|đội|trạm|viện|hạt)\b"
)
_OWN_DESK = re.compile(
    r"\b(?:bộ phận (?:một cửa|tiếp nhận|tn)|bptn|bpmc|trung tâm (?:phục vụ )?hành chính công|tthcc"
    r"|ttpvhcc)\b(?!.*\b(?:xã|phường)\b(?! hội))"
    r"|\bcấp (?:huyện|tỉnh)\b|(?:ubnd |ủy ban nhân dân |uỷ ban nhân dân )?(?:huyện|thị xã|thành phố|quận"
    r"|tỉnh)$|văn phòng hđnd"
)
_WORDS = {"x.": "xã", "p.": "phường", "tt.": "thị trấn", "tt": "thị trấn", "h.": "huyện", "q.": "quận", "tx": "thị xã",
          "tx.": "thị xã", "tp": "thành phố", "tp.": "thành phố"}  # fmt: skip
_ORDER = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố")
_LOWER: dict[str | None, frozenset[str]] = {
    "tỉnh": frozenset({"commune", "district", "department"}),
    "huyện": frozenset({"commune"}),
    "sở": frozenset(),
    "xã": frozenset(),
    "bộ": frozenset({"commune", "district", "department"}),
}
_LEVEL = re.compile(
    r"(?:ubnd |uy ban nhan dan |khoi |bo phan mot cua |bpmc |tthc "
    r"|thu tuc hanh chinh )*(?:cac )?(?:cap (?:tinh|huyen|xa|so)"
    r"|so,? (?:ban,? )?nganh(?: tinh)?|co quan chuyen mon.*|nganh doc.*|(?:toan )?(?:tinh|huyen|thi xa|thanh pho|quan))"
)
_WHOLE = re.compile(r"toan (?:tinh|huyen|thi xa|thanh pho|quan|nganh|dia ban|so|xa|phuong)\b.*")
_TOTAL_WORDS = re.compile(r"tổng(?:\s+(?:cộng|số|hợp|chung))?|cộng", re.IGNORECASE)
_BRANCHES = re.compile(r"(?:các\s+|theo\s+|tên\s+)*(chi nhánh)", re.IGNORECASE)
_OF_GROUP = re.compile(r"(?:UBND |Ủy ban nhân dân |Uỷ ban nhân dân |[Kk]hối )?(?:[Cc]ác|[Cc]ấp)\b")
# Rows that are made from others.
_ADDED = re.compile(rf"{AVERAGE.pattern}|(?:dat )?(?:ty le|ti le|%).*")
_GROUP = re.compile(r"(?:nhom|loai|muc) (?:\d|[ivx]+|[a-d])")
_ROW_GROUP = 0.8
_LONGEST = 60


def row_scope(line: Line) -> str | None:
    """Whose a row of a table of units or sectors is; None for one that tells a time alone. A sector is told with the
    unit or level that it stands under."""
    if line.when and line.when.endswith(line.label):
        return next(reversed(line.parents), None)
    if AVERAGE.fullmatch(fold(line.label)):
        return " ".join((line.label, *line.parents[-1:]))
    if is_unit(line.label):
        return line.label
    group = next((text for text in reversed(line.parents) if not is_total(text)), None)
    return f"{line.label} ({group})" if group and len(group) < _LONGEST else line.label


def total_scopes(
    lines: Sequence[Line], caption: str, head: str, level: Level | None, silent: Sequence[str] = ()
) -> dict[int, str | None]:
    """Whose each total row is, by its place: a group of rows, all units of one kind, or None for the whole office.

    `silent` are the units that are listed without numbers.
    """
    totals = [position for position, line in enumerate(lines) if line.total]
    found: dict[int, str | None] = {}
    names = [line.label for line in lines if not line.total and not _ADDED.fullmatch(fold(line.label))]
    whole = whole_of([*names, *silent], caption, head, level)
    for order, position in enumerate(totals):
        line = lines[position]
        named = _named_in(line.label)
        if named is not None:
            found[line.at] = named
            continue
        later = [lines[other] for other in totals[order + 1 :]]
        group = line.parents[0] if line.parents else _group_before(lines, position)
        closes = (
            group is not None
            and (bool(later) or any(_group_before(lines, before) not in (None, group) for before in totals[:order]))
            and not (order == len(totals) - 1 and position == len(lines) - 1 and _all_closed(lines, totals))
        )
        found[line.at] = (
            group if closes else (whole if not _WHOLE.fullmatch(fold(line.label)) or _says(caption) else None)
        )
    return found


def _group_before(lines: Sequence[Line], position: int) -> str | None:
    """The heading that the row before a total stands under."""
    for line in reversed(lines[:position]):
        if not line.total:
            return line.parents[0] if line.parents else None
    return None


def _all_closed(lines: Sequence[Line], totals: Sequence[int]) -> bool:
    """Whether the row before the last total is itself a total: then the last is of all."""
    return len(totals) > 1 and lines[totals[-1] - 1].total


def _named_in(label: str) -> str | None:
    """The group that a total's own label names: "Tổng cộng các xã" → "các xã"."""
    adding = _TOTAL_WORDS.match(label)
    if adding is None:
        return None
    rest = label[adding.end() :].strip(" :.-–()")
    scopes = find_scopes(rest)
    return scopes[0].text if scopes and scopes[0].start == 0 and len(scopes[0].text) > 0.6 * len(rest) else None


def whole_of(names: Sequence[str], caption: str, head: str, level: Level | None) -> str | None:
    """What the total of units or sectors of these names is of; None for the whole office."""
    rows = [name.lower() for name in names]
    if not rows or level == "xã" or any(_OWN_DESK.search(row) for row in rows):
        return None
    kinds = {
        kind: some
        for kind, pattern in (("commune", _COMMUNE), ("district", _DISTRICT), ("department", _DEPARTMENT))
        if (some := [row for row in rows if pattern.match(row)])
    }
    if len(kinds) > 1:
        return None
    for kind, some in kinds.items():
        if kind in _LOWER.get(level, frozenset({"commune"})) and len(some) >= max(2, _ROW_GROUP * len(rows)):
            return _group_name(kind, some)
    if level in ("tỉnh", "huyện") and not kinds:
        # Units that are printed by their bare names, or sectors; the column or the caption tells whose they are.
        return _says(head) or _says(caption)
    if level == "sở" and (named := _BRANCHES.match(head)):
        return f"các {named[1].lower()}"
    return None


def _group_name(kind: str, rows: Sequence[str]) -> str:
    if kind == "department":
        return "các sở, ban, ngành"
    pattern = _COMMUNE if kind == "commune" else _DISTRICT
    words = {_WORDS.get(match[1], match[1]) for row in rows if (match := pattern.match(row))}
    return "các " + ", ".join(word for word in _ORDER if word in words)


def _says(text: str) -> str | None:
    """The group of units that a caption or a heading names: "của các xã, phường", "theo địa bàn cấp huyện"."""
    groups = [scope.text for scope in find_scopes(text) if _OF_GROUP.match(scope.text)]
    return groups[0] if len(groups) == 1 else None


def is_unit(label: str) -> bool:
    """Whether a label names a place or an office, as against a sector."""
    lower = label.lower()
    return any(pattern.match(lower) for pattern in (_COMMUNE, _DISTRICT, _DEPARTMENT, _OFFICE))


def is_holder(text: str) -> bool:
    """Whether a heading names nothing but whose figures are: a desk, a level, an office."""
    plain = re.sub(r"\([^()]*\)", "", text).strip(" :.-–")
    if _GROUP.fullmatch(fold(plain)):
        return False
    scopes = find_scopes(plain, offices=True)
    return (len(scopes) == 1 and scopes[0].text == plain) or _LEVEL.fullmatch(fold(plain)) is not None
