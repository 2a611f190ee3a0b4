"""Number formats of spreadsheets: a stored number → the text that Excel in Vietnam shows in the cell.

Format codes as in ECMA-376 part 1, 18.8.31: up to four sections, digits "0#?", scaling, percent, dates, literals.
Dates are always written day first, whatever the order in the code; scientific notation is written out in full.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from qa_cchc.reading.whole import is_whole

BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0 ₫", 6: "#,##0 ₫", 7: "#,##0.00 ₫",
    8: "#,##0.00 ₫", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy",
    15: "dd-mm-yyyy", 16: "dd-mm", 17: "mm-yyyy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)", 41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', 43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Format codes of the ids that a workbook need not define, as Excel with Vietnamese regional settings has them."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|'
    r"(?P<general>General)|(?P<half>AM/PM|A/P)|(?P<exponent>E[+-])|(?P<date>y+|m+|d+|h+|s+|e+|b+)|(?P<digit>[0#?])|"
    r"(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)


class Token(NamedTuple):
    """A piece of a section: kind ("literal", "digit", "date", "half", "elapsed", "general", "exponent", "other")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Marks:
    """Separators of numbers."""

    decimal: str
    thousands: str


VIETNAMESE = Marks(",", ".")
ENGLISH = Marks(".", ",")


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format code. `condition` is an operator and a number, None for the usual order."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None

    @property
    def is_date(self) -> bool:
        """Whether the section shows a date or a time."""
        return any(token.kind in ("date", "half", "elapsed") for token in self.tokens)

    @property
    def is_text(self) -> bool:
        """Whether the section shows the cell's own text ("@")."""
        return any(token == ("other", "@") for token in self.tokens)


class NotShown(ValueError):
    """The number has no face under its format (a date out of range): Excel shows "####"."""


@lru_cache(maxsize=512)
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format code; at least one."""
    found: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code or "General"):
        kind, text = match.lastgroup or "other", match.group(match.lastgroup or 0)
        if kind == "other" and text == ";":
            found.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind in ("quoted", "escaped"):
            tokens.append(Token("literal", text))
        elif kind == "blank":
            tokens.append(Token("literal", " "))
        elif kind == "bracket":
            stated = _CONDITION.fullmatch(text)
            if stated:
                condition = (stated.group(1), Decimal(stated.group(2)))
            elif text.startswith("$"):
                tokens.append(Token("literal", text[1:].rpartition("-")[0] if "-" in text else text[1:]))
            elif _ELAPSED.fullmatch(text):
                tokens.append(Token("elapsed", text.lower()))
        elif kind != "fill":
            tokens.append(Token(kind, text.lower() if kind in ("date", "half") else text))
    found.append(Section(tuple(tokens), condition))
    return tuple(found)


def is_date_code(code: str) -> bool:
    """Whether numbers under the format are shown as dates or times."""
    return sections_of(code)[0].is_date


@lru_cache(maxsize=4096)
def shown(value: float, code: str, marks: Marks = VIETNAMESE, since_1904: bool = False) -> str:
    """The text of a number under a format code. Raises NotShown where Excel shows "####" only."""
    number = _exact(value)
    section, negative = _choose(sections_of(code), number)
    if section.is_date:
        return _date(value, section, marks, since_1904)
    kinds = {token.kind for token in section.tokens}
    if "exponent" in kinds or ("digit" not in kinds and ("general" in kinds or section.is_text)):
        text = ("-" if negative else "") + general(abs(number), marks)
        before, after = _literals_around(section)
        return (before + text + after).strip()
    if not section.tokens:
        # ";;;" shows nothing of a number that is there.
        return ""
    text = _fraction(abs(number), section) or _numeric(abs(number), section, marks)
    return _signed(text, negative)


def general(number: Decimal, marks: Marks = VIETNAMESE) -> str:
    """A number without format: as many decimals as Excel's eleven characters hold, whole numbers in full."""
    room = max(0, 10 - max(1, number.adjusted() + 1))
    rounded = _rounded(number, room)
    if not rounded and number:
        rounded = number
    text = f"{rounded:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", marks.decimal)


def _exact(value: float) -> Decimal:
    """The number with Excel's fifteen significant digits."""
    try:
        return Decimal(f"{value:.15g}")
    except InvalidOperation as problem:
        raise NotShown(str(value)) from problem


def _rounded(number: Decimal, places: int) -> Decimal:
    with localcontext() as context:
        context.prec = 400
        return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _choose(sections: tuple[Section, ...], number: Decimal) -> tuple[Section, bool]:
    """The section for a number, and whether a minus has to be written before it."""
    numeric = [section for section in sections if not section.is_text] or list(sections[:1])
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _holds(section.condition, number):
                return section, number < 0 and (section.condition is None or section.condition[0] not in ("<", "<="))
        return numeric[-1], number < 0
    if number < 0 and len(numeric) > 1:
        return numeric[1], False
    if number == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], number < 0


def _holds(condition: tuple[str, Decimal], number: Decimal) -> bool:
    operator, bound = condition
    return {
        "<": number < bound, "<=": number <= bound, ">": number > bound, ">=": number >= bound,
        "=": number == bound, "<>": number != bound,
    }[operator]  # fmt: skip


def _literals_around(section: Section) -> tuple[str, str]:
    """What is written before and after the number."""
    before = after = ""
    met = False
    for token in section.tokens:
        if token.kind in ("general", "digit", "exponent") or token == ("other", "@"):
            met = True
        elif token.kind == "literal" and met:
            after += token.text
        elif token.kind == "literal":
            before += token.text
    return before, after


def _signed(text: str, negative: bool) -> str:
    text = text.strip()
    # "-0" is shown as 0: a minus stands only before a digit other than zero.
    return f"-{text}" if negative and re.search("[1-9]", text) else text


def _numeric(number: Decimal, section: Section, marks: Marks) -> str:
    tokens = section.tokens
    places = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    if not places:
        percent = any(token == ("other", "%") for token in tokens)
        return "".join(token.text for token in tokens if token.kind in ("literal", "other")) if not percent else "%"
    dot = next((at for at, token in enumerate(tokens) if token == ("other", ".")), None)
    whole = [at for at in places if dot is None or at < dot]
    parts = [at for at in places if dot is not None and at > dot]
    last_whole = whole[-1] if whole else -1
    commas = [at for at, token in enumerate(tokens) if token == ("other", ",")]
    grouped = any(whole and whole[0] < at < last_whole for at in commas)
    scaling = [at for at in commas if at > places[-1] or (dot is not None and last_whole < at < dot)]
    number *= Decimal(100) ** sum(token == ("other", "%") for token in tokens)
    number = _rounded(number.scaleb(-3 * len(scaling)), len(parts))
    digits, _, decimals = f"{number:f}".partition(".")
    needed = sum(tokens[at].text == "0" for at in whole)
    digits = digits.lstrip("0").rjust(needed, "0")
    if grouped:
        digits = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", marks.thousands, digits)
    while decimals and decimals[-1] == "0" and tokens[parts[len(decimals) - 1]].text != "0":
        decimals = decimals[:-1]
    return _laid(tokens, whole, digits, (marks.decimal if decimals else "") + decimals, dot, scaling, grouped)


def _laid(
    tokens: tuple[Token, ...], whole: list[int], digits: str, decimals: str, dot: int | None, scaling: list[int],
    grouped: bool,
) -> str:  # fmt: skip
    """Digits put where the section has them: literals between the digits of a whole number part them from the right."""
    pieces: dict[int, str] = {}
    rest = digits
    between = tokens[whole[0] : whole[-1]] if whole and not grouped else ()
    split = any(token.kind == "literal" or token == ("other", " ") for token in between)
    for at in reversed(whole) if split else whole[:1]:
        first = at == whole[0]
        pieces[at], rest = (rest, "") if first else (rest[-1:], rest[:-1])
    if not whole and digits and dot is not None:
        pieces[dot] = digits
    out: list[str] = []
    for at, token in enumerate(tokens):
        if at in pieces and at != dot:
            out.append(pieces[at])
        elif at == dot:
            out.append(pieces.get(at, "") + decimals)
        elif token.kind == "literal" or (token.kind == "other" and token.text not in ",@"):
            out.append(token.text)
    return "".join(out)


def _fraction(number: Decimal, section: Section) -> str | None:
    """ "2 1/2" for "# ?/?"; None when the section is no fraction."""
    tokens = section.tokens
    bar = next((at for at, token in enumerate(tokens) if token == ("other", "/")), None)
    if bar is None or bar == 0 or tokens[bar - 1].kind != "digit":
        return None
    below = "".join(token.text for token in tokens[bar + 1 :] if token.kind == "digit" or token.text.isdigit())
    if not below:
        return None
    fixed = int(below) if is_whole(below) and int(below) > 0 else None
    mixed = any(token.text == " " for token in tokens[:bar])
    whole = int(number) if mixed else 0
    part = Fraction(number) - whole
    part = Fraction(round(part * fixed), fixed) if fixed else part.limit_denominator(10 ** len(below) - 1)
    if part == 1 and mixed:
        whole, part = whole + 1, Fraction(0)
    if not part:
        return str(whole)
    top, bottom = (part * fixed, fixed) if fixed else (part.numerator, part.denominator)
    return f"{whole} {top}/{bottom}" if whole else f"{top}/{bottom}"


def moment(value: float, since_1904: bool = False) -> datetime:
    """The day and time of a serial number. Raises NotShown out of Excel's range (to the year 9999)."""
    if not 0 <= value < 2_958_466:
        raise NotShown(str(value))
    # Excel counts a 29 February 1900 that never was.
    base = datetime(1899, 12, 30) if value >= 60 else datetime(1899, 12, 31)
    try:
        return (datetime(1904, 1, 1) if since_1904 else base) + timedelta(seconds=round(value * 86400))
    except OverflowError as problem:
        raise NotShown(str(value)) from problem


def _date(value: float, section: Section, marks: Marks, since_1904: bool) -> str:
    tokens = [token for token in section.tokens if token != ("literal", "")]
    if any(token.kind == "elapsed" for token in tokens):
        return _elapsed(value)
    when = moment(value, since_1904)
    units = _units(tokens)
    words = any(token.kind == "literal" and any(map(str.isalpha, token.text)) for token in tokens)
    if words:
        return _spelled(when, tokens, units)
    named = set(units)
    day = "/".join(
        text for unit, text in (("d", f"{when:%d}"), ("m", f"{when:%m}"), ("y", f"{when.year:04d}")) if unit in named
    )
    clock = ""
    if "h" in named:
        clock = f"{when:%H:%M:%S}" if "s" in named else f"{when:%H:%M}"
    elif "n" in named or "s" in named:
        clock = f"{when:%M:%S}"
    return " ".join(part for part in (day, clock) if part)


def _units(tokens: list[Token]) -> list[str]:
    """Unit of each token: y, m, d, h, n (minutes), s; "" for anything else and for names of weekdays."""
    units: list[str] = []
    for token in tokens:
        letter = token.text[:1] if token.kind == "date" else ""
        letter = "y" if letter in ("e", "b") else letter
        units.append("" if letter == "d" and len(token.text) > 2 else letter)
    for at, unit in enumerate(units):
        before = next((other for other in reversed(units[:at]) if other), "")
        after = next((other for other in units[at + 1 :] if other), "")
        if unit == "m" and (before == "h" or after == "s"):
            units[at] = "n"
    return units


def _spelled(when: datetime, tokens: list[Token], units: list[str]) -> str:
    """A date among words ("ngày 03 tháng 3 năm 2023")."""
    numbers = {
        "y": when.year, "m": when.month, "d": when.day, "h": when.hour, "n": when.minute, "s": when.second,
    }  # fmt: skip
    out: list[str] = []
    for token, unit in zip(tokens, units, strict=True):
        if unit:
            two = len(token.text) == 2 and unit != "y"
            out.append(f"{numbers[unit]:02d}" if two else f"{numbers[unit]:d}")
        elif token.kind in ("literal", "other"):
            out.append(token.text)
    return " ".join("".join(out).split())


def _elapsed(value: float) -> str:
    seconds = round(abs(value) * 86400)
    text = f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"-{text}" if value < 0 else text
