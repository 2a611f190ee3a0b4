"""Names of administrative units and bodies that are the same for every archive: provinces, central cities, sectors."""

from __future__ import annotations

from typing import NamedTuple


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for line in text.strip().splitlines() for name in line.split("|"))


OLD = _names(
    """
    An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định
    Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp
    Gia Lai|Hà Giang|Hà Nam|Hà Nội|Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hồ Chí Minh|Hưng Yên
    Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lạng Sơn|Lào Cai|Lâm Đồng|Long An|Nam Định|Nghệ An|Ninh Bình
    Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La
    Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long
    Vĩnh Phúc|Yên Bái
    """
)
"""The 63 provinces and central cities before 01/7/2025."""

NEW = _names(
    """
    An Giang|Bắc Ninh|Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai
    Hà Nội|Hà Tĩnh|Hải Phòng|Hồ Chí Minh|Huế|Hưng Yên|Khánh Hòa|Lai Châu|Lạng Sơn|Lào Cai|Lâm Đồng
    Nghệ An|Ninh Bình|Phú Thọ|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sơn La|Tây Ninh|Thái Nguyên|Thanh Hóa
    Tuyên Quang|Vĩnh Long
    """
)
"""The 34 since 01/7/2025 (Nghị quyết 202/2025/QH15)."""

CENTRAL_CITIES = ("Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế")


class Provinces(NamedTuple):
    """Names without the words "tỉnh" and "thành phố"."""

    old: tuple[str, ...]
    new: tuple[str, ...]


def provinces() -> Provinces:
    """The 63 old and the 34 new provinces and central cities."""
    return Provinces(OLD, NEW)


SECTORS = _names(
    """
    Nội vụ|Tài chính|Kế hoạch và Đầu tư|Tư pháp|Giáo dục và Đào tạo|Y tế|Công Thương|Xây dựng
    Giao thông vận tải|Nông nghiệp và Phát triển nông thôn|Nông nghiệp và Môi trường
    Tài nguyên và Môi trường|Lao động - Thương binh và Xã hội|Văn hóa, Thể thao và Du lịch
    Văn hóa và Thể thao|Thông tin và Truyền thông|Khoa học và Công nghệ|Ngoại vụ|Dân tộc và Tôn giáo
    Du lịch|Quy hoạch - Kiến trúc|An toàn thực phẩm|Văn hóa và Thể thao và Du lịch|Công an|Quốc phòng
    Ngoại giao|Công nghiệp
    """
)
"""Sectors that name a "Sở" or a "Bộ"."""

SECTOR_ABBREVIATIONS = {
    "KH&ĐT": "Kế hoạch và Đầu tư",
    "KHĐT": "Kế hoạch và Đầu tư",
    "GD&ĐT": "Giáo dục và Đào tạo",
    "GDĐT": "Giáo dục và Đào tạo",
    "GD-ĐT": "Giáo dục và Đào tạo",
    "GTVT": "Giao thông vận tải",
    "NN&PTNT": "Nông nghiệp và Phát triển nông thôn",
    "NNPTNT": "Nông nghiệp và Phát triển nông thôn",
    "NN&MT": "Nông nghiệp và Môi trường",
    "NNMT": "Nông nghiệp và Môi trường",
    "TN&MT": "Tài nguyên và Môi trường",
    "TNMT": "Tài nguyên và Môi trường",
    "LĐTB&XH": "Lao động - Thương binh và Xã hội",
    "LĐ-TB&XH": "Lao động - Thương binh và Xã hội",
    "LĐTBXH": "Lao động - Thương binh và Xã hội",
    "VHTTDL": "Văn hóa, Thể thao và Du lịch",
    "VHTT&DL": "Văn hóa, Thể thao và Du lịch",
    "VH,TT&DL": "Văn hóa, Thể thao và Du lịch",
    "VH-TT&DL": "Văn hóa, Thể thao và Du lịch",
    "TT&TT": "Thông tin và Truyền thông",
    "TTTT": "Thông tin và Truyền thông",
    "KH&CN": "Khoa học và Công nghệ",
    "KHCN": "Khoa học và Công nghệ",
    "DT&TG": "Dân tộc và Tôn giáo",
    "CT": "Công Thương",
}
BOARDS = _names(
    """
    Ban Dân tộc|Ban Quản lý các khu công nghiệp|Ban Quản lý khu kinh tế
    Ban Quản lý Khu kinh tế và các khu công nghiệp|Ban Quản lý các khu chế xuất và công nghiệp
    Ban Quản lý Khu công nghệ cao|Thanh tra tỉnh|Thanh tra thành phố|Văn phòng UBND tỉnh
    Văn phòng Ủy ban nhân dân tỉnh|Văn phòng UBND thành phố
    """
)
"""Bodies of the rank of a "sở"."""
