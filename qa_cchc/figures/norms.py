"""Numbers in sentences that tell nothing of what was done: time limits, bounds of classes, years, plans and future"
" sums."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_cchc.records import Report, Section
from qa_cchc.vietnamese.periods import find_periods

if TYPE_CHECKING:
    from qa_cchc.figures.quantity import Quantity

# "01 năm triển khai" tells how long, not how much.
_TIME = {"năm", "tháng", "tuần"}
_DURATION = {"ngày", "ngày làm việc", "giờ", "phút", "giờ làm việc", "bước"}
_LIMIT = re.compile(
    r"(?<![^\W_])(?:trong(?: vòng| thời hạn| thời gian)?|thời hạn|thời gian|hạn(?: \S+){0,2}|không quá|tối đa"
    r"|tối thiểu|chậm nhất"
    r"|quá|trước|sau|từ|kể từ|vào|qua|theo|đủ|ít nhất|muộn nhất|ngoài)\s*(?:là\s+)?$",
    re.IGNORECASE,
)
# "đơn vị ở mức từ 30% đến dưới 70%": the bounds of a class.
_CLASS_FROM = re.compile(r"\s*%?\s*(?:đến|tới|-|–)\s*dưới\s+\d")
_CLASS_TO = re.compile(r"từ\s+\d+(?:[.,]\d+)?\s*%?\s*(?:đến|tới|-|–)\s*dưới\s+$")
_FROM_ON = re.compile(r"(?<![^\W_])từ\s+\d[\d.,]*\s*%\s+trở (?:lên|xuống)", re.IGNORECASE)
_BOUND = re.compile(r"(?:tỷ lệ|tỉ lệ|mức)[^.;:,()\d]{0,40}\s(?:dưới|trên|từ)\s+$", re.IGNORECASE)
_BOUND_OF = re.compile(r"\d[\d.,/]*\s+[^.;:,()%\d]{2,60}$")
# Money that is hoped for.
_HOPED = re.compile(
    r"(?<![^\W_])(?:dự kiến|dự toán năm sau|nhu cầu|đề nghị bố trí|xin|phấn đấu)[^.;()]{0,60}$", re.IGNORECASE
)
# A sentence on what is to come.
_AHEAD_OF = re.compile(r"\W*(?:(?:trong )?thời gian tới|phấn đấu|dự kiến|định hướng)(?![^\W_])", re.IGNORECASE)
# "02 lần/tháng", "mức thu 10.000 đồng/hồ sơ".
_RATE_OF_LAW = re.compile(r"\s*/\s*(?:hồ sơ|hs|tháng|năm|tuần|quý|người|lượt|trường hợp)(?![^\W_])", re.IGNORECASE)
_TARIFF = re.compile(r"(?<![^\W_])mức\s+(?:thu|phí|lệ phí|chi|phạt|hỗ trợ)[^;.,\d]{0,30}$", re.IGNORECASE)
_MONEY = re.compile(r"đồng$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_SAYS_COUNT = re.compile(
    r"(?<![^\W_])(?:là|đạt|có|được|gồm|còn|tổng|cộng|hơn|gần|trên|khoảng|:|có mặt|sử dụng|sự nghiệp"
    r"|tiếp nhận|giải quyết|đúng hạn|trước hạn|trễ hạn|quá hạn)\s*$",
    re.IGNORECASE,
)


# Roads, hotlines and the names of systems.
_NAMED = re.compile(
    r"(?<![^\W_])(?:(?:đường tỉnh|tỉnh lộ|quốc lộ|huyện lộ|đường|ngõ|ngách|hẻm|kiệt|lô|(?<!hợp )(?<!tách )thửa|km"
    r"|phòng số|số nhà)(?: số)?|(?:tổng đài|hệ thống|đầu số|hotline|đường dây nóng|số máy|điện thoại|ISO|VNeID|TCVN)"
    r"(?: số)?)\s*$",
    re.IGNORECASE,
)
# "rút từ 15 ngày xuống còn 10 ngày": how long one procedure takes.
_FROM_DAYS = re.compile(r"(?<![^\W_])từ\s+\d+\s+(?:ngày|giờ)[^;.()\d]{0,25}$", re.IGNORECASE)


# "còn 20 ngày thay vì 30 ngày": how long one procedure takes.
_INSTEAD = re.compile(r"\s*(?:thay vì|thay cho|so với (?:\d|quy định|trước))", re.IGNORECASE)


# Names in quotes, parts of documents, ordinals, scales of maps, ages and lengths.
_QUOTED = re.compile(r"“[^”]{0,80}$")
_PART_OF = re.compile(
    r"(?<![^\W_])(?:mục|trang|phụ lục|biểu|biểu mẫu|tiết|khoản|chương|quầy số|cửa số|ô số|tổ công tác số|tổ số|đội số"
    r"|(?:chương trình|thông tư liên tịch|công văn|nghị quyết|quyết định) số|mục \d+(?:\.\d+)* và)\s*$",
    re.IGNORECASE,
)
# "Phòng Công chứng số 1", "Trường Tiểu học số 2".
_NUMBERED_BODY = re.compile(
    r"(?<![^\W_])(?:Phòng|Trường|Trạm|Chi nhánh|Trung tâm|Bệnh viện|Ban|Đội|Tổ|Khu|Cơ sở|Nhà|Điểm|Hạt|Xí nghiệp|Chợ)"
    r"(?:\s+[^\W\d_]+){0,6}\s+số\s+$"
)
_ORDINAL = re.compile(r"(?<![^\W_])(?:lần|quý|năm|tháng|kỳ|đợt|ngày|khóa|phiên|tuần)\s+thứ\s*$", re.IGNORECASE)
_NUMBERING = re.compile(r"\W*[A-ZĐ]\.\d+(?:\.\d+)*\W*")
_SCALES = frozenset({500, 1000, 2000, 5000, 10000, 25000})
_SCALE = re.compile(r"(?:quy hoạch|bản đồ|tỷ lệ|tỉ lệ|chi tiết|phân khu)[^,;.()\d]{0,25}$", re.IGNORECASE)
_MEASURES = frozenset({"km", "m", "m2", "m²", "km2", "tuổi", "sao"})
# "mỗi xã 01 ngày", "mỗi bài 03 lần".
_EACH = re.compile(r"(?<![^\W_])mỗi\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,3}\s*$", re.IGNORECASE)
_LASTED = re.compile(
    r"(?<![^\W_])(?:(?:chậm|trễ|quá hạn|kéo dài|thay vì|mất|nghỉ|ngừng|tạm dừng|gián đoạn)(?:\s+[^\W\d_]+)?)\s*$",
    re.IGNORECASE,
)
_TIMES = frozenset({"ngày", "lần", "giờ", "buổi", "ngày làm việc"})
# "thuộc 02 cấp huyện và xã", "họp trực tuyến 3 cấp": no thing that is counted.
_LEVELS = re.compile(r"\s*cấp(?![^\W_])", re.IGNORECASE)
_AREA = re.compile(r"(?<![^\W_])diện tích[^;.()\d]{0,30}$", re.IGNORECASE)
_WILL = re.compile(r"(?:^|[,;:.]\s*)(?:[^,;:.]{0,25}\s)?(?:phấn đấu|sẽ)\s", re.IGNORECASE)


def _names_or_orders(sentence: str, quantity: Quantity, before: str, unit: str) -> bool:
    """Whether a number names or orders something, measures its size or time, or is still to come."""
    if _QUOTED.search(before) and "”" in sentence[quantity.start :]:
        return True
    if unit.split(" ")[0] in _MEASURES and not _AREA.search(before):
        return True
    if _ORDINAL.search(before) or _NUMBERING.fullmatch(sentence):
        return True
    if not unit and (_PART_OF.search(before) or (quantity.value < 30 and _NUMBERED_BODY.search(before))):
        return True
    if not unit and quantity.value < 5 and _LEVELS.match(sentence, quantity.end):
        return True
    if quantity.denominator in _SCALES and quantity.value == 1 and _SCALE.search(before):
        return True
    if unit in _TIMES and (_EACH.search(before) or (unit != "lần" and _LASTED.search(before))):
        return True
    return _WILL.search(sentence, 0, quantity.start) is not None


def no_figure(sentence: str, quantity: Quantity) -> bool:
    """Whether a number of a sentence is a time limit, a bound, a year or a future sum rather than something"
    " achieved."""
    unit = (quantity.unit or "").lower()
    before = sentence[max(0, quantity.start - 70) : quantity.start]
    if unit in _TIME or _AHEAD_OF.match(sentence) or _names_or_orders(sentence, quantity, before, unit):
        return True
    if _RATE_OF_LAW.match(sentence, quantity.end) and (unit == "lần" or _TARIFF.search(before)):
        return True
    if not unit and _NAMED.search(before) and quantity.denominator is None and quantity.text.isdigit():
        return True
    if unit in _DURATION and _INSTEAD.match(sentence, quantity.end):
        return True
    if unit in _DURATION:
        return _LIMIT.search(before) is not None or _FROM_DAYS.search(before) is not None
    if unit == "%":
        if _CLASS_TO.search(before) or (before.rstrip().endswith("từ") and _CLASS_FROM.match(sentence, quantity.end)):
            return True
        if _FROM_ON.search(before + sentence[quantity.start : quantity.end + 15]):
            return True
        bound = _BOUND.search(before)
        return bound is not None and _BOUND_OF.search(before[: bound.start()]) is not None
    if not unit and _YEAR.fullmatch(quantity.text):
        return _SAYS_COUNT.search(before) is None
    return _MONEY.search(unit) is not None and _HOPED.search(before) is not None


_PLAN = re.compile(
    r"\W*(?:một số\s+)?(?:phương hướng|(?:các\s+)?nhiệm vụ|mục tiêu|(?:các\s+)?giải pháp|kế hoạch|trọng tâm"
    r"|chương trình công tác|(?:\d+|ba|sáu|những|các) tháng (?:cuối năm|còn lại|tới|tiếp theo)"
    r"|dự kiến|định hướng)(?![^\W_])",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"phương hướng|trọng tâm|thời gian tới|tiếp theo|cuối năm|sắp tới|giải pháp|năm sau|quý sau|kỳ sau|tháng tới"
    r"|định hướng",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"kết quả|tình hình|đã |việc thực hiện|được giao|\bgiao\b|hoàn thành|kiểm tra|theo dõi", re.IGNORECASE
)


def is_plan(section: Section, report: Report) -> bool:
    """Whether a section tells what is to be done ("Phương hướng, nhiệm vụ quý II"): its numbers are no results."""
    return any(_plans(title, report) for title in section.titles)


def _plans(title: str, report: Report) -> bool:
    if not _PLAN.match(title) or _RESULT.search(title):
        return False
    if _AHEAD.search(title):
        return True
    period = report.period
    if period is None:
        return False
    for mention in find_periods(title):
        named = mention.resolve(period.start.year)
        if named is not None and named.start > period.start and named.end > period.end:
            return True
    return False
