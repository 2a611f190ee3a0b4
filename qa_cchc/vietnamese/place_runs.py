"""How far the name of a place runs behind its word of level: by its capitals, or to the next function word."""

from __future__ import annotations

import re

from qa_cchc.vietnamese.unicode import fold

_SYLLABLE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Where a name typed without capitals ends: at these phrases always, at the words behind two syllables, at the few
# firm words even before (names hold "la", "nam", "ha", so the rest would cut them).
_STOP_PHRASE = re.compile(
    r"(?:hoan thanh|ban hanh|to chuc|kiem tra|khao sat|phat sinh|ket qua|giai quyet|tiep nhan|bao nhieu|"
    r"may ho so|may hs|ty le|ti le|"
    r"ho so|hs|bao cao|cchc|ubnd|bpmc|tthc|dvctt?|tre han|qua han|dung han|truoc han|som han|truc tuyen|"
    r"truc tiep|tong so|so luong|"
    r"nhu the nao|the nao|la gi|la bao|xep thu|xep hang|thu hang|diem so|chi so|chi tieu|bien che|cong chuc|"
    r"can bo|vien chuc|muc do|"
    r"q[1-4]|quy [i1-4]|quy (?:mot|hai|ba|bon|tu|nay|truoc)|nam \d|nam nay|nam truoc|nam ngoai|thang \d|\d|"
    r"sau thang|chin thang|"
    r"giai doan|so voi|so sanh|dat duoc|thuc hien|ty so|nop|gui|par|papi|sipas|dti|tra ket|tra ho|con ton|giai ngan|"
    r"xu ly|cham|muon|giam sat|phai|can|dang|con|tang|giam|nhieu|cao nhat|thap nhat|trong|cua|duoc|khong|chua|"
    r"thuoc|tai|theo|voi|nhung|nay|do|nao)(?![a-z])"
)
_STOP_FIRM = frozenset(
    ("co", "da", "la", "o", "ra", "thi", "va", "den", "tu", "ve", "dat", "nhan", "bi", "cho", "gom", "hay")
)
_STOP_BEHIND_TWO = _STOP_FIRM | frozenset(
    ("quy", "ky", "moi", "cac", "con", "xu", "giai", "tiep", "lam", "so", "to", "ban")
)
_NEVER_FIRST = frozenset(
    "quyet ban ke cong uy hoi chu so phong nghi thong chi bao trung de bo chuong dang van to doan thanh cong "
    "ubnd hdnd bch "
    "va la co cac da duoc theo mttq btv ttdt vnpt trang cong bpmc kt tm pho luu dai toa cuc kho thu tong can".split()
)
_ORGANS = re.compile(
    r"(?:quyet dinh|quyet nghi|ban hanh|ban quan|ban chi|ban thuong|ban to|ke hoach|cong van|cong an|cong chuc|"
    r"uy ban|uy vien|hoi dong|chu tich|"
    r"so (?:noi|tai|tu|y|thong)|phong|nghi quyet|nghi dinh|thong bao|thong tu|chi thi|chi so|bao cao|trung tam|"
    r"de an|bo phan|bo noi|chuong trinh|"
    r"dang uy|dang bo|van phong|to cong|to kiem|doan|thanh tra|ubnd|hdnd|hđnd|mttq|trang|pho|luu|quy [i1-4]|"
    r"quy(?= )|nam \d|thang \d|ngay|"
    r"bao hiem|chi cuc|cuc|kho bac|toa an|vien kiem|giai doan|tm\b|kt\b|tong|can bo|bpmc|cchc|tthc)(?![a-z])"
)
# The next unit's word of level, with a name of its own behind it, where commas and lines between units are lost
# ("HUYỆN X TỈNH Y"); "xã Tân Xã" is a name.
_LEVEL = r"(?:tỉnh|huyện|thị xã|thành phố|thị trấn|quận|xã|phường)"
_NEXT_UNIT = re.compile(rf"(?i:{_LEVEL})\s+(?!(?i:{_LEVEL})\s)(\w)")


def syllables_from(text: str, start: int, limit: int) -> list[re.Match[str]]:
    """Up to five syllables from `start`, parted by single spaces or a dash between spaces."""
    found: list[re.Match[str]] = []
    position = start
    while len(found) < 5 and (match := _SYLLABLE.match(text, position)) and match.end() <= limit:
        found.append(match)
        gap = re.compile(r" - (?=[^\W\d_])| {1,2}").match(text, match.end())
        if gap is None:
            break
        position = gap.end()
    return found


def capital_run(text: str, folded: str, syllables: list[re.Match[str]]) -> int:
    """How many of the syllables, from the first, make a capitalised name."""
    count = 0
    shouting = syllables[0].group().isupper() and len(syllables[0].group()) > 1
    for position, syllable in enumerate(syllables):
        token = syllable.group()
        if not token[0].isupper() or (token.isupper() and len(token) > 1) != shouting:
            break
        if _ORGANS.match(folded, syllable.start()) and (position or not _two_more(text, syllables)):
            break
        following = _NEXT_UNIT.match(text, syllable.start()) if position else None
        if following and (following[1].isupper() or following[1].isdigit()):
            break
        if position and text[syllable.start() - 2 : syllable.start()] == "- " and not token.istitle() and not shouting:
            break
        count += 1
        if count == 4:
            break
    if count == 1 and shouting and len(syllables[0].group()) <= 4:
        return 0
    if (
        count == 1
        and len(syllables) > 1
        and (fold(syllables[0].group()) in _NEVER_FIRST or (shouting and len(syllables[0].group()) < 3))
    ):
        return 0
    return count


def _two_more(text: str, syllables: list[re.Match[str]]) -> bool:
    """Whether a first syllable that could open the name of an organ is followed by a capital ("xã Phong Nẫm")."""
    return (
        len(syllables) > 1
        and syllables[1].group()[0].isupper()
        and syllables[0].group().istitle()
        and fold(syllables[0].group()) in ("phong", "quy", "tong", "thanh", "cuc")
        and syllables[1].group().istitle()
    )


def bare_run(folded: str, syllables: list[re.Match[str]]) -> int:
    """How many syllables make a name typed without capitals: up to the next function word, three at most."""
    count = 0
    for position, syllable in enumerate(syllables[:3]):
        token = folded[syllable.start() : syllable.end()]
        if not position and token in ("cho", "hay", "gom", "ra"):
            count += 1
            continue
        if _STOP_PHRASE.match(folded, syllable.start()) or token in (_STOP_BEHIND_TWO if position > 1 else _STOP_FIRM):
            break
        count += 1
    if count < 2 or _COMMON_BARE.match(folded, syllables[0].start()):
        return 0
    return count


# Bare words behind "xa", "huyen", "tinh" that open no name: "xa hoi", "tinh hinh", "phuong an", "quan ly", "thi
# truong".
_COMMON_BARE = re.compile(
    r"(?:hoi|hinh|an(?! (?:hoi|binh|loc|phu|thanh|khanh|lac|cuu|hoa|duong|nghiep|thoi|thuan|dong|tay|xuyen|son|"
    r"hai|thai|my|ninh|dien|hung|cu|phuoc|nhon|thinh|vinh|long|lao|khe|hong|trach|chau|tuong|dao)\b)|ly|thuc|"
    r"phap|tien|cach|chat|nao|dat|toan|den|dan|trang|bang|nong thon|dac biet|ban|uy|moi)\b"
)
