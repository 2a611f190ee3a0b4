"""What stands in the cells of forms: numbers of every kind, codes, and words to be told from them."""

from __future__ import annotations

import random
import re
import unicodedata
from string import ascii_letters

from qa_cchc.reading.ocr.digits import ALPHABET, OTHER

_VIETNAMESE = "".join(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
) + "đ"
LETTERS = "".join(
    dict.fromkeys(" " + ALPHABET + ascii_letters + _VIETNAMESE + _VIETNAMESE.upper() + "–:;*…")
)
"""Every character that a training cell is set with."""

_WORDS = (
    "Chưa", "Không", "Có", "x", "X", "Đạt", "Chưa có", "Ghi chú", "Hồ sơ", "TTHC", "Văn bản", "Cơ quan", "Triệu đồng",
    "Người", "a", "b", "c", "d", "I", "II", "III", "IV", "V", "VI", "*", "…", "Số", "STT", "Đang", "Tổng", "O", "l",
    "o", "S", "B", "Z",
)


def label(text: str) -> str:
    """What the network shall say of a cell: blanks left out, each run of other characters as one "?"."""
    plain = text.replace("–", "-").replace(" ", "")
    return re.sub(rf"[^{re.escape(ALPHABET[:-1])}]+", OTHER, plain)


def draw(rng: random.Random) -> str:
    """What is printed in one cell."""
    pick = rng.random()
    if pick < 0.24:
        return str(rng.randint(0, 9))
    if pick < 0.38:
        return f"{rng.randint(0, 99):0{rng.choice((1, 1, 2))}d}"
    if pick < 0.48:
        return str(rng.randint(100, 10 ** rng.randint(3, 6)))
    if pick < 0.58:
        return f"{rng.randint(1000, 10 ** rng.randint(4, 9)):,}".replace(",", rng.choice("...,"))
    if pick < 0.76:
        whole = rng.choice((rng.randint(0, 9), rng.randint(10, 100), rng.randint(100, 9999)))
        part = str(rng.randint(0, 999))[: rng.randint(1, 3)]
        sign = rng.choice(("", "", "", "", "", "", "-", "+"))
        return f"{sign}{whole}{rng.choice(',,,.')}{part}{rng.choice(('', '', '', '%', ' %'))}"
    if pick < 0.80:
        return f"{rng.randint(0, 100)}{rng.choice(('%', ' %'))}"
    if pick < 0.84:
        return f"{rng.randint(0, 3000)}/{rng.randint(1, 9000)}"
    if pick < 0.92:
        code = ".".join(str(rng.randint(1, 9)) for _ in range(rng.choice((1, 2, 2, 3))))
        return rng.choice(("{}", "{}", "{}.", "({})", "{})", "{}/1", "{}.a")).format(code)
    if pick < 0.93:
        return rng.choice("-–")
    word = rng.choice(_WORDS)
    if rng.random() < 0.3:
        word = "".join(rng.choice(LETTERS[20:]) for _ in range(rng.randint(1, 8))).strip() or "x"
    return f"{word} {rng.randint(1, 99)}" if rng.random() < 0.2 else word
