"""Rows of a form matched together: by their words, the row above, and the order of the standard form."""

from __future__ import annotations

import random
import re

import pytest

from qa_cchc.figures.catalogue import load
from qa_cchc.figures.form_order import OrderedRow, match_rows
from qa_cchc.figures.name_index import RowName
from tests.figures.other_offices import PROVINCE, SHORT


def matched(form: str | None, *rows: tuple) -> list[str | None]:
    """Ids of the indicators of rows (depth, name, unit); a row stands under the last one of less depth."""
    made: list[OrderedRow] = []
    open_rows: list[tuple[int, int]] = []
    for depth, name, unit in rows:
        while open_rows and open_rows[-1][0] >= depth:
            open_rows.pop()
        above = open_rows[-1][1] if open_rows else None
        parents = (*made[above].name.parents, made[above].name.name) if above is not None else ()
        open_rows.append((depth, len(made)))
        made.append(OrderedRow(RowName(name, parents, unit, form), "", above, heading=unit == ""))
    return [found.id if found else None for found in match_rows(load(), made)]


def test_short_rows_lean_on_the_row_above() -> None:
    assert matched(
        "2", (0, "Tổng số VBQPPL do địa phương ban hành", "Văn bản"), (1, "- Cấp tỉnh", "Văn bản"), (1, "- Cấp huyện", "Văn bản"), (1, "- Cấp xã", "Văn bản"),
    ) == ["legal_documents_issued", "legal_documents_issued_province", "legal_documents_issued_district", "legal_documents_issued_commune"]  # fmt: skip
    assert matched(
        "6", (0, "Số ĐVSN tự bảo đảm một phần CTX", "Đơn vị"), (1, "Trong đó: + Từ 70 - dưới 100%", "Đơn vị"), (1, "+ Từ 30% đến dưới 70%", "Đơn vị"),
    ) == ["units_partly_financed", "units_partly_70", "units_partly_30"]  # fmt: skip


def test_a_short_row_under_another_row_is_not_its_namesake() -> None:
    ids = matched("3", (0, "Số TTHC đã được phê duyệt phương án đơn giản hóa", "Thủ tục"), (1, "- Cấp tỉnh", "Thủ tục"), (1, "- Cấp xã", "Thủ tục"))
    assert ids == ["procedures_simplified", None, None]


def test_neighbours_settle_what_words_leave_open() -> None:
    rows = [
        (0, "Tổng số VBQPPL phải xử lý sau kiểm tra", "Văn bản"), (0, "Số VBQPPL đã xử lý xong", "Văn bản"), (0, "Số VBQPPL đã rà soát", "Văn bản"),
        (0, "Tổng số VBQPPL phải xử lý sau rà soát", "Văn bản"), (0, "Số VBQPPL đã xử lý xong", "Văn bản"),
    ]  # fmt: skip
    assert matched(None, *rows) == [
        "legal_documents_to_handle_after_check", "legal_documents_handled_after_check", "legal_documents_reviewed",
        "legal_documents_to_handle_after_review", "legal_documents_handled_after_review",
    ]  # fmt: skip


def test_a_row_that_names_itself_is_not_moved_by_its_neighbours() -> None:
    rows = [
        (0, "Tỷ lệ TTHC cung cấp trực tuyến mức độ 3", "%"), (1, "Số TTHC đang cung cấp trực tuyến mức độ 3", "Thủ tục"),
        (1, "Số TTHC mức 3 có phát sinh hồ sơ", "Thủ tục"), (0, "Số công chức cấp xã được tuyển dụng", "Người"),
    ]  # fmt: skip
    assert matched("7", *rows) == ["level3_services_rate", "level3_services", "level3_services_used", "commune_officials_recruited"]


@pytest.mark.parametrize(
    ("rows", "never"),
    [
        ([(0, "Tỷ lệ hồ sơ trễ hạn", "%")], "files_late"), ([(0, "Số hồ sơ giải quyết quá hạn", "Hồ sơ")], "files_on_time"),
        ([(0, "Số UBND cấp huyện đã kiểm tra", "Đơn vị")], "communes_inspected"), ([(0, "Số VBQPPL đã rà soát", "Văn bản")], "legal_documents_checked"),
        ([(0, "Số TTHC tiếp nhận không phụ thuộc địa giới hành chính", "Thủ tục")], "files_boundaryless"),
        ([(0, "Số cơ quan hành chính được phê duyệt vị trí việc làm", "Cơ quan")], "posts_approved"),
    ],
)  # fmt: skip
def test_contradicting_words_never_match(rows: list[tuple], never: str) -> None:
    assert never not in matched(None, *rows)


def test_rows_of_nothing_known_stay_between_their_neighbours() -> None:
    ids = matched(
        "1", (0, "Số văn bản chỉ đạo CCHC đã ban hành", "Văn bản"), (0, "Số cây xanh được trồng mới", "Cây"), (0, "Tỷ lệ hoàn thành Kế hoạch CCHC năm", "%"),
        (0, "", "Hồ sơ"), (0, "Số mô hình Ngày thứ Bảy vì dân", "Mô hình"),
    )  # fmt: skip
    assert ids[0] == "directing_documents" and ids[2] == "plan_completion_rate"
    assert ids[1] is None and ids[3] is None


def test_a_heading_bears_an_indicators_very_name_or_none() -> None:
    assert matched("2", (0, "Kiểm tra, xử lý VBQPPL", ""), (0, "Kết quả giải quyết TTHC", ""), (0, "Hồ sơ", "")) == [None, None, None]


def test_all_forms_survive_lost_marks_and_lost_rows() -> None:
    catalogue = load()
    chance = random.Random(7)
    for form in "1234567":
        rows = [one for one in catalogue.indicators if one.codes.get("2021", "").startswith(f"{form}:")]
        rows.sort(key=lambda one: [int(part) for part in re.findall(r"\d+", one.codes["2021"])])
        kept = [one for one in rows if chance.random() < 0.8]
        made = [OrderedRow(RowName(one.name.upper(), one.under[:1], one.unit, form)) for one in kept]
        found = match_rows(catalogue, made)
        assert [one.id if one else None for one in found] == [one.id for one in kept]


@pytest.mark.parametrize(("office", "least"), [(PROVINCE, 1.0), (SHORT, 0.86)], ids=["reworded", "very short"])
def test_rows_in_other_offices_words(office: dict[str, list[tuple]], least: float) -> None:
    wanted, found = [], []
    for form, rows in office.items():
        wanted += [row[3] for row in rows]
        found += matched(form, *(row[:3] for row in rows))
    right = sum(one == other for one, other in zip(wanted, found, strict=True))
    wrong = [(one, other) for one, other in zip(wanted, found, strict=True) if other not in (None, one)]
    assert right >= least * len(wanted)
    assert len(wrong) <= 2, wrong
