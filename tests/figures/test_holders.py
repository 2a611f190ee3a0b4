"""The many ways of naming whose figure it is come to one key."""

from __future__ import annotations

import pytest

from qa_cchc.figures.holders import COMMUNES, DEPARTMENTS, DISTRICTS, OWN, PROVINCE, VERTICAL, holder

TOWN = ("thị xã Lam Khê", "huyện", "UBND thị xã Lam Khê")


@pytest.mark.parametrize(
    ("scope", "key"),
    [
        (None, OWN),
        ("Bộ phận Một cửa thị xã", OWN),
        ("BPMC", OWN),
        ("Bộ phận Tiếp nhận và Trả kết quả thị xã Lam Khê", OWN),
        ("UBND thị xã", OWN),
        ("Ủy ban nhân dân thị xã Lam Khê", OWN),
        ("toàn thị xã", OWN),
        ("Bộ phận Một cửa các xã, phường", COMMUNES),
        ("cấp xã", COMMUNES),
        ("UBND các xã, phường", COMMUNES),
        ("Ủy ban nhân dân các xã, phường, thị trấn", COMMUNES),
        ("Bộ phận một cửa cấp xã", COMMUNES),
        ("các phường, xã thị xã Lam Khê", COMMUNES),
        ("xã Hiệp Thạnh", "hiep thanh"),
        ("Hiệp Thạnh", "hiep thanh"),
        ("Phường 1", "phuong 1"),
        ("UBND tỉnh", PROVINCE),
        ("thủ tục hành chính ngành dọc tại Bộ phận Một cửa thị xã", VERTICAL),
        ("toàn huyện", OWN),
        ("Chủ tịch UBND thị xã", OWN),
        ("Trung tâm", OWN),
        ("Trung tâm Phục vụ hành chính công (TTPVHCC) thị xã", OWN),
        ("Công an thị xã", "cong an"),
        ("Công an", "cong an"),
        ("các phòng chuyên môn", DEPARTMENTS),
        ("lĩnh vực đất đai", "dat dai"),
        ("Đất đai", "dat dai"),
    ],
)
def test_in_a_towns_report(scope: str | None, key: str) -> None:
    assert holder(scope, *TOWN) == key


@pytest.mark.parametrize(
    ("scope", "key"),
    [
        ("Trung tâm Phục vụ hành chính công tỉnh", OWN),
        ("các sở, ban, ngành", DEPARTMENTS),
        ("các huyện, thị xã, thành phố", DISTRICTS),
        ("cấp huyện", DISTRICTS),
        ("cấp xã", COMMUNES),
        ("Sở Xây dựng", "so xay dung"),
        ("huyện Châu Giang", "huyen chau giang"),
    ],
)
def test_in_a_provinces_report(scope: str, key: str) -> None:
    assert holder(scope, "tỉnh Hoài Giang", "tỉnh", "UBND tỉnh Hoài Giang") == key


def test_a_communes_own_desk_is_the_commune() -> None:
    assert holder("TTPVHCC phường", "phường Thạch Kiều", "xã", "UBND phường Thạch Kiều") == OWN


def test_a_level_of_a_province_is_not_all_of_it() -> None:
    province = ("tỉnh Vàm Trà", "tỉnh", "UBND tỉnh Vàm Trà")
    assert holder("cấp tỉnh", *province) == PROVINCE
    assert {holder(scope, *province) for scope in ("toàn tỉnh", "UBND tỉnh", "tỉnh Vàm Trà", None)} == {OWN}
