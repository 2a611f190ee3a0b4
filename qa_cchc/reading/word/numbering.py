"""Automatic numbers of a DOCX's paragraphs, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from qa_cchc.reading.whole import is_whole
from qa_cchc.reading.word.styles import attribute, flag

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_LEVELS = 20
_BULLETS = {"\uf02d": "-", "\uf0b7": "•", "\uf02b": "+"}
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = "%1."
    start: int = 1
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True)
class _List:
    abstract: str
    restarts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)
    used: bool = False


class Numbering:
    """The lists of a document; numbers are counted as their paragraphs are met."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is None:
            return
        linked: dict[str, str] = {}
        styled: dict[str, str] = {}
        for abstract in root.iter(_W + "abstractNum"):
            identifier = abstract.get(_W + "abstractNumId", "")
            levels = abstract.iterchildren(_W + "lvl")
            self._levels[identifier] = {_depth(level): _read_level(level) for level in levels}
            if (name := attribute(abstract.find(_W + "styleLink"))) is not None:
                styled[name] = identifier
            if (name := attribute(abstract.find(_W + "numStyleLink"))) is not None:
                linked[identifier] = name
        for number in root.iter(_W + "num"):
            abstract_id = attribute(number.find(_W + "abstractNumId")) or ""
            # A list that only refers to a list style has its levels there.
            made = _List(styled.get(linked.get(abstract_id, ""), abstract_id))
            for override in number.iter(_W + "lvlOverride"):
                start = attribute(override.find(_W + "startOverride"))
                if start and is_whole(start):
                    made.restarts[_depth(override)] = int(start)
                own = override.find(_W + "lvl")
                if own is not None:
                    made.levels[_depth(override)] = _read_level(own)
            self._lists[number.get(_W + "numId", "")] = made

    def depth_of_style(self, number: str, style: str | None) -> int:
        """The level of a list that a paragraph style is tied to; 0 when none is."""
        made = self._lists.get(number)
        levels = {**self._levels.get(made.abstract, {}), **made.levels} if made else {}
        return next((depth for depth, level in levels.items() if style is not None and level.style == style), 0)

    def next(self, number: str, depth: int) -> str | None:
        """The printed number or bullet of the next paragraph of a list, None when the list prints nothing."""
        made = self._lists.get(number)
        levels = {**self._levels.get(made.abstract, {}), **made.levels} if made else {}
        level = levels.get(depth)
        if made is None or level is None or not 0 <= depth < _MOST_LEVELS:
            return None
        counts = self._counts.setdefault(made.abstract, [None] * _MOST_LEVELS)
        if not made.used:
            made.used = True
            for at, start in made.restarts.items():
                if at < _MOST_LEVELS:
                    counts[at] = start - 1
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        for deeper in range(depth + 1, _MOST_LEVELS):
            # A level restarts behind any level above it, unless it says behind which one, or (0) never.
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                counts[deeper] = None
        if level.format == "bullet":
            return _bullet(level.text)
        if level.format == "none" and "%" not in level.text:
            return level.text.strip() or None

        def shown(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            of = levels.get(at, level)
            value = counts[at] if counts[at] is not None else of.start
            return printed_number(value or 0, "decimal" if level.legal and at != depth else of.format)

        return re.sub(r"%([1-9])", shown, level.text).strip() or None


def _depth(element: etree._Element) -> int:
    depth = element.get(_W + "ilvl", "0")
    return int(depth) if is_whole(depth) else 0


def _read_level(element: etree._Element) -> _Level:
    start = attribute(element.find(_W + "start"))
    restart = attribute(element.find(_W + "lvlRestart"))
    return _Level(
        attribute(element.find(_W + "numFmt")) or "decimal",
        attribute(element.find(_W + "lvlText")) or "",
        int(start) if start and is_whole(start) else 1,
        bool(flag(element.find(_W + "isLgl"))),
        int(restart) if restart and is_whole(restart) else None,
        attribute(element.find(_W + "pStyle")),
    )


def _bullet(text: str) -> str:
    return text if text in ("-", "–", "+", "*", "•", "o") else _BULLETS.get(text, "•")


def printed_number(value: int, form: str) -> str:
    """A number in a numbering format of WordprocessingML ("lowerRoman": 4 → "iv"); decimal where it has none."""
    if form == "decimalZero":
        return f"{value:02d}"
    if form == "decimalEnclosedParen":
        return f"({value})"
    if form == "numberInDash":
        return f"- {value} -"
    if form in ("upperLetter", "lowerLetter") and 0 < value <= 780:
        # Behind "z" Word doubles the letter: "aa", "bb".
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        roman = ""
        for amount, letters in _ROMAN:
            while value >= amount:
                roman, value = roman + letters, value - amount
        return roman if form == "upperRoman" else roman.lower()
    return str(value)
