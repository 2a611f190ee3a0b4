from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.records import Figure, Passage, Period, Report, ReportRef, Window
from qa_cchc.vietnamese.numbers import parse_number
from qa_cchc.web import shown


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (2401, "2.401"),
        (41.8, "41,8"),
        (0, "0"),
        (-0.66, "-0,66"),
        (132928.0, "132.928"),
        (1e6, "1.000.000"),
        (0.5, "0,5"),
    ],
)
def test_number_is_written_the_vietnamese_way(value, words):
    assert shown.number(value) == words


@given(st.integers(-(10**12), 10**12) | st.decimals(-(10**6), 10**6, places=2).map(float))
def test_a_number_shown_can_be_read_back(value):
    words = shown.number(value)
    read = parse_number(words)
    assert read is not None
    assert float(words.replace(".", "").replace(",", ".")) == pytest.approx(value)


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2023, 3, 3), "03/3/2023"), (date(2023, 2, 28), "28/02/2023"), (date(2023, 12, 15), "15/12/2023")],
)
def test_day_is_written_as_letterheads_do(day, words):
    assert shown.day(day) == words


@pytest.mark.parametrize(
    ("state", "printed", "words"), [("blank", "", "—"), ("none", "Không", "Không"), ("not_yet", "Chưa", "Chưa")]
)
def test_absence_is_never_shown_as_zero(figure: Figure, state, printed, words):
    empty = replace(figure, state=state, value=None, text=printed)
    assert shown.value(empty) == words
    assert shown.printed(empty) == ""


def test_print_is_shown_only_where_it_looks_otherwise(figure: Figure):
    assert shown.printed(figure) == ""
    assert shown.printed(replace(figure, value=1250, text="1250,0", unit="Hồ sơ")) == "1250,0"
    assert shown.printed(replace(figure, value=1250, text="1.250 hồ sơ", unit="Hồ sơ")) == ""


def test_code_is_shown_with_its_meaning(figure: Figure):
    coded = replace(figure, value=1, text="1 (Có)", unit="Không = 0; Có = 1", numerator=None)
    assert (shown.value(coded), shown.printed(coded), shown.unit(coded)) == ("1 (Có)", "", "Không = 0; Có = 1")


def test_approximate_value_says_so(figure: Figure):
    assert shown.value(replace(figure, value=8500, text="gần 8.500", approximate=True)) == "khoảng 8.500"


def test_parts_of_a_rate(figure: Figure):
    assert shown.ratio(figure) == "512/640"
    assert shown.ratio(replace(figure, numerator=None)) == ""


def test_scope_and_place_are_not_said_twice(figure: Figure):
    assert shown.whose(figure) == ("Bộ phận Một cửa thị xã", "thị xã Cẩm Giang")
    assert shown.whose(replace(figure, scope="Bộ phận Một cửa thị xã Cẩm Giang")) == (
        "Bộ phận Một cửa thị xã Cẩm Giang",
        "",
    )
    assert shown.whose(replace(figure, scope=None)) == ("thị xã Cẩm Giang", "")


def test_data_window(figure: Figure):
    assert shown.window(Window(date(2022, 12, 15), date(2023, 2, 28))) == "số liệu từ 15/12/2022 đến 28/02/2023"
    assert shown.window(Window(None, date(2023, 2, 28))) == ""


def test_one_part_of_several_years_is_said_once():
    asked = [Period(f"{year}-Q1", f"quý I năm {year}", date(year, 1, 1), date(year, 3, 31)) for year in (2024, 2023)]
    whole = Period("2022", "năm 2022", date(2022, 1, 1), date(2022, 12, 31))
    assert shown.periods([*asked, whole]) == ["quý I các năm 2024, 2023", "năm 2022"]
    assert shown.periods(asked[:1]) == ["quý I năm 2024"]


def test_a_passage_stands_on_a_page_in_a_sheet_or_on_a_line() -> None:
    report = Report("0a1b2c3d4e5f", "bieu.xlsx", "0" * 64, paged=False, sheets=("Tổng hợp", "Biểu 3"))
    ref = ReportRef(report.id, None, None, None)
    passage = Passage("0a1b2c3d4e5f:1", ref, "812", "", report.file, "Biểu mẫu 3", 2, 14, ())
    assert shown.place_of(passage, report) == "Biểu mẫu 3, trang tính “Biểu 3”, hàng 14"
    assert shown.place_of(passage, replace(report, sheets=())) == "Biểu mẫu 3, dòng 14"
    assert shown.place_of(passage, replace(report, paged=True)) == "Biểu mẫu 3, trang 2"
