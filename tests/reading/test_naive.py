"""The real report made into PDF by a conversion that knows nothing of it: the same fields, rows and figures must come out."""

from __future__ import annotations

from pathlib import Path

import pytest
import render

from qa_cchc.figures.extract import extract_figures
from qa_cchc.reading.report import read_report
from qa_cchc.records import Report

FIELDS = ("number", "date", "kind", "title", "agency", "place", "level", "period", "window", "signer")


@pytest.fixture(scope="module")
def told(seed_report_path: Path) -> Report:
    return read_report(seed_report_path, seed_report_path.parent)


@pytest.fixture(scope="module", params=[("libreoffice", 11), ("libreoffice", 14), ("chromium", 10), ("chromium", 14)])
def naive(request: pytest.FixtureRequest, seed_report_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    program, points = request.param
    folder = tmp_path_factory.mktemp(f"naive-{program}-{points}")
    text = seed_report_path.read_text(encoding="utf-8")
    if program == "libreoffice":
        path = render.to_pdf(render.write_naive_docx(text, folder / "report.docx", points), folder)
    else:
        path = render.print_html(render.write_naive_html(text, folder / "report.html", points), folder / "report.pdf")
    return read_report(path, folder)


def test_fields(told: Report, naive: Report) -> None:
    assert (naive.status, naive.warnings) == ("ok", ())
    assert {name: getattr(naive, name) for name in FIELDS} == {name: getattr(told, name) for name in FIELDS}
    assert [section.name for section in naive.sections] == [section.name for section in told.sections]
    assert [note.mark for note in naive.footnotes] == [note.mark for note in told.footnotes]


def test_every_row_of_every_form(told: Report, naive: Report) -> None:
    def rows(report: Report) -> list[tuple[str, ...]]:
        return [
            (form.number, row.code, row.path, row.name, row.unit, row.value or "", row.note)
            for form in report.forms
            for row in form.rows
        ]

    assert rows(naive) == rows(told)


def test_the_same_figures(told: Report, naive: Report) -> None:
    def figures(report: Report) -> list[tuple[object, ...]]:
        return [
            (f.indicator, f.value, f.text, f.unit, f.state, f.scope, f.origin, f.code) for f in extract_figures(report)
        ]

    assert figures(naive) == figures(told)
