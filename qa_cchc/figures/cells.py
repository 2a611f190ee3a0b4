"""What a cell of a form or table holds: a number, nothing, an openly stated absence, a code with its meaning, or
words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from qa_cchc.figures.units import named_unit
from qa_cchc.records import FigureState, Report
from qa_cchc.vietnamese.numbers import Number, Value, find_numbers, parse_number, writes_english_way
from qa_cchc.vietnamese.unicode import fold

_CALLS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|</?[a-z]+>|\*+")
_LABEL_FIRST = re.compile(r"\s*=\s*(\d{1,2})(?![\d%])")
_CODE_FIRST = re.compile(r"(?<![\d%])(\d{1,2})\s*[=:]\s*(?=[^\W\d])")
_NONE = re.compile(
    r"(?:khong|khong co|khong phat sinh|khong thuc hien|k|ko|khong co phat sinh|khong to chuc|khong ban hanh)\.?"
)
_NOT_YET = re.compile(
    r"(?:chua|chua co|chua thuc hien|chua phat sinh|chua trien khai|chua kiem tra|chua ban hanh|chua to chuc)\b.*"
)
# Words that may stand before a cell's number without changing what it says.
_LEADING = re.compile(
    r"(?:[~≈]\s*|(?:dat|khoang|gan|hon|tren|uoc|uoc dat|co|tong so|tong|tong cong|la|da|so luong)\b[\s:]*)*"
)
# What may stand behind it: what is counted, a remark in brackets, the parts it is made of.
_WORD = r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?"
_WORDS = rf"(?:{_WORD}(?:[ ,/-]+{_WORD}){{0,7}})"
_PARTS = r"(?:[;,:–-]\s*)?(?:trong do|bao gom|gom|cu the|chiem|dat|tuong duong)\b.*"
_REMARK = rf"(?:[(\[].*[)\]]|{_PARTS})"
_BEHIND = re.compile(rf"\s*(?:{_WORDS})?[.,;:]?\s*(?:{_REMARK})?[.;]?", re.DOTALL)
_DECIMAL = re.compile(r"\d+[.,]\d+(?=\s)")
_MULTIPLIED = re.compile(r"([\d.,]+)\s*(ngàn|nghìn|triệu|tỷ|tỉ|ngan|nghin|trieu|ty|ti)", re.IGNORECASE)
_COUNTED = re.compile(rf"\s*({_WORD}(?: {_WORD}){{0,3}})\s*(?:[(\[].*)?")


@dataclass(frozen=True, slots=True)
class CellValue:
    """`text` as printed, with the meaning of a code behind it ("1 (Có)"); numbers are None unless the state is
    "value". `unit` is what the cell itself says is counted ("04 văn bản")."""

    state: FigureState
    text: str
    value: Value | None = None
    percent: bool = False
    approximate: bool = False
    numerator: Value | None = None
    denominator: Value | None = None
    unit: str | None = None


def read_codes(unit: str) -> dict[int, str]:
    """The legend a unit cell gives for coded values: "Không = 0; Có = 1" → {0: "Không", 1: "Có"}; {} for a plain
    unit."""
    code_first = _CODE_FIRST.match(unit.strip())
    found = list((_CODE_FIRST if code_first else _LABEL_FIRST).finditer(unit))
    codes: dict[int, str] = {}
    for position, match in enumerate(found):
        if code_first:
            end = found[position + 1].start() if position + 1 < len(found) else len(unit)
            label = unit[match.end() : end]
        else:
            label = unit[found[position - 1].end() if position else 0 : match.start()]
        codes[int(match[1])] = " ".join(label.split()).strip(" .;,:/|()")
    return dict(sorted(codes.items())) if len(codes) > 1 and all(codes.values()) else {}


def english_way(report: Report) -> bool:
    """Whether the report's forms, tables and text write numbers the English way ("2,084 hồ sơ", "98.42%")."""
    parts = [
        f"{row.value} {row.unit or named_unit(clean(row.name)) or ''}"
        for form in report.forms
        for row in form.rows
        if row.value
    ]
    parts += [cell.text for table in report.tables for row in table.rows for cell in row]
    parts += [paragraph.text.value for section in report.sections for paragraph in section.paragraphs]
    return writes_english_way("\n".join(parts))


def clean(text: str) -> str:
    """The text on one line, without markup and the marks of footnotes."""
    return " ".join(_CALLS.sub(" ", text).split())


def read_cell(text: str, unit: str = "", english: bool = False, codes: Mapping[int, str] | None = None) -> CellValue:
    """What a value cell says under its unit. An empty cell is "blank", never 0; `english` as in `parse_number`.

    A value is a number that is printed in the cell and is its only one, save for remarks behind it: two numbers, a
    number in brackets, a date, a Roman numeral, "-" or "…" are words (state "text"). `codes` is the legend of a coded
    row where it stands elsewhere than in the unit.
    """
    printed = clean(text)
    folded = fold(printed)
    if not printed:
        return CellValue("blank", printed)
    codes = codes or read_codes(unit)
    if codes:
        return _coded(printed, codes)
    if _NONE.fullmatch(folded):
        return CellValue("none", printed)
    if _NOT_YET.fullmatch(folded) and not any(character.isdigit() for character in printed):
        return CellValue("not_yet", printed)
    number = parse_number(printed, unit, english)
    if number is not None and printed[:1] in "+-–" and printed[1:2] == " ":
        # A bullet or a sign: who can tell?
        return CellValue("text", printed)
    if number is None:
        number = _with_words(printed, folded, unit, english)
    if number is None or not _is_share(number, "%" in unit):
        return CellValue("text", printed)
    number, counted = _counted(printed, number, unit, english)
    return CellValue(
        "value",
        printed,
        number.value,
        number.percent,
        number.approximate,
        number.numerator,
        number.denominator,
        counted,
    )


def _with_words(printed: str, folded: str, unit: str, english: bool) -> Number | None:
    """The number that a cell opens with where only words and remarks stand around it: "04 văn bản", "320 (200 giấy)",
    "103/246 (41,8%)" under "%"; None where other numbers stand beside it."""
    found = find_numbers(printed, english)
    if not found:
        # Running text opens with a heading's number there: "5.2 tỷ đồng".
        opening = _DECIMAL.match(printed)
        alone = parse_number(opening.group(), unit, english) if opening else None
        if opening is None or alone is None or not _BEHIND.fullmatch(folded, opening.end()):
            return None
        return alone
    first = found[0]
    before = folded[: first.start].rstrip()
    sign = before[-1:] in ("-", "–") and first.value >= 0
    if sign or not _LEADING.fullmatch(folded[: first.start]) or not _BEHIND.fullmatch(folded, first.end):
        return None
    if "%" not in unit:
        # Alone it is read with its unit, as "1,512" of "1,512 (…)" is.
        again = parse_number(printed[first.start : first.end], unit, english)
        return _placed(again, first) if again is not None else first
    rates = [number for number in found if number.percent]
    if first.percent or not rates:
        ratio = next((number for number in found if number.denominator is not None), None)
        return replace(first, numerator=ratio.numerator, denominator=ratio.denominator) if ratio else first
    if len(rates) == 1 and first.denominator is not None:
        return replace(rates[0], numerator=first.numerator, denominator=first.denominator)
    return None


def _counted(printed: str, number: Number, unit: str, english: bool) -> tuple[Number, str | None]:
    """The number and what the cell itself says is counted. Money keeps its printed digits: "30 triệu" in a column of
    "triệu đồng" is 30 of them, not thirty million."""
    multiplied = _MULTIPLIED.fullmatch(number.text)
    if multiplied and "dong" in fold(unit):
        digits = parse_number(multiplied[1], unit, english)
        if digits is not None:
            return replace(number, value=digits.value), f"{multiplied[2].lower()} đồng"
    behind = _COUNTED.fullmatch(printed, number.end)
    return number, behind[1].lower() if behind and not number.percent else None


def _placed(number: Number, where: Number) -> Number:
    return replace(number, start=where.start, end=where.end, approximate=number.approximate or where.approximate)


def _is_share(number: Number, percent: bool) -> bool:
    """Whether "07/36" can be a count of a whole: not "21/06", a day, and never a rate by itself."""
    if number.denominator is None or number.percent:
        return True
    return not percent and 0 <= (number.numerator or 0) <= number.denominator


def _coded(printed: str, codes: Mapping[int, str]) -> CellValue:
    """A coded cell: its number with the meaning, or a meaning written out with its number."""
    number = parse_number(printed)
    if number is not None and isinstance(number.value, int) and not number.percent and number.denominator is None:
        label = codes.get(number.value)
        return CellValue("value", f"{printed} ({label})" if label else printed, number.value)
    leading = re.match(r"(\d{1,2})\s*[(=:–-]\s*([^\d()]*?)[\s).]*$", printed)
    if leading and int(leading[1]) in codes:
        return CellValue("value", printed, int(leading[1]))
    folded = fold(printed).strip(" .")
    meant = [code for code, label in codes.items() if fold(label) == folded]
    if len(meant) == 1:
        return CellValue("value", printed, meant[0])
    if _NONE.fullmatch(folded):
        return CellValue("none", printed)
    return CellValue("not_yet" if _NOT_YET.fullmatch(folded) and not re.search(r"\d", folded) else "text", printed)
