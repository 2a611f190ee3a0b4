"""The letter that soft hyphens cost TCVN3."""

from __future__ import annotations

import pytest

from qa_cchc.vietnamese.horned_u import lost_places, restored

TEXTS = [
    "Thủ trưởng các cơ quan, đơn vị tăng cường kỷ luật, kỷ cương hành chính theo chương trình như sau:",
    "Công tác đầu tư, thương mại ở địa phương được người dân hưởng ứng nhưng chưa đưa vào lưu trữ.",
    "CHƯƠNG TRÌNH CÔNG TÁC VĂN PHÒNG UBND PHƯỜNG",
    "Lưu: VT. Ban hành Quyết định số 03/2019/QĐ-UBND; nơi nhận: UBND tỉnh (b/c); a) Tiếp nhận 12 hồ sơ (TTHC).",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_was_lost_comes_back(text: str) -> None:
    assert restored(text.replace("ư", "").replace("Ư", "")) == text


def test_text_that_lost_nothing_stays() -> None:
    assert restored("Tổng số thủ tục hành chính: 1.250; tỷ lệ đúng hạn đạt 99,5%") == (
        "Tổng số thủ tục hành chính: 1.250; tỷ lệ đúng hạn đạt 99,5%"
    )
    assert lost_places("") == lost_places("12,5% - 07/16") == []
