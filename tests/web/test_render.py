import html
from dataclasses import replace

import pytest
from handmade_archive import HOSTILE, nodes
from lxml import html as lxml_html

from qa_cchc.archive.errors import IndexMissing
from qa_cchc.records import Answer, Citation, Finding
from qa_cchc.web import render


def words_of(page: str) -> str:
    return " ".join(lxml_html.fromstring(page).text_content().split())


def test_answer_comes_first_with_marks_that_lead_to_their_source(archive, answer: Answer):
    page = lxml_html.fromstring(render.answer(answer, archive))
    link = nodes(page, ".reply a.cite")[0]
    assert link.text == "[1]"
    assert html.unescape(link.get("href")) == f"/nguon/0123456789ab?so={answer.figures[0].id.replace(':', '%3A')}"
    assert [item.text_content() for item in nodes(page, ".reply li")][:2] == [
        "Tiếp nhận 640 hồ sơ [2]",
        "Trong đó 512 trực tuyến [1]",
    ]


def test_figures_table_gives_value_unit_period_whose_state_source(archive, answer: Answer):
    cells = nodes(
        lxml_html.fromstring(render.answer(answer, archive)), "table.figures tbody th, table.figures tbody td"
    )
    assert [" ".join(cell.text_content().split()) for cell in cells] == [
        "Tỷ lệ hồ sơ trực tuyến",
        "80 512/640",
        "%",
        "quý II năm 2024",
        "Bộ phận Một cửa thị xã thị xã Cẩm Giang",
        "Có số liệu",
        "[1] 58/BC-UBND",
    ]


def test_what_was_understood_and_noted_is_said(archive, answer: Answer):
    page = words_of(render.answer(answer, archive))
    assert "Kỳ quý II năm 2024" in page
    assert "“tỷ lệ hồ sơ trực tuyến quý 2”" in page
    assert "Câu hỏi không nêu năm" in page


def test_passages_carry_their_matches_and_place(archive, answer: Answer):
    page = lxml_html.fromstring(render.answer(answer, archive))
    assert nodes(page, "blockquote mark")[0].text == "Bộ phận"
    assert "UBND xã Tân Lập · II.2, dòng 12" in words_of(render.answer(answer, archive))


def test_each_citation_can_be_copied_whole(archive, answer: Answer):
    buttons = nodes(lxml_html.fromstring(render.answer(answer, archive)), ".citations button.copy")
    assert [button.get("data-copy") for button in buttons] == [citation.memo for citation in answer.citations]


def test_citation_of_a_whole_report_opens_its_page(archive, answer: Answer):
    whole = Answer(
        answer.question, "answered", "Có 1 báo cáo [1].", citations=(Citation(1, "58/BC-UBND", "bao-cao.pdf", 1),)
    )
    link = nodes(lxml_html.fromstring(render.answer(whole, archive)), ".reply a.cite")[0]
    assert link.get("href") == "/nguon/0123456789ab?trang=1"


def test_nothing_found_shows_no_empty_tables(archive, answer: Answer):
    nothing = Answer(answer.question, "not_found", "Kho không có báo cáo quý III năm 2024.")
    page = lxml_html.fromstring(render.answer(nothing, archive))
    assert page.get("data-state") == "not_found"
    assert not nodes(page, "table, .passages, .citations")
    assert "Không có trong kho" in page.text_content()


def test_blank_figure_is_named_as_blank(archive, answer: Answer):
    blank = replace(answer.figures[0], state="blank", value=None, text="", numerator=None, denominator=None)
    page = words_of(render.answer(replace(answer, status="blank", figures=(blank,)), archive))
    assert "— % quý II năm 2024" in page and "Để trống" in page


def test_hostile_text_of_a_report_stays_text_everywhere(archive, answer: Answer):
    figure = replace(
        answer.figures[0], indicator=HOSTILE, text=HOSTILE, state="text", unit=HOSTILE, scope=HOSTILE, place=HOSTILE,
        note=HOSTILE, about=HOSTILE, form=HOSTILE, code=HOSTILE, change=HOSTILE, file=HOSTILE, id=HOSTILE,
        report=replace(answer.figures[0].report, number=HOSTILE),
    )  # fmt: skip
    found = answer.passages[0]
    passage = replace(
        found.passage, text=HOSTILE, context=HOSTILE, file=HOSTILE, section=HOSTILE, id=HOSTILE,
        report=replace(found.passage.report, number=None, agency=HOSTILE),
    )  # fmt: skip
    finding = Finding("ratio", "warning", HOSTILE, "1", "2", (), figure.report)
    page = render.answer(
        replace(
            answer,
            question=replace(
                answer.question,
                asked=HOSTILE,
                text=HOSTILE + ".",
                places=(HOSTILE,),
                scope=HOSTILE,
                report_number=HOSTILE,
            ),
            answer=HOSTILE + " [1]",
            notes=(HOSTILE,),
            findings=(finding,),
            figures=(figure,),
            passages=(replace(found, passage=passage, highlights=((0, 9),)),),
            citations=tuple(replace(citation, memo=HOSTILE) for citation in answer.citations),
        ),
        archive,
    )
    tree = lxml_html.fromstring(page)
    assert not nodes(tree, "script, img, iframe")
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert "${" not in page and "{{" not in page
    assert tree.text_content().count("<script>window.broken=1</script>") >= 12


def test_error_of_the_archive_is_one_sentence_and_its_command(tmp_path):
    page = lxml_html.fromstring(render.error(str(IndexMissing(tmp_path / "kho"))))
    assert nodes(page, "code")[0].text == f"qa-cchc build THƯ_MỤC_BÁO_CÁO --index {tmp_path / 'kho'}"
    assert "Chưa có chỉ mục" in page.text_content()
    assert page.get("role") == "alert"


def test_error_without_a_command_offers_none():
    assert not nodes(lxml_html.fromstring(render.error("Câu hỏi đang để trống.")), "code")


def test_masthead_counts_what_the_archive_holds():
    assert "Kho đang có 1.204 báo cáo · 13 địa phương, cơ quan · 5 kỳ" in words_of(render.masthead(1204, 13, 5))
    assert "Kho chưa có báo cáo nào." in words_of(render.masthead(0))
    assert "Kho" not in words_of(render.masthead())


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_findings_stand_beside_the_answer(archive, answer: Answer, severity):
    finding = Finding(
        "ratio", severity, "07/36 là 19,44%, biểu ghi 20%.", "20%", "19,44%", (), answer.figures[0].report
    )
    assert "07/36 là 19,44%" in words_of(render.answer(replace(answer, findings=(finding,)), archive))
