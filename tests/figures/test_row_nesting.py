"""Rows under the one before by a bullet or "trong đó" alone."""

from __future__ import annotations

from qa_cchc.figures.row_nesting import nested
from qa_cchc.records import Form, FormRow


def parents_of(*names: str, under: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    rows = tuple(FormRow("", f"-{at}", name, "", "1", "", under, 1) for at, name in enumerate(names))
    return [row.parents for row in nested(Form("1", "", "", rows, 1)).rows]


def test_bullets_stand_under_the_last_row_without_one() -> None:
    found = parents_of("Tổng số nhiệm vụ", "+ Đã hoàn thành", "+ Tỷ lệ đạt", "Số cuộc kiểm tra", "- Trong kỳ")
    assert found == [(), ("Tổng số nhiệm vụ",), ("Tổng số nhiệm vụ",), (), ("Số cuộc kiểm tra",)]


def test_another_bullet_stands_deeper_until_the_first_comes_back() -> None:
    found = parents_of("Hồ sơ đã giải quyết", "- Đúng hạn", "+ Trực tuyến", "- Quá hạn")
    assert found[2] == ("Hồ sơ đã giải quyết", "- Đúng hạn")
    assert found[3] == ("Hồ sơ đã giải quyết",)


def test_rows_of_a_numbered_list_go_under_by_trong_do() -> None:
    found = parents_of("Nhiệm vụ được giao", "Tr.đó: hoàn thành đúng hạn", "Trong đó: quá hạn", under=("I",))
    assert found == [("I",), ("I", "Nhiệm vụ được giao"), ("I", "Nhiệm vụ được giao")]


def test_a_lead_in_alone_and_a_bullet_without_a_row_before_change_nothing() -> None:
    assert parents_of("- Cấp tỉnh", "Tổng số", "Trong đó:") == [(), (), ()]
