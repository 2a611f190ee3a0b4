"""What took the place of what on 01/7/2025, told apart by name, level, province and day."""

from __future__ import annotations

import subprocess
import sys

import pytest

from qa_cchc.vietnamese.reform import is_another_unit_since, predecessors, successors


def names(found: object, side: str) -> list[str]:
    return sorted({getattr(one, side).name for one in found})  # type: ignore[attr-defined]


def test_a_town_and_a_district_of_one_name_stay_two_units() -> None:
    town, district = successors("thị xã Duyên Hải", "tỉnh Trà Vinh"), successors("huyện Duyên Hải", "tỉnh Trà Vinh")
    assert names(town, "new") == ["phường Duyên Hải", "phường Trường Long Hòa", "xã Long Hữu"]
    assert {one.change for one in (*town, *district)} == {"dissolved"}
    assert not set(names(town, "new")) & set(names(district, "new"))


def test_communes_and_provinces_find_their_heirs_and_their_forebears() -> None:
    (commune,) = successors("xã Hiệp Thạnh", "tỉnh Trà Vinh")
    assert (commune.new.full, commune.change) == ("xã Long Hữu, tỉnh Vĩnh Long", "merged")
    assert commune.old.full == "xã Hiệp Thạnh, thị xã Duyên Hải, tỉnh Trà Vinh"
    assert names(successors("tỉnh Trà Vinh", None), "new") == ["tỉnh Vĩnh Long"]
    assert names(predecessors("tỉnh Vĩnh Long", None), "old") == ["tỉnh Bến Tre", "tỉnh Trà Vinh", "tỉnh Vĩnh Long"]
    assert {"xã Hiệp Thạnh", "xã Long Hữu", "thị xã Duyên Hải"} == set(
        names(predecessors("xã Long Hữu", "tỉnh Vĩnh Long"), "old")
    )


@pytest.mark.parametrize("typed", ["TX. Duyen Hai", "thị xã Duyên Hải", "Thị xã Duyên Hải", "UBND TX Duyên Hải"])
def test_names_are_known_however_they_are_typed(typed: str) -> None:
    assert len(successors(typed, None)) == 3


def test_a_name_that_several_units_bore_finds_nothing_without_its_province() -> None:
    assert successors("xã Tân Lập", None) == ()
    assert successors("thị xã Lam Khê", "tỉnh Hoài Giang") == ()
    assert successors("xã Hiệp Thạnh", "tỉnh Cao Bằng") == ()


def test_a_name_that_stayed_may_mean_another_territory() -> None:
    assert is_another_unit_since("xã Long Hữu", "tỉnh Vĩnh Long")
    assert is_another_unit_since("tỉnh Vĩnh Long", None)
    assert not is_another_unit_since("tỉnh Cao Bằng", None) and not is_another_unit_since("thành phố Huế", None)
    assert not is_another_unit_since("thị xã Duyên Hải", "tỉnh Trà Vinh")


def test_the_map_is_read_without_the_package_that_ships_it() -> None:
    code = (
        "import sys; from qa_cchc.vietnamese.reform import successors; assert successors('tỉnh Trà Vinh', None); "
        "assert 'underthesea' not in sys.modules and 'torch' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
