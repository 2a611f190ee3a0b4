"""Makes the slips that people make in typing Vietnamese: each kind a function of a clean text and a source of chance."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

_TELEX_TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
_VNI_TONES = {"\u0300": "2", "\u0301": "1", "\u0303": "4", "\u0309": "3", "\u0323": "5"}
_TELEX = {"â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "ă": "aw", "đ": "dd"}
_VNI = {"â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "ă": "a8", "đ": "d9"}
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

Slip = Callable[[str, random.Random], str]


def _apart(word: str) -> tuple[list[str], str]:
    """Letters with their marks but without tone, each with its tone sign behind it if it bears one."""
    plain = unicodedata.normalize("NFD", word)
    tone = next((sign for sign in plain if sign in _TELEX_TONES), "")
    letters = unicodedata.normalize("NFC", "".join(sign for sign in plain if sign not in _TELEX_TONES))
    return list(letters), tone


def _toned_place(word: str) -> int:
    for place, letter in enumerate(word):
        if any(sign in _TELEX_TONES for sign in unicodedata.normalize("NFD", letter)):
            return place
    return -1


def _struck(word: str, keys: dict[str, str], tones: dict[str, str], middle: bool, marks_last: bool = False) -> str:
    letters, tone = _apart(word)
    place = _toned_place(word)
    made, last = "", ""
    for index, letter in enumerate(letters):
        key = keys.get(letter, letter)
        if marks_last and len(key) == 2:
            made, last = made + key[0], last + key[1]
        else:
            made += key
        if middle and index == place:
            made += tones[tone]
    return made + last + (tones[tone] if tone and not middle else "")


def telex(word: str, chance: random.Random) -> str:
    return _struck(word, _TELEX, _TELEX_TONES, middle=False)


def telex_middle(word: str, chance: random.Random) -> str:
    return _struck(word, _TELEX, _TELEX_TONES, middle=True)


def telex_late(word: str, chance: random.Random) -> str:
    return _struck(word, _TELEX, _TELEX_TONES, middle=False, marks_last=True)


def telex_tone(word: str, chance: random.Random) -> str:
    """The marks are made, the tone's key is not ("nhânj")."""
    letters, tone = _apart(word)
    return "".join(letters) + _TELEX_TONES.get(tone, "")


def vni(word: str, chance: random.Random) -> str:
    return _struck(word, _VNI, _VNI_TONES, middle=False)


def vni_late(word: str, chance: random.Random) -> str:
    return _struck(word, _VNI, _VNI_TONES, middle=False, marks_last=True)


def swapped(word: str, chance: random.Random) -> str:
    places = [place for place in range(1, len(word) - 1) if word[place] != word[place + 1]]
    if not places:
        return word
    place = chance.choice(places)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def doubled(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    letter = unicodedata.normalize("NFC", "".join(
        sign for sign in unicodedata.normalize("NFD", word[place]) if sign not in _TELEX_TONES
    ))
    return word[: place + 1] + letter + word[place + 1 :]


def tone_elsewhere(word: str, chance: random.Random) -> str:
    letters, tone = _apart(word)
    vowels = [place for place, letter in enumerate(letters) if letter in "aăâeêioôơuưy"]
    vowels = [place for place in vowels if place != _toned_place(word)]
    if not tone or not vowels:
        return word
    letters.insert(chance.choice(vowels) + 1, tone)
    return unicodedata.normalize("NFC", "".join(letters))


def dropped(word: str, chance: random.Random) -> str:
    if len(word) < 4:
        return word
    place = chance.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def neighbour(word: str, chance: random.Random) -> str:
    places = [place for place, letter in enumerate(word) if place and any(letter in row for row in _ROWS)]
    if not places:
        return word
    place = chance.choice(places)
    row = next(row for row in _ROWS if word[place] in row)
    at = row.index(word[place])
    return word[:place] + chance.choice(row[max(0, at - 1) : at] + row[at + 1 : at + 2]) + word[place + 1 :]


def tone_confused(word: str, chance: random.Random) -> str:
    plain = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", plain.translate({0x303: 0x309, 0x309: 0x303}))


def tone_left_out(word: str, chance: random.Random) -> str:
    """The tone of a letter with a mark is left out ("quyêt")."""
    letters, tone = _apart(word)
    return "".join(letters) if tone and any(letter in _TELEX for letter in letters) else word


WORD_SLIPS: dict[str, tuple[Slip, float]] = {
    "telex": (telex, 1.0),
    "telex, tone amid": (telex_middle, 1.0),
    "telex, marks late": (telex_late, 1.0),
    "telex, half finished": (telex, 0.4),
    "telex, tone only": (telex_tone, 0.4),
    "vni": (vni, 1.0),
    "vni, marks late": (vni_late, 1.0),
    "vni, half finished": (vni, 0.4),
    "letters swapped": (swapped, 0.15),
    "letter doubled": (doubled, 0.15),
    "tone on another letter": (tone_elsewhere, 0.3),
    "letter dropped": (dropped, 0.15),
    "neighbouring key": (neighbour, 0.15),
    "hỏi for ngã": (tone_confused, 0.5),
    "tone left out": (tone_left_out, 0.3),
}
"""Name → how a lower-case word slips, and the share of words that do."""


def slip(words: list[str], kind: str, chance: random.Random) -> list[str]:
    """Words of which some slipped; words that are no letters, or capitals, stay."""
    made, share = WORD_SLIPS[kind]
    return [
        made(word, chance) if word.isalpha() and word.islower() and chance.random() < share else word for word in words
    ]


def joined(words: list[str], share: float, chance: random.Random) -> list[list[str]]:
    """Words in groups that are typed without spaces between them."""
    groups: list[list[str]] = []
    for word in words:
        if groups and word.isalpha() and groups[-1][-1].isalpha() and len(groups[-1]) < 3 and chance.random() < share:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups
