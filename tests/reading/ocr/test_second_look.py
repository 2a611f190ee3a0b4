"""Two readings of one line made one."""

from __future__ import annotations

import pytest

from qa_cchc.reading.ocr.prose import Printed
from qa_cchc.reading.ocr.second_look import merged


def placed(*words: tuple[str, float, float]) -> list[Printed]:
    """Words as (text, left, right)."""
    return [Printed(text, 0.9, x0, 0, x1, 20) for text, x0, x1 in words]


@pytest.mark.parametrize(
    ("parts", "texts"),
    [
        ([("0", 40, 51), ("2", 60, 71)], ["=", "0", "2"]),
        ([("0", 40, 51), ("2", 54, 65)], ["=", "02"]),
        ([("1", 40, 46), ("5", 51, 62)], ["=", "15"]),
    ],
)
def test_numbers_are_parted_where_a_blank_is_printed(parts: list[tuple[str, float, float]], texts: list[str]) -> None:
    joined = ("".join(text for text, _, _ in parts), parts[0][1], parts[-1][2])
    one, other = placed(("=", 10, 20), joined), placed(("=", 10, 20), *parts)
    assert [word.text for word in merged(one, other)] == texts
    assert [word.text for word in merged(other, one)] == texts


def test_a_number_of_ones_is_not_parted() -> None:
    one, other = placed(("11", 40, 56)), placed(("1", 40, 45), ("1", 51, 56))
    assert [word.text for word in merged(one, other)] in (["11"], ["1", "1"])
    assert len(merged(one, one)) == 1
