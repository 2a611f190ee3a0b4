"""What a scan did not show for certain is never a number: not in a form, not in a table, not in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from qa_cchc.asking.compose import explain_absence, value_text
from qa_cchc.figures.extract import extract_figures
from qa_cchc.records import Box, Cell, Figure, Form, FormRow, Paragraph, Report, Section, Spot, Table, Text
from qa_cchc.vietnamese.periods import period

_REPORT = Report(
    "0a1b2c3d4e5f", "tan-phu.pdf", "0" * 64, number="55/BC-UBND", date=date(2024, 4, 2), agency="UBND huyện Tân Phú",
    place="huyện Tân Phú", level="huyện", period=period("2024-Q1"), pages=9,
)


def _form(unreadable: bool) -> Form:
    rows = [
        FormRow("1", "1", "Tổng số hồ sơ đã giải quyết xong", "Hồ sơ", "812", "", (), 8, None, (), (Box(8, 300, 90, 340, 105),)),
        FormRow("2", "2", "Số hồ sơ giải quyết quá hạn", "Hồ sơ", "" if unreadable else "17", "", (), 8, None, (),
                (Box(8, 300, 110, 340, 125),), unreadable),
    ]
    return Form("3", "Cải cách thủ tục hành chính", "PHỤ LỤC I", tuple(rows), 8)


def _late(report: Report) -> Figure:
    return next(figure for figure in extract_figures(report) if figure.code == "2")


def test_an_unreadable_cell_of_a_form_keeps_its_place_and_gives_no_number() -> None:
    figure = _late(replace(_REPORT, forms=(_form(unreadable=True),)))
    assert (figure.state, figure.value, figure.text) == ("unreadable", None, "")
    assert figure.boxes == (Box(8, 300, 110, 340, 125),)
    assert "xem bản gốc" in value_text(figure)
    assert "phỏng đoán" in explain_absence(figure)
    assert _late(replace(_REPORT, forms=(_form(unreadable=False),))).value == 17


def test_a_doubtful_number_in_a_sentence_is_not_given() -> None:
    value = "Trong quý, Bộ phận Một cửa huyện đã tiếp nhận 1.250 hồ sơ, giải quyết 812 hồ sơ."
    at = value.index("812")
    spots = (
        Spot(0, at, 3, None, Box(3, 60, 100, 400, 115)),
        Spot(at, at + 3, 3, None, Box(3, 400, 100, 420, 115), doubtful=True),
        Spot(at + 3, len(value), 3, None, Box(3, 420, 100, 460, 115)),
    )
    section = Section("II", ("Kết quả",), 3, (Paragraph(Text(value, spots)),))
    found = extract_figures(replace(_REPORT, sections=(section,)))
    figures = {figure.quote[slice(*figure.mark)]: figure for figure in found if figure.mark}
    assert figures["1.250 hồ sơ"].value == 1250
    late = figures["812 hồ sơ"]
    assert (late.state, late.value, late.text) == ("unreadable", None, "")


def test_an_unreadable_cell_of_a_table_is_said() -> None:
    header = (("Đơn vị",), ("Tiếp nhận",), ("Giải quyết",))
    rows = tuple(
        (Cell(name, 5), Cell(received, 5), Cell(resolved, 5, (Box(5, 200, 10, 220, 20),), None, not resolved))
        for name, received, resolved in (("Xã An Hòa", "120", "118"), ("Xã An Bình", "95", ""), ("Xã An Lộc", "88", "80"))
    )
    table = Table("Kết quả giải quyết hồ sơ của các xã", 0, header, rows, 5)
    report = replace(_REPORT, sections=(Section("II", ("Kết quả",), 5, ()),), tables=(table,))
    states = {(figure.scope, figure.state, figure.value) for figure in extract_figures(report)}
    assert ("xã An Bình", "unreadable", None) in {(scope and scope[0].lower() + scope[1:], state, value) for scope, state, value in states}
    assert 80 in {value for _, _, value in states}
