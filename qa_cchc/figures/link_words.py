"""Words that link a thing to its number and say nothing of it, and those that open its parts."""

from __future__ import annotations

import re

from qa_cchc.figures.scopes import find_scopes

# The reporting unit called by its kind alone ("Thị xã 982 văn bản").
_BARE_LEVEL = re.compile(r"(?<!\w)(?:[Tt]hị xã|[Hh]uyện|[Tt]hành phố|[Qq]uận|[Tt]ỉnh|[Pp]hường|[Xx]ã)(?=\s*$)")
# "Trong 47 hồ sơ quá hạn có 38 hồ sơ …"
OUT_OF = re.compile(r"(?:^|[\s,;(])[Tt]rong(?: tổng)?(?: số)?\s*$")
PART_MARKERS = re.compile(r"trong đó|trong số đó|bao gồm|(?<!\bcác )gồm|cụ thể(?: như sau)?|chia ra", re.IGNORECASE)
# Words between a thing and its number that say nothing about the thing.
_LINKS = re.compile(
    r"(?<![^\W_])(?:lần lượt|đạt tỷ lệ|đạt tỉ lệ|chiếm tỷ lệ|chiếm tỉ lệ|với tỷ lệ|tỷ lệ đạt|tương ứng(?: với)?"
    r"|tương đương"
    r"|đạt|chiếm|bằng|là|có|được|với"
    r"|gồm|bao gồm|trong đó|trong số đó|cụ thể|như sau|và|hiện|hiện có|hiện nay|đến nay|tính đến nay|đã|tổng cộng"
    r"|ứng với|tức(?: là)?|tính ra|tính chung|gộp lại|cộng lại|cả thảy|vỏn vẹn|vẻn vẹn|chừng|ngót"
    r"|cộng|khoảng|gần|hơn|trên|dưới"
    r"|tỷ lệ|tỉ lệ|ước đạt|ước|thì|chỉ|mới|cả|tổng|tổng số|số lượng|số|lên|còn|về|ở mức|mức|kết quả|theo đó"
    r"|riêng|theo thứ tự)(?![^\W_])",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"[^\W\d_]{2,}")


def is_linking(text: str) -> bool:
    """Whether `text` holds nothing but words that link a thing to its number ("hiện có", "và đạt")."""
    return _CONTENT.search(_LINKS.sub(" ", text)) is None


def has_content(text: str) -> bool:
    """Whether words remain once linking words and scopes are taken away."""
    for scope in reversed(find_scopes(text)):
        text = text[: scope.start] + " " + text[scope.end :]
    text = _BARE_LEVEL.sub(" ", text)
    return not is_linking(text)
