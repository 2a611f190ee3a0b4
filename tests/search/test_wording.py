import pytest

from qa_cchc.search.units import BREAK, singles
from qa_cchc.search.wording import LIGHT, understand


def matter(question, **options):
    """The units that count in full."""
    wording = understand(question, **options)
    return [unit for unit in singles(wording.units) if wording.weight(unit) == 1]


def test_abbreviations_are_opened_and_marks_restored():
    assert understand("ty le dvctt cua bpmc").text == "tỷ lệ dịch vụ công trực tuyến của Bộ phận Một cửa"


def test_words_that_ask_leave_a_break():
    units = understand("Bộ phận Một cửa có bao nhiêu hồ sơ?").units
    assert "bao" not in units and "nhiêu" not in units
    assert units[units.index("cửa") + 1] == BREAK


@pytest.mark.parametrize(
    "question",
    [
        "Tỷ lệ giải ngân của thị xã Gò Công quý I/2023",
        "tỷ lệ giải ngân thị xã gò công q1 2023",
        "Báo cáo số 335/BC-UBND: tỷ lệ giải ngân của thị xã?",
    ],
)
def test_names_of_places_periods_and_the_report_count_little(question):
    assert [unit for unit in matter(question) if unit not in ("thị", "xã")] == ["tỷ", "lệ", "giải", "ngân"]


def test_what_counts_little_is_left_out_of_the_vectors():
    assert "Gò" not in understand("Tỷ lệ giải ngân của thị xã Gò Công quý I/2023").content


def test_a_place_of_the_archive_is_known_without_its_word_of_level():
    assert "khê" in matter("dân Ninh Khê đánh giá hài lòng bao nhiêu phần trăm")
    assert "khê" not in matter("dân Ninh Khê đánh giá hài lòng bao nhiêu phần trăm", known=["thành phố Ninh Khê"])


def test_a_commune_is_what_is_asked_about():
    assert {"long", "hữu"} <= set(matter("xã Long Hữu tiếp nhận bao nhiêu hồ sơ"))


def test_terms_with_a_light_part_count_little():
    wording = understand("hồ sơ trễ hạn của huyện Tân Phú Đông năm 2024")
    assert wording.weight("tan_phu") == wording.weight("tân_phú") == LIGHT
    assert wording.weight("trễ_hạn") == wording.weight("tre_han") == 1


@pytest.mark.parametrize("question", ["bao nhiêu", "thị xã Gò Công", "quý I năm 2023"])
def test_a_question_of_such_words_alone_keeps_them(question):
    assert matter(question)


def test_a_commune_whose_reports_are_held_counts_little():
    known = ["phường Thạch Kiều"]
    assert understand("tỷ lệ hài lòng phường Thạch Kiều", known=known).weight("kiều") == LIGHT
    assert understand("tỷ lệ hài lòng phường Thạch Kiều").weight("kiều") == 1
