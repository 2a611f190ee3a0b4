"""Numbers that are dealt out to the things named beside them: "các xã A, B và C lần lượt là 07, 05 và 02 hồ sơ".

The things are bodies or sectors named before ("xã A, xã B lần lượt") or behind ("… ở sở, huyện, xã"), kinds of what is
counted ("hồ sơ nhận, trả qua bưu chính lần lượt"), or counts just before, whose shares follow in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_cchc.figures.scopes import find_scopes
from qa_cchc.figures.sectors import is_sector
from qa_cchc.vietnamese.unicode import CAPITALS

_IN_TURN = re.compile(
    r"(?<![^\W_])(?P<how>lần lượt(?: theo thứ tự)?|theo thứ tự(?: lần lượt)?|tương ứng)"
    r"(?:\s+(?:là|đạt|có|với|được|tương ứng|giải quyết|tiếp nhận|còn|chiếm|bằng|ở mức|tăng|giảm|nhận|trả|ban hành"
    r"|khoảng|gần|hơn|trên|xếp|thứ|hạng))*\s*:?\s*$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s*(?:,|;|và|,\s*và|-|–)\s*")
_JOINT = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")
_CLAUSE = re.compile(r"[;:(.\n]|\d")
# Digits that belong to a name ("mức độ 3", "loại 1") part nothing.
_NAMED_DIGIT = re.compile(
    r"(?<![^\W_])(?:(?:mức độ|mức|cấp độ|loại|nhóm)\s+\d(?![\d.,%])"
    r"|(?:phường|quận|khu vực)\s+\d{1,2}(?=\s*,|\s+(?:và|cùng|lần|tiếp|nhận|giải|có|đạt|đã|là|còn)\s))",
    re.IGNORECASE,
)
_NAME = rf"[{CAPITALS}][^\W\d_]*(?:\s+[{CAPITALS}][^\W\d_]*)*(?:\s+cũ(?![^\W_]))?|\d{{1,2}}"
_LEVELED = re.compile(
    rf"(?<![^\W_])(?:[Cc]ác\s+)?(?P<level>[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện(?: đảo)?|[Qq]uận|[Tt]hành phố|[Tt]hị xã"
    r"|[Đđ]ặc khu|[Tt]hôn|[Ấấ]p|[Bb]ản|[Kk]hu phố|[Tt]rụ sở|[Cc]hi nhánh|[Tt]rạm|[Tt]rường|[Kk]hu vực"
    r"|[Đđ]iểm (?:tiếp nhận|hỗ trợ|phục vụ))\s+"
    rf"(?P<name>{_NAME})"
)
_NAMED = re.compile(rf"\s*(?P<name>{_NAME})")
# Kinds of bodies called by their level alone ("ở sở, huyện, xã").
_OF = r"(?:ở|tại|của|khối|các|cấp|cho|đối với|thuộc|UBND)"
_LEVEL = re.compile(
    rf"(?:^\s*|(?<![^\W_]){_OF}\s+)(?P<level>sở|huyện|quận|thị xã|thành phố|tỉnh|xã|phường)\s*$", re.IGNORECASE
)
_BEHIND = re.compile(r"\s*(?:ở|tại|của|đối với|cho|thuộc)\s+(?:các\s+|khối\s+)*", re.IGNORECASE)
_END = re.compile(r"[;:.()\n]|$")
# A share in brackets right behind a number: "là 6.377 (77,86%), 1.794 (21,90%) và 19 (0,23%)".
_OPENS = re.compile(r"\s*\(\s*(?:(?:đạt|chiếm|bằng|tương ứng|tỷ lệ|tỉ lệ)\s+)*")
_CLOSES = re.compile(r"\s*\)")
# "…, tương ứng 46%, 51% và 3%": how a second row follows the first.
_AGAIN = re.compile(
    r"\s*(?:[^;:.()\d,]{0,30}[,(])?\s*(?:(?:với|và|có)\s+)?(?:tỷ lệ|tỉ lệ|tương ứng|tương đương|lần lượt|đạt|chiếm|bằng"
    r"|là|(?:theo )?thứ tự|với|ở mức|\s)+",
    re.IGNORECASE,
)
# What the things named have in common stands behind the last of them ("… và lĩnh vực khác nhận mới lần lượt").
_PREDICATE = re.compile(
    r"\s+(?:(?:đã|đang|đều|cùng|còn)\s+)?(?:tiếp nhận|nhận|giải quyết|có|đạt|là|được|phát sinh|xử lý|tồn|trễ|quá|nộp"
    r"|ban hành|hoàn thành|thực hiện|trả|chiếm|tăng|giảm|bị)(?![^\W_]).*$",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"(?:(?:các\s+)?(?:lĩnh vực|ngành|nhóm|loại)\s+)?(?:còn lại|khác)", re.IGNORECASE)
_SECTOR_HEAD = re.compile(r"^\W*(?:và\s+)?(?:(?:các\s+)?lĩnh vực|mảng)\s+", re.IGNORECASE)
_OF_SECTORS = re.compile(r"(?<![^\W_])(?:lĩnh vực|mảng|nhóm thủ tục)(?![^\W_])", re.IGNORECASE)
# What the last of several things says for all of them ("nhận, trả qua bưu chính").
_TAIL = re.compile(r"(?<=\w)\s+(?=(?:qua|bằng|theo|trên|tại|trong|được|đã được|bị)\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Numbers in turn, as indexes; `start` is where "lần lượt" stands, `end` where the last number ends. `deals` says
    that the words deal them out; "tương ứng" may merely say what something comes to."""

    numbers: tuple[int, ...]
    start: int
    end: int
    deals: bool


def runs(sentence: str, spans: Sequence[tuple[int, int]]) -> list[Run]:
    """The numbers behind each "lần lượt", as indexes of `spans` (their places in order)."""
    found: list[Run] = []
    for index, (start, _) in enumerate(spans):
        match = _IN_TURN.search(sentence, max(0, start - 60), start)
        if match is None:
            continue
        run = _row(sentence, spans, index)
        if len(run) > 1:
            deals = match["how"].lower() != "tương ứng"
            found.append(Run(tuple(run), match.start(), spans[run[-1]][1], deals))
    return found


def _row(sentence: str, spans: Sequence[tuple[int, int]], first: int) -> list[int]:
    """The number at `first` and those joined to it by commas and "và", without the shares in brackets behind them."""
    row, index, end = [first], first + 1, spans[first][1]
    while index < len(spans):
        start, following = spans[index]
        if not sentence[start].isdigit():
            # "không có hồ sơ quá hạn" joins no row.
            break
        closed = _CLOSES.match(sentence, following)
        if sentence[following - 1] == "%" and sentence[spans[first][1] - 1] != "%" and not closed:
            break
        if sentence[following - 1] != "%" and sentence[spans[first][1] - 1] == "%":
            # "tương ứng 22,4%; 45 nhiệm vụ": counts and shares make no row.
            break
        if closed and _OPENS.fullmatch(sentence, end, start):
            index, end = index + 1, closed.end()
        elif _BESIDE.fullmatch(sentence, end, start):
            row.append(index)
            index, end = index + 1, following
        else:
            break
    return row


def said_again(sentence: str, spans: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Of each number of a second row, the one of the first row that it says once more: "lần lượt là 07, 05 và 02 hồ sơ,
    chiếm 50%, 36% và 14%"."""
    given: dict[int, int] = {}
    for run in runs(sentence, spans):
        after = next((i for i, (start, _) in enumerate(spans) if start >= run.end and i > run.numbers[-1]), None)
        if after is not None and _CLOSES.match(sentence, spans[after][1]):
            # The share in brackets behind the last one.
            after = after + 1 if after + 1 < len(spans) else None
        if after is None or run.numbers[0] in given:
            continue
        row = _row(sentence, spans, after)
        if len(row) == len(run.numbers) and _AGAIN.fullmatch(sentence, spans[after - 1][1], spans[after][0]):
            given.update(zip(row, run.numbers, strict=True))
    return given


def common_words(sentence: str, run: Run) -> tuple[int, int]:
    """The span of what is said of all the things named in turn: the predicate behind the last of them."""
    pieces = named_in_turn(sentence, run.start, len(run.numbers))
    last = _PREDICATE.search(sentence, *pieces[-1]) if pieces else None
    return (last.start(), run.start) if last else (run.start, run.start)


def named_in_turn(sentence: str, end: int, count: int) -> list[tuple[int, int]]:
    """Spans of the `count` things joined by commas and "và" that the clause before `end` closes with; [] when it names
    fewer of them."""
    pieces = _pieces(_NAMED_DIGIT.sub(_letters, sentence), end)
    return pieces[-count:] if len(pieces) >= count else []


def said_of_all(sentence: str, things: Sequence[tuple[int, int]]) -> str:
    """What the last of several things says for all of them: "qua bưu chính" of "nhận, trả qua bưu chính"."""
    if len(things) < 2:
        return ""
    tail = _TAIL.search(sentence, *things[-1])
    said_before = any(_TAIL.search(sentence, *thing) for thing in things[:-1])
    return sentence[tail.end() : things[-1][1]] if tail and not said_before else ""


def bodies_in_turn(sentence: str, spans: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Whose each number of such runs is, where what is named are bodies or sectors; by index of `spans`."""
    given: dict[int, str] = {}
    for run in runs(sentence, spans):
        names = _behind(sentence, run) or _before(sentence, run)
        given.update(zip(run.numbers, names, strict=False))
    return given


def _behind(sentence: str, run: Run) -> list[str]:
    """The bodies right behind the numbers, as many as those are ("lần lượt 99%, 97% và 91% ở sở, huyện, xã")."""
    opening = _BEHIND.match(sentence, run.end)
    if opening is None:
        return []
    end = _END.search(sentence, opening.end()).start()  # type: ignore[union-attr]
    for text in _readings(sentence):
        pieces = _pieces(text[:end], end, opening.end())
        names = _bodies([sentence[slice(*piece)] for piece in pieces])
        if len(names) == len(run.numbers):
            return names
    return []


def _before(sentence: str, run: Run) -> list[str]:
    count = len(run.numbers)
    for text in _readings(sentence):
        pieces = [sentence[slice(*piece)] for piece in _pieces(text, run.start)]
        # "Báo A, Đài B đăng, phát lần lượt 48 và 63 tin": what they do is joined as they are.
        while len(pieces) > count and not _bodies(pieces[-count:]):
            pieces.pop()
        names = _bodies(pieces[-count:]) if len(pieces) >= count else []
        if names:
            return names
    pieces = [sentence[slice(*piece)] for piece in named_in_turn(sentence, run.start, count)]
    return _sectors(pieces, sentence[: run.start])


def _sectors(pieces: Sequence[str], before: str) -> list[str]:
    """The sector that each piece is; [] unless most are well-known ones, or one where they are called so."""
    if not pieces:
        return []
    whole = [*pieces[:-1], _PREDICATE.sub("", pieces[-1])]
    names = [_SECTOR_HEAD.sub("", name).strip() for name in whole]
    known = sum(is_sector(name) for name in names)
    if not known or (known + 1 < len(names) / 2 and not _OF_SECTORS.search(before)):
        return []
    return [whole[i].strip() if _OTHERS.fullmatch(name) else name for i, name in enumerate(names)]


def _readings(sentence: str) -> Iterator[str]:
    """The sentence with the names of bodies and digits that name as letters: no joint stands in "Sở Tài nguyên và Môi
    trường". Then with such digits alone: "cấp huyện và cấp xã" are two."""
    plain = _NAMED_DIGIT.sub(_letters, sentence)
    masked = plain
    for scope in find_scopes(plain, offices=True):
        masked = masked[: scope.start] + "x" * (scope.end - scope.start) + masked[scope.end :]
    yield masked
    yield plain


def _letters(match: re.Match[str]) -> str:
    return "x" * len(match.group())


def _pieces(text: str, end: int, start: int | None = None) -> list[tuple[int, int]]:
    """Spans of what commas and "và" join, from `start` or where the clause before `end` opens."""
    if start is None:
        start = max((match.end() for match in _CLAUSE.finditer(text, 0, end)), default=0)
    pieces, position = [], start
    for joint in _JOINT.finditer(text, start, end):
        pieces.append((position, joint.start()))
        position = joint.end()
    pieces.append((position, end))
    return [(one, other) for one, other in pieces if text[one:other].strip()]


def _bodies(pieces: Sequence[str]) -> list[str]:
    """The body or sector in each piece, the level said once for all; [] unless every piece names one."""
    names, level = [], None
    for piece in pieces:
        match, body = _LEVELED.search(piece), find_scopes(piece, offices=True)
        bare, kind = _NAMED.match(piece), _LEVEL.search(piece)
        if match:
            level = match["level"].lower()
            names.append(f"{level} {match['name']}")
        elif kind:
            names.append(f"cấp {kind['level'].lower()}")
        elif body:
            names.append(body[0].text)
        elif bare and level:
            names.append(f"{level} {bare['name']}")
        elif is_sector(piece):
            names.append(piece.strip())
        else:
            return []
    return names
