"""Results as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from qa_cchc.cli import console
from qa_cchc.records import Answer, Citation, CitedDocument, Comparison, Figure, Finding, Found, Report
from qa_cchc.web import shown as words

if TYPE_CHECKING:
    from qa_cchc.evaluation.answers import AnswerOutcome, KindScore
    from qa_cchc.evaluation.asked import Declined, Outcome, QuestionScore
    from qa_cchc.evaluation.figures import Evaluation

_SEVERITY = {"error": "Sai", "warning": "Cần xem lại", "note": "Lưu ý"}
_COLOUR = {"error": "red", "warning": "yellow", "note": ""}
_STATUS = {"ok": "đọc đủ", "partial": "đọc một phần", "failed": "không đọc được"}


def answer(said: Answer) -> None:
    """An answer: its text, notes, figures, passages and citations."""
    out = console.terminal()
    out.print(Text(said.answer, style="bold"))
    if said.rephrased:
        out.print(Text(f"Câu trả lời gốc: {said.rephrased.built}", style="dim"))
    for note in said.notes:
        out.print(Text(f"Lưu ý: {note}", style="italic"))
    if said.comparison is not None:
        out.print()
        out.print(_comparison_table(said.comparison))
    elif said.figures:
        out.print()
        out.print(_figure_table(said.figures, [f"[{number}]" for number in said.figure_citations]))
    if said.passages:
        out.print(Text("\nĐoạn trích", style="bold"))
        _passages(out, said.passages, said.passage_citations)
    for finding in said.findings:
        out.print(Text(f"Cần xem lại: {finding.message}", style="red"))
    _citations(out, said.citations)


def passages(found: Sequence[Found], numbers: Sequence[int], citations: Sequence[Citation]) -> None:
    """Passages with the words that matched, and where they stand."""
    out = console.terminal()
    _passages(out, found, numbers)
    _citations(out, citations)


def figures(found: Sequence[Figure]) -> None:
    """Figures, each with the report, section and page it stands in."""
    if found:
        console.terminal().print(_figure_table(found, [_source(figure) for figure in found]))


def findings(found: Sequence[Finding], reports: int) -> None:
    """What the checks say, report by report, with the words it rests on."""
    out = console.terminal()
    report = None
    for finding in found:
        if finding.report != report:
            report = finding.report
            out.print(Text(f"{report.number or 'không rõ số'} · {report.agency or 'không rõ cơ quan'}", style="bold"))
        out.print(Text(f"  {_SEVERITY[finding.severity]}: {finding.message}", style=_COLOUR[finding.severity]))
        for file, page, quote in finding.quotes:
            out.print(Text(f"    {file}, trang {page}: “{' '.join(quote.split())}”", style="dim"))
    out.print(Text(f"{len(found)} điểm cần xem trong {reports} báo cáo."))


def evaluation(said: Evaluation, faults: bool) -> None:
    """Precision and recall with intervals, and, when asked for, every fault."""
    from qa_cchc.evaluation.told import fault_lines, score_rows

    out = console.terminal()
    if faults:
        for line in fault_lines(said.faults):
            out.print(Text(line))
    table = _table("loại", "báo cáo", "độ chính xác", "độ phủ", "đúng từng trường")
    for row in score_rows(said.scores):
        table.add_row(*map(escape, row))
    out.print(table)


def asked(found: Sequence[Outcome], scores: Sequence[QuestionScore], declined: Declined, faults: bool) -> None:
    """How questions were served, tag by tag; when asked for, every one that was not."""
    from qa_cchc.evaluation.told import declined_line, question_columns, question_rows, unserved_lines

    out = console.terminal()
    if faults:
        for line in unserved_lines(found):
            out.print(Text(line))
    table = _table(*question_columns())
    for row in question_rows(scores):
        table.add_row(*map(escape, row))
    out.print(table)
    out.print(Text(declined_line(declined)))


def answers(
    found: Sequence[AnswerOutcome], scores: Sequence[KindScore], declined: Declined, faults: bool
) -> None:
    """How many answers are right, kind by kind; when asked for, what is wanting in the others."""
    from qa_cchc.evaluation.told import declined_line, kind_rows, unfounded_line, wrong_lines

    out = console.terminal()
    if faults:
        for line in wrong_lines(found):
            out.print(Text(line))
    table = _table("nhóm câu hỏi", "trả lời đúng")
    for row in kind_rows(scores):
        table.add_row(*map(escape, row))
    out.print(table)
    out.print(Text(declined_line(declined)))
    out.print(Text(unfounded_line(found)))


def reports(found: Sequence[Report]) -> None:
    """The catalogue, with the file and the warnings of each report under it."""
    out = console.terminal()
    for report in found:
        parts = (
            report.number or "không rõ số", words.day(report.date) if report.date else "không rõ ngày",
            report.agency or report.place or "không rõ cơ quan",
            report.period.label if report.period else "không rõ kỳ",
            f"{report.pages} trang" if report.paged and report.pages else "", _STATUS[report.status],
        )
        out.print(Text(" · ".join(part for part in parts if part), style="bold"))
        out.print(Text(f"  {report.file}"))
        for warning in report.warnings:
            out.print(Text(f"  {warning}", style="yellow"))


def cited(found: Sequence[Report], mentions: Mapping[str, Sequence[CitedDocument]]) -> None:
    """Reports with the documents they refer to, each with all the places where they do."""
    from qa_cchc.asking.cite import cited_name

    out = console.terminal()
    for report in found:
        day = words.day(report.date) if report.date else "không rõ ngày"
        agency = report.agency or report.place or "không rõ cơ quan"
        out.print(Text(f"{report.number or 'không rõ số'} · {day} · {agency}", style="bold"))
        places: dict[str, list[str]] = {}
        for one in mentions.get(report.id, ()):
            where = f"dòng {one.line}" if one.line else f"trang {one.page}"
            places.setdefault(cited_name(one), []).append(", ".join(part for part in (one.section, where) if part))
        for document, where in places.items():
            out.print(Text(f"  {document}"))
            out.print(Text(f"    {'; '.join(dict.fromkeys(where))}", style="dim"))


def _source(figure: Figure) -> str:
    where = f"dòng {figure.line}" if figure.line else f"trang {figure.page}"
    return ", ".join(part for part in (figure.report.number or figure.file, figure.section, where) if part)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _comparison_table(said: Comparison) -> Table:
    """The table of a comparison, each number with the mark of its citation."""
    table = _table(*said.columns)
    for row, cells in zip(said.rows, said.cells, strict=True):
        marks = [f" [{cell.citation}]" if cell is not None and cell.citation else "" for cell in cells]
        table.add_row(*(escape(f"{text}{mark}") for text, mark in zip(row, marks, strict=True)))
    return table


def _figure_table(found: Sequence[Figure], sources: Sequence[str]) -> Table:
    table = _table("Giá trị", "Đơn vị", "Chỉ tiêu", "Của ai", "Kỳ", "Nguồn")
    table.columns[0].justify = "right"
    for figure, source in zip(found, sources, strict=True):
        scope, place = words.whose(figure)
        value = "(để trống)" if figure.state == "blank" else words.value(figure)
        printed = words.printed(figure)
        # "04" beside 4 tells nobody anything.
        printed = "" if printed.lstrip("0") == value else printed
        table.add_row(*map(escape, (
            f"{value} ({printed})" if printed else value,
            words.unit(figure),
            figure.indicator,
            ", ".join(part for part in (scope, place) if part),
            figure.period.label if figure.period else "",
            source,
        )))
    return table


def _passages(out: Any, found: Sequence[Found], numbers: Sequence[int]) -> None:
    for position, (one, number) in enumerate(zip(found, numbers, strict=True)):
        if position:
            out.print()
        out.print(_marked(one, number, out.is_terminal))


def _marked(found: Found, number: int, coloured: bool) -> Text:
    """The passage with the words that matched marked: in colour, or between asterisks where there is none."""
    text = Text(f"[{number}] ", style="bold")
    done = 0
    passage = found.passage.text
    for start, end in found.highlights:
        text.append(passage[done:start], style="not bold")
        word = passage[start:end]
        text.append(word if coloured else f"*{word}*", style="bold yellow")
        done = end
    text.append(passage[done:], style="not bold")
    return text


def _citations(out: Any, citations: Sequence[Citation]) -> None:
    if citations:
        out.print()
        out.print(Text("Nguồn", style="bold"))
    for citation in citations:
        out.print(Text(f"[{citation.id}] {citation.text or citation.memo} ({citation.file})"))
