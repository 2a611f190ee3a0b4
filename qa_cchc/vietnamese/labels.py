"""Digits that are no quantities: numbers of documents, dates, periods, years, codes, headings, wards, levels,
addresses.

`masked` marks them, so that what remains can be read as numbers.
"""

from __future__ import annotations

import re

from qa_cchc.vietnamese.dates import find_dates, find_windows
from qa_cchc.vietnamese.nouns import counts_wholes
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.unicode import CAPITALS

# All for folded text. A group "n" marks that alone, else the whole match is marked.
_ALWAYS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:vn|com|gov|net|org)\b\S*",
        # Numbers of documents: 102/BC-UBND, 61/2018/NĐ-CP, 168 /KH-UBND, 12-CTr/TU, 20112020/QDUBND
        r"\b\d+\s?/\s?(?:\d{4}\s?/\s?)?[a-z][a-z\d&]*(?:\s?-\s?[a-z&]+)*(?:/[a-z]+)*",
        r"\b\d+\s?/\s?(?:19|20)\d\d\s?/\s?[a-z]+\S*",
        r"\b\d+\s?-\s?(?:ctr|nq|kl|ct|kh|qd|bc|tb|hd|cv|qc|qđ|ubnd)\b(?:\s?/\s?[a-z]+)?",
        # Laws and articles
        r"\b(?:dieu|khoan|chuong|phu luc|bieu mau|bieu so|bieu|mau so|mau|bang so|bang|hinh|trang|"
        r"tieu muc)\s+(?:so\s+)?\d+[\da-z./-]*",
        r"\b(?:muc|diem)\s+\d+(?:\.\d+)*(?=\s+(?:dieu|khoan|phan|cua|nghi|quyet|bieu|phu luc|bao cao))",
        r"\b(?:nghi quyet|quyet dinh|chi thi|thong tu|nghi dinh|cong van|to trinh|thong bao|ke hoach|"
        r"chuong trinh|bao cao|de an|luat|"
        r"huong dan|ket luan|van ban|cong dien|giay moi|qd|nd|nq|ct|tt)\s+so\s*:?\s*\d+(?:\s?[/-]\s?[\w-]+)*",
        r"^\s*so\s*:\s*\d+(?:\s?[/-]\s?\S+)*",
        r"\b(?:iso|tcvn|qcvn|iso/iec)\s*(?:iso\s*)?(?:iec\s*)?\d+(?:-\d+)?(?::\d{4})?",
        r"\bcovid\s*[-–]?\s*19\b|\bsars-cov-2\b",
        r"\b(?:phien ban|version|v|cong nghiep|nghiep lan thu|web|chinh phu so|ipv|windows|office|cmcn|"
        r"cach mang)\s*\d+(?:\.\d+)+|\b4\.0\b",
        r"\b(?:lan thu|khoa|ky hop thu|khoa thu|nhiem ky|(?<!theo )thu tu|dot|phien hop thu|buoi thu|ky thu)"
        r"\s+\d+(?!\d|[.,]\d)(?!\s*%)",
        r"\bsang thu \d\b|\bchieu thu \d\b|\bngay thu \d\b",
        r"\b(?:xa|thon|chuong trinh)\s+135\b|\b(?:windows|office|nam thu|ngay thu)\s*\d+(?:\.\d+)?(?!\d)",
        # Telephone and other codes
        r"\b0\d{1,3}[\s.-]?\d{3,4}[\s.-]?\d{3,4}(?:[\s.-]?\d{1,3})?\b(?![.,]\d)|\(0\d{1,4}\)\s?[\d.\s-]{5,}|"
        r"\b1[89]00[\s.]?\d{3,4}(?:[\s.]\d{1,3})?\b",
        r"\b[1-3]\.\d{6}\b\S*|\b\d{3}\.\d{2}\.\d{2}\.\w+\S*|\b[a-z]\d{2}(?:\.\d+)+",
        r"\b0\d{5,}\b",
        # Times of day
        r"\b\d{1,2}\s?(?:h|g)\s?\d{2}\b|\b\d{1,2}\s?h\b|\b\d{1,2}\s?gio\s?\d{1,2}(?:\s?phut)?|"
        r"\b[0-2]?\d:[0-5]\d(?::\d\d)?\b",
        r"\b(?:luc|vao|tinh den|den|tu|truoc)\s+\d{1,2}\s?gio\b|\b\d{1,2}\s?gio(?=\s+(?:ngay|sang|chieu|toi)\b)"
        r"|\b24\s?/\s?(?:24|7)(?:/7)?\b(?!\s*(?:ho so|hs|noi dung|van ban|"
        r"nhiem vu|tthc|thu tuc|chi tieu|xa|phuong|thi tran|huyen|quan|don vi|co quan|truong hop|thu|phieu|y kien"
        r"|pakn"
        r"|phan anh|kien nghi|cuoc|phong|so|dich vu|bo phan|thon|ap|khu pho|ban|to|can bo|cong chuc|nguoi|bao cao"
        r"|quyet dinh|ke hoach|du thao|giao dich|ket qua)\b)",
        # Levels of information systems and of government: "cấp độ 2", "họp trực tuyến 3 cấp"
        r"\bcap do\s+[1-5]\b(?![.,]\d)"
        r"|\b(?:ca|toan bo|deu o|o)\s+[234]\s+cap\b|\bde an\s+(?:so\s+)?06\b"
        r"|\b[234]\s+cap(?=\s*(?:[,.;:)]|$|\s(?:chinh quyen|den|tu|voi|trong|o|tai|bang|va)\b))",
        # Addresses: "số 15 đường …", and the years of yearly indices: "PAR INDEX 2024: 89,14 điểm"
        r"\bso\s+\d{1,4}[a-z]?(?:/\d{1,4})*,?\s+(?=(?:duong|pho|quoc lo|tinh lo|dai lo|hem|ngo|khu pho)\b)",
        r"\b(?:par\s?-?\s?index|sipas|papi|dti|pci|ict(?:\s?-?\s?index)?|index|ddci|pgi|cai cach hanh chinh"
        r"|cchc)\)?\s+"
        r"(?P<n>20[0-4]\d)(?![\d/]|[.,]\d)",
        # Versions of programmes: "iGate 2.0"
        r"\b(?:igate|ioffice|idesk|voffice|eoffice|egov|office|tabmis"
        r"|ivan|vneid|smart|portal|platform|phan mem [a-z-]{2,12})\s+"
        r"(?P<n>\d{1,2}\.\d{1,2}(?:\.\d+)?)(?!\d|\s*(?:%|diem))",
        r"\bmuc(?:\s+do)?\s+[1-4](?:\s*(?:,|va|-|/)\s*(?:muc(?:\s+do)?\s+)?[1-4])*(?!\d|[.,]\d)",
        r"\b(?:ty le|ban do|quy hoach|chi tiet)\s+1/\d+|\bluan phien\s+50/50\b",
        r"\b(?:quy|nam|thang|tuan)\s+thu\s+\d{1,2}(?!\d)|\b(?:quay|ban|cua|to cong tac"
        r"|doan cong tac)\s+so\s+\d{1,2}(?!\d)",
        # Numbers of list items
        r"^\s*(?:[-+*•]\s*)?(?P<n>\d{1,2}(?:\.\d{1,2})*)[.)](?=\s|[^\W\d])",
        r"^\s*(?P<n>\d{1,2}(?:\.\d{1,2})+)\.?\s+(?=[^\W\d])",
        r"^\s*[a-z]\.(?P<n>\d{1,2}(?:\.\d{1,2})*)\.?(?=\s|$)",
        r"\((?P<n>\d{1,2})\)(?=\s*[^\W\d])",
        r";\s+(?P<n>\d{1,2})[.)]\s+(?=[^\W\d])",
        # Half-named dates
        r"\bngay\s+(?P<n>\d{1,2}\s?[/-]\s?\d{1,2})(?!\d)|\bngay\s+\d{1,2}(?:\s*(?:,|va|-|"
        r"den)\s*\d{1,2})*\s*/\s*\d{1,2}\b",
        r"\bngay\s+\d{1,2}\s+(?:hang|moi)?\s*thang(?:\s+\d{1,2})?|\bngay\s+(?P<n>\d{1,2})(?=\s+hang\s+thang)|"
        r"\btu\s+ngay\s+\d{1,2}\b",
        r"\b(?:thang|quy|tuan)\s+(?:thu\s+)?\d{1,2}(?:\s*(?:,|va|-)\s*\d{1,2})*(?!\d|[.,]\d)(?=\s*(?:[./)-]|"
        r"\s(?:nam|va|den)\b|$))",
        r"\bnam\s+(?P<n>(?:19|20)\d\d)(?!\d|[.,]\d)",
        r"\b(?:nam hoc|nien do|nhiem ky|giai doan|thoi ky)\s+\d{4}\s*[-–]\s*\d{2,4}",
    )
)
# Marked unless a noun follows that is counted ("cấp 162 chứng thư số", "các xã, phường 12 TTHC").
_UNLESS_COUNTING = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:tong dai|duong day nong|dien thoai|hotline|fax|dt|sdt|so may)\s*(?:so\s*)?:?\s*"
        r"(?=(?:[.\s()-]*\d){3})[\d.\s()-]{3,}",
        r"(?<!co )(?<!binh )\b(?:phuong|quan|p\.|q\.|thon|ap|khom"
        r"|khu pho|khu vuc|to dan pho|to|khu|nha so|duong|hem|ngo|"
        r"(?<!thay )(?<!chuyen )(?<!sua )(?<!trao )(?<!cap )(?<!hoan )doi|"
        r"cum|tieu khu|khoi|xom)\s*(?:so\s+)?(?P<n>\d{1,3})(?![\d.,/]*\d)",
        r"\b(?:vien chuc|cong chuc|chuc danh|nghe nghiep|do thi|giao vien|bac si|don vi|loai)\s+hang\s+(?P<n>[1-4])"
        r"(?![\d.,/]*\d|\s*%)",
        r"\bqr\s*(?P<n>\d+(?:\.\d+)?)(?!\d)",
        r"\b(?:bo chi so|bo tieu chi|chi so|de an|du an|nghi quyet"
        r"|quyet dinh)\s+(?P<n>\d{2,4})(?![\d.,/]*\d)(?!\s*%)",
        r"\b(?:cap|loai|nhom|bac|ngach|vong|lop|buoc|(?<!ha )tang|phong|giai doan|mo hinh|tru cot|"
        r"kenh)\s+(?P<n>[1-9])(?![\d.,/]*\d|\s*%)",
        r"\b(?:nghi quyet|quyet dinh|chi thi|thong tu|nghi dinh|cong van|(?<!ky )luat|de an|qd|nd|"
        r"nq)\s+(?P<n>\d+)(?![\d.,]*\d)(?:/\d+)?",
        r"(?:\b(?:le|dip|dip le|quoc khanh|truoc|sau|den|tu|het|ngay)\s+|"
        r"\bva\s+(?=\d{1,2}/\d{1,2}\b(?!/)))(?P<n>(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]))(?![\d/])",
        r"\b(?P<n>(?:0?[1-9]|1[0-2])/(?:19|20)\d\d)(?![\d/])",
    )
)
# "số 02 Trần Phú": for the text as written.
_HOUSE = re.compile(
    r"(?<![^\W_])số\s+(?P<n>\d{1,4}[A-Za-z]?)[,\s]\s*"
    rf"(?=[{CAPITALS}][^\W\d_{CAPITALS}]+\s+[{CAPITALS}][^\W\d_{CAPITALS}]+)"
)
# "các mục 3.2 và 5.1 của Kế hoạch"; "mức 3.2" is a measure.
_ITEM = re.compile(
    r"(?<!danh )(?<![^\W_])[Mm]ục\s+\d{1,2}(?:\.\d{1,2}(?!\d))+(?:\s*(?:,|và)\s*\d{1,2}(?:\.\d{1,2}(?!\d))+)*(?!\s*%)"
    r"|(?<!danh )(?<![^\W_])[Mm]ục\s+\d{1,2}(?:\.\d{1,2})*,\s*trang\s+\d+"
)
# Slogans and names in quotation marks: “4 tại chỗ”, “5 rõ”.
_SLOGAN = re.compile(r"[“‘«\"']\s*(?P<n>\d{1,2})\s+[^\W\d][^“”‘’«»\"'.;:\n]{1,30}[”’»\"']")
# Kinds of documents told apart by their counts: "(nghị quyết 09, quyết định 18)".
_KIND = (
    r"(?:nghị quyết|quyết định|chỉ thị|kế hoạch|công văn|thông báo|báo cáo|tờ trình|hướng dẫn|kết luận|văn bản khác"
    r"|giấy mời)"
)
_KINDS = re.compile(
    rf"(?<![^\W_])(?:{_KIND}:?\s+\d{{1,3}}(?![\d/.-])\s*(?:,|;|và)?\s*){{2,}}(?=[).;,\n]|$)"
)
_FIRST_OF_RANGE = re.compile(r"(?<![\d.,/])(?P<n>(?:19|20)\d\d)(?![\d/]|[.,]\d)")


def masked(text: str, folded: str) -> bytearray:
    """One byte per character of the text, 1 where its digits are no quantity. `folded` is `fold(text)`."""
    mask = bytearray(len(text))
    for pattern in _ALWAYS:
        for match in pattern.finditer(folded):
            # "bằng 39,47%" is "equal to", not "bảng 39" (table).
            if not text.startswith(("bằng", "Bằng"), match.start()):
                _mark(mask, match)
    for pattern in _UNLESS_COUNTING:
        for match in pattern.finditer(folded):
            if not counts_wholes(folded, match.end()) or _named_place(text, folded, match):
                _mark(mask, match)
    for match in _HOUSE.finditer(text):
        _mark(mask, match)
    for match in (*_SLOGAN.finditer(text), *_ITEM.finditer(text)):
        _mark(mask, match)
    for match in _KINDS.finditer(text):
        mask[match.start() : match.end()] = bytes(match.end() - match.start())
    for start, end, _ in [*find_dates(text), *find_windows(text)]:
        mask[start:end] = b"\1" * (end - start)
    for mention in find_periods(text):
        mask[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    return mask


def _mark(mask: bytearray, match: re.Match[str]) -> None:
    name = "n" if "n" in match.re.groupindex and match["n"] else 0
    start, end = match.span(name)
    mask[start:end] = b"\1" * (end - start)


def _named_place(text: str, folded: str, match: re.Match[str]) -> bool:
    """ "Phường 2 hồ sơ …" with a capital names the ward; "các xã, phường 12 TTHC" counts."""
    if not folded.startswith(("phuong", "quan"), match.start()):
        return False
    capital = text[match.start()].isupper() and not text[match.start() : match.start() + 3].isupper()
    return capital and not folded[: match.start()].rstrip().endswith(("xa,", "huyen,", "cac"))
