"""What stands on a printed line: running text, cells of forms, numbers of every kind, calls of footnotes."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence

from qa_cchc.reading.ocr.alphabet import ALPHABET

_KNOWN = frozenset(ALPHABET)
_UNITS = (
    "%", "Văn bản", "TTHC", "Hồ sơ", "Triệu đồng", "Người", "Cơ quan", "Đơn vị", "Nhiệm vụ", "Cuộc", "Báo cáo", "Lượt", "Điểm",
    "Dịch vụ", "Thủ tục", "Tỷ đồng", "Giờ", "Ngày", "Phiếu", "Bài", "Tin", "Vụ việc", "Kiến nghị", "Biên chế", "Chỉ tiêu", "lần",
)
_CELLS = (
    "Chưa", "Không", "Có", "Chưa có", "x", "X", "-", "–", "Đạt", "Không đạt", "Chưa thực hiện", "Đang thực hiện", "STT", "TT",
    "Ghi chú", "Số liệu", "Đơn vị tính", "Tổng số", "Trong đó", "Có = 1", "Không = 0", "Không = 0, Có = 1", "Cộng", "...", "…",
)
_KINDS = ("BC", "KH", "QĐ", "CV", "TTr", "NQ", "CT", "TB", "HD", "NĐ", "TT", "CTr", "ĐA", "GM", "PB")
_BODIES = (
    "UBND", "HĐND", "SNV", "BNV", "TTg", "CP", "NV", "VP", "VPCP", "STC", "SXD", "SYT", "BTP", "BTTTT", "TU", "BCĐ", "HCC",
    "TTPVHCC", "KSTT", "NC", "TH", "STTTT", "UBTVQH", "QH15", "SGDĐT",
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def clean(text: str) -> str:
    """NFC text of known characters, white space single."""
    text = re.sub(r"[\u2010\u2011\u2212]", "-", unicodedata.normalize("NFC", text)).replace("\u2019", "'")
    return re.sub(r"\s+", " ", "".join(char if char in _KNOWN else " " for char in text)).strip()


class Lines:
    """Draws lines at random. `texts` are passages of running Vietnamese."""

    def __init__(self, texts: Sequence[str], rng: random.Random) -> None:
        self.texts = texts
        self.rng = rng
        self.words: list[str] = []

    def draw(self) -> str:
        """One line of at least one character."""
        pick = self.rng.random()
        if pick < 0.46:
            line = self.prose()
        elif pick < 0.54:
            line = self.shuffled()
        elif pick < 0.78:
            line = self.number()
        elif pick < 0.84:
            line = self.code()
        elif pick < 0.89:
            line = self.document()
        elif pick < 0.94:
            line = self.rng.choice(_UNITS + _CELLS)
        else:
            line = self.mixed()
        if self.rng.random() < 0.04 and len(line) > 3:
            line = line.upper()
        return clean(line)[:110] or "0"

    def prose(self) -> str:
        """A stretch of a passage, some with a bullet before, a figure within or a footnote's call behind a word."""
        rng = self.rng
        words = self._stretch(rng.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18)))
        if rng.random() < 0.07:
            words.insert(0, rng.choice(("-", "+", "•", "*", "–", "a)", "b)", "1.", "2.", "(1)", "3.1.", "II.", "IV.")))
        if rng.random() < 0.25:
            words.insert(rng.randint(0, len(words)), self.number())
        if rng.random() < 0.13:
            at = rng.randrange(len(words))
            words[at] = words[at].rstrip(".,;:") + self._raised() + rng.choice(("", "", ",", ".", ";"))
        elif rng.random() < 0.03:
            words[0] = self._raised() + rng.choice(("", " ")) + words[0]
        if rng.random() < 0.06:
            at = rng.randrange(len(words))
            words[at] = rng.choice(("“{}”", '"{}"', "({})", "{};", "{}:", "{}…", "{}.", "{}°")).format(words[at])
        return " ".join(words)

    def shuffled(self) -> str:
        """Words without grammar, some with their letters changed, so that shape counts and not habit."""
        rng = self.rng
        words = [rng.choice(self._stretch(6)) for _ in range(rng.randint(1, 6))]
        if rng.random() < 0.3:
            at = rng.randrange(len(words))
            letters = [char if rng.random() > 0.3 else rng.choice(ALPHABET[1:]) for char in words[at]]
            words[at] = "".join(letters)
        if rng.random() < 0.2:
            words = [rng.choice((word.capitalize(), word.upper())) for word in words]
        return " ".join(words)

    def number(self) -> str:
        """A number as reports print them."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.24:
            return str(rng.randint(0, 9))
        if kind < 0.40:
            return f"{rng.randint(0, 99):0{rng.choice((1, 1, 2))}d}"
        if kind < 0.50:
            return str(rng.randint(100, 99999))
        if kind < 0.62:
            mark = rng.choice("...,")
            return f"{rng.randint(1000, 10 ** rng.randint(4, 8)):,}".replace(",", mark)
        if kind < 0.84:
            whole = rng.choice((rng.randint(0, 9), rng.randint(10, 100), rng.randint(100, 9999)))
            part = str(rng.randint(0, 999))[: rng.randint(1, 3)]
            sign = rng.choice(("", "", "", "", "", "-", "+"))
            return f"{sign}{whole}{rng.choice(',,,.')}{part}{rng.choice(('', '', '%', ' %'))}"
        if kind < 0.90:
            return f"{rng.randint(0, 3000)}/{rng.randint(1, 9000)}"
        if kind < 0.95:
            day, month, year = rng.randint(1, 31), rng.randint(1, 12), rng.randint(1998, 2030)
            return rng.choice(("{0}/{1}/{2}", "{0:02d}/{1:02d}/{2}", "{0:02d}-{1:02d}-{2}", "{0}/{1}", "{2}")).format(
                day, month, year
            )
        return f"{rng.randint(0, 100)}%"

    def code(self) -> str:
        """A row's or a heading's code."""
        rng = self.rng
        parts = [str(rng.randint(1, 9)) for _ in range(rng.choice((1, 1, 2, 2, 3)))]
        made = ".".join(parts)
        kind = rng.random()
        if kind < 0.5:
            return made
        if kind < 0.65:
            return made + "."
        if kind < 0.75:
            return rng.choice(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")) + rng.choice(("", "."))
        if kind < 0.85:
            return rng.choice(_LETTERS) + rng.choice(("", ")", "."))
        return rng.choice(("({})", "{})", "{}/1", "{}.a")).format(made)

    def document(self) -> str:
        """A document's number, alone or in its sentence."""
        rng = self.rng
        number = f"{rng.randint(1, 4999)}/"
        if rng.random() < 0.4:
            number += f"{rng.randint(2010, 2026)}/"
        number += f"{rng.choice(_KINDS)}-{rng.choice(_BODIES)}"
        lead = rng.choice(("", "", "Số: ", "Quyết định số ", "Nghị định số ", "Kế hoạch số ", "Công văn số "))
        tail = f" ngày {rng.randint(1, 31):02d}/{rng.randint(1, 12)}/{rng.randint(2010, 2026)}" if rng.random() < 0.3 else ""
        return lead + number + tail

    def mixed(self) -> str:
        """A figure with its words: "đạt 41,8%", "06 TTHC", "103/246 hồ sơ"."""
        rng = self.rng
        before, after = self._stretch(rng.randint(0, 3)), self._stretch(rng.randint(0, 4))
        return " ".join([*before, self.number(), rng.choice((*_UNITS, "hồ sơ", "đơn vị", "")), *after])

    def _raised(self) -> str:
        digits = str(self.rng.choice((self.rng.randint(1, 9), self.rng.randint(10, 99))))
        return digits.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))

    def _stretch(self, count: int) -> list[str]:
        while len(self.words) < count:
            words = clean(self.rng.choice(self.texts)).split(" ")
            start = self.rng.randrange(len(words))
            self.words = words[start : start + 200]
        taken, self.words = self.words[:count], self.words[count:]
        return taken
