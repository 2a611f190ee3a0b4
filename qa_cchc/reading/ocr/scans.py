"""Scanned pages of a document: which those are, their pictures, and what recognition made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pymupdf

from qa_cchc.reading.blocks import Draft
from qa_cchc.reading.ocr.consensus import agreed
from qa_cchc.reading.ocr.pages import recognise
from qa_cchc.reading.ocr.picture import Picture, page_picture
from qa_cchc.reading.ocr.recognised import ReadPage
from qa_cchc.reading.ocr.tesseract import NoEngine
from qa_cchc.reading.sandbox_child import one_line
from qa_cchc.settings import Settings


def listed(pages: Sequence[int]) -> str:
    """Page numbers as a person lists them, runs of three and more shortened."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    shown = (f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
    return "trang " + ", ".join(shown)


def read_scans(
    document: pymupdf.Document, numbers: Sequence[int], settings: Settings, draft: Draft
) -> dict[int, ReadPage]:
    """The recognised pages of a document by their numbers; what could not be read is noted in the draft."""
    if not numbers:
        return {}
    pictures = _pictures(document, numbers, settings, draft)
    return read_pictures_of(pictures, numbers, settings, draft, document.page_count)


def read_pictures_of(
    pictures: Iterator[tuple[int, Picture]], numbers: Sequence[int], settings: Settings, draft: Draft, total: int
) -> dict[int, ReadPage]:
    """The recognised pages of pictures given as (number, picture); what could not be read is noted in the draft."""
    if settings.ocr == "off":
        draft.unread_pages += numbers
        draft.warnings.append(f"{listed(numbers)} là ảnh quét; nhận dạng chữ (OCR) đang tắt nên chưa có nội dung.")
        return {}
    found: dict[int, ReadPage] = {}
    try:
        for outcome in recognise(pictures, settings, total):
            if outcome.page is None:
                draft.unread_pages.append(outcome.number)
                said = f"trang {outcome.number} là ảnh quét, chưa nhận dạng được chữ: {outcome.problem}."
                draft.warnings.append(said)
            else:
                found[outcome.number] = outcome.page
    except NoEngine as problem:
        draft.unread_pages += numbers
        draft.warnings += [f"trang {number} là ảnh quét, chưa có nội dung: {problem}." for number in sorted(numbers)]
        return {}
    _tell(found, draft)
    return agreed(found)


def _tell(found: dict[int, ReadPage], draft: Draft) -> None:
    read = [number for number, page in found.items() if page.lines or page.tables]
    if read:
        draft.notes.append(f"{listed(read)} là ảnh quét, chữ được nhận dạng tự động (OCR).")
    cells = {number: page.unreadable for number, page in found.items() if page.unreadable}
    if cells:
        draft.warnings.append(
            f"{listed(list(cells))} có {sum(cells.values())} ô trong bảng không nhận dạng được chắc chắn nên để trống."
        )
    lines = {number: page.unread_lines for number, page in found.items() if page.unread_lines}
    if lines:
        draft.warnings.append(f"{listed(list(lines))} có {sum(lines.values())} dòng chữ không nhận dạng được.")
    words = {number: page.doubtful for number, page in found.items() if page.doubtful}
    if words:
        draft.warnings.append(
            f"{listed(list(words))} có {sum(words.values())} con số trong lời văn không nhận dạng được chắc chắn."
        )


def _pictures(
    document: pymupdf.Document, numbers: Sequence[int], settings: Settings, draft: Draft
) -> Iterator[tuple[int, Picture]]:
    for number in numbers:
        try:
            page = document[number - 1]
            if page.rotation:
                page.remove_rotation()
            yield number, page_picture(page, settings.page_pixels)
        except (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError, TypeError) as problem:
            draft.unread_pages.append(number)
            draft.warnings.append(f"trang {number} bị lỗi, không vẽ được ảnh trang ({one_line(problem)}).")
