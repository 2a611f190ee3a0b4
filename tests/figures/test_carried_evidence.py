"""What numbers take from words that are not their own: heads, clauses before, the thing spoken of, the whole."""

from __future__ import annotations

import dataclasses

import pytest

from qa_cchc.figures.dashes import clauses_apart
from qa_cchc.figures.from_prose import prose_figures
from qa_cchc.records import Figure, Paragraph, Report, Section, Text
from qa_cchc.vietnamese.numbers import find_numbers
from qa_cchc.vietnamese.periods import period

DISTRICT = Report(
    "abc",
    "bao-cao.txt",
    "0" * 64,
    place="huyện Sông Trầu",
    level="huyện",
    agency="UBND huyện Sông Trầu",
    period=period("2024-Q3"),
)


def read(words: str, title: str = "Tình hình") -> list[Figure]:
    section = Section("II", ("KẾT QUẢ", title), 1, (Paragraph(Text(words)),))
    return list(prose_figures(dataclasses.replace(DISTRICT, sections=(section,))))


def ids(words: str, title: str = "Tình hình") -> list[str | None]:
    return [figure.indicator_id for figure in read(words, title)]


@pytest.mark.parametrize("dash", ["–", "-", "—"])
def test_dashes_part_clauses_as_semicolons_do(dash: str) -> None:
    words = f"DVCTT mức độ 3: 148 thủ tục {dash} mức độ 4: 121 thủ tục."
    assert ids(words) == ["level3_services", "level4_services"]
    assert read(words)[1].quote == words


@pytest.mark.parametrize(
    "words",
    [
        "Phòng Lao động - Thương binh và Xã hội nhận 12 hồ sơ.",
        "Có 03 phòng, gồm Phòng Tài chính - Kế hoạch với 12 người.",
        "Văn phòng HĐND - UBND xử lý 40 hồ sơ.",
        "Giai đoạn 2021 - 2025 có 12 nhiệm vụ.",
    ],
)
def test_dashes_of_names_part_nothing(words: str) -> None:
    assert clauses_apart(words) == words


def test_a_count_and_its_share_behind_a_dash_are_no_range() -> None:
    count, share = find_numbers("đã khắc phục xong 09 - 81,8%")
    assert (count.value, count.percent, share.value, share.approximate) == (9, False, 81.8, False)
    lower, upper = find_numbers("đạt 70 - 80% kế hoạch")
    assert lower.percent and upper.percent and lower.approximate and upper.approximate
    first, second = find_numbers("quá hạn 11 - 1,84%")
    assert not first.percent and second.percent


def test_what_has_a_promised_day_is_no_file_for_that_alone() -> None:
    words = "UBND tỉnh giao 74 nhiệm vụ: đúng hẹn 69, trễ hạn 2, đang thực hiện 3."
    assert ids(words) == ["assigned_tasks", "assigned_tasks_on_time", "assigned_tasks_late", "assigned_tasks_pending"]


def test_a_thing_spoken_of_earlier_is_heard_where_the_nearest_does_not_fit() -> None:
    words = "Tiếp nhận 84 phản ánh, kiến nghị về thái độ của cán bộ. Đã trả lời 80, đạt 95,24%, 04 đang xử lý."
    assert ids(words)[1:] == ["feedback_resolved", "feedback_rate", "feedback_pending"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Kết quả giải quyết hồ sơ tại Bộ phận Một cửa trong tháng 8 đã tiếp nhận mới 630 hồ sơ.", "files_received"),
        ("Các xã đã tiếp nhận 5.039 hồ sơ thông qua Hệ thống thông tin giải quyết thủ tục hành chính.", "files_received"),
        ("Trong thực hiện quy trình giải quyết TTHC có 27 TTHC được phân cấp cho UBND huyện.", "procedures_delegated"),
        ("Có 15 cơ quan phát sinh hồ sơ trực tuyến với tổng số 1.598 hồ sơ.", "files_received_online"),
        ("Lũy kế đã và đang giải quyết trong kỳ là 6.302 hồ sơ.", "files_to_resolve"),
        ("Số hồ sơ đến hạn giải quyết là 4.169 hồ sơ.", None),
        ("Hồ sơ của năm 2016 để lại: 115 hồ sơ.", "files_carried_over"),
        ("Kế hoạch CCHC năm đặt ra 45 nội dung.", "plan_tasks"),
        ("Kiểm tra CCHC tại các xã, nêu 14 tồn tại.", "inspection_issues"),
        ("Phản ánh, kiến nghị: 21 lượt qua Cổng DVCQG.", "feedback_received"),
        ("Biên chế công chức 64/68.", "staff_present"),
    ],
)
def test_what_is_said_of_a_number(words: str, expected: str | None) -> None:
    assert ids(words)[-1] == expected


def test_a_share_of_what_is_named_is_the_rate_on_that_base() -> None:
    words = "Thanh toán không dùng tiền mặt: 2.315 hồ sơ, đạt 81,2% số hồ sơ phải nộp phí."
    assert ids(words) == ["online_payments", "online_payments_rate"]


def test_a_share_says_nothing_of_what_there_was_none_of() -> None:
    words = "Hơn 11.200 hồ sơ đã được giải quyết, không có hồ sơ quá hạn, chiếm 99,4% tổng số hồ sơ tiếp nhận."
    assert ids(words) == ["files_resolved", "files_late", "files_resolved_rate"]


def test_levels_that_are_counted_are_no_figure() -> None:
    assert ids("Hồ sơ thuộc 2 cấp huyện và xã đã được giải quyết là 132 hồ sơ.") == ["files_resolved"]


def test_levels_said_together_are_one_name() -> None:
    words = "100% TTHC cấp huyện, cấp xã được công khai tại trụ sở."
    assert ids(words) == ["procedures_posted_rate"]


def test_between_two_levels_of_service_what_follows_is_of_neither() -> None:
    words = "Cung cấp 88 dịch vụ toàn trình, 33 dịch vụ một phần; 76 dịch vụ có phát sinh hồ sơ."
    assert ids(words) == ["full_online_services", "partial_online_services", "online_services_used"]


def test_pairs_under_a_head_that_names_two_states() -> None:
    words = "Biên chế được giao và có mặt: công chức 94 và 88; viên chức 1.482 và 1.439."
    assert ids(words) == ["staff_assigned", "staff_present", "employees_assigned", "employees_present"]


def test_each_clause_begins_with_what_the_head_says() -> None:
    words = "Biên chế giao năm 2024: 84 công chức, hiện có 80; 156 viên chức, hiện có 150."
    assert ids(words) == ["staff_assigned", "staff_present", "employees_assigned", "employees_present"]


def test_what_is_in_time_of_what_is_done_was_done_in_time() -> None:
    words = "UBND tỉnh giao 204 nhiệm vụ; đã hoàn thành 118 nhiệm vụ, trong hạn 101, quá hạn 17."
    assert ids(words)[1:] == ["assigned_tasks_done", "assigned_tasks_on_time", "assigned_tasks_late"]


def test_a_quota_beside_those_present_was_given() -> None:
    words = "Công chức: chỉ tiêu 82, thực hiện 79; viên chức: chỉ tiêu 1.014, thực hiện 980."
    assert ids(words) == ["staff_assigned", "staff_present", "employees_assigned", "employees_present"]


def test_a_bare_grade_beside_other_grades() -> None:
    words = "Đánh giá năm: hoàn thành xuất sắc 102 người, hoàn thành tốt 410, hoàn thành 50, không hoàn thành 03."
    assert ids(words) == ["rated_excellent", "rated_good", "rated_completed", "rated_failed"]


def test_what_is_handed_in_is_a_file_unless_something_else_is_spoken_of() -> None:
    words = "Nộp qua mạng: cấp huyện 2.210/3.096 (71,4%), cấp xã 7.015/8.904 (78,8%)."
    assert ids(words) == ["files_received_online", "online_files_rate"] * 2


def test_whose_a_share_is_tells_it_from_the_one_before_by_nothing_else() -> None:
    found = read("Văn bản đi của huyện ký số 91,5%, của xã 63%.")
    assert [figure.indicator_id for figure in found] == ["edocuments_signed_rate"] * 2
    assert found[1].scope == "xã"


def test_a_predicate_goes_on_behind_a_bracket() -> None:
    assert ids("01 đơn vị sự nghiệp (Ban Quản lý chợ) tự bảo đảm chi thường xuyên.") == ["units_self_financed"]
