"""Reports of one office against each other: what cannot be is found, what only looks odd is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_figures import figure, report

from qa_cchc.figures.catalogue import load
from qa_cchc.figures.checks.across import check_correction, check_subject
from qa_cchc.figures.corrections import corrections
from qa_cchc.figures.series import points
from qa_cchc.records import Figure, Finding, Window
from qa_cchc.vietnamese.period_ids import period

DAYS = {"Q1": "-04-05", "Q2": "-07-05", "Q3": "-10-05", "Q4": "-12-30", "H1": "-07-05", "9M": "-10-05", "": "-12-31"}


def stated(values: dict[str, float], **more: object) -> list[Figure]:
    """One report and one figure for each period."""
    return [
        figure(report(at, identifier[:4] + DAYS[identifier[5:]], identifier), value, **more)
        for at, (identifier, value) in enumerate(values.items(), 1)
    ]


def found(figures: list[Figure], indicator: str = "files_resolved", **more: object) -> list[Finding]:
    reports = {one.report.id: report(int(one.report.id[1:]), "2023-12-31", one.period.id, **more) for one in figures}
    return list(check_subject(load().get(indicator), figures, reports))


QUARTERS = {"2023-Q1": 395, "2023-Q2": 431, "2023-Q3": 449, "2023-Q4": 471}


def test_quarters_that_make_the_year_are_right_and_others_are_told() -> None:
    assert found(stated({**QUARTERS, "2023": 1746})) == []
    (wrong,) = found(stated({**QUARTERS, "2023": 1764}))
    assert (wrong.kind, wrong.severity, wrong.stated, wrong.expected) == ("sum", "warning", "1.764", "1.746")
    assert wrong.report.number == "5/BC-UBND" and len(wrong.quotes) == 5


@pytest.mark.parametrize(("values", "expected"), [
    ({"2023-Q1": 395, "2023-Q2": 431, "2023-H1": 828}, "826"),
    ({"2023-H1": 826, "2023-Q3": 449, "2023-9M": 1257}, "1.275"),
    ({"2023-9M": 1275, "2023-Q4": 471, "2023": 1740}, "1.746"),
])
def test_six_and_nine_months_are_made_of_what_is_at_hand(values: dict[str, float], expected: str) -> None:
    assert [one.expected for one in found(stated(values))] == [expected]


def test_the_corrected_number_is_the_one_that_counts() -> None:
    first, *others = stated({**QUARTERS, "2023": 1746})
    old = replace(first, id="r9:1", value=386, text="386", corrected_by=first.id)
    assert found([old, replace(first, corrects=(old.id,)), *others]) == []


@pytest.mark.parametrize("why", ["far off", "days that do not follow", "carried over", "another unit", "a rate"])
def test_sums_that_need_not_come_out(why: str) -> None:
    figures, indicator = stated({**QUARTERS, "2023": 1764}), "files_resolved"
    if why == "far off":
        figures = stated({**QUARTERS, "2023": 96})[:-1] + stated({**QUARTERS, "2023": 5210})[-1:]
    elif why == "days that do not follow":
        starts = ((2022, 12, 15), (2023, 3, 1), (2023, 6, 1), (2023, 9, 1), (2022, 12, 15))
        ends = ((2023, 2, 28), (2023, 5, 31), (2023, 8, 31), (2023, 11, 14), (2023, 11, 30))
        figures = [
            replace(one, window=Window(date(*start), date(*end)))
            for one, start, end in zip(figures, starts, ends, strict=True)
        ]
    elif why == "carried over":
        figures, indicator = stated({**QUARTERS, "2023": 1690}, indicator_id="files_to_resolve"), "files_to_resolve"
    elif why == "another unit":
        figures[0] = replace(figures[0], unit="lượt")
    else:
        figures, indicator = stated({**QUARTERS, "2023": 1764}), "staff_assigned"
    assert found(figures, indicator) == []


def test_a_count_since_january_cannot_shrink() -> None:
    (wrong,) = found(stated({"2023-H1": 912, "2023-9M": 876}))
    assert (wrong.kind, wrong.severity, wrong.stated) == ("conflict", "warning", "876")
    assert "không thể giảm" in wrong.message
    assert found(stated({"2023-H1": 912, "2023-9M": 1310, "2024-H1": 877})) == []
    assert found(stated({"2023-H1": 912, "2023-9M": 876}, indicator_id="staff_assigned"), "staff_assigned") == []
    # So much less is mostly a count of something else.
    assert found(stated({"2023-H1": 912, "2023-9M": 31})) == []


def test_a_commune_made_in_july_counts_from_july() -> None:
    figures = stated({"2025-9M": 15022, "2025": 14170}, level="xã", place="phường Thạch Kiều")
    assert found(figures) == []
    since_july = [replace(one, level="huyện", window=Window(date(2025, 7, 1), one.period.end)) for one in figures]
    assert found(since_july) == []
    assert len(found([replace(one, level="huyện") for one in figures])) == 1


def test_a_tenfold_jump_is_a_note() -> None:
    (jump,) = found(stated({"2023-Q1": 395, "2023-Q2": 4310, "2023-Q3": 409, "2023-Q4": 417}))
    assert (jump.severity, jump.stated, jump.check) == ("note", "4.310", "jump")
    (drop,) = found(stated({"2023-Q1": 1395, "2023-Q2": 1431, "2023-Q3": 1409, "2023-Q4": 139}))
    assert drop.stated == "139"


@pytest.mark.parametrize("values", [
    {"2023-Q1": 1, "2023-Q2": 14, "2023-Q3": 2}, {"2023-Q1": 395, "2023-Q2": 4310},
    {"2023-Q1": 40, "2023-Q2": 390, "2023-Q3": 411}, {"2023-Q1": 0, "2023-Q2": 390, "2023-Q3": 0},
    {"2023-Q1": 30, "2023-Q2": 200, "2023-Q3": 900, "2023-Q4": 3000},
])
def test_small_counts_growth_and_two_points_are_no_jump(values: dict[str, float]) -> None:
    assert found(stated(values)) == []


def test_money_is_compared_in_one_unit() -> None:
    figures = stated({"2023-H1": 17991, "2023-9M": 45.2}, indicator_id="capital_disbursed", unit="triệu đồng")
    figures[1] = replace(figures[1], unit="tỷ đồng")
    assert found(figures, "capital_disbursed") == []


def test_a_correction_names_both_reports() -> None:
    earlier, later = (figure(report(at, day, "2023-Q1"), value) for at, day, value in (
        (86, "2023-04-05", 412), (197, "2023-07-05", 421)))
    told = check_correction(earlier, replace(later, period=period("2023-Q1")))
    assert (told.kind, told.severity, told.stated, told.expected) == ("conflict", "warning", "412", "421")
    assert told.report.number == "197/BC-UBND"
    assert "86/BC-UBND" in told.message and "quý I năm 2023" in told.message and len(told.quotes) == 2


PERIODS = ("2023-Q1", "2023-Q2", "2023-H1", "2023-9M", "2023", "2024-Q1", "2024-W03", "2021-2025", "2023-05")
AMOUNTS = st.one_of(st.integers(-10, 10**12), st.floats(-1e3, 1e12, allow_nan=False), st.just(0))
WINDOWS = st.one_of(st.none(), st.builds(Window, *[st.one_of(st.none(), st.dates(date(2022, 1, 1)))] * 2))
STATED = st.builds(
    lambda number, when, value, unit, window, issued: figure(
        report(number, "2023-07-05", when, date=issued), value, f"{number}.0:{when}", unit=unit, window=window,
        indicator_id="capital_disbursed",
    ),
    st.integers(1, 9), st.sampled_from(PERIODS), AMOUNTS, st.sampled_from([None, "%", "đồng", "triệu đồng", "hồ sơ"]),
    WINDOWS, st.one_of(st.none(), st.dates(date(2023, 1, 1), date(2024, 1, 1))),
)


@given(st.lists(STATED, max_size=14))
def test_no_figures_break_the_checks(figures: list[Figure]) -> None:
    reports = {one.report.id: report(int(one.report.id[1:]), "2023-12-31", one.period.id) for one in figures}
    assert all(told.message for told in check_subject(load().get("capital_disbursed"), figures, reports))
    fixed = corrections(figures)
    assert set(fixed.by) <= {one.id for one in figures}
    periods = [one.period.id for one in points(figures, reports)]
    assert len(periods) == len(set(periods)) and set(periods) == {one.period.id for one in figures}
