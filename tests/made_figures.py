"""Figures made by hand for tests: what one report of an invented town says of one indicator in one period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from qa_cchc.records import Figure, Period, Report, ReportRef
from qa_cchc.vietnamese.period_ids import period

PLACE = "thị xã Lam Khê"


def report(number: int, issued: str, period_id: str, **more: object) -> Report:
    """The report `number` of the town, issued on that ISO day, on that period."""
    made = Report(
        f"r{number}", f"{number}.txt", f"{number:064}", number=f"{number}/BC-UBND", date=date.fromisoformat(issued),
        kind="báo cáo", agency=f"UBND {PLACE}", place=PLACE, level="huyện", period=period(period_id),
    )
    return replace(made, **more)


def figure(of: Report, value: float, at: str = "1.0:10", **more: object) -> Figure:
    """A figure of that report: files resolved by the town's desk, unless `more` says otherwise. `at` is its place."""
    own = of.period or Period("2023", "năm 2023", date(2023, 1, 1), date(2023, 12, 31))
    shown = f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value).replace(".", ",")
    made = Figure(
        f"{of.id}:{at}", "Tổng số hồ sơ TTHC đã giải quyết", "files_resolved", value, shown, "hồ sơ", "value", own,
        of.place, of.level, None, "prose", ReportRef(of.id, of.number, of.date, of.agency), of.file, "II.2", 1,
        f"Đã giải quyết {shown} hồ sơ.",
    )
    return replace(made, **more)
