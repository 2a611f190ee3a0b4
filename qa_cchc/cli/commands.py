"""What each command does. Each takes what was given on the command line and returns the exit status."""

from __future__ import annotations

import socket
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from qa_cchc.cli import DONE, DONE_IN_PART, console
from qa_cchc.cli.keeping import foresee, watch
from qa_cchc.records import Answer, CitedDocument, Filters, Report
from qa_cchc.settings import Settings

if TYPE_CHECKING:
    from qa_cchc.archive.store import Archive


class BadRequest(Exception):
    """A command that is well formed but asks for what cannot be done; the message is one Vietnamese sentence."""


def build(given: Namespace) -> int:
    """Builds the index from the folders given, says what that would do, or keeps building as they change."""
    settings = _settings(given, workers=given.workers)
    corpora = [Path(corpus) for corpus in given.corpora] or [settings.corpus]
    if given.dry_run:
        return foresee(corpora, settings, given.json)
    if given.watch:
        return watch(corpora, given.watch, lambda: _build(given, corpora, settings))
    return _build(given, corpora, settings)


def _build(given: Namespace, corpora: Sequence[Path], settings: Settings) -> int:
    from qa_cchc.archive.build import build_index
    from qa_cchc.archive.errors import NoReports

    try:
        with console.progress_bar() as progress:
            result = build_index(corpora, settings.index, settings, progress)
    except NoReports as error:
        for _, message in error.failed:
            console.say(message)
        raise
    for _, message in result.failed:
        console.say(message)
    if not given.quiet:
        for warning in result.warnings:
            console.say(warning)
    if given.json:
        console.put_json({
            "index": str(settings.index), "version": result.version, "published": result.published,
            "reports": result.reports, "passages": result.passages, "figures": result.figures,
            "read": list(result.read), "kept": list(result.kept), "removed": list(result.removed),
            "failed": [{"file": file, "message": message} for file, message in result.failed],
            "warnings": list(result.warnings), "seconds": round(result.seconds, 3),
        })
    elif not given.quiet:
        changes = f"đọc {len(result.read)}, giữ nguyên {len(result.kept)}, bỏ {len(result.removed)}"
        state = "Đã lập chỉ mục" if result.published else "Chỉ mục không có gì thay đổi"
        console.put(
            f"{state} {settings.index}/{result.version}: {result.reports} báo cáo ({changes}; "
            f"{len(result.failed)} tệp không đọc được), {result.passages} đoạn, {result.figures} số liệu; "
            f"{result.seconds:.1f} giây."
        )
    return DONE_IN_PART if result.failed else DONE


def reports(given: Namespace) -> int:
    """Lists the catalogue."""
    archive, filters = archive_and_filters(given)
    found = archive.reports(filters)
    say_if_nothing(found, archive, filters)
    if given.cited is not None:
        return _with_cited(archive, filters, found, given)
    if given.json:
        from qa_cchc.contract import report_json

        console.put_json({"reports": [report_json(report) for report in found]})
    else:
        from qa_cchc.cli import shown

        shown.reports(found)
    return DONE


def _with_cited(archive: Archive, filters: Filters, found: Sequence[Report], given: Namespace) -> int:
    """Lists reports with the documents they refer to; where one document is named, those that refer to it."""
    mentions: dict[str, list[CitedDocument]] = {}
    for report, one in archive.cited(filters, given.cited or None):
        mentions.setdefault(report.id, []).append(one)
    listed = [report for report in found if not given.cited or report.id in mentions]
    if found and not listed:
        console.say_aside(f"Không báo cáo nào trong kho nhắc tới văn bản “{given.cited}”.")
    if given.json:
        from qa_cchc.contract import cited_document_json, report_json

        console.put_json({"reports": [
            report_json(report) | {"cited": [cited_document_json(one) for one in mentions.get(report.id, [])]}
            for report in listed
        ]})
    else:
        from qa_cchc.cli import shown

        shown.cited(listed, mentions)
    return DONE


def ask(given: Namespace) -> int:
    """Answers one question."""
    from qa_cchc.asking import ask as answer_question

    archive, filters = archive_and_filters(given)
    answer = answer_question(archive, " ".join(given.question), filters, given.k or archive.settings.passages)
    if answer.status == "not_found":
        console.say_aside(answer.answer)
    if given.json:
        from qa_cchc.contract import answer_json

        console.put_json(answer_json(answer, archive.restatements(answer.figures)))
    else:
        from qa_cchc.cli import shown

        shown.answer(answer)
    return DONE


def search(given: Namespace) -> int:
    """Finds passages."""
    from qa_cchc.asking.cite import Citations
    from qa_cchc.asking.errors import EmptyQuestion

    text = " ".join(given.question)
    if not any(character.isalnum() for character in text):
        raise EmptyQuestion
    archive, filters = archive_and_filters(given)
    found = archive.search(text, filters, given.k or archive.settings.passages)
    say_if_nothing(found, archive, filters)
    citing = Citations(archive.report, archive.settings)
    numbers = [citing.of_passage(one.passage) for one in found]
    citations = citing.items
    if given.json:
        from qa_cchc.contract import citation_json, passage_json

        console.put_json({
            "passages": [passage_json(one, number) for one, number in zip(found, numbers, strict=True)],
            "citations": [citation_json(citation) for citation in citations],
        })
    else:
        from qa_cchc.cli import shown

        shown.passages(found, numbers, citations)
    return DONE


def figures(given: Namespace) -> int:
    """Lists figures, as they stand in the reports or lined up as series."""
    from qa_cchc.asking.listing import listed

    archive, filters = archive_and_filters(given)
    if given.across_reform and not (given.series and given.place):
        raise BadRequest("Tùy chọn --across-reform đi cùng --series và --place.")
    found, notes = listed(archive, filters, given.indicator, given.limit, given.series, given.across_reform)
    for note in notes:
        console.say_aside(note)
    say_if_nothing(found, archive, filters)
    if given.json:
        from qa_cchc.contract import figure_json

        others = archive.restatements(found)
        console.put_json({"figures": [figure_json(figure, others) for figure in found]})
    else:
        from qa_cchc.cli import shown

        shown.figures(found)
    return DONE


def compare(given: Namespace) -> int:
    """Compares an indicator over periods and places."""
    archive, filters = archive_and_filters(given)
    answer = compared(archive, filters, given)
    if answer.status == "not_found":
        console.say_aside(answer.answer)
    if given.json:
        from qa_cchc.contract import answer_json

        console.put_json(answer_json(answer, archive.restatements(answer.figures)))
    else:
        from qa_cchc.cli import shown

        shown.answer(answer)
    return DONE


def compared(archive: Archive, filters: Filters, given: Namespace) -> Answer:
    """The comparison that the words and conditions of a command line ask for."""
    from qa_cchc.asking import compare as compare_figures

    return compare_figures(
        archive, " ".join(given.question), filters.periods, filters.places, levels=filters.levels, scope=given.scope,
        indicators=tuple(given.indicator),
    )


def check(given: Namespace) -> int:
    """Lists what the checks of the figures have to say."""
    archive, filters = archive_and_filters(given)
    severities = ("error", "warning", "note")
    admitted = severities[: severities.index(given.severity) + 1]
    found = [finding for finding in archive.findings(filters) if finding.severity in admitted]
    if not archive.reports(filters):
        say_if_nothing([], archive, filters)
    if given.json:
        from qa_cchc.contract import finding_json

        console.put_json({"findings": [finding_json(finding) for finding in found]})
    else:
        from qa_cchc.cli import shown

        shown.findings(found, len(archive.reports(filters)))
    return DONE


def evaluate(given: Namespace) -> int:
    """Measures the figures read from annotated reports, or the answers to questions whose answers are known."""
    from qa_cchc.evaluation.expected import is_expected
    from qa_cchc.evaluation.figures import evaluate_figures
    from qa_cchc.evaluation.gold import gold_files
    from qa_cchc.evaluation.questions import is_questions
    from qa_cchc.evaluation.told import evaluation_json

    paths = [Path(text) for text in given.gold]
    for path in paths:
        if not path.exists():
            raise BadRequest(f"Không có tệp hay thư mục đáp án {path}.")
    files = [file for path in paths for file in gold_files(path)]
    asked = [file for file in files if is_questions(file)]
    if asked:
        if len(asked) < len(files):
            raise BadRequest("Bộ câu hỏi và số liệu ghi tay phải đo riêng, mỗi loại một lệnh.")
        expected = [file for file in files if is_expected(file)]
        if expected and len(expected) < len(files):
            raise BadRequest("Câu hỏi tìm đoạn và câu hỏi có đáp án đầy đủ phải đo riêng, mỗi loại một lệnh.")
        return _evaluate_answers(given, expected) if expected else _evaluate_questions(given, asked)
    found = evaluate_figures(paths, Path(given.shared) if given.shared else None, _settings(given), given.split)
    if not found.scores:
        raise BadRequest(f"Không có đáp án nào trong {', '.join(given.gold)}; cần tệp .jsonl đặt cạnh tệp báo cáo.")
    if given.json:
        console.put_json(evaluation_json(found))
    else:
        from qa_cchc.cli import shown

        shown.evaluation(found, given.faults)
    return DONE


def _evaluate_questions(given: Namespace, files: Sequence[Path]) -> int:
    from qa_cchc.archive.store import Archive
    from qa_cchc.evaluation.asked import declined, outcomes, scores
    from qa_cchc.evaluation.questions import read_questions
    from qa_cchc.evaluation.told import questions_json

    questions = read_questions(files, given.split)
    if not questions:
        raise BadRequest(f"Không có câu hỏi nào trong {', '.join(given.gold)}.")
    settings = _settings(given)
    archive = Archive.open(settings.index, settings)
    found = list(outcomes(archive, questions))
    if given.json:
        console.put_json(questions_json(found, scores(found), declined(found)))
    else:
        from qa_cchc.cli import shown

        shown.asked(found, scores(found), declined(found), given.faults)
    return DONE


def _evaluate_answers(given: Namespace, files: Sequence[Path]) -> int:
    from qa_cchc.archive.store import Archive
    from qa_cchc.evaluation.answers import answer_outcomes, kind_scores
    from qa_cchc.evaluation.asked import declined
    from qa_cchc.evaluation.expected import read_expected
    from qa_cchc.evaluation.told import answers_json

    questions = read_expected(files, given.split)
    if not questions:
        raise BadRequest(f"Không có câu hỏi nào trong {', '.join(given.gold)}.")
    settings = _settings(given)
    found = list(answer_outcomes(Archive.open(settings.index, settings), questions))
    if given.json:
        console.put_json(answers_json(found, kind_scores(found), declined(found)))
    else:
        from qa_cchc.cli import shown

        shown.answers(found, kind_scores(found), declined(found), given.faults)
    return DONE


def serve(given: Namespace) -> int:
    """Serves the web page until it is interrupted."""
    from qa_cchc.archive.store import Archive

    settings = _settings(given, host=given.host, port=given.port)
    Archive.open(settings.index, settings).close()
    _see_that_free(settings.host, settings.port)
    if given.mcp and not find_spec("mcp"):
        raise BadRequest('Tùy chọn --mcp cần cài thêm: pip install "qa-cchc[mcp]"')
    from qa_cchc.web.app import serve as serve_page

    if given.json:
        console.say("Lệnh serve không có kết quả JSON; tùy chọn --json được bỏ qua.")
    def say(address: str) -> None:
        console.say(f"Trang hỏi đáp: {address} (dừng bằng Ctrl+C)")
        if given.mcp:
            console.say(f"Công cụ MCP: {address}/gradio_api/mcp/")

    serve_page(settings.index, settings, settings.host, settings.port, say, given.mcp)
    return DONE


def _settings(given: Namespace, **more: object) -> Settings:
    return Settings.load(index=given.index, **more)


def archive_and_filters(given: Namespace) -> tuple[Archive, Filters]:
    """The archive named on the command line, and the conditions given."""
    from qa_cchc.archive.store import Archive

    settings = _settings(given)
    archive = Archive.open(settings.index, settings)
    periods: tuple[str, ...] = ()
    if given.period:
        from qa_cchc.asking.listing import period_ids

        periods = tuple(identifier for text in given.period for identifier in period_ids(text, archive))
    filters = Filters(periods, tuple(given.place), tuple(given.level), given.report or None)
    if hasattr(given, "origin"):
        of_figures = {"origins": tuple(given.origin), "states": tuple(given.state), "cumulative": given.cumulative}
        filters = replace(filters, scope=given.scope or None, **of_figures)
    return archive, filters


def say_if_nothing(found: Sequence[object], archive: Archive, filters: Filters) -> None:
    """Says which condition the archive cannot meet, when a list comes out empty."""
    if found:
        return
    shown_periods = ", ".join(period.id for period in archive.periods()) or "không rõ"
    shown_places = ", ".join(archive.places()) or "không rõ"
    for name, only, held in (
        ("kỳ " + ", ".join(filters.periods), Filters(periods=filters.periods), f"kho có các kỳ: {shown_periods}"),
        ("địa phương " + ", ".join(filters.places), Filters(places=filters.places), f"kho có: {shown_places}"),
        ("cấp " + ", ".join(filters.levels), Filters(levels=filters.levels), f"kho có: {shown_places}"),
        (f"số {filters.report_number}", Filters(report_number=filters.report_number), "xem: qa-cchc reports"),
    ):
        if only != Filters() and not archive.reports(only):
            console.say(f"Kho không có báo cáo {name}; {held}.")
            return
    console.say("Không có kết quả nào hợp với các điều kiện đã nêu.")


def _see_that_free(host: str, port: int) -> None:
    """Says in one sentence when the page cannot listen there, before seconds are spent on loading it."""
    from qa_cchc.archive.layout import reason

    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise BadRequest(
            f"Không mở được trang web ở {host}, cổng {port} ({reason(error)}); hãy chọn cổng khác bằng --port."
        ) from error
