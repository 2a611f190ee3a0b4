"""What numbers take from those before: counts out of a number stated earlier, rows, rates called "that", absences."""

from __future__ import annotations

import dataclasses

import pytest

from qa_cchc.figures.from_prose import prose_figures
from qa_cchc.records import Figure, Paragraph, Report, Section, Text
from qa_cchc.vietnamese.periods import period

DISTRICT = Report(
    "abc", "bao-cao.txt", "0" * 64, place="huyện Sông Trầu", level="huyện", period=period("2024-Q3")
)


def read(*paragraphs: str, title: str = "Tình hình") -> list[Figure]:
    section = Section("II", ("KẾT QUẢ", title), 1, tuple(Paragraph(Text(words)) for words in paragraphs))
    return list(prose_figures(dataclasses.replace(DISTRICT, sections=(section,))))


def ids(*paragraphs: str, title: str = "Tình hình") -> list[str | None]:
    return [figure.indicator_id for figure in read(*paragraphs, title=title)]


def test_a_count_out_of_a_number_before_is_of_the_same_tasks() -> None:
    told = ids(
        "Huyện ban hành Kế hoạch CCHC năm 2024 gồm 36 nhiệm vụ, giao cụ thể cho từng phòng.",
        "Kết quả: đã hoàn thành 20/36 nhiệm vụ, đạt 55,56%.",
    )
    assert told == ["plan_tasks", "plan_tasks_done", "plan_completion_rate"]


def test_that_rate_is_the_rate_of_what_was_counted_before() -> None:
    words = "Đã có 12/13 Bộ phận Một cửa cấp huyện được công nhận hiện đại; ở cấp xã, tỷ lệ đó là 84,94%."
    assert ids(words)[-1] == "desks_modern_rate"


def test_an_absence_leads_nothing_on() -> None:
    words = "Tiếp nhận 900 hồ sơ, không có hồ sơ quá hạn. Đất đai 40, hộ tịch 31."
    assert not any("overdue" in (one or "") or "late" in (one or "") for one in ids(words)[2:])


def test_things_of_another_kind_end_the_parts() -> None:
    words = "Ban hành 17 văn bản chỉ đạo CCHC, trong đó có Kế hoạch CCHC với 52 nhiệm vụ; đã hoàn thành 15 nhiệm vụ."
    assert ids(words)[0] == "directing_documents"
    assert ids(words)[2] == "plan_tasks_done"


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Kiểm tra tại 04 đơn vị (Phòng Công chứng số 1, Trường Tiểu học số 2).", ["04"]),
        ("Đề xuất cắt giảm thời gian giải quyết 08 thủ tục từ 15% trở lên.", ["08"]),
    ],
)
def test_numbers_in_names_and_bounds_are_no_figures(words: str, numbers: list[str]) -> None:
    assert [figure.text for figure in read(words)] == numbers


def test_files_of_the_remaining_communes_are_not_pending() -> None:
    words = "Tiếp nhận: xã Bình An 300 hồ sơ; xã An Lộc 200 hồ sơ; các xã còn lại 1.500 hồ sơ."
    assert ids(words) == ["files_received"] * 3


def test_what_was_gone_through_is_reviewed() -> None:
    assert ids("Qua rà soát 12 thủ tục, kiến nghị bãi bỏ 03 thủ tục.", title="Thủ tục hành chính")[0] == (
        "procedures_reviewed"
    )


def test_a_noun_alone_goes_on_with_what_is_done() -> None:
    assert ids("Kiểm tra CCHC tại 04 xã, 03 phòng.") == ["communes_inspected", "departments_inspected"]
