"""What is missing when nothing answers: the place, the period, the report or the figure; and what there is instead."""

from __future__ import annotations

from collections.abc import Sequence

from qa_cchc.asking.question import Understood
from qa_cchc.records import Found, Period, Report
from qa_cchc.vietnamese.unicode import fold

_NAMED = 6


def listed(names: Sequence[str]) -> str:
    """Names in a row, the rest counted ("A, B, C và 4 nơi khác")."""
    if len(names) <= _NAMED:
        return ", ".join(names)
    return ", ".join(names[: _NAMED - 1]) + f" và {len(names) - _NAMED + 1} mục khác"


def unknown_place(name: str, places: Sequence[str]) -> str:
    """The archive has no report of a place, and no figure of it either."""
    near = sorted(places, key=lambda place: -_likeness(place, name))
    return f"Kho không có báo cáo hay số liệu nào của {name}. Các nơi đang có báo cáo: {listed(near)}."


def no_period(periods: Sequence[Period], places: Sequence[str], having: Sequence[Report]) -> str:
    """No report of the period asked for; `having` are the reports that hold but for the period."""
    asked = listed(list(dict.fromkeys(period.label for period in periods)))
    whose = f" của {listed(places)}" if places else ""
    held = [report.period for report in sorted(having, key=_newest) if report.period]
    labels = listed(list(dict.fromkeys(period.label for period in held)))
    return f"Kho không có báo cáo {asked}{whose}." + (f" Các kỳ đang có{whose}: {labels}." if labels else "")


def no_report(number: str, reports: Sequence[Report]) -> str:
    """No report of the number asked for."""
    numbers = [report.number for report in sorted(reports, key=_newest) if report.number]
    return f"Kho không có báo cáo số {number}. Các báo cáo đang có: {listed(numbers)}."


def no_figure(understood: Understood, reports: Sequence[Report], nearest: Sequence[str]) -> str:
    """The reports are there, the figure is not; `nearest` names figures that are."""
    where = f"{len(reports)} báo cáo phù hợp" if len(reports) > 1 else "báo cáo phù hợp" if reports else "kho"
    if len(reports) == 1:
        report = reports[0]
        period = f" {report.period.label}" if report.period else ""
        where = f"báo cáo{period} của {report.place or report.agency or report.file}"
    message = f"Không tìm thấy số liệu trả lời câu hỏi “{understood.question.text}” trong {where}."
    return message + (f" Gần nhất có: {listed(nearest)}." if nearest else "")


def no_passage(question: str, found: Sequence[Found]) -> str:
    """No sentence says clearly enough what was asked."""
    message = f"Không thấy đoạn nào trong kho trả lời rõ câu hỏi “{question}”."
    return message + (" Các đoạn gần nhất được liệt kê để tham khảo." if found else "")


def _newest(report: Report) -> int:
    return -(report.period.end.toordinal() if report.period else 0)


def _likeness(place: str, name: str) -> int:
    return len(set(fold(place).split()) & set(fold(name).split()))
