"""The words of level ("thị xã", "TX.") and the spellings of names of places: what is one name written in two ways."""

from __future__ import annotations

import re
from functools import lru_cache

from qa_cchc.records import Level
from qa_cchc.vietnamese.provinces import CENTRAL_CITIES, NEW, OLD
from qa_cchc.vietnamese.unicode import fold, place_tones

KINDS: dict[str, Level] = {
    "tỉnh": "tỉnh",
    "thành phố": "huyện",
    "thị xã": "huyện",
    "quận": "huyện",
    "huyện": "huyện",
    "xã": "xã",
    "phường": "xã",
    "thị trấn": "xã",
    "đặc khu": "xã",
    "Sở": "sở",
    "Ban": "sở",
    "Bộ": "bộ",
}
# Word of level as typed → kind. Short ones need their point or capital.
LEVEL_WORD = re.compile(
    r"(?<![^\W_])(?:(?P<thanh_pho>thanh\s+pho|t\.?\s?p(?:\.|(?![a-z]))|tp(?=hcm|\.?hcm))|(?P<thi_xa>thi\s+xa|"
    r"t\.?x(?:\.|(?![a-z])))|"
    r"(?P<thi_tran>thi\s+tran|t\.?t\.|tt(?![a-z]))|(?P<dac_khu>dac\s+khu)|(?P<tinh>tinh(?![a-z]))|"
    r"(?P<quan>quan(?![a-z])|q\.)|"
    r"(?P<huyen>huyen(?![a-z])(?:\s+dao(?![a-z]))?|h\.)|(?P<xa>xa(?![a-z])|x\.)|(?P<phuong>phuong(?![a-z])|p\.))\s*"
)
KIND_OF_GROUP = {
    "thanh_pho": "thành phố",
    "thi_xa": "thị xã",
    "thi_tran": "thị trấn",
    "dac_khu": "đặc khu",
    "tinh": "tỉnh",
    "quan": "quận",
    "huyen": "huyện",
    "xa": "xã",
    "phuong": "phường",
}


def name_key(name: str) -> str:
    """A key on which spellings of one name agree: folded, one spacing, i for y, no leading zero."""
    key = re.sub(r"[\s–-]+", " ", fold(place_tones(name)).replace("y", "i")).strip(" .,;:")
    return re.sub(r"\b0+(?=\d)", "", key)


PROVINCE_NAMES = {name_key(name): name for name in (*OLD, *NEW)}
PROVINCE_NAMES |= {
    "hcm": "Hồ Chí Minh",
    "dac lac": "Đắk Lắk",
    "dac nong": "Đắk Nông",
    "ba ria vung tau": "Bà Rịa - Vũng Tàu",
}
CENTRAL = frozenset(name_key(name) for name in CENTRAL_CITIES) | {"hcm"}


def typed_bare(text: str) -> bool:
    """Whether the text bears no diacritics at all."""
    return fold(text) == text.lower()


def spelling_pattern(name: str) -> str:
    """A pattern of the folded spellings of a name: i or y, any blank or dash between syllables."""
    return r"[\s–-]+".join(
        re.escape(part).replace("y", "i").replace("i", "[iy]") for part in re.split(r"[\s–-]+", fold(name)) if part
    )


@lru_cache(maxsize=65536)
def split_name(place: str) -> tuple[str, str]:
    """("thị xã", "Duyên Hải") of "UBND TX. Duyên Hải"; kind "" where no word of level stands."""
    text = re.sub(
        r"^\s*(?:(?:ubnd|u[ỷy] ban nh[âa]n d[âa]n|ủy ban nhân dân|uy ban nhan dan|hđnd|hdnd)\s+)+",
        "",
        place.strip(),
        flags=re.IGNORECASE,
    )
    folded = fold(text)
    body = re.match(r"(so|bo|ban)\s+(?=\S)", folded)
    if body and text[: body.end()].strip().lower() in ("sở", "so", "bộ", "bo", "ban"):
        return {"so": "Sở", "bo": "Bộ", "ban": "Ban"}[body[1]], text[body.end() :].strip()
    word = LEVEL_WORD.match(folded)
    if word is None:
        return "", text.split(",")[0].strip()
    return KIND_OF_GROUP[str(word.lastgroup)], text[word.end() :].split(",")[0].strip()


def level_of_kind(kind: str, name: str) -> Level | None:
    """The level of a word of level; a "thành phố" that is run by the centre stands beside the provinces."""
    if kind == "thành phố" and name_key(name) in CENTRAL:
        return "tỉnh"
    return KINDS.get(kind)


_PROVINCE_SPELT = (
    "(?:" + "|".join(spelling_pattern(key) for key in sorted(PROVINCE_NAMES, key=len, reverse=True)) + ")(?![a-z0-9])"
)
# Behind these words the name is the man's, not the city's.
THE_MAN = re.compile(
    r"(?:dao duc|tu tuong|phong cach|chu tich|bac|guong|cong san|truong|giai thuong|lang|chi doan)\s+$"
)
PROVINCE_HERE = re.compile(_PROVINCE_SPELT)
PROVINCE = re.compile("(?<![a-z0-9])" + _PROVINCE_SPELT)


def proper_case(name: str) -> str:
    """ "DUYÊN HẢI", "duyen hai" → each syllable with its capital."""
    squeezed = re.sub(r"\s+", " ", name)
    if squeezed.isupper() or squeezed.islower():
        return " ".join(part.capitalize() for part in squeezed.split(" "))
    return squeezed


def spelt_as(typed: str, name: str) -> bool:
    """Whether what was typed can be the name: bare, or with the name's own diacritics."""
    return typed_bare(typed) or place_tones(typed).lower() == place_tones(name).lower() or typed_bare(name)


def accented_around(text: str, position: int) -> bool:
    """Whether the words around are typed with diacritics, so that a bare "xa" is no "xã"."""
    near = text[max(0, position - 40) : position + 40]
    return fold(near) != near.lower()
