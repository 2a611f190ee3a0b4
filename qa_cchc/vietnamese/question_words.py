"""Words by which a question tells what it wants: a number, a reason, a yes or no, a person, a day, a place, a thing.

They are read from a question with its diacritics ("mấy" asks, "máy" is a machine); only phrases that mean nothing else
without them are met either way.
"""

from __future__ import annotations

import re

from qa_cchc.vietnamese.unicode import place_tones


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


_COUNTED = (
    r"hồ sơ|nhiệm vụ|văn bản|thủ tục|tthc|người|đơn vị|cơ quan|phòng|lượng|phiếu|tin|cán bộ|công chức|viên chức"
    r"|biên chế|đại biểu|lượt|cuộc|vụ|đơn|ý kiến|kiến nghị|phản ánh|giao dịch|dịch vụ|xã|phường|sáng kiến|tiền|vốn"
    r"|điểm|cấp phó|lao động|hợp đồng|chứng thư|tài khoản|máy|thành viên|nghị quyết|quyết định|kế hoạch|dự án|đề án"
)
# "chẳng mấy ai", "không mấy khi", "mấy hôm nay", "mấy cái này" count nothing.
_HOW_MANY = _any(
    r"bao nhiêu|bao nhiu|bao nhieu|bi nhiêu|b/nhiêu|bnhiêu|(?<!rất )(?<!nhiều )nhiêu(?! khê)|nhiu|nhieu phan tram"
    r"|(?<!chẳng )(?<!không )(?<!chả )(?<!chưa )(?<!cách đây )mấy"
    r"(?! (?:ai|khi|hôm nay|bữa nay|này|đó|thuở|chốc|cái này))"
    r"|(?:tầm|cỡ|khoảng|chừng) (?:cỡ )?nào(?= |$|\?)|bao lâu|mất mấy|how many|how much|số mấy"
)
_HOW_MUCH_NAMED = _any(
    rf"tỷ lệ|tỉ lệ|ty le|ti le|phần trăm|phan tram|số lượng|so luong|tổng số|tong so|tổng cộng|tong cong"
    rf"|số (?:{_COUNTED})(?! nào)|thứ mấy|hạng mấy|xếp hạng|thứ hạng|điểm số|mức độ hài lòng"
    r"|điểm (?:từng|của từng|chỉ số|bộ chỉ số|thành phần|đánh giá|par|papi|sipas)"
    r"|(?:lượng|mức) (?:hồ sơ|đơn|vốn)|kinh phí|diện tích|chiếm mấy"
)
_PERCENT = re.compile(r"%")
_REASON = _any(
    r"vì sao|tại sao|vi sao|tai sao|sao lại|cớ sao|cớ gì|mắc gì|do đâu|tại đâu|vì đâu|bởi đâu|vì lẽ gì|vì cái gì|tại gì"
    r"|vì gì|do gì|tại ai|do ai|nguyên nhân(?! khác nhau)|lý do|lí do|vì lý do gì|làm sao mà"
)
# "Sao hồ sơ trễ?", "hồ sơ sao lại trễ"; not "ra sao", "bản sao", "làm sao".
_SAO = re.compile(
    r"(?:^|(?<=[\s,;.?!]))(?<!ra )(?<!làm )(?<!bản )(?<!thế )(?<!vì )(?<!tại )(?<!thì )(?<!như )(?<!ngôi )(?<!trích )"
    r"(?<!sẽ )(?<!là )sao (?!lưu|y(?: |$)|chép|kê|đỏ|vàng|cho (?:đúng|được)|rồi|ạ|(?:vậy|thế)\s*\??$)(?=\w)",
    re.IGNORECASE,
)
_YES_NO_END = re.compile(
    r"(?<!\w)(?:có|còn|đã|được|hết|xong|phải|đủ|kịp|thu|nộp|làm|bị|hoàn thành|áp dụng|có thể)(?!\w).*"
    r"(?<!\w)(?:không|hay không|hay chưa|chưa|hông|hong|hôn|ko)"
    r"\s*(?:vậy|ạ|nhỉ|thế|ta|á|hả|nhé|em|anh|chị)?\s*[?.!]*\s*$"
    r"|(?<!\w)(?:phải không|đúng không|có phải|có đúng(?: là)?|hay không|hay chưa|được không|được chưa|xong chưa)"
    r"(?!\w)|(?<!\w)(?:tăng|giảm|đạt|khá|tốt|nhiều|cao|ổn|kịp)\s+(?:hơn )?(?:không|chưa)\s*[?.!]*\s*$",
    re.IGNORECASE,
)
# "có … không, tại sao?": the answer tells both.
_YES_NO_INSIDE = re.compile(
    r"(?<!\w)(?:có|còn|đã)(?!\w)[^,;?]{3,80}(?<!\w)(?:không|chưa|hay không|hay chưa)\s*[,;?]", re.IGNORECASE
)
_WHAT = _any(
    r"là gì|những gì|gì|thế nào|như thế nào|ra sao|làm sao|sao rồi|sao vậy|thì sao|tới đâu|đến đâu|nghĩa là|cách nào"
    r"|kiểu gì|ai|người nào|(?:ông|bà|vị) nào|ở đâu|nơi nào|chỗ nào|đâu|khi nào|bao giờ|lúc nào|hồi nào|ngày nào"
    r"|hôm nào|tháng nào|năm nào|thời điểm nào|nào|gồm|kể|liệt kê|nêu|cho biết|giải thích|trình bày|tóm tắt|mô tả"
)
_MATTER = _any(
    r"khó khăn|hạn chế|tồn tại|vướng mắc|bất cập|giải pháp|phương hướng|đề xuất|nhiệm vụ trọng tâm|bài học|đánh giá"
    r"|kinh nghiệm|tình hình|nói gì|nói về|kết quả nổi bật|điểm nghẽn|trở ngại|kho khan|han che|ưu điểm|nhược điểm"
    r"|mô hình|cách làm|biện pháp|vấn đề|thuận lợi|mục tiêu"
)


def asks_number(question: str) -> bool:
    """Whether a question asks for a number ("bao nhiêu", "mấy", "tỷ lệ", "số hồ sơ")."""
    text = place_tones(question)
    return bool(_HOW_MANY.search(text) or _HOW_MUCH_NAMED.search(text) or _PERCENT.search(text))


def asks_how_many(question: str) -> bool:
    """Whether a question asks for a number in so many words, and does not merely name one."""
    return bool(_HOW_MANY.search(place_tones(question)))


def asks_reason(question: str) -> bool:
    """Whether a question asks why."""
    text = place_tones(question)
    return bool(_REASON.search(text) or _SAO.search(text))


def asks_yes_no(question: str) -> bool:
    """Whether a question wants a yes or a no ("có … không", "hết … chưa", "phải không")."""
    text = " ".join(place_tones(question).split())
    return bool(_YES_NO_END.search(text) or _YES_NO_INSIDE.search(text))


def asks_what(question: str) -> bool:
    """Whether a question asks for a thing, a person, a place, a time or a manner ("gì", "ai", "ở đâu", "ra sao")."""
    return bool(_WHAT.search(place_tones(question)))


def names_matter(question: str) -> bool:
    """Whether a question is about what reports tell in words: difficulties, measures, proposals, how things stand."""
    return bool(_MATTER.search(place_tones(question)))
