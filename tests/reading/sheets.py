"""Pages drawn for tests: a form with borders of many kinds, upright or turned, with what offices print around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pymupdf

HEAD = ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú")
ROWS = (
    ("1.", "Tổng số văn bản đã ban hành trong kỳ báo cáo của địa phương", "Văn bản", "1.204", ""),
    ("1.1.", "Văn bản của cấp tỉnh", "Văn bản", "204", "Đạt"),
    ("1.2.", "Văn bản của cấp xã", "Văn bản", "1.000", ""),
    ("2.", "Tỷ lệ hồ sơ đúng hạn", "%", "98,75", ""),
    ("2.1.", "Tổng số hồ sơ đã giải quyết của các cơ quan chuyên môn và đơn vị trực thuộc", "Hồ sơ", "12.300", ""),
    ("2.2.", "Số hồ sơ đúng hạn", "Hồ sơ", "12.146", "Gồm cả hồ sơ sớm hạn"),
)
EDGES = (60, 105, 300, 365, 425, 530)
TALL = (24, 34, 24, 24, 24, 34, 34)
TOP = 150.0


def write(page: pymupdf.Page, rect: Sequence[float], text: str, style: str = "") -> None:
    """Text in a rectangle, set by a browser's rules."""
    page.insert_htmlbox(pymupdf.Rect(rect), f'<p style="margin:0;font-size:11px;{style}">{text}</p>')


def heading(page: pymupdf.Page) -> None:
    """What stands above the form."""
    write(page, (60, 40, 280, 100), "UBND XÃ NẬM SANG<br>Số: 12/BC-UBND")
    write(page, (60, 82, 530, 98), "BÁO CÁO", "text-align:center;font-weight:bold")
    write(page, (60, 98, 530, 114), "Công tác cải cách hành chính quý I năm 2024", "text-align:center")
    write(page, (60, 118, 530, 134), "Biểu mẫu 1. Văn bản và hồ sơ", "text-align:center;font-weight:bold")


def levels(heights: Sequence[float] = TALL, top: float = TOP) -> list[float]:
    """Heights of the lines across, from the top of the table down."""
    ys = [top]
    for height in heights:
        ys.append(ys[-1] + height)
    return ys


def fill(page: pymupdf.Page, rows: Sequence[Sequence[str]], ys: Sequence[float], skip: Sequence[int] = ()) -> None:
    """The words of a table; `skip` are columns whose heading is left out."""
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text and not (number == 0 and column in skip):
                style = "text-align:center" if column != 1 or number == 0 else ""
                box = (EDGES[column] + 3, ys[number] + 3, EDGES[column + 1] - 3, ys[number + 1] - 1)
                write(page, box, text, style + (";font-weight:bold" if number == 0 else ""))


def borders(page: pymupdf.Page, ys: Sequence[float], kind: str) -> None:
    """The lines of a table: "stroked", "filled", "dashed", "dotted", "double", "across" or "none"."""
    across = [(EDGES[0], y, EDGES[-1], y) for y in ys]
    down = [(x, ys[0], x, ys[-1]) for x in EDGES]
    shape = page.new_shape()
    for x0, y0, x1, y1 in across + (down if kind not in ("across", "none") else []):
        if kind == "none":
            break
        if kind == "filled":
            shape.draw_rect(pymupdf.Rect(x0 - 0.3, y0 - 0.3, x1 + 0.3, y1 + 0.3))
            shape.finish(color=None, fill=(0, 0, 0))
        elif kind == "dotted":
            steps = int(max(x1 - x0, y1 - y0) / 2)
            for step in range(steps + 1):
                x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
                shape.draw_rect(pymupdf.Rect(x - 0.4, y - 0.4, x + 0.4, y + 0.4))
            shape.finish(color=None, fill=(0, 0, 0))
        else:
            shape.draw_line((x0, y0), (x1, y1))
            if kind == "double":
                shape.draw_line((x0 + 1.5, y0 + 1.5), (x1 + 1.5, y1 + 1.5))
            shape.finish(width=0.5, dashes="[3 2] 0" if kind == "dashed" else None)
    shape.commit()


def form(kind: str) -> pymupdf.Document:
    """A document of one page with the form."""
    return pymupdf.open(stream=_form(kind), filetype="pdf")


@lru_cache
def _form(kind: str) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    heading(page)
    ys = levels()
    borders(page, ys, kind)
    fill(page, (HEAD, *ROWS), ys)
    return document.tobytes()


def turned(source: pymupdf.Document, angle: int, shown_upright: bool = False) -> pymupdf.Document:
    """The pages drawn turned by an angle; `shown_upright` has the file say that a viewer must turn them back."""
    document = pymupdf.open()
    for number, page in enumerate(source):
        width, height = page.rect.width, page.rect.height
        sheet = document.new_page(width=height, height=width) if angle % 180 else document.new_page()
        sheet.show_pdf_page(sheet.rect, source, number, rotate=angle)
        if shown_upright:
            sheet.set_rotation(angle)
    return document


def saved(document: pymupdf.Document, folder: Path) -> Path:
    """The file of a document."""
    path = folder / "van-ban.pdf"
    document.save(path)
    return path
