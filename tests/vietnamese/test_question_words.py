"""What a question's own words say that it wants."""

from __future__ import annotations

import pytest

from qa_cchc.vietnamese.question_words import (
    asks_how_many,
    asks_number,
    asks_reason,
    asks_what,
    asks_yes_no,
    names_matter,
)


@pytest.mark.parametrize(
    "question",
    [
        "Bao nhiêu hồ sơ quá hẹn?",
        "nộp qua mạng được mấy phần",
        "nhận nhiêu đơn rồi",
        "đạt bao nhiu %",
        "tỷ lệ số hóa quý I",
        "tổng số biên chế được giao",
        "xếp thứ mấy toàn tỉnh",
        "giải quyết một bộ mất bao lâu",
    ],
)
def test_numbers_asked_for(question):
    assert asks_number(question)


@pytest.mark.parametrize(
    "question", ["máy quét cho cấp xã", "số hóa gặp khó gì", "chẳng mấy ai nộp", "số báo cáo", "may áo đồng phục"]
)
def test_a_machine_and_few_people_are_no_number(question):
    assert not asks_number(question)


def test_naming_a_number_is_not_asking_how_many():
    assert asks_how_many("có mấy nhiệm vụ chậm") and not asks_how_many("tỷ lệ hài lòng của dân")


@pytest.mark.parametrize(
    "question",
    ["Vì sao hồ sơ đất đai trễ?", "sao lại ít người nộp phí qua mạng", "hồ sơ tồn nhiều là do đâu", "lý do giải ngân chậm",
     "Sao xã Hồng Lĩnh không ai nộp trực tuyến?", "một cửa sao đông vậy mà vẫn chậm"],
)  # fmt: skip
def test_reasons(question):
    assert asks_reason(question)


@pytest.mark.parametrize("question", ["kết quả ra sao", "bản sao chứng thực", "phải làm sao cho đúng", "sao lưu dữ liệu"])
def test_other_uses_of_sao(question):
    assert not asks_reason(question)


@pytest.mark.parametrize(
    "question",
    ["Thị xã có đối thoại với dân không?", "số hóa hết hồ sơ cũ chưa", "đã kiểm tra phường nào chưa ạ", "nộp phí qua mạng được chưa",
     "còn hồ sơ quá hạn hay không", "Có phường nào bị nhắc không, vì sao?", "tỷ lệ có tăng không"],
)  # fmt: skip
def test_yes_or_no(question):
    assert asks_yes_no(question)


@pytest.mark.parametrize("question", ["nguyên tắc ba không", "hồ sơ chưa giải quyết của quý I", "không thu phí từ khi nào"])
def test_a_no_that_asks_nothing(question):
    assert not asks_yes_no(question)


def test_things_asked_for_and_matters_named():
    assert asks_what("mô hình nào hay") and asks_what("gửi cho ai") and not asks_what("tỷ lệ đúng hạn")
    assert names_matter("vướng mắc về số hóa") and not names_matter("hồ sơ trễ hạn")
