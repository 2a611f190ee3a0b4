import pytest

from qa_cchc.records import Passage, ReportRef
from qa_cchc.search.kinds import KINDS, asks_number, asks_plan, is_empty, is_planned, kind_of

REPORT = ReportRef("r", "12/BC-UBND", None, "UBND huyện Phú Lạc")


def passage(text, context="", origin="prose", section=""):
    return Passage("r:0", REPORT, text, context, "r.txt", section, 1, None, (), origin)


@pytest.mark.parametrize("question", ["Quý tới dự kiến làm gì?", "phuong huong nam 2025", "Sắp tới huyện định tuyển ai?"])
def test_questions_about_what_is_yet_to_be_done(question):
    assert asks_plan(question)


@pytest.mark.parametrize("question", ["Có bao nhiêu hồ sơ trễ hạn?", "Vì sao người dân chưa hài lòng?"])
def test_questions_about_what_was_done(question):
    assert not asks_plan(question)


@pytest.mark.parametrize(
    ("context", "planned"),
    [("PHƯƠNG HƯỚNG, NHIỆM VỤ QUÝ II", True), ("Nhiệm vụ 6 tháng cuối năm", True), ("Kết quả đạt được", False)],
)
def test_passages_under_a_heading_of_plans(context, planned):
    assert is_planned(passage("Tuyển dụng 12 công chức.", context)) is planned


@pytest.mark.parametrize(
    ("text", "origin", "empty"),
    [
        ("4.2\tMức độ hài lòng chung\t%", "form", True),
        ("4.2\tMức độ hài lòng chung\t%\t93,5", "form", False),
        ("Chưa khảo sát", "prose", False),
    ],
)
def test_rows_that_give_no_number(text, origin, empty):
    assert is_empty(passage(text, origin=origin)) is empty


def test_words_that_ask_for_a_number():
    assert asks_number("bao nhiêu hồ sơ")
    assert not asks_number("ai ký báo cáo")


@pytest.mark.parametrize(
    ("section", "kind"), [("7. Hạ tầng", "prose"), ("", "frame"), ("Biểu số II.06/VPCP/KSTT", "frame")]
)
def test_an_item_that_heads_itself_tells_what_was_done(section, kind):
    assert KINDS[kind_of(passage("Hạ tầng: 09 xã đủ mạng.", section=section))] == kind
