"""Characters that Word does not keep as text: symbols of the Symbol and Wingdings fonts, check boxes, equations."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PRIVATE = range(0xF000, 0xF100)

# By the low byte of the code; Wingdings as the boxes and ticks that forms use.
_WINGDINGS = {
    0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0x78: "☒", 0x6F: "☐", 0xA8: "☐", 0x71: "☐", 0x72: "☐", 0x6E: "■",
    0xA7: "▪", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0x9F: "•", 0x6C: "●", 0x76: "❖", 0x75: "◆",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "✓", 0x52: "☑", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0x2A: "☐", 0x30: "☐", 0xA3: "☐", 0x4F: "✗"}
_SYMBOL = {
    0x2D: "-", 0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD7: "⋅",
    0xAE: "→", 0xDE: "⇒", 0xAC: "←", 0xE5: "∑", 0x53: "Σ", 0x44: "Δ", 0x61: "α", 0x62: "β", 0x6D: "μ", 0xB7: "•",
    0xA5: "∞", 0xD6: "√", 0xBC: "…", 0xBE: "–",
}  # fmt: skip


def symbol(font: str, code: int) -> str:
    """The character that a code of a symbol font shows; a bullet for one that has no meaning of its own."""
    low = code & 0xFF
    name = font.lower().replace(" ", "")
    if name.startswith("wingdings2"):
        return _WINGDINGS_2.get(low, "•")
    if name.startswith(("wingdings", "webdings")):
        return _WINGDINGS.get(low, "•") if not name.startswith("webdings") else "•"
    if name.startswith("symbol"):
        plain = chr(low) if 0x20 <= low < 0x40 else "•"
        return _SYMBOL.get(low, plain)
    if code in _PRIVATE:
        return "•"
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else "•"


def symbol_of(element: etree._Element) -> str:
    """The character of a `w:sym`."""
    code = element.get(_W + "char", "")
    try:
        return symbol(element.get(_W + "font", ""), int(code, 16))
    except ValueError:
        return "•"


def plain_symbols(text: str, font: str | None) -> str:
    """Text of a run in a symbol font, its private codes as the characters they show."""
    if font is None or not any(ord(character) in _PRIVATE for character in text):
        return text
    return "".join(symbol(font, ord(one)) if ord(one) in _PRIVATE else one for one in text)


def box_of(field: etree._Element) -> str:
    """The face of a form field's check box ("☒", "☐"); "" for another field."""
    box = field.find(_W + "checkBox")
    if box is None:
        return ""
    state = box.find(_W + "checked")
    state = state if state is not None else box.find(_W + "default")
    return "☒" if state is not None and state.get(_W + "val", "1") not in ("0", "false") else "☐"


def math_text(element: etree._Element) -> str:
    """An equation on one line: "418/1000", "(a + b)/c", "x^2"."""
    tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
    if element.tag == _MATH + "t":
        return element.text or ""
    if tag == "f":
        return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"
    if tag in ("sSup", "sSubSup"):
        return f"{_part(element, 'e')}^{_grouped(_part(element, 'sup'))}"
    if tag == "rad":
        return f"√{_grouped(_part(element, 'e'))}"
    if tag == "d":
        marks = {name: _mark(element, name) for name in ("begChr", "endChr")}
        inside = "; ".join(_joined(part) for part in element.findall(_MATH + "e"))
        return f"{marks['begChr'] or '('}{inside}{marks['endChr'] or ')'}"
    if tag == "nary":
        return f"{_mark(element, 'chr') or '∑'}{_grouped(_part(element, 'e'))}"
    if tag.endswith("Pr"):
        return ""
    return _joined(element)


def _joined(parent: Iterable[etree._Element]) -> str:
    return "".join(math_text(child) for child in parent)


def _part(element: etree._Element, name: str) -> str:
    part = element.find(_MATH + name)
    return _joined(part).strip() if part is not None else ""


def _grouped(text: str) -> str:
    return text if text.replace(",", "").replace(".", "").isalnum() else f"({text})"


def _mark(element: etree._Element, name: str) -> str:
    mark = element.find(f"{_MATH}{etree.QName(element).localname}Pr/{_MATH}{name}")
    return mark.get(_MATH + "val", "") if mark is not None else ""
