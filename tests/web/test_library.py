from dataclasses import replace
from pathlib import Path

import pytest
from handmade_archive import HandmadeArchive

from qa_cchc.archive.errors import IndexMissing
from qa_cchc.archive.store import Archive
from qa_cchc.records import Filters, Period, Report
from qa_cchc.settings import Settings
from qa_cchc.vietnamese.unicode import fold
from qa_cchc.web.examples import questions
from qa_cchc.web.library import Library


@pytest.fixture
def library(archive: HandmadeArchive, monkeypatch, tmp_path: Path) -> Library:
    archive.current = lambda: archive
    monkeypatch.setattr(Archive, "open", lambda index, settings: archive)
    return Library(tmp_path, Settings())


def test_missing_index_is_raised_and_a_later_build_is_found(tmp_path: Path, archive: HandmadeArchive, monkeypatch):
    library = Library(tmp_path, Settings())
    with pytest.raises(IndexMissing):
        library.archive()
    archive.current = lambda: archive
    monkeypatch.setattr(Archive, "open", lambda index, settings: archive)
    assert library.archive() is archive


def test_newer_version_takes_over_with_its_own_shelf(library: Library, archive: HandmadeArchive):
    assert library.shelf().reports == 2
    newer = replace(archive, held=dict(list(archive.held.items())[:1]))
    newer.current = lambda: newer
    archive.current = lambda: newer
    assert library.shelf().reports == 1


def test_shelf_offers_what_the_archive_holds(library: Library, pdf_report: Report):
    shelf = library.shelf()
    assert shelf.periods == (("quý II năm 2024", "2024-Q2"),)
    assert ("thị xã Cẩm Giang", "thị xã Cẩm Giang") in shelf.places
    assert ("58/BC-UBND · UBND thị xã Cẩm Giang · 14/6/2024", pdf_report.id) in shelf.report_choices


def test_failed_reports_are_not_offered(library: Library, archive: HandmadeArchive, pdf_report: Report):
    archive.held[pdf_report.id] = replace(pdf_report, status="failed")
    assert library.shelf().reports == 1


def test_choosing_a_report_narrows_to_it_alone(library: Library, pdf_report: Report):
    assert library.filters("", None, pdf_report.id) == Filters(
        periods=("2024-Q2",), places=("thị xã Cẩm Giang",), report_number="58/BC-UBND"
    )
    assert library.filters("2024-Q2", "xã Tân Lập", "") == Filters(periods=("2024-Q2",), places=("xã Tân Lập",))


def test_examples_name_places_and_periods_of_the_archive(archive: HandmadeArchive, figure):
    from qa_cchc.figures import catalogue

    held = [one for one in catalogue.load().indicators if one.kind == "ratio" and len(one.name) < 60]
    ids = [one.id for one in (held[0], next(one for one in held if not one.forms & held[0].forms))]
    reports = list(archive.held.values())
    archive.all_figures = [
        replace(
            figure,
            id=f"{report.id}:{id_}",
            indicator_id=id_,
            origin="form",
            report=replace(figure.report, id=report.id),
        )
        for report in reports
        for id_ in ids
    ]
    made = questions(archive, reports)
    assert 2 <= len(made) <= 5 and len(set(made)) == len(made)
    assert any("thị xã Cẩm Giang" in question and "quý II năm 2024" in question for question in made)
    assert any(question == fold(question) and "2024" not in question for question in made)


def test_an_archive_without_figures_still_gets_an_example(archive: HandmadeArchive):
    archive.all_figures = []
    assert len(questions(archive, list(archive.held.values()))) == 1
    assert questions(archive, []) == ()


def test_examples_do_not_repeat_one_place(archive: HandmadeArchive, pdf_report: Report, text_report: Report):
    older = replace(
        pdf_report, id="0" * 12, period=Period("2023", "năm 2023", pdf_report.period.start, pdf_report.period.end)
    )
    made = questions(archive, [pdf_report, older, text_report])
    assert made[-1].startswith("Khó khăn")
