"""Rows of forms that did not come into a table: found by the text they left behind, counted, and said.

A jump in a form's numbering alone proves nothing, since offices leave rows out. What tells are stretches of text beside
or under the form that read like its rows: a code that goes on, a unit as cells hold it, a number right behind the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qa_cchc.reading import closing
from qa_cchc.reading.blocks import Block, Grid, Para
from qa_cchc.reading.codes import normal_code
from qa_cchc.reading.form_columns import read_caption
from qa_cchc.reading.forms import FormBlock, main_codes
from qa_cchc.reading.markers import appendix_label
from qa_cchc.reading.row_text import VALUE, units_of, valued
from qa_cchc.reading.tables import header_depth, header_paths
from qa_cchc.records import Form
from qa_cchc.vietnamese.unicode import fold

_CODED = re.compile(r"(?:(\d{1,2}(?:\.\d{1,2}){1,4})[.)]?|(\d{1,2})[.)])\s+(?=\S)")
_CODE_INSIDE = re.compile(r"(?<=\s)\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s+[A-ZĐÀ-Ỹ])")
_ENDS_IN_VALUE = re.compile(rf"(?<!năm)(?<!quý)(?<!tháng)(?<!ngày)(?<!số)(?<!:)\s{VALUE}$", re.IGNORECASE)
_CODE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}")
_CHOICE = re.compile(r"\S\s?=\s?\d")
_UNIT_HEAD = re.compile(r"\b(?:dvt|don vi tinh)\b|(?:ket qua|hien).* don vi$")
_REMARK = re.compile(r"\W*(?:ghi chu|luu y|chu thich|giai thich|nguon|noi nhan|nguoi lap)\b")
_CAPTION_LENGTH = 100
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Loss:
    """What is lost of one form. `rows`: about how many; `whole`: no table of it was read as a form at all.

    `page` (and `line`, in a text file) is where the rows were left: in text, or in a table that was read as no form
    (`in_table`). `dropped` says that something was left there, as against a title which nothing follows.
    """

    number: str
    title: str
    page: int
    line: int | None
    rows: int
    in_table: bool
    whole: bool
    dropped: bool

    def said(self, paged: bool) -> str:
        """The loss as a Vietnamese sentence."""
        where = f"trang {self.page}" if paged or self.line is None else f"dòng {self.line}"
        place = "bảng chưa rõ các cột" if self.in_table else "phần chữ"
        if self.whole:
            left = f"; khoảng {self.rows} dòng còn nằm trong {place}" if self.rows else ""
            return f"biểu mẫu {self.number} ({where}) có tiêu đề nhưng không nhận ra được bảng số liệu{left}."
        name = f"biểu mẫu {self.number}" if self.number else f"biểu “{self.title}”" if self.title else "biểu mẫu"
        return f"{name} ({where}): khoảng {self.rows} dòng không đưa được vào biểu, còn nằm trong {place}."


@dataclass(slots=True)
class _Zone:
    """A form from its title on, up to the next title: what was read of it, and the text that was left."""

    number: str
    title: str
    page: int
    line: int | None
    captioned: bool
    forms: list[Form] = field(default_factory=list)
    left: list[Para | Grid] = field(default_factory=list)


def losses(flow: Sequence[Block | FormBlock]) -> list[Loss]:
    """The forms of which rows, or all, were left in the text, in reading order."""
    zones = list(_zones(flow))
    read = {form.number for zone in zones for form in zone.forms}
    units = units_of([form for zone in zones for form in zone.forms])
    made: list[Loss] = []
    for zone in zones:
        whole = zone.captioned and not zone.forms
        if whole and zone.number in read:
            continue  # a list of the forms, or words about one
        evidence = _Evidence(units, [code for form in zone.forms for code in main_codes(form.rows)], whole)
        for item in zone.left:
            evidence.weigh(item)
        in_table = evidence.in_tables * 2 > evidence.rows
        if whole:
            plain = any(isinstance(item, Grid) and _is_other_table(item) for item in zone.left)
            if plain and evidence.weight < _ENOUGH:
                continue  # a table of another kind, read as one
            dropped = evidence.weight > 0 or any(isinstance(item, Grid) or _coded(item) for item in zone.left)
            made.append(Loss(zone.number, zone.title, zone.page, zone.line, evidence.rows, in_table, True, dropped))
        elif evidence.weight >= _ENOUGH and evidence.first is not None:
            at = evidence.first
            line = at.text.line() if isinstance(at, Para) else None
            made.append(Loss(zone.number, zone.title, at.page, line, evidence.rows, in_table, False, True))
    return made


def _zones(flow: Sequence[Block | FormBlock]) -> Iterator[_Zone]:
    zone: _Zone | None = None
    for block in flow:
        if isinstance(block, FormBlock):
            # Without a title of its own it goes on with what stands above it.
            if zone is None or block.form.number:
                if zone is not None:
                    yield zone
                zone = _Zone(block.form.number, block.form.title, block.form.page, None, False)
            zone.forms.append(block.form)
            zone.left += block.strays
        elif isinstance(block, Para):
            value = block.text.value
            caption = read_caption(value) if len(value) < _CAPTION_LENGTH else None
            if caption is None and not appendix_label(value) and not closing.opens_closing(block):
                if zone is not None:
                    zone.left.append(block)
                continue
            if zone is not None:
                yield zone
            zone = _Zone(caption.number, caption.title, block.page, block.text.line(), True) if caption else None
        elif isinstance(block, Grid) and zone is not None:
            zone.left.append(block)
    if zone is not None:
        yield zone


def _is_other_table(grid: Grid) -> bool:
    """Whether a table has headings, and none of them is a form's over its units."""
    paths = header_paths(grid, header_depth(grid))
    return any(paths) and not any(_UNIT_HEAD.search(fold(" ".join(path)).strip(" .:")) for path in paths)


def _coded(item: Para | Grid) -> bool:
    return isinstance(item, Para) and (_CODED.match(item.text.value) is not None or bool(item.marker))


class _Evidence:
    """How much text reads like rows of a form, where the first of it stands, and about how many rows that is.

    `codes` are those of the rows that were read; `whole`: no table was. `in_tables` counts the rows in tables that were
    read as no form.
    """

    def __init__(self, units: str, codes: Sequence[tuple[int, ...]], whole: bool) -> None:
        self.weight = 0
        self.rows = 0
        self.in_tables = 0
        self.first: Para | Grid | None = None
        self._waiting = 0
        self._whole = whole
        self._known = set(codes)
        self._last = max((numbers[0] for numbers in codes), default=0)
        self._units = re.compile(units)
        self._valued = valued(units)
        self._ending = re.compile(rf"(?<=\s)(?:{units})$")

    def weigh(self, item: Para | Grid) -> None:
        """Take the next stretch of text, or table that was read as no form, into account."""
        weight, rows = self._of_table(item) if isinstance(item, Grid) else self._of_text(item)
        if weight:
            self.weight += weight
            self.rows += rows + self._waiting
            self._waiting = 0
            self.first = self.first or item
        elif rows and self.first is not None:
            self._waiting += rows  # a group's name between rows

    def _is_missing(self, numbers: tuple[int, ...]) -> bool:
        """Whether the form may have a row of that code, and none was read."""
        missing = numbers not in self._known and numbers[0] <= self._last + 2
        if missing:
            self._known.add(numbers)
            self._last = max(self._last, numbers[0])
        return missing

    def _of_text(self, para: Para) -> tuple[int, int]:
        value = " ".join(f"{para.marker or ''} {para.text.value}".split())
        if _REMARK.match(fold(value)):
            return 0, 0
        values = len(self._valued.findall(value))
        coded = _CODED.match(value)
        rows = max(values, (coded is not None) + len(_CODE_INSIDE.findall(value)))
        if coded is None:
            return values, rows if values else 0
        missing = self._is_missing(_numbers(coded.group(1) or coded.group(2)))
        if values or (missing and _CHOICE.search(value)):
            return 2 * max(1, values), rows
        ends = self._ending.search(value) or (missing and _ENDS_IN_VALUE.search(value))
        return int(bool(ends)), rows

    def _of_table(self, grid: Grid) -> tuple[int, int]:
        coded = [row for row in grid.rows if _CODE.fullmatch(normal_code(row[0].text.value))]
        measured = sum(any(self._units.fullmatch(cell.text.value) for cell in row[1:]) for row in coded)
        if not coded or measured * 2 < len(coded):
            return 0, 0
        first = _numbers(normal_code(coded[0][0].text.value))
        if self._whole or (first != (1,) and self._is_missing(first)):
            self.in_tables += len(coded)
            return 2 * len(coded), len(coded)
        return 0, 0


def _numbers(code: str) -> tuple[int, ...]:
    return tuple(map(int, code.split(".")))
