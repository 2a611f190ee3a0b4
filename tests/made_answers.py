"""Answers made by hand out of records: figures of every state, a comparison with gaps and a number worked out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from qa_cchc.asking.cite import Citations
from qa_cchc.records import (
    Answer,
    ComparedCell,
    Comparison,
    Figure,
    Finding,
    Formula,
    Found,
    Passage,
    Period,
    Question,
    Report,
    ReportRef,
    Window,
)

MADE = date(2025, 1, 5)
RATE = "Tỷ lệ hồ sơ tiếp nhận trực tuyến"
Q1 = Period("2024-Q1", "quý I năm 2024", date(2024, 1, 1), date(2024, 3, 31))
Q2 = Period("2024-Q2", "quý II năm 2024", date(2024, 4, 1), date(2024, 6, 30))
Q3 = Period("2024-Q3", "quý III năm 2024", date(2024, 7, 1), date(2024, 9, 30))
PERIODS = (Q1, Q2, Q3)

REPORTS = {
    report.id: report
    for report in (
        Report(
            "aaaaaaaaaaaa", "cam-giang/quy-2.pdf", "a" * 64, "58/BC-UBND", date(2024, 6, 14), "báo cáo",
            "Kết quả cải cách hành chính quý II năm 2024", "UBND thị xã Cẩm Giang", "thị xã Cẩm Giang", "huyện",
        ),
        Report(
            "bbbbbbbbbbbb", "hoa-an/bieu.xlsx", "b" * 64, "31/BC-UBND", date(2024, 6, 10), "báo cáo", None,
            "UBND huyện Hòa An", "huyện Hòa An", "huyện", paged=False, sheets=("Biểu 1", "Biểu 7"),
        ),
    )
}


def figure(identity: str, report_id: str, value: float | int | None, **changes: object) -> Figure:
    """A figure of one of the two reports, a rate of the second quarter unless changed."""
    report = REPORTS[report_id]
    text = "" if value is None else f"{value}".replace(".", ",")
    made = Figure(
        id=identity, indicator=RATE, indicator_id="online_files_rate", value=value, text=text, unit="%", state="value",
        period=Q2, place=report.place, level="huyện", scope=None, origin="prose",
        report=ReportRef(report.id, report.number, report.date, report.agency), file=report.file,
        section="II.6. Chính quyền điện tử", page=8 if report.paged else 2, line=None if report.paged else 14,
        quote=f"Hồ sơ trực tuyến đạt {text}%.",
    )
    return replace(made, **changes)


FIGURES = (
    figure("a1", "aaaaaaaaaaaa", 41.8, numerator=103, denominator=246),
    figure("b1", "bbbbbbbbbbbb", 52.06, origin="form", form="7", code="6.7", section="Biểu mẫu 7"),
    figure("a2", "aaaaaaaaaaaa", 1250, indicator="Số hồ sơ tiếp nhận", unit="hồ sơ", text="1.250", cumulative=True,
           window=Window(date(2023, 12, 15), date(2024, 6, 14)), quote="Tiếp nhận 1.250 hồ sơ."),
    figure("a3", "aaaaaaaaaaaa", None, indicator="Số hồ sơ trễ hạn", unit="hồ sơ", state="blank", text="",
           quote="3.2\tHồ sơ trễ hạn\tHồ sơ\t"),
    figure("a4", "aaaaaaaaaaaa", None, indicator="=HYPERLINK(\"http://x\")", unit="+1", state="not_yet", text="Chưa",
           quote="@SUM(A1) Chưa thực hiện <b>&amp;"),
    figure("a5", "aaaaaaaaaaaa", 1, indicator="Có ban hành kế hoạch", unit="Không = 0, Có = 1", text="1 (Có)"),
)


def answer(*figures: Figure, text: str = "", **changes: object) -> Answer:
    """An answer over the figures given, cited; "{a1}" in its text becomes the mark of the citation of figure a1."""
    citations = Citations(lambda identity: REPORTS[identity])
    cited = tuple(citations.of_figure(one) for one in figures)
    marks = {one.id: f"[{number}]" for one, number in zip(figures, cited, strict=True)}
    made = Answer(
        question=Question("ty le ho so truc tuyen quy 2", "tỷ lệ hồ sơ trực tuyến quý II", "figure", (Q2,)),
        status="answered", answer=text.format(**marks), figures=tuple(figures), figure_citations=cited,
        citations=tuple(citations.items),
    )
    return replace(made, **changes)


def plain_answer() -> Answer:
    """Figures of every state, a note and a finding."""
    finding = Finding(
        "ratio", "warning", "Tỷ lệ 41,8% không khớp 103/246 (41,87%).", "41,8", "41,87",
        (("cam-giang/quy-2.pdf", 8, "đạt 41,8%"),), FIGURES[0].report,
    )
    text = "Trực tuyến {a1}, nơi kia {b1}; nhắc lại {a1}{b1}.\n- Mục [99] là chữ của báo cáo, không phải nguồn."
    return answer(*FIGURES, text=text, notes=("Câu hỏi không nêu năm.",), findings=(finding,))


def compared_answer() -> Answer:
    """Two places over three quarters, with two gaps and a change worked out."""
    rates = {"a": (35.5, 41.8, None), "b": (48, 52.06, 61.25)}
    figures = [
        figure(f"{who}-{period.id}", who * 12, value, period=period, page=8 + index, line=14 + index)
        for who, values in rates.items()
        for index, (period, value) in enumerate(zip(PERIODS, values, strict=True)) if value is not None
    ]
    made = answer(*figures, text="Cẩm Giang tăng từ {a-2024-Q1} lên {a-2024-Q2}.".replace("{a-", "{a-"))
    cited = dict(zip((one.id for one in figures), made.figure_citations, strict=True))

    def cells(who: str) -> tuple[ComparedCell | None, ...]:
        shown = [
            ComparedCell(gap="kho không có báo cáo kỳ này") if value is None
            else ComparedCell(value, "%", f"{who}-{period.id}", cited[f"{who}-{period.id}"])
            for period, value in zip(PERIODS, rates[who], strict=True)
        ]
        change = ComparedCell(13.25, "điểm phần trăm", formula="61,25 − 48 = 13,25") if who == "b" else (
            ComparedCell(gap="thiếu số liệu để tính")
        )
        return (None, *shown, change)

    comparison = Comparison(
        columns=("Đơn vị", *(period.label for period in PERIODS), "Quý III so với quý I"),
        rows=(
            ("thị xã Cẩm Giang", "35,5%", "41,8%", "–", "–"),
            ("huyện Hòa An", "48%", "52,06%", "61,25%", "+13,25"),
        ),
        differences=("Huyện Hòa An: quý III cao hơn quý I 13,25 điểm phần trăm.",),
        order=("thị xã Cẩm Giang", "huyện Hòa An"),
        cells=(cells("a"), cells("b")),
        kind="trend", title=RATE, unit="%",
        formulas=(Formula("Huyện Hòa An", 13.25, "điểm phần trăm", "61,25 − 48 = 13,25", ("b-2024-Q3", "b-2024-Q1")),),
    )
    return replace(made, comparison=comparison)


def told_answer() -> Answer:
    """An answer in sentences, with its passage."""
    report = REPORTS["aaaaaaaaaaaa"]
    reference = ReportRef(report.id, report.number, report.date, report.agency)
    passage = Passage(f"{report.id}:4", reference, "=Thiếu máy quét.", "", report.file, "III. Khó khăn", 11, None, ())
    citations = Citations(lambda identity: REPORTS[identity])
    number = citations.of_passage(passage)
    question = Question("khó khăn là gì?", "khó khăn là gì?", "explanation")
    return Answer(
        question, "answered", f"Thiếu máy quét. [{number}]", passages=(Found(passage, 0.8),),
        passage_citations=(number,), citations=tuple(citations.items),
    )


def empty_answer() -> Answer:
    """An answer that says that there is none."""
    return Answer(Question("hồ sơ 1990", "hồ sơ năm 1990", "figure"), "not_found", "Kho không có báo cáo năm 1990.")


def replaced(made: Answer, answer: str, asked: str) -> Answer:
    """An answer with other words, to another question."""
    return replace(made, answer=answer, question=replace(made.question, asked=asked))
