"""Rates told by the rows they are made of."""

from __future__ import annotations

import pytest

from qa_cchc.figures.catalogue import load
from qa_cchc.figures.name_index import RowName
from qa_cchc.figures.row_rates import RateRow, with_rates

Row = tuple[str, str, str, str]


def told(*rows: Row) -> list[str | None]:
    """What the rows (code, name, unit, id) mean with their rates told."""
    catalogue = load()
    made = [RateRow(RowName(name, (), unit), catalogue.get(one), code) for code, name, unit, one in rows]
    return [one.id if one else None for one in with_rates(catalogue, made)]


TASKS: tuple[Row, ...] = (("1", "Tổng số", "Nhiệm vụ", "plan_tasks"), ("2", "Đã xong", "Nhiệm vụ", "plan_tasks_done"))


@pytest.mark.parametrize("name", ["Tỷ lệ % (2)/(1)", "Tỷ lệ (2/1)", "Tỷ lệ đạt", "Tỷ lệ", "Tỷ lệ % (102)/(101)"])
def test_a_rate_is_of_the_rows_it_names_or_stands_behind(name: str) -> None:
    assert told(*TASKS, ("3", name, "%", ""))[-1] == "plan_completion_rate"


def test_a_sum_above_the_line_is_one_count() -> None:
    rows = (
        ("4", "Tổng số", "Hồ sơ", "files_resolved"),
        ("5", "Sớm hạn", "Hồ sơ", "files_early"),
        ("6", "Đúng hạn", "Hồ sơ", "files_on_time"),
    )
    assert told(*rows, ("7", "Tỷ lệ % (5+6)/(4)", "%", ""))[-1] == "files_early_or_on_time_rate"


def test_a_rate_repeats_the_words_of_the_row_it_is_of() -> None:
    rows = (
        ("", "Số PAKN đã nhận", "PAKN", "feedback_received"),
        ("", "Đã phản hồi xong", "PAKN", "feedback_resolved"),
        ("", "Đang xem xét", "PAKN", "feedback_pending"),
    )
    assert told(*rows, ("", "Tỷ lệ phản hồi", "%", ""))[-1] == "feedback_rate"


def test_a_rate_beside_its_own_parts_stays_and_others_are_left_open() -> None:
    assert told(*TASKS, ("3", "Tỷ lệ hoàn thành", "%", "plan_completion_rate"))[-1] == "plan_completion_rate"
    assert told(("1", "Số hộ nghèo", "Hộ", ""), ("2", "Số hộ thoát nghèo", "Hộ", ""), ("3", "Tỷ lệ (2)/(1)", "%", ""))[-1] is None
