"""An invented department's report made with Word's own means: automatic numbers, tabs, merged cells, a landscape appendix."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

_LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"))
HEAD = (
    ("UBND TỈNH KỲ LAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("SỞ LAO ĐỘNG - THƯƠNG BINH", "Độc lập - Tự do - Hạnh phúc"),
    ("VÀ XÃ HỘI", ""),
    ("Số: 1024/BC-SLĐTBXH", "Kỳ Lam, ngày 05 tháng 12 năm 2023"),
)


def write_department(path: Path) -> Path:
    """The report as a DOCX file."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    _page_number(section.header.paragraphs[0])
    _numbering(document)
    for left, right in HEAD:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        for place in (4, 12):
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(place), WD_TAB_ALIGNMENT.CENTER)
        paragraph.add_run(f"\t{left}\t{right}").bold = not left.startswith("Số")
    _body(document)
    _closing(document)
    wide = document.add_section(WD_SECTION.NEW_PAGE)
    wide.orientation, wide.page_width, wide.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    _appendix(document)
    document.save(str(path))
    return path


def _page_number(paragraph: docx.text.paragraph.Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = "PAGE"
        run._r.append(part)


def _numbering(document: docx.document.Document) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>'
        for depth, (form, text) in enumerate(_LEVELS)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def _add(document: docx.document.Document, text: str, depth: int | None = None, style: str = "", centred: bool = False) -> None:
    """`style` holds "b" and "i"; a part between ** is bold."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    for index, piece in enumerate(text.split("**")):
        run = paragraph.add_run(piece)
        run.bold, run.italic = "b" in style or index % 2 == 1, "i" in style
    if depth is not None:
        xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(xml))


def _body(document: docx.document.Document) -> None:
    _add(document, "BÁO CÁO", style="b", centred=True)
    _add(document, "Kết quả công tác cải cách hành chính năm 2023 và phương hướng,", style="b", centred=True)
    _add(document, "nhiệm vụ năm 2024", style="b", centred=True)
    _add(document, "(Số liệu tính từ ngày 01/12/2022 đến ngày 30/11/2023)", style="i", centred=True)
    _add(document, "Sở Lao động - Thương binh và Xã hội báo cáo kết quả thực hiện trong năm như sau:")
    _add(document, "CÔNG TÁC CHỈ ĐẠO", 0, "b")
    _add(document, "Sở đã ban hành 12 văn bản chỉ đạo, điều hành và tổ chức 04 cuộc họp giao ban chuyên đề. " * 4)
    _add(document, "KẾT QUẢ", 0, "b")
    _add(document, "Cải cách thủ tục hành chính", 1, "b")
    _add(document, "**Về kiểm soát thủ tục:** Có 98 thủ tục thuộc phạm vi quản lý của Sở, trong đó 75 thủ tục cung cấp toàn "
         "trình, 20 thủ tục một phần và 03 thủ tục chưa cung cấp trực tuyến do phải kiểm tra thực địa.", 2)
    _add(document, "Về giải quyết hồ sơ", 2, "i")
    _add(document, "Kết quả cụ thể:")
    _add(document, "Tiếp nhận 4.512 hồ sơ, trong đó trực tuyến 4.100 hồ sơ, trực tiếp và qua bưu chính 412 hồ sơ, tăng 12% so "
         "với cùng kỳ năm trước;", 3)
    _add(document, "Giải quyết 4.480 hồ sơ, trước và đúng hạn 4.478 hồ sơ, quá hạn 02 hồ sơ.", 3)
    _add(document, "Cải cách tổ chức bộ máy", 1, "b")
    _add(document, "Giữ nguyên 07 phòng chuyên môn và 06 đơn vị sự nghiệp.")
    _add(document, "HẠN CHẾ", 0, "b")
    _add(document, "Còn 02 hồ sơ quá hạn.")


def _closing(document: docx.document.Document) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.text = "Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT, VP."
    right.text = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\n\nThS. Vi Thị Sen"


def _appendix(document: docx.document.Document) -> None:
    _add(document, "PHỤ LỤC 1", style="b", centred=True)
    _add(document, "Số liệu cải cách hành chính năm 2023", style="b", centred=True)
    table = document.add_table(rows=0, cols=6)
    table.style = "Table Grid"

    def row(*texts: str, merged: tuple[int, int] | None = None) -> None:
        cells = table.add_row().cells
        for cell, text in zip(cells, texts, strict=False):
            cell.text = text
        if merged:
            cells[merged[0]].merge(cells[merged[1]])

    def header() -> None:
        row("TT", "Nội dung", "ĐVT", "Thực hiện", "", "Ghi chú", merged=(3, 4))
        row("", "", "", "Năm 2022", "Năm 2023", "")
        top, below = table.rows[-2].cells, table.rows[-1].cells
        for column in (0, 1, 2, 5):
            top[column].merge(below[column])

    row("Biểu mẫu 3: Cải cách thủ tục hành chính", merged=(0, 5))
    header()
    row("(1)", "(2)", "(3)", "(4)", "(5)", "(6)")
    row("I", "THỐNG KÊ", merged=(1, 5))
    row("1", "Tổng số thủ tục", "Thủ tục", "101", "98", "Giảm 3")
    row("1.1", "Số thủ tục toàn trình", "Thủ tục", "50", "75", "")
    row("II", "GIẢI QUYẾT HỒ SƠ", merged=(1, 5))
    row("1", "Tỷ lệ đúng hạn", "%", "99,9", "99,96", "")
    row("a", "Số hồ sơ đúng hạn", "Hồ sơ", "3.996", "4.478", "")
    row("Biểu mẫu 4: Tổ chức bộ máy", merged=(0, 5))
    header()
    for number in range(1, 27):
        note = "Dòng ghi chú đủ dài để tràn xuống dòng thứ hai trong ô của bảng" if number % 5 == 0 else ""
        row(str(number), f"Chỉ tiêu thứ {number} về sắp xếp bộ máy và tinh giản biên chế", "Người", str(number), str(number * 2), note)
