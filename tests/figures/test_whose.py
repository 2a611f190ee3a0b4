"""Whose the numbers of a sentence are, by the part that each named body plays in it."""

from __future__ import annotations

import dataclasses

import pytest

from qa_cchc.figures.from_prose import prose_figures
from qa_cchc.records import Footnote, FootnoteCall, Paragraph, Report, Section, Spot, Text
from qa_cchc.vietnamese.periods import period

DISTRICT = Report(
    "abc",
    "bao-cao.txt",
    "0" * 64,
    place="huyện Sông Trầu",
    level="huyện",
    agency="UBND huyện Sông Trầu",
    period=period("2024-Q3"),
)


def text(words: str) -> Text:
    return Text(words, (Spot(0, len(words), 1, 1),))


def told(words: str, title: str = "Thủ tục hành chính", lead: str | None = None) -> list[tuple[str, str | None]]:
    section = Section("II.2", ("KẾT QUẢ", title), 1, (Paragraph(text(words), lead=lead),))
    return [(f.text, f.scope) for f in prose_figures(dataclasses.replace(DISTRICT, sections=(section,)))]


@pytest.mark.parametrize(
    ("words", "scopes"),
    [
        # Who gives is not whose it is.
        ("UBND tỉnh giao UBND huyện 61 nhiệm vụ; đã hoàn thành 58 nhiệm vụ.", ["UBND huyện", "UBND huyện"]),
        ("Đã kiểm tra 14 văn bản do các xã gửi đến.", [None]),
        ("Thực hiện Kế hoạch số 31/KH-UBND ngày 12/02/2024 của UBND tỉnh, đã rà soát 24 thủ tục.", [None]),
        ("Đã trình HĐND huyện thông qua 03 nghị quyết.", [None]),
        ("Phòng Tư pháp phối hợp với Công an huyện mở 02 lớp tập huấn.", ["Phòng Tư pháp"]),
        ("UBND huyện kiểm tra tại UBND xã Bàu Sen, phát hiện 09 thiếu sót.", ["UBND huyện"]),
        ("Khen thưởng 03 Chủ tịch UBND xã.", [None]),
        # A name behind a number is of that number alone.
        ("Có 310 thủ tục cấp huyện, 126 thủ tục cấp xã, niêm yết đạt 100%.", ["cấp huyện", "cấp xã", None]),
        ("Còn 12 hồ sơ trễ hạn tại phòng Quản lý đô thị, 03 văn bản chậm.", ["phòng Quản lý đô thị", None]),
        # A colon opens what holds to the end, a label only what its clause says.
        ("Cấp xã: tiếp nhận 900 hồ sơ; giải quyết 890 hồ sơ. Còn lại 10 hồ sơ.", ["cấp xã"] * 3),
        ("Văn bản điện tử cấp huyện đạt 99%, cấp xã 96%; đã cấp 310 chứng thư số.", ["cấp huyện", "cấp xã", None]),
        ("Trễ hạn 16 hồ sơ, tập trung ở xã Bàu Sen (11 hồ sơ) và xã Cẩm Tú (05 hồ sơ).", [None, "xã Bàu Sen", "xã Cẩm Tú"]),
        ("Chưa đạt là xã Bàu Sen (45%), xã Cẩm Tú (38,2%).", ["xã Bàu Sen", "xã Cẩm Tú"]),
        ("Tỷ lệ đạt 92,7% ở cấp huyện và 84,4% ở cấp xã.", ["cấp huyện", "cấp xã"]),
        # Offices act, stand before their number, and hold on while nobody else is named.
        ("Bưu điện huyện nhận 210 hồ sơ, trả 190 kết quả. Đã thu 12 triệu đồng.", ["Bưu điện huyện"] * 3),
        ("Quá hạn: Phòng Nội vụ 12, Phòng Kinh tế và Hạ tầng 4.", ["Phòng Nội vụ", "Phòng Kinh tế và Hạ tầng"]),
        ("Các xã Bàu Sen, Cẩm Tú và Đông An lần lượt là 07, 05 và 02 hồ sơ.", ["xã Bàu Sen", "xã Cẩm Tú", "xã Đông An"]),
        ("Cấp huyện và cấp xã lần lượt đạt 85,2% và 78,9%.", ["cấp huyện", "cấp xã"]),
        ("UBND huyện giao phường 39 nhiệm vụ.", ["phường"]),
    ],
)
def test_parts_that_bodies_play(words: str, scopes: list[str | None]) -> None:
    found = [scope.lower() if scope and scope.lower().startswith("cấp") else scope for _, scope in told(words)]
    assert found == scopes


@pytest.mark.parametrize(
    ("words", "scopes"),
    [
        ("Kỷ luật 02 viên chức (cảnh cáo 01, khiển trách 01).", [None, None, None]),
        ("Rà soát 90 văn bản, trong đó giữ nguyên 60, thay thế 20, bãi bỏ 10.", [None] * 4),
        ("Quản lý 09 đơn vị sự nghiệp (08 trường học và 01 trạm y tế).", [None] * 3),
        ("Hồ sơ mới 500 hồ sơ, gồm trực tuyến 420 hồ sơ, qua bưu chính: 80 hồ sơ.", [None] * 3),
        (
            "Có 40 TTHC, gồm: đất đai 12; hộ tịch, chứng thực 20; lĩnh vực khác 8.",
            [None, "đất đai", "hộ tịch, chứng thực", "lĩnh vực khác"],
        ),
        (
            "Nhận 42 hồ sơ, chủ yếu lĩnh vực hộ tịch (20 hồ sơ), chứng thực (12 hồ sơ) và đất đai (10 hồ sơ).",
            [None, "lĩnh vực hộ tịch", "chứng thực", "đất đai"],
        ),
    ],
)
def test_only_names_are_labels(words: str, scopes: list[str | None]) -> None:
    assert [scope for _, scope in told(words)] == scopes


def test_a_heading_that_names_an_office_holds_for_what_stands_under_it() -> None:
    title = "Kết quả tại hệ thống Văn phòng Đăng ký đất đai"
    assert {scope for _, scope in told("Nhận 4.500 hồ sơ, giải quyết 4.400 hồ sơ.", title)} == {
        "Văn phòng Đăng ký đất đai"
    }


def test_an_introduction_that_names_a_body_holds_for_its_items() -> None:
    lead = "Tại Bộ phận Một cửa các xã, thị trấn:"
    assert told("- Tiếp nhận 300 hồ sơ.", lead=lead) == [("300", "Bộ phận Một cửa các xã, thị trấn")]


def test_counts_in_a_note_on_a_share_are_no_shares() -> None:
    words = "Tỷ lệ số hóa đạt 99,2%¹."
    paragraph = Paragraph(text(words), calls=(FootnoteCall("1", words.index("¹")),))
    note = Footnote("1", text("Số hồ sơ đã số hóa: 3.812; trong đó đất đai 2.690, hộ tịch 1.122."), 0, 0, words.index("¹"))
    report = dataclasses.replace(DISTRICT, sections=(Section("II", ("KẾT QUẢ",), 1, (paragraph,)),), footnotes=(note,))
    details = [figure for figure in prose_figures(report) if figure.origin == "footnote"]
    assert [(f.text, f.scope) for f in details] == [("3.812", None), ("2.690", "đất đai"), ("1.122", "hộ tịch")]
    assert "%" not in {figure.unit for figure in details}


def test_a_number_compared_with_is_of_its_own_time() -> None:
    words = "Tiếp nhận 500 hồ sơ, tăng 12% so với cùng kỳ năm 2023 (446 hồ sơ)."
    section = Section("II", ("KẾT QUẢ",), 1, (Paragraph(text(words)),))
    periods = {f.text: f.period.id for f in prose_figures(dataclasses.replace(DISTRICT, sections=(section,)))}
    assert periods == {"500": "2024-Q3", "12%": "2024-Q3", "446": "2023-Q3"}
