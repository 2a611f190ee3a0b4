"""Spaces put where they belong: "Thịxã" → "Thị xã", "phầ ntrăm" → "phần trăm", "TH Ị XÃ" → "THỊ XÃ".

Vietnamese syllables are a closed set, and how often one follows another is known. So the letters between two marks of
punctuation are parted anew into the likeliest row of syllables, each space added or taken costing its price. Numbers,
codes, abbreviations and foreign words stay as they are; no letter is ever changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from qa_cchc.vietnamese.abbreviations import code_spans
from qa_cchc.vietnamese.likelihood import RARE, following, single
from qa_cchc.vietnamese.syllables import is_syllable
from qa_cchc.vietnamese.unicode import CAPITALS

Change = tuple[int, int, str]
"""`start:end` of a text and what stands there instead: a space for nothing, or nothing for a space."""

_LONGEST_SYLLABLE = 7
_MOST_LETTERS = 400
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TOKEN = re.compile(r"[^ ]+")
_LETTERS = re.compile(rf"[^\W\d_{_SUPERSCRIPTS}]+")
_LAST_LETTERS = re.compile(rf"[^\W\d_{_SUPERSCRIPTS}{CAPITALS}]+$")
_SMALL_LETTERS = re.compile(rf"[^\W\d_{_SUPERSCRIPTS}{CAPITALS}]+")
_LETTER = rf"[^\W\d_{_SUPERSCRIPTS}]"
_SMALL = rf"(?:(?![{CAPITALS}]){_LETTER})"
# Places where a space may be lost beside a number, an abbreviation or punctuation.
_BEHIND_SIGN = re.compile(
    rf"(?<=[\w)”%])[,;:)”](?={_LETTER})|(?<={_LETTER})[,;:](?=\d)|(?<=[%)”])\.(?=[{CAPITALS}]{_SMALL})"
    rf"|{_SMALL}\.(?=[{CAPITALS}]{_SMALL})|[^\W_](?=[(“]{_LETTER})"
)
_BESIDE_WORD = re.compile(
    rf"(?<=\d)(?={_LETTER}{{2}})|(?<={_LETTER}{{2}})(?=\d)|(?<=[{CAPITALS}]{{2}})(?={_SMALL}{{2}})"
)
# A mark in an unfinished word: letters with a tone stand in syllables only, never in abbreviations.
_TONED = frozenset(
    "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
)
_MARKED = _TONED | frozenset("ăâêôơư")
# Least gain in bits for which a single place is repaired in text that is fine otherwise.
_SURE = 14.0
# A word of one letter has to be that common (bits): "ở", "ý", "à".
_ALONE = 14.0


class Mode(Enum):
    """How freely spaces are moved: only around words that cannot be, or anywhere on a page known to be spoilt."""

    SURE = "sure"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class _Price:
    """Bits that it costs to add a space, to take one away, and to leave a word that is no syllable.

    `split` comes on top where a space would cut a word that is a syllable as it stands.
    """

    add: float
    take: float
    foreign: float
    split: float = 9.0


_PRICES = {Mode.SURE: _Price(6.0, 6.0, 13.0), Mode.FREE: _Price(3.0, 4.0, 17.0)}
_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
_CLOSING = "cghmnpt"
_INITIALS = re.compile(rf"[{CAPITALS}]{{2,}}(?={_SMALL}|$)|[{CAPITALS}]{{2,}}(?=[{CAPITALS}]{_SMALL})")
# Names from languages of the highlands and from abroad: "Đắk", "Krông", "Brăng".
_HIGHLAND = re.compile(r"(?=.{,6}$)(?:^[kbpgđdmhc][rlbnw]|^tl|.*[klrsbdjwzf]$|.*[jwzf])")
_ROMAN = re.compile(r"[IVX]+")


@dataclass(frozen=True, slots=True)
class _Token:
    """The letters of a word, at `start:end`."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=65536)
def is_broken(word: str) -> bool:
    """Whether letters with Vietnamese marks make no syllable, and no abbreviation either ("phầ", "cảicách")."""
    low = word.lower()
    if is_syllable(low) or (word[0].isupper() and _HIGHLAND.match(low)):
        return False
    marks = _TONED if word.isupper() else _MARKED
    return any(letter in marks for letter in low)


@lru_cache(maxsize=65536)
def _suspect(word: str) -> bool:
    """Whether a word may be a piece of another: it is broken, or a syllable with marks that hardly occurs ("ản")."""
    low = word.lower()
    return is_broken(word) or (not low.isascii() and single(low) >= RARE and is_syllable(low))


def changes(text: str, mode: Mode = Mode.SURE) -> list[Change]:
    """Where spaces of a text (NFC, one line) have to go or to come, in order."""
    if mode is Mode.SURE and not any(map(_suspect, _LETTERS.findall(text))):
        return []
    found: list[Change] = [] if mode is Mode.SURE else list(_glued(text))
    for run in _runs(text):
        for part in _windows(run) if mode is Mode.SURE else [run]:
            if len(part) > 1 or len(part[0].text) > 2:
                found += _parted(part, mode)
    return sorted(set(found))


def respaced(text: str, mode: Mode = Mode.SURE) -> str:
    """The text with its spaces mended."""
    made: list[str] = []
    done = 0
    for start, end, new in changes(text, mode):
        made += [text[done:start], new]
        done = end
    return "".join([*made, text[done:]])


def _glued(text: str) -> Iterator[Change]:
    """Spaces lost behind punctuation, and between words with Vietnamese marks and numbers or abbreviations."""
    codes = code_spans(text)
    for match in _BEHIND_SIGN.finditer(text):
        at = match.end()
        if not any(begin < at < stop for begin, stop in codes):
            yield at, at, " "
    for match in _BESIDE_WORD.finditer(text):
        at = match.start()
        after = _SMALL_LETTERS.match(text, at) or _LETTERS.match(text, at)
        word = after or _LAST_LETTERS.search(text[max(0, at - 60) : at])
        if word is None or _MARKED.isdisjoint(low := word.group().lower()):
            continue
        if is_syllable(low) or not any(begin < at < stop for begin, stop in codes):
            yield at, at, " "


def _cores(word: str) -> Iterator[tuple[int, str]]:
    """The letters of a word between spaces, by their place in it; none of numbers, codes and compounds."""
    groups = list(_LETTERS.finditer(word))
    alone = len(groups) == 1 and not any(one.isdigit() and one not in _SUPERSCRIPTS for one in word)
    for group in groups:
        beside = word if alone else word[max(0, group.start() - 1) : group.end() + 1]
        joined = any(one in "-/'’&@_" for one in beside)
        # Letters beside numbers or behind punctuation are looked into only where they cannot be right.
        if not joined and (alone or is_broken(group.group())):
            yield group.start(), group.group()


def _runs(text: str) -> list[list[_Token]]:
    """Words that only spaces part, in rows; numbers, codes and words of letters and digits end a row."""
    codes = code_spans(text)
    runs: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(text):
        cores = list(_cores(match.group()))
        if not cores:
            runs.append([])
        for at, core in cores:
            start = match.start() + at
            held = any(begin < start + len(core) and start < stop for begin, stop in codes)
            if start > match.start() or held:
                runs.append([])
            if not held:
                runs[-1].append(_Token(start, start + len(core), core))
            if start + len(core) < match.end():
                runs.append([])
    return [run for run in runs if run]


def _windows(run: Sequence[_Token]) -> list[list[_Token]]:
    """The words of a row that may be pieces, with the pieces around them and a neighbour on either side."""
    suspect = [_suspect(token.text) for token in run]
    piece = [suspect[at] or len(token.text) == 1 or not is_syllable(token.text) for at, token in enumerate(run)]
    windows: list[list[_Token]] = []
    done = 0
    for index in range(len(run)):
        if index < done or not suspect[index]:
            continue
        start, end = index, index + 1
        while start > done and piece[start - 1]:
            start -= 1
        while end < len(run) and (piece[end] or (end + 1 < len(run) and suspect[end + 1])):
            end += 1
        windows.append(list(run[max(done, start - 1) : end + 1]))
        done = end + 1
    return windows


def _case(word: str) -> bool:
    """Whether a word is in small letters, in capitals, or has its first letter in capitals."""
    return word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())


def _kept(word: str, price: _Price) -> float:
    return 30.0 + 5.0 * len(word) if is_broken(word) and not _slipped(word) else price.foreign


@lru_cache(maxsize=65536)
def _slipped(word: str) -> bool:
    """Whether a broken word is a whole syllable with one mark lost or wrong ("Thưc", "quyêt", "hoăn"): a slip of the
    pen, which says nothing of its spaces. Pieces mostly end in a vowel ("phầ")."""
    letters = unicodedata.normalize("NFD", word.lower())
    return letters[-1] in _CLOSING and any(is_syllable(one) for one in _one_mark_away(letters))


def _one_mark_away(letters: str) -> Iterator[str]:
    """Decomposed letters with one mark taken, set or changed, composed again."""
    for at, letter in enumerate(letters):
        if letter in _MARKS:
            for mark in ("", *_MARKS):
                yield unicodedata.normalize("NFC", letters[:at] + mark + letters[at + 1 :])
        elif letter in "aeiouy":
            end = at + 1
            while end < len(letters) and letters[end] in _MARKS:
                end += 1
            for mark in _MARKS:
                yield unicodedata.normalize("NFC", letters[:end] + mark + letters[end:])


def _candidates(letters: str, tokens: Sequence[_Token], price: _Price) -> list[list[tuple[int, str, float | None]]]:
    """By its end, the words that may end there: (start, lower case, bits of a word that is kept as it is or None)."""
    ends: list[list[tuple[int, str, float | None]]] = [[] for _ in range(len(letters) + 1)]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            word = letters[start:end]
            # Letters that hardly ever stand alone are rather a piece of something unknown.
            if _case(word) and is_syllable(word) and (end - start > 1 or single(word.lower()) < _ALONE):
                ends[end].append((start, word.lower(), None))
    at = 0
    for token in tokens:
        end = at + len(token.text)
        # An abbreviation among the letters ("củaUBNDtỉnh"); its last capital may begin the next word.
        for match in _INITIALS.finditer("" if token.text.isupper() else token.text):
            if _TONED.isdisjoint(match.group().lower()):
                ends[at + match.end()].append((at + match.start(), match.group().lower(), price.foreign))
        if not any(start == at for start, _, _ in ends[end]):
            ends[end].append((at, token.text.lower(), _kept(token.text, price)))
        at = end
    return ends


def _parted(tokens: Sequence[_Token], mode: Mode) -> list[Change]:
    letters = "".join(token.text for token in tokens)
    if len(letters) > _MOST_LETTERS:
        return []
    price = _PRICES[mode]
    gaps: dict[int, _Token] = {}
    at = 0
    for token in tokens:
        gaps[at] = token
        at += len(token.text)
    ends = _candidates(letters, tokens, price)
    best, cuts = _likeliest(ends, _openings(tokens, price), price)
    if best == float("inf"):
        return []
    if mode is Mode.SURE:
        before = _as_it_stands(tokens, price)
        whole = [letters[start:end] for start, end in zip(cuts, [*cuts[1:], len(letters)], strict=True)]
        if before - best < _SURE or not all(is_syllable(word) or _INITIALS.fullmatch(word) for word in whole):
            return []
    found: list[Change] = []
    starts = sorted(gaps)
    for cut in sorted(set(cuts) ^ set(starts)):
        if cut in gaps:
            token = gaps[cut]
            previous = gaps[starts[starts.index(cut) - 1]]
            found.append((previous.end, token.start, ""))
        else:
            start = max(one for one in starts if one <= cut)
            place = gaps[start].start + cut - start
            found.append((place, place, " "))
    return found


def _as_it_stands(tokens: Sequence[_Token], price: _Price) -> float:
    total, before = 0.0, ""
    for token in tokens:
        word = token.text.lower()
        known = _case(token.text) and is_syllable(word)
        total += (following(before, word) if before else single(word)) if known else _kept(token.text, price)
        before = word if known else ""
    return total


def _openings(tokens: Sequence[_Token], price: _Price) -> list[float]:
    """By its place among the letters, what it costs that a word starts there: nothing where one does already."""
    costs: list[float] = []
    for token in tokens:
        whole = is_syllable(token.text) or _ROMAN.fullmatch(token.text)
        costs += [0.0, *[price.add + (price.split if whole else 0.0)] * (len(token.text) - 1)]
    return costs


def _likeliest(
    ends: list[list[tuple[int, str, float | None]]], openings: Sequence[float], price: _Price
) -> tuple[float, list[int]]:
    """The bits of the likeliest row of words, and where its words start."""
    # The state is the last word, by its start: pairs are counted. Kept: bits, the word, the start of the one before.
    reached: list[dict[int, tuple[float, str, int | None]]] = [{} for _ in ends]
    taken = [0]
    for cost in openings[1:]:
        taken.append(taken[-1] + (cost == 0.0))
    for end in range(1, len(ends)):
        for start, word, kept in ends[end]:
            # Spaces that the word swallows: those observed strictly inside it.
            price_of_word = price.take * (taken[end - 1] - taken[start])
            if start == 0:
                bits = kept if kept is not None else single(word)
                total, back = bits + price_of_word, None
            else:
                options = [
                    (
                        bits + (kept if kept is not None else following(last, word) if last else single(word)),
                        previous,
                    )
                    for previous, (bits, last, _) in reached[start].items()
                ]
                if not options:
                    continue
                total, back = min(options)
                total += price_of_word + openings[start]
            known = reached[end].get(start)
            if known is None or total < known[0]:
                reached[end][start] = (total, "" if kept is not None else word, back)
    if not reached[-1]:
        return float("inf"), []
    start = min(reached[-1], key=lambda one: reached[-1][one][0])
    best = reached[-1][start][0]
    cuts: list[int] = []
    end = len(ends) - 1
    while True:
        cuts.append(start)
        back = reached[end][start][2]
        if back is None:
            return best, cuts[::-1]
        end, start = start, back
