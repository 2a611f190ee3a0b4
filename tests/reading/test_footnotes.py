"""Footnotes marked by signs, and numbering that begins anew on each page or in each part, in every format."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from raw_word import SPACES, package, par, run

from qa_cchc.reading.blocks import Note, Para
from qa_cchc.reading.footnotes import lift_marks, tie
from qa_cchc.reading.report import read_report
from qa_cchc.records import Paragraph, Report, Section, Spot, Text

_CSS = "*{font-family:serif;font-size:13pt;line-height:1.3} .note{font-size:9.5pt}"
_HEAD = (
    "<b>ỦY BAN NHÂN DÂN TỈNH LÂM KHÊ</b>", "Số: 12/BC-UBND", "Lâm Khê, ngày 15 tháng 3 năm 2024", "<b>BÁO CÁO</b>",
    "<b>Công tác cải cách hành chính quý I năm 2024</b>",
)  # fmt: skip
_MORE = "Các cơ quan, đơn vị tiếp tục thực hiện nghiêm quy trình tiếp nhận, giải quyết và trả kết quả cho tổ chức, cá nhân."
_PLACES = [("kế hoạch", "Kế hoạch số 5/KH-UBND."), ("hội nghị", "Hội nghị ngày 20/01/2024."), ("hồ sơ", "Trong đó trực tuyến 900 hồ sơ.")]


def called(report: Report) -> list[tuple[str, str, str]]:
    """Mark, the words before the call, and the text of each footnote."""
    found = []
    for note in report.footnotes:
        assert note.section is not None and note.paragraph is not None, note
        paragraph = report.sections[note.section].paragraphs[note.paragraph]
        assert any(call.mark == note.mark and call.offset == note.offset for call in paragraph.calls)
        before = paragraph.text.value[: note.offset].split()
        found.append((note.mark, " ".join(before[-2:]), note.text.value))
    return found


def expected(*marks: str) -> list[tuple[str, str, str]]:
    return [(mark, place, note) for mark, (place, note) in zip(marks, _PLACES, strict=True)]


def pdf(path: Path, write: str, marks: tuple[str, str, str], ruled: bool = True) -> Report:
    """Two pages with notes at their feet; `write` is how a mark is printed, e.g. "<sup>{}</sup>"."""
    one, two, three = (write.format(mark) for mark in marks)
    pages = [
        ([*_HEAD, "<b>I. CÔNG TÁC CHỈ ĐẠO</b>", f"Tỉnh ban hành kế hoạch{one} và tổ chức hội nghị{two}. {_MORE}"],
         [f"{one} {_PLACES[0][1]}", f"{two} {_PLACES[1][1]}"]),
        (["<b>II. KẾT QUẢ</b>", f"Toàn tỉnh tiếp nhận 1.250 hồ sơ{three}, đạt 99,1%. {_MORE}"], [f"{three} {_PLACES[2][1]}"]),
    ]  # fmt: skip
    with pymupdf.open() as document:
        for body, notes in pages:
            page = document.new_page()
            page.insert_htmlbox(pymupdf.Rect(85, 60, 540, 690), "".join(f"<p>{part}</p>" for part in body), css=_CSS)
            if ruled:
                page.draw_line((85, 720), (230, 720), width=0.6)
            for number, note in enumerate(notes):
                room = pymupdf.Rect(85, 725 + 20 * number, 540, 755 + 20 * number)
                page.insert_htmlbox(room, f'<p class="note">{note}</p>', css=_CSS)
        document.save(path)
    return read_report(path, path.parent)


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("write", ["<sup>{}</sup>", "<sup>({})</sup>", "({})", "{}"])
def test_signs_in_a_pdf(tmp_path: Path, write: str, ruled: bool) -> None:
    report = pdf(tmp_path / "a.pdf", write, ("*", "**", "*"), ruled)
    assert called(report) == expected("*", "**", "*")


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("write", ["<sup>{}</sup>", "[{}]", "<sup>[{}]</sup>"])
def test_numbers_that_begin_anew_on_each_page_of_a_pdf(tmp_path: Path, write: str, ruled: bool) -> None:
    assert called(pdf(tmp_path / "a.pdf", write, ("1", "2", "1"), ruled)) == expected("1", "2", "1")


def test_a_call_without_its_note_leaves_the_notes_of_other_pages_alone(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        for number, note in ((1, ""), (2, "<sup>1</sup> Trong đó trực tuyến 900 hồ sơ.")):
            page = document.new_page()
            text = f"<p><b>{'I' * number}. KẾT QUẢ</b></p><p>Xã {number} tiếp nhận hồ sơ<sup>1</sup>, đạt 99%. {_MORE}</p>"
            page.insert_htmlbox(pymupdf.Rect(85, 60, 540, 690), text, css=_CSS)
            if note:
                page.draw_line((85, 720), (230, 720), width=0.6)
                page.insert_htmlbox(pymupdf.Rect(85, 725, 540, 755), f'<p class="note">{note}</p>', css=_CSS)
        document.save(tmp_path / "a.pdf")
    report = read_report(tmp_path / "a.pdf", tmp_path)
    (note,) = report.footnotes
    assert note.section is not None and report.sections[note.section].label == "II"


TEXT = """ỦY BAN NHÂN DÂN TỈNH LÂM KHÊ
Số: 12/BC-UBND
Lâm Khê, ngày 15 tháng 3 năm 2024
BÁO CÁO
Công tác cải cách hành chính quý I năm 2024

I. CÔNG TÁC CHỈ ĐẠO
Tỉnh ban hành kế hoạch{a} và tổ chức hội nghị{b}.
{a} Kế hoạch số 5/KH-UBND.
{b} Hội nghị ngày 20/01/2024.

II. KẾT QUẢ
Toàn tỉnh tiếp nhận 1.250 hồ sơ{c}, đạt 99,1%.
* Có 12 thủ tục được công bố.
** rà soát 12 thủ tục.
{c} Trong đó trực tuyến 900 hồ sơ.
"""


@pytest.mark.parametrize("marks", [("[1]", "[2]", "[1]"), ("(*)", "(**)", "(*)"), ("¹", "²", "¹")])
def test_text_files(tmp_path: Path, marks: tuple[str, str, str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT.format(a=marks[0], b=marks[1], c=marks[2]), encoding="utf-8")
    report = read_report(tmp_path / "a.txt", tmp_path)
    plain = [mark.strip("[]()").translate(str.maketrans("¹²", "12")) for mark in marks]
    assert called(report) == expected(*plain)
    said = " ".join(part.text.value for section in report.sections for part in section.paragraphs)
    assert "Có 12 thủ tục được công bố" in said and "rà soát 12 thủ tục" in said


def test_bare_asterisks_in_a_text_file(tmp_path: Path) -> None:
    text = TEXT.replace("* Có 12 thủ tục được công bố.\n** rà soát 12 thủ tục.\n", "")
    (tmp_path / "a.md").write_text(text.format(a="*", b="**", c="*"), encoding="utf-8")
    assert called(read_report(tmp_path / "a.md", tmp_path)) == expected("*", "**", "*")


def test_bullets_stay_bullets(tmp_path: Path) -> None:
    text = TEXT.format(a="", b="", c="").replace("1.250 hồ sơ,", "1.250 hồ sơ (trong đó 3*4 hồ sơ),")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert read_report(tmp_path / "a.txt", tmp_path).footnotes == ()


def test_notes_far_behind_their_calls(tmp_path: Path) -> None:
    body = "".join(f"Đơn vị {number} tiếp nhận hồ sơ[{number}] trong kỳ.\n" for number in range(1, 41))
    notes = "".join(f"[{number}] Ghi chú thứ {number}.\n" for number in range(1, 41))
    (tmp_path / "a.txt").write_text(f"BÁO CÁO\nKết quả quý I năm 2024\n\nI. KẾT QUẢ\n{body}\n{notes}", encoding="utf-8")
    report = read_report(tmp_path / "a.txt", tmp_path)
    assert [note.mark for note in report.footnotes] == [str(number) for number in range(1, 41)]
    for note in report.footnotes:
        assert note.section is not None and note.paragraph is not None
        paragraph = report.sections[note.section].paragraphs[note.paragraph]
        assert paragraph.text.value.startswith(f"Đơn vị {note.mark} ") and note.text.value == f"Ghi chú thứ {note.mark}."


def _reference(number: int, typed: str = "", apart: bool = False) -> str:
    style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    own = ' w:customMarkFollows="1"' if typed else ""
    behind = f"<w:t>{typed}</w:t>" if typed else ""
    parted = f"</w:r><w:r>{style}" if apart else ""
    return f'<w:r>{style}<w:footnoteReference{own} w:id="{number}"/>{parted}{behind}</w:r>'


def _word(path: Path, references: list[str], marks: list[str], section: str = "", settings: str = "") -> Report:
    notes = "".join(
        f'<w:footnote w:id="{number}">{par(run(mark) if mark else "<w:r><w:footnoteRef/></w:r>", f" {note}")}</w:footnote>'
        for number, (mark, (_, note)) in enumerate(zip(marks, _PLACES, strict=True), start=1)
    )
    head = [par(text.removeprefix("<b>").removesuffix("</b>")) for text in _HEAD]
    body = [
        *head, par("I. CÔNG TÁC CHỈ ĐẠO"),
        par("Tỉnh ban hành kế hoạch", references[0], " và tổ chức hội nghị", references[1], ".", properties=section),
        par("II. KẾT QUẢ"), par("Toàn tỉnh tiếp nhận 1.250 hồ sơ", references[2], ", đạt 99,1%."),
    ]  # fmt: skip
    parts = {"settings": f"<w:settings {SPACES}>{settings}</w:settings>"} if settings else {}
    data = package("".join(body), footnotes=f"<w:footnotes {SPACES}>{notes}</w:footnotes>", **parts)
    path.write_bytes(data)
    return read_report(path, path.parent)


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("typed", [("*", "**", "*"), ("(*)", "(**)", "(*)"), ("†", "‡", "†"), ("1", "2", "1")])
def test_marks_typed_by_hand_in_word(tmp_path: Path, typed: tuple[str, str, str], apart: bool) -> None:
    references = [_reference(number, mark, apart) for number, mark in enumerate(typed, start=1)]
    report = _word(tmp_path / "a.docx", references, list(typed))
    assert called(report) == expected(*(mark.strip("()") for mark in typed))


_ANEW = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'


def test_numbers_that_begin_anew_in_each_part_of_a_word_file(tmp_path: Path) -> None:
    references = [_reference(number) for number in (1, 2, 3)]
    section = f"<w:sectPr>{_ANEW}</w:sectPr>"
    assert called(_word(tmp_path / "a.docx", references, ["", "", ""], section, _ANEW)) == expected("1", "2", "1")
    assert called(_word(tmp_path / "b.docx", references, ["", "", ""], section)) == expected("1", "2", "3")


def test_signs_and_pages_by_the_settings_of_a_word_file(tmp_path: Path) -> None:
    signs = '<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr>'
    references = [_reference(number) for number in (1, 2, 3)]
    assert called(_word(tmp_path / "a.docx", references, ["", "", ""], settings=signs)) == expected("*", "†", "‡")
    pages = _ANEW.replace("eachSect", "eachPage")
    references[2] = "<w:r><w:lastRenderedPageBreak/></w:r>" + references[2]
    assert called(_word(tmp_path / "b.docx", references, ["", "", ""], settings=pages)) == expected("1", "2", "1")


def test_a_note_before_any_free_call_takes_the_first_one() -> None:
    paragraphs = tuple(Paragraph(Text(value, (Spot(0, len(value), 2),))) for value in ("Kế hoạch*.", "Hội nghị*."))
    notes = [Note("*", Text(value, (Spot(0, len(value), 1),))) for value in ("Một.", "Hai.", "Ba.")]
    (section,), footnotes = tie([Section("I", ("Kết quả",), 2, paragraphs)], notes)
    assert [len(paragraph.calls) for paragraph in section.paragraphs] == [1, 1]
    assert [(note.text.value, note.paragraph) for note in footnotes] == [("Một.", 0), ("Hai.", 1), ("Ba.", None)]


def test_items_with_closing_brackets_are_no_notes_beside_raised_ones() -> None:
    lines = ("Có 02 việc trễ lịch¹.", "1) Danh mục: 48 thủ tục.", "2) Hồ sơ: nhận 90 hồ sơ.", "¹ Là các mục 3.2 và 5.1.")
    made = lift_marks([Para(Text(line)) for line in lines])
    assert [isinstance(block, Note) for block in made] == [False, False, False, True]
