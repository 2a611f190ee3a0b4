"""DOCX (also .docm, .dotx) → blocks, by the parts of its package."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from qa_cchc.reading.blocks import Draft, Grid, Unreadable
from qa_cchc.reading.old_encodings import converted_note
from qa_cchc.reading.package import Package
from qa_cchc.reading.word.body import Body
from qa_cchc.reading.word.fonts import Fonts, convert_old_fonts
from qa_cchc.reading.word.note_marks import NoteMarks
from qa_cchc.reading.word.numbering import Numbering
from qa_cchc.reading.word.pictures import Pictures
from qa_cchc.reading.word.runs import LeftOut, note_elements
from qa_cchc.reading.word.styles import Styles
from qa_cchc.settings import Settings

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTHING = {True: "tệp DOCX chỉ có ảnh mà không nhận ra chữ nào trong đó", False: "tệp DOCX không có chữ nào"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_word(data: bytes, settings: Settings | None = None) -> Draft:
    """The blocks of a DOCX file. Raises Unreadable for a file that is none, is encrypted or holds no text."""
    if data.startswith(_OLE):
        raise Unreadable("tệp DOCX có mật khẩu, hoặc là tệp Word đời cũ (.doc) mang đuôi .docx; hãy mở và lưu lại")
    settings = settings or Settings.load()
    parts = _Parts(Package(data, settings, "DOCX"))
    rendered = next(parts.body.iter(_W + "lastRenderedPageBreak"), None) is not None
    fonts = Fonts(parts.styles, parts.theme)
    converted = convert_old_fonts((parts.body, parts.footnotes, parts.endnotes), fonts)
    notes = {
        "footnote": note_elements(parts.footnotes, "footnote"),
        "endnote": note_elements(parts.endnotes, "endnote"),
    }
    pictures = Pictures(parts.package, parts.links, settings)
    marks = NoteMarks(parts.body, parts.settings, rendered)
    body = Body(Styles(parts.styles), Numbering(parts.numbering), notes, rendered, pictures.read, marks)
    draft = Draft(paged=rendered)
    draft.blocks.extend(body.blocks(parts.body))
    draft.pages = body.page
    draft.notes += [converted_note(converted)] if converted else []
    draft.notes += _notes(body.left_out)
    draft.warnings += [*_warnings(body.left_out), *pictures.warnings]
    if not any(isinstance(block, Grid) or block.text.value for block in draft.blocks):
        scanned = next(parts.body.iter("{*}blip"), None) is not None
        why = "; ".join(text.rstrip(".") for text in pictures.warnings[:2])
        raise Unreadable(f"tệp DOCX chỉ có ảnh, không có chữ ({why})" if scanned and why else _NOTHING[scanned])
    return draft


class _Parts:
    """The parts of the package that are read, by the links of the main one."""

    def __init__(self, package: Package) -> None:
        name = package.main("word/document.xml")
        root = package.xml(name)
        body = root.find(_W + "body") if root is not None else None
        if body is None:
            raise Unreadable("tệp DOCX bị hỏng (không có phần văn bản chính)")
        self.package = package
        self.links = package.related(name)
        links = {link.kind: link.target for link in self.links.values()}

        def part(kind: str, usual: str) -> etree._Element | None:
            return package.xml(links.get(kind) or f"word/{usual}")

        self.body = body
        self.styles = part("styles", "styles.xml")
        self.numbering = part("numbering", "numbering.xml")
        self.footnotes = part("footnotes", "footnotes.xml")
        self.endnotes = part("endnotes", "endnotes.xml")
        self.settings = part("settings", "settings.xml")
        self.theme = part("theme", "theme/theme1.xml")


def _notes(left_out: LeftOut) -> Iterator[str]:
    if left_out.hidden:
        yield "có chữ đặt ở chế độ ẩn (hidden), không đọc."
    if left_out.contents:
        yield "mục lục tự động không đọc thành nội dung."
    if left_out.recognised:
        yield f"chữ trong {left_out.recognised} ảnh lớn được đọc bằng nhận dạng chữ (OCR)."


def _warnings(left_out: LeftOut) -> Iterator[str]:
    if left_out.pictures:
        yield f"có {left_out.pictures} ảnh lớn trong văn bản, chữ trong ảnh chưa đọc."
    if left_out.embedded:
        yield f"có {left_out.embedded} bảng tính hoặc tệp nhúng trong văn bản, chưa đọc."
    if left_out.chunks:
        yield f"có {left_out.chunks} phần ghép từ tệp khác (altChunk), chưa đọc; hãy mở bằng Word rồi lưu lại."
