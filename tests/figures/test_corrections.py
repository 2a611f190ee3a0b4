"""A later report's word on an earlier period takes the place of what was reported then; a mere restatement does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_figures import figure, report

from qa_cchc.figures.corrections import corrections, open_corrections
from qa_cchc.records import Figure, Report
from qa_cchc.vietnamese.period_ids import period

FIRST = period("2023-Q1")
Q1, Q2, YEAR = (
    report(86, "2023-04-05", "2023-Q1"), report(197, "2023-07-05", "2023-Q2"), report(462, "2023-12-11", "2023"),
)


def said(of: Report, quote: str, *values: int) -> list[Figure]:
    """The numbers of one sentence about the first quarter, each with its mark."""
    found = []
    for value in values:
        start = quote.index(f"{value:,}".replace(",", "."))
        made = figure(of, value, f"7.0:{start}", period=FIRST, quote=quote, mark=(start, start + len(str(value)) + 6))
        found.append(made)
    return found


@pytest.mark.parametrize("sentence", [
    "Số hồ sơ quý I được điều chỉnh từ 386 hồ sơ thành 395 hồ sơ.",
    "Số đã giải quyết quý I điều chỉnh từ 386 hồ sơ lên 395 hồ sơ.",
    "Đính chính số liệu từ 386 hồ sơ sang 395 hồ sơ.",
    "Rà soát lại, số hồ sơ được điều chỉnh tăng từ 386 hồ sơ lên thành 395 hồ sơ.",
    "Đính chính số hồ sơ quý I: 386 hồ sơ → 395 hồ sơ.",
    "Số hồ sơ quý I không phải 386 hồ sơ mà là 395 hồ sơ.",
    "Số hồ sơ quý I là 395 hồ sơ (báo cáo trước ghi 386 hồ sơ).",
    "Số hồ sơ quý I sau rà soát là 395 hồ sơ, thay cho 386 hồ sơ đã báo cáo.",
])
def test_open_corrections_are_understood(sentence: str) -> None:
    old, new = said(Q2, sentence, 386, 395)
    assert open_corrections([old, new]) == [(old, new)]


@pytest.mark.parametrize("sentence", [
    "Số hồ sơ tăng từ 386 hồ sơ lên 395 hồ sơ so với quý trước.",
    "Từ 386 hồ sơ tiếp nhận, đã giải quyết 395 hồ sơ.",
    "Điều chỉnh 386 hồ sơ; giải quyết 395 hồ sơ.",
    "Giải quyết 386 hồ sơ → 395 hồ sơ.",
    "Báo cáo 386 hồ sơ, trước hạn 395 hồ sơ.",
])
def test_growth_is_no_correction(sentence: str) -> None:
    assert open_corrections(said(Q2, sentence, 386, 395)) == []


def test_an_open_correction_reaches_every_statement_of_the_earlier_report() -> None:
    sentence = "Số hồ sơ quý I được điều chỉnh từ 386 hồ sơ thành 395 hồ sơ."
    prose, row, odd = figure(Q1, 386), figure(Q1, 386, "f3:1", origin="form"), figure(Q1, 23, "5.2:1")
    old, new = said(Q2, sentence, 386, 395)
    found = corrections([prose, row, odd, old, new])
    assert found.by == {old.id: new.id, prose.id: new.id, row.id: new.id}
    assert found.pairs == [(row, new)]


def test_a_near_number_for_an_earlier_period_corrects_a_far_one_does_not() -> None:
    own = figure(Q1, 386)
    near, far = (figure(Q2, value, "9.0:1", period=FIRST) for value in (395, 7041))
    assert corrections([own, near]).by == {own.id: near.id}
    assert corrections([own, far]).by == {}


def test_the_same_number_again_only_confirms() -> None:
    own, again = figure(Q1, 386), figure(YEAR, 386, period=FIRST)
    found = corrections([again, own])
    assert found.by == {} and found.confirms == {again.id: [own.id]} and found.pairs == []


def test_the_newest_of_three_reports_wins() -> None:
    own, second, third = figure(Q1, 386), figure(Q2, 395, period=FIRST), figure(YEAR, 396, period=FIRST)
    assert corrections([third, own, second]).by == {own.id: third.id, second.id: third.id}
    back = figure(YEAR, 386, period=FIRST)
    assert corrections([own, second, back]).by == {second.id: back.id}


def test_reports_without_a_date_or_that_contradict_themselves_correct_nothing() -> None:
    own = figure(Q1, 386)
    undated = report(197, "2023-07-05", "2023-Q2", date=None)
    assert corrections([own, figure(undated, 395, period=FIRST)]).by == {}
    two = [figure(Q2, 395, period=FIRST), figure(Q2, 359, "9.0:1", period=FIRST)]
    assert corrections([own, *two]).by == {}


def test_counts_of_unlike_things_do_not_meet() -> None:
    own = figure(Q1, 386, unit="văn bản giấy")
    assert corrections([own, figure(Q2, 395, period=FIRST, unit="văn bản điện tử")]).by == {}
    rough = replace(figure(Q2, 390, period=FIRST), approximate=True)
    assert corrections([own, rough]).by == {}
