"""What a line must speak of to answer a question."""

from __future__ import annotations

from qa_cchc.asking.matters import unspoken, unspoken_matters


def test_another_field_of_government_is_named_in_the_words_of_the_question():
    assert unspoken_matters("Học phí mầm non bao nhiêu?", "Sáp nhập hai trường mầm non.") == ["học phí"]
    assert unspoken_matters("Tỷ lệ hộ nghèo?", "Huyện còn 12% hộ nghèo.") == []


def test_ways_of_saying_one_thing_are_one():
    assert unspoken_matters("Thoát nghèo mấy hộ?", "Tỷ lệ cận nghèo giảm.") == []


def test_an_acronym_must_stand_in_the_line_of_a_number():
    assert unspoken("Xếp hạng PCI thứ mấy?", "Chỉ số PAPI xếp thứ 20.", counted=True)
    assert not unspoken("Xếp hạng PAPI thứ mấy?", "Chỉ số PAPI xếp thứ 20.", counted=True)


def test_the_channel_asked_for_must_be_told():
    assert unspoken("Bao nhiêu hồ sơ qua bưu chính công ích?", "Tiếp nhận 320 hồ sơ trực tuyến.", counted=True)
    assert not unspoken("Bao nhiêu hồ sơ qua bưu chính công ích?", "Qua bưu điện 12 hồ sơ.", counted=True)


def test_words_of_everyday_may_be_said_otherwise():
    assert unspoken("Vì sao bà con chê cán bộ?", "Người dân chưa hài lòng.") == []
