"""One key for the many ways of naming whose figure it is, so that figures of one holder meet.

"Bộ phận Một cửa thị xã", "BPMC", "UBND thị xã" and nobody named are all the reporting town itself; "các xã, phường",
"cấp xã" and "Bộ phận Một cửa cấp xã" are its communes together; "xã Hiệp Thạnh" and "Hiệp Thạnh" are one commune.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qa_cchc.records import Level
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.unicode import fold

OWN = ""
COMMUNES, DISTRICTS, DEPARTMENTS, PROVINCE = "cấp xã", "cấp huyện", "cấp sở", "cấp tỉnh"
VERTICAL = "ngành dọc"
GROUPS = frozenset({COMMUNES, DISTRICTS, DEPARTMENTS, PROVINCE, VERTICAL})

_DESK = re.compile(
    r"\b(?:(?:quay|bo phan|mo hinh|he thong(?: thong tin)?)\s+)?mot cua(?:\s+(?:dien tu|hien dai|lien thong|chung))*\b"
    r"|\bbo phan (?:tiep nhan|tn)\s*(?:va|&|-|/)?\s*(?:giao )?(?:tra ket qua|tkq)\b"
    r"|\btrung tam (?:phuc vu )?hanh chinh cong\b|\btrung tam kiem soat thu tuc hanh chinh\b"
)
_FILLER = re.compile(
    r"\b(?:(?:lanh dao|thuong truc|(?:pho )?chu tich|(?:pho )?giam doc)(?= (?:uy ban|hoi dong|so|huyen|tinh|thi xa"
    r"|thanh pho|quan|xa|phuong|trung tam)\b)|uy ban nhan dan|hoi dong nhan dan|cua|tai|thuoc|truc thuoc|tren dia ban"
    r"|dia ban|khoi|rieng|o|do|va ca|"
    r"linh vuc|toan"
    r"|ca(?= (?:tinh|huyen|thi xa|thanh pho|quan|xa|phuong|dac khu|so|nganh)\b)|"
    r"tat ca|cac don vi|nganh(?= (?:y te|giao duc|tu phap|noi vu|xay dung|cong thuong|tai chinh)))\b"
)
_PLURAL = re.compile(r"\bcac\b|\bcap\b|,|/| - |\bva\b")
_COMMUNE = re.compile(r"\b(?:xa|phuong|thi tran|dac khu)\b")
_DISTRICT = re.compile(r"\b(?:huyen|quan|thi xa|thanh pho)\b")
_ONLY_LEVELS = re.compile(
    r"(?:(?:cac|cap|va|so|xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tinh)\b[\s,/&-]*)+"
)
_OFFICES = re.compile(
    r"(?:cac )?(?:so|co quan chuyen mon|phong)(?:,? (?:ban|nganh|phong))*(?: chuyen mon)?"
    r"(?:,? (?:cap )?(?:tinh|huyen|thanh pho))?"
    r"|cac so[, ]+(?:ban[, ]+)?nganh.*"
)
_OWN_LEVEL = {
    "tỉnh": "tinh|thanh pho",
    "huyện": "huyen|thi xa|thanh pho|quan",
    "xã": "xa|phuong|thi tran|dac khu",
    "sở": "tinh|so",
}
_NAMED_COMMUNE = re.compile(r"(?:cac )?(?:xa|phuong|thi tran)\s+(?=\D)(.+)")
_BRACKET = re.compile(r"\([^()]*\)")
_MARKS = re.compile(r"[()\[\]“”\".:;]|[\s,–-]+$")


@lru_cache(maxsize=8192)
def holder(scope: str | None, place: str | None = None, level: Level | None = None, agency: str | None = None) -> str:
    """The key of a scope in a report of `place`, `level` and `agency`: `OWN` for the reporting body, one of the
    group keys of this module, else the folded name."""
    if not scope:
        return OWN
    # A bracket behind a name holds its abbreviation ("Trung tâm Phục vụ hành chính công (TTPVHCC) phường").
    text = " ".join(_MARKS.sub(" ", fold(expand(_BRACKET.sub(" ", scope)))).split())
    if "nganh doc" in text:
        return VERTICAL
    text = _squeezed(_DESK.sub(" ", text))
    if text == "trung tam":
        # The desk called by its first words.
        return OWN
    own = [_squeezed(fold(name)) for name in (place, agency) if name]
    own += [_squeezed(_FILLER.sub(" ", name)) for name in own]
    if not text or text in own:
        return OWN
    text = _squeezed(_FILLER.sub(" ", text))
    if not text or text in own:
        return OWN
    for name in own:
        # "các xã, phường thị xã Lam Khê", "Sở Nội vụ tỉnh X": the report's own place behind tells nothing new.
        if name and text.endswith(f" {name}"):
            text = _squeezed(text[: -len(name)])
    if _ONLY_LEVELS.fullmatch(text):
        city = level == "tỉnh" and fold(place or "").startswith("thanh pho") and text in ("thanh pho", "cap thanh pho")
        return OWN if city else _group(text, level)
    if _OFFICES.fullmatch(text):
        return DEPARTMENTS
    # "Công an huyện" in the district's own report is "Công an".
    own_level = _OWN_LEVEL.get(level or "")
    if own_level and (shorter := re.sub(rf"(?<=\w\w) (?:{own_level})$", "", text)) and " " in shorter:
        text = shorter
    named = _NAMED_COMMUNE.fullmatch(text)
    return _squeezed(named.group(1)) if named else _squeezed(re.sub(r"^cac ", "", text))


def _squeezed(text: str) -> str:
    return " ".join(text.split()).strip(" ,-–/&")


def _group(text: str, level: Level | None) -> str:
    """The key of words that name nothing but levels ("các xã, phường", "thị xã", "cấp huyện")."""
    communes, districts = _COMMUNE.search(_without_towns(text)), _DISTRICT.search(text)
    if communes and not districts:
        single = not _PLURAL.search(text)
        return OWN if single and level == "xã" else COMMUNES
    if districts and not communes:
        return OWN if level == "huyện" and not re.search(r"\bcac\b", text) else DISTRICTS
    if text in ("so", "cap so"):
        return OWN if level == "sở" else DEPARTMENTS
    if "tinh" in text.split() and not communes and not districts:
        # In a province's own report "cấp tỉnh" is one of its three levels, not all of it.
        return OWN if level == "tỉnh" and "cap" not in text.split() else PROVINCE
    return text


def _without_towns(text: str) -> str:
    """ "thị xã" is a town, not a commune."""
    return re.sub(r"\bthi xa\b", " ", text)
