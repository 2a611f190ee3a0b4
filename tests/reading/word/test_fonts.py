"""DOCX whose fonts hold codes from before Unicode: found by run, style and theme, mixed with Unicode."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from vietnamese.old_encodings import shown

from qa_cchc.reading.blocks import Draft, Grid
from qa_cchc.reading.report import read_report
from qa_cchc.reading.word.document import read_word

TEXT = "Trong quý, Bộ phận Một cửa đã giải quyết 2.401 hồ sơ, tỷ lệ trễ hạn 0,5%; thủ trưởng đơn vị tiếp tục rà soát."
NOTE = "chữ mã {} đã chuyển sang Unicode."


def run(text: str, font: str | None) -> str:
    name = f"<w:rPr><w:rFonts w:ascii='{font}' w:hAnsi='{font}'/></w:rPr>" if font else ""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f"<w:r>{name}<w:t xml:space='preserve'>{escaped}</w:t></w:r>"


def document_of(*bodies: str) -> docx.document.Document:
    document = docx.Document()
    for body in bodies:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{body}</w:p>"))
    return document


def texts(draft: Draft) -> list[str]:
    found = []
    for block in draft.blocks:
        if isinstance(block, Grid):
            found += [cell.text.value for row in block.rows for cell in row]
        else:
            found.append(block.text.value)
    return found


def read(document: docx.document.Document, folder: Path) -> Draft:
    document.save(str(folder / "a.docx"))
    return read_word((folder / "a.docx").read_bytes())


@pytest.mark.parametrize(
    ("font", "key", "label"),
    [(".VnTime", "tcvn3", "TCVN3 (ABC)"), ("VNI-Times", "vni", "VNI"), ("Times New Roman", "tcvn3", "TCVN3 (ABC)")],
)
def test_runs_by_their_font_or_by_what_they_hold(tmp_path: Path, font: str, key: str, label: str) -> None:
    draft = read(document_of(run(shown(TEXT, key), font), run("Chữ này là Unicode: được, ở, ý.", "Arial")), tmp_path)
    assert texts(draft) == [TEXT, "Chữ này là Unicode: được, ở, ý."]
    assert draft.notes == [NOTE.format(label)] and not draft.warnings
    report = read_report(tmp_path / "a.docx", tmp_path)
    assert report.status == "ok" and f"a.docx: {NOTE.format(label)}" in report.warnings


def test_unicode_text_in_an_old_font_stays(tmp_path: Path) -> None:
    draft = read(document_of(run(TEXT, ".VnTime"), run("công tác cán", ".VnTime"), run("Báo cáo", ".VnTime")), tmp_path)
    assert texts(draft) == [TEXT, "công tác cán", "Báo cáo"] and not draft.notes


def test_capital_fonts_and_fonts_mixed_in_one_line(tmp_path: Path) -> None:
    mixed = run(shown("kết quả ", "tcvn3"), ".VnTimeH") + run("ứng dụng ", "Arial") + run(shown("công nghệ", "tcvn3"), ".VnTime")
    draft = read(document_of(mixed, run(shown(TEXT, "tcvn3"), ".VnTime")), tmp_path)
    assert texts(draft)[0] == "KẾT QUẢ ứng dụng công nghệ"


def test_a_letter_torn_between_runs_and_soft_hyphens(tmp_path: Path) -> None:
    torn = run("Coâng ta", "VNI-Times") + run("ùc caû", "VNI-Times") + run("i caùch", "VNI-Times")
    assert texts(read(document_of(torn), tmp_path)) == ["Công tác cải cách"]
    font = "<w:rPr><w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/></w:rPr>"
    soft = f"<w:r>{font}<w:t>®</w:t><w:softHyphen/><w:t>îc n</w:t></w:r><w:r>{font}<w:softHyphen/><w:t>íc</w:t></w:r>"
    symbol = f"<w:r>{font}<w:t xml:space='preserve'> ho</w:t><w:sym w:font='.VnTime' w:char='F0B5'/></w:r>"
    assert texts(read(document_of(soft + symbol), tmp_path)) == ["được nước hoà"]


def test_styles_and_theme_name_the_font(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Normal"].element.get_or_add_rPr().append(
        parse_xml(f"<w:rFonts {nsdecls('w')} w:ascii='.VnTime' w:hAnsi='.VnTime'/>")
    )
    document.add_paragraph(shown(TEXT, "tcvn3"))
    heading = document.add_paragraph()
    heading.add_run(shown("thị xã", "tcvn3")).font.name = ".VnTimeH"
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = shown("Tỷ lệ", "tcvn3")
    draft = read(document, tmp_path)
    assert texts(draft) == [TEXT, "THỊ XÃ", "Tỷ lệ"]

    themed = docx.Document()
    properties = themed.styles["Normal"].element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    fonts.set(qn("w:asciiTheme"), "minorHAnsi")
    fonts.set(qn("w:hAnsiTheme"), "minorHAnsi")
    properties.append(fonts)
    themed.add_paragraph(shown("Tổ", "vni") + " A")
    themed.save(str(tmp_path / "plain.docx"))
    with zipfile.ZipFile(tmp_path / "plain.docx") as source, zipfile.ZipFile(tmp_path / "a.docx", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/theme/theme1.xml":
                start = data.index(b"<a:minorFont>")
                data = data[:start] + data[start:].replace(b'typeface="', b'typeface="VNI-Times" was="', 1)
            target.writestr(name, data)
    assert texts(read_word((tmp_path / "a.docx").read_bytes())) == ["Tổ A"]


def test_documents_in_unicode_are_not_touched(tmp_path: Path) -> None:
    lines = ["công tác", "Điện Biên", "hồ sơ “trễ hạn” – 25 °C ± 2 m²", "Số: 12/BC-UBND", "café naïve à la carte", TEXT]
    draft = read(document_of(*(run(line, None) for line in lines)), tmp_path)
    assert texts(draft) == lines and not draft.notes
