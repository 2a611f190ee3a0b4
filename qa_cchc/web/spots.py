"""What a citation points at: the boxes, the quote and the row of the figures and passages it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa_cchc.records import Box, Figure, Passage, Report


@dataclass(frozen=True, slots=True)
class Spot:
    """One cited place of a report. `mark` is the span of `quote` that matters most; `form` is a form's number."""

    page: int
    quote: str
    mark: tuple[int, int] | None
    section: str
    boxes: tuple[Box, ...] = ()
    line: int | None = None
    form: str | None = None


def of_figure(figure: Figure) -> Spot:
    """Where a figure stands."""
    return Spot(
        page=figure.page,
        quote=figure.quote,
        mark=figure.mark,
        section=figure.section,
        boxes=figure.boxes,
        line=figure.line,
        form=figure.form,
    )


def of_passage(passage: Passage) -> Spot:
    """Where a passage stands."""
    return Spot(
        page=passage.page,
        quote=passage.text,
        mark=None,
        section=passage.section,
        boxes=passage.boxes,
        line=passage.line,
    )


def boxes(spots: Iterable[Spot]) -> tuple[Box, ...]:
    """All boxes of the spots, each once, in order."""
    return tuple(dict.fromkeys(box for spot in spots for box in spot.boxes))


def row_boxes(report: Report, spots: Iterable[Spot]) -> tuple[Box, ...]:
    """The boxes of the whole rows that the spots' form figures stand in: a value alone is hard to read in a table."""
    cited = {(spot.form, spot.quote) for spot in spots if spot.form}
    rows = (row for form in report.forms for row in form.rows if (form.number, row.quote) in cited)
    return tuple(dict.fromkeys(box for row in rows for box in row.boxes))


def first_page(spots: Sequence[Spot]) -> int:
    """The page (from 1) to open: that of the first box, else of the first spot, else 1."""
    for spot in spots:
        if spot.boxes:
            return spot.boxes[0].page
    return spots[0].page if spots else 1
