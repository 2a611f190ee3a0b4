"""The check admits other wordings of the same statements, and no change of what is stated."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qa_cchc.asking.rephrasing import check
from qa_cchc.asking.rephrasing.check import fault
from qa_cchc.asking.rephrasing.tokens import tokens
from qa_cchc.asking.rephrasing.words import BEARING

SIGNED = "Báo cáo số 12/BC-UBND ngày 05/6/2024 của UBND xã Tân Lập, quý II năm 2024; người ký: Trần Văn Bình [1]."
ONE = "Xã Tân Lập, quý II năm 2024: Tỷ lệ hồ sơ được giải quyết trực tuyến (Bộ phận Một cửa xã): 41,8% [1]."
COUNTED = "Có 2 báo cáo nhắc tới kế hoạch 7/KH-UBND:\n- Báo cáo số 12/BC-UBND ngày 05/6/2024 của UBND xã Tân Lập [1]\n- Báo cáo số 15/BC-UBND ngày 06/9/2024 của UBND xã Tân Lập [2][3]"
TWO = "Quý I năm 2024, xã Tân Lập đạt 40% cao hơn xã Phú Hòa 5 điểm [1]."
ZERO = "Xã Tân Lập, năm 2024: Số hồ sơ quá hạn: 0 hồ sơ (báo cáo ghi “không có hồ sơ”) [1]."
SHARED = "Theo báo cáo số 12/BC-UBND:\n- Đã tiếp nhận 246 hồ sơ, đã giải quyết 219 hồ sơ, chưa đến hạn 27 hồ sơ. [1]\n- Máy quét của xã không đọc được bản giấy khổ lớn. [2]"
YES = "Có. Xã Tân Lập, năm 2024: Ban hành kế hoạch kiểm tra: báo cáo ghi “Có” [1]."

COMPARED = "Số hồ sơ tiếp nhận (xã Tân Lập) tăng: từ 271 hồ sơ [1] (quý I/2023) lên 297 hồ sơ [2] (quý II/2023), tăng 26 hồ sơ (9,59%).\n- Quý I/2023: 271 hồ sơ [1]\n- Quý II/2023: 297 hồ sơ [2]\n- Quý III/2023: –\nChưa có số liệu (quý III/2023): báo cáo không nêu số liệu này."


@pytest.mark.parametrize(
    ("built", "told"),
    [
        (COMPARED, COMPARED),
        (COMPARED, COMPARED.replace("\n- ", "; ").replace("(xã Tân Lập)", "của xã Tân Lập")),
        (SIGNED, "Người ký Báo cáo số 12/BC-UBND ngày 05/6/2024 của UBND xã Tân Lập, quý II/2024 là Trần Văn Bình [1]."),
        (ONE, "Trong quý II năm 2024, Bộ phận Một cửa xã Tân Lập giải quyết trực tuyến 41,8% hồ sơ [1]."),
        (ONE, "Theo báo cáo quý II/2024 của xã Tân Lập, tỷ lệ hồ sơ giải quyết trực tuyến tại Bộ phận Một cửa xã đạt 41,8% [1]."),
        (COUNTED, "Có 2 báo cáo nhắc tới Kế hoạch 7/KH-UBND, cụ thể là Báo cáo số 12/BC-UBND ngày 05/6/2024 của UBND xã Tân Lập [1] và Báo cáo số 15/BC-UBND ngày 06/9/2024 của UBND xã Tân Lập [2][3]."),
        (ZERO, "Năm 2024, xã Tân Lập có số hồ sơ quá hạn là 0 hồ sơ (báo cáo ghi \"không có hồ sơ\") [1]."),
        (SHARED, "Theo Báo cáo số 12/BC-UBND, đã tiếp nhận 246 hồ sơ, giải quyết 219 hồ sơ và chưa đến hạn 27 hồ sơ [1]. Máy quét của xã cũng không đọc được bản giấy khổ lớn [2]."),
        (YES, "Có, xã Tân Lập ban hành kế hoạch kiểm tra năm 2024, báo cáo ghi “Có” [1]."),
    ],
)
def test_the_same_in_other_words_passes(built: str, told: str) -> None:
    assert fault(built, told) is None


@pytest.mark.parametrize(
    ("built", "told", "reason"),
    [
        (SIGNED, SIGNED.replace("12/BC", "13/BC"), check.NAMES),
        (SIGNED, SIGNED.replace("05/6/2024", "06/6/2024"), check.NAMES),
        (SIGNED, SIGNED.replace("Trần Văn Bình", "Trần Văn Minh"), check.OMITTED),
        (COUNTED, COUNTED.replace("12/BC", "@").replace("15/BC", "12/BC").replace("@", "15/BC"), check.NAMES),
        (COUNTED, COUNTED.replace("Có 2", "Có 3"), check.NUMBERS),
        (TWO, TWO.replace("Tân Lập", "@").replace("Phú Hòa", "Tân Lập").replace("@", "Phú Hòa"), check.PLACES),
        (COMPARED, COMPARED.replace("quý I/2023) lên", "quý II/2023) lên").replace("[2] (quý II/", "[2] (quý I/"), check.NAMES),
        (COMPARED.replace("Quý II/2023: 297 hồ sơ [2]\n- Quý III/2023: –", "Quý III/2023: –\n- Quý II/2023: 297 hồ sơ [2]"), COMPARED.replace("Quý II/2023: 297 hồ sơ [2]\n- Quý III/2023: –", "Quý III/2023, Quý II/2023: 297 hồ sơ [2]"), check.MARKUP),
        (COMPARED, COMPARED.replace("không nêu", "nêu"), check.SENSE),
        (COMPARED, COMPARED.replace("Chưa có số liệu (quý III/2023): báo cáo không nêu số liệu này.", ""), check.SENSE),
        (COMPARED, COMPARED.replace("từ 271 hồ sơ [1] (quý I/2023) lên 297 hồ sơ [2] (quý II/2023)", "từ 297 hồ sơ [2] (quý II/2023) lên 271 hồ sơ [1] (quý I/2023)"), check.CITATIONS),
        (TWO, TWO.replace("cao hơn", "thấp hơn"), check.SENSE),
        (TWO, TWO.replace("5 điểm", "5%"), check.NUMBERS),
        (ZERO, ZERO.replace("“không có hồ sơ”", "“chưa có hồ sơ”"), check.QUOTED),
        (SHARED, SHARED.replace("tiếp nhận", "@").replace("giải quyết", "tiếp nhận").replace("@", "giải quyết"), check.MOVED),
        (SHARED, SHARED.replace("đã giải quyết 219 hồ sơ, chưa đến hạn", "chưa giải quyết 219 hồ sơ, đã đến hạn"), check.MOVED),
        (SHARED, SHARED.replace("Máy quét của xã không đọc được bản giấy khổ lớn", "Bản giấy khổ lớn không đọc được máy quét của xã"), check.SENSE),
        (SHARED, SHARED.replace("Máy quét của xã không đọc được bản giấy khổ", "Bản giấy khổ không đọc được máy quét của xã"), check.MOVED),
        (SHARED, SHARED.replace("không đọc được", "đọc được"), check.SENSE),
        (YES, YES.replace("Có. ", ""), check.SENSE),
        (YES, YES.replace("Có. ", "Có thể. "), check.SENSE),
        ("Số hồ sơ xã chuyển huyện: 5 hồ sơ [1].", "Số hồ sơ huyện chuyển xã là 5 hồ sơ [1].", check.MOVED),
        ("UBND xã chuyển 5 hồ sơ cho UBND huyện [1].", "UBND huyện chuyển 5 hồ sơ cho UBND xã [1].", check.MOVED),
        ("Tỷ lệ từ 70-80% [1].", "Tỷ lệ từ 70, 80% [1].", check.MARKUP),
        ("Chênh lệch: -3,2% [1].", "Chênh lệch: 3,2% [1].", check.NUMBERS),
        ("Có khoảng 300 hồ sơ, đạt 40% [1].", "Có 300 hồ sơ, đạt khoảng 40% [1].", check.SENSE),
        ("Kinh phí: 132 triệu đồng [1].", "Kinh phí: 132 tỷ đồng [1].", check.NUMBERS),
        ("Xã Tân Lập, năm 2024:\n- Số cuộc kiểm tra: 4 cuộc [1]\nChênh lệch: 2 cuộc [2]", "Xã Tân Lập, năm 2024: số cuộc kiểm tra là 4 cuộc [1]. Chênh lệch của xã Tân Lập là 2 cuộc [2].", check.PLACES),
        ("Năm 2024: Bộ phận Một cửa các xã: 4 hồ sơ [1].", "Năm 2024, Bộ phận Một cửa xã có 4 hồ sơ [1].", check.OMITTED),
        ("Từ năm 2021 đến năm 2023 có 5 xã [1].", "Từ năm 2021, năm 2023 có 5 xã [1].", check.NAMES),
        ("Tổng số đơn vị dưới 50%: 4 đơn vị [1].", "Số đơn vị dưới 50% là 4 đơn vị [1].", check.OMITTED),
    ],
)
def test_another_statement_does_not_pass(built: str, told: str, reason: str) -> None:
    assert built != told
    assert fault(built, told) == reason


# Each example is read for dates, periods and places several times over.
_FEW = settings(max_examples=20, deadline=None)
_NUMBERS = st.from_regex(r"[1-9][0-9]{0,2}(\.[0-9]{3})?(,[1-9])?", fullmatch=True)
_NAMES = st.sampled_from([
    "Số hồ sơ tiếp nhận", "Số hồ sơ giải quyết quá hạn", "Tỷ lệ hồ sơ trực tuyến", "Số cuộc kiểm tra", "Biên chế giảm",
    "Số nhiệm vụ chưa hoàn thành", "Số thủ tục được công bố mới",
])
_UNITS = st.sampled_from(["%", " hồ sơ", " cuộc", " triệu đồng", ""])
_SCOPES = st.sampled_from(["", " (Sở Nội vụ)", " (Bộ phận Một cửa)", " (huyện An Phú)"])
_HEADINGS = st.sampled_from(["Huyện Tân Hòa, quý I năm 2024:", "Xã An Lạc, năm 2023:", "Sở Tư pháp, 9 tháng đầu năm 2025:"])
_LINES = st.lists(st.tuples(_NAMES, _SCOPES, _NUMBERS, _UNITS), min_size=1, max_size=4)


@st.composite
def built_answers(draw: st.DrawFn) -> str:
    blocks = draw(st.lists(st.tuples(_HEADINGS, _LINES), min_size=1, max_size=3))
    lines, mark = [], 0
    for heading, figures in blocks:
        lines.append(heading)
        for name, scope, number, unit in figures:
            mark += 1
            lines.append(f"- {name}{scope}: {number}{unit} [{mark}]")
    return "\n".join(lines)


@_FEW
@given(built_answers())
def test_the_built_answer_itself_passes_in_any_layout(built: str) -> None:
    assert fault(built, built) is None
    assert fault(built, " ".join(built.split())) is None


def of(kind: str, text: str) -> list[str]:
    return [token.key for token in tokens(text) if token.kind == kind]


@_FEW
@given(built_answers(), st.data())
def test_no_digit_may_change(built: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([match.start() for match in re.finditer(r"\d", built)]))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda one: one != built[place]))
    assert fault(built, built[:place] + digit + built[place + 1 :]) is not None


@_FEW
@given(built_answers(), st.data())
def test_no_two_statements_may_change_numbers_or_names(built: str, data: st.DataObject) -> None:
    lines = built.split("\n")
    own = [place for place, line in enumerate(lines) if line.startswith("- ")]
    assume(len(own) > 1)
    first, second = data.draw(st.lists(st.sampled_from(own), min_size=2, max_size=2, unique=True))
    part = data.draw(st.sampled_from([0, 1]))
    one, other = re.split(r": | \[", lines[first]), re.split(r": | \[", lines[second])
    assume(one[part] != other[part])
    one[part], other[part] = other[part], one[part]
    lines[first], lines[second] = (f"{name}: {value} [{mark}" for name, value, mark in (one, other))
    assert fault(built, "\n".join(lines)) is not None


@_FEW
@given(built_answers(), st.sampled_from(sorted(BEARING)), st.data())
def test_no_word_that_turns_the_sense_may_come_in(built: str, word: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([match.start() for match in re.finditer(r"(?<=\s)(?=[^\W\d_])", built)]))
    assert fault(built, f"{built[:place]}{word} {built[place:]}") is not None


@_FEW
@given(built_answers(), st.data())
def test_no_statement_may_be_left_out_and_no_mark(built: str, data: st.DataObject) -> None:
    lines = built.split("\n")
    place = data.draw(st.sampled_from([place for place, line in enumerate(lines) if line.startswith("- ")]))
    assert fault(built, "\n".join(lines[:place] + lines[place + 1 :])) is not None
    assert fault(built, "\n".join([*lines[:place], lines[place].split(" [")[0], *lines[place + 1 :]])) is not None


@_FEW
@given(built_answers(), built_answers())
def test_one_answer_never_passes_for_another(built: str, told: str) -> None:
    if fault(built, told) is None:
        for kind in ("number", "citation", "bearing"):
            assert of(kind, built) == of(kind, told)
        assert set(of("named", built)) == set(of("named", told))


@_FEW
@given(built_answers(), st.text(max_size=300))
def test_any_text_is_judged_and_added_text_with_a_letter_is_refused(built: str, noise: str) -> None:
    fault(noise, built)
    fault(built, noise)
    if any(character.isalnum() and not character.isascii() for character in noise):
        words = set(of("word", built))
        assume(not set(of("word", noise)) <= words)
        assert fault(built, f"{built} {noise}") is not None
