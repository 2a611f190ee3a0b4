"""Who issued a document, as running text says it: "của Chủ tịch UBND tỉnh", "Ban Thường vụ Tỉnh ủy đã ban hành …"."""

from __future__ import annotations

import re

from qa_cchc.vietnamese.bodies import find_bodies
from qa_cchc.vietnamese.unicode import fold

_COMMITTEE = r"(?:uy\s+ban\s+nhan\s+dan|ubnd|hoi\s+dong\s+nhan\s+dan|hdnd)"
_PARTY = r"(?:tinh\s+uy|thanh\s+uy|huyen\s+uy|thi\s+uy|quan\s+uy|dang\s+uy|tinh\s+doan)"
# Names that end by themselves.
_FIXED = re.compile(
    r"(?:(?:bo\s+truong\s*,\s*)?chu\s+nhiem\s+(?:van\s+phong\s+chinh\s+phu|uy\s+ban\s+dan\s+toc)|thu\s+tuong(?:\s+chinh\s+phu)?|van\s+phong\s+chinh\s+phu|thanh\s+tra\s+chinh\s+phu|chinh\s+phu"
    r"|uy\s+ban\s+thuong\s+vu\s+quoc\s+hoi|quoc\s+hoi|chu\s+tich\s+nuoc|bo\s+chinh\s+tri"
    r"|ban\s+bi\s+thu(?:\s+trung\s+uong(?:\s+dang)?)?"
    r"|(?:hoi\s+nghi\s+(?:lan\s+thu\s+\w+\s+)?)?ban\s+chap\s+hanh\s+trung\s+uong(?:\s+dang)?(?:\s+khoa\s+[xvi]+)?"
    r"|ban\s+to\s+chuc\s+trung\s+uong|trung\s+uong(?:\s+dang)?|bao\s+hiem\s+xa\s+hoi\s+viet\s+nam"
    r"|ngan\s+hang\s+nha\s+nuoc(?:\s+viet\s+nam)?|tong\s+cuc\s+thue|bo\s+quoc\s+phong|bo\s+cong\s+an)(?![a-z0-9])"
)
# Bodies of one place: "UBND tỉnh Hà Trung", "Ban Thường vụ Tỉnh ủy", "Văn phòng HĐND và UBND huyện".
_LOCAL = re.compile(
    rf"(?:(?:(?:pho\s+)?chu\s+tich|thuong\s+truc|van\s+phong(?:\s+hdnd\s+va|\s+hoi\s+dong\s+nhan\s+dan\s+va)?)\s+)?{_COMMITTEE}(?![a-z0-9])"
    rf"|(?:(?:ban\s+thuong\s+vu|ban\s+chap\s+hanh\s+dang\s+bo|ban\s+to\s+chuc|van\s+phong|thuong\s+truc)\s+)?{_PARTY}(?![a-z0-9])"
    r"|(?:ban\s+thuong\s+vu|ban\s+chap\s+hanh)\s+dang\s+(?:bo|uy)(?![a-z0-9])"
)
# Bodies named by a field of their own: "Sở Nội vụ", "Bộ trưởng Bộ Tài chính", "Ban Chỉ đạo CCHC tỉnh".
_NAMED = re.compile(
    r"(?:(?:pho\s+)?(?:giam\s+doc|bo\s+truong|truong|cuc\s+truong|chanh)\s+)?"
    r"(?:ban\s+chi\s+dao|ban\s+quan\s+ly|ban\s+dan\s+toc|so|bo|phong|tong\s+cuc|cuc|chi\s+cuc|kho\s+bac|bao\s+hiem\s+xa\s+hoi"
    r"|cong\s+an|trung\s+tam|thanh\s+tra|van\s+phong|vien|toa\s+an|to\s+cong\s+tac|hoi\s+dong|lien\s+bo|bo\s+chi\s+huy"
    r"|uy\s+ban\s+mttq|mat\s+tran|lien\s+doan|doan)(?![a-z0-9])"
)
_LEVEL = re.compile(
    r"\s+(?:cap\s+)?(?:tinh|thanh\s+pho|tp\.?|thi\s+xa|tx\.?|thi\s+tran|quan|huyen|xa|phuong|dac\s+khu)(?![a-z0-9])"
)
_BREAK = re.compile(
    r"[,;.:()\n\"“”]|\s(?=(?:ve|v/v|ban\s+hanh|phe\s+duyet|quy\s+dinh|sua\s+doi|huong\s+dan|cong\s+bo|thanh\s+lap|ngay|da|duoc"
    r"|va|co|trien\s+khai|giao|yeu\s+cau|de\s+nghi|theo|tai|trong|tren|tai|nham|de|la|thi|voi|bao\s+cao|kien\s+toan|dieu\s+chinh"
    r"|bo\s+sung|bai\s+bo|thuc\s+hien|to\s+chuc|tang\s+cuong|day\s+manh|xay\s+dung|tiep\s+tuc)(?![a-z0-9]))"
)
_NAME_SYLLABLES = 8


def issuer_at(text: str, folded: str, start: int) -> int | None:
    """Where the name of an issuing body that begins at `start` ends; None where none begins there.

    `folded` is `fold(text)`. "phường" or "thị xã" alone is nobody who issues.
    """
    if fixed := _FIXED.match(folded, start):
        return fixed.end() if text[start].isupper() else None
    if local := _LOCAL.match(folded, start):
        written = text[start].isupper() or local.group() in ("ubnd", "hdnd")
        if written and re.search(_PARTY + "$", local.group()):
            return _named_run(text, local.end())  # "Tỉnh ủy Đông Hà": the word holds its level
        return _with_place(text, folded, local.end()) if written else None
    named = _NAMED.match(folded, start)
    if named is None or not text[start].isupper():
        return None
    near = slice(start, start + _FAR)
    bodies = ((start + begin, start + stop) for begin, stop, *_ in find_bodies(text[near], folded[near]))
    end = next((stop for begin, stop in bodies if begin <= named.end() - 2 < stop), None)
    if end is None:
        stop = _BREAK.search(folded, named.end())
        end = stop.start() if stop else len(text)
        words = list(re.finditer(r"\S+", text[named.end() : end]))[:_NAME_SYLLABLES]
        if not words or not (words[0].group()[0].isupper() or named.group().startswith("ban")):
            return None
        end = named.end() + words[-1].end()
        level = _LEVEL.search(folded, named.end(), end)
        end = level.start() if level and level.start() > named.end() else end
    return _with_place(text, folded, end)


def _with_place(text: str, folded: str, end: int) -> int:
    """The end with a word of level and a place's name behind it ("tỉnh Trà Vinh", "Phường 2")."""
    while level := _LEVEL.match(folded, end):
        number = _PLACE_NUMBER.match(text, level.end())
        named = number.end() if number else _named_run(text, level.end())
        if named == level.end():
            return named
        end = named
    return end


_PLACE_NUMBER = re.compile(r"\s+\d{1,2}(?![\d/])")
_NAME = re.compile(r"\s+(?:-\s+)?([^\W\d_][\w'’]*)(?![/\w])")


def _named_run(text: str, end: int) -> int:
    """The end with the run of capitalised syllables behind it."""
    while (syllable := _NAME.match(text, end)) and syllable.group(1)[0].isupper():
        if syllable.group(1).isupper() and len(syllable.group(1)) > 3:
            break
        end = syllable.end()
    return end


_ISSUES = re.compile(
    r"\s+(?:da\s+|vua\s+|cung\s+|se\s+)*(?:(?:kip\s+thoi|tham\s+muu|xay\s+dung)\s*,?\s+)?(?:ky\s+)?(?:ban\s+hanh|thong\s+qua|co|ky)\s+(?:cac\s+)?$"
)
_HEAD = re.compile(rf"(?<![a-z0-9])(?={_FIXED.pattern}|{_LOCAL.pattern}|{_NAMED.pattern})")
_FAR = 140
_BESIDE = re.compile(r"(?:voi|cung|cua|den|toi|cho|gui)\s+$")


def issuer_before(text: str, folded: str, end: int) -> tuple[int, int] | None:
    """The body of which the words before `end` say that it issued what follows: "UBND tỉnh đã ban hành | Kế hoạch"."""
    begin = max(0, end - _FAR)
    verb = _ISSUES.search(folded, begin, end)
    if verb is None:
        return None
    for head in _HEAD.finditer(folded, begin, verb.start()):
        if issuer_at(text, folded, head.start()) == verb.start():
            return None if _BESIDE.search(folded, begin, head.start()) else (head.start(), verb.start())
    return None


def issuer_key(name: str) -> str:
    """A key on which spellings of one body agree ("UBND tỉnh", "Ủy ban nhân dân tỉnh")."""
    key = re.sub(r"\s+", " ", fold(name)).strip()
    key = key.replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd").replace("thanh pho", "tp")
    return re.sub(r"^thu tuong$", "thu tuong chinh phu", key)
