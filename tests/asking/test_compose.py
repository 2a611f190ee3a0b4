"""The words of an answer made of figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa_cchc.asking.compose import compose, figure_line, yes_no
from qa_cchc.records import Figure, Report, ReportRef
from qa_cchc.vietnamese.periods import period

REPORT = Report(id="r", file="r.pdf", sha256="", number="9/BC-UBND", place="huyện Hồng Lĩnh")
FIGURE = Figure(
    id="a", indicator="Số hồ sơ trễ hạn", indicator_id="overdue", value=7, text="07", unit="hồ sơ", state="value",
    period=period("2023-Q1"), place="huyện Hồng Lĩnh", level="huyện", scope=None, origin="form",
    report=ReportRef("r", "9/BC-UBND", None, None), file="r.pdf", section="II.2. Thủ tục", page=3, quote="trễ hạn 07 hồ sơ",
)  # fmt: skip
NONE = replace(FIGURE, id="b", value=0, text="0", scope="Bộ phận Một cửa các xã, phường", facets=("desk_commune",))


def test_one_thing_stated_twice_is_one_line_with_both_marks():
    told = compose([FIGURE, replace(FIGURE, id="c", origin="prose")], [1, 2], lambda _: REPORT)
    assert told == "Huyện Hồng Lĩnh, quý I năm 2023: Số hồ sơ trễ hạn: 07 hồ sơ [1][2]."


def test_different_values_keep_their_lines():
    told = compose([FIGURE, replace(FIGURE, id="c", value=9, text="9")], [1, 2], lambda _: REPORT)
    assert "07 hồ sơ [1]" in told and "9 hồ sơ [2]" in told


def test_a_share_is_shown_with_what_the_same_words_print_it_of():
    share = replace(
        FIGURE, indicator="Tỷ lệ trực tuyến", value=41.8, text="41,8%", unit="%", numerator=1103, denominator=2639,
        quote="1.103/2.639 hồ sơ, đạt 41,8%",
    )  # fmt: skip
    assert figure_line(share, 1) == "Tỷ lệ trực tuyến: 41,8% (1.103/2.639) [1]"
    assert "(" not in figure_line(replace(share, quote="đạt 41,8%"), 1)


@pytest.mark.parametrize(
    ("figures", "question", "decided"),
    [
        ([NONE], "huyện còn hồ sơ trễ hạn không", "Không"),
        ([NONE, FIGURE], "huyện có hồ sơ trễ hạn không", "Có"),
        ([FIGURE], "huyện có làm tốt không", None),
        ([NONE], "hết hồ sơ trễ hạn chưa", None),
        ([replace(FIGURE, value=1, text="1 (Có)")], "có đối thoại không", "Có"),
        ([replace(FIGURE, value=None, text="Chưa", state="not_yet")], "đã kiểm tra chưa", "Chưa"),
    ],
)
def test_what_figures_settle(figures, question, decided):
    assert yes_no(figures, question) == decided
