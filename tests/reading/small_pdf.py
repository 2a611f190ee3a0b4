"""PDF files written by hand, for what no program at hand makes: fonts of old codes, wrong spaces, torn marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pymupdf


@dataclass
class Font:
    """A font that is not embedded: its name, widths of codes (thousandths; others 500), and code → Unicode if given."""

    name: str
    widths: Mapping[int, int] = field(default_factory=dict)
    unicode: Mapping[int, str] | None = None


@dataclass
class Piece:
    """Codes at a place (points from the page's lower left corner) in a font of a size."""

    font: str
    codes: bytes
    x: float
    y: float
    size: float = 12.0
    operators: str = ""


def pdf_of(fonts: Mapping[str, Font], *pages: Sequence[Piece]) -> bytes:
    """A PDF with these pages of A4."""
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(body: bytes) -> int:
        return add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body))

    numbers = {}
    for key, font in fonts.items():
        widths = " ".join(str(font.widths.get(code, 500)) for code in range(32, 256))
        to_unicode = f" /ToUnicode {stream(_cmap(font.unicode))} 0 R" if font.unicode is not None else ""
        descriptor = add(
            f"<< /Type /FontDescriptor /FontName /{_name(font.name)} /Flags 32 /FontBBox [0 -200 1000 800] /ItalicAngle 0"
            " /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>".encode()
        )
        numbers[key] = add(
            f"<< /Type /Font /Subtype /TrueType /BaseFont /{_name(font.name)} /Encoding /WinAnsiEncoding /FirstChar 32"
            f" /LastChar 255 /Widths [{widths}] /FontDescriptor {descriptor} 0 R{to_unicode} >>".encode()
        )
    resources = " ".join(f"/{key} {number} 0 R" for key, number in numbers.items())
    kids = []
    for pieces in pages:
        content = b"".join(
            b"BT /%s %.2f Tf %s 1 0 0 1 %.2f %.2f Tm <%s> Tj ET\n"
            % (p.font.encode(), p.size, p.operators.encode(), p.x, p.y, p.codes.hex().encode())
            for p in pieces
        )
        number = stream(content)
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number} 0 R"
                f" /Resources << /Font << {resources} >> >> >>".encode()
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(made)


def _name(name: str) -> str:
    return "".join(one if one.isalnum() or one in "+-.," else f"#{ord(one):02X}" for one in name)


def _cmap(unicode: Mapping[int, str]) -> bytes:
    rows = "\n".join(f"<{code:02X}> <{text.encode('utf-16-be').hex()}>" for code, text in unicode.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(unicode)} beginbfchar\n{rows}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def page_of(data: bytes, number: int = 1) -> pymupdf.Page:
    """A page of a PDF."""
    return pymupdf.open(stream=data, filetype="pdf")[number - 1]


def font_of(text: str, name: str = "Times", wide: int = 500) -> tuple[Font, dict[str, int]]:
    """A Unicode font with the letters of a text (no blank), and the code of each letter."""
    letters = sorted(set(text) - {" ", "\n"})
    assert len(letters) <= 222
    codes = {letter: code for code, letter in enumerate(letters, start=33)}
    widths = {code: 0 if "\u0300" <= letter <= "\u036f" else wide for letter, code in codes.items()}
    unicode = {code: letter for letter, code in codes.items()}
    return Font(name, {**widths, 32: 250}, {**unicode, 32: " "}), codes
