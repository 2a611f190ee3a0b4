"""PDF → blocks: each page from its own text, or from its picture where it has no text that can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf

from qa_cchc.reading.blocks import Draft, Unreadable
from qa_cchc.reading.page_parts import PageParts
from qa_cchc.reading.pdf_flow import flow_of
from qa_cchc.reading.pdf_page import read_text_layer
from qa_cchc.settings import Settings

_LEAST_TEXT = 12
_LEAST_PAGE_TEXT = 300
_MOST_PAGES = 3000


def read_pdf(data: bytes, settings: Settings) -> Draft:
    """The blocks of a PDF. Raises Unreadable for a file that is broken, encrypted, or has no text at all."""
    document = _open(data)
    draft = Draft(pages=document.page_count, paged=True)
    pages: list[PageParts] = []
    turned: list[int] = []
    for number in range(1, document.page_count + 1):
        page = _read_page(document, number, draft, turned)
        if page is not None:
            pages.append(page)
    if not pages:
        if draft.unread_pages:
            raise Unreadable("tệp PDF chỉ có ảnh quét, chưa có lớp chữ để đọc")
        raise Unreadable("chữ trong tệp PDF bị xoay ngang, chưa đọc được" if turned else "tệp PDF không có chữ nào")
    if draft.unread_pages:
        draft.warnings.append(
            f"{_listed(draft.unread_pages)} là ảnh quét hoặc không đọc được, nội dung trang đó chưa có."
        )
    if turned:
        draft.warnings.append(f"{_listed(turned)} có chữ xoay ngang chưa đọc được.")
    draft.blocks = flow_of(pages)
    return draft


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


def _listed(pages: Sequence[int]) -> str:
    return "trang " + ", ".join(map(str, pages))


def _read_page(document: pymupdf.Document, number: int, draft: Draft, turned: list[int]) -> PageParts | None:
    """One page; None for one without text (noted in the draft when it shows something)."""
    try:
        layer = read_text_layer(document[number - 1], number)
    except (RuntimeError, ValueError) as problem:
        draft.warnings.append(f"trang {number} bị lỗi, không đọc được ({problem}).")
        draft.unread_pages.append(number)
        return None
    # A scan may carry a little text of its own: a digital signature, a stamp of the incoming mail.
    if layer.picture > 0.5 and layer.letters < _LEAST_PAGE_TEXT:
        draft.unread_pages.append(number)
    if layer.sideways > max(layer.letters, _LEAST_TEXT):
        turned.append(number)
    if layer.letters < _LEAST_TEXT and (number in draft.unread_pages or not layer.letters):
        return None
    return layer.parts
