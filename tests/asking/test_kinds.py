"""Which kind of answer a question wants."""

from __future__ import annotations

import pytest

from qa_cchc.asking.kinds import kind_of, wants


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Bộ phận Một cửa nhận mấy hồ sơ?", "figure"),
        ("Dân nộp trên mạng được bao nhiêu phần?", "figure"),
        ("Tỷ lệ hài lòng quý I ra sao?", "figure"),
        ("Số hóa ra sao?", "explanation"),
        ("Sao lại trễ hạn nhiều?", "explanation"),
        ("Có nơi nào chậm không, tại sao?", "explanation"),
        ("số hóa hồ sơ khó khăn", "explanation"),
        ("Báo cáo nói gì về chuyển đổi số?", "explanation"),
        ("Hết hồ sơ quá hạn chưa?", "yes_no"),
        ("Có tổ chức đối thoại không?", "yes_no"),
        ("Ai ký báo cáo quý II?", "document"),
        ("Bản tổng kết năm do ông bà nào đứng tên?", "document"),
        ("Báo cáo quý I số mấy?", "document"),
        ("nơi nhận báo cáo 12/BC-UBND", "document"),
        ("Kho có những báo cáo nào của huyện?", "document"),
        ("Năm 2024 kho lưu báo cáo của những cơ quan nào?", "document"),
        ("Kế hoạch kiểm tra công vụ ban hành tại văn bản số nào?", "cited"),
        ("máy quét cho cấp xã", "topic"),
        ("Có mấy công chức hết hạn chữ ký số?", "figure"),
    ],
)
def test_kinds(question, kind):
    assert kind_of(question) == kind


def test_what_a_report_says_of_a_time_is_no_question_about_the_report():
    assert kind_of("Báo cáo nêu khi nào hoàn thành số hóa?") == "explanation"


def test_a_bare_name_of_an_indicator_asks_for_its_figure():
    assert kind_of("hồ sơ trễ hạn", is_indicator=True) == "figure"
    assert kind_of("hồ sơ trễ hạn") == "topic"


def test_measures_wanted():
    asked = wants("nhận bao nhiêu hồ sơ, tăng mấy phần trăm", ("rate",))
    assert asked.rate and asked.count and asked.change
