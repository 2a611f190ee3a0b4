"""Unicode repair and the folded view of Vietnamese text.

`fold` and `place_tones` keep the length of NFC text, so that an offset found in the one view holds in the other.
"""

from __future__ import annotations

import re
import unicodedata

# Every Vietnamese capital, for character classes: a range such as "À-Ỹ" would hold the small letters too.
CAPITALS = "".join(chr(code) for code in (*range(0x41, 0x1B1), *range(0x1EA0, 0x1EFA)) if chr(code).isupper())

_ODD_CHARACTERS = str.maketrans(
    {
        "\u00d0": "Đ",  # Latin Eth, typed for D with stroke by old input methods
        "\u00f0": "đ",
        "\u0189": "Đ",
        "\u00a0": " ",
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
        "\u202f": " ",
        "\u205f": " ",
        "\u3000": " ",
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
        # Bullets and arrows of symbol fonts, which lie in the private use area.
        **dict.fromkeys("\uf0b7\uf0a7\uf06e\uf06c\uf0d8\uf076\uf0fc\uf0a8\uf071\uf077", "•"),
        "\uf02d": "-",
        "\uf0ad": "-",
        "\uf0be": "-",
        "\uf02b": "+",
        # Halves of a character, as broken PDFs name them, are no text.
        **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),
    }
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def repair(text: str) -> str:
    """NFC text without invisible characters, with Ð (Eth) as Đ, odd spaces and hyphens as plain ones."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text.translate(_ODD_CHARACTERS)))


class _Folding(dict):
    """Character → its lower-case base letter, filled in as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = unicodedata.normalize("NFD", character)[0]
        folded = {"đ": "d", "Đ": "d"}.get(base, base).lower()
        # A character whose lower case is longer ("İ") keeps itself, so that the length holds.
        self[code] = folded if len(folded) == 1 else character
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower-case text without diacritics ("Đường" → "duong"), of the same length as the NFC text given."""
    return text.translate(_FOLDING)


def unmarked(text: str) -> str:
    """Text without diacritics, its case kept ("Đường I" → "Duong I")."""
    letters = zip(text, fold(text), strict=True)
    return "".join(plain.upper() if one.isupper() and plain.islower() else plain for one, plain in letters)


def lower_keeping_length(text: str) -> str:
    """Lower-case text; a character whose lower case is longer ("İ") keeps itself, so that offsets hold."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Old placement puts the tone of an open "oa", "oe", "uy" on the second vowel; the new one on the first.
_OLD_PLACEMENT = re.compile(rf"(?<![qQ])([oO])([aAeE])([{_TONES}])|(?<![qQ])([uU])([yY])([{_TONES}])")
_LETTER = re.compile(r"[^\W\d_]")


def _has_coda(text: str, end: int) -> bool:
    # A mark of the vowel itself stands behind the tone ("hoặc"): such vowels stand in closed syllables alone.
    return end < len(text) and (_LETTER.match(text[end]) is not None or unicodedata.combining(text[end]) > 0)


def place_tones(text: str) -> str:
    """One tone placement for search: "hoà" → "hòa", "thuý" → "thúy"; closed syllables ("hoàn") and "quý" stay."""
    if not _MAY_NEED_PLACING.search(text):
        return text
    plain = unicodedata.normalize("NFD", text)

    def moved(match: re.Match[str]) -> str:
        if _has_coda(plain, match.end()):
            return match.group()
        first, second, tone = (
            (match.group(1), match.group(2), match.group(3)) if match.group(1) else match.group(4, 5, 6)
        )
        return first + tone + second

    return unicodedata.normalize("NFC", _OLD_PLACEMENT.sub(moved, plain))


_MAY_NEED_PLACING = re.compile(r"[oO][àáãảạèéẽẻẹÀÁÃẢẠÈÉẼẺẸ]|[uU][ỳýỹỷỵỲÝỸỶỴ]")
