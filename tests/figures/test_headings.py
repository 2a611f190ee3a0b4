"""What headings of tables count, in the surroundings they stand in."""

from __future__ import annotations

import pytest

from qa_cchc.figures.headings import Around, counted_by, theme_of
from qa_cchc.figures.table_points import group_of, lists_groups

# caption, headings from the outermost to the innermost (">"), indicator ids any one of which is right ("-" for none)
CASES = [
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tiếp nhận", "files_received"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Đã giải quyết > Tổng", "files_resolved"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tỷ lệ hồ sơ trực tuyến (%)", "online_files_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tỷ lệ đúng và trước hạn (%)", "files_early_or_on_time_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Hồ sơ tiếp nhận > Kỳ trước chuyển sang", "files_carried_over"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Hồ sơ tiếp nhận > Tồn kỳ trước", "files_carried_over"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tổng số hồ sơ tiếp nhận > Mới tiếp nhận", "files_received"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tổng số hồ sơ tiếp nhận > Mới tiếp nhận > Trực tuyến", "files_received_online"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Số hồ sơ nhận giải quyết > Trong kỳ > Trực tiếp, dịch vụ bưu chính", "files_received_direct_or_postal"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Số hồ sơ nhận giải quyết > Trong kỳ > Trực tiếp hoặc BCCI", "files_received_direct_or_postal"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Số hồ sơ nhận giải quyết > Từ kỳ trước", "files_carried_over"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Kết quả giải quyết > Số hồ sơ đã giải quyết > Trước hạn", "files_early"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Kết quả giải quyết > Số hồ sơ đã giải quyết > Đúng hạn", "files_on_time"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Kết quả giải quyết > Đã giải quyết > Trễ hẹn", "files_late"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Kết quả giải quyết > Số hồ sơ đã giải quyết > Tổng số", "files_resolved"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Kết quả giải quyết > Số hồ sơ đang giải quyết > Chưa đến hạn", "files_pending_in_time"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Kết quả giải quyết > Số hồ sơ đang giải quyết > Chưa tới hạn", "files_pending_in_time"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Kết quả giải quyết > Hồ sơ đang giải quyết > Trong hạn", "files_pending_in_time"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Hồ sơ chưa giải quyết > Còn hạn", "files_pending_in_time"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Hồ sơ chưa giải quyết > Quá hạn", "files_pending_overdue"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Chưa giải quyết > Quá hạn", "files_pending_overdue"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Hồ sơ tồn > Trong hạn", "files_pending_in_time"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Đang xử lý", "files_pending"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Còn lại", "files_pending"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Số hồ sơ chuyển kỳ sau", "files_pending"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Đã giải quyết > Trước và đúng hạn > Số lượng", "files_early_or_on_time"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Đã giải quyết > Trước và đúng hạn > Tỷ lệ (%)", "files_early_or_on_time_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Đã giải quyết > Trước và đúng hạn > Tỷ lệ", "files_early_or_on_time_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Đã giải quyết > Đúng hạn, trước hạn", "files_early_or_on_time"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Đã giải quyết > Sớm hạn", "files_early"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Đã giải quyết > Quá hạn > SL", "files_late"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Đã giải quyết > Quá hạn > %", "files_late_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Đã giải quyết > Trong hạn", "files_early_or_on_time"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Hồ sơ trực tuyến > Toàn trình", "files_online_full"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Hồ sơ trực tuyến > Một phần", "files_online_partial"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Hồ sơ trực tuyến > Số lượng", "files_received_online"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Hồ sơ trực tuyến > Số hồ sơ", "files_received_online"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Hồ sơ trực tuyến > Tỷ lệ (%)", "online_files_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Trực tuyến", "files_received_online"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Trực tiếp", "files_received_direct"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Qua BCCI", "files_received_postal"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Bưu chính công ích", "files_received_postal"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tiếp nhận hồ sơ > Trực tiếp", "files_received_direct"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Hồ sơ trả lại/rút", "files_returned"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Trả lại", "files_refused"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tạm dừng giải quyết", "files_suspended"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Yêu cầu bổ sung", "files_supplemented"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Nộp trực tuyến (hồ sơ)", "files_received_online"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Số hồ sơ nộp trực tuyến toàn trình", "files_online_full"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tỷ lệ nộp trực tuyến (%)", "online_files_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Số hóa hồ sơ > Số lượng", "files_digitised"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Số hóa hồ sơ > Tỷ lệ (%)", "digitised_files_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tỷ lệ số hóa hồ sơ, kết quả giải quyết TTHC (%)", "digitised_files_rate results_digitised_rate -"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Số hóa kết quả giải quyết > Tỷ lệ (%)", "results_digitised_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tỷ lệ cấp kết quả điện tử (%)", "electronic_results_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Cấp kết quả điện tử > Số lượng", "electronic_results"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Thanh toán trực tuyến > Số giao dịch", "online_payments"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Thanh toán trực tuyến > Tỷ lệ (%)", "online_payments_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tỷ lệ thanh toán trực tuyến (%)", "online_payments_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tỷ lệ khai thác, sử dụng lại thông tin, dữ liệu số hóa (%)", "reuse_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tỷ lệ giải quyết đúng hạn (%)", "files_on_time_rate files_early_or_on_time_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tỷ lệ quá hạn (%)", "files_late_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tỷ lệ trễ hạn (%)", "files_late_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tỷ lệ đã giải quyết (%)", "files_resolved_rate"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Số hồ sơ có thư xin lỗi", "apology_letters"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Thư xin lỗi", "apology_letters"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tổng số hồ sơ quá hạn", "files_overdue files_late"),
    ("Kết quả tiếp nhận, giải quyết hồ sơ của UBND các xã, thị trấn năm 2023", "Tổng số TTHC", "procedures_total"),
    ("Số lượng TTHC và dịch vụ công trực tuyến của các sở, ngành", "Tổng số TTHC", "procedures_total"),
    ("Số lượng TTHC và dịch vụ công trực tuyến của các sở, ngành", "Dịch vụ công trực tuyến > Toàn trình", "full_online_services"),
    ("Số lượng TTHC và dịch vụ công trực tuyến của các sở, ngành", "Dịch vụ công trực tuyến > Một phần", "partial_online_services"),
    ("Số lượng TTHC và dịch vụ công trực tuyến của các sở, ngành", "Số DVCTT có phát sinh hồ sơ", "online_services_used"),
    ("Kết quả cung cấp dịch vụ công trực tuyến", "DVC toàn trình > Số lượng", "full_online_services"),
    ("Kết quả cung cấp dịch vụ công trực tuyến", "DVC toàn trình > Số DVC có phát sinh hồ sơ", "full_online_services_used"),
    ("Kết quả cung cấp dịch vụ công trực tuyến", "DVC toàn trình > Tỷ lệ có phát sinh hồ sơ (%)", "full_online_services_used_rate"),
    ("Tình hình xử lý phản ánh, kiến nghị", "Tiếp nhận", "feedback_received"),
    ("Tình hình xử lý phản ánh, kiến nghị", "Đã giải quyết", "feedback_resolved"),
    ("Tình hình xử lý phản ánh, kiến nghị", "Số PAKN > Đang xử lý", "feedback_pending"),
    ("Tình hình xử lý phản ánh, kiến nghị", "Quá hạn", "feedback_late"),
    ("Kết quả khảo sát mức độ hài lòng tại các xã, phường", "Số phiếu phát ra", "survey_forms_sent"),
    ("Kết quả khảo sát mức độ hài lòng tại các xã, phường", "Số phiếu thu về", "survey_forms"),
    ("Kết quả khảo sát mức độ hài lòng tại các xã, phường", "Số phiếu hợp lệ", "survey_forms_valid"),
    ("Kết quả khảo sát mức độ hài lòng tại các xã, phường", "Rất hài lòng > Số phiếu", "very_satisfied_forms"),
    ("Kết quả khảo sát mức độ hài lòng tại các xã, phường", "Rất hài lòng > Tỷ lệ (%)", "very_satisfied_rate"),
    ("Kết quả khảo sát mức độ hài lòng tại các xã, phường", "Hài lòng > Số phiếu", "satisfied_forms"),
    ("Kết quả khảo sát mức độ hài lòng tại các xã, phường", "Hài lòng > Tỷ lệ %", "satisfaction_rate"),
    ("Kết quả khảo sát mức độ hài lòng tại các xã, phường", "Không hài lòng > Số phiếu", "unsatisfied_forms"),
    ("Kết quả khảo sát mức độ hài lòng tại các xã, phường", "Không hài lòng (phiếu)", "unsatisfied_forms"),
    ("Kết quả khảo sát mức độ hài lòng tại các xã, phường", "Tỷ lệ hài lòng (%)", "satisfaction_rate"),
    ("Kết quả khảo sát mức độ hài lòng tại các xã, phường", "Mức độ hài lòng (%)", "satisfaction_rate"),
    ("Chỉ số cải cách hành chính (PAR INDEX) năm 2023 của các sở, ngành", "Tổng điểm", "par_index_score"),
    ("Chỉ số cải cách hành chính (PAR INDEX) năm 2023 của các sở, ngành", "Xếp hạng", "par_index_rank"),
    ("Chỉ số cải cách hành chính (PAR INDEX) năm 2023 của các sở, ngành", "Điểm các lĩnh vực > Cải cách TTHC (20 điểm)", "-"),
    ("Chỉ số cải cách hành chính (PAR INDEX) năm 2023 của các sở, ngành", "Kết quả chỉ số > Điểm số", "par_index_score"),
    ("Chỉ số cải cách hành chính (PAR INDEX) năm 2023 của các sở, ngành", "Chỉ số (%)", "par_index_score"),
    ("Chỉ số cải cách hành chính (PAR INDEX) năm 2023 của các sở, ngành", "Thứ hạng", "par_index_rank"),
    ("Kết quả đánh giá Bộ chỉ số phục vụ người dân, doanh nghiệp", "Công khai, minh bạch (18 điểm)", "service_index_publicity"),
    ("Kết quả đánh giá Bộ chỉ số phục vụ người dân, doanh nghiệp", "Tiến độ giải quyết (20)", "service_index_progress"),
    ("Kết quả đánh giá Bộ chỉ số phục vụ người dân, doanh nghiệp", "Dịch vụ trực tuyến (12 điểm)", "service_index_online"),
    ("Kết quả đánh giá Bộ chỉ số phục vụ người dân, doanh nghiệp", "Thanh toán trực tuyến (10)", "service_index_payment"),
    ("Kết quả đánh giá Bộ chỉ số phục vụ người dân, doanh nghiệp", "Số hóa hồ sơ (22)", "service_index_digitisation"),
    ("Kết quả đánh giá Bộ chỉ số phục vụ người dân, doanh nghiệp", "Mức độ hài lòng (18)", "service_index_satisfaction"),
    ("Kết quả đánh giá Bộ chỉ số phục vụ người dân, doanh nghiệp", "Tổng điểm", "service_index_score"),
    ("Kết quả đánh giá Bộ chỉ số phục vụ người dân, doanh nghiệp", "Điểm > Tổng điểm", "service_index_score"),
    ("Kết quả đánh giá Bộ chỉ số phục vụ người dân, doanh nghiệp", "Xếp hạng", "service_index_rank"),
    ("Kết quả đánh giá Bộ chỉ số phục vụ người dân, doanh nghiệp", "Xếp loại", "-"),
    ("Tình hình giải ngân vốn đầu tư công", "Kế hoạch vốn giao", "capital_plan"),
    ("Tình hình giải ngân vốn đầu tư công", "Kế hoạch vốn năm 2024 (triệu đồng)", "capital_plan"),
    ("Tình hình giải ngân vốn đầu tư công", "Đã giải ngân", "capital_disbursed"),
    ("Tình hình giải ngân vốn đầu tư công", "Giải ngân > Tỷ lệ (%)", "disbursement_rate"),
    ("Tình hình giải ngân vốn đầu tư công", "Tỷ lệ giải ngân (%)", "disbursement_rate"),
    ("Biên chế công chức các phòng chuyên môn", "Biên chế được giao", "staff_assigned"),
    ("Biên chế công chức các phòng chuyên môn", "Biên chế có mặt", "staff_present"),
    ("Biên chế công chức các phòng chuyên môn", "Công chức > Được giao", "staff_assigned"),
    ("Biên chế công chức các phòng chuyên môn", "Công chức > Có mặt", "staff_present"),
    ("Biên chế công chức, số người làm việc", "Viên chức > Có mặt", "employees_present"),
    ("Số lượng văn bản đi, đến qua hệ thống quản lý văn bản", "Văn bản đi > Tổng số", "documents_sent"),
    ("Số lượng văn bản đi, đến qua hệ thống quản lý văn bản", "Văn bản đến", "documents_received"),
    ("Số lượng văn bản đi, đến qua hệ thống quản lý văn bản", "Văn bản điện tử > Tổng số", "edocuments"),
    ("Số lượng văn bản đi, đến qua hệ thống quản lý văn bản", "Văn bản điện tử > Ký số", "edocuments_signed"),
    ("Số lượng văn bản đi, đến qua hệ thống quản lý văn bản", "Tỷ lệ văn bản điện tử (%)", "edocuments_rate edocuments_share"),
    ("Số lượng tài khoản định danh điện tử", "Mức 1", "vneid_level1 -"),
    ("Kết quả thực hiện nhiệm vụ UBND tỉnh giao", "Số nhiệm vụ được giao", "assigned_tasks"),
    ("Kết quả thực hiện nhiệm vụ UBND tỉnh giao", "Đã hoàn thành > Đúng hạn", "assigned_tasks_on_time"),
    ("Kết quả thực hiện nhiệm vụ UBND tỉnh giao", "Đã hoàn thành > Quá hạn", "assigned_tasks_late"),
    ("Kết quả thực hiện nhiệm vụ UBND tỉnh giao", "Chưa hoàn thành > Quá hạn", "assigned_tasks_overdue"),
]


@pytest.mark.parametrize(("caption", "path", "right"), CASES)
def test_headings_are_understood_in_their_surroundings(caption: str, path: str, right: str) -> None:
    found = counted_by(tuple(path.split(" > ")), Around(caption))
    assert (found.id if found else "-") in right.split()


def test_stages_without_a_thing_are_those_of_files() -> None:
    headings = ["Tiếp nhận", "Đã giải quyết", "Quá hạn"]
    theme = theme_of([], headings)
    assert theme == "files"
    assert [one.id for text in headings if (one := counted_by((text,), Around(theme=theme)))] == ["files_received", "files_resolved", "files_late"]
    assert theme_of([], ["Phản ánh tiếp nhận", "Đã giải quyết"]) is None


def test_groups_of_decision_766_are_names_and_no_sentences() -> None:
    assert group_of("Mức độ hài lòng (18 điểm)") == "service_index_satisfaction"
    assert group_of("Tỷ lệ hồ sơ thanh toán trực tuyến") is None
    assert not lists_groups(["Thanh toán trực tuyến", "Số hóa hồ sơ", "Đất đai"])
