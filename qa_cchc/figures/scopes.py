"""Whose figure it is: the desk, level, office or unit that a sentence names ("Bộ phận Một cửa các xã, phường")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qa_cchc.vietnamese.nouns import counts_wholes
from qa_cchc.vietnamese.unicode import CAPITALS, fold

_C = f"[{CAPITALS}]"
_NAME = rf"(?:{_C}[^\W\d_]*(?:\s+(?={_C})|\b)){{1,5}}"
# "phường 6", but not "phường 39 nhiệm vụ" (see `_counts`). Only these levels go by numbers.
_NUMBERED = r"(?<=[Pp]hường )\d{1,2}\b(?![.,/]?\d|\s*%)|(?<=[Qq]uận )\d{1,2}\b(?![.,/]?\d|\s*%)"
_LEVEL_WORD = (
    r"(?:[Tt]hị xã|[Hh]uyện|[Tt]hành phố|TP\.?|TX\.?|[Qq]uận|[Tt]ỉnh|[Tt]hị trấn|[Pp]hường|[Xx]ã(?!\s+hội)"
    r"|[Đđ]ặc khu)"
)
_COMMUNE = r"(?:xã(?!\s+hội)|phường|thị trấn|đặc khu)"
_COMMUNES = rf"(?:{_COMMUNE}(?:\s*[,/&–-]\s*{_COMMUNE}|\s+và\s+{_COMMUNE})+)"
_DISTRICT = r"(?:huyện|thị xã|thành phố|quận)"
_DISTRICTS = rf"(?:{_DISTRICT}(?:\s*[,/&–-]\s*{_DISTRICT}|\s+và\s+(?:các\s+)?{_DISTRICT})+)"
_LEVELS = r"(?:tỉnh|huyện|xã(?!\s+hội)|phường|thị xã|thành phố|quận|sở|cơ sở(?=\s*[:\d]))"
_WHERE = (
    rf"(?:(?:cấp\s+{_LEVELS}(?:(?:\s*,\s*|\s+và\s+)(?:cấp\s+)?(?:huyện|xã))*)|(?:(?:các|cấp)\s+)?(?:{_COMMUNES}"
    rf"|{_DISTRICTS})(?:\s+trực thuộc)?"
    rf"|các\s+(?:xã|phường|huyện|quận|thị trấn)(?!\s+hội)|{_LEVEL_WORD}(?:\s+(?:{_NAME}|{_NUMBERED}))?)"
)
_DESK = (
    r"(?:(?:Bộ phận|bộ phận|BP)\s+(?:[Mm]ột cửa(?:\s+(?:điện tử|hiện đại|liên thông))?|[Tt]iếp nhận (?:và|&"
    r"|-) (?:[Tt]rả|[Gg]iao trả) kết quả"
    r"|TN\s*(?:&|và)\s*TKQ)|BPMC|BPTN\s*(?:&|và)\s*TKQ|(?:Trung tâm|trung tâm)\s+(?:[Pp]hục vụ )?[Hh]ành chính công"
    r"|(?:Trung tâm|trung tâm)\s+PVHCC|TTPVHCC|TTHCC|TT\s*PVHCC|(?:Quầy|quầy)\s+[Mm]ột cửa"
    r"|[Mm]ột cửa(?=\s+(?:thị xã|huyện|thành phố|quận|cấp|các|xã|phường)))"
    r"(?:\s*\([^()\d:;]{2,40}\))?"
)
# "Bộ phận Một cửa 12 phường".
_SO_MANY = r"(?:\d{1,3}(?:/\d{1,3})?\s+(?=(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|đơn vị cấp)))?"
_COMMITTEE = r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân)"
_GROUPS = (
    r"(?:(?:[Cc]ác|[Kk]hối)\s+sở(?:,\s*ban)?,?\s*(?:ngành)?(?:\s+(?:tỉnh|cấp tỉnh))?"
    r"|[Cc]ác\s+cơ quan chuyên môn(?:\s+thuộc\s+UBND\s+\w+)?"
    r"|[Cc]ác\s+phòng(?:,\s*ban)?(?:,\s*ngành)?(?:\s+chuyên môn)?"
    r"|(?:các\s+)?(?:cơ quan\s+)?ngành dọc(?:\s+(?:cấp trên|đóng trên địa bàn))*)"
)
# The reporting body, or all of it, called by its kind ("Huyện đã ban hành", "toàn thị xã", "Sở kiểm tra").
_KIND = r"(?:thị xã|huyện|tỉnh|thành phố|quận|phường|xã(?!\s+hội)|đặc khu|sở|ngành)"
_DOES = (
    r"(?:có|đã|đang|còn|là|tiếp|giải|ban|được|không|chưa|đạt|kiểm|thực|tổ|triển|cung|hoàn|xếp|đứng|nhận|rà|tham|phát"
    r"|áp|thành|sử|giảm|bố|vẫn|cử|công|quản|chỉ|mới|lại|xác|ghi|trả|:|\d)"
)
_WHOLE = rf"(?:[Tt]oàn|[Cc]ả)\s+{_KIND}(?!\s+{_C})"
_BARE = (
    r"(?:(?:Thị xã|Huyện|Thành phố|Quận|Tỉnh|Phường|Xã|Đặc khu|Sở)"
    r"|(?:(?<=^)|(?<=[,;:.] )|(?<=\()|(?<=, nay )|(?<=(?:quý|năm) )|(?<=tháng )|(?<=giao ))"
    rf"{_KIND})(?=\s+{_DOES})"
)
# "Tỷ lệ của phường là 91%", "ở phường tổ chức 12 hội nghị".
_BARE_AT = (
    rf"(?:(?<=^[Ởở]\s)|(?<=[\s,;:(]ở\s)|(?<=[\s,;:(]của\s)|(?<=riêng\s)|(?<=Riêng\s))(?:phường|xã(?!\s+hội)|huyện"
    rf"|quận)(?=\s+{_DOES})"
)
# Levels or departments together, where a body may stand: "phường, xã 06 văn bản", "mức hài lòng ở quận, huyện 90%".
_BARE_GROUP = (
    r"(?:(?:(?<=^)|(?<=^ )|(?<=[,;:.(] )|(?<=\()|(?<=- )|(?<=ở )|(?<=tại )|(?<=của )|(?<=và )|(?<=khối )|(?<=Khối )"
    r"|(?<=riêng ))"
    r"(?<!xã, )(?<!phường, )(?<!trấn, )(?<!huyện, )(?<!quận, )(?<!phố, )(?<!sở, )"
    rf"(?:(?i:{_COMMUNES}|{_DISTRICTS})|[Ss]ở(?:,\s*ban)?,\s*ngành)(?:\s+(?:cấp\s+)?tỉnh)?(?!\s*,?\s+trong\s+tỉnh))"
)
_SCOPE = re.compile(
    rf"(?<![^\W_])(?:{_DESK}(?:\s+(?:của\s+|tại\s+|thuộc\s+|ở\s+)?(?:các\s+)?(?:{_COMMITTEE}\s+)?{_SO_MANY}{_WHERE})?"
    rf"(?:,\s*{_WHERE})?"
    rf"|{_COMMITTEE}\s+(?:các\s+)?{_WHERE}|{_GROUPS}"
    rf"|(?:[Kk]hối\s+)?[Cc]ác\s+(?:{_COMMUNES}|{_DISTRICTS}|(?:xã|phường|huyện|thị trấn|quận)(?!\s+hội)\b)"
    rf"|(?:[Kk]hối\s+)?[Cc]ấp\s+{_LEVELS}|{_WHOLE}"
    rf"|(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Tt]hị xã|[Tt]hành phố|[Qq]uận|[Đđ]ặc khu)\s+(?:{_NAME}|{_NUMBERED})"
    rf"|chi nhánh\s+(?!(?:Văn|Ngân))(?:{_NAME})"
    rf"|(?<=\d \()(?:tỉnh|huyện|xã|sở|phường|thị xã|thành phố)(?=\))"
    rf"|{_BARE}|{_BARE_AT}|{_BARE_GROUP}|(?<=\d )(?:{_COMMUNES}|{_DISTRICTS}|{_COMMUNE}|{_DISTRICT})(?=\s*:)"
    r"|(?:[Tt]hủ tục hành chính|TTHC|[Tt]hủ tục)\s+ngành dọc)"
)
# Offices. A name is words that open with a capital, each with at most one syllable more, and well-known ends.
_TAILS = (
    r"(?:đất đai|nông thôn|hạ tầng|đô thị|công trình|chất lượng|chất lượng công trình|xã hội|dân số|quỹ đất"
    r"|hành chính|hành chính công|thủ tục hành chính|công nghiệp|nghề nghiệp|thường xuyên|giao thông|thị trường"
    r"|tư pháp|việc làm|bất động sản|nhà nước|thông tin|kỹ thuật|xây dựng|nhân dân|truyền hình|điện tử|quân sự"
    r"|nông nghiệp|môi trường|thú y|kiểm lâm|thủy lợi|đầu tư|ngân hàng|biên phòng|cứu hộ|bệnh tật|dịch bệnh|thực phẩm"
    r"|vận tải|bản đồ|dược phẩm|mỹ phẩm|y tế|y khoa|pháp y|cây trồng|vật nuôi|thủy sản|nước sạch|năng lượng|sức khỏe"
    r"|sinh sản"
    r"|tài chính"
    r"|chuyển đổi số|công nghệ|công nghệ thông tin|công nghệ số|dữ liệu|pháp lý|thương mại|du lịch|khuyến nông"
    r"|khuyến công"
    r"|đấu giá tài sản|lưu trữ|lịch sử|di tích|thể dục thể thao|thể thao|thi đấu|văn hóa|nghệ thuật|truyền thông"
    r"|đào tạo"
    r"|chính trị|công tác xã hội|trẻ em|người có công|ma túy|kinh tế|phát triển|ngoại ngữ|tin học|số|cộng đồng"
    r"|đối ngoại"
    r"|lao động|an toàn thực phẩm|điều dưỡng|phục hồi chức năng|cấp cứu|huyết học|truyền nhiễm|đa khoa|thiên tai"
    r"|giáo dục"
    r"|tài nguyên|khoáng sản|quan trắc|kiểm định|kiểm nghiệm|đăng kiểm|xe cơ giới|hàng hải|đường bộ"
    r"|hạ tầng giao thông)"
)
_WORD = (
    r"(?!(?:Sở|Phòng|Chi cục|Công an|Bảo hiểm|Bưu điện|Trung tâm|UBND|Thanh tra|Thuế|Văn phòng|Đài|Báo|Cổng|Kho bạc"
    r"|Cục|Hạt|Ban|Viện|Chi nhánh|Quỹ)\s)"
    rf"{_C}[^\W\d_]*(?:\s+(?!và\s)[^\W\d_{CAPITALS}]+)?(?:\s+{_TAILS})*"
)
_OFFICE_NAME = rf"{_WORD}(?:(?:\s*[-–,&]\s*|\s+và\s+|\s+){_WORD})*"
_AT = (
    r"(?:\s+(?:thị xã|huyện|thành phố|tỉnh|quận|phường|xã|[Ss]ở|UBND|HĐND)"
    rf"(?:\s+{_NAME})?|\s+khu vực(?:\s+[IVX]+|\s+\d+)?)?"
)
_NAMED_HEAD = (
    r"(?:Sở|Phòng|phòng|Ban|Chi cục|Cục|Văn phòng(?:\s+Đăng ký)?|Chi nhánh(?:\s+Văn phòng(?:\s+Đăng ký)?)?|Viện"
    r"|Hạt|Trung tâm|Bệnh viện|Học viện|Ngân hàng|Liên đoàn|Quỹ|Đài|Tòa án|Báo|Kho bạc|Đoàn(?=\s+(?:Thanh|TNCS))"
    r"|Hội(?=\s+(?:Nông|Liên|Cựu|Chữ|Người|Khuyến))"
    r"|Trường(?=\s+(?:Mầm|Mẫu|Tiểu|Trung|THCS|THPT|TH|MN|Cao|Đại|Chính|Dân)))"
)
_ALONE_HEAD = (
    r"(?:Công an|Bảo hiểm xã hội|BHXH|Thanh tra|Kho bạc(?:\s+[Nn]hà nước)?|Bưu điện|Bưu chính|Điện lực|Thuế"
    r"|[Cc]ơ quan [Tt]huế|Chi cục Thuế|Hải quan|Văn phòng|Viện kiểm sát"
    r"|(?:Tỉnh|Huyện|Thành|Thị|Quận|Đảng)\s+(?:ủy|uỷ)|(?:Ban )?Thường vụ(?:\s+(?:Tỉnh|Huyện|Thành|Thị|Quận"
    r"|Đảng)\s+(?:ủy|uỷ))"
    r"|Cổng (?:Thông tin|thông tin|TT)\s*(?:điện tử|ĐT)|Cổng TTĐT|Quân sự|Tòa án)"
)
_COUNCIL_OFFICE = (
    r"Văn phòng\s+(?:(?:Đoàn\s+)?ĐBQH(?:,| và| &)?\s*)?(?:HĐND|Hội đồng nhân dân)\s*(?:&|và|-|–)\s*"
    r"(?:UBND|Ủy ban nhân dân)"
)
_OFFICE = re.compile(
    rf"(?<![^\W_])(?:(?:{_COUNCIL_OFFICE}|{_NAMED_HEAD}\s+{_OFFICE_NAME}|{_ALONE_HEAD})"
    rf"{_AT})(?![^\W_])"
)
_VERBS_INSIDE = re.compile(
    r"\s+(?:tiếp nhận|tiếp|nhận|có|đã|là|đạt|giải|ban hành|tổ chức|thực hiện|triển khai|báo cáo|tham mưu|phối hợp"
    r"|chủ trì"
    r"|kiểm tra|trình|với|còn|được|do|tại|của|về|cho|để|trong|ngoài|khi|theo|số|hiện|đang|không|chưa|chỉ|cũng|đều"
    r"|phát"
    r"|kích|gửi|tự|thành lập|giao|chuyển|đăng(?! ký)|thu|chi(?! nhánh)|cấp|xử|trả|từ|đến|qua|năm|quý|tháng|nay|gồm|bố"
    r"|cử|mở|lập|ước|tăng|giảm|chậm|trễ|quá)(?=\s|$).*$"
)
_TRAILING = re.compile(r"[\s,;:–-]+$")


@dataclass(frozen=True, slots=True)
class Scope:
    """A named holder of figures at `start:end` of a text."""

    start: int
    end: int
    text: str
    office: bool = False


@lru_cache(maxsize=256)
def _found(text: str, offices: bool) -> tuple[Scope, ...]:
    found = []
    for match in _SCOPE.finditer(text):
        label = _clean(match.group())
        end = match.start() + len(label)
        if label[-1].isdigit() and _counts(text, end, label):
            # "giao phường 39 nhiệm vụ": the number is a figure of its own.
            label = label.rstrip("0123456789").rstrip()
            end = match.start() + len(label)
        found.append(Scope(match.start(), end, label))
    if offices:
        taken = [(scope.start, scope.end) for scope in found]
        for match in _OFFICE.finditer(text):
            label = _clean(_VERBS_INSIDE.sub("", match.group()))
            start, end = match.start(), match.start() + len(label)
            inside = [span for span in taken if start <= span[0] and span[1] <= end and start < span[0]]
            if any(start < other_end and end > other for other, other_end in taken if (other, other_end) not in inside):
                continue
            # "Công an thị xã" holds "thị xã".
            found = [scope for scope in found if (scope.start, scope.end) not in inside]
            found.append(Scope(start, end, label, True))
    return tuple(sorted(found, key=lambda scope: scope.start))


def find_scopes(text: str, offices: bool = False) -> list[Scope]:
    """Desks, levels, committees and communes named in `text`, in order; `offices` adds departments and agencies.

    Offices are asked for where a label or a subject is expected ("Công an thị xã: 06 TTHC", "Sở Tư pháp kiểm tra 12
    văn bản"): in running prose they are mostly whom something is done with, not whose figure it is.
    """
    return list(_found(text, offices))


def _counts(text: str, end: int, label: str) -> bool:
    """Whether the number behind a level's name counts what follows: "phường 39 nhiệm vụ", but "Phường 2 hồ sơ …"."""
    if re.search(r"(?:Phường|Quận) \d+$", label):
        return False
    return counts_wholes(fold(text[end : end + 40]), 0) or re.match(r"\s+tháng\b", text[end:]) is not None


def _clean(text: str) -> str:
    return _TRAILING.sub("", text)
