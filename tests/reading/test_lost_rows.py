"""Rows of forms left in the text: said, counted, with the form's name; and no alarm over what only jumps in numbering."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from qa_cchc.reading.blocks import Block, Draft, Grid, GridCell, Para
from qa_cchc.reading.report import understand
from qa_cchc.records import Report, Spot, Text

HEAD = ("TT", "Nội dung", "ĐVT", "Số liệu")


def para(value: str, page: int = 1) -> Para:
    return Para(Text(value, (Spot(0, len(value), page),)))


def grid(*rows: Sequence[str], page: int = 1, head: Sequence[str] = HEAD) -> Grid:
    cells = tuple(
        tuple(GridCell(Text(value, (Spot(0, len(value), page),) if value else ()), page=page) for value in row)
        for row in ([head, *rows] if head else rows)
    )
    return Grid(cells, page)


def read(*blocks: Block, paged: bool = True) -> Report:
    return understand(Draft(list(blocks), 4, paged), Report("1", "a.pdf", "1"))


FORM = (para("PHỤ LỤC"), para("Biểu mẫu 3"), para("Cải cách thủ tục hành chính"))
ROWS = (("1", "Rà soát thủ tục", "", ""), ("1.1", "Số thủ tục đã rà soát", "Thủ tục", "12"), ("1.2", "Số thủ tục công bố", "Thủ tục", "7"))


def test_rows_left_under_a_form() -> None:
    report = read(
        *FORM, grid(*ROWS),
        para("2. Một cửa liên thông", 2), para("2.1. Số thủ tục liên thông cùng Thủ tục 06 cấp", 2),
        para("2.2. Tỷ lệ hồ sơ đúng hạn % 97,5", 2), para("3. Kết quả giải quyết", 2), para("1. Tổng số hồ sơ đã giải quyết Hồ sơ 220", 2),
        para("Biểu mẫu 4", 3), para("Bộ máy", 3), grid(("1", "Số phòng", "Cơ quan", "9"), page=3),
    )
    assert report.status == "partial"
    said = [text for text in report.warnings if "Biểu" in text or "biểu" in text]
    assert said == ["a.pdf: biểu mẫu 3 (trang 2): khoảng 4 dòng không đưa được vào biểu, còn nằm trong phần chữ."]


@pytest.mark.parametrize("left", [
    "6.2. Hình thức khảo sát Trực tuyến = 0 Phát phiếu = 1",
    "4. Số cuộc họp đã tổ chức, tính cả họp Cuộc 3 trực tuyến",
    "Số hồ sơ đã giải quyết Hồ sơ 2401 Số hồ sơ đúng hạn Hồ sơ 2400",
])
def test_one_stretch_is_enough_where_it_is_plain(left: str) -> None:
    rows = [(f"{number}", "Số nhiệm vụ", "Nhiệm vụ", "1") for number in range(1, 6)] if left[0] == "6" else ROWS
    assert read(*FORM, grid(*rows), para(left)).status == "partial"


@pytest.mark.parametrize("after", [
    "Ghi chú: Có = 1; Không = 0; Hồ sơ 12 tháng tính từ ngày 01/01.",
    "2. Cải cách thể chế: đã ban hành 12 văn bản, đạt 97,5 % kế hoạch năm 2023",
    "2. Thực hiện Quyết định số 766/QĐ-TTg, các đơn vị đã tiếp nhận 220 hồ sơ",
    "3. Theo Điểm 2 Điều 5 của Nghị định, công chức được cử đi học Lớp 3 tháng",
    "7.1. Kế hoạch thực hiện của Ủy ban nhân dân trong năm 2023",
    "Trong kỳ, Nhiệm vụ 3 của kế hoạch được giao cho Phòng Nội vụ.",
])
def test_prose_behind_a_form_is_no_row(after: str) -> None:
    report = read(*FORM, grid(*ROWS), para(after))
    assert report.status == "ok" and not any("biểu mẫu" in text for text in report.warnings)


def test_jumps_in_the_numbering_are_no_loss() -> None:
    report = read(*FORM, grid(ROWS[0], ROWS[2], ("4", "Hồ sơ", "Hồ sơ", "1"), ("6.4", "Hồ sơ trực tuyến", "Hồ sơ", "")))
    assert report.status == "ok"


def test_rows_between_a_caption_and_its_table_are_no_title() -> None:
    report = read(*FORM, para("1. Số thủ tục cấp tỉnh Thủ tục 81"), grid(("2", "Số thủ tục cấp huyện", "Thủ tục", "7")))
    (form,) = report.forms
    assert (form.number, form.title, report.status) == ("3", "Cải cách thủ tục hành chính", "partial")
    texts = [section.title for section in report.sections]
    texts += [one.text.value for section in report.sections for one in section.paragraphs]
    assert any("Thủ tục 81" in text for text in texts)


def test_a_form_goes_on_behind_left_rows() -> None:
    report = read(
        *FORM, grid(*ROWS), para("1.3. Số thủ tục bãi bỏ Thủ tục 4", 2),
        grid(("2", "Một cửa", "", ""), ("2.1", "Số thủ tục liên thông", "Thủ tục", "6"), page=2),
    )
    (form,) = report.forms
    assert [row.path for row in form.rows] == ["1", "1.1", "1.2", "2", "2.1"]
    assert "a.pdf: biểu mẫu 3 (trang 2): khoảng 1 dòng không đưa được vào biểu, còn nằm trong phần chữ." in report.warnings


def test_tables_behind_each_other_lose_no_rows() -> None:
    heads = [("TT", name, "ĐVT", "Số liệu") for name in ("Nội dung", "Chỉ tiêu", "Tiêu chí", "Nội dung công việc")]
    parts = [grid((str(at + 1), "Số văn bản", "Văn bản", "5"), page=at + 1, head=head) for at, head in enumerate(heads)]
    own = grid(("1", "Số cuộc họp", "Cuộc", "5", ""), page=4, head=(*HEAD, "Ghi chú"))
    report = read(*FORM, *parts, own)
    assert [[row.path for row in form.rows] for form in report.forms] == [["1", "2", "3", "4"], ["1"]]
    assert report.status == "ok"


def test_a_form_without_any_table() -> None:
    report = read(*FORM, para("1. Số thủ tục đã rà soát Thủ tục 12"), para("2. Số thủ tục công bố Thủ tục 7"))
    assert report.status == "partial"
    assert "a.pdf: biểu mẫu 3 (trang 1) có tiêu đề nhưng không nhận ra được bảng số liệu; khoảng 2 dòng còn nằm trong phần chữ." in report.warnings


def test_a_table_with_unclear_columns() -> None:
    report = read(*FORM, grid(("1", "Số thủ tục", "Thủ tục", "12"), ("2", "Số hồ sơ", "Hồ sơ", "7"), head=("TT", "hiện", "hiện ĐVT", "quả")))
    assert report.status == "partial" and "bảng chưa rõ các cột" in " ".join(report.warnings)


def test_another_kind_of_table_under_a_caption_is_no_loss() -> None:
    report = read(*FORM, grid(("1", "Sở Nội vụ", "12", "12"), ("2", "Sở Y tế", "7", "6"), head=("TT", "Cơ quan", "Tiếp nhận", "Đúng hạn")))
    assert report.status == "ok" and not any("biểu mẫu" in text for text in report.warnings)


def test_titles_alone_are_said_but_nothing_was_dropped() -> None:
    report = read(para("PHỤ LỤC"), para("Biểu mẫu 1: Chỉ đạo điều hành"), para("Biểu mẫu 2: Thể chế"))
    assert report.status == "ok" and sum("có tiêu đề nhưng" in text for text in report.warnings) == 2
