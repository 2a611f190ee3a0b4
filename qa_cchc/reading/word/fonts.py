"""Old encodings in a DOCX: text set in ".VnTime" or "VNI-Times" becomes Unicode before anything else reads it.

The font of a run decides, as Word resolves it (run, character style, paragraph style, defaults, theme); where a font's
name says nothing, or says what the text belies, the text itself does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from qa_cchc.reading.old_stretches import Stretch, convert_stretches
from qa_cchc.vietnamese.encodings import FontCoding, coding_of_font

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TEXTS = (_W + "t", _W + "softHyphen", _W + "sym")
_BREAKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n"}
_MOST_STYLES = 50


class Fonts:
    """The fonts of a document's runs, from its styles and its theme (either may be missing)."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self._theme = _theme_fonts(theme)
        self._own: dict[str, etree._Element] = {}
        self._default_paragraph: str | None = None
        self._defaults = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr") if styles is not None else None
        self._cache: dict[tuple[str | None, ...], FontCoding | None] = {}
        for style in styles.iter(_W + "style") if styles is not None else ():
            identifier = style.get(_W + "styleId", "")
            self._own[identifier] = style
            if style.get(_W + "type") == "paragraph" and style.get(_W + "default") in ("1", "true"):
                self._default_paragraph = identifier

    def coding(self, run: etree._Element, paragraph: etree._Element) -> FontCoding | None:
        """The old encoding that the font of a run stands for, None for a font of Unicode."""
        properties = run.find(_W + "rPr")
        fonts = properties.find(_W + "rFonts") if properties is not None else None
        styles = (_value(properties, "rStyle"), _value(paragraph.find(_W + "pPr"), "pStyle") or self._default_paragraph)
        named = tuple(sorted(map(str, fonts.attrib.items()))) if fonts is not None else ()
        if (key := (*styles, *named)) not in self._cache:
            sources = [properties, *self._chain(styles[0]), *self._chain(styles[1]), self._defaults]
            found = [source.find(_W + "rFonts") for source in sources if source is not None]
            # Letters above ASCII are set in the "hAnsi" font, the others in "ascii".
            names = (self._name([one for one in found if one is not None], kind) for kind in ("hAnsi", "ascii"))
            self._cache[key] = next((coding for name in names if (coding := coding_of_font(name))), None)
        return self._cache[key]

    def _name(self, found: list[etree._Element], kind: str) -> str | None:
        for fonts in found:
            theme = self._theme.get((fonts.get(f"{_W}{kind}Theme") or "")[:5])
            if name := theme or fonts.get(_W + kind):
                return name
        return None

    def _chain(self, identifier: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while identifier in self._own and len(chain) < _MOST_STYLES:
            style = self._own[identifier]
            properties = style.find(_W + "rPr")
            chain.append(properties if properties is not None else style)
            identifier = _value(style, "basedOn")
        return chain


def _value(parent: etree._Element | None, name: str) -> str | None:
    element = parent.find(_W + name) if parent is not None else None
    return element.get(_W + "val") if element is not None else None


def _theme_fonts(theme: etree._Element | None) -> dict[str, str]:
    """Fonts of the theme, by the first letters of what refers to them ("major", "minor")."""
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        latin = next(theme.iter(f"{_A}{kind}Font"), None) if theme is not None else None
        face = latin.find(_A + "latin") if latin is not None else None
        if face is not None and face.get("typeface"):
            fonts[kind] = face.get("typeface", "")
    return fonts


def convert_old_fonts(roots: Iterable[etree._Element | None], fonts: Fonts) -> set[str]:
    """Text in old encodings under the elements becomes Unicode in place; what those encodings are called."""
    held = [root for root in roots if root is not None]
    labels = convert_stretches(part for root in held for part in _stretches(root, fonts))
    for root in held if labels else ():
        for element in root.iter(_W + "softHyphen", _W + "sym"):
            if element.text:
                element.tag = _W + "t"
    return labels


def _stretches(root: etree._Element, fonts: Fonts) -> Iterator[Stretch]:
    for paragraph in root.iter(_W + "p"):
        made: dict[FontCoding | None, Stretch] = {}
        last: Stretch | None = None
        for element in paragraph.iter(*_TEXTS, *_BREAKS):
            run = element.getparent()
            if run is None or run.tag != _W + "r" or next(run.iterancestors(_W + "p")) is not paragraph:
                continue
            coding = fonts.coding(run, paragraph)
            stretch = made.setdefault(coding, Stretch(coding))
            if last is not None and last is not stretch and stretch.parts:
                stretch.parts.append((None, " "))  # text in another font stands between
            text = _BREAKS.get(element.tag)
            stretch.parts.append((None, text) if text else (element, _shown(element, coding)))
            last = stretch
        yield from made.values()


def _shown(element: etree._Element, coding: FontCoding | None) -> str:
    if element.tag == _W + "t":
        return element.text or ""
    if coding is None:
        return ""
    if element.tag == _W + "softHyphen":
        return "\xad"
    code = element.get(_W + "char") or ""
    own = coding_of_font(element.get(_W + "font")) == coding
    return chr(int(code, 16)) if own and len(code) == 4 and all(one in "0123456789ABCDEFabcdef" for one in code) else ""
