"""Headings of many kinds of tables, each with what the catalogue has for it; "-" for what it does not hold."""

from __future__ import annotations

import pytest

from qa_cchc.figures.catalogue import load
from qa_cchc.figures.heading_names import by_whole_name, counts_other
from qa_cchc.figures.headings import RATE, Around, counted_by
from qa_cchc.vietnamese.unicode import fold

HEADINGS = """
# Thanh toán trực tuyến
Số hồ sơ có phí, lệ phí | payments_due
Tổng số hồ sơ phát sinh phí, lệ phí | payments_due
Số hồ sơ thanh toán trực tuyến | online_payments
Hồ sơ đã thanh toán trực tuyến | online_payments
Số giao dịch thành công | online_payments
Tỷ lệ hồ sơ thanh toán trực tuyến | online_payments_rate
Tổng số tiền thanh toán trực tuyến (đồng) | online_payments_amount
Số tiền (đồng) | online_payments_amount
Số tiền (triệu đồng) > Tổng phí, lệ phí đã thu | fees_collected
Số tiền (triệu đồng) > Trong đó: thu qua thanh toán trực tuyến | online_payments_amount
# Tổng hợp kết quả kiểm tra CCHC
Số đơn vị được kiểm tra | offices_inspected
Số cuộc kiểm tra | inspections
Số tồn tại, hạn chế được chỉ ra | inspection_issues
Số tồn tại, hạn chế đã khắc phục | inspection_issues_handled
Số vấn đề phát hiện | inspection_issues
Số vấn đề đã xử lý | inspection_issues_handled
Tỷ lệ khắc phục (%) | inspection_issue_rate
# Tổng hợp kết quả kiểm tra công vụ
Số cuộc kiểm tra | public_duty_inspections
Số đơn vị được kiểm tra | public_duty_units
Số trường hợp vi phạm | public_duty_violators
Số công chức vi phạm | public_duty_violators
# Kết quả thanh tra
Số cuộc thanh tra | audits
Số đơn vị được thanh tra | audited_units
Số tiền kiến nghị thu hồi (triệu đồng) | audit_money
# Tuyên truyền CCHC
Số tin, bài | news_items
Tin, bài trên Cổng thông tin điện tử | news_items
Số buổi phát thanh | radio_broadcasts
Phát thanh (lượt) | radio_broadcasts
Phát sóng trên hệ thống truyền thanh | radio_broadcasts
Số hội nghị tuyên truyền | publicity_sessions
Số lượt người tham dự | publicity_participants
Tờ rơi | leaflets
Số pa nô, áp phích | banners
Băng rôn, khẩu hiệu | banners
Cuộc thi tìm hiểu CCHC | contests
Chuyên trang, chuyên mục | publicity_columns
Video, clip | publicity_videos
Bài đăng Zalo, Facebook | social_posts
# Đối thoại với người dân
Số cuộc đối thoại | dialogues
Số người tham dự | dialogue_participants
Số ý kiến | dialogue_opinions
Số ý kiến, kiến nghị | dialogue_opinions
Số ý kiến đã giải quyết, trả lời | dialogue_opinions_answered
# Tiếp công dân, giải quyết đơn thư
Số kỳ tiếp công dân | citizen_receptions -
Số lượt tiếp | citizens_received
Số đơn tiếp nhận | petitions_received
Số đơn đã giải quyết | petitions_handled
Khiếu nại | complaints
Tố cáo | denunciations
Kiến nghị, phản ánh | petitions
Tỷ lệ giải quyết (%) | petitions_rate
# Tiếp nhận, xử lý phản ánh, kiến nghị
Tổng số PAKN | feedback_received
Đã trả lời | feedback_resolved
Đang xử lý | feedback_pending
Quá hạn | feedback_late
Hành vi hành chính | feedback_on_conduct
Quy định hành chính | feedback_on_regulations
# VBQPPL ban hành và rà soát
Số văn bản ban hành | legal_documents_issued
Nghị quyết | legal_resolutions
Quyết định | legal_decisions
Số văn bản được rà soát | legal_documents_reviewed
Số văn bản đã kiểm tra | legal_documents_checked
Số văn bản tự kiểm tra | legal_documents_self_checked
Số văn bản thẩm định | legal_documents_appraised
Số dự thảo được thẩm định | legal_documents_appraised
Số văn bản góp ý | legal_drafts_commented
Hết hiệu lực toàn bộ | legal_documents_expired
Hết hiệu lực một phần | legal_documents_partly_expired
Còn hiệu lực | legal_documents_in_force
Số văn bản trái pháp luật | legal_documents_faulty
Đề nghị sửa đổi, bổ sung, thay thế | legal_documents_to_amend
Số văn bản phải xử lý | legal_documents_to_handle_after_check legal_documents_to_handle_after_review -
# Số liệu TTHC
TTHC niêm yết | procedures_posted
TTHC được rà soát | procedures_reviewed
TTHC cắt giảm thời gian | procedures_shortened
TTHC liên thông cùng cấp | procedures_interlinked_same_level
TTHC mới ban hành | procedures_new
TTHC sửa đổi, bổ sung | procedures_amended
TTHC bãi bỏ | procedures_abolished
TTHC thực hiện tại Bộ phận Một cửa | procedures_at_desk
TTHC có phát sinh hồ sơ | procedures_with_files
Số TTHC nội bộ | procedures_internal
Tổng số TTHC | procedures_total
# Cung cấp dịch vụ công trực tuyến
Tổng số DVCTT | online_services
Toàn trình > Số DVC | full_online_services
Toàn trình > Có phát sinh hồ sơ | full_online_services_used
Toàn trình > Tỷ lệ phát sinh hồ sơ (%) | full_online_services_used_rate
DVC trực tuyến toàn trình > Số TTHC có phát sinh hồ sơ | full_online_services_used
DVC trực tuyến một phần > Số TTHC có phát sinh hồ sơ | partial_online_services_used
DVC trực tuyến toàn trình > Tỷ lệ phát sinh (%) | full_online_services_used_rate
Mức độ 3 | level3_services
Mức độ 4 | level4_services
Mức độ 4 > Số TTHC | level4_services
Mức độ 4 > Số hồ sơ tiếp nhận | files_online_level4
# Biên chế các cơ quan
Biên chế giao năm 2024 | staff_assigned
Biên chế hiện có | staff_present
Chưa tuyển dụng | staff_vacant
Tinh giản biên chế | staff_streamlined
Viên chức > Được giao | employees_assigned
Viên chức > Hiện có | employees_present
Số người nghỉ hưu | staff_retired
Thôi việc | staff_quit
# Đào tạo, bồi dưỡng CBCCVC
Số lớp | training_classes
Số lượt người | staff_trained
Số lượt người tham gia | staff_trained
Lý luận chính trị | trained_politics
Bồi dưỡng kiến thức QLNN | trained_management
# Xử lý kỷ luật CBCCVC
Khiển trách | disciplined_reprimanded
Cảnh cáo | disciplined_warned
Tổng số người bị xử lý kỷ luật | disciplined
Buộc thôi việc | disciplined_dismissed
Giáng chức, cách chức | disciplined_demoted
# Tuyển dụng công chức, viên chức
Chỉ tiêu tuyển dụng | recruitment_quota civil_servant_quota -
Số người đăng ký dự tuyển | recruitment_applicants
Công chức > Số trúng tuyển | civil_servants_recruited
Viên chức > Số trúng tuyển | employees_recruited
# Giải ngân vốn đầu tư công
Kế hoạch vốn năm 2024 | capital_plan
Tổng kế hoạch vốn | capital_plan
Giá trị giải ngân | capital_disbursed
Lũy kế giải ngân | capital_disbursed
Tỷ lệ giải ngân | disbursement_rate
Vốn chưa giải ngân | capital_left
Số dự án | capital_projects
# Thu chi ngân sách
Tổng thu ngân sách | budget_revenue
Tổng chi | budget_spending
Đạt dự toán (%) | budget_revenue_rate -
# Cơ chế tự chủ tài chính
Kinh phí giao | autonomy_budget
Kinh phí tiết kiệm | savings
Thu nhập tăng thêm bình quân | increased_income
# Văn bản điện tử
Văn bản đến | documents_received edocuments_received
Văn bản đến điện tử | edocuments_received
Văn bản đi | documents_sent edocuments
Văn bản đi điện tử | edocuments
Văn bản ký số | edocuments_signed
Số văn bản đi được ký số | edocuments_signed
Tỷ lệ văn bản điện tử | edocuments_share edocuments_rate
Tỷ lệ ký số | edocuments_signed_rate
Số văn bản giấy | paper_documents
Hồ sơ công việc xử lý trên mạng > Số lượng | work_files_online
Hồ sơ công việc xử lý trên mạng > Tỷ lệ | work_files_online_rate
# Chứng thư số
Số chứng thư số tổ chức | certificates_organisation
Cá nhân | certificates_personal
Sim PKI | certificates_sim
# Khảo sát hài lòng
Số phiếu phát ra | survey_forms_sent
Số phiếu thu về | survey_forms
Số phiếu hợp lệ | survey_forms_valid
Rất hài lòng > Tỷ lệ (%) | very_satisfied_rate
Hài lòng > Số phiếu | satisfied_forms
Không hài lòng | unsatisfied_forms
Tỷ lệ phiếu thu về | survey_return_rate
Mức độ hài lòng (%) | satisfaction_rate
Bình thường | -
# Đề án 06
Tài khoản định danh mức 1 | vneid_level1
Tài khoản VNeID mức 2 | vneid_level2
Số tài khoản kích hoạt | vneid_activated
Số thẻ CCCD đã cấp | citizen_cards
Tổ công nghệ số cộng đồng | digital_teams
Số thành viên tổ công nghệ số | digital_team_members
Dân số | -
# Tự chủ của các ĐVSNCL
Số ĐVSN tự bảo đảm từ 70% - dưới 100% chi thường xuyên | units_partly_70
Tự bảo đảm 10% đến dưới 30% | units_partly_10
# Thu chi ngân sách
Thu ngân sách so với dự toán (%) | budget_revenue_rate
# Kế hoạch CCHC
Số nhiệm vụ đề ra | plan_tasks
Số nhiệm vụ hoàn thành | plan_tasks_done
Tỷ lệ hoàn thành | plan_completion_rate
# Nhiệm vụ UBND tỉnh giao
Tổng số nhiệm vụ | assigned_tasks
Hoàn thành đúng hạn | assigned_tasks_on_time
Quá hạn chưa hoàn thành | assigned_tasks_overdue
Chưa đến hạn | assigned_tasks_pending
# Một số kết quả CCHC
Số sáng kiến được công nhận | initiatives
Số mô hình, cách làm hay | reform_models
Số báo cáo CCHC đã gửi | cchc_reports
Số báo cáo CCHC định kỳ đã gửi | cchc_reports
Số văn bản chỉ đạo | directing_documents
# Cơ sở vật chất Bộ phận Một cửa
Diện tích (m2) | -
Số máy vi tính | -
Số công chức | desk_staff
Số nhân viên bưu điện | desk_post_staff
# Tổ chức bộ máy
Số đơn vị sự nghiệp công lập | public_units
Số phòng chuyên môn | departments divisions
Số chi cục | sub_departments
Số thôn, tổ dân phố | villages
Số xã, phường, thị trấn | commune_units
Số đơn vị sự nghiệp giảm | public_units_cut
""".strip()


def cases() -> list[tuple[str, str, str]]:
    found, caption = [], ""
    for line in HEADINGS.splitlines():
        if line.startswith("# "):
            caption = line[2:]
        else:
            found.append((caption, *line.split(" | ")))
    return found


@pytest.mark.parametrize(("caption", "path", "right"), cases())
def test_a_heading_under_its_caption(caption: str, path: str, right: str) -> None:
    parts = tuple(path.split(" > "))
    found = counted_by(parts, Around(f"Bảng 1. {caption}"), RATE.search(fold(parts[-1])) is not None)
    assert (found.id if found else "-") in right.split()


def test_a_whole_name_is_the_indicator_of_one_alone() -> None:
    catalogue = load()
    classes = by_whole_name(catalogue, "Số lớp đào tạo, bồi dưỡng", False)
    assert classes is not None and classes.id == "training_classes"
    assert by_whole_name(catalogue, "Đã giải quyết", False) is None
    assert by_whole_name(catalogue, "Số lớp đào tạo, bồi dưỡng", True) is None


@pytest.mark.parametrize(
    ("heading", "indicator", "other"),
    [
        ("Số lớp đào tạo", "staff_trained", True),
        ("Số lượt người tham dự đối thoại", "dialogues", True),
        ("Số vấn đề phát hiện qua kiểm tra", "inspections", True),
        ("Số công chức trực", "desk_staff", False),
        ("Tổ chức đối thoại với người dân", "dialogues", False),
        ("Số TTHC tiếp nhận", "files_received", False),
    ],
)
def test_things_counted_are_not_others(heading: str, indicator: str, other: bool) -> None:
    meant = load().get(indicator)
    assert meant is not None and counts_other(heading, meant) is other
