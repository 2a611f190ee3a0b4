"""Series, corrections and places of an archive: made at each build, whatever was read now and what before."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import small_reports

from qa_cchc.archive import catalogue
from qa_cchc.archive.build import build_index
from qa_cchc.archive.offices import offices, place_links
from qa_cchc.archive.store import Archive
from qa_cchc.records import Filters, Report
from qa_cchc.settings import Settings
from qa_cchc.vietnamese.period_ids import period

SETTINGS = Settings()
TOWN = "huyện Đông Thạnh"
SENTENCE = "- Bộ phận Một cửa huyện tiếp nhận"


def correcting(folder: Path, name: str, sentence: str, **facts: object) -> None:
    """A small report with one more sentence on the quarter before."""
    path = small_reports.write(folder, name, **facts)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(SENTENCE, f"{sentence}\n\n{SENTENCE}"), encoding="utf-8")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for number, quarter, received in ((31, 1, 412), (58, 2, 530), (77, 3, 548)):
        small_reports.write(folder, f"quý {quarter}.txt", number=number, quarter=quarter, received=received)
    small_reports.write(folder, "khác.txt", number=31, place="thị xã Bến Lâm", quarter=1, received=871)
    return folder


def opened(corpus: Path) -> Archive:
    build_index([corpus], corpus.parent / "index", SETTINGS)
    return Archive.open(corpus.parent / "index", SETTINGS)


def values(archive: Archive, **filters: object) -> list[list[float | int | None]]:
    lines = archive.series(Filters(**filters), ["files_received"])
    return [[figure.value for figure in line.points] for line in lines]


def test_quarters_of_one_office_line_up_and_those_of_another_stay_apart(corpus: Path) -> None:
    with opened(corpus) as archive:
        assert values(archive, places=(TOWN,)) == [[412, 530, 548]]
        assert sorted(values(archive)) == [[412, 530, 548], [871]]
        assert values(archive, places=(TOWN,), periods=("2024-Q2",)) == [[530]]
        (line,) = archive.series(Filters(places=(TOWN,)), ["files_received"])
        assert (line.span, line.place, line.notes) == ("quý", TOWN, ())
        assert {figure.series for figure in line.points} == {line.key}


def test_a_later_correction_wins_and_goes_when_its_report_goes(corpus: Path) -> None:
    sentence = (
        "Số hồ sơ Bộ phận Một cửa huyện tiếp nhận trong quý I năm 2024 được điều chỉnh từ 412 hồ sơ thành 421 hồ sơ."
    )
    correcting(corpus, "quý 2.txt", sentence, number=58, quarter=2, received=530)
    with opened(corpus) as archive:
        assert values(archive, places=(TOWN,)) == [[421, 530, 548]]
        assert [one.check for one in archive.findings() if one.check == "correction"] == ["correction"]
    small_reports.write(corpus, "quý 2.txt", number=58, quarter=2, received=530)
    with opened(corpus) as archive:
        assert values(archive, places=(TOWN,)) == [[412, 530, 548]]
        assert [one for one in archive.findings() if one.check == "correction"] == []
        assert all(figure.corrected_by is None for figure in archive.figures())


def test_reports_taken_over_are_lined_up_with_new_ones(corpus: Path) -> None:
    opened(corpus).close()
    small_reports.write(corpus, "quý 4.txt", number=99, quarter=4, received=610)
    with opened(corpus) as archive:
        assert values(archive, places=(TOWN,)) == [[412, 530, 548, 610]]


def test_filters_of_figures(corpus: Path) -> None:
    with opened(corpus) as archive:
        everything = archive.figures()
        prose = archive.figures(Filters(origins=("prose",)))
        assert prose and {figure.origin for figure in prose} == {"prose"} and len(prose) <= len(everything)
        assert archive.figures(Filters(origins=("form",))) == []
        assert {figure.state for figure in archive.figures(Filters(states=("none",)))} <= {"none"}
        assert archive.figures(Filters(cumulative=True)) == [one for one in everything if one.cumulative]
        assert archive.figures(Filters(cumulative=False)) == [one for one in everything if not one.cumulative]
        assert archive.figures(limit=2) == everything[:2]
        own = archive.figures(Filters(scope="Bộ phận Một cửa huyện", places=(TOWN,)), ["files_received"])
        assert {figure.value for figure in own} == {412, 530, 548}
        assert archive.figures(Filters(scope="các xã, phường")) == []


def test_candidates_of_a_few_figures_are_those_of_the_whole_archive(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, where = ("tiep", "nhan", "truc", "tuyen"), Filters(places=(TOWN,), periods=("2024-Q2",))
    with opened(corpus) as archive:
        ranked = archive.figure_candidates(words, where)
        monkeypatch.setattr(catalogue, "_MANY", 0)
        few = archive.figure_candidates(words, where)
        assert ranked and {one[0].id: one[1:] for one in few} == {one[0].id: one[1:] for one in ranked}
        assert archive.figure_candidates(words, where, limit=1) == few[:1]


def test_the_catalogue_has_views_for_people(corpus: Path) -> None:
    with opened(corpus) as archive:
        file = corpus.parent / "index" / archive.version / "catalogue.sqlite"
    with sqlite3.connect(file) as connection:
        query = "SELECT value, last_period FROM latest WHERE indicator_id = 'files_received' AND office LIKE ?"
        assert connection.execute(query, (f"{TOWN}%",)).fetchall() == [(548, "2024-Q3")]
        query = "SELECT figures, reports, periods, first_period FROM series WHERE indicator_id = 'files_received'"
        assert sorted(connection.execute(query)) == [(1, 1, 1, "2024-Q1"), (3, 3, 3, "2024-Q1")]
        for view in ("figures_with_source", "series_figures", "latest", "findings_with_source"):
            connection.execute(f"SELECT * FROM {view}").fetchall()


def made(number: int, place: str, when: str, province: str | None = None, **more: object) -> Report:
    return Report(f"r{number}", f"{number}.txt", "0", place=place, province=province, period=period(when), **more)  # type: ignore[arg-type]


def test_an_office_is_a_place_in_a_province_at_a_time() -> None:
    found = offices([
        made(1, "xã Long Hữu", "2024", "tỉnh Trà Vinh"), made(2, "xã Long Hữu", "2025-Q4", "tỉnh Vĩnh Long"),
        made(3, "thị xã Duyên Hải", "2023-Q1", "tỉnh Trà Vinh"), made(4, "huyện Duyên Hải", "2023-Q1", "tỉnh Trà Vinh"),
        made(5, "TX. Duyên Hải", "2023-Q2"), made(6, "tỉnh Vĩnh Long", "2024"), made(7, "tỉnh Vĩnh Long", "2025"),
    ])
    assert found["r3"] == found["r5"] == "thị xã Duyên Hải, tỉnh Trà Vinh"
    assert len(set(found.values())) == 6
    assert found["r2"] == "xã Long Hữu, tỉnh Vĩnh Long, từ 01/7/2025" and found["r6"] == "tỉnh Vĩnh Long"


def test_departments_of_one_province_are_offices_of_their_own() -> None:
    found = offices([
        made(number, "tỉnh Hoài Giang", "2024", "tỉnh Hoài Giang", level="sở", agency=agency)
        for number, agency in enumerate(("Sở Nội vụ", "Sở Tư pháp"))
    ])
    assert len(set(found.values())) == 2


def test_links_are_kept_for_places_of_the_archive_alone() -> None:
    links = place_links([made(1, "xã Hiệp Thạnh", "2024", "tỉnh Trà Vinh"), made(2, "xã Nơi Khác", "2024")])
    assert links == [("xã Hiệp Thạnh", "thị xã Duyên Hải, tỉnh Trà Vinh", "xã Long Hữu", "tỉnh Vĩnh Long", "merged")]


def test_a_series_crosses_the_reform_only_when_asked_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    for name, facts in {
        "cũ.txt": {"place": "tỉnh Trà Vinh", "year": 2024, "quarter": 4, "received": 412},
        "mới.txt": {"place": "tỉnh Vĩnh Long", "year": 2025, "quarter": 4, "received": 530},
        "xưa.txt": {"place": "tỉnh Vĩnh Long", "year": 2024, "quarter": 4, "received": 390},
    }.items():
        small_reports.write(folder, name, **facts)
    with opened(folder) as archive:
        heirs = [(link.new, link.kind) for link in archive.successors("tỉnh Trà Vinh")]
        assert heirs == [("tỉnh Vĩnh Long", "merged")]
        asked = Filters(places=("tỉnh Trà Vinh",))
        assert [[point.value for point in line.points] for line in archive.series(asked, ["files_received"])] == [[412]]
        wide = archive.series(asked, ["files_received"], across_reform=True)
        assert sorted(point.value for line in wide for point in line.points) == [390, 412, 530]
        assert all(len(line.points) == 1 for line in wide)
        assert any("không cùng phạm vi" in note for line in wide for note in line.notes)
