"""Which reader a file needs: by what it holds first, by its suffix only where that does not tell."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from qa_cchc.reading.blocks import Reader, Unreadable
from qa_cchc.reading.text import read_text

TEXT_SUFFIXES = frozenset({".txt", ".md", ".markdown"})
DELIMITED_SUFFIXES = frozenset({".csv", ".tsv"})
OFFICE_SUFFIXES = frozenset({".doc", ".dot", ".rtf", ".odt", ".ott", ".xls", ".xlt", ".xlsb", ".ods", ".ots", ".wps"})
WORD_SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm"})
SHEET_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
WEB_SUFFIXES = frozenset({".htm", ".html", ".xhtml", ".mht", ".mhtml"})
PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})
READ_SUFFIXES = (
    TEXT_SUFFIXES
    | DELIMITED_SUFFIXES
    | OFFICE_SUFFIXES
    | WORD_SUFFIXES
    | SHEET_SUFFIXES
    | WEB_SUFFIXES
    | PICTURE_SUFFIXES
    | {".pdf"}
)
"""Suffixes of files that some reader is for."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_START = 4096
_WEB = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_WEB_PART = re.compile(r"<(?:table|body|div|p|span|meta|font)\b", re.IGNORECASE)
_MAIL_PAGE = re.compile(r"(?:MIME-Version:|From:|Content-Type:\s*multipart/related)", re.IGNORECASE)
_OPEN_DOCUMENT = {"text": ".odt", "spreadsheet": ".ods"}


def reader_of(data: bytes, suffix: str) -> Reader:
    """The reader for a file's bytes; `suffix` is that of its name. Raises Unreadable when no reader knows the kind."""
    suffix = suffix.lower()
    if b"%PDF-" in data[:1024]:
        from qa_cchc.reading.pdf.document import read_pdf

        return read_pdf
    if data.startswith(_PICTURES):
        return _picture()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_zip(data, suffix)
    if data.startswith(_OLE):
        return _of_ole(data, suffix)
    start = _text(data[:_START])
    if start is not None:
        found = _of_markup(start, suffix)
        if found is not None:
            return found
    return _of_suffix(suffix, start)


def _of_zip(data: bytes, suffix: str) -> Reader:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in package.namelist()}
            kind = package.open("mimetype").read(200).decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, KeyError, EOFError):
        # Broken: the reader that the suffix names says so.
        return _of_suffix(suffix, None)
    folders = {name.partition("/")[0] for name in names if "/" in name}
    if "xl" in folders:
        return _office(".xlsb") if "xl/workbook.bin" in names else _sheets()
    if "word" in folders or suffix in WORD_SUFFIXES:
        return _word()
    opened = re.search(r"opendocument\.(text|spreadsheet)", kind)
    if opened:
        return _office(_OPEN_DOCUMENT[opened.group(1)])
    if "ppt" in folders or "presentation" in kind:
        raise Unreadable("tệp là bản trình chiếu, không phải báo cáo; hãy lưu thành PDF nếu cần đọc")
    if suffix in SHEET_SUFFIXES:
        return _sheets()
    raise Unreadable("tệp nén không phải văn bản Word hay bảng tính; hãy giải nén rồi đưa từng báo cáo vào thư mục")


def _picture() -> Reader:
    from qa_cchc.reading.pictures import read_picture

    return read_picture


def _of_ole(data: bytes, suffix: str) -> Reader:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Unreadable("tệp có mật khẩu nên không đọc được; hãy mở bằng mật khẩu rồi lưu lại không đặt mật khẩu")
    if holds("WordDocument"):
        return _office(".doc")
    if holds("Workbook") or holds("Book"):
        return _office(".xls")
    if holds("PowerPoint Document"):
        raise Unreadable("tệp là bản trình chiếu, không phải báo cáo; hãy lưu thành PDF nếu cần đọc")
    if suffix in OFFICE_SUFFIXES:
        return _office(suffix)
    raise Unreadable("tệp Office đời cũ bị hỏng hoặc có mật khẩu, không thấy văn bản hay bảng tính bên trong")


def _of_markup(start: str, suffix: str) -> Reader | None:
    """The reader for text that says itself what it is (RTF, HTML, XML of Office 2003, a mailed page)."""
    if start.lstrip().startswith("{\\rtf"):
        return _office(".rtf")
    if "<?mso-application" in start or "<pkg:package" in start or "<w:wordDocument" in start:
        return _office(".xml")
    web = _WEB.match(start) is not None or (suffix not in TEXT_SUFFIXES and _WEB_PART.match(start.lstrip()) is not None)
    if web or suffix in (".htm", ".html", ".xhtml"):
        from qa_cchc.reading.html import read_html

        return read_html
    if _MAIL_PAGE.match(start) and ("multipart/related" in start.lower() or suffix in (".mht", ".mhtml")):
        from qa_cchc.reading.html import read_mailed_page

        return read_mailed_page
    return None


def _of_suffix(suffix: str, start: str | None) -> Reader:
    if suffix in WORD_SUFFIXES:
        return _word()
    if suffix in SHEET_SUFFIXES:
        return _sheets()
    if suffix == ".pdf":
        raise Unreadable("tệp mang đuôi .pdf nhưng không phải là PDF")
    if suffix in PICTURE_SUFFIXES:
        raise Unreadable(f"tệp mang đuôi {suffix} nhưng nội dung không phải là ảnh, có thể đã hỏng")
    if suffix in TEXT_SUFFIXES or (suffix == ".doc" and start is not None):
        return read_text
    if suffix in DELIMITED_SUFFIXES or (suffix == ".xls" and start is not None):
        from qa_cchc.reading.delimited import read_delimited

        return read_delimited
    if suffix in OFFICE_SUFFIXES:
        raise Unreadable(f"tệp mang đuôi {suffix} nhưng nội dung không theo định dạng đó, có thể đã hỏng")
    raise Unreadable(
        f"chưa đọc được định dạng {suffix or 'không có phần mở rộng'}; hãy lưu tệp thành PDF, DOCX, XLSX hoặc TXT"
    )


def _text(data: bytes) -> str | None:
    """The bytes as text, None when they are none. A letter cut at the end is left out."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "ignore")
    if b"\0" in data:
        return None
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")


def _word() -> Reader:
    from qa_cchc.reading.word.document import read_word

    return read_word


def _sheets() -> Reader:
    from qa_cchc.reading.sheet.document import read_sheets

    return read_sheets


def _office(suffix: str) -> Reader:
    from qa_cchc.reading.office import reader_by_conversion

    return reader_by_conversion(suffix)
