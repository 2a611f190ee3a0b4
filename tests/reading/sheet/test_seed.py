"""The forms of the real report as workbooks of several offices must read as the text file does, figures included."""

from __future__ import annotations

from pathlib import Path

import pytest
import workbooks
from openpyxl import Workbook

from qa_cchc.figures.extract import extract_figures
from qa_cchc.reading.report import read_report
from qa_cchc.records import Report


@pytest.fixture(scope="module")
def told(seed_report_path: Path) -> Report:
    return read_report(seed_report_path, seed_report_path.parent)


def one_sheet_a_form(told: Report) -> Workbook:
    workbook = Workbook()
    workbooks.write_cover(workbook.active, told)
    for form in told.forms:
        workbooks.write_form(workbook.create_sheet(f"Biểu {form.number}"), form)
    return workbook


def all_on_one_sheet(told: Report) -> Workbook:
    workbook = Workbook()
    workbooks.write_cover(workbook.active, told, two_columns=False)
    sheet = workbook.create_sheet("Phụ lục")
    top = 1
    for form in told.forms:
        top = workbooks.write_form(sheet, form, top, borders=True) + 2
    return workbook


def below_each_other_without_a_gap(told: Report) -> Workbook:
    workbook = Workbook()
    sheet = workbook.active
    workbooks.write_cover(sheet, told)
    top = 11
    for form in told.forms:
        top = workbooks.write_form(sheet, form, top, merged=False)
    return workbook


def side_by_side(told: Report) -> Workbook:
    workbook = Workbook()
    workbooks.write_cover(workbook.active, told)
    sheet = workbook.create_sheet("Số liệu")
    sheet["A1"] = "PHỤ LỤC II"
    sheet.merge_cells("A1:K1")
    for place, form in enumerate(told.forms):
        workbooks.write_form(sheet, form, 3 + 45 * (place // 2), 2 + 6 * (place % 2), numbers=False)
    return workbook


def tabs_name_the_forms(told: Report) -> Workbook:
    workbook = Workbook()
    workbooks.write_cover(workbook.active, told)
    for form in told.forms:
        sheet = workbook.create_sheet(f"BM{form.number} {form.title}"[:31])
        workbooks.write_form(sheet, form, caption=False)
    return workbook


@pytest.fixture(
    scope="module",
    params=[one_sheet_a_form, all_on_one_sheet, below_each_other_without_a_gap, side_by_side, tabs_name_the_forms],
    ids=lambda made: made.__name__,
)
def other(request: pytest.FixtureRequest, told: Report, tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("sheets")
    return read_report(workbooks.save(request.param(told), folder / f"{request.param.__name__}.xlsx"), folder)


def test_head(told: Report, other: Report) -> None:
    assert (other.status, other.warnings) == ("ok", ())
    for name in ("number", "date", "kind", "title", "agency", "place", "level", "period"):
        assert getattr(other, name) == getattr(told, name), name
    assert not other.paged and other.pages == len(other.sheets)


def test_every_cell_of_every_form(told: Report, other: Report) -> None:
    def cells(report: Report) -> list[tuple[object, ...]]:
        return [
            (form.number, row.code, row.path, row.name, row.unit, row.value, row.note, row.parents)
            for form in report.forms
            for row in form.rows
        ]

    assert cells(other) == cells(told)
    if "tabs" not in other.file:
        assert [form.title for form in other.forms] == [form.title for form in told.forms]
    assert not other.tables


def test_the_same_figures(told: Report, other: Report) -> None:
    def figures(report: Report) -> list[tuple[object, ...]]:
        return [
            (f.indicator, f.value, f.text, f.unit, f.state, f.scope, f.numerator, f.denominator, f.form, f.code, f.quote)
            for f in extract_figures(report)
            if f.origin == "form"
        ]

    assert figures(other) == figures(told)


def test_every_row_says_its_sheet_and_row(other: Report) -> None:
    for form in other.forms:
        lines = [row.line for row in form.rows]
        assert all(lines) and lines == sorted(lines)
        assert {row.page for row in form.rows} <= set(range(1, other.pages + 1))
