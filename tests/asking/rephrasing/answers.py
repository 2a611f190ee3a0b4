"""A built answer to be rephrased, with the figures and quotes behind it."""

from __future__ import annotations

from datetime import date

from qa_cchc.records import Answer, Citation, Figure, Found, Passage, Period, Question, ReportRef

REPORT = ReportRef("0123456789ab", "45/BC-UBND", date(2024, 3, 14), "UBND huyện An Phước")
PERIOD = Period("2024-Q1", "quý I năm 2024", date(2024, 1, 1), date(2024, 3, 31))

BUILT = (
    "Huyện An Phước, quý I năm 2024:\n"
    "- Số hồ sơ tiếp nhận (Bộ phận Một cửa huyện): 1.250 hồ sơ [1]\n"
    "- Tỷ lệ hồ sơ giải quyết đúng hạn (Bộ phận Một cửa huyện): 97,4% [1]\n"
    "- Số hồ sơ giải quyết quá hạn (Bộ phận Một cửa các xã, thị trấn): 32 hồ sơ [2]\n"
    "- Tỷ lệ thanh toán trực tuyến giảm so với quý IV năm 2023: 3,5% [3]"
)
HONEST = (
    "Trong quý I/2024, tại huyện An Phước, số hồ sơ tiếp nhận ở Bộ phận Một cửa huyện là 1.250 hồ sơ [1]. Bộ phận Một "
    "cửa huyện có tỷ lệ hồ sơ giải quyết đúng hạn đạt 97,4% [1]. Bộ phận Một cửa các xã, thị trấn có 32 hồ sơ giải quyết "
    "quá hạn [2]. Tỷ lệ thanh toán trực tuyến giảm so với quý IV năm 2023 là 3,5% [3]."
)


def figure(number: int, text: str, quote: str) -> Figure:
    return Figure(
        id=f"0123456789ab:f{number}", indicator="Hồ sơ", indicator_id=None, value=1, text=text, unit="hồ sơ", state="value",
        period=PERIOD, place="huyện An Phước", level="huyện", scope=None, origin="prose", report=REPORT, file="q1.txt",
        section="II.2", page=3, quote=quote,
    )


def answer(text: str = BUILT, quote: str = "tiếp nhận 1.250 hồ sơ", status: str = "answered") -> Answer:
    passage = Passage("0123456789ab:4", REPORT, "Đoạn không được dẫn.", "", "q1.txt", "II.3", 4, None, ())
    return Answer(
        question=Question("Huyện An Phước nhận bao nhiêu hồ sơ?", "Huyện An Phước nhận bao nhiêu hồ sơ?", "figure"),
        status=status, answer=text, figures=(figure(1, "1.250", quote),), figure_citations=(1,),
        passages=(Found(passage, 0.5),), passage_citations=(9,),
        citations=tuple(Citation(n, f"Báo cáo số 45/BC-UBND, tr. {n}", "q1.txt", n) for n in (1, 2, 3, 9)),
        notes=("Câu hỏi không nêu kỳ báo cáo.",),
    )
