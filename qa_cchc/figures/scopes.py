"""Whose figure it is: the desk, level, office or unit that a sentence names ("Bộ phận Một cửa các xã, phường")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa_cchc.vietnamese.unicode import CAPITALS

_C = f"[{CAPITALS}]"
_NAME = rf"(?:{_C}[^\W\d_]*(?:\s+(?={_C})|\b)){{1,5}}"
# "phường 6", but not "các phường 6 tháng đầu năm" nor "xã 98 hồ sơ".
_NUMBERED = r"\d{1,2}\b(?!\s+(?:tháng (?:đầu|cuối|năm)|hồ sơ))"
_LEVEL_WORD = r"(?:[Tt]hị xã|[Hh]uyện|[Tt]hành phố|TP\.?|[Qq]uận|[Tt]ỉnh|[Tt]hị trấn|[Pp]hường|[Xx]ã|[Đđ]ặc khu)"
_COMMUNES = (
    r"(?:xã,\s*phường,\s*thị trấn|phường,\s*xã,\s*thị trấn|xã,\s*thị trấn|xã,\s*phường|phường,\s*xã"
    r"|xã - phường|xã và phường|xã/phường)"
)
_DISTRICTS = (
    r"(?:huyện,\s*thị xã,\s*thành phố|huyện,\s*thành phố,\s*thị xã|huyện,\s*thị xã|huyện,\s*thành phố"
    r"|thành phố,\s*thị xã và các huyện)"
)
_WHERE = (
    rf"(?:(?:cấp\s+(?:tỉnh|huyện|xã)(?:,\s*cấp\s+(?:huyện|xã))*)|(?:các\s+)?(?:{_COMMUNES}"
    rf"|{_DISTRICTS})(?:\s+trực thuộc)?"
    rf"|các\s+(?:xã|phường|huyện|quận|thị trấn)|{_LEVEL_WORD}(?:\s+(?:{_NAME}|{_NUMBERED}))?)"
)
_DESK = (
    r"(?:(?:Bộ phận|bộ phận|BP)\s+(?:[Mm]ột cửa(?:\s+(?:điện tử|hiện đại|liên thông))?|[Tt]iếp nhận (?:và|&"
    r"|-) (?:[Tt]rả|[Gg]iao trả) kết quả"
    r"|TN\s*(?:&|và)\s*TKQ)|BPMC|BPTN\s*(?:&|và)\s*TKQ|(?:Trung tâm|trung tâm)\s+(?:[Pp]hục vụ )?[Hh]ành chính công"
    r"|TTPVHCC|TTHCC|TT\s*PVHCC|(?:Quầy|quầy)\s+[Mm]ột cửa|[Mm]ột cửa(?=\s+(?:thị xã|huyện|thành phố|quận|cấp|các|xã"
    r"|phường)))"
    r"(?:\s*\([^()\d:;]{2,40}\))?"
)
_COMMITTEE = r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)"
_OFFICE = (
    r"(?:(?:Sở|Phòng|Ban|Chi cục|Cục|Công an|Bảo hiểm xã hội|BHXH|Văn phòng|Thanh tra|Kho bạc|Chi nhánh|Viện|Trường"
    r"|Bưu điện|Điện lực"
    r"|Động viên|Dân quân|Nghĩa vụ|Thuế|Tòa án|Đội|Trạm|Hạt)"
    rf"(?:\s+{_C}[^\W\d_]*(?:\s+[^\W\d_{CAPITALS}]+)?(?:\s*[-–,&]\s*{_C}[^\W\d_]*(?:\s+[^\W\d_{CAPITALS}]+)?)*"
    rf"(?:\s+và\s+{_C}?[^\W\d_]*(?:\s+[^\W\d_{CAPITALS}]+)?)?)?"
    rf"(?:\s+(?:thị xã|huyện|thành phố|tỉnh|quận|phường|xã))?(?:\s+(?!UBND){_C}[^\W\d_]*)*)"
)
_GROUPS = (
    r"(?:các\s+sở(?:,\s*ban)?,?\s*(?:ngành)?(?:\s+(?:tỉnh|cấp tỉnh))?"
    r"|các\s+cơ quan chuyên môn(?:\s+thuộc\s+UBND\s+\w+)?"
    r"|các\s+phòng(?:,\s*ban)?(?:,\s*ngành)?|(?:các\s+)?(?:cơ quan\s+)?ngành dọc(?:\s+(?:cấp trên|đóng trên địa bàn))*)"
)
_SCOPE = re.compile(
    rf"(?<![^\W_])(?:{_DESK}(?:\s+(?:của\s+|tại\s+|thuộc\s+)?(?:các\s+)?(?:{_COMMITTEE}\s+)?{_WHERE})?(?:,\s*{_WHERE})?"
    rf"|{_COMMITTEE}\s+(?:các\s+)?{_WHERE}|{_GROUPS}|(?:[Kk]hối\s+)?các\s+(?:{_COMMUNES}|{_DISTRICTS}|xã|phường|huyện)"
    rf"|cấp\s+(?:tỉnh|huyện|xã(?!\s+hội))|(?:Thị xã|Huyện|Thành phố|Quận|Tỉnh)(?=\s+(?:có|đã|là|tiếp|giải|ban|:|\d))"
    rf"|(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Tt]hị xã|[Tt]hành phố|[Qq]uận)\s+(?:{_NAME}|{_NUMBERED})"
    r"|(?:[Tt]hủ tục hành chính|TTHC|[Tt]hủ tục)\s+ngành dọc)"
)
_OFFICE_PATTERN = re.compile(rf"(?<![^\W_]){_OFFICE}(?![^\W_])")
_TRAILING = re.compile(r"[\s,;:–-]+$")


@dataclass(frozen=True, slots=True)
class Scope:
    """A named holder of figures at `start:end` of a text."""

    start: int
    end: int
    text: str


def find_scopes(text: str, offices: bool = False) -> list[Scope]:
    """Desks, levels, committees and communes named in `text`, in order; `offices` adds departments and agencies.

    Offices are asked for only where a label is expected ("Công an thị xã: 06 TTHC"): in running prose they are mostly
    whom something is done with, not whose figure it is.
    """
    found = [
        Scope(match.start(), match.start() + len(_clean(match.group())), _clean(match.group()))
        for match in _SCOPE.finditer(text)
    ]
    if offices:
        taken = [(scope.start, scope.end) for scope in found]
        for match in _OFFICE_PATTERN.finditer(text):
            if not any(match.start() < end and match.end() > start for start, end in taken):
                label = _clean(match.group())
                found.append(Scope(match.start(), match.start() + len(label), label))
    return sorted(found, key=lambda scope: scope.start)


def _clean(text: str) -> str:
    return _TRAILING.sub("", text)
