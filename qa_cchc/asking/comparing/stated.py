"""What reports themselves say of a change ("giảm 12 hồ sơ so với cùng kỳ"), shown beside what was worked out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa_cchc.asking.comparing.matrix import Matrix
from qa_cchc.asking.comparing.shown import capital
from qa_cchc.records import Figure
from qa_cchc.vietnamese.sentences import sentences

if TYPE_CHECKING:
    from qa_cchc.asking.comparing.answering import Comparing

_MOST = 3
_LONGEST = 300


def own_words(asking: Comparing, matrix: Matrix) -> Iterator[str]:
    """Sentences of the reports shown that state a change of what is compared, each with its mark."""
    reports = {figure.report.id for row in matrix.rows for one in row.cells for figure in one.sources}
    paragraphs = {_paragraph(figure) for row in matrix.rows for one in row.cells for figure in one.sources}
    same = {one for row in matrix.rows for each in row.cells for figure in each.sources for one in figure.same}
    paragraphs |= {one.rsplit(":", 1)[0] for one in same}
    told: set[str] = set()
    ids = {row.subject.indicator_id for row in matrix.rows if row.subject.indicator_id}
    for figure in asking.archive.changes(sorted(reports)):
        if figure.mark is None:
            continue
        beside = figure.indicator_id is None and _paragraph(figure) in paragraphs and _is_like(figure, matrix)
        if not (figure.indicator_id in ids or beside):
            continue
        sentence = _sentence(figure)
        if sentence and sentence not in told and len(told) < _MOST:
            told.add(sentence)
            yield f"{capital(figure.place or 'báo cáo')} tự nêu: “{sentence}” [{asking.shown.mark(figure)}]"


def _is_like(figure: Figure, matrix: Matrix) -> bool:
    """Whether a change is one of what is compared, by its unit."""
    unit = (figure.unit or "").lower()
    return any(
        unit in ("%", "điểm phần trăm") if row.subject.is_rate else unit in ("%", (row.unit or "").lower())
        for row in matrix.rows
    )


def _paragraph(figure: Figure) -> str:
    return figure.id.rsplit(":", 1)[0]


def _sentence(figure: Figure) -> str:
    start, end = figure.mark or (0, 0)
    for first, last in sentences(figure.quote):
        if first <= start and end <= last:
            said = " ".join(figure.quote[first:last].split()).lstrip("-+*• ")
            return said if len(said) <= _LONGEST else ""
    return ""
