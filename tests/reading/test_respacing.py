"""Spaces mended by syllables: what is glued or torn comes right, what is right stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.reading.blocks import Grid, GridCell, Para
from qa_cchc.reading.report import read_report
from qa_cchc.reading.respaced_blocks import respaced_blocks
from qa_cchc.reading.respacing import Mode, changes, respaced
from qa_cchc.reading.spans import text_at
from qa_cchc.records import Box, Spot, Text

RIGHT = [
    "Trong quý, Bộ phận Một cửa đã giải quyết 2.401 hồ sơ, tỷ lệ trễ hạn 0,5%; thủ trưởng đơn vị rà soát.",
    "ỦY BAN NHÂN DÂN THỊ XÃ LÂM KHÊ", "NHIỆM VỤ TRỌNG TÂM QUÝ IV NĂM 2024", "ĐIỀU KHOẢN THI HÀNH", "Số: 86/BC-UBND",
    "Quyết định số 61/2018/NĐ-CP; QĐ-UBND; 102/BC-UBND ngày 03/3/2023", "TTHC, BPMC, ĐVSN, HĐND, TN&TKQ, VBQPPL",
    "Đắk Lắk, Krông Bông, Ê Đê, H'Mông, Pleiku, Bru điện", "PAR INDEX, SIPAS, TCVN ISO 9001:2015, website, Zalo, e-mail",
    "Nguyễn Văn Ất, Thúy, Lò Thị Phìn", "a) hồ sơ¹; b) năm², quý II", "thiamin Zürich café naïve", "hơn4.500 hồ sơ", "",
    "Thưc hiện nhiệm vụ UBND tỉnh giao", "Số viên chưc được tuyển dụng; giải quyêt hồ sơ; trưc tuyến; THƯC HIỆN", "đươc giao thưc hiên",
]  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
@pytest.mark.parametrize("mode", Mode)
def test_what_is_right_stays(text: str, mode: Mode) -> None:
    if mode is Mode.SURE or "hơn4" not in text:
        assert respaced(text, mode) == text


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("Thịxã Lâm Khê", "Thị xã Lâm Khê"),
        ("đạt 41,8 phầ ntrăm so với", "đạt 41,8 phần trăm so với"),
        ("công tác cảicách hànhchính năm 2023", "công tác cải cách hành chính năm 2023"),
        ("Uỷ bannhân dân", "Uỷ ban nhân dân"),
        ("kết quảgiải quyếtđúng hạn", "kết quả giải quyết đúng hạn"),
        ("ĐIỀ U KHO ẢN THI HÀNH", "ĐIỀU KHOẢN THI HÀNH"),
        ("đượ cgiao, tiế pnhận", "được giao, tiếp nhận"),
        ("H ồ s ơ g i ả i q u y ế t", "Hồ sơ giải quyết"),
        ("củaUBNDtỉnh, 102/BC-UBND", "của UBND tỉnh, 102/BC-UBND"),
    ],
)
def test_certain_places_are_mended_anywhere(printed: str, text: str) -> None:
    assert respaced(printed) == respaced(printed, Mode.FREE) == text


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("TH Ị XÃ LÂM KHÊ", "THỊ XÃ LÂM KHÊ"),
        ("thanhtra huyện", "thanh tra huyện"),
        ("tỷlệtrễhạn0,5%.Thủtrưởngcáccơquan,đơnvị", "tỷ lệ trễ hạn 0,5%. Thủ trưởng các cơ quan, đơn vị"),
        ("Kếhoạchsố97/KH-UBNDngày30/12/2022 củaUBNDtỉnh", "Kế hoạch số 97/KH-UBND ngày 30/12/2022 của UBND tỉnh"),
        ("giảiquyết2.401hồsơ(TTHC)", "giải quyết 2.401 hồ sơ (TTHC)"),
    ],
)
def test_spoilt_pages_are_mended_throughout(printed: str, text: str) -> None:
    assert respaced(printed, Mode.FREE) == text


@given(st.data())
def test_lost_and_added_spaces_come_right(data: st.DataObject) -> None:
    words = "Bộ phận Một cửa thị xã tiếp tục nâng cao chất lượng giải quyết thủ tục hành chính cho người dân".split()
    spoilt = words[0]
    for word in words[1:]:
        joint = data.draw(st.sampled_from(["", " ", " "]))
        cut = data.draw(st.integers(0, 6))
        torn = word[:cut] + " " + word[cut:] if 0 < cut < len(word) else word
        spoilt += joint + torn
    assert respaced(spoilt, Mode.FREE) == " ".join(words)


@given(st.text(st.sampled_from("aăâếồiơưnghctrTHỊĐU 1¹,.;:()/-%"), max_size=60), st.sampled_from(Mode))
def test_only_spaces_ever_change(text: str, mode: Mode) -> None:
    made = respaced(text, mode)
    assert made.replace(" ", "") == text.replace(" ", "")
    # Numbers and codes stay whole and apart.
    assert re.findall(r"(?<![^\W\d])\d[\d.,/-]*\d(?![^\W\d])", made) == re.findall(r"(?<![^\W\d])\d[\d.,/-]*\d(?![^\W\d])", text) or mode is Mode.FREE
    for start, end, new in changes(text, mode):
        assert (text[start:end].strip(" "), new.strip(" ")) == ("", "")


def test_the_real_report_stays_as_it_is(seed_report_path: Path) -> None:
    for line in seed_report_path.read_text(encoding="utf-8").split("\n"):
        for mode in Mode:
            assert respaced(line, mode) == line or "hơn4" in line


def test_the_sample_archive_stays_as_it_is() -> None:
    for path in sorted((Path(__file__).parents[2] / "corpus").rglob("*.docx")):
        report = read_report(path, path.parent)
        assert not any("khoảng trắng" in warning for warning in report.warnings)
        texts = [paragraph.text.value for section in report.sections for paragraph in section.paragraphs]
        assert all(respaced(text, Mode.FREE) == text for text in texts)


def test_blocks_keep_their_places_and_say_what_was_done() -> None:
    spots = (Spot(0, 7, 1, None, Box(1, 10, 10, 50, 20)), Spot(8, 13, 1, None, Box(1, 55, 10, 80, 20)))
    text = Text("cảicách hành chính".replace("hành chính", "thể lệ"), spots)
    cell = GridCell(text_at("hànhchính"))
    para = Para(text, bold_prefix=7)
    (made, grid), notes = respaced_blocks([para, Grid(((cell, cell),), 1)])
    assert made.text.value == "cải cách thể lệ" and made.bold_prefix == 8
    assert [(spot.start, spot.end) for spot in made.text.spots] == [(0, 8), (9, 14)]
    assert grid.rows[0][0] is grid.rows[0][1] and grid.rows[0][0].text.value == "hành chính"
    assert notes == ["đã sửa khoảng trắng ở 2 chỗ chữ bị dính hoặc bị rời: “cảicách” → “cải cách”, “hànhchính” → “hành chính”."]
    assert respaced_blocks([Para(text_at("cải cách"))]) == ([Para(text_at("cải cách"))], [])
