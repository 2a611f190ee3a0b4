"""The closed grammar of Vietnamese syllables: onset, rime, tone.

Spelling rules from the official primer: which onsets and rimes exist, which letters k/c/q, g/gh, ng/ngh take before
which vowels, and that syllables closed by a stop (p, t, c, ch) bear only the sharp or the heavy tone.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from qa_cchc.vietnamese.unicode import fold

ONSETS = (
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
_TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}


def _set(table: str) -> frozenset[str]:
    return frozenset(table.split())


_RIMES = _set(
    """
    a ac ach ai am an ang anh ao ap at au ay
    ăc ăm ăn ăng ăp ăt
    âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et
    ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot ooc oong
    oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    ô ôc ôi ôm ôn ông ôp ôt
    ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt
    uân uâng uât uây uê uêch uên uênh uêt uêu uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y
    """
)
_ALONE = _set("yêm yên yêng yêt yêu y")
# After "qu" the rime is written without its glide: "quân" is qu + ân.
_AFTER_QU = _set(
    """
    a ac ach ai an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân ât ây âng âu
    e en eo et ec em ê êch ên ênh êt êu i ich in inh it iu ôc ôi ơ ơn ơt y ych yên yêt ynh yt yn
    """
)
_FRONT = ("e", "ê", "i", "y")


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable taken apart: `onset` and `rime` in lower case without tone, `tone` by its Vietnamese name."""

    onset: str
    rime: str
    tone: str


def _without_tone(text: str) -> tuple[str, str] | None:
    """Lower-case letters with their vowel marks but no tone, and the tone; None where there is more than one tone."""
    plain = unicodedata.normalize("NFD", text.lower())
    tones = [character for character in plain if character in _TONES]
    if len(tones) > 1:
        return None
    letters = unicodedata.normalize("NFC", "".join(character for character in plain if character not in _TONES))
    return letters, _TONES[tones[0]] if tones else "ngang"


def _fits(onset: str, rime: str) -> bool:
    if onset == "qu":
        return rime in _AFTER_QU
    if rime in _ALONE and not onset:
        return True
    if rime not in _RIMES:
        return False
    front = rime.startswith(_FRONT)
    if onset in ("k", "gh", "ngh"):
        return front
    if onset in ("c", "g", "ng"):
        return not front
    if onset == "gi":
        # "giêng", "giết" drop one i; "gì", "gìn" are handled by their whole rime below.
        return not rime.startswith(("i", "y"))
    if rime == "y":
        return onset in ("h", "k", "l", "m", "s", "t", "v", "")
    return True


def _split(letters: str) -> tuple[str, str] | None:
    if letters in ("gi", "gin"):
        return "gi", letters[1:]
    if letters.startswith("giê"):
        return ("gi", "i" + letters[2:]) if "i" + letters[2:] in _RIMES else None
    for onset in ONSETS:
        rime = letters[len(onset) :]
        if letters.startswith(onset) and rime and _fits(onset, rime):
            return onset, rime
    return None


@lru_cache(maxsize=65536)
def parse(text: str) -> Syllable | None:
    """The syllable `text` spells (either case, either tone placement), None where it is no Vietnamese syllable."""
    text = unicodedata.normalize("NFC", text)
    if not 0 < len(text) <= 8:
        return None
    toneless = _without_tone(text)
    if toneless is None:
        return None
    letters, tone = toneless
    parts = _split(letters)
    if parts is None:
        return None
    onset, rime = parts
    if rime.endswith(("p", "t", "c", "ch")) and tone not in ("sắc", "nặng"):
        return None
    return Syllable(onset, rime, tone)


def is_syllable(text: str) -> bool:
    """Whether `text` is one Vietnamese syllable as it is spelt, marks included ("được" yes, "duoc" and "wifi" no)."""
    return parse(text) is not None


@lru_cache(maxsize=1)
def _bare_shapes() -> frozenset[str]:
    shapes = {"gi", "gin"}
    for onset in ONSETS:
        shapes.update(fold(onset + rime) for rime in _RIMES | _ALONE | _AFTER_QU if _fits(onset, rime))
    shapes.update("g" + fold(rime) for rime in _RIMES if rime.startswith("iê"))
    return frozenset(shapes)


def is_bare_syllable(text: str) -> bool:
    """Whether `text`, its marks left aside, is how some Vietnamese syllable looks without marks ("duoc" yes)."""
    return fold(text) in _bare_shapes()
