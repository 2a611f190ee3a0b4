"""The real report made into Word and PDF files must read as the text file does: fields, outline, footnotes, every cell."""

from __future__ import annotations

from pathlib import Path

import pytest
import render

from qa_cchc.figures.extract import extract_figures
from qa_cchc.reading.report import read_report
from qa_cchc.records import Report

FIELDS = ("number", "date", "kind", "title", "agency", "place", "level", "province", "period", "window", "signer")


@pytest.fixture(scope="module")
def told(seed_report_path: Path) -> Report:
    return read_report(seed_report_path, seed_report_path.parent)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("formats")


@pytest.fixture(scope="module")
def word_file(told: Report, folder: Path) -> Path:
    return render.write_docx(render.layout_of(told), folder / "report.docx")


@pytest.fixture(scope="module", params=["docx", "libreoffice", "chromium"])
def other(request: pytest.FixtureRequest, told: Report, folder: Path, word_file: Path) -> Report:
    if request.param == "docx":
        path = word_file
    elif request.param == "libreoffice":
        path = render.to_pdf(word_file, folder)
    else:
        page = render.write_html(render.layout_of(told), folder / "report.html")
        path = render.print_html(page, folder / "page.pdf")
    return read_report(path, folder)


def test_head_and_closing(told: Report, other: Report) -> None:
    assert (other.status, other.warnings) == ("ok", ())
    assert {name: getattr(other, name) for name in FIELDS} == {name: getattr(told, name) for name in FIELDS}


def test_every_cell_of_every_form(told: Report, other: Report) -> None:
    def cells(report: Report) -> list[tuple[object, ...]]:
        return [
            (
                form.number,
                form.title,
                form.appendix,
                row.code,
                row.path,
                row.name,
                row.unit,
                row.value,
                row.note,
                row.parents,
            )
            for form in report.forms
            for row in form.rows
        ]

    assert cells(other) == cells(told)


def test_sections_and_paragraphs(told: Report, other: Report) -> None:
    def outline(report: Report) -> list[tuple[object, ...]]:
        return [
            (
                section.part,
                section.label,
                section.titles,
                [(p.bullet, p.text.value, p.lead, p.calls) for p in section.paragraphs],
            )
            for section in report.sections
        ]

    assert outline(other) == outline(told)


def test_footnotes(told: Report, other: Report) -> None:
    def notes(report: Report) -> list[tuple[object, ...]]:
        return [(note.mark, note.text.value, note.section, note.paragraph, note.offset) for note in report.footnotes]

    assert notes(other) == notes(told)


def test_pdf_knows_where_every_word_stands(other: Report) -> None:
    if not other.file.endswith(".pdf"):
        pytest.skip("only PDF has places on a page")
    assert other.paged and other.pages > 10
    for section in other.sections:
        for paragraph in section.paragraphs:
            covered = sum(spot.end - spot.start for spot in paragraph.text.spots)
            assert covered == len(paragraph.text.value.replace(" ", ""))
            assert all(spot.box and spot.box.page == spot.page for spot in paragraph.text.spots)
    rows = [row for form in other.forms for row in form.rows]
    for row in rows:
        assert row.boxes and row.value_boxes
        outer = row.boxes[0]
        inner = row.value_boxes[0]
        assert (outer.page, row.page) == (row.page, inner.page)
        assert outer.x0 <= inner.x0 and inner.x1 <= outer.x1 + 0.01
        assert outer.y0 - 1 <= inner.y0 and inner.y1 <= outer.y1 + 1


def test_the_same_figures(told: Report, other: Report) -> None:
    def figures(report: Report) -> list[tuple[object, ...]]:
        return [
            (f.indicator, f.value, f.text, f.unit, f.state, f.scope, f.numerator, f.denominator, f.origin, f.code, f.section)
            for f in extract_figures(report)
        ]

    assert figures(other) == figures(told)
