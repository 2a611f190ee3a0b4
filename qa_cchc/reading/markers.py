"""What a paragraph may open with: numbers of the outline, letters, bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa_cchc.vietnamese.unicode import fold

_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_ROMAN = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_CAPITAL = "A-ZĐÀ-ỸƠƯĂÂÊÔ“\"(‘'"

_ORDINAL = "nhất|hai|ba|tư|bốn|năm|NHẤT|HAI|BA|TƯ|BỐN|NĂM"
_AHEAD = r"(?=[^\W\d_]|[“\"(‘'])"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "part",
        re.compile(
            rf"((?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:(?:thứ\s+|THỨ\s+)?(?:{_ORDINAL})|{_ROMAN}|\d{{1,2}}))\b\s*[.:)\-–]?\s*"
        ),
    ),
    ("article", re.compile(r"(?:MỤC|Mục|Điều|ĐIỀU)\s+(\d{1,2}|[IVXL]+|[A-Z])\b\s*[.:)\-–]?\s+")),
    ("path", re.compile(rf"((?:{_ROMAN}|[A-HĐ])(?:\.\d{{1,2}}){{1,4}})\s*[.):]?\s+(?=[{_CAPITAL}])")),
    ("roman", re.compile(rf"({_ROMAN})\s*(?:[.):]\s*|[/\-–]\s+)(?=[{_CAPITAL}\d])")),
    ("capital", re.compile(rf"([A-HĐK-UY])\s*[.):/\-–]\s+(?=[{_CAPITAL}])")),
    ("decimal", re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})\s*(?:[.):/]\s+{_AHEAD}|\s(?=[{_CAPITAL}]))")),
    ("number", re.compile(rf"(\d{{1,2}})\s*(?:[.)]\s*|[/\-–]\s+){_AHEAD}")),
    ("letter", re.compile(r"([a-zđ])\s*(?:\)\s*|[./]\s+)(?=[^\W_]|[“\"(‘'])")),
    ("enclosed", re.compile(r"\((\d{1,2}|[a-zđ]|[ivx]+)\)\s*[.:]?\s*(?=\S)")),
    (
        "bullet",
        re.compile(
            r"([-–—+*•●○◦▪■□❖➢✓·\uf0b7\uf02d\uf0d8\uf0fc\uf0a7])(?:\s+(?=\S)|(?=[^\W\d_]))|(o)\s+(?=[" + _CAPITAL + "])"
        ),
    ),
)
_WORDS = {"nhat": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5}


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before a paragraph's own words: kind, the printed mark, its numbers, and where the words begin."""

    kind: str
    printed: str
    numbers: tuple[int, ...]
    end: int


def roman_value(text: str) -> int:
    """ "IV" → 4. Raises KeyError for other letters."""
    total = 0
    values = [_ROMAN_DIGITS[letter] for letter in text]
    for value, after in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < after else value
    return total


def _value(text: str) -> int:
    if text.isdigit():
        return int(text)
    folded = fold(text)
    if folded in _WORDS:
        return _WORDS[folded]
    if re.fullmatch(_ROMAN, text):
        return roman_value(text)
    # The alphabet of Vietnamese lists: a, b, c, d, đ, e…
    alphabet = "abcdđefghijklmnopqrstuvwxyz"
    return alphabet.index(text.lower()) + 1 if text.lower() in alphabet else 0


def find_marker(text: str) -> Marker | None:
    """The marker that the paragraph opens with, or None."""
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if match is None:
            continue
        printed = match.group(match.lastindex or 1)
        if kind == "path":
            head, *rest = printed.split(".")
            numbers = (_value(head), *map(int, rest))
        elif kind == "decimal":
            numbers = tuple(map(int, printed.split(".")))
        elif kind == "bullet":
            numbers = ()
        elif kind == "part":
            word, *rest = printed.split()
            numbers = (_value(rest[-1]),)
            ordinal = fold(rest[-1]) in _WORDS
            printed = " ".join([word.capitalize(), *(part.lower() if ordinal else part for part in rest)])
        else:
            numbers = (_value(printed),)
        return Marker(kind, printed, numbers, match.end())
    return None


def opens_item(text: str) -> bool:
    """Whether the text opens a new item of a list or of the outline."""
    return find_marker(text) is not None


APPENDIX = re.compile(
    r"phu luc(?:\s+(?:so\s+)?(?P<number>[ivx]{1,5}|\d{1,2}[a-z]?|[a-h]))?\s*(?:[:.\-–]\s*|\s+(?=\()|$)"
)
"""Opening of an appendix, in folded text."""


def appendix_label(text: str) -> str:
    """ "PHỤ LỤC II", "Phụ lục số 2: …" → "Phụ lục II", "Phụ lục 2"; "" when the text opens no appendix."""
    match = APPENDIX.match(fold(text))
    if match is None or len(text) > 160 or not text[:1].isupper() or text[match.end() : match.end() + 1].islower():
        return ""
    number = text[match.start("number") : match.end("number")] if match["number"] else ""
    return f"Phụ lục {number}".strip()
