"""PDF → blocks: each page from its own text, or from its picture where it has no text that can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf

from qa_cchc.reading.blocks import Draft, Unreadable
from qa_cchc.reading.ocr.layers import needs_recognition
from qa_cchc.reading.ocr.scans import read_scans
from qa_cchc.reading.old_encodings import converted_note
from qa_cchc.reading.page_parts import PageParts
from qa_cchc.reading.pdf_flow import flow_of
from qa_cchc.reading.pdf_page import TextLayer, read_text_layer
from qa_cchc.reading.text_quality import remarks
from qa_cchc.settings import Settings

_LEAST_TEXT = 12
_MOST_PAGES = 3000


def read_pdf(data: bytes, settings: Settings) -> Draft:
    """The blocks of a PDF. Raises Unreadable for a file that is broken, encrypted, or has nothing to read."""
    document = _open(data)
    draft = Draft(pages=document.page_count, paged=True)
    layers: dict[int, TextLayer] = {}
    for number in range(1, document.page_count + 1):
        try:
            layers[number] = read_text_layer(document[number - 1], number)
        except (RuntimeError, ValueError) as problem:
            draft.warnings.append(f"trang {number} bị lỗi, không đọc được ({problem}).")
            draft.unread_pages.append(number)
    scans = [number for number, layer in layers.items() if needs_recognition(document[number - 1], layer)]
    read = read_scans(document, scans, settings, draft)
    pages: list[PageParts] = []
    for number, layer in layers.items():
        if number in read:
            pages.append(read[number].parts(number))
        elif layer.letters >= _LEAST_TEXT or (layer.letters and number not in scans):
            pages.append(layer.parts)
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


def _why_nothing(draft: Draft, scans: Sequence[int]) -> str:
    if draft.warnings and draft.unread_pages:
        return "; ".join(text.rstrip(".") for text in draft.warnings[:3])
    if scans:
        return "tệp PDF chỉ có ảnh mà không nhận ra chữ nào trong đó"
    return "tệp PDF không có chữ nào"


def _open(data: bytes) -> pymupdf.Document:
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
    except (pymupdf.FileDataError, RuntimeError, ValueError) as problem:
        raise Unreadable(f"tệp PDF bị hỏng ({problem})") from problem
    if document.needs_pass:
        raise Unreadable("tệp PDF có mật khẩu, không mở được")
    if document.page_count == 0:
        raise Unreadable("tệp PDF không có trang nào")
    if document.page_count > _MOST_PAGES:
        raise Unreadable(f"tệp PDF có {document.page_count} trang, nhiều hơn mức {_MOST_PAGES} trang được đọc")
    return document
