"""Text as what a check compares: numbers as printed, words that bear the sense, names, other words, citation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from qa_cchc.asking.rephrasing.words import BEARING, PHRASES
from qa_cchc.vietnamese.dates import find_dates
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.unicode import place_tones

# "number", "bearing" and "sign" are anchors; "named" is a period, a date or a document's number; "stop" punctuation.
Kind = Literal["number", "bearing", "sign", "named", "word", "citation", "stop"]
ANCHORS = frozenset({"number", "bearing", "sign"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text at `start:end`; pieces of one kind that mean the same have the same `key`."""

    kind: Kind
    key: str
    start: int
    end: int


_PIECE = re.compile(
    r"(?P<citation>\[\d{1,4}\])"
    r"|(?P<document>\b\d{1,5}[a-zđ]?\s?/\s?(?:\d{4}\s?/\s?)?[A-ZĐ][A-ZĐa-z\d&]*(?:[-–.][A-ZĐ][A-ZĐa-z\d&]*)*)"
    r"|(?P<number>(?:(?<![^\s(])[-−+±])?(?<![^\W_])\d+(?:[.,/]\d+)*(?![^\W_])(?:\s?%)?)"
    r"|(?P<word>[^\W_]+)"
    r"|(?P<range>(?<=[\d%])\s?[-–]\s?(?=\d))"
    # In place of a value a dash says that there is none: "Quý III/2023: –".
    r"|(?P<gap>(?<=: )[-–—](?=\s*(?:[.,;(\n]|$)))"
    r"|(?P<stop>[.,;:()\"“”‘’'–—…\n-])"
    r"|(?P<sign>\S)"
)


def tokens(text: str) -> list[Token]:
    """The pieces of NFC text in order. What is neither letter, digit nor plain punctuation is a "sign"."""
    named = [(start, end, f"ngày {day.isoformat()}") for start, end, day in find_dates(text)]
    named += [
        (one.start, one.end, f"kỳ {one.kind} {one.index} {one.year}")
        for one in find_periods(text)
        # A quantity is never a period without a word of its own ("2023 hồ sơ").
        if not one.text.strip().isdigit()
    ]
    taken = bytearray(len(text))
    found = []
    for start, end, key in named:
        taken[start:end] = b"\1" * (end - start)
        found.append(Token("named", key, start, end))
    for match in _PIECE.finditer(text):
        if not any(taken[match.start() : match.end()]):
            found.append(_token(match))
    return _with_phrases(sorted(found, key=lambda token: (token.start, token.end)))


def _token(match: re.Match[str]) -> Token:
    group, piece = str(match.lastgroup), match.group()
    if group == "document":
        return Token("named", "số " + re.sub(r"\s", "", piece).upper(), *match.span())
    if group == "number":
        return Token("number", re.sub(r"\s", "", piece).replace("−", "-"), *match.span())
    if group == "word":
        word = place_tones(piece.lower())
        return Token("bearing" if word in BEARING else "word", word, *match.span())
    if group in ("range", "gap"):
        return Token("sign", "-", *match.span())
    kinds: dict[str, Kind] = {"citation": "citation", "stop": "stop"}
    return Token(kinds.get(group, "sign"), piece, *match.span())


def _with_phrases(found: list[Token]) -> list[Token]:
    """Words that form one of the listed phrases as one token."""
    joined: list[Token] = []
    place = 0
    while place < len(found):
        for phrase in PHRASES:
            run = found[place : place + len(phrase)]
            if [token.key for token in run] == phrase and all(token.kind in ("word", "bearing") for token in run):
                key = " ".join(phrase)
                joined.append(Token("bearing" if key in BEARING else "word", key, run[0].start, run[-1].end))
                place += len(phrase)
                break
        else:
            joined.append(found[place])
            place += 1
    return joined
