"""Which periods a report tells of."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_cchc.figures.clock import told_periods
from qa_cchc.figures.extract import extract_figures
from qa_cchc.reading.report import read_report
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


def test_a_plan_named_in_the_title_is_no_period_of_what_was_done(tmp_path: Path) -> None:
    text = """ỦY BAN NHÂN DÂN HUYỆN TÂN AN
Số: 91/BC-UBND
Tân An, ngày 12 tháng 12 năm 2024
BÁO CÁO
Tổng kết cải cách hành chính năm 2024 và phương hướng, nhiệm vụ năm 2025
I. KẾT QUẢ
1. Huyện hoàn thành 41 nhiệm vụ, còn 01 nhiệm vụ chuyển sang năm 2025.
2. Bộ phận Một cửa huyện tiếp nhận 9.450 hồ sơ; riêng quý IV tiếp nhận 2.100 hồ sơ.
3. Kiểm tra cải cách hành chính tại 12 xã.
"""
    file = tmp_path / "bc.txt"
    file.write_text(text, encoding="utf-8")
    figures = extract_figures(read_report(file, tmp_path))
    periods = {figure.text: figure.period and figure.period.id for figure in figures}
    assert periods["9.450"] == "2024" and periods["12"] == "2024" and periods["41"] == "2024"
