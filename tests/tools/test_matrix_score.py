"""The benchmark's measures, each on a hand-made case with a known result."""

from __future__ import annotations

import pytest

from tools.matrix.score import Reading, ReadRow, align, measure, overlap, words_f1
from tools.matrix.truth import Call, Quote, Row, Truth

ROWS = (
    Row("6", "1.", "1", "Tỷ lệ giải ngân", "%", "13,5"),
    Row("6", "1.1.", "1.1", "Kế hoạch được giao", "Triệu đồng", "132.928"),
    Row("6", "1.2.", "1.2", "Đã thực hiện", "Triệu đồng", ""),
    Row("6", "2.", "2", "Tổng số đơn vị", "Đơn vị", "26", "Gồm cả xã"),
)
TRUTH = Truth(("một", "hai", "hai", "ba"), ("STT", "1"), ROWS)


def read(*rows: Row, unreadable: tuple[str, ...] = ()) -> Reading:
    return Reading((), tuple(ReadRow(row, row.path in unreadable) for row in rows))


def changed(row: Row, **values: str) -> Row:
    return Row(**{**{name: getattr(row, name) for name in Row.__dataclass_fields__}, **values})


def test_f1_counts_words_as_often_as_they_stand_and_furniture_nowhere() -> None:
    hits, cases = words_f1(TRUTH, ("hai", "một", "STT", "1", "bốn"))
    assert (hits, cases) == (4, 4 + 3)
    assert words_f1(TRUTH, ("một", "hai", "hai", "ba", "1", "1")) == (8, 4 + 4 + 1), "furniture is forgiven as often as it stands"


def test_all_rows_as_printed() -> None:
    tallies, misses = measure(TRUTH, read(*ROWS))
    assert tallies["rows exact"] == (4, 4)
    assert tallies["wrong numbers"] == (0, 4)
    assert tallies["separators corrupted"] == (0, 2)
    assert not [miss for miss in misses if miss.measure == "row"]


def test_a_lost_comma_is_a_wrong_number_and_a_corrupted_separator() -> None:
    tallies, _ = measure(TRUTH, read(changed(ROWS[0], value="135"), *ROWS[1:]))
    assert tallies["rows exact"] == (3, 4)
    assert tallies["values right"] == (3, 4)
    assert tallies["wrong numbers"] == (1, 4)
    assert tallies["separators corrupted"] == (1, 2)


def test_a_cell_marked_unreadable_is_no_wrong_number_but_no_exact_row_either() -> None:
    row = changed(ROWS[0], value="")
    tallies, _ = measure(TRUTH, read(row, *ROWS[1:], unreadable=("1",)))
    assert tallies["rows exact"] == (3, 4)
    assert tallies["wrong numbers"] == tallies["values lost"] == (0, 4)
    assert tallies["unreadable"] == (1, 4)


def test_a_number_in_a_blank_cell_is_wrong_and_a_blank_for_a_number_is_lost() -> None:
    tallies, _ = measure(TRUTH, read(ROWS[0], changed(ROWS[1], value=""), changed(ROWS[2], value="5"), ROWS[3]))
    assert tallies["wrong numbers"] == (1, 4)
    assert tallies["values lost"] == (1, 4)


def test_the_path_of_a_code_belongs_to_an_exact_row() -> None:
    tallies, _ = measure(TRUTH, read(*ROWS[:3], changed(ROWS[3], path="1.2/2")))
    assert tallies["rows exact"] == (3, 4)


def test_rows_are_paired_in_order_over_one_that_is_missing_and_one_too_many() -> None:
    head = Row("6", "STT", "", "Chỉ tiêu thống kê", "", "Số liệu")
    given = [ReadRow(row) for row in (ROWS[0], head, changed(ROWS[2], name="Đã thực hiên"), ROWS[3])]
    assert align(ROWS, given) == [given[0], None, given[2], given[3]]


def test_equal_names_under_other_parents_pair_with_their_own() -> None:
    twins = (Row("3", "1.", "3.2/1", "Tổng số hồ sơ", "Hồ sơ", "220"), Row("3", "1.", "3.3/1", "Tổng số hồ sơ", "Hồ sơ", "2401"))
    given = [ReadRow(twins[0]), ReadRow(twins[1])]
    assert align(twins, given) == given


@pytest.mark.parametrize(
    ("cells", "exact", "wrong"),
    [
        (("1.", "Tỷ lệ giải ngân", "%", "13,5", ""), 1, 0),
        (("1.", "Tỷ lệ giải ngân", "%", "135", ""), 0, 1),
        (("1.", "Tỷ lệ giải ngân", "", "13,5"), 0, 0),
        (("1.", "Tỷ lệ giải", "%", "13,5"), 0, 0),
    ],
)
def test_rows_of_a_public_reader(cells: tuple[str, ...], exact: int, wrong: int) -> None:
    tallies, _ = measure(Truth((), rows=ROWS[:1]), Reading((), tables=(cells,)))
    assert tallies["rows exact"] == (exact, 1)
    assert tallies["wrong numbers"] == tallies["separators corrupted"] == (wrong, 1)


def test_a_note_beside_the_value_leaves_a_public_row_right() -> None:
    tallies, _ = measure(Truth((), rows=ROWS[3:]), Reading((), tables=(("2.", "Tổng số đơn vị", "Đơn vị", "26", "Gồm cả xã"),)))
    assert tallies["rows exact"] == (1, 1)


def test_a_call_glued_to_a_name_is_forgiven_a_public_reader() -> None:
    truth = Truth((), rows=(Row("2", "1.", "1", "Tổng số VBQPPL do địa phương ban hành", "Văn bản", "12"),))
    cells = ("1.", "Tổng số VBQPPL6 do địa phương ban hành", "Văn bản", "12")
    assert measure(truth, Reading((), tables=(cells,)))[0]["rows exact"] == (1, 1)


def test_a_row_of_a_public_reader_counts_once() -> None:
    twice = Truth((), rows=(ROWS[0], ROWS[0]))
    tallies, _ = measure(twice, Reading((), tables=(("1.", "Tỷ lệ giải ngân", "%", "13,5"),)))
    assert tallies["rows exact"] == (1, 2)


def test_overlap_of_boxes() -> None:
    assert overlap([(0, 0, 10, 10)], [(0, 0, 10, 10)]) == 1
    assert overlap([(0, 0, 10, 10)], [(0, 0, 5, 10)]) == pytest.approx(0.5, abs=0.02)
    assert overlap([(0, 0, 10, 10)], [(0, 0, 5, 10), (5, 0, 10, 10)]) == 1, "boxes are taken together"
    assert overlap([(0, 0, 10, 10)], [(20, 0, 30, 10)]) == 0
    assert overlap([], [(0, 0, 1, 1)]) == 0


def test_lists_sections_notes_calls_and_head() -> None:
    truth = Truth(
        (),
        sections=(("II.1", "Cải cách thể chế"), ("II.2", "Cải cách thủ tục")),
        notes=(("1", "Thanh tra: 8 hồ sơ; đất đai: 424 hồ sơ"),),
        calls=(Call("1", "II.2", "tiếpnhận246hồsơ"),),
        head={"number": "102/BC-UBND", "signer": "Cao Thị Hồng Gấm"},
    )
    reading = Reading(
        (),
        sections=(("II.1", "Cải cách thể chế"), ("II.3", "Cải cách thủ tục")),
        notes=(("1", "Thanh tra: 8 hồ sơ; đất đai: 424 hồ sơ."),),
        calls=(Call("1", "II.3", "tiếpnhận246hồsơ"),),
        head={"number": "102/BC-UBND"},
    )
    tallies, misses = measure(truth, reading)
    assert tallies["sections"] == (1, 2)
    assert tallies["footnotes"] == (1, 1)
    assert tallies["calls"] == (0, 1)
    assert tallies["letterhead"] == (1, 2)
    assert {miss.measure for miss in misses} >= {"section", "call", "head"}


def test_a_form_over_a_page_is_stitched_only_once_and_without_its_head() -> None:
    truth = Truth((), rows=ROWS, broken_forms=("6",))
    rows = tuple(ReadRow(row) for row in ROWS)
    head = ReadRow(Row("6", "STT", "", "Chỉ tiêu thống kê", "", ""))
    assert measure(truth, Reading((), rows, forms=("6",)))[0]["stitched"] == (1, 1)
    assert measure(truth, Reading((), rows, forms=("6", "6")))[0]["stitched"] == (0, 1)
    assert measure(truth, Reading((), (*rows, head), forms=("6",)))[0]["stitched"] == (0, 1)


def test_a_quote_needs_its_page_and_its_place() -> None:
    quotes = (Quote("một hai ba", 2, ((0, 0, 100, 12),)),)

    def reading(page: int, right: float) -> Reading:
        return Reading((), place=lambda text: (page, ((0.0, 0.0, right, 12.0),)))

    for page, right, hits in ((2, 100.0, 1), (2, 60.0, 1), (2, 40.0, 0), (3, 100.0, 0)):
        assert measure(Truth((), quotes=quotes), reading(page, right))[0]["quotes"] == (hits, 1)
