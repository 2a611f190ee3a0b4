"""What the reader of an answer must know beside it: conditions taken, years left open, places that disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa_cchc.asking.compose import value_text
from qa_cchc.asking.match import is_mere_desk
from qa_cchc.asking.question import Understood
from qa_cchc.figures.printed import in_dong
from qa_cchc.records import Figure, Finding
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.unicode import fold


def filter_notes(understood: Understood, places: Sequence[str], widened: bool, figures: Sequence[Figure]) -> list[str]:
    """Which conditions were taken from the question, and which were left open."""
    notes: list[str] = []
    question = understood.question
    dated = [mention for mention in understood.mentions if mention.year is not None]
    if understood.mentions and not dated:
        said = ", ".join(dict.fromkeys(mention.text for mention in understood.mentions))
        notes.append(f"Câu hỏi không nêu năm nên lấy “{said}” của mọi năm có trong kho, mới nhất trước.")
    elif widened:
        said = ", ".join(period.label for period in question.periods)
        notes.append(f"Kho không có báo cáo cả {said}; dưới đây là các kỳ trong năm mà kho có.")
    elif not understood.mentions and len({figure.period.id for figure in figures if figure.period}) > 1:
        notes.append("Câu hỏi không nêu kỳ báo cáo nên liệt kê các kỳ có trong kho, mới nhất trước.")
    if not places and len({figure.place for figure in figures}) > 1:
        notes.append("Câu hỏi không nêu địa phương nên liệt kê theo từng nơi có trong kho.")
    return notes


def figure_notes(figures: Sequence[Figure], findings: Sequence[Finding] = ()) -> Iterator[str]:
    """What holds for the figures shown: cumulative ones, data windows, disagreements that no finding tells of."""
    if any(figure.cumulative for figure in figures):
        yield "Có số liệu lũy kế (tính từ đầu năm hoặc đến thời điểm báo cáo), không phải riêng trong kỳ."
    facets = {c for figure in figures for c in figure.facets}
    if {"on_time", "early_or_on_time"} <= facets:
        yield "Biểu mẫu tính “đúng hạn” gồm cả hồ sơ trước hạn; lời văn thường nêu hai số ấy riêng."
    windows = {
        (f.window.start, f.window.end)
        for f in figures
        if f.window and f.window.start and f.window.end and f.origin != "form"
    }
    if len(windows) == 1:
        start, end = windows.pop()
        yield f"Kỳ số liệu nêu trong báo cáo: từ {start:%d/%m/%Y} đến {end:%d/%m/%Y}."
    yield from _disagreements(figures, [frozenset(finding.figures) for finding in findings])


def _disagreements(figures: Sequence[Figure], told: Sequence[frozenset[str]]) -> Iterator[str]:
    """Figures of one report that count the same thing and give different values."""
    groups: dict[tuple[object, ...], list[Figure]] = {}
    concepts = load_concepts()
    for figure in figures:
        if figure.state != "value" or figure.change or figure.value is None or figure.corrected_by:
            continue
        desks = frozenset(c for c in figure.facets if concepts.facet(c) == "desk")
        kind = figure.indicator_id or tuple(sorted(figure.facets))
        groups.setdefault((figure.report.id, kind, figure.unit == "%", figure.period, desks, _part(figure)), []).append(
            figure
        )
    for group in groups.values():
        values = {_base(figure): figure for figure in group}
        if len(values) < 2 or any({figure.id for figure in values.values()} <= one for one in told):
            continue
        said = "; ".join(f"{value_text(figure)} ({figure.section})" for figure in values.values())
        low, high = min(values), max(values)
        if low and abs(high / low - 1000) < 1:
            yield f"Hai chỗ trong báo cáo lệch nhau đúng 1.000 lần, cần kiểm tra đơn vị tính: {said}."
        else:
            yield f"Các chỗ trong báo cáo nêu khác nhau: {said}."


def _part(figure: Figure) -> str | None:
    """The part of a breakdown that a figure is of; a mere desk is told by its concept, however it is written."""
    if not figure.scope:
        return None
    return None if is_mere_desk(figure.scope) else fold(figure.scope)


def _base(figure: Figure) -> float:
    amount = in_dong(figure.value, figure.unit)  # type: ignore[arg-type]
    return float(figure.value if amount is None else amount)  # type: ignore[arg-type]
