"""The matrix: cuts of a report, the truth of a layout, how a page moves in a scan, the poor text layer, the workbook."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import openpyxl
import pymupdf
import pytest

from qa_cchc.records import Footnote, Form, FormRow, Paragraph, Report, Section, Text
from tools.matrix import cuts, samples
from tools.matrix.layout import layout_of
from tools.matrix.places import find, line_boxes, quotes_of, read_letters, turned
from tools.matrix.readers import place_in
from tools.matrix.report_table import summary
from tools.matrix.scans import Scan, scan_file, skew_map, turn_map, write_pdf
from tools.matrix.text_layer import spoil
from tools.matrix.truth import Truth, truth_of, words_of
from tools.matrix.variants import variants
from tools.matrix.workbook import write_workbook


def row(code: str, path: str, name: str, unit: str, value: str | None) -> FormRow:
    return FormRow(code, path, name, unit, value, "", (), 1)


@pytest.fixture
def report() -> Report:
    said = Paragraph(Text("Tiếp nhận 246 hồ sơ², đã giải quyết 220 hồ sơ."), bullet="-")
    return Report(
        "0" * 12, "a.txt", "0" * 64, number="7/BC-UBND", date=date(2024, 3, 8), place="thị xã Lam Khê",
        title="Kết quả quý I", signer="Đinh Quốc Tường",
        sections=(
            Section("", (), 1, (Paragraph(Text("Ủy ban nhân dân báo cáo như sau:")),)),
            Section("I", ("CHỈ ĐẠO",), 1, (Paragraph(Text("Đã ban hành kế hoạch¹.")),)),
            Section("II", ("KẾT QUẢ",), 1),
            Section("II.2", ("KẾT QUẢ", "Thủ tục hành chính"), 1, (said,)),
            Section("", (), 1, (Paragraph(Text("Nơi nhận:")), Paragraph(Text("Đinh Quốc Tường"))), "closing"),
            Section("Phụ lục II", ("SỐ LIỆU",), 1, (), "appendix"),
        ),
        footnotes=(Footnote("1", Text("Kế hoạch số 5."), 1, 0, 21), Footnote("2", Text("Đất đai: 40 hồ sơ."), 3, 0, 19)),
        forms=tuple(
            Form(number, f"Biểu {number}", "Phụ lục II", (
                row("1.", "1", "Tổng số hồ sơ", "", None), row("1.1.", "1.1", "Số hồ sơ trực tuyến", "Hồ sơ", "1.250"),
                row("1.2.", "1.2", "Tỷ lệ trực tuyến", "%", "41,8"), row("1.3.", "1.3", "Số lãnh đạo", "Người", "05"),
                row("1.4.", "1.4", "Số biên chế", "Người", "74"), row("1.5.", "1.5", "Tỷ lệ giảm", "%", "10,71"),
            ), 1)
            for number in ("3", "6", "7")
        ),
    )


def test_words_are_nfc_without_punctuation_and_calls() -> None:
    assert words_of("“hồ sơ”¹; (đạt 41,8%), quý I/2023.") == ["hồ", "sơ", "đạt", "41,8%", "quý", "I/2023"]
    assert words_of("hồ sơ2 Hồ sơ") == ["hồ", "sơ", "Hồ", "sơ"], "a call glued to a word is left out, NFD is composed"


def test_truth_of_a_layout(report: Report) -> None:
    truth = truth_of(report, layout_of(report))
    assert truth.sections == (("I", "CHỈ ĐẠO"), ("II", "KẾT QUẢ"), ("II.2", "Thủ tục hành chính"), ("Phụ lục II", "SỐ LIỆU"))
    assert [(call.mark, call.section) for call in truth.calls] == [("1", "I"), ("2", "II.2")]
    assert truth.calls[1].before.endswith("246hồsơ")
    assert (truth.rows[1].form, truth.rows[1].path, truth.rows[1].value) == ("3", "1.1", "1.250")
    assert truth.rows[0].value == "", "a row without value cell has no value"
    assert "Lam" in truth.furniture and truth.head["date"] == "2024-03-08"


def test_truth_goes_to_json_and_back(report: Report, tmp_path: Path) -> None:
    truth = truth_of(report, layout_of(report))
    truth.write(tmp_path / "truth.json")
    assert Truth.load(tmp_path / "truth.json") == truth


def test_short_keeps_the_notes_it_calls_and_counts_them_anew(report: Report) -> None:
    short = cuts.short(report)
    assert [section.label for section in short.sections] == ["", "II", "II.2", "", "Phụ lục II"]
    assert [(note.mark, note.section) for note in short.footnotes] == [("1", 2)]
    assert "hồ sơ¹," in short.sections[2].paragraphs[0].text.value
    assert [form.number for form in short.forms] == ["3", "6"]


def test_figures_draws_every_value_anew_but_fills_no_heading_row(report: Report) -> None:
    drawn = cuts.figures(report)
    assert drawn == cuts.figures(report), "the same seed draws the same values"
    assert all(form.rows[0].value is None for form in drawn.forms)
    values = {row.value for form in drawn.forms for row in form.rows[1:]}
    assert len(values) > 4
    assert drawn.footnotes == () and report.forms[0].rows[1].value == "1.250"


def test_a_skewed_page_turns_about_its_middle() -> None:
    move = skew_map(1.0, 600, 800)
    assert np.allclose(move @ [300, 400, 1], [300, 400, 1])
    x, y, _ = move @ [600, 400, 1]
    assert (x, y) == (pytest.approx(600, abs=0.1), pytest.approx(405.24, abs=0.01)), "clockwise: the right side goes down"


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_turn_map_follows_the_picture(turn: int) -> None:
    image = np.zeros((40, 30), np.uint8)
    image[5, 8] = 255
    turned_image = np.rot90(image, -turn)
    ((y, x),) = np.argwhere(turned_image == 255)
    middle = turn_map(turn, 30, 40) @ [8.5, 5.5, 1]
    assert (middle[0], middle[1]) == (x + 0.5, y + 0.5)


def test_boxes_move_with_the_page() -> None:
    assert turned([(10, 20, 30, 25)], turn_map(2, 100, 200)) == ((70.0, 175.0, 90.0, 180.0),)
    (box,) = turned([(0, 100, 200, 110)], skew_map(1.0, 200, 200))
    assert box[3] - box[1] == pytest.approx(10 + 200 * np.sin(np.radians(1)), abs=0.05)


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    path = tmp_path / "page.pdf"
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=300, height=400)
        page.insert_text((40, 100), "so ho so da tiep nhan trong quy", fontsize=11)
        page.insert_text((40, 115), "la hai tram bon muoi sau ho so", fontsize=11)
        page.insert_text((40, 300), "Nguoi ky", fontsize=11)
        pdf.save(path)
    return path


def test_quotes_stand_on_their_lines(page_file: Path) -> None:
    pages = read_letters(page_file)
    assert read_letters(page_file, by_line=True) == pages
    assert find(pages, "tram bon") == [(0, pages[0].text.index("trambon"))]
    (quote,) = quotes_of(["da tiep nhan trong quy la hai tram bon"], pages)
    assert quote.page == 1
    assert {round(box[3]) for box in quote.boxes} == {103, 118}, "two lines"
    assert quotes_of(["ho so ho so ho so khong co trong trang nay"], pages) == ()


def test_boxes_of_a_line_leave_no_gap() -> None:
    boxes = line_boxes([(10, 0, 20, 10), (30, 1, 40, 11), (90, 0, 100, 10), (10, 20, 20, 30)])
    assert [box[0] for box in boxes] == [10, 55, 10]
    assert boxes[0] == (10, 0, 55.0, 11) and boxes[-1] == (10, 20, 20.0, 30)


def test_the_ink_of_a_scan_is_where_the_map_says(page_file: Path, tmp_path: Path) -> None:
    scan = Scan(100, skew=(0.8, 0.8), noise=2, turns=((1, 2),))
    (shot,) = scan_file(page_file, scan, 5, None)
    assert scan_file(page_file, scan, 5, None)[0].jpeg == shot.jpeg, "the same seed makes the same picture"
    (x0, y0, x1, y1) = turned([(40, 288, 86, 304)], shot.move)[0]
    made = write_pdf([shot], 100, tmp_path / "scan.pdf")
    with pymupdf.open(made) as pdf:
        assert pdf[0].get_text() == ""
        pixmap = pdf[0].get_pixmap(dpi=100, colorspace=pymupdf.csGRAY)
    grey = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width]
    ink = np.argwhere(grey[: int(180 * 100 / 72)] < 128) * 72 / 100
    assert x0 - 2 <= ink[:, 1].min() and ink[:, 1].max() <= x1 + 2
    assert y0 - 2 <= ink[:, 0].min() and ink[:, 0].max() <= y1 + 2


def test_a_poor_layer_loses_marks_and_glues_words_but_not_all() -> None:
    words = ["đạt", "41,8%", "hồ", "sơ", "trực", "tuyến", "1.250"] * 30
    spoiled = spoil(words, random.Random(1))
    assert len(spoiled) == len(words) and "" in spoiled
    assert spoiled == spoil(words, random.Random(1))
    right = sum(one == other for one, other in zip(words, spoiled, strict=True)) / len(words)
    assert 0.3 < right < 0.9


def test_a_workbook_holds_numbers_texts_and_shares(report: Report, tmp_path: Path) -> None:
    shown = write_workbook(report, tmp_path / "forms.xlsx")
    book = openpyxl.load_workbook(tmp_path / "forms.xlsx")
    assert [sheet.sheet_state for sheet in book] == ["visible"] * 3 + ["hidden"]
    sheet = book["Biểu mẫu 3"]
    cells = {sheet.cell(line, 2).value: sheet.cell(line, 4) for line in range(7, 13)}
    assert cells["Số hồ sơ trực tuyến"].value == "1.250", "a number with a thousands mark is kept as text"
    assert cells["Số lãnh đạo"].value == "05"
    assert cells["Số biên chế"].value == 74
    shares = [cells[name] for name in ("Tỷ lệ trực tuyến", "Tỷ lệ giảm")]
    assert any("%" in cell.number_format and cell.value < 1 for cell in shares)
    told = {path: value for (form, path), value in shown.items() if form == "3"}
    assert told and all(value.endswith("%") for value in told.values())
    assert any("D5" in str(area) or "C5" in str(area) for area in sheet.merged_cells.ranges)


def test_every_variant_stands_after_what_it_is_made_from() -> None:
    seen: set[str] = set()
    for variant in variants():
        assert variant.name not in seen
        assert variant.of is None or (variant.of in seen and variant.scan is not None)
        seen.add(variant.name)
    assert len(seen) > 100


def test_truth_of_a_sample_report() -> None:
    truth = samples.truth_of(samples.load("tnmt"))
    assert ("3.2", "Giải quyết hồ sơ tại Trung tâm Phục vụ hành chính công tỉnh") in truth.sections
    assert {row.path for row in truth.rows if row.form == "3"} >= {"2.1", "2.1.1"}, "a code that spells its path is the path"
    assert len(truth.notes) == len(truth.calls) == 1


def test_a_misread_quote_is_still_found(report: Report) -> None:
    assert place_in(report, "Tiếp nhận 246 hồ sơ, đã giải quyết") is None, "a text without places has none"
    spotless = replace(report, sections=())
    assert place_in(spotless, "Tiếp nhận 246 hồ sơ") is None


def test_summary_shows_what_is_below_its_target() -> None:
    result = SimpleNamespace(
        variant="digits-scan200-grey", kind="scan", reader="qa_cchc", pages=4, wall=2.0, cpu=1.0, pipeline=0.0, day="2024-01-01",
        tallies={"words F1": (97.0, 100.0), "rows exact": (34.0, 34.0), "wrong numbers": (0.0, 34.0)},
    )
    line = summary([result]).splitlines()[-1]
    assert "| **0.9700** | 1.000 of 34 |" in line and "| 2.00 | 4.00 |" in line
