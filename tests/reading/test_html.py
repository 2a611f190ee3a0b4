"""Web pages and delimited text: what a person sees of them, in order, with the line of the file."""

from __future__ import annotations

import pytest

from qa_cchc.reading.blocks import Block, Grid, Note, Unreadable
from qa_cchc.reading.delimited import delimiter_of, read_delimited
from qa_cchc.reading.html import read_html
from qa_cchc.settings import Settings

SETTINGS = Settings()


def read(body: str) -> list[Block]:
    return read_html(f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>".encode(), SETTINGS).blocks


def texts(blocks: list[Block]) -> list[str]:
    return [block.text.value for block in blocks if not isinstance(block, Grid)]


def test_paragraphs_headings_lists_and_lines() -> None:
    blocks = read(
        "<h2 align=center>I. KẾT QUẢ</h2><p>Một  <b>hai</b>\n ba<br>bốn</p><ol type=a start=2><li>thứ nhất<li><p>thứ hai</p></ol>"
        "<ul><li>gạch</ul><div>Chữ <p>trong</p> khối</div><pre>giữ</pre>"
    )
    assert texts(blocks) == ["I. KẾT QUẢ", "Một hai ba", "bốn", "thứ nhất", "thứ hai", "gạch", "Chữ", "trong", "khối", "giữ"]
    head, first, _, one, two, dash, *_ = blocks
    assert (head.level, head.centred, head.bold) == (2, True, True) and not first.bold
    assert [one.marker, two.marker, dash.marker] == ["b.", "c.", "-"]


def test_what_is_not_shown_is_not_read() -> None:
    blocks = read(
        "<script>Số: 9</script><style>p{}</style><!-- ghi --><p hidden>ẩn</p><p style='display: none'>ẩn</p><p>Thấy<span style='mso-hide:all'>ẩn</span></p>"
        "<noscript>không</noscript><select><option>chọn</select>"
    )
    assert texts(blocks) == ["Thấy"]


def test_tables_with_spans_and_paragraphs_in_cells() -> None:
    (grid,) = read(
        "<table><tr><th rowspan=2>STT<th colspan=2>Kết quả</tr><tr><th>ĐVT<th>Số liệu</tr>"
        "<tr><td>1<td><p>Hồ</p><p>sơ</p><td>1.250</tr><tr style='display:none'><td>2<td>ẩn<td>9</table>"
    )
    assert isinstance(grid, Grid) and grid.header_rows == 2
    rows = [[cell.text.value for cell in row] for row in grid.rows]
    assert rows == [["STT", "Kết quả", "Kết quả"], ["STT", "ĐVT", "Số liệu"], ["1", "Hồ\nsơ", "1.250"], ["", "", ""]]
    assert grid.rows[0][0] is grid.rows[1][0]


def test_tables_that_lay_out_a_page_are_walked_through() -> None:
    inner = "<table><tr><td>STT<td>Số liệu<tr><td>1<td>120</table>"
    blocks = read(f"<table><tr><td><p>Đầu trang</p>{inner}</td></tr></table>")
    assert [type(block).__name__ for block in blocks] == ["Para", "Grid"]


def test_footnotes_of_word_libreoffice_and_plain_pages() -> None:
    word = read('<p>Kế hoạch<a href="#_ftn1"><sup>[1]</sup></a>.</p><div id=ftn1><p><a href="#_ftnref1">[1]</a> Số 5.</p></div>')
    office = read('<p>Kế hoạch<a href="#sdfootnote1sym"><sup>1</sup></a>.</p><div id="sdfootnote1"><p><a>1</a>Số 5.</p></div>')
    plain = read("<p>Kế hoạch<sup>1</sup>.</p><p><sup>1</sup> Số 5.</p>")
    for blocks in (word, office, plain):
        assert texts(blocks) == ["Kế hoạch¹.", "Số 5."] and blocks[1].__class__ is Note and blocks[1].mark == "1"


def test_a_workbook_saved_as_a_page_is_laid_out_as_a_sheet() -> None:
    cells = [["Biểu mẫu 3"], ["TTHC"], ["STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu"], ["1", "Số TTHC", "Thủ tục", "7"]]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    blocks = read_html(f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>{rows}</table></body></html>'.encode(), SETTINGS).blocks
    assert texts(blocks) == ["Biểu mẫu 3", "TTHC"] and isinstance(blocks[-1], Grid) and len(blocks[-1].rows) == 2


def test_pages_that_cannot_be_read() -> None:
    with pytest.raises(Unreadable, match="không có chữ"):
        read_html(b"<html><body><p> </p></body></html>", SETTINGS)
    with pytest.raises(Unreadable, match="chỉ có ảnh"):
        read_html(b"<html><body><img src=a.png></body></html>", SETTINGS)
    with pytest.raises(Unreadable, match="quá lớn"):
        read_html(("<html><table>" + ("<tr>" + "<td rowspan=200 colspan=200>a" * 30) * 220 + "</table>").encode(), SETTINGS)


def test_deep_nesting_ends() -> None:
    with pytest.raises(Unreadable):
        read_html(b"<html><body>" + b"<div>" * 5000 + b"a", SETTINGS)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimited_values(delimiter: str) -> None:
    rows = [["Biểu mẫu 3", "", "", ""], ["STT", "Chỉ tiêu\nthống kê", "Đơn vị tính", "Số liệu"], ["1", "Tỷ lệ, đúng; hạn", "%", "41,8"], ["2", "Số hồ sơ", "Hồ sơ", "1.250"]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' if any(one in cell for one in ";,\n") else cell for cell in row) for row in rows)
    for data in (text.encode("utf-8-sig"), text.encode("utf-16")):
        draft = read_delimited(data, SETTINGS)
        caption, grid = draft.blocks
        assert isinstance(grid, Grid) and caption.text.value == "Biểu mẫu 3" and draft.sheets == ()
        assert [cell.text.value for cell in grid.rows[1]] == ["1", "Tỷ lệ, đúng; hạn", "%", "41,8"]
        # A value over two lines of the file: the rows below keep the file's own lines.
        assert [row[0].line for row in grid.rows] == [2, 4, 5]


def test_delimiters_are_told_by_their_regularity() -> None:
    assert delimiter_of("a;b;1,5\nc;d;2,5\n") == ";" and delimiter_of("a,b\nc,d") == "," and delimiter_of("một dòng") == ","
