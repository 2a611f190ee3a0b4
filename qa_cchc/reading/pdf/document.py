"""PDF → blocks: each page from its own text, or from its picture where it has no text that can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf

from qa_cchc.reading.blocks import Draft, Unreadable
from qa_cchc.reading.ocr.layers import needs_recognition
from qa_cchc.reading.ocr.scans import read_scans
from qa_cchc.reading.old_encodings import converted_note
from qa_cchc.reading.pdf.flow import flow_of
from qa_cchc.reading.pdf.page import TextLayer, read_text_layer
from qa_cchc.reading.pdf.page_parts import PageParts, doubted
from qa_cchc.reading.progress import alive
from qa_cchc.reading.sandbox_child import one_line
from qa_cchc.reading.text_quality import remarks
from qa_cchc.settings import Settings

_LEAST_TEXT = 12
# What MuPDF raises for a broken file, besides errors of Python's own.
_BROKEN = (pymupdf.mupdf.FzErrorBase, pymupdf.FileDataError, RuntimeError, ValueError, TypeError, IndexError, KeyError)


def read_pdf(data: bytes, settings: Settings) -> Draft:
    """The blocks of a PDF. Raises Unreadable for a file that is broken, encrypted, or has nothing to read."""
    document, count = _open(data, settings.most_pages)
    draft = Draft(pages=count, paged=True)
    layers: dict[int, TextLayer] = {}
    for number in range(1, count + 1):
        try:
            layers[number] = read_text_layer(document[number - 1], number)
        except _BROKEN as problem:
            draft.warnings.append(f"trang {number} bị lỗi, không đọc được ({one_line(problem)}).")
            draft.unread_pages.append(number)
        alive(f"trang {number}/{count}")
    scans = _scans(document, layers, draft)
    read = read_scans(document, scans, settings, draft)
    pages: list[PageParts] = []
    for number, layer in layers.items():
        if number in read:
            pages.append(read[number].parts(number))
        elif layer.letters >= _LEAST_TEXT or (layer.letters and number not in scans):
            # Text under a scan that could not be read anew: words to search by, no number to trust.
            pages.append(doubted(layer.parts) if number in scans else layer.parts)
    if not any(page.lines or page.grids for page in pages):
        raise Unreadable(_why_nothing(draft, scans))
    notes, warnings = remarks({number: layer.verdict for number, layer in layers.items()}, read)
    converted = {label for number, layer in layers.items() if number not in read for label in layer.converted}
    draft.notes += [*notes, *([converted_note(converted)] if converted else [])]
    draft.warnings += warnings
    draft.blocks = flow_of(pages)
    draft.to_shown = {number: layer.to_page for number, layer in layers.items() if layer.to_page}
    draft.to_shown |= {number: page.to_page for number, page in read.items()}
    return draft


def _scans(document: pymupdf.Document, layers: dict[int, TextLayer], draft: Draft) -> list[int]:
    """Pages that are to be read from their pictures; one that is gone (MuPDF may mend a file while reading) is said."""
    found: list[int] = []
    for number, layer in layers.items():
        try:
            if needs_recognition(document[number - 1], layer):
                found.append(number)
        except _BROKEN as problem:
            draft.warnings.append(f"ảnh của trang {number} bị lỗi, không xem được ({one_line(problem)}).")
            draft.unread_pages.append(number)
    return found


def _why_nothing(draft: Draft, scans: Sequence[int]) -> str:
    if draft.warnings and draft.unread_pages:
        return "; ".join(text.rstrip(".") for text in draft.warnings[:3])
    if scans:
        return "tệp PDF chỉ có ảnh mà không nhận ra chữ nào trong đó"
    return "tệp PDF không có chữ nào"


def _open(data: bytes, most: int) -> tuple[pymupdf.Document, int]:
    """The document and the number of its pages, `most` at most."""
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
        if document.needs_pass:
            raise Unreadable("tệp PDF có mật khẩu, không mở được; hãy bỏ mật khẩu rồi lưu lại")
        count = document.page_count
    except _BROKEN as problem:
        raise Unreadable(
            f"tệp PDF bị hỏng hoặc bị cắt cụt; hãy tải hoặc xuất lại tệp (chi tiết: {one_line(problem)})"
        ) from problem
    if count == 0:
        raise Unreadable("tệp PDF không có trang nào")
    if count > most:
        raise Unreadable(f"tệp PDF có {count} trang, nhiều hơn mức {most} trang được đọc; hãy tách tệp")
    return document, count
