"""Figures listed by indicator and period as a person names them, for the command line, exports and programs."""

from __future__ import annotations

from collections.abc import Sequence

from qa_cchc.archive.store import Archive
from qa_cchc.asking.cite import Citations
from qa_cchc.asking.errors import UnknownPeriodName
from qa_cchc.figures.catalogue import load
from qa_cchc.records import Answer, Figure, Filters, Question
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.periods import find_periods, period
from qa_cchc.vietnamese.terms import terms


def period_ids(text: str, archive: Archive) -> list[str]:
    """The ids of periods that a person names: an id, or words; words without a year mean every year the archive has.

    Raises UnknownPeriodName for what names no period.
    """
    try:
        return [period(text.strip().upper()).id]
    except ValueError:
        mentions = find_periods(text)
    if not mentions:
        raise UnknownPeriodName(text)
    held = [one.id for one in archive.periods()]
    years = sorted({int(identifier[:4]) for identifier in held}, reverse=True)
    found: list[str] = []
    for mention in mentions:
        named = mention.resolve()
        meant = [named] if named else [mention.resolve(year) for year in years]
        ids = [one.id for one in meant if one is not None]
        found += ids if named else [identifier for identifier in ids if identifier in held] or ids
    return found


def figures_of(archive: Archive, filters: Filters, wanted: Sequence[str]) -> list[Figure]:
    """Figures of the indicators wanted: each an id of the catalogue, or words that a figure's own name must hold."""
    catalogue = load()
    ids = [text for text in wanted if catalogue.get(text) is not None]
    found = archive.figures(filters, ids) if ids else []
    for text in wanted:
        if text not in ids:
            asked = frozenset(terms(expand(text, archive.settings.glossary_file())))
            # Words that only ask or count name no indicator.
            found += [figure for figure, own, _ in archive.figure_candidates(sorted(asked), filters) if asked <= own]
    return list({figure.id: figure for figure in found}.values())


def indicator_ids(archive: Archive, filters: Filters, wanted: Sequence[str]) -> list[str]:
    """The ids of the indicators wanted: as given, and those of the figures that words name."""
    words = [text for text in wanted if load().get(text) is None]
    named = {figure.indicator_id for figure in figures_of(archive, filters, words)} if words else set()
    return [text for text in wanted if text not in words] + sorted(name for name in named if name)


def listed(
    archive: Archive,
    filters: Filters,
    wanted: Sequence[str] = (),
    limit: int | None = None,
    series: bool = False,
    across_reform: bool = False,
) -> tuple[list[Figure], list[str]]:
    """The figures of the indicators wanted (none: of all) that the filters admit, at most `limit`; and what must be
    known of them. With `series` they are the points of series, one series after another."""
    if series:
        ids = indicator_ids(archive, filters, wanted) if wanted else None
        lines = archive.series(filters, ids, across_reform)
        notes = list(dict.fromkeys(note for line in lines for note in line.notes))
        return [figure for line in lines for figure in line.points][:limit], notes
    if wanted:
        return figures_of(archive, filters, wanted)[:limit], []
    return archive.figures(filters, limit=limit), []


def as_answer(archive: Archive, figures: Sequence[Figure], asked: str, notes: Sequence[str] = ()) -> Answer:
    """Figures with their citations, in the shape that exports take; `asked` says what was asked for."""
    citations = Citations(archive.report, archive.settings)
    cited = tuple(citations.of_figure(figure) for figure in figures)
    return Answer(
        question=Question(asked, asked, "figure"),
        status="answered" if figures else "not_found",
        answer="",
        figures=tuple(figures),
        figure_citations=cited,
        citations=tuple(citations.items),
        notes=tuple(notes),
    )
