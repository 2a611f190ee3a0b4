from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest
import yaml

from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.from_prose import prose_figures
from qa_cchc.figures.meanings import load_meanings
from qa_cchc.figures.telling import Background, Words, tell
from qa_cchc.records import Paragraph, Report, Section, Text


def told(text: str, title: str = "Kết quả") -> list[str | None]:
    """Indicator ids of the numbers of a paragraph under a heading, in order."""
    section = Section("1", (title,), 1, (Paragraph(Text(text)),))
    report = Report("r", "r.txt", "0" * 64, place="huyện Trà Khê", level="huyện", sections=(section,))
    return [figure.indicator_id for figure in prose_figures(report)]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Công tác chỉ đạo, điều hành",
            "Kế hoạch CCHC đề ra 45 nhiệm vụ, đã hoàn thành 30 nhiệm vụ (66,7%), đang triển khai 13 nhiệm vụ.",
            ["plan_tasks", "plan_tasks_done", "plan_completion_rate", "plan_tasks_pending"],
        ),
        (
            "Công tác chỉ đạo, điều hành",
            "Nhiệm vụ UBND tỉnh giao: 124, đã hoàn thành 118 (đúng hạn 115, trễ hạn 03), đang thực hiện 06.",
            [
                "assigned_tasks",
                "assigned_tasks_done",
                "assigned_tasks_on_time",
                "assigned_tasks_late",
                "assigned_tasks_pending",
            ],
        ),
        (
            "Cải cách thể chế",
            "Rà soát 48 văn bản, đề nghị bãi bỏ 02 văn bản; đã tự kiểm tra 06 văn bản quy phạm pháp luật.",
            ["legal_documents_reviewed", "legal_documents_to_handle_after_review", "legal_documents_self_checked"],
        ),
        (
            "Kết quả giải quyết",
            "Đang giải quyết 454 hồ sơ, trong hạn 450 hồ sơ, quá hạn 04 hồ sơ; tạm dừng 12 hồ sơ.",
            ["files_pending", "files_pending_in_time", "files_pending_overdue", "files_suspended"],
        ),
        (
            "Cải cách tổ chức bộ máy",
            "Biên chế công chức được giao 102, có mặt 98; số người làm việc được giao 1.850, hiện có 1.790.",
            ["staff_assigned", "staff_present", "employees_assigned", "employees_present"],
        ),
        (
            "Chế độ công vụ",
            "Bổ nhiệm 05, bổ nhiệm lại 07, điều động 09; tuyển dụng 04 công chức, 36 viên chức.",
            [
                "staff_appointed",
                "leaders_reappointed",
                "staff_transferred",
                "civil_servants_recruited",
                "employees_recruited",
            ],
        ),
        (
            "Tài chính công",
            "Giải ngân vốn đầu tư công được 68,4 tỷ đồng trên kế hoạch 121,9 tỷ đồng, đạt 56,1%.",
            ["capital_disbursed", "capital_plan", "disbursement_rate"],
        ),
        (
            "Chính quyền số",
            "Thành lập 142 tổ công nghệ số cộng đồng với 890 thành viên; hướng dẫn 3.450 lượt người dân nộp hồ sơ.",
            ["digital_teams", "digital_team_members", "citizens_guided"],
        ),
        (
            "Bộ chỉ số phục vụ người dân, doanh nghiệp",
            "Tổng điểm đạt 85,2 điểm: công khai, minh bạch 16 điểm; thanh toán trực tuyến 8,1 điểm.",
            ["service_index_score", "service_index_publicity", "service_index_payment"],
        ),
    ],
)
def test_words_of_a_clause_tell_what_it_counts(title: str, text: str, expected: list[str]) -> None:
    assert told(text, title) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Trang bị 25 máy tính, bố trí 09 quầy giao dịch.",
        "Có 18/18 xã, phường ban hành kế hoạch.",
        "Bình quân mỗi ngày tiếp nhận 85 hồ sơ.",
        "Hồ sơ đất đai còn 57 hồ sơ chưa số hóa.",
        "Có 95% công chức đạt chuẩn trình độ.",
        "Phân công 05 công chức theo dõi.",
    ],
)
def test_incidental_counts_are_no_indicator(text: str) -> None:
    assert set(told(text, "Cải cách thủ tục hành chính")) == {None}


def test_a_number_without_words_of_its_own_goes_on_with_the_one_before() -> None:
    text = "UBND huyện ban hành 12 văn bản chỉ đạo về CCHC; lũy kế từ đầu năm là 46 văn bản."
    assert told(text) == ["directing_documents", "directing_documents"]
    assert told("Khen thưởng 05 tập thể, 12 cá nhân.") == ["commended_groups", "commended_persons"]


def test_a_share_is_the_rate_of_the_count_that_it_restates_but_not_a_share_among_its_like() -> None:
    assert told("Trễ hạn 36 hồ sơ, chiếm 0,91%.") == ["files_late", "files_late_rate"]
    assert told("Có 125 hồ sơ quá hạn, chiếm 72% tổng số hồ sơ quá hạn.") == ["files_late", None]


def test_parts_keep_the_indicator_of_their_whole_unless_their_words_tell_another() -> None:
    text = "Tiếp nhận 900 hồ sơ (Đất đai 600 hồ sơ, Hộ tịch 300 hồ sơ), trong đó trực tuyến 700 hồ sơ."
    assert told(text) == ["files_received", "files_received", "files_received", "files_received_online"]


def test_a_noun_that_no_indicator_counts_tells_none() -> None:
    found = tell(Words("tiếp nhận ", "cái bàn", "", "cái bàn"), Background(titles=("Kết quả giải quyết hồ sơ",)))
    assert found.indicator_id is None
    files = tell(Words("tiếp nhận ", "hồ sơ", "", "hồ sơ"))
    assert files.indicator_id == "files_received"


def test_the_catalogues_own_names_tell_its_indicators() -> None:
    titles = {"institutions": "Cải cách thể chế", "files": "Giải quyết hồ sơ", "procedures": "Thủ tục hành chính"}
    right, asked = 0, 0
    for indicator in load_catalogue().indicators:
        for name in (indicator.name, *indicator.synonyms):
            if indicator.kind in ("code", "yes_no") or re.search(r"bao nhiêu|mấy|nào|không$", name):
                continue
            unit = "%" if indicator.unit == "%" else None if indicator.kind == "rank" else indicator.unit.split(",")[0]
            counted = indicator.unit if unit not in (None, "%") else ""
            heading = titles.get(indicator.theme, "")
            found = tell(Words(f"{name} ", counted, "", unit), Background(titles=(heading,) if heading else ()))
            asked += 1
            right += found.indicator_id in (indicator.id, indicator.general)
    assert asked > 900
    assert right / asked > 0.9


def test_the_table_names_only_what_it_holds() -> None:
    meanings = load_meanings()
    assert meanings.problems() == []
    assert {identifier for identifier, _ in meanings.sets} <= set(load_catalogue().by_id)


def test_words_inside_longer_words_count_only_for_other_facets() -> None:
    heard = {one.concept for one in load_meanings().hear("văn bản điện tử; không hài lòng; dự án")}
    assert {"docs", "electronic", "unsatisfied"} <= heard
    assert not heard & {"satisfied", "attendance"}


def test_no_concept_stands_under_two_facets() -> None:
    table = yaml.safe_load((files("qa_cchc.figures") / "meanings.yaml").read_text(encoding="utf-8"))
    names = Counter(name for facet in table["facets"].values() for name in facet if not name.startswith("_"))
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        # A count inside of a name; a sum without its unit; two sums of which one is out of the other.
        (
            "Tài chính công",
            "Vốn đầu tư công phân bổ cho 06 công trình là 14.200 triệu đồng, giải ngân đến nay được 12.900.",
            ["capital_projects", "capital_plan", "capital_disbursed"],
        ),
        (
            "Tài chính công",
            "Giải ngân vốn đầu tư công được 310,5 tỷ đồng trên 600 tỷ đồng.",
            ["capital_disbursed", "capital_plan"],
        ),
        # What is out of what is assigned is present.
        ("Chế độ công vụ", "Người làm việc trong đơn vị sự nghiệp 900/930 người.", ["employees_present"]),
        # "Này" stands for the share before.
        (
            "Kết quả giải quyết hồ sơ",
            "Tỷ lệ hồ sơ giải quyết đúng và trước hạn đạt 98,1%. Tại huyện Bàu Đá tỷ lệ này đạt 94%.",
            ["files_early_or_on_time_rate", "files_early_or_on_time_rate"],
        ),
        # A share of its own behind a count.
        (
            "Kết quả giải quyết hồ sơ",
            "Tiếp nhận 210 hồ sơ, giải quyết 200 hồ sơ, 100% đúng và trước hạn.",
            ["files_received", "files_resolved", "files_early_or_on_time_rate"],
        ),
        # Names of departments say nothing of what is counted.
        (
            "Kết quả giải quyết hồ sơ",
            "Hồ sơ trễ hẹn tập trung ở Phòng Quản lý đô thị 12 và Phòng Tài chính - Kế hoạch 05.",
            ["files_late", "files_late"],
        ),
        # The number before, not what the paragraph spoke of earlier, is gone on with.
        (
            "Chế độ công vụ",
            "Hội thi có 40 thí sinh. Trong quý tinh giản 08 người; 9 tháng 21 người.",
            ["contest_entries", "staff_streamlined", "staff_streamlined"],
        ),
        # Learners of a class.
        ("Chế độ công vụ", "Mở 05 lớp với 410 học viên.", ["training_classes", "staff_trained"]),
        # What a survey is about is not what it found.
        ("Khảo sát", "Mức độ hài lòng: khảo sát 500 phiếu, thu về 480.", ["survey_forms_sent|survey_forms", "survey_forms"]),
    ],
)
def test_grammar_of_sums_references_and_names(title: str, text: str, expected: list[str]) -> None:
    found = told(text, title)
    assert len(found) == len(expected)
    assert all(one in other.split("|") for one, other in zip(found, expected, strict=True)), found


@pytest.mark.parametrize(
    "text",
    [
        "Trụ sở đặt tại số 12, Đường tỉnh 905.",
        "Phản ánh được tiếp nhận qua Tổng đài 1022.",
        "Thời gian giải quyết giảm từ 12 ngày xuống còn 8 ngày.",
        "Các mô hình “Hồ sơ 0 giấy”, “Trả kết quả 24 giờ” được duy trì.",
        "Quy hoạch chi tiết tỷ lệ 1/500 đã được duyệt tại mục 3.2 của Kế hoạch.",
        "Kiểm tra tại các xã, mỗi xã 01 ngày; có xã chậm 02 ngày.",
        "Đây là quý thứ 3 liên tiếp quầy số 6 giữ được kết quả này.",
        "Năm sau sẽ mua 14 máy quét, kinh phí 210 triệu đồng.",
    ],
)
def test_roads_hotlines_and_time_limits_are_no_figures(text: str) -> None:
    assert told(text) == []
