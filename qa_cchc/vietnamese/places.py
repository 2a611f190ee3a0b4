"""Administrative units and bodies named in text: level, name, and whether two names mean the same.

In accented prose a name is a run of capitalised syllables (or a number) behind a word of level: "các xã, phường" and
"thị xã đã giải quyết" name nothing. In a question typed without diacritics the name runs to the next function word.
Names the archive holds (`known`) win over both readings and are found without the word of level too.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from qa_cchc.records import Level
from qa_cchc.vietnamese.nouns import counts_wholes
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.provinces import (
    BOARDS,
    CENTRAL_CITIES,
    NEW,
    OLD,
    SECTOR_ABBREVIATIONS,
    SECTORS,
    Provinces,
    provinces,
)
from qa_cchc.vietnamese.unicode import fold, place_tones

__all__ = ["PlaceMention", "Provinces", "display", "find_places", "level_of", "provinces", "same_place"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place at `start:end`. `kind` is its word of level written out ("thị xã"), `name` what follows ("Duyên Hải").

    `level` is None for a name typed without its word of level that no known place decides.
    """

    start: int
    end: int
    text: str
    level: Level | None
    name: str
    kind: str = ""


_KINDS: dict[str, Level] = {"tỉnh": "tỉnh", "thành phố": "huyện", "thị xã": "huyện", "quận": "huyện", "huyện": "huyện",
                            "xã": "xã", "phường": "xã", "thị trấn": "xã", "đặc khu": "xã", "Sở": "sở", "Ban": "sở", "Bộ": "bộ"}
# Word of level as typed → kind. Short ones need their point or capital.
_WORD = re.compile(
    r"(?<![^\W_])(?:(?P<thanh_pho>thanh\s+pho|t\.?\s?p(?:\.|(?![a-z]))|tp(?=hcm|\.?hcm))|(?P<thi_xa>thi\s+xa|t\.?x(?:\.|(?![a-z])))|"
    r"(?P<thi_tran>thi\s+tran|t\.?t\.|tt(?![a-z]))|(?P<dac_khu>dac\s+khu)|(?P<tinh>tinh(?![a-z]))|(?P<quan>quan(?![a-z])|q\.)|"
    r"(?P<huyen>huyen(?![a-z])|h\.)|(?P<xa>xa(?![a-z])|x\.)|(?P<phuong>phuong(?![a-z])|p\.))\s*")
_KIND_OF_GROUP = {"thanh_pho": "thành phố", "thi_xa": "thị xã", "thi_tran": "thị trấn", "dac_khu": "đặc khu", "tinh": "tỉnh",
                  "quan": "quận", "huyen": "huyện", "xa": "xã", "phuong": "phường"}
_SYLLABLE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NUMBER = re.compile(r"(?:so\s+)?0?(\d{1,2})(?![\d/.,]*\d|\s*%|[a-z])")
_CORRECT = {"thanh pho", "thành phố", "thi xa", "thị xã", "thi tran", "thị trấn", "dac khu", "đặc khu", "tinh", "tỉnh",
            "quan", "quận", "huyen", "huyện", "xa", "xã", "phuong", "phường"}
# Where a name typed without capitals ends: at these phrases always, at the words behind two syllables, at the few
# firm words even before (names hold "la", "nam", "ha", so the rest would cut them).
_STOP_PHRASE = re.compile(
    r"(?:hoan thanh|ban hanh|to chuc|kiem tra|khao sat|phat sinh|ket qua|giai quyet|tiep nhan|bao nhieu|may ho so|may hs|ty le|ti le|"
    r"ho so|hs|bao cao|cchc|ubnd|bpmc|tthc|dvctt?|tre han|qua han|dung han|truoc han|som han|truc tuyen|truc tiep|tong so|so luong|"
    r"nhu the nao|the nao|la gi|la bao|xep thu|xep hang|thu hang|diem so|chi so|chi tieu|bien che|cong chuc|can bo|vien chuc|muc do|"
    r"q[1-4]|quy [i1-4]|quy (?:mot|hai|ba|bon|tu|nay|truoc)|nam \d|nam nay|nam truoc|nam ngoai|thang \d|\d|sau thang|chin thang|"
    r"giai doan|so voi|so sanh|dat duoc|thuc hien|ty so|nop|gui|par|papi|sipas|dti|tra ket|tra ho|con ton|giai ngan|"
    r"tang|giam|nhieu|cao nhat|thap nhat|trong|cua|duoc|khong|chua|thuoc|tai|theo|voi|nhung|nay|do|nao)(?![a-z])")
_STOP_FIRM = frozenset(("co", "da", "la", "o", "ra", "thi", "va", "den", "tu", "ve", "dat", "nhan", "bi", "cho", "gom", "hay"))
_STOP_BEHIND_TWO = _STOP_FIRM | frozenset(("quy", "nam", "thang", "ky", "moi", "cac", "con", "xu", "giai", "tiep", "lam", "so", "to", "ban"))
_NEVER_FIRST = frozenset(
    "quyet ban ke cong uy hoi chu so phong nghi thong chi bao trung de bo chuong dang van to doan thanh cong ubnd hdnd bch "
    "va la co cac da duoc theo mttq btv ttdt vnpt trang cong bpmc kt tm pho luu dai toa cuc kho thu tong can".split())
_ORGANS = re.compile(
    r"(?:quyet dinh|quyet nghi|ban hanh|ban quan|ban chi|ban thuong|ban to|ke hoach|cong van|cong an|cong chuc|uy ban|uy vien|hoi dong|chu tich|"
    r"so (?:noi|tai|tu|y|thong)|phong|nghi quyet|nghi dinh|thong bao|thong tu|chi thi|chi so|bao cao|trung tam|de an|bo phan|bo noi|chuong trinh|"
    r"dang uy|dang bo|van phong|to cong|to kiem|doan|thanh tra|ubnd|hdnd|hđnd|mttq|trang|pho|luu|quy [i1-4]|quy(?= )|nam \d|thang \d|ngay|"
    r"bao hiem|chi cuc|cuc|kho bac|toa an|vien kiem|giai doan|tm\b|kt\b|tong|can bo|bpmc|cchc|tthc)(?![a-z])")


def _known_key(name: str) -> str:
    """A key on which spellings of one name agree: folded, one spacing, i for y, no leading zero."""
    key = re.sub(r"[\s–-]+", " ", fold(place_tones(name)).replace("y", "i")).strip(" .,;:")
    return re.sub(r"\b0+(?=\d)", "", key)


_PROVINCE_NAMES = {_known_key(name): name for name in (*OLD, *NEW)}
_PROVINCE_NAMES |= {"hcm": "Hồ Chí Minh", "dac lac": "Đắk Lắk", "dac nong": "Đắk Nông", "ba ria vung tau": "Bà Rịa - Vũng Tàu"}
_CENTRAL = frozenset(_known_key(name) for name in CENTRAL_CITIES) | {"hcm"}


def _typed_bare(text: str) -> bool:
    return fold(text) == text.lower()


def _spelt(name: str) -> str:
    """A pattern of the folded spellings of a name: i or y, any blank or dash between syllables."""
    return r"[\s–-]+".join(re.escape(part).replace("y", "i").replace("i", "[iy]")
                           for part in re.split(r"[\s–-]+", fold(name)) if part)


@lru_cache(maxsize=64)
def _known_patterns(known: tuple[str, ...]) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(kind, name, pattern of the folded name) for each known place, the longest names first."""
    entries = []
    for place in known:
        kind, name = _split(place)
        if name and not name.isdigit():
            entries.append((kind, name, re.compile(rf"(?<![a-z0-9]){_spelt(name)}(?![a-z0-9])")))
    return tuple(sorted(entries, key=lambda entry: -len(entry[1])))


def _split(place: str) -> tuple[str, str]:
    """("thị xã", "Duyên Hải") of "UBND TX. Duyên Hải"; kind "" where no word of level stands."""
    text = re.sub(r"^\s*(?:(?:ubnd|u[ỷy] ban nh[âa]n d[âa]n|ủy ban nhân dân|uy ban nhan dan|hđnd|hdnd)\s+)+", "", place.strip(),
                  flags=re.IGNORECASE)
    folded = fold(text)
    body = re.match(r"(so|bo|ban)\s+(?=\S)", folded)
    if body and text[:body.end()].strip().lower() in ("sở", "so", "bộ", "bo", "ban"):
        return {"so": "Sở", "bo": "Bộ", "ban": "Ban"}[body[1]], text[body.end():].strip()
    word = _WORD.match(folded)
    if word is None:
        return "", text.split(",")[0].strip()
    return _KIND_OF_GROUP[str(word.lastgroup)], text[word.end():].split(",")[0].strip()


def _level(kind: str, name: str) -> Level | None:
    if kind == "thành phố" and _known_key(name) in _CENTRAL:
        return "tỉnh"
    return _KINDS.get(kind)


def find_places(text: str, known: Collection[str] = (), typed: bool = False) -> list[PlaceMention]:
    """Places named in the text, in order. Generic words ("các xã, phường") give nothing.

    `known` are places of the archive as `display` writes them; two known places of one name give two mentions of one span.
    `typed` says that the text is a question, where a name may lack its capitals even among diacritics ("thị xã gò công").
    """
    folded = fold(text)
    bare = _typed_bare(text)
    taken = bytearray(len(text))
    found: list[PlaceMention] = []
    periods = [(mention.start, mention.end) for mention in find_periods(text)]

    def add(start: int, end: int, kind: str, name: str, level: Level | None) -> None:
        taken[start:end] = b"\1" * (end - start)
        found.append(PlaceMention(start, end, text[start:end], level, name, kind))

    for start, end, kind, name in _bodies(text, folded):
        add(start, end, kind, name, _KINDS[kind])
    entries = _known_patterns(tuple(sorted(known)))
    for word in _WORD.finditer(folded):
        if any(taken[word.start():word.end()]):
            continue
        kind = _KIND_OF_GROUP[str(word.lastgroup)]
        got = _known_at(text, folded, word.end(), kind, entries)
        if got is None and _is_level_word(text, word, bare):
            got = _name_at(text, folded, word, kind, bare or typed, periods)
        if got is not None:
            end, name = got
            add(word.start(), end, kind, name, _level(kind, name))
    for start, end, kind, name in _without_level(text, folded, bare, typed, entries, taken):
        add(start, end, kind, name, _level(kind, name))
    return sorted(found, key=lambda mention: (mention.start, mention.kind))


def _is_level_word(text: str, word: re.Match[str], bare: bool) -> bool:
    typed = re.sub(r"\s+", " ", text[word.start():word.end()].strip())
    if len(typed) <= 3 and typed.lower() not in ("xã", "xa"):
        # "TT" alone is information or a circular; "H.", "P." need their capital in accented prose.
        if fold(typed) == "tt":
            return False
        return bare or typed[0].isupper() or typed.lower() in ("tp", "tp.", "tx", "tx.")
    if typed.lower() in ("xã", "xa") and re.search(r"thi\s+$", fold(text[:word.start()])):
        return False
    return typed.lower() in _CORRECT and (bare or typed.lower() != fold(typed) or not _accented_around(text, word.start()))


def _accented_around(text: str, position: int) -> bool:
    """Whether the words around are typed with diacritics, so that a bare "xa" is no "xã"."""
    near = text[max(0, position - 40):position + 40]
    return fold(near) != near.lower()


def _known_at(text: str, folded: str, start: int, kind: str, entries: tuple[tuple[str, str, re.Pattern[str]], ...]) -> tuple[int, str] | None:
    """A known name, or a province, written at `start` behind the word of level `kind`."""
    for known_kind, name, pattern in entries:
        match = pattern.match(folded, start)
        if match and known_kind in (kind, "") and _spelt_as(text[start:match.end()], name):
            return match.end(), name
    if kind in ("tỉnh", "thành phố"):
        match = _PROVINCE_HERE.match(folded, start)
        if match:
            return match.end(), _PROVINCE_NAMES[_known_key(match.group())]
    return None


_PROVINCE_SPELT = "(?:" + "|".join(_spelt(key) for key in sorted(_PROVINCE_NAMES, key=len, reverse=True)) + ")(?![a-z0-9])"
_PROVINCE_HERE = re.compile(_PROVINCE_SPELT)
_PROVINCE = re.compile("(?<![a-z0-9])" + _PROVINCE_SPELT)


def _name_at(text: str, folded: str, word: re.Match[str], kind: str, low: bool,
             periods: list[tuple[int, int]]) -> tuple[int, str] | None:
    start = word.end()
    if kind in ("phường", "quận"):
        number = _NUMBER.match(folded, start)
        if number:
            capital = text[word.start()].isupper()
            if counts_wholes(folded, number.end()) and (not capital or re.search(r"(?:xa,|cac)\s*$", folded[:word.start()])):
                return None
            return number.end(), str(int(number[1]))
    limit = min((first for first, _ in periods if first >= start), default=len(text))
    syllables = _syllables(text, start, limit)
    if not syllables:
        return None
    capitals = _capital_run(text, folded, syllables)
    if capitals == 0 and low and not re.search(r"(?:cac|moi|tung|cap)\s*$", folded[:word.start()]):
        capitals = _bare_run(folded, syllables)
    if capitals == 0:
        return None
    end = syllables[capitals - 1].end()
    return end, _proper(text[start:end])


def _syllables(text: str, start: int, limit: int) -> list[re.Match[str]]:
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


def _capital_run(text: str, folded: str, syllables: list[re.Match[str]]) -> int:
    """How many of the syllables, from the first, make a capitalised name."""
    count = 0
    shouting = syllables[0].group().isupper() and len(syllables[0].group()) > 1
    for position, syllable in enumerate(syllables):
        token = syllable.group()
        if not token[0].isupper() or (token.isupper() and len(token) > 1) != shouting:
            break
        if _ORGANS.match(folded, syllable.start()) and (position or not _two_more(text, syllables)):
            break
        if position and text[syllable.start() - 2:syllable.start()] == "- " and not token.istitle() and not shouting:
            break
        count += 1
        if count == 4:
            break
    if count == 1 and len(syllables) > 1 and (fold(syllables[0].group()) in _NEVER_FIRST or shouting and len(syllables[0].group()) < 3):
        return 0
    return count


def _two_more(text: str, syllables: list[re.Match[str]]) -> bool:
    """Whether a first syllable that could open the name of an organ is followed by a capital ("xã Phong Nẫm")."""
    return len(syllables) > 1 and syllables[1].group()[0].isupper() and syllables[0].group().istitle() \
        and fold(syllables[0].group()) in ("phong", "quy", "tong", "thanh", "cuc") and syllables[1].group().istitle()


def _bare_run(folded: str, syllables: list[re.Match[str]]) -> int:
    """How many syllables make a name typed without capitals: up to the next function word, three at most."""
    count = 0
    for position, syllable in enumerate(syllables[:3]):
        token = folded[syllable.start():syllable.end()]
        if _STOP_PHRASE.match(folded, syllable.start()) or token in (_STOP_BEHIND_TWO if position > 1 else _STOP_FIRM):
            break
        count += 1
    if count < 2 or _COMMON_BARE.match(folded, syllables[0].start()):
        return 0
    return count


# Bare words behind "xa", "huyen", "tinh" that open no name: "xa hoi", "tinh hinh", "phuong an", "quan ly", "thi truong".
_COMMON_BARE = re.compile(r"(?:hoi|hinh|an(?= )|ly|thuc|phap|tien|cach|chat|nao|dat|toan|den|dan|trang|bang|nong thon|dac biet|ban|uy|moi)\b")


def _proper(name: str) -> str:
    """"DUYÊN HẢI", "duyen hai" → each syllable with its capital."""
    squeezed = re.sub(r"\s+", " ", name)
    if squeezed.isupper() or squeezed.islower():
        return " ".join(part.capitalize() for part in squeezed.split(" "))
    return squeezed


def _sector_spellings() -> dict[str, str]:
    spellings = {_spelling(sector): sector for sector in SECTORS}
    spellings |= {_spelling(short): sector for short, sector in SECTOR_ABBREVIATIONS.items()}
    return spellings


def _spelling(name: str) -> str:
    return re.sub(r"[\s–,-]+", " ", fold(name)).strip()


_SECTOR_NAMES = _sector_spellings()
_BODY = re.compile(r"(?<![a-z0-9])(?P<kind>so|bo)\s+(?P<name>" + "|".join(
    r"[\s–,-]{1,3}".join(map(re.escape, key.split())) for key in sorted(_SECTOR_NAMES, key=len, reverse=True)) + r")(?![a-z0-9&])")
_BOARD = re.compile("(?<![a-z0-9])(?:" + "|".join(re.escape(fold(board)) for board in sorted(BOARDS, key=len, reverse=True)) + ")(?![a-z0-9])")


def _bodies(text: str, folded: str) -> list[tuple[int, int, str, str]]:
    """Sở, ban, ngành and bộ, from the closed list of sectors."""
    found = []
    for match in _BODY.finditer(folded):
        typed = text[match.start("kind"):match.end("kind")].lower()
        if typed in ("sở", "bộ") or typed in ("so", "bo") and not _accented_around(text, match.start()):
            kind = "Sở" if match["kind"] == "so" else "Bộ"
            found.append((*match.span(), kind, _SECTOR_NAMES[_spelling(match["name"])]))
    for match in _BOARD.finditer(folded):
        found.append((*match.span(), "Ban", _proper_board(match.group())))
    return found


_BOARD_NAMES = {fold(board): board for board in BOARDS}


def _proper_board(folded: str) -> str:
    name = _BOARD_NAMES[folded]
    return name.removeprefix("Ban ")


def _without_level(text: str, folded: str, bare: bool, typed: bool, entries: tuple[tuple[str, str, re.Pattern[str]], ...],
                   taken: bytearray) -> list[tuple[int, int, str, str]]:
    """Known names and provinces that stand without a word of level."""
    found: list[tuple[int, int, str, str]] = []
    spans: dict[tuple[int, int], str] = {}
    for kind, name, pattern in entries:
        for match in pattern.finditer(folded):
            if any(taken[match.start():match.end()]) and match.span() not in spans or not _spelt_as(text[slice(*match.span())], name):
                continue
            if _overlaps(spans, match.span()):
                continue
            spans[match.span()] = name
            found.append((*match.span(), kind, name))
    for match in _PROVINCE.finditer(folded):
        if any(taken[match.start():match.end()]) or _overlaps(spans, match.span()) or match.span() in spans:
            continue
        shown, name = text[match.start():match.end()], _PROVINCE_NAMES[_known_key(match.group())]
        if _spelt_as(shown, name) and (shown[0].isupper() or (bare or typed) and " " in shown):
            found.append((*match.span(), "thành phố" if _known_key(name) in _CENTRAL else "tỉnh", name))
    return found


def _overlaps(spans: dict[tuple[int, int], str], span: tuple[int, int]) -> bool:
    return any(first < span[1] and span[0] < last and (first, last) != span for first, last in spans)


def _spelt_as(typed: str, name: str) -> bool:
    """Whether what was typed can be the name: bare, or with the name's own diacritics."""
    return _typed_bare(typed) or place_tones(typed).lower() == place_tones(name).lower() or _typed_bare(name)


def display(mention: PlaceMention) -> str:
    """The place as an official writes it: "thị xã Duyên Hải", "Phường 2", "Sở Nội vụ"."""
    if mention.kind in ("phường", "quận") and mention.name.isdigit():
        return f"{mention.kind.capitalize()} {mention.name}"
    if mention.kind == "thành phố" and mention.name == "Hồ Chí Minh":
        return "Thành phố Hồ Chí Minh"
    if mention.kind == "Ban" and mention.name.startswith(("Thanh tra", "Văn phòng")):
        return mention.name
    return f"{mention.kind} {mention.name}".strip()


def same_place(first: str, second: str) -> bool:
    """Whether two names mean one place: "TX. Duyen Hai" and "thị xã Duyên Hải", or either without its word of level.

    Different words of level ("thị xã", "huyện") are different places; marks that both carry must agree.
    """
    kind_a, name_a = _split(first)
    kind_b, name_b = _split(second)
    if not name_a or not name_b or _spelling_key(name_a) != _spelling_key(name_b):
        return False
    if kind_a and kind_b and kind_a != kind_b:
        return False
    if _typed_bare(name_a) or _typed_bare(name_b):
        return True
    return _marked_key(name_a) == _marked_key(name_b)


def _spelling_key(name: str) -> str:
    return _known_key(_PROVINCE_NAMES.get(_known_key(name), name))


_I_FOR_Y = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


def _marked_key(name: str) -> str:
    full = _PROVINCE_NAMES.get(_known_key(name), name) if _typed_bare(name) else name
    return re.sub(r"[\s–-]+", " ", place_tones(full).lower().translate(_I_FOR_Y)).strip(" .,;:")


_LEVEL_WORDS = re.compile(r"(?<![^\W\d_])(?:(?P<thanh_pho>thành phố|thanh pho|tp\.?)|(?P<huyen>thị xã|thi xa|tx\.?|quận|quan|huyện|huyen)|"
                          r"(?P<tinh>tỉnh|tinh)|(?P<xa>xã|xa|phường|phuong|thị trấn|thi tran|đặc khu|dac khu)|"
                          r"(?P<so>sở|so|ban dân tộc|ban quản lý|thanh tra tỉnh|văn phòng ubnd tỉnh)|(?P<bo>bộ(?! phận| máy)|bo(?! phan| may)))(?![^\W\d_])")


def level_of(text: str) -> Level | None:
    """The administrative level that a place or agency stands on, by its first word of level; None when it has none."""
    match = _LEVEL_WORDS.search(text.lower())
    if match is None:
        places = find_places(text)
        return places[0].level if places else None
    if match.lastgroup == "thanh_pho":
        return _level("thành phố", re.split(r"[,;(]", text[match.end():])[0].strip())
    levels: dict[str, Level] = {"huyen": "huyện", "tinh": "tỉnh", "xa": "xã", "so": "sở", "bo": "bộ"}
    return levels[str(match.lastgroup)]
