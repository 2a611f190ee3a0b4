"""Bytes or mis-decoded text → Unicode, the encoding found by evidence.

Each encoding that could have made the bytes is tried; the reading that is the likeliest Vietnamese wins if it is far
likelier than the bytes taken for plain Western text. UTF-8 and UTF-16 are told by their own structure.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qa_cchc.vietnamese.encodings import ENCODINGS, FontCoding, convert
from qa_cchc.vietnamese.likelihood import surprise
from qa_cchc.vietnamese.syllables import is_syllable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
LABELS = {"cp1258": "Windows-1258", **{key: made.label for key, made in ENCODINGS.items()}}
"""What the encodings that are told by evidence are called on the screen, by key."""

# A reading has to be likelier than its rival by so many bits, and by such a share of the rival's bits.
_MARGIN_BITS = 24.0
_MARGIN_SHARE = 0.06
_MOST_SAMPLE = 60_000
# Different syllables with marks that text shown as Western text must turn out to hold.
_LEAST_MARKED = 3
# Letters only Unicode has: no other encoding shown as Western text brings them.
_UNICODE_ONLY = re.compile(r"[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300-\u0303\u0309\u0323]")
_WORD = re.compile(r"[^\W\d_]+")
_ABOVE_ASCII = re.compile(r"[^\x00-\x7f]")
# Control codes that no text holds; VISCII and VPS have a few capitals among the others.
_CONTROL = re.compile(rb"[\x00\x01\x07\x08\x0e\x0f\x1a\x1b\x7f]")


class Undecodable(ValueError):
    """Bytes that are no text in any encoding known here; the message is a Vietnamese phrase."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the `encoding` it was in, as it is called on the screen. `converted`: not Unicode before.

    `lost` counts bytes that could not be read; a U+FFFD stands in the place of each.
    """

    text: str
    encoding: str
    converted: bool = False
    lost: int = 0


def decode(data: bytes) -> Decoded:
    """The text of a file. Raises Undecodable for what is no text, or in no encoding that can be told for certain."""
    for mark, codec, label in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec, label)
    codec = _wide(data)
    if codec:
        return _strict(data, codec, "UTF-16")
    if b"\0" in data:
        raise Undecodable("tệp mang đuôi văn bản nhưng có nội dung nhị phân")
    try:
        return _without_double_encoding(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    return _damaged(data) or _by_evidence(data)


def _strict(data: bytes, codec: str, label: str) -> Decoded:
    text = data.decode(codec, "replace")
    if "\0" in text:
        raise Undecodable("tệp mang đuôi văn bản nhưng có nội dung nhị phân")
    lost = text.count("\ufffd")
    if lost > max(3, len(text) // 200):
        raise Undecodable(f"tệp văn bản ghi là {label} nhưng có nhiều byte hỏng")
    return Decoded(text, label, lost=lost)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: spaces, digits and line ends have a zero for their other byte, always on one side."""
    if len(data) < 4 or len(data) % 2:
        return None
    sample = data[:_MOST_SAMPLE]
    high, low = sample[1::2].count(0), sample[0::2].count(0)
    half = len(sample) // 2
    if max(high, low) < 0.3 * half or min(high, low) > 0.02 * half:
        return None
    codec = "utf-16-le" if high > low else "utf-16-be"
    text = sample[: 2 * half].decode(codec, "replace")
    usual = sum(ord(one) < 0x250 or 0x300 <= ord(one) < 0x330 or 0x1E00 <= ord(one) < 0x2600 for one in text)
    return codec if usual >= 0.97 * len(text) else None


def _damaged(data: bytes) -> Decoded | None:
    """UTF-8 in which a few bytes are broken or cut off; None when that is not what the bytes are."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    right = sum(one > "\x7f" for one in text) - lost
    return Decoded(text, "UTF-8", lost=lost) if right >= 20 and lost * 20 <= right else None


def _by_evidence(data: bytes) -> Decoded:
    if len(_CONTROL.findall(data)) > len(data) // 1000:
        raise Undecodable("tệp mang đuôi văn bản nhưng có nội dung nhị phân")
    sample = data[:_MOST_SAMPLE]
    western = surprise(_western(sample))
    costs = {key: surprise(_read(sample, key)) for key in LABELS}
    best = min(costs, key=lambda key: costs[key])
    rival = min(cost for key, cost in costs.items() if key != best)
    if not _surely(costs[best], western) or rival - costs[best] < min(_MARGIN_BITS, 0.05 * rival):
        raise Undecodable("tệp văn bản không dùng bảng mã UTF-8 và không nhận ra được bảng mã nào khác")
    return Decoded(_read(data, best), LABELS[best], converted=True)


def _surely(cost: float, rival: float) -> bool:
    return rival - cost >= max(_MARGIN_BITS, _MARGIN_SHARE * rival)


def _western(data: bytes) -> str:
    """Bytes as Windows-1252 shows them; its five free codes as control characters."""
    return "".join(_WESTERN[byte] for byte in data)


_WESTERN = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
_WESTERN_CODES = {ord(shown): byte for byte, shown in enumerate(_WESTERN)} | {byte: byte for byte in range(256)}


def _read(data: bytes, key: str) -> str:
    if key == "cp1258":
        return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    # VISCII and VPS have letters where Windows-1252 has its quotation marks: those are read from the bare codes.
    return convert(data.decode("latin-1") if key in ("viscii", "vps") else _western(data), FontCoding(key))


_DOUBLED = re.compile(r"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")


def _without_double_encoding(text: str) -> Decoded:
    """The text, or what it was before someone took its UTF-8 for Western text and encoded it again ("CÃ¡c")."""
    doubled = False
    for _ in range(2):
        codes = "".join(chr(_WESTERN_CODES.get(ord(one), ord(one))) for one in text)
        made: list[str] = []
        done = 0
        for match in _DOUBLED.finditer(codes):
            try:
                letter = match.group().encode("latin-1").decode("utf-8")
            except UnicodeDecodeError:
                continue
            made += [text[done : match.start()], letter]
            done = match.end()
        undone = "".join([*made, text[done:]])
        if len(made) < 6 or not _surely(surprise(undone[:_MOST_SAMPLE]), surprise(text[:_MOST_SAMPLE])):
            break
        text, doubled = undone, True
    return Decoded(text, "UTF-8 mã hóa hai lần" if doubled else "UTF-8", doubled)


def suspected(text: str) -> str | None:
    """The key of the old encoding whose codes stand in text that is shown as Western text ("C«ng hoµ x· héi").

    None for Vietnamese in Unicode, for other languages, and where the evidence is too thin.
    """
    if not _ABOVE_ASCII.search(text):
        return None
    sample = text[:_MOST_SAMPLE]
    if in_unicode(sample):
        return None
    plain = surprise(unicodedata.normalize("NFC", sample))
    costs = {key: surprise(convert(sample, FontCoding(key))) for key in ("tcvn3", "vni")}
    best = min(costs, key=lambda key: costs[key])
    if not _surely(costs[best], plain):
        return None
    words = set(_WORD.findall(convert(sample, FontCoding(best)).lower()))
    marked = sum(1 for word in words if len(word) > 1 and not word.isascii() and is_syllable(word))
    return best if marked >= _LEAST_MARKED else None


def find_old(units: Sequence[str]) -> list[str | None]:
    """For each unit of a document (a line, a paragraph, the text in one font) the old encoding it is in, or None.

    A unit too short to tell by itself follows the rest of the document, where that makes it likelier Vietnamese.
    """
    sure = [suspected(unit) for unit in units]
    weights: Counter[str] = Counter()
    for unit, key in zip(units, sure, strict=True):
        if key:
            weights[key] += len(unit)
    if not weights:
        return sure
    prevailing = weights.most_common(1)[0][0]
    return [key or (prevailing if _likelier(unit, prevailing) else None) for unit, key in zip(units, sure, strict=True)]


def _likelier(unit: str, key: str) -> bool:
    if not _ABOVE_ASCII.search(unit) or _UNICODE_ONLY.search(unit):
        return False
    return surprise(convert(unit, FontCoding(key))) < surprise(unicodedata.normalize("NFC", unit)) - 4.0


def fits(units: Sequence[str], coding: FontCoding) -> list[bool]:
    """Whether each text set in the fonts of an old encoding is in it: Unicode is set in such fonts too."""
    leans = [_lean(unit, coding) for unit in units]
    # Texts that do not tell follow those that do; where none tells, the font is believed.
    whole = sum(leans) >= 0
    return [lean > 0 or (lean == 0 and whole) for lean in leans]


def _lean(unit: str, coding: FontCoding) -> float:
    """Bits for the old encoding (positive) or for Unicode (negative), 0 where the text does not tell."""
    if _UNICODE_ONLY.search(unit):
        return -float(len(unit))
    if not _ABOVE_ASCII.search(unit) and "-" not in unit:
        return 0.0
    lean = surprise(unicodedata.normalize("NFC", unit)) - surprise(convert(unit, coding))
    return lean if abs(lean) > 4.0 else 0.0


def in_unicode(text: str) -> bool:
    """Whether text has so many letters only Unicode has that it is Vietnamese in Unicode, most of it at least."""
    return len(_UNICODE_ONLY.findall(text)) > 0.02 * len(text)
