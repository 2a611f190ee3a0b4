"""Small pictures of a page, as image files and as a scanned PDF, with their pixels and their containers changed."""

from __future__ import annotations

import io
import random
import struct
import zlib
from functools import lru_cache

import hostile
import numpy as np
import pymupdf
from PIL import Image

_DPI = 100
_ROWS = (("STT", "Chỉ tiêu", "Số liệu"), ("1.", "Số hồ sơ", "273"), ("2.", "Tỷ lệ", "41,8"))
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I", "I;16", "F", "YCbCr")
_SAVED = {".png": "PNG", ".jpg": "JPEG", ".tif": "TIFF"}
_PACKINGS = ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits")


@lru_cache(maxsize=1)
def page() -> Image.Image:
    """A heading, a sentence and a ruled table of three rows: small, so that it is recognised in a second or two."""
    with pymupdf.open() as document:
        sheet = document.new_page(width=330, height=150)
        pen = {"fontname": "dejavu", "fontfile": hostile.FONT, "fontsize": 9}
        sheet.insert_text((15, 20), "BÁO CÁO cải cách hành chính quý I năm 2024", **pen)
        sheet.insert_text((15, 38), "Tiếp nhận 1.250 hồ sơ, giải quyết đúng hạn đạt 99,1%.", **pen)
        for number, row in enumerate(_ROWS):
            left, top = 15, 60 + 24 * number
            for text, width in zip(row, (50, 170, 80), strict=True):
                sheet.draw_rect((left, top, left + width, top + 24), width=0.6)
                sheet.insert_text((left + 4, top + 16), text, **pen)
                left += width
        pixmap = sheet.get_pixmap(dpi=_DPI, colorspace=pymupdf.csGRAY)
        return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)


def seeds() -> dict[str, bytes]:
    """The valid files, by suffix; the TIFF has two pages."""
    return {
        ".png": saved(page(), ".png"),
        ".jpg": saved(page(), ".jpg", quality=85),
        ".tif": saved(page(), ".tif", save_all=True, append_images=[page().rotate(180)], compression="tiff_lzw"),
        ".scan.pdf": scan(page()),
    }


def saved(image: Image.Image, suffix: str, **options: object) -> bytes:
    """An image as a file. Raises what Pillow raises for a mode that the format cannot hold."""
    out = io.BytesIO()
    image.save(out, _SAVED[suffix], dpi=options.pop("dpi", (_DPI, _DPI)), **options)
    return out.getvalue()


def scan(image: Image.Image) -> bytes:
    """A PDF whose one page is the picture."""
    with pymupdf.open() as document:
        sheet = document.new_page(width=image.width * 72 / _DPI, height=image.height * 72 / _DPI)
        sheet.insert_image(sheet.rect, stream=saved(image.convert("L"), ".png"))
        return document.tobytes(deflate=True)


def redrawn(suffix: str, dice: random.Random) -> bytes:
    """A valid file of a picture that no scanner makes: odd sizes, modes, packings, resolutions, orientation."""
    image = Image.fromarray(_pixels(np.asarray(page()), dice))
    if suffix == ".scan.pdf":
        return _odd_page(image, dice)
    mode = dice.choice(_MODES)
    try:
        # Pillow goes from grey to some modes by way of colour only.
        image = image.convert("RGB").convert(mode) if mode in ("YCbCr", "CMYK", "P") else image.convert(mode)
    except ValueError:
        image = image.convert("RGB")
    size = dice.choice((0.0, 1.0, 72.0, 100.0, 299.9, 1e4, 1e6))
    options: dict[str, object] = {"dpi": (size, dice.choice((size, 100.0)))}
    if dice.random() < 0.4:
        exif = Image.Exif()
        exif[0x0112] = dice.choice((0, 2, 3, 5, 6, 8, 9, 999))
        options["exif"] = exif
    if suffix == ".tif":
        # Pillow itself crashes when it is to pack grey as fax.
        options["compression"] = dice.choice(("group4", "group3") if image.mode == "1" else _PACKINGS)
    for tried in (image, image.convert("L")):
        try:
            return saved(tried, suffix, **options)
        except (OSError, ValueError, KeyError, TypeError, RuntimeError, struct.error, ZeroDivisionError, OverflowError):
            options = {}
    raise AssertionError("a grey picture can always be saved")


def _odd_page(image: Image.Image, dice: random.Random) -> bytes:
    """The picture put on a page cut, turned, stretched, flipped or mixed with text."""
    with pymupdf.open() as document:
        sides = [dice.choice((3, 50, 330, 842, 5000)) for _ in range(2)]
        sheet = document.new_page(width=sides[0], height=sides[1])
        room = sheet.rect * dice.choice((1.0, 0.95, 0.5, 3.0))
        stream = saved(image.convert(dice.choice(("1", "L", "RGB"))), ".png")
        sheet.insert_image(
            room, stream=stream, keep_proportion=dice.random() < 0.5, rotate=dice.choice((0, 90, 180, 270))
        )
        if dice.random() < 0.3:
            sheet.insert_text((5, 12), "Trang có chữ", fontname="dejavu", fontfile=hostile.FONT, fontsize=9)
        sheet.set_rotation(dice.choice((0, 0, 90, 180, 270)))
        return document.tobytes(deflate=True)


def _pixels(grey: np.ndarray, dice: random.Random) -> np.ndarray:
    """The page with a few changes to its pixels (uint8)."""
    made = grey.copy()
    for _ in range(dice.randint(1, 3)):
        made = np.ascontiguousarray(dice.choice(_PIXEL_CHANGES)(made, dice))
    return made.astype(np.uint8)


def _cropped(grey: np.ndarray, dice: random.Random) -> np.ndarray:
    height, width = grey.shape
    x, y = dice.randrange(width), dice.randrange(height)
    return grey[y : y + dice.choice((1, 2, 40, height)), x : x + dice.choice((1, 2, 40, width))]


def _sized(grey: np.ndarray, dice: random.Random) -> np.ndarray:
    sides = [max(1, min(1600, round(side * dice.choice((0.02, 0.5, 1, 2, 3))))) for side in grey.shape]
    return np.asarray(Image.fromarray(grey).resize((sides[1], sides[0])))


def _flat(grey: np.ndarray, dice: random.Random) -> np.ndarray:
    return np.full_like(grey, dice.choice((0, 1, 127, 254, 255)))


def _noise(grey: np.ndarray, dice: random.Random) -> np.ndarray:
    strong = dice.choice((5, 40, 200))
    return np.clip(grey + np.random.default_rng(dice.randrange(9999)).normal(0, strong, grey.shape), 0, 255)


def _inverted(grey: np.ndarray, dice: random.Random) -> np.ndarray:
    return 255 - grey


def _barred(grey: np.ndarray, dice: random.Random) -> np.ndarray:
    made = grey.copy()
    for _ in range(dice.randint(1, 40)):
        y, x = dice.randrange(grey.shape[0]), dice.randrange(grey.shape[1])
        rows = slice(y, y + dice.choice((1, 2, 9))) if dice.random() < 0.5 else slice(None)
        columns = slice(None) if rows != slice(None) else slice(x, x + dice.choice((1, 2, 9)))
        made[rows, columns] = dice.choice((0, 0, 128, 255))
    return made


def _turned(grey: np.ndarray, dice: random.Random) -> np.ndarray:
    angle = dice.choice((0.7, 4, 15, 45, 90, 180))
    return np.asarray(Image.fromarray(grey).rotate(angle, expand=True, fillcolor=dice.choice((0, 255))))


def _on_desk(grey: np.ndarray, dice: random.Random) -> np.ndarray:
    """The sheet on a dark ground, as in a photograph."""
    margin = dice.randint(1, 200)
    return np.pad(grey, margin, constant_values=dice.choice((0, 40, 90)))


_PIXEL_CHANGES = (_cropped, _sized, _flat, _noise, _noise, _inverted, _barred, _barred, _turned, _turned, _on_desk)


def png_inside(data: bytes, dice: random.Random) -> bytes:
    """Chunks of a PNG changed, with check sums that are right, so that the decoder goes on to read them."""
    out, at = [data[:8]], 8
    chunks: list[tuple[bytes, bytes]] = []
    while at + 12 <= len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + size]))
        at += 12 + size
    chosen = dice.randrange(len(chunks))
    for number, (name, content) in enumerate(chunks):
        if number == chosen and content:
            if name == b"IDAT" and dice.random() < 0.7:
                raw = bytearray(zlib.decompress(b"".join(part for kind, part in chunks if kind == b"IDAT")))
                for _ in range(dice.randint(1, 300)):
                    raw[dice.randrange(len(raw))] = dice.randrange(256)
                content = zlib.compress(bytes(raw[: dice.choice((len(raw), len(raw) // 2, 1))]))
            else:
                changed = bytearray(content)
                changed[dice.randrange(len(changed))] = dice.choice((0, 1, 3, 8, 16, 127, 255))
                content = bytes(changed)
        check = zlib.crc32(name + content)
        out.append(struct.pack(">I", len(content)) + name + content + struct.pack(">I", check))
    return b"".join(out)


def tiff_tags(data: bytes, dice: random.Random) -> bytes:
    """Entries of a TIFF's first directory changed: type, count or value."""
    changed = bytearray(data)
    order = "<" if data[:2] == b"II" else ">"
    (at,) = struct.unpack(order + "I", data[4:8])
    (count,) = struct.unpack(order + "H", data[at : at + 2])
    for _ in range(dice.randint(1, 2)):
        entry = at + 2 + 12 * dice.randrange(count)
        field, form = dice.choice(((0, "H"), (2, "H"), (4, "I"), (8, "I"), (8, "I")))
        most = 0xFFFF if form == "H" else 0xFFFFFFFF
        value = dice.choice((0, 1, 2, 3, 7, 32, 255, 32773, most // 2, most))
        struct.pack_into(order + form, changed, entry + field, value)
    return bytes(changed)
