"""What a reader of a comparison must know: lengths of periods, cumulative figures, disagreements, the 2025 reform."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qa_cchc.asking.comparing.cells import is_cumulative, printed
from qa_cchc.asking.comparing.lines import Line, gathered
from qa_cchc.asking.comparing.matrix import Matrix
from qa_cchc.asking.comparing.shown import few, listed, short
from qa_cchc.figures.series import span
from qa_cchc.records import Figure, Period
from qa_cchc.vietnamese.places import same_place
from qa_cchc.vietnamese.reform import REFORM
from qa_cchc.vietnamese.unicode import fold

if TYPE_CHECKING:
    from qa_cchc.asking.comparing.answering import Comparing

_SO_FAR = {6: "H1", 9: "9M"}
_HOW = {
    "unchanged": "giữ nguyên địa giới",
    "renamed": "đổi tên, giữ nguyên địa giới",
    "merged": "nhập cùng đơn vị khác, phạm vi số liệu trước và sau khác nhau",
    "divided": "chia cho nhiều đơn vị mới, phạm vi số liệu trước và sau khác nhau",
    "dissolved": "kết thúc hoạt động cấp huyện, phạm vi số liệu trước và sau khác nhau",
}


def matrix_notes(asking: Comparing, matrix: Matrix) -> Iterator[str]:
    """Notes on the periods and units of a table."""
    figures = [one.figure for row in matrix.rows for one in row.cells if one.figure is not None]
    lengths = list(dict.fromkeys(span(period) for period in matrix.periods))
    if len(lengths) > 1 and any(row.subject.is_flow for row in matrix.rows):
        yield f"Các kỳ dài ngắn khác nhau ({', '.join(lengths)}) không cùng một chuỗi nên không tính chênh lệch số đếm."
    elif len(lengths) > 1 and any(row.subject.is_rate for row in matrix.rows):
        yield f"Các kỳ dài ngắn khác nhau ({', '.join(lengths)}); chênh lệch tỷ lệ chỉ để tham khảo."
    if any(is_cumulative(figure) for figure in figures):
        yield "Số liệu lũy kế (tính từ đầu năm hoặc trước kỳ), không phải riêng trong kỳ; không trộn với số riêng quý."
    if not asking.when.said and not asking.when.pairs:
        yield f"Câu hỏi không nêu kỳ nên so các kỳ có trong kho: {few([short(one) for one in matrix.periods])}."
    if len(matrix.rows) > 1 and matrix.one_subject and not any(
        sum(row.at(period).value is not None for row in matrix.rows) > 1 for period in matrix.periods
    ):  # fmt: skip
        yield "Các nơi không có kỳ nào chung nên lấy kỳ của từng nơi; số của hai kỳ khác nhau không so trực tiếp được."
    if any(one.parts for row in matrix.rows for one in row.cells):
        yield "Tỷ lệ không in sẵn trong báo cáo được tính từ tử số và mẫu số có trích dẫn."
    yield from _counted_since_january(asking, matrix)
    yield from disagreements(asking, figures)


def _counted_since_january(asking: Comparing, matrix: Matrix) -> Iterator[str]:
    """Quarters whose number is that of the whole year so far: told by a longer period that ends with them."""
    for row in matrix.rows:
        if not row.subject.is_flow or not row.subject.indicator_id:
            continue
        shown = [one for one in row.cells if one.figure is not None and one.period.start.month > 1]
        longer = [f"{one.period.end.year}-{_SO_FAR[one.period.end.month]}" if one.period.end.month < 12 else
                  str(one.period.end.year) for one in shown if one.period.end.month in (*_SO_FAR, 12)]  # fmt: skip
        if not longer:
            continue
        lines = gathered(asking.archive, row.subject, [row.line.office], longer, [row.line.holder])
        told = {(figure.period.end, figure.value) for line in lines for figure in line.figures if figure.period}
        same = [one.period for one in shown if one.figure and (one.period.end, one.figure.value) in told]
        if same:
            yield (
                f"{row.subject.name}, {few([short(one) for one in same])}: báo cáo ghi cùng số ấy cho cả thời gian từ "
                "đầu năm, nên đó là số lũy kế chứ không phải số riêng của quý; chênh lệch là phần tăng thêm."
            )


def disagreements(asking: Comparing, figures: Sequence[Figure]) -> Iterator[str]:
    """Where a report states something else of the same thing, or a newer one has corrected it."""
    others = asking.archive.restatements(figures)
    for figure in figures:
        against = [others[one] for one in figure.differs if one in others]
        values = list(dict.fromkeys(printed(one) for one in against if one.value != figure.value))
        if values and figure.period:
            yield (
                f"{figure.place or ''}, {short(figure.period)}: báo cáo còn nêu {', '.join(values)} ở chỗ khác cho "
                f"cùng chỉ tiêu; bảng dùng {printed(figure)} ({figure.section})."
            )
        if figure.corrects and figure.period:
            earlier = [one for one in asking.archive.figures_by_id(figure.corrects) if one.report != figure.report]
            said = list(dict.fromkeys(printed(one) for one in earlier))
            if said:
                yield (
                    f"{figure.place or ''}, {short(figure.period)}: dùng {printed(figure)} theo báo cáo sau, thay cho "
                    f"{', '.join(said)} của báo cáo trước."
                )


def line_notes(asking: Comparing, lines: Sequence[Line], periods: Sequence[Period]) -> Iterator[str]:
    """Notes on whose the figures are: taken from others' reports, across the reform of 01/7/2025."""
    for line in lines:
        foreign = {
            figure.place for figure in line.figures
            if figure.period in periods and figure.place and asking.archive.office(figure.report.id) != line.office
        }  # fmt: skip
        if foreign:
            yield f"Có số liệu của {line.name} lấy từ báo cáo của {listed(sorted(foreign))}."
    yield from _reform(asking, lines, periods)
    yield from _others(asking, lines)


def _others(asking: Comparing, lines: Sequence[Line]) -> Iterator[str]:
    """Places asked for of which there is nothing."""
    for name in asking.whose.parts:
        if not any(fold(name).split()[-1] in fold(line.label) for line in lines):
            places = asking.archive.places()
            yield f"Kho không có số liệu của {name}; các nơi đang có báo cáo: {listed(places)}."


def _reform(asking: Comparing, lines: Sequence[Line], periods: Sequence[Period]) -> Iterator[str]:
    """Which of the places became which on 01/7/2025, where a table stands on both sides of that day."""
    told: set[tuple[str, str]] = set()
    for line in lines:
        for link in (*asking.archive.successors(line.place), *asking.archive.predecessors(line.place)):
            if (link.old, link.new) not in told and _is_shown(link.old, lines) and _is_shown(link.new, lines):
                told.add((link.old, link.new))
                yield f"Từ 01/7/2025: {link.old} → {link.new}: {_HOW[link.kind]}."
    before = any(period.end < REFORM for period in periods)
    if before and any(period.end >= REFORM for period in periods) and not told and any(
        line.level in ("xã", "tỉnh", "huyện") for line in lines
    ):  # fmt: skip
        yield "Các kỳ nằm hai bên mốc sắp xếp đơn vị hành chính 01/7/2025; phạm vi của đơn vị có thể đã thay đổi."


def _is_shown(place: str, lines: Sequence[Line]) -> bool:
    return any(same_place(place, line.place) or same_place(place, line.name) for line in lines)
