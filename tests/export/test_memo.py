"""The memo opens again in Word's own terms: real footnotes, sources, tables, a described picture; clean in LibreOffice."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import made_answers
import pymupdf
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml import etree

from qa_cchc.export.errors import TooMuch
from qa_cchc.export.memo import memo_bytes
from qa_cchc.records import Answer
from qa_cchc.settings import Settings

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def memo(answer: Answer, **settings: str) -> bytes:
    return memo_bytes(answer, Settings.load({}, **settings), made_answers.MADE)


def text_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    body = document.element.body
    return "\n".join("".join(node.text or "" for node in one.iter(qn("w:t"))) for one in body.iter(qn("w:p")))


def footnotes_of(content: bytes) -> dict[int, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/footnotes.xml"))
    return {
        int(note.get(qn("w:id"))): "".join(note.itertext()).strip() for note in root.findall("w:footnote", W)
        if note.get(qn("w:type")) is None
    }


def calls_of(content: bytes) -> list[int]:
    document = docx.Document(io.BytesIO(content))
    return [int(one.get(qn("w:id"))) for one in document.element.body.iter(qn("w:footnoteReference"))]


def test_every_source_is_a_real_footnote_called_once_and_referred_to_after() -> None:
    answer = made_answers.plain_answer()
    content = memo(answer)
    notes = footnotes_of(content)
    assert calls_of(content) == list(notes) == list(range(1, len(answer.citations) + 1))
    assert notes[1] == "Báo cáo số 58/BC-UBND ngày 14/6/2024 của UBND thị xã Cẩm Giang, mục II.6, tr. 8."
    assert notes[2].endswith("Biểu mẫu 7, dòng 6.7, trang tính “Biểu 7”, hàng 14.")
    body = docx.Document(io.BytesIO(content)).element.body
    fields = [node.text for node in body.iter(qn("w:instrText"))]
    marked = {node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))}
    assert fields and all(re.search(r"NOTEREF (\S+)", field).group(1) in marked for field in fields)


def test_marks_become_footnotes_and_brackets_of_a_report_stay() -> None:
    text = text_of(memo(made_answers.plain_answer()))
    assert "Trực tuyến" in text and "[1]" not in text and "[2]" not in text
    assert "Mục [99] là chữ của báo cáo" in text


def test_the_parts_that_word_asks_for_are_there() -> None:
    content = memo(made_answers.plain_answer())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        assert len(names) == len(set(names)) and package.testzip() is None
        types = package.read("[Content_Types].xml").decode()
        relations = package.read("word/_rels/document.xml.rels").decode()
        settings = etree.fromstring(package.read("word/settings.xml"))
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        styles = package.read("word/styles.xml").decode()
    assert "wordprocessingml.footnotes+xml" in types and "relationships/footnotes" in relations
    declared = settings.find("w:footnotePr", W)
    assert [one.get(qn("w:id")) for one in declared] == ["-1", "0"]
    order = [child.tag for child in settings]
    assert order.index(qn("w:footnotePr")) < order.index(qn("w:compat")), "the schema fixes the order"
    assert [one.get(qn("w:type")) for one in notes[:2]] == ["separator", "continuationSeparator"]
    assert 'w:styleId="FootnoteText"' in styles and 'w:styleId="FootnoteReference"' in styles


def test_identities_are_not_used_twice() -> None:
    body = docx.Document(io.BytesIO(memo(made_answers.compared_answer()))).element.body
    for name in ("w:bookmarkStart", "w:footnoteReference"):
        found = [node.get(qn("w:id")) for node in body.iter(qn(name))]
        assert len(found) == len(set(found))


def test_the_page_is_that_of_the_decree() -> None:
    document = docx.Document(io.BytesIO(memo(made_answers.plain_answer(), office="UBND thị xã X; Phòng Nội vụ", office_place="X")))
    section = document.sections[0]
    assert abs(section.page_width - Cm(21)) < 1000 and abs(section.page_height - Cm(29.7)) < 1000
    assert abs(section.left_margin - Cm(3)) < 1000 and abs(section.right_margin - Cm(1.5)) < 1000
    assert document.styles["Normal"].font.name == "Times New Roman" and document.styles["Normal"].font.size.pt == 13
    head = "\n".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    assert "UBND THỊ XÃ X" in head and "PHÒNG NỘI VỤ" in head and "X, ngày 05 tháng 01 năm 2025" in head
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head and "Độc lập - Tự do - Hạnh phúc" in head
    assert section.different_first_page_header_footer and " PAGE " in etree.tostring(section.header._element).decode()


def test_figures_stand_in_a_table_with_their_states() -> None:
    table = docx.Document(io.BytesIO(memo(made_answers.plain_answer()))).tables[1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["TT", "Chỉ tiêu", "Của ai", "Kỳ", "Giá trị", "Đơn vị"]
    # A mark called before shows its number in the text of its field.
    values = [re.sub(r"\d$", "", row[4]) if index < 2 else row[4] for index, row in enumerate(rows[1:])]
    assert values[0] == "41,8% (103/246)" and values[1] == "52,06%" and values[2].startswith("1.250")
    assert values[3].startswith("để trống") and values[4].startswith("ghi “Chưa”") and values[5].startswith("1 (Có)")
    assert rows[3][3] == "quý II năm 2024 (lũy kế)"


def test_a_comparison_has_its_table_its_described_picture_its_gaps_and_how_it_was_worked_out() -> None:
    content = memo(made_answers.compared_answer())
    document = docx.Document(io.BytesIO(content))
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows[0][-1] == "Quý III so với quý I" and rows[1][3] == "–" and rows[2][-1] == "+13,25"
    (picture,) = document.element.body.iter(qn("wp:docPr"))
    assert "huyện Hòa An" in picture.get("descr") and "61,25%" in picture.get("descr")
    text = text_of(content)
    assert "Kho không có báo cáo kỳ này: thị xã Cẩm Giang (quý III năm 2024)." in text
    assert "Cách tính Huyện Hòa An: 61,25 − 48 = 13,25" in text
    assert "Huyện Hòa An: quý III cao hơn quý I 13,25 điểm phần trăm." in text


def test_sources_name_each_report_once_with_the_words_that_stand_there() -> None:
    text = text_of(memo(made_answers.plain_answer()))
    sources = text[text.index("Nguồn") :]
    assert sources.count("Báo cáo số 58/BC-UBND") == 1 and "(tệp cam-giang/quy-2.pdf)" in sources
    assert "“Hồ sơ trực tuyến đạt 41,8%.”" in sources and "Chú thích 1: Mục II.6, tr. 8" in sources
    assert "3.2 | Hồ sơ trễ hạn | Hồ sơ" in sources


def test_style_and_names_of_the_footnotes_follow_the_settings() -> None:
    notes = footnotes_of(memo(made_answers.plain_answer(), citation="footnote", agency_names="full"))
    assert notes[1].startswith("Ủy ban nhân dân thị xã Cẩm Giang (2024), Báo cáo số 58/BC-UBND ngày 14/6/2024: Kết quả")
    assert footnotes_of(memo(made_answers.plain_answer(), citation="bibtex"))[1].startswith("Báo cáo số 58")


def test_characters_that_no_xml_holds_do_not_break_it() -> None:
    hostile = made_answers.figure("a1", "aaaaaaaaaaaa", 1, indicator="a\x00\x0b\ud800<w:p>&", quote="\x1fx\ufffe")
    assert "a<w:p>&" in text_of(memo(made_answers.answer(hostile, text="Có \x08[1] {a1}")))


def test_a_wide_comparison_lies_and_the_rest_stands() -> None:
    answer = made_answers.compared_answer()
    comparison = answer.comparison
    wide = replace(
        comparison, columns=comparison.columns[:1] + comparison.columns[1:4] * 4,
        rows=tuple(row[:1] + row[1:4] * 4 for row in comparison.rows),
        cells=tuple(row[:1] + row[1:4] * 4 for row in comparison.cells),
    )
    sections = docx.Document(io.BytesIO(memo(replace(answer, comparison=wide)))).sections
    assert [section.page_width > section.page_height for section in sections] == [False, True, False]


def test_what_was_not_found_is_a_memo_too_and_hundreds_of_figures_are_none() -> None:
    content = memo(made_answers.empty_answer())
    assert "Kho không có báo cáo năm 1990." in text_of(content) and footnotes_of(content) == {}
    many = [made_answers.figure(f"a{index}", "aaaaaaaaaaaa", index) for index in range(301)]
    with pytest.raises(TooMuch, match=r"301 số liệu.*\.xlsx"):
        memo(made_answers.answer(*many))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_answer_footnotes_and_sources(tmp_path: Path) -> None:
    (tmp_path / "memo.docx").write_bytes(memo(made_answers.compared_answer()))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "memo.docx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=180,
    )
    with pymupdf.open(tmp_path / "memo.pdf") as pages:
        text = " ".join(" ".join(page.get_text() for page in pages).split())
        assert any(page.get_images() for page in pages)
    # The fonts of the PDF lose the order of accented letters; digits keep theirs.
    assert "61,25%" in text and "61,25 − 48 = 13,25" in text
    assert text.count("58/BC-UBND") == 3, "two footnotes and one source"
