"""Whether a number counts what an indicator does: kinds of units, and rates, points, ranks and money apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from qa_cchc.figures.indicator import Indicator
from qa_cchc.figures.meanings import load_meanings

_MONEY = re.compile(r"(?:^|(?:nghìn|ngàn|triệu|tỷ|tỉ) )đồng\b(?! chí)", re.IGNORECASE)
_POINTS_OF_CHANGE = re.compile(r"điểm (?:phần trăm|%)", re.IGNORECASE)
# What the units of the catalogue count, where the nouns alone could mean more.
_OF_UNIT: Mapping[str, frozenset[str]] = {
    unit: frozenset(classes.split())
    for unit, classes in {
        "hồ sơ": "file",
        "thủ tục": "procedure",
        "văn bản": "document",
        "nhiệm vụ": "task",
        "vấn đề": "issue",
        "người": "person",
        "lượt người": "person",
        "cơ quan, đơn vị": "org",
        "đơn vị": "org",
        "cuộc": "event",
        "buổi": "event",
        "phiếu": "form",
        "ý kiến": "opinion",
        "pakn": "feedback",
        "đơn": "petition",
        "tin, bài": "news",
        "lượt": "view",
        "tờ": "leaflet",
        "cái": "banner",
        "bài": "entry",
        "chuyên mục": "column",
        "video": "video",
        "quyết định": "decision",
        "báo cáo": "report",
        "quy trình": "process",
        "bộ phận": "desk",
        "sáng kiến": "initiative",
        "mô hình": "model",
        "tập thể": "group",
        "chứng thư số": "cert",
        "chữ ký số": "cert",
        "tài khoản": "account",
        "hộp thư": "account",
        "giao dịch": "payment",
        "ngày": "days",
        "thẻ": "card",
        "tổ": "team",
        "lớp": "class",
        "chỉ tiêu": "quota",
        "vị trí": "position",
        "dự án": "project",
        "thôn, tổ dân phố": "village",
        "phần mềm": "system",
        "hệ thống": "system",
        "dịch vụ": "procedure",
        "trường hợp": "file",
        "phòng": "org",
        "ban": "org",
        "tổ chức": "org",
        "chi cục": "org",
    }.items()
}


def fits(indicator: Indicator, classes: frozenset[str] | None, unit: str | None) -> bool:
    """Whether a number of these classes (None where no noun says one) and this unit may be the indicator's."""
    if unit == "%":
        return indicator.unit == "%" or indicator.kind == "score"
    if indicator.kind == "ratio":
        return unit is not None and _POINTS_OF_CHANGE.match(unit) is not None
    if unit is not None and _MONEY.search(unit):
        return indicator.kind == "amount" and _MONEY.search(indicator.unit) is not None
    if indicator.kind == "rank":
        # A rank is counted in whatever is ranked ("03/11 huyện, thị xã").
        return True
    if indicator.kind == "amount" and (classes is None or _MONEY.search(indicator.unit)):
        return False
    return classes is None or bool(unit_classes(indicator) & classes)


def unit_classes(indicator: Indicator) -> frozenset[str]:
    """The classes of what an indicator counts."""
    if indicator.kind in ("score", "rank"):
        return frozenset({indicator.kind})
    if indicator.kind == "ratio":
        return frozenset({"percent"})
    return _OF_UNIT.get(indicator.unit.lower()) or _noun_classes(indicator.unit)


@lru_cache(maxsize=512)
def _noun_classes(unit: str) -> frozenset[str]:
    return load_meanings().classes(unit)
