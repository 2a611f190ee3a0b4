"""A question's words: their language, their repair, and the numbers of documents and forms in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.diacritics import OwnCounts, restore
from qa_cchc.vietnamese.places import PlaceMention, display
from qa_cchc.vietnamese.syllables import is_bare_syllable, is_syllable
from qa_cchc.vietnamese.unicode import fold

DOCUMENT_NUMBER = re.compile(
    r"(?<![\w/])(\d{1,5})\s*/\s*((?:BC|KH|CV|TTr|TB|QĐ|QD)[A-Za-zĐđ0-9]*(?:\s?-\s?[A-Za-zĐđ0-9&]+)+)", re.IGNORECASE
)
SPOKEN_NUMBER = re.compile(
    r"(?:báo cáo|bc|văn bản)\s+(?:số\s+)?(\d{1,5})(?!\s*[\d/.,]|\s+(?:tháng|năm|quý))(?![\w%])", re.IGNORECASE
)
FORM = re.compile(r"(?:biểu mẫu|biểu số|biểu|mẫu số|mẫu|phụ lục biểu)\s+(?:số\s+)?0?(\d{1,2})(?![\d/])", re.IGNORECASE)
_LONE_CO = re.compile(r"\bcơ\b(?! (?:quan|sở|chế|cấu|bản|động|hội|yếu|khí|quan))(?=.*\bkhông\b)")
# Typed without marks, "may nguoi" asks how many; a machine is counted by nothing.
_MACHINE = re.compile(
    r"(?<!\w)(?:máy|may)(?= (?:người|phần|%|hồ sơ|đơn vị|văn bản|thủ tục|lượt|vụ|tỷ|tỉ|triệu|điểm|xã|phường|cuộc|phiếu"
    r"|cán bộ|công chức|viên chức|nhiệm vụ|lần|ngày|đồng|cái|chỗ|nơi|báo cáo|dịch vụ|tiêu chí|sáng kiến|cơ quan|phòng"
    r"|trường hợp)(?!\w))"
    r"|(?<=ngày )máy|(?<=thứ )máy|(?<=hạng )máy|(?<=được )máy(?=\W*$)|(?<=số )máy(?=\W*$)|(?<=là )máy(?=\W*$)"
)
WORD = re.compile(r"[^\W\d_]+")
# Syllables that English shares with bare Vietnamese say nothing about the language.
_ENGLISH = frozenset(
    """what which how many much is are was were the of in for to by on at and with rate number percent percentage report
    reports file files online quarter year who when where why does did do has have had please show me tell total between
    first second third province district public service services received resolved late time""".split()
)


def is_foreign(words: str, least: float = 0.5) -> bool:
    """Whether a text is not Vietnamese: too few of its words are Vietnamese syllables once English ones are set aside.

    `least` is the share of words that has to be; a text with a marked syllable is never foreign.
    """
    letters = [word.lower() for word in WORD.findall(words) if len(word) > 1]
    if not letters or any(word != fold(word) and is_syllable(word) for word in letters):
        return False
    if any(ord(character) > 0x2E7F for word in letters for character in word):
        return True
    vietnamese = sum(1 for word in letters if word not in _ENGLISH and is_bare_syllable(word))
    return len(letters) >= 3 and vietnamese / len(letters) < least


def repaired(
    words: str, named: Sequence[PlaceMention], glossary: Path | None = None, spelling: OwnCounts | None = None
) -> str:
    """The question with abbreviations opened, diacritics restored and places spelt as the archive spells them."""
    pieces, done = [], 0
    for mention in sorted({(m.start, m.end): m for m in named}.values(), key=lambda m: m.start):
        if mention.start < done:
            continue
        pieces += [words[done : mention.start], display(mention)]
        done = mention.end
    text = expand("".join([*pieces, words[done:]]), glossary)
    restored = restore(text, spelling)
    if words.isascii() and not text.isascii():
        # A name and what an abbreviation stands for have their marks; that makes the rest no marked text.
        bare = restore(fold(text), spelling)
        if len(bare) == len(text):
            restored = "".join(
                new if old.isascii() else old
                for old, new in zip(*(re.split(r"(\s+)", one) for one in (text, bare)), strict=True)
            )
    # A name is spelt as the archive spells it, whatever marks its syllables would more often have.
    for name in {display(mention) for mention in named}:
        for match in re.finditer(re.escape(name), text):
            if len(restored) == len(text):
                restored = restored[: match.start()] + name + restored[match.end() :]
    # "co … khong" typed without marks asks "có … không"; "cơ" alone is no word.
    restored = _LONE_CO.sub("có", restored)
    return _MACHINE.sub("mấy", restored) if words.isascii() else restored


def report_number(words: str, text: str) -> str | None:
    """The number of the report asked about, as far as it is given ("102" or "102/BC-UBND")."""
    match = DOCUMENT_NUMBER.search(words)
    if match:
        return match.group(1) + "/" + "".join(match.group(2).split()).upper()
    match = SPOKEN_NUMBER.search(text)
    return match.group(1) if match else None


def with_capitals(text: str) -> str:
    """Desk names with the capitals that scopes are written with ("bộ phận một cửa" → "Bộ phận Một cửa")."""
    text = re.sub(r"\bubnd\b", "UBND", text, flags=re.IGNORECASE)
    return re.sub(r"bộ phận (?:một cửa)", "Bộ phận Một cửa", text, flags=re.IGNORECASE)
