"""The Vietnamese encodings from before Unicode, and text written in them → Unicode.

TCVN 5712:1993 (ABC, fonts ".VnTime"), VNI for Windows (a letter with marks is two codes), VISCII and VPS. Text "in"
such an encoding is a string whose characters are the codes, as Latin-1 or Windows-1252 shows them ("C«ng hoµ").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qa_cchc.vietnamese.syllables import is_syllable

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
# Small letters in the order of the tables below: each vowel level, huyền, sắc, hỏi, ngã, nặng; then đ.
SMALL_LETTERS = tuple(
    unicodedata.normalize("NFC", letter)
    for letter in (*(vowel + tone for vowel in _VOWELS for tone in _TONES), "đ")
    if not letter.isascii()
)
LETTERS = (*SMALL_LETTERS, *map(str.upper, SMALL_LETTERS))

# Codes (hexadecimal) of SMALL_LETTERS, then of their capitals; "--" where the encoding has no code.
_TCVN_SMALL = """
    B5 B8 B6 B7 B9  A8 BB BE BC BD C6  A9 C7 CA C8 C9 CB  CC D0 CE CF D1  AA D2 D5 D3 D4 D6  D7 DD D8 DC DE
    DF E3 E1 E2 E4  AB E5 E8 E6 E7 E9  AC EA ED EB EC EE  EF F3 F1 F2 F4  AD F5 F8 F6 F7 F9  FA FD FB FC FE  AE
"""
# Seven capitals in TCVN3 proper; those with tones that stand in its wider form where TCVN3 leaves codes free.
_TCVN_CAPITAL = """
    -- -- -- -- --  A1 AF C0 BA BF --  A2 C1 C4 C2 C3 --  -- -- -- -- --  A3 C5 DA CD D9 --  -- -- -- -- --
    -- -- -- -- --  A4 DB FF E0 F0 --  A5 -- -- -- -- --  -- -- -- -- --  A6 -- -- -- -- --  -- -- -- -- --  A7
"""
_VISCII_SMALL = """
    E0 E1 E4 E3 D5  E5 A2 A1 C6 C7 A3  E2 A5 A4 A6 E7 A7  E8 E9 EB A8 A9  EA AB AA AC AD AE  EC ED EF EE B8
    F2 F3 F6 F5 F7  F4 B0 AF B1 B2 B5  BD B6 BE B7 DE FE  F9 FA FC FB F8  DF D7 D1 D8 E6 F1  CF FD D6 DB DC  F0
"""
_VISCII_CAPITAL = """
    C0 C1 C4 C3 80  C5 82 81 02 05 83  C2 85 84 86 06 87  C8 C9 CB 88 89  CA 8B 8A 8C 8D 8E  CC CD 9B CE 98
    D2 D3 99 A0 9A  D4 90 8F 91 92 93  B4 96 95 97 B3 94  D9 DA 9C 9D 9E  BF BB BA BC FF B9  9F DD 14 19 1E  D0
"""
_VPS_SMALL = """
    E0 E1 E4 E3 E5  E6 A2 A1 A3 A4 A5  E2 C0 C3 C4 C5 C6  E8 E9 C8 EB CB  EA 8A 89 8B CD 8C  EC ED CC EF CE
    F2 F3 D5 F5 86  F4 D2 D3 B0 87 B6  D6 A9 A7 AA AB AE  F9 FA FB DB F8  DC D8 D9 BA BB BF  FF 9A 9B CF 9C  C7
"""
_VPS_CAPITAL = """
    80 C1 81 82 02  88 8E 8D 8F F0 04  C2 84 83 85 1C 03  D7 C9 DE FE 05  CA 93 90 94 95 06  B5 B4 B7 B8 10
    BC B9 BD BE 11  D4 97 96 98 99 12  F7 9E 9D 9F A6 13  A8 DA D1 AC 14  D0 AF AD B1 1D 15  B2 DD FD B3 19  F1
"""
# VNI: the code that follows a vowel, for level (of vowels with a sign of their own), huyền, sắc, hỏi, ngã, nặng.
_VNI_TONES = "-- F8 F9 FB F5 EF"
_VNI_ROOF = "E2 E0 E1 E5 E3 E4"
_VNI_BOWL = "EA E8 E9 FA FC EB"
_VNI_ALONE = {
    "ơ": "F4", "ư": "F6", "đ": "F1", "ì": "EC", "í": "ED", "ỉ": "E6", "ĩ": "F3", "ị": "F2", "ỵ": "EE",
}  # fmt: skip

# What some programs show in place of a code: Greek mu and a mathematical dot for the micro sign and the middle dot.
_LOOKALIKES = {"\u03bc": "\u00b5", "\u2219": "\u00b7", "\u22c5": "\u00b7"}


def _single_codes(small: str, capital: str) -> dict[str, str]:
    codes = small.split() + capital.split()
    return {chr(int(code, 16)): letter for code, letter in zip(codes, LETTERS, strict=True) if code != "--"}


def _vni_codes() -> dict[str, str]:
    table = {chr(int(code, 16)): letter for letter, code in _VNI_ALONE.items()}
    for vowel in _VOWELS:
        base = {"ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "\xf4", "ư": "\xf6"}.get(vowel, vowel)
        row = _VNI_ROOF if vowel in "âêô" else _VNI_BOWL if vowel == "ă" else _VNI_TONES
        for code, tone in zip(row.split(), _TONES, strict=True):
            letter = unicodedata.normalize("NFC", vowel + tone)
            if code != "--" and letter not in _VNI_ALONE:
                table[base + chr(int(code, 16))] = letter
    small = [(codes, letter) for codes, letter in table.items() if codes[0] != "i"]
    table = dict(small)
    table.update({codes.upper(): letter.upper() for codes, letter in small})
    # The mark behind a capital is sometimes typed as a small one.
    table.update({codes[0].upper() + codes[1]: letter.upper() for codes, letter in small if len(codes) == 2})
    return table


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding: `table` has codes (one or two characters) → letter; `label` names it on the screen.

    `pattern` finds the codes, the longest first; `single` is the table of those of one character for `str.translate`.
    """

    key: str
    label: str
    table: dict[str, str]
    pattern: re.Pattern[str]
    single: dict[int, str]


def _encoding(key: str, label: str, table: dict[str, str]) -> Encoding:
    shown = dict(table)
    for codes, letter in table.items():
        # Codes 80-9F come as control characters, or as what Windows-1252 prints for them.
        if len(codes) == 1 and "\x80" <= codes <= "\x9f":
            seen = codes.encode("latin-1").decode("cp1252", "ignore")
            shown.update({seen: letter} if seen else {})
    shown.update({alike: shown[code] for alike, code in _LOOKALIKES.items() if code in shown})
    longest = sorted(shown, key=len, reverse=True)
    single = {ord(codes): letter for codes, letter in shown.items() if len(codes) == 1}
    return Encoding(key, label, shown, re.compile("|".join(map(re.escape, longest))), single)


ENCODINGS: dict[str, Encoding] = {
    made.key: made
    for made in (
        _encoding("tcvn3", "TCVN3 (ABC)", _single_codes(_TCVN_SMALL, _TCVN_CAPITAL)),
        _encoding("vni", "VNI", _vni_codes()),
        _encoding("viscii", "VISCII", _single_codes(_VISCII_SMALL, _VISCII_CAPITAL)),
        _encoding("vps", "VPS", _single_codes(_VPS_SMALL, _VPS_CAPITAL)),
    )
}
"""The encodings by key."""


@dataclass(frozen=True, slots=True)
class FontCoding:
    """What a font makes of its codes: `key` of the encoding, and whether it prints small letters as capitals.

    `lost_u`: the file has dropped the codes of "ư" (see `horned_u`).
    """

    key: str
    capitals: bool = False
    lost_u: bool = False


_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"(?:[-, ]*(?:bold|italic|oblique|regular|normal|mt|ps))+$", re.IGNORECASE)
_TCVN_FONT = re.compile(r"\.[Vv][Nn][ _]?\w|Vn[A-Z]\w")
_VNI_FONT = re.compile(r"[Vv][Nn][Ii][-_ ]|VNI[A-Z][a-z]")
_VPS_FONT = re.compile(r"VPS[-_ ]?[A-Z][a-z]")


@lru_cache(maxsize=1024)
def coding_of_font(name: str | None) -> FontCoding | None:
    """The encoding a font's name stands for (".VnTimeH" → TCVN3 in capitals), None for a font of Unicode."""
    if not name:
        return None
    plain = _SUBSET.sub("", name.strip().lstrip("@")).replace("#20", " ").replace("#2E", ".").replace("#2e", ".")
    if _VNI_FONT.match(plain):
        return FontCoding("vni")
    if _TCVN_FONT.match(plain):
        return FontCoding("tcvn3", _STYLE.sub("", plain).rstrip().lower().endswith("h"))
    return FontCoding("vps") if _VPS_FONT.match(plain) else None


def pieces(text: str, coding: FontCoding, opens: bool = True) -> list[tuple[int, int, str]]:
    """What becomes of text in an encoding: (start, end, Unicode) for each letter that changes, in order.

    TCVN3 cannot tell "ở" from "Ở": a letter that begins a sentence becomes a capital. `opens`: the text begins one.
    Private-use copies of the codes (F020-F0FF, fonts taken for symbol fonts) are read as the codes.
    """
    if coding.key != "vni":
        whole = _letter_by_letter(text, coding, opens)
        return [(at, at + 1, new) for at, (old, new) in enumerate(zip(text, whole, strict=True)) if old != new]
    codes = text.translate(_FROM_SYMBOLS)
    found: list[tuple[int, int, str]] = []
    done = 0
    for match in ENCODINGS["vni"].pattern.finditer(codes):
        found += [(at, at + 1, codes[at]) for at in range(done, match.start()) if codes[at] != text[at]]
        found.append((match.start(), match.end(), ENCODINGS["vni"].table[match.group()]))
        done = match.end()
    found += [(at, at + 1, codes[at]) for at in range(done, len(codes)) if codes[at] != text[at]]
    return [(start, end, new) for start, end, new in found if text[start:end] != new]


def convert(text: str, coding: FontCoding, opens: bool = True) -> str:
    """The text in Unicode (NFC); `opens` as for `pieces`."""
    if coding.key == "vni":
        encoding = ENCODINGS["vni"]
        whole = encoding.pattern.sub(lambda match: encoding.table[match.group()], text.translate(_FROM_SYMBOLS))
    else:
        whole = _letter_by_letter(text, coding, opens)
    return unicodedata.normalize("NFC", whole)


_FROM_SYMBOLS = {code: code - 0xF000 for code in range(0xF020, 0xF100)}


def _letter_by_letter(text: str, coding: FontCoding, opens: bool) -> str:
    """Text in an encoding of one code a letter, in Unicode; of the same length."""
    codes = text.translate(_FROM_SYMBOLS)
    if coding.key == "tcvn3":
        codes = _restore_horned_u(codes, coding.capitals)
    letters = codes.translate(ENCODINGS[coding.key].single)
    if coding.capitals:
        return "".join(large if len(large := one.upper()) == 1 else one for one in letters)
    return _with_capitals(letters, codes, opens) if coding.key == "tcvn3" else letters


# Capitals: TCVN3 has no codes for capitals with tones, so that "HỘI" is typed "HéI", which reads "HộI".
_WORD = re.compile(r"[^\W\d_]+")
# A sentence begins behind this: the text's begin, a full stop that ends a word or a number, an empty line.
_OPENING = re.compile(
    r"(?:(\A)|[^\W\d_]{2}[.?!:;][ \t]*\n|[^\W\d_]{2}[.?!] |[\d%)][.?!] |\n[ \t]*\n)[ \t]*(?=[^\W\d_])"
)
_TONED = frozenset(
    letter for letter in SMALL_LETTERS if set(unicodedata.normalize("NFD", letter)) & set(_TONES[1:])
)


@lru_cache(maxsize=16384)
def _case_of(word: str) -> bool | None:
    """True for a word in capitals but for its letters with tones, False for one in small letters, None if open."""
    firm = [character for character in word if character not in _TONED]
    if any(character.islower() for character in firm):
        return False
    soft = len(firm) < len(word)
    if soft and (len(firm) >= 2 or (len(firm) == 1 and word[0] in _TONED)):
        return True
    # Initials ("UBND") say nothing of their neighbours.
    return True if not soft and len(word) >= 2 and is_syllable(word) else None


def _with_capitals(text: str, codes: str, opens: bool) -> str:
    """Text in the case that the letters around ask for: "HộI" → "HỘI", "Hà NộI" → "HÀ NỘI".

    `codes` is the text as it came: what was Unicode in it already keeps its case.
    """
    made = list(text)
    known = ENCODINGS["tcvn3"].single

    def enlarge(at: int) -> None:
        made[at] = text[at].upper() if ord(codes[at]) in known else text[at]

    for line in re.finditer(r"[^\n]+", text):
        words = [(match.start() + line.start(), match.group()) for match in _WORD.finditer(line.group())]
        for at, word in (words[index] for index in _in_capitals([word for _, word in words])):
            for place in range(at, at + len(word)):
                enlarge(place)
    for match in _OPENING.finditer(text):
        if (opens or match.group(1) is None) and text[match.end()] in _TONED:
            enlarge(match.end())
    return "".join(made)


def _in_capitals(words: Sequence[str]) -> Iterator[int]:
    """The places of the words of a line that are in capitals."""
    cases = [_case_of(word) for word in words]
    nearest: list[list[bool | None]] = []
    for row in (cases, cases[::-1]):
        last: bool | None = None
        nearest.append([])
        for case in row:
            nearest[-1].append(last)
            last = case if case is not None else last
    for number, (word, case, before, after) in enumerate(zip(words, cases, nearest[0], nearest[1][::-1], strict=True)):
        around = [one for one in (before, after) if one is not None]
        # A name among capitals is in capitals too; alone on its line it stays as it is.
        if case or (case is None and around and all(around) and (word[:1].isupper() or len(around) == 2)):
            yield number


# A PDF shows TCVN3's "ư" (code AD, elsewhere a soft hyphen) as a hyphen.
_UNBROKEN = re.compile(r"[^\s()/.,;:\"“”\[\]]+")


def _restore_horned_u(codes: str, capitals: bool) -> str:
    """Hyphens that stand for "ư" as its code: "®-îc" → "®\u00adîc" ("được")."""
    if "-" not in codes:
        return codes
    table = ENCODINGS["tcvn3"].table

    def read(part: str) -> str:
        return "".join(table.get(character, character) for character in part)

    def restored(match: re.Match[str]) -> str:
        word = match.group()
        if "-" not in word or not word.strip("-"):
            return word
        parts = word.split("-")
        made = parts[0]
        for before, after in pairwise(parts):
            whole = read(before) + "ư" + read(after)
            small = capitals or whole[1:] == whole[1:].lower()
            parted = is_syllable(read(before)) and is_syllable(read(after))
            made += ("\xad" if is_syllable(whole) and small and not parted else "-") + after
        return made

    return _UNBROKEN.sub(restored, codes)
