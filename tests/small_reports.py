"""Short invented reports as text files, for tests that need an archive and care little for what its reports say."""

from __future__ import annotations

from pathlib import Path

_QUARTERS = ("", "I", "II", "III", "IV")
_MONTHS = (0, 3, 6, 9, 12)


def text(
    number: int = 31, place: str = "huyện Đông Thạnh", quarter: int = 1, year: int = 2024, received: int = 412
) -> str:
    """A quarter's report of an invented district: how many files its desk received, how many online, how many late."""
    online = received * 3 // 4
    unit = place.split(maxsplit=1)[0]
    return f"""ỦY BAN NHÂN DÂN
{place.upper()}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}/BC-UBND

{place[0].upper()}{place[1:]}, ngày 15 tháng {_MONTHS[quarter]:02d} năm {year}

BÁO CÁO
Kết quả công tác cải cách hành chính quý {_QUARTERS[quarter]} năm {year}

Ủy ban nhân dân {place} báo cáo kết quả công tác cải cách hành chính quý {_QUARTERS[quarter]} năm {year} như sau:

I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH

Trong quý, Ủy ban nhân dân {unit} đã ban hành 06 văn bản chỉ đạo về cải cách hành chính.

II. CẢI CÁCH THỦ TỤC HÀNH CHÍNH

1. Kết quả giải quyết hồ sơ

- Bộ phận Một cửa {unit} tiếp nhận {received} hồ sơ, trong đó {online} hồ sơ nộp trực tuyến; không có hồ sơ trễ hạn.

2. Khó khăn

Đường truyền ở vài xã vùng sâu còn chậm nên người dân ngại nộp hồ sơ tại nhà.

Nơi nhận:
- Sở Nội vụ;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lâm Quốc Thái
"""


def write(folder: Path, name: str, **facts: object) -> Path:
    """Writes such a report into `folder`, made when missing."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(**facts), encoding="utf-8")
    return path
