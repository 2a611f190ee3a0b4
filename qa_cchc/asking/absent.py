"""What is missing when nothing answers: the place, the period, the report, the figure or the very matter; and the
nearest of it that there is."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from qa_cchc.asking.named_places import bare
from qa_cchc.asking.question import Understood
from qa_cchc.records import Found, Period, Report
from qa_cchc.vietnamese.unicode import fold

_NAMED = 6
_NEAREST = 3
_NO_MATTER = "báo cáo cải cách hành chính thường không nêu nội dung này"


def listed(names: Sequence[str]) -> str:
    """Names in a row, the rest counted ("A, B, C và 4 nơi khác")."""
    if len(names) <= _NAMED:
        return ", ".join(names)
    return ", ".join(names[: _NAMED - 1]) + f" và {len(names) - _NAMED + 1} mục khác"


def unknown_place(name: str, places: Sequence[str]) -> str:
    """The archive has no report of a place, and no figure of it either; places of like names first."""
    message = f"Kho không có báo cáo hay số liệu nào của {name}."
    if not places:
        return message
    namesakes = [place for place in places if fold(bare(place)) == fold(bare(name))]
    near = namesakes or sorted(places, key=lambda place: -_likeness(place, name))[:_NEAREST]
    said = "Nơi trùng tên nhưng khác cấp đang có báo cáo" if namesakes else "Các nơi gần tên nhất đang có báo cáo"
    rest = len(places) - len(near)
    return f"{message} {said}: {listed(near)}" + (f" (ngoài ra còn {rest} nơi khác)." if rest > 0 else ".")


def no_period(periods: Sequence[Period], places: Sequence[str], having: Sequence[Report]) -> str:
    """No report of the period asked for; `having` are the reports that hold but for the period. The three periods
    nearest to it are named."""
    asked = listed(list(dict.fromkeys(period.label for period in periods)))
    whose = f" của {listed(places)}" if places else ""
    held = {report.period.id: report.period for report in having if report.period}
    near = sorted(held.values(), key=lambda period: (_days_between(period, periods), -period.end.toordinal()))
    message = f"Kho không có báo cáo {asked}{whose}."
    if not near:
        return message
    labels = listed([period.label for period in near[:_NEAREST]])
    rest = len(near) - _NEAREST
    return f"{message} Các kỳ gần nhất đang có{whose}: {labels}" + (f" (và {rest} kỳ khác)." if rest > 0 else ".")


def no_report(number: str, reports: Sequence[Report]) -> str:
    """No report of the number asked for; the likest numbers first."""
    numbers = list(dict.fromkeys(report.number for report in sorted(reports, key=_newest) if report.number))
    near = sorted(numbers, key=lambda each: -SequenceMatcher(None, fold(each), fold(number)).ratio())[:_NEAREST]
    return f"Kho không có báo cáo số {number}." + (f" Số gần giống nhất đang có: {listed(near)}." if near else "")


def no_figure(
    understood: Understood, reports: Sequence[Report], nearest: Sequence[str], matters: Sequence[str] = ()
) -> str:
    """The reports are there, the figure is not; `nearest` names figures that are, `matters` what no report of
    administrative reform tells of."""
    where = _where(reports)
    if matters:
        said = ", ".join(f"“{matter}”" for matter in matters)
        message = f"Trong {where} không có chỗ nào nói tới {said}; {_NO_MATTER}."
    else:
        message = f"Không tìm thấy số liệu trả lời câu hỏi “{understood.question.text}” trong {where}."
    return message + (f" Gần nhất có: {listed(nearest)}." if nearest else "")


def _where(reports: Sequence[Report]) -> str:
    if len(reports) == 1:
        report = reports[0]
        period = f" {report.period.label}" if report.period else ""
        return f"báo cáo{period} của {report.place or report.agency or report.file}"
    return f"{len(reports)} báo cáo phù hợp" if reports else "kho"


def no_passage(question: str, found: Sequence[Found], matters: Sequence[str] = ()) -> str:
    """No sentence says clearly enough what was asked."""
    if matters:
        said = ", ".join(f"“{matter}”" for matter in matters)
        message = f"Không báo cáo nào trong phạm vi được hỏi nói tới {said}; {_NO_MATTER}."
    else:
        message = f"Không thấy đoạn nào trong kho trả lời rõ câu hỏi “{question}”."
    return message + (" Các đoạn gần nhất được liệt kê để tham khảo." if found else "")


def _newest(report: Report) -> int:
    return -(report.period.end.toordinal() if report.period else 0)


def _days_between(period: Period, asked: Sequence[Period]) -> int:
    """Days between the ends of a period and of the nearest asked for; another length counts as some weeks more."""
    length = (period.end - period.start).days
    return min(
        (abs((period.end - one.end).days) + abs(length - (one.end - one.start).days) // 4 for one in asked), default=0
    )


def _likeness(place: str, name: str) -> float:
    """How like two names of places are: by their letters without marks, a little by their words of level."""
    same_level = fold(place).split()[0] == fold(name).split()[0] if place and name else False
    return SequenceMatcher(None, fold(bare(place)), fold(bare(name))).ratio() + (0.1 if same_level else 0.0)
