"""Working on `Text` without losing where its characters were read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qa_cchc.records import Box, Spot, Text

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPTS)
_FROM_SUPERSCRIPT = str.maketrans(SUPERSCRIPTS, "0123456789")
_SPACES = re.compile(r"\s+")


def raised(digits: str) -> str:
    """ "12" → "¹²"."""
    return digits.translate(_TO_SUPERSCRIPT)


def lowered(digits: str) -> str:
    """ "¹²" → "12"."""
    return digits.translate(_FROM_SUPERSCRIPT)


def text_at(value: str, page: int = 1, line: int | None = None, box: Box | None = None) -> Text:
    """The text with one spot over all of it."""
    return Text(value, (Spot(0, len(value), page, line, box),) if value else ())


def _moved(spot: Spot, start: int, end: int) -> Spot:
    return Spot(start, end, spot.page, spot.line, spot.box, spot.doubtful)


def cut(text: Text, start: int, end: int | None = None) -> Text:
    """`text.value[start:end]` with the spots that belong to it."""
    end = len(text.value) if end is None else end
    if start == 0 and end == len(text.value):
        return text
    spots = tuple(
        _moved(spot, max(spot.start, start) - start, min(spot.end, end) - start)
        for spot in text.spots
        if spot.start < end and spot.end > start
    )
    return Text(text.value[start:end], spots)


def strip(text: Text) -> Text:
    """The text without white space at either end."""
    start = len(text.value) - len(text.value.lstrip())
    return cut(text, start, max(start, len(text.value.rstrip())))


def concat(pieces: Iterable[Text | str]) -> Text:
    """One text out of pieces; plain strings get no spot."""
    values: list[str] = []
    spots: list[Spot] = []
    length = 0
    for piece in pieces:
        value = piece if isinstance(piece, str) else piece.value
        if not isinstance(piece, str):
            spots.extend(
                _moved(spot, spot.start + length, spot.end + length) for spot in piece.spots
            )
        values.append(value)
        length += len(value)
    return Text("".join(values), tuple(spots))


def join(texts: Iterable[Text], separator: str = " ") -> Text:
    """The texts that are not empty, parted by the separator."""
    pieces: list[Text | str] = []
    for text in texts:
        if not text.value:
            continue
        if pieces:
            pieces.append(separator)
        pieces.append(text)
    return concat(pieces)


def edit(text: Text, changes: Sequence[tuple[int, int, str]]) -> Text:
    """The text with each `start:end` replaced; changes are in order and do not overlap. Spots move along."""
    if not changes:
        return text
    values: list[str] = []
    place: list[int] = []  # old offset → new offset
    length = 0
    done = 0
    for start, end, new in [*changes, (len(text.value), len(text.value), "")]:
        place.extend(range(length, length + start - done))
        values.append(text.value[done:start])
        length += start - done
        # Characters that are replaced share the place of what stands for them.
        place.extend([length] * (end - start))
        values.append(new)
        length += len(new)
        done = end
    place.append(length)
    spots = tuple(
        _moved(spot, place[spot.start], place[spot.end])
        for spot in text.spots
        if place[spot.end] > place[spot.start]
    )
    return Text("".join(values), spots)


def squeeze(text: Text) -> Text:
    """The text with every run of white space as one space, and none at its ends."""
    changes = [(match.start(), match.end(), " ") for match in _SPACES.finditer(text.value) if match.group() != " "]
    return strip(edit(text, changes))


def split_lines(text: Text) -> list[Text]:
    """The lines of the text, without their line ends."""
    lines: list[Text] = []
    start = first = 0
    spots = sorted(text.spots, key=lambda spot: spot.start)
    for value in text.value.split("\n"):
        end = start + len(value)
        # Spots follow each other, so that those before this line need not be looked at again.
        while first < len(spots) and spots[first].end <= start:
            first += 1
        last = first
        while last < len(spots) and spots[last].start < end:
            last += 1
        lines.append(cut(Text(text.value, tuple(spots[first:last])), start, end))
        start = end + 1
    return lines
