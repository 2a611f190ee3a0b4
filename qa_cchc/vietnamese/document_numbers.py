"""Numbers of Vietnamese administrative documents: what they say of the kind, which spellings are one number.

"61/2018/NĐ-CP", "97/KH-UBND", "12-CTr/TU", "27/2023/QH15"; typed badly: "168 /KH-UBND", "20/QĐUBND", "766/QD-TTg".
"""

from __future__ import annotations

import re

from qa_cchc.vietnamese.unicode import fold

KIND_OF_SIGN = {
    "QD": "quyết định",
    "KH": "kế hoạch",
    "ND": "nghị định",
    "NQ": "nghị quyết",
    "NQLT": "nghị quyết liên tịch",
    "TT": "thông tư",
    "TTLT": "thông tư liên tịch",
    "CT": "chỉ thị",
    "CTR": "chương trình",
    "CTRHD": "chương trình hành động",
    "CTHD": "chương trình hành động",
    "KL": "kết luận",
    "TB": "thông báo",
    "TTR": "tờ trình",
    "BC": "báo cáo",
    "HD": "hướng dẫn",
    "CV": "công văn",
    "CD": "công điện",
    "DA": "đề án",
    "PA": "phương án",
    "QC": "quy chế",
    "QDI": "quy định",
    "BB": "biên bản",
    "GM": "giấy mời",
    "VBHN": "văn bản hợp nhất",
    "PL": "pháp lệnh",
}
"""Signs of kinds in numbers, folded and in capitals."""

_AGENCY_SIGN = re.compile(
    r"(?:UBND|HDND|UBMT|MTTQ|BCD|BTV|VP|S[A-Z]{1,8}|P[A-Z]{1,5}|B[A-Z]{1,8}|CC[A-Z]+|TCT|TTCP|VPCP)"
)
_GLUED = re.compile(r"(QD|KH|ND|NQ|BC|TB|TTR|CTR|HD|CT|KL)(?=UBND|HDND|TTG|BCD|VP|CP$|TU$|TW$|S[A-Z]|P[A-Z]|B[A-Z])")

_DIGITS = r"\d{1,5}[a-zđ]?"
_YEAR = r"(?:19|20)\d\d"
_WORD = r"[A-ZĐ][A-Za-zĐđ]*\d{0,2}"
_SIGN = rf"{_WORD}(?:&{_WORD})*(?:[ ]?[-–.][ ]?{_WORD}(?:&{_WORD})*)*"
NUMBER = re.compile(
    rf"(?<![\w/.,-])(?:(?P<digits>{_DIGITS})\s?/\s?(?:(?P<year>{_YEAR})\s?/\s?)?(?P<sign>{_SIGN})(?P<more>/{_SIGN})?"
    rf"|(?P<digits2>{_DIGITS})\s?[-–]\s?(?P<sign2>{_WORD})\s?/\s?(?P<organ>{_SIGN}))(?![\w/])"
)
"""A document's number with its sign. A sign typed in small letters is no sign."""

CARELESS = re.compile(
    rf"(?<![\w/.,-]){_DIGITS}\s?/\s?(?:{_YEAR}\s?/\s?)?(?=\w*[a-zđ])[a-zđA-ZĐ]{{2,8}}-[a-zđA-ZĐ&-]{{2,12}}(?![\w/])"
)
"""A number whose sign is typed in small letters: one only where words before say so ("công văn số 12/ubnd-nc")."""

PARTIAL = re.compile(rf"(?<![\w/.,-])(?P<digits>{_DIGITS})(?:\s?/\s?(?P<year>{_YEAR}))?(?![\w/%]|[.,-]\d|\s?/\s?\d)")
"""A number without a sign: "61/2018", "766"."""


def compact(number: str) -> str:
    """The number as printed, without blanks, dashes as hyphens ("168 /KH-UBND" → "168/KH-UBND")."""
    return re.sub(r"\s+", "", number).replace("–", "-")


def number_key(number: str) -> str:
    """A key on which spellings of one number agree: "766/QD-TTg", "766 /QĐTTG" → "766/qdttg"; "12/CTr-TU" too."""
    parts = re.findall(r"\d+[a-z]?(?![a-z\d])|[a-z]+\d*", fold(compact(number)))
    digits = [part.lstrip("0") or "0" for part in parts if part[0].isdigit()]
    return "/".join([*digits, "".join(part for part in parts if not part[0].isdigit())]).rstrip("/")


def kind_of_sign(sign: str) -> str | None:
    """The kind that a number's sign tells: "QĐ-UBND" → "quyết định"; "SNV-CCHC" → "công văn"; None for unknown ones."""
    first, *rest = re.split(r"[-–./\s]+", fold(sign).upper())
    if known := KIND_OF_SIGN.get(first):
        return known
    if glued := _GLUED.match(first):
        return KIND_OF_SIGN[glued.group(1)]
    if re.fullmatch(r"QH\d{1,2}", first):
        return None
    # An official letter has no sign of its kind: its sign begins with the agency's.
    return "công văn" if rest and _AGENCY_SIGN.fullmatch(first) else None


_ISSUERS = {
    "ndcp": "Chính phủ",
    "nqcp": "Chính phủ",
    "qdttg": "Thủ tướng Chính phủ",
    "ctttg": "Thủ tướng Chính phủ",
    "cdttg": "Thủ tướng Chính phủ",
    "ttvpcp": "Văn phòng Chính phủ",
    "ttttcp": "Thanh tra Chính phủ",
    "ttubdt": "Ủy ban Dân tộc",
    "ttnhnn": "Ngân hàng Nhà nước Việt Nam",
}
_MINISTRIES = {
    "bnv": "Bộ Nội vụ",
    "btc": "Bộ Tài chính",
    "btp": "Bộ Tư pháp",
    "bxd": "Bộ Xây dựng",
    "byt": "Bộ Y tế",
    "bct": "Bộ Công Thương",
    "bca": "Bộ Công an",
    "bqp": "Bộ Quốc phòng",
    "bgddt": "Bộ Giáo dục và Đào tạo",
    "btttt": "Bộ Thông tin và Truyền thông",
    "bkhcn": "Bộ Khoa học và Công nghệ",
    "bkhdt": "Bộ Kế hoạch và Đầu tư",
    "btnmt": "Bộ Tài nguyên và Môi trường",
    "bnnptnt": "Bộ Nông nghiệp và Phát triển nông thôn",
    "bnnmt": "Bộ Nông nghiệp và Môi trường",
    "bldtbxh": "Bộ Lao động - Thương binh và Xã hội",
    "bvhttdl": "Bộ Văn hóa, Thể thao và Du lịch",
    "bgtvt": "Bộ Giao thông vận tải",
    "bng": "Bộ Ngoại giao",
}
_ASSEMBLY = re.compile(r"(?P<standing>ubtv)?qh\d{1,2}")


def issuer_of_number(number: str) -> str | None:
    """Who alone can have issued a document of this number, whatever the text says: "61/2018/NĐ-CP" → "Chính phủ".

    None where the sign leaves it open ("QĐ-UBND" is a province's, a district's or a commune's).
    """
    sign = number_key(number).rsplit("/", 1)[-1]
    if known := _ISSUERS.get(sign):
        return known
    if assembly := _ASSEMBLY.fullmatch(sign):
        return "Ủy ban Thường vụ Quốc hội" if assembly["standing"] else "Quốc hội"
    return _MINISTRIES.get(sign.removeprefix("tt")) if sign.startswith("tt") else None
