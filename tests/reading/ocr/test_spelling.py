"""Words misread by a stroke are put right by their neighbours; names, numbers and rare words are left as they are."""

from __future__ import annotations

import pytest

from qa_cchc.reading.ocr.prose import Printed, PrintedLine
from qa_cchc.reading.ocr.spelling import look_alikes, may_be_meant, roman, spelled, without_twins


def reading(text: str, confidence: float) -> str:
    words = tuple(Printed(word, confidence, 0, 0, 10, 10) for word in text.split())
    return " ".join(word.text for line in spelled([PrintedLine(words, 10, 5)]) for word in line.words)


@pytest.mark.parametrize(
    "seen, printed",
    [
        ("Tống số hồ sơ đã giải quyết xong", "Tổng số hồ sơ đã giải quyết xong"),
        ("Số biên chế đã tỉnh giản trong kỳ", "Số biên chế đã tinh giản trong kỳ"),
        ("các đơn vi sự nghiêp công lập", "các đơn vị sự nghiệp công lập"),
        ("công khai, mình bạch và cải cách thế chế", "công khai, minh bạch và cải cách thể chế"),
        ("Số ĐÐVSN công lập", "Số ĐVSN công lập"),
        ("Có =1; Không = 0", "Có = 1; Không = 0"),
        ("thuộc thấm quyền của tố chức được kiếm tra", "thuộc thẩm quyền của tổ chức được kiểm tra"),
    ],
)
def test_a_stroke_misread_is_put_right(seen: str, printed: str) -> None:
    assert reading(seen, 0.88) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân thị xã Lam Khê đã ban hành 12 văn bản",
        "UBND THỊ XÃ LAM KHÊ",
        "Nguyễn Văn Tinh, Lê Thị Mận, Trần Đình Kỷ",
        "cơ quan trực thuộc tỉnh giao chỉ tiêu tinh giản",
        "đạt 41,8%, tăng 3,2% so với quý I/2023 (Kế hoạch số 102/KH-UBND)",
        "hệ thống bị nghẽn, người dân chờ lâu, lỗi đường truyền",
    ],
)
@pytest.mark.parametrize("confidence", [0.97, 0.88])
def test_what_is_right_stays(text: str, confidence: float) -> None:
    assert reading(text, confidence) == text


@pytest.mark.parametrize("text", ["Thông kê TTHC", "Hệ thống hợp trực tuyến", "Bộ phận Một của", "lồng ghép trọng việc"])
def test_a_slip_of_the_office_that_was_seen_for_sure_stays(text: str) -> None:
    assert reading(text, 0.97) == text


@pytest.mark.parametrize(
    "seen, printed",
    [("Số liêu báo cáo", "Số liệu báo cáo"), ("Tống số hồ sơ", "Tổng số hồ sơ"), ("được tuyến dụng mới", "được tuyển dụng mới")],
)
def test_what_eludes_even_a_sure_reader_is_put_right(seen: str, printed: str) -> None:
    assert reading(seen, 0.97) == printed


def test_only_true_syllables_are_offered() -> None:
    assert "tổng" in dict(look_alikes("tống"))
    assert all("ù" not in other or other != "nêù" for other in dict(look_alikes("nêu")))


def test_what_a_sure_reader_may_have_missed() -> None:
    assert may_be_meant("liêu", "liệu") and may_be_meant("tuyến", "tuyển") and may_be_meant("mình", "minh")
    assert may_be_meant("đọc", "dọc")
    assert not may_be_meant("thông", "thống") and not may_be_meant("hợp", "họp") and not may_be_meant("trọng", "trong")
    assert not may_be_meant("của", "cửa") and not may_be_meant("đăng", "đang")


def test_twins_are_one_letter() -> None:
    assert without_twins("20/QĐÐ-UBND") == "20/QĐ-UBND"
    assert without_twins("ÐĐBQH") == "ĐBQH"
    assert without_twins("I/⁄2023") == without_twins("I⁄2023") == "I/2023"


@pytest.mark.parametrize(
    "seen, meant",
    [("HIIL", "III."), ("IIL", "III."), ("IL.", "II."), ("IH.", "III."), ("VIL", "VII."), ("Il.", "II."), ("1V.", "IV.")],
)
def test_roman_numbers_of_headings(seen: str, meant: str) -> None:
    assert roman(seen) == meant


@pytest.mark.parametrize("text", ["I.", "III.", "IV", "VIII.", "XII.", "1.", "12.", "Hình", "L.", "IIIV", "11"])
def test_what_is_no_misread_number_stays(text: str) -> None:
    assert roman(text) == text


def test_only_a_heading_has_a_number() -> None:
    assert reading("HIIL ĐÁNH GIÁ CHUNG", 0.7) == "III. ĐÁNH GIÁ CHUNG"
    assert reading("xem mục HIIL của báo cáo", 0.7) == "xem mục HIIL của báo cáo"
