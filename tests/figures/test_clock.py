"""Which periods a report tells of."""

from __future__ import annotations

import pytest

from qa_cchc.figures.clock import told_periods
from qa_cchc.records import Report
from qa_cchc.vietnamese.periods import period


@pytest.mark.parametrize(("title", "own", "told"), [
    ("Công tác cải cách hành chính quý II và 6 tháng đầu năm 2024", "2024-Q2", {"2024-Q2", "2024-H1"}),
    ("Công tác cải cách hành chính quý IV và năm 2024", "2024-Q4", {"2024-Q4", "2024"}),
    ("Tổng kết cải cách hành chính năm 2024 và phương hướng năm 2025", "2024", {"2024"}),
    ("Công tác cải cách hành chính quý I năm 2024", "2024-Q1", {"2024-Q1"}),
])
def test_the_periods_that_a_title_names_up_to_one_day(title: str, own: str, told: set[str]) -> None:
    assert told_periods(Report("0" * 12, "a.txt", "0" * 64, title=title, period=period(own))) == told


def test_a_report_without_a_period_tells_of_none() -> None:
    assert told_periods(Report("0" * 12, "a.txt", "0" * 64, title="Báo cáo năm 2024")) == frozenset()
