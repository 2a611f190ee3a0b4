"""Captions, column roles, and tables that only look like forms."""

from __future__ import annotations

import pytest

from qa_cchc.reading.form_columns import read_caption, read_roles
from qa_cchc.reading.forms import FormBlock, collect_forms
from qa_cchc.reading.text import read_text
from qa_cchc.vietnamese.periods import period


@pytest.mark.parametrize(("text", "number", "title"), [
    ("Biểu mẫu 3", "3", ""), ("BIỂU SỐ 03: Cải cách thể chế", "3", "Cải cách thể chế"), ("Biểu 05", "5", ""),
    ("Mẫu số 2. Thể chế", "2", "Thể chế"), ("BIỂU MẪU SỐ 7 (Kèm theo báo cáo)", "7", ""), ("Biểu mẫu IV", "4", ""),
    ("Biểu số 06/VPCP/KSTT", None, ""), ("Biểu mẫu 3 kèm theo báo cáo này nêu rõ", None, ""), ("Biểu quyết 100%", None, ""),
])
def test_captions(text: str, number: str | None, title: str) -> None:
    caption = read_caption(text)
    assert (caption.number, caption.title) == (number, title) if caption else number is None


@pytest.mark.parametrize(("header", "roles"), [
    ("STT|Chỉ tiêu thống kê|Đơn vị tính|Số liệu|Ghi chú", (0, 1, 2, 3, 4)),
    ("TT|Nội dung|ĐVT|Kết quả", (0, 1, 2, 3, None)),
    ("Chỉ tiêu|ĐVT|Thực hiện|Ghi chú", (None, 0, 1, 2, 3)),
    ("TT|Chỉ tiêu|Đơn vị|Kỳ trước|Kỳ báo cáo|Lũy kế|Ghi chú", (0, 1, 2, 4, 6)),
    ("TT|Ghi chú|Nội dung|ĐVT|Số liệu", (0, 2, 3, 4, 1)),
    ("STT|Đơn vị|Tổng số|Đúng hạn", None),
])
def test_roles(header: str, roles: tuple[int | None, ...] | None) -> None:
    found = read_roles([(name,) for name in header.split("|")], captioned=False)
    assert (found and (found.code, found.name, found.unit, found.value, found.note)) == roles


def test_the_main_column_is_that_of_the_period() -> None:
    columns = [("TT",), ("Chỉ tiêu",), ("ĐVT",), ("Số liệu", "Quý II"), ("Số liệu", "Lũy kế 6 tháng")]
    half, quarter = (read_roles(columns, True, period(name)) for name in ("2024-H1", "2024-Q2"))
    assert half is not None and quarter is not None
    assert (half.value, quarter.value, half.values) == (4, 3, (3, 4))


def forms_of(text: str) -> list[FormBlock]:
    return [block for block in collect_forms(read_text(text.encode()).blocks, []) if isinstance(block, FormBlock)]


def test_an_uncaptioned_form_is_known_by_its_header_and_figures() -> None:
    (block,) = forms_of("Cải cách thể chế\n\nTT\tNội dung\tĐVT\tSố liệu\n1\tSố văn bản\tVăn bản\t05\n")
    assert (block.form.number, block.form.title, block.form.rows[0].value) == ("", "Cải cách thể chế", "05")


def test_a_table_of_a_plan_is_no_form() -> None:
    assert not forms_of("TT\tNội dung\tĐơn vị\tThời hạn\n1\tRà soát\tPhòng Nội vụ\tQuý II\n2\tTập huấn\tPhòng Tư pháp\tQuý III\n")


def test_the_unit_above_the_table_holds_for_its_rows() -> None:
    (block,) = forms_of("Biểu mẫu 6\nTài chính công\nĐơn vị tính: Triệu đồng\nTT\tChỉ tiêu\tSố liệu\n1\tKế hoạch\t1.000\n")
    assert (block.form.title, block.form.rows[0].unit) == ("Tài chính công", "Triệu đồng")
