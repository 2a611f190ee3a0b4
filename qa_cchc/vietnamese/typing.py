"""Mends what slipped in typing a question: keys of Telex and VNI left as struck, letters swapped or doubled, spaces and
marks left out ("hoof sow", "ty3 le65", "đugn hạn", "sốhosơ").

Only a word that is no syllable of office text is open to repair; abbreviations, codes, names, numbers and foreign words
are none of its matter. What it is mended to is chosen by its neighbours (`typing_lattice`). A syllable that exists is
touched only where hardly anything but a neighbouring tone makes sense ("nghĩ việc" → "nghỉ việc").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from qa_cchc.vietnamese.abbreviations import abbreviated_words, code_spans
from qa_cchc.vietnamese.confusions import confusions
from qa_cchc.vietnamese.diacritics import shape_syllables, syllable_count
from qa_cchc.vietnamese.foreign_words import everyday_syllables, foreign_words, reads_as_english
from qa_cchc.vietnamese.mistyped import (
    canonical,
    is_known,
    is_rare,
    is_skeleton,
    is_struck_in_vni,
    label_and_number,
    may_be_mistyped,
    runs,
    spelt_by_keys,
    struck_as,
    telex_struck,
    whole,
    with_tone,
)
from qa_cchc.vietnamese.near_syllables import slip_cost
from qa_cchc.vietnamese.provinces import provinces
from qa_cchc.vietnamese.shorthand import open_shorthand
from qa_cchc.vietnamese.spelling import put_together
from qa_cchc.vietnamese.syllables import is_bare_syllable
from qa_cchc.vietnamese.typing_lattice import Choice, Reading, Word, likeliest
from qa_cchc.vietnamese.unicode import CAPITALS, fold, lower_keeping_length, place_tones, repair

_TOKEN = re.compile(r"\d(?:[\d.,/]*\d)?|[^\W\d_][^\W_]*|[^\w\s]")
_SEAM = re.compile(
    rf"(?<![\w@&./-])[^\W\d_]*(?:[^\W\d_{CAPITALS}](?=[{CAPITALS}])|[{CAPITALS}]{{2}}(?=[^\W\d_{CAPITALS}]))[^\W\d_]+"
)
# Where a small letter meets a capital, and where an abbreviation meets a small letter.
_WITHIN = re.compile(rf"(?<=[^\W\d_{CAPITALS}])(?=[{CAPITALS}])|(?<=[{CAPITALS}]{{2}})(?=[^\W\d_{CAPITALS}])")
_SENTENCE = re.compile(r"(?:^|[.?!:;\"“(\n])\s*$")
# Bits that it costs to leave a word that is no syllable as it is: less for one that may be foreign or a name, more for
# a long one.
_LEFT_MARKED, _LEFT_BARE, _LEFT_WEAK, _LEFT_NAME = 28.0, 21.0, 12.0, 18.0
_LEFT_RARE, _LEFT_NAME_STRUCK, _LEFT_SKELETON = 18.0, 28.0, 16.0
_LONG, _PER_LETTER = 6, 4.0
# A known name beside its other part, and how far it may be from what was typed.
_KNOWN_NAME, _MOST_OF_NAME = 6.0, 8.0
_A_TONE = 2.0
# What keys cost that were struck rightly, and how many such words leave no doubt that it was Telex or VNI.
_STRUCK, _SEVERAL = 1.0, 3
# Syllables that unmarked neighbours of a slip may be, and how far they matter.
_NEIGHBOURING, _REACH = 5, 2


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    word: str
    """In lower case, tones placed; as the lattice sees it when nothing is chosen."""
    readings: list[Reading] = field(default_factory=list)
    open: bool = False
    name: bool = False
    """Whether it is capitalised within a sentence."""
    said: str | None = None
    """What is to stand in its place; None where it stays."""


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of places: their words, with and without marks; what stands behind and before each (without marks)."""

    words: frozenset[str]
    behind: dict[str, set[str]]
    before: dict[str, set[str]]


@lru_cache(maxsize=16)
def _names(known: tuple[str, ...]) -> _Names:
    words: set[str] = set()
    behind: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    for name in (*known, *provinces().old, *provinces().new):
        parts = re.findall(r"[^\W_]+", place_tones(repair(name)).lower())
        words.update(parts)
        words.update(map(fold, parts))
        for one, other in pairwise(parts):
            behind.setdefault(fold(one), set()).add(other)
            before.setdefault(fold(other), set()).add(one)
    return _Names(frozenset(words), behind, before)


@dataclass(frozen=True, slots=True)
class _Text:
    """What holds for a whole text: how it is typed, and words that are right whatever they look like."""

    text: str
    bare: bool
    upper: bool
    in_vni: bool
    right: frozenset[str]
    names: _Names


def _choice(syllable: str, cost: float = 0.0) -> Choice:
    return Choice((syllable,), (cost,))


def mend_typing(
    text: str, glossary: Path | None = None, known: Collection[str] = (), words: Collection[str] = ()
) -> str:
    """A question as it was meant to be typed; what is right already comes back as it is (NFC, odd spaces repaired).

    `known` are places and `words` other words of the archive: they are right as they are written there. `glossary` is
    the office's own list of abbreviations (raises GlossaryError where it is none). Marks that were left out are none of
    its matter (`diacritics.restore`).
    """
    return _mended(text, glossary, tuple(sorted(known)), frozenset(words))


@lru_cache(maxsize=256)
def _mended(text: str, glossary: Path | None, known: tuple[str, ...], words: frozenset[str]) -> str:
    text = repair(text)
    if not any(sign.isalpha() for sign in text) or reads_as_english(text):
        return text
    text = open_shorthand(text)
    names = _names(known)
    right = frozenset().union(
        foreign_words(),
        everyday_syllables(),
        abbreviated_words(glossary),
        names.words,
        (word.lower() for word in words),
    )
    text = _SEAM.sub(lambda match: _parted(match.group(), right), text)
    lower = lower_keeping_length(place_tones(text))
    about = _Text(
        text,
        bare=fold(text) == lower,
        upper=text.isupper(),
        in_vni=any(is_struck_in_vni(match.group()) for match in _TOKEN.finditer(lower)),
        right=right,
        names=names,
    )
    tokens = _tokens(about, lower)
    lacking = _lack_tones(about, tokens)
    if lacking:
        _give_tones(tokens, right)
    for place, choice in confusions([_likely(token) for token in tokens], lacking).items():
        if not tokens[place].open and not tokens[place].name and tokens[place].word not in names.words:
            tokens[place].readings = [(choice,)]
            tokens[place].open = True
    mistyped = [place for place, token in enumerate(tokens) if token.open]
    if mistyped:
        _choose(about, tokens, mistyped)
    return _written(about, tokens)


def _parted(word: str, right: frozenset[str]) -> str:
    """A marked word in parts where a capital within shows that a space was left out ("DuyênHải", "SốTTHC")."""
    if word.isascii():
        return word
    parts = _WITHIN.sub(" ", word)
    stands = all(is_known(part) or part in right or runs(part, False) for part in place_tones(parts).lower().split())
    return parts if stands else word


def _tokens(about: _Text, lower: str) -> list[_Token]:
    """The words, numbers and signs of a text; those that may be mistyped are open and have their readings."""
    text = about.text
    codes = code_spans(text)
    found: list[_Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        token = _Token(start, end, lower[start:end])
        found.append(token)
        if not token.word[0].isalpha() or any(begin < end and start < stop for begin, stop in codes):
            continue
        if text[start - 1 : start] in ("@", "&", "_") or text[end : end + 1] in ("@", "&", "_"):
            continue
        typed = match.group()
        token.name = typed[0].isupper() and not about.upper and not _SENTENCE.search(text[:start])
        if typed.isupper() or typed[1:] == typed[1:].lower():
            _look_at(token, typed, about)
    _decide_struck(found)
    for place, token in enumerate(found):
        if token.open:
            _prefer_names(about, found, place)
            token.open = len(token.readings) > 1
    return found


def _decide_struck(tokens: Sequence[_Token]) -> None:
    """Says what words struck in Telex or VNI are where several of a text are, and each is one syllable."""
    struck: list[tuple[_Token, str]] = []
    for token in tokens:
        if token.open and len(token.readings) > 1 and len(token.readings[1]) == 1:
            choice = token.readings[1][0]
            exact = [one for one, cost in zip(choice.syllables, choice.costs, strict=True) if cost <= _STRUCK]
            if len(exact) == 1 and exact[0] != token.word and min(choice.costs) == _STRUCK:
                struck.append((token, exact[0]))
    if len(struck) < _SEVERAL:
        return
    # Among them a rare syllable, such as a name's, is believed too.
    struck += [(token, said) for token in tokens if token.open and (said := spelt_by_keys(token.word)) is not None]
    for token, said in struck:
        token.open, token.said, token.word = False, said, said


def _look_at(token: _Token, typed: str, about: _Text) -> None:
    """Opens a word that may be mistyped, or says at once what it is where there is no doubt."""
    word = token.word
    if word in about.right or len(word) < 2:
        return
    if not word.isalpha():
        parts = label_and_number(word, about.in_vni)
        if parts is not None:
            token.said = " ".join(parts)
        elif is_struck_in_vni(word) or (typed[:2].isalpha() and typed.islower()):
            _open(token, whole(word, not token.name, False), runs(word, False), _left(token, about))
        return
    placed = canonical(word)
    if placed is not None:
        token.said = token.word = placed
    elif not is_known(word) and may_be_mistyped(word, about.bare):
        if typed.isupper() and not about.upper and word == fold(word):
            return
        _open(token, whole(word, not token.name, about.bare), runs(word, about.bare), _left(token, about))


def _left(token: _Token, about: _Text) -> float:
    if not token.word.isalpha():
        return _LEFT_MARKED if about.in_vni or is_struck_in_vni(token.word) else _LEFT_WEAK
    if token.name:
        marked = token.word != fold(token.word)
        left = _LEFT_NAME_STRUCK if telex_struck(token.word) else _LEFT_NAME
        return left + _PER_LETTER * max(0, len(token.word) - _LONG) * marked
    if is_rare(token.word) or (token.word == fold(token.word) and is_bare_syllable(token.word)):
        return _LEFT_RARE
    if is_skeleton(token.word):
        return _LEFT_SKELETON
    left = _LEFT_BARE if token.word == fold(token.word) else _LEFT_MARKED
    return left + _PER_LETTER * max(0, len(token.word) - _LONG)


def _open(token: _Token, meant: Choice | None, several: Sequence[Reading], left: float) -> None:
    token.readings = [*([(meant,)] if meant is not None else []), *several]
    token.readings.insert(0, (Choice((token.word,), (left,), flat=True),))
    token.open = True


def _likely(token: _Token) -> str:
    """What a word stands for before its neighbours are asked."""
    return token.readings[1][-1].syllables[0] if token.open else token.word


def _give_tones(tokens: Sequence[_Token], right: frozenset[str]) -> None:
    """Opens rare words that with a tone are common ones."""
    for token in tokens:
        if token.name or token.word in right or not is_rare(token.word):
            continue
        choice = with_tone(token.word)
        if choice is not None:
            readings = token.readings[1:] if token.open else []
            _open(token, choice, readings, _LEFT_RARE)


def _lack_tones(about: _Text, tokens: Sequence[_Token]) -> bool:
    """Whether a text with marks leaves some out, so that a word is no syllable ("quyêt") or none that is counted."""
    if about.bare:
        return False
    for token in tokens:
        word = token.word
        if token.open:
            choice = token.readings[1][0]
            if len(token.readings[1]) == 1 and any(
                fold(syllable) == fold(word) and 0 < cost <= _A_TONE
                for syllable, cost in zip(choice.syllables, choice.costs, strict=True)
            ):
                return True
        elif word.isalpha() and word == fold(word) and len(word) > 2 and is_known(word) and not syllable_count(word):
            return True
    return False


def _prefer_names(about: _Text, tokens: Sequence[_Token], place: int) -> None:
    """Offers the syllable that with a neighbour makes the name of a place."""
    token = tokens[place]
    names: set[str] = set()
    if place:
        for shape in _shapes(tokens[place - 1]):
            names |= about.names.behind.get(shape, set())
    if place + 1 < len(tokens):
        for shape in _shapes(tokens[place + 1]):
            names |= about.names.before.get(shape, set())
    for name in sorted(names):
        costs = [
            cost + extra for struck, extra in struck_as(token.word) if (cost := slip_cost(struck, name)) is not None
        ]
        if costs and min(costs) <= _MOST_OF_NAME:
            token.readings.append((Choice((name,), (_KNOWN_NAME + min(costs),), flat=True),))


def _shapes(token: _Token) -> set[str]:
    one = (reading[0] for reading in token.readings[1:] if len(reading) == 1)
    return {fold(token.word), *(fold(syllable) for choice in one for syllable in choice.syllables)}


def _choose(about: _Text, tokens: Sequence[_Token], mistyped: Sequence[int]) -> None:
    """Says what each open word was meant as, by its neighbours."""
    row: list[Word] = []
    for place, token in enumerate(tokens):
        if token.open:
            row.append(Word(tuple(token.readings)))
            continue
        forms = shape_syllables().get(token.word, ()) if token.word == fold(token.word) else ()
        near = any(abs(place - other) <= _REACH for other in mistyped)
        if about.bare and near and forms:
            # Its own marks were left out too.
            kept = forms[:_NEIGHBOURING]
            row.append(Word(((Choice(kept, (0.0,) * len(kept)),),)))
        else:
            row.append(Word(((_choice(token.word),),)))
    chosen = likeliest(row)
    for place in mistyped:
        said = " ".join(chosen[place])
        if said != tokens[place].word:
            tokens[place].said = said


def _written(about: _Text, tokens: Sequence[_Token]) -> str:
    """The text with what was said in place of what was typed, in its case, numbers and words parted."""
    text, parts, done = about.text, [], 0
    for token in tokens:
        typed = text[token.start : token.end]
        said = token.said
        # "6tháng", "2024xã": a number and a whole word.
        parted = token.start > 0 and text[token.start - 1].isdigit() and len(typed) > 2 and typed[0].isalpha()
        parted = parted and (said is not None or is_known(token.word))
        if said is None and not parted:
            continue
        if said is None:
            said = typed
        else:
            if about.bare and not any(put_together(struck) == said for struck, _ in struck_as(token.word)):
                said = fold(said)
            said = said.upper() if typed.isupper() and len(typed) > 1 else said
            said = said[0].upper() + said[1:] if typed[0].isupper() else said
        parts += [text[done : token.start], " " if parted else "", said]
        done = token.end
    return "".join([*parts, text[done:]])
