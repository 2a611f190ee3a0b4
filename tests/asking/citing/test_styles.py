"""A place of a report is cited in the style and with the names that an office asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cited_places import REPORT, passage_of

from qa_cchc.asking.cite import Citations, place_cited
from qa_cchc.asking.citing import agency_name, footnote, memo, short
from qa_cchc.records import Report
from qa_cchc.settings import BadSetting, Settings

PLACE = place_cited(REPORT, "II.6. Hiện đại hóa hành chính", 8, 119)


def test_the_memo_form_names_document_section_and_page() -> None:
    assert memo(PLACE) == "Báo cáo số 102/BC-UBND ngày 03/3/2023 của UBND thị xã Duyên Hải, mục II.6, tr. 8"


def test_the_short_form_keeps_what_tells_two_reports_of_one_number_apart() -> None:
    assert short(PLACE) == "102/BC-UBND (UBND thị xã Duyên Hải, 2023), mục II.6, tr. 8"


def test_the_footnote_form_opens_with_agency_and_year() -> None:
    assert footnote(PLACE) == (
        "UBND thị xã Duyên Hải (2023), Báo cáo số 102/BC-UBND ngày 03/3/2023: Kết quả cải cách hành chính quý I năm "
        "2023, mục II.6, tr. 8."
    )


def test_a_form_row_a_sheet_and_a_line_of_a_file_stand_in_place_of_a_section_and_a_page() -> None:
    row = place_cited(REPORT, "Phụ lục II, Biểu mẫu 7", 9, None, "6.7")
    assert memo(row).endswith("Hải, Phụ lục II, Biểu mẫu 7, dòng 6.7, tr. 9")
    book = replace(REPORT, file="bieu.xlsx", paged=False, sheets=("Biểu 1", "Biểu 2"))
    assert memo(place_cited(book, "Biểu mẫu 2", 2, 14)).endswith("Biểu mẫu 2, trang tính “Biểu 2”, hàng 14")
    text = replace(REPORT, file="bc.txt", paged=False)
    assert memo(place_cited(text, "", 1, 40)).endswith("Duyên Hải, dòng 40 của tệp bc.txt")


def test_what_a_report_does_not_state_is_left_out_and_its_file_named() -> None:
    bare = Report("ba0000000000", "vô danh.txt", "0" * 64, paged=False)
    place = place_cited(bare, "Khó khăn, chú thích 3", 1, 7)
    assert memo(place) == "Văn bản (tệp vô danh.txt), mục “Khó khăn”, chú thích 3, dòng 7 của tệp vô danh.txt"
    assert short(place).startswith("Văn bản (tệp vô danh.txt), mục")
    assert footnote(place).startswith("Văn bản (tệp vô danh.txt), mục")


@pytest.mark.parametrize(("printed", "full", "short_name"), [
    ("UBND TX. Duyên Hải", "Ủy ban nhân dân thị xã Duyên Hải", "UBND TX. Duyên Hải"),
    ("Ủy ban nhân dân thành phố Trà Vinh", "Ủy ban nhân dân thành phố Trà Vinh", "UBND TP. Trà Vinh"),
    ("UBND TP.Ninh Khê", "Ủy ban nhân dân thành phố Ninh Khê", "UBND TP.Ninh Khê"),
    ("Sở TN&MT tỉnh Hoài Giang", "Sở Tài nguyên và Môi trường tỉnh Hoài Giang", "Sở TN&MT tỉnh Hoài Giang"),
    ("Sở Tài nguyên và Môi trường", "Sở Tài nguyên và Môi trường", "Sở TN&MT"),
    ("HĐND huyện Trường Lam", "Hội đồng nhân dân huyện Trường Lam", "HĐND huyện Trường Lam"),
    ("Sở Công Thương", "Sở Công Thương", "Sở Công Thương"),
    ("Văn phòng Chính phủ", "Văn phòng Chính phủ", "Văn phòng Chính phủ"),
])
def test_names_of_agencies_follow_the_habit_set(printed: str, full: str, short_name: str) -> None:
    assert agency_name(printed, "printed") == printed
    assert agency_name(printed, "full") == full
    assert agency_name(printed, "short") == short_name


def test_settings_choose_style_and_names_and_the_record_keeps_the_parts() -> None:
    citations = Citations(lambda _: REPORT, Settings.load({}, citation="short", agency_names="full"))
    assert [citations.of_passage(passage_of(page)) for page in (8, 9, 8)] == [1, 2, 1]
    first = citations.items[0]
    assert first.memo == "Báo cáo số 102/BC-UBND ngày 03/3/2023 của Ủy ban nhân dân thị xã Duyên Hải, mục II.6, tr. 8"
    assert first.text == "102/BC-UBND (Ủy ban nhân dân thị xã Duyên Hải, 2023), mục II.6, tr. 8"
    assert (first.report.number, first.section, first.page, first.kind) == (
        "102/BC-UBND", "II.6. Hiện đại hóa", 8, "báo cáo"
    )


def test_an_unknown_style_is_refused_in_a_sentence_that_names_those_there_are() -> None:
    with pytest.raises(BadSetting, match=r"QA_CCHC_CITATION.*memo short footnote bibtex csl.*“apa”"):
        Settings.load({"QA_CCHC_CITATION": "apa"})
