"""Nouns of things counted in wholes ("hồ sơ", "văn bản"), which tell a quantity from a label and a thousand from a fraction.

All patterns here are for folded text (see `unicode.fold`).
"""

from __future__ import annotations

import re

_NOUNS = (
    "ho so", "hs", "van ban", "vb", "vbqppl", "thu tuc", "tthc", "dich vu", "dvc", "dvctt", "nguoi", "luot", "cuoc",
    "don vi", "dvsn", "dvsncl", "phieu", "tin", "tin bai", "bai", "truong hop", "nhiem vu", "co quan", "noi dung",
    "chi tieu", "can bo", "cong chuc", "vien chuc", "cbccvc", "cbcc", "ccvc", "bien che", "lop", "hoi nghi",
    "tai lieu", "chung thu", "chu ky so", "tai khoan", "y kien", "pakn", "phan anh", "kien nghi", "quyet dinh",
    "ke hoach", "nghi quyet", "cong van", "bao cao", "to chuc", "ca nhan", "doanh nghiep", "ho gia dinh", "ho dan",
    "giao dich", "linh vuc", "tieu chi", "chi so", "hop dong", "don thu", "dai bieu", "hoc vien", "giao vien",
    "mo hinh", "sang kien", "de an", "du an", "cong trinh", "vu viec", "van de", "hang muc", "phan mem", "he thong",
    "thanh vien", "dong chi", "cong viec", "ket qua", "nguoi dan", "cong dan", "may tinh", "to roi", "ap phich",
    "vi tri", "phong", "ban quan ly", "trung tam", "thi tran", "sd", "cai", "quy trinh", "nhom", "cau hoi", "chuyen muc",
    "phong su", "tap the", "lan", "buoi", "co so", "lao dong", "bo phan", "cho", "to cong nghe", "thon", "ap", "khom",
    "chung chi", "giay", "chuong trinh", "hoi thao", "doan", "to kiem tra", "kien thuc", "the", "thong bao", "loi",
    "xa", "phuong", "huyen", "so, nganh", "so, ban", "tinh, thanh", "dan", "ngan ban", "trang", "cap pho", "tuyen",
)
FOLLOWING_NOUN = re.compile(r"\s{0,2}(?:" + "|".join(sorted(map(re.escape, _NOUNS), key=len, reverse=True)) + r")\b")
"""Matches at the end of a number which counts something ("246| hồ sơ")."""

_FRACTIONAL = re.compile(r"\s*(?:%|phan tram|diem|ngan\b|nghin\b|trieu\b|ty\b|ti\b|km\b|ha\b|m2\b|kg\b|lan\b)")


def counts_wholes(folded: str, end: int) -> bool:
    """Whether what follows position `end` of the folded text is a noun of things counted in wholes."""
    return FOLLOWING_NOUN.match(folded, end) is not None and _FRACTIONAL.match(folded, end) is None


def is_whole_unit(unit: str) -> bool:
    """Whether a folded unit ("ho so", "van ban") counts wholes; false for "%", points and money."""
    return counts_wholes(unit.strip(), 0)
