"""The archive from Python: what the guide shows runs as shown, and says what the command line says."""

from __future__ import annotations

import doctest
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_cchc import Archive
from qa_cchc.archive.build import build_index
from qa_cchc.archive.errors import IndexMissing
from qa_cchc.asking import BadQuestion
from qa_cchc.contract import answer_json
from qa_cchc.export import MissingLibrary
from qa_cchc.settings import BadSetting, Settings

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of the sample archive in it."""
    here = tmp_path_factory.mktemp("python")
    build_index([ROOT / "corpus"], here / "index", Settings())
    return here


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    with Archive(folder / "index") as opened:
        yield opened


def test_the_examples_of_the_guide_run_as_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    examples = doctest.DocTestParser().get_doctest(text, {}, "docs/python.md", None, 0)
    assert len(examples.examples) > 25
    said: list[str] = []
    result = doctest.DocTestRunner().run(examples, out=said.append)
    assert result.failed == 0, "".join(said)


def test_it_answers_as_the_command_line_does(folder: Path, archive: Archive) -> None:
    question = "tỷ lệ hồ sơ trực tuyến quý I"
    done = subprocess.run(
        [sys.executable, "-m", "qa_cchc", "ask", question, "--index", str(folder / "index"), "--json"],
        capture_output=True, check=True, cwd=ROOT, env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    told = json.loads(done.stdout)
    answer = archive.ask(question)
    assert str(answer) == answer.answer == told["answer"]
    assert [one["id"] for one in told["figures"]] == [one.id for one in answer.figures]
    assert answer.to_json()["citations"] == answer_json(answer)["citations"] == told["citations"]


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, qa_cchc; print([name for name in ('torch', 'numpy', 'pandas', 'qa_cchc.archive') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout == "[]\n"


def test_what_is_no_name_of_the_package_is_an_attribute_error() -> None:
    import qa_cchc

    with pytest.raises(AttributeError, match="Archiv"):
        qa_cchc.Archiv  # noqa: B018


def test_a_frame_keeps_blank_cells_apart_from_zeros(archive: Archive) -> None:
    frame = archive.figures(state=["blank", "value"]).to_pandas()
    assert frame.loc[frame.state == "blank", "value"].isna().all() and (frame.state == "blank").any()
    valued = frame.loc[frame.state == "value"]
    assert valued.value.notna().all() and (valued.value == 0).any()
    assert str(frame.dtypes["value"]) == "float64" and str(frame.dtypes["page"]) == "Int64"


def test_every_figure_has_the_citation_of_its_own_place(archive: Archive) -> None:
    figures = archive.figures(place="thị xã Lam Khê", period="2023-Q1")
    assert len(figures) > 20 and len(figures.citations) == len(figures)
    for figure, citation in zip(figures, figures.citations, strict=True):
        assert (citation.report.id, citation.page, citation.section) == (figure.report.id, figure.page, figure.section)


def test_without_pandas_one_sentence_says_how_to_get_it(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingLibrary, match=r"qa-cchc\[pandas\]"):
        archive.figures(limit=1).to_pandas()


def test_what_is_wrong_is_said_by_errors_that_can_be_shown(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        Archive(tmp_path)
    with pytest.raises(BadQuestion):
        archive.ask(" ")
    with pytest.raises(BadQuestion, match="Không hiểu kỳ"):
        archive.figures(period="kỳ nào đó")
    with pytest.raises(BadSetting):
        Archive(tmp_path, citation="apa")
