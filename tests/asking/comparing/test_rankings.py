"""Rankings, counts of units and totals over archives made by hand: like with like, each unit once, rates pooled."""

from __future__ import annotations

from dataclasses import replace

from compared_archive import ComparedArchive, asked
from made_figures import figure, report

from qa_cchc.records import Answer, Figure, Report
from qa_cchc.vietnamese.periods import period

TOWN = report(335, "2023-09-10", "2023-Q3", province="tỉnh Hoài Giang")
UNITS = {"phường Đông Kha": 67.99, "xã Hải Khuê": 61.72, "xã Cồn Sẻ": 47.9, "xã Bàu Sim": 44.11}


def row(of: Report, number: int, whose: str | None, value: float | int, **more: object) -> Figure:
    """A cell of the table of communes: online rate, unless `more` says otherwise."""
    facts = {
        "indicator": "Tỷ lệ hồ sơ tiếp nhận trực tuyến", "indicator_id": "online_files_rate", "unit": "%",
        "scope": whose, "origin": "table", "section": "Bảng 1",
    } | more  # fmt: skip
    made = figure(of, value, f"t1:{number}:{facts['indicator_id']}", **facts)
    return replace(made, quote=f"{whose}\t{made.text}")


def table(of: Report, values: dict[str, float | int], **more: object) -> list[Figure]:
    return [row(of, number, unit, value, **more) for number, (unit, value) in enumerate(values.items(), 1)]


def lines(answer: Answer | None) -> list[str]:
    assert answer is not None
    return answer.answer.splitlines()


def test_the_highest_comes_first_and_all_units_are_counted() -> None:
    answer = asked(ComparedArchive([TOWN], table(TOWN, UNITS)), "Xã, phường nào của thị xã Lam Khê có tỷ lệ hồ sơ trực tuyến cao nhất quý III/2023?")
    assert answer is not None and answer.comparison is not None
    assert answer.question.kind == answer.comparison.kind == "ranking"
    assert answer.comparison.order == ("phường Đông Kha", "xã Hải Khuê", "xã Cồn Sẻ", "xã Bàu Sim")
    assert "cao nhất là phường Đông Kha, 67,99% [1]" in lines(answer)[0]
    assert "Kho có số liệu của 4 xã, phường, thị trấn trong kỳ này." in lines(answer)


def test_the_worst_is_what_the_catalogue_says() -> None:
    late = {"phường Đông Kha": 5, "xã Hải Khuê": 0, "xã Cồn Sẻ": 2}
    figures = table(TOWN, late, indicator="Số hồ sơ giải quyết quá hạn", indicator_id="files_late", unit="hồ sơ")
    best = asked(ComparedArchive([TOWN], figures), "Xã nào của thị xã Lam Khê dẫn đầu về số hồ sơ trễ hạn quý III/2023?")
    most = asked(ComparedArchive([TOWN], figures), "Xã nào của thị xã Lam Khê nhiều hồ sơ trễ hạn nhất quý III/2023?")
    assert best is not None and best.comparison is not None and best.comparison.order[0] == "xã Hải Khuê"
    assert most is not None and most.comparison is not None and most.comparison.order[0] == "phường Đông Kha"


def test_equal_values_share_a_rank() -> None:
    tied = {"phường Đông Kha": 60.5, "xã Hải Khuê": 70.5, "xã Cồn Sẻ": 60.5, "xã Bàu Sim": 40.5}
    answer = asked(ComparedArchive([TOWN], table(TOWN, tied)), "Xếp hạng các xã, phường thị xã Lam Khê theo tỷ lệ hồ sơ trực tuyến quý III/2023")
    assert answer is not None and answer.comparison is not None
    assert [rank for *_, rank in answer.comparison.rows] == ["1", "2", "2", "4"]


def test_a_unit_counts_once_its_own_report_before_a_table_of_others() -> None:
    own = report(9, "2023-09-05", "2023-Q3", place="xã Cồn Sẻ", agency="UBND xã Cồn Sẻ", level="xã", province="tỉnh Hoài Giang")
    said = replace(row(own, 1, None, 80.0), id=f"{own.id}:1.0:1", origin="form")
    answer = asked(ComparedArchive([TOWN, own], [*table(TOWN, UNITS), said]), "Xã nào của tỉnh Hoài Giang có tỷ lệ hồ sơ trực tuyến cao nhất quý III/2023?")
    assert answer is not None and answer.comparison is not None
    assert answer.comparison.order[0] == "xã Cồn Sẻ" and len(answer.comparison.rows) == 4
    assert any("47,9" in note and "80" in note for note in answer.notes)


def test_units_that_another_period_has_are_missed() -> None:
    before = report(197, "2023-06-10", "2023-Q2", province="tỉnh Hoài Giang")
    figures = [*table(before, UNITS | {"xã Diên Trạch": 50.1}), *table(TOWN, UNITS)]
    answer = asked(ComparedArchive([before, TOWN], figures), "Xã nào của thị xã Lam Khê có tỷ lệ hồ sơ trực tuyến thấp nhất quý III/2023?")
    assert answer is not None and answer.comparison is not None
    assert answer.comparison.order[0] == "xã Bàu Sim"
    assert "Chưa có số liệu kỳ này của: xã Diên Trạch." in lines(answer)


def test_how_many_units_lie_below_a_limit() -> None:
    answer = asked(ComparedArchive([TOWN], table(TOWN, UNITS)), "Bao nhiêu xã, phường thị xã Lam Khê có tỷ lệ hồ sơ trực tuyến dưới 50% quý III/2023?")
    assert answer is not None and answer.comparison is not None and answer.comparison.kind == "total"
    assert "có 2 đơn vị dưới 50% trong 4" in lines(answer)[0]
    assert lines(answer)[1:3] == ["- Xã Bàu Sim: 44,11% [1]", "- Xã Cồn Sẻ: 47,9% [1]"]


def test_the_period_is_ranked_where_the_question_asks_which() -> None:
    reports = [report(10 + quarter, f"2023-{3 * quarter:02}-10", f"2023-Q{quarter}") for quarter in (1, 2, 3, 4)]
    figures = [figure(of, value, "3.0:1", indicator="Tổng số hồ sơ tiếp nhận", indicator_id="files_received") for of, value in zip(reports, (412, 473, 480, 455), strict=True)]
    answer = asked(ComparedArchive(reports, figures), "Quý nào năm 2023 thị xã Lam Khê tiếp nhận nhiều hồ sơ nhất?")
    assert answer is not None and answer.comparison is not None
    assert answer.comparison.order[0] == "2023-Q3" and "quý III/2023, 480 hồ sơ" in lines(answer)[0]


RECEIVED = {"indicator": "Tổng số hồ sơ tiếp nhận", "indicator_id": "files_received", "unit": "hồ sơ"}
ONLINE = {"indicator": "Số hồ sơ tiếp nhận trực tuyến", "indicator_id": "files_received_online", "unit": "hồ sơ"}


def test_counts_of_units_add_up_beside_the_printed_total() -> None:
    figures = table(TOWN, {"phường Đông Kha": 806, "xã Hải Khuê": 431, "xã Cồn Sẻ": 309}, **RECEIVED)
    figures.append(row(TOWN, 9, "các xã, phường", 1556, **RECEIVED))
    answer = asked(ComparedArchive([TOWN], figures), "Tổng số hồ sơ tiếp nhận của các xã, phường thị xã Lam Khê quý III/2023")
    assert answer is not None and answer.comparison is not None
    said = lines(answer)
    assert "báo cáo ghi tổng là 1.556 hồ sơ" in said[0]
    assert "1.546 hồ sơ, lệch 10 so với tổng" in said[1]
    assert answer.comparison.formulas[-1].text == "806 + 431 + 309 = 1.546"


def test_a_common_rate_is_pooled_never_averaged() -> None:
    figures = table(TOWN, {"phường Đông Kha": 800, "xã Hải Khuê": 100}, **RECEIVED)
    figures += table(TOWN, {"phường Đông Kha": 400, "xã Hải Khuê": 90}, **ONLINE)
    figures += table(TOWN, {"phường Đông Kha": 50.0, "xã Hải Khuê": 90.0})
    answer = asked(ComparedArchive([TOWN], figures), "Tỷ lệ hồ sơ trực tuyến gộp chung của các xã, phường thị xã Lam Khê quý III/2023")
    assert answer is not None
    # 490 of 900; the mean of the two rates would be 70.
    assert "54,44% = 490" in answer.answer and "70%" not in answer.answer
    assert any("không lấy bình quân" in note for note in answer.notes)


def test_rates_without_their_parts_cannot_be_pooled_and_that_is_said() -> None:
    figures = [*table(TOWN, {"phường Đông Kha": 50.0, "xã Hải Khuê": 90.0}), row(TOWN, 9, "các xã, phường", 60.0)]
    answer = asked(ComparedArchive([TOWN], figures), "Tỷ lệ hồ sơ trực tuyến gộp chung của các xã, phường thị xã Lam Khê quý III/2023")
    assert answer is not None and "mức chung là 60,0%" in answer.answer and "Không gộp được" in answer.answer


def test_what_is_counted_at_a_moment_is_not_added_over_quarters() -> None:
    reports = [report(10 + quarter, f"2023-{3 * quarter:02}-10", f"2023-Q{quarter}") for quarter in (1, 2)]
    figures = [figure(of, 81, "3.0:1", indicator="Tổng số biên chế công chức có mặt", indicator_id="staff_present", unit="người") for of in reports]
    answer = asked(ComparedArchive(reports, figures), "Cộng các quý năm 2023 biên chế công chức có mặt của thị xã Lam Khê là bao nhiêu?")
    assert answer is not None and "không cộng" in answer.answer and "162" not in answer.answer


def test_a_sum_over_quarters_names_the_missing_one() -> None:
    reports = [report(10 + quarter, f"2023-{3 * quarter:02}-10", f"2023-Q{quarter}") for quarter in (1, 2, 3)]
    figures = [figure(of, value, "3.0:1", **RECEIVED) for of, value in zip(reports, (412, 473, 480), strict=True)]
    answer = asked(ComparedArchive(reports, figures), "Cộng các quý năm 2023 thị xã Lam Khê tiếp nhận bao nhiêu hồ sơ?")
    assert answer is not None and "1.365 hồ sơ" in answer.answer
    assert "Chưa có số liệu (quý IV/2023): kho không có báo cáo kỳ này." in lines(answer)


def test_the_first_rank_is_the_highest() -> None:
    of = report(601, "2024-12-10", "2024", place="tỉnh Hoài Giang", level="tỉnh", province="tỉnh Hoài Giang")
    figures = [
        figure(of, place, f"t1:{place}:3", indicator="Xếp hạng PAR INDEX", indicator_id="par_index_rank", unit="hạng",
               scope=name, origin="table")
        for place, name in ((2, "Huyện Suối Đá"), (1, "Huyện Ia Tơr"), (3, "Huyện Gia Trạch"))
    ]  # fmt: skip
    answer = asked(ComparedArchive([of], figures), "Huyện nào xếp hạng PAR INDEX cao nhất năm 2024?")
    assert answer is not None and answer.comparison is not None
    assert "cao nhất là huyện Ia Tơr" in answer.answer


def test_who_rose_most_is_ranked_by_the_change_and_not_by_the_height() -> None:
    of = report(602, "2024-12-10", "2024", place="tỉnh Hoài Giang", level="tỉnh", province="tỉnh Hoài Giang")
    figures = [
        figure(of, value, f"t1:{row}:{column}", indicator="PAR INDEX", indicator_id="par_index_score", unit="điểm",
               scope=name, origin="table", period=period(year))
        for row, (name, *values) in enumerate((("Huyện Suối Đá", 88, 89), ("Huyện Ia Tơr", 73, 79)))
        for column, (year, value) in enumerate(zip(("2023", "2024"), values, strict=True))
    ]  # fmt: skip
    answer = asked(
        ComparedArchive([of], figures), "Huyện nào tăng điểm PAR INDEX nhiều nhất năm 2024 so với năm 2023?"
    )
    assert answer is not None and answer.comparison is not None
    assert "tăng nhiều nhất là huyện Ia Tơr, 6 điểm" in answer.answer
    assert [row[-1] for row in answer.comparison.rows] == ["+6", "+1"]


def test_a_sum_over_named_units_is_not_held_against_the_total_of_all() -> None:
    of = report(603, "2024-12-10", "2024", place="tỉnh Hoài Giang", level="tỉnh", province="tỉnh Hoài Giang")
    figures = [
        figure(of, value, f"t1:{row}:3", indicator="Số hồ sơ quá hạn", indicator_id="files_late", scope=name,
               origin="table")
        for row, (name, value) in enumerate(
            (("Huyện Suối Đá", 15), ("Huyện Ia Tơr", 39), ("Huyện Gia Trạch", 9), ("Các huyện", 63))
        )
    ]  # fmt: skip
    answer = asked(
        ComparedArchive([of], figures), "Năm 2024 huyện Suối Đá và huyện Ia Tơr cộng lại quá hạn bao nhiêu hồ sơ?"
    )
    assert answer is not None
    assert "54 hồ sơ" in answer.answer and "63" not in answer.answer and "Chưa có" not in answer.answer
