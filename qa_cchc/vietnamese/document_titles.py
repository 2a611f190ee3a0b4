"""What a cited document is about, and where in running text that ends.

A title begins right behind number, date and issuer ("về …", "ban hành …", "quy định …") and holds commas of its own; it
ends with the clause: at ";", "." or ":", before what the sentence goes on to tell, before the next document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPENS = re.compile(
    r"\s*,?\s*(?P<about>ve\s+viec|ve|v\s?/\s?v)(?![a-z0-9])"
    r"|\s+(?:ban\s+hanh|phe\s+duyet|quy\s+dinh|sua\s+doi|bo\s+sung|huong\s+dan|cong\s+bo|thanh\s+lap|kien\s+toan|bai\s+bo"
    r"|thay\s+the|dieu\s+chinh|phan\s+cong|phan\s+cap|uy\s+quyen|tang\s+cuong|day\s+manh|trien\s+khai|thuc\s+hien|to\s+chuc"
    r"|cong\s+nhan|chan\s+chinh|giao\s+(?:chi\s+tieu|bien\s+che|du\s+toan|ke\s+hoach|so\s+luong|nhiem\s+vu))(?![a-z0-9])"
)
_HARD = re.compile(r"[;\n…]|:(?!\d)|\.{2,}|\.(?=\s|$|/|[\"”’»)])|[?!](?=\s|$)")
_BODY = (
    r"(?:(?:UBND|[UỦ][ỷyỳ] ban nhân dân|HĐND|Hội đồng nhân dân|Sở|Phòng|Bộ|Ban"
    r"|Chi cục|Cục|Trung tâm|Chủ tịch|Văn phòng)"
    r"(?: [^\s,;.:()]+){0,10}?"
    r"|(?:lãnh đạo|huyện|thị xã|tỉnh|thành phố|quận|xã|phường|bộ phận|trung tâm|đơn vị|cơ quan|toàn \w+)"
    r"(?: [^\s,;.:()]+){0,4}?)"
)
_TELLS = (
    r"(?:đã|ban hành|báo cáo|xây dựng|chỉ đạo|triển khai|thực hiện|tiếp tục|tổ chức|có|được|luôn|đang|kính|xin|"
    r"tổng hợp|phối hợp|quan tâm|tham mưu|hoàn thành|tiếp nhận|giao|yêu cầu)"
)
_CLAUSE = (
    r"(?:chỉ đạo|đã|đến (?:nay|ngày|hết|cuối|thời điểm)|theo đó|qua đó|trong đó|từ đó|"
    r"được (?:các|tỉnh|huyện|xã|phường|sở)|nhằm|để|đồng thời|gắn với|"
    r"kết quả (?:đã|có|đạt|là|như|đến|thực hiện)|kết quả:|hiện|tính đến|"
    r"cụ thể|với|góp phần|yêu cầu|báo cáo|trong (?:quý|tháng|6 tháng|9 tháng|kỳ)|trong năm \d{4},|nay|nhưng|song|do đó|"
    r"vì vậy|trên cơ sở|sau khi|ngay sau|"
    # What the document holds, counted: "…, xác định 58 nhiệm vụ", "…, giao các sở 24 việc".
    r"(?:xác định|đề ra|đặt ra|(?:bao )?gồm|giao|phân công|nêu|chia|tập trung)(?: [^\W\d]+){0,3} (?=\d)\d+|"
    rf"{_BODY} {_TELLS})(?!\w)"
)
# In letters with their marks and capitals: "đã" is not "da", nor "Sở" "số".
_SOFT = re.compile(
    rf"\s*,\s*(?={_CLAUSE})|\s+(?:"
    r"(?=(?:theo đúng|theo đó|đến nay|trong đó|qua đó|từ đó|như sau|cụ thể|bao gồm|cho thấy|nêu rõ|đã"
    r"|được (?:triển khai|ban hành|thực hiện|quan tâm|các)"
    r"|(?:đạt|với|gồm|có|là|nêu|được|cho) (?:tổng )?(?:số )?\d)(?![^\W\d]))"
    r"|(?=và (?:các (?:văn bản|quy định|kế hoạch|hướng dẫn|nội dung|chỉ đạo|nghị|quyết)|hướng dẫn của|chỉ đạo của"
    r"|ý kiến)(?!\w))"
    r"|(?=(?:đến|tới) (?:toàn thể|tất cả|các|cán bộ|từng|100))"
    r"|(?=tại (?:\d|các (?:phòng|đơn vị|xã|sở))))"
)
_ABBREVIATION = re.compile(r"\(\s*(?:(?:viet tat|goi tat|sau day goi)[^()]{0,40}|[A-ZĐ][\w&]{1,9})\s*\)", re.IGNORECASE)
_JOINS = re.compile(r"(?:[,;(]|\bva|\bhoac|\bcung|\bke ca)\s*(?:(?:cac|nhung|voi)\s+)?$")
_BOUND = re.compile(r"\s*\bgan voi (?:viec )?(?:trien khai |thuc hien )*$")
_LONGEST = 500


def title_at(text: str, folded: str, start: int, inner: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The span of the title that begins at `start` (behind number, date and issuer), None where none does.

    `inner` holds the spans of the documents named further on, in order. One that the title's own words run into
    ("… một số điều của Nghị định số …") belongs to the title; one behind a comma or "và" does not.
    """
    opening = _OPENS.match(folded, start)
    if opening is None:
        return None
    first = opening.start("about") if opening["about"] else start + len(opening.group()) - len(opening.group().lstrip())
    end, at = min(len(text), first + _LONGEST), opening.end()
    for begin, stop in inner:
        if begin < at:
            continue
        cut = _stop(text, at, min(begin, end))
        if cut is not None or begin >= end:
            end = end if cut is None else cut
            break
        before = _BOUND.search(folded, at, begin)
        if before or _JOINS.search(folded, at, begin):
            end = before.start() if before else begin
            break
        at, end = stop, max(stop, end)
        if at > first + _LONGEST:
            end = at
            break
    else:
        cut = _stop(text, at, end)
        end = end if cut is None else cut
    title = text[first:end].rstrip(' \t,.;:-–(/"“')
    title = re.sub(r"(?:\s|,)+(?:và|va|hoặc|cùng)$", "", title)
    return (first, first + len(title)) if len(title.split()) > opening.group().count(" ") + 1 else None


def _stop(text: str, at: int, end: int) -> int | None:
    """Where the clause ends in `at:end`, None where it goes on to `end`."""
    stops = [match.start() for match in (_HARD.search(text, at, end), _SOFT.search(text, at, end)) if match]
    nearest = min(stops, default=None)
    position = at
    while (bracket := text.find("(", position, end if nearest is None else nearest)) >= 0:
        aside = _ABBREVIATION.match(text, bracket)
        if aside is None:
            return bracket
        position = aside.end()
    return nearest
