"""Numbers as Vietnamese offices write them, in a table's cell and in running prose.

Reading of separators. With both in one number, the last is the decimal sign ("1.250,5", "1,250.5"). Alone and repeated,
they part thousands ("12.345.678"). Alone and once: groups that are not three digits are decimals ("13.5", "41,8"); "."
before three digits parts thousands ("2.401"), save in percents and points ("76.633%") and behind a zero ("0.512");
"," before three digits is the decimal sign of Vietnamese law ("1,512%", "0,512") unless what is counted comes in wholes
("1,512 hồ sơ" of offices that write the English way). A text that writes the English way throughout
(`writes_english_way`) is read so: "19,870 triệu đồng" is 19870 there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from qa_cchc.vietnamese.labels import masked
from qa_cchc.vietnamese.nouns import counts_wholes, is_whole_unit
from qa_cchc.vietnamese.unicode import fold

Value = float | int


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start:end` of a text.

    `text` holds the digits, the percent sign and a multiplying word ("10,18 ngàn"), not the words that make it
    approximate. For "103/246", `value` is the numerator. `value` of "132.928 triệu đồng" is 132928: the unit is
    "triệu đồng".
    """

    start: int
    end: int
    text: str
    value: Value
    percent: bool = False
    approximate: bool = False
    numerator: Value | None = None
    denominator: Value | None = None


_DIGITS = r"\d+(?:[.,]\d+)*"
_PLAIN = re.compile(_DIGITS)
_PERCENT = r"\s{0,2}(?:%|phan\s+tram\b)"
_APPROXIMATE = {
    "gần",
    "hơn",
    "khoảng",
    "trên",
    "xấp xỉ",
    "ước",
    "ước đạt",
    "ước khoảng",
    "ước tính",
    "chừng",
    "ngót",
    "dưới",
    "đạt khoảng",
    "trên dưới",
    "độ khoảng",
}
_APPROXIMATE_FOLDED = {fold(word) for word in _APPROXIMATE}
_APPROXIMATE_BEFORE = re.compile(
    r"(?:(?<![a-z])(?P<word>uoc khoang|uoc dat|uoc tinh|xap xi|gan|hon|khoang|tren|uoc|chung|ngot|duoi)\s*"
    r"|[~≈]\s*)$"
)
# "cao hơn 2%" compares; it does not approximate.
_COMPARING_BEFORE = re.compile(r"(?:cao|thap|nhieu|it|lon|nho|nhanh|som|cham|tot|kem)\s+$")
_MULTIPLIERS = {
    "ngàn": 1_000,
    "nghìn": 1_000,
    "ngan": 1_000,
    "nghin": 1_000,
    "triệu": 1_000_000,
    "trieu": 1_000_000,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "ty": 10**9,
    "ti": 10**9,
}
_MULTIPLIER = re.compile(
    r"\s{0,2}(?P<word>ngan|nghin|trieu|ty|ti)(?![a-z])"
    r"(?!\s*(?:dong|vnd|vnđ|le\b|trong|suat|hang|sach|quy|khoan|tap|le\b|vi\b|gia\b))"
)
_MONEY = re.compile(r"\s*(?:(?:nghin|ngan|trieu|ty|ti)\s+)?dong\b")
# "1/2/1/2": a code or worse, no quantity of anything.
_CHAIN = re.compile(rf"{_DIGITS}(?:/{_DIGITS}){{3,}}/?")
_RATIO = re.compile(rf"(?P<a>{_DIGITS})\s?/\s?(?P<b>{_DIGITS})")


def parse_number(text: str, unit: str = "", english: bool = False) -> Number | None:
    """The number that a whole cell consists of, None when it holds anything else.

    `unit` is the unit printed beside it ("Hồ sơ", "%"), which decides how "1,512" is read; `english` says that the
    whole document writes "," between thousands and "." before decimals.
    """
    stripped = text.strip().strip("\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079*").strip()
    folded = fold(stripped)
    match = _CELL.fullmatch(folded)
    if match is None:
        return None
    unit = fold(unit)
    percent = bool(match["percent"])
    ratio_like = percent or "%" in unit or unit.strip() in {"diem", "ty le", "phan tram"}
    whole = is_whole_unit(unit)
    body = re.sub(r"(?<=\d)\s(?=\d)", ".", match["body"])
    value = _value(body, ratio_like, whole, english)
    if value is None:
        return None
    start = text.index(stripped)
    end = start + len(stripped)
    approximate = bool(match["approximate"])
    if match["denominator"]:
        below = _value(match["denominator"], False, True, english)
        if below is None:
            return None
        return Number(start, end, stripped, value, False, approximate, value, below)
    if match["multiplier"]:
        value = _multiplied(body, value, match["multiplier"])
    if match["sign"] and match["sign"] in "-–":
        value = -value
    return Number(start, end, stripped, value, percent, approximate)


# No report counts that far: an account, a code, or no number at all.
_MOST_DIGITS = 24
_CELL = re.compile(
    r"(?P<approximate>(?:khoang|gan|hon|tren|xap xi|uoc dat|uoc|~|≈)\s*)?(?P<sign>[+–-]\s?)?"
    rf"(?P<body>\d{{1,3}}(?:\s\d{{3}})+(?:,\d+)?|{_DIGITS})(?:\s?/\s?(?P<denominator>{_DIGITS}))?"
    rf"(?:\s*(?P<multiplier>ngan|nghin|trieu|ty|ti))?(?P<percent>{_PERCENT})?[.;,]?"
)


def _value(token: str, ratio_like: bool, whole: bool, english: bool = False) -> Value | None:
    """The value of digits with separators; None when they are grouped as no number is ("1.2.3"), or far too many."""
    if len(token) > _MOST_DIGITS:
        return None
    groups = re.split(r"[.,]", token)
    signs = [character for character in token if character in ".,"]
    if not signs:
        return int(token)
    thousands = len(groups[0]) <= 3 and not groups[0].startswith("0")
    if len(set(signs)) == 2:
        integer, fraction = groups[:-1], groups[-1]
        if signs.count(signs[-1]) > 1 or not thousands or any(len(group) != 3 for group in integer[1:]):
            return None
        return _decimal("".join(integer), fraction)
    if len(signs) > 1:
        return int("".join(groups)) if thousands and all(len(group) == 3 for group in groups[1:]) else None
    grouped = thousands and len(groups[1]) == 3 and not ratio_like and (whole or signs[0] == ("," if english else "."))
    return int("".join(groups)) if grouped else _decimal(*groups)


def _decimal(integer: str, fraction: str) -> Value:
    return _plain(Decimal(f"{integer}.{fraction}"))


def _plain(value: Decimal) -> Value:
    """An int where nothing stands behind the decimal sign, a float otherwise."""
    return int(value) if value == value.to_integral_value() else float(value)


def _multiplied(body: str, value: Value, word: str) -> Value:
    # "1,234 triệu": the multiplier makes three digits behind a comma decimals, which `_value` did already.
    return _plain(Decimal(str(value)) * _MULTIPLIERS[word])


# Numbers written one way for each one written the other way, from which on that one is a slip.
_SLIPS = 10
_ENGLISH = re.compile(r"(?<![\d.,/])\d{1,3}(?:,\d{3})+(?![\d,])(?P<dot>\.\d)?|(?<![\d.,/])\d{1,3}\.\d{1,2}(?=\s?%)")
_VIETNAMESE = re.compile(r"(?<![\d.,/])\d{1,3}(?:\.\d{3})+(?![\d.])|(?<![\d.,/])\d+,\d{1,2}(?![\d,.])")


def writes_english_way(text: str) -> bool:
    """Whether a document writes "2,084 hồ sơ" and "98.42%" throughout, but for a slip in ten; false where it mixes the
    ways or shows neither.

    Tables count when their values are given with their units ("2,084 hồ sơ").
    """
    folded = fold(text)
    english = sum(_speaks(folded, match, ",") for match in _ENGLISH.finditer(folded))
    vietnamese = sum(_speaks(folded, match, ".") for match in _VIETNAMESE.finditer(folded))
    return english > _SLIPS * vietnamese


def _speaks(folded: str, match: re.Match[str], grouping: str) -> bool:
    """Whether a written number shows its way: decimals of a percent, or thousands of what is counted in wholes or
    money."""
    token = match.group()
    if len(token.split(grouping)) > 2 or grouping not in token:
        return True
    return counts_wholes(folded, match.end()) or (
        grouping == "." and re.match(r"\s*(?:trieu )?dong\b", folded[match.end() :]) is not None
    )


def find_numbers(text: str, english: bool = False) -> list[Number]:
    """The quantities in running text, in order; `english` as in `parse_number`.

    Left out: numbers of documents, legal references, dates, periods, years used as years, codes, numbers of
    headings, list items, wards and levels ("Phường 2", "mức độ 3"), times, telephone numbers, addresses of the web.
    """
    if not any(character in "0123456789" for character in text):
        return []
    folded = fold(text)
    mask = masked(text, folded)
    found = []
    position = 0
    while match := _PLAIN.search(folded, position):
        position = match.end()
        if chain := _CHAIN.match(folded, match.start()):
            position = chain.end()
            continue
        if mask[match.start()] or not _stands_free(folded, match.start(), match.end()):
            continue
        number = (
            _broken_at(text, folded, match.start(), mask)
            or _ratio_at(text, folded, match.start(), mask, english)
            or _number_at(text, folded, match, english)
        )
        if number is not None:
            found.append(number)
            position = max(position, number.end)
    return found


_GLUED_BEFORE = re.compile(
    r"(?<![a-z])(?:hon|gan|tren|khoang|dat|la|co|nhan|quyet|duoc|chiem|tong|han|xap xi|uoc|duoi|tang|giam)$"
)


def _stands_free(folded: str, start: int, end: int) -> bool:
    """Whether the digits are no part of a word or code ("H2", "4G", "iso9001")."""
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    if before.isalpha():
        # A lost space ("hơn4.500"); one or two glued digits behind other words are a footnote's mark.
        long_enough = sum(character.isdigit() for character in folded[start:end]) >= 3
        if not (
            _GLUED_BEFORE.search(folded[max(0, start - 12) : start])
            or (long_enough and _word_is_vietnamese(folded, start))
        ):
            return False
    elif before in "_@#&" or (
        before == "/" and start > 1 and folded[start - 2].isalpha() and not _money_before(folded, start)
    ):
        return False
    if after.isalpha():
        return counts_wholes(folded, end) or _MULTIPLIER.match(folded, end) is not None
    return not (
        after in "_@#"
        or (after == "-" and end + 1 < len(folded) and folded[end + 1].isalpha())
        or (after == "/" and end + 1 < len(folded) and folded[end + 1].isalpha())
    )


def _money_before(folded: str, start: int) -> bool:
    return re.search(r"\bdong\s?/\s?$", folded[max(0, start - 12) : start]) is not None


_SYLLABLE = re.compile(r"(?:[bcdghklmnpqrstvx]{0,3})[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$")


def _word_is_vietnamese(folded: str, end: int) -> bool:
    word = re.search(r"[a-z]+$", folded[max(0, end - 12) : end])
    return word is not None and _SYLLABLE.fullmatch(word.group()) is not None


# Thousands parted by spaces ("1 024 hồ sơ") and spaces that crept into a number ("2. 401 hồ sơ", "41, 8%").
_SPACED = re.compile(r"\d{1,3}(?:\s\d{3})+(?![\d.,])|\d{1,3}(?:\.\s?\d{3})*\.\s\d{3}(?:\.\d{3})*(?![\d.,]\d)")
_SPACED_PERCENT = re.compile(r"\d{1,3},\s\d{1,2}(?=\s?%)")


def _broken_at(text: str, folded: str, start: int, mask: bytearray) -> Number | None:
    """A number with spaces inside, where what follows shows that it is one: something counted in wholes, money, "%"."""
    match = _SPACED_PERCENT.match(folded, start) or _SPACED.match(folded, start)
    if match is None or any(mask[start : match.end()]) or match.group().startswith("0"):
        return None
    token = match.group()
    percent = re.compile(_PERCENT).match(folded, match.end()) if "," in token else None
    if percent is None and not (counts_wholes(folded, match.end()) or _MONEY.match(folded, match.end())):
        return None
    digits = re.sub(r"\s", "", token)
    if len(digits) > _MOST_DIGITS:
        return None
    value = _value(digits, True, False) if percent else int(digits.replace(".", ""))
    if value is None:
        return None
    end = percent.end() if percent else match.end()
    return Number(start, end, text[start:end], value, percent is not None, _is_approximate(text, folded, start))


def _ratio_at(text: str, folded: str, start: int, mask: bytearray, english: bool) -> Number | None:
    """ "103/246" as one number; None for anything else with a stroke (dates without a year, "24/7")."""
    match = _RATIO.match(folded, start)
    if match is None or mask[match.start("b")]:
        return None
    end = match.end()
    if folded[end : end + 1] in ("/", "-") and folded[end + 1 : end + 2].isalnum():
        return None
    above, below = _value(match["a"], False, True, english), _value(match["b"], False, True, english)
    if above is None or below is None:
        return None
    approximate = _is_approximate(text, folded, start)
    return Number(start, end, text[start:end], above, False, approximate, above, below)


def _number_at(text: str, folded: str, match: re.Match[str], english: bool) -> Number | None:
    start, end = match.span()
    percent = re.compile(_PERCENT).match(folded, end)
    multiplier = None if percent else _multiplier_at(text, folded, end)
    ratio_like = percent is not None or re.match(r"\s*(?:diem|phan tram)\b", folded[end:]) is not None
    value = _value(match.group(), ratio_like, counts_wholes(folded, end), english)
    if value is None:
        return None
    if multiplier:
        value = _multiplied(match.group(), value, multiplier["word"])
    ranged = _range_at(match.group(), value, folded, end, english) if percent is None else False
    stop = percent.end() if percent else multiplier.end() if multiplier else end
    if _is_negative(folded, start):
        start, value = start - 1, -value
    approximate = ranged or _is_approximate(text, folded, start) or _ends_range(folded, start, percent)
    return Number(start, stop, text[start:stop], value, percent is not None or ranged, approximate)


# "70 - 80%": the first is a percent too, and both are limits.
_RANGE_OF_PERCENTS = re.compile(r"\s?[-–]\s?(?P<upper>\d+(?:[.,]\d+)?)\s?%")
_RANGE_BEFORE = re.compile(r"(?<![\d.,])(?P<lower>\d+(?:[.,]\d+)?)(?P<percent>\s?%)?\s?[-–]\s?$")


def _range_at(lower: str, value: Value, folded: str, end: int, english: bool) -> bool:
    """Whether a number opens a range of percents; "quá hạn 11 - 1,84%" is a count with its share."""
    ranged = _RANGE_OF_PERCENTS.match(folded, end)
    return ranged is not None and _rises(lower, value, ranged["upper"], english)


def _ends_range(folded: str, start: int, percent: re.Match[str] | None) -> bool:
    before = _RANGE_BEFORE.search(folded, max(0, start - 12), start) if percent is not None else None
    if percent is None or before is None:
        return False
    lower = _value(before["lower"], True, False)
    upper = folded[start : percent.start()].strip()
    return before["percent"] is not None or (lower is not None and _rises(before["lower"], lower, upper, False))


def _rises(lower: str, value: Value, upper: str, english: bool) -> bool:
    """Whether two numbers beside a dash may be the limits of a share: rising, written alike."""
    limit = _value(upper, True, False, english)
    decimals = [len(re.split(r"[.,]", text)[1:]) for text in (lower, upper)]
    return limit is not None and value < limit <= 100 and decimals[0] == decimals[1] and not lower.startswith("0")


def _multiplier_at(text: str, folded: str, end: int) -> re.Match[str] | None:
    match = _MULTIPLIER.match(folded, end)
    if match is None or text[match.start("word") : match.end("word")].lower() not in _MULTIPLIERS:
        return None
    return match


def _is_negative(folded: str, start: int) -> bool:
    """Whether a glued "-" is a sign: not the bullet of a line, not between two numbers or words."""
    if start == 0 or folded[start - 1] != "-":
        return False
    before = folded[: start - 1]
    line = before.rsplit("\n", 1)[-1]
    if not line.strip():
        return False
    return before[-1] in " (:\t" and not line.rstrip()[-1].isdigit() and line.rstrip()[-1] not in "%;"


def _is_approximate(text: str, folded: str, start: int) -> bool:
    before = folded[max(0, start - 16) : start]
    match = _APPROXIMATE_BEFORE.search(before)
    if match is None:
        return False
    word = match["word"]
    if word is None:
        return True
    offset = max(0, start - 16) + match.start("word")
    typed = text[offset : offset + len(word)].lower()
    if typed not in _APPROXIMATE and typed not in _APPROXIMATE_FOLDED:
        return False
    if word == "hon" and _COMPARING_BEFORE.search(before[: match.start("word")]):
        return False
    # "trên 03 lĩnh vực", "103 trên 246": a place or a whole, not an approximation.
    return word != "tren" or not (folded[start] == "0" or re.search(r"\d\s*$", before[: match.start("word")]))
