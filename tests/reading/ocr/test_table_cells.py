"""What may stand as a figure, and what shows that a reading lost something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.reading.ocr.table_cells import well_formed


@pytest.mark.parametrize("text", ["41,8", "13.5%", "07", "103/246", "-0,66", "132.928", "1.250,5", "1,512.7", "(12)", "15/12/2022"])
def test_figures_as_offices_print_them(text: str) -> None:
    assert well_formed(text)


@pytest.mark.parametrize("text", ["6.691853", "6.69.853", "1..250", "41,", ",5", "1.250.5", "12,3456"])
def test_figures_that_lost_a_sign(text: str) -> None:
    assert not well_formed(text)


@given(st.integers(0, 10**12), st.sampled_from(".,"))
def test_every_grouped_number_is_well_formed_until_a_separator_is_lost(number: int, mark: str) -> None:
    grouped = f"{number:,}".replace(",", mark)
    assert well_formed(grouped)
    parts = grouped.split(mark)
    if len(parts) > 2:
        assert not well_formed(parts[0] + mark + "".join(parts[1:]))
