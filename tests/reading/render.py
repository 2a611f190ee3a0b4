"""Reports made again in other formats, to see that the same figures come out: Report → DOCX → PDF, Report → HTML → PDF."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from qa_cchc.records import Form, Paragraph, Report, Section

_CALLS = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
FOOTNOTES_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FOOTNOTES_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
HEADER = ("STT", "Chỉ tiêu thống kê", "Kết quả thống kê", "Đơn vị tính", "Số liệu", "Ghi chú")


@dataclass
class Line:
    """A paragraph to be set: text with superscript calls, and its style."""

    text: str
    bold: bool = False
    centred: bool = False
    indent: bool = True


@dataclass
class Layout:
    """What a report looks like on paper, in reading order."""

    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    lines: list[Line | Form] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def layout_of(report: Report) -> Layout:
    """The report laid out as offices lay theirs out: two-column head and closing, bold headings, forms at the end."""
    place = (report.place or "").upper()
    issued = report.date
    dateline = f"ngày {issued.day:02d} tháng {issued.month} năm {issued.year}" if issued else ""
    layout = Layout(
        ["ỦY BAN NHÂN DÂN", place, f"Số: {report.number}"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            f"{(report.place or '').capitalize()}, {dateline}",
        ],
    )
    layout.notes = {footnote.mark: footnote.text.value for footnote in report.footnotes}
    layout.lines = [Line("BÁO CÁO", True, True), Line(report.title or "", True, True)]
    closing = [section for section in report.sections if section.part == "closing"]
    for section in report.sections:
        if section.part == "closing":
            continue
        layout.lines.extend(_section(section))
        if section.part == "body":
            continue
        layout.lines.extend(item for form in report.forms for item in (*_caption(form), form))
    texts = [paragraph for section in closing for paragraph in section.paragraphs]
    layout.recipients = [
        f"{paragraph.bullet or ''} {paragraph.text.value}".strip() for paragraph in texts if _recipient(paragraph)
    ]
    layout.signature = [
        paragraph.text.value
        for paragraph in texts
        if not _recipient(paragraph) and not paragraph.text.value.startswith("Trên")
    ]
    conclusion = [Line(paragraph.text.value) for paragraph in texts if paragraph.text.value.startswith("Trên đây")]
    at = next(
        (n for n, item in enumerate(layout.lines) if isinstance(item, Line) and item.text.startswith("PHỤ LỤC")),
        len(layout.lines),
    )
    layout.lines[at:at] = conclusion
    return layout


def _recipient(paragraph: Paragraph) -> bool:
    return paragraph.bullet is not None or paragraph.text.value.startswith("Nơi nhận")


def _section(section: Section) -> Iterator[Line]:
    label, titles, part, paragraphs = section.label, section.titles, section.part, section.paragraphs
    own = label.rsplit(".", 1)[-1]
    numbered = bool(paragraphs) and paragraphs[0].bullet == f"{own}."
    if part == "appendix":
        yield Line(label.replace("Phụ lục", "PHỤ LỤC"), True, True)
        yield Line(titles[-1], True, True)
    elif titles and titles[-1] == "Nguyên nhân":
        yield Line("* Nguyên nhân:", True)
    elif titles and not numbered:
        yield Line(f"{own}. {titles[-1]}", True)
    for paragraph in paragraphs:
        text = f"{paragraph.bullet} {paragraph.text.value}" if paragraph.bullet else paragraph.text.value
        yield Line(text, centred=part == "appendix")


def _caption(form: Form) -> Iterator[Line]:
    yield Line(f"Biểu mẫu {form.number}", True, True)
    yield Line(form.title, True, True)


def write_docx(layout: Layout, path: Path) -> Path:
    """A Word file of the layout, with real footnotes."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)
    _two_columns(document, layout.left, layout.right)
    signed = False
    for item in layout.lines:
        if isinstance(item, Line) and item.text.startswith("PHỤ LỤC") and not signed:
            _two_columns(document, layout.recipients, layout.signature)
            document.add_page_break()
            signed = True
        if isinstance(item, Line):
            _paragraph(document.add_paragraph(), item)
        else:
            _form_table(document, item)
    if not signed:
        _two_columns(document, layout.recipients, layout.signature)
    document.save(str(path))
    _add_footnotes(path, layout.notes)
    return path


def _two_columns(document: docx.document.Document, left: Iterable[str], right: Iterable[str]) -> None:
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, texts in zip(cells, (left, right), strict=True):
        for index, text in enumerate(texts):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            _runs(paragraph, text, bold=text.isupper())


def _paragraph(paragraph: docx.text.paragraph.Paragraph, line: Line) -> None:
    form = paragraph.paragraph_format
    form.space_after = Pt(6)
    if line.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        form.first_line_indent = Cm(1.27) if line.indent else None
    _runs(paragraph, line.text, line.bold)


def _runs(paragraph: docx.text.paragraph.Paragraph, text: str, bold: bool = False) -> None:
    for index, piece in enumerate(_CALLS.split(text)):
        if not piece:
            continue
        run = paragraph.add_run("" if index % 2 else piece)
        run.bold = bold
        if index % 2:
            run.font.superscript = True
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), piece.translate(_DIGITS))
            run._r.append(reference)


def _form_table(document: docx.document.Document, form: Form) -> None:
    table = document.add_table(rows=2, cols=5)
    table.style = "Table Grid"
    table.autofit = False
    top, below = table.rows[0].cells, table.rows[1].cells
    for column, text in ((0, HEADER[0]), (1, HEADER[1]), (4, HEADER[5])):
        top[column].merge(below[column]).text = text
    top[2].merge(top[3]).text = HEADER[2]
    below[2].text, below[3].text = HEADER[3], HEADER[4]
    for row in table.rows:
        marked = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(marked)
    for row in form.rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, (row.code, row.name, row.unit, row.value or "", row.note), strict=True):
            _runs(cell.paragraphs[0], text)
    for row in table.rows:
        for cell, width in zip(row.cells, (1.4, 6.5, 2.8, 2.2, 3.1), strict=True):
            cell.width = Cm(width)
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(12)


def _add_footnotes(path: Path, notes: dict[str, str]) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = [
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
        for kind, number, tag in (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
    ]
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    small = '<w:rPr><w:sz w:val="20"/></w:rPr>'
    for mark, text in notes.items():
        run = f'<w:r>{small}<w:t xml:space="preserve"> {html.escape(text)}</w:t></w:r>'
        parts.append(f'<w:footnote w:id="{mark}"><w:p>{raised}{run}</w:p></w:footnote>')
    footnotes = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {space}>{"".join(parts)}</w:footnotes>'
    )
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members["word/footnotes.xml"] = footnotes.encode()
    types = members["[Content_Types].xml"].decode()
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{FOOTNOTES_PART}"/>'
    members["[Content_Types].xml"] = types.replace("</Types>", f"{override}</Types>").encode()
    links = members["word/_rels/document.xml.rels"].decode()
    link = f'<Relationship Id="rIdNotes" Type="{FOOTNOTES_LINK}" Target="footnotes.xml"/>'
    members["word/_rels/document.xml.rels"] = links.replace("</Relationships>", f"{link}</Relationships>").encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)


def to_pdf(source: Path, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a file; the test is skipped where LibreOffice is absent."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{source.stem}.pdf"


def write_html(layout: Layout, path: Path) -> Path:
    """An HTML file of the layout; footnotes are collected behind the signature, as HTML has no page feet."""
    body = [_html_columns(layout.left, layout.right)]
    closing = _html_columns(layout.recipients, layout.signature)
    notes = [
        f'<p style="font-size:10pt"><sup>{mark}</sup> {html.escape(text)}</p>' for mark, text in layout.notes.items()
    ]
    signed = False
    for item in layout.lines:
        if isinstance(item, Line) and item.text.startswith("PHỤ LỤC") and not signed:
            body += [closing, *notes, '<div style="break-before:page"></div>']
            signed = True
        if isinstance(item, Line):
            style = "text-align:center" if item.centred else "text-align:justify;text-indent:1.27cm"
            text = _html_text(item.text)
            body.append(f'<p style="{style}">{f"<b>{text}</b>" if item.bold else text}</p>')
        else:
            body.append(_html_form(item))
    if not signed:
        body.append(closing)
    style = (
        "body{font:14pt 'Times New Roman','Liberation Serif',serif}p{margin:6pt 0}table.f{border-collapse:collapse;font-size:12pt}"
        "table.f td,table.f th{border:0.5pt solid black;padding:2pt}@page{size:A4;margin:2cm 2cm 2cm 3cm}tr{break-inside:avoid}"
    )
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style>{''.join(body)}", encoding="utf-8")
    return path


def _html_text(text: str) -> str:
    escaped = html.escape(text, quote=False)
    return _CALLS.sub(lambda match: f"<sup>{match.group(1).translate(_DIGITS)}</sup>", escaped)


def _html_columns(left: Iterable[str], right: Iterable[str]) -> str:
    cells = "".join(f"<td width=50% valign=top>{'<br>'.join(map(_html_text, texts))}</td>" for texts in (left, right))
    return f"<table width=100%><tr>{cells}</tr></table>"


def _html_form(form: Form) -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{_html_text(text)}</td>' for text in (row.code, row.name, row.unit, row.value or '', row.note))}</tr>"
        for row in form.rows
    )
    stt, name, result, unit, value, note = HEADER
    head = (
        f"<thead><tr><th rowspan=2>{stt}<th rowspan=2>{name}<th colspan=2>{result}<th rowspan=2>{note}</tr>"
        f"<tr><th>{unit}<th>{value}</tr></thead>"
    )
    return f'<table class="f">{head}{rows}</table>'


def print_html(source: Path, target: Path) -> Path:
    """The PDF that Chromium prints of an HTML file; the test is skipped where Chromium is absent."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    command = [
        chromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={target}",
        source.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target


def naive_blocks(text: str) -> Iterator[str | list[list[str]]]:
    """A text report as a converter without any knowledge sees it: its lines, and its runs of lines with tabs as tables."""
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        plain = re.sub(r"</?i>|\*\*", "", line)
        if "\t" in plain:
            rows.append(plain.split("\t"))
            continue
        if rows:
            width = max(map(len, rows))
            yield [row + [""] * (width - len(row)) for row in rows]
            rows = []
        if plain.strip():
            yield plain


def write_naive_docx(text: str, path: Path, points: int) -> Path:
    """A Word file of plain paragraphs and tables: no style, no merged cell, no repeated header, rows that may break."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(points)
    for block in naive_blocks(text):
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=0, cols=len(block[0]))
        table.style = "Table Grid"
        for row in block:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
    document.save(str(path))
    return path


def write_naive_html(text: str, path: Path, points: int) -> Path:
    """The same as an HTML file; tables that follow each other touch."""
    style = f"table{{border-collapse:collapse}}td{{border:1px solid}}body,table{{font:{points}pt 'DejaVu Serif',serif}}"
    body: list[str] = []
    for block in naive_blocks(text):
        if isinstance(block, str):
            body.append(f"<p>{html.escape(block)}</p>")
        else:
            rows = ("".join(f"<td>{html.escape(value)}</td>" for value in row) for row in block)
            body.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    page = f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style>{''.join(body)}"
    path.write_text(page, encoding="utf-8")
    return path
