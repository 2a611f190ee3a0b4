"""A question for several quantities is parted."""

from __future__ import annotations

import pytest

from qa_cchc.asking.parts import asks_breakdown, pieces_of


def test_each_quantity_has_its_clause():
    assert pieces_of("tiếp nhận bao nhiêu hồ sơ, hài lòng mấy phần trăm") == [
        "tiếp nhận bao nhiêu hồ sơ", "hài lòng mấy phần trăm"
    ]  # fmt: skip


def test_states_listed_after_one_cue_are_several_quantities():
    pieces = pieces_of("hồ sơ của Bộ phận Một cửa: đã giải quyết, trước hạn, đúng hạn, trễ hạn")
    assert len(pieces) == 4
    assert all("hồ sơ" in piece for piece in pieces) and "trễ hạn" in pieces[-1]


@pytest.mark.parametrize("topic", ["hồ sơ sớm và đúng hạn", "hồ sơ tiếp nhận và giải quyết", "khó khăn, vướng mắc"])
def test_what_is_one_thing_stays_one(topic):
    assert pieces_of(topic) == [topic]


def test_the_parts_of_a_number_are_asked_with_it():
    assert pieces_of("tuyển bao nhiêu viên chức, từng vị trí mấy chỉ tiêu") == ["tuyển bao nhiêu viên chức"]
    assert asks_breakdown("tuyển bao nhiêu viên chức, từng vị trí mấy chỉ tiêu")
    assert not asks_breakdown("tuyển bao nhiêu viên chức")
