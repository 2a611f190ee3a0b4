"""What the words of a row say by themselves."""

from __future__ import annotations

import pytest

from qa_cchc.figures.row_meaning import said_by
from qa_cchc.figures.units import bracketed_unit, named_unit


@pytest.mark.parametrize(
    ("name", "parents", "unit", "wanted"),
    [
        ("Số hồ sơ nhận qua bưu điện", (), "Hồ sơ", "files_received_postal"),
        ("Xong trước hẹn (hồ sơ)", ("Kết quả tiếp nhận, giải quyết hồ sơ của huyện",), "", "files_early"),
        ("Giấy phép đã cấp cho hộ kinh doanh", (), "Giấy phép", None),
        ("Số hộ dân được cấp nước sạch", (), "Hộ", None),
        ("Số TTHC không phát sinh hồ sơ", (), "Thủ tục", None),
        ("Số cơ quan chuyên môn đã triển khai cơ chế một cửa", (), "Cơ quan", None),
        ("Số TTHC công bố mới hoặc sửa đổi, bổ sung", (), "Thủ tục", None),
    ],
)
def test_a_row_is_told_by_its_concepts_or_not_at_all(
    name: str, parents: tuple[str, ...], unit: str, wanted: str | None
) -> None:
    said = said_by(name, parents, unit)
    assert (said.indicator_id if said else None) == wanted


def test_a_part_that_only_the_row_above_explains_is_not_said_by_itself() -> None:
    said = said_by("Quản lý nhà nước", ("Tổng số cán bộ, công chức được đào tạo",), "Lượt người")
    assert said is not None and not said.itself


def test_units_in_names() -> None:
    assert bracketed_unit("Số phiếu thu về (phiếu)") == "phiếu"
    assert bracketed_unit("Tỷ lệ giải ngân (%)") == "%"
    assert bracketed_unit("Số viên chức được tuyển dụng (thi tuyển, xét tuyển)") is None
    assert named_unit("Tổng số hồ sơ đã giải quyết") == "hồ sơ"
    assert named_unit("Mức độ hài lòng") is None
