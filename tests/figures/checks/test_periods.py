"""Headings left over from another period, documents cited out of their time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_figures import report

from qa_cchc.figures.checks.periods import check_periods
from qa_cchc.records import CitedDocument, Report, Section

REPORT = report(205, "2025-03-14", "2025-Q1")


def under(title: str, of: Report = REPORT, part: str = "appendix") -> list[tuple[str, str]]:
    section = Section("Phụ lục", (title,), 5, part=part)  # type: ignore[arg-type]
    return [(one.stated, one.expected) for one in check_periods(replace(of, sections=(section,)))]


@pytest.mark.parametrize(("title", "stated"), [
    ("SỐ LIỆU THỐNG KÊ CẢI CÁCH HÀNH CHÍNH QUÝ IV NĂM 2024", "quý IV năm 2024"),
    ("Tổng hợp kết quả cải cách hành chính 6 tháng đầu năm 2024", "6 tháng đầu năm 2024"),
    ("BIỂU MẪU BÁO CÁO CẢI CÁCH HÀNH CHÍNH NĂM 2023", "năm 2023"),
    ("Số liệu thống kê quý II", "quý II năm 2025"),
])
def test_a_heading_of_another_period_is_told(title: str, stated: str) -> None:
    assert under(title) == [(stated, "quý I năm 2025")]


@pytest.mark.parametrize("title", [
    "SỐ LIỆU THỐNG KÊ CẢI CÁCH HÀNH CHÍNH QUÝ I NĂM 2025",
    "SỐ LIỆU THỐNG KÊ CẢI CÁCH HÀNH CHÍNH NĂM 2025",
    "SỐ LIỆU THỐNG KÊ CẢI CÁCH HÀNH CHÍNH",
    "KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2024",
    "Kết quả xếp hạng Chỉ số SIPAS năm 2024",
    "Số liệu quý I năm 2025 so với cùng kỳ năm 2024",
    "Kết quả thực hiện kế hoạch năm 2024 chuyển sang",
    "Phương hướng, nhiệm vụ quý II năm 2025",
    "Tổng hợp số liệu quý IV năm 2024 và quý I năm 2025",
])
def test_headings_that_name_other_times_by_right(title: str) -> None:
    assert under(title) == []


def test_headings_of_the_body_and_of_plans_are_left_alone() -> None:
    assert under("Kết quả quý IV năm 2024", part="body") == []
    assert under("Số liệu thống kê quý IV năm 2024", replace(REPORT, kind="kế hoạch")) == []
    assert under("Số liệu thống kê quý IV năm 2024", replace(REPORT, period=None)) == []


def cited(number: str | None, day: date | None) -> list[tuple[str, str, str]]:
    document = CitedDocument("quyết định", number, day, None, None, "I", 2, f"Quyết định số {number}")
    found = check_periods(replace(REPORT, cited=(document, document)))
    return [(one.kind, one.severity, one.stated) for one in found]


def test_a_document_dated_after_the_report_is_a_note() -> None:
    assert cited("45/QĐ-UBND", date(2025, 4, 2)) == [("period", "note", "02/04/2025")]
    assert cited("45/QĐ-UBND", date(2025, 3, 14)) == []
    assert cited("45/QĐ-UBND", None) == []


@pytest.mark.parametrize(("number", "day", "year"), [
    ("61/2081/NĐ-CP", None, "2081"), ("766/QĐ-TTg", date(1922, 6, 23), "1922"), ("12/2026/TT-BNV", None, "2026"),
])
def test_a_year_that_cannot_be_is_a_note(number: str, day: date | None, year: str) -> None:
    assert cited(number, day) == [("period", "note", year)]


def test_right_years_are_left_alone() -> None:
    assert cited("61/2018/NĐ-CP", date(2018, 4, 23)) == [] and cited("107/2021/NĐ-CP", None) == []
