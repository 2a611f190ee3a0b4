"""Comparisons and trends over archives made by hand: differences, gaps, quarters and cumulative figures, the reform."""

from __future__ import annotations

from dataclasses import replace

import pytest
from compared_archive import ComparedArchive, asked
from made_figures import figure, report

from qa_cchc.archive.rows import PlaceLink
from qa_cchc.contract import answer_json
from qa_cchc.records import Answer, Figure, Report
from qa_cchc.vietnamese.periods import period

NAME = "Tỷ lệ hồ sơ tiếp nhận trực tuyến"


def rate(of: Report, value: float, **more: object) -> Figure:
    facts = {"indicator": NAME, "indicator_id": "online_files_rate", "unit": "%", "at": "2.0:1"} | more
    made = figure(of, value, str(facts.pop("at")), **facts)
    return replace(made, quote=f"{NAME} đạt {made.text}%.", section="II.6")


def received(of: Report, value: int, **more: object) -> Figure:
    facts = {"indicator": "Tổng số hồ sơ tiếp nhận", "indicator_id": "files_received", "at": "3.0:1"} | more
    return figure(of, value, str(facts.pop("at")), **facts)


Q1, Q2, Q3, Q4 = (
    report(number, f"2023-{month:02}-10", f"2023-Q{quarter}", province="tỉnh Hoài Giang")
    for number, month, quarter in ((86, 3, 1), (197, 6, 2), (335, 9, 3), (462, 12, 4))
)
YEAR = [Q1, Q2, Q3, Q4]
RATES = [rate(of, value) for of, value in zip(YEAR, (40.78, 48.84, 54.58, 62.58), strict=True)]


def rows(answer: Answer | None) -> list[tuple[str, ...]]:
    assert answer is not None and answer.comparison is not None
    return [tuple(row) for row in answer.comparison.rows]


def test_two_quarters_differ_by_percentage_points_with_both_sources() -> None:
    answer = asked(ComparedArchive(YEAR, RATES), "Tỷ lệ hồ sơ trực tuyến thị xã Lam Khê quý II/2023 so với quý I/2023")
    assert answer is not None and answer.comparison is not None
    assert "quý II/2023 cao hơn quý I/2023 8,06 điểm phần trăm: 48,84% [2] so với 40,78% [1]" in answer.answer
    assert [figure.value for figure in answer.figures] == [40.78, 48.84]
    (formula,) = answer.comparison.formulas
    assert formula.text == "48,84 − 40,78 = 8,06"
    assert formula.figures == (RATES[1].id, RATES[0].id)
    assert answer.question.kind == "comparison"


def test_counts_differ_absolutely_and_relatively() -> None:
    figures = [received(Q1, 412), received(Q2, 473)]
    answer = asked(ComparedArchive([Q1, Q2], figures), "Hồ sơ tiếp nhận của thị xã Lam Khê quý II/2023 so với quý trước")
    assert answer is not None and "61 hồ sơ (14,81%)" in answer.answer


def test_a_trend_tells_ends_and_turning_points() -> None:
    figures = [rate(of, value) for of, value in zip(YEAR, (40.0, 65.5, 50.0, 60.0), strict=True)]
    answer = asked(ComparedArchive(YEAR, figures), "Tỷ lệ hồ sơ trực tuyến thị xã Lam Khê qua các quý năm 2023")
    assert answer is not None and answer.comparison is not None
    assert "tăng, giảm xen kẽ" in answer.answer and "cao nhất 65,5%" in answer.answer
    assert "tăng 20 điểm phần trăm" in answer.answer
    assert answer.comparison.periods == ("2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4")
    assert [row[2] for row in rows(answer)] == ["–", "+25,5", "−15,5", "+10"]


def test_gaps_are_gaps_with_their_reason() -> None:
    blank = replace(rate(Q3, 0), value=None, text="", state="blank")
    answer = asked(
        ComparedArchive([Q1, Q2, Q3], [RATES[0], blank]), "Tỷ lệ hồ sơ trực tuyến thị xã Lam Khê qua các quý năm 2023"
    )
    assert answer is not None and answer.comparison is not None
    assert [row[1] for row in rows(answer)] == ["40,78%", "–", "–", "–"]
    why = [cells[1].gap for cells in answer.comparison.cells if cells[1] is not None]
    assert why == [
        None, "báo cáo không nêu số liệu này", "ô số liệu để trống", "kho không có báo cáo kỳ này"
    ]
    assert "0%" not in answer.answer


def test_quarters_and_cumulative_figures_are_never_one_line() -> None:
    figures = [
        received(Q1, 412), received(Q2, 473), received(Q2, 885, at="3.0:2", cumulative=True),
        received(Q3, 480), received(Q3, 1365, at="3.0:2", cumulative=True),
    ]  # fmt: skip
    archive = ComparedArchive([Q1, Q2, Q3], figures)
    quarters = asked(archive, "Hồ sơ tiếp nhận của thị xã Lam Khê qua các quý năm 2023")
    assert [row[1] for row in rows(quarters)][:3] == ["412", "473", "480"]
    since = asked(archive, "Hồ sơ tiếp nhận lũy kế của thị xã Lam Khê qua các quý năm 2023")
    # The first quarter counts since January as well.
    assert [row[1] for row in rows(since)][:3] == ["412", "885", "1.365"]
    assert since is not None and any("lũy kế" in note for note in since.notes)


def test_counts_of_periods_of_two_lengths_have_no_difference_rates_have() -> None:
    half = report(163, "2023-06-15", "2023-H1", province="tỉnh Hoài Giang")
    archive = ComparedArchive([Q1, half], [received(Q1, 412), received(half, 885)])
    answer = asked(archive, "Hồ sơ tiếp nhận thị xã Lam Khê 6 tháng đầu năm 2023 so với quý I/2023")
    assert answer is not None and "473" not in answer.answer and not answer.comparison.formulas  # type: ignore[union-attr]
    assert any("dài ngắn khác nhau" in note for note in answer.notes)
    rates = ComparedArchive([Q1, half], [rate(Q1, 40.0), rate(half, 45.5)])
    answer = asked(rates, "Tỷ lệ hồ sơ trực tuyến thị xã Lam Khê 6 tháng đầu năm 2023 so với quý I/2023")
    assert answer is not None and "5,5 điểm phần trăm" in answer.answer


def test_the_year_before_is_looked_up_and_the_reports_own_words_stand_beside() -> None:
    before = report(31, "2022-03-10", "2022-Q1", province="tỉnh Hoài Giang")
    change = replace(
        rate(Q1, 10.78, at="2.0:9"), change="tăng so với cùng kỳ", unit="điểm phần trăm",
        quote="Tỷ lệ hồ sơ trực tuyến đạt 40,78%, tăng 10,78 điểm phần trăm so với cùng kỳ.", mark=(37, 42),
    )  # fmt: skip
    archive = ComparedArchive([before, Q1], [rate(before, 30.0), RATES[0], change])
    answer = asked(archive, "Tỷ lệ hồ sơ trực tuyến thị xã Lam Khê quý I/2023 so với cùng kỳ năm trước")
    assert answer is not None
    assert "quý I/2023 cao hơn quý I/2022 10,78 điểm phần trăm" in answer.answer
    assert "tự nêu: “Tỷ lệ hồ sơ trực tuyến đạt 40,78%, tăng 10,78 điểm phần trăm so với cùng kỳ.”" in answer.answer


def test_two_places_in_one_period_and_one_that_has_no_report_of_it() -> None:
    other = report(102, "2023-03-03", "2023-Q1", place="thị xã Bến Lâm", agency="UBND thị xã Bến Lâm",
                   province="tỉnh Hoài Giang")  # fmt: skip
    archive = ComparedArchive([*YEAR, other], [*RATES, rate(other, 41.8)])
    both = asked(archive, "So sánh tỷ lệ hồ sơ trực tuyến quý I/2023 của thị xã Lam Khê và thị xã Bến Lâm")
    assert both is not None and both.comparison is not None
    assert "thị xã Bến Lâm cao hơn thị xã Lam Khê 1,02 điểm phần trăm" in both.answer
    assert both.comparison.order == ("thị xã Bến Lâm", "thị xã Lam Khê")
    gap = asked(archive, "So sánh tỷ lệ hồ sơ trực tuyến quý II/2023 của thị xã Lam Khê và thị xã Bến Lâm")
    assert sorted(row[1] for row in rows(gap)) == ["48,84%", "–"]
    assert gap is not None and "kho không có báo cáo kỳ này" in gap.answer


def test_a_place_across_the_reform_is_linked_and_marked() -> None:
    old = report(12, "2024-12-10", "2024", place="thị xã Duyên Hải", province="tỉnh Trà Vinh")
    new = report(14, "2025-12-10", "2025", place="phường Duyên Hải", level="xã", province="tỉnh Vĩnh Long")
    link = PlaceLink("thị xã Duyên Hải", "tỉnh Trà Vinh", "phường Duyên Hải", "tỉnh Vĩnh Long", "dissolved")
    archive = ComparedArchive([old, new], [rate(old, 50.0), rate(new, 70.0)], [link])
    answer = asked(archive, "Tỷ lệ hồ sơ trực tuyến của thị xã Duyên Hải từ năm 2024 đến nay thay đổi thế nào")
    assert answer is not None and answer.comparison is not None
    assert len(answer.comparison.rows) == 2
    assert any("01/7/2025" in note and "phạm vi" in note for note in answer.notes)
    # Two territories: no difference between them is worked out.
    assert not answer.comparison.formulas


def test_a_rate_that_is_printed_nowhere_is_worked_out_of_its_parts() -> None:
    late, done = (
        figure(Q1, value, at, indicator=name, indicator_id=identity)
        for value, at, name, identity in (
            (7, "4.0:1", "Số hồ sơ giải quyết quá hạn", "files_late"), (386, "4.0:2", "Số hồ sơ đã giải quyết", "files_resolved"),
        )
    )  # fmt: skip
    stated = replace(rate(Q2, 0.9, at="4.0:3"), indicator="Tỷ lệ hồ sơ quá hạn", indicator_id="files_late_rate")
    archive = ComparedArchive([Q1, Q2], [late, done, stated])
    answer = asked(archive, "Tỷ lệ hồ sơ quá hạn của thị xã Lam Khê quý II/2023 so với quý I/2023")
    assert answer is not None and "1,81% (7 [1] trên 386 [1])" in answer.answer
    assert {figure.id for figure in answer.figures} == {late.id, done.id, stated.id}


def test_money_of_two_units_is_compared_in_one() -> None:
    one = received(Q1, 14806, indicator="Vốn đầu tư công đã giải ngân", indicator_id="capital_disbursed", unit="triệu đồng")
    two = received(Q2, 41.254, indicator="Vốn đầu tư công đã giải ngân", indicator_id="capital_disbursed", unit="tỷ đồng")
    answer = asked(ComparedArchive([Q1, Q2], [one, two]), "Số vốn giải ngân của thị xã Lam Khê quý II/2023 so với quý trước")
    assert answer is not None and "26,448 tỷ đồng" in answer.answer


def test_what_disagrees_within_a_report_is_said() -> None:
    form, prose = rate(Q2, 48.84, origin="form"), rate(Q2, 53.1, at="5.0:1")
    form, prose = replace(form, differs=(prose.id,)), replace(prose, differs=(form.id,))
    answer = asked(
        ComparedArchive([Q1, Q2], [RATES[0], form, prose]), "Tỷ lệ hồ sơ trực tuyến thị xã Lam Khê quý II/2023 so với quý I/2023"
    )
    assert answer is not None and any("53,1%" in note for note in answer.notes)


@pytest.mark.parametrize("question", [
    "Tỷ lệ hồ sơ trực tuyến thị xã Lam Khê quý I/2019 so với quý I/2018",
    "So sánh số vụ cháy của thị xã Lam Khê quý I/2023 và quý II/2023",
    "So sánh tỷ lệ hồ sơ trực tuyến của huyện Bắc Sơn và huyện Nam Hải quý I/2023",
    "So sánh tỷ lệ hồ sơ trực tuyến của huyện Bắc Sơn và thị xã Lam Khê quý I/2023",
    "Tỷ lệ hồ sơ trực tuyến của xã Bắc Hồ 3 quý gần nhất",
])  # fmt: skip
def test_nothing_is_made_up_where_there_is_nothing(question: str) -> None:
    assert asked(ComparedArchive(YEAR, RATES), question) is None


def test_the_answer_obeys_the_contract(obeys_contract) -> None:
    reports = [replace(one, id=f"{number:012x}") for number, one in enumerate((Q1, Q2), 1)]
    answer = asked(
        ComparedArchive(reports, [rate(of, 40.0 + at) for at, of in enumerate(reports)]),
        "Tỷ lệ hồ sơ trực tuyến thị xã Lam Khê quý II/2023 so với quý I/2023",
    )
    assert answer is not None
    document = obeys_contract(answer_json(answer), "answer")
    table = document["comparison"]
    assert [len(row) for row in table["cells"]] == [len(row) for row in table["rows"]]


def test_a_unit_of_another_report_is_followed_where_that_report_tells_of_it() -> None:
    other = report(7, "2024-03-10", "2024-Q1", place="huyện Sơn Hà", agency="UBND huyện Sơn Hà", province="tỉnh Kỳ Lam")
    figures = [received(of, value, scope="xã Cồn Sẻ") for of, value in zip(YEAR, (287, 318, 309, 330), strict=True)]
    answer = asked(ComparedArchive([*YEAR, other], [*figures, received(other, 999)]), "Hồ sơ tiếp nhận của xã Cồn Sẻ 3 quý gần nhất")
    assert [row[1] for row in rows(answer)] == ["318", "309", "330"]


def test_the_office_itself_stands_beside_a_level_named_with_it() -> None:
    figures = [rate(Q4, 62.58, scope="Bộ phận Một cửa thị xã"), rate(Q4, 68.61, scope="Bộ phận Một cửa các xã, phường", at="2.0:2")]
    answer = asked(ComparedArchive([Q4], figures), "Tỷ lệ hồ sơ trực tuyến của thị xã Lam Khê và các xã, phường quý IV/2023, bên nào cao hơn?")
    assert answer is not None and "6,03 điểm phần trăm" in answer.answer


def test_how_many_percent_a_count_grew_does_not_ask_for_a_rate() -> None:
    archive = ComparedArchive([Q1, Q2], [received(Q1, 400), received(Q2, 500), *RATES[:2]])
    answer = asked(archive, "Hồ sơ tiếp nhận thị xã Lam Khê quý II/2023 tăng bao nhiêu phần trăm so với quý I/2023")
    assert answer is not None and "100 hồ sơ (25%)" in answer.answer


def test_how_many_times_is_worked_out_and_shown() -> None:
    figures = [received(Q1, 412), received(Q2, 1030)]
    answer = asked(ComparedArchive([Q1, Q2], figures), "Hồ sơ tiếp nhận của thị xã Lam Khê quý II/2023 gấp mấy lần quý I/2023")
    assert answer is not None and answer.comparison is not None
    assert "quý II/2023 gấp 2,5 lần quý I/2023 (1.030 / 412 = 2,5)" in answer.answer
    assert [one.value for one in answer.comparison.formulas if one.unit == "lần"] == [2.5]


def test_a_quarter_told_in_a_half_year_report_is_one_of_the_newest() -> None:
    half = report(210, "2023-06-10", "2023-H1", province="tỉnh Hoài Giang")
    figures = [
        received(Q1, 412),
        received(half, 900),
        *(
            figure(half, 488 - place, f"4.0:{place}", indicator=name, indicator_id=identifier, period=period("2023-Q2"))
            for place, (name, identifier) in enumerate(
                (("Tổng số hồ sơ tiếp nhận", "files_received"), ("Số hồ sơ đã giải quyết", "files_resolved"),
                 ("Số hồ sơ quá hạn", "files_late"))
            )
        ),
    ]  # fmt: skip
    answer = asked(ComparedArchive([Q1, half], figures), "Hai quý gần nhất thị xã Lam Khê tiếp nhận bao nhiêu hồ sơ, tăng hay giảm")
    assert answer is not None
    assert [one.id for one in answer.question.periods] == ["2023-Q1", "2023-Q2"]
    assert "76 hồ sơ" in answer.answer
