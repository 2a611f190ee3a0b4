"""Where sentences end in administrative Vietnamese.

Offices write "TP. Cần Thơ", "số 01.", "v.v.", "Q.1", "41,8%.", "15/12/2022." and end list items with ";". A sentence
ends here at ".", "?", "!", "…" or a line break, never inside an abbreviation, a number or brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Words that carry a full stop without ending anything: titles, units of place, "and so on" before more text.
_ABBREVIATIONS = {
    "tp",
    "tx",
    "tt",
    "ths",
    "ts",
    "pgs",
    "gs",
    "ks",
    "cn",
    "bs",
    "ls",
    "ông",
    "bà",
    "đ/c",
    "q",
    "p",
    "h",
    "x",
    "f",
    "st",
    "mr",
    "ms",
    "dr",
    "no",
    "vd",
    "tr",
    "đt",
    "kt",
    "tm",
    "tl",
    "tuq",
    "pct",
    "ct",
    "nq",
    "nđ",
    "qđ",
    "bc",
    "ubnd",
    "hđnd",
}
_END = re.compile(r"[.?!…]+[\"”’»)\]]*(?=\s|$)|\n+")
_WORD_BEFORE = re.compile(r"([^\W_][^\s()\[\]\"“”]*)$")
_LIST_NUMBER = re.compile(r"\s*[-+*•]?\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđ])")
_OPENERS = {"(": ")", "[": "]", "“": "”"}
_LONGEST = 4000
# How far a look back or ahead goes; without a bound a text without sentences would take the square of its length.
_FAR = 2000
_ASIDE = 600
_PART_ENDS = (";", ",", " ")


def _is_abbreviation(before: str) -> bool:
    match = _WORD_BEFORE.search(before)
    if not match:
        return False
    word = match.group(1).lower()
    if word in _ABBREVIATIONS:
        return True
    # Initials ("Nguyễn V. An") and list codes ("1.", "a.", "II.") that open a line.
    return len(word) == 1 and (match.start() == 0 or match.group(1).isupper())


def _opens_line(text: str, start: int, end: int) -> bool:
    """Whether what stands before a full stop is only the number of a list item ("1.", "2.1.", "IV.")."""
    return end - start < 60 and _LIST_NUMBER.fullmatch(text, start, end) is not None


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, white space trimmed, in order; together they hold every other character.

    What goes on for thousands of characters without an end is no sentence and is parted at a sign or a space.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        mark = text[match.start()]
        if mark != "\n":
            if (
                mark == "."
                and match.group().startswith(".")
                and len(match.group().rstrip('"”’»)]')) == 1
                and (
                    _is_abbreviation(text[max(start, match.start() - 60) : match.start()])
                    or _opens_line(text, start, match.start())
                )
            ):
                continue
            if _inside_brackets(text, start, match.end()) or _goes_on(text, match.end()):
                continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    trimmed = [_trim(text, *part) for span in spans for part in _parted(text, *span)]
    return [(start, end) for start, end in trimmed if start < end]


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        places = (text.rfind(sign, start + _LONGEST // 2, start + _LONGEST) for sign in _PART_ENDS)
        at = next((place + 1 for place in places if place >= 0), start + _LONGEST)
        yield start, at
        start = at
    yield start, end


def _inside_brackets(text: str, start: int, end: int) -> bool:
    """Whether a bracket opened in `start:end` is still open there and closes later in the same line."""
    for opener, closer in _OPENERS.items():
        last = text.rfind(opener, max(start, end - _FAR), end)
        if last >= 0 and text.rfind(closer, last, end) < 0:
            # A bracket that closes far away is a slip of the typist, not one long aside.
            line_end = text.find("\n", end, end + _ASIDE)
            if text.find(closer, end, line_end if line_end >= 0 else end + _ASIDE) >= 0:
                return True
    return False


def _goes_on(text: str, end: int) -> bool:
    """Whether the next letter is in lower case, so that the full stop ended an abbreviation or an ellipsis."""
    following = text[end : end + 3].lstrip()
    return bool(following) and following[0].islower() and "\n" not in text[end : end + 2]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
