"""XLSX → sheets of cells as they are shown: number formats applied, cached values of formulas, what is hidden.

The parts are read directly (ECMA-376 part 1, 18), so that a formula without a stored result, an error and a hidden
row are told apart from an empty cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from qa_cchc.reading.blocks import Unreadable
from qa_cchc.reading.package import Package, Relation
from qa_cchc.reading.sheet.fonts import OldStrings
from qa_cchc.reading.sheet.format import BUILT_IN, VIETNAMESE, NotShown, is_date_code, shown
from qa_cchc.reading.spans import raised
from qa_cchc.reading.whole import is_whole
from qa_cchc.vietnamese.unicode import repair

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576


@dataclass(slots=True)
class SheetCell:
    """A cell that holds something. `problem` says why its value is not known ("formula", "error", "format").

    `number` is the stored number of a numeric cell, `code` its format; `date` whether it is shown as a date;
    `bordered` whether it has a line at any side.
    """

    text: str
    bold: bool = False
    italic: bool = False
    bordered: bool = False
    number: float | None = None
    date: bool = False
    problem: str = ""
    stored: str = ""
    code: str = "General"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both ends included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class TextBox:
    """Text of a drawn shape and the row it is anchored at (from 1)."""

    row: int
    text: str


@dataclass(slots=True)
class Sheet:
    """A sheet: its cells by (row, column) from 1, merged areas, what is hidden, shapes with text.

    `converted` names the old encodings that text of its workbook was in.
    """

    name: str
    index: int
    hidden: bool = False
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[TextBox] = field(default_factory=list)
    pictures: int = 0
    comments: list[str] = field(default_factory=list)
    lines: dict[int, int] = field(default_factory=dict)
    converted: frozenset[str] = frozenset()

    def line(self, row: int) -> int:
        """The number that a row is cited by: its own, or the line of the text file it came from."""
        return self.lines.get(row, row)

    def column_hidden(self, column: int) -> bool:
        """Whether a column (from 1) is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)


@dataclass(slots=True)
class _Face:
    """What a cell format (xf) says: the number's format code, bold, italic, borders."""

    code: str = "General"
    bold: bool = False
    italic: bool = False
    bordered: bool = False


def read_book(package: Package) -> list[Sheet]:
    """The sheets of a workbook in their order, hidden ones marked. Raises Unreadable when there is no workbook."""
    name = package.main("xl/workbook.xml")
    root = package.xml(name)
    if root is None or root.tag != _S + "workbook":
        raise Unreadable("tệp XLSX bị hỏng (không có phần workbook)")
    links = package.related(name)
    parts = {link.kind: link.target for link in links.values() if link.target in package}
    properties = root.find(_S + "workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    held = package.xml(parts.get("sharedStrings", ""))
    targets = [link.target for link in links.values() if link.kind == "worksheet"]
    styles = package.xml(parts.get("styles", ""))
    old = OldStrings(styles)
    old.shared(held, lambda: map(package.xml, targets))
    strings = _strings(held)
    reader = _Reader(package, strings, _faces(styles), since_1904, old)
    sheets: list[Sheet] = []
    for index, element in enumerate(root.iter(_S + "sheet"), start=1):
        sheet = Sheet(repair(element.get("name", "")), index, element.get("state", "visible") != "visible")
        link = links.get(element.get(_R + "id", ""), Relation("", ""))
        if link.target in package and link.kind == "worksheet":
            reader.read(sheet, link.target)
        sheet.converted = frozenset(old.converted)
        sheets.append(sheet)
    return sheets


class _Reader:
    """Reads sheets with the strings and formats of their workbook."""

    def __init__(
        self,
        package: Package,
        strings: list[tuple[str, bool, bool]],
        faces: list[_Face],
        since_1904: bool,
        old: OldStrings,
    ) -> None:
        self.package = package
        self.strings = strings
        self.faces = faces or [_Face()]
        self.since_1904 = since_1904
        self.old = old

    def read(self, sheet: Sheet, part: str) -> None:
        root = self.package.xml(part)
        if root is None:
            return
        self.old.inline(root)
        for column in root.iter(_S + "col"):
            if _on(column.get("hidden")) or column.get("width") == "0":
                sheet.hidden_columns.append((_count(column.get("min")), _count(column.get("max"))))
        no_zeros = any(view.get("showZeros") in ("0", "false") for view in root.iter(_S + "sheetView"))
        layout = root.find(_S + "sheetFormatPr")
        rows_hidden = layout is not None and _on(layout.get("zeroHeight"))
        row_number = 0
        for row in root.iter(_S + "row"):
            row_number = _count(row.get("r")) or row_number + 1
            if row_number > _MOST_ROWS:
                break
            if _on(row.get("hidden")) or row.get("ht") == "0" or (rows_hidden and row.get("hidden") is None):
                sheet.hidden_rows.add(row_number)
            column_number = 0
            for cell in row.iterchildren(_S + "c"):
                place = _PLACE.fullmatch(cell.get("r", ""))
                column_number = column_of(place.group(1)) if place else column_number + 1
                made = self.cell(cell, no_zeros)
                if made is not None and column_number <= _MOST_COLUMNS:
                    sheet.cells[row_number, column_number] = made
        for area in root.iter(_S + "mergeCell"):
            made_area = area_of(area.get("ref", ""))
            if made_area is not None:
                sheet.merged.append(made_area)
        links = self.package.related(part)
        for link in links.values():
            if link.kind == "drawing":
                self.drawing(sheet, link.target)
            elif link.kind in ("comments", "threadedComment") and (root := self.package.xml(link.target)) is not None:
                sheet.comments += [item.get("ref", "") for item in root.iter("{*}comment", "{*}threadedComment")]

    def cell(self, element: etree._Element, no_zeros: bool) -> SheetCell | None:
        """The cell as shown; None when it holds nothing and has no borders."""
        at = _count(element.get("s"))
        face = self.faces[at] if at < len(self.faces) else self.faces[0]
        kind = element.get("t", "n")
        value = element.find(_S + "v")
        formula = element.find(_S + "f") is not None
        raw = (value.text or "") if value is not None else ""
        made = SheetCell("", face.bold, face.italic, face.bordered, code=face.code)
        if kind == "inlineStr":
            inline = element.find(_S + "is")
            if inline is not None:
                self._string(made, _rich(inline))
        elif value is None:
            made.problem = "formula" if formula else ""
        elif kind == "s":
            index = _count(raw) if is_whole(raw.strip()) else -1
            if not 0 <= index < len(self.strings):
                made.problem, made.stored = "error", raw
            else:
                self._string(made, self.strings[index])
        elif kind == "e":
            made.problem, made.stored = "error", raw
        elif kind == "b":
            made.text = {"1": "TRUE", "0": "FALSE"}.get(raw.strip(), raw)
        elif kind in ("str", "d"):
            made.text = _clean(raw)
        elif raw.strip():
            self._number(made, raw, no_zeros)
        elif formula:
            made.problem = "formula"
        return made if made.text or made.problem or made.bordered else None

    def _string(self, made: SheetCell, held: tuple[str, bool, bool]) -> None:
        made.text = held[0]
        made.bold, made.italic = made.bold or held[1], made.italic or held[2]

    def _number(self, made: SheetCell, raw: str, no_zeros: bool) -> None:
        try:
            number = float(raw)
            made.date = is_date_code(made.code)
            made.text = "" if no_zeros and number == 0 else shown(number, made.code, VIETNAMESE, self.since_1904)
            made.number = number
        except NotShown:
            made.problem, made.stored = "format", raw
        except ValueError:
            made.text = _clean(raw)

    def drawing(self, sheet: Sheet, part: str) -> None:
        """Texts of shapes with their rows, and how many pictures stand on the sheet."""
        root = self.package.xml(part)
        for anchor in root if root is not None else ():
            sheet.pictures += sum(1 for _ in anchor.iter("{*}pic"))
            row = anchor.find("{*}from/{*}row")
            lines = [
                "".join(text.text or "" for text in paragraph.iter(_D + "t"))
                for paragraph in anchor.iter(_D + "p")
                if next(paragraph.iterancestors("{*}Fallback"), None) is None
            ]
            text = "\n".join(line for line in map(_clean, lines) if line)
            if text:
                sheet.boxes.append(TextBox(_count(row.text if row is not None else "0") + 1, text))


def area_of(reference: str) -> Area | None:
    """ "A1:C2" → its area; None for anything else."""
    first, _, last = reference.partition(":")
    start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if start is None or end is None:
        return None
    left, right = sorted((column_of(start.group(1)), column_of(end.group(1))))
    top, bottom = sorted((int(start.group(2)), int(end.group(2))))
    return Area(top, left, bottom, right)


def column_of(letters: str) -> int:
    """ "A" → 1, "AA" → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(column: int) -> str:
    """1 → "A", 27 → "AA"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _count(text: str | None) -> int:
    return int(text) if text and is_whole(text.strip()) and len(text) < 10 else 0


def _on(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _clean(text: str) -> str:
    text = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    return repair(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _strings(root: etree._Element | None) -> list[tuple[str, bool, bool]]:
    return [_rich(item) for item in root.iterchildren(_S + "si")] if root is not None else []


def _rich(item: etree._Element) -> tuple[str, bool, bool]:
    """Text of a string with whether all of it is bold, italic by its own runs; raised digits as superscripts."""
    texts: list[str] = []
    flags: list[tuple[bool, bool]] = []
    for child in item:
        if child.tag == _S + "t":
            texts.append(child.text or "")
            flags.append((False, False))
        elif child.tag == _S + "r":
            text = "".join(part.text or "" for part in child.iterchildren(_S + "t"))
            properties = child.find(_S + "rPr")
            if properties is not None:
                place = properties.find(_S + "vertAlign")
                if place is not None and place.get("val") == "superscript" and text.strip().isdecimal():
                    text = raised(text)
            texts.append(text)
            if text.strip():
                flags.append((_toggled(properties, "b"), _toggled(properties, "i")))
    whole = _clean("".join(texts))
    return whole, bool(flags) and all(bold for bold, _ in flags), bool(flags) and all(italic for _, italic in flags)


def _toggled(properties: etree._Element | None, name: str) -> bool:
    element = properties.find(_S + name) if properties is not None else None
    return element is not None and element.get("val", "1") not in ("0", "false")


def _faces(root: etree._Element | None) -> list[_Face]:
    if root is None:
        return []
    codes = dict(BUILT_IN)
    for made in root.iter(_S + "numFmt"):
        codes[_count(made.get("numFmtId"))] = made.get("formatCode", "General")
    fonts = [(_toggled(font, "b"), _toggled(font, "i")) for font in _items(root, "fonts")]
    borders = [
        any(side.get("style", "none") != "none" for side in border if isinstance(side.tag, str))
        for border in _items(root, "borders")
    ]
    faces: list[_Face] = []
    for form in _items(root, "cellXfs"):
        font, border = _count(form.get("fontId")), _count(form.get("borderId"))
        bold, italic = fonts[font] if font < len(fonts) else (False, False)
        code = codes.get(_count(form.get("numFmtId")), "General")
        faces.append(_Face(code, bold, italic, borders[border] if border < len(borders) else False))
    return faces


def _items(root: etree._Element, name: str) -> Iterator[etree._Element]:
    for group in root.iterchildren(_S + name):
        yield from group.iterchildren(tag=etree.Element)
