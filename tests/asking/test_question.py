"""What a question is understood to ask."""

from __future__ import annotations

import pytest

from qa_cchc.asking.errors import EmptyQuestion, ForeignQuestion
from qa_cchc.asking.question import understand
from qa_cchc.records import Filters

PLACES = ["thị xã Lam Khê", "huyện Trường Lam", "Sở Tài nguyên và Môi trường", "phường Thạch Kiều"]
PROVINCES = ["tỉnh Hoài Giang"]
YEARS = [2024, 2023]


def read(question: str, filters: Filters | None = None):
    return understand(question, PLACES, PROVINCES, YEARS, filters)


def test_typing_without_marks_is_restored_and_abbreviations_opened():
    text = read("ty le hs tre han cua bpmc").question.text
    assert "tỷ lệ" in text and "hồ sơ trễ hạn" in text and "Bộ phận Một cửa" in text


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("tỷ lệ hồ sơ trực tuyến TX LK", ("thị xã Lam Khê",)),
        ("so ho so tre han huyen TL quy I", ("huyện Trường Lam",)),
        ("tỷ lệ hồ sơ qua TT HCC", ()),
        ("Tỷ lệ đúng hạn của thị xã Lam Khê", ("thị xã Lam Khê",)),
        ("ho so tre han o lam khe", ("thị xã Lam Khê",)),
        ("TX Lam Khê và huyện Trường Lam ai nhiều hơn", ("thị xã Lam Khê", "huyện Trường Lam")),
        ("so tai nguyen moi truong quy 1/2024 qua han bao nhieu", ("Sở Tài nguyên và Môi trường",)),
        ("Sở Tài nguyên và Môi trường tỉnh Hoài Giang", ("Sở Tài nguyên và Môi trường",)),
        ("Tỷ lệ trực tuyến của các xã, phường Lam Khê", ("thị xã Lam Khê",)),
        ("Tỷ lệ trực tuyến", ()),
    ],
)
def test_places_of_the_archive_however_typed(question, places):
    assert read(question).question.places == places


@pytest.mark.parametrize("question", ["Huyện Lam Khê có bao nhiêu hồ sơ?", "Hồ sơ của thị xã Trường Lam?"])
def test_the_same_name_of_another_level_is_another_place(question):
    understood = read(question)
    assert understood.question.places == () and understood.unknown_places


@pytest.mark.parametrize(
    ("question", "periods"),
    [
        ("hồ sơ quý I/2024", ("2024-Q1",)),
        ("hồ sơ quý 1", ("2024-Q1", "2023-Q1")),
        ("6 tháng đầu năm 2023", ("2023-H1",)),
        ("cả năm 2023 huyện Trường Lam", ("2023",)),
        ("đến tháng 6/2024", ("2024-06", "2024-Q2", "2024-H1")),
        ("cắt giảm so với 2015", ()),
        ("hồ sơ trễ hạn", ()),
    ],
)
def test_periods_and_years_left_open(question, periods):
    assert {period.id for period in read(question).question.periods} == set(periods)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Bao nhiêu hồ sơ trễ hạn?", "figure"),
        ("Thị xã có tổ chức đối thoại không?", "yes_no"),
        ("quý này còn hồ sơ nào quá hạn không", "yes_no"),
        ("Vì sao tỷ lệ trực tuyến thấp?", "explanation"),
        ("Khó khăn về số hóa là gì?", "explanation"),
        ("Ai ký báo cáo quý I?", "document"),
        ("Báo cáo quý I số bao nhiêu?", "document"),
    ],
)
def test_kinds_of_answer(question, kind):
    assert read(question).question.kind == kind


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Ai ký báo cáo 102/BC-UBND?", "102/BC-UBND"),
        ("bao cao so 86 / bc-ubnd", "86/BC-UBND"),
        ("quý 1/2023", None),
        ("đạt 103/246 hồ sơ", None),
    ],
)
def test_report_numbers(question, number):
    assert read(question).question.report_number == number


def test_given_filters_win_over_words():
    understood = read("hồ sơ của thị xã Lam Khê", Filters(places=("huyện Trường Lam",)))
    assert understood.question.places == ("huyện Trường Lam",)


def test_two_quantities_are_two_questions_with_one_subject():
    one, other = read("Bộ phận Một cửa tiếp nhận bao nhiêu hồ sơ, tỷ lệ hài lòng mấy phần trăm?").parts()
    assert "received" in one.question.facets and not one.wants.rate
    assert "satisfied" in other.question.facets and other.wants.rate
    assert "received" not in other.question.facets


def test_a_count_and_its_share_are_one_question():
    (whole,) = read("Giải quyết đúng hạn bao nhiêu hồ sơ, chiếm mấy phần trăm?").parts()
    assert whole.wants.rate and whole.wants.count


@pytest.mark.parametrize("question", ["", "   ", "???", "12/3"])
def test_empty_questions(question):
    with pytest.raises(EmptyQuestion):
        read(question)


@pytest.mark.parametrize(
    "question",
    ["What is the online rate in Q1 2023?", "Сколько дел получено?", "quel est le taux de dossiers en ligne"],
)
def test_other_languages(question):
    with pytest.raises(ForeignQuestion):
        read(question)


@pytest.mark.parametrize("question", ["ty le online quy 1", "hồ sơ online", "PAR INDEX 2023", "SIPAS bao nhieu diem"])
def test_vietnamese_with_foreign_words_is_vietnamese(question):
    assert read(question).question.text


def test_an_office_adds_its_own_abbreviations(tmp_path):
    glossary = tmp_path / "viet-tat.yaml"
    glossary.write_text("QHX: {means: hồ sơ quá hạn}\n", encoding="utf-8")
    understood = understand("QHX quý I năm 2023", PLACES, PROVINCES, YEARS, glossary=glossary)
    assert understood.question.text == "Hồ sơ quá hạn quý I năm 2023"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("tyr leej hoof sow truwcj tuyeens", "tỷ lệ hồ sơ trực tuyến"),
        ("ty3 le65 ho62 so7 tru7c5 tuye61n", "tỷ lệ hồ sơ trực tuyến"),
        ("sốhosơ đugn hạn có bn", "số hồ sơ đúng hạn có bao nhiêu"),
    ],
)
def test_slips_of_typing_are_mended(question, text):
    assert read(question).question.text == text


def test_places_and_periods_are_found_behind_slips():
    understood = read("tyr leej hoof sow ddungs hanj thij xax Lam Khee Q.I/24").question
    assert understood.places == ("thị xã Lam Khê",)
    assert [period.id for period in understood.periods] == ["2024-Q1"]


@pytest.mark.parametrize(
    ("question", "period"),
    [("số hồ sơ 9T24", "2024-9M"), ("số hồ sơ 6T/2024", "2024-H1"), ("hs trễ hạn q3-23", "2023-Q3"), ("số hồ sơ năm 24", "2024")],
)
def test_periods_in_shorthand(question, period):
    assert [one.id for one in read(question).question.periods] == [period]


@pytest.mark.parametrize("question", ["hoof sow", "tyr leej hoof sow", "nowi nhaanj baos caos"])
def test_telex_is_no_foreign_language(question):
    assert read(question).question.text


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Giữa năm 2024 khảo sát được bao nhiêu người?", "khảo sát được bao nhiêu người?"),
        ("Cuối năm 2023 tập huấn mấy lớp?", "tập huấn mấy lớp?"),
        ("Hồi quý I năm 2024 nhận mấy hồ sơ?", "nhận mấy hồ sơ?"),
        ("Quý I/2024 bên thị xã Lam Khê nhận mấy hồ sơ?", "nhận mấy hồ sơ?"),
    ],
)
def test_words_of_time_and_place_are_no_part_of_the_matter(question, topic):
    assert read(question).topic == topic


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Bên sở tài nguyên quý I/2024 nhận mấy hồ sơ?", ("Sở Tài nguyên và Môi trường",)),
        ("sở tài nguyên và môi trường nhận mấy hồ sơ", ("Sở Tài nguyên và Môi trường",)),
        ("Sở Tài nguyên và Khoáng sản nhận mấy hồ sơ?", ()),
    ],
)
def test_a_department_is_known_by_its_first_field(question, places):
    assert read(question).question.places == places


@pytest.mark.parametrize(
    ("question", "second"),
    [
        ("Được giao bao nhiêu nhiệm vụ, xong đúng hạn bao nhiêu?", "nhiệm vụ xong đúng hạn bao nhiêu?"),
        ("Giao mấy biên chế, thực có mấy người?", "biên chế thực có mấy người?"),
        ("Nhận bao nhiêu hồ sơ, hài lòng mấy phần trăm?", "hài lòng mấy phần trăm?"),
    ],
)
def test_a_clause_that_names_only_a_state_is_of_the_thing_named_before(question, second):
    assert read(question).parts()[1].topic == second
