"""Large pictures in a DOCX (a scan or a table pasted as an image): read as a scanned page is, put where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pymupdf
from lxml import etree

from qa_cchc.reading.blocks import Block, Grid, GridCell, Unreadable
from qa_cchc.reading.package import Package, Relation
from qa_cchc.reading.whole import is_whole
from qa_cchc.records import Spot, Text
from qa_cchc.settings import Settings

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EMU_PER_CM = 360_000
_SIZE = re.compile(r"(width|height)\s*:\s*([\d.]+)\s*(pt|in|cm|mm|px)?", re.IGNORECASE)
_IN_CM = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1, "px": 2.54 / 96, "": 2.54 / 96}

ReadPicture = Callable[[str, int], list[Block] | None]
"""What a picture shows, by the id of its link and the page it stands on; None where it could not be read."""


class Pictures:
    """Reads pictures of a package. What hinders it is kept in `warnings`."""

    def __init__(self, package: Package, links: Mapping[str, Relation], settings: Settings) -> None:
        self._package = package
        self._links = links
        self._settings = settings
        self.warnings: list[str] = []

    def read(self, link: str, page: int) -> list[Block] | None:
        """The blocks that a picture shows, None where it is not in the package or shows no text that can be read."""
        from qa_cchc.reading.pdf.document import read_pdf

        target = self._links.get(link, Relation("", "")).target
        if target not in self._package:
            return None
        try:
            with pymupdf.open(stream=self._package.read(target)) as picture:
                made = picture.convert_to_pdf()
            draft = read_pdf(made, self._settings)
        except Unreadable as problem:
            self.warnings.append(f"ảnh {target} trong văn bản không đọc được chữ: {problem}.")
            return None
        except (RuntimeError, ValueError, TypeError) as problem:
            self.warnings.append(f"ảnh {target} trong văn bản bị hỏng hoặc có định dạng lạ ({problem}).")
            return None
        self.warnings += [f"ảnh {target} trong văn bản: {text}" for text in draft.warnings]
        return [_placed(block, page) for block in draft.blocks]


def large_pictures(paragraph: etree._Element) -> Iterator[str]:
    """Ids of the links of the pictures anchored in a paragraph that are large enough to hold text."""
    for drawing in paragraph.iter(_W + "drawing"):
        extent = next(drawing.iter("{*}extent"), None)
        blip = next(drawing.iter("{*}blip"), None)
        if extent is None or blip is None or not _is_own(drawing, paragraph):
            continue
        sides = [extent.get(name, "") for name in ("cx", "cy")]
        if all(is_whole(side) for side in sides) and _is_large(*(int(side) / _EMU_PER_CM for side in sides)):
            yield blip.get(_R + "embed", "")
    for image in paragraph.iter("{urn:schemas-microsoft-com:vml}imagedata"):
        shape = image.getparent()
        if shape is None or not _is_own(image, paragraph):
            continue
        if next(image.iterancestors("{*}Fallback", "{*}object"), None) is not None:
            continue
        found = [one for one in _SIZE.findall(shape.get("style", "")) if _is_number(one[1])]
        lengths = {name.lower(): float(amount) * _IN_CM[unit.lower()] for name, amount, unit in found}
        if len(lengths) == 2 and _is_large(lengths["width"], lengths["height"]):
            yield image.get(_R + "id", "")


def _is_number(text: str) -> bool:
    return text.count(".") < 2 and any(map(str.isdigit, text)) and len(text) < 12


def _is_own(element: etree._Element, paragraph: etree._Element) -> bool:
    return next(element.iterancestors(_W + "p"), None) is paragraph


def _is_large(width: float, height: float) -> bool:
    """Whether a picture (in centimetres) may hold a page or a table of text, as against a signature or a seal."""
    return width >= 9 and height >= 4 and width * height >= 90


def _placed(block: Block, page: int) -> Block:
    """The block as part of the document: its places on the picture mean nothing there."""
    if isinstance(block, Grid):
        cells: dict[int, GridCell] = {}
        for row in block.rows:
            for cell in row:
                if id(cell) not in cells:
                    cells[id(cell)] = replace(cell, text=_text(cell.text, page), page=page, box=None, rest=())
        return replace(block, rows=tuple(tuple(cells[id(cell)] for cell in row) for row in block.rows), page=page)
    return replace(block, text=_text(block.text, page))


def _text(text: Text, page: int) -> Text:
    return Text(text.value, tuple(Spot(spot.start, spot.end, page, doubtful=spot.doubtful) for spot in text.spots))
