"""Laws called by their name: "Luật Tổ chức chính quyền địa phương năm 2015", "Bộ luật Lao động", "Hiến pháp 2013"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa_cchc.vietnamese.unicode import fold

_NAMES = """
An ninh mạng|An toàn thông tin mạng|An toàn, vệ sinh lao động|Ban hành văn bản quy phạm pháp luật|Bảo hiểm xã hội
Bảo hiểm y tế|Bảo vệ bí mật nhà nước|Bảo vệ môi trường|Bảo vệ dữ liệu cá nhân|Bình đẳng giới|Bưu chính|Cán bộ, công chức
Căn cước|Căn cước công dân|Công chứng|Công nghệ thông tin|Cư trú|Dữ liệu|Dân quân tự vệ|Doanh nghiệp|Đất đai|Đầu tư
Đầu tư công|Đấu thầu
Đấu giá tài sản|Giao dịch điện tử|Giáo dục|Giáo dục nghề nghiệp|Hộ tịch|Hòa giải ở cơ sở
Hôn nhân và gia đình|Khiếu nại|Kinh doanh bất động sản|Lưu trữ|Ngân sách nhà nước|Nghĩa vụ quân sự|Người cao tuổi
Người khuyết tật|Nhà ở|Nuôi con nuôi|Phí và lệ phí|Phòng, chống tham nhũng|Phòng, chống ma túy
Phổ biến, giáo dục pháp luật
Quản lý thuế|Quản lý, sử dụng tài sản công|Quốc tịch Việt Nam|Quy hoạch|Quy hoạch đô thị và nông thôn|Thanh niên
Thanh tra|Thi đua, khen thưởng|Thi hành án dân sự|Thống kê|Thực hành tiết kiệm, chống lãng phí|Thực hiện dân chủ ở cơ sở
Tiếp công dân|Tiếp cận thông tin|Tố cáo|Tố tụng hành chính|Tổ chức Chính phủ|Tổ chức chính quyền địa phương|Trẻ em
Trách nhiệm bồi thường của Nhà nước|Trợ giúp pháp lý|Viên chức|Viễn thông|Xây dựng|Xử lý vi phạm hành chính|Việc làm
Di sản văn hóa|Khám bệnh, chữa bệnh|Trật tự, an toàn giao thông đường bộ|Chuyển đổi số|Công nghiệp công nghệ số|Thủ đô
"""
_LAWS = {fold(name): name for line in _NAMES.split("\n") for name in line.split("|") if name}
_LISTED = "|".join(
    re.escape(name).replace(r"\ ", r"\s+").replace(",", r"\s?,?") for name in sorted(_LAWS, key=len, reverse=True)
)
_YEAR = r"\s*(?:\(?\s*(?:sua\s+doi\s*,?\s*)?(?:nam\s+)?(?:19|20)\d\d(?![\d/])\s*\)?|\(sua\s+doi\))"
_LAW = re.compile(rf"(?<![a-z0-9])(?P<kind>luat)\s+(?P<name>{_LISTED})(?![a-z0-9])(?P<year>{_YEAR})?")
_CODE = re.compile(
    rf"(?<![a-z0-9])(?P<kind>bo\s+luat)\s+(?P<name>dan\s+su|hinh\s+su|lao\s+dong|to\s+tung\s+dan\s+su|"
    r"to\s+tung\s+hinh\s+su|hang\s+hai)"
    rf"(?![a-z0-9])(?P<year>{_YEAR})?"
)
# A name that no list holds is a law's when its year or the word "luật" with a capital frames it.
_OTHER = re.compile(
    r"(?<![a-z0-9])(?P<kind>luat)\s+(?P<name>[^\s.;:()\d][^.;:()\d]{2,70}?)\s*,?\s*(?P<year>(?:nam\s+)(?:19|20)\d\d)(?![\d/])"
)
_NO_NAME = re.compile(
    r"(?<![a-z])(?:trien khai|thuc hien|da|duoc|theo|trong|tu|tai|cua|ban hanh|ke hoach"
    r"|quyet dinh|nghi quyet|va cac|luat|cho)(?![a-z])"
)
_CONSTITUTION = re.compile(r"(?<![a-z0-9])(?P<kind>hien\s+phap)(?P<year>\s+(?:nam\s+)?(?:19|20)\d\d(?!\d))")
_AMENDS = re.compile(r"(?<![a-z0-9])luat\s+(?P<name>sua\s+doi(?:\s*,\s*bo\s+sung)?(?:\s+mot\s+so\s+dieu)?\s+cua)(?=\s)")


def find_laws(text: str) -> list[tuple[int, int, str, str | None]]:
    """Laws as (start, end, kind, name); the word "Luật" has a capital. Spans include the year."""
    folded = fold(text)
    if "luat" not in folded and "hien phap" not in folded:
        return []
    found: list[tuple[int, int, str, str | None]] = []
    taken = bytearray(len(text))
    for pattern, kind in ((_CODE, "bộ luật"), (_LAW, "luật"), (_OTHER, "luật"), (_CONSTITUTION, "hiến pháp")):
        for match in pattern.finditer(folded):
            start = match.start()
            if not text[start].isupper() or taken[start]:
                continue
            span = match.span("name") if kind != "hiến pháp" else None
            if pattern is _OTHER and (_NO_NAME.search(match["name"]) or not text[match.start("name")].isupper()):
                continue
            name = " ".join(text[slice(*span)].split()) if span else None
            taken[start : match.end()] = b"\1" * (match.end() - start)
            found.append((start, match.start() + len(match.group().rstrip()), kind, name))
    return sorted([*found, *_amending(text, folded, sorted(found))])


def _amending(
    text: str, folded: str, laws: Sequence[tuple[int, int, str, str | None]]
) -> Iterator[tuple[int, int, str, str]]:
    """Laws that amend those named behind them ("Luật sửa đổi, bổ sung một số điều của Luật A và Luật B")."""
    for match in _AMENDS.finditer(folded):
        end = match.end()
        for start, stop, *_ in laws:
            if start > end + 8:
                break
            if start >= end and re.fullmatch(r"\s*(?:,|va)?\s*", folded[end:start]):
                end = stop
        if end > match.end() and text[match.start()].isupper():
            yield match.start(), end, "luật", " ".join(text[match.start("name") : end].split())
