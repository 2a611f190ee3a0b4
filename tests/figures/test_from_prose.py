"""Figures out of sentences, in the wording of offices that share no template."""

from __future__ import annotations

import dataclasses

import pytest

from qa_cchc.figures.from_prose import prose_figures
from qa_cchc.records import Figure, Footnote, FootnoteCall, Paragraph, Report, Section, Spot, Text
from qa_cchc.vietnamese.periods import period

REPORT = Report("abc", "bao-cao.txt", "0" * 64, place="huyện Sông Trầu", level="huyện", period=period("2024-Q2"))


def text(words: str) -> Text:
    return Text(words, (Spot(0, len(words), 3, 12),))


def read(words: str, lead: str | None = None, title: str = "Cải cách thủ tục hành chính") -> list[Figure]:
    section = Section("II.2", ("KẾT QUẢ", title), 3, (Paragraph(text(words), lead=lead),))
    return list(prose_figures(dataclasses.replace(REPORT, sections=(section,))))


def told(figures: list[Figure]) -> list[tuple[float | int | None, str | None, str | None]]:
    return [(figure.value, figure.unit, figure.scope) for figure in figures]


def test_every_figure_carries_its_exact_words_and_place():
    words = (
        "Bộ phận Một cửa huyện tiếp nhận 1.250 hồ sơ. Các xã, thị trấn tiếp nhận 3.420 hồ sơ, giải quyết 3.400 hồ sơ."
    )
    for figure in read(words):
        assert figure.quote in words
        assert figure.text in figure.quote[slice(*figure.mark)]
        assert (figure.page, figure.line) == (3, 12)
        assert (figure.place, figure.period.id) == ("huyện Sông Trầu", "2024-Q2")


def test_counts_shares_and_what_they_are_shares_of():
    received, resolved, early, share, late, pending = read(
        "- Bộ phận Một cửa huyện: Nhận 1.000 hồ sơ; đã giải quyết 800 hồ sơ (sớm hạn 600 hồ sơ, chiếm 75%; quá hạn 08 hồ sơ), "
        "còn lại 200 hồ sơ đang xử lý."
    )
    assert [f.value for f in (received, resolved, early, share, late, pending)] == [1000, 800, 600, 75, 8, 200]
    assert (share.numerator, share.denominator, share.unit) == (600, 800, "%")
    assert {"early", "resolved", "files"} <= set(early.facets)
    assert {"late", "resolved"} <= set(late.facets)
    assert "pending" in pending.facets and "resolved" not in pending.facets
    assert early.group == share.group != late.group
    assert {f.scope for f in (received, share, pending)} == {"Bộ phận Một cửa huyện"}


def test_a_ratio_keeps_numerator_and_denominator():
    count, share = read("Cấp xã tiếp nhận 1.250/2.500 hồ sơ trực tuyến, đạt 50%.")
    assert (count.value, count.numerator, count.denominator) == (1250, 1250, 2500)
    assert (share.value, share.numerator, share.denominator) == (50, 1250, 2500)


def test_parts_in_brackets_are_labelled_by_whose_they_are():
    figures = read("Đưa 28 TTHC ra Bộ phận Một cửa (Công an huyện: 06 TTHC, Bảo hiểm xã hội huyện: 22 TTHC).")
    assert told(figures)[1:] == [(6, "TTHC", "Công an huyện"), (22, "TTHC", "Bảo hiểm xã hội huyện")]


@pytest.mark.parametrize(
    ("words", "zero"),
    [
        ("Các xã, thị trấn giải quyết 90 hồ sơ, không có hồ sơ quá hạn.", "không có hồ sơ"),
        ("Trong kỳ không phát sinh hồ sơ trễ hạn.", "không phát sinh hồ sơ"),
        ("Đến nay chưa có phản ánh, kiến nghị của tổ chức, cá nhân.", "chưa có phản ánh, kiến nghị"),
    ],
)
def test_zero_stated_in_words(words, zero):
    figure = read(words)[-1]
    assert figure.value == 0
    assert zero.startswith(figure.quote[slice(*figure.mark)][: len("không có hồ")]) or zero in figure.quote


@pytest.mark.parametrize(
    ("words", "value", "approximate"),
    [("Toàn huyện tiếp nhận gần 8.500 hồ sơ.", 8500, True), ("Đã xử lý 10,18 ngàn hồ sơ.", 10180, False)],
)
def test_rounded_and_scaled_numbers(words, value, approximate):
    (figure,) = read(words)
    assert (figure.value, figure.approximate) == (value, approximate)


def test_a_change_says_against_what():
    count, change = read("Tiếp nhận 500 hồ sơ, giảm 0,66% so với quý I.")
    assert count.change is None
    assert change.change == "giảm so với quý I"


def test_cumulative_figures_are_marked_and_their_neighbours_are_not():
    whole, quarter = read("Lũy kế 6 tháng đầu năm tiếp nhận 8.500 hồ sơ; quý II tiếp nhận 4.120 hồ sơ.")
    assert whole.cumulative and whole.period.id == "2024-H1"
    assert not quarter.cumulative and quarter.period.id == "2024-Q2"


def test_an_earlier_year_named_before_the_number_is_the_figures_own_period():
    score, _rank = read("Chỉ số PAR INDEX năm 2023 đạt 85,42 điểm, xếp thứ 3/11 huyện.")
    assert score.period.id == "2023"
    assert "par_index" in score.facets


def test_points_and_ranks_are_those_of_the_index_spoken_of_last():
    words = "Tiếp nhận 20 hồ sơ. Chỉ số SIPAS được công bố trong tháng 5. Huyện đạt 85,1 điểm, xếp thứ 4/9 huyện."
    _, score, rank = read(words)
    assert "sipas" in score.facets and "sipas" in rank.facets


def test_parallel_items_count_what_the_first_does():
    first, second = read(
        "Hồ sơ nộp trực tuyến: Bộ phận Một cửa huyện 31/49 hồ sơ; Bộ phận Một cửa các xã 98/120 hồ sơ."
    )
    assert (second.value, second.denominator, second.scope) == (98, 120, "Bộ phận Một cửa các xã")
    assert {"online", "files"} <= set(second.facets) and second.indicator == first.indicator


def test_n_out_of_m_is_a_ratio():
    (figure,) = read("Có 27 trong số 61 tiêu chí được hệ thống tự tính.")
    assert (figure.value, figure.denominator, figure.unit) == (27, 61, "tiêu chí")


def test_items_under_an_introduction_take_window_and_subject_from_it():
    lead = "Kết quả của Bộ phận Một cửa huyện (từ ngày 15/3/2024 đến ngày 14/6/2024) như sau:"
    (figure,) = read("- Tiếp nhận trực tuyến: 640 hồ sơ.", lead=lead)
    assert figure.scope == "Bộ phận Một cửa huyện"
    assert figure.window.start.isoformat() == "2024-03-15"
    assert {"online", "files"} <= set(figure.facets)


def test_footnotes_detail_the_number_that_calls_them():
    words = "Bộ phận Một cửa huyện tiếp nhận 60 hồ sơ¹; giải quyết 50 hồ sơ."
    paragraph = Paragraph(text(words), calls=(FootnoteCall("1", words.index("¹")),))
    note = Footnote("1", text("Thanh tra: 8 hs; Đất đai 52 hồ sơ."), 0, 0, words.index("¹"))
    report = dataclasses.replace(REPORT, sections=(Section("II", ("KẾT QUẢ",), 3, (paragraph,)),), footnotes=(note,))
    details = [figure for figure in prose_figures(report) if figure.origin == "footnote"]
    assert told(details) == [(8, "hs", "Thanh tra"), (52, "hồ sơ", "Đất đai")]
    assert all({"received", "files"} <= set(figure.facets) for figure in details)
    assert details[0].section.endswith("chú thích 1")


@pytest.mark.parametrize(
    "words",
    [
        "Thực hiện Kế hoạch số 97/KH-UBND ngày 30/12/2023 của UBND tỉnh về cải cách hành chính năm 2024.",
        "Sơ kết 01 năm thực hiện Chương trình số 12-CTr/TU.",
        "Căn cứ khoản 2 Điều 5 Nghị định số 61/2018/NĐ-CP; dịch vụ công mức độ 3, 4.",
    ],
)
def test_numbers_of_documents_years_and_levels_are_no_figures(words):
    assert read(words) == []


def test_a_period_in_brackets_is_of_the_number_before_it_alone():
    before, now = read("Số hồ sơ phải đo riêng giảm từ 90 hồ sơ (quý II năm 2023) còn 21 hồ sơ.")
    assert (before.value, before.period.id, now.value, now.period.id) == (90, "2023-Q2", 21, "2024-Q2")
    assert now.indicator == "Số hồ sơ phải đo riêng"


@pytest.mark.parametrize(
    "words",
    [
        "Tỷ lệ hồ sơ trực tuyến đạt 55%, thấp hơn chỉ tiêu được giao (70%).",
        "Tỷ lệ hồ sơ trực tuyến đạt 55%, chưa bằng mục tiêu 70%; cần cố gắng hơn.",
        "Tỷ lệ hồ sơ trực tuyến đạt 55% (mục tiêu năm 2024 là 70%).",
    ],
)
def test_what_is_aimed_at_is_not_what_was_reached(words):
    reached, aimed = read(words)
    assert (reached.value, reached.indicator_id) == (55, "online_files_rate")
    assert (aimed.value, aimed.indicator_id) == (70, None)
    assert aimed.indicator.split(":")[0] in ("Mục tiêu", "Chỉ tiêu")


def test_an_index_is_of_the_year_it_measures_whenever_it_was_published():
    score, rank = read(
        "Chỉ số cải cách hành chính (PAR INDEX) năm 2023, được công bố trong tháng 4/2024, đạt 84,10 điểm, "
        "xếp thứ 5/11 huyện, thành phố."
    )
    assert (score.indicator_id, score.value, score.period.id) == ("par_index_score", 84.1, "2023")
    assert (rank.indicator_id, rank.value, rank.denominator) == ("par_index_rank", 5, 11)


def test_a_score_in_per_cent_is_the_same_index():
    score, rank, change = read("Chỉ số PAR INDEX năm 2023 của tỉnh đạt 86,75%, xếp thứ 31/63, tăng 05 bậc.")
    assert (score.indicator_id, rank.indicator_id, change.indicator_id) == ("par_index_score", "par_index_rank", None)
    assert change.change


def test_an_index_named_by_the_heading_alone():
    score, rank = read(
        "Đến nay huyện đạt 82,5/100 điểm, xếp thứ 4/9.", title="Bộ chỉ số phục vụ người dân, doanh nghiệp"
    )
    assert score.indicator_id == "service_index_score" and "service_index" in rank.facets


def test_social_allowances_are_of_no_commune():
    land, social = read("Gồm 02 hồ sơ đất đai, 04 hồ sơ trợ cấp xã hội.")
    assert (land.scope, social.scope) == (None, None)
    assert social.indicator == "Hồ sơ trợ cấp xã hội"


def test_an_office_that_writes_the_english_way_throughout():
    figures = read(
        "Huyện tiếp nhận 2,084 hồ sơ, tỷ lệ đúng hạn 98.42%; các xã tiếp nhận 1,305 hồ sơ, tỷ lệ đúng hạn 97.05%. "
        "Giải ngân 5,742.25 triệu đồng, tổng chi 1,512 triệu đồng."
    )
    assert [figure.value for figure in figures] == [2084, 98.42, 1305, 97.05, 5742.25, 1512]
