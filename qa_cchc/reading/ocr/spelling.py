"""Words as recognised → words as printed, where the word next to them leaves no doubt.

Tesseract errs on Vietnamese in few ways: a tone or a hook misread ("Tống số" for "Tổng số"), a letter doubled by its
look-alike ("ĐÐVSN"). A word is changed only to one that looks nearly the same, and only when the words around it make
the other reading far likelier, against the engine's own confidence. Numbers, codes, names and words of capitals that
stand for no syllable are never judged by their neighbours.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from qa_cchc.reading.ocr.prose import Printed, PrintedLine
from qa_cchc.vietnamese.choosing import likeliest
from qa_cchc.vietnamese.diacritics import pair_count, syllable_count
from qa_cchc.vietnamese.syllables import is_syllable
from qa_cchc.vietnamese.unicode import place_tones

_CORE = re.compile(r"(?P<before>[^\w]*)(?P<core>[^\W\d_]+)(?P<after>[^\w]*)")
_SIGN_AND_NUMBER = re.compile(r"=\d+[;,.)]?")
_STROKES = re.compile(r"(?=.*[IHVX])[IHVXl1|!]{1,6}L?[.,]?")
_ROMAN = re.compile(r"(?:X{0,2}(?:IX|IV|V?I{0,3}))[.,]?(?<=[IVX.,])")
_SENTENCE_END = re.compile(r"[.;:!?…()“”\"]")
_VOWELS = "aăâeêioôơuưy"
_HOOK = "\u0309"
_DOT_BELOW = "\u0323"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LOOKS = ("aăâ", "eê", "oôơ", "uư", "dđ", "il", "ce", "hb", "nu", "vy")
# Bits that a change costs when the engine was sure, and when it was not.
_COST_SURE, _COST_UNSURE = 15.0, 5.0
# What is misread easily costs less: the dot of an i and a tone over it, then tones and hats, then whole letters.
_DOTTED, _STROKE, _LETTER = -5.0, 0.0, 3.0
# Whether an i has its dot alone or a hook is guessed, however sure the engine is.
_DOT_COST = 5.0
# Lines of capitals are mostly names of offices and places.
_CAPITALS = 10.0
_NO_SYLLABLE = 14.0
# Syllables seldom seen are taken for nobody's misreading.
_LEAST_COUNT = 40
# Both readings of a line agree and are as sure as ever: the marks and letters they saw are there, no others are.
SEEN = 0.94
# Marks over a letter that are taken for one another at any confidence; a dot below is lost in coarse pictures.
_OVER = frozenset("\u0300\u0301\u0303\u0309")
# A pair seen so often makes up for so many bits of the engine's confidence.
_COMMON, _OFTENER, _FAVOUR = 300, 400, 6.0
_LONGEST = 7


def spelled(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines with words put right that their neighbours tell for certain; the lines are read as one stretch."""
    lines = [replace(line, words=tuple(part for word in line.words for part in _parted_sign(word))) for line in lines]
    words = [word for line in lines for word in line.words]
    fresh = iter(_chosen([replace(word, text=without_twins(word.text)) for word in words]))
    return [replace(line, words=_numbered([next(fresh) for _ in line.words])) for line in lines]


def _parted_sign(word: Printed) -> tuple[Printed, ...]:
    """A sign of equality that stands free before it stands free behind it too: "Có =1" is printed "Có = 1"."""
    if not _SIGN_AND_NUMBER.fullmatch(word.text):
        return (word,)
    edge = word.x0 + (word.x1 - word.x0) * 0.5
    return replace(word, text="=", x1=edge), replace(word, text=word.text[1:], x0=edge)


def _numbered(words: list[Printed]) -> tuple[Printed, ...]:
    """The words of a line whose first, a heading's Roman number, was read in letters of like shape: "HIL" → "III."."""
    if len(words) > 1 and words[1].text[:1].isupper():
        words[0] = replace(words[0], text=roman(words[0].text))
    return tuple(words)


def roman(text: str) -> str:
    """The Roman number that a heading's first word was meant as; the word itself where it is none.

    A dot that touches the last stroke makes it look like an L, two strokes side by side like an H.
    """
    if not _STROKES.fullmatch(text) or _ROMAN.fullmatch(text):
        return text
    plain = re.sub("[l1|!]", "I", text.rstrip(".,").replace("H", "II"))
    dotted = plain[:-1] + "I." if plain.endswith("L") else plain + ("." if text[-1] in ".," else "")
    made = re.sub("I{4,}", "III", dotted)
    return made if _ROMAN.fullmatch(made) else text


def without_twins(text: str) -> str:
    """A sign that was seen as itself and as its look-alike, once: "ĐÐVSN" → "ĐVSN", "I/⁄2023" → "I/2023"."""
    return re.sub("[/⁄]*⁄[/⁄]*", "/", re.sub("ĐÐ|ÐĐ", "Đ", text).replace("Ð", "Đ"))


def _chosen(words: Sequence[Printed]) -> list[Printed]:
    rows: list[list[tuple[str, float]]] = []
    places: list[int | None] = []
    for number, word in enumerate(words):
        match = _CORE.fullmatch(word.text)
        if match is None:
            rows.append([(word.text, 0.0)])
            places.append(None)
            continue
        if _SENTENCE_END.search(match["before"]):
            rows.append([("", 0.0)])
            places.append(None)
        named = _is_name(words, number)
        row = [(match["core"], 0.0)] if named else _candidates(match["core"], word.confidence)
        rows.append(_favoured(row, _beside(words, number, -1), _beside(words, number, 1)))
        places.append(number)
        if _SENTENCE_END.search(match["after"]):
            rows.append([("", 0.0)])
            places.append(None)
    made = list(words)
    for number, row, best in zip(places, rows, likeliest(rows), strict=True):
        if number is not None and best:
            match = _CORE.fullmatch(words[number].text)
            assert match is not None
            made[number] = replace(words[number], text=match["before"] + row[best][0] + match["after"])
    return made


def _beside(words: Sequence[Printed], number: int, step: int) -> str:
    """The syllable next to a word, "" where punctuation parts them or none stands there."""
    other = number + step
    if not 0 <= other < len(words):
        return ""
    first, second = (words[other], words[number]) if step < 0 else (words[number], words[other])
    if not (first.text[-1:].isalpha() and second.text[:1].isalpha()):
        return ""
    return words[other].text.strip(".,;:()“”\"").lower()


def _favoured(row: list[tuple[str, float]], before: str, after: str) -> list[tuple[str, float]]:
    """The candidates, those cheaper that make a common pair with a neighbour where the word itself makes hardly any."""
    if len(row) == 1:
        return row

    def pairs(word: str) -> tuple[float, float]:
        return pair_count(before, word) if before else 0.0, pair_count(word, after) if after else 0.0

    own = max(pairs(row[0][0].lower()))
    least = max(_COMMON, _OFTENER * own)
    # A syllable that was never counted is a slip of the reader more likely than one of the office.
    favour = _FAVOUR if syllable_count(place_tones(row[0][0].lower())) else 2 * _FAVOUR
    rest = ((word, cost - favour if max(pairs(word.lower())) >= least else cost) for word, cost in row[1:])
    return [row[0], *rest]


def _is_name(words: Sequence[Printed], number: int) -> bool:
    """Whether a word is one of several in a row that begin with a capital: a name, which no count of words knows."""
    if not _begins_large(words[number].text):
        return False
    before = number > 0 and _begins_large(words[number - 1].text) and words[number - 1].text[-1:].isalpha()
    after = number + 1 < len(words) and _begins_large(words[number + 1].text) and words[number].text[-1:].isalpha()
    return before or after


def _begins_large(text: str) -> bool:
    return text[:1].isupper() and (len(text) == 1 or not text.isupper())


def _candidates(core: str, confidence: float) -> list[tuple[str, float]]:
    """The word itself first, then what it may be instead, with costs in bits."""
    capitals = core.isupper() and len(core) > 1
    syllable = is_syllable(core.lower())
    if (capitals and not syllable) or len(core) > _LONGEST or not (core.islower() or core.istitle() or capitals):
        return [(core, 0.0)]
    share = _doubt(confidence)
    cost = _COST_UNSURE * share + _COST_SURE * (1 - share) + (_CAPITALS if capitals else 0.0)
    offered = look_alikes(core.lower())
    if confidence >= SEEN:
        offered = tuple((other, extra) for other, extra in offered if may_be_meant(core.lower(), other))
    others = [(_in_case(core, other), _DOT_COST if extra == _DOTTED else cost + extra) for other, extra in offered]
    return [(core, 0.0 if syllable else _NO_SYLLABLE), *others]


def may_be_meant(word: str, other: str) -> bool:
    """Whether a word (lower case) that the reader saw for sure may yet be printed as another that looks like it.

    A word that exists may be the office's own slip: "Thông kê" is not spelled "Thống kê". Even a sure reader takes one
    tone over a letter for another, d for đ, and loses a dot below.
    """
    if not (is_syllable(word) and syllable_count(place_tones(word)) >= _LEAST_COUNT):
        return True
    for letter, meant in zip(word, other, strict=True):
        (base, tone), (base_meant, tone_meant) = _parted(letter), _parted(meant)
        if base != base_meant and {base, base_meant} != {"d", "đ"}:
            return False
        # The dot of an i is taken for a tone.
        over = _OVER | {""} if base == "i" else _OVER
        if tone != tone_meant and tone_meant != _DOT_BELOW and not {tone, tone_meant} <= over:
            return False
    return True


def _doubt(confidence: float) -> float:
    """0 where the engine is as sure as it ever is, 1 where it was guessing."""
    return 1 / (1 + math.exp((confidence - 0.80) * 16))


def _in_case(model: str, word: str) -> str:
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


@lru_cache(maxsize=8192)
def look_alikes(word: str) -> tuple[tuple[str, float], ...]:
    """Syllables that differ from a word (lower case) by one mark, or by one letter of like shape, with their cost."""
    found: dict[str, float] = {}
    for other, extra in _changed(word):
        if other != word and is_syllable(other) and syllable_count(place_tones(other)) >= _LEAST_COUNT:
            found[other] = min(extra, found.get(other, extra))
    return tuple(sorted(found.items()))


def _changed(word: str) -> Iterable[tuple[str, float]]:
    for at, letter in enumerate(word):
        base, tone = _parted(letter)
        for other in _family(base):
            # A tone is misread more often than a letter, and a hook or a hat no less.
            extra = _STROKE if base in "aăâeêioôơuưdđ" else _LETTER
            for other_tone in _TONES if base in _VOWELS else (tone,):
                if (other, other_tone) == (base, tone) or (other_tone and other not in _VOWELS):
                    continue
                made = word[:at] + unicodedata.normalize("NFC", other + other_tone) + word[at + 1 :]
                if other == base == "i" and {tone, other_tone} == {"", _HOOK}:
                    yield made, _DOTTED
                else:
                    yield made, extra + (_LETTER if other != base and other_tone != tone else 0.0)


def _parted(letter: str) -> tuple[str, str]:
    """A letter as its base with hat or horn, and its tone."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in _TONES[1:]), "")
    return unicodedata.normalize("NFC", marks.replace(tone, "") if tone else marks), tone


def _family(base: str) -> str:
    return "".join(dict.fromkeys(base + "".join(look for look in _LOOKS if base in look)))
