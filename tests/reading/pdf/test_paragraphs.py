"""Which lines of a page make a paragraph."""

from __future__ import annotations

from qa_cchc.reading.blocks import Para
from qa_cchc.reading.pdf.glyphs import Line, Word
from qa_cchc.reading.pdf.paragraphs import Flow, Margins
from qa_cchc.records import Box

LETTER = 6.0


def line(number: int, x: float, text: str, bold: bool) -> Line:
    words = []
    for word in text.split():
        box = Box(1, x, 16.0 * number, x + LETTER * len(word), 16.0 * number + 12)
        words.append(Word(word, box, 12.0, bold, False))
        x = box.x1 + 3
    return Line(tuple(words), 16.0 * number + 10, 12.0)


def paragraphs(*lines: Line) -> list[str]:
    flow, margins, made = Flow(), Margins(70, 520, 16.0), []
    for one in lines:
        made += flow.add(one, margins)
    made += flow.close()
    return [block.text.value for block in made if isinstance(block, Para)]


def test_a_forms_number_right_under_a_heading_is_a_line_of_its_own() -> None:
    heading = "BIỂU SỐ LIỆU QUÝ II VÀ 6 THÁNG ĐẦU NĂM 2025 CỦA HUYỆN MƯỜNG KHE, TỈNH KỲ LAM ĐÔNG"
    assert paragraphs(line(1, 75, heading, True), line(2, 75, "Biểu mẫu 1", True)) == [heading, "Biểu mẫu 1"]


def test_a_sentence_that_ends_in_a_forms_number_stays_whole() -> None:
    said = "Số liệu chi tiết về giải quyết hồ sơ tại Bộ phận Một cửa của huyện được nêu tại"
    assert paragraphs(line(1, 90, said, False), line(2, 70, "Biểu mẫu 3", False)) == [f"{said} Biểu mẫu 3"]
