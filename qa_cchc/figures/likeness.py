"""How alike two names of indicators are, as offices print them: abbreviations opened, marks and small slips forgiven,
but never a level, a deadline, a channel or a rate taken for another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.unicode import fold

_MARKUP = re.compile(r"</?[a-z]+>|[*_]{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_TOKEN = re.compile(r"[a-z]+|\d+|%")
# A bullet and the words that only lead in, before a row's own name.
_LEAD = re.compile(r"^(?:[-+*•–—.:;,)\s]+|(?:trong do|bao gom|gom|cu the|rieng)\s*(?=[:,–+-])|trong do\s+)+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDY = (
    ("ti le", "ty le"),
    ("phan tram", "%"),
    ("dam bao", "bao dam"),
    ("tre han", "qua han"),
    ("cham han", "qua han"),
    ("som han", "truoc han"),
    ("unnd", "uy ban nhan dan"),
    ("nop qua mang", "nop truc tuyen"),
    ("qua mang", "truc tuyen"),
    ("hien co", "co mat"),
    ("hien dang co mat", "co mat"),
    ("chi phi hoat dong thuong xuyen", "chi thuong xuyen"),
    ("kinh phi hoat dong thuong xuyen", "chi thuong xuyen"),
    ("toan bo chi thuong xuyen", "chi thuong xuyen"),
    ("100% chi thuong xuyen", "chi thuong xuyen"),
    ("qua ra soat", "sau ra soat"),
    ("hoan tat", "hoan thanh"),
    ("thanh toan von", "giai ngan von"),
    ("phi dia gioi", "khong phu thuoc dia gioi"),
    ("ngoai dia gioi", "khong phu thuoc dia gioi"),
    ("tra loi xong", "giai quyet xong"),
    ("phan hoi xong", "giai quyet xong"),
    ("sau thoi han", "qua han"),
    ("sau han", "qua han"),
    ("cham thoi han", "qua han"),
    ("qua thoi han", "qua han"),
    ("dung thoi han", "dung han"),
    ("truoc thoi han", "truoc han"),
    ("con thoi han", "trong han"),
    ("con han", "trong han"),
    ("chua den han", "trong han"),
    ("chua toi han", "trong han"),
    ("xong truoc", "giai quyet truoc"),
    ("xong dung", "giai quyet dung"),
    ("xong qua", "giai quyet qua"),
    ("dung tien do", "dung han"),
    ("tre tien do", "cham tien do"),
    ("da tien hanh", "da thuc hien"),
    ("thuc hien xong", "hoan thanh"),
    ("trien khai xong", "hoan thanh"),
    ("lam xong", "hoan thanh"),
    ("sua chua", "khac phuc"),
    ("chan chinh, khac phuc", "khac phuc"),
    ("chan chinh", "khac phuc"),
    ("ghi nhan", "phat hien"),
    ("de bat, bo nhiem", "bo nhiem"),
    ("quet, so hoa", "so hoa"),
    ("scan, so hoa", "so hoa"),
    ("online", "truc tuyen"),
    ("qua duong buu dien", "qua buu chinh cong ich"),
    ("qua buu dien", "qua buu chinh cong ich"),
    ("thanh toan khong dung tien mat", "thanh toan truc tuyen"),
)
_MEETING = re.compile(r"\b(truoc|som|dung|tre|qua|cham|trong) hen\b")
# What an inspection finds, by any two of its names.
_FAULT = "loi|ton tai|han che|thieu sot|khuyet diem|sai pham|bat cap|sai sot|vi pham|vuong mac"
_FAULTS = re.compile(rf"\b(?:{_FAULT})(?:(?:,| va|, va) (?:{_FAULT}))+\b")
_WEAK = frozenset(
    "so cac cua va duoc da dang tai theo tren cho co thuoc ve trong do nhung luong mot phan tinh den thoi diem "
    "bao cao %".split()
)
_WEAK_WEIGHT = 0.25
_COUNTING = frozenset("tong cong ty le ket qua thuc hien".split())

# group → feature → pattern of the folded name; features of one group exclude each other.
_FEATURES: dict[str, dict[str, re.Pattern[str]]] = {
    group: {feature: re.compile(pattern) for feature, pattern in features.items()}
    for group, features in {
        "rate": {"rate": r"\bty le\b|^muc do (?:hoan|hai)|(?<!\d)%"},
        "level": {
            "sector": r"\bso,? (?:ban,? )?nganh\b|\bcac so\b|\bcap so\b",
            "province": r"\bcap tinh\b|(?:uy ban nhan dan|thuoc) tinh\b(?!(?:,? chu tich uy ban nhan dan tinh)? giao)",
            "district": r"\bcap huyen\b"
            r"|(?<!chuyen mon thuoc )(?<!chu tich )uy ban nhan dan (?:cac )?(?:huyen|thi xa|quan|thanh pho)\b"
            r"|^(?:cua |do )?(?:cac )?huyen\b|\bthu tuc.* (?:tai|cua|o) (?:huyen|quan|thi xa)$",
            "office": r"\bcap phong\b|\bco quan chuyen mon\b|\bso phong\b",
            "commune": r"\bcap xa\b|(?<!chu tich )uy ban nhan dan (?:cac )?(?:xa|phuong)\b|\bxa,? (?:phuong|thi tran)\b"
            r"|^(?:cua |do )?(?:cac )?xa\b|\bthu tuc.* (?:tai|cua|o) (?:cac )?(?:xa|phuong|thi tran)$",
        },
        "deadline": {
            "early": r"\b(?:truoc|som)(?:,|,? (?:va|hoac))? (?:dung )?(?:thoi )?han\b",
            "on_time": r"\bdung(?:,|,? (?:va|hoac))? (?:truoc |som )?(?:thoi )?han\b",
            "late": r"\bqua (?:thoi )?han\b",
            "in_time": r"\btrong han\b",
        },
        "channel": {
            "online": r"\btruc tuyen\b",
            "direct": r"(?<!doi thoai )(?<!tiep xuc )(?<!quan ly )\btruc tiep\b",
            "postal": r"\bbuu (?:chinh|dien)\b",
        },
        "online": {
            "below": r"\bmuc(?: do)? (?:[12]|1,? (?:va|-|&)? ?2)\b",
            "3": r"\bmuc(?: do)? 3\b",
            "4": r"\bmuc(?: do)? (?:3,? (?:va|-|&)? ?)?4\b",
            "full": r"\btoan trinh\b",
            "part": r"\bmot phan\b(?! chi)",
        },
        "payment": {"payment": r"\bthanh toan\b", "fees": r"\bnghia vu tai chinh\b|\bphi, le phi\b"},
        "step": {"checked": r"\bkiem tra\b", "reviewed": r"\bra soat\b", "audited": r"\bthanh tra\b"},
        "staff": {
            "official": r"(?<!can bo )(?<!can bo, )\bcong chuc\b(?!,? vien)",
            "employee": r"(?<!cong chuc )(?<!cong chuc, )\bvien chuc\b|nguoi lam viec",
        },
        "given": {"assigned": r"\bduoc giao\b", "present": r"\bco mat\b", "streamlined": r"\btinh gian\b"},
        "done": {"not_done": r"\bchua (?:hoan|giai|xu|su dung)", "eligible": r"\bdu dieu kien\b"},
        "used": {
            "used": r"(?<!khong )(?<!khong co )\b(?:co )?phat sinh ho so\b",
            "unused": r"\bkhong (?:co )?phat sinh ho so\b",
        },
        "funding": {
            "all": r"chi dau tu\b",
            "part": r"mot phan chi\b",
            "own": r"\btu (?:bao dam|chu)\b",
            "state": r"(?:nha nuoc|ngan sach)\D{0,12}bao dam",
        },
        "share": {
            share: rf"\b{share} ?%?,? ?(?:-|–|den)[ -]*(?:duoi |gan )?\d|\btu {share} ?%? tro len"
            for share in ("70", "30", "10")
        },
        "stage": {
            "due": r"\b(?:can|phai)(?: phai)?(?: duoc)? (?:xu ly|giai quyet)\b",
            "pending": r"\b(?:dang|chua)(?: duoc)? (?:giai quyet|xu ly)\b|\bcon lai\b|\bton dong\b",
            "resolved": r"\bda (?:duoc )?(?:giai quyet|xu ly)\b|\b(?:giai quyet|xu ly) xong\b",
        },
        "old": {"carried": r"ky truoc|chuyen sang"},
        "link": {"within": r"\blien thong cung cap\b", "between": r"\bgiua cac cap\b"},
        "body": {
            "office": r"\bco quan(?:, to chuc|, don vi)? hanh chinh\b",
            "unit": r"\bdon vi su nghiep\b|\bsu nghiep cong lap\b",
        },
        "kind": {
            "internal": r"\bthu tuc hanh chinh noi bo\b",
            "vertical": r"\bnganh doc\b",
            "self": r"\btu kiem tra\b",
        },
        "change": {
            "new": r"\b(?:cong bo|ban hanh) moi\b|\bmoi (?:ban hanh|cong bo)\b|\blan dau\b",
            "amended": r"\bsua doi\b|\bbo sung\b",
            "abolished": r"\bbai bo\b|\bhuy bo\b",
        },
        "survey": {"sent": r"\bphat ra\b|\bda phat\b", "back": r"\bthu ve\b", "valid": r"\bhop le\b"},
        "progress": {
            "due": r"\bnhiem vu.*\b(?:phai thuc hien|de ra|dat ra)\b",
            "pending": r"\bnhiem vu.*\bdang (?:thuc hien|trien khai|lam)\b",
            "done": r"\bnhiem vu.*\bhoan thanh\b",
        },
        "money": {"money": r"\bso tien\b|\bkinh phi\b|\btai chinh\b(?! cong)"},
        "head": {
            kind: rf"^(?:(?:tong|so|so luong|ty le|%|cac|muc do)\s)+(?:{nouns})\b"
            for kind, nouns in {
                "procedures": "thu tuc|dich vu cong",
                "files": "ho so|luot ho so",
                "documents": "van ban",
                "offices": r"co quan|don vi|to chuc|phong|so,? (?:ban,? )?nganh|uy ban nhan dan|ban quan ly",
                "people": r"cong chuc|vien chuc|can bo|nguoi|lanh dao|bien che|hop dong lao dong",
                "posts": "vi tri viec lam",
                "forms": "phieu",
                "tasks": "nhiem vu",
                "issues": "van de",
                "feedback": "phan anh|kien nghi",
                "letters": "don(?! vi)",
            }.items()
        },
    }.items()
}
# A group that only one of two names speaks of weighs less than one they disagree on.
_ONE_SIDED = {
    "rate": 0.45,
    "level": 0.12,
    "deadline": 0.25,
    "channel": 0.2,
    "online": 0.3,
    "payment": 0.25,
    "step": 0.2,
    "staff": 0.1,
    "given": 0.25,
    "done": 0.3,
    "used": 0.25,
    "funding": 0.3,
    "share": 0.4,
    "stage": 0.18,
    "old": 0.3,
    "link": 0.1,
    "body": 0.05,
    "kind": 0.3,
    "change": 0.15,
    "survey": 0.12,
    "progress": 0.12,
    "money": 0.2,
    "head": 0.0,
}
_DISAGREE = 0.5
_OVERLAPPING = {"online": 0.4, "change": 0.05}
_DISAGREE_OF = {"head": 0.3}


@dataclass(frozen=True)
class Name:
    """A name prepared for comparing. What only a name that is compared needs is worked out when it is."""

    plain: str
    words: tuple[str, ...]

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Its words, each once."""
        return frozenset(self.words)

    @cached_property
    def trigrams(self) -> frozenset[str]:
        """Three letters at a time, spaces left out."""
        joined = "".join(self.words)
        return frozenset(joined[i : i + 3] for i in range(len(joined) - 2))

    @cached_property
    def features(self) -> Mapping[str, frozenset[str]]:
        """What the name says of each group of features."""
        features = {}
        for group, patterns in _FEATURES.items():
            met = frozenset(feature for feature, pattern in patterns.items() if pattern.search(self.plain))
            if met:
                features[group] = met
        return features


def plain(text: str) -> str:
    """The name folded, abbreviations opened, without markup, with one wording for what offices word differently."""
    return worded(expand(_MARKUP.sub(" ", text)))


def worded(text: str) -> str:
    """Text without abbreviations, folded, with one wording for what offices word differently ("trễ hạn" is "quá
    hạn")."""
    folded = _MEETING.sub(r"\1 han", fold(text))
    for found, kept in _WORDY:
        folded = folded.replace(found, kept)
    folded = _FAULTS.sub("ton tai, han che", folded)
    return _LEAD.sub("", " ".join(folded.split())).strip(" .,;:")


def read_name(text: str, mend: Callable[[str], str] | None = None) -> Name:
    """A name for comparing. Bracketed remarks are left out unless nothing else is there. `mend` may put right slips in
    the folded words."""
    body = plain(_BRACKETS.sub(" ", text)) or plain(text)
    if mend is not None:
        body = mend(body)
    return Name(body, tuple(token for token in _TOKEN.findall(body) if not _YEAR.fullmatch(token)))


@lru_cache(maxsize=8192)
def prepare(text: str) -> Name:
    """A name for comparing as it is printed, read once."""
    return read_name(text)


def contradiction(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> float:
    """How much two sets of features speak against each other: 0 when they agree."""
    cost = 0.0
    for group in one.keys() | other.keys():
        left, right = one.get(group), other.get(group)
        if left == right:
            continue
        cost += apart(group, left, right)
    return cost


def apart(group: str, left: frozenset[str] | None, right: frozenset[str] | None) -> float:
    """What it costs that two names say other things of one group, less where only one of them speaks of it."""
    if left is None or right is None:
        return _ONE_SIDED[group]
    if left & right:
        return _OVERLAPPING.get(group, _ONE_SIDED[group])
    return _DISAGREE_OF.get(group, _DISAGREE)


def likeness(one: Name, other: Name, weights: Mapping[str, float]) -> float:
    """From 0 to 1: shared words by weight, or shared letters where spaces and marks were lost, less contradictions."""
    if one.plain == other.plain:
        return 1.0
    return max(
        0.0,
        min(0.99, max(words(one, other, weights), letters(one, other))) - contradiction(one.features, other.features),
    )


def words(one: Name, other: Name, weights: Mapping[str, float]) -> float:
    """Words two names share, by weight. A long name that goes on behind the other ("…, cụ thể…") still counts as it."""
    shared = one.tokens & other.tokens
    if not shared:
        return 0.0
    common = weight(shared, weights)
    alike = 2 * common / (weight(one.tokens, weights) + weight(other.tokens, weights))
    if alike < 0.9 and len(other.tokens) >= 6 and other.tokens <= one.tokens and one.plain.startswith(other.plain):
        return 0.9
    return alike


def letters(one: Name, other: Name) -> float:
    """Letters two names share where spaces or marks were lost; 0 unless they nearly agree, as short words do by
    chance."""
    if not one.trigrams or not other.trigrams:
        return 0.0
    alike = 2 * len(one.trigrams & other.trigrams) / (len(one.trigrams) + len(other.trigrams))
    return alike if alike > 0.8 else 0.0


def tells(tokens: Iterable[str]) -> bool:
    """Whether any of the words says something ("trực tuyến"), not only how it is counted ("số lượng")."""
    return any(token in ("mot", "phan") or token not in _WEAK | _COUNTING for token in tokens)


def weight(tokens: Iterable[str], weights: Mapping[str, float]) -> float:
    """The summed weights of words, those that say little counting little."""
    return sum(_WEAK_WEIGHT if token in _WEAK else weights.get(token, 1.0) for token in tokens)
