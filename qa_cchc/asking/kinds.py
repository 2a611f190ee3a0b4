"""What kind of answer a question wants: a figure, yes or no, an explanation, a document; a rate, a count, a change."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa_cchc.vietnamese.question_words import (
    asks_how_many,
    asks_number,
    asks_reason,
    asks_what,
    asks_yes_no,
    names_matter,
)

_REPORT = r"(?:báo cáo|bc|văn bản|bản (?:báo cáo|tổng kết|kế hoạch))"
# Who signed, number, day and recipients of a report of the archive, and which reports there are.
_OF_A_REPORT = re.compile(
    r"(?<!\w)(?:ai|người nào|(?:ông|bà|ông bà|ông hay bà|vị|lãnh đạo|đồng chí) nào)(?!\w).{0,25}"
    r"(?<!\w)(?:ký(?! số)|đứng tên)"
    r"|người ký(?! số)|ký tên|chữ ký(?! (?:số|điện tử|cá nhân))|ký (?:bởi|ban hành)"
    rf"|{_REPORT}(?:(?!nêu|nói|yêu cầu|đề nghị|giao|kiến nghị).){{0,60}}(?<!\w)(?:số mấy|số bao nhiêu|số hiệu|số nào"
    r"|mang số|ngày nào|ngày mấy|hôm nào|ngày bao nhiêu|khi nào|bao giờ|lúc nào"
    r"|gửi (?:cho |đến |tới )?(?:những )?(?:ai|đâu|cơ quan nào|nơi nào|đơn vị nào))"
    r"|(?:số ký hiệu|số, ký hiệu|số hiệu|ngày ban hành|ngày ký|ngày phát hành|nơi nhận)(?= |$|\?)"
    r"|số (?:của )?báo cáo(?! (?:đã|được))|ngày (?:của )?báo cáo"
    r"|(?:những|các|danh sách|liệt kê) báo cáo (?:nào|gì|của|trong|năm|quý|hiện)"
    r"|(?:bao nhiêu|mấy|có) báo cáo(?: nào| gì|$|\s*[?.]|(?= (?:của|trong|năm|quý|về|cải cách|được nạp|không)))"
    r"|(?<!\w)kho (?:lưu|có|giữ|đang|hiện|này|gồm|chứa)[^,;]{0,40}báo cáo(?!.{0,60}(?:bao nhiêu|mấy) (?!báo cáo))"
    r"|báo cáo (?:nào|gì)(?= |$|\?)(?! .{0,40}(?:bao nhiêu|mấy|tỷ lệ))",
    re.IGNORECASE,
)
# "văn bản số nào" of a plan or decision: a document that reports cite.
_OF_A_DOCUMENT = re.compile(
    r"(?:văn bản|kế hoạch|quyết định|công văn|nghị quyết|chương trình|đề án|thông báo|tờ trình|quy chế)(?!\w).{0,80}"
    r"(?<!\w)(?:số mấy|số nào|số bao nhiêu|số hiệu|mang số|(?:ban hành|ký|có) (?:từ )?(?:ngày|khi) nào|nào quy định)"
    r"|(?:tại|theo|bằng|trong) (?:văn bản|quyết định|kế hoạch|công văn|nghị quyết) (?:số )?nào",
    re.IGNORECASE,
)
_TREND = re.compile(r"\b(?:tăng|giảm|cao hơn|thấp hơn|chênh lệch)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"bao nhiêu(?! (?:phần|%))|mấy (?!phần)|số lượng|tổng số|(?<!\w)số (?!hóa)", re.IGNORECASE
)
# "Được mấy phần" asks for a share as "mấy phần trăm" does.
_SHARE = re.compile(r"(?:mấy|bao nhiêu|nhiêu) phần(?!\w)", re.IGNORECASE)
_NUMBER_FIRST = re.compile(
    r"\W*(?:tỷ lệ|tỉ lệ|số (?!hóa|liệu)|tổng số|số lượng|điểm (?:số|từng|chỉ số|bộ chỉ số)|mức độ hài lòng)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wants:
    """Which measures a question asks for; several may hold ("bao nhiêu hồ sơ, chiếm mấy phần trăm")."""

    rate: bool
    count: bool
    change: bool


def wants(text: str, facets: tuple[str, ...]) -> Wants:
    """The measures that a question, or one clause of it, asks for."""
    rate = "rate" in facets or _SHARE.search(text) is not None
    return Wants(rate, _COUNTED.search(text) is not None, _TREND.search(text) is not None)


def kind_of(text: str, is_indicator: bool = False) -> str:
    """What a repaired question wants: "figure", "yes_no", "explanation", "document" (of a report of the archive),
    "cited" (a document that reports cite), or "topic", what reports say of a thing named without a question.

    `is_indicator` says that what is named is a figure of the reports, which a bare name then asks for.
    """
    if asks_reason(text):
        return "explanation"
    if _OF_A_DOCUMENT.search(text) and not re.search(r"báo cáo(?! (?:đã )?(?:ban hành|nêu))", text, re.IGNORECASE):
        return "cited"
    if _OF_A_REPORT.search(text):
        return "document"
    if asks_how_many(text):
        return "figure"
    if asks_yes_no(text):
        return "yes_no"
    if asks_what(text):
        # "Tỷ lệ … là gì?" hardly ever asks for a definition; "số hồ sơ … ra sao" asks for the number.
        return "figure" if asks_number(text) and _NUMBER_FIRST.match(text) else "explanation"
    if asks_number(text):
        return "figure"
    if names_matter(text):
        return "explanation"
    return "figure" if is_indicator else "topic"
