"""Tables and rows cut by the end of a page: made whole, and two real rows never made one."""

from __future__ import annotations

import pytest

from qa_cchc.reading.blocks import Block, Grid, GridCell, Note, Para
from qa_cchc.reading.spans import concat, text_at
from qa_cchc.reading.stitching import stitch
from qa_cchc.records import Box, Text

XS = (60.0, 100.0, 260.0, 330.0, 390.0, 480.0)
LETTER = 6.0
HEAD = ("STT", "Chỉ tiêu thống kê", "Kết quả thống kê", "", "Ghi chú")
SUBHEAD = ("", "", "Đơn vị tính", "Số liệu", "")


def set_text(value: str, x0: float, x1: float, y: float, page: int) -> Text:
    """The words wrapped as a word processor wraps them: a new line where the next word does not fit."""
    pieces: list[Text | str] = []
    x = x0
    for word in value.split():
        width = LETTER * len(word)
        if x > x0 and x + width > x1:
            x, y = x0, y + 14
        pieces += ([" "] if pieces else []) + [text_at(word, page, None, Box(page, x, y, x + width, y + 12))]
        x += width + LETTER / 2
    return concat(pieces)


def grid(page: int, *rows: tuple[str, ...], xs: tuple[float, ...] = XS, top: float = 80.0) -> Grid:
    made = []
    for number, row in enumerate(rows):
        y = top + 60 * number
        cells = []
        for value, x0, x1 in zip(row, xs, xs[1:], strict=False):
            text = set_text(value, x0 + 5, x1 - 5, y + 4, page)
            cells.append(GridCell(text, page=page, box=Box(page, x0, y, x1, y + 60)))
        made.append(tuple(cells))
    return Grid(tuple(made), page)


def texts(blocks: list[Block]) -> list[list[tuple[str, ...]]]:
    return [
        [tuple(cell.text.value for cell in row) for row in block.rows] for block in blocks if isinstance(block, Grid)
    ]


FIRST = ("1.", "Số văn bản đã ban hành", "Văn bản", "04", "")
SECOND = ("2.", "Số nhiệm vụ đề ra", "Nhiệm vụ", "36", "")


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        (
            ("3.", "Số vấn đề phát hiện đã được xử", "Vấn đề", "5", ""),
            ("", "lý xong", "", "", ""),
            ("3.", "Số vấn đề phát hiện đã được xử lý xong", "Vấn đề", "5", ""),
        ),
        (
            ("3.", "Số cơ quan và các tổ chức được", "Cơ quan, đơn", "12", ""),
            ("", "phê duyệt", "vị", "", ""),
            ("3.", "Số cơ quan và các tổ chức được phê duyệt", "Cơ quan, đơn vị", "12", ""),
        ),
        (
            ("3.", "Tổng số các văn bản", "Văn bản", "5", ""),
            ("", "VBQPPL-QLNN-ATTP cấp huyện", "", "", ""),
            ("3.", "Tổng số các văn bản VBQPPL-QLNN-ATTP cấp huyện", "Văn bản", "5", ""),
        ),
        (
            ("3.", "Số văn bản đã rà soát", "Văn bản", "10", "Khắc phục, hoàn chỉnh"),
            ("", "", "", "", "toàn bộ quy trình"),
            ("3.", "Số văn bản đã rà soát", "Văn bản", "10", "Khắc phục, hoàn chỉnh toàn bộ quy trình"),
        ),
        (
            ("3.", "", "Nhiệm vụ", "7", ""),
            ("", "Số nhiệm vụ đã hoàn thành", "", "", ""),
            ("3.", "Số nhiệm vụ đã hoàn thành", "Nhiệm vụ", "7", ""),
        ),
    ],
    ids=["name", "name and unit", "name cut after few words", "note", "name moved over whole"],
)
def test_a_row_cut_in_two_is_joined_cell_by_cell(
    upper: tuple[str, ...], lower: tuple[str, ...], joined: tuple[str, ...]
) -> None:
    after = ("4.", "Số cuộc đối thoại", "Cuộc", "1", "")
    whole = [HEAD, SUBHEAD, FIRST, SECOND, joined, after]
    first = grid(1, HEAD, SUBHEAD, FIRST, SECOND, upper)
    assert texts(stitch([first, grid(2, lower, after)])) == [whole]
    assert texts(stitch([first, grid(2, HEAD, SUBHEAD, lower, after)])) == [whole]


def test_a_joined_cell_stands_on_both_pages() -> None:
    upper = ("3.", "Số vấn đề phát hiện đã được xử", "Vấn đề", "5", "")
    (table,) = stitch([grid(1, HEAD, SUBHEAD, FIRST, upper), grid(2, ("", "lý xong", "", "", ""))])
    assert isinstance(table, Grid)
    name = table.rows[-1][1]
    assert name.box is not None and [name.box.page, *(box.page for box in name.rest)] == [1, 2]


@pytest.mark.parametrize(
    "lower",
    [
        ("", "Trong đó: cấp xã", "Văn bản", "2", ""),
        ("", "- Trước hạn", "Hồ sơ", "", ""),
        ("", "Tổng cộng", "", "41", ""),
        ("", "nhiệm vụ quá hạn", "Nhiệm vụ", "3", ""),
        ("3.", "Số nhiệm vụ đã hoàn thành", "Nhiệm vụ", "7", ""),
    ],
)
def test_two_real_rows_stay_two(lower: tuple[str, ...]) -> None:
    assert texts(stitch([grid(1, HEAD, SUBHEAD, FIRST, SECOND), grid(2, lower)])) == [
        [HEAD, SUBHEAD, FIRST, SECOND, lower]
    ]


def test_a_header_at_the_foot_of_a_page_heads_what_follows() -> None:
    note = Note("1", text_at("Ghi chú cuối trang."))
    cases = [[grid(1, HEAD), grid(2, SUBHEAD, FIRST)], [grid(1, HEAD, SUBHEAD), note, grid(2, FIRST)]]
    for blocks in cases:
        assert texts(stitch(blocks)) == [[HEAD, SUBHEAD, FIRST]]


def test_a_header_cut_after_an_earlier_table_goes_on_with_that() -> None:
    moved = (60.0, 90.0, 280.0, 340.0, 380.0, 480.0)
    blocks: list[Block] = [
        grid(1, HEAD, SUBHEAD, FIRST),
        grid(1, HEAD, xs=moved, top=400.0),
        grid(2, SUBHEAD, SECOND, xs=moved),
    ]
    (rows,) = texts(stitch(blocks))
    assert [row for row in rows if row not in (HEAD, SUBHEAD)] == [FIRST, SECOND]


def test_a_header_within_the_table_may_be_cut_by_the_page() -> None:
    blocks: list[Block] = [grid(1, HEAD, SUBHEAD, FIRST, HEAD), grid(2, SUBHEAD, SECOND)]
    assert texts(stitch(blocks)) == [[HEAD, SUBHEAD, FIRST, HEAD, SUBHEAD, SECOND]]


def test_a_table_after_a_caption_stands_for_itself() -> None:
    blocks: list[Block] = [
        grid(1, HEAD, SUBHEAD, FIRST),
        Para(text_at("Biểu mẫu 2", 2)),
        grid(2, HEAD, SUBHEAD, SECOND),
    ]
    assert len(texts(stitch(blocks))) == 2


@pytest.mark.parametrize(
    ("again", "joined"),
    [
        ("Chỉ tiêu (Sử dụng trong kỳ báo cáo hùng quý, 6 thúng, năm)", True),
        ("Chỉ tiêu (Sử dụng trong kỳ báo cáo hàng quý, 9 tháng, năm)", False),
        ("Chỉ tiêu (Sử dụng trong kỳ báo cáo của ngành Tài chính)", False),
    ],
)
def test_a_repeated_header_with_misread_letters_is_still_that_header(again: str, joined: bool) -> None:
    head = (HEAD[0], "Chỉ tiêu (Sử dụng trong kỳ báo cáo hàng quý, 6 tháng, năm)", *HEAD[2:])
    lower = (HEAD[0], again, *HEAD[2:])
    stitched = texts(stitch([grid(1, head, SUBHEAD, FIRST), grid(2, lower, SUBHEAD, SECOND)]))
    assert (stitched == [[head, SUBHEAD, FIRST, SECOND]]) is joined
