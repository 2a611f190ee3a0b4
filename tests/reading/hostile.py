"""Makers of files that break readers: cut off, locked, swollen, knotted, or simply not what their name says."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

import pymupdf
import small_reports

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


# Text


def report_text() -> str:
    """A short readable report."""
    return small_reports.text()


def one_line(megabytes: float, what: str = "Ủy ban nhân dân thị xã tiếp nhận 1.250 hồ sơ, đạt 41,8%; ") -> bytes:
    """A text file that is one line of so many megabytes."""
    piece = what.encode()
    return piece * int(megabytes * 1_000_000 / len(piece))


def short_paragraphs(count: int) -> bytes:
    """So many paragraphs of a few words each."""
    return "".join(f"- Mục {number} có {number % 97} hồ sơ.\n\n" for number in range(count)).encode()


def wide_table(columns: int, rows: int = 6) -> bytes:
    """A Markdown table with so many columns."""
    line = "|" + "|".join(str(number) for number in range(columns)) + "|\n"
    return (line + "|" + "---|" * columns + "\n" + line * rows).encode()


def nested_html_tables(depth: int, closed: bool = True) -> bytes:
    """Tables in tables, so deep."""
    return ("<table><tr><td>1" * depth + "</td></tr></table>" * depth * closed).encode()


# PDF


def pdf(pages: int = 2, **saving: object) -> bytes:
    """A readable PDF with the text of a short report and a ruled table."""
    with pymupdf.open() as document:
        for _ in range(pages):
            page = document.new_page()
            page.insert_textbox((60, 50, 540, 600), report_text(), fontname="dejavu", fontfile=FONT, fontsize=9)
            for x in (60, 200, 340):
                page.draw_line((x, 640), (x, 700))
            for y in (640, 670, 700):
                page.draw_line((60, y), (340, y))
            page.insert_text((70, 660), "Tiếp nhận", fontname="dejavu", fontfile=FONT, fontsize=9)
            page.insert_text((210, 660), "1.250", fontname="dejavu", fontfile=FONT, fontsize=9)
        document.subset_fonts()
        return document.tobytes(deflate=True, garbage=3, **saving)


FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def locked_pdf(user: str = "", owner: str = "chủ") -> bytes:
    """A PDF under a password: with `user` nobody opens it, with `owner` alone everybody may read it."""
    return pdf(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=user, owner_pw=owner)


def bit_flipped(data: bytes, seed: int, flips: int = 200) -> bytes:
    """The data with some bits turned."""
    dice = random.Random(seed)
    changed = bytearray(data)
    for _ in range(flips):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of the objects given (from number 1, the catalogue), with a right cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, start))


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A PDF stream object, deflated."""
    packed = zlib.compress(content, 9)
    return b"<</Length %d /Filter /FlateDecode %s>>\nstream\n%s\nendstream" % (len(packed), extra, packed)


_CATALOGUE = b"<</Type /Catalog /Pages 2 0 R>>"
_FONT_ENTRY = b"/Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>"


def one_page_pdf(content: bytes, box: bytes = b"0 0 595 842", resources: bytes = b"", *more: bytes) -> bytes:
    """A PDF of one page that draws `content`; `more` are further objects, from number 5."""
    page = (
        b"<</Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources <<%s %s>>>>"
        % (box, _FONT_ENTRY, resources)
    )
    return raw_pdf(_CATALOGUE, b"<</Type /Pages /Kids [3 0 R] /Count 1>>", page, stream(content), *more)


def many_pages_pdf(count: int) -> bytes:
    """A page tree that names one page so many times."""
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>"
    tree = b"<</Type /Pages /Kids [%s] /Count %d>>" % (b"3 0 R " * count, count)
    return raw_pdf(_CATALOGUE, tree, page, stream(b"BT ET"))


def lying_count_pdf(count: int) -> bytes:
    """A page tree that says it has so many pages, and has one."""
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>"
    return raw_pdf(_CATALOGUE, b"<</Type /Pages /Kids [3 0 R] /Count %d>>" % count, page, stream(b"BT ET"))


def looping_pages_pdf() -> bytes:
    """A page tree that holds itself."""
    return raw_pdf(
        _CATALOGUE, b"<</Type /Pages /Kids [3 0 R 2 0 R] /Count 2>>", b"<</Type /Pages /Kids [2 0 R] /Count 9>>"
    )


def swollen_pdf(megabytes: int) -> bytes:
    """A page whose content unpacks to so many megabytes."""
    return one_page_pdf(b"q 1 0 0 1 0 0 cm Q\n" * (megabytes * 1_000_000 // 19))


def twice_packed_pdf(megabytes: int) -> bytes:
    """The same, deflated twice: a few kilobytes."""
    inner = zlib.compress(b" " * (megabytes * 1_000_000), 9)
    packed = zlib.compress(inner, 9)
    content = b"<</Length %d /Filter [/FlateDecode /FlateDecode]>>\nstream\n%s\nendstream" % (len(packed), packed)
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>"
    return raw_pdf(_CATALOGUE, b"<</Type /Pages /Kids [3 0 R] /Count 1>>", page, content)


def huge_picture_pdf(side: int) -> bytes:
    """A page that shows a picture said to be `side` × `side` pixels."""
    picture = stream(
        b"\0" * 1000,
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8"
        % (side, side),
    )
    return one_page_pdf(b"q 595 0 0 842 0 0 cm /I Do Q", b"0 0 595 842", b"/XObject <</I 5 0 R>>", picture)


def huge_page_pdf(side: int) -> bytes:
    """A page of `side` × `side` points with a little text and a ruled table over all of it."""
    lines = b"".join(b"%d 0 m %d %d l S 0 %d m %d %d l S\n" % (at, at, side, at, side, at) for at in (0, side // 2, side))
    text = b"BT /F1 12 Tf 100 %d Td (Bao cao cai cach hanh chinh quy I nam 2024) Tj ET\n" % (side - 100)
    return one_page_pdf(text + lines, b"0 0 %d %d" % (side, side))


def busy_pdf(operators: int) -> bytes:
    """A page of so many drawn lines, all different."""
    dice = random.Random(1)
    lines = b"".join(
        b"%d %d m %d %d l S\n" % (x, y, x + dice.randrange(90) * (n % 2), y + dice.randrange(90) * (1 - n % 2))
        for n in range(operators) for x, y in [(dice.randrange(595), dice.randrange(842))]
    )
    return one_page_pdf(b"BT /F1 12 Tf 50 800 Td (Bao cao cai cach hanh chinh) Tj ET\n" + lines)


def many_glyphs_pdf(count: int) -> bytes:
    """A page of so many letters on top of each other."""
    return one_page_pdf(b"BT /F1 12 Tf 50 800 Td (%s) Tj ET" % (b"abc 123 " * (count // 8)))


def laughing_forms_pdf(levels: int, times: int) -> bytes:
    """Forms that draw forms: `times` to the power of `levels` words."""
    more = []
    for level in range(levels):
        own = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <<%s /XObject <</X %d 0 R>>>>" % (
            _FONT_ENTRY, 6 + level
        )
        last = level == levels - 1
        draws = b"BT /F1 9 Tf 50 700 Td (cham) Tj ET" if last else b"/X Do " * times
        more.append(stream(draws, own))
    return one_page_pdf(b"/X Do", b"0 0 595 842", b"/XObject <</X 5 0 R>>", *more)


def deep_arrays_pdf(depth: int) -> bytes:
    """An object of arrays in arrays."""
    return one_page_pdf(b"BT ET", b"0 0 595 842", b"/Deep " + b"[" * depth + b"]" * depth)


# Office packages


def package(parts: dict[str, bytes | str]) -> bytes:
    """A zip file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(body: str, before: str = "", **more: bytes | str) -> bytes:
    """A DOCX whose body is this XML; `before` stands ahead of the root element."""
    document = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document}
    return package({**parts, **{name.replace("__", "/"): content for name, content in more.items()}})


def paragraph(text: str) -> str:
    """A paragraph of a DOCX."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def report_docx() -> bytes:
    """A readable DOCX."""
    table = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) + "</w:tr>"
        for row in (("TT", "Nội dung", "Số lượng"), ("1", "Tiếp nhận", "1.250"), ("2", "Trễ hạn", "42,5"))
    )
    return docx("".join(map(paragraph, filter(None, report_text().splitlines()))) + f"<w:tbl>{table}</w:tbl>")


def laughing_docx(before: str) -> bytes:
    """A DOCX that shows the entity `x` declared in `before`."""
    return docx(paragraph("Báo cáo cải cách hành chính &x;"), before)


BILLION_LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {one} "{("&" + other + ";") * 10}">' for other, one in zip("abcdefgh", "bcdefghx", strict=True))
    + "]>"
)
QUADRATIC = f'<!DOCTYPE w [<!ENTITY y "{"ha" * 50_000}"><!ENTITY x "{"&y;" * 5_000}">]>'


def external_entity(address: str) -> str:
    """A declaration that makes `x` the content of a file or a web page."""
    return f'<!DOCTYPE w [<!ENTITY x SYSTEM "{address}">]>'


def zip_bomb(megabytes: int) -> bytes:
    """A DOCX whose text unpacks to so many megabytes."""
    return docx(paragraph(" " * (megabytes * 1_000_000)))


def lying_zip(megabytes: int) -> bytes:
    """The same, with headers that claim a hundred bytes."""
    return _size_claimed(zip_bomb(megabytes), 100)


def boasting_zip() -> bytes:
    """A small DOCX whose headers claim four gigabytes."""
    return _size_claimed(report_docx(), 0xFFFFFFF0)


def _size_claimed(data: bytes, size: int) -> bytes:
    changed = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = changed.find(mark)
        while place >= 0:
            struct.pack_into("<I", changed, place + at, size)
            place = changed.find(mark, place + 4)
    return bytes(changed)


def overlapping_zip(members: int, megabytes: int) -> bytes:
    """A zip whose many members are all the same bytes."""
    whole = docx(paragraph(" " * (megabytes * 1_000_000)))
    start = whole.rfind(b"PK\x05\x06")
    (directory,) = struct.unpack_from("<I", whole, start + 16)
    entries = whole[directory:start]
    last = entries.rfind(b"PK\x01\x02")
    one = entries[last:]
    more = b"".join(
        one[:28] + struct.pack("<H", len(name)) + one[30:46] + name
        for name in (b"word/part%05d.xml" % number for number in range(members))
    )
    entries += more
    count = entries.count(b"PK\x01\x02") & 0xFFFF
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(entries), directory, 0)
    return whole[:directory] + entries + end


def climbing_zip() -> bytes:
    """A readable DOCX with members whose names lead out of it."""
    return docx(
        paragraph("Báo cáo kết quả cải cách hành chính quý I năm 2024"),
        **{"..__..__..__tmp__qa_cchc_escaped.txt": "x", "__etc__qa_cchc_escaped": "x"},
    )


def deep_docx(depth: int) -> bytes:
    """Content controls in content controls."""
    return docx("<w:sdt><w:sdtContent>" * depth + paragraph("đáy") + "</w:sdtContent></w:sdt>" * depth)


def deep_tables_docx(depth: int) -> bytes:
    """Tables in the cells of tables."""
    return docx("<w:tbl><w:tr><w:tc>" * depth + paragraph("đáy") + "</w:tc></w:tr></w:tbl>" * depth)


def wide_docx(columns: int, rows: int = 4) -> bytes:
    """A table with so many columns."""
    row = "<w:tr>" + f"<w:tc>{paragraph('1.250')}</w:tc>" * columns + "</w:tr>"
    return docx(f"<w:tbl>{row * rows}</w:tbl>")


def xlsx(rows: str, **more: bytes | str) -> bytes:
    """An XLSX of one sheet with these rows (XML)."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": _TYPES.replace("/word/document.xml", "/xl/workbook.xml").replace(
            "wordprocessingml.document.main", "spreadsheetml.sheet.main"
        ).replace("</Types>", '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats'
                              '-officedocument.spreadsheetml.worksheet+xml"/></Types>'),
        "_rels/.rels": _RELATIONS.replace("word/document.xml", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Biểu 1" sheetId="1" '
                           'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELATIONS.replace("officeDocument\" ", "worksheet\" ").replace(
            "word/document.xml", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    return package({**parts, **more})


def sheet_row(number: int, *values: str) -> str:
    """A row of an XLSX sheet."""
    cells = "".join(
        f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{value}</t></is></c>' for at, value in enumerate(values)
    )
    return f'<row r="{number}">{cells}</row>'


def report_xlsx() -> bytes:
    """A readable XLSX."""
    return xlsx(sheet_row(1, "Biểu mẫu 1") + sheet_row(2, "TT", "Nội dung", "Số lượng") + sheet_row(3, "1", "Văn bản", "12"))


def far_cell_xlsx() -> bytes:
    """A sheet whose second cell stands in the last row and column there can be."""
    return xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')


def merged_everywhere_xlsx() -> bytes:
    """A sheet with one cell merged over seventeen thousand million."""
    data = report_xlsx()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(
                b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            )
            new.writestr(name, content)
    return out.getvalue()


FAILING: dict[str, Callable[[], bytes]] = {
    "rỗng.pdf": lambda: b"",
    "rỗng.docx": lambda: b"",
    "rỗng.txt": lambda: b"",
    "cắt cụt.pdf": lambda: b"%PDF-1.7\n1 0 obj\n<</Type /Cat",
    "mật khẩu.pdf": lambda: locked_pdf(user="mở"),
    "cây trang vòng tròn.pdf": looping_pages_pdf,
    "100 nghìn trang.pdf": lambda: many_pages_pdf(100_000),
    "nói dối số trang.pdf": lambda: lying_count_pdf(90_000_000),
    "không phải pdf.pdf": lambda: report_docx()[:700],
    "không phải zip.docx": lambda: b"\x93\xff\x00\xfe" * 4000,
    "nửa zip.docx": lambda: report_docx()[:600],
    "bom zip.docx": lambda: zip_bomb(40),
    "zip nói dối.docx": lambda: lying_zip(40),
    "zip lồng nhau.docx": lambda: package({"a.zip": package({"b.zip": zip_bomb(50)})}),
    "tỷ tiếng cười.docx": lambda: laughing_docx(BILLION_LAUGHS),
    "phình bậc hai.docx": lambda: laughing_docx(QUADRATIC),
    "thực thể ngoài.docx": lambda: laughing_docx(external_entity("file:///etc/passwd")),
    "thẻ lồng nhau.docx": lambda: deep_docx(5000),
    "rác.txt": lambda: b"\xff" * 50_000,
    "byte 0.txt": lambda: b"Bao cao\0\0\0" * 3000,
    "rác.xlsx": lambda: b"\x93\xff\x00\xfe" * 4000,
    "bom zip.xlsx": lambda: xlsx(sheet_row(1, " " * 40_000_000)),
    "tỷ tiếng cười.xlsx": lambda: package({"xl/workbook.xml": BILLION_LAUGHS + "<w>&x;</w>"}),
    "rác.png": lambda: b"\x89PNG\r\n\x1a\n" + b"\x00\xff" * 3000,
    "rác.html": lambda: b"\xff\x00" * 3000,
}
"""Files that cannot be read, by name: each must fail with one sentence."""

READABLE: dict[str, Callable[[], bytes]] = {
    "chỉ khóa sửa.pdf": locked_pdf,
    "tốt.pdf": pdf,
    "tốt.docx": report_docx,
    "tốt.txt": lambda: report_text().encode(),
    "zip khoe khoang.docx": boasting_zip,
    "tên leo thang.docx": climbing_zip,
}
"""Files that look odd and can be read all the same (a wrong size in a header may also be a reason to refuse one)."""

HEAVY: dict[str, Callable[[], bytes]] = {
    "60 MB một dòng.txt": lambda: one_line(60),
    "ngoặc.txt": lambda: one_line(1, "("),
    "ngoặc cách.txt": lambda: one_line(1, "( "),
    "chữ số.txt": lambda: one_line(1, "7"),
    "chữ số chấm.txt": lambda: one_line(1, "1."),
    "số cách.txt": lambda: one_line(1, "12 345 "),
    "phần trăm.txt": lambda: one_line(1, "41,8% "),
    "gạch chéo.txt": lambda: one_line(1, "1/2/"),
    "ngày.txt": lambda: one_line(1, "ngày 01/02/2024 "),
    "kỳ.txt": lambda: one_line(1, "quý I, quý II năm 2024 đến "),
    "chữ a.txt": lambda: one_line(1, "a"),
    "chữ hoa.txt": lambda: one_line(1, "ỦY BAN "),
    "khoảng trắng.txt": lambda: b"a" + b" " * 1_000_000 + b"b",
    "sao.txt": lambda: one_line(1, "*"),
    "sao cách.txt": lambda: one_line(1, "**a "),
    "gạch.txt": lambda: one_line(1, "-"),
    "gạch dưới cách.txt": lambda: one_line(1, "_a "),
    "ngoặc nhọn.txt": lambda: one_line(1, "<"),
    "ngoặc vuông.txt": lambda: one_line(1, "["),
    "dấu phẩy.txt": lambda: one_line(1, "hồ sơ, "),
    "xã phường.txt": lambda: one_line(1, "xã Tân Lộc, phường 5, "),
    "số hiệu.txt": lambda: one_line(1, "102/BC-UBND, "),
    "mũ.txt": lambda: one_line(1, "a¹ "),
    "dòng ngắn.txt": lambda: b"a\n" * 500_000,
    "dòng số.txt": lambda: b"1\n\n" * 200_000,
    "dòng tab.txt": lambda: b"1\t2\n" * 200_000,
    "sang trang.txt": lambda: b"a\f" * 200_000,
    "thẻ bảng.txt": lambda: b"<table>\n" * 20_000,
    "bảng lồng nhau.txt": lambda: nested_html_tables(2_000),
    "bảng lồng nhau.html": lambda: nested_html_tables(2_000),
    "100 nghìn đoạn.txt": lambda: short_paragraphs(100_000),
    "bảng rộng.md": lambda: wide_table(10_000),
    "bảng dài.md": lambda: wide_table(10, 50_000),
    "dòng 5 MB.docx": lambda: docx(paragraph("Tiếp nhận 1.250 hồ sơ, đạt 41,8%. " * 150_000)),
    "ngoặc.docx": lambda: docx(paragraph("(" * 1_000_000)),
    "100 nghìn đoạn.docx": lambda: docx(paragraph("Mục có 12 hồ sơ.") * 100_000),
    "bảng rộng.docx": lambda: wide_docx(10_000),
    "bảng dài.docx": lambda: wide_docx(10, 10_000),
    "bảng lồng nhau.docx": lambda: deep_tables_docx(60),
    "zip chồng nhau.docx": lambda: overlapping_zip(15_000, 10),
    "ô xa.xlsx": far_cell_xlsx,
    "gộp khắp nơi.xlsx": merged_everywhere_xlsx,
    "phình.pdf": lambda: swollen_pdf(300),
    "phình hai lần.pdf": lambda: twice_packed_pdf(2_000),
    "ảnh khổng lồ.pdf": lambda: huge_picture_pdf(1_000_000),
    "ảnh rất lớn.pdf": lambda: huge_picture_pdf(30_000),
    "trang khổng lồ.pdf": lambda: huge_page_pdf(1_000_000),
    "triệu nét vẽ.pdf": lambda: busy_pdf(1_000_000),
    "triệu chữ.pdf": lambda: many_glyphs_pdf(1_000_000),
    "mẫu vẽ mẫu.pdf": lambda: laughing_forms_pdf(9, 10),
    "mảng lồng nhau.pdf": lambda: deep_arrays_pdf(100_000),
    "nghìn trang trống.pdf": lambda: many_pages_pdf(2_500),
}
"""Files that cost a reader much: each must be read, refused or stopped within the limits."""
