"""Small valid files changed at random: bytes of any file, and the insides of PDFs, office packages and pictures.

A case is told by its format and its number alone, so that each can be made again.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache

import hostile
import mutated_pictures

_NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483647", b"-2147483648", b"99999999999999999999", b"1e308", b"nan")
_WORDS = (
    b"", b"\0", b"\xff\xfe", b"\xc2\xb2", b"\n", b"(", b"<<", b"[", b"]]>", b"<!--", b"<table>", b"|", b"\t", b"\f",
    b"%", b"\xe2\x80\xae", b"&#0;", b"/Kids", b"/Count", b"stream", b"endobj", b"obj", b"R", b"true", b"null",
)
_XML_VALUES = ("", "-1", "0", "²", "99999999999", "9" * 5000, "1.5", "abc", "NaN", "A0", "ZZZZ9999999", "&lt;", "\u202e")


@lru_cache(maxsize=1)
def seeds() -> dict[str, bytes]:
    """The valid files, by suffix."""
    text = hostile.report_text()
    table = "<table><tr><th>TT</th><th>Nội dung</th><th>Số lượng</th></tr><tr><td>1</td><td>Tiếp nhận</td><td>1.250</td></tr></table>"
    html = "".join(f"<p>{line}</p>" for line in text.splitlines() if line)
    return {
        ".pdf": hostile.pdf(1),
        ".docx": hostile.report_docx(),
        ".xlsx": hostile.report_xlsx(),
        ".txt": text.encode(),
        ".md": (text + "\n| TT | Nội dung | Số |\n|---|---|---|\n| 1 | **Tiếp nhận** | 1.250 |\n\n" + table).encode(),
        ".html": f"<html><body><h1>BÁO CÁO</h1>{html}{table}</body></html>".encode(),
        **mutated_pictures.seeds(),
    }


def mutant(suffix: str, number: int) -> bytes:
    """The file of case `number` of a format."""
    dice = random.Random(f"{suffix}{number}")
    data = seeds()[suffix]
    if suffix in PICTURES and dice.random() < 0.4:
        return mutated_pictures.redrawn(suffix, dice)
    inside = _INSIDE.get(suffix)
    if inside is not None and dice.random() < 0.7:
        return inside(data, dice)
    return _bytes(data, dice)


def _bytes(data: bytes, dice: random.Random, most: int = 6) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, most)):
        dice.choice(_CHANGES)(changed, dice)
    return bytes(changed)


def _somewhere(data: bytearray, dice: random.Random) -> int:
    return dice.randrange(len(data)) if data else 0


def _flip(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 8) if data else 0):
        data[_somewhere(data, dice)] ^= 1 << dice.randrange(8)


def _overwrite(data: bytearray, dice: random.Random) -> None:
    at = _somewhere(data, dice)
    data[at : at + dice.randint(1, 20)] = dice.randbytes(dice.randint(1, 20))


def _cut_out(data: bytearray, dice: random.Random) -> None:
    at = _somewhere(data, dice)
    del data[at : at + dice.randint(1, max(1, len(data) // 8))]


def _repeat(data: bytearray, dice: random.Random) -> None:
    at = _somewhere(data, dice)
    piece = data[at : at + dice.randint(1, 60)]
    data[at:at] = piece * dice.choice((1, 2, 30, 300))


def _truncate(data: bytearray, dice: random.Random) -> None:
    del data[_somewhere(data, dice) :]


def _insert(data: bytearray, dice: random.Random) -> None:
    at = _somewhere(data, dice)
    data[at:at] = dice.choice(_WORDS) * dice.choice((1, 1, 2, 50))


def _number(data: bytearray, dice: random.Random) -> None:
    found = list(re.finditer(rb"\d+", data))
    if found:
        match = dice.choice(found)
        data[match.start() : match.end()] = dice.choice(_NUMBERS)


def _swap(data: bytearray, dice: random.Random) -> None:
    first, second = sorted((_somewhere(data, dice), _somewhere(data, dice)))
    size = min(dice.randint(1, 40), second - first)
    data[first : first + size], data[second : second + size] = data[second : second + size], data[first : first + size]


_CHANGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip, _overwrite, _cut_out, _repeat, _truncate, _insert, _number, _number, _swap,
)


_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def _pdf(data: bytes, dice: random.Random) -> bytes:
    """Changes what is deflated in a PDF, or the numbers and names between its streams; the length table goes wrong."""
    streams = list(_STREAM.finditer(data))
    if streams and dice.random() < 0.5:
        match = dice.choice(streams)
        try:
            content = zlib.decompress(match.group(1))
        except zlib.error:
            return _bytes(data, dice)
        packed = zlib.compress(_bytes(content, dice))
        return data[: match.start(1)] + packed + data[match.end(1) :]
    spans = [0, *(edge for match in streams for edge in match.span(1)), len(data)]
    between = [(start, end) for start, end in zip(spans[::2], spans[1::2], strict=True) if end > start]
    start, end = dice.choice(between)
    return data[:start] + _bytes(data[start:end], dice, 3) + data[end:]


def _package(data: bytes, dice: random.Random) -> bytes:
    """Changes the XML inside a zip package and packs it again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = dice.choice(names)
        for name in names:
            content = old.read(name)
            if name == chosen:
                if dice.random() < 0.05:
                    continue
                change = dice.choice((_xml, _xml, _xml, _bytes))
                content = change(content, dice)
            new.writestr(name, content)
    return out.getvalue()


def _xml(content: bytes, dice: random.Random) -> bytes:
    """Still well-formed in most cases: attributes, texts and whole elements change."""
    text = content.decode("utf-8", "replace")
    for _ in range(dice.randint(1, 4)):
        kind = dice.randrange(5)
        found = list(re.finditer(r'="([^"]*)"' if kind < 2 else r">([^<>]+)<" if kind == 2 else r"<([\w:]+)[^<>]*/?>", text))
        if not found:
            continue
        match = dice.choice(found)
        start, end = match.span(1)
        if kind < 3:
            text = text[:start] + dice.choice(_XML_VALUES) + text[end:]
            continue
        element = _element_at(text, match)
        start, end = element
        whole = text[start:end]
        if kind == 3:
            text = text[:start] + whole * dice.choice((0, 2, 40)) + text[end:]
        else:
            other = _element_at(text, dice.choice(found))
            text = text[: other[0]] + whole + text[other[0] :]
    return text.encode()


def _element_at(text: str, opening: re.Match[str]) -> tuple[int, int]:
    if opening.group().endswith("/>"):
        return opening.span()
    close = f"</{opening.group(1)}>"
    end = text.find(close, opening.end())
    return opening.start(), end + len(close) if end >= 0 else opening.end()


PICTURES = (".png", ".jpg", ".tif", ".scan.pdf")
"""Formats that only recognition can read."""

_INSIDE: dict[str, Callable[[bytes, random.Random], bytes]] = {
    ".pdf": _pdf,
    ".scan.pdf": _pdf,
    ".docx": _package,
    ".xlsx": _package,
    ".png": mutated_pictures.png_inside,
    ".tif": mutated_pictures.tiff_tags,
}
