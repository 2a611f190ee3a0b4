"""Which questions compare, and how."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa_cchc.asking.comparing.words import read


@pytest.mark.parametrize(("question", "kind", "over"), [
    ("Tỷ lệ trực tuyến quý II/2023 so với quý I/2023 thế nào?", "comparison", "units"),
    ("Hồ sơ trễ hạn tăng hay giảm so với cùng kỳ năm trước?", "comparison", "units"),
    ("Chênh lệch biên chế giữa hai huyện", "comparison", "units"),
    ("Tỷ lệ đúng hạn qua các quý năm 2023 ra sao", "trend", "units"),
    ("diễn biến số hồ sơ tiếp nhận từ 2022 đến nay", "trend", "units"),
    ("Huyện nào có tỷ lệ đúng hạn cao nhất?", "ranking", "units"),
    ("xã nào đội sổ về hồ sơ trực tuyến", "ranking", "units"),
    ("Quý nào tiếp nhận nhiều hồ sơ nhất?", "ranking", "periods"),
    ("Lĩnh vực nào trễ hạn nhiều nhất?", "ranking", "sectors"),
    ("Bao nhiêu xã có tỷ lệ trực tuyến dưới 50%?", "total", "units"),
    ("Đơn vị nào có tỷ lệ trực tuyến dưới 50%?", "ranking", "units"),
    ("Tổng số hồ sơ tiếp nhận của các huyện quý I/2023", "total", "units"),
    ("Giải ngân của thị xã Bình Sa hơn hay kém huyện Đông Rạch bao nhiêu?", "comparison", "units"),
    ("Huyện Cát Nguyên nhận hơn huyện Ia Tơr bao nhiêu hồ sơ?", "comparison", "units"),
    ("Đối chiếu tỷ lệ hài lòng của các huyện", "comparison", "units"),
    ("Hồ sơ quá hạn của Sở Y tế gấp mấy lần Sở Nội vụ?", "comparison", "units"),
    ("Xã A và phường B đã giải quyết tất cả bao nhiêu hồ sơ?", "total", "units"),
    ("PAR INDEX của các huyện xếp từ cao xuống thấp", "ranking", "units"),
    ("Hồ sơ trễ hạn của huyện Cát Nguyên quý nào cao nhất?", "ranking", "periods"),
    ("Tổng hồ sơ tiếp nhận của xã A và phường B quý I/2025", "total", "units"),
    ("cộng lại bốn quý năm 2023 có bao nhiêu hồ sơ trễ hạn", "total", "periods"),
])  # fmt: skip
def test_the_kind_is_told_by_the_words(question: str, kind: str, over: str) -> None:
    found = read(question, "figure")
    assert found is not None
    assert (found.kind, found.over) == (kind, over)


@pytest.mark.parametrize("question", [
    "Tỷ lệ hồ sơ trực tuyến quý I/2023 là bao nhiêu?",
    "Vì sao hồ sơ trễ hạn tăng so với quý trước?",
    "Giải pháp nâng tỷ lệ hồ sơ trực tuyến là gì?",
    "Tỉnh xếp hạng mấy về PAR INDEX?",
    "Có tổ chức đối thoại với người dân không?",
    "Hồ sơ kỳ trước chuyển sang là bao nhiêu?",
])  # fmt: skip
def test_other_questions_do_not_compare(question: str) -> None:
    assert read(question, "figure") is None


def test_limits_say_which_side_and_of_what() -> None:
    below = read("Mấy xã có tỷ lệ dưới 50,5%?", "figure")
    assert below is not None and below.limit is not None and below.counts and below.level == "xã"
    assert (below.limit.relation, below.limit.value, below.limit.rate) == ("<", Decimal("50.5"), True)
    assert below.limit.words == "dưới 50,5%"
    none = read("Bao nhiêu huyện không để hồ sơ nào trễ hạn?", "figure")
    assert none is not None and none.limit is not None and none.level == "huyện"
    assert none.limit.admits(0) and not none.limit.admits(1)
    many = read("Bao nhiêu xã tiếp nhận trên 1.000 hồ sơ?", "figure")
    assert many is not None and many.limit is not None and many.limit.value == 1000 and not many.limit.rate


def test_rankings_say_which_end_and_how_many() -> None:
    lowest = read("Ba xã có tỷ lệ trực tuyến thấp nhất", "figure")
    assert lowest is not None and lowest.lowest and lowest.top == 3 and lowest.level == "xã"
    worst = read("huyện nào đội sổ về tỷ lệ đúng hạn", "figure")
    assert worst is not None and worst.best is False
    best = read("top 5 sở dẫn đầu về tỷ lệ trực tuyến", "figure")
    assert best is not None and best.best is True and best.top == 5 and best.level == "sở"


def test_the_topic_loses_the_words_of_comparing_and_keeps_what_is_counted() -> None:
    ranking = read("Xã nào tiếp nhận nhiều hồ sơ nhất?", "figure")
    assert ranking is not None and "hồ sơ" in ranking.topic("Xã nào tiếp nhận nhiều hồ sơ nhất?")
    assert "nhất" not in ranking.topic("Xã nào tiếp nhận nhiều hồ sơ nhất?")
    change = read("Biên chế giảm bao nhiêu so với quý trước?", "figure")
    assert change is not None and change.topic("Biên chế giảm bao nhiêu so với quý trước?").startswith("Biên chế")
