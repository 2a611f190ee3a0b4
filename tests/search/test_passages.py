import itertools
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search.report import COMMUNES, DISTRICT, LEAD, LONG, ON_TIME, REPORT

from qa_cchc.reading.report import read_report
from qa_cchc.records import Paragraph, Section, Text
from qa_cchc.search.passages import LONGEST, cut, split_passages
from qa_cchc.vietnamese.segmentation import word_count


@pytest.fixture(scope="module")
def passages():
    return split_passages(REPORT)


def the(passages, part):
    found = [passage for passage in passages if part in passage.text]
    assert len(found) == 1, [passage.text for passage in found]
    return found[0]


def test_ids_count_up_and_the_report_is_named(passages):
    assert [passage.id for passage in passages] == [f"{REPORT.id}:{n}" for n in range(len(passages))]
    assert {passage.report.number for passage in passages} == {"415/BC-UBND"}
    assert {passage.file for passage in passages} == {REPORT.file}


def test_every_word_of_the_report_stands_in_a_passage(passages):
    together = "\n".join(f"{passage.text}\n{passage.context}" for passage in passages)
    for section in REPORT.sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.text.value.split(". "):
                assert sentence.rstrip(".") in together
    for note in REPORT.footnotes:
        assert note.text.value in together


def test_a_list_item_carries_what_introduces_it(passages):
    item = the(passages, "8.046 hồ sơ; giải quyết")
    assert item.text == COMMUNES
    assert item.context.splitlines() == [*REPORT.sections[1].titles, LEAD]
    assert item.section == "II.2. Cải cách thủ tục hành chính"
    assert (item.page, item.line) == (1, 25)
    assert len(item.boxes) > 1


def test_a_lead_stands_with_its_first_item(passages):
    assert the(passages, LEAD).text == f"{LEAD}\n{DISTRICT}"


def test_a_long_paragraph_is_cut_between_sentences_and_keeps_its_subject(passages):
    pieces = [passage for passage in passages if passage.section.startswith("II.3")]
    assert len(pieces) > 1
    assert all(word_count(piece.text) <= LONGEST for piece in pieces)
    assert " ".join(piece.text for piece in pieces) == LONG
    for piece in pieces[1:]:
        assert piece.context.splitlines()[-1] in LONG
        assert piece.line == 2 and piece.boxes


def test_a_sentence_that_leans_on_the_one_before_is_not_parted_from_it(passages):
    holder = the(passages, "52 đơn vị sự nghiệp giáo dục")
    assert "Tổng số đơn vị sự nghiệp công lập của huyện là 58 đơn vị." in holder.text


def test_one_endless_sentence_stays_whole():
    endless = "Số liệu gồm " + "; ".join(f"xã số {n} có {n} hồ sơ tiếp nhận và giải quyết" for n in range(80)) + "."
    assert cut(endless) == [(0, len(endless))]


def test_a_form_row_has_its_parents_as_context(passages):
    last = the(passages, "Số hồ sơ TTHC giải quyết đúng hạn")
    assert last.origin == "form"
    assert last.text == "2\tSố hồ sơ TTHC giải quyết đúng hạn\tHồ sơ"
    assert last.context.splitlines() == ["Cải cách thủ tục hành chính", "Kết quả giải quyết TTHC", ON_TIME]
    assert last.section == "Phụ lục II, Biểu mẫu 3"
    assert (last.page, last.line) == (3, 66)


def test_a_heading_row_is_context_only(passages):
    assert sum(passage.origin == "form" for passage in passages) == 3


def test_a_footnote_knows_the_sentence_that_calls_it(passages):
    note = the(passages, "Đất đai: 610 hs")
    assert note.origin == "footnote"
    assert note.section == "II.2. Cải cách thủ tục hành chính, chú thích 1"
    assert "Tiếp nhận 1.312 hồ sơ¹" in note.context and LEAD in note.context
    assert the(passages, "Văn bản mật").section == "chú thích 2"


def test_a_table_row_says_merged_cells_once_and_has_its_headers(passages):
    rows = [passage for passage in passages if passage.origin == "table"]
    assert [row.text for row in rows] == ["Xã Tân Lộc\t412\t96", "Toàn huyện\t96"]
    assert "Tiếp nhận Trực tuyến" in rows[0].context and "theo đơn vị" in rows[0].context
    assert rows[0].line == 80 and rows[0].boxes


ROWS = (
    ("TT", "Nội dung", "Quý I", "Quý II", "6 tháng"),
    ("1", "Tổng số hồ sơ tiếp nhận", "96", "128", "224"),
    ("2", "Hồ sơ trực tuyến", "0", "128", "128"),
    ("3", "Đang giải quyết", "17", "17", "17"),
    ("", "Chưa thống kê", "Chưa thống kê", "Chưa thống kê", "0"),
)


def merged_docx(folder: Path) -> Path:
    document = docx.Document()
    grid = document.add_table(len(ROWS), 5)
    for at, row in enumerate(ROWS):
        for column, text in enumerate(row):
            if at < 4 or column in (1, 4):
                grid.cell(at, column).text = text
    grid.cell(4, 1).merge(grid.cell(4, 3))
    document.save(folder / "bang.docx")
    return folder / "bang.docx"


def merged_xlsx(folder: Path) -> Path:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append([int(text) if text.isdigit() else text for text in row])
    book.active.merge_cells("B5:D5")
    book.save(folder / "bang.xlsx")
    return folder / "bang.xlsx"


@pytest.mark.parametrize("made", [merged_docx, merged_xlsx])
def test_equal_cells_side_by_side_are_each_said_and_a_merged_one_once(made, tmp_path):
    report = read_report(made(tmp_path), tmp_path)
    said = [[cell for cell in passage.text.split("\t") if cell] for passage in split_passages(report)]
    assert [*ROWS[2]] in said and [*ROWS[3]] in said
    assert ["Chưa thống kê", "0"] in said


def test_a_form_of_two_value_columns_says_both_in_one_row(tmp_path):
    lines = [
        "UBND HUYỆN TÂN HÒA", "Số: 41/BC-UBND", "Tân Hòa, ngày 10 tháng 6 năm 2024", "BÁO CÁO",
        "Công tác cải cách hành chính quý II và 6 tháng đầu năm 2024", "", "Biểu mẫu 1", "Chỉ đạo, điều hành", "",
        "STT\tChỉ tiêu thống kê\tĐơn vị tính\tQuý II\tLũy kế 6 tháng\tGhi chú",
        "1.\tSố văn bản chỉ đạo đã ban hành\tVăn bản\t05\t11\t",
        "2.\tSố đơn vị đã kiểm tra\tĐơn vị\t04\t04\tĐã xong",
        "3.\tSố nhiệm vụ đề ra trong kế hoạch\tNhiệm vụ\t\t42\t",
    ]  # fmt: skip
    (tmp_path / "bc.txt").write_text("\n".join(lines), encoding="utf-8")
    rows = [one for one in split_passages(read_report(tmp_path / "bc.txt", tmp_path)) if one.origin in ("form", "table")]
    assert [row.text for row in rows] == [
        "1.\tSố văn bản chỉ đạo đã ban hành\tVăn bản\t05\t11",
        "2.\tSố đơn vị đã kiểm tra\tĐơn vị\t04\t04\tĐã xong",
        "3.\tSố nhiệm vụ đề ra trong kế hoạch\tNhiệm vụ\t\t42",
    ]
    assert all(row.origin == "form" and row.section == "Biểu mẫu 1" for row in rows)
    assert "Quý II | Lũy kế 6 tháng" in rows[0].context


def test_a_caption_stands_with_its_own_table(tmp_path):
    lines = ["BÁO CÁO", "Công tác cải cách hành chính năm 2024", "", "II. SO SÁNH GIỮA CÁC XÃ", ""]
    for number, counted in ((1, "Hồ sơ"), (2, "Giải ngân")):
        lines += [
            f"Bảng {number}. {counted} năm 2024 theo xã", "", "| Xã | Năm 2023 | Năm 2024 |", "|---|---|---|",
            f"| Tân Hòa | 1{number}0 | 2{number}0 |", f"| Tân Lập | 3{number}0 | 3{number}0 |", "",
        ]  # fmt: skip
    led = "Đã chấm điểm 02 xã, kết quả như bảng sau:"
    lines += [led, "", "| Xã | Điểm |", "|---|---|", "| Tân Hòa | 86 |", "", "Các xã khác chưa chấm."]
    (tmp_path / "bc.md").write_text("\n".join(lines), encoding="utf-8")
    passages = split_passages(read_report(tmp_path / "bc.md", tmp_path))
    assert [one.text for one in passages] == [
        "Các xã khác chưa chấm.",
        "Tân Hòa\t110\t210", "Tân Lập\t310\t310", "Tân Hòa\t120\t220", "Tân Lập\t320\t320", led, "Tân Hòa\t86",
    ]  # fmt: skip
    assert "bảng sau" not in passages[0].context
    assert passages[2].context.splitlines() == [
        "SO SÁNH GIỮA CÁC XÃ", "Bảng 1. Hồ sơ năm 2024 theo xã", "Xã | Năm 2023 | Năm 2024",
    ]  # fmt: skip
    assert "Bảng 2. Giải ngân năm 2024 theo xã" in passages[3].context


def test_short_neighbours_are_put_together():
    short = [Paragraph(Text(f"- Lưu: VT, phòng số {n};")) for n in range(6)]
    report = replace(REPORT, sections=(Section("", (), 1, tuple(short)),), footnotes=(), forms=(), tables=())
    assert len(split_passages(report)) == 1


def test_an_empty_report_has_none():
    assert split_passages(replace(REPORT, sections=(), footnotes=(), forms=(), tables=())) == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Huyện có 12 xã. ", "Trong đó có 3 phường. ", "Đạt 41,8% kế hoạch năm. ", LONG + " "]),
        max_size=12,
    )
)
def test_cuts_are_in_order_and_lose_nothing(parts):
    whole = "".join(parts)
    spans = cut(whole)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    assert "".join(whole[start:end] for start, end in spans).replace(" ", "") == whole.replace(" ", "")
