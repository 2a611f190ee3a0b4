"""Rows of Biểu 06 against its identities, total rows against the rows they add up: slips are found, ways of counting
are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_cchc.figures.checks.facts import Facts
from qa_cchc.figures.checks.identities import check_identities
from qa_cchc.figures.checks.totals import check_totals
from qa_cchc.figures.from_tables import table_figures
from qa_cchc.records import Finding, Table
from tests.figures.table_kinds import BIEU_06, grid, report


def found(table: Table, level: str = "tỉnh") -> list[Finding]:
    facts = Facts(tuple(table_figures(report(table, level))))
    return [*check_identities(facts), *check_totals(facts)]


def said(table: Table, level: str = "tỉnh") -> set[tuple[str, str, str]]:
    return {(one.check, one.stated, one.expected) for one in found(table, level)}


# received = online + direct or postal + carried over; resolved = early + on time + late; pending = in time + overdue
ROWS = [
    "1|Đất đai|1.024|310|700|14|1.000|400|595|05|24|20|4",
    "2|Hộ tịch|96|90|6|0|96|90|6|0|0|0|0",
    "3|Xây dựng|215|120|90|5|200|130|68|2|15|14|1",
]
TOTAL = "|Tổng cộng|1.335|520|796|19|1.296|620|669|7|39|34|5"


def biểu_06(*rows: str) -> Table:
    return grid("Biểu số 06a/VPCP/KSTT: Tình hình, kết quả giải quyết TTHC", BIEU_06, *rows)


def test_a_right_form_has_no_findings() -> None:
    assert found(biểu_06(*ROWS, TOTAL)) == []


@pytest.mark.parametrize(
    ("row", "before", "after", "findings"),
    [
        # one digit of a part, of a whole, of what is left
        (0, "|310|", "|301|", {("identity", "1.024", "1.015"), ("total_row", "520", "511")}),
        (2, "|200|130|", "|202|130|", {("identity", "202", "200"), ("identity", "215", "217"), ("total_row", "1.296", "1.298")}),
        (0, "|24|20|4", "|24|20|3", {("identity", "24", "23"), ("total_row", "5", "4")}),
        # the total row alone
        (3, "|796|", "|797|", {("identity", "1.335", "1.336"), ("total_row", "797", "796")}),
    ],
)  # fmt: skip
def test_slips_are_found_in_their_row_and_column(row: int, before: str, after: str, findings: set[tuple[str, str, str]]) -> None:
    rows = [*ROWS, TOTAL]
    assert before in rows[row] or rows[row].endswith(before)
    rows[row] = rows[row].replace(before, after)
    assert said(biểu_06(*rows)) == findings


def test_a_message_names_row_numbers_and_place() -> None:
    rows = [ROWS[0].replace("|310|", "|301|"), *ROWS[1:]]
    (one,) = found(biểu_06(*rows))
    assert one.kind == "sum" and one.severity == "error"
    assert "của Đất đai ghi 1.024 hồ sơ" in one.message and "1.015" in one.message and "Biểu số 06a" in one.message
    assert len(one.figures) == 4


COMMUNES = "STT|Đơn vị|Tiếp nhận|Đã giải quyết > Tổng số|Đã giải quyết > Trước hạn|Đã giải quyết > Đúng hạn|Đã giải quyết > Quá hạn"


@pytest.mark.parametrize(
    "rows",
    [
        # "đúng hạn" that holds the early files
        ["1|Xã Vân Sơn|110|100|40|95|5", "2|Xã Đồng Cao|60|50|20|49|1", "|Tổng cộng|170|150|60|144|6"],
        # some units only are listed
        ["1|Xã Vân Sơn|110|100|40|55|5", "2|Xã Đồng Cao|60|50|20|29|1", "|Toàn huyện|900|850|400|430|20"],
        # subtotals of groups, in rows of their own and in the rows that lead them
        ["I|Khu vực phía Bắc|||||", "1|Xã Vân Sơn|110|100|40|55|5", "2|Xã Đồng Cao|60|50|20|29|1", "|Cộng|170|150|60|84|6",
         "II|Khu vực phía Nam|||||", "1|Xã Hòa Lộc|10|9|4|5|0", "2|Xã An Lạc|20|20|10|10|0", "|Cộng|30|29|14|15|0",
         "|Tổng cộng|200|179|74|99|6"],
        ["I|Phía Bắc|170|150|60|84|6", "1|Xã Vân Sơn|110|100|40|55|5", "2|Xã Đồng Cao|60|50|20|29|1",
         "II|Phía Nam|30|29|14|15|0", "1|Xã Hòa Lộc|10|9|4|5|0", "2|Xã An Lạc|20|20|10|10|0", "|Tổng cộng|200|179|74|99|6"],
        # the total on top, an average below
        ["|Tổng số|170|150|60|84|6", "1|Xã Vân Sơn|110|100|40|55|5", "2|Xã Đồng Cao|60|50|20|29|1", "|Trung bình|85|75|30|42|3"],
        # a row of shares below the total
        ["1|Xã Vân Sơn|110|100|40|55|5", "2|Xã Đồng Cao|60|50|20|29|1", "|Tổng cộng|170|150|60|84|6", "|Tỷ lệ (%)|||40|56|4"],
        # a unit that reported nothing
        ["1|Xã Vân Sơn|110|100|40|55|5", "2|Xã Đồng Cao|60|50|20|29|1", "3|Xã Hòa Lộc|||||", "|Tổng cộng|170|150|60|84|6"],
    ],
)  # fmt: skip
def test_ways_of_counting_are_no_slips(rows: list[str]) -> None:
    assert found(grid("Kết quả giải quyết hồ sơ của các xã", COMMUNES, *rows), "huyện") == []


def test_subtotals_are_held_against_their_own_rows() -> None:
    rows = ["I|Phía Bắc|170|150|60|84|6", "1|Xã Vân Sơn|110|100|40|55|5", "2|Xã Đồng Cao|60|50|20|29|1",
            "II|Phía Nam|30|29|14|15|0", "1|Xã Hòa Lộc|10|9|4|5|0", "2|Xã An Lạc|21|20|10|10|0", "|Tổng cộng|200|179|74|99|6"]  # fmt: skip
    assert said(grid("Kết quả giải quyết hồ sơ của các xã", COMMUNES, *rows), "huyện") == {("total_row", "30", "31")}


def test_files_carried_over_that_no_column_tells_are_no_slip() -> None:
    columns = "STT|Lĩnh vực|Tiếp nhận|Đã giải quyết|Đang giải quyết"
    rows = ["1|Đất đai|100|98|12", "2|Hộ tịch|50|49|3", "3|Xây dựng|20|21|2", "|Cộng|170|168|17"]
    assert found(grid("Kết quả giải quyết hồ sơ", columns, *rows)) == []
    borne_out = ["1|Đất đai|100|98|2", "2|Hộ tịch|50|49|1", "3|Xây dựng|20|18|3", "|Cộng|170|165|6"]
    assert said(grid("Kết quả giải quyết hồ sơ", columns, *borne_out)) == {
        ("identity", "20", "21"), ("identity", "170", "171")}  # fmt: skip


def test_indicators_in_rows_are_held_against_each_other_column_by_column() -> None:
    rows = ["1|Hồ sơ đã giải quyết|100|50", "1.1|Trước hạn|60|30", "1.2|Đúng hạn|39|18", "1.3|Quá hạn|1|1"]
    table = grid("Kết quả giải quyết hồ sơ", "STT|Chỉ tiêu|Cấp huyện|Cấp xã", *rows)
    assert said(table) == {("identity", "50", "49")}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 5000)] * 7), min_size=2, max_size=12))
def test_sums_that_are_right_are_never_doubted(parts: list[tuple[int, ...]]) -> None:
    rows, totals = [], [0] * 11
    for number, (online, direct, carried, early, on_time, late, overdue) in enumerate(parts, 1):
        resolved, received = early + on_time + late, online + direct + carried
        pending = max(0, received - resolved)
        carried += max(0, resolved - received)
        overdue = min(overdue, pending)
        values = [online + direct + carried, online, direct, carried, resolved, early, on_time, late, pending, pending - overdue, overdue]
        totals = [one + other for one, other in zip(totals, values, strict=True)]
        rows.append(f"{number}|Lĩnh vực {chr(64 + number)}|" + "|".join(map(str, values)))
    assert found(biểu_06(*rows, "|Tổng cộng|" + "|".join(map(str, totals)))) == []
