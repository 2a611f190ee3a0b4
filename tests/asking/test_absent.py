"""What is missing is named, with the nearest that there is."""

from __future__ import annotations

from qa_cchc.asking.absent import listed, no_period, no_report, unknown_place
from qa_cchc.records import Report
from qa_cchc.vietnamese.periods import period

PLACES = ["huyện Hồng Lĩnh", "thị xã Cửa Lạch", "xã Tân Mỹ", "tỉnh Sông Giang", "huyện Hồng Sơn"]


def report(identity: str, period_id: str, number: str) -> Report:
    return Report(id=identity, file=f"{identity}.pdf", sha256="", number=number, period=period(period_id))


def test_a_namesake_of_another_level_is_named_alone():
    told = unknown_place("thị xã Hồng Lĩnh", PLACES)
    assert "khác cấp" in told and "huyện Hồng Lĩnh" in told and "Cửa Lạch" not in told


def test_the_likest_names_come_first_and_only_three():
    told = unknown_place("huyện Hồng Linh Sơn", PLACES)
    names = told.split(": ", 1)[1]
    assert names.startswith("huyện Hồng") and "còn 2 nơi khác" in told


def test_the_three_nearest_periods_are_named_the_nearest_first():
    having = [report(str(n), each, f"{n}/BC") for n, each in enumerate(["2021-Q1", "2023-Q4", "2023-Q1", "2022-Q2"])]
    told = no_period([period("2023-Q3")], ("huyện Hồng Lĩnh",), having)
    assert "quý IV năm 2023, quý I năm 2023, quý II năm 2022" in told and "2021" not in told


def test_numbers_like_the_one_asked_for():
    having = [report("a", "2023-Q1", "45/BC-UBND"), report("b", "2023-Q2", "112/BC-UBND")]
    assert no_report("12/BC-UBND", having).endswith("112/BC-UBND, 45/BC-UBND.")


def test_long_lists_are_counted():
    assert listed([str(n) for n in range(9)]) == "0, 1, 2, 3, 4 và 4 mục khác"
