import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.search.units import units
from qa_cchc.vietnamese.diacritics import OwnCounts, restore
from qa_cchc.vietnamese.unicode import fold, repair


@pytest.mark.parametrize(
    "meant",
    [
        "tỷ lệ hồ sơ trực tuyến quý 1",
        "hồ sơ trễ hạn của phường 2 là bao nhiêu",
        "tỉnh trà vinh có bao nhiêu đơn vị sự nghiệp công lập",
        "số người làm việc có mặt",
        "giải ngân vốn đầu tư công đạt bao nhiêu %",
        "TỶ LỆ HỒ SƠ ĐÚNG HẠN",
        "Bộ phận một cửa huyện đã giải quyết mấy hồ sơ?",
        "Số văn bản quy phạm pháp luật đã ban hành năm 2023",
        "thị xã có đối thoại với dân không",
        "bao nhiêu cán bộ công chức được nâng lương",
        "khó khăn vướng mắc trong cải cách hành chính",
        "tỷ lệ hồ sơ trực tuyến qua các quý năm 2023",
        "số hồ sơ trễ hạn từng quý từ đầu 2024",
        "tăng giảm qua các tháng",
        "kết quả các quý năm 2024",
        "thực hiện theo các quy định",
        "quý nào cao nhất",
    ],
)
def test_questions_typed_without_marks(meant):
    assert restore(fold(meant) if meant.islower() else _bare(meant)) == meant


def _bare(text):
    return "".join(low.upper() if one.isupper() else low for one, low in zip(text, fold(text), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ hồ sơ trong kỳ của các xã, cho biết số liệu",
        "Thực hiện Kế hoạch về cải cách hành chính, tin học hóa, thanh tra công vụ.",
        "102/BC-UBND, mail@travinh.gov.vn, iOffice, TCVN ISO 9001:2015, Q1, 13,5%",
        "",
        "  123  ",
        "how many files are online?",
    ],
)
def test_what_is_right_already_stays(text):
    assert restore(text) == text


def test_a_rare_phrase_typed_with_its_marks_is_left_as_typed():
    assert restore("giá vàng hôm nay") == "giá vàng hôm nay"


def test_half_marked_text_is_handled_syllable_by_syllable():
    assert restore("hồ so truc tuyến của cac sở") == "hồ sơ trực tuyến của các sở"


def test_words_around_codes_are_restored_and_codes_kept():
    assert restore("Bao cao 102/BC-UBND cua thi xa") == "Báo cáo 102/BC-UBND của thị xã"


def test_decomposed_text_comes_back_composed():
    assert restore("ho\u0302\u0300 so") == "hồ sơ"


def test_the_seeds_questions_survive_losing_their_marks(seed_questions):
    asked = [one["question"] for one in seed_questions if one["question"] != fold(one["question"])]
    asked = [text for text in asked if any(letter in text for letter in "ạảãàáâăđêôơư")]
    right = total = 0
    for text in asked:
        for meant, got in zip(repair(text).split(), restore(_bare(repair(text))).split(), strict=True):
            right += meant == got
            total += 1
    assert right / total >= 0.95, json.dumps([right, total])



@given(st.text(max_size=60))
def test_length_and_marks_are_kept(text):
    restored = restore(text)
    assert len(restored) == len(repair(text))
    assert fold(restored) == fold(repair(text))


OWN = OwnCounts(
    OwnCounts.count(
        units(text)
        for text in (
            "Ủy ban nhân dân thị xã Lam Khê báo cáo kết quả cải cách hành chính",
            "Thị xã Lam Khê và huyện Trường Lam đo lại bản đồ địa chính xã Đại Kha",
            "Thi xa Lam Khe bao cao ket qua khong dau",
        )
    )
)


@pytest.mark.parametrize(
    "meant",
    ["hồ sơ trễ hạn của thị xã lam khê", "dân trường lam làm giấy tờ", "bản đồ địa chính đại kha", "lam khê 2023"],
)
def test_an_archive_knows_its_own_names(meant):
    assert restore(fold(meant), OWN) == meant


@pytest.mark.parametrize("text", ["Dân Trường Lam năm 2022 nộp hồ sơ trực tuyến", "Lam Khê có bao nhiêu cán bộ?"])
def test_names_without_marks_stay_as_the_archive_writes_them(text):
    assert restore(text, OWN) == text


@given(st.text(max_size=60))
def test_own_counts_change_marks_alone(text):
    assert fold(restore(text, OWN)) == fold(repair(text))


def test_an_archive_without_text_restores_as_none_at_all():
    empty = OwnCounts(OwnCounts.count([]))
    assert restore("ty le ho so truc tuyen quy 1", empty) == restore("ty le ho so truc tuyen quy 1")


def test_words_that_an_archive_writes_often_are_its_own():
    own = OwnCounts(OwnCounts.count([units("xã Nậm Khuổi, phần mềm iGate")] * 3 + [units("gõ sai thành Khuổix")]))
    assert {"khuổi", "igate"} <= own.words
    assert "khuổix" not in own.words
