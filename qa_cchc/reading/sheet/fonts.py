"""Old encodings in a workbook: strings in cells set in ".VnTime" or "VNI-Times" become Unicode."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from qa_cchc.reading.old_stretches import Stretch, convert_stretches
from qa_cchc.reading.whole import is_whole
from qa_cchc.vietnamese.encodings import FontCoding, coding_of_font

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class OldStrings:
    """Converts the strings of a workbook in place, by the fonts of their cells (`styles` may be missing)."""

    def __init__(self, styles: etree._Element | None) -> None:
        self.converted: set[str] = set()
        self._faces = _codings(styles)

    def shared(self, strings: etree._Element | None, sheets: Callable[[], Iterable[etree._Element | None]]) -> None:
        """The table of shared strings. `sheets` gives the sheets; called only where fonts of old encodings are used."""
        if strings is None:
            return
        used: dict[int, FontCoding | None] = {}
        for root in sheets() if any(self._faces) else ():
            for cell in root.iter(_S + "c") if root is not None else ():
                value = cell.findtext(_S + "v") or ""
                if cell.get("t") == "s" and is_whole(value):
                    used.setdefault(int(value), self._face(cell))
        items = enumerate(strings.iterchildren(_S + "si"))
        self.converted |= convert_stretches(part for at, item in items for part in _stretches(item, used.get(at)))

    def inline(self, sheet: etree._Element) -> None:
        """The strings that a sheet's cells hold themselves."""
        found: list[Stretch] = []
        for cell in sheet.iter(_S + "c"):
            if cell.get("t") == "inlineStr":
                found += _stretches(cell, self._face(cell))
            elif cell.get("t") == "str" and (value := cell.find(_S + "v")) is not None:
                found.append(Stretch(self._face(cell), [(value, value.text or "")]))
        self.converted |= convert_stretches(found)

    def _face(self, cell: etree._Element) -> FontCoding | None:
        at = cell.get("s") or "0"
        return self._faces[int(at)] if is_whole(at) and int(at) < len(self._faces) else None


def _codings(styles: etree._Element | None) -> list[FontCoding | None]:
    """The old encoding of each cell format's font."""
    if styles is None:
        return []
    fonts = [
        coding_of_font(name.get("val")) if (name := font.find(_S + "name")) is not None else None
        for font in styles.iterfind(f"{_S}fonts/{_S}font")
    ]
    numbers = [form.get("fontId") or "0" for form in styles.iterfind(f"{_S}cellXfs/{_S}xf")]
    return [fonts[int(one)] if is_whole(one) and int(one) < len(fonts) else None for one in numbers]


def _stretches(item: etree._Element, cell: FontCoding | None) -> Iterator[Stretch]:
    made: dict[FontCoding | None, Stretch] = {}
    for text in item.iter(_S + "t"):
        run = text.getparent()
        if run is None or run.tag == _S + "rPh":
            continue
        name = run.find(f"{_S}rPr/{_S}rFont")
        coding = coding_of_font(name.get("val")) if name is not None else cell
        made.setdefault(coding, Stretch(coding)).parts.append((text, text.text or ""))
    yield from made.values()
