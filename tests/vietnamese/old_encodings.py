"""Writes text in the encodings from before Unicode, for tests: the tables of the package the other way round."""

from __future__ import annotations

import unicodedata

from qa_cchc.vietnamese.encodings import ENCODINGS

TONES = "\u0300\u0301\u0303\u0309\u0323"
SAMPLE = (
    "ỦY BAN NHÂN DÂN\nTHỊ XÃ LÂM KHÊ\nSố: 86/BC-UBND\nBÁO CÁO\nKết quả công tác cải cách hành chính quý I năm 2023\n"
    "Trong quý, Bộ phận Tiếp nhận và Trả kết quả đã giải quyết 2.401 hồ sơ, trong đó 1.561 hồ sơ trước hạn;\n"
    "tỷ lệ trễ hạn 0,5%. Thủ trưởng các cơ quan, đơn vị tiếp tục rà soát, cắt giảm thủ tục không cần thiết."
)


def letters_to_codes(key: str) -> dict[str, str]:
    """Letter → its codes as characters of Latin-1."""
    codes: dict[str, str] = {}
    for code, letter in ENCODINGS[key].table.items():
        if all(ord(one) < 0x100 for one in code) and not (len(code) == 2 and code[0].isupper() != code[1].isupper()):
            codes.setdefault(letter, code)
    return codes


def shown(text: str, key: str) -> str:
    """The text in an old encoding, its codes as Windows-1252 shows them ("C«ng hoµ")."""
    codes = letters_to_codes(key)
    return "".join(codes.get(letter) or codes.get(letter.lower(), letter) for letter in text)


def encoded(text: str, key: str) -> bytes:
    """The bytes of a file; quotation marks and dashes as Windows has them, except where letters take their codes."""
    if key == "cp1258":
        return "".join(map(_tone_behind, text)).encode("cp1258")
    return shown(text, key).encode("latin-1" if key in ("viscii", "vps") else "cp1252")


def _tone_behind(letter: str) -> str:
    """A letter with its tone as a sign of its own behind it, as Windows-1258 writes it."""
    marks = unicodedata.normalize("NFD", letter)
    base = "".join(one for one in marks if one not in TONES)
    return unicodedata.normalize("NFC", base) + "".join(one for one in marks if one in TONES)
