"""Series hold like with like, and one figure a period."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_figures import figure, report

from qa_cchc.figures.series import label, measure, points, settled, span
from qa_cchc.vietnamese.period_ids import period

Q1, Q2 = report(86, "2023-04-05", "2023-Q1"), report(197, "2023-07-05", "2023-Q2")
REPORTS = {one.id: one for one in (Q1, Q2)}


@pytest.mark.parametrize(("identifier", "expected"), [
    ("2023-Q1", "quý"), ("2023-Q4", "quý"), ("2023-H1", "6 tháng"), ("2023-H2", "6 tháng"), ("2023-9M", "9 tháng"),
    ("2023", "năm"), ("2023-05", "tháng"), ("2024-W03", "tuần"), ("2023-11M", "11 tháng"), ("2021-2025", "60 tháng"),
])
def test_the_length_of_a_period_in_words(identifier: str, expected: str) -> None:
    assert span(period(identifier)) == expected


def test_one_indicator_at_several_levels_has_one_measure() -> None:
    prose = measure(figure(Q1, 386, scope="Bộ phận Một cửa thị xã"))
    row = measure(figure(Q1, 386, indicator_id="files_resolved_district", origin="form", scope="UBND cấp huyện"))
    assert prose == row and prose is not None and prose.indicator_id == "files_resolved" and prose.holder == ""


def test_quarter_and_cumulative_communes_and_town_counts_and_rates_are_kept_apart() -> None:
    one = figure(Q2, 431)
    others = [
        replace(one, cumulative=True), replace(one, period=period("2023-H1")), replace(one, scope="các xã, phường"),
        replace(one, unit="%"), replace(one, indicator_id="files_late"),
    ]
    assert len({measure(each) for each in (one, *others)}) == 6
    assert measure(replace(one, period=period("2023-Q1"), cumulative=True)) == measure(one)


@pytest.mark.parametrize("change", [
    {"change": "so với quý I"}, {"period": None}, {"indicator_id": None}, {"indicator_id": "unheard_of"},
    {"section": "III. Phương hướng, nhiệm vụ quý II"},
])
def test_what_belongs_to_no_series(change: dict[str, object]) -> None:
    assert measure(replace(figure(Q1, 386), **change)) is None


def test_a_plan_has_no_results() -> None:
    assert measure(figure(Q1, 386), "kế hoạch") is None and measure(figure(Q1, 386), None) is not None


def test_points_are_in_order_one_a_period_the_form_before_the_prose() -> None:
    prose, row = figure(Q1, 386), figure(Q1, 386, "f3:3.2", origin="form")
    later = figure(Q2, 431)
    assert points([later, prose, row], REPORTS) == (row, later)


def test_the_report_on_a_period_speaks_for_it_until_a_newer_one_corrects_it() -> None:
    own, aside = figure(Q1, 386), figure(Q2, 12, "9.9:1", period=period("2023-Q1"))
    assert points([aside, own], REPORTS) == (own,)
    correct = replace(figure(Q2, 395, "7.0:3", period=period("2023-Q1")), corrects=(own.id,))
    assert points([aside, replace(own, corrected_by=correct.id), correct], REPORTS) == (correct,)


def test_blank_cells_are_no_points() -> None:
    assert points([replace(figure(Q1, 1), value=None, state="blank", text="")], REPORTS) == ()


def test_a_report_that_contradicts_itself_settles_nothing() -> None:
    assert settled([figure(Q1, 386), figure(Q1, 368, "2.0:1")]) is None
    assert settled([figure(Q1, 386), figure(Q1, 386, "f3:1", origin="form")]).origin == "form"  # type: ignore[union-attr]
    assert settled([]) is None


def test_a_series_is_named_by_indicator_office_holder_and_length() -> None:
    named = measure(figure(Q1, 395, scope="xã Hải Khuê"))
    assert named is not None
    assert label(named, "thị xã Lam Khê", "xã Hải Khuê").split(" · ")[1:] == ["thị xã Lam Khê", "xã Hải Khuê", "quý"]
