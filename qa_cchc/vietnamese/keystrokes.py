"""Telex and VNI keys that no keyboard program turned into letters ("hoof", "ho62" → "hồ").

Keys are read as keyboard programs read them: a mark may be struck right behind its letter or at the end of the
syllable, a tone anywhere behind the vowel. Letters that were finished already may stand among them ("nhânj").
"""

from __future__ import annotations

from functools import lru_cache

from qa_cchc.vietnamese.spelling import LEVEL, VOWELS, Spelling, take_apart

_TELEX_TONES = {"s": "sắc", "f": "huyền", "r": "hỏi", "x": "ngã", "j": "nặng", "z": LEVEL}
_VNI_TONES = {"1": "sắc", "2": "huyền", "3": "hỏi", "4": "ngã", "5": "nặng", "0": LEVEL}
_ROOF = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"o": "ơ", "u": "ư"}
_LONGEST = 12


def _replaced(letters: str, place: int, letter: str) -> str:
    return letters[:place] + letter + letters[place + 1 :]


def _roofed(letters: str, of: str = "aeo") -> list[str]:
    """`letters` with a roof on the last vowel of `of` that lacks one."""
    place = max(letters.rfind(vowel) for vowel in of)
    return [_replaced(letters, place, _ROOF[letters[place]])] if place >= 0 else []


def _horned(letters: str) -> list[str]:
    """The ways to put a horn: on both of "uo", on "o", on "u"."""
    found = []
    if "uo" in letters:
        found.append(letters.replace("uo", "ươ", 1))
    for vowel, horned in _HORN.items():
        place = letters.rfind(vowel)
        # The u of "qu" bears no mark.
        if place >= 0 and not (vowel == "u" and letters[:1] == "q" and place == 1):
            found.append(_replaced(letters, place, horned))
    return found


def _breve(letters: str) -> list[str]:
    place = letters.rfind("a")
    return [_replaced(letters, place, "ă")] if place >= 0 else []


def _barred(letters: str) -> list[str]:
    return ["đ" + letters[1:]] if letters[:1] == "d" else []


def _telex_step(letters: str, key: str) -> list[tuple[str, str | None]]:
    """What a key makes of the letters so far: (letters, tone or None where it stays)."""
    vowel = any(letter in VOWELS for letter in letters)
    if key in _TELEX_TONES and vowel:
        return [(letters, _TELEX_TONES[key])]
    if key == "w":
        made = [*_horned(letters), *_breve(letters)]
        return [(each, None) for each in made or [letters + "ư"]]
    if key == "d" and letters[:1] == "d":
        return [(each, None) for each in _barred(letters)]
    if key in _ROOF and key in letters:
        return [(each, None) for each in _roofed(letters, key)]
    return [(letters + key, None)]


def _vni_step(letters: str, key: str) -> list[tuple[str, str | None]]:
    if key in _VNI_TONES:
        return [(letters, _VNI_TONES[key])] if any(letter in VOWELS for letter in letters) else []
    marks = {"6": _roofed, "7": _horned, "8": _breve, "9": _barred}
    if key in marks:
        return [(each, None) for each in marks[key](letters)]
    return [(letters + key, None)]


def _struck(word: str, vni: bool) -> tuple[Spelling, ...]:
    start = take_apart(word)
    if start is None or len(word) > _LONGEST:
        return ()
    found: dict[tuple[str, str], None] = {("", start.tone): None}
    for key in start.letters:
        step = _vni_step if vni else _telex_step
        found = {(letters, new or tone): None for before, tone in found for letters, new in step(before, key)}
    # "ngwoi": the horn of a lone w spreads over the o behind it.
    spread = [(letters.replace("ưo", "ươ"), tone) for letters, tone in found]
    return tuple(Spelling(letters, tone) for letters, tone in dict.fromkeys(spread) if letters != start.letters)


@lru_cache(maxsize=4096)
def telex(word: str) -> tuple[Spelling, ...]:
    """What a lower-case word of letters may spell in Telex; nothing where no key of it makes a mark or a tone."""
    if sum(word[2:].count(key) for key in _TELEX_TONES) > 1:
        # One key tells the tone; an English word may hold several ("dossiers").
        return ()
    return _struck(word, vni=False)


@lru_cache(maxsize=4096)
def vni(word: str) -> tuple[Spelling, ...]:
    """What a lower-case word of letters and digits spells in VNI; nothing where a digit of it fits no letter."""
    if not any(sign.isdigit() for sign in word):
        return ()
    return _struck(word, vni=True)
