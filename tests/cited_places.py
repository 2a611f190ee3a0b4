"""A report, and passages of it, to be cited."""

from __future__ import annotations

from datetime import date

from qa_cchc.records import Passage, Report, ReportRef

REPORT = Report(
    "0123456789ab", "thi-xa/bc-102.pdf", "0" * 64, "102/BC-UBND", date(2023, 3, 3), "báo cáo",
    "Kết quả cải cách hành chính quý I năm 2023", "UBND thị xã Duyên Hải", "thị xã Duyên Hải", "huyện",
)


def passage_of(page: int) -> Passage:
    reference = ReportRef(REPORT.id, REPORT.number, REPORT.date, REPORT.agency)
    return Passage(f"{REPORT.id}:{page}", reference, "…", "", REPORT.file, "II.6. Hiện đại hóa", page, None, ())
