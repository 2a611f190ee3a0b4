from dataclasses import replace

import pytest
from handmade_archive import SENTENCE

from qa_cchc.records import Cell, Report, Table
from qa_cchc.web.spots import Spot
from qa_cchc.web.text_view import marked, parts


def spot(quote: str, **changes: object) -> Spot:
    return replace(Spot(page=1, quote=quote, mark=None, section=""), **changes)


def test_parts_follow_the_report(text_report: Report):
    assert [part.title for part in parts(text_report)] == [
        "I Chỉ đạo, điều hành",
        "II.2 Cải cách thủ tục hành chính",
        "Biểu mẫu 3. Cải cách thủ tục hành chính",
    ]


def test_quote_and_its_number_are_marked_in_the_cited_section(text_report: Report):
    start = SENTENCE.index("640")
    found, first = marked(parts(text_report), [spot(SENTENCE, mark=(start, start + 3), section="II.2")])
    assert first == 1
    line = found[1].lines[0]
    assert [line.words[a:b] for a, b in line.quoted] == [SENTENCE]
    assert line.strong == ((start, start + 3),)
    assert line.number == 12


def test_the_right_one_of_equal_numbers_is_marked(text_report: Report):
    words = "Tiếp nhận 12 hồ sơ, giải quyết 12 hồ sơ."
    section = text_report.sections[0]
    paragraph = replace(section.paragraphs[0], text=replace(section.paragraphs[0].text, value="Quý này: " + words))
    report = replace(text_report, sections=(replace(section, paragraphs=(paragraph,)),))
    second = words.rindex("12")
    found, _ = marked(parts(report), [spot(words, mark=(second, second + 2))])
    line = found[0].lines[0]
    assert line.strong == ((9 + second, 9 + second + 2),)


def test_same_words_elsewhere_give_way_to_the_section_named(text_report: Report):
    twice = replace(
        text_report.sections[0], paragraphs=text_report.sections[0].paragraphs + text_report.sections[1].paragraphs
    )
    report = replace(text_report, sections=(twice, text_report.sections[1]))
    _, first = marked(parts(report), [spot(SENTENCE, section="II.2")])
    assert first == 1


def test_white_space_of_the_quote_does_not_matter(text_report: Report):
    _, first = marked(parts(text_report), [spot(SENTENCE.replace(" ", "\n "))])
    assert first == 1


def test_form_row_is_marked_as_a_row(text_report: Report):
    row = text_report.forms[0].rows[0]
    start = row.quote.index("640")
    found, first = marked(parts(text_report), [spot(row.quote, mark=(start, start + 3), form="3")])
    assert first == 2
    line = found[2].lines[0]
    assert line.quoted
    assert line.cell_spans(line.strong) == ((), (), (), ((0, 3),), ())


def test_blank_row_is_found_too(text_report: Report):
    found, first = marked(parts(text_report), [spot(text_report.forms[0].rows[1].quote, form="3")])
    assert first == 2 and found[2].lines[1].quoted and not found[2].lines[0].quoted


def test_footnote_is_found_under_the_section_that_calls_it(text_report: Report):
    found, first = marked(parts(text_report), [spot("hộ tịch 340 hồ sơ")])
    assert first == 1
    assert found[1].lines[-1].kind == "footnote" and found[1].lines[-1].quoted


def test_passage_over_several_paragraphs_marks_each(text_report: Report):
    passage = "\n".join(paragraph.text.value for paragraph in text_report.sections[1].paragraphs)
    found, first = marked(parts(text_report), [spot(passage)])
    assert first == 1
    assert [bool(line.quoted) for line in found[1].lines] == [True, True, False]


@pytest.mark.parametrize("quote", ["", "   ", "câu không có trong báo cáo này"])
def test_a_quote_not_found_marks_nothing(text_report: Report, quote: str):
    found, first = marked(parts(text_report), [spot(quote)])
    assert first is None and not any(part.cited for part in found)


def test_table_keeps_its_header(text_report: Report):
    table = Table(
        "Kết quả theo xã", 1, (("Đơn vị",), ("Hồ sơ", "Tiếp nhận")), ((Cell("Tân Lập", 1), Cell("640", 1)),), 1
    )
    found = parts(replace(text_report, tables=(table,)))
    assert (found[2].title, found[2].head) == ("Kết quả theo xã", ("Đơn vị", "Hồ sơ – Tiếp nhận"))
