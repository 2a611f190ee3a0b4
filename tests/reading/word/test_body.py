"""What a DOCX shows is read once and in order; what it hides, deletes or only instructs is not read."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_word import SPACES, level, listed, numbering, package, par, run, table, zipped

from qa_cchc.reading.blocks import Grid, Note, Unreadable
from qa_cchc.reading.report import read_report
from qa_cchc.reading.word.document import read_word


def texts(data: bytes) -> list[str]:
    return [
        f"{block.marker} {block.text.value}" if getattr(block, "marker", None) else block.text.value
        for block in read_word(data).blocks
        if not isinstance(block, Grid)
    ]


def cells(data: bytes) -> list[list[str]]:
    (grid,) = [block for block in read_word(data).blocks if isinstance(block, Grid)]
    return [[cell.text.value for cell in row] for row in grid.rows]


@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml", "doc/main.xml"])
@pytest.mark.parametrize("strict", [False, True])
def test_the_main_part_is_where_the_package_says(main: str, strict: bool) -> None:
    assert texts(package(par("Tiếp nhận 120 hồ sơ."), strict, main)) == ["Tiếp nhận 120 hồ sơ."]


def test_tracked_changes_are_accepted() -> None:
    inserted = f'<w:ins w:id="1">{run("120")}</w:ins>'
    deleted = '<w:del w:id="2"><w:r><w:delText>999</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3">{run("cũ ")}</w:moveFrom><w:moveTo w:id="4">{run("mới ")}</w:moveTo>'
    assert texts(package(par("Có ", inserted, deleted, " hồ sơ ", moved))) == ["Có 120 hồ sơ mới"]
    # The end of a paragraph deleted: its text goes on in the next one.
    joined = par("Tiếp nhận", properties='<w:rPr><w:del w:id="5"/></w:rPr>') + par(" 12 hồ sơ.") + par("Hết.")
    assert texts(package(joined)) == ["Tiếp nhận 12 hồ sơ.", "Hết."]
    assert texts(package(par("Cuối", properties='<w:rPr><w:del w:id="5"/></w:rPr>'))) == ["Cuối"]


def test_deleted_rows_and_cells_are_gone_and_inserted_rows_stay() -> None:
    gone = table(["1", "bỏ"], properties='<w:trPr><w:del w:id="1"/></w:trPr>')[7:-8]
    new = table(["2", "giữ"], properties='<w:trPr><w:ins w:id="1"/></w:trPr>')[7:-8]
    cut = '<w:tc><w:tcPr><w:cellDel w:id="9"/></w:tcPr><w:p/></w:tc>'
    body = table(["TT", "Tên"])[7:-8] + gone + new + table(["3", cut, "còn"])[7:-8]
    assert cells(package(f"<w:tbl>{body}</w:tbl>")) == [["TT", "Tên"], ["2", "giữ"], ["3", "còn"]]


def test_hidden_text_is_left_out_with_a_remark() -> None:
    styles = f'<w:styles {SPACES}><w:style w:type="character" w:styleId="an"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    body = par("Thấy", run(" ẩn một", "<w:vanish/>"), run(" ẩn hai", '<w:rStyle w:val="an"/>'), run(" hiện", '<w:vanish w:val="0"/>'))
    draft = read_word(package(body, styles=styles))
    assert draft.blocks[0].text.value == "Thấy hiện"
    assert draft.notes == ["có chữ đặt ở chế độ ẩn (hidden), không đọc."] and not draft.warnings


def test_fields_show_their_results() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText xml:space="preserve"> IF </w:instrText></w:r>'
    inner = mark("begin") + '<w:r><w:instrText>MERGEFIELD so</w:instrText></w:r>' + mark("separate") + run("9") + mark("end")
    body = par("Có ", mark("begin"), code, inner, mark("separate"), run("41,8"), mark("end"), "% ", f'<w:fldSimple w:instr=" DATE ">{run("năm 2023")}</w:fldSimple>')
    assert texts(package(body)) == ["Có 41,8% năm 2023"]
    contents = par(mark("begin"), "<w:r><w:instrText>TOC \\o</w:instrText></w:r>", mark("separate"), "I. MỞ ĐẦU 2") + par("II. KẾT QUẢ 3", mark("end"))
    draft = read_word(package(contents + par("Thân bài.")))
    assert [block.text.value for block in draft.blocks] == ["Thân bài."] and "mục lục" in draft.notes[0]


def test_a_text_box_is_read_once() -> None:
    inside = f"<w:txbxContent>{par('Số: 12/BC-UBND')}{table(['a', 'b'])}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    draft = read_word(package(par("Trước", both, " sau")))
    assert [type(block).__name__ for block in draft.blocks] == ["Para", "Grid", "Para"]
    assert [block.text.value for block in draft.blocks if not isinstance(block, Grid)] == ["Số: 12/BC-UBND", "Trước sau"]
    # A box within a box, and one that only the older notation holds.
    nested = f"<w:r><w:drawing><w:txbxContent>{par('Ngoài', both)}</w:txbxContent></w:drawing></w:r>"
    assert texts(package(par(nested))) == ["Số: 12/BC-UBND", "Ngoài"]
    old = f"<w:r><mc:AlternateContent><mc:Choice Requires='wpc'><w:drawing/></mc:Choice><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    assert texts(package(par(old))) == ["Số: 12/BC-UBND"]


def test_content_controls_tags_and_links_are_transparent() -> None:
    body = (
        f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{par('Một')}</w:sdtContent></w:sdt>"
        + par(f"<w:smartTag>{run('Trà ')}</w:smartTag><w:hyperlink r:id='r'>{run('Vinh')}</w:hyperlink><w:sdt><w:sdtContent>{run(' tỉnh')}</w:sdtContent></w:sdt>")
    )
    assert texts(package(body)) == ["Một", "Trà Vinh tỉnh"]


def test_characters_that_are_no_text() -> None:
    body = par(
        run("QĐ"), "<w:r><w:noBreakHyphen/></w:r>", run("UB"), "<w:r><w:softHyphen/></w:r>", run("ND"), "<w:r><w:tab/></w:r>",
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', run(" Có "), '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>',
        run(" \uf0fc", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "3",
    )  # fmt: skip
    assert texts(package(body)) == ["QĐ-UBND\t☑ Có ☐ ✓≥3"]
    box = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>'
    rest = '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert texts(package(par(box, rest, " Đạt"))) == ["☒ Đạt"]


def test_equations_keep_their_bars() -> None:
    def math(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    fraction = f"<m:oMath><m:f><m:num>{math('418')}</m:num><m:den>{math('1000')}</m:den></m:f>{math(' = 41,8%')}</m:oMath>"
    assert texts(package(par("Tỷ lệ: ", fraction))) == ["Tỷ lệ: 418/1000 = 41,8%"]
    power = f"<m:oMath><m:sSup><m:e>{math('m')}</m:e><m:sup>{math('2')}</m:sup></m:sSup></m:oMath>"
    assert texts(package(par("12 ", power))) == ["12 m^2"]


def test_capitals_by_style_are_capitals() -> None:
    assert texts(package(par(run("Báo cáo", "<w:caps/>"), run(" quý I")))) == ["BÁO CÁO quý I"]


def test_lists_count_as_word_counts_them() -> None:
    levels = (level("upperRoman", "%1."), level("decimal", "%2."), level("lowerLetter", "%3)"), level("decimal", "%1.%2.%4", "<w:isLgl/>"))
    restart = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    order = [(0, 1), (1, 1), (1, 1), (2, 1), (0, 1), (1, 1), (2, 1), (3, 1), (0, 2)]
    body = "".join(par(f"p{at}", properties=listed(depth, number)) for at, (depth, number) in enumerate(order))
    marks = [text.split()[0] for text in texts(package(body, numbering=numbering(*levels, extra=restart)))]
    assert marks == ["I.", "1.", "2.", "a)", "II.", "1.", "a)", "2.1.1", "V."]


def test_a_level_may_say_when_it_restarts() -> None:
    levels = (level("decimal", "%1."), level("decimal", "%2)", '<w:lvlRestart w:val="0"/>'))
    body = "".join(par("x", properties=listed(depth)) for depth in (0, 1, 0, 1))
    assert [text.split()[0] for text in texts(package(body, numbering=numbering(*levels)))] == ["1.", "1)", "2.", "2)"]


def test_numbers_of_empty_cells_are_their_text() -> None:
    auto = par(properties=listed())
    body = table(["STT", "Tên"], [auto, "Một"], [auto, "Hai"])
    assert cells(package(body, numbering=numbering(level("decimal", "%1")))) == [["STT", "Tên"], ["1", "Một"], ["2", "Hai"]]


def test_merged_cells_stand_at_every_place() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{par("Kết quả")}</w:tc>'
    top = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{par("STT")}</w:tc>'
    below = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    assert cells(package(table([top, wide], [below, "ĐVT", "Số liệu"]))) == [["STT", "Kết quả", "Kết quả"], ["STT", "ĐVT", "Số liệu"]]


def test_a_table_that_frames_another_is_no_table() -> None:
    inner = table(["STT", "Chỉ tiêu", "Số liệu"], ["1", "Số hồ sơ", "120"])
    framed = table([f"<w:tc>{par('Biểu mẫu 3')}{inner}<w:p/></w:tc>"])
    draft = read_word(package(framed))
    assert [type(block).__name__ for block in draft.blocks] == ["Para", "Grid"]
    small = table(["Nội dung dài hơn nhiều so với bảng nhỏ nằm trong", f"<w:tc>{table(['a', 'b'])}<w:p/></w:tc>"])
    assert cells(package(small)) == [["Nội dung dài hơn nhiều so với bảng nhỏ nằm trong", "a\nb"]]


def test_notes_stand_behind_the_paragraph_that_calls_them() -> None:
    notes = f'<w:footnotes {SPACES}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="7">{par("Theo ", "Kế hoạch.")}</w:footnote></w:footnotes>'
    ends = f'<w:endnotes {SPACES}><w:endnote w:id="7">{par("Cuối văn bản.")}</w:endnote></w:endnotes>'
    body = par("Có kế hoạch", '<w:r><w:footnoteReference w:id="7"/></w:r>', '<w:r><w:endnoteReference w:id="7"/></w:r>', ".") + par("Sau.")
    draft = read_word(package(body, footnotes=notes, endnotes=ends))
    assert [block.text.value for block in draft.blocks] == ["Có kế hoạch¹².", "Theo Kế hoạch.", "Cuối văn bản.", "Sau."]
    assert [block.mark for block in draft.blocks if isinstance(block, Note)] == ["1", "2"]


def test_parts_of_other_files_are_said_to_be_missing() -> None:
    draft = read_word(package(par("Có.") + '<w:altChunk r:id="r9"/>'))
    assert draft.warnings == ["có 1 phần ghép từ tệp khác (altChunk), chưa đọc; hãy mở bằng Word rồi lưu lại."]
    embedded = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12" r:id="r8"/></w:object></w:r>'
    assert "nhúng" in read_word(package(par("Có.", embedded))).warnings[0]


def test_a_drop_cap_belongs_to_its_word() -> None:
    body = par("C", properties='<w:framePr w:dropCap="drop"/>') + par("ông tác chỉ đạo")
    assert texts(package(body)) == ["Công tác chỉ đạo"]


def test_broken_packages_say_so() -> None:
    with pytest.raises(Unreadable, match="không có phần văn bản chính"):
        read_word(zipped({"word/document.xml": b"<a/>"}))
    with pytest.raises(Unreadable, match="không có chữ nào"):
        read_word(package(par("")))


def test_one_header_above_the_captions_of_a_table(tmp_path: Path) -> None:
    caption = '<w:tc><w:tcPr><w:gridSpan w:val="4"/></w:tcPr>{}</w:tc>'
    rows = [["STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu"], [caption.format(par("Biểu mẫu 1"))], ["1", "Số văn bản", "Văn bản", "12"]]
    rows += [[caption.format(par("Biểu mẫu 2"))], ["1", "Số VBQPPL", "Văn bản", "3"]]
    (tmp_path / "a.docx").write_bytes(package(par("Trước.") + table(*rows)))
    report = read_report(tmp_path / "a.docx", tmp_path)
    assert [(form.number, [row.value for row in form.rows]) for form in report.forms] == [("1", ["12"]), ("2", ["3"])]
    assert not report.tables
