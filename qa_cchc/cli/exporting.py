"""`export`: an answer, figures or a comparison written to a file, in the format its name says."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from qa_cchc.cli import COULD_NOT_RUN, DONE, console
from qa_cchc.cli.commands import BadRequest, archive_and_filters, compared, say_if_nothing

if TYPE_CHECKING:
    from qa_cchc.archive.store import Archive
    from qa_cchc.records import Answer, Filters


def export(given: Namespace) -> int:
    """Writes the file. That an answer was not found is written too where the format can say so."""
    from qa_cchc.export import save, see_that_possible

    path = Path(given.output)
    see_that_possible(path)
    archive, filters = archive_and_filters(given)
    answer = {"answer": _answer, "figures": _figures, "compare": _compare}[given.what](archive, filters, given)
    if given.what == "figures" and not answer.figures:
        say_if_nothing([], archive, filters)
        return COULD_NOT_RUN
    save(answer, path, archive.settings)
    for note in answer.notes:
        console.say_aside(note)
    if given.json:
        console.put_json({
            "file": str(path), "format": path.suffix.lower().lstrip("."), "status": answer.status,
            "figures": len(answer.figures), "citations": len(answer.citations),
        })
    else:
        console.put(f"Đã ghi {path}: {_counted(answer)}.")
    return DONE


def _counted(answer: Answer) -> str:
    if answer.comparison is not None:
        return f"bảng so sánh {len(answer.comparison.rows)} dòng, {len(answer.citations)} nguồn"
    if answer.figures:
        return f"{len(answer.figures)} số liệu, {len(answer.citations)} nguồn"
    if answer.status == "not_found":
        return "câu trả lời là không tìm thấy"
    return f"câu trả lời, {len(answer.citations)} nguồn"


def _answer(archive: Archive, filters: Filters, given: Namespace) -> Answer:
    from qa_cchc.asking import ask

    return ask(archive, " ".join(given.question), filters, given.k or archive.settings.passages)


def _figures(archive: Archive, filters: Filters, given: Namespace) -> Answer:
    from qa_cchc.asking.listing import as_answer, listed

    if given.across_reform and not (given.series and given.place):
        raise BadRequest("Tùy chọn --across-reform đi cùng --series và --place.")
    found, notes = listed(archive, filters, given.indicator, given.limit, given.series, given.across_reform)
    asked = "; ".join([*given.indicator, *given.period, *given.place, *([given.report] if given.report else [])])
    return as_answer(archive, found, f"Số liệu: {asked}" if asked else "Toàn bộ số liệu của kho", notes)


def _compare(archive: Archive, filters: Filters, given: Namespace) -> Answer:
    return compared(archive, filters, given)
