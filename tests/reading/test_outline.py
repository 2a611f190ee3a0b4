"""Headings, labels, items with their leads, and sentences put together again."""

from __future__ import annotations

import pytest

from qa_cchc.reading.blocks import Note, Para
from qa_cchc.reading.joining import mend
from qa_cchc.reading.markers import appendix_label, find_marker
from qa_cchc.reading.outline import Outline
from qa_cchc.reading.spans import text_at
from qa_cchc.records import Section


def para(text: str, bold: bool = False, page: int = 1) -> Para:
    return Para(text_at(text, page), bold)


def outline(*paragraphs: str | Para) -> tuple[Section, ...]:
    made = Outline()
    for paragraph in paragraphs:
        made.add(para(paragraph) if isinstance(paragraph, str) else paragraph)
    return made.sections()


@pytest.mark.parametrize(("text", "kind", "numbers"), [
    ("II. KẾT QUẢ", "roman", (2,)), ("1. Cải cách", "number", (1,)), ("1.1. Kết quả", "decimal", (1, 1)),
    ("II.2.1 Kết quả", "path", (2, 2, 1)), ("a) Về thể chế", "letter", (1,)), ("đ) Về tài chính", "letter", (5,)),
    ("- Tổng số", "bullet", ()), ("(2) Nội dung", "enclosed", (2,)), ("Phần thứ hai", "part", (2,)),
    ("2.401 hồ sơ đã giải quyết", None, ()), ("15/QĐ-UBND ngày 02/3", None, ()), ("đ/c Chủ tịch", None, ()),
    ("13.5 triệu đồng", None, ()), ("Phần mềm một cửa", None, ()), ("-0,66 điểm", None, ()),
])
def test_markers(text: str, kind: str | None, numbers: tuple[int, ...]) -> None:
    marker = find_marker(text)
    assert (marker.kind, marker.numbers) == (kind, numbers) if marker else kind is None


@pytest.mark.parametrize(("lines", "labels"), [
    ("I. A|1. B|1.1. C|1.2. D|2. E|II. F|1. G", "I I.1 I.1.1 I.1.2 I.2 II II.1"),
    ("1. Một|1.1. Hai|a) Ba|b) Bốn|2. Năm", "1 1.1 1.1.a 1.1.b 2"),
    ("A. Một|I. Hai|1. Ba|B. Bốn|I. Năm", "A A.I A.I.1 B B.I"),
    ("A. Một|B. Hai|B.1. Ba|B.2. Bốn|C. Năm", "A B B.1 B.2 C"),
    # Numbering that starts again under the heading reached.
    ("I. A|1. Kết quả|2. Hạn chế|1. Về thể chế|2. Về tổ chức", "I I.1 I.2 I.2.1 I.2.2"),
])
def test_labels(lines: str, labels: str) -> None:
    assert [section.label for section in outline(*lines.split("|"))][1:] == labels.split()


def test_headings_that_count_keep_their_words_as_text() -> None:
    section = outline("1. Tiếp nhận 120 hồ sơ trong tháng")[1]
    assert (section.label, section.paragraphs[0].text.value) == ("1", "Tiếp nhận 120 hồ sơ trong tháng")
    below = outline("1. Kết quả năm 2023", "Nội dung.")[1].paragraphs
    assert [one.text.value for one in below] == ["Nội dung."]


def test_a_heading_with_nothing_under_it_is_text_too() -> None:
    sections = outline(
        "5. Chính quyền số", "a) Máy chủ mới đã chạy từ ngày 06/01/2025.", "6/ Kế hoạch Q.II: bàn giao kho", "7. Khó khăn",
        "Không có.", "II. KẾT LUẬN",
    )  # fmt: skip
    said = [[(one.bullet, one.text.value) for one in section.paragraphs] for section in sections[1:]]
    assert said == [
        [], [("a)", "Máy chủ mới đã chạy từ ngày 06/01/2025.")], [("6/", "Kế hoạch Q.II: bàn giao kho")],
        [(None, "Không có.")], [],
    ]  # fmt: skip


def test_a_heading_over_a_table_is_no_text() -> None:
    made = Outline()
    made.add(para("a) Bộ phận Một cửa huyện:"))
    made.hold()
    assert made.sections()[1].paragraphs == ()


def test_a_starred_item_that_counts_is_text_and_leads_its_items() -> None:
    (section,) = outline("* Hồ sơ: tiếp nhận 3.498 hồ sơ (mới 3.452), trong đó:", "+ Trực tuyến 2.940 hồ sơ;", "* Khác.")
    assert section.paragraphs[0].text.value.startswith("Hồ sơ: tiếp nhận 3.498")
    assert [one.bullet for one in section.paragraphs] == ["*", "+", "*"]
    assert section.paragraphs[1].lead == section.paragraphs[0].text.value


def test_bold_headings_without_numbers() -> None:
    sections = outline(para("KẾT QUẢ CHUNG", True), para("Cải cách thể chế", True), "Nội dung.", para("Tài chính công", True))
    assert [section.titles for section in sections[1:]] == [
        ("KẾT QUẢ CHUNG",), ("KẾT QUẢ CHUNG", "Cải cách thể chế"), ("KẾT QUẢ CHUNG", "Tài chính công"),
    ]


def test_the_caption_of_a_table_is_no_heading() -> None:
    sections = outline(para("Cải cách thủ tục hành chính", True), para("Bảng 1. Hồ sơ theo đơn vị", True), "Nội dung.")
    assert [len(section.paragraphs) for section in sections] == [0, 2]


def test_items_end_with_the_next_paragraph() -> None:
    paragraphs = outline("Kết quả như sau:", "- Một;", "- Hai.", "Ngoài ra không có gì.")[0].paragraphs
    assert [item.lead for item in paragraphs] == [None, "Kết quả như sau:", "Kết quả như sau:", None]


@pytest.mark.parametrize(("text", "label"), [
    ("PHỤ LỤC II", "Phụ lục II"), ("Phụ lục số 2: Số liệu", "Phụ lục 2"), ("PHỤ LỤC", "Phụ lục"),
    ("Phụ lục kèm theo gồm 07 biểu.", ""), ("phụ lục 1", ""),
])
def test_appendix_labels(text: str, label: str) -> None:
    assert appendix_label(text) == label


def joined(*texts: str) -> list[str]:
    return [block.text.value for block in mend([para(text) for text in texts]) if isinstance(block, Para)]


def test_broken_sentences_are_joined_and_whole_ones_are_not() -> None:
    start = "Đến nay Ủy ban nhân dân thị xã đã ban hành 12/12"
    assert joined(start, "văn bản quy định chức năng.") == [f"{start} văn bản quy định chức năng."]
    assert len(joined("Đã hoàn thành việc rà soát toàn bộ văn bản trong kỳ.", "văn bản còn lại chuyển kỳ sau.")) == 2
    assert len(joined("KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH", "trong kỳ đã ban hành 03 văn bản.")) == 2
    assert len(joined("Kết quả đạt được trong kỳ báo cáo của các phòng, ban gồm", "- văn bản: 03;")) == 2


def test_a_footnote_between_the_halves_comes_after_them() -> None:
    start, rest = "Các cơ quan chuyên môn thuộc Ủy ban", "nhân dân huyện đã được kiện toàn."
    blocks = mend([para(start), Note("1", text_at("Gồm 12 phòng.")), para(rest, page=2)])
    assert isinstance(blocks[0], Para) and blocks[0].text.value == f"{start} {rest}"
    assert blocks[0].text.page(len(start) + 1) == 2
    assert isinstance(blocks[1], Note)
