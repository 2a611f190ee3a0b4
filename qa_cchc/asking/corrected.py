"""Figures that a newer report corrects: the newer one comes first, and the answer says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa_cchc.archive.store import Archive
from qa_cchc.asking.compose import value_text
from qa_cchc.records import Figure


def newest_first(archive: Archive, figures: Sequence[Figure]) -> list[Figure]:
    """The figures, each that was corrected behind the one that took its place; what a correction quotes is left out."""
    newer = _newer(archive, figures)
    placed: dict[str, Figure] = {}
    for figure in figures:
        if figure.corrected_by in newer:
            correct = newer[figure.corrected_by]
            placed.setdefault(correct.id, correct)
            if correct.report == figure.report:
                # "từ 412 thành 421": the first number is quoted, not reported.
                continue
        placed.setdefault(figure.id, figure)
    return list(placed.values())


def correction_notes(archive: Archive, figures: Sequence[Figure]) -> Iterator[str]:
    """One sentence for each value that a newer report has replaced."""
    newer = _newer(archive, figures)
    told: set[tuple[str, str]] = set()
    for figure in figures:
        correct = newer.get(figure.corrected_by or "")
        if correct is None or correct.report == figure.report or (correct.id, figure.text) in told:
            continue
        told.add((correct.id, figure.text))
        period = f"{figure.period.label[:1].upper()}{figure.period.label[1:]}: số" if figure.period else "Số"
        yield (
            f"{period} {value_text(figure)} của {_report(figure)} đã được {_report(correct)} điều chỉnh thành "
            f"{value_text(correct)}."
        )


def _newer(archive: Archive, figures: Sequence[Figure]) -> dict[str, Figure]:
    ids = list(dict.fromkeys(figure.corrected_by for figure in figures if figure.corrected_by))
    return {figure.id: figure for figure in archive.figures_by_id(ids)} if ids else {}


def _report(figure: Figure) -> str:
    return f"Báo cáo số {figure.report.number}" if figure.report.number else f"tệp {figure.file}"
