"""Markup that conversions leave in plain text: HTML tags, Markdown emphasis, escapes, footnote marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from qa_cchc.reading.spans import edit, raised
from qa_cchc.records import Text

_TAG = re.compile(
    r"</?(?P<name>i|b|u|s|em|strong|sup|sub|br|p|span|div|font|center|mark|small|a)\b[^<>\n]*>", re.IGNORECASE
)
_RAISED = re.compile(
    r"<sup>\s*\[?(\d{1,3})\]?\s*</sup>|\[\^(\d{1,3})\]:?|\$\^\{?(\d{1,3})\}?\$|(?<=\w)\^(\d{1,3})\^", re.IGNORECASE
)
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]+)>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]\n]+)\]\((?:https?:|mailto:|#|\.)[^()\s]*\)")
# "(**)" and "hội nghị**." are marks of footnotes.
_BOLD = re.compile(
    r"(?:(?<![\w*])\*\*(?=[^\s)])|(?<=\w)\*\*(?=\w))(.{1,2000}?)(?<=[^\s(])\*\*(?!\*)"
    r"|__(?=\S)(.{1,2000}?)(?<=\S)__",
    re.DOTALL,
)
_ITALIC = re.compile(
    r"(?<![\w*])\*(?=[^\s*)])([^*\n]+?)(?<=[^\s*(])\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?!\w)"
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~&])")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#39);")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": " ", "&#39;": "'"}


@dataclass(frozen=True, slots=True)
class Plain:
    """Text without markup; `bold` and `italic` are the spans of it that were marked so."""

    text: Text
    bold: tuple[tuple[int, int], ...] = ()
    italic: tuple[tuple[int, int], ...] = ()


class _Stripper:
    """A text that loses its markup step by step, and the spans of emphasis that move along."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.spans: dict[str, list[tuple[int, int]]] = {"bold": [], "italic": []}

    def apply(self, changes: list[tuple[int, int, str]]) -> None:
        if changes:
            place = _places_after(changes)
            for style, spans in self.spans.items():
                self.spans[style] = [(place(start), place(end)) for start, end in spans]
            self.text = edit(self.text, changes)

    def replace(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> None:
        self.apply([(match.start(), match.end(), new(match)) for match in pattern.finditer(self.text.value)])

    def unwrap(self, pattern: re.Pattern[str], style: str) -> None:
        changes: list[tuple[int, int, str]] = []
        for match in pattern.finditer(self.text.value):
            inside = 1 if match.group(1) is not None else 2
            changes += [(match.start(), match.start(inside), ""), (match.end(inside), match.end(), "")]
            self.spans[style].append(match.span())
        self.apply(changes)


def without_markup(text: Text) -> Plain:
    """Tags, emphasis marks and escapes taken out; raised numbers become superscript digits."""
    if not any(character in text.value for character in "<*_[\\&^$"):
        return Plain(text)
    strip = _Stripper(text)
    strip.replace(_RAISED, lambda match: raised(next(filter(None, match.groups()))))
    strip.replace(_AUTOLINK, lambda match: match.group(1))
    strip.replace(_LINK, lambda match: match.group(1))
    strip.unwrap(_BOLD, "bold")
    strip.unwrap(_ITALIC, "italic")
    tags = list(_TAG.finditer(strip.text.value))
    strip.spans["bold"] += _tagged(tags, ("b", "strong"))
    strip.spans["italic"] += _tagged(tags, ("i", "em"))
    strip.apply([(m.start(), m.end(), " " if m["name"].lower() in ("br", "p", "div") else "") for m in tags])
    strip.replace(_ESCAPE, lambda match: match.group(1))
    strip.replace(_ENTITY, lambda match: _ENTITIES[match.group()])
    return Plain(strip.text, tuple(strip.spans["bold"]), tuple(strip.spans["italic"]))


def _tagged(tags: list[re.Match[str]], names: tuple[str, ...]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for tag in tags:
        if tag["name"].lower() not in names:
            continue
        if not tag.group().startswith("</"):
            opened = tag.start() if opened is None else opened
        elif opened is not None:
            spans.append((opened, tag.end()))
            opened = None
    return spans


def _places_after(changes: list[tuple[int, int, str]]) -> Callable[[int], int]:
    """Where an offset lies once the changes (in order, apart from each other) are made."""
    ends = [end for _, end, _ in changes]
    shifts = [0, *accumulate(len(new) - (end - start) for start, end, new in changes)]

    def place(offset: int) -> int:
        done = bisect_right(ends, offset)
        inside = done < len(changes) and changes[done][0] < offset
        return (changes[done][0] if inside else offset) + shifts[done]

    return place


def covered(spans: tuple[tuple[int, int], ...], text: str, start: int, end: int) -> bool:
    """Whether every letter of `text[start:end]` lies in one of the spans (and there is at least one letter)."""
    marked = bytearray(end - start)
    for a, b in spans:
        if a < end and b > start:
            low, high = max(a, start) - start, min(b, end) - start
            marked[low:high] = b"\1" * (high - low)
    letters = [index for index in range(start, end) if text[index].isalnum()]
    return bool(letters) and all(marked[index - start] for index in letters)
