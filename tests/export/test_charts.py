"""A chart shows what the table holds: lines over periods, bars over places, gaps open, counts from zero."""

from __future__ import annotations

import io
from dataclasses import replace

import made_answers
import pytest
from PIL import Image

from qa_cchc.export.charts import Chart, chart_of, described, figure_of, picture_of
from qa_cchc.export.charts.description import tick_labels
from qa_cchc.export.grid import Grid, GridCell, GridRow, grid_of


def table(unit: str, headings: tuple[str, ...], **rows: tuple[float | None, ...]) -> Grid:
    def cell(value: float | None) -> GridCell:
        return GridCell("–", why="để trống") if value is None else GridCell(str(value), value, unit)

    lines = tuple(GridRow(name.replace("_", " "), tuple(map(cell, values))) for name, values in rows.items())
    return Grid("Đơn vị", headings, lines, "Số hồ sơ tiếp nhận", unit)


QUARTERS = ("quý I năm 2024", "quý II năm 2024", "quý III năm 2024")


def test_three_periods_make_lines_with_a_gap_where_nothing_is_known() -> None:
    chart = chart_of(grid_of(made_answers.compared_answer()))
    assert (chart.kind, chart.unit, chart.categories) == ("line", "%", QUARTERS)
    assert {one.name: one.values for one in chart.series} == {
        "thị xã Cẩm Giang": (35.5, 41.8, None), "huyện Hòa An": (48, 52.06, 61.25)
    }
    assert chart.bottom == 0 and "để trống" in chart.note


def test_places_in_one_period_make_bars_and_a_missing_one_keeps_its_place() -> None:
    chart = chart_of(table("hồ sơ", QUARTERS[:1], xã_A=(412,), xã_B=(None,), xã_C=(0,)))
    assert (chart.kind, chart.categories) == ("bar", ("xã A", "xã B", "xã C"))
    assert chart.series[0].values == (412, None, 0) and chart.bottom == 0
    assert chart.title == "Số hồ sơ tiếp nhận, quý I năm 2024"


def test_periods_down_the_table_make_one_line() -> None:
    rows = tuple(GridRow(name, (GridCell("", value, "hồ sơ"),)) for name, value in zip(QUARTERS, (1, 2, 3), strict=True))
    chart = chart_of(Grid("Kỳ", ("Tiếp nhận",), rows, "Tiếp nhận"))
    assert (chart.kind, chart.categories, chart.series[0].values) == ("line", QUARTERS, (1, 2, 3))


def test_rows_that_are_places_and_periods_are_no_line() -> None:
    labels = ("xã A, quý I/2024", "xã A, quý II/2024", "xã B, quý I/2024", "xã B, quý II/2024")
    rows = tuple(GridRow(label, (GridCell("", index, "hồ sơ"),)) for index, label in enumerate(labels))
    chart = chart_of(Grid("Đơn vị, kỳ", ("Tiếp nhận",), rows, "Tiếp nhận"))
    assert (chart.kind, chart.categories) == ("bar", labels)


@pytest.mark.parametrize("headings", [
    ("quý IV năm 2023", "năm 2023", "quý I năm 2024"), ("quý III năm 2024", "quý II năm 2024", "quý I năm 2024"),
])
def test_periods_of_several_lengths_or_out_of_order_are_no_line(headings: tuple[str, ...]) -> None:
    assert chart_of(table("hồ sơ", headings, xã_A=(1, 2, 3), xã_B=(1, 2, 3))).kind == "bar"


def test_a_line_that_passes_over_a_quarter_says_so() -> None:
    headings = ("quý I năm 2024", "quý II năm 2024", "quý IV năm 2024")
    chart = chart_of(table("%", headings, xã_A=(1, 2, 3)))
    assert chart.kind == "line" and "Giữa quý II năm 2024 và quý IV năm 2024" in chart.note
    yearly = ("6 tháng đầu năm 2022", "6 tháng đầu năm 2023", "6 tháng đầu năm 2024")
    assert chart_of(table("%", yearly, xã_A=(1, 2, 3))).note == ""


def test_two_periods_of_several_places_make_bars_side_by_side() -> None:
    chart = chart_of(table("hồ sơ", QUARTERS[:2], xã_A=(1, 2), xã_B=(3, 4)))
    assert chart.kind == "bar" and [one.name for one in chart.series] == list(QUARTERS[:2])


def test_one_unit_spelt_twice_is_one_and_money_is_brought_to_one_unit() -> None:
    def cells(*units: tuple[float, str]) -> Grid:
        rows = tuple(GridRow(f"xã {index}", (GridCell("", value, unit),)) for index, (value, unit) in enumerate(units))
        return Grid("Đơn vị", ("quý I năm 2024",), rows, "Chi")

    assert chart_of(cells((5, "Hồ sơ"), (7, "hs"))).series[0].values == (5, 7)
    assert chart_of(cells((5, "triệu đồng"), (2_500_000, "đồng"))).series[0].values == (5, 2.5)
    other = chart_of(cells((5, "hồ sơ"), (7, "hồ sơ"), (9, "văn bản")))
    assert other.categories == ("xã 0", "xã 1") and "xã 2" in other.note, "never drawn as if it had no number"


def test_fewer_than_two_numbers_make_no_chart() -> None:
    assert chart_of(table("hồ sơ", QUARTERS, xã_A=(1, None, None))) is None
    assert chart_of(Grid("Đơn vị", (), ())) is None


def test_counts_begin_at_zero_and_a_narrow_line_of_high_shares_says_that_it_does_not() -> None:
    assert chart_of(table("hồ sơ", QUARTERS, xã_A=(9990, 9995, 9999))).bottom == 0
    shares = chart_of(table("%", QUARTERS, xã_A=(97.5, 98, 99.2)))
    assert shares.bottom == 90 and "không từ 0" in shares.note
    assert chart_of(table("%", QUARTERS[:1], xã_A=(97.5,), xã_B=(99,))).bottom == 0


def test_more_lines_than_colours_are_said_to_be_left_out() -> None:
    chart = chart_of(table("%", QUARTERS, **{f"xã_{index}": (index, index, index) for index in range(12)}))
    assert len(chart.series) == 8 and "8 trên 12" in chart.note


def test_words_tell_the_chart_to_whoever_cannot_see_it() -> None:
    told = described(chart_of(grid_of(made_answers.compared_answer())))
    assert "quý II năm 2024: 41,8%" in told and "quý III năm 2024: –" in told and "huyện Hòa An" in told


@pytest.mark.parametrize("top", [0.4, 3, 7, 48, 105, 999, 12_040, 8_750_000])
def test_the_axis_has_a_few_round_marks_in_vietnamese_format(top: float) -> None:
    marks = tick_labels(Chart("bar", "", "hồ sơ", ("a",), (), 0, top))
    assert 3 <= len(marks) <= 8 and marks[0] == (0, "0") and marks[-1][0] <= top
    assert all("," not in label or top < 8 for _, label in marks)


def test_the_page_figure_has_the_same_numbers_vietnamese_labels_and_shows_markup_as_text() -> None:
    chart = replace(chart_of(grid_of(made_answers.compared_answer())), title="Dưới <b>5%</b>")
    figure = figure_of(chart)
    assert [tuple(trace.y) for trace in figure.data] == [(35.5, 41.8, None), (48, 52.06, 61.25)]
    assert list(figure.data[1].text) == ["48%", "52,06%", "61,25%"] and figure.data[0].connectgaps is False
    assert figure.layout.title.text == "Dưới &lt;b&gt;5%&lt;/b&gt;" and figure.layout.separators == ",."
    assert "cdn" not in figure.to_json()


def test_bars_on_the_page_mark_the_place_without_a_number() -> None:
    figure = figure_of(chart_of(table("hồ sơ", QUARTERS[:1], xã_A=(412,), xã_B=(None,), xã_C=(1200,))))
    assert [note.y for note in figure.layout.annotations] == ["xã B"] and list(figure.data[0].text)[2] == "1.200"


@pytest.mark.parametrize("grid", [
    grid_of(made_answers.compared_answer()),
    table("hồ sơ", QUARTERS[:1], xã_A=(412,), xã_B=(None,), xã_C=(0,)),
    table("hồ sơ", QUARTERS[:2], xã_A=(412, 3), xã_B=(None, 5)),
    table("đồng", QUARTERS[:1], a_b=(-5,), c_d=(7,)),
])
def test_the_picture_is_a_png_wide_enough_for_print_and_the_same_each_time(grid: Grid) -> None:
    chart = chart_of(grid)
    content = picture_of(chart, dots=100)
    with Image.open(io.BytesIO(content)) as image:
        assert image.format == "PNG" and image.width == 630 and image.height > 150
    assert content == picture_of(chart, dots=100)


def test_the_picture_uses_letters_that_the_machine_has(recwarn: pytest.WarningsRecorder) -> None:
    picture_of(chart_of(table("hồ sơ", QUARTERS[:1], Ữỡẫ_Đặng=(1,), ỳỵỷỹ=(2,))), dots=60)
    assert not [one for one in recwarn if "Glyph" in str(one.message)]
