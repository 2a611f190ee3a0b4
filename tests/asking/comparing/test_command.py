"""`compare` gives the same answer as the question does, and a table of all there is where nothing is named."""

from __future__ import annotations

import pytest

from qa_cchc.archive.store import Archive
from qa_cchc.asking import BadQuestion, ask, compare


def test_the_command_answers_as_the_question_does(sample: Archive) -> None:
    said = ask(sample, "So sánh tỷ lệ hồ sơ trực tuyến của thị xã Lam Khê quý I và quý II năm 2023")
    named = compare(sample, "tỷ lệ hồ sơ trực tuyến", ("2023-Q1", "2023-Q2"), ("thị xã Lam Khê",))
    assert said.comparison is not None and named.comparison is not None
    assert named.comparison.rows == said.comparison.rows
    assert [figure.id for figure in named.figures] == [figure.id for figure in said.figures]
    assert named.answer == said.answer and "8,06 điểm phần trăm" in said.answer


def test_an_indicator_needs_no_words(sample: Archive) -> None:
    answer = compare(sample, "", places=("thị xã Lam Khê",), indicators=("files_late",))
    assert answer.status == "answered" and answer.comparison is not None
    assert answer.comparison.indicators == ("files_late",)


def test_without_conditions_all_places_and_periods_are_listed(sample: Archive) -> None:
    answer = compare(sample, "tỷ lệ hồ sơ trực tuyến")
    assert answer.comparison is not None and len(answer.comparison.places) > 5
    assert "–" not in [row[1] for row in answer.comparison.rows]


def test_a_scope_narrows_whose_figures_are_compared(sample: Archive) -> None:
    answer = compare(sample, "tỷ lệ hồ sơ trực tuyến", ("2023-Q1", "2023-Q4"), ("thị xã Lam Khê",), scope="các xã, phường")
    assert "21,21 điểm phần trăm" in answer.answer


def test_what_is_not_there_is_said(sample: Archive) -> None:
    answer = compare(sample, "số vụ cháy rừng", places=("thị xã Lam Khê",))
    assert answer.status == "not_found" and answer.answer
    with pytest.raises(BadQuestion):
        compare(sample, "  ")


def test_every_cell_names_its_figure_and_citation(sample: Archive) -> None:
    answer = ask(sample, "Xếp hạng các xã, phường của thị xã Lam Khê theo tỷ lệ hồ sơ trực tuyến quý III/2023")
    assert answer.comparison is not None and len(answer.comparison.rows) == 7
    shown, cited = {figure.id for figure in answer.figures}, {citation.id for citation in answer.citations}
    for cells in answer.comparison.cells:
        assert cells[1] is not None and cells[1].figure in shown and cells[1].citation in cited
