"""A question asked of an archive: understood, looked up, answered from what was read, or openly not answered."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace

from qa_cchc.archive.store import Archive
from qa_cchc.asking import absent
from qa_cchc.asking.choose import choose
from qa_cchc.asking.cite import Citations, document_name
from qa_cchc.asking.compose import compose, yes_no
from qa_cchc.asking.documents import describe
from qa_cchc.asking.explain import best_sentences, compose_sentences
from qa_cchc.asking.match import matcher, needs
from qa_cchc.asking.notes import figure_notes, filter_notes
from qa_cchc.asking.question import Understood, understand
from qa_cchc.records import Answer, AnswerStatus, Figure, Filters, Found, Report
from qa_cchc.vietnamese.places import same_place
from qa_cchc.vietnamese.sentences import sentences
from qa_cchc.vietnamese.unicode import fold

# A passage below this says too little of what was asked to answer with; set on the development half.
_ENOUGH_FOUND = 0.35
_NEAREST = 3
_CITING = 20
_YEARLY = re.compile(
    r"(?:trong|cả) năm(?! \d)|kế hoạch vốn|kế hoạch (?:CCHC|cải cách hành chính) năm|được giao trong năm|biên chế được giao",
    re.IGNORECASE,
)
_MONTH_ID = re.compile(r"\d{4}-\d\d")
_PLANS = re.compile(r"kế hoạch(?! vốn)|chỉ tiêu|mục tiêu|công văn|tờ trình|phấn đấu", re.IGNORECASE)
_OF_ITS_UNITS = re.compile(r"các (?:huyện|xã|phường|sở|đơn vị|địa phương|thị xã)|(?:huyện|xã|đơn vị|sở) nào|trên địa bàn", re.IGNORECASE)


def ask(archive: Archive, question: str, filters: Filters | None = None, k: int = 5) -> Answer:
    """The answer to a Vietnamese question, with up to `k` passages. Raises BadQuestion for what cannot be asked."""
    started = time.perf_counter()
    filters = filters or Filters()
    reports = [report for report in archive.reports() if report.status != "failed"]
    provinces = sorted({report.province for report in reports if report.province})
    years = sorted({report.period.end.year for report in reports if report.period}, reverse=True)
    understood = understand(question, archive.places(), provinces, years, filters)
    answer = _Asking(archive, understood, filters, reports, k).answer()
    return replace(answer, elapsed_ms=round(1000 * (time.perf_counter() - started), 2))


class _Asking:
    """One question on its way to an answer."""

    def __init__(self, archive: Archive, understood: Understood, filters: Filters, reports: Sequence[Report], k: int):
        self.archive = archive
        self.understood = understood
        self.question = understood.question
        self.given = filters
        self.k = k
        self.citations = Citations(archive.report)
        self.places = filters.places or self.question.places
        self.number = filters.report_number or self.question.report_number
        base = Filters(places=self.places, levels=filters.levels, report_number=self.number)
        self.in_place = [report for report in archive.reports(base) if report.status != "failed"]
        self.outside = self._narrow_to_province()
        self.all_reports = reports
        self.parts = understood.unknown_places
        self.must_say: tuple[str, ...] = ()
        self.periods, self.widened = self._periods()
        self.filters = replace(base, places=self.places, periods=self.periods)

    def answer(self) -> Answer:
        missing = self._missing()
        if missing:
            return self._not_found(missing, search=False)
        if self.number and not self.in_place:
            return self._cited_document(self.number)
        if self.question.kind == "document":
            return self._documents()
        figures = self._figures() if self.question.kind in ("figure", "yes_no") else []
        if figures and self.widened:
            whole = [figure for figure in figures if self._is_of_year(figure)]
            if not whole:
                return self._only_parts_of_year(figures)
            figures = whole
        if figures:
            return self._from_figures(figures)
        if self.places and self.question.kind in ("figure", "yes_no") and self.parts != self.places and self._look_elsewhere():
            figures = self._figures()
            if figures:
                return self._from_figures(figures)
        found = self._passages()
        if self.question.kind != "figure" or not self._asks_number():
            prose = [one for one in found if one.passage.origin in ("prose", "footnote")]
            chosen = best_sentences(prose, self.understood.topic) if prose and prose[0].score >= _ENOUGH_FOUND else []
            if chosen:
                return self._from_sentences(chosen, found)
            if self.question.kind == "explanation":
                figures = self._figures()
                if figures:
                    return self._from_figures(figures)
        return self._not_found(absent.no_figure(self.understood, self._reports(), self._nearest()), found=found)

    def _narrow_to_province(self) -> str | None:
        """Keeps the reports of the province named; the name of the place that it leaves without any, if so."""
        province = self.understood.province
        if not province:
            return None
        within = [report for report in self.in_place if report.province and same_place(report.province, province)]
        if self.places:
            self.in_place = within
            return None if within else f"{self.places[0]} {province}"
        if not _OF_ITS_UNITS.search(self.question.text):
            # The province itself is asked about, and it has no report of its own.
            return province
        self.in_place = within
        self.places = tuple(sorted({report.place for report in within if report.place}))
        return None

    def _asks_number(self) -> bool:
        return self.understood.wants_rate or self.understood.wants_count or self.question.kind == "figure"

    def _periods(self) -> tuple[tuple[str, ...], bool]:
        """Ids of the periods to look in; a bare year falls back to all periods of that year, which is then said."""
        if self.given.periods:
            return self.given.periods, False
        asked = [period.id for period in self.question.periods]
        if not asked and self.understood.days:
            days = self.understood.days
            asked = [each.id for each in self.archive.periods() if any(each.start <= day <= each.end for day in days)]
        held = {report.period.id for report in self.in_place if report.period}
        if not asked or held & set(asked) or self._states(tuple(asked), self.places):
            return tuple(asked), False
        months = [period for period in self.question.periods if _MONTH_ID.fullmatch(period.id)]
        around = [each.id for each in self.archive.periods() if any(each.start <= m.start and m.end <= each.end for m in months)]
        if around and held & set(around):
            # A month is told of, if at all, in the report of the time around it; only words that name it may answer.
            self.must_say = tuple(f"tháng {month.start.month}" for month in months)
            return tuple(around), False
        years = [each for each in asked if each.isdigit()]
        within = sorted(each for each in held if any(each.startswith(year) for year in years))
        return (tuple(within), True) if within else (tuple(asked), False)

    def _reports(self) -> list[Report]:
        if not self.periods:
            return self.in_place
        return [report for report in self.in_place if report.period and report.period.id in self.periods]

    def _missing(self) -> str | None:
        """The sentence that says which condition the archive cannot meet, if any."""
        if self.number and not self.in_place:
            if "/" in self.number and not re.search(r"/\s*BC", self.number):
                return None
            return absent.no_report(self.number, self.all_reports)
        if self.outside:
            return absent.unknown_place(self.outside, self.archive.places())
        explains = self.question.kind == "explanation" and bool(self.places)
        for name in () if explains else self.understood.unknown_places:
            if not self._is_scope(name):
                return absent.unknown_place(name, self.archive.places())
        if not self.in_place and self.places:
            return absent.unknown_place(", ".join(self.places), self.archive.places())
        if self.periods and not self._reports() and not self._states(self.periods, self.places):
            if self.places and self._look_elsewhere():
                return None
            return absent.no_period(self.question.periods or self._given_periods(), self.places, self.in_place)
        return None

    def _given_periods(self):
        from qa_cchc.vietnamese.periods import period

        return [period(each) for each in self.given.periods]

    def _is_of_year(self, figure: Figure) -> bool:
        """Whether a figure of a shorter report speaks of the whole year asked for ("Kế hoạch năm 2023 gồm 36 nhiệm vụ")."""
        years = [period.id for period in self.question.periods]
        words = f"{figure.indicator} {figure.quote}"
        return any(f"năm {year}" in words for year in years) or _YEARLY.search(words) is not None

    def _only_parts_of_year(self, figures: list[Figure]) -> Answer:
        asked = absent.listed([period.label for period in self.question.periods])
        shown = figures[:_NEAREST]
        cited = [self.citations.of_figure(figure) for figure in shown]
        lines = compose(self.understood, shown, cited, self.archive.report)
        return self._not_found(f"Kho không có số liệu cả {asked}; chỉ có của kỳ ngắn hơn:\n{lines}")

    def _states(self, periods: Sequence[str], places: Sequence[str]) -> bool:
        """Whether some report of the places states figures of the periods, although none is a report of them."""
        within = Filters(places=tuple(places), levels=self.given.levels, report_number=self.number, periods=tuple(periods))
        candidates = self.archive.figure_candidates(self.understood.terms, within, 20)
        return any(figure.period and figure.period.id in periods for figure, _, _ in candidates)

    def _look_elsewhere(self) -> bool:
        """Turns to other reports that give figures of the place for the period ("xã X" in a table of its district)."""
        within = replace(self.filters, places=())
        candidates = self.archive.figure_candidates(self.understood.terms, within)
        if not any(_names(figure.scope, place) for figure, _, _ in candidates for place in self.places):
            return False
        self.filters, self.parts, self._found = within, self.places, candidates
        return True

    def _is_scope(self, name: str) -> bool:
        """Whether a named place is no place of a report but a part that reports give figures of ("phường 1")."""
        return any(_names(figure.scope, name) for figure, _, _ in self._candidates())

    def _candidates(self):
        if not hasattr(self, "_found"):
            terms = self.understood.terms
            self._found = self._of_reports(self.archive.figure_candidates(tuple(dict.fromkeys(terms)), self.filters))
        return self._found

    def _of_reports(self, candidates):
        """Without the figures of plans and letters, which are targets, unless such a document is asked about."""
        if _PLANS.search(self.question.text) or self.number:
            return candidates
        plain = {report.id for report in self.all_reports if report.kind in (None, "báo cáo")}
        return [candidate for candidate in candidates if candidate[0].report.id in plain]

    def _figures(self) -> list[Figure]:
        chosen: list[Figure] = []
        for part in self.understood.parts():
            chosen += [figure for figure in self._figures_of(part) if figure not in chosen]
        return chosen

    def _figures_of(self, understood: Understood) -> list[Figure]:
        if not understood.terms:
            return []
        frequencies = self.archive.term_frequencies(understood.terms)
        wanted = needs(understood, frequencies, self.archive.manifest.figures)
        score = matcher(understood, wanted)
        candidates = [
            (figure, own, around)
            for figure, own, around in self._candidates()
            if (not self.must_say or any(words in figure.quote.lower() for words in self.must_say))
            and (not self.parts or any(_names(figure.scope, name) for name in self.parts))
            and (
                understood.form is None
                or (figure.form is None
                and figure.origin != "form")
                or figure.form == understood.form
            )
        ]
        matches = [score(*candidate) for candidate in candidates]
        return choose(matches, [figure for figure, _, _ in candidates])

    def _passages(self) -> list[Found]:
        return self.archive.search(self.understood.topic or self.question.text, self.filters, self.k)

    def _nearest(self) -> list[str]:
        """Names of figures that do stand in the reports looked at, closest in words first."""
        names = [figure.indicator for figure, _, _ in self._candidates()[:20] if figure.state == "value"]
        return [f"“{name}”" for name in dict.fromkeys(names)][:_NEAREST]

    def _from_figures(self, figures: list[Figure]) -> Answer:
        valued = [figure for figure in figures if figure.state == "value"]
        # "Không" says that there was none; only of a share does it say nothing.
        stated = figures[0].state == "value" or (figures[0].state == "none" and figures[0].unit != "%")
        status: AnswerStatus = "answered" if stated or (valued and self._close(figures)) else "blank"
        if status == "answered":
            figures = figures if stated else valued + [figure for figure in figures if figure.state != "value"]
        cited = tuple(self.citations.of_figure(figure) for figure in figures)
        text = compose(self.understood, figures, cited, self.archive.report)
        if self.question.kind == "yes_no":
            decided = yes_no(figures)
            text = f"{decided}. {text}" if decided else text
        if status == "blank":
            text = _explain_blank(figures[0]) + " " + text
        found = self._passages()
        notes = (*self._filter_notes(figures), *figure_notes(self.understood, figures))
        return self._made(status, text, found, notes, tuple(figures), cited)

    def _close(self, figures: list[Figure]) -> bool:
        """Whether a value answers although the best figure is an empty row: another report or place states it."""
        first = figures[0]
        return any(
            figure.state == "value" and figure.indicator_id is not None and figure.indicator_id == first.indicator_id
            for figure in figures
        )

    def _from_sentences(self, chosen: list[tuple[Found, str]], found: list[Found]) -> Answer:
        def title(one: Found) -> str:
            report = self.archive.report(one.passage.report.id)
            return f"Theo {document_name(report)[:1].lower()}{document_name(report)[1:]}"

        text = compose_sentences(chosen, lambda one: self.citations.of_passage(one.passage), title)
        return self._made("answered", text, found, tuple(self._filter_notes([])))

    def _cited_document(self, number: str) -> Answer:
        """What reports say of a document that they cite ("Kế hoạch 97/KH-UBND ngày nào?")."""
        within = replace(self.filters, report_number=None)
        found = self.archive.search(self.question.text, within, max(self.k, _CITING))
        written = fold(number).replace(" ", "")
        told = [
            (one, one.passage.text[start:end])
            for one in found
            for start, end in sentences(one.passage.text)
            if written in fold(one.passage.text[start:end]).replace(" ", "")
        ]
        if not told:
            return self._made("not_found", f"Không báo cáo nào trong kho nhắc tới văn bản số {number}.", found[: self.k], ())
        best: dict[str, tuple[Found, str]] = {}
        for one, text in told:
            best.setdefault(one.passage.report.id, (one, text))
        return self._from_sentences(list(best.values())[:_NEAREST], found[: self.k])

    def _documents(self) -> Answer:
        reports = self._reports()
        if not reports:
            return self._not_found("Kho chưa có báo cáo nào.")
        text = describe(self.question.text, reports, self.citations)
        return self._made("answered", text, self._passages(), tuple(self._filter_notes([])))

    def _not_found(self, message: str, found: list[Found] | None = None, search: bool = True) -> Answer:
        if found is None:
            found = self._passages() if search else []
        return self._made("not_found", message, found, ())

    def _filter_notes(self, figures: Sequence[Figure]) -> list[str]:
        notes = filter_notes(self.understood, self.places, self.widened, figures)
        if self.parts and self.parts == self.places:
            notes.append(f"Kho không có báo cáo kỳ này của {', '.join(self.parts)}; số liệu lấy từ báo cáo của nơi khác nêu về nơi đó.")
        return notes

    def _made(
        self,
        status: AnswerStatus,
        text: str,
        found: Sequence[Found],
        notes: Sequence[str],
        figures: tuple[Figure, ...] = (),
        cited: tuple[int, ...] = (),
    ) -> Answer:
        passages = tuple(self.citations.of_passage(one.passage) for one in found)
        return Answer(
            self.question,
            status,
            text,
            figures,
            cited,
            tuple(found),
            passages,
            tuple(self.citations.items),
            notes=tuple(notes),
        )


def _names(scope: str | None, name: str) -> bool:
    """Whether a scope is the named part: "Phường 1" is "UBND phường 1", not "Phường 12"."""
    if not scope:
        return False
    have, want = fold(scope).split(), fold(name).split()
    bare = (
        want[1:]
        if want[0] in ("xa", "phuong")
        else want[2:]
        if want[:2] in (["thi", "tran"], ["thi", "xa"], ["thanh", "pho"])
        else want
    )
    if any(have[i : i + len(want)] == want for i in range(len(have) - len(want) + 1)):
        return True
    # Lists of units often leave the word of level out, save where the name is only a number.
    return bool(bare) and not bare[0].isdigit() and have == bare


def _explain_blank(figure: Figure) -> str:
    if figure.state == "blank":
        return "Báo cáo có dòng này nhưng để trống ô số liệu, nên không có con số để trả lời."
    if figure.state == "not_yet":
        return "Báo cáo không nêu con số mà ghi là chưa thực hiện."
    if figure.state == "none":
        return "Báo cáo không nêu con số mà ghi “Không”."
    return "Ô số liệu trong báo cáo không phải là một con số."
