"""Letters that readers of words take for others, told by the print itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from qa_cchc.reading.ocr.digits import read_numeric
from qa_cchc.reading.ocr.ink import Piece
from qa_cchc.reading.ocr.prose import Printed, PrintedLine
from qa_cchc.reading.ocr.strips import Strip

_LIKE_ONE = re.compile(r"[Ll|1!](?=[.)]?$)")
_QUARTER = re.compile(r"1(?=/(?:19|20)\d\d\b)")
_SLASHED = re.compile(r"(?<=[IV1])[/⁄U|]{1,2}(?=(?:19|20)\d\d\b)")
_IN_CAPITALS = re.compile(r"(?<=[A-ZĐ]{2})[(\[{](?=[A-ZĐ]+$)")
_LIKE_DIGITS = frozenset("ÍÌÏÝIíìïil|!¡ŸÿZzSsBÊÔ?")
_BARS = re.compile(r"I{1,3}([.:,;)]?)")
_STROKES = re.compile(r"[IHl1|!]{1,4}([.:,;)]?)")
_NUMBERED = frozenset(("lục", "phần", "chương", "mục", "quý"))
_SURE = 0.9
_EVEN, _TALL = 0.62, 0.85
# White between digits of one number is no wider than that, in widths of a digit that is no 1.
_BLANK, _FEW_DIGITS = 0.6, 4
_SMALLEST, _UNSURE = 0.45, 0.6
_LARGE_Y = re.compile("[A-ZĐ]+[YỲÝỶỸ]")


def told_by_print(line: PrintedLine, strip: Strip) -> PrintedLine:
    """The line with Roman ones, commas and brackets as the print shows them."""
    words = [part for word in line.words if not _is_speck(word, strip) for part in _parted(word, strip)]
    for index, word in enumerate(words):
        text = _IN_CAPITALS.sub("", word.text).replace("`", "")
        found = _pieces(word, strip)
        if found:
            text = _without_imagined_comma(text, found, strip)
            before = words[index - 1].text.lower() if index else ""
            roman = _LIKE_ONE.match(text) if index == 0 and (text[0] != "1" or _heads(words)) else None
            if before == "quý":
                text = _SLASHED.sub("/", text)
                roman = _QUARTER.match(text) or re.match("1(?=[.,;:)]*$)", text)
            if roman and _is_upright_bar(found[0], strip):
                text = "I" + text[1:]
            text = _with_bars(_with_tail(text, found, strip), found, strip, before in _NUMBERED or _opens(words, index))
            if index == 0 and text in _LIKE_DIGITS and len(words) > 1:
                text = _digit(found, strip) or text
            text += _dropped_mark(text, found, words[index + 1] if index + 1 < len(words) else None, strip)
        if text != word.text:
            words[index] = replace(word, text=text)
    return replace(line, words=tuple(words))


def _heads(words: list[Printed]) -> bool:
    """Whether the words after the first are those of a heading: in capitals."""
    rest = "".join(word.text for word in words[1:])
    return len(rest) > 3 and rest.upper() == rest


def _parted(word: Printed, strip: Strip) -> list[Printed]:
    """A word of digits as the numbers that blanks part in print: "Chưa có = 02 cấp" has a blank behind its 0."""
    if not 2 <= len(word.text) <= _FEW_DIGITS or not word.text.isdecimal():
        return [word]
    found = _pieces(word, strip)
    wide = [piece.width for piece, digit in zip(found, word.text, strict=False) if digit != "1"]
    tall = all(piece.height > _TALL * strip.row.body for piece in found)
    if len(found) != len(word.text) or not wide or not tall:
        return [word]
    parts, start = [], 0
    for at in range(1, len(found) + 1):
        if at == len(found) or found[at].x0 - found[at - 1].x1 > _BLANK * max(wide):
            x0, x1 = word.x0 if not start else found[start].x0, word.x1 if at == len(found) else found[at - 1].x1
            parts.append(replace(word, text=word.text[start:at], x0=float(x0), x1=float(x1)))
            start = at
    return parts


def _is_speck(word: Printed, strip: Strip) -> bool:
    """Whether what was taken for a letter is smaller than any: the rest of a stamp, dust."""
    if len(word.text) > 2 or not (any(map(str.isalpha, word.text)) or word.text in "`´~^"):
        return False
    found = _pieces(word, strip)
    low = bool(found) and max(piece.height for piece in found) < _SMALLEST * strip.row.body
    return word.text == "`" or (low and word.confidence < _UNSURE)


def _pieces(word: Printed, strip: Strip) -> list[Piece]:
    left, right = word.x0 - 1.5, word.x1 + 1.5
    return [piece for piece in strip.row.found if left <= (piece.x0 + piece.x1) / 2 <= right]


def _with_tail(text: str, found: list[Piece], strip: Strip) -> str:
    """The word with the small y that its tail shows ("Tỷ"), where the capital was read ("TỶ")."""
    if not _LARGE_Y.fullmatch(text):
        return text
    base, body = strip.row.base, strip.row.body
    last = max(found, key=lambda piece: piece.x1)
    tailed = last.y1 > base + 0.25 * body and last.height > body
    return text[:-1] + text[-1].lower() if tailed else text


def _opens(words: list[Printed], index: int) -> bool:
    """Whether a word may number the heading that its line is."""
    return index == 0 and len(words) > 1 and words[1].text[:1].isupper()


def _with_bars(text: str, found: list[Piece], strip: Strip, numbers: bool) -> str:
    """A Roman one, two or three with the bars that are printed. Where a number is awaited, "HI" may be one too."""
    match = _BARS.fullmatch(text) or (_STROKES.fullmatch(text) if numbers and "H" in text else None)
    tall = [piece for piece in found if piece.height > _TALL * strip.row.body]
    if match is None or not tall:
        return text
    bars = _bars(tall, strip)
    if "H" in text:
        return "I" * bars + match.group(1) if 1 < bars <= 3 else text
    if len(tall) <= 3 and all(piece.width <= 0.75 * piece.height for piece in tall):
        bars = max(bars, len(tall))
    # Bars of bold type may touch: fewer than were read prove nothing.
    return "I" * max(bars, text.count("I")) + match.group(1) if bars <= 3 else text


def _bars(tall: Sequence[Piece], strip: Strip) -> int:
    """How many upright bars print is made of, counted between their serifs; 0 where it is anything else."""
    x0, x1 = min(piece.x0 for piece in tall) - strip.left, max(piece.x1 for piece in tall) - strip.left
    y0, y1 = min(piece.y0 for piece in tall) - strip.top, max(piece.y1 for piece in tall) - strip.top
    high = y1 - y0
    dark = 255.0 - strip.picture[y0 + high // 4 : y1 - high // 4, max(0, x0) : x1].astype(np.float64)
    if min(dark.shape) < 4:
        return 0
    inked = dark.mean(axis=0) > 0.5 * dark.mean(axis=0).max()
    edges = np.flatnonzero(np.diff(np.r_[0, inked.astype(np.int8), 0]))
    starts, ends = edges[::2], edges[1::2]
    widths = ends - starts
    # The bar across an H joins its two; bars of a number are all as wide, and narrow.
    crossed = any((dark[:, end:start].min(axis=1) > 0.5 * dark.max()).any() for end, start in _gaps(starts, ends))
    even = widths.max() <= 1.6 * widths.min() + 1 and widths.max() < 0.45 * high
    return len(widths) if even and not crossed else 0


def _gaps(starts: np.ndarray, ends: np.ndarray) -> list[tuple[int, int]]:
    """The white between neighbours, as (end of one, start of the next)."""
    return [(int(end), int(start)) for end, start in zip(ends[:-1], starts[1:], strict=True)]


def _digit(found: list[Piece], strip: Strip) -> str | None:
    """The mark of a footnote that opens a line, where a reader of words made a letter of it; None where it is none."""
    x0, x1 = min(piece.x0 for piece in found) - strip.left, max(piece.x1 for piece in found) - strip.left
    y0, y1 = min(piece.y0 for piece in found) - strip.top, max(piece.y1 for piece in found) - strip.top
    own = read_numeric(strip.picture[max(0, y0 - 2) : y1 + 2, max(0, x0 - 2) : x1 + 2])
    return own.text if own.text.isdigit() and own.confidence > _SURE else None


def _without_imagined_comma(text: str, found: list[Piece], strip: Strip) -> str:
    """The word without a comma or full stop behind a capital where no small sign stands there."""
    if len(text) < 3 or text[-1] not in ",." or not text[-2].isupper():
        return text
    body, base = strip.row.body, strip.row.base
    end = max(piece.x1 for piece in strip.row.found if piece.x1 <= max(one.x1 for one in found) + 0.5 * body)
    small = any(
        piece.y0 > base - 0.55 * body and piece.width < 0.6 * body and piece.x1 > end - 0.9 * body and piece.x1 <= end
        for piece in strip.row.found
    )
    return text if small else text[:-1]


def _dropped_mark(text: str, found: list[Piece], after: Printed | None, strip: Strip) -> str:
    """The comma or full stop that is printed behind a word and was not read; "" where there is none.

    A comma stands across the baseline and a full stop on it, both behind the last letter; a dot below a vowel does not.
    """
    if len(text) < 2 or not text[-1].isalpha():
        return ""
    body, base = strip.row.body, strip.row.base
    letters = [piece for piece in found if piece.height > 0.8 * body and piece.y0 < base - 0.5 * body]
    if not letters:
        return ""
    edge = max(piece.x1 for piece in letters)
    limit = after.x0 if after else edge + 0.6 * body
    for piece in strip.row.found:
        small = 0.15 * body < piece.height < 0.75 * body and 0.1 * body < piece.width < 0.45 * body
        behind = edge - 0.05 * body <= piece.x0 <= edge + 0.4 * body and piece.x1 <= limit
        if small and behind and base - 0.4 * body <= piece.y0 < base - 0.03 * body:
            if piece.y1 > base + 0.12 * body and piece.height > 1.25 * piece.width:
                return ","
            if piece.y1 <= base + 0.1 * body and after and after.text[:1].isupper() and text[0].islower():
                return "."
    return ""


def _is_upright_bar(piece: Piece, strip: Strip) -> bool:
    """Whether a sign is alike at its right and left, above and below: "I", which neither "1" nor "L" is."""
    part = strip.picture[piece.y0 - strip.top : piece.y1 - strip.top, piece.x0 - strip.left : piece.x1 - strip.left]
    if part.size == 0 or piece.width > 0.9 * piece.height:
        return False
    dark = 255.0 - part.astype(np.float64)
    if min(dark.shape) < 3 or dark.sum() <= 0:
        return False
    # Of the two serifs of an I the upper one equals the lower; the flag of a 1 hangs to the left, an L has none.
    third = max(1, dark.shape[0] // 4)
    side = max(1, dark.shape[1] // 3)
    corners = [
        dark[:third, :side].sum(),
        dark[:third, -side:].sum(),
        dark[-third:, :side].sum(),
        dark[-third:, -side:].sum(),
    ]
    return min(corners) > _EVEN * max(corners) or max(corners) < 0.25 * dark[:third].sum()
