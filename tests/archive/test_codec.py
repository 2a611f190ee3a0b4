"""A report comes back from its packed form exactly as it was."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.archive.codec import pack, shape_of, unpack
from qa_cchc.records import (
    Box,
    Cell,
    Figure,
    Footnote,
    FootnoteCall,
    Form,
    FormRow,
    Paragraph,
    Period,
    Report,
    Section,
    Spot,
    Table,
    Text,
    Window,
)

BOX = Box(2, 71.5, 100.25, 300.0, 113.0)
TEXT = Text("Tiếp nhận 1.250 hồ sơ¹.", (Spot(0, 9, 2, None, BOX), Spot(9, 23, 3, 14, None)))
REPORT = Report(
    "0123456789ab", "quý 1/báo cáo.docx", "0123456789ab" + "0" * 52, "07/BC-UBND", date(2024, 3, 12), "báo cáo",
    "Kết quả cải cách hành chính", "Ủy ban nhân dân xã An Phú", "xã An Phú", "xã", "tỉnh Nam Giang",
    Period("2024-Q1", "quý I năm 2024", date(2024, 1, 1), date(2024, 3, 31)), Window(date(2023, 12, 15), None), None, 4,
    False, "partial", ("Trang 3 là ảnh chụp.",),
    (Section("II.2", ("Cải cách", "Thủ tục"), 2, (Paragraph(TEXT, (FootnoteCall("1", 21),), "-", "cụ thể:"),)),),
    (Footnote("1", Text("Trong đó có 3 hồ sơ."), 0, None, 21),),
    (Form("3", "Thủ tục hành chính", "Phụ lục", (FormRow("1", "3/1", "Hồ sơ", "Hồ sơ", None, "", ("Tổng",), 4),), 4),),
    (Table("Bảng 1", None, (("Đơn vị",), ("Quý I", "Nhận")), ((Cell("Ấp 1", 3, (BOX,)), Cell("", 3)),), 3),),
)


def test_a_report_comes_back_as_it_was() -> None:
    assert unpack(Report, pack(REPORT)) == REPORT


@given(st.text(), st.lists(st.tuples(st.integers(0, 99), st.floats(0, 900, allow_nan=False)), max_size=5))
def test_any_text_and_any_spots_come_back(value: str, places: list[tuple[int, float]]) -> None:
    spots = tuple(Spot(start, start + 1, 1, None, Box(1, side, side, side, side)) for start, side in places)
    text = Text(value.encode("utf-8", "ignore").decode(), spots)
    assert unpack(Text, pack(text)) == text


def test_bytes_that_are_no_report_are_refused() -> None:
    for wrong in (b"", b"not zlib", zlib.compress(b"{"), zlib.compress(json.dumps([1, 2]).encode())):
        with pytest.raises(ValueError):
            unpack(Report, wrong)


def test_records_with_other_fields_have_another_shape() -> None:
    @dataclass(frozen=True)
    class Inner:
        a: int

    @dataclass(frozen=True)
    class Outer:
        inner: tuple[int, ...]

    before = shape_of(Inner)
    Inner.__dataclass_fields__["a"].type = "str"
    assert shape_of(Inner) != before
    assert shape_of(Outer) != shape_of(Inner)
    assert shape_of(Report) != shape_of(Report, Figure)
