"""What a cell of a form or table holds: a number, nothing, an openly stated absence, a code with its meaning, or
words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa_cchc.records import FigureState, Report
from qa_cchc.vietnamese.numbers import Number, Value, find_numbers, parse_number, writes_english_way
from qa_cchc.vietnamese.unicode import fold

_CALLS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|</?[a-z]+>|\*+")
_LABEL_FIRST = re.compile(r"\s*=\s*(\d{1,2})(?![\d%])")
_CODE_FIRST = re.compile(r"(?<![\d%])(\d{1,2})\s*[=:]\s*(?=[^\W\d])")
_NONE = re.compile(r"(?:khong|khong co|khong phat sinh|khong thuc hien|k|-+|–+|—+|khong co phat sinh)\.?")
_NOT_YET = re.compile(
    r"(?:chua|chua co|chua thuc hien|chua phat sinh|chua trien khai|chua kiem tra|chua ban hanh|chua to chuc)\b.*"
)
_UNKNOWN = re.compile(r"[.…_\s]+|n/?a|\?")
_NUMBER_FIRST = re.compile(r"[\s~≈+–-]*(?:(?:đạt|khoảng|gần|hơn|trên|có|tổng số|là)\s+)*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellValue:
    """`text` as printed, with the meaning of a code behind it ("1 (Có)"); numbers are None unless the state is
    "value"."""

    state: FigureState
    text: str
    value: Value | None = None
    percent: bool = False
    approximate: bool = False
    numerator: Value | None = None
    denominator: Value | None = None


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
    parts = [f"{row.value} {row.unit}" for form in report.forms for row in form.rows if row.value]
    parts += [cell.text for table in report.tables for row in table.rows for cell in row]
    parts += [paragraph.text.value for section in report.sections for paragraph in section.paragraphs]
    return writes_english_way("\n".join(parts))


def clean(text: str) -> str:
    """The text on one line, without markup and the marks of footnotes."""
    return " ".join(_CALLS.sub(" ", text).split())


def read_cell(text: str, unit: str = "", english: bool = False) -> CellValue:
    """What a value cell says under its unit. An empty cell is "blank", never 0; `english` as in `parse_number`."""
    printed = clean(text)
    folded = fold(printed)
    if not printed or _UNKNOWN.fullmatch(folded):
        return CellValue("blank", printed)
    codes = read_codes(unit)
    if codes:
        return _coded(printed, codes)
    number = parse_number(printed, unit, english)
    if number is not None:
        return _numeric(printed, number)
    if _NONE.fullmatch(folded):
        return CellValue("none", printed)
    if _NOT_YET.fullmatch(folded) and not any(character.isdigit() for character in printed):
        return CellValue("not_yet", printed)
    found = find_numbers(printed, english)
    chosen = _chosen(printed, found, "%" in unit)
    return _numeric(printed, chosen, found) if chosen else CellValue("text", printed)


def _numeric(printed: str, number: Number, found: list[Number] | None = None) -> CellValue:
    ratio = (
        number
        if number.denominator is not None
        else next((other for other in found or () if other.denominator is not None), None)
    )
    return CellValue(
        "value",
        printed,
        number.value,
        number.percent,
        number.approximate,
        ratio.numerator if ratio else None,
        ratio.denominator if ratio else None,
    )


def _chosen(printed: str, found: list[Number], percent: bool) -> Number | None:
    """The number that is the cell's value among words: the rate where a rate is asked for, else one that leads or is
    alone."""
    if percent:
        rates = [number for number in found if number.percent]
        if len(rates) == 1:
            return rates[0]
    if len(found) == 1 and len(printed) < 60:
        return found[0]
    return found[0] if found and _NUMBER_FIRST.match(printed) else None


def _coded(printed: str, codes: dict[int, str]) -> CellValue:
    """A coded cell: its number with the meaning, or a meaning written out with its number."""
    number = parse_number(printed)
    if number is None:
        leading = re.match(r"(\d{1,9})\s*[(=:–-]", printed)
        if leading and int(leading[1]) in codes:
            return CellValue("value", printed, int(leading[1]))
        folded = fold(printed).strip(" .")
        meant = [code for code, label in codes.items() if fold(label) == folded]
        if len(meant) == 1:
            return CellValue("value", printed, meant[0])
        return CellValue("not_yet" if _NOT_YET.fullmatch(folded) else "text", printed)
    label = codes.get(int(number.value)) if number.value == int(number.value) and not number.percent else None
    return CellValue("value", f"{printed} ({label})" if label else printed, number.value, number.percent)
