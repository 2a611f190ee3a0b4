"""An archive opens in no time, filters as documented, serves many threads, and refuses what is not a whole index."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import small_reports

from qa_cchc.archive.build import build_index
from qa_cchc.archive.errors import IndexDamaged, IndexMissing, IndexOfOtherModel, IndexOutdated, UnknownReport
from qa_cchc.archive.manifest import FORMAT
from qa_cchc.archive.selection import same_number
from qa_cchc.archive.store import Archive
from qa_cchc.records import Filters
from qa_cchc.settings import Settings

SETTINGS = Settings()
REPORTS = (
    {"number": 31, "place": "huyện Đông Thạnh", "quarter": 1, "year": 2024, "received": 412},
    {"number": 58, "place": "huyện Đông Thạnh", "quarter": 2, "year": 2024, "received": 530},
    {"number": 31, "place": "thị xã Bến Lâm", "quarter": 1, "year": 2024, "received": 871},
    {"number": 29, "place": "thị xã Bến Lâm", "quarter": 1, "year": 2023, "received": 765},
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kho")
    for position, facts in enumerate(REPORTS):
        small_reports.write(folder / "corpus", f"{position}.txt", **facts)
    build_index([folder / "corpus"], folder / "index", SETTINGS)
    return folder / "index"


@pytest.fixture
def archive(index: Path) -> Archive:
    return Archive.open(index, SETTINGS)


@pytest.fixture
def copy(index: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(index, tmp_path / "index"))


def files(archive: Archive, filters: Filters) -> set[str]:
    return {report.file for report in archive.reports(filters)}


@pytest.mark.parametrize(("filters", "expected"), [
    (Filters(), {"0.txt", "1.txt", "2.txt", "3.txt"}),
    (Filters(periods=("2024-Q1",)), {"0.txt", "2.txt"}),
    (Filters(periods=("2024-Q1", "2023-Q1")), {"0.txt", "2.txt", "3.txt"}),
    (Filters(places=("huyện Đông Thạnh",)), {"0.txt", "1.txt"}),
    (Filters(places=("tx. Ben Lam",)), {"2.txt", "3.txt"}),
    (Filters(places=("thị xã Bến Lâm",), periods=("2024-Q1",)), {"2.txt"}),
    (Filters(report_number="31/BC-UBND"), {"0.txt", "2.txt"}),
    (Filters(report_number="58"), {"1.txt"}),
    (Filters(levels=("huyện",)), {"0.txt", "1.txt", "2.txt", "3.txt"}),
    (Filters(levels=("xã",)), set()),
    (Filters(places=("huyện Bến Lâm",)), set()),
    (Filters(periods=("2025-Q1",)), set()),
])
def test_filters_hold_together_for_reports_passages_figures_and_search(
    archive: Archive, filters: Filters, expected: set[str]
) -> None:
    assert files(archive, filters) == expected
    assert {passage.file for passage in archive.passages(filters)} == expected
    assert {figure.file for figure in archive.figures(filters)} == expected
    assert {found.passage.file for found in archive.search("Bộ phận Một cửa tiếp nhận hồ sơ", filters, 50)} == expected


def test_figures_can_be_asked_for_by_indicator(archive: Archive) -> None:
    figures = archive.figures()
    named = next(figure.indicator_id for figure in figures if figure.value == 412 and figure.indicator_id)
    chosen = archive.figures(Filters(), [named])
    assert chosen == [figure for figure in figures if figure.indicator_id == named]
    assert archive.figures(Filters(), []) == []


def test_search_gives_the_passage_with_the_words_that_matched(archive: Archive) -> None:
    best = archive.search("người dân ngại nộp hồ sơ tại nhà vì đường truyền chậm", Filters(periods=("2024-Q2",)), 1)[0]
    assert best.passage.report.number == "58/BC-UBND" and 0 < best.score <= 1
    marked = {best.passage.text[start:end].lower() for start, end in best.highlights}
    assert any("đường truyền" in words for words in marked)


def test_places_and_periods_of_the_archive(archive: Archive) -> None:
    assert archive.places() == ["huyện Đông Thạnh", "thị xã Bến Lâm"]
    assert [period.id for period in archive.periods()] == ["2024-Q2", "2024-Q1", "2023-Q1"]


def test_an_unknown_report_is_said_so(archive: Archive) -> None:
    with pytest.raises(UnknownReport, match="ffffffffffff"):
        archive.document("ffffffffffff")


@pytest.mark.parametrize(("asked", "number", "same"), [
    ("102/BC-UBND", "102/BC-UBND", True), ("102", "102/BC-UBND", True), ("số 102/bc-ubnd", "102/BC-UBND", True),
    ("Báo cáo số: 07/BC-SNV", "7/BC-SNV", True), ("102/BC-SNV", "102/BC-UBND", False), ("10", "102/BC-UBND", False),
    ("", "102/BC-UBND", False), ("102", None, False), ("12/BC-UBNÐ", "12/BC-UBND", True),
])
def test_numbers_of_reports_are_compared_as_people_write_them(asked: str, number: str | None, same: bool) -> None:
    assert same_number(asked, number) is same


def test_many_threads_may_ask_at_once(archive: Archive) -> None:
    answers: list[object] = []

    def ask() -> None:
        found = archive.search("Bộ phận Một cửa tiếp nhận hồ sơ", Filters(periods=("2024-Q1",)), 3)
        answers.append(([one.passage.id for one in found], len(archive.figures(Filters(places=("thị xã Bến Lâm",))))))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8 and all(answer == answers[0] for answer in answers)
    archive.close()


def test_a_newer_version_is_opened_and_the_older_one_goes_on_being_read(copy: Path, tmp_path: Path) -> None:
    archive = Archive.open(copy, SETTINGS)
    assert archive.current() is archive
    small_reports.write(tmp_path / "corpus", "mới.txt", number=99, quarter=4)
    build_index([tmp_path / "corpus"], copy, SETTINGS)
    assert len(archive.reports()) == 4
    assert [report.file for report in archive.current().reports()] == ["mới.txt"]


def test_opening_loads_neither_search_nor_model(index: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from qa_cchc.archive.store import Archive\n"
        "from qa_cchc.records import Filters\n"
        "archive = Archive.open(Path(sys.argv[1])); archive.reports(Filters(places=('huyện Đông Thạnh',))); "
        "archive.figures()\n"
        "heavy = {'torch', 'faiss', 'sentence_transformers', 'underthesea', 'gradio', 'pymupdf', 'bm25s'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(index)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_folder_without_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="qa-cchc build"):
        Archive.open(tmp_path, SETTINGS)


@pytest.mark.parametrize("damage", ["missing", "cut"])
@pytest.mark.parametrize("name", ["catalogue.sqlite", "search/keys.npy"])
def test_a_version_that_is_not_whole_is_refused(copy: Path, name: str, damage: str) -> None:
    file = copy / "v0001" / name
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(IndexDamaged, match="qa-cchc build"):
        Archive.open(copy, SETTINGS)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", json.dumps({"format": FORMAT}).encode(), b"\xff\xfe", b'{"format": "1"}'])
def test_a_manifest_that_cannot_be_understood_is_refused(copy: Path, content: bytes) -> None:
    (copy / "v0001" / "manifest.json").write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"manifest\.json"):
        Archive.open(copy, SETTINGS)


@pytest.mark.parametrize("change", [{"format": 99}, {"records": "other"}])
def test_an_index_of_another_program_version_is_refused(copy: Path, change: dict[str, object]) -> None:
    manifest = copy / "v0001" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | change), encoding="utf-8")
    with pytest.raises(IndexOutdated, match="qa-cchc build"):
        Archive.open(copy, SETTINGS)


def test_a_catalogue_with_a_broken_page_is_reported_not_raised(copy: Path) -> None:
    catalogue = copy / "v0001" / "catalogue.sqlite"
    data = bytearray(catalogue.read_bytes())
    data[:16] = b"not a database!!"
    catalogue.write_bytes(data)
    with pytest.raises(IndexDamaged, match="qa-cchc build"):
        Archive.open(copy, SETTINGS).reports()


def test_an_index_made_with_another_model_is_refused_with_the_command(copy: Path) -> None:
    with pytest.raises(IndexOfOtherModel, match=r"vn-model.*qa-cchc build"):
        Archive.open(copy, replace(SETTINGS, model="vn-model"))
    manifest = copy / "v0001" / "manifest.json"
    said = json.loads(manifest.read_text(encoding="utf-8")) | {"model_fingerprint": "0" * 16, "model_name": "cũ-1"}
    manifest.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(IndexOfOtherModel, match=r"cũ-1.*qa-cchc build"):
        Archive.open(copy, SETTINGS).search("hồ sơ")
