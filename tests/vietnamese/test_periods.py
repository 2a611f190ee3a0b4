"""Reporting periods, dates and data windows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.records import Window
from qa_cchc.vietnamese.periods import find_dates, find_periods, find_windows, period


def ids(text: str, year: int | None = None) -> list[str | None]:
    return [found.id if (found := mention.resolve(year)) else None for mention in find_periods(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quý I năm 2023", ["2023-Q1"]), ("Quý IV/2022", ["2022-Q4"]), ("QUÝ II NĂM 2024", ["2024-Q2"]), ("Q1-2023", ["2023-Q1"]),
        ("q.I/2023", ["2023-Q1"]), ("Q3 2024", ["2024-Q3"]), ("quy 1 nam 2023", ["2023-Q1"]), ("quý một năm 2023", ["2023-Q1"]),
        ("quý l/2023", ["2023-Q1"]), ("quý 1/23", ["2023-Q1"]), ("năm 2023 quý 2", ["2023-Q2"]), ("quý I, năm 2023", ["2023-Q1"]),
        ("6 tháng đầu năm 2023, phương hướng", ["2023-H1"]), ("quý I 2023.", ["2023-Q1"]),
        ("6 tháng đầu năm 2023", ["2023-H1"]), ("sáu tháng đầu năm 2023", ["2023-H1"]), ("06 tháng năm 2023", ["2023-H1"]),
        ("6T/2023", ["2023-H1"]), ("6 tháng cuối năm 2023", ["2023-H2"]), ("nửa đầu năm 2023", ["2023-H1"]), ("9 tháng năm 2022", ["2022-9M"]),
        ("chín tháng đầu năm 2022", ["2022-9M"]), ("10 tháng năm 2023", ["2023-10M"]), ("7 tháng đầu năm 2024", ["2024-7M"]),
        ("năm 2023", ["2023"]), ("cả năm 2023", ["2023"]), ("12 tháng năm 2023", ["2023"]), ("tháng 5/2023", ["2023-05"]),
        ("tháng 11 năm 2024", ["2024-11"]), ("tuần 3/2024", ["2024-W03"]), ("giai đoạn 2021 - 2025", ["2021-2025"]),
        ("quý 1, 2 và 3 năm 2023", ["2023-Q1", "2023-Q2", "2023-Q3"]), ("quý I, II/2024", ["2024-Q1", "2024-Q2"]),
        ("từ quý I đến quý III năm 2023", ["2023-Q1", "2023-Q2", "2023-Q3"]), ("quý I và quý II năm 2023", ["2023-Q1", "2023-Q2"]),
        ("quý I/2022 với quý I/2023", ["2022-Q1", "2023-Q1"]), ("năm 2021, 2022 và 2023", ["2021", "2022", "2023"]),
        ("6 tháng và 9 tháng đầu năm 2023", ["2023-H1", "2023-9M"]), ("chỉ số PAPI 2022", ["2022"]),
    ],
)
def test_mentions_resolve_to_ids(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    ["sơ kết 01 năm triển khai", "ngày 03 tháng 3 năm 2023", "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018", "ISO 9001:2015",
     "tiếp nhận 2023 hồ sơ", "thời hạn 6 tháng", "Quỹ 1", "báo cáo hàng quý, 6 tháng, năm", "năm học 2022-2023", "UBND Q.1", "trong 03 tháng",
     "quy định 1", "năm nay", ""],
)
def test_what_looks_like_a_period_and_is_none(text: str) -> None:
    assert find_periods(text) == []


def test_without_a_year_the_caller_gives_it() -> None:
    assert ids("quý III") == [None]
    assert ids("quý III", 2024) == ["2024-Q3"]
    assert ids("quý IV năm 2022 so với quý III", 2024) == ["2022-Q4", "2024-Q3"]


@pytest.mark.parametrize(
    ("identifier", "label", "start", "end"),
    [
        ("2023-Q1", "quý I năm 2023", date(2023, 1, 1), date(2023, 3, 31)),
        ("2024-H1", "6 tháng đầu năm 2024", date(2024, 1, 1), date(2024, 6, 30)),
        ("2023-H2", "6 tháng cuối năm 2023", date(2023, 7, 1), date(2023, 12, 31)),
        ("2023-9M", "9 tháng đầu năm 2023", date(2023, 1, 1), date(2023, 9, 30)),
        ("2023-10M", "10 tháng đầu năm 2023", date(2023, 1, 1), date(2023, 10, 31)),
        ("2024-02", "tháng 2 năm 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", "năm 2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2021-2025", "giai đoạn 2021 - 2025", date(2021, 1, 1), date(2025, 12, 31)),
        ("2024-W03", "tuần 3 năm 2024", date(2024, 1, 15), date(2024, 1, 21)),
    ],
)
def test_a_period_of_an_id(identifier: str, label: str, start: date, end: date) -> None:
    found = period(identifier)
    assert (found.id, found.label, found.start, found.end) == (identifier, label, start, end)


@pytest.mark.parametrize("identifier", ["", "2023-Q5", "2023-13", "23-Q1", "2023-13M", "2025-2021", "quý I"])
def test_other_ids_are_refused(identifier: str) -> None:
    with pytest.raises(ValueError):
        period(identifier)


_IDS = st.builds(
    lambda year, tail: f"{year}{tail}", st.integers(1990, 2060),
    st.sampled_from(["", "-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-H2", "-9M", "-7M", "-10M", "-01", "-09", "-12", "-W07"]))


@given(_IDS)
def test_a_label_reads_back_as_its_period(identifier: str) -> None:
    assert ids(period(identifier).label) == [identifier]
    assert ids(f"Kết quả {period(identifier).label.upper()}:") == [identifier]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("(từ ngày 15/12/2022 đến ngày 28/02/2023)", date(2022, 12, 15), date(2023, 2, 28)),
        ("(15/12/2022-28/02/2023)", date(2022, 12, 15), date(2023, 2, 28)),
        ("từ 21/7 đến 20/8/2023", date(2023, 7, 21), date(2023, 8, 20)),
        ("từ 15/12 đến 28/02/2023", date(2022, 12, 15), date(2023, 2, 28)),
        ("từ ngày 01 đến ngày 31 tháng 3 năm 2023", date(2023, 3, 1), date(2023, 3, 31)),
        ("tu ngay 15 thang 12 nam 2022 den ngay 14 thang 3 nam 2023", date(2022, 12, 15), date(2023, 3, 14)),
        ("từ tháng 12/2022 đến tháng 02/2023", date(2022, 12, 1), date(2023, 2, 28)),
        ("số liệu tính đến ngày 15/3/2023", None, date(2023, 3, 15)),
    ],
)
def test_windows(text: str, start: date | None, end: date) -> None:
    assert [window for _, _, window in find_windows(text)] == [Window(start, end)]


@pytest.mark.parametrize("text", ["từ năm 2023 đến năm 2026", "từ 70% - dưới 100%", "ngày 02/3/2022", "từ 31/02/2023 đến 30/02/2023"])
def test_no_window(text: str) -> None:
    assert find_windows(text) == []


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_dates_in_every_spelling(day: date) -> None:
    for typed in (f"ngày {day:%d} tháng {day:%m} năm {day:%Y}", f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}",
                  f"{day:%d-%m-%Y}", f"ngay {day:%d} thang {day:%m} nam {day:%Y}", day.isoformat()):
        assert [found for _, _, found in find_dates(f"({typed})")] == [day]


@given(st.text(alphabet="quýQI123./- nămtháng20đếntừ", max_size=50))
def test_spans_hold(text: str) -> None:
    for mention in find_periods(text):
        assert text[mention.start:mention.end] == mention.text
        mention.resolve(2023)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quí I năm 2023", ["2023-Q1"]), ("quý I – 2023", ["2023-Q1"]), ("H1/2023", ["2023-H1"]), ("9M 2023", ["2023-9M"]), ("2023-Q3", ["2023-Q3"]),
        ("các quý năm 2023", ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]), ("3 quý đầu năm 2023", ["2023-Q1", "2023-Q2", "2023-Q3"]),
        ("tháng 1, 2, 3 năm 2024", ["2024-01", "2024-02", "2024-03"]), ("tháng 4-6/2023", ["2023-04", "2023-05", "2023-06"]),
        ("Quý 4 và năm 2023", ["2023-Q4", "2023"]),
    ],
)
def test_spellings_of_those_who_keep_tables(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_a_window_may_tell_its_years_in_two_digits_or_by_the_year_before() -> None:
    window = Window(date(2022, 12, 15), date(2023, 3, 14))
    for text in ("từ 15/12/22 đến 14/3/23", "từ ngày 15 tháng 12 năm trước đến ngày 14 tháng 3 năm 2023"):
        assert [found for _, _, found in find_windows(text)] == [window]


def test_since_then_is_no_fourth_quarter():
    assert [(one.kind, one.year) for one in find_periods("các quý từ 2024 đến nay")] == [("year", 2024)]
    assert [one.index for one in find_periods("từng quý từ đầu 2024 đến quý 1 năm 2025")] == [0, 1]
    assert [(one.kind, one.index) for one in find_periods("quý tư năm 2024")] == [("quarter", 4)]
    assert [(one.kind, one.index) for one in find_periods("quy tu nam 2024")] == [("quarter", 4)]
