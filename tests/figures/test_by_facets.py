"""The words around a number tell its indicator; what they do not say is not guessed."""

from __future__ import annotations

import pytest

from qa_cchc.figures.by_facets import indicator_of
from qa_cchc.vietnamese.concepts import load_concepts


@pytest.mark.parametrize(
    ("words", "unit", "wanted"),
    [
        ("người dân xin rút hồ sơ", "hồ sơ", "files_withdrawn"),
        ("hồ sơ rút hoặc bị trả lại", "hồ sơ", "files_returned"),
        ("hồ sơ không đủ điều kiện giải quyết", "hồ sơ", "files_refused"),
        ("hồ sơ phải bổ sung", "hồ sơ", "files_supplemented"),
        ("hồ sơ tạm dừng giải quyết", "hồ sơ", "files_suspended"),
        ("tiếp nhận lưu động hồ sơ", "hồ sơ", "files_mobile"),
        ("tỷ lệ hồ sơ đang giải quyết quá hạn", "%", "files_pending_overdue_rate"),
        ("tỷ lệ hồ sơ nộp trực tiếp", "%", "files_received_direct_rate"),
        ("tỷ lệ hồ sơ một phần", "%", "files_online_partial_rate"),
        ("tỷ lệ thủ tục toàn trình", "%", "full_online_services_rate"),
        ("tỷ lệ số hóa kết quả giải quyết", "%", "results_digitised_rate"),
        ("tỷ lệ rất hài lòng", "%", "very_satisfied_rate"),
        ("tỷ lệ hài lòng và rất hài lòng", "%", "satisfaction_rate"),
        ("tỷ lệ không hài lòng", "%", "unsatisfied_rate"),
        ("phiếu phát ra", "phiếu", "survey_forms_sent"),
        ("vốn chưa giải ngân", "triệu đồng", "capital_left"),
        ("thu nhập tăng thêm", "đồng", "increased_income"),
        ("thanh toán trực tuyến", "đồng", "online_payments_amount"),
        ("thanh toán trực tuyến", "giao dịch", "online_payments"),
        ("phí, lệ phí", "nghìn đồng", "fees_collected"),
        ("kiểm tra", "cuộc", "inspections"),
        ("bị khiển trách", "người", "disciplined_reprimanded"),
        ("kỷ luật cảnh cáo công chức", "người", "disciplined_warned"),
        ("kỷ luật công chức cấp xã", "người", "disciplined_commune"),
        ("bổ nhiệm lại viên chức", "viên chức", "leaders_reappointed"),
        ("nâng bậc lương trước hạn cán bộ, công chức, viên chức", "người", "staff_raised"),
        ("bồi dưỡng cán bộ, công chức, viên chức", "lượt", "staff_trained"),
        ("tài khoản định danh điện tử đã kích hoạt", "tài khoản", "vneid_activated"),
        ("tài khoản định danh điện tử mức 2", "tài khoản", "vneid_level2"),
        ("chứng thư số cá nhân", "chứng thư số", "certificates_personal"),
        ("chứng thư số cá nhân, tổ chức", "chứng thư số", "certificates"),
        ("tổ công nghệ số cộng đồng", "tổ", "digital_teams"),
        ("tổ công nghệ số cộng đồng", "thành viên", "digital_team_members"),
        ("tỷ lệ hồ sơ công việc trên môi trường mạng", "%", "work_files_online_rate"),
        ("tờ rơi", "tờ", "leaflets"),
        ("tiếp công dân", "lượt", "citizens_received"),
        ("đơn khiếu nại", "đơn", "complaints"),
        ("nhiệm vụ được giao đã hoàn thành", "nhiệm vụ", "assigned_tasks_done"),
        ("xếp hạng DDCI", "hạng", "ddci_rank"),
    ],
)
def test_words_tell_the_indicator(words: str, unit: str, wanted: str) -> None:
    facets = load_concepts().ids(words)
    found = indicator_of(load_concepts().inherit(("rate",), facets) if unit == "%" else facets, unit)
    assert found is not None and found.id == wanted


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        # Files of an office's own work are none of citizens; a meeting online is no file handed in online.
        ("hồ sơ công việc", "hồ sơ"),
        ("hồ sơ công việc tiếp nhận", "hồ sơ"),
        # Training of some staff is not that of all.
        ("bồi dưỡng công chức", "lượt"),
        ("phí, lệ phí", "thủ tục"),
        ("giải ngân", "hồ sơ"),
    ],
)
def test_what_words_do_not_say_is_not_guessed(words: str, unit: str) -> None:
    assert indicator_of(load_concepts().ids(words), unit) is None


def test_what_became_shorter_or_better_is_not_taken_back() -> None:
    for words in ("rút ngắn thời gian giải quyết hồ sơ", "rút kinh nghiệm", "bổ sung nguồn thu"):
        assert not {"withdrawn", "returned", "supplemented"} & set(load_concepts().ids(words)), words
