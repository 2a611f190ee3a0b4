"""Places by level and name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.vietnamese.places import display, find_places, level_of, provinces, same_place
from qa_cchc.vietnamese.unicode import fold

KNOWN = ("thị xã Gò Sen", "huyện Gò Sen", "xã Tân Lập", "tỉnh Sông Hương", "Phường 2")


def shown(text: str, known=(), typed: bool = False) -> list[tuple[str, str | None]]:
    return [(display(place), place.level) for place in find_places(text, known, typed)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND thị xã Gò Sen báo cáo", [("thị xã Gò Sen", "huyện")]),
        ("TX Gò Sen", [("thị xã Gò Sen", "huyện")]),
        ("TX. Gò Sen, tỉnh Trà Vinh", [("thị xã Gò Sen", "huyện"), ("tỉnh Trà Vinh", "tỉnh")]),
        ("TP. Cần Thơ", [("thành phố Cần Thơ", "tỉnh")]),
        ("TPHCM", [("Thành phố Hồ Chí Minh", "tỉnh")]),
        ("thành phố Trà Vinh", [("thành phố Trà Vinh", "huyện")]),
        ("thanh pho Ha Noi", [("thành phố Hà Nội", "tỉnh")]),
        ("xã Dân Lập, Phường 2) sang bưu cục", [("xã Dân Lập", "xã"), ("Phường 2", "xã")]),
        ("P. Tân An, H. Chợ Mới, TT. Cái Nhum", [("phường Tân An", "xã"), ("huyện Chợ Mới", "huyện"), ("thị trấn Cái Nhum", "xã")]),
        ("Sở GD&ĐT, Sở Nội vụ, Bộ Tư pháp", [("Sở Giáo dục và Đào tạo", "sở"), ("Sở Nội vụ", "sở"), ("Bộ Tư pháp", "bộ")]),
        ("ỦY BAN NHÂN DÂN THỊ XÃ GÒ SEN QUÝ I NĂM 2023", [("thị xã Gò Sen", "huyện")]),
        ("thành phố Phan Rang - Tháp Chàm", [("thành phố Phan Rang - Tháp Chàm", "huyện")]),
        ("thị xã Gò Sen Ban hành Kế hoạch", [("thị xã Gò Sen", "huyện")]),
        ("xã Phong Lập và xã Quy Mông", [("xã Phong Lập", "xã"), ("xã Quy Mông", "xã")]),
        ("Đà Nẵng", [("thành phố Đà Nẵng", "tỉnh")]),
        ("quan 10 quy 1", [("Quận 10", "huyện")]),
    ],
)
def test_named_places(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    ["các xã, phường", "UBND các xã, phường 12 TTHC", "Bộ phận Một cửa thị xã đã tiếp nhận", "Thị xã có 28 thủ tục", "UBND tỉnh Quyết định",
     "xã đạt chuẩn tiếp cận pháp luật", "kinh tế - xã hội huyện", "bộ máy tinh gọn", "các tỉnh, thành phố trực thuộc Trung ương",
     "huyen nao co ho so tre han nhieu nhat", "bo phan mot cua thi xa quy 1 2023", "TT.HĐND"],
)
def test_generic_words_name_nothing(text: str) -> None:
    assert shown(text) == []


def test_a_bare_question_ends_the_name_before_function_words() -> None:
    assert shown("ty le ho so o thi xa go sen quy 1 nam 2023") == [("thị xã Go Sen", "huyện")]
    assert shown("ubnd xa hiep thanh giai quyet bao nhieu ho so") == [("xã Hiep Thanh", "xã")]
    assert shown("thi xa go sen tiep nhan bao nhieu hs") == [("thị xã Go Sen", "huyện")]


def test_known_places_win_and_need_no_word_of_level() -> None:
    assert shown("thi xa go sen quy 1", KNOWN) == [("thị xã Gò Sen", "huyện")]
    assert shown("xã tân lập quý 2", KNOWN) == [("xã Tân Lập", "xã")]
    assert shown("Sông Hương quý 2", KNOWN) == [("tỉnh Sông Hương", "tỉnh")]
    assert shown("go sen quy 1", KNOWN) == [("huyện Gò Sen", "huyện"), ("thị xã Gò Sen", "huyện")]
    assert shown("huyện Gò Sen", KNOWN[:1]) == [("huyện Gò Sen", "huyện")], "the word of level typed is never changed"


def test_lower_case_with_diacritics_counts_in_questions_only() -> None:
    assert shown("thị xã gò công quý I") == []
    assert shown("thị xã gò công quý I", typed=True) == [("thị xã Gò Công", "huyện")]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("TX. Go Sen", "thị xã Gò Sen", True), ("Gò Sen", "thị xã Gò Sen", True), ("huyện Gò Sen", "thị xã Gò Sen", False),
        ("Phường 02", "phường 2", True), ("TP.HCM", "Thành phố Hồ Chí Minh", True), ("UBND xã Khánh Hoà", "xã Khánh Hòa", True),
        ("xã Tân Lập", "xã Tân Lạp", False), ("Quy Nhơn", "thành phố Qui Nhơn", True), ("xã An Bình", "xã An Bình Tây", False),
    ],
)
def test_same_place(first: str, second: str, same: bool) -> None:
    assert same_place(first, second) is same
    assert same_place(second, first) is same


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("UBND thị xã Gò Sen", "huyện"), ("Sở Nội vụ tỉnh Trà Vinh", "sở"), ("UBND tỉnh", "tỉnh"), ("UBND các xã, phường", "xã"),
        ("thành phố Cần Thơ", "tỉnh"), ("thành phố Sa Đéc", "huyện"), ("Bộ Nội vụ", "bộ"), ("Phường 2", "xã"), ("Bộ phận Một cửa", None),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", "tỉnh"),
    ],
)
def test_level_of(text: str, level: str | None) -> None:
    assert level_of(text) == level


def test_the_lists_of_provinces_are_whole() -> None:
    old, new = provinces()
    assert (len(set(old)), len(set(new))) == (63, 34)
    assert set(new) - set(old) == {"Huế"}


@given(st.sampled_from([f"tỉnh {name}" for name in provinces().old if name not in ("Hà Nội", "Cần Thơ", "Đà Nẵng", "Hải Phòng", "Hồ Chí Minh")]))
def test_every_province_reads_back_folded_or_not(name: str) -> None:
    for typed in (name, fold(name), name.upper()):
        assert shown(f"UBND {typed} quý 1") == [(name, "tỉnh")]


def test_months_after_a_kind_of_place_are_no_number_of_it():
    assert not [each for each in find_places("hồ sơ trễ hạn của các phường 6 tháng đầu năm 2023") if each.name == "6"]
    assert [each.name for each in find_places("hồ sơ trễ hạn của phường 6 năm 2023")] == ["6"]


def test_a_list_of_names_behind_one_word_of_level() -> None:
    assert shown("các xã Tân Lập, An Bình và thị trấn Cái Nhum") == [
        ("xã Tân Lập", "xã"), ("xã An Bình", "xã"), ("thị trấn Cái Nhum", "xã")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("huyện đảo Lý Sơn", [("huyện Lý Sơn", "huyện")]), ("tấm gương đạo đức Hồ Chí Minh", []), ("TT.TXU; TT.HĐND", []),
        ("so sanh thi xa go sen va huyen cho moi", [("thị xã Go Sen", "huyện"), ("huyện Cho Moi", "huyện")]),
        ("huyen mo cay nam quy 2", [("huyện Mo Cay Nam", "huyện")]),
    ],
)
def test_names_that_look_like_other_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected
