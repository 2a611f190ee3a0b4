"""Fixtures for the page: a hand-made archive and an answer out of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pymupdf
import pytest
from handmade_archive import FONT, QUARTER, SENTENCE, HandmadeArchive, boxes_of, digest, figure_of, reference

from qa_cchc.records import (
    Answer,
    Citation,
    Figure,
    Footnote,
    FootnoteCall,
    Form,
    FormRow,
    Found,
    Paragraph,
    Passage,
    Question,
    Report,
    Section,
    Spot,
    Text,
)


@pytest.fixture(scope="session")
def pdf_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pages with `SENTENCE` on each; the third is turned by 90 degrees, as wide tables often are."""
    path = tmp_path_factory.mktemp("kho") / "bao-cao.pdf"
    document = pymupdf.open()
    for number in (1, 2, 3):
        page = document.new_page(width=595, height=842)
        page.insert_font(fontname="chu", fontfile=FONT)
        page.insert_text((60, 90), f"Trang {number}", fontname="chu", fontsize=11)
        page.insert_text((60, 300), SENTENCE, fontname="chu", fontsize=11)
    document[2].set_rotation(90)
    document.save(path)
    return path


@pytest.fixture(scope="session")
def text_file(pdf_file: Path) -> Path:
    path = pdf_file.parent / "bao-cao.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    return path


@pytest.fixture
def pdf_report(pdf_file: Path) -> Report:
    return Report(
        id="0123456789ab",
        file="bao-cao.pdf",
        sha256=digest(pdf_file),
        number="58/BC-UBND",
        date=date(2024, 6, 14),
        title="Kết quả cải cách hành chính quý II năm 2024",
        agency="UBND thị xã Cẩm Giang",
        place="thị xã Cẩm Giang",
        level="huyện",
        period=QUARTER,
        pages=3,
    )


@pytest.fixture
def text_report(text_file: Path) -> Report:
    rows = (
        FormRow("1.", "1", "Số hồ sơ đã tiếp nhận", "Hồ sơ", "640", "", (), 1, line=30),
        FormRow("2.", "2", "Số hồ sơ quá hạn", "Hồ sơ", "", "", (), 1, line=31),
    )
    first = Paragraph(Text(SENTENCE, (Spot(0, len(SENTENCE), 1, line=12),)), (FootnoteCall("1", 20),))
    second = Paragraph(Text("Không có hồ sơ quá hạn trong kỳ báo cáo này.", (Spot(0, 44, 1, line=13),)), bullet="-")
    return Report(
        id="ba9876543210",
        file="bao-cao.txt",
        sha256=digest(text_file),
        number="61/BC-UBND",
        date=date(2024, 6, 20),
        agency="UBND xã Tân Lập",
        place="xã Tân Lập",
        level="xã",
        period=QUARTER,
        pages=1,
        paged=False,
        sections=(
            Section("I", ("Chỉ đạo, điều hành",), 1, (Paragraph(Text("Đã ban hành 04 văn bản chỉ đạo.")),)),
            Section("II.2", ("Kết quả", "Cải cách thủ tục hành chính"), 1, (first, second)),
        ),
        footnotes=(Footnote("1", Text("Đất đai 300 hồ sơ; hộ tịch 340 hồ sơ."), section=1, paragraph=0, offset=20),),
        forms=(Form("3", "Cải cách thủ tục hành chính", "Phụ lục II", rows, 1),),
    )


@pytest.fixture
def figure(pdf_report: Report, pdf_file: Path) -> Figure:
    return figure_of(pdf_report, boxes=boxes_of(pdf_file, 2, SENTENCE))


@pytest.fixture
def archive(
    pdf_report: Report, text_report: Report, pdf_file: Path, text_file: Path, figure: Figure
) -> HandmadeArchive:
    row = text_report.forms[0].rows[0]
    form_figure = figure_of(
        text_report, id=f"{text_report.id}:f2", quote=row.quote, mark=None, form="3", code="1", section="", page=1
    )
    passage = Passage(
        f"{text_report.id}:1", reference(text_report), SENTENCE, "Kết quả", text_report.file, "II.2", 1, 12, ()
    )
    return HandmadeArchive(
        held={pdf_report.id: pdf_report, text_report.id: text_report},
        files={pdf_report.id: pdf_file, text_report.id: text_file},
        all_figures=[figure, form_figure],
        all_passages=[passage],
    )


@pytest.fixture
def answer(archive: HandmadeArchive) -> Answer:
    """One figure out of the PDF, one passage out of the text file."""
    found = Found(archive.all_passages[0], 0.9, ((0, 7),))
    return Answer(
        question=Question("ty le hs truc tuyen quy 2", "tỷ lệ hồ sơ trực tuyến quý 2", "figure", (QUARTER,)),
        status="answered",
        answer="Tỷ lệ hồ sơ trực tuyến là 80% [1].\n- Tiếp nhận 640 hồ sơ [2]\n- Trong đó 512 trực tuyến [1]",
        figures=(archive.all_figures[0],),
        figure_citations=(1,),
        passages=(found,),
        passage_citations=(2,),
        citations=(
            Citation(1, "Báo cáo số 58/BC-UBND ngày 14/6/2024 của UBND thị xã Cẩm Giang, trang 2", "a.pdf", 2),
            Citation(2, "Báo cáo số 61/BC-UBND ngày 20/6/2024 của UBND xã Tân Lập, mục II.2", "b.txt", 1),
        ),
        notes=("Câu hỏi không nêu năm; trả lời theo kỳ mới nhất.",),
        elapsed_ms=12.4,
    )
