"""Short headings by the theme they stand under, and what they must not be taken for."""

from __future__ import annotations

import pytest

from qa_cchc.figures.catalogue import load
from qa_cchc.figures.from_tables import table_figures
from qa_cchc.figures.heading_frames import names_staff_kind, said_in_frame
from qa_cchc.figures.headings import RATE, Around, counted_by, counted_by_caption
from qa_cchc.figures.table_numbers import tables_way
from qa_cchc.vietnamese.unicode import fold
from tests.figures.table_kinds import grid, report

FILES, TASKS = "Kết quả giải quyết hồ sơ", "Kết quả thực hiện nhiệm vụ UBND huyện giao"
STAFF, PAYMENT = "Biên chế của các phòng, ban", "Thanh toán trực tuyến tại các xã"
RATED = "Kết quả đánh giá, xếp loại viên chức"


@pytest.mark.parametrize(
    ("caption", "path", "identifier"),
    [
        (FILES, "Hoàn thành", "files_resolved"),
        (TASKS, "Hoàn thành", "assigned_tasks_done"),
        (RATED, "Hoàn thành nhiệm vụ", "rated_completed"),
        (RATED, "Không hoàn thành nhiệm vụ", "rated_failed"),
        (TASKS, "Đang thực hiện > Quá hạn", "assigned_tasks_overdue"),
        (TASKS, "Tỷ lệ hoàn thành (%)", "assigned_tasks_done_rate"),
        (FILES, "Trả chậm", "files_late"),
        (FILES, "Đang xử lý > Trễ hạn", "files_pending_overdue"),
        (FILES, "Kỳ trước còn lại", "files_carried_over"),
        (FILES, "Trả kết quả qua BCCI", "files_returned_postal"),
        (FILES, "Đã giải quyết > Đúng hạn > TL (%)", "files_on_time_rate"),
        (FILES, "Thời gian giải quyết trung bình", "processing_days"),
        (FILES, "Số hộ", None),
        (FILES, "Dân số", None),
        (STAFF, "Viên chức > Hiện có", "employees_present"),
        (STAFF, "Công chức > Biên chế giao", "staff_assigned"),
        (STAFF, "Còn thiếu", "staff_vacant"),
        ("Kết quả tuyển dụng", "Số công chức tuyển dụng", "civil_servants_recruited"),
        (PAYMENT, "Số giao dịch", "online_payments"),
        (PAYMENT, "Số tiền (nghìn đồng)", "online_payments_amount"),
        ("Tập huấn nghiệp vụ", "Kinh phí (triệu đồng)", None),
        ("Rà soát, đơn giản hóa TTHC", "Chi phí tiết kiệm (đồng)", None),
        ("Kết quả giải ngân", "Còn lại", "capital_left"),
        ("Tình hình cung cấp dịch vụ công trực tuyến", "Có phát sinh hồ sơ > Toàn trình", "full_online_services_used"),
        ("Tình hình cung cấp dịch vụ công trực tuyến", "Số TTHC không phát sinh hồ sơ", None),
        ("Tài khoản định danh điện tử", "Mức 2", "vneid_level2"),
        ("Xử lý hồ sơ công việc trên môi trường mạng", "Hoàn thành", None),
    ],
)
def test_a_short_heading_means_what_its_theme_says(caption: str, path: str, identifier: str | None) -> None:
    texts = tuple(path.split(" > "))
    theme = "files" if caption == FILES else None
    rate = RATE.search(fold(texts[-1])) is not None
    found = counted_by(texts, Around(caption, "", theme), rate)
    assert (found.id if found else None) == identifier


def test_every_indicator_of_the_frames_is_in_the_catalogue() -> None:
    from qa_cchc.figures import heading_frames

    ids = {name for frame in heading_frames._frames() for _, name in (*frame.counts, *frame.rates) if name}
    assert ids and {name for name in ids if load().get(name) is None} == set()


def test_a_theme_settles_nothing_of_another() -> None:
    assert said_in_frame(("Hoàn thành",), "Diện tích rừng trồng", "", None, False) == (False, None)


@pytest.mark.parametrize(
    ("caption", "identifier"),
    [
        ("Biểu 1. Số hồ sơ TTHC tiếp nhận theo tháng tại các xã, phường trong quý III/2025", "files_received"),
        ("Bảng số 2: Tỷ lệ hồ sơ trực tuyến của các sở qua các năm", "online_files_rate"),
        ("Phụ lục 3. Danh sách các đơn vị", None),
    ],
)
def test_a_caption_says_what_is_counted_before_whose_and_when(caption: str, identifier: str | None) -> None:
    found = counted_by_caption(caption)
    assert (found.id if found else None) == identifier


def test_kinds_of_staff_are_no_units() -> None:
    assert names_staff_kind("Công chức hành chính") and names_staff_kind("Cán bộ, công chức cấp xã")
    assert not names_staff_kind("Phòng Tổ chức, công chức, viên chức")


@pytest.mark.parametrize(
    ("rows", "report_english", "english"),
    [
        (("1|Sở A|450,558|77.34",), False, True),
        (("1|Sở A|450.558|77,34",), True, False),
        (("1|Sở A|450,558|77",), False, False),
        (("1|Sở A|1.250|98.5",), False, False),
        (("1|Sở A|450,558|77,34",), False, False),
    ],
)
def test_a_table_tells_how_it_writes_numbers(rows: tuple[str, ...], report_english: bool, english: bool) -> None:
    assert tables_way(grid("Giải ngân", "TT|Đơn vị|Kế hoạch|Tỷ lệ", *rows), report_english) is english


def test_what_is_unknown_is_counted_in_its_own_unit() -> None:
    table = grid("Kết quả giải quyết hồ sơ", "TT|Đơn vị|Số máy tính|Tiếp nhận|Trước hạn|Quá hạn", "1|Xã A|3|90|80|1")
    units = [(one.indicator_id, one.unit) for one in table_figures(report(table))]
    assert units == [(None, "máy tính"), ("files_received", "hồ sơ"), ("files_early", "hồ sơ"), ("files_late", "hồ sơ")]
