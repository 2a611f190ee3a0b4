"""Draws what the reader saw of a page: its words, lines, tables and footnotes, for docs/reading.md.

    python -m tools.reading_pictures docs/pictures
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import pymupdf
from PIL import Image, ImageDraw

from qa_cchc.reading.ocr.page import read_page
from qa_cchc.reading.ocr.picture import page_picture
from qa_cchc.reading.pdf.page import read_text_layer
from qa_cchc.reading.pdf.page_parts import PageParts
from qa_cchc.reading.shown import shown_at
from tools.matrix.scans import Scan, shoot, write_pdf

_CORPUS = Path(__file__).resolve().parent.parent / "corpus"
_BORN = _CORPUS / "phuong-thach-kieu" / "bc-cchc-quy3-9thang-2025.pdf"
_DPI = 110
_WORD, _LINE, _TABLE, _CELL, _RULE, _DOUBT = "#9aa5b1", "#2f855a", "#c05621", "#2b6cb0", "#805ad5", "#e53e3e"
Place = Callable[[float, float], tuple[float, float]]


def draw(page: pymupdf.Page, parts: PageParts, place: Place) -> Image.Image:
    """The page with its parts outlined. `place` leads from points of the parts to points of the page as shown."""
    pixmap = page.get_pixmap(dpi=_DPI, alpha=False, colorspace=pymupdf.csRGB)
    image = Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)
    pen = ImageDraw.Draw(image)

    def outline(rect: Sequence[float], colour: str, width: int) -> None:
        x0, y0, x1, y1 = rect
        corners = [place(*corner) for corner in ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))]
        pen.line([(x * _DPI / 72, y * _DPI / 72) for x, y in corners], fill=colour, width=width)

    for line in parts.lines:
        boxes = [word.box for word in line.words]
        for word in line.words:
            outline((word.box.x0, word.box.y0, word.box.x1, word.box.y1), _DOUBT if word.doubtful else _WORD, 1)
        outline((line.x0, min(box.y0 for box in boxes), line.x1, max(box.y1 for box in boxes)), _LINE, 2)
    for rect, grid in parts.grids:
        for cell in {id(cell): cell for row in grid.rows for cell in row}.values():
            if cell.box is not None:
                side = (cell.box.x0, cell.box.y0, cell.box.x1, cell.box.y1)
                outline(side, _DOUBT if cell.unreadable else _CELL, 2)
        outline(rect, _TABLE, 3)
    if parts.note_rule is not None:
        outline((0.1 * parts.width, parts.note_rule - 1, 0.5 * parts.width, parts.note_rule + 1), _RULE, 2)
    return image


def from_text(page: pymupdf.Page) -> Image.Image:
    """What was seen of a page that has text."""
    return draw(page, read_text_layer(page, 1).parts, lambda x, y: (x, y))


def from_picture(page: pymupdf.Page) -> Image.Image:
    """What was seen of a scanned page."""
    read = read_page(page_picture(page, 40_000_000), 120)
    return draw(page, read.parts(1), lambda x, y: shown_at(read.to_page, x, y))


def _with_table(document: pymupdf.Document) -> Iterable[pymupdf.Page]:
    return (page for page in document if len(read_text_layer(page, 1).parts.grids) == 1 and page.number > 2)


def main(folder: Path) -> None:
    """Writes the pictures of the document."""
    folder.mkdir(parents=True, exist_ok=True)
    with pymupdf.open(_BORN) as document:
        form = next(iter(_with_table(document)))
        from_text(document[1]).quantize(96).save(folder / "reading-text.png", optimize=True)
        from_text(form).quantize(96).save(folder / "reading-form.png", optimize=True)
        askew = Scan(dpi=200, colour=True, skew=(1.0, 1.0), quality=60, paper=True)
        shot = shoot(form, askew, np.random.default_rng(5), [], 0)
        scan = write_pdf([shot], 200, folder / "scan.pdf")
    with pymupdf.open(scan) as document:
        drawn = from_picture(document[0])
        # The lower half of the page is white.
        half = drawn.crop((0, 0, drawn.width, drawn.height * 2 // 5))
        half.quantize(48, dither=Image.Dither.NONE).save(folder / "reading-scan.png", optimize=True)
    scan.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
