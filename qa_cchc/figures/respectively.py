"""Numbers that are dealt out to the things named before them: "các xã A, B và C lần lượt là 07, 05 và 02 hồ sơ"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_cchc.figures.scopes import find_scopes
from qa_cchc.vietnamese.unicode import CAPITALS

_IN_TURN = re.compile(
    r"lần lượt(?:\s+(?:là|đạt|có|với|được|tương ứng|giải quyết|tiếp nhận|còn))*\s*:?\s*$", re.IGNORECASE
)
_BESIDE = re.compile(r"\s*(?:,|;|và|,\s*và)\s*")
_JOINT = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")
_CLAUSE = re.compile(r"[;:(.\n]|\d")
_NAME = rf"[{CAPITALS}][^\W\d_]*(?:\s+[{CAPITALS}][^\W\d_]*)*|\d{{1,2}}"
_LEVELED = re.compile(
    rf"(?<![^\W_])(?:[Cc]ác\s+)?(?P<level>[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Qq]uận|[Tt]hành phố|[Tt]hị xã"
    r"|[Đđ]ặc khu)\s+"
    rf"(?P<name>{_NAME})"
)
_NAMED = re.compile(rf"\s*(?P<name>{_NAME})")


def runs(sentence: str, spans: Sequence[tuple[int, int]]) -> list[tuple[list[int], int]]:
    """The numbers behind each "lần lượt", as indexes of `spans` (their places in order), and where that stands."""
    found = []
    for index, (start, _) in enumerate(spans):
        match = _IN_TURN.search(sentence, max(0, start - 60), start)
        if match is None:
            continue
        run = [index]
        while run[-1] + 1 < len(spans) and _BESIDE.fullmatch(sentence, spans[run[-1]][1], spans[run[-1] + 1][0]):
            run.append(run[-1] + 1)
        if len(run) > 1:
            found.append((run, match.start()))
    return found


def named_in_turn(sentence: str, end: int, count: int) -> list[tuple[int, int]]:
    """Spans of the `count` things joined by commas and "và" that the clause before `end` closes with; [] when it names
    another number of them."""
    start = max((match.end() for match in _CLAUSE.finditer(sentence, 0, end)), default=0)
    pieces, position = [], start
    for joint in _JOINT.finditer(sentence, start, end):
        pieces.append((position, joint.start()))
        position = joint.end()
    pieces.append((position, end))
    pieces = [(one, other) for one, other in pieces if sentence[one:other].strip()]
    return pieces[-count:] if len(pieces) >= count else []


def bodies_in_turn(sentence: str, spans: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Whose each number of such runs is, where what is named are bodies; by index of `spans`."""
    given: dict[int, str] = {}
    for run, end in runs(sentence, spans):
        names = _bodies([sentence[slice(*piece)] for piece in named_in_turn(sentence, end, len(run))])
        given.update(zip(run, names, strict=False))
    return given


def _bodies(pieces: Sequence[str]) -> list[str]:
    """The body in each piece, the level said once for all; [] unless every piece names one."""
    names, level = [], None
    for piece in pieces:
        match, body = _LEVELED.search(piece), find_scopes(piece, offices=True)
        bare = _NAMED.match(piece)
        if match:
            level = match["level"].lower()
            names.append(f"{level} {match['name']}")
        elif body:
            names.append(body[0].text)
        elif bare and level:
            names.append(f"{level} {bare['name']}")
        else:
            return []
    return names
