"""Whose figure a sentence speaks of."""

import pytest

from qa_cchc.figures.scopes import find_scopes


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Bộ phận Một cửa các xã, phường tiếp nhận 2.000 hồ sơ", ["Bộ phận Một cửa các xã, phường"]),
        (
            "Tại Trung tâm Phục vụ hành chính công xã Vĩnh Thanh, trong quý",
            ["Trung tâm Phục vụ hành chính công xã Vĩnh Thanh"],
        ),
        ("UBND các xã, thị trấn giải quyết 300 hồ sơ", ["UBND các xã, thị trấn"]),
        ("Bộ phận Tiếp nhận và Trả kết quả huyện Sông Trầu", ["Bộ phận Tiếp nhận và Trả kết quả huyện Sông Trầu"]),
        ("các sở, ban, ngành tỉnh đã kết nối", ["các sở, ban, ngành tỉnh"]),
        ("cấp huyện 1.120 hồ sơ, cấp xã 3.000 hồ sơ", ["cấp huyện", "cấp xã"]),
        (
            "thuộc quyền của Ủy ban nhân dân huyện, Ủy ban nhân dân các xã có 144 thủ tục",
            ["Ủy ban nhân dân huyện", "Ủy ban nhân dân các xã"],
        ),
        ("đã ban hành 12 văn bản chỉ đạo", []),
    ],
)
def test_desks_levels_and_committees(text, scopes):
    assert [scope.text for scope in find_scopes(text)] == scopes


def test_offices_are_found_only_where_a_label_is_expected():
    assert find_scopes("phối hợp với Công an huyện kiểm tra 03 đơn vị") == []
    assert [scope.text for scope in find_scopes("Công an huyện: 06 TTHC", offices=True)] == ["Công an huyện"]


def test_spans_are_where_the_text_stands():
    text = "Kết quả của Bộ phận Một cửa huyện: 12 hồ sơ"
    for scope in find_scopes(text):
        assert text[scope.start : scope.end] == scope.text
