"""Where sentences end in administrative Vietnamese.

Offices write "TP. Cần Thơ", "số 01.", "v.v.", "Q.1", "41,8%.", "15/12/2022." and end list items with ";". A sentence
ends here at ".", "?", "!", "…" or a line break, never inside an abbreviation, a number or brackets.
"""

from __future__ import annotations

import re

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
_OPENERS = {"(": ")", "[": "]", "“": "”"}


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
    return re.fullmatch(r"\s*[-+*•]?\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđ])", text[start:end]) is not None


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, white space trimmed, in order; together they hold every other character."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        mark = text[match.start()]
        if mark != "\n":
            if (
                mark == "."
                and match.group().startswith(".")
                and len(match.group().rstrip('"”’»)]')) == 1
                and (_is_abbreviation(text[start : match.start()]) or _opens_line(text, start, match.start()))
            ):
                continue
            if _inside_brackets(text, start, match.end()) or _goes_on(text, match.end()):
                continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [trimmed for trimmed in (_trim(text, *span) for span in spans) if trimmed[0] < trimmed[1]]


def _inside_brackets(text: str, start: int, end: int) -> bool:
    """Whether a bracket opened in `start:end` is still open there and closes later in the same line."""
    for opener, closer in _OPENERS.items():
        last = text.rfind(opener, start, end)
        if last >= 0 and text.rfind(closer, last, end) < 0:
            line_end = text.find("\n", end)
            closing = text.find(closer, end, line_end if line_end >= 0 else len(text))
            # A bracket that closes far away is a slip of the typist, not one long aside.
            if 0 <= closing - end < 600:
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
