"""What a DOCX's styles and numbering say of a paragraph: bold, italic, alignment, heading level, automatic number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_LEVELS = 20


def attribute(element: etree._Element | None, name: str = "val") -> str | None:
    """The `w:` attribute of an element that may be missing."""
    return None if element is None else element.get(_W + name)


def flag(element: etree._Element | None) -> bool | None:
    """A toggle property ("w:b"): None when it is not set."""
    if element is None:
        return None
    return attribute(element) not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """Resolved properties of a paragraph or run style; None is "not set"."""

    bold: bool | None = None
    italic: bool | None = None
    alignment: str | None = None
    level: int | None = None
    number: str | None = None
    depth: int | None = None
    font: str | None = None

    def over(self, base: Style) -> Style:
        """This style on top of the one it is based on."""
        return Style(
            *(
                own if own is not None else inherited
                for own, inherited in zip(
                    (self.bold, self.italic, self.alignment, self.level, self.number, self.depth, self.font),
                    (base.bold, base.italic, base.alignment, base.level, base.number, base.depth, base.font),
                    strict=True,
                )
            )
        )


def read_style(paragraph: etree._Element | None, run: etree._Element | None) -> Style:
    """The style that a `w:pPr` and a `w:rPr` set directly."""
    bold = italic = alignment = level = number = depth = font = None
    if run is not None:
        bold, italic = flag(run.find(_W + "b")), flag(run.find(_W + "i"))
        fonts = run.find(_W + "rFonts")
        font = attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
    if paragraph is not None:
        alignment = attribute(paragraph.find(_W + "jc"))
        outline = attribute(paragraph.find(_W + "outlineLvl"))
        level = int(outline) + 1 if outline and outline.isdigit() and int(outline) < 9 else None
        numbering = paragraph.find(_W + "numPr")
        if numbering is not None:
            number = attribute(numbering.find(_W + "numId"))
            printed = attribute(numbering.find(_W + "ilvl"))
            depth = int(printed) if printed and printed.isdigit() else None
    return Style(bold, italic, alignment, level, number, depth, font)


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._raw: dict[str, tuple[Style, str | None]] = {}
        self._resolved: dict[str, Style] = {}
        self.default = Style()
        self.default_paragraph: str | None = None
        if root is None:
            return
        defaults = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        self.default = read_style(None, defaults)
        for style in root.iter(_W + "style"):
            identifier = style.get(_W + "styleId")
            if identifier is None:
                continue
            if style.get(_W + "type") == "paragraph" and style.get(_W + "default") in ("1", "true"):
                self.default_paragraph = identifier
            own = read_style(style.find(_W + "pPr"), style.find(_W + "rPr"))
            self._raw[identifier] = (own, attribute(style.find(_W + "basedOn")))

    def get(self, identifier: str | None) -> Style:
        """The style with what it inherits; the document's defaults for an unknown one."""
        identifier = identifier or self.default_paragraph
        if identifier is None:
            return self.default
        if identifier not in self._resolved:
            chain: list[Style] = []
            seen: set[str] = set()
            at: str | None = identifier
            while at is not None and at in self._raw and at not in seen:
                seen.add(at)
                chain.append(self._raw[at][0])
                at = self._raw[at][1]
            resolved = self.default
            for style in reversed(chain):
                resolved = style.over(resolved)
            self._resolved[identifier] = resolved
        return self._resolved[identifier]


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class _List:
    abstract: str
    restarts: dict[int, int] = field(default_factory=dict)
    used: bool = False


class Numbering:
    """Automatic numbers of paragraphs, counted as they are met."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is None:
            return
        for abstract in root.iter(_W + "abstractNum"):
            levels = {int(level.get(_W + "ilvl", "0")): _read_level(level) for level in abstract.iter(_W + "lvl")}
            self._levels[abstract.get(_W + "abstractNumId", "")] = levels
        for number in root.iter(_W + "num"):
            restarts: dict[int, int] = {}
            for override in number.iter(_W + "lvlOverride"):
                start = attribute(override.find(_W + "startOverride"))
                if start and start.isdigit():
                    restarts[int(override.get(_W + "ilvl", "0"))] = int(start)
            abstract_id = attribute(number.find(_W + "abstractNumId")) or ""
            self._lists[number.get(_W + "numId", "")] = _List(abstract_id, restarts)

    def next(self, number: str, depth: int) -> str | None:
        """The printed number or bullet of the next paragraph of a list, None when the list prints nothing."""
        made = self._lists.get(number)
        levels = self._levels.get(made.abstract, {}) if made else {}
        level = levels.get(depth)
        if made is None or level is None:
            return None
        counts = self._counts.setdefault(made.abstract, [None] * _MOST_LEVELS)
        if not made.used:
            made.used = True
            for at, start in made.restarts.items():
                counts[at] = start - 1
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (len(counts) - depth - 1)
        if level.format == "bullet":
            return _bullet(level.text)
        if level.format == "none" and "%" not in level.text:
            return level.text.strip() or None

        def shown(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            of = levels.get(at, level)
            value = counts[at] if counts[at] is not None else of.start
            return printed_number(value or 0, of.format)

        return re.sub(r"%(\d)", shown, level.text).strip() or None


def _read_level(element: etree._Element) -> _Level:
    start = attribute(element.find(_W + "start"))
    return _Level(
        attribute(element.find(_W + "numFmt")) or "decimal",
        attribute(element.find(_W + "lvlText")) or "",
        int(start) if start and start.isdigit() else 1,
    )


def _bullet(text: str) -> str:
    return text if text in ("-", "–", "+", "*", "•", "o") else "•"


def printed_number(value: int, form: str) -> str:
    """A number in a numbering format of WordprocessingML ("lowerRoman": 4 → "iv"); decimal where it has none."""
    if form == "decimalZero":
        return f"{value:02d}"
    if form in ("upperLetter", "lowerLetter") and value > 0:
        letter = chr(ord("a") + (value - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("upperRoman", "lowerRoman") and value > 0:
        roman = ""
        for amount, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
            while value >= amount:
                roman, value = roman + letters, value - amount
        return roman if form == "upperRoman" else roman.lower()
    return str(value)
