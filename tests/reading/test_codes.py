"""Full codes of form rows where printed codes restart."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qa_cchc.reading.codes import CodedRow, normal_code, place_rows


def paths(codes: str) -> str:
    return " ".join(place.path for place in place_rows([CodedRow(code, f"Số {code}") for code in codes.split()]))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1 1.1 1.2 2 2.1 2.1.1 3", "1 1.1 1.2 2 2.1 2.1.1 3"),
        # A list restarts; the next top-level number is known by its child.
        ("1 2 2.1 2.2 1 2 3 3.1 3.2 1 2", "1 2 2.1 2.2 2.2/1 2.2/2 3 3.1 3.2 3.2/1 3.2/2"),
        # The restarted list has as many items as the next top-level number.
        ("1 1.1 1.4 1 2 3 2 2.1", "1 1.1 1.4 1.4/1 1.4/2 1.4/3 2 2.1"),
        ("1 1.1 1 2 1.2 1 2 2", "1 1.1 1.1/1 1.1/2 1.2 1.2/1 1.2/2 2"),
        # Numbers left out do not open a list.
        ("5 5.1 6 6.4 6.4.1 6.5 6.5.1", "5 5.1 6 6.4 6.4.1 6.5 6.5.1"),
        ("I 1 1.1 II 1 2", "I I/1 I/1.1 II II/1 II/2"),
        ("1 a b 2 a", "1 1/a 1/b 2 2/a"),
        ("1 - - 2 -", "1 1/-1 1/-2 2 2/-1"),
    ],
)
def test_full_codes(printed: str, expected: str) -> None:
    assert paths(printed) == expected


def test_italic_rows_tell_a_restarted_list_without_children_after_it() -> None:
    rows = [
        CodedRow("1", "Thủ tục"),
        CodedRow("1.1", "Tổng số"),
        CodedRow("1.", "Cấp tỉnh", italic=True),
        CodedRow("2.", "Cấp huyện", italic=True),
        CodedRow("3.", "Cấp xã", italic=True),
        CodedRow("2.", "Cơ chế một cửa"),
    ]
    assert [place.path for place in place_rows(rows)] == ["1", "1.1", "1.1/1", "1.1/2", "1.1/3", "2"]


def test_parents_are_indexes_outermost_first() -> None:
    places = place_rows([CodedRow(code, code) for code in ("3", "3.1", "1", "2", "3.2", "1")])
    assert [place.parents for place in places] == [(), (0,), (0, 1), (0, 1), (0,), (0, 4)]


@pytest.mark.parametrize(
    ("printed", "code"), [("3.3.1.", "3.3.1"), ("a)", "a"), (" 1 .1", "1.1"), ("(2)", "2"), ("", "")]
)
def test_normal_code(printed: str, code: str) -> None:
    assert normal_code(printed) == code


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["", "-", "a", "b", "I", "II", "1", "2", "3", "1.1", "1.2", "2.1", "2.1.1", "x"]), max_size=25
    )
)
def test_any_column_of_codes_gets_a_place_for_every_row(codes: list[str]) -> None:
    places = place_rows([CodedRow(code, code) for code in codes])
    assert len(places) == len(codes)
    for index, place in enumerate(places):
        assert all(parent < index for parent in place.parents)


@settings(deadline=None)
@given(st.integers(1, 6), st.lists(st.integers(0, 5), min_size=1, max_size=6), st.integers(2, 4))
def test_regular_numbering_keeps_its_codes(tops: int, subs: list[int], nested: int) -> None:
    codes, expected = [], []
    for top in range(1, tops + 1):
        # A childless row that could as well go on the list before it is told from it by nothing but its style.
        assume(not (top == nested + 1 and subs[top % len(subs)] == 0 and expected[-1].count("/")))
        codes.append(f"{top}.")
        expected.append(f"{top}")
        for sub in range(1, subs[top % len(subs)] + 1):
            codes.append(f"{top}.{sub}.")
            expected.append(f"{top}.{sub}")
            if sub % 2 == 0:
                codes += [f"{number}." for number in range(1, nested + 1)]
                expected += [f"{top}.{sub}/{number}" for number in range(1, nested + 1)]
    assert [place.path for place in place_rows([CodedRow(code, "Số hồ sơ") for code in codes])] == expected
