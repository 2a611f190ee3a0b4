"""What a DOCX's styles say of a paragraph or run: bold, italic, hidden, capitals, alignment, level, numbering."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from lxml import etree

from qa_cchc.reading.whole import is_whole

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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
    hidden: bool | None = None
    capitals: bool | None = None

    def over(self, base: Style) -> Style:
        """This style on top of the one it is based on."""
        own = {name: value for name in _NAMES if (value := getattr(self, name)) is not None}
        return replace(base, **own) if own else base


_NAMES = tuple(one.name for one in fields(Style))


def read_style(paragraph: etree._Element | None, run: etree._Element | None) -> Style:
    """The style that a `w:pPr` and a `w:rPr` set directly."""
    bold = italic = alignment = level = number = depth = font = hidden = capitals = None
    if run is not None:
        bold, italic = flag(run.find(_W + "b")), flag(run.find(_W + "i"))
        hidden, capitals = flag(run.find(_W + "vanish")), flag(run.find(_W + "caps"))
        fonts = run.find(_W + "rFonts")
        font = attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
    if paragraph is not None:
        alignment = attribute(paragraph.find(_W + "jc"))
        outline = attribute(paragraph.find(_W + "outlineLvl"))
        level = int(outline) + 1 if outline and is_whole(outline) and int(outline) < 9 else None
        numbering = paragraph.find(_W + "numPr")
        if numbering is not None:
            number = attribute(numbering.find(_W + "numId"))
            printed = attribute(numbering.find(_W + "ilvl"))
            depth = int(printed) if printed and is_whole(printed) else None
    return Style(bold, italic, alignment, level, number, depth, font, hidden, capitals)


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
