"""A question asked of an archive: understood, looked up, answered from what was read, or openly not answered."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace

from qa_cchc.archive.store import Archive
from qa_cchc.asking import absent
from qa_cchc.asking.cite import Citations, document_name
from qa_cchc.asking.cited import AskedDocument, asked_document, described, facts, reports_citing
from qa_cchc.asking.comparing.answering import compared
from qa_cchc.asking.compose import compose, explain_absence, yes_no
from qa_cchc.asking.corrected import correction_notes, newest_first
from qa_cchc.asking.documents import describe, describe_by_topic, topic_of_reports
from qa_cchc.asking.evidence import Line, best_lines, in_words, is_enough, likeness, read_lines
from qa_cchc.asking.explain import compose_sentences, sentences_citing, shortened
from qa_cchc.asking.extent import Extent
from qa_cchc.asking.lookup import is_of_year, look_up, with_parts
from qa_cchc.asking.matters import unspoken, unspoken_matters
from qa_cchc.asking.notes import figure_notes, filter_notes
from qa_cchc.asking.question import Understood, in_other_words, understand
from qa_cchc.asking.told import clear_figures, figures_of, near_the_best, speaks_of_it, with_numbers
from qa_cchc.figures import own_indicators
from qa_cchc.records import Answer, AnswerStatus, Figure, Filters, Found, Passage, Report
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.question_words import asks_reason
from qa_cchc.vietnamese.unicode import fold

_WHICH = re.compile(r"báo cáo (?:nào|gì)|(?:những|các|bao nhiêu|mấy|có|liệt kê) báo cáo", re.IGNORECASE)
_NUMBERS = ("figure", "several")
_READ = 6
# An empty row answers "how much" only where it is clearly the one asked about.
_SURELY_THE_ROW, _FAR_BEHIND = 0.55, 0.8
_NEAREST = 3
_LIKE_ENOUGH = 0.2
_CITING = 20


def ask(archive: Archive, question: str, filters: Filters | None = None, k: int = 5) -> Answer:
    """The answer to a Vietnamese question, with up to `k` passages. Raises BadQuestion for what cannot be asked."""
    started = time.perf_counter()
    # Another archive of this process may be one of an office with indicators of its own.
    own_indicators.use(archive.settings.indicators_file())
    answer = _Asking(archive, question, filters or Filters(), k).answer()
    if archive.settings.llm_url:
        # Off by default, and not loaded then.
        from qa_cchc.asking.rephrasing import rephrased

        answer = rephrased(answer, archive.settings)
    return replace(answer, elapsed_ms=round(1000 * (time.perf_counter() - started), 2))


def read_question(archive: Archive, question: str, filters: Filters) -> tuple[Understood, Extent]:
    """What is understood of a question and where it looks. Raises BadQuestion."""
    own_indicators.use(archive.settings.indicators_file())
    asking = _Asking(archive, question, filters, 1)
    return asking.understood, asking.extent


class _Asking:
    """One question on its way to an answer."""

    def __init__(self, archive: Archive, question: str, filters: Filters, k: int):
        reports = [report for report in archive.reports() if report.status != "failed"]
        provinces = sorted({report.province for report in reports if report.province})
        years = sorted({report.period.end.year for report in reports if report.period}, reverse=True)
        self.archive = archive
        # A department that reports for its province may be asked by its own name too.
        departments = {
            report.agency.replace(report.province or "", "").strip()
            for report in reports
            if report.agency and report.agency.startswith(("Sở ", "Ban "))
        }
        places = sorted({*archive.places(), *departments})
        glossary, index = archive.settings.glossary_file(), archive.search_index()
        self.understood = understand(question, places, provinces, years, filters, glossary, index.spelling)
        self.wording = index.wording(question)
        self.question = self.understood.question
        self.extent = Extent(archive, self.understood, filters)
        if self.extent.spoken:
            self.question = replace(self.question, periods=(*self.question.periods, *self.extent.spoken))
        self.citations = Citations(archive.report, archive.settings)
        self.given = filters
        self.k = k
        self._found: list[Found] | None = None
        self._unspoken: dict[tuple[str, bool], list[str]] = {}

    def answer(self) -> Answer:
        """Tries what the kind of question calls for, then says what is missing."""
        document = asked_document(self.question.asked)
        if document and (document.wants == "reports" or not (self.extent.number and self.extent.in_place)):
            return self._about_document(document)
        # What has no report of one of several places or periods is shown with its gap.
        set_side_by_side = compared(self.archive, self.understood, self.extent, self.given)
        if set_side_by_side is not None:
            return set_side_by_side
        missing = self.extent.missing()
        if missing:
            return self._of_other_reports() or self._made("not_found", missing, [])
        if self.extent.cites_another_document():
            return self._cited_document(str(self.extent.number))
        if self.question.kind == "document":
            return self._documents()
        if self.question.kind == "cited":
            answer = self._named_by_matter()
            if answer is not None:
                return answer
        if self.question.kind in (*_NUMBERS, "yes_no", "topic"):
            answer = self._with_number()
            if answer is not None:
                return answer
        answer = self._in_sentences()
        if answer is not None:
            return answer
        return self._nothing()

    def _nothing(self) -> Answer:
        """That nothing answers, and why: another field, or a figure that is not told; with the nearest that are."""
        found = self._passages()
        shown = " . ".join(one.passage.text for one in found[:_NEAREST])
        matters = unspoken_matters(self.question.text, shown)
        if self.question.kind not in _NUMBERS:
            return self._made("not_found", absent.no_passage(self.question.text, found, matters), found)
        told = absent.no_figure(self.understood, self.extent.reports(), self._nearest(), matters)
        return self._made("not_found", told, found)

    def _of_other_reports(self) -> Answer | None:
        """What reports of other periods say of the one asked about ("những mô hình duy trì từ năm 2022")."""
        if not self.extent.only_period_missing() or self.question.kind in (*_NUMBERS, "document"):
            return None
        found = [
            one for one in self.archive.search(self.question.asked, replace(self.extent.filters, periods=()), _READ)
            if self._speaks_of_period(one)
        ]  # fmt: skip
        prose = in_words(found)
        lines = [line for line in best_lines(read_lines(prose, self.wording)) if not self._wanting(line)]
        if not lines or not is_enough(lines):
            return None
        asked = absent.listed([period.label for period in self.extent.asked_periods()])
        note = f"Kho không có báo cáo {asked} của nơi được hỏi; câu trả lời lấy từ báo cáo kỳ khác có nói tới kỳ đó."
        return self._from_lines(lines, found, (note,))

    def _speaks_of_period(self, one: Found) -> bool:
        report = self.archive.report(one.passage.report.id)
        words = fold(f"{one.passage.section} . {one.passage.context} . {one.passage.text}")
        for period in self.extent.asked_periods():
            label = fold(period.label)
            without_year = re.sub(r"\s*nam \d{4}$", "", label)
            same_year = report.period is not None and report.period.end.year == period.end.year
            if label in words or (same_year and without_year and without_year in words):
                return True
        return False

    def _with_number(self) -> Answer | None:
        """The figures that the question's words name, in its own or in official words."""
        figures = self._figures(self.understood)
        if not figures and self.wording.official:
            figures = self._figures(in_other_words(self.understood, self.wording.official))
            if figures and all(figure.state != "value" for figure in figures) and self.question.kind in _NUMBERS:
                # An empty row in other words is the answer only where no line tells the number.
                return self._number_told(self._passages()) or self._from_figures(figures)
        if figures and self.extent.widened:
            years = [period.id for period in self.question.periods]
            whole = [figure for figure in figures if is_of_year(figure, years)]
            if whole:
                return self._from_figures(whole)
            return self._number_told(self._passages(), years) or self._only_parts_of_year(figures)
        if not figures and self.extent.places and self.extent.look_elsewhere():
            figures = self._figures(self.understood)
        asks_whether = self.question.kind == "yes_no" and self.question.places
        if figures and asks_whether and yes_no(figures, self.question.text) is None:
            # A number that settles nothing is no answer to whether, where a sentence is.
            return self._in_sentences() or self._from_figures(figures)
        return self._from_figures(figures) if figures else None

    def _figures(self, understood: Understood) -> list[Figure]:
        figures = look_up(self.archive, understood, self.extent)
        figures = [one for one in figures if not unspoken(self.question.text, f"{one.indicator} . {one.quote}")]
        # Who asks for one report wants what it says.
        return figures if self.extent.number else newest_first(self.archive, figures)

    def _passages(self) -> list[Found]:
        # The ranking weighs the period: a later report may tell of an earlier one.
        if self._found is None:
            self._found = self._search(max(self.k, _READ))
        return self._found

    def _search(self, k: int) -> list[Found]:
        return self.archive.search(self.question.asked, replace(self.extent.filters, periods=self.given.periods), k)

    def _nearest(self) -> list[str]:
        """Names of figures that do stand in the reports looked at, the likest to the question first."""
        names = {figure.indicator: figure for figure, _, _ in self.extent.candidates()[:60] if figure.state == "value"}
        likes = likeness(self.wording, list(names))
        ranked = sorted(zip(likes, names, strict=True), reverse=True)
        return [f"“{name}”" for like, name in ranked if like >= _LIKE_ENOUGH][:_NEAREST]

    def _from_figures(self, figures: list[Figure]) -> Answer:
        figures = with_parts(self.archive, figures, self.question.text)
        valued = [figure for figure in figures if figure.state == "value"]
        # "Không" says that there was none; only of a share does it say nothing.
        stated = figures[0].state == "value" or (figures[0].state == "none" and figures[0].unit != "%")
        status: AnswerStatus = "answered" if stated or _tells_the_same(figures[0], valued) else "blank"
        if status == "answered" and not stated:
            figures = valued + [figure for figure in figures if figure.state != "value"]
        cited = tuple(self.citations.of_figure(figure) for figure in figures)
        text = compose(figures, cited, self.archive.report)
        found: Sequence[Found] = self._passages()
        if self.question.kind == "yes_no":
            decided = yes_no(figures, self.question.text)
            if decided:
                # "Chưa" and "Không" answer whether, if not how much.
                status, text = "answered", f"{decided}. {text}"
            text, found = self._with_best_line(text)
        if status == "blank":
            text = f"{explain_absence(figures[0])} {text}"
        findings = self.archive.findings_about([figure.id for figure in figures])
        notes = (*self._notes(figures), *correction_notes(self.archive, figures), *figure_notes(figures, findings))
        return self._made(status, text, found, notes, tuple(figures), cited)

    def _with_best_line(self, text: str) -> tuple[str, list[Found]]:
        """The answer with the sentence that tells the most of what was asked, and the passages with its own."""
        found = self._passages()
        told = {report.id for report in self.extent.reports_proper()}
        prose = [one for one in in_words(found) if one.passage.report.id in told]
        lines = [line for line in read_lines(prose, self.wording)[:1] if not self._wanting(line)]
        if not lines or not is_enough(lines):
            return text, found
        line = lines[0]
        mark = self.citations.of_passage(line.found.passage)
        shown = found[: self.k]
        return (
            f"{text}\n{self._title(line.found)}: {shortened(line.text)} [{mark}]",
            shown if line.found in shown else [*shown, line.found],
        )

    def _only_parts_of_year(self, figures: list[Figure]) -> Answer:
        asked = absent.listed([period.label for period in self.question.periods])
        shown = figures[:_NEAREST]
        lines = compose(shown, [self.citations.of_figure(figure) for figure in shown], self.archive.report)
        text = f"Kho không có số liệu cả {asked}; chỉ có của kỳ ngắn hơn:\n{lines}"
        return self._made("not_found", text, self._passages())

    def _in_sentences(self) -> Answer | None:
        """An answer in the report's own sentences, or in figures where they turn out to be what was asked."""
        kind, found = self.question.kind, self._passages()
        if kind in _NUMBERS:
            return self._number_told(found)
        prose = in_words(found)
        lines = best_lines(read_lines(prose, self.wording, asks_reason(self.question.text)))
        lines = [line for line in lines if not self._wanting(line)]
        if lines and is_enough(lines):
            return self._from_lines(lines)
        figures = self._figures(self.understood) if kind == "explanation" else []
        return self._from_figures(figures) if figures else None

    def _number_told(self, found: list[Found], years: Sequence[str] = ()) -> Answer | None:
        """The number in the lines that are most like the question, as a figure where it is clear which one.

        Only lines that name one of `years`, if any are given.
        """
        # Another period's number, or a plan's, is no answer to how much there was.
        told = {report.id for report in self.extent.reports_proper()}
        there = [one for one in found if one.passage.report.id in told]
        lines = [line for line in read_lines(there, self.wording) if not self._wanting(line, counted=True)]
        lines = [line for line in lines if not years or any(f"năm {year}" in line.text for year in years)]
        row = lines[0] if lines and lines[0].found.passage.origin == "form" else None
        lines = with_numbers(lines, self.understood)
        if row and row.likeness >= _SURELY_THE_ROW and (not lines or lines[0].score < _FAR_BEHIND * row.score):
            empty = [figure for figure in figures_of(self.archive, row) if figure.state != "value"]
            if empty:
                return self._from_figures(empty[:1])
        lines = near_the_best(lines, found[0].score if found else 0.0)
        if not lines or not speaks_of_it(self.archive, lines[0], self.wording):
            return None
        figures = clear_figures(figures_of(self.archive, lines[0]), self.understood, self.wording)
        if figures:
            return self._from_figures(newest_first(self.archive, figures))
        prose = [line for line in lines if line.found.passage.origin in ("prose", "footnote")]
        return self._from_lines(best_lines(prose, 2)) if prose and prose[0] is lines[0] else None

    def _wanting(self, line: Line, counted: bool = False) -> list[str]:
        passage = line.found.passage
        key = (passage.id, counted)
        if key not in self._unspoken:
            told = f"{passage.context} . {passage.section} . {passage.text}"
            self._unspoken[key] = unspoken(self.question.text, told, counted)
        return self._unspoken[key]

    def _from_lines(
        self, lines: Sequence[Line], found: Sequence[Found] | None = None, notes: Sequence[str] = ()
    ) -> Answer:
        return self._from_sentences([(line.found, shortened(line.text)) for line in lines], found, notes)

    def _title(self, one: Found) -> str:
        name = document_name(self.archive.report(one.passage.report.id))
        return f"Theo {name[:1].lower()}{name[1:]}"

    def _from_sentences(
        self, chosen: Sequence[tuple[Found, str]], found: Sequence[Found] | None = None, notes: Sequence[str] = ()
    ) -> Answer:
        text = compose_sentences(chosen, lambda one: self.citations.of_passage(one.passage), self._title)
        found = list(self._passages() if found is None else found)
        shown = found[: self.k]
        shown += [one for one, _ in chosen if one not in shown]
        return self._made("answered", text, shown, (*(notes or self._notes([])),))

    def _about_document(self, document: AskedDocument) -> Answer:
        """Which reports cite a document, or what they say of it."""
        # A year within the document's number is no period asked for.
        periods = self.extent.filters.periods if find_periods(document.rest) else ()
        places = self.question.places if document.wants == "reports" else ()
        within = replace(self.extent.filters, report_number=None, periods=periods, places=places)
        mentions = self.archive.cited(within, document.name)
        found = self.archive.search(self.question.text, within, max(self.k, _CITING))
        quotes = {one.quote for _, one in mentions}
        citing = [one for one in found if any(quote in one.passage.text for quote in quotes)]
        shown = [*citing, *(one for one in found if one not in citing)][: self.k]
        if not mentions:
            where = " thuộc phạm vi được hỏi" if within != Filters() else " trong kho"
            return self._made("not_found", f"Không báo cáo nào{where} nhắc tới {document.name}.", shown)
        if document.wants == "reports":
            return self._made("answered", reports_citing(document, mentions, self.citations), shown)
        told, stated = facts(self.question.asked, mentions, self.citations)
        return self._made("answered" if stated else "not_found", told, shown)

    def _cited_document(self, number: str) -> Answer:
        """What reports say of a document that they cite ("Kế hoạch 97/KH-UBND ngày nào?")."""
        within = replace(self.extent.filters, report_number=None)
        found = self.archive.search(self.question.text, within, max(self.k, _CITING))
        told = sentences_citing(found, number)[:_NEAREST]
        if not told:
            message = f"Không báo cáo nào trong kho nhắc tới văn bản số {number}."
            return self._made("not_found", message, found[: self.k])
        return self._from_sentences(told, found[: self.k])

    def _documents(self) -> Answer:
        reports = self.extent.reports()
        if not self.extent.number and topic_of_reports(self.understood.topic) and _WHICH.search(self.question.text):
            found = [one for one in self._search(_CITING) if one.passage.report.id in {each.id for each in reports}]
            text, told = describe_by_topic(found, reports, self.citations)
            if text:
                return self._made("answered", text, told)
        text, passages = describe(self.question.text, reports, self.citations, self._passages_of)
        cited = [Found(passage, 1.0) for passage in passages]
        others = [one for one in self._passages() if one.passage not in passages]
        return self._made("answered", text, [*cited, *others][: max(self.k, len(cited))], self._notes([]))

    def _passages_of(self, report: Report) -> list[Passage]:
        within = Filters(report_number=report.number, places=(report.place,) if report.place else ())
        return [one for one in self.archive.passages(within) if one.report.id == report.id]

    def _named_by_matter(self) -> Answer | None:
        """The plan or decision that a question describes, of those that reports cite, where one fits."""
        # A plan of a year is cited by reports of any of its periods.
        mentions = self.archive.cited(replace(self.extent.filters, periods=self.given.periods))
        told, stated = described(self.question.text, self.understood.topic, self.wording, mentions, self.citations)
        if not told:
            return None
        quotes = {one.quote for _, one in stated}
        citing = [one for one in self._search(_CITING) if any(quote in one.passage.text for quote in quotes)]
        cited = dict.fromkeys(self.citations.of_passage(one.passage) for one in citing)
        marks = "".join(f"[{mark}]" for mark in cited if f"[{mark}]" not in told)
        return self._made("answered", f"{told}{marks}.", citing or self._passages(), self._notes([]))

    def _notes(self, figures: Sequence[Figure]) -> list[str]:
        widened = self.extent.widened and not self.extent.number
        notes = [
            f"“{said}” được hiểu là {absent.listed([each.label for each in periods])}."
            for said, periods in self.extent.taken_for.items() if periods
        ]  # fmt: skip
        notes += filter_notes(self.understood, self.extent.places, widened, figures)
        if self.extent.is_elsewhere():
            whose = ", ".join(self.extent.parts)
            notes.append(f"Kho không có báo cáo kỳ này của {whose}; số liệu lấy từ báo cáo của nơi khác nêu về nơi đó.")
        self.question = replace(self.question, assumed=tuple(notes))
        return notes

    def _made(
        self,
        status: AnswerStatus,
        text: str,
        found: Sequence[Found],
        notes: Sequence[str] = (),
        figures: tuple[Figure, ...] = (),
        cited: tuple[int, ...] = (),
    ) -> Answer:
        if len(found) > self.k and found is self._found:
            found = found[: self.k]
        passages = tuple(self.citations.of_passage(one.passage) for one in found)
        return Answer(
            question=self.question,
            status=status,
            answer=text,
            figures=figures,
            figure_citations=cited,
            passages=tuple(found),
            passage_citations=passages,
            citations=tuple(self.citations.items),
            findings=tuple(self.archive.findings_about([figure.id for figure in figures])) if figures else (),
            notes=tuple(notes),
        )


def _tells_the_same(first: Figure, valued: Sequence[Figure]) -> bool:
    """Whether another report or place states the value of the indicator whose best row is empty."""
    return first.indicator_id is not None and any(figure.indicator_id == first.indicator_id for figure in valued)
