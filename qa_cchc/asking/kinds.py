"""What kind of answer a question wants: a figure, yes or no, an explanation, a document; a rate, a count, a change."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HOW_MUCH = re.compile(
    r"bao nhiêu|mấy\b|tỷ lệ|tỉ lệ|phần trăm|%|số lượng|tổng số|số (?:hồ sơ|nhiệm vụ|văn bản|thủ tục|người|đơn vị"
    r"|cơ quan|phòng|lượng|phiếu|tin)|là mấy",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"\b(?:có|còn|đã|được)\b.{2,}\b(?:không|chưa|hay không|hay chưa)\b\s*\??\s*$|\b(?:đã|được)\b.{2,}\bchưa\b\s*\??\s*$"
    r"|phải không",
    re.IGNORECASE,
)
_WHO_WHEN = re.compile(
    r"ai (?:là người )?(?:đã )?ký|người ký|ai ký|(?:báo cáo|văn bản).{0,40}(?:số mấy|số bao nhiêu|ngày nào|ngày mấy"
    r"|ngày bao nhiêu|khi nào)"
    r"|(?:số|ngày) (?:ký hiệu|ban hành|báo cáo|ký)|những báo cáo nào|các báo cáo nào|bao nhiêu báo cáo|mấy báo cáo"
    r"|có báo cáo nào",
    re.IGNORECASE,
)
_EXPLAIN = re.compile(
    r"\b(?:là gì|những gì|gì|như thế nào|thế nào|ra sao|vì sao|tại sao|do đâu|nguyên nhân|khó khăn|hạn chế|tồn tại"
    r"|vướng mắc|giải pháp|phương hướng"
    r"|kiến nghị gì|đề xuất|nhiệm vụ trọng tâm|bài học|đánh giá)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\b(?:vì sao|tại sao|do đâu|nguyên nhân (?:nào|gì|là gì|của|khiến|làm)|lý do|vì lẽ gì|vì đâu)\b", re.IGNORECASE
)
_TREND = re.compile(r"\b(?:tăng|giảm|cao hơn|thấp hơn|chênh lệch)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"bao nhiêu(?! (?:phần trăm|%))|mấy (?!phần trăm)|số lượng|tổng số|(?<!\w)số (?!hóa)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Wants:
    """Which measures a question asks for; several may hold ("bao nhiêu hồ sơ, chiếm mấy phần trăm")."""

    rate: bool
    count: bool
    change: bool


def wants(text: str, facets: tuple[str, ...]) -> Wants:
    """The measures that a question, or one clause of it, asks for."""
    return Wants("rate" in facets, _COUNTED.search(text) is not None, _TREND.search(text) is not None)


def kind_of(text: str) -> str:
    """ "figure", "yes_no", "explanation" or "document"; a question in none of these words names a figure."""
    if _WHY.search(text):
        return "explanation"
    if _WHO_WHEN.search(text):
        return "document"
    if _HOW_MUCH.search(text):
        return "figure"
    if _YES_NO.search(text):
        return "yes_no"
    if _EXPLAIN.search(text):
        return "explanation"
    return "figure"
