"""An answer as its statements: each ends with the marks of its citations, and may stand under a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa_cchc.asking.rephrasing.tokens import Token, tokens
from qa_cchc.vietnamese.places import find_places

_BULLET = re.compile(r"\s*[-+•]\s")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text: its tokens, and the keys of the places it names, in order."""

    tokens: tuple[Token, ...] = ()
    places: tuple[str, ...] = ()

    def __add__(self, other: Words) -> Words:
        return Words(self.tokens + other.tokens, self.places + other.places)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement and the numbers of its citations; `opens` says that it is the first one under its heading."""

    own: Words
    citations: tuple[str, ...]
    heading: Words = Words()
    opens: bool = False


def claims_told(text: str) -> list[Claim]:
    """Statements of a text whose headings, if any, are part of the statement that follows."""
    return [Claim(_words(text[start:end]), cited) for start, end, cited in _stretches(text)]


def claims_built(text: str) -> list[Claim]:
    """Statements of a built answer: list items know the heading above them ("Thị xã A, quý I năm 2023:")."""
    found: list[Claim] = []
    heading, opens = Words(), False
    block: list[str] = []
    listed = False

    def close() -> None:
        nonlocal opens
        for start, end, cited in _stretches("\n".join(block)):
            found.append(Claim(_words("\n".join(block)[start:end]), cited, heading, opens and bool(heading.tokens)))
            opens = False
        block.clear()

    for line in text.splitlines():
        if not line.strip():
            continue
        if line.rstrip().endswith(":") and not _BULLET.match(line):
            close()
            heading, opens, listed = (heading if opens else Words()) + _words(line), True, False
            continue
        if listed and not _BULLET.match(line):
            # What follows a list stands under no heading of it.
            close()
            heading = Words()
        listed = bool(_BULLET.match(line))
        block.append(line)
    close()
    if opens:
        # A heading without anything under it is a statement itself.
        found.append(Claim(heading, ()))
    return _with_uncited_joined(found)


def _with_uncited_joined(claims: list[Claim]) -> list[Claim]:
    """What bears no mark belongs to the statement behind it, as it does where there are no lines to go by."""
    joined: list[Claim] = []
    for claim in claims:
        last = joined[-1] if joined else None
        if last is not None and not last.citations:
            joined[-1] = Claim(_whole(last) + _whole(claim), claim.citations)
        else:
            joined.append(claim)
    return joined


def _whole(claim: Claim) -> Words:
    return claim.heading + claim.own if claim.opens else claim.own


def _stretches(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """(start, end, citations) of each statement; what follows the last mark is one too where it holds any word."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    start = end = after = 0
    cited: list[str] = []
    worded = False
    for token in tokens(text):
        if token.kind == "citation":
            end = end if cited else token.start
            after = token.end
            cited.append(token.key[1:-1])
        elif token.kind != "stop":
            if cited:
                found.append((start, end, tuple(cited)))
                start, cited = after, []
            worded = True
    if cited:
        found.append((start, end, tuple(cited)))
    elif worded and any(token.kind != "stop" for token in tokens(text[start:])):
        found.append((start, len(text), ()))
    return found


def _words(text: str) -> Words:
    named = tuple(f"{place.kind.lower()} {place.name.lower()}".strip() for place in find_places(text))
    return Words(tuple(token for token in tokens(text) if token.kind != "citation"), named)

